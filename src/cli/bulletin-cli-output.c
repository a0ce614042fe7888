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

/* Where and how a bulletin is written. */
typedef struct
{
  GFile *target;
  gboolean is_folder;
  gboolean is_public;
  BulletinExportFormat format;
  BulletinExportOptions options;
} Destination;

static gboolean
write_bulletin (const Destination *destination,
                BulletinDocument *document,
                const BulletinMetadata *metadata,
                const BulletinPageTemplate *page_template,
                GError **error)
{
  if (destination->is_folder)
    return bulletin_export_web_folder (document, metadata, page_template, destination->target, &destination->options, NULL, error);
  return bulletin_export_files (document, metadata, page_template, destination->target, &destination->options, NULL, error);
}

/* What is written: the whole text, or without its internal passages. */
static BulletinDocument *
read_document (const Destination *destination,
               const BulletinMetadata *metadata,
               const char *text,
               BulletinMaterials *materials,
               GError **error)
{
  g_autoptr (BulletinDocument) document = bulletin_document_new (text, -1, materials);
  g_autofree char *public_text = NULL;

  if (!destination->is_public)
    return g_steal_pointer (&document);
  if (bulletin_metadata_is_internal (metadata)) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                 _ ("“%s” is internal and has no public edition. Export it without --public, or make it public first."),
                 metadata->title ? metadata->title : "");
    return NULL;
  }
  public_text = bulletin_document_to_public_text (document, NULL);
  return bulletin_document_new (public_text, -1, materials);
}

static gboolean
export_file (const char *path,
             const Destination *destination,
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
  document = read_document (destination, metadata, body, materials, error);
  return document && write_bulletin (destination, document, metadata, NULL, error);
}

static gboolean
export_bulletin (BulletinCli *cli,
                 const char *id,
                 const Destination *destination,
                 GError **error)
{
  BulletinLibrary *library = bulletin_cli_open_library (cli, FALSE, error);
  g_autofree char *resolved = library ? bulletin_library_resolve (library, id, error) : NULL;
  g_autoptr (BulletinContent) content = resolved ? bulletin_library_get_bulletin (library, resolved, error) : NULL;
  g_autoptr (BulletinPageTemplate) page_template = NULL;
  g_autoptr (BulletinMaterials) materials = NULL;
  g_autoptr (BulletinDocument) document = NULL;
  const char *part = destination->is_folder || destination->is_public ? NULL : get_part_name (destination->format);
  BulletinState state;

  if (!content)
    return FALSE;

  /* What is issued goes out as it was issued, whatever fonts are here today. */
  state = bulletin_record_get_state (content->record);
  if ((state == BULLETIN_STATE_ISSUED || state == BULLETIN_STATE_WITHDRAWN) && part) {
    g_autoptr (GError) reason = NULL;

    if (bulletin_export_frozen (library, resolved, part, destination->target,
                                destination->options.replace != BULLETIN_EXPORT_REPLACE_NOTHING, NULL, &reason))
      return TRUE;
    if (!g_error_matches (reason, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND)) {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  }

  materials = bulletin_load_materials (library, resolved, content->metadata, content->text, error);
  if (!materials)
    return FALSE;
  page_template = bulletin_load_record_template (library, resolved, content->metadata->series);
  document = read_document (destination, content->metadata, content->text, materials, error);
  return document && write_bulletin (destination, document, content->metadata, page_template, error);
}

/* --page and --dpi, which pictures alone have; a sentence if they are wrong. */
static char *
check_picture_options (const Destination *destination,
                       int page,
                       int dpi)
{
  if (page == 0 && dpi == 0)
    return NULL;
  if (destination->is_folder || destination->format != BULLETIN_EXPORT_PNG)
    return g_strdup (_ ("--page and --dpi are for .png alone."));
  if (page < 0)
    return g_strdup (_ ("Pages are counted from 1."));
  if (dpi != 0 && (dpi < BULLETIN_EXPORT_MIN_DPI || dpi > BULLETIN_EXPORT_MAX_DPI))
    return g_strdup_printf (_ ("--dpi takes a number from %d to %d."), BULLETIN_EXPORT_MIN_DPI, BULLETIN_EXPORT_MAX_DPI);
  return NULL;
}

static int
run_export (BulletinCli *cli,
            int argc,
            char **argv)
{
  g_autofree char *output = NULL;
  g_autofree char *problem = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GFile) target = NULL;
  g_autoptr (GError) error = NULL;
  Destination destination = { 0 };
  gboolean force = FALSE, is_done;
  int page = 0, dpi = 0;
  int status;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), N_ ("OUT") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace what is there"), NULL },
    { "public", 0, 0, G_OPTION_ARG_NONE, &destination.is_public, N_ ("The public edition: without the internal passages"), NULL },
    { "page", 0, 0, G_OPTION_ARG_INT, &page, N_ ("Of .png: only this page"), N_ ("N") },
    { "dpi", 0, 0, G_OPTION_ARG_INT, &dpi, N_ ("Of .png: dots to the inch, 144 if not said"), N_ ("D") },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("The ending of OUT says the format: .pdf, .docx, .html, .txt or .png. With a slash at its end, such as web/, it is a folder for the web edition with its pictures. A picture has one page: the first page is OUT itself, further ones are OUT-2.png, OUT-3.png and so on; OUT-1.png counts on from there. A text file is exported without the library; a file name that looks like an ID is written with its folder, such as ./6."),
                           1, 1, &arguments, &status))
    return status;
  if (!output || !*output)
    return bulletin_cli_wrong_usage (cli, _ ("Name the file to write with -o."));
  destination.is_folder = g_str_has_suffix (output, G_DIR_SEPARATOR_S);
  if (!destination.is_folder && !bulletin_export_get_format (output, &destination.format, &error))
    return bulletin_cli_fail (error);
  problem = check_picture_options (&destination, page, dpi);
  if (problem)
    return bulletin_cli_wrong_usage (cli, problem);

  target = g_file_new_for_commandline_arg (output);
  destination.target = target;
  destination.options.replace = force ? BULLETIN_EXPORT_REPLACE_ALL : BULLETIN_EXPORT_REPLACE_NOTHING;
  destination.options.page = (guint) page;
  destination.options.dpi = dpi;
  if (bulletin_cli_is_file (arguments[0]))
    is_done = export_file (arguments[0], &destination, &error);
  else
    is_done = export_bulletin (cli, arguments[0], &destination, &error);
  if (is_done)
    return BULLETIN_CLI_DONE;
  if (g_error_matches (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS) && !force && g_file_query_exists (target, NULL)) {
    g_autofree char *shown = g_filename_display_name (output);
    g_autofree char *message = g_strdup_printf (_ ("“%s” exists already. Choose another name, or replace it with --force."), shown);

    bulletin_cli_complain (message);
    return BULLETIN_CLI_FAILED;
  }
  return bulletin_cli_fail (error);
}

/* A line for each bulletin, and below it one for each passage. */
static int
list_left_out (BulletinCli *cli,
               BulletinLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = bulletin_site_list_left_out (library, NULL, &error);

  if (!found)
    return bulletin_cli_fail (error);
  for (guint i = 0; i < found->len; i++) {
    const BulletinSiteLeftOut *left_out = found->pdata[i];

    g_string_append_printf (cli->output, "%u\t%s\t%s\t", left_out->serial, left_out->label, left_out->title ? left_out->title : "");
    if (left_out->passages)
      g_string_append_printf (cli->output, ngettext ("%u passage\n", "%u passages\n", left_out->passages->len), left_out->passages->len);
    else
      g_string_append_printf (cli->output, "%s\n", _ ("the whole bulletin"));
    for (guint k = 0; left_out->passages && k < left_out->passages->len; k++) {
      g_auto (GStrv) lines = g_strsplit (left_out->passages->pdata[k], "\n", -1);
      g_autofree char *line = g_strjoinv (" ", lines);

      g_string_append_printf (cli->output, "\t%s\n", line);
    }
  }
  return BULLETIN_CLI_DONE;
}

static int
run_publish (BulletinCli *cli,
             int argc,
             char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GError) error = NULL;
  BulletinLibrary *library;
  BulletinSiteOptions options = { 0 };
  gboolean dry_run = FALSE;
  int n_issues = -1;
  int status;
  const GOptionEntry entries[] = {
    { "address", 0, 0, G_OPTION_ARG_STRING, &address, N_ ("Where the site will stand, such as https://www.example.cn/; \"\" for nowhere yet"), N_ ("URL") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Write nothing, and list what is left out because it is internal"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("Writes the web site of all issued bulletins into DIR, which is new, empty, or holds the site of an earlier time. The old site stays until the new one is complete, and only files that changed are written. Internal bulletins, those with a secrecy mark, and passages between [[ and ]] are left out. With an address, which is kept for the next time, there is a sitemap.xml, and the feed has whole links."),
                           1, 1, &arguments, &status))
    return status;
  folder = g_file_new_for_commandline_arg (arguments[0]);
  library = bulletin_cli_open_library (cli, FALSE, &error);
  if (library && dry_run)
    return list_left_out (cli, library);
  options.address = address;
  if (library)
    n_issues = bulletin_site_publish (library, folder, &options, NULL, &error);
  if (n_issues < 0)
    return bulletin_cli_fail (error);
  g_string_append_printf (cli->output,
                          ngettext ("%d bulletin published\n", "%d bulletins published\n", (gulong) n_issues), n_issues);
  return BULLETIN_CLI_DONE;
}

const BulletinCliCommand bulletin_cli_output_commands[] = {
  { "export", N_ ("ID|FILE -o OUT"), N_ ("Write a bulletin as PDF, Word, HTML, text or PNG, or as a folder for the web"), run_export },
  { "publish", N_ ("DIR"), N_ ("Write the web site of all issued bulletins"), run_publish },
  { NULL }
};
