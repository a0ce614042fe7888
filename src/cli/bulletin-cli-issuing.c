/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-cli-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-findings-json.h"
#include "bulletin-issuing.h"
#include "bulletin-page-plan.h"
#include "bulletin-proofreading.h"
#include "bulletin-text-import.h"

/* check and issue. */

static const char *
get_severity_label (BulletinSeverity severity)
{
  switch (severity) {
  case BULLETIN_SEVERITY_ERROR:
    return C_ ("severity of a finding", "error");
  case BULLETIN_SEVERITY_WARNING:
    return C_ ("severity of a finding", "warning");
  case BULLETIN_SEVERITY_HINT:
  default:
    return C_ ("severity of a finding", "hint");
  }
}

static void
append_finding (GString *text,
                const BulletinFinding *finding,
                const char *source)
{
  guint line = 0, column = 0;

  if (finding->offset != BULLETIN_FINDING_NOWHERE)
    bulletin_finding_get_position (finding, source, &line, &column, NULL);
  if (line > 0)
    g_string_append_printf (text, "%u:%u: ", line, column);
  g_string_append_printf (text, "%s: %s [%s]\n", get_severity_label (finding->severity), finding->message, finding->rule);
}

/* A file is checked by itself: there is no ledger to ask. */
static GPtrArray *
check_file (const char *path,
            char **source,
            GError **error)
{
  g_autoptr (BulletinMetadata) metadata = NULL;
  g_autoptr (BulletinMaterials) materials = NULL;
  g_autoptr (BulletinDocument) document = NULL;
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (BulletinPagePlan) plan = NULL;
  GPtrArray *findings, *on_paper;

  if (!bulletin_cli_read_file (path, &metadata, source, &materials, error))
    return NULL;
  if (!metadata->series)
    bulletin_metadata_set_string (&metadata->series, BULLETIN_DEFAULT_SERIES);
  document = bulletin_document_new (*source, -1, materials);
  plan = bulletin_page_plan_new (document, metadata, page_template);
  findings = bulletin_proofread (document, metadata);
  on_paper = bulletin_page_plan_get_findings (plan);
  for (guint i = 0; i < on_paper->len; i++)
    g_ptr_array_add (findings, bulletin_finding_copy (on_paper->pdata[i]));
  return findings;
}

static GPtrArray *
check_bulletin (BulletinCli *cli,
                const char *id,
                gboolean all,
                char **source,
                GError **error)
{
  BulletinLibrary *library = bulletin_cli_open_library (cli, FALSE, error);
  g_autofree char *resolved = library ? bulletin_library_resolve (library, id, error) : NULL;
  g_autoptr (BulletinContent) content = resolved ? bulletin_library_get_bulletin (library, resolved, error) : NULL;

  if (!content)
    return NULL;
  *source = g_steal_pointer (&content->text);
  return all ? bulletin_check_bulletin_all (library, resolved, error) : bulletin_check_bulletin (library, resolved, error);
}

static int
run_check (BulletinCli *cli,
           int argc,
           char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  gboolean as_json = FALSE, all = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("Show what was ignored and what is switched off as well"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("Prints a line per finding: line and column in the text, severity, what is wrong, and the rule. The exit status is 0 whatever is found."),
                           1, 1, &arguments, &status))
    return status;

  if (bulletin_cli_is_file (arguments[0]))
    findings = check_file (arguments[0], &source, &error);
  else
    findings = check_bulletin (cli, arguments[0], all, &source, &error);
  if (!findings)
    return bulletin_cli_fail (error);

  if (as_json) {
    g_autoptr (JsonNode) root = bulletin_findings_to_json (findings, source);

    bulletin_cli_print_json (cli, root);
  } else {
    for (guint i = 0; i < findings->len; i++)
      append_finding (cli->output, findings->pdata[i], source);
  }
  return BULLETIN_CLI_DONE;
}

/* Says on standard error which findings it was issued in spite of, and why. */
static void
name_overridden (BulletinLibrary *library,
                 const char *id)
{
  g_autoptr (BulletinIssuedRecord) record = bulletin_library_get_issued (library, id, NULL);
  g_autoptr (GPtrArray) accepted = bulletin_accepted_findings_parse (record ? record->overridden : NULL);

  for (guint i = 0; i < accepted->len; i++) {
    const BulletinAcceptedFinding *finding = accepted->pdata[i];
    g_autofree char *named = g_strdup_printf ("%s: %s", finding->rule, finding->message);
    g_autofree char *line = finding->reason ? g_strdup_printf (_ ("Issued in spite of %s (%s)"), named, finding->reason)
                                            : g_strdup_printf (_ ("Issued in spite of %s"), named);

    bulletin_cli_complain (line);
  }
}

/* RULE=REASON, each. */
static GPtrArray *
parse_acceptances (char **arguments,
                   GError **error)
{
  g_autoptr (GPtrArray) acceptances = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_acceptance_free);

  for (guint i = 0; arguments && arguments[i]; i++) {
    g_autofree char *text = bulletin_cli_get_text (arguments[i], error);
    char *reason;

    if (!text)
      return NULL;
    reason = strchr (text, '=');
    if (!reason || reason == text || !*g_strstrip (reason + 1)) {
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                   _ ("“%s” names no rule with a reason. Write it as RULE=REASON, such as mobile-number=本人同意."), text);
      return NULL;
    }
    *reason = '\0';
    g_ptr_array_add (acceptances, bulletin_acceptance_new (text, NULL, reason + 1));
  }
  return g_steal_pointer (&acceptances);
}

static int
run_issue (BulletinCli *cli,
           int argc,
           char **argv)
{
  g_autofree char *signer_argument = NULL;
  g_autofree char *signer = NULL;
  g_autofree char *date = NULL;
  g_autofree char *id = NULL;
  g_autofree char *reason_argument = NULL;
  g_autofree char *reason = NULL;
  g_auto (GStrv) accept = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GPtrArray) acceptances = NULL;
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (GError) error = NULL;
  BulletinIssueRequest request = { 0 };
  gboolean force = FALSE;
  gint64 number = 0;
  BulletinLibrary *library;
  int status;
  const GOptionEntry entries[] = {
    { "signer", 0, 0, G_OPTION_ARG_FILENAME, &signer_argument, N_ ("Who approved it"), N_ ("NAME") },
    { "date", 0, 0, G_OPTION_ARG_FILENAME, &date, N_ ("The date of approval, if not the bulletin’s own or today"), N_ ("YYYY-MM-DD") },
    { "number", 0, 0, G_OPTION_ARG_INT64, &number, N_ ("The number, if not the bulletin’s own or the next one"), N_ ("N") },
    { "accept", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &accept, N_ ("Issue in spite of the findings of a rule, for a reason; may be given several times"), N_ ("RULE=REASON") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Issue in spite of all findings, and name them"), NULL },
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &reason_argument, N_ ("Why, for --force"), N_ ("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!bulletin_cli_parse (cli, argc, argv, entries,
                           _ ("Checks the bulletin, binds its number and date and freezes it. Errors and warnings among the findings stand in the way until each is accepted with a reason: --accept names a rule and why, --force takes all that is left. The record keeps what was accepted, and why."),
                           1, 1, &arguments, &status))
    return status;
  if (number < 0 || number > 9999)
    return bulletin_cli_wrong_usage (cli, _ ("Issue numbers go from 1 to 9999."));
  if (date && !bulletin_date_is_valid (date))
    return bulletin_cli_wrong_usage (cli, _ ("Dates are written as year, month and day, such as 2024-06-17."));
  if ((signer_argument && !(signer = bulletin_cli_get_text (signer_argument, &error))) ||
      (reason_argument && !(reason = bulletin_cli_get_text (reason_argument, &error))) ||
      !(acceptances = parse_acceptances (accept, &error)))
    return bulletin_cli_fail (error);

  library = bulletin_cli_open_library (cli, FALSE, &error);
  id = library ? bulletin_library_resolve (library, arguments[0], &error) : NULL;
  if (!id)
    return bulletin_cli_fail (error);

  request.id = id;
  request.signer = signer;
  request.date = date;
  request.number = (int) number;
  request.acceptances = acceptances;
  request.accept_findings = force;
  request.reason = reason;
  request.who = bulletin_cli_get_who ();
  if (!bulletin_issue_bulletin (library, &request, NULL, &error)) {
    if (g_error_matches (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FINDINGS)) {
      g_autofree char *message = g_strdup_printf (_ ("%s Mend it, or give a reason with --accept or --force; “bulletin check %s” shows everything."), error->message, arguments[0]);

      bulletin_cli_complain (message);
      return BULLETIN_CLI_FAILED;
    }
    return bulletin_cli_fail (error);
  }
  name_overridden (library, id);

  content = bulletin_library_get_bulletin (library, id, &error);
  if (!content)
    return bulletin_cli_fail (error);
  bulletin_cli_print_line (cli, content->record);
  return BULLETIN_CLI_DONE;
}

const BulletinCliCommand bulletin_cli_issuing_commands[] = {
  { "check", N_ ("ID|FILE"), N_ ("Say what is wrong with a bulletin"), run_check },
  { "issue", N_ ("ID"), N_ ("Issue a bulletin: bind its number and freeze it"), run_issue },
  { NULL }
};
