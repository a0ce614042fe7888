/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-flow.h"

#include <math.h>

/* Rows are sums of pitches that no binary fraction holds. */
#define EPSILON 1e-3

static void
table_head_clear (gpointer data)
{
  BulletinTableHead *self = data;

  g_ptr_array_unref (self->pieces);
}

static double
round_up_to_row (double y,
                 double pitch)
{
  return ceil (y / pitch - EPSILON) * pitch;
}

/* Draws @head once more; returns its height. */
static double
repeat_head (BulletinTableHead *head,
             BulletinPlanPage  *page,
             double             top)
{
  double height = 0;

  for (guint i = 0; i < head->pieces->len; i++) {
    const BulletinFlowPiece *row = g_ptr_array_index (head->pieces, i);
    g_autoptr (BulletinFlowPiece) copy = bulletin_flow_piece_new (row->height);

    for (guint j = 0; j < row->lines->len; j++) {
      BulletinPlanLine *line = bulletin_plan_line_copy (g_ptr_array_index (row->lines, j));

      line->is_repeated = TRUE;
      line->offset = G_MAXSIZE;
      line->length = 0;
      for (guint k = 0; k < line->runs->len; k++) {
        BulletinPlanRun *run = g_ptr_array_index (line->runs, k);

        run->offset = G_MAXSIZE;
        run->length = 0;
      }
      g_ptr_array_add (copy->lines, line);
    }

    for (guint j = 0; j < row->rules->len; j++)
      g_ptr_array_add (copy->rules, g_memdup2 (g_ptr_array_index (row->rules, j), sizeof (BulletinPlanRule)));
    if (i == 0 && row->top_rule)
      g_ptr_array_add (copy->rules, g_memdup2 (row->top_rule, sizeof *row->top_rule));

    bulletin_flow_piece_place (copy, page, top + height);
    height += row->height;
  }

  return height;
}

static double
get_head_height (const BulletinTableHead *head)
{
  double height = 0;

  for (guint i = 0; head && i < head->pieces->len; i++)
    height += ((const BulletinFlowPiece *) g_ptr_array_index (head->pieces, i))->height;

  return height;
}

/* Finds where the page that begins with piece @start ends: at the last place
 * before the foot where a page may end, or, if there is none, at the foot. */
static guint
find_page_end (GPtrArray                  *pieces,
               guint                       start,
               const BulletinPageTemplate *page_template)
{
  const double pitch = page_template->block_height / page_template->rows;
  const BulletinFlowPiece *first = g_ptr_array_index (pieces, start);
  double y = get_head_height (first->table_head);
  guint last_allowed = start;
  gboolean is_empty = TRUE;

  for (guint i = start; i < pieces->len; i++) {
    const BulletinFlowPiece *piece = g_ptr_array_index (pieces, i);
    double top = piece->on_grid ? round_up_to_row (y, pitch) : y;

    if (i > start && piece->must_break_before)
      return i;
    if (i > start && piece->may_break_before && !is_empty)
      last_allowed = i;
    if (is_empty && piece->is_space && start > 0)
      continue;
    if (!is_empty && top + piece->height > page_template->block_height + EPSILON)
      return last_allowed > start ? last_allowed : i;

    y = top + piece->height;
    is_empty = FALSE;
  }

  return pieces->len;
}

/**
 * bulletin_flow_piece_new:
 * @height: its height in points
 *
 * Returns: (transfer full): an empty piece that a page may begin with
 */
BulletinFlowPiece *
bulletin_flow_piece_new (double height)
{
  BulletinFlowPiece *self = g_new0 (BulletinFlowPiece, 1);

  self->height = height;
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_plan_line_free);
  self->rules = g_ptr_array_new_with_free_func (g_free);
  self->may_break_before = TRUE;
  self->on_grid = TRUE;

  return self;
}

/**
 * bulletin_flow_piece_free:
 * @self: (nullable) (transfer full): a piece
 */
void
bulletin_flow_piece_free (BulletinFlowPiece *self)
{
  if (!self)
    return;

  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->rules);
  g_free (self->top_rule);
  g_clear_pointer (&self->table_head, bulletin_table_head_unref);
  g_clear_pointer (&self->picture, bulletin_plan_picture_free);
  g_free (self);
}

/**
 * bulletin_flow_piece_add_rule:
 * @self: a piece
 * @x1: where the rule starts, from the page's left in points
 * @y1: the same from the piece's top
 * @x2: where it ends
 * @y2: the same from the piece's top
 * @width: its thickness in points
 * @colour: 0xRRGGBB
 */
void
bulletin_flow_piece_add_rule (BulletinFlowPiece *self,
                              double             x1,
                              double             y1,
                              double             x2,
                              double             y2,
                              double             width,
                              guint32            colour)
{
  BulletinPlanRule *rule = g_new0 (BulletinPlanRule, 1);

  *rule = (BulletinPlanRule){ x1, y1, x2, y2, width, colour };
  g_ptr_array_add (self->rules, rule);
}

/**
 * bulletin_flow_piece_place:
 * @self: a piece; its lines, rules and picture are taken from it
 * @page: the page
 * @y: where its top comes to stand, from the page's top in points
 */
void
bulletin_flow_piece_place (BulletinFlowPiece *self,
                           BulletinPlanPage  *page,
                           double             y)
{
  for (guint i = 0; i < self->lines->len; i++)
    ((BulletinPlanLine *) g_ptr_array_index (self->lines, i))->baseline += y;
  for (guint i = 0; i < self->rules->len; i++) {
    BulletinPlanRule *rule = g_ptr_array_index (self->rules, i);

    rule->y1 += y;
    rule->y2 += y;
  }
  if (self->picture) {
    self->picture->y += y;
    self->picture->n_lines_before = page->lines->len;
    g_ptr_array_add (page->pictures, g_steal_pointer (&self->picture));
  }

  g_ptr_array_extend_and_steal (page->lines, g_steal_pointer (&self->lines));
  g_ptr_array_extend_and_steal (page->rules, g_steal_pointer (&self->rules));
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_plan_line_free);
  self->rules = g_ptr_array_new_with_free_func (g_free);
}

/**
 * bulletin_table_head_new:
 *
 * Returns: (transfer full): a head without rows
 */
BulletinTableHead *
bulletin_table_head_new (void)
{
  BulletinTableHead *self = g_rc_box_new (BulletinTableHead);

  self->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_flow_piece_free);

  return self;
}

/**
 * bulletin_table_head_ref:
 * @self: a head
 *
 * Returns: (transfer full): @self
 */
BulletinTableHead *
bulletin_table_head_ref (BulletinTableHead *self)
{
  return g_rc_box_acquire (self);
}

/**
 * bulletin_table_head_unref:
 * @self: (transfer full): a head
 */
void
bulletin_table_head_unref (BulletinTableHead *self)
{
  g_rc_box_release_full (self, table_head_clear);
}

/**
 * bulletin_fill_pages:
 * @pieces: (element-type BulletinFlowPiece): what there is to say, in order; the
 *   lines and rules are taken out of the pieces
 * @page_template: the measures
 * @pages: (element-type BulletinPlanPage): where the pages go
 *
 * Distributes @pieces over pages; there is at least one page.
 *
 * Returns: how much of the last page's block is used, in points
 */
double
bulletin_fill_pages (GPtrArray                  *pieces,
                     const BulletinPageTemplate *page_template,
                     GPtrArray                  *pages)
{
  const double pitch = page_template->block_height / page_template->rows;
  double y = 0;
  guint start = 0;

  do {
    BulletinPlanPage *page = bulletin_plan_page_new ();
    gboolean is_empty = TRUE;
    guint end;

    g_ptr_array_add (pages, page);
    y = 0;
    if (pieces->len == 0)
      break;

    end = find_page_end (pieces, start, page_template);
    for (guint i = start; i < end; i++) {
      BulletinFlowPiece *piece = g_ptr_array_index (pieces, i);

      if (is_empty && piece->is_space && start > 0)
        continue;

      if (i == start && piece->table_head)
        y = repeat_head (piece->table_head, page, page_template->margin_top);
      else if (is_empty && piece->top_rule)
        g_ptr_array_add (piece->rules, g_memdup2 (piece->top_rule, sizeof *piece->top_rule));
      if (i + 1 == end && piece->is_open && piece->top_rule) {
        BulletinPlanRule *foot = g_memdup2 (piece->top_rule, sizeof *piece->top_rule);

        foot->y1 = foot->y2 = piece->height;
        g_ptr_array_add (piece->rules, foot);
      }

      if (piece->on_grid)
        y = round_up_to_row (y, pitch);
      bulletin_flow_piece_place (piece, page, page_template->margin_top + y);
      y += piece->height;
      is_empty = FALSE;
    }
    start = end;
  } while (start < pieces->len);

  return y;
}
