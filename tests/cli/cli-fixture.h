/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "remove-folder.h"

/* The command line as another program meets it: arguments in, status, output and
 * complaints out. */

#define PAGE                                                                                                            \
  "今天是2025年3月1日 星期六\n位置:首页 > 工作动态 > 工作简报\n简报2025年第三期\n2025年02月28日\n\n"                    \
  "志愿者走进湖滨驿站\n\n春节前夕,志愿者来到驿站,送去了热茶和围巾,独角标记。\n\n一、筹备早一步。队伍提前两周摸底。\n\n" \
  "版权所有:青禾市关心下一代工作委员会\n地址:湖滨路8号 电话:0400-1234567"
#define PAGE_BODY "春节前夕,志愿者来到驿站,送去了热茶和围巾,独角标记。\n\n一、筹备早一步。队伍提前两周摸底。"

typedef struct
{
  char *folder;
  char *library;
  char *output;
  char *complaints;
  int status;
} Fixture;

static inline void
set_up (Fixture *self,
        gconstpointer data)
{
  self->folder = g_dir_make_tmp ("bulletin-cli-XXXXXX", NULL);
  self->library = g_build_filename (self->folder, "库.bulletin", NULL);
}

static inline void
tear_down (Fixture *self,
           gconstpointer data)
{
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->library);
  g_free (self->output);
  g_free (self->complaints);
}

static inline int
run_argv (Fixture *self,
          const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  /* A folder of its own for everything, so that nobody's library is touched. */
  g_subprocess_launcher_set_cwd (launcher, self->folder);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "BULLETIN_LIBRARY");
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->output, g_free);
  g_clear_pointer (&self->complaints, g_free);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &self->output, &self->complaints, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  self->status = g_subprocess_get_exit_status (process);
  return self->status;
}

/* Runs with the arguments that follow, NULL-terminated; "" stands for nothing. */
static inline int
run_with (Fixture *self,
          const char *library,
          ...) G_GNUC_NULL_TERMINATED;

static inline int
run_with (Fixture *self,
          const char *library,
          ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  const char *argument;
  va_list list;

  g_ptr_array_add (arguments, (char *) g_getenv ("BULLETIN_CLI_RUNNER"));
  if (library) {
    g_ptr_array_add (arguments, (char *) "--library");
    g_ptr_array_add (arguments, (char *) library);
  }
  va_start (list, library);
  while ((argument = va_arg (list, const char *)))
    g_ptr_array_add (arguments, (char *) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  return run_argv (self, (const char *const *) arguments->pdata);
}

#define RUN(...) run_with (self, self->library, __VA_ARGS__, NULL)

#define assert_done(self)                         \
  G_STMT_START                                    \
  {                                               \
    g_assert_cmpstr ((self)->complaints, ==, ""); \
    g_assert_cmpint ((self)->status, ==, 0);      \
  }                                               \
  G_STMT_END

/* One sentence on one line, nothing on standard output. */
static inline void
assert_refused (Fixture *self,
                int status,
                const char *word)
{
  gsize length = strlen (self->complaints);

  g_assert_cmpint (self->status, ==, status);
  g_assert_cmpstr (self->output, ==, "");
  g_assert_true (g_str_has_prefix (self->complaints, "bulletin: "));
  g_assert_cmpuint (length, >, 0);
  g_assert_true (strchr (self->complaints, '\n') == self->complaints + length - 1);
  if (word && !strstr (self->complaints, word))
    g_error ("“%s” is not in: %s", word, self->complaints);
}

static inline char *
put (Fixture *self,
     const char *name,
     const char *content,
     gssize length)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, length, NULL));
  return path;
}

static inline void
import_page (Fixture *self)
{
  g_autofree char *path = put (self, "页.txt", PAGE, -1);

  RUN ("import", path);
  assert_done (self);
}

static inline JsonNode *
parse (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (self->output, &error);

  g_assert_no_error (error);
  return node;
}
