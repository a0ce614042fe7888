/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-plan-builder.h"

#include <glib/gi18n.h>
#include <math.h>

/* The em box of Chinese type: 0.88 above and 0.12 below the baseline, whatever a
 * font says of its own line height, so that all faces share the grid. */
#define ASCENT  0.88
#define DESCENT 0.12

/* Beyond this the list would hide what matters. */
#define MAX_MISSING 50

/**
 * bulletin_plan_builder_report:
 * @self: a plan in the making
 * @offset: how far into the text it is, in bytes
 *
 * Tells whoever waits how much is done.
 */
void
bulletin_plan_builder_report (BulletinPlanBuilder *self,
                              gsize                offset)
{
  if (self->progress != NULL && self->n_bytes > 0)
    self->progress (MIN ((double) offset / self->n_bytes, 1), self->progress_data);
}

static const BulletinCluster *
get_cluster (const BulletinShapedText *shaped,
             guint                     index)
{
  return &g_array_index (shaped->clusters, BulletinCluster, index);
}

/* Whether a line may be stretched between two clusters: at Chinese characters and
 * after spaces, but neither inside a Latin word nor inside a dash of two. */
static gboolean
is_gap (const BulletinCluster *before,
        const BulletinCluster *after)
{
  if (before->c == after->c && (before->c == 0x2014 || before->c == 0x2026))
    return FALSE;

  return ((before->flags | after->flags) & BULLETIN_CLUSTER_CJK) || (before->flags & BULLETIN_CLUSTER_SPACE);
}

/* The advance of each cluster of a line, in points, and how far squeezed opening
 * marks move back into the room that they give up. */
static void
measure_line (const BulletinShapedText *shaped,
              const BulletinLineExtent *extent,
              double                    available,
              gboolean                  is_justified,
              double                   *widths,
              double                   *shifts)
{
  const guint n = extent->visible_end - extent->start;
  double squeeze = extent->squeeze;
  double capacity = 0;
  guint n_gaps = 0;

  for (guint i = 0; i < n; i++) {
    const BulletinCluster *cluster = get_cluster (shaped, extent->start + i);

    widths[i] = cluster->width;
    shifts[i] = cluster->shift;
    capacity += cluster->squeeze;
    if (i + 1 < n && is_gap (cluster, cluster + 1))
      n_gaps++;
  }

  if (squeeze > 0 && capacity > 0) {
    double last = MIN (squeeze, get_cluster (shaped, extent->visible_end - 1)->squeeze);

    /* The mark at the end gives way first: nobody sees it there. */
    capacity -= get_cluster (shaped, extent->visible_end - 1)->squeeze;
    squeeze -= last;
    widths[n - 1] -= last;
    if (get_cluster (shaped, extent->visible_end - 1)->flags & BULLETIN_CLUSTER_OPENING)
      shifts[n - 1] -= last;

    for (guint i = 0; i + 1 < n && capacity > 0; i++) {
      const BulletinCluster *cluster = get_cluster (shaped, extent->start + i);
      double part = MIN (cluster->squeeze, squeeze * cluster->squeeze / capacity);

      widths[i] -= part;
      if (cluster->flags & BULLETIN_CLUSTER_OPENING)
        shifts[i] -= part;
    }
  } else if (is_justified && !extent->is_last && n_gaps > 0 && extent->width < available) {
    double stretch = (available - extent->width) / n_gaps;

    for (guint i = 0; i + 1 < n; i++) {
      const BulletinCluster *cluster = get_cluster (shaped, extent->start + i);

      if (is_gap (cluster, cluster + 1))
        widths[i] += stretch;
    }
  }
}

/* The clusters of a line from left to right: rule L2 of the bidirectional
 * algorithm (Unicode Standard Annex 9). */
static guint *
order_visually (const BulletinShapedText *shaped,
                const BulletinLineExtent *extent)
{
  const guint n = extent->end - extent->start;
  guint *order = g_new (guint, n);
  guint8 highest = 0;

  for (guint i = 0; i < n; i++) {
    order[i] = i;
    highest = MAX (highest, get_cluster (shaped, extent->start + i)->level);
  }

  for (guint8 level = highest; level >= 1; level--) {
    for (guint i = 0; i < n; i++) {
      guint end = i;

      while (end < n && get_cluster (shaped, extent->start + order[end])->level >= level)
        end++;
      for (guint a = i, b = end; a + 1 < b; a++) {
        guint swap = order[a];

        b--;
        order[a] = order[b];
        order[b] = swap;
      }
      if (end > i)
        i = end;
    }
  }

  return order;
}

static gboolean
continues_run (const BulletinCluster *before,
               const BulletinCluster *cluster)
{
  return before->font == cluster->font && before->span == cluster->span && before->level == 0 && cluster->level == 0 && ((before->flags ^ cluster->flags) & BULLETIN_CLUSTER_CJK) == 0 && before->start + before->length == cluster->start;
}

static BulletinPlanRun *
start_run (const BulletinText    *text,
           const BulletinCluster *cluster,
           double                 x)
{
  const BulletinTextSpan *span = &g_array_index (text->spans, BulletinTextSpan, cluster->span);
  BulletinPlanRun *run = g_new0 (BulletinPlanRun, 1);
  const gboolean is_exact = span->length == span->end - span->start;

  run->role = span->role;
  run->level = span->level;
  run->element = span->element;
  run->pango_font = g_object_ref (cluster->font);
  run->font = pango_font_describe_with_absolute_size (cluster->font);
  run->glyphs = pango_glyph_string_new ();
  run->x = x;
  run->offset = span->offset;
  if (span->offset != G_MAXSIZE && is_exact)
    run->offset += cluster->start - span->start;
  run->length = span->offset == G_MAXSIZE || is_exact ? 0 : span->length;

  return run;
}

static void
append_to_run (BulletinPlanRun          *run,
               const BulletinText       *text,
               const BulletinShapedText *shaped,
               const BulletinCluster    *cluster,
               guint                     text_start,
               double                    x,
               double                    width,
               double                    shift)
{
  const BulletinTextSpan *span = &g_array_index (text->spans, BulletinTextSpan, cluster->span);
  const int first = run->glyphs->num_glyphs;
  /* Positions are rounded, not advances, so that errors do not add up. */
  int left = (int) lround ((x - run->x) * PANGO_SCALE);
  const int right = (int) lround ((x + width - run->x) * PANGO_SCALE);
  double natural = 0;

  pango_glyph_string_set_size (run->glyphs, first + (int) cluster->n_glyphs);
  for (guint i = 0; i < cluster->n_glyphs; i++) {
    PangoGlyphInfo *glyph = &run->glyphs->glyphs[first + i];

    *glyph = g_array_index (shaped->glyphs, PangoGlyphInfo, cluster->glyph + i);
    natural += (double) glyph->geometry.width / PANGO_SCALE;
    glyph->geometry.x_offset += (int) lround (shift * PANGO_SCALE);
    if (i + 1 == cluster->n_glyphs)
      glyph->geometry.width = right - left;
    left += glyph->geometry.width;
    run->glyphs->log_clusters[first + i] = cluster->start - text_start;
  }

  run->width = x + width - run->x;
  run->trailing = width - natural;
  if (span->offset != G_MAXSIZE && span->length == span->end - span->start)
    run->length += cluster->length;
}

static void
finish_run (BulletinPlanLine   *line,
            BulletinPlanRun    *run,
            const BulletinText *text,
            guint               start,
            guint               end)
{
  run->text = g_strndup (text->text->str + start, end - start);
  g_ptr_array_add (line->runs, run);

  if (run->offset != G_MAXSIZE) {
    gsize line_end = line->offset == G_MAXSIZE ? 0 : line->offset + line->length;

    line->offset = MIN (line->offset, run->offset);
    line->length = MAX (line_end, run->offset + run->length) - line->offset;
  }
}

/**
 * bulletin_plan_builder_style:
 * @self: a builder
 * @style: which part of the bulletin it is for
 * @role: the place in the structure
 *
 * Returns: the template's style for @style, without a place in the source and
 *   without an element; type of the body's size is tracked so that a full line of
 *   the block holds as many characters as the grid has columns (GB/T 9704-2012,
 *   5.2.3)
 */
BulletinTextSpan
bulletin_plan_builder_style (BulletinPlanBuilder *self,
                             BulletinStyle        style,
                             BulletinPlanRole     role)
{
  const BulletinTypeStyle *type = &self->page_template->styles[style];
  BulletinTextSpan span = { 0 };

  span.font = type->font;
  span.size = type->size;
  span.bold = type->is_bold;
  span.tracking = type->size == self->page_template->styles[BULLETIN_STYLE_BODY].size ? self->column - type->size : 0;
  span.offset = G_MAXSIZE;
  span.role = role;

  return span;
}

/**
 * bulletin_plan_builder_shape:
 * @self: a builder
 * @text: a text
 *
 * Shapes @text, and takes down which fonts it uses and which characters none has.
 *
 * Returns: (transfer full): the shaped text
 */
BulletinShapedText *
bulletin_plan_builder_shape (BulletinPlanBuilder *self,
                             const BulletinText  *text)
{
  BulletinShapedText *shaped = bulletin_typesetter_shape (self->typesetter, text, self->cancellable);

  for (guint i = 0; i < text->spans->len; i++)
    self->used[g_array_index (text->spans, BulletinTextSpan, i).font] = TRUE;

  for (guint i = 0; i < shaped->clusters->len; i++) {
    const BulletinCluster *cluster = get_cluster (shaped, i);

    if (!(cluster->flags & BULLETIN_CLUSTER_MISSING) || g_hash_table_size (self->missing) >= MAX_MISSING || !g_hash_table_add (self->missing, GUINT_TO_POINTER (cluster->c)))
      continue;

    const BulletinTextSpan *span = &g_array_index (text->spans, BulletinTextSpan, cluster->span);
    g_autofree char *character = g_strndup (text->text->str + cluster->start, cluster->length);
    gsize offset = BULLETIN_FINDING_NOWHERE;
    gsize length = 0;

    if (span->offset != G_MAXSIZE) {
      gboolean is_exact = span->length == span->end - span->start;

      offset = span->offset + (is_exact ? cluster->start - span->start : 0);
      length = is_exact ? cluster->length : span->length;
    }
    g_ptr_array_add (self->findings,
                     bulletin_finding_new ("missing-glyph", BULLETIN_SEVERITY_WARNING, offset, length, NULL,
                                           g_strdup_printf (_ ("No typeface on this computer has the character “%s” (U+%04X). Install one that has it, or write the word differently."),
                                                            character, cluster->c)));
  }

  return shaped;
}

/**
 * bulletin_plan_builder_set_line:
 * @self: a builder
 * @text: a text
 * @shaped: the same, shaped
 * @extent: the part that makes the line
 * @setting: where it stands
 *
 * Returns: (transfer full): the line, its baseline at 0
 */
BulletinPlanLine *
bulletin_plan_builder_set_line (BulletinPlanBuilder      *self,
                                const BulletinText       *text,
                                const BulletinShapedText *shaped,
                                const BulletinLineExtent *extent,
                                const BulletinSetting    *setting)
{
  const guint n = extent->end - extent->start;
  const guint n_visible = extent->visible_end - extent->start;
  const double left = extent->start == 0 ? setting->first : setting->left;
  const double available = setting->right - left;
  g_autofree double *widths = g_new0 (double, n + 1);
  g_autofree double *shifts = g_new0 (double, n + 1);
  g_autofree guint *order = order_visually (shaped, extent);
  BulletinPlanLine *line = bulletin_plan_line_new ();
  double x = self->page_template->margin_left + left;
  double width = 0, size = 0;
  guint run_start = 0, run_end = 0;
  BulletinPlanRun *run = NULL;

  measure_line (shaped, extent, available, setting->is_justified, widths, shifts);
  for (guint i = 0; i < n_visible; i++)
    width += widths[i];
  if (setting->align == BULLETIN_ALIGN_CENTRE)
    x += (available - width) / 2;
  else if (setting->align == BULLETIN_ALIGN_END)
    x += available - width;

  for (guint i = 0; i < n; i++) {
    const BulletinCluster *cluster = get_cluster (shaped, extent->start + order[i]);

    if (i == 0 || !continues_run (get_cluster (shaped, extent->start + order[i - 1]), cluster)) {
      if (run)
        finish_run (line, run, text, run_start, run_end);
      run = start_run (text, cluster, x);
      run_start = cluster->start;
    }

    append_to_run (run, text, shaped, cluster, run_start, x, widths[order[i]], shifts[order[i]]);
    run_end = cluster->start + cluster->length;
    x += widths[order[i]];
    size = MAX (size, g_array_index (text->spans, BulletinTextSpan, cluster->span).size);
  }
  if (run)
    finish_run (line, run, text, run_start, run_end);

  const BulletinTextSpan *span = &g_array_index (text->spans, BulletinTextSpan, get_cluster (shaped, extent->start)->span);
  line->role = span->role;
  line->level = span->level;
  line->element = span->element;
  line->ascent = ASCENT * size;
  line->descent = DESCENT * size;

  return line;
}

/**
 * bulletin_plan_builder_set_single:
 * @self: a builder
 * @text: a text
 * @setting: where it stands
 *
 * Returns: (transfer full) (nullable): @text in one line, however long that is;
 *   %NULL if it is empty
 */
BulletinPlanLine *
bulletin_plan_builder_set_single (BulletinPlanBuilder   *self,
                                  const BulletinText    *text,
                                  const BulletinSetting *setting)
{
  g_autoptr (BulletinShapedText) shaped = bulletin_plan_builder_shape (self, text);
  BulletinLineExtent extent = { 0, shaped->clusters->len, shaped->clusters->len, 0, 0, TRUE };

  if (shaped->clusters->len == 0)
    return NULL;

  return bulletin_plan_builder_set_line (self, text, shaped, &extent, setting);
}

/**
 * bulletin_plan_builder_set_lines:
 * @self: a builder
 * @text: a text
 * @setting: where it stands
 *
 * Returns: (transfer full) (element-type BulletinPlanLine): @text broken into
 *   lines, all baselines at 0
 */
GPtrArray *
bulletin_plan_builder_set_lines (BulletinPlanBuilder   *self,
                                 const BulletinText    *text,
                                 const BulletinSetting *setting)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_plan_line_free);
  g_autoptr (BulletinShapedText) shaped = bulletin_plan_builder_shape (self, text);
  g_autoptr (GArray) extents = bulletin_break_lines (shaped, setting->right - setting->first, setting->right - setting->left);

  for (guint i = 0; i < extents->len && !g_cancellable_is_cancelled (self->cancellable); i++)
    g_ptr_array_add (lines, bulletin_plan_builder_set_line (self, text, shaped, &g_array_index (extents, BulletinLineExtent, i), setting));

  return lines;
}

/**
 * bulletin_plan_builder_add_piece:
 * @self: a builder
 * @piece: (transfer full): what comes next
 */
void
bulletin_plan_builder_add_piece (BulletinPlanBuilder *self,
                                 BulletinFlowPiece   *piece)
{
  if (self->keep_with_next)
    piece->may_break_before = FALSE;
  self->keep_with_next = FALSE;

  g_ptr_array_add (self->pieces, piece);
}

/**
 * bulletin_plan_builder_add_text:
 * @self: a builder
 * @text: a paragraph
 * @setting: where it stands
 *
 * Adds a paragraph, a row of the grid for each line. Neither its first row alone
 * stays at the foot of a page nor its last one at the top of the next.
 */
void
bulletin_plan_builder_add_text (BulletinPlanBuilder   *self,
                                const BulletinText    *text,
                                const BulletinSetting *setting)
{
  g_autoptr (GPtrArray) lines = bulletin_plan_builder_set_lines (self, text, setting);
  const guint n = lines->len;

  for (guint i = 0; i < n; i++) {
    BulletinPlanLine *line = g_ptr_array_index (lines, i);
    double rows = MAX (1, ceil ((line->ascent + line->descent) / self->pitch - 1e-6));
    BulletinFlowPiece *piece = bulletin_flow_piece_new (rows * self->pitch);

    bulletin_plan_line_centre (line, 0, piece->height);
    g_ptr_array_add (piece->lines, g_steal_pointer (&lines->pdata[i]));
    piece->may_break_before = i != 1 && (i == 0 || i + 1 != n);
    bulletin_plan_builder_add_piece (self, piece);
  }
}

/**
 * bulletin_plan_builder_add_space:
 * @self: a builder
 * @n_rows: how many rows stay empty
 */
void
bulletin_plan_builder_add_space (BulletinPlanBuilder *self,
                                 guint                n_rows)
{
  BulletinFlowPiece *piece = bulletin_flow_piece_new (n_rows * self->pitch);

  piece->is_space = TRUE;
  bulletin_plan_builder_add_piece (self, piece);
}

/**
 * bulletin_plan_line_centre:
 * @self: a line
 * @top: the top of its row, in points
 * @height: the height of its row
 *
 * Puts the em box of @self into the middle of its row.
 */
void
bulletin_plan_line_centre (BulletinPlanLine *self,
                           double            top,
                           double            height)
{
  self->baseline = top + (height - self->ascent - self->descent) / 2 + self->ascent;
}
