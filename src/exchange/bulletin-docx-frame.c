/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-docx-private.h"

#include <math.h>
#include <string.h>

/* Head, title, tail and page numbers are read off the plan, so that whatever a
 * template does with them is done here too. */

/* Lines whose baselines are this close stand in the same row, and what is this
 * close to the middle or an edge of the block stands there. In points. */
#define SAME_ROW   1.0
#define SAME_PLACE 3.0

/* A rule belongs to the edge of a row that it is this close to. */
#define NEAR_EDGE 6.0

/* The height of a paragraph that only carries a rule. */
#define RULE_LINE 1.0

/* What the tail leaves free above it, so that rounding does not push it over to
 * a page of its own. */
#define SLACK 2.0

/* The lines of a role that stand side by side. */
typedef struct
{
  double top, bottom;
  GPtrArray *lines; /* (element-type BulletinPlanLine) */
  BulletinDocxBorder above, below;
} Row;

static void
row_clear (gpointer data)
{
  g_ptr_array_unref (((Row *) data)->lines);
}

static const BulletinPlanRun *
get_first_run (const BulletinPlanLine *line)
{
  return line->runs->len > 0 ? g_ptr_array_index (line->runs, 0) : NULL;
}

static double
get_left (const BulletinPlanLine *line)
{
  const BulletinPlanRun *run = get_first_run (line);

  return run ? run->x : 0;
}

static double
get_right (const BulletinPlanLine *line)
{
  const BulletinPlanRun *run = line->runs->len > 0 ? g_ptr_array_index (line->runs, line->runs->len - 1) : NULL;

  return run ? run->x + run->width : 0;
}

/* In points; the plan's fonts are absolute. */
static double
get_size (const BulletinPlanLine *line)
{
  const BulletinPlanRun *run = get_first_run (line);

  return run ? (double) pango_font_description_get_size (run->font) / PANGO_SCALE : 0;
}

/* The longest rule across the block near @y. */
static BulletinDocxBorder
find_rule (const BulletinDocx     *self,
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
  const double first = get_left (a);
  const double second = get_left (b);

  return (first > second) - (first < second);
}

/* The row edges half-way between the rows. */
static GArray *
collect_rows (const BulletinDocx     *self,
              const BulletinPlanPage *page,
              BulletinPlanRole        role)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));
  double baseline = -G_MAXDOUBLE;

  g_array_set_clear_func (rows, row_clear);
  for (guint i = 0; i < page->lines->len; i++) {
    BulletinPlanLine *line = g_ptr_array_index (page->lines, i);

    if (line->role != role || line->runs->len == 0)
      continue;
    if (rows->len == 0 || fabs (line->baseline - baseline) > SAME_ROW) {
      Row row = { line->baseline - line->ascent, line->baseline + line->descent, g_ptr_array_new (), { 0 }, { 0 } };

      g_array_append_val (rows, row);
      baseline = line->baseline;
    }
    g_ptr_array_add (g_array_index (rows, Row, rows->len - 1).lines, line);
  }
  /* As they are read, whichever the plan set first. */
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_sort_values (g_array_index (rows, Row, i).lines, compare_places);

  for (guint i = 0; i + 1 < rows->len; i++) {
    Row *row = &g_array_index (rows, Row, i);
    Row *next = &g_array_index (rows, Row, i + 1);

    row->bottom = next->top = (row->bottom + next->top) / 2;
  }

  return rows;
}

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

/* --- The head ---------------------------------------------------------------- */

static const char *
get_align (const BulletinDocx     *self,
           const BulletinPlanLine *line,
           guint                   page)
{
  const double left = bulletin_page_template_get_left (self->page_template, page);
  const double right = left + self->page_template->block_width;
  const double middle = (left + right) / 2;

  /* Behind the last character of a name that is spread there is as much room. */
  if (fabs ((get_left (line) + get_right (line)) / 2 - middle) < (line->colour != 0 ? get_size (line) : SAME_PLACE))
    return "center";
  if (fabs (get_left (line) - left) < SAME_PLACE)
    return "left";

  return get_right (line) > middle ? "right" : "left";
}

/* The name in red is spread; what follows its last character is not seen, and
 * would move it out of the middle. */
static void
add_spread (BulletinDocx           *self,
            const BulletinPlanLine *line,
            const char             *text,
            BulletinDocxRun        *run)
{
  const glong n = g_utf8_strlen (text, -1);
  const double room = (get_right (line) - get_left (line)) / n - run->size;
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
  BulletinDocxRun run = { .role = (int) type->font, .is_strong = type->is_bold, .size = get_size (line), .colour = line->colour };

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
    const BulletinPlanLine *line = g_ptr_array_index (g_array_index (rows, Row, i).lines, 0);

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
  const char *align = get_align (self, line, 0);

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
  const Row *row = &g_array_index (rows, Row, index);
  const gboolean is_above_name = has_name_below (rows, index);
  BulletinDocxParagraph paragraph = {
    .style = BULLETIN_DOCX_HEAD,
    .line = bulletin_docx_twips (row->bottom - row->top - row->below.width),
    .align = "left",
    .below = row->below,
  };
  guint n_tabs = 0;

  if (row->lines->len == 1) {
    paragraph.align = get_align (self, g_ptr_array_index (row->lines, 0), 0);
  } else {
    for (guint i = 0; i < row->lines->len; i++) {
      const char *align = get_align (self, g_ptr_array_index (row->lines, i), 0);

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
  g_autoptr (GArray) rows = collect_rows (self, page, BULLETIN_PLAN_HEAD);
  const BulletinPlanLine *text = find_text (page);
  Row *last;
  double below;

  if (rows->len == 0)
    return;

  g_array_index (rows, Row, 0).top = self->page_template->margin_top;
  last = &g_array_index (rows, Row, rows->len - 1);
  last->bottom = find_head_end (self, page, g_ptr_array_index (last->lines, 0));
  /* A rule with a star in it is no border. */
  if (!bulletin_docx_find_star (page))
    last->below = find_rule (self, page, last->bottom);

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

/* --- The tail ---------------------------------------------------------------- */

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
  const guint element = get_element (g_ptr_array_index (g_array_index (rows, Row, first).lines, 0));
  guint end = first + 1;

  while (end < rows->len && get_element (g_ptr_array_index (g_array_index (rows, Row, end).lines, 0)) == element)
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
  const BulletinPlanLine *line = g_ptr_array_index (g_array_index (rows, Row, first).lines, 0);
  const BulletinPlanLine *last = g_ptr_array_index (g_array_index (rows, Row, end - 1).lines, 0);
  const double size = get_size (line);
  const gboolean is_right = get_left (line) - margin > self->page_template->block_width / 2;
  /* Further lines start under the first name, behind 报：, also where there are none. */
  const double rest = end > first + 1 ? get_left (last) : get_left (line) + 2 * size;
  const BulletinDocxParagraph paragraph = {
    .style = BULLETIN_DOCX_TAIL,
    .keeps_with_next = end < rows->len,
    .line = bulletin_docx_twips (height / (end - first)),
    .has_indent = TRUE,
    .left = is_right ? 0 : bulletin_docx_twips (rest - margin),
    .first = is_right ? 0 : bulletin_docx_twips (get_left (line) - rest),
    .right = bulletin_docx_twips (size),
    .align = is_right ? "right" : "left",
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = first; i < end; i++) {
    const GPtrArray *lines = g_array_index (rows, Row, i).lines;

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
  Row *first = &g_array_index (rows, Row, 0);
  Row *last = &g_array_index (rows, Row, rows->len - 1);
  const BulletinPlanLine *line = g_ptr_array_index (first->lines, 0);
  /* What is above the first line is as high as what is above the others. */
  const double leading = rows->len > 1 ? first->bottom - (line->baseline + line->descent)
                                       : get_size (line) * 0.3;

  first->top -= leading;
  last->bottom += leading;
  for (guint i = 0; i < rows->len; i++) {
    Row *row = &g_array_index (rows, Row, i);

    row->above = find_rule (self, page, row->top);
    if (i + 1 == rows->len)
      row->below = find_rule (self, page, row->bottom);
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
    g_autoptr (GArray) rows = collect_rows (self, page, BULLETIN_PLAN_TAIL);
    double top, content;
    gboolean is_alone;
    int before;

    if (rows->len == 0)
      continue;
    find_tail_rules (self, page, rows);
    top = g_array_index (rows, Row, 0).top;
    content = find_content_bottom (self, page, top);
    is_alone = content <= self->page_template->margin_top + 1;
    before = MAX (0, bulletin_docx_twips (MIN (top, bottom) - content - SLACK));
    for (guint i = 0; i < rows->len;) {
      const guint end = find_element_end (rows, i);
      const Row *row = &g_array_index (rows, Row, i);
      const Row *last = &g_array_index (rows, Row, end - 1);
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

/* --- Page numbers ------------------------------------------------------------- */

/**
 * bulletin_docx_find_page_number:
 * @self: a document
 * @page: a page, from 0
 *
 * Returns: (transfer none) (nullable): the line with its number
 */
const BulletinPlanLine *
bulletin_docx_find_page_number (const BulletinDocx *self,
                                guint               page)
{
  const BulletinPlanPage *plan_page = bulletin_page_plan_get_page (self->plan, page);

  for (guint i = plan_page->lines->len; i > 0; i--) {
    const BulletinPlanLine *line = g_ptr_array_index (plan_page->lines, i - 1);

    if (line->role == BULLETIN_PLAN_PAGE_NUMBER)
      return line;
  }

  return NULL;
}

/* The first number of the line is the page's, a second one that of the pages. */
static void
add_number (BulletinDocx *self,
            const char   *text)
{
  static const char *const fields[] = { "PAGE", "NUMPAGES" };
  const BulletinDocxRun run = { .role = -1 };
  guint n_fields = 0;

  while (*text) {
    const gboolean is_number = g_ascii_isdigit (*text) && n_fields < G_N_ELEMENTS (fields);
    gsize length = 0;

    while (text[length] && (n_fields == G_N_ELEMENTS (fields) || g_ascii_isdigit (text[length]) == is_number))
      length++;

    g_autofree char *part = g_strndup (text, length);
    if (is_number)
      bulletin_docx_add_field (self, fields[n_fields++], part);
    else
      bulletin_docx_add_run (self, part, &run);
    text += length;
  }
}

/**
 * bulletin_docx_write_footer:
 * @self: a document
 * @page: a page that has the footer, from 0
 *
 * Returns: (transfer full): a footer like that of @page
 */
GBytes *
bulletin_docx_write_footer (BulletinDocx *self,
                            guint         page)
{
  const guint n_pages = bulletin_page_plan_get_n_pages (self->plan);
  const BulletinPlanLine *line = bulletin_docx_find_page_number (self, MIN (page, n_pages - 1));
  const double size = get_size (line);
  BulletinDocxParagraph paragraph = {
    .style = BULLETIN_DOCX_PAGE_NUMBER,
    .line = bulletin_docx_twips (size * 1.2),
    .has_indent = TRUE,
    .left = bulletin_docx_twips (size),
    .right = bulletin_docx_twips (size),
    .align = get_align (self, line, MIN (page, n_pages - 1)),
  };
  g_autoptr (GString) text = g_string_new (NULL);

  /* A bulletin of one page has no even page to read it off. */
  if (page >= n_pages && self->page_template->number_place == BULLETIN_NUMBER_OUTSIDE)
    paragraph.align = "left";
  for (guint i = 0; i < line->runs->len; i++)
    g_string_append (text, ((const BulletinPlanRun *) g_ptr_array_index (line->runs, i))->text);

  self->xml = bulletin_xml_writer_new ();
  bulletin_xml_writer_open (self->xml, "w:ftr");
  bulletin_xml_writer_set (self->xml, "xmlns:w", BULLETIN_DOCX_MAIN);
  bulletin_docx_open_paragraph (self, &paragraph);
  add_number (self, text->str);
  bulletin_docx_close_paragraph (self);
  bulletin_xml_writer_close (self->xml);
  return bulletin_xml_writer_finish (g_steal_pointer (&self->xml));
}
