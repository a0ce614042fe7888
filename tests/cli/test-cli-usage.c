/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "bulletin-cli.h"
#include "cli-fixture.h"

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
    "review",
    "issue",
    "correct",
    "withdraw",
    "ledger",
    "reserve",
    "void",
    "distribution",
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

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (!g_getenv ("BULLETIN_CLI_RUNNER"))
    g_error ("BULLETIN_CLI_RUNNER names the program that is tested");

#define ADD(name, func) g_test_add ("/cli/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("wrong-usage-is-told-apart", test_wrong_usage_is_told_apart);
  ADD ("help-and-version", test_help_and_version);
#undef ADD
  g_test_add_func ("/cli/wants-tells-window-from-command-line", test_wants_tells_window_from_command_line);

  return g_test_run ();
}
