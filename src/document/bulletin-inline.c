/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-document-private.h"

#include "bulletin-marker.h"

#include <string.h>

/* A figure names a metric, an organisation and a period; more than this is text
 * that happens to hold braces. The bound also keeps a line of nothing but `{{`
 * linear. */
#define MAX_FIGURE_BYTES 256

static gsize
scan_figure (const char *text,
             gsize       length)
{
  gsize limit = MIN (length, (gsize) MAX_FIGURE_BYTES);

  if (length < 2 || text[0] != '{' || text[1] != '{')
    return 0;

  for (gsize i = 2; i < limit; i++) {
    if (text[i] == '{' || text[i] == '\\')
      return 0;
    if (text[i] == '}') {
      if (i + 1 >= length || text[i + 1] != '}')
        return 0;
      if (bulletin_skip_blanks (text + 2, i - 2) == i - 2)
        return 0;
      return i + 2;
    }
  }

  return 0;
}

/**
 * bulletin_inline_next:
 * @text: UTF-8 text within one line
 * @length: the bytes of @text, at least 1
 * @n_bytes: (out): the bytes that the token takes
 *
 * Reads one token of the inline grammar. Text comes in pieces that end before
 * the next character that may start something else.
 *
 * Returns: what it is
 */
BulletinTokenKind
bulletin_inline_next (const char *text,
                      gsize       length,
                      gsize      *n_bytes)
{
  gsize n;

  switch (*text) {
  case '\\':
    if (length > 1 && strchr ("\\*{}|", text[1]) != NULL) {
      *n_bytes = 2;
      return BULLETIN_TOKEN_ESCAPE;
    }
    *n_bytes = 1;
    return BULLETIN_TOKEN_TEXT;

  case '*':
    for (n = 1; n < length && text[n] == '*'; n++)
      ;
    *n_bytes = n;
    /* A row of asterisks is a row of asterisks. */
    return n == 2 ? BULLETIN_TOKEN_STRONG : BULLETIN_TOKEN_TEXT;

  case '{':
    n = scan_figure (text, length);
    *n_bytes = MAX (n, 1);
    return n > 0 ? BULLETIN_TOKEN_FIGURE : BULLETIN_TOKEN_TEXT;

  case '|':
    *n_bytes = 1;
    return BULLETIN_TOKEN_TEXT;

  default:
    for (n = 1; n < length; n++) {
      if (text[n] == '\\' || text[n] == '*' || text[n] == '{' || text[n] == '|')
        break;
    }
    *n_bytes = n;
    return BULLETIN_TOKEN_TEXT;
  }
}

static guint
count_strong_marks (const char *text,
                    gsize       length)
{
  guint n_marks = 0;
  gsize n_bytes;

  for (gsize i = 0; i < length; i += n_bytes) {
    if (bulletin_inline_next (text + i, length - i, &n_bytes) == BULLETIN_TOKEN_STRONG)
      n_marks++;
  }

  return n_marks;
}

static void
add_run (GPtrArray  *spans,
         const char *source,
         gboolean    strong,
         gsize       start,
         gsize       end)
{
  if (end > start)
    g_ptr_array_add (spans, bulletin_span_new (strong ? BULLETIN_SPAN_STRONG : BULLETIN_SPAN_TEXT,
                                               source + start, end - start,
                                               start, end - start));
}

/**
 * bulletin_inline_parse:
 * @source: the whole text
 * @start: where the piece of a line starts, in bytes
 * @end: where it ends
 * @spans: (element-type BulletinSpan): the array to add its spans to
 *
 * Reads `**strong**`, `{{figures}}` and escapes. `**` counts in pairs: one left
 * over, always the last, is text. Takes time linear in the piece.
 */
void
bulletin_inline_parse (const char *source,
                       gsize       start,
                       gsize       end,
                       GPtrArray  *spans)
{
  guint n_marks = count_strong_marks (source + start, end - start) / 2 * 2;
  gboolean strong = FALSE;
  gsize run = start;
  gsize n_bytes;

  for (gsize i = start; i < end; i += n_bytes) {
    switch (bulletin_inline_next (source + i, end - i, &n_bytes)) {
    case BULLETIN_TOKEN_TEXT:
      break;

    case BULLETIN_TOKEN_ESCAPE:
      add_run (spans, source, strong, run, i);
      run = i + 1;
      break;

    case BULLETIN_TOKEN_STRONG:
      if (n_marks == 0)
        break;
      n_marks--;
      add_run (spans, source, strong, run, i);
      strong = !strong;
      run = i + n_bytes;
      break;

    case BULLETIN_TOKEN_FIGURE:
      add_run (spans, source, strong, run, i);
      g_ptr_array_add (spans, bulletin_span_new (BULLETIN_SPAN_FIGURE,
                                                 source + i + 2, n_bytes - 4,
                                                 i, n_bytes));
      run = i + n_bytes;
      break;

    default:
      g_assert_not_reached ();
    }
  }

  add_run (spans, source, strong, run, end);
}
