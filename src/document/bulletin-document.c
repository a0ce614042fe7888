/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-document.h"

#include "bulletin-document-private.h"
#include "bulletin-marker.h"
#include "bulletin-materials.h"

#include <string.h>

struct _BulletinDocument
{
  gatomicrefcount ref_count;
  char *source;
  gsize length;
  GPtrArray *blocks;
  BulletinMaterials *materials;
};

G_DEFINE_BOXED_TYPE (BulletinDocument, bulletin_document, bulletin_document_ref, bulletin_document_unref)

static void
span_free (gpointer data)
{
  BulletinSpan *span = data;

  g_free (span->text);
  g_free (span->shown);
  g_free (span);
}

BulletinSpan *
bulletin_span_new (BulletinSpanKind kind,
                   const char      *text,
                   gsize            text_length,
                   gsize            offset,
                   gsize            length)
{
  BulletinSpan *span = g_new (BulletinSpan, 1);

  span->kind = kind;
  span->text = g_strndup (text, text_length);
  span->offset = offset;
  span->length = length;
  span->shown = kind == BULLETIN_SPAN_FIGURE ? g_strdup_printf ("{{%s}}", span->text) : NULL;

  return span;
}

GPtrArray *
bulletin_span_array_new (void)
{
  return g_ptr_array_new_with_free_func (span_free);
}

void
bulletin_block_free (BulletinBlock *block)
{
  g_clear_pointer (&block->spans, g_ptr_array_unref);
  g_clear_pointer (&block->body, g_ptr_array_unref);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
  g_clear_pointer (&block->caption, g_ptr_array_unref);
  g_free (block->target);
  g_free (block);
}

static void
append_spans (GString         *text,
              const GPtrArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    g_string_append (text, bulletin_span_get_shown (g_ptr_array_index (spans, i)));
}

static void
append_indent (const BulletinDocument *self,
               gsize                   line_start,
               GString                *text)
{
  const char *line = self->source + line_start;

  g_string_append_len (text, line, bulletin_skip_blanks (line, self->length - line_start));
}

/* The lines of paragraphs, headings, notes and attachments, each with the
 * indent it was typed with. */
static void
append_lines (const BulletinDocument *self,
              const BulletinBlock    *block,
              GString                *text)
{
  append_indent (self, block->offset, text);

  for (guint i = 0; i < block->spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (block->spans, i);

    g_string_append (text, bulletin_span_get_shown (span));
    if (strcmp (span->text, "\n") == 0)
      append_indent (self, span->offset + span->length, text);
  }

  if (block->body != NULL)
    append_spans (text, block->body);
}

static void
append_row (const BulletinTableRow *row,
            GString                *text)
{
  guint n_cells = row->cells->len;

  while (n_cells > 1) {
    const BulletinTableCell *cell = g_ptr_array_index (row->cells, n_cells - 1);

    if (cell->spans->len > 0)
      break;
    n_cells--;
  }

  for (guint i = 0; i < n_cells; i++) {
    const BulletinTableCell *cell = g_ptr_array_index (row->cells, i);

    if (i > 0)
      g_string_append_c (text, '\t');
    append_spans (text, cell->spans);
  }
}

/* The row of dashes under the last head row, or above all rows, says nothing, but
 * keeps its line. */
static void
append_table (const BulletinBlock *block,
              GString             *text)
{
  const BulletinTableRow *first = g_ptr_array_index (block->rows, 0);

  if (block->caption != NULL) {
    append_spans (text, block->caption);
    g_string_append_c (text, '\n');
  }

  if (!first->is_head && block->n_lines > block->rows->len + (block->caption != NULL))
    g_string_append_c (text, '\n');

  for (guint i = 0; i < block->rows->len; i++) {
    const BulletinTableRow *row = g_ptr_array_index (block->rows, i);
    const BulletinTableRow *next = i + 1 < block->rows->len ? g_ptr_array_index (block->rows, i + 1) : NULL;

    append_row (row, text);
    if (row->is_head && (next == NULL || !next->is_head))
      g_string_append_c (text, '\n');
    if (next != NULL)
      g_string_append_c (text, '\n');
  }
}

/**
 * bulletin_document_parse:
 * @text: (nullable): what was typed; %NULL is the empty text
 * @length: the bytes of @text, or -1 if it ends in a NUL
 *
 * Reads a text in the product's line-based markup. Everything parses: there is
 * no text that is an error. Takes time linear in the length, and may be called
 * from any thread.
 *
 * Text that is not valid UTF-8, or that holds NUL characters, is first mended
 * with g_utf8_make_valid(); only for such text does the document's source
 * differ from @text.
 *
 * Returns: (transfer full): the document
 */
BulletinDocument *
bulletin_document_parse (const char *text,
                         gssize      length)
{
  return bulletin_document_new (text, length, NULL);
}

static void
show_spans (GPtrArray               *spans,
            const BulletinMaterials *materials)
{
  for (guint i = 0; spans != NULL && i < spans->len; i++) {
    BulletinSpan *span = g_ptr_array_index (spans, i);
    const BulletinFigureValue *value;

    if (span->kind != BULLETIN_SPAN_FIGURE)
      continue;
    value = bulletin_materials_find_figure (materials, span->text);
    if (value != NULL && value->text != NULL)
      g_set_str (&span->shown, value->text);
  }
}

static void
show_figures (GPtrArray               *blocks,
              const BulletinMaterials *materials)
{
  for (guint i = 0; i < blocks->len; i++) {
    BulletinBlock *block = g_ptr_array_index (blocks, i);

    show_spans (block->spans, materials);
    show_spans (block->body, materials);
    show_spans (block->caption, materials);
    for (guint k = 0; block->rows != NULL && k < block->rows->len; k++) {
      const BulletinTableRow *row = g_ptr_array_index (block->rows, k);

      for (guint m = 0; m < row->cells->len; m++)
        show_spans (((BulletinTableCell *) g_ptr_array_index (row->cells, m))->spans, materials);
    }
  }
}

/**
 * bulletin_document_new:
 * @text: (nullable): what was typed
 * @length: the bytes of @text, or -1 if it ends in a NUL
 * @materials: (nullable): what the text refers to
 *
 * As bulletin_document_parse(), with live figures showing their values.
 *
 * Returns: (transfer full): the document
 */
BulletinDocument *
bulletin_document_new (const char        *text,
                       gssize             length,
                       BulletinMaterials *materials)
{
  BulletinDocument *self = g_new0 (BulletinDocument, 1);

  if (text == NULL) {
    text = "";
    length = 0;
  }
  if (length < 0)
    length = strlen (text);

  g_atomic_ref_count_init (&self->ref_count);

  if (g_utf8_validate_len (text, length, NULL)) {
    self->source = g_strndup (text, length);
    self->length = length;
  } else {
    self->source = g_utf8_make_valid (text, length);
    self->length = strlen (self->source);
  }

  self->blocks = bulletin_parse_blocks (self->source, self->length);
  if (materials != NULL) {
    self->materials = bulletin_materials_ref (materials);
    if (strstr (self->source, "{{") != NULL)
      show_figures (self->blocks, materials);
  }

  return self;
}

/**
 * bulletin_document_ref:
 * @self: a document
 *
 * Returns: (transfer full): @self, with one reference more
 */
BulletinDocument *
bulletin_document_ref (BulletinDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * bulletin_document_unref:
 * @self: (transfer full): a document
 *
 * Gives up a reference; the last one frees the document and its blocks.
 */
void
bulletin_document_unref (BulletinDocument *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->blocks);
  g_clear_pointer (&self->materials, bulletin_materials_unref);
  g_free (self->source);
  g_free (self);
}

/**
 * bulletin_document_get_source:
 * @self: a document
 *
 * Returns: (transfer none): the text that the document was read from, which
 *   all offsets count in
 */
const char *
bulletin_document_get_source (const BulletinDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source;
}

/**
 * bulletin_document_get_materials:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): what the text refers to, if it was given
 */
BulletinMaterials *
bulletin_document_get_materials (const BulletinDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->materials;
}

/**
 * bulletin_document_get_n_blocks:
 * @self: a document
 *
 * Returns: the number of blocks; 0 only for the empty text
 */
guint
bulletin_document_get_n_blocks (const BulletinDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->blocks->len;
}

/**
 * bulletin_document_get_block:
 * @self: a document
 * @index: the block's place, below bulletin_document_get_n_blocks()
 *
 * Returns: (transfer none) (nullable): the block, which lives as long as @self
 */
const BulletinBlock *
bulletin_document_get_block (const BulletinDocument *self,
                             guint                   index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->blocks->len, NULL);

  return g_ptr_array_index (self->blocks, index);
}

/**
 * bulletin_document_to_text:
 * @self: a document
 *
 * Writes the document as it was typed, block by block. For text that was valid
 * UTF-8 this is the text that was parsed, byte for byte.
 *
 * Returns: (transfer full): the text
 */
char *
bulletin_document_to_text (const BulletinDocument *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_sized_new (self->length);

  for (guint i = 0; i < self->blocks->len; i++) {
    const BulletinBlock *block = g_ptr_array_index (self->blocks, i);

    g_string_append_len (text, self->source + block->offset, block->length);
  }

  return g_string_free_and_steal (text);
}

/**
 * bulletin_document_to_plain_text:
 * @self: a document
 *
 * Writes what a reader is to read: without the marks and escapes of the markup,
 * one line for each line of the source, with the indents that were typed. The
 * cells of a table are parted by tabs, a picture leaves its caption, and a page
 * break or the line of dashes in a table an empty line. A figure without a value
 * stays as `{{…}}`. Lines end in LF.
 *
 * Returns: (transfer full): the text
 */
char *
bulletin_document_to_plain_text (const BulletinDocument *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_sized_new (self->length);

  for (guint i = 0; i < self->blocks->len; i++) {
    const BulletinBlock *block = g_ptr_array_index (self->blocks, i);

    if (i > 0)
      g_string_append_c (text, '\n');

    switch (block->kind) {
    case BULLETIN_BLOCK_PARAGRAPH:
    case BULLETIN_BLOCK_HEADING:
    case BULLETIN_BLOCK_NOTE:
    case BULLETIN_BLOCK_ATTACHMENTS:
      append_lines (self, block, text);
      break;
    case BULLETIN_BLOCK_TABLE:
      append_table (block, text);
      break;
    case BULLETIN_BLOCK_PICTURE:
      append_spans (text, block->spans);
      break;
    case BULLETIN_BLOCK_BLANK:
    case BULLETIN_BLOCK_PAGE_BREAK:
      break;
    default:
      g_assert_not_reached ();
    }
  }

  if (self->length > 0 &&
      (self->source[self->length - 1] == '\n' || self->source[self->length - 1] == '\r'))
    g_string_append_c (text, '\n');

  return g_string_free_and_steal (text);
}

/**
 * bulletin_span_get_shown:
 * @self: a span
 *
 * Returns: (transfer none): what a reader sees of it
 */
const char *
bulletin_span_get_shown (const BulletinSpan *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->shown != NULL ? self->shown : self->text;
}

/**
 * bulletin_spans_to_text:
 * @spans: (element-type BulletinSpan) (nullable): spans of a block
 *
 * Joins what a reader sees of spans.
 *
 * Returns: (transfer full): the text, empty for %NULL
 */
char *
bulletin_spans_to_text (const GPtrArray *spans)
{
  GString *text = g_string_new (NULL);

  if (spans != NULL)
    append_spans (text, spans);

  return g_string_free_and_steal (text);
}
