/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-cli-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-picture-import.h"
#include "bulletin-picture-markup.h"
#include "bulletin-pictures.h"

/* attach: pictures for the text of a bulletin. */

static gboolean
attach_file (BulletinCli *cli,
             BulletinLibrary *library,
             const char *id,
             const char *path,
             const char *caption,
             GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (BulletinPicture) picture = bulletin_picture_import_file (file, NULL, error);
  g_autofree char *name = NULL;
  g_autofree char *markup = NULL;

  if (!picture)
    return FALSE;
  name = bulletin_library_add_picture (library, id, picture->name, picture->media_type, picture->content,
                                       picture->width, picture->height, bulletin_cli_get_who (), error);
  if (!name)
    return FALSE;
  markup = bulletin_picture_format_markup (name, caption, 0);
  g_string_append_printf (cli->output, "%s\n", markup);
  return TRUE;
}

static int
run_attach (BulletinCli *cli,
            int argc,
            char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autofree char *argument = NULL;
  g_autofree char *caption = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  BulletinLibrary *library;
  int status = BULLETIN_CLI_DONE;
  const GOptionEntry entries[] = {
    { "caption", 0, 0, G_OPTION_ARG_FILENAME, &argument, N_ ("What stands below the picture"), N_ ("CAPTION") },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("Keeps pictures for the text of a draft: PNG or JPEG, and GIF, TIFF, BMP or WebP where the system can read them. Prints for each the line that shows it where it stands in the text."),
                           2, G_MAXUINT, &arguments, &status))
    return status;
  if (argument) {
    caption = bulletin_cli_get_text (argument, &error);
    if (!caption)
      return bulletin_cli_fail (error);
  }

  library = bulletin_cli_open_library (cli, FALSE, &error);
  id = library ? bulletin_library_resolve (library, arguments[0], &error) : NULL;
  if (!id)
    return bulletin_cli_fail (error);
  for (guint i = 1; arguments[i]; i++) {
    g_autoptr (GError) reason = NULL;

    if (!attach_file (cli, library, id, arguments[i], caption, &reason))
      status = bulletin_cli_fail (reason);
  }
  return status;
}

const BulletinCliCommand bulletin_cli_picture_commands[] = {
  { "attach", N_ ("ID FILE…"), N_ ("Keep pictures for the text of a draft"), run_attach },
  { NULL }
};
