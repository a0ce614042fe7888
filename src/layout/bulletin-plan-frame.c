/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-plan-frame.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bulletin-page-words.h"

/* A dash stands about 0.38 em above its baseline, and so does a digit's middle. */
#define DASH_HEIGHT 0.38

/* The star in a head's rule, and what is left free on both sides of it, as parts
 * of a row. */
#define STAR_SIZE 0.5
#define STAR_GAP  0.15

/* Lines of the tail, as parts of its type size. */
#define TAIL_LEADING 1.6

/* A short name is spread, up to half a character between two, over no more than
 * this part of the block. */
#define SPREAD_WIDTH 0.7

/* A title that takes more rows than this may break over pages. */
#define MAX_TITLE_ROWS 8

static BulletinPlanLine *
set_words (BulletinPlanBuilder    *self,
           const char             *words,
           const BulletinTextSpan *style,
           double                  left,
           double                  right,
           BulletinAlign           align)
{
  BulletinSetting setting = { left, left, right, align, FALSE };
  g_autoptr (BulletinText) text = bulletin_text_new ();

  bulletin_text_append (text, words, -1, style);
  return bulletin_plan_builder_set_single (self, text, &setting);
}

static double
measure_words (BulletinPlanBuilder    *self,
               const char             *words,
               const BulletinTextSpan *style,
               guint                  *n_clusters)
{
  g_autoptr (BulletinText) text = bulletin_text_new ();
  double width = 0;

  bulletin_text_append (text, words, -1, style);
  g_autoptr (BulletinShapedText) shaped = bulletin_plan_builder_shape (self, text);
  for (guint i = 0; i < shaped->clusters->len; i++)
    width += g_array_index (shaped->clusters, BulletinCluster, i).width;
  *n_clusters = shaped->clusters->len;

  return width;
}

static void
add_head_line (BulletinFlowPiece *piece,
               BulletinPlanLine  *line,
               double             top,
               double             height)
{
  if (!line)
    return;

  bulletin_plan_line_centre (line, top, height);
  g_ptr_array_add (piece->lines, line);
}

/* The name in red as the template has it: one line or two of the same size, made
 * smaller if one is too long for the block. */
static void
add_name (BulletinPlanBuilder *self,
          BulletinFlowPiece   *piece,
          const char          *name,
          double              *y)
{
  const BulletinHeadTemplate *head = &self->page_template->head;
  const double room = self->page_template->block_width;
  const char *const names[] = { name, head->second_name };
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_STYLE_MASTHEAD, BULLETIN_PLAN_HEAD);
  double tracking = head->spacing;
  double scale = 1, widest = 0;
  guint n_most = 0;

  style.tracking = MAX (0, head->spacing);
  for (guint i = 0; i < G_N_ELEMENTS (names) && names[i]; i++) {
    guint n;
    double natural = measure_words (self, names[i], &style, &n) - style.tracking;

    if (natural > room)
      scale = MIN (scale, room / natural);
    if (natural > widest) {
      widest = natural;
      n_most = n;
    }
  }

  /* A short name is spread over the block; both lines alike, by the longer. */
  if (tracking < 0)
    tracking = n_most > 1 && widest < SPREAD_WIDTH * room ? MIN (style.size / 2, (SPREAD_WIDTH * room - widest) / (n_most - 1)) : 0;
  style.size *= scale;
  style.tracking = tracking * scale;

  const double height = self->pitch * MAX (names[1] ? 1 : 2, ceil (style.size / scale * 1.2 / self->pitch));
  for (guint i = 0; i < G_N_ELEMENTS (names) && names[i]; i++) {
    style.element = ++self->n_elements;
    /* Tracking follows every character; what follows the last one is not seen. */
    BulletinPlanLine *line = set_words (self, names[i], &style, 0, room + style.tracking, BULLETIN_ALIGN_CENTRE);

    if (line)
      line->colour = head->colour;
    add_head_line (piece, line, *y, height);
    *y += height;
  }
}

/* A row of the head is a row of the grid, or as many as its type needs. */
static double
get_row_height (const BulletinPlanBuilder *self,
                const BulletinTextSpan    *style)
{
  return self->pitch * MAX (1, ceil (style->size / self->pitch - 1e-6));
}

static char *
format_date (const BulletinMetadata *metadata)
{
  g_autofree char *date = metadata->date ? bulletin_metadata_format_date (metadata) : NULL;

  return date && *date ? g_steal_pointer (&date) : NULL;
}

/* Secrecy mark and copy number, each on its side; on the same side the number
 * stands above the mark. */
static void
add_marks (BulletinPlanBuilder    *self,
           BulletinFlowPiece      *piece,
           const BulletinMetadata *metadata,
           double                 *y)
{
  const BulletinHeadTemplate *head = &self->page_template->head;
  const double width = self->page_template->block_width;
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_STYLE_MARK, BULLETIN_PLAN_HEAD);
  const double height = get_row_height (self, &style);
  const struct
  {
    const char *words;
    BulletinSide side;
  } marks[] = {
    { metadata->copy_number, head->copy_number_side },
    { metadata->secrecy, head->secrecy_side },
  };
  const gboolean is_stacked = marks[0].side == marks[1].side;
  const guint first = !is_stacked && marks[0].side == BULLETIN_SIDE_RIGHT;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    const guint index = (i + first) % G_N_ELEMENTS (marks);

    if (!marks[index].words)
      continue;

    style.element = ++self->n_elements;
    add_head_line (piece, set_words (self, marks[index].words, &style, 0, width, marks[index].side == BULLETIN_SIDE_LEFT ? BULLETIN_ALIGN_START : BULLETIN_ALIGN_END), *y, height);
    if (is_stacked)
      *y += height;
  }
  if (!is_stacked && (metadata->copy_number || metadata->secrecy))
    *y += height;
}

/* Issuer, issue line and date in one row, if there is room for all of it. */
static gboolean
add_one_row (BulletinPlanBuilder *self,
             BulletinFlowPiece   *piece,
             const char          *issuer,
             const char          *issue,
             const char          *date,
             double              *y)
{
  const double width = self->page_template->block_width;
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_STYLE_ISSUE, BULLETIN_PLAN_HEAD);
  const char *const words[] = { issuer, issue, date };
  static const BulletinAlign aligns[] = { BULLETIN_ALIGN_START, BULLETIN_ALIGN_CENTRE, BULLETIN_ALIGN_END };
  double widths[G_N_ELEMENTS (words)] = { 0 };
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    widths[i] = words[i] ? measure_words (self, words[i], &style, &n) + style.size : 0;
  if (MAX (widths[0], widths[2]) > (width - widths[1]) / 2)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (!words[i])
      continue;

    style.element = ++self->n_elements;
    add_head_line (piece, set_words (self, words[i], &style, 0, width, aligns[i]), *y, get_row_height (self, &style));
  }
  *y += get_row_height (self, &style);

  return TRUE;
}

/* Issuer and date on both sides of a row. The issuer, which can be long, goes on
 * in further rows; the date stands in the last. */
static void
add_issuer_and_date (BulletinPlanBuilder *self,
                     BulletinFlowPiece   *piece,
                     const char          *issuer,
                     const char          *date,
                     double              *y)
{
  const double width = self->page_template->block_width;
  const gboolean date_is_first = self->page_template->head.order == BULLETIN_HEAD_DATE_FIRST;
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_STYLE_ISSUE, BULLETIN_PLAN_HEAD);
  const double height = get_row_height (self, &style);
  double room = width;

  if (date) {
    guint n;

    room = MAX (8 * style.size, width - measure_words (self, date, &style, &n) - style.size);
  }
  if (issuer) {
    g_autoptr (BulletinText) text = bulletin_text_new ();
    BulletinSetting setting = { 0, 0, room, BULLETIN_ALIGN_START, FALSE };

    if (date_is_first)
      setting = (BulletinSetting){ width - room, width - room, width, BULLETIN_ALIGN_END, FALSE };
    style.element = ++self->n_elements;
    bulletin_text_append (text, issuer, -1, &style);
    g_autoptr (GPtrArray) lines = bulletin_plan_builder_set_lines (self, text, &setting);
    for (guint i = 0; i < lines->len; i++) {
      add_head_line (piece, g_steal_pointer (&lines->pdata[i]), *y, height);
      *y += i + 1 < lines->len ? height : 0;
    }
  }
  if (date) {
    style.element = ++self->n_elements;
    add_head_line (piece, set_words (self, date, &style, 0, width, date_is_first ? BULLETIN_ALIGN_START : BULLETIN_ALIGN_END), *y, height);
  }
  *y += height;
}

static void
add_head_rule (BulletinPlanBuilder *self,
               BulletinFlowPiece   *piece)
{
  const BulletinHeadTemplate *head = &self->page_template->head;
  const double left = self->page_template->margin_left;
  const double right = left + self->page_template->block_width;
  const double y = piece->height;
  const double centre = (left + right) / 2;
  const double star = STAR_SIZE * self->pitch / 2;
  const double gap = star + STAR_GAP * self->pitch;

  if (head->rule == BULLETIN_HEAD_RULE_PLAIN)
    bulletin_flow_piece_add_rule (piece, left, y, right, y, head->rule_width, head->colour);
  if (head->rule != BULLETIN_HEAD_RULE_STAR)
    return;

  bulletin_flow_piece_add_rule (piece, left, y, centre - gap, y, head->rule_width, head->colour);
  bulletin_flow_piece_add_rule (piece, centre - star, y, centre + star, y, head->rule_width, head->colour);
  ((BulletinPlanRule *) g_ptr_array_index (piece->rules, piece->rules->len - 1))->is_star = TRUE;
  bulletin_flow_piece_add_rule (piece, centre + gap, y, right, y, head->rule_width, head->colour);
}

/**
 * bulletin_plan_builder_add_head:
 * @self: a builder without pieces
 * @metadata: what is known of the bulletin
 *
 * Adds the head of the first page in whole rows of the grid, as the template has
 * it: secrecy and copy number, the name in red, the issue line, issuer and date,
 * each only if there is one; then the red rule and empty rows. Nothing for a
 * bulletin that has none of these.
 */
void
bulletin_plan_builder_add_head (BulletinPlanBuilder    *self,
                                const BulletinMetadata *metadata)
{
  const BulletinHeadTemplate *head = &self->page_template->head;
  const double width = self->page_template->block_width;
  const char *name = bulletin_page_template_get_masthead (self->page_template, metadata);
  const gboolean is_numbered = metadata->series || metadata->number > 0;
  g_autofree char *issue = is_numbered ? bulletin_page_template_format_issue (self->page_template, metadata) : NULL;
  g_autofree char *date = format_date (metadata);
  g_autoptr (BulletinFlowPiece) piece = bulletin_flow_piece_new (0);
  double y = 0;

  add_marks (self, piece, metadata, &y);
  if (name)
    add_name (self, piece, name, &y);

  if (head->order != BULLETIN_HEAD_ONE_ROW || !(metadata->issuer || date) || !issue || !add_one_row (self, piece, metadata->issuer, issue, date, &y)) {
    if (issue) {
      BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_STYLE_ISSUE, BULLETIN_PLAN_HEAD);

      style.element = ++self->n_elements;
      add_head_line (piece, set_words (self, issue, &style, 0, width, BULLETIN_ALIGN_CENTRE), y, get_row_height (self, &style));
      y += get_row_height (self, &style);
    }
    if (metadata->issuer || date)
      add_issuer_and_date (self, piece, metadata->issuer, date, &y);
  }

  if (y == 0)
    return;

  piece->height = y;
  add_head_rule (self, piece);
  bulletin_plan_builder_add_piece (self, g_steal_pointer (&piece));
  if (head->rows_below > 0)
    bulletin_plan_builder_add_space (self, (guint) head->rows_below);
  self->keep_with_next = TRUE;
}

/**
 * bulletin_plan_builder_add_title:
 * @self: a builder
 * @title: (nullable): the title
 *
 * Adds the title, centred and broken by sense, and an empty row (GB/T 9704-2012,
 * 7.3.1 and 7.3.2).
 */
void
bulletin_plan_builder_add_title (BulletinPlanBuilder *self,
                                 const char          *title)
{
  const double width = self->page_template->block_width;
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_STYLE_TITLE, BULLETIN_PLAN_TITLE);
  BulletinSetting setting = { 0, 0, width, BULLETIN_ALIGN_CENTRE, FALSE };

  if (!title)
    return;

  g_autoptr (BulletinText) text = bulletin_text_new ();
  style.element = ++self->n_elements;
  bulletin_text_append (text, title, -1, &style);
  g_autoptr (BulletinShapedText) shaped = bulletin_plan_builder_shape (self, text);
  g_autoptr (GArray) extents = bulletin_break_lines_balanced (shaped, text, width);

  for (guint i = 0; i < extents->len; i++) {
    BulletinPlanLine *line = bulletin_plan_builder_set_line (self, text, shaped, &g_array_index (extents, BulletinLineExtent, i), &setting);
    BulletinFlowPiece *piece = bulletin_flow_piece_new (self->pitch * MAX (1, ceil (style.size / self->pitch)));

    bulletin_plan_line_centre (line, 0, piece->height);
    g_ptr_array_add (piece->lines, line);
    piece->may_break_before = i >= MAX_TITLE_ROWS;
    bulletin_plan_builder_add_piece (self, piece);
  }

  if (extents->len > 0) {
    self->keep_with_next = TRUE;
    bulletin_plan_builder_add_space (self, 1);
    self->keep_with_next = TRUE;
  }
}

/* The rows of the tail as pieces of one line each. */
static GPtrArray *
set_tail (BulletinPlanBuilder    *self,
          const BulletinMetadata *metadata)
{
  const BulletinTailTemplate *tail = &self->page_template->tail;
  const double size = self->page_template->styles[BULLETIN_STYLE_TAIL].size;
  const double left = self->page_template->margin_left;
  const double width = self->page_template->block_width;
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_flow_piece_free);
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_STYLE_TAIL, BULLETIN_PLAN_TAIL);
  g_autofree char *copies = bulletin_page_template_format_copies (self->page_template, metadata);

  style.tracking = 0;
  for (guint i = 0; i < BULLETIN_N_RECIPIENTS; i++) {
    const char *label, *names;
    guint n;

    if (!bulletin_page_template_get_recipients (self->page_template, metadata, i, &label, &names))
      continue;

    /* One character in on both sides; further lines start under the first name
     * (GB/T 9704-2012, 7.4.2). */
    BulletinSetting setting = { size + MIN (width / 3, measure_words (self, label, &style, &n)), size, width - size, BULLETIN_ALIGN_START, TRUE };
    g_autoptr (BulletinText) text = bulletin_text_new ();

    style.element = ++self->n_elements;
    bulletin_text_append (text, label, -1, &style);
    bulletin_text_append (text, names, -1, &style);
    g_autoptr (GPtrArray) lines = bulletin_plan_builder_set_lines (self, text, &setting);
    for (guint j = 0; j < lines->len; j++) {
      BulletinFlowPiece *piece = bulletin_flow_piece_new (TAIL_LEADING * size);

      bulletin_plan_line_centre (lines->pdata[j], 0, piece->height);
      g_ptr_array_add (piece->lines, g_steal_pointer (&lines->pdata[j]));
      g_ptr_array_add (pieces, piece);
    }
  }

  if (copies) {
    BulletinFlowPiece *piece = bulletin_flow_piece_new (TAIL_LEADING * size);

    style.element = ++self->n_elements;
    add_head_line (piece, set_words (self, copies, &style, size, width - size, BULLETIN_ALIGN_END), 0, piece->height);
    if (pieces->len > 0 && tail->inner_rule > 0)
      bulletin_flow_piece_add_rule (piece, left, 0, left + width, 0, tail->inner_rule, BULLETIN_PLAN_BLACK);
    g_ptr_array_add (pieces, piece);
  }

  if (pieces->len > 0 && tail->outer_rule > 0) {
    BulletinFlowPiece *first = g_ptr_array_index (pieces, 0);
    BulletinFlowPiece *last = g_ptr_array_index (pieces, pieces->len - 1);

    bulletin_flow_piece_add_rule (first, left, 0, left + width, 0, tail->outer_rule, BULLETIN_PLAN_BLACK);
    bulletin_flow_piece_add_rule (last, left, last->height, left + width, last->height, tail->outer_rule, BULLETIN_PLAN_BLACK);
  }

  return pieces;
}

/**
 * bulletin_plan_builder_add_tail:
 * @self: a builder
 * @metadata: what is known of the bulletin
 * @pages: (element-type BulletinPlanPage): the pages, at least one
 * @used: how much of the last page's block is used, in points
 *
 * Puts the tail (版记: recipients and number of copies) at the foot of the last
 * page's block. If there is no room for it, it gets a page of its own, and that
 * is a finding. A bulletin without recipients and copies has no tail.
 */
void
bulletin_plan_builder_add_tail (BulletinPlanBuilder    *self,
                                const BulletinMetadata *metadata,
                                GPtrArray              *pages,
                                double                  used)
{
  const BulletinPageTemplate *page_template = self->page_template;
  g_autoptr (GPtrArray) pieces = set_tail (self, metadata);
  double height = 0;

  if (pieces->len == 0)
    return;

  for (guint i = 0; i < pieces->len; i++)
    height += ((const BulletinFlowPiece *) g_ptr_array_index (pieces, i))->height;

  if (used + height > page_template->block_height + 1e-3) {
    g_ptr_array_add (self->findings,
                     bulletin_finding_new ("tail-alone", BULLETIN_SEVERITY_WARNING, BULLETIN_FINDING_NOWHERE, 0, NULL,
                                           g_strdup (_ ("The recipients do not fit below the text and stand on a page of their own. Shorten the text by a few rows, or shorten the list of recipients."))));

    /* A list longer than a page is set like text. */
    if (height > page_template->block_height) {
      for (guint i = 0; i < pieces->len; i++)
        ((BulletinFlowPiece *) g_ptr_array_index (pieces, i))->on_grid = FALSE;
      bulletin_fill_pages (pieces, page_template, pages);
      return;
    }
    g_ptr_array_add (pages, bulletin_plan_page_new ());
  }

  BulletinPlanPage *page = g_ptr_array_index (pages, pages->len - 1);
  double y = page_template->margin_top + page_template->block_height - height;

  for (guint i = 0; i < pieces->len; i++) {
    BulletinFlowPiece *piece = g_ptr_array_index (pieces, i);

    bulletin_flow_piece_place (piece, page, y);
    y += piece->height;
  }
}

/**
 * bulletin_plan_builder_add_page_numbers:
 * @self: a builder
 * @pages: (element-type BulletinPlanPage): all pages
 *
 * Numbers the pages below the block, one character in: by default on the right of
 * odd pages and on the left of even ones (GB/T 9704-2012, 7.5).
 */
void
bulletin_plan_builder_add_page_numbers (BulletinPlanBuilder *self,
                                        GPtrArray           *pages)
{
  const BulletinPageTemplate *page_template = self->page_template;
  const double size = page_template->styles[BULLETIN_STYLE_PAGE_NUMBER].size;
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_STYLE_PAGE_NUMBER, BULLETIN_PLAN_PAGE_NUMBER);

  style.tracking = 0;
  for (guint i = 0; i < pages->len; i++) {
    BulletinPlanPage *page = g_ptr_array_index (pages, i);
    g_autofree char *number = bulletin_page_template_format_page_number (page_template, i, pages->len);
    BulletinAlign align = BULLETIN_ALIGN_END;

    if (!number)
      return;

    if (page_template->number_place == BULLETIN_NUMBER_CENTRE)
      align = BULLETIN_ALIGN_CENTRE;
    else if (page_template->number_place == BULLETIN_NUMBER_OUTSIDE && i % 2 == 1)
      align = BULLETIN_ALIGN_START;

    style.element = ++self->n_elements;
    /* Tracking follows every character; what follows the last one is not seen. */
    BulletinPlanLine *line = set_words (self, number, &style, size, page_template->block_width - size, align);
    line->baseline = page_template->margin_top + page_template->block_height + page_template->number_distance + DASH_HEIGHT * size;
    g_ptr_array_add (page->lines, line);
  }
}

/**
 * bulletin_plan_builder_mirror_pages:
 * @self: a builder
 * @pages: (element-type BulletinPlanPage): all pages, complete
 *
 * Moves what is on even pages to where their block is, if the template has the
 * binding on the other side there.
 */
void
bulletin_plan_builder_mirror_pages (BulletinPlanBuilder *self,
                                    GPtrArray           *pages)
{
  for (guint i = 0; i < pages->len; i++) {
    const double shift = bulletin_page_template_get_left (self->page_template, i) - self->page_template->margin_left;
    BulletinPlanPage *page = g_ptr_array_index (pages, i);

    if (shift == 0)
      continue;

    for (guint j = 0; j < page->lines->len; j++) {
      BulletinPlanLine *line = g_ptr_array_index (page->lines, j);

      for (guint k = 0; k < line->runs->len; k++)
        ((BulletinPlanRun *) g_ptr_array_index (line->runs, k))->x += shift;
    }
    for (guint j = 0; j < page->rules->len; j++) {
      BulletinPlanRule *rule = g_ptr_array_index (page->rules, j);

      rule->x1 += shift;
      rule->x2 += shift;
    }
    for (guint j = 0; j < page->pictures->len; j++)
      ((BulletinPlanPicture *) g_ptr_array_index (page->pictures, j))->x += shift;
  }
}
