/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-volume.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-escape.h"
#include "bulletin-issuing.h"
#include "bulletin-package-private.h"
#include "bulletin-page-plan.h"
#include "bulletin-pdf-merge.h"
#include "bulletin-plan-drawing.h"
#include "bulletin-text-import.h"

/* The pages of the records are bound in as they were frozen, not laid out again:
 * what is in the volume is what was issued. Laid out are only the pages before
 * them, which begin like an issue of the series and hold the table of contents. */

/* The table of contents grows by a page or two when page numbers get longer; then
 * the numbers move once more. */
#define MAX_ROUNDS 4

static void
append_cell (GString *text,
             const char *words)
{
  g_autofree char *escaped = bulletin_escape_cell (words ? words : "");

  g_string_append_printf (text, " %s |", escaped);
}

static void
append_row (GString *text,
            const BulletinPackagedRecord *record,
            guint page)
{
  g_autofree char *issue = bulletin_metadata_format_issue (record->metadata);
  g_autofree char *number = page > 0 ? g_strdup_printf ("%u", page) : g_strdup ("另附");
  g_autofree char *title = g_strconcat (record->copy->title,
                                        record->copy->withdrawn_at ? "（已撤回）" : "",
                                        record->copy->corrects ? "（更正）" : "",
                                        record->copy->corrected_by->len > 0 ? "（已更正）" : "", NULL);

  g_string_append_c (text, '|');
  append_cell (text, issue);
  append_cell (text, title);
  append_cell (text, record->copy->date);
  append_cell (text, number);
  g_string_append_c (text, '\n');
}

static char *
write_contents (const GPtrArray *records,
                const GArray *first_pages)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "本合订本收入%u期，各期版面均为签发时的原样。页次为本合订本的页次。\n", records->len);
  g_string_append (text, "**总目录**\n");
  g_string_append (text, "| 期号 | 题目 | 日期 | 页次 |\n|---|---|---|---|\n");
  for (guint i = 0; i < records->len; i++)
    append_row (text, records->pdata[i], g_array_index (first_pages, guint, i));
  return g_string_free_and_steal (text);
}

static const char *
find_last_date (const GPtrArray *records)
{
  const char *last = NULL;

  for (guint i = 0; i < records->len; i++) {
    const BulletinPackagedRecord *record = records->pdata[i];

    if (g_strcmp0 (record->copy->date, last) > 0)
      last = record->copy->date;
  }
  return last;
}

/* As an issue of the series begins, without what only an issue has. */
static BulletinPageTemplate *
make_template (const BulletinSeries *series)
{
  BulletinPageTemplate *page_template = series->page_template ? bulletin_page_template_from_json (series->page_template, NULL) : NULL;

  if (!page_template)
    page_template = bulletin_page_template_new ();
  page_template->head.shows_issue = FALSE;
  page_template->tail.is_shown = FALSE;
  page_template->number_style = BULLETIN_NUMBER_NONE;
  return page_template;
}

static BulletinPagePlan *
plan_contents (const BulletinSeries *series,
               int year,
               const GPtrArray *records,
               const GArray *first_pages)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (BulletinPageTemplate) page_template = make_template (series);
  g_autoptr (BulletinMaterials) materials = bulletin_materials_new ();
  g_autofree char *text = write_contents (records, first_pages);
  g_autofree char *title = g_strdup_printf ("%d年合订本", year);
  g_autoptr (BulletinDocument) document = bulletin_document_new (text, -1, materials);
  const BulletinPackagedRecord *first = records->pdata[0];

  bulletin_metadata_set_string (&metadata->series, series->name);
  bulletin_metadata_set_string (&metadata->title, title);
  bulletin_metadata_set_string (&metadata->issuer, first->metadata->issuer);
  bulletin_metadata_set_string (&metadata->date, find_last_date (records));
  metadata->year = year;
  return bulletin_page_plan_new (document, metadata, page_template);
}

/* How many pages each record gives to the volume: bound once for a trial, since a
 * PDF of another program may look like ours and still not be. */
static GArray *
measure (const GPtrArray *records)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < records->len; i++) {
    const BulletinPackageFile *pdf = bulletin_packaged_record_find (records->pdata[i], "pdf");
    g_autoptr (BulletinPdfMerge) trial = bulletin_pdf_merge_new ();
    guint n = 0;

    if (pdf && bulletin_pdf_merge_add (trial, pdf->part->content, "") > 0)
      n = bulletin_pdf_merge_get_n_pages (trial);
    g_array_append_val (counts, n);
  }
  return counts;
}

/* On which pages the records begin behind @n_before others. */
static void
count_first_pages (const GArray *counts,
                   guint n_before,
                   GArray *first_pages)
{
  g_array_set_size (first_pages, 0);
  for (guint i = 0; i < counts->len; i++) {
    const guint n = g_array_index (counts, guint, i);
    const guint page = n > 0 ? n_before + 1 : 0;

    g_array_append_val (first_pages, page);
    n_before += n;
  }
}

/* Contents whose own length agrees with the numbers in them. */
static BulletinPagePlan *
settle_contents (const BulletinSeries *series,
                 int year,
                 const GPtrArray *records,
                 GArray *first_pages)
{
  g_autoptr (BulletinPagePlan) plan = NULL;
  g_autoptr (GArray) counts = measure (records);
  guint n_before = 1;

  for (guint round = 0; round < MAX_ROUNDS; round++) {
    count_first_pages (counts, n_before, first_pages);
    g_clear_pointer (&plan, bulletin_page_plan_unref);
    plan = plan_contents (series, year, records, first_pages);
    if (bulletin_page_plan_get_n_pages (plan) == n_before)
      break;
    n_before = bulletin_page_plan_get_n_pages (plan);
  }
  return g_steal_pointer (&plan);
}

/**
 * bulletin_volume_write_pdf:
 * @series: a series
 * @year: a year
 * @records: (element-type BulletinPackagedRecord): its records
 * @first_pages: (out) (element-type guint): on which page each begins, from 1; 0 for
 *   one whose PDF another program made, which stays beside the volume alone
 * @n_pages: (out): how many pages there are
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * Writes the PDF of a volume (合订本). Any thread.
 *
 * Returns: (transfer full) (nullable): the PDF
 */
GBytes *
bulletin_volume_write_pdf (const BulletinSeries *series,
                           int year,
                           const GPtrArray *records,
                           GArray **first_pages,
                           guint *n_pages,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (BulletinPagePlan) plan = settle_contents (series, year, records, pages);
  g_autoptr (GBytes) contents = bulletin_page_plan_to_pdf (plan, cancellable, error);
  g_autoptr (BulletinPdfMerge) merge = bulletin_pdf_merge_new ();
  g_autofree char *title = g_strdup_printf ("%s %d年合订本", series->name, year);
  GBytes *pdf;

  if (!contents)
    return NULL;
  if (bulletin_pdf_merge_add (merge, contents, "总目录") != 1) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FAILED,
                 _ ("The volume could not be bound. Export the issues one by one."));
    return NULL;
  }
  for (guint i = 0; i < records->len; i++) {
    const BulletinPackagedRecord *record = records->pdata[i];
    const BulletinPackageFile *file = bulletin_packaged_record_find (record, "pdf");
    g_autofree char *issue = bulletin_metadata_format_issue (record->metadata);
    g_autofree char *bookmark = g_strdup_printf ("%s %s", issue, record->copy->title);
    guint *page = &g_array_index (pages, guint, i);

    if (*page > 0 && bulletin_pdf_merge_add (merge, file->part->content, bookmark) != *page) {
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FAILED,
                   _ ("The pages of “%s” could not be bound into the volume. Export the issues one by one."), record->copy->title);
      return NULL;
    }
  }
  *n_pages = bulletin_pdf_merge_get_n_pages (merge);
  pdf = bulletin_pdf_merge_finish (merge, title, ((BulletinPackagedRecord *) records->pdata[0])->metadata->issuer, find_last_date (records));
  *first_pages = g_steal_pointer (&pages);
  return pdf;
}
