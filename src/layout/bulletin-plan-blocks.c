/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "bulletin-plan-builder.h"

#define INDENT_COLUMNS 2
/* The width of 附件：, below which the names of further attachments start. */
#define ATTACHMENT_COLUMNS 3

static void
add_paragraph (BulletinPlanBuilder *self,
               const BulletinBlock *block)
{
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_FONT_BODY, self->page_template->body_size, BULLETIN_PLAN_PARAGRAPH);
  BulletinSetting setting = { 0, INDENT_COLUMNS * self->column, self->page_template->block_width, BULLETIN_ALIGN_START, TRUE };
  g_autoptr (BulletinText) text = bulletin_text_new ();

  style.element = ++self->n_elements;
  bulletin_text_append_spans (text, block->spans, 0, block->spans->len, &style);
  bulletin_plan_builder_add_text (self, text, &setting);
}

/* The faces of the levels: GB/T 9704-2012, 7.3.3. */
static void
add_heading (BulletinPlanBuilder *self,
             const BulletinBlock *block)
{
  static const BulletinFontRole fonts[] = { BULLETIN_FONT_BODY, BULLETIN_FONT_HEADING, BULLETIN_FONT_KAI, BULLETIN_FONT_BODY, BULLETIN_FONT_BODY };
  const int level = CLAMP (block->level, 1, 4);
  BulletinTextSpan style = bulletin_plan_builder_style (self, fonts[level], self->page_template->body_size, BULLETIN_PLAN_HEADING);
  BulletinSetting setting = { 0, INDENT_COLUMNS * self->column, self->page_template->block_width, BULLETIN_ALIGN_START, TRUE };
  g_autoptr (BulletinText) text = bulletin_text_new ();

  style.level = level;
  style.bold = level == 3;
  style.element = ++self->n_elements;
  bulletin_text_append_spans (text, block->spans, 0, block->spans->len, &style);

  if (block->body && block->body->len > 0) {
    BulletinTextSpan body = bulletin_plan_builder_style (self, BULLETIN_FONT_BODY, self->page_template->body_size, BULLETIN_PLAN_PARAGRAPH);

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
  const double indent = INDENT_COLUMNS * self->column;
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_FONT_KAI, self->page_template->body_size, BULLETIN_PLAN_NOTE);
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
  const double indent = INDENT_COLUMNS * self->column;
  const double name = indent + ATTACHMENT_COLUMNS * self->column;
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_FONT_BODY, self->page_template->body_size, BULLETIN_PLAN_PARAGRAPH);

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

static void
add_picture (BulletinPlanBuilder *self,
             const BulletinBlock *block)
{
  BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_FONT_KAI, self->page_template->small_size, BULLETIN_PLAN_CAPTION);
  BulletinSetting setting = { 0, 0, self->page_template->block_width, BULLETIN_ALIGN_CENTRE, FALSE };
  g_autoptr (BulletinText) text = bulletin_text_new ();

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
