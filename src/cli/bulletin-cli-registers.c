/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-cli-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bulletin-csv.h"
#include "bulletin-load-terms.h"
#include "bulletin-register.h"
#include "bulletin-statistics.h"
#include "bulletin-text-import.h"

/* load and stats. */

/* Not a register, but loaded in the same way. */
#define TERMS "terms"

static char *
list_kinds (void)
{
  g_autoptr (GString) kinds = g_string_new (NULL);

  for (guint i = 0; i < BULLETIN_N_REGISTERS; i++)
    g_string_append_printf (kinds, "%s%s", i > 0 ? ", " : "", bulletin_register_get_name (i));
  g_string_append (kinds, ", " TERMS);
  return g_string_free (g_steal_pointer (&kinds), FALSE);
}

static void
print_report (BulletinCli *cli,
              const char *kind,
              const BulletinLoadReport *report,
              gboolean as_json)
{
  if (as_json) {
    g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "added");
    json_builder_add_int_value (builder, report->added);
    json_builder_set_member_name (builder, "changed");
    json_builder_add_int_value (builder, report->changed);
    json_builder_set_member_name (builder, "unchanged");
    json_builder_add_int_value (builder, report->unchanged);
    json_builder_set_member_name (builder, "refused");
    json_builder_begin_array (builder);
    for (guint i = 0; i < report->refused->len; i++) {
      const BulletinRefusal *refusal = report->refused->pdata[i];

      json_builder_begin_object (builder);
      bulletin_cli_add_number (builder, "line", refusal->line);
      bulletin_cli_add_string (builder, "reason", refusal->reason);
      json_builder_end_object (builder);
    }
    json_builder_end_array (builder);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    bulletin_cli_print_json (cli, root);
    return;
  }
  /* Translators: how many rows of a sheet were loaded into a register. */
  g_string_append_printf (cli->output, _ ("%s: %u added, %u changed, %u unchanged, %u refused"),
                          kind, report->added, report->changed, report->unchanged, report->refused->len);
  g_string_append_c (cli->output, '\n');
}

static int
run_load (BulletinCli *cli,
          int argc,
          char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autofree char *kinds = list_kinds ();
  g_autofree char *description = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BulletinSheet) sheet = NULL;
  g_autoptr (BulletinLoadReport) report = NULL;
  g_autoptr (GError) error = NULL;
  BulletinRegisterKind kind = 0;
  BulletinLibrary *library;
  gboolean is_terms;
  gboolean dry_run = FALSE, as_json = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Say what would happen, and change nothing"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };

  description = g_strdup_printf (_ ("KIND is one of %s. FILE is CSV in UTF-8 or GB18030 whose first row names the columns. Good rows are loaded; rows that are refused are named on standard error with the reason. The exit status is 0 when any row was good, and 1 when all were refused."), kinds);
  if (!bulletin_cli_parse (cli, argc, argv, entries, description, 2, 2, &arguments, &status))
    return status;
  is_terms = g_str_equal (arguments[0], TERMS);
  if (!is_terms && !bulletin_register_parse_name (arguments[0], &kind)) {
    g_autofree char *message = g_strdup_printf (_ ("KIND is one of %s."), kinds);

    return bulletin_cli_wrong_usage (cli, message);
  }

  file = g_file_new_for_commandline_arg (arguments[1]);
  name = bulletin_file_get_name (file);
  bytes = bulletin_read_file (file, NULL, &error);
  sheet = bytes ? bulletin_csv_read (bytes, name, &error) : NULL;
  library = sheet ? bulletin_cli_open_library (cli, !dry_run, &error) : NULL;
  if (library && is_terms)
    report = bulletin_load_terms (library, sheet, name, bytes, dry_run, bulletin_cli_get_who (), &error);
  else if (library)
    report = bulletin_register_load (library, kind, sheet, name, bytes, dry_run, bulletin_cli_get_who (), NULL, &error);
  if (!report)
    return bulletin_cli_fail (error);

  print_report (cli, arguments[0], report, as_json);
  for (guint i = 0; i < report->refused->len; i++) {
    const BulletinRefusal *refusal = report->refused->pdata[i];
    g_autofree char *line = g_strdup_printf (_ ("Line %u of “%s” is refused: %s"), refusal->line, name, refusal->reason);

    bulletin_cli_complain (line);
  }
  return report->refused->len > 0 && report->added + report->changed + report->unchanged == 0 ? BULLETIN_CLI_FAILED : BULLETIN_CLI_DONE;
}

static void
append_number (GString *text,
               double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  /* Counts are whole; hours and metrics may have a part. */
  if (value == floor (value) && fabs (value) < 1e15)
    g_string_append_printf (text, "%.0f", value);
  else
    g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.2f", value));
}

static void
print_count (BulletinCli *cli,
             const char *label,
             double value)
{
  bulletin_cli_append_padded (cli->output, label, 24);
  g_string_append_c (cli->output, ' ');
  append_number (cli->output, value);
  g_string_append_c (cli->output, '\n');
}

static void
print_counts (BulletinCli *cli,
              const char *label,
              const GPtrArray *counts)
{
  if (!counts || counts->len == 0)
    return;
  g_string_append_printf (cli->output, "%s\n", label);
  for (guint i = 0; i < counts->len; i++) {
    const BulletinCount *count = counts->pdata[i];
    g_autofree char *indented = g_strdup_printf ("  %s", count->name ? count->name : count->code ? count->code
                                                                                                 : "");

    print_count (cli, indented, count->value);
  }
}

static void
print_statistics (BulletinCli *cli,
                  const BulletinStatistics *statistics,
                  const BulletinPeriod *period)
{
  g_autofree char *label = bulletin_period_get_label (period);

  g_string_append_printf (cli->output, "%s\n", label);
  print_count (cli, _ ("Stations open"), (double) statistics->stations_open);
  print_count (cli, _ ("Stations opened"), (double) statistics->stations_opened);
  print_count (cli, _ ("Stations closed"), (double) statistics->stations_closed);
  print_counts (cli, _ ("Stations by kind"), statistics->stations_by_kind);
  print_counts (cli, _ ("Stations by organization"), statistics->stations_by_organisation);
  print_counts (cli, _ ("Facilities"), statistics->facilities);
  print_count (cli, _ ("Teams"), (double) statistics->teams);
  print_count (cli, _ ("Volunteers"), (double) statistics->volunteers);
  print_count (cli, _ ("Volunteers joined"), (double) statistics->volunteers_joined);
  print_count (cli, _ ("Volunteers left"), (double) statistics->volunteers_left);
  print_counts (cli, _ ("Volunteers by kind"), statistics->volunteers_by_kind);
  print_count (cli, _ ("Activities"), (double) statistics->activities);
  print_count (cli, _ ("Participants"), (double) statistics->participants);
  print_count (cli, _ ("People reached"), (double) statistics->reached);
  print_count (cli, _ ("Hours"), statistics->hours);
  print_count (cli, _ ("Blood donations"), (double) statistics->donations);
  print_counts (cli, _ ("Activities by kind"), statistics->activities_by_kind);
  print_counts (cli, _ ("Metrics"), statistics->metrics);
}

static int
run_stats (BulletinCli *cli,
           int argc,
           char **argv)
{
  g_autofree char *period_argument = NULL;
  g_autofree char *period_text = NULL;
  g_autofree char *organisation_argument = NULL;
  g_autofree char *organisation = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (BulletinStatistics) statistics = NULL;
  g_autoptr (GError) error = NULL;
  BulletinPeriod period;
  BulletinLibrary *library;
  gboolean as_json = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_FILENAME, &period_argument, N_ ("The period, this year if not given"), N_ ("PERIOD") },
    { "organisation", 0, 0, G_OPTION_ARG_FILENAME, &organisation_argument, N_ ("Only this organization and those below it"), N_ ("CODE") },
    { "organization", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &organisation_argument, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("A period is written 2024, 2024H1, 2024Q2, 2024-06 or 2024-06-01/2024-06-17. Stocks are counted at its end, what flows within it."),
                           0, 0, &arguments, &status))
    return status;

  if (period_argument) {
    period_text = bulletin_cli_get_text (period_argument, &error);
    if (!period_text)
      return bulletin_cli_fail (error);
    if (!bulletin_period_parse (period_text, &period, &error))
      return bulletin_cli_wrong_usage (cli, error->message);
  } else {
    g_autoptr (GDateTime) now = g_date_time_new_now_local ();
    g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

    bulletin_period_of (BULLETIN_PERIOD_YEAR, today, &period);
  }
  if (organisation_argument && !(organisation = bulletin_cli_get_text (organisation_argument, &error)))
    return bulletin_cli_fail (error);

  library = bulletin_cli_open_library (cli, FALSE, &error);
  statistics = library ? bulletin_statistics_compute (library, &period, organisation, NULL, &error) : NULL;
  if (!statistics)
    return bulletin_cli_fail (error);
  if (as_json) {
    g_autoptr (JsonNode) root = bulletin_statistics_to_json (statistics, &period, organisation);

    bulletin_cli_print_json (cli, root);
  } else {
    print_statistics (cli, statistics, &period);
  }
  return BULLETIN_CLI_DONE;
}

const BulletinCliCommand bulletin_cli_register_commands[] = {
  { "load", N_ ("KIND FILE"), N_ ("Load a sheet into a register"), run_load },
  { "stats", "", N_ ("Count what the registers hold"), run_stats },
  { NULL }
};
