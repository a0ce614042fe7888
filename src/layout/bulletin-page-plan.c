/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-plan.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-page-plan-private.h"
#include "bulletin-plan-builder.h"
#include "bulletin-plan-frame.h"

G_DEFINE_BOXED_TYPE (BulletinPagePlan, bulletin_page_plan, bulletin_page_plan_ref, bulletin_page_plan_unref)

static void
add_blocks (BulletinPlanBuilder *self,
            BulletinDocument    *document)
{
  gboolean break_page = FALSE;

  for (guint i = 0; i < bulletin_document_get_n_blocks (document) && !g_cancellable_is_cancelled (self->cancellable); i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);
    const guint n_pieces = self->pieces->len;

    bulletin_plan_builder_report (self, block->offset);
    if (block->kind == BULLETIN_BLOCK_PAGE_BREAK)
      break_page = TRUE;

    bulletin_plan_builder_add_block (self, block);
    if (break_page && self->pieces->len > n_pieces) {
      ((BulletinFlowPiece *) g_ptr_array_index (self->pieces, n_pieces))->must_break_before = TRUE;
      break_page = FALSE;
    }
  }
}

static void
report_substitutes (BulletinPlanBuilder *self)
{
  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++) {
    const BulletinFontChoice *choice = bulletin_typesetter_get_font_choice (self->typesetter, role);

    if (!self->used[role] || !choice->is_substitute)
      continue;

    g_ptr_array_add (self->findings,
                     bulletin_finding_new ("font-substituted", BULLETIN_SEVERITY_HINT, BULLETIN_FINDING_NOWHERE, 0, NULL,
                                           g_strdup_printf (_ ("The typeface “%s” is not installed; “%s” is printed in its place. Install it, or choose another in the series."),
                                                            choice->wanted, choice->chosen)));
  }
}

BulletinPlanLine *
bulletin_plan_line_new (void)
{
  BulletinPlanLine *self = g_new0 (BulletinPlanLine, 1);

  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_plan_run_free);
  self->table_row = -1;
  self->table_column = -1;
  self->colour = BULLETIN_PLAN_BLACK;
  self->offset = G_MAXSIZE;

  return self;
}

BulletinPlanLine *
bulletin_plan_line_copy (const BulletinPlanLine *self)
{
  BulletinPlanLine *copy = g_memdup2 (self, sizeof *self);

  copy->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_plan_run_free);
  for (guint i = 0; i < self->runs->len; i++) {
    const BulletinPlanRun *run = g_ptr_array_index (self->runs, i);
    BulletinPlanRun *own = g_memdup2 (run, sizeof *run);

    own->text = g_strdup (run->text);
    own->font = pango_font_description_copy (run->font);
    own->glyphs = pango_glyph_string_copy (run->glyphs);
    own->pango_font = g_object_ref (run->pango_font);
    g_ptr_array_add (copy->runs, own);
  }

  return copy;
}

void
bulletin_plan_run_free (BulletinPlanRun *self)
{
  g_free (self->text);
  pango_font_description_free (self->font);
  pango_glyph_string_free (self->glyphs);
  g_object_unref (self->pango_font);
  g_free (self);
}

void
bulletin_plan_line_free (BulletinPlanLine *self)
{
  if (!self)
    return;

  g_ptr_array_unref (self->runs);
  g_free (self);
}

void
bulletin_plan_picture_free (BulletinPlanPicture *self)
{
  g_bytes_unref (self->content);
  g_free (self->media_type);
  g_free (self->caption);
  g_free (self);
}

BulletinPlanPage *
bulletin_plan_page_new (void)
{
  BulletinPlanPage *self = g_new0 (BulletinPlanPage, 1);

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_plan_line_free);
  self->rules = g_ptr_array_new_with_free_func (g_free);
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_plan_picture_free);

  return self;
}

void
bulletin_plan_page_free (BulletinPlanPage *self)
{
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->pictures);
  g_free (self);
}

/**
 * bulletin_page_plan_new:
 * @document: what the bulletin says
 * @metadata: what is known of it: the head, title and tail
 * @page_template: the measures and typefaces
 *
 * Lays a bulletin out: its head and title, its text on a grid of rows and
 * columns, its tail and page numbers, after GB/T 9704-2012. The same input and
 * the same fonts give the same plan. There is at least one page.
 *
 * May be called on any thread; a thread that makes plans one after the other
 * shapes only the paragraphs that changed. @metadata and @page_template are
 * copied.
 *
 * Returns: (transfer full): the plan
 */
BulletinPagePlan *
bulletin_page_plan_new (BulletinDocument           *document,
                        const BulletinMetadata     *metadata,
                        const BulletinPageTemplate *page_template)
{
  return bulletin_page_plan_new_cancellable (document, metadata, page_template, NULL);
}

/**
 * bulletin_page_plan_new_cancellable:
 * @document: what the bulletin says
 * @metadata: what is known of it
 * @page_template: the measures and typefaces
 * @cancellable: (nullable): says, from any thread, that the plan is not wanted
 *
 * As bulletin_page_plan_new(), for a plan that a newer one may overtake: it is
 * given up within some milliseconds, also within a paragraph or table without end.
 * Takes time linear in the text.
 *
 * Returns: (transfer full) (nullable): the plan; %NULL if it was cancelled
 */
BulletinPagePlan *
bulletin_page_plan_new_cancellable (BulletinDocument           *document,
                                    const BulletinMetadata     *metadata,
                                    const BulletinPageTemplate *page_template,
                                    GCancellable               *cancellable)
{
  return bulletin_page_plan_new_with_progress (document, metadata, page_template, NULL, NULL, cancellable);
}

/**
 * bulletin_page_plan_new_with_progress:
 * @document: what the bulletin says
 * @metadata: what is known of it
 * @page_template: the measures and typefaces
 * @progress: (nullable): told after every block, and every row of a table
 * @progress_data: for @progress
 * @cancellable: (nullable): says, from any thread, that the plan is not wanted
 *
 * As bulletin_page_plan_new_cancellable(), for a plan that somebody waits for.
 *
 * Returns: (transfer full) (nullable): the plan; %NULL if it was cancelled
 */
BulletinPagePlan *
bulletin_page_plan_new_with_progress (BulletinDocument           *document,
                                      const BulletinMetadata     *metadata,
                                      const BulletinPageTemplate *page_template,
                                      BulletinPlanProgress        progress,
                                      gpointer                    progress_data,
                                      GCancellable               *cancellable)
{
  BulletinPagePlan *self = g_new0 (BulletinPagePlan, 1);
  BulletinPlanBuilder builder = { 0 };

  g_atomic_ref_count_init (&self->ref_count);
  self->document = bulletin_document_ref (document);
  self->metadata = bulletin_metadata_copy (metadata);
  self->page_template = bulletin_page_template_copy (page_template);
  self->typesetter = bulletin_typesetter_ref (bulletin_typesetter_get ());
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_plan_page_free);
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_finding_free);
  bulletin_typesetter_set_template (self->typesetter, self->page_template);

  builder.typesetter = self->typesetter;
  builder.page_template = self->page_template;
  builder.source = bulletin_document_get_source (document);
  builder.n_bytes = progress ? strlen (builder.source) : 0;
  builder.materials = bulletin_document_get_materials (document);
  builder.cancellable = cancellable;
  builder.progress = progress;
  builder.progress_data = progress_data;
  builder.pitch = page_template->block_height / page_template->rows;
  builder.column = page_template->block_width / page_template->columns;
  builder.pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_flow_piece_free);
  builder.findings = self->findings;
  builder.missing = g_hash_table_new (NULL, NULL);

  bulletin_plan_builder_add_head (&builder, self->metadata);
  bulletin_plan_builder_add_title (&builder, self->metadata->title);
  add_blocks (&builder, document);

  double used = bulletin_fill_pages (builder.pieces, self->page_template, self->pages);
  bulletin_plan_builder_add_tail (&builder, self->metadata, self->pages, used);
  bulletin_plan_builder_add_page_numbers (&builder, self->pages);
  bulletin_plan_builder_mirror_pages (&builder, self->pages);
  report_substitutes (&builder);

  g_ptr_array_unref (builder.pieces);
  g_hash_table_unref (builder.missing);

  if (g_cancellable_is_cancelled (cancellable))
    g_clear_pointer (&self, bulletin_page_plan_unref);

  return self;
}

/**
 * bulletin_page_plan_ref:
 * @self: a plan
 *
 * Returns: (transfer full): @self; references may be taken and dropped on any
 *   thread
 */
BulletinPagePlan *
bulletin_page_plan_ref (BulletinPagePlan *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * bulletin_page_plan_unref:
 * @self: (transfer full): a plan
 */
void
bulletin_page_plan_unref (BulletinPagePlan *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->findings);
  bulletin_document_unref (self->document);
  bulletin_metadata_free (self->metadata);
  bulletin_page_template_free (self->page_template);
  bulletin_typesetter_unref (self->typesetter);
  g_free (self);
}

/**
 * bulletin_page_plan_get_n_pages:
 * @self: a plan
 *
 * Returns: the number of pages, at least 1
 */
guint
bulletin_page_plan_get_n_pages (const BulletinPagePlan *self)
{
  return self->pages->len;
}

/**
 * bulletin_page_plan_get_page:
 * @self: a plan
 * @index: the page, from 0
 *
 * Returns: (transfer none): the page
 */
const BulletinPlanPage *
bulletin_page_plan_get_page (const BulletinPagePlan *self,
                             guint                   index)
{
  g_return_val_if_fail (index < self->pages->len, NULL);

  return g_ptr_array_index (self->pages, index);
}

/**
 * bulletin_page_plan_get_template:
 * @self: a plan
 *
 * Returns: (transfer none): the template that it was made with
 */
const BulletinPageTemplate *
bulletin_page_plan_get_template (const BulletinPagePlan *self)
{
  return self->page_template;
}

/**
 * bulletin_page_plan_get_metadata:
 * @self: a plan
 *
 * Returns: (transfer none): the metadata that it was made with
 */
const BulletinMetadata *
bulletin_page_plan_get_metadata (const BulletinPagePlan *self)
{
  return self->metadata;
}

/**
 * bulletin_page_plan_get_document:
 * @self: a plan
 *
 * Returns: (transfer none): the document that it was made of
 */
BulletinDocument *
bulletin_page_plan_get_document (const BulletinPagePlan *self)
{
  return self->document;
}

/**
 * bulletin_page_plan_get_findings:
 * @self: a plan
 *
 * What only the page shows: "font-substituted" for each role whose typeface is
 * not installed, "missing-glyph" for each character that no font has, and
 * "tail-alone".
 *
 * Returns: (transfer none) (element-type BulletinFinding): the findings
 */
GPtrArray *
bulletin_page_plan_get_findings (const BulletinPagePlan *self)
{
  return self->findings;
}
