/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-document.h"

#include <string.h>

/* Documents whose parts fit together whatever they were read from. */

static inline void
check_spans (const BulletinDocument *document,
             const BulletinBlock    *block,
             const GPtrArray        *spans,
             gsize                  *last)
{
  const char *source = bulletin_document_get_source (document);

  for (guint i = 0; i < spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);

    g_assert_cmpuint (span->offset, >=, *last);
    g_assert_cmpuint (span->length, >, 0);
    g_assert_cmpuint (span->offset + span->length, <=, block->offset + block->length);
    *last = span->offset + span->length;

    if (span->kind == BULLETIN_SPAN_FIGURE) {
      g_assert_cmpuint (strlen (span->text) + 4, ==, span->length);
      g_assert_cmpmem (source + span->offset + 2, span->length - 4, span->text, strlen (span->text));
    } else if (g_str_equal (span->text, "\n")) {
      g_assert_true (source[span->offset] == '\n' || source[span->offset] == '\r');
    } else {
      g_assert_cmpmem (source + span->offset, span->length, span->text, strlen (span->text));
      g_assert_null (strpbrk (span->text, "\r\n"));
    }

    g_assert_true (g_utf8_validate (span->text, -1, NULL));
  }
}

static inline void
check_table (const BulletinDocument *document,
             const BulletinBlock    *block)
{
  const BulletinTableRow *first = g_ptr_array_index (block->rows, 0);
  gsize last = block->offset;

  if (block->caption != NULL)
    check_spans (document, block, block->caption, &last);

  for (guint i = 0; i < block->rows->len; i++) {
    const BulletinTableRow *row = g_ptr_array_index (block->rows, i);

    g_assert_cmpuint (row->cells->len, ==, first->cells->len);
    g_assert_cmpuint (row->offset, >=, last);
    g_assert_cmpuint (row->offset + row->length, <=, block->offset + block->length);

    for (guint k = 0; k < row->cells->len; k++) {
      const BulletinTableCell *cell = g_ptr_array_index (row->cells, k);

      check_spans (document, block, cell->spans, &last);
      g_assert_cmpuint (last, <=, row->offset + row->length);
    }
  }
}

static inline guint
count_line_ends (const char *text)
{
  guint n = 0;

  for (gsize i = 0; text[i] != '\0'; i++) {
    if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n'))
      n++;
  }

  return n;
}

/* What holds of every document, whatever was typed. */
static inline void
check_document (const char *text)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autofree char *again = bulletin_document_to_text (document);
  g_autofree char *plain = bulletin_document_to_plain_text (document);
  gsize offset = 0;
  guint line = 0;

  g_assert_cmpstr (again, ==, text);
  g_assert_cmpstr (bulletin_document_get_source (document), ==, text);

  for (guint i = 0; i < bulletin_document_get_n_blocks (document); i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);
    gsize last = block->offset;

    g_assert_cmpuint (block->offset, ==, offset);
    g_assert_cmpuint (block->length, >, 0);
    g_assert_cmpuint (block->line, ==, line);
    g_assert_cmpuint (block->n_lines, >=, 1);
    g_assert_nonnull (block->spans);
    offset += block->length;
    line += block->n_lines;

    g_assert_cmpint (block->kind == BULLETIN_BLOCK_TABLE, ==, block->rows != NULL);
    g_assert_cmpint (block->kind == BULLETIN_BLOCK_PICTURE, ==, block->target != NULL);
    g_assert_cmpint (block->kind == BULLETIN_BLOCK_HEADING, ==, block->level > 0);

    if (block->kind == BULLETIN_BLOCK_TABLE) {
      g_assert_cmpuint (block->rows->len, >=, 1);
      check_table (document, block);
      continue;
    }

    check_spans (document, block, block->spans, &last);
    if (block->body != NULL) {
      g_assert_cmpint (block->kind, ==, BULLETIN_BLOCK_HEADING);
      g_assert_cmpuint (block->body->len, >=, 1);
      check_spans (document, block, block->body, &last);
    }
    if (block->kind == BULLETIN_BLOCK_HEADING) {
      const BulletinSpan *first = g_ptr_array_index (block->spans, 0);

      g_assert_cmpint (block->number, >=, 1);
      g_assert_cmpuint (first->length, >=, block->marker_length);
    }
  }

  g_assert_cmpuint (offset, ==, strlen (text));
  g_assert_cmpuint (line, ==, count_line_ends (text) + (offset > 0 && strchr ("\r\n", text[offset - 1]) == NULL));
  g_assert_cmpuint (count_line_ends (plain), ==, count_line_ends (text));
}

static inline BulletinDocument *
parse (const char *text)
{
  check_document (text);

  return bulletin_document_parse (text, -1);
}
