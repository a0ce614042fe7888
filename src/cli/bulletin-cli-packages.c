/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-cli-private.h"

#include <glib/gi18n.h>

#include "bulletin-export.h"
#include "bulletin-package.h"
#include "bulletin-text-import.h"

/* package and verify-package, and what import does with a package. */

/* Whether a year has issued bulletins in the series (NULL for the first). */
static gboolean
has_volume (BulletinLibrary *library,
            const char *series,
            int year)
{
  g_autoptr (BulletinSeries) found = bulletin_library_get_series (library, series, NULL);
  g_autoptr (GPtrArray) ids = found ? bulletin_library_list_volume (library, found->name, year, NULL) : NULL;

  return ids && ids->len > 0;
}

/* What is to be packed: an argument from 1900 to 2200 is a year, unless a bulletin
 * has it as its ID; one that is both is asked about. FALSE with an exit status. */
static gboolean
decide (BulletinCli *cli,
        BulletinLibrary *library,
        const char *argument,
        const char *series,
        gint64 *year,
        int *status)
{
  g_autofree char *id = NULL;
  guint64 number;

  if (*year > 0 || !g_ascii_string_to_unsigned (argument, 10, 1900, 2200, &number, NULL))
    return TRUE;
  id = bulletin_library_resolve (library, argument, NULL);
  if (id && has_volume (library, series, (int) number)) {
    g_autofree char *message = g_strdup_printf (_ ("%s is both a year and a bulletin’s ID. Write --year %s for the year, or the first characters of the bulletin’s UUID (%.13s)."), argument, argument, id);

    *status = bulletin_cli_wrong_usage (cli, message);
    return FALSE;
  }
  if (!id)
    *year = (gint64) number;
  return TRUE;
}

static int
run_package (BulletinCli *cli,
             int argc,
             char **argv)
{
  g_autofree char *output = NULL;
  g_autofree char *series_argument = NULL;
  g_autofree char *series = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GFile) target = NULL;
  g_autoptr (BulletinPackageContents) contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gboolean force = FALSE;
  gint64 year = 0;
  BulletinLibrary *library;
  int status;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), N_ ("OUT") },
    { "year", 0, 0, G_OPTION_ARG_INT64, &year, N_ ("All issued bulletins of this year as one volume"), N_ ("YEAR") },
    { "series", 0, 0, G_OPTION_ARG_FILENAME, &series_argument, N_ ("The series of the volume, if not the first"), N_ ("NAME") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace what is there"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("Writes an archive package: a ZIP file that is a BagIt bag (RFC 8493) with the text, the PDF, the web edition, pictures, and metadata after DA/T 46-2009. With a year, all issued bulletins of a series in that year as one volume with a general table of contents."),
                           0, 1, &arguments, &status))
    return status;
  if (!output || !*output)
    return bulletin_cli_wrong_usage (cli, _ ("Name the file to write with -o."));
  if ((year > 0) == (arguments[0] != NULL))
    return bulletin_cli_wrong_usage (cli, _ ("Name a bulletin or a year."));
  if (series_argument && !(series = bulletin_cli_get_text (series_argument, &error)))
    return bulletin_cli_fail (error);

  library = bulletin_cli_open_library (cli, FALSE, &error);
  if (!library)
    return bulletin_cli_fail (error);
  if (!decide (cli, library, arguments[0], series, &year, &status))
    return status;
  target = g_file_new_for_commandline_arg (output);
  if (year > 0)
    contents = bulletin_package_collect_year (library, series, (int) CLAMP (year, 0, G_MAXINT), NULL, &error);
  else
    contents = bulletin_package_collect_record (library, arguments[0], NULL, &error);
  bytes = contents ? bulletin_package_build (contents, NULL, &error) : NULL;
  if (bytes && bulletin_write_file (target, bytes, force, NULL, &error))
    return BULLETIN_CLI_DONE;
  if (g_error_matches (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS)) {
    g_autofree char *shown = g_filename_display_name (output);
    g_autofree char *message = g_strdup_printf (_ ("“%s” exists already. Choose another name, or replace it with --force."), shown);

    bulletin_cli_complain (message);
    return BULLETIN_CLI_FAILED;
  }
  return bulletin_cli_fail (error);
}

static void
add_copy (JsonBuilder *builder,
          const BulletinRecordCopy *copy)
{
  json_builder_begin_object (builder);
  bulletin_cli_add_string (builder, "id", copy->id);
  bulletin_cli_add_string (builder, "series", copy->series);
  bulletin_cli_add_string (builder, "kind", copy->kind == BULLETIN_KIND_SUPPLEMENT ? "supplement" : "regular");
  bulletin_cli_add_number (builder, "year", copy->year);
  bulletin_cli_add_number (builder, "number", copy->number);
  bulletin_cli_add_string (builder, "title", copy->title);
  bulletin_cli_add_string (builder, "date", copy->date);
  bulletin_cli_add_string (builder, "digest", copy->digest);
  json_builder_end_object (builder);
}

static void
print_report (BulletinCli *cli,
              const BulletinPackage *package,
              const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "valid");
  json_builder_add_boolean_value (builder, package != NULL);
  bulletin_cli_add_string (builder, "problem", error ? error->message : NULL);
  if (package) {
    bulletin_cli_add_string (builder, "name", package->name);
    bulletin_cli_add_number (builder, "files", package->payload_files);
    json_builder_set_member_name (builder, "records");
    json_builder_begin_array (builder);
    for (guint i = 0; i < package->records->len; i++)
      add_copy (builder, package->records->pdata[i]);
    json_builder_end_array (builder);
  }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  bulletin_cli_print_json (cli, root);
}

static int
run_verify_package (BulletinCli *cli,
                    int argc,
                    char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (BulletinPackage) package = NULL;
  g_autoptr (GError) error = NULL;
  gboolean as_json = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("Checks an archive package: that it is a valid BagIt bag, whole and unchanged, and that its records are the ones that were issued. Nothing is written. The exit status is 1 if anything is wrong."),
                           1, 1, &arguments, &status))
    return status;
  file = g_file_new_for_commandline_arg (arguments[0]);
  package = bulletin_package_read (file, NULL, &error);
  if (as_json)
    print_report (cli, package, error);
  if (!package)
    return bulletin_cli_fail (error);
  if (!as_json) {
    for (guint i = 0; i < package->records->len; i++) {
      const BulletinRecordCopy *copy = package->records->pdata[i];
      g_autoptr (BulletinMetadata) metadata = bulletin_record_copy_read_metadata (copy, NULL);
      g_autofree char *number = metadata ? bulletin_metadata_format_number (metadata) : NULL;

      g_string_append_printf (cli->output, "%s\t%s\t%s\n", copy->id, number ? number : "", copy->title);
    }
    g_string_append_printf (cli->output, ngettext ("The package is sound: %u record, ", "The package is sound: %u records, ", package->records->len), package->records->len);
    g_string_append_printf (cli->output, ngettext ("%u file.\n", "%u files.\n", package->payload_files), package->payload_files);
  }
  return BULLETIN_CLI_DONE;
}

gboolean
bulletin_cli_import_package (BulletinCli *cli,
                             const char *path,
                             GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autofree char *name = bulletin_file_get_name (file);
  /* The package first: a bad one must not leave a new library behind. */
  g_autoptr (BulletinPackage) package = bulletin_package_read (file, NULL, error);
  BulletinLibrary *library = package ? bulletin_cli_open_library (cli, TRUE, error) : NULL;
  g_autoptr (BulletinPackageImport) result = NULL;

  if (library)
    result = bulletin_package_import (library, package, name, bulletin_cli_get_who (), NULL, error);
  if (!result)
    return FALSE;
  for (guint i = 0; i < result->ids->len; i++) {
    g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (library, result->ids->pdata[i], error);

    if (!content)
      return FALSE;
    bulletin_cli_print_line (cli, content->record);
  }
  if (result->n_known > 0) {
    g_autofree char *message = g_strdup_printf (ngettext ("%u record of “%s” is in the library already. Nothing about it was changed.",
                                                          "%u records of “%s” are in the library already. Nothing about them was changed.", result->n_known),
                                                result->n_known, name);

    bulletin_cli_complain (message);
  }
  return TRUE;
}

const BulletinCliCommand bulletin_cli_package_commands[] = {
  { "package", N_ ("ID|YEAR -o OUT.zip"), N_ ("Write an archive package of a bulletin or of a year"), run_package },
  { "verify-package", N_ ("FILE.zip"), N_ ("Check an archive package"), run_verify_package },
  { NULL }
};
