/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-document.h"

#include <string.h>

/* Counts on from one span into the next: strong text may start within a word. */
typedef struct
{
  guint n_words;
  gboolean in_run;
  gboolean is_joined;
} WordCount;

/* Whether a character stands for itself in the count: Chinese, its punctuation,
 * which is not wide for Unicode where Western text uses it too, and the signs set
 * among it: ① ℃ × →. */
static gboolean
counts_alone (gunichar c)
{
  return c >= 0x80 && (g_unichar_iswide (c) || g_unichar_ispunct (c) || g_unichar_type (c) == G_UNICODE_OTHER_SYMBOL ||
                       g_unichar_type (c) == G_UNICODE_MATH_SYMBOL || (c >= 0x2460 && c <= 0x24ff));
}

/* What changes or joins the sign before it: the parts of one emoji. */
static gboolean
is_part (gunichar c)
{
  return g_unichar_ismark (c) || g_unichar_iszerowidth (c) || (c >= 0x1f3fb && c <= 0x1f3ff);
}

static void
count_text (WordCount  *count,
            const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (is_part (c)) {
      count->is_joined = c == 0x200d;
      continue;
    }
    if (g_unichar_isspace (c)) {
      count->in_run = FALSE;
    } else if (counts_alone (c)) {
      count->n_words += !count->is_joined;
      count->in_run = FALSE;
    } else if (!count->in_run) {
      count->n_words++;
      count->in_run = TRUE;
    }
    count->is_joined = FALSE;
  }
}

static void
count_spans (WordCount       *count,
             const GPtrArray *spans)
{
  for (guint i = 0; i < spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);

    /* A figure without a value will be a number. */
    if (span->kind == BULLETIN_SPAN_FIGURE && g_str_has_prefix (span->shown, "{{"))
      count_text (count, "0");
    else
      count_text (count, bulletin_span_get_shown (span));
  }
}

static void
count_block (WordCount           *count,
             const BulletinBlock *block)
{
  count->in_run = FALSE;

  if (block->caption != NULL) {
    count_spans (count, block->caption);
    count->in_run = FALSE;
  }

  count_spans (count, block->spans);
  if (block->body != NULL)
    count_spans (count, block->body);

  for (guint k = 0; block->rows != NULL && k < block->rows->len; k++) {
    const BulletinTableRow *row = g_ptr_array_index (block->rows, k);

    for (guint m = 0; m < row->cells->len; m++) {
      const BulletinTableCell *cell = g_ptr_array_index (row->cells, m);

      count->in_run = FALSE;
      count_spans (count, cell->spans);
    }
  }
}

/**
 * bulletin_document_count_words:
 * @self: a document
 *
 * Counts as the office does (字数), which is how word processors count Chinese
 * text: every Chinese character and every mark of its punctuation is one, a run of
 * Latin letters, digits and their punctuation is one (1,621 and 90% too), and so
 * is a figure; spaces and the marks of the markup are none.
 *
 * Returns: the count
 */
guint
bulletin_document_count_words (const BulletinDocument *self)
{
  WordCount count = { 0 };

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < bulletin_document_get_n_blocks (self); i++)
    count_block (&count, bulletin_document_get_block (self, i));

  return count.n_words;
}
