/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-proof-text.h"

#include <string.h>

/* Who has this many of one kind has not typed them one by one, and will not read
 * them one by one: a text in traditional characters, say. */
#define MAX_FINDINGS_PER_RULE 500

typedef struct
{
  BulletinProofContext *context;
  BulletinProofTextFunc func;
  gpointer user_data;
  const BulletinBlock *block;
  gboolean in_cell;
  GArray *chars;
  GArray *starts;
  GArray *ends;
} Reader;

static void
add_char (Reader   *reader,
          gunichar  c,
          gsize     start,
          gsize     end)
{
  g_array_append_val (reader->chars, c);
  g_array_append_val (reader->starts, start);
  g_array_append_val (reader->ends, end);
}

static void
flush (Reader *reader)
{
  BulletinProofText text = {
    .block = reader->block,
    .in_cell = reader->in_cell,
    .chars = (gunichar *) reader->chars->data,
    .starts = (gsize *) reader->starts->data,
    .ends = (gsize *) reader->ends->data,
    .n_chars = reader->chars->len,
  };

  if (text.n_chars == 0)
    return;

  if (reader->block->marker_length > 0) {
    gsize marker_end = text.starts[0] + reader->block->marker_length;

    while (text.n_marker < text.n_chars && text.ends[text.n_marker] <= marker_end)
      text.n_marker++;
  }

  reader->func (reader->context, &text, reader->user_data);

  g_array_set_size (reader->chars, 0);
  g_array_set_size (reader->starts, 0);
  g_array_set_size (reader->ends, 0);
}

static void
read_spans (Reader          *reader,
            const GPtrArray *spans)
{
  if (spans == NULL)
    return;

  for (guint i = 0; i < spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);

    if (span->kind == BULLETIN_SPAN_FIGURE) {
      add_char (reader, BULLETIN_PROOF_FIGURE, span->offset, span->offset + span->length);
      continue;
    }

    if (strcmp (span->text, "\n") == 0) {
      flush (reader);
      continue;
    }

    for (const char *p = span->text; *p != '\0'; p = g_utf8_next_char (p)) {
      gsize start = span->offset + (p - span->text);

      add_char (reader, g_utf8_get_char (p), start, start + (g_utf8_next_char (p) - p));
    }
  }
}

/**
 * bulletin_proof_each_text:
 * @context: what is read
 * @func: called with every line of text
 * @user_data: for @func
 *
 * Calls @func with each paragraph, heading (its body included), line of a note
 * or of attachments, table cell and caption, in the order of the source.
 */
void
bulletin_proof_each_text (BulletinProofContext  *context,
                          BulletinProofTextFunc  func,
                          gpointer               user_data)
{
  g_autoptr (GArray) chars = g_array_new (FALSE, FALSE, sizeof (gunichar));
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  Reader reader = {
    .context = context,
    .func = func,
    .user_data = user_data,
    .chars = chars,
    .starts = starts,
    .ends = ends,
  };
  guint n_blocks = bulletin_document_get_n_blocks (context->document);

  for (guint i = 0; i < n_blocks; i++) {
    reader.block = bulletin_document_get_block (context->document, i);
    reader.in_cell = FALSE;

    read_spans (&reader, reader.block->caption);
    flush (&reader);
    read_spans (&reader, reader.block->spans);
    read_spans (&reader, reader.block->body);
    flush (&reader);

    for (guint k = 0; reader.block->rows != NULL && k < reader.block->rows->len; k++) {
      const BulletinTableRow *row = g_ptr_array_index (reader.block->rows, k);

      reader.in_cell = TRUE;
      for (guint m = 0; m < row->cells->len; m++) {
        const BulletinTableCell *cell = g_ptr_array_index (row->cells, m);

        read_spans (&reader, cell->spans);
        flush (&reader);
      }
    }
  }
}

/**
 * bulletin_proof_char:
 * @text: a line
 * @index: a place, which may lie outside of it
 *
 * Returns: the character there, or 0 before and after the line
 */
gunichar
bulletin_proof_char (const BulletinProofText *text,
                     gint64                   index)
{
  return index >= 0 && index < text->n_chars ? text->chars[index] : 0;
}

/**
 * bulletin_proof_substring:
 * @text: a line
 * @first: the first character
 * @n: how many
 *
 * Returns: (transfer full): these characters in UTF-8
 */
char *
bulletin_proof_substring (const BulletinProofText *text,
                          guint                    first,
                          guint                    n)
{
  GString *string = g_string_new (NULL);

  for (guint i = first; i < first + n && i < text->n_chars; i++)
    g_string_append_unichar (string, text->chars[i]);

  return g_string_free_and_steal (string);
}

/**
 * bulletin_proof_add:
 * @context: what is read
 * @rule: the rule's name, a static string
 * @severity: how bad it is
 * @offset: where, in bytes
 * @length: how many bytes
 * @replacement: (nullable): what mends it
 * @message: (transfer full): the sentence
 *
 * Adds a finding, unless the rule has its fill of them.
 */
void
bulletin_proof_add (BulletinProofContext *context,
                    const char           *rule,
                    BulletinSeverity      severity,
                    gsize                 offset,
                    gsize                 length,
                    const char           *replacement,
                    char                 *message)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (context->counts, rule));

  if (count >= MAX_FINDINGS_PER_RULE) {
    g_free (message);
    return;
  }

  g_hash_table_insert (context->counts, (gpointer) rule, GUINT_TO_POINTER (count + 1));
  g_ptr_array_add (context->findings,
                   bulletin_finding_new (rule, severity, offset, length, replacement, message));
}

/**
 * bulletin_proof_add_chars:
 * @context: what is read
 * @rule: the rule's name, a static string
 * @severity: how bad it is
 * @text: the line
 * @first: the first character concerned
 * @n: how many characters, at least 1
 * @replacement: (nullable): what mends it
 * @message: (transfer full): the sentence
 *
 * Adds a finding about some characters of a line. Where marks of the markup
 * stand between them the replacement, which would swallow them, is left out.
 */
void
bulletin_proof_add_chars (BulletinProofContext    *context,
                          const char              *rule,
                          BulletinSeverity         severity,
                          const BulletinProofText *text,
                          guint                    first,
                          guint                    n,
                          const char              *replacement,
                          char                    *message)
{
  gsize start = text->starts[first];
  gsize end = text->ends[first + n - 1];

  for (guint i = first; i + 1 < first + n; i++) {
    if (text->ends[i] != text->starts[i + 1])
      replacement = NULL;
  }

  /* An escaped character takes its backslash with it. */
  if (start > 0 && replacement != NULL && g_ascii_ispunct (text->chars[first]) &&
      bulletin_document_get_source (context->document)[start - 1] == '\\')
    replacement = NULL;

  bulletin_proof_add (context, rule, severity, start, end - start, replacement, message);
}

/* Whether @c is a Chinese character. */
gboolean
bulletin_is_han (gunichar c)
{
  return c == 0x3007 || (c >= 0x2e80 && g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN);
}

/* Whether @c is a Chinese character or a mark of Chinese punctuation. */
gboolean
bulletin_is_chinese (gunichar c)
{
  return bulletin_is_han (c) ||
         (c > 0x3000 && c <= 0x301b) ||
         (c >= 0xff01 && c <= 0xff5e && g_unichar_ispunct (c)) ||
         c == 0x201c || c == 0x201d || c == 0x2018 || c == 0x2019 || c == 0x2026;
}

/* Whether @c is a space that does not end a line. */
gboolean
bulletin_is_blank (gunichar c)
{
  return c == ' ' || c == '\t' || c == 0x00a0 || c == 0x3000;
}

gboolean
bulletin_is_ascii_digit (gunichar c)
{
  return c >= '0' && c <= '9';
}

gboolean
bulletin_is_ascii_alpha (gunichar c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
