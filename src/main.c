/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <unistd.h>

#include "bulletin-cli.h"

/* One command with two faces: with a subcommand it works without a display, else it
 * becomes the window. That is a program of its own, because the libraries of a
 * browser take five times as long to load as most subcommands take in all. */
int
main (int argc,
      char **argv)
{
  static const char window[] = LIBEXECDIR "/bulletin-window";
  int error;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (bulletin_cli_wants (argc, argv)) {
    g_set_prgname ("bulletin");
    g_set_application_name (_ ("Bulletin"));
    return bulletin_cli_run (argc, argv);
  }

  execv (window, argv);
  error = errno;
  /* Translators: the first %s is a file, the second the system's reason. */
  g_printerr (_ ("Bulletin is not installed completely: its window, %s, cannot be started (%s). Install the program again."),
              window, g_strerror (error));
  g_printerr ("\n");
  return 1;
}
