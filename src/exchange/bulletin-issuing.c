/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-issuing-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-clock.h"
#include "bulletin-dismissals.h"
#include "bulletin-export.h"
#include "bulletin-findings-json.h"
#include "bulletin-load-materials.h"
#include "bulletin-number-book.h"
#include "bulletin-plan-drawing.h"
#include "bulletin-proofreading.h"
#include "bulletin-text-import.h"

/* The part of a record that keeps the measures of its pages. */
#define TEMPLATE_PART "template"

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

/*< private >
 * bulletin_issuing_find_in_plan:
 *
 * Returns: (transfer full) (element-type BulletinFinding): what text, metadata and
 *   paper have against it
 */
GPtrArray *
bulletin_issuing_find_in_plan (const BulletinPagePlan *plan)
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
  if (!bulletin_library_total_is_free (library, metadata, id, &is_free, error))
    return FALSE;
  if (!is_free)
    g_ptr_array_add (findings,
                     bulletin_finding_new ("number-taken", BULLETIN_SEVERITY_ERROR,
                                           BULLETIN_FINDING_NOWHERE, 0, NULL,
                                           g_strdup_printf (_ ("The running number %d belongs to another bulletin. Give this one the next free one."), metadata->total_number)));
  return TRUE;
}

/* A clock that stands before the newest record: the days that it gives are wrong. */
static gboolean
find_clock (BulletinLibrary *library,
            GPtrArray *findings,
            GError **error)
{
  g_autofree char *sentence = NULL;

  if (!bulletin_library_check_clock (library, &sentence, error))
    return FALSE;
  if (sentence)
    g_ptr_array_add (findings, bulletin_finding_new (BULLETIN_CLOCK_RULE, BULLETIN_SEVERITY_WARNING, BULLETIN_FINDING_NOWHERE,
                                                     0, NULL, g_steal_pointer (&sentence)));
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
 * bulletin_export_frozen:
 * @library: a library
 * @id: an issued bulletin's UUID
 * @part: which part of the record: pdf, html, text and so on
 * @file: where it is written
 * @replace: whether a file that is there is replaced
 * @cancellable: (nullable): stops the work
 * @error: return location for an error; %BULLETIN_LIBRARY_ERROR_NOT_FOUND if the record
 *   has no such part
 *
 * Writes what was frozen at issue, byte for byte, whatever the template, the fonts and
 * this program have become since. On the library's thread.
 *
 * Returns: %TRUE when it is there
 */
gboolean
bulletin_export_frozen (BulletinLibrary *library,
                        const char *id,
                        const char *part,
                        GFile *file,
                        gboolean replace,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GBytes) frozen = bulletin_library_get_part (library, id, part, error);

  return frozen && bulletin_write_file (file, frozen, replace, cancellable, error);
}

/**
 * bulletin_load_record_template:
 * @library: a library
 * @id: a bulletin's UUID
 * @series: (nullable): its series' name
 *
 * The measures of a bulletin's pages: those that it was issued with, whatever its series
 * has today; while it is open, and where it was issued before they were kept, those of
 * the series.
 *
 * Returns: (transfer full): the template
 */
BulletinPageTemplate *
bulletin_load_record_template (BulletinLibrary *library,
                               const char *id,
                               const char *series)
{
  g_autoptr (GBytes) frozen = bulletin_library_get_part (library, id, TEMPLATE_PART, NULL);
  BulletinPageTemplate *page_template = NULL;

  if (frozen) {
    g_autofree char *json = g_strndup (g_bytes_get_data (frozen, NULL), g_bytes_get_size (frozen));

    page_template = bulletin_page_template_from_json (json, NULL);
  }
  return page_template ? page_template : bulletin_load_page_template (library, series);
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
  findings = bulletin_issuing_find_in_plan (plan);
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
    /* The office's own calendar day, if the clock is to be believed. */
    g_autoptr (GDateTime) now = g_date_time_new_now_local ();
    g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
    g_autofree char *sentence = NULL;

    if (!bulletin_library_check_clock (library, &sentence, error))
      return FALSE;
    if (sentence) {
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                   _ ("The bulletin has no date, and today’s cannot be told. %s"), sentence);
      return FALSE;
    }
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
  if (series->uses_total && metadata->kind == BULLETIN_KIND_REGULAR && metadata->total_number <= 0) {
    metadata->total_number = bulletin_library_next_total (library, metadata->series, error);
    if (metadata->total_number < 0)
      return FALSE;
  }
  return TRUE;
}

/* What is open among the findings: needs a reason and has none. */
static guint
count_open (const GPtrArray *findings,
            const BulletinIssueRequest *request,
            const char *source,
            const BulletinFinding **first)
{
  guint n = 0;

  *first = NULL;
  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    if (!bulletin_finding_needs_acceptance (finding) ||
        bulletin_acceptances_find_reason (request->acceptances, finding, source))
      continue;
    if (!*first)
      *first = finding;
    n++;
  }
  return n;
}

static void
set_findings_error (GError **error,
                    const BulletinFinding *first,
                    guint n)
{
  if (n == 1)
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FINDINGS,
                 _ ("A finding stands in the way of issuing: %s"), first->message);
  else
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FINDINGS,
                 ngettext ("%u finding stands in the way of issuing, the first: %s",
                           "%u findings stand in the way of issuing, the first: %s", n),
                 n, first->message);
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

/*< private >
 * bulletin_issuing_render_parts:
 * @plan: the bulletin laid out
 * @findings: (element-type BulletinFinding): what the checks found
 * @accepted: (nullable): JSON of those that were accepted
 *
 * Returns: (transfer full) (nullable) (element-type BulletinIssuePart): what is kept
 *   of it beside its text
 */
GPtrArray *
bulletin_issuing_render_parts (const BulletinPagePlan *plan,
                               const GPtrArray *findings,
                               const char *accepted,
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
  g_autoptr (GBytes) measures = NULL;
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
  content = bulletin_page_template_to_json (bulletin_page_plan_get_template (plan));
  measures = g_bytes_new_take (content, strlen (content));
  g_ptr_array_add (parts, bulletin_issue_part_new (TEMPLATE_PART, "application/json", measures));
  if (accepted) {
    g_autoptr (GBytes) bytes = g_bytes_new (accepted, strlen (accepted));

    g_ptr_array_add (parts, bulletin_issue_part_new ("accepted", "application/json", bytes));
  }
  add_materials (parts, document);
  return g_steal_pointer (&parts);
}

/* A bulletin as it is going to be issued. */
typedef struct
{
  char *id;
  char *text;
  BulletinMetadata *metadata;
  BulletinPagePlan *plan;
  GPtrArray *findings;
} Preparation;

static void
preparation_free (Preparation *self)
{
  g_free (self->id);
  g_free (self->text);
  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_clear_pointer (&self->plan, bulletin_page_plan_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Preparation, preparation_free)

static gboolean
check_state (BulletinRecord *record,
             GError **error)
{
  BulletinState state = bulletin_record_get_state (record);

  if (state != BULLETIN_STATE_ISSUED && state != BULLETIN_STATE_WITHDRAWN)
    return TRUE;
  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
               state == BULLETIN_STATE_ISSUED
                   ? _ ("“%s” is issued already. Correct it with a new bulletin that names it.")
                   : _ ("“%s” was withdrawn and cannot be issued again. Make a new bulletin of its text."),
               bulletin_record_get_title (record));
  return FALSE;
}

static Preparation *
prepare (BulletinLibrary *library,
         const BulletinIssueRequest *request,
         GError **error)
{
  g_autoptr (Preparation) self = g_new0 (Preparation, 1);
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (BulletinMaterials) materials = NULL;
  g_autoptr (BulletinDocument) document = NULL;
  g_autoptr (BulletinPageTemplate) page_template = NULL;
  g_autoptr (BulletinDismissals) dismissals = NULL;

  self->id = bulletin_library_resolve (library, request->id, error);
  content = self->id ? bulletin_library_get_bulletin (library, self->id, error) : NULL;
  if (!content || !check_state (content->record, error))
    return NULL;

  self->metadata = bulletin_metadata_copy (content->metadata);
  if (!complete_metadata (library, request, self->metadata, error))
    return NULL;

  materials = bulletin_load_materials (library, self->id, self->metadata, content->text, error);
  if (!materials)
    return NULL;
  document = bulletin_document_new (content->text, -1, materials);
  page_template = bulletin_load_page_template (library, self->metadata->series);
  self->plan = bulletin_page_plan_new (document, self->metadata, page_template);
  self->findings = bulletin_issuing_find_in_plan (self->plan);
  dismissals = bulletin_library_get_dismissals (library, self->id, error);
  if (!dismissals)
    return NULL;
  bulletin_dismissals_take_away (dismissals, self->findings, content->text);
  if (!find_clock (library, self->findings, error))
    return NULL;
  g_ptr_array_sort (self->findings, compare_findings);
  self->text = g_steal_pointer (&content->text);
  return g_steal_pointer (&self);
}

/**
 * bulletin_check_issue:
 * @library: a library
 * @request: what is to be issued, and how
 * @error: return location for an error
 *
 * What bulletin_issue_bulletin() would find: the bulletin is checked with the number
 * and the date that it would get, and so is the computer's clock. What is dismissed
 * is not among it. On the library's thread; lays the bulletin out.
 *
 * Returns: (transfer full) (nullable) (element-type BulletinFinding): the findings,
 *   errors first
 */
GPtrArray *
bulletin_check_issue (BulletinLibrary *library,
                      const BulletinIssueRequest *request,
                      GError **error)
{
  g_autoptr (Preparation) preparation = NULL;

  g_return_val_if_fail (request != NULL && request->id != NULL, NULL);

  preparation = prepare (library, request, error);
  if (!preparation || !find_in_ledger (library, preparation->metadata, preparation->id, preparation->findings, error))
    return NULL;
  g_ptr_array_sort (preparation->findings, compare_findings);
  return g_steal_pointer (&preparation->findings);
}

static gboolean
issue_once (BulletinLibrary *library,
            const BulletinIssueRequest *request,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (Preparation) preparation = prepare (library, request, error);
  g_autoptr (GPtrArray) parts = NULL;
  g_autofree char *accepted = NULL;
  const BulletinFinding *first;
  guint n_open;

  if (!preparation)
    return FALSE;
  n_open = count_open (preparation->findings, request, preparation->text, &first);
  if (n_open > 0 && !request->accept_findings) {
    set_findings_error (error, first, n_open);
    return FALSE;
  }
  accepted = bulletin_accepted_findings_to_json (preparation->findings, preparation->text, request->acceptances, request->reason);

  parts = bulletin_issuing_render_parts (preparation->plan, preparation->findings, accepted, cancellable, error);
  if (!parts || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return bulletin_library_issue (library, preparation->id, preparation->metadata, preparation->text,
                                 bulletin_page_plan_get_n_pages (preparation->plan), parts, accepted, request->who, error);
}

/* Whether nobody said which number it is to have. */
static gboolean
takes_any_number (BulletinLibrary *library,
                  const BulletinIssueRequest *request)
{
  g_autoptr (BulletinContent) content = request->number <= 0 ? bulletin_library_get_bulletin (library, request->id, NULL) : NULL;

  return content && content->metadata->number <= 0;
}

/* How often a number may be snapped up by somebody else. */
#define MAX_ATTEMPTS 20

/**
 * bulletin_issue_bulletin:
 * @library: a library
 * @request: what to issue, and how
 * @cancellable: (nullable): stops the work before anything is bound
 * @error: return location for an error
 *
 * Issues a bulletin: completes its metadata, runs every check, renders what is to
 * be kept (PDF, web edition, plain text, the findings, those that were accepted with
 * their reasons, the figures with where each comes from, the pictures) and hands it
 * to the library, which binds number and date and freezes it all in one step. What is
 * missing is filled in: the date with today's, the year from the date, the number and
 * the running number with the ledger's next, the issuer from the series. Where another
 * window or program takes that number first, the one behind it is taken. On the
 * library's thread.
 *
 * Returns: %TRUE when it is issued; else nothing has changed
 */
gboolean
bulletin_issue_bulletin (BulletinLibrary *library,
                         const BulletinIssueRequest *request,
                         GCancellable *cancellable,
                         GError **error)
{
  gboolean takes_any;

  g_return_val_if_fail (request != NULL && request->id != NULL, FALSE);

  takes_any = takes_any_number (library, request);
  for (guint i = 0;; i++) {
    g_autoptr (GError) local_error = NULL;

    if (issue_once (library, request, cancellable, &local_error))
      return TRUE;
    if (!takes_any || i + 1 == MAX_ATTEMPTS ||
        !g_error_matches (local_error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN)) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  }
}
