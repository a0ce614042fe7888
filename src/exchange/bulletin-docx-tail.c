/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-docx-rows.h"

#include <math.h>

/* The height of a paragraph that only carries a rule. */
#define RULE_LINE 1.0

/* What the tail leaves free above it, so that rounding does not push it over to
 * a page of its own. */
#define SLACK 2.0

/* The bottom edge of what stands above @y on a page, tail and page number aside. */
static double
find_content_bottom (const BulletinDocx     *self,
                     const BulletinPlanPage *page,
                     double                  y)
{
  const double top = self->page_template->margin_top;
  const double pitch = bulletin_docx_get_pitch (self);
  double bottom = top;

  for (guint i = 0; i < page->lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (page->lines, i);
    const double middle = line->baseline + (line->descent - line->ascent) / 2;

    if (line->role == BULLETIN_PLAN_TAIL || line->role == BULLETIN_PLAN_PAGE_NUMBER || line->table > 0 || middle > y)
      continue;
    bottom = MAX (bottom, middle + pitch / 2);
  }
  for (guint i = 0; i < page->rules->len; i++) {
    const BulletinPlanRule *rule = g_ptr_array_index (page->rules, i);

    if (rule->x1 == rule->x2 && rule->y2 <= y + 1)
      bottom = MAX (bottom, rule->y2);
  }
  for (guint i = 0; i < page->pictures->len; i++) {
    const BulletinPlanPicture *picture = g_ptr_array_index (page->pictures, i);

    bottom = MAX (bottom, top + ceil ((picture->y + picture->height - top) / pitch) * pitch);
  }

  return bottom;
}

static guint
get_element (const BulletinPlanLine *line)
{
  return line->element;
}

/* The rows of one element from @first on: a line of recipients that is broken. */
static guint
find_element_end (const GArray *rows,
                  guint         first)
{
  const guint element = get_element (g_ptr_array_index (g_array_index (rows, BulletinDocxRow, first).lines, 0));
  guint end = first + 1;

  while (end < rows->len && get_element (g_ptr_array_index (g_array_index (rows, BulletinDocxRow, end).lines, 0)) == element)
    end++;

  return end;
}

/* A border reaches from indent to indent of its paragraph, and the rules are as
 * wide as the block: each is the border of a paragraph without text. */
static double
add_tail_rule (BulletinDocx             *self,
               const BulletinDocxBorder *border,
               int                       before,
               gboolean                  starts_page)
{
  const BulletinDocxParagraph paragraph = {
    .style = BULLETIN_DOCX_TAIL,
    .starts_page = starts_page,
    .keeps_with_next = TRUE,
    .before = before,
    .line = bulletin_docx_twips (RULE_LINE),
    .above = *border,
  };

  bulletin_docx_open_paragraph (self, &paragraph);
  bulletin_docx_close_paragraph (self);
  return RULE_LINE + border->width;
}

static void
add_tail_paragraph (BulletinDocx *self,
                    const GArray *rows,
                    guint         first,
                    guint         end,
                    double        height,
                    double        margin)
{
  const BulletinPlanLine *line = g_ptr_array_index (g_array_index (rows, BulletinDocxRow, first).lines, 0);
  const BulletinPlanLine *last = g_ptr_array_index (g_array_index (rows, BulletinDocxRow, end - 1).lines, 0);
  const double size = bulletin_docx_line_get_size (line);
  const gboolean is_right = bulletin_docx_line_get_left (line) - margin > self->page_template->block_width / 2;
  /* Further lines start under the first name, behind 报：, also where there are none. */
  const double rest = end > first + 1 ? bulletin_docx_line_get_left (last) : bulletin_docx_line_get_left (line) + 2 * size;
  const BulletinDocxParagraph paragraph = {
    .style = BULLETIN_DOCX_TAIL,
    .keeps_with_next = end < rows->len,
    .line = bulletin_docx_twips (height / (end - first)),
    .has_indent = TRUE,
    .left = is_right ? 0 : bulletin_docx_twips (rest - margin),
    .first = is_right ? 0 : bulletin_docx_twips (bulletin_docx_line_get_left (line) - rest),
    .right = bulletin_docx_twips (size),
    .align = is_right ? "right" : "left",
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = first; i < end; i++) {
    const GPtrArray *lines = g_array_index (rows, BulletinDocxRow, i).lines;

    for (guint j = 0; j < lines->len; j++) {
      const GPtrArray *runs = ((const BulletinPlanLine *) g_ptr_array_index (lines, j))->runs;

      for (guint k = 0; k < runs->len; k++)
        g_string_append (text, ((const BulletinPlanRun *) g_ptr_array_index (runs, k))->text);
    }
  }

  bulletin_docx_open_paragraph (self, &paragraph);
  bulletin_docx_add_run (self, text->str, &(BulletinDocxRun){ .role = -1 });
  bulletin_docx_close_paragraph (self);
}

static void
find_tail_rules (const BulletinDocx     *self,
                 const BulletinPlanPage *page,
                 GArray                 *rows)
{
  BulletinDocxRow *first = &g_array_index (rows, BulletinDocxRow, 0);
  BulletinDocxRow *last = &g_array_index (rows, BulletinDocxRow, rows->len - 1);
  const BulletinPlanLine *line = g_ptr_array_index (first->lines, 0);
  /* What is above the first line is as high as what is above the others. */
  const double leading = rows->len > 1 ? first->bottom - (line->baseline + line->descent)
                                       : bulletin_docx_line_get_size (line) * 0.3;

  first->top -= leading;
  last->bottom += leading;
  for (guint i = 0; i < rows->len; i++) {
    BulletinDocxRow *row = &g_array_index (rows, BulletinDocxRow, i);

    row->above = bulletin_docx_find_rule (self, page, row->top);
    if (i + 1 == rows->len)
      row->below = bulletin_docx_find_rule (self, page, row->bottom);
  }
}

/**
 * bulletin_docx_add_tail:
 * @self: a document
 *
 * Adds the tail at the foot of the last page, its rules as borders. It stands
 * there by the space above it, not in a frame: so it is text like any other, which
 * can be edited and is read where it stands.
 */
void
bulletin_docx_add_tail (BulletinDocx *self)
{
  const guint n_pages = bulletin_page_plan_get_n_pages (self->plan);
  const double bottom = self->page_template->margin_top + self->page_template->block_height;
  gboolean is_first = TRUE;

  for (guint p = 0; p < n_pages; p++) {
    const BulletinPlanPage *page = bulletin_page_plan_get_page (self->plan, p);
    g_autoptr (GArray) rows = bulletin_docx_collect_rows (self, page, BULLETIN_PLAN_TAIL);
    double top, content;
    gboolean is_alone;
    int before;

    if (rows->len == 0)
      continue;
    find_tail_rules (self, page, rows);
    top = g_array_index (rows, BulletinDocxRow, 0).top;
    content = find_content_bottom (self, page, top);
    is_alone = content <= self->page_template->margin_top + 1;
    before = MAX (0, bulletin_docx_twips (MIN (top, bottom) - content - SLACK));
    for (guint i = 0; i < rows->len;) {
      const guint end = find_element_end (rows, i);
      const BulletinDocxRow *row = &g_array_index (rows, BulletinDocxRow, i);
      const BulletinDocxRow *last = &g_array_index (rows, BulletinDocxRow, end - 1);
      double height = last->bottom - row->top;

      /* Without a rule above it there is a paragraph that holds the space. */
      if (row->above.width > 0 || before > 0)
        height -= add_tail_rule (self, &row->above, before, is_first && is_alone);
      if (last->below.width > 0)
        height -= RULE_LINE + last->below.width;
      add_tail_paragraph (self, rows, i, end, height, bulletin_page_template_get_left (self->page_template, p));
      if (last->below.width > 0)
        add_tail_rule (self, &last->below, 0, FALSE);
      before = 0;
      is_first = FALSE;
      i = end;
    }
  }
}
