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
    if (length > 1 && strchr ("\\*{}|[]", text[1]) != NULL) {
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

  case '[':
  case ']':
    *n_bytes = length > 1 && text[1] == *text ? 2 : 1;
    return *n_bytes == 1  ? BULLETIN_TOKEN_TEXT
           : *text == '[' ? BULLETIN_TOKEN_OPEN
                          : BULLETIN_TOKEN_CLOSE;

  default:
    for (n = 1; n < length; n++) {
      if (text[n] == '\\' || text[n] == '*' || text[n] == '{' || text[n] == '|' || text[n] == '[' || text[n] == ']')
        break;
    }
    *n_bytes = n;
    return BULLETIN_TOKEN_TEXT;
  }
}

/**
 * bulletin_inline_is_internal:
 * @text: a line without the blanks at its ends, in UTF-8
 * @length: the bytes of @text
 *
 * Returns: whether the line as a whole stands between one `[[` and its `]]`, and is
 *   then what stands between them. A row of a table is not: there each cell is
 *   marked for itself, so that the row keeps its bars.
 */
gboolean
bulletin_inline_is_internal (const char *text,
                             gsize       length)
{
  guint depth = 0;
  gsize n_bytes;

  if (length < 4 || text[0] != '[' || text[1] != '[' || text[length - 1] != ']' ||
      text[2 + bulletin_skip_blanks (text + 2, length - 2)] == '|')
    return FALSE;

  for (gsize i = 0; i < length; i += n_bytes) {
    BulletinTokenKind kind = bulletin_inline_next (text + i, length - i, &n_bytes);

    if (kind == BULLETIN_TOKEN_OPEN)
      depth++;
    else if (kind == BULLETIN_TOKEN_CLOSE && --depth == 0)
      return i + n_bytes == length;
  }

  return FALSE;
}

/* The marks of internal passages that have a partner in the piece, by their offset in
 * it; NULL if it has none at all, as nearly all have. */
static GHashTable *
find_internal_marks (const char *text,
                     gsize       length)
{
  g_autoptr (GHashTable) marks = NULL;
  g_autoptr (GArray) open = NULL;
  gsize n_bytes;

  if (g_strstr_len (text, length, "[[") == NULL)
    return NULL;

  marks = g_hash_table_new (NULL, NULL);
  open = g_array_new (FALSE, FALSE, sizeof (gsize));
  for (gsize i = 0; i < length; i += n_bytes) {
    BulletinTokenKind kind = bulletin_inline_next (text + i, length - i, &n_bytes);

    if (kind == BULLETIN_TOKEN_OPEN) {
      g_array_append_val (open, i);
    } else if (kind == BULLETIN_TOKEN_CLOSE && open->len > 0) {
      g_hash_table_add (marks, GSIZE_TO_POINTER (g_array_index (open, gsize, open->len - 1)));
      g_hash_table_add (marks, GSIZE_TO_POINTER (i));
      g_array_set_size (open, open->len - 1);
    }
  }

  return g_steal_pointer (&marks);
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
 * Reads `**strong**`, `{{figures}}`, escapes and the marks of internal passages,
 * `[[…]]`, whose words are words like any other here: bulletin_document_to_public_text()
 * leaves them out. `**` counts in pairs: one left over, always the last, is text, and so
 * is a bracket without a partner. Takes time linear in the piece.
 */
void
bulletin_inline_parse (const char *source,
                       gsize       start,
                       gsize       end,
                       GPtrArray  *spans)
{
  guint n_marks = count_strong_marks (source + start, end - start) / 2 * 2;
  g_autoptr (GHashTable) internal = find_internal_marks (source + start, end - start);
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

    case BULLETIN_TOKEN_OPEN:
    case BULLETIN_TOKEN_CLOSE:
      if (internal == NULL || !g_hash_table_contains (internal, GSIZE_TO_POINTER (i - start)))
        break;
      add_run (spans, source, strong, run, i);
      run = i + n_bytes;
      break;

    default:
      g_assert_not_reached ();
    }
  }

  add_run (spans, source, strong, run, end);
}
