/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-cli-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "bulletin-export.h"
#include "bulletin-number-book.h"
#include "bulletin-posting.h"
#include "bulletin-relations.h"

/* ledger, reserve, void, correct, withdraw, distribution: what goes on round the
 * records. */

static int
print_bulletin (BulletinCli *cli,
                const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (cli->library, id, &error);

  if (!content)
    return bulletin_cli_fail (error);
  bulletin_cli_print_line (cli, content->record);
  return BULLETIN_CLI_DONE;
}

/* An option's text; FALSE with an error if it is none. */
static gboolean
get_text (const char *argument,
          char **text,
          GError **error)
{
  if (argument)
    *text = bulletin_cli_get_text (argument, error);
  return !argument || *text;
}

/* --- The number book ------------------------------------------------------------- */

static JsonNode *
numbers_to_json (const GPtrArray *numbers)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < numbers->len; i++) {
    const BulletinNumberEntry *entry = numbers->pdata[i];

    json_builder_begin_object (builder);
    bulletin_cli_add_string (builder, "series", entry->series);
    bulletin_cli_add_string (builder, "kind", entry->kind == BULLETIN_KIND_SUPPLEMENT ? "supplement" : "regular");
    bulletin_cli_add_number (builder, "year", entry->year);
    bulletin_cli_add_number (builder, "number", entry->number);
    bulletin_cli_add_number (builder, "last_number", entry->last_number);
    bulletin_cli_add_number (builder, "total", entry->total);
    bulletin_cli_add_string (builder, "state", bulletin_number_state_to_string (entry->state));
    bulletin_cli_add_number (builder, "id", entry->serial);
    bulletin_cli_add_string (builder, "title", entry->title);
    bulletin_cli_add_string (builder, "date", entry->date);
    json_builder_set_member_name (builder, "withdrawn");
    json_builder_add_boolean_value (builder, entry->is_withdrawn);
    bulletin_cli_add_string (builder, "reason", entry->reason);
    bulletin_cli_add_string (builder, "at", entry->at);
    bulletin_cli_add_string (builder, "who", entry->who);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

static void
print_number (GString *output,
              const BulletinNumberEntry *entry)
{
  g_string_append_printf (output, "%s\t%d-%s%d", entry->series, entry->year,
                          entry->kind == BULLETIN_KIND_SUPPLEMENT ? "S" : "", entry->number);
  if (entry->last_number > entry->number)
    g_string_append_printf (output, "…%d", entry->last_number);
  g_string_append_printf (output, "\t%s\t%s\t%s\t%s\n", bulletin_number_state_get_label (entry->state),
                          entry->date ? entry->date : "", entry->title ? entry->title : "", entry->reason ? entry->reason : "");
}

static int
run_ledger (BulletinCli *cli,
            int argc,
            char **argv)
{
  g_autofree char *series_argument = NULL;
  g_autofree char *series = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GPtrArray) numbers = NULL;
  g_autoptr (GError) error = NULL;
  gboolean as_json = FALSE;
  int year = 0, status;
  const GOptionEntry entries[] = {
    { "series", 0, 0, G_OPTION_ARG_FILENAME, &series_argument, N_ ("Only this series"), N_ ("NAME") },
    { "year", 0, 0, G_OPTION_ARG_INT, &year, N_ ("Only this year"), N_ ("YEAR") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("Prints what became of every number: a line with the series, the number, its state, date, title and reason. Numbers that were passed over are “Missing” until “bulletin void” says why."),
                           0, 0, &arguments, &status))
    return status;
  if (!get_text (series_argument, &series, &error) || !bulletin_cli_open_library (cli, FALSE, &error))
    return bulletin_cli_fail (error);
  numbers = bulletin_library_list_numbers (cli->library, series, year, &error);
  if (!numbers)
    return bulletin_cli_fail (error);

  if (as_json) {
    g_autoptr (JsonNode) root = numbers_to_json (numbers);

    bulletin_cli_print_json (cli, root);
  } else {
    for (guint i = 0; i < numbers->len; i++)
      print_number (cli->output, numbers->pdata[i]);
  }
  return BULLETIN_CLI_DONE;
}

static int
run_reserve (BulletinCli *cli,
             int argc,
             char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  gboolean release = FALSE, success;
  int number = 0, status;
  const GOptionEntry entries[] = {
    { "number", 0, 0, G_OPTION_ARG_INT, &number, N_ ("The number, if not the bulletin’s own or the next one"), N_ ("N") },
    { "release", 0, 0, G_OPTION_ARG_NONE, &release, N_ ("Give the reserved number back"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries, _ ("Keeps a number for a draft, so that nothing else gets it, and prints the draft’s line."),
                           1, 1, &arguments, &status))
    return status;
  if (number < 0 || number > 9999)
    return bulletin_cli_wrong_usage (cli, _ ("Issue numbers go from 1 to 9999."));
  if (!bulletin_cli_open_library (cli, FALSE, &error))
    return bulletin_cli_fail (error);
  success = release ? bulletin_library_release_number (cli->library, arguments[0], bulletin_cli_get_who (), &error)
                    : bulletin_library_reserve_number (cli->library, arguments[0], number, bulletin_cli_get_who (), &error) > 0;
  return success ? print_bulletin (cli, arguments[0]) : bulletin_cli_fail (error);
}

/* 7 or 7-9. */
static gboolean
parse_range (const char *text,
             int *first,
             int *last)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);
  guint64 low, high;

  if (!ends[0] || !g_ascii_string_to_unsigned (ends[0], 10, 1, 9999, &low, NULL))
    return FALSE;
  high = low;
  if (ends[1] && !g_ascii_string_to_unsigned (ends[1], 10, low, 9999, &high, NULL))
    return FALSE;
  *first = (int) low;
  *last = (int) high;
  return TRUE;
}

static int
run_void (BulletinCli *cli,
          int argc,
          char **argv)
{
  g_autofree char *series_argument = NULL;
  g_autofree char *series = NULL;
  g_autofree char *reason_argument = NULL;
  g_autofree char *reason = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GError) error = NULL;
  gboolean supplement = FALSE;
  int year = g_date_time_get_year (now);
  int first, last, status;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &reason_argument, N_ ("Why"), N_ ("TEXT") },
    { "year", 0, 0, G_OPTION_ARG_INT, &year, N_ ("The year, if not this one"), N_ ("YEAR") },
    { "series", 0, 0, G_OPTION_ARG_FILENAME, &series_argument, N_ ("The series, if not the first"), N_ ("NAME") },
    { "supplement", 0, 0, G_OPTION_ARG_NONE, &supplement, N_ ("A supplement’s number"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("Says of a number, or of several such as 7-9, that it will not be used, and why. There is no way back."),
                           1, 1, &arguments, &status))
    return status;
  if (!parse_range (arguments[0], &first, &last))
    return bulletin_cli_wrong_usage (cli, _ ("Issue numbers go from 1 to 9999."));
  if (!reason_argument)
    return bulletin_cli_wrong_usage (cli, _ ("A reason is needed: --reason TEXT."));
  if (!get_text (reason_argument, &reason, &error) || !get_text (series_argument, &series, &error) ||
      !bulletin_cli_open_library (cli, FALSE, &error) ||
      !bulletin_library_void_numbers (cli->library, series, supplement ? BULLETIN_KIND_SUPPLEMENT : BULLETIN_KIND_REGULAR,
                                      year, first, last, reason, bulletin_cli_get_who (), &error))
    return bulletin_cli_fail (error);
  return BULLETIN_CLI_DONE;
}

/* --- Correcting and withdrawing --------------------------------------------------- */

static int
run_with_reason (BulletinCli *cli,
                 int argc,
                 char **argv,
                 const char *description,
                 char **(*run) (BulletinCli *cli, const char *id, const char *reason, GError **error))
{
  g_autofree char *reason_argument = NULL;
  g_autofree char *reason = NULL;
  g_auto (GStrv) arguments = NULL;
  g_auto (GStrv) id = NULL;
  g_autoptr (GError) error = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &reason_argument, N_ ("Why"), N_ ("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries, description, 1, 1, &arguments, &status))
    return status;
  if (!reason_argument)
    return bulletin_cli_wrong_usage (cli, _ ("A reason is needed: --reason TEXT."));
  if (!get_text (reason_argument, &reason, &error) || !bulletin_cli_open_library (cli, FALSE, &error) ||
      !(id = run (cli, arguments[0], reason, &error)))
    return bulletin_cli_fail (error);
  return print_bulletin (cli, id[0]);
}

static char **
wrap (char *id)
{
  char **wrapped = g_new0 (char *, 2);

  wrapped[0] = id;
  return wrapped;
}

static char **
correct (BulletinCli *cli,
         const char *id,
         const char *reason,
         GError **error)
{
  char *draft = bulletin_library_start_correction (cli->library, id, reason, bulletin_cli_get_who (), error);

  return draft ? wrap (draft) : NULL;
}

static char **
withdraw (BulletinCli *cli,
          const char *id,
          const char *reason,
          GError **error)
{
  return bulletin_library_withdraw (cli->library, id, reason, bulletin_cli_get_who (), error) ? wrap (g_strdup (id)) : NULL;
}

static int
run_correct (BulletinCli *cli,
             int argc,
             char **argv)
{
  return run_with_reason (cli, argc, argv,
                          _ ("Makes a draft that corrects an issued bulletin, with its text, and prints the draft’s line. The issued bulletin stays as it is and says that it was corrected once the draft is issued."),
                          correct);
}

static int
run_withdraw (BulletinCli *cli,
              int argc,
              char **argv)
{
  return run_with_reason (cli, argc, argv, _ ("Takes an issued bulletin back. Its record and its number stay."), withdraw);
}

/* --- Distribution ------------------------------------------------------------------ */

static JsonNode *
deliveries_to_json (const GPtrArray *deliveries)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < deliveries->len; i++) {
    const BulletinDelivery *delivery = deliveries->pdata[i];

    json_builder_begin_object (builder);
    bulletin_cli_add_string (builder, "group", bulletin_recipient_kind_to_string (delivery->kind));
    bulletin_cli_add_string (builder, "name", delivery->name);
    bulletin_cli_add_string (builder, "contact", delivery->contact);
    bulletin_cli_add_string (builder, "address", delivery->address);
    bulletin_cli_add_string (builder, "postcode", delivery->postcode);
    bulletin_cli_add_string (builder, "mail", delivery->mail);
    json_builder_set_member_name (builder, "copies");
    json_builder_add_int_value (builder, delivery->copies);
    bulletin_cli_add_number (builder, "first_copy", delivery->first_copy);
    bulletin_cli_add_number (builder, "last_copy", delivery->last_copy);
    bulletin_cli_add_string (builder, "sent", delivery->sent);
    bulletin_cli_add_string (builder, "received", delivery->received);
    bulletin_cli_add_string (builder, "received_by", delivery->received_by);
    bulletin_cli_add_string (builder, "note", delivery->note);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

static void
print_deliveries (GString *output,
                  const GPtrArray *deliveries)
{
  for (guint i = 0; i < deliveries->len; i++) {
    const BulletinDelivery *delivery = deliveries->pdata[i];

    g_string_append_printf (output, "%s\t%s\t%d\t%s\t%s\n", bulletin_posting_get_group (delivery->kind), delivery->name,
                            delivery->copies, delivery->sent ? delivery->sent : "", delivery->received ? delivery->received : "");
  }
}

static gboolean
write_pdf (const char *path,
           GBytes *pdf,
           gboolean force,
           GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

  return pdf && bulletin_write_file (file, pdf, force, NULL, error);
}

static const BulletinLabelSheet *
find_sheet (const char *name)
{
  guint n_sheets;
  const BulletinLabelSheet *sheets = bulletin_label_sheets_list (&n_sheets);

  return name ? bulletin_label_sheet_find (name) : &sheets[0];
}

static char *
list_sheets (void)
{
  guint n_sheets;
  const BulletinLabelSheet *sheets = bulletin_label_sheets_list (&n_sheets);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < n_sheets; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", sheets[i].name);
  return g_string_free_and_steal (names);
}

static int
run_distribution (BulletinCli *cli,
                  int argc,
                  char **argv)
{
  g_autofree char *labels = NULL;
  g_autofree char *list = NULL;
  g_autofree char *sheet_name = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GPtrArray) deliveries = NULL;
  g_autoptr (GBytes) labels_pdf = NULL;
  g_autoptr (GBytes) list_pdf = NULL;
  g_autoptr (GError) error = NULL;
  const BulletinLabelSheet *sheet;
  gboolean as_json = FALSE, force = FALSE;
  int skip = 0, status;
  const GOptionEntry entries[] = {
    { "labels", 0, 0, G_OPTION_ARG_FILENAME, &labels, N_ ("Write address labels"), N_ ("FILE.pdf") },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet_name, N_ ("The sheet of labels: columns and rows"), "3x8" },
    { "skip", 0, 0, G_OPTION_ARG_INT, &skip, N_ ("How many labels of the first sheet are used up"), N_ ("N") },
    { "list", 0, 0, G_OPTION_ARG_FILENAME, &list, N_ ("Write the covering list"), N_ ("FILE.pdf") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace existing files"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("Prints who gets an issued bulletin: group, name, copies, and the dates when it was sent and received. The first time, the recipients of its series are taken over."),
                           1, 1, &arguments, &status))
    return status;
  sheet = find_sheet (sheet_name);
  if (!sheet) {
    g_autofree char *names = list_sheets ();
    g_autofree char *message = g_strdup_printf (_ ("There is no such sheet of labels; there are %s."), names);

    return bulletin_cli_wrong_usage (cli, message);
  }
  if (!bulletin_cli_open_library (cli, FALSE, &error) ||
      !(deliveries = bulletin_library_open_distribution (cli->library, arguments[0], bulletin_cli_get_who (), &error)) ||
      (labels && !write_pdf (labels, labels_pdf = bulletin_posting_write_labels (cli->library, arguments[0], sheet, MAX (skip, 0), &error), force, &error)) ||
      (list && !write_pdf (list, list_pdf = bulletin_posting_write_list (cli->library, arguments[0], &error), force, &error)))
    return bulletin_cli_fail (error);

  if (as_json) {
    g_autoptr (JsonNode) root = deliveries_to_json (deliveries);

    bulletin_cli_print_json (cli, root);
  } else if (!labels && !list) {
    print_deliveries (cli->output, deliveries);
  }
  return BULLETIN_CLI_DONE;
}

const BulletinCliCommand bulletin_cli_record_commands[] = {
  { "correct", N_ ("ID --reason TEXT"), N_ ("Begin a correction of an issued bulletin"), run_correct },
  { "withdraw", N_ ("ID --reason TEXT"), N_ ("Take an issued bulletin back"), run_withdraw },
  { "ledger", "", N_ ("Show what became of every number"), run_ledger },
  { "reserve", N_ ("ID"), N_ ("Keep a number for a draft"), run_reserve },
  { "void", N_ ("NUMBER --reason TEXT"), N_ ("Say why a number is not used"), run_void },
  { "distribution", N_ ("ID"), N_ ("Show who gets an issued bulletin, print labels and the list"), run_distribution },
  { NULL }
};
