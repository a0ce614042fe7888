/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-issuing.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-export.h"
#include "bulletin-dismissals.h"
#include "bulletin-findings-json.h"
#include "bulletin-load-materials.h"
#include "bulletin-plan-drawing.h"
#include "bulletin-proofreading.h"
#include "bulletin-text-import.h"

static void
append_findings (GPtrArray *findings,
                 GPtrArray *more)
{
  for (guint i = 0; more && i < more->len; i++)
    g_ptr_array_add (findings, bulletin_finding_copy (g_ptr_array_index (more, i)));
}

/* Errors first, then where they stand in the text; what has no place in it before
 * what has. */
static int
compare_findings (gconstpointer a,
                  gconstpointer b)
{
  const BulletinFinding *first = *(const BulletinFinding *const *) a;
  const BulletinFinding *second = *(const BulletinFinding *const *) b;
  gsize first_offset = first->offset == BULLETIN_FINDING_NOWHERE ? 0 : first->offset + 1;
  gsize second_offset = second->offset == BULLETIN_FINDING_NOWHERE ? 0 : second->offset + 1;

  if (first->severity != second->severity)
    return (int) second->severity - (int) first->severity;
  return (first_offset > second_offset) - (first_offset < second_offset);
}

/* What text, metadata and paper have against it. */
static GPtrArray *
find_in_plan (const BulletinPagePlan *plan)
{
  g_autoptr (GPtrArray) in_text = bulletin_proofread (bulletin_page_plan_get_document (plan),
                                                      bulletin_page_plan_get_metadata (plan));
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_finding_free);

  append_findings (findings, in_text);
  append_findings (findings, bulletin_page_plan_get_findings (plan));
  return findings;
}

/* A number that the ledger gave to another bulletin. */
static gboolean
find_in_ledger (BulletinLibrary *library,
                const BulletinMetadata *metadata,
                const char *id,
                GPtrArray *findings,
                GError **error)
{
  gboolean is_free = TRUE;

  if (metadata->year <= 0 || metadata->number <= 0)
    return TRUE;
  if (!bulletin_library_number_is_free (library, metadata, id, &is_free, error))
    return FALSE;
  if (!is_free) {
    g_autofree char *number = bulletin_metadata_format_number (metadata);

    g_ptr_array_add (findings,
                     bulletin_finding_new ("number-taken", BULLETIN_SEVERITY_ERROR,
                                           BULLETIN_FINDING_NOWHERE, 0, NULL,
                                           g_strdup_printf (_ ("The number %s belongs to another bulletin. Give this one the next free number."), number)));
  }
  return TRUE;
}

/**
 * bulletin_load_page_template:
 * @library: a library
 * @series: (nullable): a series' name, or %NULL for the first
 *
 * The measures of a series' pages: what it keeps, or those of the standard if it
 * keeps none, is unknown, or its own cannot be read.
 *
 * Returns: (transfer full): the template
 */
BulletinPageTemplate *
bulletin_load_page_template (BulletinLibrary *library,
                             const char *series)
{
  g_autoptr (BulletinSeries) found = bulletin_library_get_series (library, series, NULL);
  BulletinPageTemplate *page_template = NULL;

  if (found && found->page_template)
    page_template = bulletin_page_template_from_json (found->page_template, NULL);
  return page_template ? page_template : bulletin_page_template_new ();
}

/**
 * bulletin_check_bulletin_all:
 * @library: a library
 * @id: a bulletin: UUID, unique start of one, or serial
 * @error: return location for an error
 *
 * Everything that the checks have, dismissed or not, against a bulletin as it stands, unsaved typing
 * included: in the text, in its metadata, on paper and in the ledger. Errors come
 * first. On the library's thread; lays the bulletin out.
 *
 * Returns: (transfer full) (nullable) (element-type BulletinFinding): the findings
 */
GPtrArray *
bulletin_check_bulletin_all (BulletinLibrary *library,
                             const char *id,
                             GError **error)
{
  g_autofree char *resolved = NULL;
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (BulletinMaterials) materials = NULL;
  g_autoptr (BulletinDocument) document = NULL;
  g_autoptr (BulletinPageTemplate) page_template = NULL;
  g_autoptr (BulletinPagePlan) plan = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  resolved = bulletin_library_resolve (library, id, error);
  content = resolved ? bulletin_library_get_bulletin (library, resolved, error) : NULL;
  if (!content)
    return NULL;

  materials = bulletin_load_materials (library, resolved, content->metadata, content->text, error);
  if (!materials)
    return NULL;
  document = bulletin_document_new (content->text, -1, materials);
  page_template = bulletin_load_page_template (library, content->metadata->series);
  plan = bulletin_page_plan_new (document, content->metadata, page_template);
  findings = find_in_plan (plan);
  /* What is issued has its number. */
  if ((1u << bulletin_record_get_state (content->record) & BULLETIN_STATES_ARCHIVE) == 0 &&
      !find_in_ledger (library, content->metadata, resolved, findings, error))
    return NULL;
  g_ptr_array_sort (findings, compare_findings);
  return g_steal_pointer (&findings);
}

/**
 * bulletin_check_bulletin:
 * @library: a library
 * @id: a bulletin: UUID, unique start of one, or serial
 * @error: return location for an error
 *
 * As bulletin_check_bulletin_all(), without what was dismissed and what comes of
 * rules that are switched off.
 *
 * Returns: (transfer full) (nullable) (element-type BulletinFinding): the findings
 */
GPtrArray *
bulletin_check_bulletin (BulletinLibrary *library,
                         const char *id,
                         GError **error)
{
  g_autoptr (GPtrArray) findings = bulletin_check_bulletin_all (library, id, error);
  g_autofree char *resolved = findings ? bulletin_library_resolve (library, id, error) : NULL;
  g_autoptr (BulletinContent) content = resolved ? bulletin_library_get_bulletin (library, resolved, error) : NULL;
  g_autoptr (BulletinDismissals) dismissals = content ? bulletin_library_get_dismissals (library, resolved, error) : NULL;

  if (!dismissals)
    return NULL;
  bulletin_dismissals_take_away (dismissals, findings, content->text);
  return g_steal_pointer (&findings);
}

/* The metadata that will bind: the request's, then the bulletin's, then what the
 * series, the calendar and the ledger say. */
static gboolean
complete_metadata (BulletinLibrary *library,
                   const BulletinIssueRequest *request,
                   BulletinMetadata *metadata,
                   GError **error)
{
  g_autoptr (BulletinSeries) series = NULL;

  if (request->signer)
    bulletin_metadata_set_string (&metadata->signer, request->signer);
  if (request->date) {
    if (!bulletin_date_is_valid (request->date)) {
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                   _ ("“%s” is no date. Write it as year, month and day, such as 2024-06-17."), request->date);
      return FALSE;
    }
    bulletin_metadata_set_string (&metadata->date, request->date);
  }
  if (!metadata->date) {
    /* The office's own calendar day. */
    g_autoptr (GDateTime) now = g_date_time_new_now_local ();
    g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

    bulletin_metadata_set_string (&metadata->date, today);
  }
  if (metadata->year <= 0)
    metadata->year = (int) g_ascii_strtoll (metadata->date, NULL, 10);

  series = bulletin_library_get_series (library, metadata->series, error);
  if (!series)
    return FALSE;
  if (!metadata->series)
    bulletin_metadata_set_string (&metadata->series, series->name);
  if (!metadata->issuer)
    bulletin_metadata_set_string (&metadata->issuer, series->issuer);

  if (request->number > 0)
    metadata->number = request->number;
  if (metadata->number <= 0) {
    metadata->number = bulletin_library_next_number (library, metadata->series, metadata->kind, metadata->year, error);
    if (metadata->number <= 0)
      return FALSE;
  }
  return TRUE;
}

static void
set_findings_error (GError **error,
                    const GPtrArray *findings,
                    guint n_errors)
{
  const BulletinFinding *first = g_ptr_array_index (findings, 0);

  if (n_errors == 1)
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FINDINGS,
                 _ ("A finding stands in the way of issuing: %s"), first->message);
  else
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FINDINGS,
                 ngettext ("%u finding stands in the way of issuing, the first: %s",
                           "%u findings stand in the way of issuing, the first: %s", n_errors),
                 n_errors, first->message);
}

/* The findings that were accepted, one a line, for the record; NULL if none. */
static char *
describe_accepted (const GPtrArray *findings,
                   guint n_errors)
{
  g_autoptr (GString) text = NULL;

  if (n_errors == 0)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < n_errors; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", finding->rule, finding->message);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The pictures and the figures of a text, for good: what was printed must be there
 * when the registers have gone on. */
static void
add_materials (GPtrArray *parts,
               BulletinDocument *document)
{
  const BulletinMaterials *materials = bulletin_document_get_materials (document);
  g_autoptr (GPtrArray) figures = bulletin_document_list_figures (document);
  g_autoptr (GPtrArray) pictures = bulletin_document_list_pictures (document);

  if (figures->len > 0) {
    char *json = bulletin_figures_to_json (materials, figures);
    g_autoptr (GBytes) content = g_bytes_new_take (json, strlen (json));

    g_ptr_array_add (parts, bulletin_issue_part_new ("figures", "application/json", content));
  }
  for (guint i = 0; i < pictures->len; i++) {
    const BulletinPicture *picture = bulletin_materials_find_picture (materials, pictures->pdata[i]);
    g_autofree char *name = g_strconcat (BULLETIN_ATTACHMENT_PART, pictures->pdata[i], NULL);

    if (picture)
      g_ptr_array_add (parts, bulletin_issue_part_new (name, picture->media_type, picture->content));
  }
}

static GPtrArray *
render_parts (const BulletinPagePlan *plan,
              const GPtrArray *findings,
              GCancellable *cancellable,
              GError **error)
{
  BulletinDocument *document = bulletin_page_plan_get_document (plan);
  const BulletinMetadata *metadata = bulletin_page_plan_get_metadata (plan);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_issue_part_free);
  g_autoptr (GBytes) pdf = bulletin_page_plan_to_pdf (plan, cancellable, error);
  g_autoptr (GBytes) html = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (JsonNode) node = NULL;
  char *content;

  if (!pdf)
    return NULL;
  content = bulletin_html_write (document, metadata, bulletin_page_plan_get_template (plan), NULL);
  html = g_bytes_new_take (content, strlen (content));
  content = bulletin_text_write (document, metadata, bulletin_page_plan_get_template (plan));
  text = g_bytes_new_take (content, strlen (content));
  node = bulletin_findings_to_json (findings, bulletin_document_get_source (document));
  content = json_to_string (node, TRUE);
  json = g_bytes_new_take (content, strlen (content));

  g_ptr_array_add (parts, bulletin_issue_part_new ("pdf", "application/pdf", pdf));
  g_ptr_array_add (parts, bulletin_issue_part_new ("html", "text/html", html));
  g_ptr_array_add (parts, bulletin_issue_part_new ("text", "text/plain", text));
  g_ptr_array_add (parts, bulletin_issue_part_new ("findings", "application/json", json));
  add_materials (parts, document);
  return g_steal_pointer (&parts);
}

/**
 * bulletin_issue_bulletin:
 * @library: a library
 * @request: what to issue, and how
 * @cancellable: (nullable): stops the work before anything is bound
 * @error: return location for an error
 *
 * Issues a bulletin: completes its metadata, runs every check, renders what is to
 * be kept (PDF, web edition, plain text, the findings, the figures with where each
 * comes from, the pictures) and hands it to the library,
 * which binds number and date and freezes it all in one step. What is missing is
 * filled in: the date with today's, the year from the date, the number with the
 * ledger's next, the issuer from the series. On the library's thread.
 *
 * Returns: %TRUE when it is issued; else nothing has changed
 */
gboolean
bulletin_issue_bulletin (BulletinLibrary *library,
                         const BulletinIssueRequest *request,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *accepted = NULL;
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (BulletinMetadata) metadata = NULL;
  g_autoptr (BulletinMaterials) materials = NULL;
  g_autoptr (BulletinDocument) document = NULL;
  g_autoptr (BulletinPageTemplate) page_template = NULL;
  g_autoptr (BulletinPagePlan) plan = NULL;
  g_autoptr (BulletinDismissals) dismissals = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  BulletinState state;
  guint n_errors = 0;

  g_return_val_if_fail (request != NULL && request->id != NULL, FALSE);

  id = bulletin_library_resolve (library, request->id, error);
  content = id ? bulletin_library_get_bulletin (library, id, error) : NULL;
  if (!content)
    return FALSE;

  state = bulletin_record_get_state (content->record);
  if (state == BULLETIN_STATE_ISSUED || state == BULLETIN_STATE_WITHDRAWN) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
                 state == BULLETIN_STATE_ISSUED
                     ? _ ("“%s” is issued already. Correct it with a new bulletin that names it.")
                     : _ ("“%s” was withdrawn and cannot be issued again. Make a new bulletin of its text."),
                 bulletin_record_get_title (content->record));
    return FALSE;
  }

  metadata = bulletin_metadata_copy (content->metadata);
  if (!complete_metadata (library, request, metadata, error))
    return FALSE;

  materials = bulletin_load_materials (library, id, metadata, content->text, error);
  if (!materials)
    return FALSE;
  document = bulletin_document_new (content->text, -1, materials);
  page_template = bulletin_load_page_template (library, metadata->series);
  plan = bulletin_page_plan_new (document, metadata, page_template);
  findings = find_in_plan (plan);
  dismissals = bulletin_library_get_dismissals (library, id, error);
  if (!dismissals)
    return FALSE;
  bulletin_dismissals_take_away (dismissals, findings, content->text);
  g_ptr_array_sort (findings, compare_findings);
  while (n_errors < findings->len && ((const BulletinFinding *) findings->pdata[n_errors])->severity == BULLETIN_SEVERITY_ERROR)
    n_errors++;
  if (n_errors > 0 && !request->accept_findings) {
    set_findings_error (error, findings, n_errors);
    return FALSE;
  }
  accepted = describe_accepted (findings, n_errors);

  parts = render_parts (plan, findings, cancellable, error);
  if (!parts || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return bulletin_library_issue (library, id, metadata, content->text,
                                 bulletin_page_plan_get_n_pages (plan), parts, accepted, request->who, error);
}
