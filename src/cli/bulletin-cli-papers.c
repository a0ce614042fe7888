/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-cli-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-csv.h"
#include "bulletin-export.h"
#include "bulletin-old-papers.h"
#include "bulletin-text-import.h"

/* import-papers: a folder of old papers becomes issued records. */

/* What the library holds; one that is not there yet holds nothing. */
static gboolean
compare_with_library (BulletinCli *cli,
                      BulletinPapers *papers,
                      gboolean create,
                      GError **error)
{
  g_autofree char *path = bulletin_cli_get_library_path (cli);
  BulletinKnownIssues *known;
  BulletinLibrary *library;

  if (!create && !g_file_test (path, G_FILE_TEST_EXISTS)) {
    bulletin_papers_set_known (papers, bulletin_known_issues_new ());
    return TRUE;
  }
  library = bulletin_cli_open_library (cli, create, error);
  known = library ? bulletin_library_list_known_issues (library, NULL, NULL, NULL, error) : NULL;
  if (!known)
    return FALSE;
  bulletin_papers_set_known (papers, known);
  return TRUE;
}

static gboolean
apply_corrections (BulletinPapers *papers,
                   const char *path,
                   GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autofree char *name = bulletin_file_get_name (file);
  g_autoptr (GBytes) bytes = bulletin_read_file (file, NULL, error);
  g_autoptr (BulletinSheet) sheet = bytes ? bulletin_csv_read (bytes, name, error) : NULL;

  return sheet && bulletin_papers_apply_sheet (papers, sheet, error);
}

static void
choose_doubtful (BulletinPapers *papers)
{
  for (guint i = 0; i < papers->papers->len; i++) {
    BulletinPaper *paper = papers->papers->pdata[i];

    if (paper->state == BULLETIN_PAPER_DOUBTFUL && !paper->was_refused)
      bulletin_papers_choose (papers, paper, TRUE);
  }
}

static char *
make_issue (const BulletinPaper *paper)
{
  const BulletinMetadata *metadata = paper->metadata;
  g_autofree char *year = bulletin_paper_get_field (paper, BULLETIN_PAPER_YEAR);
  g_autofree char *number = bulletin_paper_get_field (paper, BULLETIN_PAPER_NUMBER);

  return paper->failure ? g_strdup ("") : g_strdup_printf ("%s-%s%s", *year ? year : "?", metadata->kind == BULLETIN_KIND_SUPPLEMENT ? "S" : "", *number ? number : "?");
}

static void
print_table (BulletinCli *cli,
             const BulletinPapers *papers)
{
  guint file_width = 0;

  for (guint i = 0; i < papers->papers->len; i++)
    file_width = MAX (file_width, bulletin_cli_get_width (((const BulletinPaper *) papers->papers->pdata[i])->name));
  file_width = MIN (file_width, 40);
  for (guint i = 0; i < papers->papers->len; i++) {
    const BulletinPaper *paper = papers->papers->pdata[i];
    g_autofree char *issue = make_issue (paper);

    g_string_append (cli->output, paper->is_chosen ? "+ " : "- ");
    bulletin_cli_append_padded (cli->output, bulletin_paper_state_get_label (paper->state), 12);
    bulletin_cli_append_padded (cli->output, paper->name, file_width + 2);
    bulletin_cli_append_padded (cli->output, issue, 10);
    bulletin_cli_append_padded (cli->output, paper->metadata->date ? paper->metadata->date : "", 12);
    g_string_append_printf (cli->output, "%s\n", paper->metadata->title ? paper->metadata->title : "");
    if (*paper->remark)
      g_string_append_printf (cli->output, "    %s\n", paper->remark);
  }
}

static void
print_rows_as_json (BulletinCli *cli,
                    const BulletinPapers *papers)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < papers->papers->len; i++) {
    const BulletinPaper *paper = papers->papers->pdata[i];
    const BulletinMetadata *metadata = paper->metadata;

    json_builder_begin_object (builder);
    bulletin_cli_add_string (builder, "file", paper->name);
    bulletin_cli_add_string (builder, "sha256", paper->sha256);
    bulletin_cli_add_string (builder, "state", bulletin_paper_state_to_string (paper->state));
    bulletin_cli_add_string (builder, "remark", *paper->remark ? paper->remark : NULL);
    json_builder_set_member_name (builder, "chosen");
    json_builder_add_boolean_value (builder, paper->is_chosen);
    bulletin_cli_add_string (builder, "series", metadata->series);
    bulletin_cli_add_string (builder, "kind", metadata->kind == BULLETIN_KIND_SUPPLEMENT ? "supplement" : "regular");
    bulletin_cli_add_number (builder, "year", metadata->year);
    bulletin_cli_add_number (builder, "number", metadata->number);
    bulletin_cli_add_number (builder, "total", metadata->total_number);
    bulletin_cli_add_string (builder, "date", metadata->date);
    bulletin_cli_add_string (builder, "title", metadata->title);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  bulletin_cli_print_json (cli, root);
}

/* The sheet for corrections; nothing that is there is overwritten unless asked. */
static gboolean
write_sheet (const BulletinPapers *papers,
             const char *path,
             gboolean force,
             GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (BulletinSheet) sheet = bulletin_papers_to_sheet (papers);
  char *text = bulletin_csv_write (sheet);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return bulletin_write_file (file, bytes, force, NULL, error);
}

static void
complain_about (const BulletinPaper *paper,
                const char *reason)
{
  g_autofree char *message = g_strdup_printf (_ ("“%s” was left out: %s"), paper->name, reason);

  bulletin_cli_complain (message);
}

/* Each paper is a record of its own as soon as it is read in: what was done stays
 * when a later one fails or the program is stopped. */
static int
take_in (BulletinCli *cli,
         BulletinPapers *papers)
{
  BulletinLibrary *library = cli->library;
  guint n_taken = 0, n_left = 0;
  int status = BULLETIN_CLI_DONE;

  for (guint i = 0; i < papers->papers->len; i++) {
    const BulletinPaper *paper = papers->papers->pdata[i];
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    g_autoptr (BulletinContent) content = NULL;

    if (!paper->is_chosen) {
      n_left++;
      complain_about (paper, *paper->remark ? paper->remark : _ ("It was not chosen."));
      continue;
    }
    id = bulletin_paper_take (library, paper, bulletin_cli_get_who (), NULL, &error);
    content = id ? bulletin_library_get_bulletin (library, id, &error) : NULL;
    if (content) {
      n_taken++;
      bulletin_cli_print_line (cli, content->record);
    } else {
      n_left++;
      status = BULLETIN_CLI_FAILED;
      complain_about (paper, error->message);
    }
  }
  g_string_append_printf (cli->output, ngettext ("%u paper was read in", "%u papers were read in", n_taken), n_taken);
  g_string_append_printf (cli->output, ngettext (", %u was left out.\n", ", %u were left out.\n", n_left), n_left);
  return status;
}

static int
run_import_papers (BulletinCli *cli,
                   int argc,
                   char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *series_argument = NULL;
  g_autofree char *series = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (BulletinPapers) papers = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_dry = FALSE, doubtful = FALSE, force = FALSE, as_json = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &is_dry, N_ ("Show what was recognised and write nothing into the library"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &csv, N_ ("With --dry-run: write the rows to this sheet; without: take corrections from it"), N_ ("FILE.csv") },
    { "series", 0, 0, G_OPTION_ARG_FILENAME, &series_argument, N_ ("The series of all papers, whatever they say"), N_ ("NAME") },
    { "doubtful", 0, 0, G_OPTION_ARG_NONE, &doubtful, N_ ("Read in papers that should be looked at, too"), NULL },
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace the sheet that is there"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("With --dry-run: print JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("Reads in old papers: text, Markdown and HTML files of a folder and the folders in it become issued records under the numbers and dates that they bear. Year, number, date and title are recognised in the head of each paper and in the names of file and folder. What is doubtful, incomplete or there already is left out and named. Look at the rows first with --dry-run --csv FILE.csv, correct the sheet, and give it back with --csv FILE.csv. Each paper is read in whole or not at all; a second run goes on where the first ended."),
                           1, 1, &arguments, &status))
    return status;
  if (as_json && !is_dry)
    return bulletin_cli_wrong_usage (cli, _ ("--json belongs to --dry-run."));
  if (series_argument && !(series = bulletin_cli_get_text (series_argument, &error)))
    return bulletin_cli_fail (error);

  folder = g_file_new_for_commandline_arg (arguments[0]);
  papers = bulletin_papers_read (folder, NULL, NULL, NULL, &error);
  if (!papers || !compare_with_library (cli, papers, !is_dry, &error))
    return bulletin_cli_fail (error);
  if (series)
    bulletin_papers_set_series (papers, series);
  if (csv && !is_dry && !apply_corrections (papers, csv, &error))
    return bulletin_cli_fail (error);
  if (doubtful)
    choose_doubtful (papers);
  if (papers->n_passed_over > 0) {
    g_autofree char *message = g_strdup_printf (ngettext ("%u file of another kind was passed over.", "%u files of other kinds were passed over.", papers->n_passed_over),
                                                papers->n_passed_over);

    bulletin_cli_complain (message);
  }
  if (!is_dry)
    return take_in (cli, papers);

  if (csv && !write_sheet (papers, csv, force, &error))
    return bulletin_cli_fail (error);
  if (as_json)
    print_rows_as_json (cli, papers);
  else
    print_table (cli, papers);
  return BULLETIN_CLI_DONE;
}

const BulletinCliCommand bulletin_cli_paper_commands[] = {
  { "import-papers", N_ ("FOLDER"), N_ ("Read in old papers as issued records"), run_import_papers },
  { NULL }
};
