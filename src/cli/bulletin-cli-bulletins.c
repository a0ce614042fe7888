/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-cli-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-archive.h"
#include "bulletin-package.h"
#include "bulletin-pictures.h"
#include "bulletin-search.h"
#include "bulletin-text-import.h"

/* import, list, show, search: what is in the library. */

/* Records that are read at a time. */
#define MAX_RECORDS 500

/* What the series says of every bulletin of its own, where the text says nothing. */
static void
fill_from_series (BulletinLibrary *library,
                  BulletinMetadata *metadata)
{
  g_autoptr (BulletinSeries) series = bulletin_library_get_series (library, metadata->series, NULL);

  if (!series) {
    if (!metadata->series)
      bulletin_metadata_set_string (&metadata->series, BULLETIN_DEFAULT_SERIES);
    return;
  }
  bulletin_series_fill_in (series, metadata);
}

static gboolean
import_file (BulletinCli *cli,
             const char *path,
             GError **error)
{
  g_autoptr (BulletinMetadata) metadata = NULL;
  g_autoptr (BulletinMaterials) materials = NULL;
  g_autoptr (BulletinContent) content = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *body = NULL;
  g_autofree char *id = NULL;
  BulletinLibrary *library;

  /* The file first: a bad one must not leave a new library behind. */
  if (!bulletin_cli_read_file (path, &metadata, &body, &materials, error))
    return FALSE;
  library = bulletin_cli_open_library (cli, TRUE, error);
  if (!library)
    return FALSE;
  fill_from_series (library, metadata);
  id = bulletin_library_create_bulletin (library, metadata, body, shown, bulletin_cli_get_who (), error);
  content = id && bulletin_library_bind_pictures (library, id, materials, bulletin_cli_get_who (), error) ? bulletin_library_get_bulletin (library, id, error) : NULL;
  if (!content)
    return FALSE;
  bulletin_cli_print_line (cli, content->record);
  return TRUE;
}

static int
run_import (BulletinCli *cli,
            int argc,
            char **argv)
{
  g_auto (GStrv) paths = NULL;
  int status = BULLETIN_CLI_DONE;

  if (!bulletin_cli_parse (cli, argc, argv, NULL,
                           _ ("Each file becomes a draft and is answered with a line: ID, year and number, title, parted by tabs. Site navigation and footers are left out. The issued bulletins in an archive package (.zip) are taken in as they are. A file that cannot be read is named, and the others are imported nevertheless."),
                           1, G_MAXUINT, &paths, &status))
    return status;

  for (guint i = 0; paths[i]; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GFile) file = g_file_new_for_commandline_arg (paths[i]);
    gboolean is_done;

    if (bulletin_is_package_file (file))
      is_done = bulletin_cli_import_package (cli, paths[i], &error);
    else
      is_done = import_file (cli, paths[i], &error);
    if (!is_done)
      status = bulletin_cli_fail (error);
  }
  return status;
}

static void
add_record (JsonBuilder *builder,
            BulletinRecord *record)
{
  const BulletinMetadata *metadata = bulletin_record_get_metadata (record);
  g_autofree char *id = g_strdup_printf ("%u", bulletin_record_get_serial (record));

  bulletin_cli_add_string (builder, "id", id);
  bulletin_cli_add_string (builder, "series", metadata->series);
  bulletin_cli_add_string (builder, "kind", metadata->kind == BULLETIN_KIND_SUPPLEMENT ? "supplement" : "regular");
  bulletin_cli_add_number (builder, "year", metadata->year);
  bulletin_cli_add_number (builder, "number", metadata->number);
  bulletin_cli_add_string (builder, "title", metadata->title);
  bulletin_cli_add_string (builder, "date", metadata->date);
  bulletin_cli_add_string (builder, "state", bulletin_state_to_string (bulletin_record_get_state (record)));
}

/* Told of each record in turn. */
typedef void (*RecordFunc) (BulletinRecord *record,
                            gpointer user_data);

/* Some records at a time, so that a large archive does not sit in memory. */
static gboolean
for_each_record (BulletinLibrary *library,
                 const GArray *serials,
                 RecordFunc func,
                 gpointer user_data,
                 GError **error)
{
  for (guint i = 0; i < serials->len; i += MAX_RECORDS) {
    g_autoptr (GPtrArray) records = bulletin_library_get_records (library, &g_array_index (serials, guint, i),
                                                                  MIN (MAX_RECORDS, serials->len - i), error);

    if (!records)
      return FALSE;
    for (guint j = 0; j < records->len; j++)
      func (records->pdata[j], user_data);
  }
  return TRUE;
}

#define N_COLUMNS 5

/* A table whose columns are as wide as their widest cell, which is known after the
 * records were looked at once. */
typedef struct
{
  GString *output;
  guint widths[N_COLUMNS];
} Table;

static void
get_cells (BulletinRecord *record,
           char *cells[N_COLUMNS])
{
  const BulletinMetadata *metadata = record ? bulletin_record_get_metadata (record) : NULL;

  cells[0] = record ? g_strdup_printf ("%u", bulletin_record_get_serial (record)) : g_strdup (_ ("ID"));
  cells[1] = g_strdup (record ? bulletin_state_get_label (bulletin_record_get_state (record)) : _ ("State"));
  cells[2] = record ? bulletin_metadata_format_number (metadata) : g_strdup (_ ("Issue number"));
  if (record)
    cells[3] = g_strdup (metadata->date ? metadata->date : "");
  else
    cells[3] = g_strdup (_ ("Date"));
  cells[4] = g_strdup (record ? bulletin_record_get_title (record) : _ ("Title"));
}

/* NULL for the head. */
static void
measure_row (BulletinRecord *record,
             gpointer user_data)
{
  Table *table = user_data;
  char *cells[N_COLUMNS];

  get_cells (record, cells);
  for (guint i = 0; i < N_COLUMNS; i++) {
    table->widths[i] = MAX (table->widths[i], bulletin_cli_get_width (cells[i]));
    g_free (cells[i]);
  }
}

static void
print_row (BulletinRecord *record,
           gpointer user_data)
{
  Table *table = user_data;
  char *cells[N_COLUMNS];

  get_cells (record, cells);
  for (guint i = 0; i < N_COLUMNS; i++) {
    if (i == N_COLUMNS - 1)
      g_string_append_printf (table->output, "%s\n", cells[i]);
    else
      bulletin_cli_append_padded (table->output, cells[i], table->widths[i] + 2);
    g_free (cells[i]);
  }
}

static gboolean
print_table (BulletinCli *cli,
             const GArray *serials,
             GError **error)
{
  Table table = { .output = cli->output };

  if (serials->len == 0)
    return TRUE;
  measure_row (NULL, &table);
  if (!for_each_record (cli->library, serials, measure_row, &table, error))
    return FALSE;
  print_row (NULL, &table);
  return for_each_record (cli->library, serials, print_row, &table, error);
}

/* One element of the array that `--json` prints, as the whole would have it. */
static void
print_json_record (BulletinRecord *record,
                   gpointer user_data)
{
  GString *output = user_data;
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  json_builder_begin_object (builder);
  add_record (builder, record);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  /* No line ends within a string: there they are written as \\n. */
  lines = g_strsplit (text, "\n", -1);
  if (output->str[output->len - 1] == '}')
    g_string_append_c (output, ',');
  for (guint i = 0; lines[i]; i++)
    g_string_append_printf (output, "\n  %s", lines[i]);
}

/* The states that --state names; FALSE for an unknown one. */
static gboolean
parse_states (const char *text,
              guint *states)
{
  BulletinState state;

  if (!text)
    return TRUE;
  if (strcmp (text, "open") == 0)
    *states = BULLETIN_STATES_OPEN;
  else if (strcmp (text, "archive") == 0)
    *states = BULLETIN_STATES_ARCHIVE;
  else if (bulletin_state_parse (text, &state))
    *states = 1u << state;
  else
    return FALSE;
  return TRUE;
}

static const char *
get_states_help (void)
{
  return _ ("States: draft, review, returned, approved, issued, withdrawn; open for the first four, archive for the last two.");
}

/* What is printed by then was not all. */
static int
fail_with_nothing (BulletinCli *cli,
                   const GError *error)
{
  g_string_truncate (cli->output, 0);
  return bulletin_cli_fail (error);
}

static int
run_list (BulletinCli *cli,
          int argc,
          char **argv)
{
  g_autofree char *state = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GArray) serials = NULL;
  g_autoptr (GError) error = NULL;
  gboolean as_json = FALSE;
  guint states = BULLETIN_STATES_ALL;
  BulletinLibrary *library;
  int status;
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &state, N_ ("Only bulletins in this state"), N_ ("STATE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries, get_states_help (), 0, 0, &arguments, &status))
    return status;
  if (!parse_states (state, &states))
    return bulletin_cli_wrong_usage (cli, get_states_help ());

  library = bulletin_cli_open_library (cli, FALSE, &error);
  serials = library ? bulletin_library_list_serials (library, states, &error) : NULL;
  if (!serials)
    return bulletin_cli_fail (error);

  if (as_json) {
    g_string_append_c (cli->output, '[');
    if (!for_each_record (library, serials, print_json_record, cli->output, &error))
      return fail_with_nothing (cli, error);
    g_string_append (cli->output, serials->len > 0 ? "\n]\n" : "]\n");
  } else if (!print_table (cli, serials, &error)) {
    return fail_with_nothing (cli, error);
  }
  return BULLETIN_CLI_DONE;
}

static void
print_field (BulletinCli *cli,
             const char *label,
             const char *value)
{
  if (value && *value) {
    g_autofree char *head = g_strdup_printf ("%s:", label);

    bulletin_cli_append_padded (cli->output, head, 16);
    g_string_append_printf (cli->output, " %s\n", value);
  }
}

static void
print_metadata (BulletinCli *cli,
                const BulletinContent *content)
{
  const BulletinMetadata *metadata = content->metadata;
  BulletinRecord *record = content->record;
  g_autofree char *serial = g_strdup_printf ("%u", bulletin_record_get_serial (record));
  g_autofree char *number = bulletin_metadata_format_number (metadata);
  g_autofree char *total = metadata->total_number > 0 ? g_strdup_printf ("%d", metadata->total_number) : NULL;
  g_autofree char *copies = metadata->copies > 0 ? g_strdup_printf ("%d", metadata->copies) : NULL;
  g_autofree char *target = metadata->target_length > 0 ? g_strdup_printf ("%d", metadata->target_length) : NULL;
  g_autofree char *pages = bulletin_record_get_n_pages (record) > 0 ? g_strdup_printf ("%u", bulletin_record_get_n_pages (record)) : NULL;

  print_field (cli, _ ("ID"), serial);
  print_field (cli, _ ("Title"), metadata->title);
  print_field (cli, _ ("Series"), metadata->series);
  print_field (cli, _ ("Issue number"), number);
  print_field (cli, _ ("Running number"), total);
  print_field (cli, _ ("Date"), metadata->date);
  print_field (cli, _ ("State"), bulletin_state_get_label (bulletin_record_get_state (record)));
  print_field (cli, _ ("Issuer"), metadata->issuer);
  print_field (cli, _ ("Signer"), metadata->signer);
  print_field (cli, _ ("Report to"), metadata->report_to);
  print_field (cli, _ ("Send to"), metadata->send_to);
  print_field (cli, _ ("Distribute to"), metadata->distribute_to);
  print_field (cli, _ ("Copies"), copies);
  print_field (cli, _ ("Secrecy"), metadata->secrecy);
  print_field (cli, _ ("Copy number"), metadata->copy_number);
  print_field (cli, _ ("Publication"), metadata->internal ? _ ("Internal") : NULL);
  print_field (cli, _ ("Length to aim at"), target);
  print_field (cli, _ ("Pages"), pages);
  print_field (cli, _ ("Changed"), bulletin_record_get_changed_at (record));
  print_field (cli, _ ("Changed by"), bulletin_record_get_changed_by (record));
  print_field (cli, _ ("Sent back"), bulletin_record_get_reason (record));
}

static JsonNode *
metadata_to_json (const BulletinContent *content,
                  gboolean with_text)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  const BulletinMetadata *metadata = content->metadata;
  BulletinRecord *record = content->record;

  json_builder_begin_object (builder);
  add_record (builder, record);
  bulletin_cli_add_string (builder, "uuid", bulletin_record_get_id (record));
  bulletin_cli_add_number (builder, "total_number", metadata->total_number);
  bulletin_cli_add_string (builder, "issuer", metadata->issuer);
  bulletin_cli_add_string (builder, "signer", metadata->signer);
  bulletin_cli_add_string (builder, "report_to", metadata->report_to);
  bulletin_cli_add_string (builder, "send_to", metadata->send_to);
  bulletin_cli_add_string (builder, "distribute_to", metadata->distribute_to);
  bulletin_cli_add_number (builder, "copies", metadata->copies);
  bulletin_cli_add_string (builder, "secrecy", metadata->secrecy);
  bulletin_cli_add_string (builder, "copy_number", metadata->copy_number);
  bulletin_cli_add_number (builder, "target_length", metadata->target_length);
  json_builder_set_member_name (builder, "internal");
  json_builder_add_boolean_value (builder, metadata->internal != 0);
  bulletin_cli_add_number (builder, "pages", bulletin_record_get_n_pages (record));
  bulletin_cli_add_string (builder, "changed_at", bulletin_record_get_changed_at (record));
  bulletin_cli_add_string (builder, "changed_by", bulletin_record_get_changed_by (record));
  bulletin_cli_add_string (builder, "reason", bulletin_record_get_reason (record));
  if (with_text)
    bulletin_cli_add_string (builder, "text", content->text);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static int
run_show (BulletinCli *cli,
          int argc,
          char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  gboolean as_json = FALSE, with_text = FALSE;
  BulletinLibrary *library;
  int status;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
    { "text", 0, 0, G_OPTION_ARG_NONE, &with_text, N_ ("Print the text as it is written, and nothing else; with --json, both"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries, NULL, 1, 1, &arguments, &status))
    return status;
  library = bulletin_cli_open_library (cli, FALSE, &error);
  id = library ? bulletin_library_resolve (library, arguments[0], &error) : NULL;
  content = id ? bulletin_library_get_bulletin (library, id, &error) : NULL;
  if (!content)
    return bulletin_cli_fail (error);

  if (as_json) {
    g_autoptr (JsonNode) root = metadata_to_json (content, with_text);

    bulletin_cli_print_json (cli, root);
  } else if (with_text) {
    g_string_append (cli->output, content->text);
    if (!g_str_has_suffix (content->text, "\n"))
      g_string_append_c (cli->output, '\n');
  } else {
    print_metadata (cli, content);
  }
  return BULLETIN_CLI_DONE;
}

/* The snippet without the marks around its hits. */
static char *
get_plain_snippet (BulletinRecord *record)
{
  const char *snippet = bulletin_record_get_snippet (record);
  GString *plain = g_string_new (NULL);

  for (const char *p = snippet ? snippet : ""; *p; p++) {
    if (*p == '\n')
      g_string_append_c (plain, ' ');
    else if (*p != 0x02 && *p != 0x03)
      g_string_append_c (plain, *p);
  }
  return g_string_free (plain, FALSE);
}

static int
run_search (BulletinCli *cli,
            int argc,
            char **argv)
{
  g_autofree char *state = NULL;
  g_autofree char *series_argument = NULL;
  g_autofree char *series = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *words = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  gboolean as_json = FALSE;
  int year = 0, limit = 0;
  guint states = BULLETIN_STATES_ALL;
  BulletinLibrary *library;
  int status;
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &year, N_ ("Only bulletins of this year"), N_ ("YEAR") },
    { "series", 0, 0, G_OPTION_ARG_FILENAME, &series_argument, N_ ("Only bulletins of this series"), N_ ("NAME") },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &state, N_ ("Only bulletins in this state"), N_ ("STATE") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("At most so many, 50 if not given"), N_ ("N") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("All words must stand in the bulletin, Chinese ones as any part of its text. The newest come first."),
                           1, G_MAXUINT, &arguments, &status))
    return status;
  if (!parse_states (state, &states))
    return bulletin_cli_wrong_usage (cli, get_states_help ());
  if (year < 0 || limit < 0)
    return bulletin_cli_wrong_usage (cli, _ ("Years and limits are numbers from 1."));

  joined = g_strjoinv (" ", arguments);
  words = bulletin_cli_get_text (joined, &error);
  if (words && series_argument)
    series = bulletin_cli_get_text (series_argument, &error);
  if (error)
    return bulletin_cli_fail (error);

  library = bulletin_cli_open_library (cli, FALSE, &error);
  if (library) {
    const BulletinSearch search = {
      .words = words, .year = year, .series = series, .states = states, .limit = (guint) limit
    };

    records = bulletin_library_search (library, &search, NULL, &error);
  }
  if (!records)
    return bulletin_cli_fail (error);

  if (as_json) {
    g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_array (builder);
    for (guint i = 0; i < records->len; i++) {
      g_autofree char *snippet = get_plain_snippet (records->pdata[i]);

      json_builder_begin_object (builder);
      add_record (builder, records->pdata[i]);
      bulletin_cli_add_string (builder, "snippet", snippet);
      json_builder_end_object (builder);
    }
    json_builder_end_array (builder);
    root = json_builder_get_root (builder);
    bulletin_cli_print_json (cli, root);
    return BULLETIN_CLI_DONE;
  }
  for (guint i = 0; i < records->len; i++) {
    g_autofree char *snippet = get_plain_snippet (records->pdata[i]);

    bulletin_cli_print_line (cli, records->pdata[i]);
    if (*snippet)
      g_string_append_printf (cli->output, "\t\t%s\n", snippet);
  }
  return BULLETIN_CLI_DONE;
}

const BulletinCliCommand bulletin_cli_bulletin_commands[] = {
  { "import", N_ ("FILE…"), N_ ("Make drafts of text files, or take in an archive package"), run_import },
  { "list", "", N_ ("List the bulletins"), run_list },
  { "show", N_ ("ID"), N_ ("Show what is known of a bulletin, or its text"), run_show },
  { "search", N_ ("WORDS…"), N_ ("Find bulletins by what they say"), run_search },
  { NULL }
};
