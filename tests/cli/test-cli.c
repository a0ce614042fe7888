/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "bulletin-cli.h"
#include "bulletin-store.h"

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

static void
set_up (Fixture *self,
        gconstpointer data)
{
  self->folder = g_dir_make_tmp ("bulletin-cli-XXXXXX", NULL);
  self->library = g_build_filename (self->folder, "库.bulletin", NULL);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      remove_folder (path);
    else
      g_unlink (path);
  }
  g_rmdir (folder);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->library);
  g_free (self->output);
  g_free (self->complaints);
}

static int
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
static int
run_with (Fixture *self,
          const char *library,
          ...) G_GNUC_NULL_TERMINATED;

static int
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
static void
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

static char *
put (Fixture *self,
     const char *name,
     const char *content,
     gssize length)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, length, NULL));
  return path;
}

static void
import_page (Fixture *self)
{
  g_autofree char *path = put (self, "页.txt", PAGE, -1);

  RUN ("import", path);
  assert_done (self);
}

static JsonNode *
parse (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (self->output, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_import_answers_with_a_line (Fixture *self,
                                 gconstpointer data)
{
  g_autofree char *path = put (self, "页.txt", PAGE, -1);
  g_autofree char *second = put (self, "二.txt", "另一篇稿子\n\n只有一段话，没有期号，也没有日期。\n", -1);

  RUN ("import", path, second);
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "1\t2025-3\t志愿者走进湖滨驿站\n2\t\t另一篇稿子\n");
}

static void
test_text_goes_through_unchanged (Fixture *self,
                                  gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (self->folder, "出.txt", NULL);

  import_page (self);
  RUN ("show", "1", "--text");
  assert_done (self);
  g_assert_cmpstr (self->output, ==, PAGE_BODY "\n");

  /* Relative to the folder that it runs in. */
  RUN ("export", "1", "-o", "出.txt");
  assert_done (self);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_suffix (text, PAGE_BODY "\n"));
  g_assert_null (strstr (text, "今天是"));
  g_assert_null (strstr (text, "版权所有"));
  g_assert_null (strstr (text, "湖滨路"));
}

static void
test_list_and_show_speak_json (Fixture *self,
                               gconstpointer data)
{
  g_autoptr (JsonNode) list = NULL;
  g_autoptr (JsonNode) shown = NULL;
  JsonObject *object;

  import_page (self);
  RUN ("list", "--json");
  assert_done (self);
  list = parse (self);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), ==, 1);
  object = json_array_get_object_element (json_node_get_array (list), 0);
  g_assert_cmpstr (json_object_get_string_member (object, "id"), ==, "1");
  g_assert_cmpstr (json_object_get_string_member (object, "series"), ==, "工作简报");
  g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "regular");
  g_assert_cmpint (json_object_get_int_member (object, "year"), ==, 2025);
  g_assert_cmpint (json_object_get_int_member (object, "number"), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (object, "title"), ==, "志愿者走进湖滨驿站");
  g_assert_cmpstr (json_object_get_string_member (object, "date"), ==, "2025-02-28");
  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "draft");

  RUN ("show", "1", "--json", "--text");
  shown = parse (self);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (shown), "text"), ==, PAGE_BODY);

  RUN ("list", "--json", "--state", "issued");
  g_assert_cmpstr (self->output, ==, "[]\n");
  RUN ("list", "--state", "lost");
  assert_refused (self, 2, "draft");
}

static void
test_search_finds_words_of_two_characters (Fixture *self,
                                           gconstpointer data)
{
  static const struct
  {
    const char *words;
    guint n;
  } searches[] = { { "驿站", 1 }, { "热茶", 1 }, { "围巾", 1 }, { "茶热", 0 }, { "版权", 0 }, { "电话", 0 } };

  import_page (self);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++) {
    g_autoptr (JsonNode) found = NULL;

    RUN ("search", searches[i].words, "--json");
    assert_done (self);
    found = parse (self);
    g_assert_cmpuint (json_array_get_length (json_node_get_array (found)), ==, searches[i].n);
  }
  RUN ("search", "热茶", "围巾");
  g_assert_true (g_str_has_prefix (self->output, "1\t2025-3\t"));
  g_assert_null (strpbrk (self->output, "\x02\x03"));
}

/* What the window does: a revision of two, and something typed after it. */
static void
write_on (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinLibrary) library = bulletin_library_open (self->library, BULLETIN_LIBRARY_NONE, &error);
  g_autoptr (BulletinContent) content = NULL;
  g_autofree char *revision = NULL;
  g_autofree char *id = NULL;

  g_assert_no_error (error);
  content = bulletin_library_get_bulletin (library, "1", &error);
  g_assert_no_error (error);
  id = bulletin_library_resolve (library, "1", &error);
  content->metadata->number = 4;
  revision = bulletin_library_add_revision (library, id, content->metadata, "驿站收到围巾十二条。\n\n一、筹备早一步。", "会后稿", "编辑", &error);
  g_assert_no_error (error);
  bulletin_library_save_working_copy (library, id, content->metadata, "驿站收到围巾十五条。\n\n一、筹备早一步。\n正在写。", "编辑", &error);
  g_assert_no_error (error);
}

static void
test_revisions_are_listed (Fixture *self,
                           gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  g_auto (GStrv) lines = NULL;

  import_page (self);
  write_on (self);
  RUN ("revisions", "1", "--json");
  assert_done (self);
  root = parse (self);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 2);
  object = json_array_get_object_element (json_node_get_array (root), 0);
  g_assert_cmpint (json_object_get_int_member (object, "revision"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, "会后稿");
  g_assert_cmpstr (json_object_get_string_member (object, "who"), ==, "编辑");
  g_assert_cmpint (json_object_get_int_member (object, "words"), ==, 18);
  object = json_array_get_object_element (json_node_get_array (root), 1);
  g_assert_true (json_object_get_null_member (object, "name"));

  RUN ("revisions", "1");
  assert_done (self);
  lines = g_strsplit (self->output, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (g_str_has_prefix (lines[0], "2\t"));
  g_assert_true (g_str_has_suffix (lines[0], "\t编辑\t18\t会后稿"));
  RUN ("revisions", "9");
  assert_refused (self, 1, "9");
}

static void
test_revisions_are_compared (Fixture *self,
                             gconstpointer data)
{
  import_page (self);
  write_on (self);
  RUN ("diff", "1", "2");
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "驿站收到围巾十[-二-]{+五+}条。\n\n一、筹备早一步。\n{+正在写。+}\n");
  RUN ("diff", "1", "now", "2");
  g_assert_cmpstr (self->output, ==, "驿站收到围巾十[-五-]{+二+}条。\n\n一、筹备早一步。\n[-正在写。-]\n");
  RUN ("diff", "1", "1", "2");
  assert_done (self);
  g_assert_true (g_str_has_prefix (self->output, "Issue number: [-3-]{+4+}\n\n"));
  RUN ("diff", "1", "2", "2");
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "");

  RUN ("diff", "1", "3");
  assert_refused (self, 1, "3");
  RUN ("diff", "1");
  assert_refused (self, 2, "diff");
}

static void
test_a_number_is_issued_once (Fixture *self,
                              gconstpointer data)
{
  import_page (self);
  import_page (self);
  RUN ("issue", "1", "--signer", "孙丙");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpstr (self->output, ==, "1\t2025-3\t志愿者走进湖滨驿站\n");
  RUN ("issue", "2");
  assert_refused (self, 1, NULL);
  RUN ("issue", "1");
  assert_refused (self, 1, NULL);
  RUN ("issue", "2", "--number", "4", "--date", "2025-03-01");
  g_assert_cmpstr (self->output, ==, "2\t2025-4\t志愿者走进湖滨驿站\n");
  RUN ("issue", "2", "--date", "31.12.2025");
  assert_refused (self, 2, "2024-06-17");
}

static void
test_findings_stand_in_the_way_until_forced (Fixture *self,
                                             gconstpointer data)
{
  /* A number of the form that identity cards have. */
  g_autofree char *path = put (self, "稿.txt", "一篇稿子\n\n身份证号码110101190001011009不应印出来，这一句很长很长很长很长很长。\n", -1);

  RUN ("import", path);
  RUN ("check", "1", "--json");
  assert_done (self);
  {
    g_autoptr (JsonNode) findings = parse (self);
    gboolean has_error = FALSE;

    for (guint i = 0; i < json_array_get_length (json_node_get_array (findings)); i++) {
      JsonObject *object = json_array_get_object_element (json_node_get_array (findings), i);

      g_assert_true (json_object_has_member (object, "line"));
      g_assert_true (json_object_has_member (object, "replacement"));
      has_error |= g_str_equal (json_object_get_string_member (object, "severity"), "error");
    }
    g_assert_true (has_error);
  }
  RUN ("issue", "1");
  assert_refused (self, 1, "--force");
  RUN ("issue", "1", "--force");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->complaints, "identity-number"));
}

static void
test_issued_files_are_the_frozen_ones (Fixture *self,
                                       gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL;
  g_autofree char *a = g_build_filename (self->folder, "a.pdf", NULL);
  g_autofree char *b = g_build_filename (self->folder, "b.pdf", NULL);
  gsize first_length, second_length;

  import_page (self);
  RUN ("issue", "1", "--signer", "孙丙");
  RUN ("export", "1", "-o", a);
  assert_done (self);
  RUN ("export", "1", "-o", b);
  g_assert_true (g_file_get_contents (a, &first, &first_length, NULL));
  g_assert_true (g_file_get_contents (b, &second, &second_length, NULL));
  g_assert_cmpmem (first, first_length, second, second_length);
  g_assert_true (g_str_has_prefix (first, "%PDF-"));
}

static void
test_files_are_exported_without_a_library (Fixture *self,
                                           gconstpointer data)
{
  g_autofree char *path = put (self, "页.txt", PAGE, -1);
  static const char *const endings[] = { "pdf", "html", "txt", "png" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *name = g_strconcat ("出.", endings[i], NULL);
    g_autofree char *target = g_build_filename (self->folder, name, NULL);

    RUN ("export", "页.txt", "-o", name);
    assert_done (self);
    g_assert_true (g_file_test (target, G_FILE_TEST_IS_REGULAR));
  }
  RUN ("check", path, "--json");
  assert_done (self);
  json_node_unref (parse (self));
  g_assert_false (g_file_test (self->library, G_FILE_TEST_EXISTS));
}

static void
test_pictures_of_pages_are_chosen (Fixture *self,
                                   gconstpointer data)
{
  g_autofree char *path = put (self, "页.txt", "2025年第三期\n标题\n第一页。\n---\n第二页。\n", -1);
  g_autofree char *first = g_build_filename (self->folder, "出-1.png", NULL);
  g_autofree char *second = g_build_filename (self->folder, "出-2.png", NULL);
  g_autofree char *only = g_build_filename (self->folder, "只.png", NULL);
  g_autofree char *small = NULL;
  g_autofree char *large = NULL;
  gsize small_length, large_length;

  RUN ("export", path, "-o", "出-1.png", "--dpi", "72");
  assert_done (self);
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_get_contents (second, &small, &small_length, NULL));

  RUN ("export", path, "-o", "只.png", "--page", "2", "--dpi", "300");
  assert_done (self);
  g_assert_true (g_file_get_contents (only, &large, &large_length, NULL));
  g_assert_true (g_str_has_prefix (large, "\x89PNG"));
  g_assert_cmpuint (large_length, >, small_length);

  RUN ("export", path, "-o", "三.png", "--page", "3");
  assert_refused (self, 1, "2");
  RUN ("export", path, "-o", "三.png", "--dpi", "7000");
  assert_refused (self, 2, "600");
  RUN ("export", path, "-o", "三.png", "--page", "-1");
  assert_refused (self, 2, "1");
  RUN ("export", path, "-o", "三.pdf", "--page", "1");
  assert_refused (self, 2, ".png");
  RUN ("export", path, "-o", "三/", "--dpi", "72");
  assert_refused (self, 2, ".png");
}

static void
test_web_folder_is_written_and_replaced (Fixture *self,
                                         gconstpointer data)
{
  g_autofree char *path = put (self, "页.txt", PAGE, -1);
  g_autofree char *index = g_build_filename (self->folder, "网页", "index.html", NULL);
  g_autofree char *other = g_build_filename (self->folder, "别的", NULL);
  g_autofree char *html = NULL;

  RUN ("export", path, "-o", "网页/");
  assert_done (self);
  g_assert_true (g_file_get_contents (index, &html, NULL, NULL));
  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>"));
  RUN ("export", path, "-o", "网页/");
  assert_refused (self, 1, "--force");
  RUN ("export", path, "-o", "网页/", "--force");
  assert_done (self);

  /* Somebody's folder is not ours to replace. */
  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  g_free (put (self, "别的/照片.jpg", "别人的", -1));
  RUN ("export", path, "-o", "别的/", "--force");
  assert_refused (self, 1, "别的");
  RUN ("export", path, "-o", "没有/网页/");
  assert_refused (self, 1, "网页");
}

static void
test_targets_that_cannot_be_written_are_named (Fixture *self,
                                               gconstpointer data)
{
  g_autofree char *path = put (self, "页.txt", PAGE, -1);
  g_autofree char *full = g_build_filename (self->folder, "满.pdf", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *taken = put (self, "有.txt", "别人的", -1);

  RUN ("export", path, "-o", "有.txt");
  assert_refused (self, 1, "--force");
  g_assert_true (g_file_get_contents (taken, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "别人的");
  RUN ("export", path, "-o", "有.txt", "--force");
  assert_done (self);

  g_assert_cmpint (symlink ("/dev/full", full), ==, 0);
  RUN ("export", path, "-o", full, "--force");
  assert_refused (self, 1, "满.pdf");
  RUN ("export", path, "-o", "没有/出.pdf");
  assert_refused (self, 1, "出.pdf");
  RUN ("export", path, "-o", "出.odt");
  assert_refused (self, 1, ".pdf");
  RUN ("export", path, "-o", "出");
  assert_refused (self, 1, ".docx");
  RUN ("export", path, "-o", self->folder, "--force");
  assert_refused (self, 1, ".pdf");
  RUN ("export", path, "-o", "出.docx");
  assert_done (self);
  RUN ("export", path);
  assert_refused (self, 2, "-o");
}

static void
test_bad_files_are_answered_in_a_sentence (Fixture *self,
                                           gconstpointer data)
{
  g_autofree char *line = g_strnfill (20 * 1024 * 1024, 'x');
  g_autofree char *empty = put (self, "空.txt", "", 0);
  g_autofree char *png = put (self, "图.txt", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  g_autofree char *huge = put (self, "大.txt", line, -1);
  g_autofree char *good = put (self, "页.txt", PAGE, -1);
  gsize length;
  g_autofree char *encoded = g_convert (PAGE, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  g_autofree char *national = put (self, "国标.txt", encoded, (gssize) length);
  const char *const bad[] = { empty, png, huge, "没有.txt", self->folder };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *name = g_path_get_basename (bad[i]);

    RUN ("import", bad[i]);
    assert_refused (self, 1, name);
    RUN ("check", bad[i]);
    assert_refused (self, 1, name);
  }
  /* A bad file leaves no library behind. */
  g_assert_false (g_file_test (self->library, G_FILE_TEST_EXISTS));

  RUN ("import", national);
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "1\t2025-3\t志愿者走进湖滨驿站\n");

  /* One bad file does not keep the good ones out. */
  RUN ("import", empty, good);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_cmpstr (self->output, ==, "2\t2025-3\t志愿者走进湖滨驿站\n");
}

static void
test_bad_libraries_are_answered_in_a_sentence (Fixture *self,
                                               gconstpointer data)
{
  g_autofree char *text = put (self, "不是.bulletin", "这不是数据库，只是一段文字，长到足够被当成一个文件头来读。这不是数据库。这不是数据库。", -1);
  g_autofree char *copy = NULL;
  g_autofree char *newer = NULL;
  gsize length;

  run_with (self, text, "list", NULL);
  assert_refused (self, 1, NULL);
  run_with (self, "没有/库.bulletin", "list", NULL);
  assert_refused (self, 1, "没有");
  run_with (self, self->folder, "list", NULL);
  assert_refused (self, 1, NULL);

  import_page (self);
  g_assert_true (g_file_get_contents (self->library, &copy, &length, NULL));
  /* SQLite keeps user_version in bytes 60 to 63, big end first. */
  copy[62] = 0x27;
  newer = put (self, "新.bulletin", copy, (gssize) length);
  run_with (self, newer, "list", NULL);
  assert_refused (self, 1, NULL);

  /* A folder in which nobody, not even root, can make anything. */
  run_with (self, "/proc/没有/库.bulletin", "import", "页.txt", NULL);
  assert_refused (self, 1, "库.bulletin");
}

static void
test_verify_finds_a_changed_byte (Fixture *self,
                                  gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) again = NULL;
  guint n_changed = 0;
  gsize length;

  import_page (self);
  RUN ("issue", "1", "--signer", "孙丙");
  RUN ("verify", "--json");
  assert_done (self);
  root = parse (self);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "checked"), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (root), "damaged")), ==, 0);

  g_assert_true (g_file_get_contents (self->library, &content, &length, NULL));
  for (gsize i = 0; i + strlen ("独角标记") <= length; i++) {
    if (memcmp (content + i, "独角标记", strlen ("独角标记")) == 0) {
      memcpy (content + i, "独角标已", strlen ("独角标已"));
      n_changed++;
    }
  }
  g_assert_cmpuint (n_changed, >, 0);
  g_assert_true (g_file_set_contents (self->library, content, (gssize) length, NULL));
  RUN ("verify", "--json");
  g_assert_cmpint (self->status, ==, 1);
  again = parse (self);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (again), "damaged")), >, 0);
  RUN ("verify");
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->output, "志愿者走进湖滨驿站"));
}

static void
test_backup_and_restore (Fixture *self,
                         gconstpointer data)
{
  import_page (self);
  RUN ("backup", "备份.bulletin");
  assert_done (self);
  RUN ("backup", "备份.bulletin");
  assert_refused (self, 1, NULL);
  RUN ("backup", "备份.bulletin", "--force");
  assert_done (self);

  import_page (self);
  RUN ("restore", "备份.bulletin");
  assert_done (self);
  RUN ("list");
  g_assert_nonnull (strstr (self->output, "志愿者走进湖滨驿站"));
  RUN ("show", "2");
  assert_refused (self, 1, NULL);
  RUN ("restore", "没有.bulletin");
  assert_refused (self, 1, "没有");
  RUN ("restore", "页.txt");
  assert_refused (self, 1, NULL);
}

static void
test_publish_writes_the_site (Fixture *self,
                              gconstpointer data)
{
  g_autofree char *index = g_build_filename (self->folder, "网站", "index.html", NULL);

  import_page (self);
  RUN ("issue", "1", "--signer", "孙丙");
  RUN ("publish", "网站");
  assert_done (self);
  g_assert_true (g_file_test (index, G_FILE_TEST_EXISTS));
  RUN ("publish", self->folder);
  assert_refused (self, 1, NULL);
}

static void
test_sheets_are_loaded_and_counted (Fixture *self,
                                    gconstpointer data)
{
  g_autofree char *organisations = put (self, "组织.csv", "编码,名称,上级,类别\nQH,青禾市关工委,,市\nDH,东湖区关工委,QH,区\n", -1);
  g_autofree char *stations = put (self, "站点.csv",
                                   "编码,名称,类型,组织,区域,启用日期,设施\nA1,柳堤站,暖蜂驿站,DH,东湖区,2023-06-15,饮水；就餐\n"
                                   "A2,荷塘站,暖蜂驿站,没有,东湖区,2023-06-15,饮水\n",
                                   -1);
  g_autofree char *torn = put (self, "坏.csv", "编码,名称\nA1,\"甲\n", -1);

  RUN ("load", "organisations", organisations);
  assert_done (self);
  g_assert_nonnull (strstr (self->output, "2 added"));
  RUN ("load", "organisations", organisations);
  g_assert_nonnull (strstr (self->output, "2 unchanged"));

  RUN ("load", "stations", stations, "--dry-run");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->output, "1 added"));
  RUN ("load", "stations", stations);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->output, "1 added"));
  g_assert_nonnull (strstr (self->complaints, "3"));

  RUN ("stats", "--period", "2023", "--json");
  assert_done (self);
  {
    g_autoptr (JsonNode) root = parse (self);
    JsonObject *counted = json_object_get_object_member (json_node_get_object (root), "stations");

    g_assert_cmpint (json_object_get_int_member (counted, "open"), ==, 1);
    g_assert_cmpint (json_object_get_int_member (counted, "opened"), ==, 1);
  }
  RUN ("stats", "--period", "2023");
  assert_done (self);
  RUN ("stats", "--period", "嗯");
  assert_refused (self, 2, NULL);
  RUN ("stats", "--organisation", "没有");
  assert_refused (self, 1, "没有");

  RUN ("load", "stations", torn);
  assert_refused (self, 1, "坏.csv");
  RUN ("load", "spaceships", stations);
  assert_refused (self, 2, "stations");
  RUN ("load", "stations");
  assert_refused (self, 2, NULL);
}

static void
test_wrong_usage_is_told_apart (Fixture *self,
                                gconstpointer data)
{
  RUN ("frobnicate");
  assert_refused (self, 2, "frobnicate");
  RUN ("list", "--frobnicate");
  assert_refused (self, 2, NULL);
  RUN ("show");
  assert_refused (self, 2, NULL);
  RUN ("show", "1", "2");
  assert_refused (self, 2, NULL);
  RUN ("import");
  assert_refused (self, 2, NULL);
  RUN ("show", "1");
  assert_refused (self, 1, "库.bulletin");
}

static void
test_help_and_version (Fixture *self,
                       gconstpointer data)
{
  static const char *const commands[] = {
    "import",
    "list",
    "show",
    "revisions",
    "diff",
    "search",
    "check",
    "issue",
    "export",
    "publish",
    "load",
    "stats",
    "verify",
    "backup",
    "restore",
  };

  RUN ("--version");
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "bulletin " PACKAGE_VERSION "\n");
  RUN ("--help");
  assert_done (self);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_assert_nonnull (strstr (self->output, commands[i]));
  g_assert_null (strstr (self->output, "  sample"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_autofree char *usage = g_strdup_printf ("bulletin %s", commands[i]);

    RUN (commands[i], "--help");
    assert_done (self);
    g_assert_nonnull (strstr (self->output, usage));
    RUN ("help", commands[i]);
    assert_done (self);
    g_assert_nonnull (strstr (self->output, usage));
  }
}

/* Without --library: the data folder's, made when something is put into it. */
static void
test_default_library_is_made_on_first_import (Fixture *self,
                                              gconstpointer data)
{
  g_autofree char *path = put (self, "页.txt", PAGE, -1);
  g_autofree char *made = g_build_filename (self->folder, "bulletin", "library.bulletin", NULL);

  run_with (self, NULL, "list", NULL);
  assert_refused (self, 1, "library.bulletin");
  run_with (self, NULL, "import", path, NULL);
  assert_done (self);
  g_assert_true (g_file_test (made, G_FILE_TEST_EXISTS));
  run_with (self, NULL, "show", "1", NULL);
  assert_done (self);
}

static void
test_wants_tells_window_from_command_line (void)
{
  static const struct
  {
    const char *arguments;
    gboolean wants;
  } cases[] = {
    { "bulletin", FALSE },
    { "bulletin --sample", FALSE },
    { "bulletin --library x.bulletin", FALSE },
    { "bulletin folder/x.bulletin", FALSE },
    { "bulletin x.txt", FALSE },
    { "bulletin file:///x", FALSE },
    { "bulletin --gapplication-service", FALSE },
    { "bulletin --library", FALSE },
    { "bulletin list", TRUE },
    { "bulletin --library x.bulletin list --json", TRUE },
    { "bulletin --library=x list", TRUE },
    { "bulletin --version", TRUE },
    { "bulletin --help", TRUE },
    { "bulletin help", TRUE },
    { "bulletin lsit", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (GStrv) argv = g_strsplit (cases[i].arguments, " ", -1);

    g_assert_cmpint (bulletin_cli_wants ((int) g_strv_length (argv), argv), ==, cases[i].wants);
  }
}

static void
test_a_series_is_carried_to_another_library (Fixture *self,
                                             gconstpointer data)
{
  g_autofree char *page = g_build_filename (self->folder, "page.txt", NULL);
  g_autofree char *file = g_build_filename (self->folder, "简报.bulletin-template", NULL);
  g_autofree char *other = g_build_filename (self->folder, "other.bulletin", NULL);

  g_assert_true (g_file_set_contents (page, PAGE, -1, NULL));
  RUN ("import", page);
  assert_done (self);
  RUN ("series");
  assert_done (self);
  g_assert_true (g_str_has_prefix (self->output, "工作简报\t"));

  RUN ("template", "export", "工作简报", "-o", file);
  assert_done (self);
  RUN ("template", "export", "工作简报", "-o", file);
  assert_refused (self, 1, "exists already");
  RUN ("template", "export", "没有的", "-o", file, "--force");
  assert_refused (self, 1, "没有的");
  RUN ("template", "export", "工作简报");
  g_assert_cmpint (self->status, ==, 2);
  RUN ("template", "draw", "工作简报");
  g_assert_cmpint (self->status, ==, 2);

  run_with (self, other, "template", "import", file, NULL);
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "工作简报\n");
  run_with (self, other, "template", "import", file, NULL);
  assert_refused (self, 1, "工作简报");
  run_with (self, other, "template", "import", file, "--keep-both", NULL);
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "工作简报（2）\n");
  run_with (self, other, "template", "import", file, "--replace", "--keep-both", NULL);
  g_assert_cmpint (self->status, ==, 2);
  run_with (self, other, "template", "import", page, NULL);
  assert_refused (self, 1, NULL);
  run_with (self, other, "series", "--json", NULL);
  assert_done (self);
  g_autoptr (JsonNode) root = json_from_string (self->output, NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 2);
}

/* A picture of one dot. */
#define DOT "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

static char *
put_picture (Fixture *self,
             const char *name)
{
  gsize size;
  g_autofree guchar *bytes = g_base64_decode (DOT, &size);

  return put (self, name, (const char *) bytes, (gssize) size);
}

static void
test_pictures_are_attached (Fixture *self,
                            gconstpointer data)
{
  g_autofree char *picture = put_picture (self, "站点 照片.png");
  g_autofree char *drawing = put (self, "图.svg", "<svg><script>alert(1)</script></svg>", -1);
  g_autofree char *broken = put (self, "坏.png", "\211PNG\r\n\032\n", 8);

  import_page (self);
  RUN ("attach", "1", picture, "--caption", "新站点|揭牌");
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "![新站点\\|揭牌](attachment:站点-照片.png)\n");
  RUN ("attach", "1", picture);
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "![](attachment:站点-照片.png)\n");
  RUN ("attach", "1", drawing);
  assert_refused (self, 1, "SVG");
  RUN ("attach", "1", broken);
  assert_refused (self, 1, "not complete");
  RUN ("attach", "1");
  g_assert_cmpint (self->status, ==, 2);
  RUN ("attach", "9", picture);
  assert_refused (self, 1, NULL);
}

static gboolean
has_image (const char *path)
{
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  return memmem (content, size, "/Subtype /Image", strlen ("/Subtype /Image")) != NULL;
}

static void
test_pictures_beside_a_text_come_with_it (Fixture *self,
                                          gconstpointer data)
{
  g_autofree char *text = put (self, "稿.txt", "有图的稿子\n　　正文一段。\n![图一](attachment:一.png)\n![图二](attachment:二.png)\n", -1);
  g_autofree char *one = put_picture (self, "一.png");
  g_autofree char *files = g_build_filename (self->folder, "稿.files", NULL);
  g_autofree char *pdf = g_build_filename (self->folder, "稿.pdf", NULL);
  g_autofree char *from_library = g_build_filename (self->folder, "库稿.pdf", NULL);
  g_autofree char *two = NULL;

  g_assert_cmpint (g_mkdir (files, 0700), ==, 0);
  two = put_picture (self, "稿.files/二.png");
  RUN ("export", text, "-o", pdf);
  assert_done (self);
  g_assert_true (has_image (pdf));

  RUN ("import", text);
  assert_done (self);
  g_assert_cmpint (g_unlink (one), ==, 0);
  g_assert_cmpint (g_unlink (two), ==, 0);
  RUN ("export", "1", "-o", from_library);
  assert_done (self);
  g_assert_true (has_image (from_library));

  /* What is not there is named, and stands in nothing's way. */
  RUN ("export", text, "-o", pdf, "--force");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->complaints, "一.png"));
}

/* One dot on a page is as coarse as can be; the check says so of a file and of a
 * bulletin with the picture attached. */
static void
test_coarse_pictures_are_found (Fixture *self,
                                gconstpointer data)
{
  g_autofree char *text = put (self, "稿.txt", "有图的稿子\n　　正文一段。\n![图一](attachment:一.png 50%)\n", -1);
  g_autofree char *one = put_picture (self, "一.png");

  RUN ("check", text, "--json");
  assert_done (self);
  g_assert_nonnull (strstr (self->output, "picture-coarse"));
  RUN ("import", text);
  assert_done (self);
  RUN ("check", "1", "--json");
  assert_done (self);
  g_assert_nonnull (strstr (self->output, "picture-coarse"));
  g_assert_cmpint (g_unlink (one), ==, 0);
  RUN ("check", text, "--json");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_null (strstr (self->output, "picture-coarse"));
  g_assert_nonnull (strstr (self->output, "picture-missing"));
}

/* A web page holds pictures itself, and names others. */
static void
test_pictures_of_a_page_come_with_it (Fixture *self,
                                      gconstpointer data)
{
  g_autofree char *page = put (self, "页.html", "<html><body><h1>题目</h1><p>正文一段。</p><img src=\"data:image/png;base64," DOT "\" alt=\"甲\"><img src=\"页_files/乙.png\" alt=\"乙\"></body></html>", -1);
  g_autofree char *files = g_build_filename (self->folder, "页_files", NULL);
  g_autofree char *beside = NULL;

  g_assert_cmpint (g_mkdir (files, 0700), ==, 0);
  beside = put_picture (self, "页_files/乙.png");
  RUN ("import", page);
  assert_done (self);
  RUN ("check", "1");
  g_assert_null (strstr (self->output, "picture-missing"));
  RUN ("show", "1", "--text");
  g_assert_nonnull (strstr (self->output, "![甲](attachment:"));
  g_assert_nonnull (strstr (self->output, "![乙](attachment:乙.png)"));
}

/* A paragraph of a million characters comes in, is checked and comes out whole. */
static void
test_a_paragraph_without_end_goes_the_whole_way (Fixture *self,
                                                 gconstpointer data)
{
  const guint n_chars = 1000000;
  g_autoptr (GString) text = g_string_new ("一个很长的段落\n");
  g_autofree char *path = NULL;
  g_autofree char *pdf = g_build_filename (self->folder, "长.pdf", NULL);

  for (guint i = 0; i < n_chars; i++)
    g_string_append (text, i % 25 == 24 ? "，" : "志");
  g_string_append_c (text, '\n');
  path = put (self, "长.txt", text->str, (gssize) text->len);

  RUN ("import", path);
  assert_done (self);
  RUN ("show", "1", "--text");
  assert_done (self);
  g_assert_cmpstr (self->output, ==, strchr (text->str, '\n') + 1);
  RUN ("check", "1");
  g_assert_nonnull (strstr (self->output, "paragraph-size"));
  RUN ("export", "1", "-o", pdf);
  assert_done (self);
}

static void
test_no_name_of_a_picture_leads_out (Fixture *self,
                                     gconstpointer data)
{
  static const char *const names[] = { "../外.png", "/etc/passwd", "下/内.png", "链.png", "..", ".藏.png", "..\\外.png" };
  g_autofree char *inner = g_build_filename (self->folder, "里", NULL);
  g_autofree char *outside = put_picture (self, "外.png");
  g_autofree char *pdf = g_build_filename (self->folder, "出.pdf", NULL);
  g_autofree char *link = g_build_filename (inner, "链.png", NULL);
  g_autofree char *hidden = NULL;

  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  g_assert_cmpint (symlink (outside, link), ==, 0);
  hidden = put_picture (self, "里/.藏.png");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *body = g_strdup_printf ("稿子\n　　正文一段。\n![图](attachment:%s)\n", names[i]);
    g_autofree char *text = put (self, "里/稿.txt", body, -1);

    RUN ("export", text, "-o", pdf, "--force");
    g_assert_cmpint (self->status, ==, 0);
    g_assert_nonnull (strstr (self->complaints, names[i]));
    g_assert_false (has_image (pdf));
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (!g_getenv ("BULLETIN_CLI_RUNNER"))
    g_error ("BULLETIN_CLI_RUNNER names the program that is tested");

#define ADD(name, func) g_test_add ("/cli/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("import-answers-with-a-line", test_import_answers_with_a_line);
  ADD ("text-goes-through-unchanged", test_text_goes_through_unchanged);
  ADD ("list-and-show-speak-json", test_list_and_show_speak_json);
  ADD ("search-finds-words-of-two-characters", test_search_finds_words_of_two_characters);
  ADD ("revisions-are-listed", test_revisions_are_listed);
  ADD ("revisions-are-compared", test_revisions_are_compared);
  ADD ("a-number-is-issued-once", test_a_number_is_issued_once);
  ADD ("findings-stand-in-the-way-until-forced", test_findings_stand_in_the_way_until_forced);
  ADD ("issued-files-are-the-frozen-ones", test_issued_files_are_the_frozen_ones);
  ADD ("a-series-is-carried-to-another-library", test_a_series_is_carried_to_another_library);
  ADD ("files-are-exported-without-a-library", test_files_are_exported_without_a_library);
  ADD ("pictures-are-attached", test_pictures_are_attached);
  ADD ("pictures-beside-a-text-come-with-it", test_pictures_beside_a_text_come_with_it);
  ADD ("coarse-pictures-are-found", test_coarse_pictures_are_found);
  ADD ("pictures-of-a-page-come-with-it", test_pictures_of_a_page_come_with_it);
  ADD ("a-paragraph-without-end-goes-the-whole-way", test_a_paragraph_without_end_goes_the_whole_way);
  ADD ("no-name-of-a-picture-leads-out", test_no_name_of_a_picture_leads_out);
  ADD ("pictures-of-pages-are-chosen", test_pictures_of_pages_are_chosen);
  ADD ("web-folder-is-written-and-replaced", test_web_folder_is_written_and_replaced);
  ADD ("targets-that-cannot-be-written-are-named", test_targets_that_cannot_be_written_are_named);
  ADD ("bad-files-are-answered-in-a-sentence", test_bad_files_are_answered_in_a_sentence);
  ADD ("bad-libraries-are-answered-in-a-sentence", test_bad_libraries_are_answered_in_a_sentence);
  ADD ("verify-finds-a-changed-byte", test_verify_finds_a_changed_byte);
  ADD ("backup-and-restore", test_backup_and_restore);
  ADD ("publish-writes-the-site", test_publish_writes_the_site);
  ADD ("sheets-are-loaded-and-counted", test_sheets_are_loaded_and_counted);
  ADD ("wrong-usage-is-told-apart", test_wrong_usage_is_told_apart);
  ADD ("help-and-version", test_help_and_version);
  ADD ("default-library-is-made-on-first-import", test_default_library_is_made_on_first_import);
#undef ADD
  g_test_add_func ("/cli/wants-tells-window-from-command-line", test_wants_tells_window_from_command_line);

  return g_test_run ();
}
