/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-docx-rows.h"

#include <math.h>

/* Head, title, tail and page numbers are read off the plan, so that whatever a
 * template does with them is done in Word too: here are the rows in which the
 * plan's lines stand. */

/* Lines whose baselines are this close stand in the same row, and what is this
 * close to the middle or an edge of the block stands there. In points. */
#define SAME_ROW   1.0
#define SAME_PLACE 3.0

/* A rule belongs to the edge of a row that it is this close to. */
#define NEAR_EDGE 6.0

static void
row_clear (gpointer data)
{
  g_ptr_array_unref (((BulletinDocxRow *) data)->lines);
}

static const BulletinPlanRun *
get_first_run (const BulletinPlanLine *line)
{
  return line->runs->len > 0 ? g_ptr_array_index (line->runs, 0) : NULL;
}

/* Where the line begins, in points from the page's left edge. */
double
bulletin_docx_line_get_left (const BulletinPlanLine *line)
{
  const BulletinPlanRun *run = get_first_run (line);

  return run ? run->x : 0;
}

/* Where it ends. */
double
bulletin_docx_line_get_right (const BulletinPlanLine *line)
{
  const BulletinPlanRun *run = line->runs->len > 0 ? g_ptr_array_index (line->runs, line->runs->len - 1) : NULL;

  return run ? run->x + run->width : 0;
}

/* The size of its first characters, in points; the plan's fonts are absolute. */
double
bulletin_docx_line_get_size (const BulletinPlanLine *line)
{
  const BulletinPlanRun *run = get_first_run (line);

  return run ? (double) pango_font_description_get_size (run->font) / PANGO_SCALE : 0;
}

/**
 * bulletin_docx_find_rule:
 * @self: what is written
 * @page: a page of the plan
 * @y: a height on it, in points
 *
 * Returns: the longest rule across the block near @y, of no width if there is none
 */
BulletinDocxBorder
bulletin_docx_find_rule (const BulletinDocx     *self,
                         const BulletinPlanPage *page,
                         double                  y)
{
  BulletinDocxBorder border = { 0 };
  double longest = self->page_template->block_width / 4;

  for (guint i = 0; i < page->rules->len; i++) {
    const BulletinPlanRule *rule = g_ptr_array_index (page->rules, i);

    if (!rule->is_star && rule->y1 == rule->y2 && fabs (rule->y1 - y) < NEAR_EDGE && fabs (rule->x2 - rule->x1) > longest) {
      longest = fabs (rule->x2 - rule->x1);
      border.width = rule->width;
      border.colour = rule->colour;
    }
  }

  return border;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const double first = bulletin_docx_line_get_left (a);
  const double second = bulletin_docx_line_get_left (b);

  return (first > second) - (first < second);
}

/**
 * bulletin_docx_collect_rows:
 * @page: a page of the plan
 * @role: what its lines are
 *
 * Returns: (transfer full) (element-type BulletinDocxRow): the rows in which they
 *   stand, from above, with their edges half-way between them
 */
GArray *
bulletin_docx_collect_rows (const BulletinDocx     *self,
                            const BulletinPlanPage *page,
                            BulletinPlanRole        role)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (BulletinDocxRow));
  double baseline = -G_MAXDOUBLE;

  g_array_set_clear_func (rows, row_clear);
  for (guint i = 0; i < page->lines->len; i++) {
    BulletinPlanLine *line = g_ptr_array_index (page->lines, i);

    if (line->role != role || line->runs->len == 0)
      continue;
    if (rows->len == 0 || fabs (line->baseline - baseline) > SAME_ROW) {
      BulletinDocxRow row = { line->baseline - line->ascent, line->baseline + line->descent, g_ptr_array_new (), { 0 }, { 0 } };

      g_array_append_val (rows, row);
      baseline = line->baseline;
    }
    g_ptr_array_add (g_array_index (rows, BulletinDocxRow, rows->len - 1).lines, line);
  }
  /* As they are read, whichever the plan set first. */
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_sort_values (g_array_index (rows, BulletinDocxRow, i).lines, compare_places);

  for (guint i = 0; i + 1 < rows->len; i++) {
    BulletinDocxRow *row = &g_array_index (rows, BulletinDocxRow, i);
    BulletinDocxRow *next = &g_array_index (rows, BulletinDocxRow, i + 1);

    row->bottom = next->top = (row->bottom + next->top) / 2;
  }

  return rows;
}

/* How the line stands in the block: a value of w:jc. */
const char *
bulletin_docx_line_get_align (const BulletinDocx     *self,
                              const BulletinPlanLine *line,
                              guint                   page)
{
  const double left = bulletin_page_template_get_left (self->page_template, page);
  const double right = left + self->page_template->block_width;
  const double middle = (left + right) / 2;

  /* Behind the last character of a name that is spread there is as much room. */
  if (fabs ((bulletin_docx_line_get_left (line) + bulletin_docx_line_get_right (line)) / 2 - middle) < (line->colour != 0 ? bulletin_docx_line_get_size (line) : SAME_PLACE))
    return "center";
  if (fabs (bulletin_docx_line_get_left (line) - left) < SAME_PLACE)
    return "left";

  return bulletin_docx_line_get_right (line) > middle ? "right" : "left";
}
