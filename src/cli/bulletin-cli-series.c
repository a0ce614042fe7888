/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-cli-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-export.h"
#include "bulletin-template-file.h"

/* series, template: the series of a library and what they look like. */

static int
run_series (BulletinCli *cli,
            int argc,
            char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  BulletinLibrary *library;
  gboolean as_json = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries, NULL, 0, 0, &arguments, &status))
    return status;
  library = bulletin_cli_open_library (cli, FALSE, &error);
  list = library ? bulletin_library_list_series (library, &error) : NULL;
  if (!list)
    return bulletin_cli_fail (error);

  if (as_json) {
    g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_array (builder);
    for (guint i = 0; i < list->len; i++) {
      const BulletinSeries *series = g_ptr_array_index (list, i);

      json_builder_begin_object (builder);
      bulletin_cli_add_string (builder, "name", series->name);
      bulletin_cli_add_string (builder, "issuer", series->issuer);
      bulletin_cli_add_number (builder, "copies", series->copies);
      bulletin_cli_add_number (builder, "target_length", series->target_length);
      json_builder_end_object (builder);
    }
    json_builder_end_array (builder);
    root = json_builder_get_root (builder);
    bulletin_cli_print_json (cli, root);
  } else {
    for (guint i = 0; i < list->len; i++) {
      const BulletinSeries *series = g_ptr_array_index (list, i);

      g_string_append_printf (cli->output, "%s\t%s\n", series->name, series->issuer ? series->issuer : "");
    }
  }
  return BULLETIN_CLI_DONE;
}

static int
export_template (BulletinCli *cli,
                 const char *argument,
                 const char *target,
                 gboolean force)
{
  g_autoptr (BulletinSeries) series = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = bulletin_cli_get_text (argument, &error);
  BulletinLibrary *library = name ? bulletin_cli_open_library (cli, FALSE, &error) : NULL;

  series = library ? bulletin_library_get_series (library, name, &error) : NULL;
  if (!series)
    return bulletin_cli_fail (error);
  file = g_file_new_for_commandline_arg (target);
  content = bulletin_template_file_write (series);
  if (!bulletin_write_file (file, content, force, NULL, &error))
    return bulletin_cli_fail (error);
  return BULLETIN_CLI_DONE;
}

static int
import_template (BulletinCli *cli,
                 const char *argument,
                 BulletinTemplateCollision collision)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argument);
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinSeries) series = bulletin_template_file_load (file, NULL, &error);
  g_autofree char *operation = NULL;
  /* The file first: a bad one must not leave a new library behind. */
  BulletinLibrary *library = series ? bulletin_cli_open_library (cli, TRUE, &error) : NULL;

  operation = library ? bulletin_template_import (library, series, collision, bulletin_cli_get_who (), &error) : NULL;
  if (!operation)
    return bulletin_cli_fail (error);
  g_string_append_printf (cli->output, "%s\n", series->name);
  return BULLETIN_CLI_DONE;
}

static int
run_template (BulletinCli *cli,
              int argc,
              char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autofree char *target = NULL;
  gboolean force = FALSE, replace = FALSE, keep_both = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &target, N_ ("The file to write"), N_ ("FILE") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace an existing file"), NULL },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &replace, N_ ("Replace the series of that name"), NULL },
    { "keep-both", 0, 0, G_OPTION_ARG_NONE, &keep_both, N_ ("Give the imported series another name"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("“template export SERIES -o FILE” writes a series with its template, recipients and default text to a file. “template import FILE” makes a series of such a file and prints its name."),
                           2, 2, &arguments, &status))
    return status;

  if (strcmp (arguments[0], "export") == 0) {
    if (!target)
      return bulletin_cli_wrong_usage (cli, _ ("Say where to write with -o."));
    if (replace || keep_both)
      return bulletin_cli_wrong_usage (cli, _ ("--replace and --keep-both belong to an import."));
    return export_template (cli, arguments[1], target, force);
  }
  if (strcmp (arguments[0], "import") == 0) {
    if (target || force)
      return bulletin_cli_wrong_usage (cli, _ ("-o and --force belong to an export."));
    if (replace && keep_both)
      return bulletin_cli_wrong_usage (cli, _ ("Choose either --replace or --keep-both."));
    return import_template (cli, arguments[1], replace ? BULLETIN_TEMPLATE_REPLACE : (keep_both ? BULLETIN_TEMPLATE_KEEP_BOTH : BULLETIN_TEMPLATE_REFUSE));
  }
  return bulletin_cli_wrong_usage (cli, _ ("A template can be exported or imported."));
}

const BulletinCliCommand bulletin_cli_series_commands[] = {
  { "series", "[--json]", N_ ("List the series of bulletins"), run_series },
  { "template", N_ ("export SERIES -o FILE | import FILE"), N_ ("Carry a series to another library"), run_template },
  { NULL }
};
