/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "bulletin-application.h"

/* The window, as which the command "bulletin" goes on when it has no subcommand. */
int
main (int argc,
      char **argv)
{
  g_autoptr (BulletinApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname (APPLICATION_ID);
  g_set_application_name (_ ("Bulletin"));

  if (!bulletin_application_is_installed ()) {
    g_printerr ("%s\n", _ ("Bulletin is not installed completely: its settings schema is missing. Install the program again."));
    return 1;
  }

  application = bulletin_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
