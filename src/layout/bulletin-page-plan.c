/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-plan.h"

#include <glib/gi18n.h>
#include <math.h>
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

/* The byte of the source at a place in a run; @x is measured from its left. */
static gsize
find_offset_in_run (const BulletinPlanRun *run,
                    double                 x)
{
  const gsize text_length = strlen (run->text);
  double left = 0;

  if (run->length != text_length)
    return run->offset;

  for (int i = 0; i < run->glyphs->num_glyphs; i++) {
    double width = (double) run->glyphs->glyphs[i].geometry.width / PANGO_SCALE;
    const int cluster = run->glyphs->log_clusters[i];

    /* The glyphs of a cluster count together. */
    while (i + 1 < run->glyphs->num_glyphs && run->glyphs->log_clusters[i + 1] == cluster)
      width += (double) run->glyphs->glyphs[++i].geometry.width / PANGO_SCALE;

    if (x < left + width / 2)
      return run->offset + cluster;
    left += width;
  }

  return run->offset + text_length;
}

static double
find_x_in_run (const BulletinPlanRun *run,
               gsize                  offset)
{
  double x = run->x;

  if (run->length != strlen (run->text))
    return x;

  for (int i = 0; i < run->glyphs->num_glyphs && run->offset + run->glyphs->log_clusters[i] < offset; i++)
    x += (double) run->glyphs->glyphs[i].geometry.width / PANGO_SCALE;

  return x;
}

/* The line that shows source byte @offset, or else the one before it. */
static const BulletinPlanLine *
find_line (const BulletinPagePlan *self,
           gsize                   offset,
           guint                  *page)
{
  const BulletinPlanLine *best = NULL;

  for (guint i = 0; i < self->pages->len; i++) {
    const BulletinPlanPage *candidate = g_ptr_array_index (self->pages, i);

    for (guint j = 0; j < candidate->lines->len; j++) {
      const BulletinPlanLine *line = g_ptr_array_index (candidate->lines, j);

      if (line->offset == G_MAXSIZE || (best && (line->offset > offset || line->offset < best->offset)))
        continue;

      if (!best || line->offset > best->offset || best->offset > offset) {
        best = line;
        *page = i;
      }
    }
  }

  return best;
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
  builder.materials = bulletin_document_get_materials (document);
  builder.cancellable = cancellable;
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

/**
 * bulletin_page_plan_locate:
 * @self: a plan
 * @offset: a place in the source, in bytes
 * @page: (out): the page, from 0
 * @y: (out): the baseline of the line that shows it, in points from the page's
 *   top
 *
 * Finds where a place of the source stands on paper. What is not printed, such
 * as a blank line, is found where the text before it ends.
 *
 * Returns: whether anything of the source is printed at all
 */
gboolean
bulletin_page_plan_locate (const BulletinPagePlan *self,
                           gsize                   offset,
                           guint                  *page,
                           double                 *y)
{
  double x;

  return bulletin_page_plan_locate_caret (self, offset, page, &x, y);
}

/**
 * bulletin_page_plan_locate_caret:
 * @self: a plan
 * @offset: a place in the source, in bytes
 * @page: (out): the page, from 0
 * @x: (out): the left edge of the character there, in points from the page's left
 * @y: (out): its baseline, in points from the page's top
 *
 * Like bulletin_page_plan_locate(), with the place in the line.
 *
 * Returns: whether anything of the source is printed at all
 */
gboolean
bulletin_page_plan_locate_caret (const BulletinPagePlan *self,
                                 gsize                   offset,
                                 guint                  *page,
                                 double                 *x,
                                 double                 *y)
{
  const BulletinPlanLine *line = find_line (self, offset, page);
  const BulletinPlanRun *best = NULL;

  if (!line)
    return FALSE;

  for (guint i = 0; i < line->runs->len; i++) {
    const BulletinPlanRun *run = g_ptr_array_index (line->runs, i);

    if (run->offset != G_MAXSIZE && (!best || (run->offset <= offset && run->offset >= best->offset)))
      best = run;
  }

  *x = find_x_in_run (best, offset);
  *y = line->baseline;
  return TRUE;
}

/**
 * bulletin_page_plan_pick:
 * @self: a plan
 * @page: the page, from 0
 * @x: in points from the page's left
 * @y: in points from the page's top
 *
 * Finds what stands at a place on paper, or nearest to it: bulletin_page_plan_locate()
 * the other way round.
 *
 * Returns: the place in the source, in bytes, or %G_MAXSIZE if the page shows
 *   nothing of the source
 */
gsize
bulletin_page_plan_pick (const BulletinPagePlan *self,
                         guint                   page,
                         double                  x,
                         double                  y)
{
  const BulletinPlanLine *best = NULL;
  const BulletinPlanRun *best_run = NULL;
  double best_distance = G_MAXDOUBLE;

  g_return_val_if_fail (page < self->pages->len, G_MAXSIZE);

  const BulletinPlanPage *candidates = g_ptr_array_index (self->pages, page);
  for (guint i = 0; i < candidates->lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (candidates->lines, i);
    double dx = 0, dy;

    if (line->offset == G_MAXSIZE || line->runs->len == 0)
      continue;

    dy = MAX (0, MAX (line->baseline - line->ascent - y, y - line->baseline - line->descent));
    /* Cells stand side by side: the nearer one counts, after the row. */
    if (line->table > 0) {
      const BulletinPlanRun *first = g_ptr_array_index (line->runs, 0);
      const BulletinPlanRun *last = g_ptr_array_index (line->runs, line->runs->len - 1);

      dx = MAX (0, MAX (first->x - x, x - last->x - last->width));
    }

    double distance = dy * 1000 + dx;
    if (distance < best_distance) {
      best_distance = distance;
      best = line;
    }
  }

  if (!best)
    return G_MAXSIZE;

  best_distance = G_MAXDOUBLE;
  for (guint i = 0; i < best->runs->len; i++) {
    const BulletinPlanRun *run = g_ptr_array_index (best->runs, i);
    double distance = MAX (0, MAX (run->x - x, x - run->x - run->width));

    /* Where two runs meet, the place is the start of the second. */
    if (run->offset != G_MAXSIZE && distance <= best_distance) {
      best_distance = distance;
      best_run = run;
    }
  }

  return find_offset_in_run (best_run, x - best_run->x);
}
