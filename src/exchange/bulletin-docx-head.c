/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-docx-rows.h"

#include <math.h>
#include <string.h>

/* The head and the title, as they stand on the plan. */

/* The name in red is spread; what follows its last character is not seen, and
 * would move it out of the middle. */
static void
add_spread (BulletinDocx           *self,
            const BulletinPlanLine *line,
            const char             *text,
            BulletinDocxRun        *run)
{
  const glong n = g_utf8_strlen (text, -1);
  const double room = (bulletin_docx_line_get_right (line) - bulletin_docx_line_get_left (line)) / n - run->size;
  g_autofree char *before = g_utf8_substring (text, 0, n - 1);

  run->spacing = bulletin_docx_twips (MAX (room, 0));
  bulletin_docx_add_run (self, before, run);
  run->spacing = 0;
  bulletin_docx_add_run (self, text + strlen (before), run);
}

static void
add_line (BulletinDocx           *self,
          const BulletinPlanLine *line,
          BulletinStyle           style)
{
  const BulletinTypeStyle *type = &self->page_template->styles[style];
  g_autoptr (GString) text = g_string_new (NULL);
  BulletinDocxRun run = { .role = (int) type->font, .is_strong = type->is_bold, .size = bulletin_docx_line_get_size (line), .colour = line->colour };

  for (guint i = 0; i < line->runs->len; i++)
    g_string_append (text, ((const BulletinPlanRun *) g_ptr_array_index (line->runs, i))->text);

  if (line->colour != 0 && g_utf8_strlen (text->str, -1) > 1)
    add_spread (self, line, text->str, &run);
  else
    bulletin_docx_add_run (self, text->str, &run);
}

/* The name in red, the marks above it, the rest. */
static BulletinStyle
get_head_style (const BulletinPlanLine *line,
                gboolean                is_above_name)
{
  if (line->colour != 0)
    return BULLETIN_STYLE_MASTHEAD;

  return is_above_name ? BULLETIN_STYLE_MARK : BULLETIN_STYLE_ISSUE;
}

static gboolean
has_name_below (const GArray *rows,
                guint         index)
{
  for (guint i = index + 1; i < rows->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (g_array_index (rows, BulletinDocxRow, i).lines, 0);

    if (line->colour != 0)
      return TRUE;
  }

  return FALSE;
}

/* How many tabs lead to where a line stands in its row. */
static guint
get_tab_stop (const BulletinDocx          *self,
              const BulletinPlanLine      *line,
              const BulletinDocxParagraph *paragraph)
{
  const char *align = bulletin_docx_line_get_align (self, line, 0);

  if (strcmp (align, "left") == 0)
    return 0;
  if (strcmp (align, "center") == 0)
    return 1;
  return paragraph->has_middle_tab ? 2 : 1;
}

static void
add_row (BulletinDocx *self,
         const GArray *rows,
         guint         index)
{
  const BulletinDocxRow *row = &g_array_index (rows, BulletinDocxRow, index);
  const gboolean is_above_name = has_name_below (rows, index);
  BulletinDocxParagraph paragraph = {
    .style = BULLETIN_DOCX_HEAD,
    .line = bulletin_docx_twips (row->bottom - row->top - row->below.width),
    .align = "left",
    .below = row->below,
  };
  guint n_tabs = 0;

  if (row->lines->len == 1) {
    paragraph.align = bulletin_docx_line_get_align (self, g_ptr_array_index (row->lines, 0), 0);
  } else {
    for (guint i = 0; i < row->lines->len; i++) {
      const char *align = bulletin_docx_line_get_align (self, g_ptr_array_index (row->lines, i), 0);

      paragraph.has_middle_tab |= strcmp (align, "center") == 0;
      paragraph.has_right_tab |= strcmp (align, "right") == 0;
    }
  }

  bulletin_docx_open_paragraph (self, &paragraph);
  for (guint i = 0; i < row->lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (row->lines, i);
    const guint stop = row->lines->len > 1 ? get_tab_stop (self, line, &paragraph) : 0;

    for (; n_tabs < stop; n_tabs++)
      bulletin_docx_add_tab (self);
    add_line (self, line, get_head_style (line, is_above_name));
  }
  if (index + 1 == rows->len)
    bulletin_docx_add_star (self, bulletin_page_plan_get_page (self->plan, 0));
  bulletin_docx_close_paragraph (self);
}

/* Where the head ends: at its rule, or with the row of the grid. */
static double
find_head_end (const BulletinDocx     *self,
               const BulletinPlanPage *page,
               const BulletinPlanLine *last)
{
  const double pitch = bulletin_docx_get_pitch (self);
  const double middle = last->baseline + (last->descent - last->ascent) / 2;

  for (guint i = 0; i < page->rules->len; i++) {
    const BulletinPlanRule *rule = g_ptr_array_index (page->rules, i);

    if (rule->y1 == rule->y2 && rule->y1 > last->baseline && rule->y1 < middle + 2 * pitch && rule->colour != 0)
      return rule->y1;
  }

  return middle + pitch / 2;
}

/* The first line of the page that is not of the head. */
static const BulletinPlanLine *
find_text (const BulletinPlanPage *page)
{
  for (guint i = 0; i < page->lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (page->lines, i);

    if (line->role != BULLETIN_PLAN_HEAD && line->role != BULLETIN_PLAN_TAIL && line->role != BULLETIN_PLAN_PAGE_NUMBER)
      return line;
  }

  return NULL;
}

/**
 * bulletin_docx_add_head:
 * @self: a document
 *
 * Adds the head of the first page: its rows at the heights that the plan has, the
 * red rule as the border of the last, and below it the rows that stay empty.
 */
void
bulletin_docx_add_head (BulletinDocx *self)
{
  const BulletinPlanPage *page = bulletin_page_plan_get_page (self->plan, 0);
  g_autoptr (GArray) rows = bulletin_docx_collect_rows (self, page, BULLETIN_PLAN_HEAD);
  const BulletinPlanLine *text = find_text (page);
  BulletinDocxRow *last;
  double below;

  if (rows->len == 0)
    return;

  g_array_index (rows, BulletinDocxRow, 0).top = self->page_template->margin_top;
  last = &g_array_index (rows, BulletinDocxRow, rows->len - 1);
  last->bottom = find_head_end (self, page, g_ptr_array_index (last->lines, 0));
  /* A rule with a star in it is no border. */
  if (!bulletin_docx_find_star (page))
    last->below = bulletin_docx_find_rule (self, page, last->bottom);

  for (guint i = 0; i < rows->len; i++)
    add_row (self, rows, i);

  if (!text)
    return;
  below = text->baseline + (text->descent - text->ascent) / 2 - bulletin_docx_get_pitch (self) / 2 - last->bottom;
  if (below > 1) {
    const BulletinDocxParagraph space = { .style = BULLETIN_DOCX_HEAD, .line = bulletin_docx_twips (below) };

    bulletin_docx_open_paragraph (self, &space);
    bulletin_docx_close_paragraph (self);
  }
}

/**
 * bulletin_docx_add_title:
 * @self: a document
 *
 * Adds the title, broken into lines where the plan breaks it.
 */
void
bulletin_docx_add_title (BulletinDocx *self)
{
  const double pitch = bulletin_docx_get_pitch (self);
  const int n_rows = MAX (1, (int) ceil (self->page_template->styles[BULLETIN_STYLE_TITLE].size / pitch));
  const BulletinDocxParagraph paragraph = {
    .style = BULLETIN_DOCX_TITLE,
    .line = n_rows * self->pitch,
    .after = self->pitch,
  };
  const BulletinDocxRun run = { .role = -1 };
  gboolean is_open = FALSE;

  for (guint p = 0; p < bulletin_page_plan_get_n_pages (self->plan); p++) {
    const BulletinPlanPage *page = bulletin_page_plan_get_page (self->plan, p);
    gboolean has_title = FALSE;

    for (guint i = 0; i < page->lines->len; i++) {
      const BulletinPlanLine *line = g_ptr_array_index (page->lines, i);
      g_autoptr (GString) text = g_string_new (NULL);

      if (line->role != BULLETIN_PLAN_TITLE)
        continue;
      has_title = TRUE;
      if (is_open)
        bulletin_docx_add_break (self);
      else
        bulletin_docx_open_paragraph (self, &paragraph);
      is_open = TRUE;
      for (guint j = 0; j < line->runs->len; j++)
        g_string_append (text, ((const BulletinPlanRun *) g_ptr_array_index (line->runs, j))->text);
      bulletin_docx_add_run (self, text->str, &run);
    }
    if (is_open && !has_title)
      break;
  }
  if (is_open)
    bulletin_docx_close_paragraph (self);
}
