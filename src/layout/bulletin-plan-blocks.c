/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "bulletin-plan-builder.h"

/* The width of 附件：, below which the names of further attachments start. */
#define ATTACHMENT_COLUMNS 3
/* A picture takes at most these rows of the page; one that is not there these. */
#define MAX_PICTURE_ROWS     16
#define MISSING_PICTURE_ROWS 5
/* What is left free above and below a picture at least, in points. */
#define PICTURE_GAP 4.0
#define FRAME_GREY  0x999999
/* Below this many dots per inch a reader sees the dots. */
#define FINE_DPI 150
/* What is narrower than these hundredths of the block is not made so to look fine. */
#define MIN_FINE_PERCENT 15

static void
add_paragraph (BulletinPlanBuilder *self,
               const BulletinBlock *block)
{
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_STYLE_BODY, BULLETIN_PLAN_PARAGRAPH);
  BulletinSetting setting = { 0, self->page_template->indent * self->column, self->page_template->block_width, BULLETIN_ALIGN_START, TRUE };
  g_autoptr (BulletinText) text = bulletin_text_new ();

  style.element = ++self->n_elements;
  bulletin_text_append_spans (text, block->spans, 0, block->spans->len, &style);
  bulletin_plan_builder_add_text (self, text, &setting);
}

static void
add_heading (BulletinPlanBuilder *self,
             const BulletinBlock *block)
{
  const int level = CLAMP (block->level, 1, 4);
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_STYLE_HEADING_1 + level - 1, BULLETIN_PLAN_HEADING);
  BulletinSetting setting = { 0, self->page_template->indent * self->column, self->page_template->block_width, BULLETIN_ALIGN_START, TRUE };
  g_autoptr (BulletinText) text = bulletin_text_new ();

  style.level = level;
  style.element = ++self->n_elements;
  bulletin_text_append_spans (text, block->spans, 0, block->spans->len, &style);

  if (block->body && block->body->len > 0) {
    BulletinTextSpan body = bulletin_plan_builder_style (self, BULLETIN_STYLE_BODY, BULLETIN_PLAN_PARAGRAPH);

    body.element = ++self->n_elements;
    bulletin_text_append_spans (text, block->body, 0, block->body->len, &body);
    bulletin_plan_builder_add_text (self, text, &setting);
    return;
  }

  bulletin_plan_builder_add_text (self, text, &setting);
  self->keep_with_next = TRUE;
}

/* Where the line that starts with span @start ends: at a span that is a line end. */
static guint
find_line_end (const GPtrArray *spans,
               guint            start)
{
  guint i = start;

  while (i < spans->len && strcmp (((const BulletinSpan *) g_ptr_array_index (spans, i))->text, "\n") != 0)
    i++;

  return i;
}

static void
add_note (BulletinPlanBuilder *self,
          const BulletinBlock *block)
{
  const double indent = self->page_template->indent * self->column;
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_STYLE_NOTE, BULLETIN_PLAN_NOTE);
  BulletinSetting setting = { indent, 2 * indent, self->page_template->block_width - indent, BULLETIN_ALIGN_START, TRUE };

  for (guint start = 0; start < block->spans->len;) {
    guint end = find_line_end (block->spans, start);
    g_autoptr (BulletinText) text = bulletin_text_new ();

    style.element = ++self->n_elements;
    bulletin_text_append_spans (text, block->spans, start, end, &style);
    bulletin_plan_builder_add_text (self, text, &setting);
    start = end + 1;
  }
}

/* GB/T 9704-2012, 7.3.4: one row below the text and two characters in; numbered
 * names start one below the other, and so do the lines of a long one. */
static void
add_attachments (BulletinPlanBuilder *self,
                 const BulletinBlock *block)
{
  const double indent = self->page_template->indent * self->column;
  const double name = indent + ATTACHMENT_COLUMNS * self->column;
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_STYLE_BODY, BULLETIN_PLAN_PARAGRAPH);

  bulletin_plan_builder_add_space (self, 1);
  for (guint start = 0; start < block->spans->len;) {
    guint end = find_line_end (block->spans, start);
    BulletinSetting setting = { name + self->column, start == 0 ? indent : name, self->page_template->block_width, BULLETIN_ALIGN_START, TRUE };
    g_autoptr (BulletinText) text = bulletin_text_new ();

    style.element = ++self->n_elements;
    bulletin_text_append_spans (text, block->spans, start, end, &style);

    /* The word alone on its line: the first name goes on behind it. */
    if (start == 0 && end < block->spans->len && g_utf8_strlen (text->text->str, -1) <= ATTACHMENT_COLUMNS) {
      start = end + 1;
      end = find_line_end (block->spans, start);
      bulletin_text_append_spans (text, block->spans, start, end, &style);
    }

    bulletin_plan_builder_add_text (self, text, &setting);
    start = end + 1;
  }
}

/* The line of a picture, of @length bytes up to its last bracket, with another
 * width. */
static char *
make_narrower (const BulletinPlanBuilder *self,
               const BulletinBlock       *block,
               gsize                      length,
               guint                      percent)
{
  const char *line = self->source + block->offset;

  length--;
  if (block->width_percent > 0) {
    /* The width goes, with the blanks before it. */
    while (length > 0 && line[length - 1] != ' ')
      length--;
    while (length > 0 && line[length - 1] == ' ')
      length--;
  }

  return g_strdup_printf ("%.*s %u%%)", (int) length, line, percent);
}

/* A picture with too few dots for the size in which it is printed. */
static void
report_coarseness (const BulletinPlanBuilder *self,
                   const BulletinBlock       *block,
                   const BulletinPicture     *picture,
                   double                     width)
{
  const double dpi = picture->width * 72.0 / width;
  const double fine_width = picture->width * 72.0 / FINE_DPI;
  const guint percent = floor (100 * fine_width / self->page_template->block_width);
  g_autofree char *narrower = NULL;
  gsize length = block->length;

  if (dpi >= FINE_DPI)
    return;

  /* Without the line end. */
  while (length > 1 && self->source[block->offset + length - 1] != ')')
    length--;

  if (percent >= MIN_FINE_PERCENT)
    narrower = make_narrower (self, block, length, percent);
  g_ptr_array_add (self->findings,
                   bulletin_finding_new ("picture-coarse", BULLETIN_SEVERITY_WARNING, block->offset, length, narrower,
                                         /* Translators: the width in mm, the dots per inch, 150, the width in mm that is fine. */
                                         g_strdup_printf (_ ("Printed %.0f mm wide this picture has %.0f dots per inch, and below %d it looks coarse. Up to %.0f mm wide it is fine; to print it larger, insert one with more dots."),
                                                          width / BULLETIN_POINTS_PER_MM, floor (dpi), FINE_DPI, floor (fine_width / BULLETIN_POINTS_PER_MM))));
}

/* A picture takes whole rows, so that the text below it is on the grid again. It
 * is as wide as the text says, or else as large as it was meant for a screen of 96
 * dpi, if the block holds it. */
static BulletinFlowPiece *
make_picture (const BulletinPlanBuilder *self,
              const BulletinBlock       *block,
              const BulletinPicture     *picture)
{
  const BulletinPageTemplate *page_template = self->page_template;
  const double max_height = MIN (MAX_PICTURE_ROWS, page_template->rows - 2) * self->pitch - 2 * PICTURE_GAP;
  double width = picture->width * 72.0 / 96.0;
  double height = picture->height * 72.0 / 96.0;
  double scale;
  BulletinFlowPiece *piece;
  BulletinPlanPicture *placed = g_new0 (BulletinPlanPicture, 1);
  double n_rows;

  if (block->width_percent > 0) {
    height *= page_template->block_width * block->width_percent / 100 / width;
    width = page_template->block_width * block->width_percent / 100;
  }
  scale = MIN (1, MIN (page_template->block_width / width, max_height / height));
  width *= scale;
  height *= scale;
  report_coarseness (self, block, picture, width);
  n_rows = ceil ((height + 2 * PICTURE_GAP) / self->pitch - 1e-6);

  piece = bulletin_flow_piece_new (n_rows * self->pitch);
  placed->x = page_template->margin_left + (page_template->block_width - width) / 2;
  placed->y = (piece->height - height) / 2;
  placed->width = width;
  placed->height = height;
  placed->content = g_bytes_ref (picture->content);
  placed->media_type = g_strdup (picture->media_type);
  placed->caption = bulletin_spans_to_text (block->spans);
  placed->offset = block->offset;
  placed->length = block->length;
  piece->picture = placed;

  return piece;
}

/* Where a picture is to be that is not there. */
static BulletinFlowPiece *
make_frame (const BulletinPlanBuilder *self)
{
  const double left = self->page_template->margin_left + self->page_template->block_width / 4;
  const double right = left + self->page_template->block_width / 2;
  BulletinFlowPiece *piece = bulletin_flow_piece_new (MISSING_PICTURE_ROWS * self->pitch);
  const double bottom = piece->height - PICTURE_GAP;

  bulletin_flow_piece_add_rule (piece, left, PICTURE_GAP, right, PICTURE_GAP, 0.5, FRAME_GREY);
  bulletin_flow_piece_add_rule (piece, left, bottom, right, bottom, 0.5, FRAME_GREY);
  bulletin_flow_piece_add_rule (piece, left, PICTURE_GAP, left, bottom, 0.5, FRAME_GREY);
  bulletin_flow_piece_add_rule (piece, right, PICTURE_GAP, right, bottom, 0.5, FRAME_GREY);
  bulletin_flow_piece_add_rule (piece, left, PICTURE_GAP, right, bottom, 0.5, FRAME_GREY);
  bulletin_flow_piece_add_rule (piece, left, bottom, right, PICTURE_GAP, 0.5, FRAME_GREY);

  return piece;
}

static void
add_picture (BulletinPlanBuilder *self,
             const BulletinBlock *block)
{
  const BulletinPicture *picture = bulletin_materials_find_picture (self->materials, block->target);

  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_STYLE_CAPTION, BULLETIN_PLAN_CAPTION);
  BulletinSetting setting = { 0, 0, self->page_template->block_width, BULLETIN_ALIGN_CENTRE, FALSE };
  g_autoptr (BulletinText) text = bulletin_text_new ();

  /* The caption stays with its picture. */
  if (self->materials) {
    bulletin_plan_builder_add_piece (self, picture ? make_picture (self, block, picture) : make_frame (self));
    self->keep_with_next = block->spans->len > 0;
  }
  if (block->spans->len == 0)
    return;

  style.element = ++self->n_elements;
  bulletin_text_append_spans (text, block->spans, 0, block->spans->len, &style);
  bulletin_plan_builder_add_text (self, text, &setting);
}

/**
 * bulletin_plan_builder_add_block:
 * @self: a builder
 * @block: a block of the document
 *
 * Sets a block as GB/T 9704-2012, 7.3.3, has its kind, and adds its pieces. A
 * blank line and a page break have none.
 */
void
bulletin_plan_builder_add_block (BulletinPlanBuilder *self,
                                 const BulletinBlock *block)
{
  switch (block->kind) {
  case BULLETIN_BLOCK_PARAGRAPH:
    add_paragraph (self, block);
    break;
  case BULLETIN_BLOCK_HEADING:
    add_heading (self, block);
    break;
  case BULLETIN_BLOCK_NOTE:
    add_note (self, block);
    break;
  case BULLETIN_BLOCK_TABLE:
    bulletin_plan_builder_add_table (self, block);
    break;
  case BULLETIN_BLOCK_PICTURE:
    add_picture (self, block);
    break;
  case BULLETIN_BLOCK_ATTACHMENTS:
    add_attachments (self, block);
    break;
  case BULLETIN_BLOCK_BLANK:
  case BULLETIN_BLOCK_PAGE_BREAK:
  default:
    /* Blank lines part the blocks in the source; on paper indents do. */
    break;
  }
}
