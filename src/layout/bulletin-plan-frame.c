/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-plan-frame.h"

#include <glib/gi18n.h>
#include <math.h>

/* What is printed is Chinese whatever language the window speaks, so the words
 * of the head and tail are not translated. */

#define RED_RULE   (0.7 * BULLETIN_POINTS_PER_MM)
#define OUTER_RULE (0.35 * BULLETIN_POINTS_PER_MM) /* GB/T 9704-2012, 7.4.1 */
#define INNER_RULE (0.25 * BULLETIN_POINTS_PER_MM)

/* The dashes of a page number stand 7 mm below the block (GB/T 9704-2012, 7.5);
 * a dash stands about 0.38 em above its baseline. */
#define PAGE_NUMBER_DISTANCE (7 * BULLETIN_POINTS_PER_MM)
#define DASH_HEIGHT          0.38

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

/* The name in red, spread if it is short and made smaller if it is long. */
static BulletinPlanLine *
set_name (BulletinPlanBuilder *self,
          const char          *name)
{
  const double room = self->page_template->block_width;
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_FONT_TITLE, self->page_template->head_size, BULLETIN_PLAN_HEAD);
  double left = 0, right = room;
  guint n;
  double natural;

  style.element = ++self->n_elements;
  style.tracking = 0;
  natural = measure_words (self, name, &style, &n);

  if (natural > room)
    style.size *= room / natural;
  else if (n > 1 && natural < SPREAD_WIDTH * room) {
    style.tracking = MIN (style.size / 2, (SPREAD_WIDTH * room - natural) / (n - 1));
    /* Tracking follows every character; what follows the last one is not seen. */
    right += style.tracking;
  }

  BulletinPlanLine *line = set_words (self, name, &style, left, right, BULLETIN_ALIGN_CENTRE);
  if (line)
    line->colour = BULLETIN_PLAN_RED;

  return line;
}

/* An issue has its number only when it is issued; until then there is room for
 * it, so that the page does not move when it comes. */
static char *
format_issue_line (const BulletinMetadata *metadata)
{
  if (metadata->number > 0)
    return bulletin_metadata_format_issue (metadata);

  return g_strdup (metadata->kind == BULLETIN_KIND_SUPPLEMENT ? "增刊第　期" : "第　期");
}

static char *
format_date (const BulletinMetadata *metadata)
{
  g_autofree char *date = metadata->date ? bulletin_metadata_format_date (metadata) : NULL;

  return date && *date ? g_steal_pointer (&date) : NULL;
}

static void
add_head_line (BulletinPlanBuilder *self,
               BulletinFlowPiece   *piece,
               BulletinPlanLine    *line,
               double               top,
               double               height)
{
  if (!line)
    return;

  bulletin_plan_line_centre (line, top, height);
  g_ptr_array_add (piece->lines, line);
}

/**
 * bulletin_plan_builder_add_head:
 * @self: a builder without pieces
 * @metadata: what is known of the bulletin
 *
 * Adds the head of the first page in whole rows of the grid: secrecy and copy
 * number, the name in red, the issue line, issuer and date, each only if there
 * is one; then the red rule, and two empty rows. Nothing for a bulletin that has
 * none of these.
 */
void
bulletin_plan_builder_add_head (BulletinPlanBuilder    *self,
                                const BulletinMetadata *metadata)
{
  const BulletinPageTemplate *page_template = self->page_template;
  const double width = page_template->block_width;
  const double size = page_template->body_size;
  const double left = page_template->margin_left;
  BulletinTextSpan body = bulletin_plan_builder_style (self, BULLETIN_FONT_BODY, size, BULLETIN_PLAN_HEAD);
  BulletinTextSpan mark = bulletin_plan_builder_style (self, BULLETIN_FONT_HEADING, size, BULLETIN_PLAN_HEAD);
  g_autofree char *date = format_date (metadata);
  g_autoptr (BulletinFlowPiece) piece = bulletin_flow_piece_new (0);
  const gboolean is_numbered = metadata->series || metadata->number > 0;
  double y = 0;

  if (metadata->secrecy || metadata->copy_number) {
    if (metadata->secrecy) {
      mark.element = ++self->n_elements;
      add_head_line (self, piece, set_words (self, metadata->secrecy, &mark, 0, width, BULLETIN_ALIGN_START), y, self->pitch);
    }
    if (metadata->copy_number) {
      mark.element = ++self->n_elements;
      add_head_line (self, piece, set_words (self, metadata->copy_number, &mark, 0, width, BULLETIN_ALIGN_END), y, self->pitch);
    }
    y += self->pitch;
  }

  if (metadata->series) {
    BulletinPlanLine *name = set_name (self, metadata->series);
    double height = self->pitch * MAX (2, ceil (page_template->head_size * 1.2 / self->pitch));

    add_head_line (self, piece, name, y, height);
    y += height;
  }

  if (is_numbered) {
    g_autofree char *issue = format_issue_line (metadata);

    body.element = ++self->n_elements;
    add_head_line (self, piece, set_words (self, issue, &body, 0, width, BULLETIN_ALIGN_CENTRE), y, self->pitch);
    y += self->pitch;
  }

  if (metadata->issuer || date) {
    double room = width;

    if (date) {
      guint n;

      room -= measure_words (self, date, &body, &n) + size;
    }
    if (metadata->issuer) {
      g_autoptr (BulletinText) text = bulletin_text_new ();
      BulletinSetting setting = { 0, 0, MAX (room, 8 * size), BULLETIN_ALIGN_START, FALSE };

      body.element = ++self->n_elements;
      bulletin_text_append (text, metadata->issuer, -1, &body);
      g_autoptr (GPtrArray) lines = bulletin_plan_builder_set_lines (self, text, &setting);
      for (guint i = 0; i < lines->len; i++) {
        add_head_line (self, piece, g_steal_pointer (&lines->pdata[i]), y, self->pitch);
        y += i + 1 < lines->len ? self->pitch : 0;
      }
    }
    if (date) {
      body.element = ++self->n_elements;
      add_head_line (self, piece, set_words (self, date, &body, 0, width, BULLETIN_ALIGN_END), y, self->pitch);
    }
    y += self->pitch;
  }

  if (y == 0)
    return;

  piece->height = y;
  bulletin_flow_piece_add_rule (piece, left, y, left + width, y, RED_RULE, BULLETIN_PLAN_RED);
  bulletin_plan_builder_add_piece (self, g_steal_pointer (&piece));
  bulletin_plan_builder_add_space (self, 2);
  self->keep_with_next = TRUE;
}

/**
 * bulletin_plan_builder_add_title:
 * @self: a builder
 * @title: (nullable): the title
 *
 * Adds the title, centred in 2号 小标宋 and broken by sense, and an empty row
 * (GB/T 9704-2012, 7.3.1 and 7.3.2).
 */
void
bulletin_plan_builder_add_title (BulletinPlanBuilder *self,
                                 const char          *title)
{
  const double width = self->page_template->block_width;
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_FONT_TITLE, self->page_template->title_size, BULLETIN_PLAN_TITLE);
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
  const double size = self->page_template->small_size;
  const double left = self->page_template->margin_left;
  const double width = self->page_template->block_width;
  const struct
  {
    const char *label;
    const char *names;
  } recipients[] = {
    { "报：", metadata->report_to },
    { "送：", metadata->send_to },
    { "发：", metadata->distribute_to },
  };
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_flow_piece_free);
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_FONT_BODY, size, BULLETIN_PLAN_TAIL);

  style.tracking = 0;
  for (guint i = 0; i < G_N_ELEMENTS (recipients); i++) {
    /* One character in on both sides; further lines start under the first name
     * (GB/T 9704-2012, 7.4.2). */
    BulletinSetting setting = { 3 * size, size, width - size, BULLETIN_ALIGN_START, TRUE };
    g_autoptr (BulletinText) text = bulletin_text_new ();

    if (!recipients[i].names)
      continue;

    style.element = ++self->n_elements;
    bulletin_text_append (text, recipients[i].label, -1, &style);
    bulletin_text_append (text, recipients[i].names, -1, &style);
    g_autoptr (GPtrArray) lines = bulletin_plan_builder_set_lines (self, text, &setting);
    for (guint j = 0; j < lines->len; j++) {
      BulletinFlowPiece *piece = bulletin_flow_piece_new (TAIL_LEADING * size);

      bulletin_plan_line_centre (lines->pdata[j], 0, piece->height);
      g_ptr_array_add (piece->lines, g_steal_pointer (&lines->pdata[j]));
      g_ptr_array_add (pieces, piece);
    }
  }

  if (metadata->copies > 0) {
    g_autofree char *copies = g_strdup_printf ("共印%d份", metadata->copies);
    BulletinFlowPiece *piece = bulletin_flow_piece_new (TAIL_LEADING * size);

    style.element = ++self->n_elements;
    add_head_line (self, piece, set_words (self, copies, &style, size, width - size, BULLETIN_ALIGN_END), 0, piece->height);
    if (pieces->len > 0)
      bulletin_flow_piece_add_rule (piece, left, 0, left + width, 0, INNER_RULE, BULLETIN_PLAN_BLACK);
    g_ptr_array_add (pieces, piece);
  }

  if (pieces->len > 0) {
    BulletinFlowPiece *first = g_ptr_array_index (pieces, 0);
    BulletinFlowPiece *last = g_ptr_array_index (pieces, pieces->len - 1);

    bulletin_flow_piece_add_rule (first, left, 0, left + width, 0, OUTER_RULE, BULLETIN_PLAN_BLACK);
    bulletin_flow_piece_add_rule (last, left, last->height, left + width, last->height, OUTER_RULE, BULLETIN_PLAN_BLACK);
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
 * Numbers the pages in 4号 宋体 between dashes, 7 mm below the block, one
 * character in: on the right of odd pages, on the left of even ones (GB/T
 * 9704-2012, 7.5).
 */
void
bulletin_plan_builder_add_page_numbers (BulletinPlanBuilder *self,
                                        GPtrArray           *pages)
{
  const BulletinPageTemplate *page_template = self->page_template;
  const double size = page_template->small_size;
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_FONT_SONG, size, BULLETIN_PLAN_PAGE_NUMBER);

  style.tracking = 0;
  for (guint i = 0; i < pages->len; i++) {
    BulletinPlanPage *page = g_ptr_array_index (pages, i);
    g_autofree char *number = g_strdup_printf ("— %u —", i + 1);

    style.element = ++self->n_elements;
    BulletinPlanLine *line = set_words (self, number, &style, size, page_template->block_width - size,
                                        i % 2 == 0 ? BULLETIN_ALIGN_END : BULLETIN_ALIGN_START);
    line->baseline = page_template->margin_top + page_template->block_height + PAGE_NUMBER_DISTANCE + DASH_HEIGHT * size;
    g_ptr_array_add (page->lines, line);
  }
}
