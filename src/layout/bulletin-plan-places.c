/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "bulletin-page-plan-private.h"

/* Places of the source on paper, and places on paper in the source. */

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

/* The run of a line that shows source byte @offset, or else the one before it. */
static const BulletinPlanRun *
find_run (const BulletinPlanLine *line,
          gsize                   offset)
{
  const BulletinPlanRun *best = NULL;

  for (guint i = 0; i < line->runs->len; i++) {
    const BulletinPlanRun *run = g_ptr_array_index (line->runs, i);

    if (run->offset != G_MAXSIZE && (!best || (run->offset <= offset && run->offset >= best->offset)))
      best = run;
  }

  return best;
}

/* The boxes of the runs of a line that stand for source between @start and @end; those
 * that touch are one. */
static void
append_boxes (GArray                 *boxes,
              const BulletinPlanLine *line,
              guint                   page,
              gsize                   start,
              gsize                   end)
{
  const guint first = boxes->len;

  for (guint i = 0; i < line->runs->len; i++) {
    const BulletinPlanRun *run = g_ptr_array_index (line->runs, i);
    BulletinPlanBox box = { page, run->x, line->baseline - line->ascent, run->width, line->ascent + line->descent };

    if (run->offset == G_MAXSIZE || run->offset >= end || run->offset + run->length <= start)
      continue;
    if (run->length == strlen (run->text)) {
      box.x = start > run->offset ? find_x_in_run (run, start) : run->x;
      box.width = (end < run->offset + run->length ? find_x_in_run (run, end) : run->x + run->width) - box.x;
    }

    BulletinPlanBox *last = boxes->len > first ? &g_array_index (boxes, BulletinPlanBox, boxes->len - 1) : NULL;
    if (last && ABS (last->x + last->width - box.x) < 0.5)
      last->width = box.x + box.width - last->x;
    else
      g_array_append_val (boxes, box);
  }
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

  if (!line)
    return FALSE;

  *x = find_x_in_run (find_run (line, offset), offset);
  *y = line->baseline;
  return TRUE;
}

/**
 * bulletin_page_plan_get_caret:
 * @self: a plan
 * @offset: a place in the source, in bytes
 * @caret: (out): the left edge of the character there: a box without width, as high
 *   as the line's type
 *
 * Like bulletin_page_plan_locate_caret(), for a mark that is drawn.
 *
 * Returns: whether anything of the source is printed at all
 */
gboolean
bulletin_page_plan_get_caret (const BulletinPagePlan *self,
                              gsize                   offset,
                              BulletinPlanBox        *caret)
{
  const BulletinPlanLine *line = find_line (self, offset, &caret->page);

  if (!line)
    return FALSE;

  caret->x = find_x_in_run (find_run (line, offset), offset);
  caret->y = line->baseline - line->ascent;
  caret->width = 0;
  caret->height = line->ascent + line->descent;
  return TRUE;
}

/**
 * bulletin_page_plan_get_boxes:
 * @self: a plan
 * @offset: where a part of the source starts, in bytes
 * @length: its bytes
 * @first_page: the first page that is looked at, from 0
 * @last_page: the last one; may be beyond the plan's
 *
 * Finds what a part of the source covers on paper: one box for each line, or more
 * where its text does not stand together there.
 *
 * Returns: (transfer full) (element-type BulletinPlanBox): the boxes
 */
GArray *
bulletin_page_plan_get_boxes (const BulletinPagePlan *self,
                              gsize                   offset,
                              gsize                   length,
                              guint                   first_page,
                              guint                   last_page)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (BulletinPlanBox));

  for (guint i = first_page; length > 0 && i < self->pages->len && i <= last_page; i++) {
    const BulletinPlanPage *page = g_ptr_array_index (self->pages, i);

    for (guint k = 0; k < page->lines->len; k++) {
      const BulletinPlanLine *line = g_ptr_array_index (page->lines, k);

      if (line->offset != G_MAXSIZE && line->offset < offset + length && line->offset + line->length > offset)
        append_boxes (boxes, line, i, offset, offset + length);
    }
  }

  return boxes;
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
