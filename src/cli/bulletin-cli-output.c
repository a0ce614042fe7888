/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-cli-private.h"

#include <glib/gi18n.h>

#include "bulletin-export.h"
#include "bulletin-issuing.h"
#include "bulletin-load-materials.h"
#include "bulletin-site.h"
#include "bulletin-text-import.h"

/* export and publish. */

/* Which of the parts that an issued bulletin keeps answers to a format. */
static const char *
get_part_name (BulletinExportFormat format)
{
  switch (format) {
  case BULLETIN_EXPORT_PDF:
    return "pdf";
  case BULLETIN_EXPORT_HTML:
    return "html";
  case BULLETIN_EXPORT_TEXT:
    return "text";
  case BULLETIN_EXPORT_PNG:
  default:
    return NULL;
  }
}

static gboolean
export_file (const char *path,
             GFile *target,
             gboolean force,
             GError **error)
{
  g_autoptr (BulletinMetadata) metadata = NULL;
  g_autoptr (BulletinMaterials) materials = NULL;
  g_autoptr (BulletinDocument) document = NULL;
  g_autofree char *body = NULL;

  if (!bulletin_cli_read_file (path, &metadata, &body, &materials, error))
    return FALSE;
  if (!metadata->series)
    bulletin_metadata_set_string (&metadata->series, BULLETIN_DEFAULT_SERIES);
  document = bulletin_document_new (body, -1, materials);
  return bulletin_export_files (document, metadata, NULL, target, force, NULL, error);
}

static gboolean
export_bulletin (BulletinCli *cli,
                 const char *id,
                 BulletinExportFormat format,
                 GFile *target,
                 gboolean force,
                 GError **error)
{
  BulletinLibrary *library = bulletin_cli_open_library (cli, FALSE, error);
  g_autofree char *resolved = library ? bulletin_library_resolve (library, id, error) : NULL;
  g_autoptr (BulletinContent) content = resolved ? bulletin_library_get_bulletin (library, resolved, error) : NULL;
  g_autoptr (BulletinPageTemplate) page_template = NULL;
  g_autoptr (BulletinMaterials) materials = NULL;
  g_autoptr (BulletinDocument) document = NULL;
  BulletinState state;

  if (!content)
    return FALSE;

  /* What is issued goes out as it was issued, whatever fonts are here today. */
  state = bulletin_record_get_state (content->record);
  if ((state == BULLETIN_STATE_ISSUED || state == BULLETIN_STATE_WITHDRAWN) && get_part_name (format)) {
    g_autoptr (GError) reason = NULL;
    g_autoptr (GBytes) frozen = bulletin_library_get_part (library, resolved, get_part_name (format), &reason);

    if (frozen)
      return bulletin_write_file (target, frozen, force, NULL, error);
    if (!g_error_matches (reason, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND)) {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  }

  materials = bulletin_load_materials (library, resolved, content->metadata, content->text, error);
  if (!materials)
    return FALSE;
  page_template = bulletin_load_page_template (library, content->metadata->series);
  document = bulletin_document_new (content->text, -1, materials);
  return bulletin_export_files (document, content->metadata, page_template, target, force, NULL, error);
}

static int
run_export (BulletinCli *cli,
            int argc,
            char **argv)
{
  g_autofree char *output = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GFile) target = NULL;
  g_autoptr (GError) error = NULL;
  BulletinExportFormat format;
  gboolean force = FALSE, is_done;
  int status;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), N_ ("OUT") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace an existing file"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("The ending of OUT says the format: .pdf, .docx, .html, .txt or .png. A picture has one page; further pages go to OUT-2.png, OUT-3.png and so on. A text file is exported without the library; a file name that looks like an ID is written with its folder, such as ./6."),
                           1, 1, &arguments, &status))
    return status;
  if (!output)
    return bulletin_cli_wrong_usage (cli, _ ("Name the file to write with -o."));
  if (!bulletin_export_get_format (output, &format, &error))
    return bulletin_cli_fail (error);

  target = g_file_new_for_commandline_arg (output);
  if (bulletin_cli_is_file (arguments[0]))
    is_done = export_file (arguments[0], target, force, &error);
  else
    is_done = export_bulletin (cli, arguments[0], format, target, force, &error);
  if (is_done)
    return BULLETIN_CLI_DONE;
  if (g_error_matches (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS) && !force) {
    g_autofree char *shown = g_filename_display_name (output);
    g_autofree char *message = g_strdup_printf (_ ("“%s” exists already. Choose another name, or replace it with --force."), shown);

    bulletin_cli_complain (message);
    return BULLETIN_CLI_FAILED;
  }
  return bulletin_cli_fail (error);
}

static int
run_publish (BulletinCli *cli,
             int argc,
             char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GError) error = NULL;
  BulletinLibrary *library;
  int n_issues = -1;
  int status;

  if (!bulletin_cli_parse (cli, argc, argv, NULL,
                           _ ("Writes the web site of all issued bulletins into DIR, which is new, empty, or holds the site of an earlier time. The old site stays until the new one is complete."),
                           1, 1, &arguments, &status))
    return status;
  folder = g_file_new_for_commandline_arg (arguments[0]);
  library = bulletin_cli_open_library (cli, FALSE, &error);
  if (library)
    n_issues = bulletin_site_publish (library, folder, NULL, &error);
  if (n_issues < 0)
    return bulletin_cli_fail (error);
  g_string_append_printf (cli->output,
                          ngettext ("%d bulletin published\n", "%d bulletins published\n", (gulong) n_issues), n_issues);
  return BULLETIN_CLI_DONE;
}

const BulletinCliCommand bulletin_cli_output_commands[] = {
  { "export", N_ ("ID|FILE -o OUT"), N_ ("Write a bulletin as PDF, Word, HTML, text or PNG"), run_export },
  { "publish", N_ ("DIR"), N_ ("Write the web site of all issued bulletins"), run_publish },
  { NULL }
};
