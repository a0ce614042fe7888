/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-docx-private.h"

#include <math.h>
#include <string.h>

#include "bulletin-docx-drawing.h"

/* As the plan has them: the width of 附件： in columns, the place of a missing picture
 * in rows. */
#define ATTACHMENT_COLUMNS   3
#define MISSING_PICTURE_ROWS 5
#define FRAME_GREY           0x999999

#define DRAWING_PICTURE      "http://schemas.openxmlformats.org/drawingml/2006/picture"

static void
add_heading (BulletinDocx        *self,
             const BulletinBlock *block,
             gboolean             starts_page)
{
  const gboolean is_run_in = block->body && block->body->len > 0;
  const BulletinDocxParagraph paragraph = {
    .style = BULLETIN_DOCX_HEADING_1 + CLAMP (block->level, 1, 4) - 1,
    .starts_page = starts_page,
    .keeps_with_next = !is_run_in,
  };

  bulletin_docx_open_paragraph (self, &paragraph);
  bulletin_docx_add_spans (self, block->spans, 0, block->spans->len, NULL);
  if (is_run_in)
    bulletin_docx_add_spans (self, block->body, 0, block->body->len, BULLETIN_DOCX_BODY_TEXT);
  bulletin_docx_close_paragraph (self);
}

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
add_note (BulletinDocx        *self,
          const BulletinBlock *block,
          gboolean             starts_page)
{
  const int indent = self->page_template->indent * self->column;

  for (guint start = 0; start < block->spans->len;) {
    const guint end = find_line_end (block->spans, start);
    const BulletinDocxParagraph paragraph = {
      .style = BULLETIN_DOCX_NOTE,
      .starts_page = starts_page && start == 0,
      .has_indent = TRUE,
      .left = indent,
      .right = indent,
      .first = indent,
    };

    if (end > start) {
      bulletin_docx_open_paragraph (self, &paragraph);
      bulletin_docx_add_spans (self, block->spans, start, end, NULL);
      bulletin_docx_close_paragraph (self);
    }
    start = end + 1;
  }
}

static glong
count_characters (const GPtrArray *spans,
                  guint            start,
                  guint            end)
{
  glong n = 0;

  for (guint i = start; i < end; i++)
    n += g_utf8_strlen (bulletin_span_get_shown (g_ptr_array_index (spans, i)), -1);

  return n;
}

/* One row below the text; numbered names start one below the other (GB/T
 * 9704-2012, 7.3.4). */
static void
add_attachments (BulletinDocx        *self,
                 const BulletinBlock *block,
                 gboolean             starts_page)
{
  const int name = (self->page_template->indent + ATTACHMENT_COLUMNS + 1) * self->column;

  for (guint start = 0; start < block->spans->len;) {
    guint end = find_line_end (block->spans, start);
    const gboolean is_first = start == 0;
    const BulletinDocxParagraph paragraph = {
      .style = BULLETIN_DOCX_ATTACHMENTS,
      .starts_page = starts_page && is_first,
      .before = is_first && !starts_page ? self->pitch : 0,
      .has_indent = TRUE,
      .left = name,
      .first = is_first ? -(ATTACHMENT_COLUMNS + 1) * self->column : -self->column,
    };

    bulletin_docx_open_paragraph (self, &paragraph);
    bulletin_docx_add_spans (self, block->spans, start, end, NULL);
    /* The word alone on its line: the first name goes on behind it. */
    if (is_first && end < block->spans->len && count_characters (block->spans, start, end) <= ATTACHMENT_COLUMNS) {
      start = end + 1;
      end = find_line_end (block->spans, start);
      bulletin_docx_add_spans (self, block->spans, start, end, NULL);
    }
    bulletin_docx_close_paragraph (self);
    start = end + 1;
  }
}

/* --- Pictures ------------------------------------------------------------------- */

static const BulletinPlanPicture *
find_picture (const BulletinDocx *self,
              gsize               offset)
{
  for (guint p = 0; p < bulletin_page_plan_get_n_pages (self->plan); p++) {
    const BulletinPlanPage *page = bulletin_page_plan_get_page (self->plan, p);

    for (guint i = 0; i < page->pictures->len; i++) {
      const BulletinPlanPicture *picture = g_ptr_array_index (page->pictures, i);

      if (picture->offset == offset)
        return picture;
    }
  }

  return NULL;
}

/* The package holds each file once, however often the text shows it. */
static const BulletinDocxPicture *
keep_picture (BulletinDocx              *self,
              const BulletinPlanPicture *picture)
{
  const gboolean is_jpeg = g_strcmp0 (picture->media_type, "image/jpeg") == 0;

  for (guint i = 0; i < self->pictures->len; i++) {
    const BulletinDocxPicture *kept = g_ptr_array_index (self->pictures, i);

    if (g_bytes_equal (kept->content, picture->content))
      return kept;
  }

  BulletinDocxPicture *kept = g_new0 (BulletinDocxPicture, 1);

  g_ptr_array_add (self->pictures, kept);
  kept->part = g_strdup_printf ("media/image%u.%s", self->pictures->len, is_jpeg ? "jpeg" : "png");
  kept->id = g_strdup_printf ("picture%u", self->pictures->len);
  kept->content = g_bytes_ref (picture->content);
  return kept;
}

static void
set_properties (BulletinXmlWriter         *xml,
                const char                *element,
                guint                      number,
                const BulletinPlanPicture *picture)
{
  g_autofree char *name = g_strdup_printf ("图片 %u", number);

  bulletin_xml_writer_open (xml, element);
  bulletin_xml_writer_set_int (xml, "id", number);
  bulletin_xml_writer_set (xml, "name", name);
  bulletin_xml_writer_set (xml, "descr", picture->caption && *picture->caption ? picture->caption : name);
  bulletin_xml_writer_close (xml);
}

/* ECMA-376-1, 20.4.2.8 and 20.2.2. */
static void
add_drawing (BulletinDocx              *self,
             const BulletinPlanPicture *picture,
             guint                      number)
{
  BulletinXmlWriter *xml = self->xml;
  const BulletinDocxPicture *kept = keep_picture (self, picture);

  bulletin_xml_writer_open (xml, "w:r");
  bulletin_xml_writer_open (xml, "w:drawing");
  bulletin_docx_open_place (xml, "wp:inline");
  bulletin_docx_add_extent (xml, "wp:extent", picture->width, picture->height);
  set_properties (xml, "wp:docPr", number, picture);
  bulletin_docx_open_graphic (xml, DRAWING_PICTURE);
  bulletin_xml_writer_open (xml, "pic:pic");
  bulletin_xml_writer_set (xml, "xmlns:pic", DRAWING_PICTURE);
  bulletin_xml_writer_open (xml, "pic:nvPicPr");
  set_properties (xml, "pic:cNvPr", number, picture);
  bulletin_xml_writer_element (xml, "pic:cNvPicPr", NULL);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_open (xml, "pic:blipFill");
  bulletin_xml_writer_element (xml, "a:blip", "r:embed", kept->id, NULL);
  bulletin_xml_writer_open (xml, "a:stretch");
  bulletin_xml_writer_element (xml, "a:fillRect", NULL);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_close (xml);
  bulletin_docx_open_shape (xml, "pic:spPr", "rect", picture->width, picture->height);
  bulletin_xml_writer_close (xml);
  for (int i = 0; i < 6; i++)
    bulletin_xml_writer_close (xml);
}

/* An empty frame where the plan has one. */
static void
add_missing_picture (BulletinDocx *self,
                     gboolean      starts_page,
                     gboolean      has_caption)
{
  const BulletinDocxBorder border = { 0.5, FRAME_GREY };
  const BulletinDocxParagraph paragraph = {
    .style = BULLETIN_DOCX_PICTURE,
    .starts_page = starts_page,
    .keeps_with_next = has_caption,
    .line = MISSING_PICTURE_ROWS * self->pitch - 20,
    .has_indent = TRUE,
    .left = self->width / 4,
    .right = self->width / 4,
    .above = border,
    .below = border,
  };

  bulletin_docx_open_paragraph (self, &paragraph);
  bulletin_docx_close_paragraph (self);
}

/**
 * bulletin_docx_add_picture:
 * @self: a document
 * @block: a picture
 * @starts_page: whether a page begins with it
 *
 * Adds a picture in whole rows of the grid, with its caption as what is said for
 * it, and the caption below.
 */
void
bulletin_docx_add_picture (BulletinDocx        *self,
                           const BulletinBlock *block,
                           gboolean             starts_page)
{
  const BulletinPlanPicture *picture = find_picture (self, block->offset);
  const gboolean has_caption = block->spans->len > 0;
  const gboolean is_expected = bulletin_document_get_materials (self->document) != NULL;

  if (picture) {
    const int height = bulletin_docx_twips (picture->height);
    const int n_rows = MAX (1, (height + self->pitch - 1) / self->pitch);
    const int room = MAX (0, n_rows * self->pitch - height);
    const BulletinDocxParagraph paragraph = {
      .style = BULLETIN_DOCX_PICTURE,
      .starts_page = starts_page,
      .keeps_with_next = has_caption,
      .before = room / 2,
      .after = room - room / 2,
      .line = -1,
    };

    bulletin_docx_open_paragraph (self, &paragraph);
    add_drawing (self, picture, ++self->n_drawings);
    bulletin_docx_close_paragraph (self);
  } else if (is_expected) {
    add_missing_picture (self, starts_page, has_caption);
  }

  if (has_caption) {
    const BulletinDocxParagraph paragraph = {
      .style = BULLETIN_DOCX_PICTURE_CAPTION,
      .starts_page = starts_page && !picture && !is_expected,
    };

    bulletin_docx_open_paragraph (self, &paragraph);
    bulletin_docx_add_spans (self, block->spans, 0, block->spans->len, NULL);
    bulletin_docx_close_paragraph (self);
  }
}

/* --- All blocks ------------------------------------------------------------------- */

static gboolean
is_printed (const BulletinBlock *block)
{
  return block->kind != BULLETIN_BLOCK_BLANK && block->kind != BULLETIN_BLOCK_PAGE_BREAK;
}

static const BulletinBlock *
find_next (const BulletinDocx *self,
           guint               index)
{
  for (guint i = index + 1; i < bulletin_document_get_n_blocks (self->document); i++) {
    const BulletinBlock *block = bulletin_document_get_block (self->document, i);

    if (block->kind != BULLETIN_BLOCK_BLANK)
      return block;
  }

  return NULL;
}

/**
 * bulletin_docx_add_blocks:
 * @self: a document
 *
 * Adds the text, block by block.
 */
void
bulletin_docx_add_blocks (BulletinDocx *self)
{
  gboolean starts_page = FALSE;
  guint n_tables = 0;

  const guint n_blocks = bulletin_document_get_n_blocks (self->document);

  for (guint i = 0; i < n_blocks && !g_cancellable_is_cancelled (self->cancellable); i++) {
    const BulletinBlock *block = bulletin_document_get_block (self->document, i);

    if (self->progress)
      self->progress ((double) i / n_blocks, self->progress_data);
    switch (block->kind) {
    case BULLETIN_BLOCK_PARAGRAPH: {
      const BulletinDocxParagraph paragraph = { .style = BULLETIN_DOCX_BODY, .starts_page = starts_page };

      bulletin_docx_open_paragraph (self, &paragraph);
      bulletin_docx_add_spans (self, block->spans, 0, block->spans->len, NULL);
      bulletin_docx_close_paragraph (self);
      break;
    }
    case BULLETIN_BLOCK_HEADING:
      add_heading (self, block, starts_page);
      break;
    case BULLETIN_BLOCK_NOTE:
      add_note (self, block, starts_page);
      break;
    case BULLETIN_BLOCK_TABLE:
      bulletin_docx_add_table (self, block, ++n_tables, starts_page);
      bulletin_docx_add_space_below (self, find_next (self, i));
      break;
    case BULLETIN_BLOCK_PICTURE:
      bulletin_docx_add_picture (self, block, starts_page);
      break;
    case BULLETIN_BLOCK_ATTACHMENTS:
      add_attachments (self, block, starts_page);
      break;
    case BULLETIN_BLOCK_PAGE_BREAK:
      starts_page = TRUE;
      break;
    case BULLETIN_BLOCK_BLANK:
    default:
      break;
    }
    if (is_printed (block))
      starts_page = FALSE;
  }
}
