/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-document.h"

#include "bulletin-document-private.h"
#include "bulletin-marker.h"
#include "bulletin-sections.h"

#include <string.h>

/* The public edition of a text: what it says without its internal passages.
 *
 * An internal passage stands between `[[` and `]]` on one line; passages may stand in
 * one another. A line that is one as a whole is a heading, a note, a picture or a
 * paragraph as it would be without the marks. The whole edition is made here, as a
 * text of its own that is read anew, so that no writer of a format has to think of
 * it and none can forget it. Whatever is in doubt is left out: a passage that is not
 * closed reaches to the end of its line, and in a table over the bars of its cells. */

#define PICTURE_SEPARATOR "](attachment:"

typedef struct
{
  const char *source;
  GString *text;
  GPtrArray *passages;
  gboolean has_lost_heading;
} Writer;

/* The words of a passage as a reader sees them. */
static void
add_passage (Writer     *self,
             const char *text,
             gsize       length)
{
  g_autoptr (BulletinDocument) document = NULL;
  g_autofree char *words = NULL;

  length = bulletin_trim_blanks (text, length);
  document = bulletin_document_parse (text, (gssize) length);
  words = bulletin_document_to_plain_text (document);
  g_strstrip (words);
  if (*words != '\0')
    g_ptr_array_add (self->passages, g_steal_pointer (&words));
}

/* Where what is left out ends and its neighbours meet, two halves of marks must not
 * become one. */
static void
append_joined (GString    *text,
               const char *piece,
               gsize       length)
{
  if (text->len > 0 && length > 0 && strchr ("*{[]", *piece) != NULL && text->str[text->len - 1] == *piece)
    g_string_append_c (text, '\\');
  g_string_append_len (text, piece, length);
}

/* Takes the passages out of a piece of a line. Returns whether there were any. */
static gboolean
strip_piece (Writer     *self,
             const char *piece,
             gsize       length,
             gboolean    is_row,
             GString    *text)
{
  gboolean has_passage = FALSE;
  gboolean joins = FALSE;
  gboolean has_odd_strong = FALSE;
  guint depth = 0;
  gsize start = 0;
  gsize n_bytes;

  for (gsize i = 0; i < length; i += n_bytes) {
    BulletinTokenKind kind = bulletin_inline_next (piece + i, length - i, &n_bytes);

    if (kind == BULLETIN_TOKEN_OPEN) {
      if (depth++ == 0)
        start = i + n_bytes;
      has_passage = TRUE;
    } else if (depth == 0) {
      if (joins)
        append_joined (text, piece + i, n_bytes);
      else
        g_string_append_len (text, piece + i, n_bytes);
      joins = FALSE;
    } else if (kind == BULLETIN_TOKEN_CLOSE && --depth == 0) {
      add_passage (self, piece + start, i - start);
      joins = TRUE;
      /* What is strong from within the passage on stays so. */
      if (has_odd_strong)
        g_string_append (text, "**");
      has_odd_strong = FALSE;
    } else if (kind == BULLETIN_TOKEN_STRONG) {
      has_odd_strong = !has_odd_strong;
    } else if (kind == BULLETIN_TOKEN_TEXT && is_row && piece[i] == '|') {
      g_string_append_c (text, '|');
    }
  }
  if (depth > 0) {
    add_passage (self, piece + start, length - start);
    if (has_odd_strong)
      g_string_append (text, "**");
  }

  return has_passage;
}

/* Whether nothing but marks is left of a line. */
static gboolean
is_empty (const BulletinBlock *block,
          const char          *text,
          gsize                length)
{
  BulletinMarker marker;
  gsize i = bulletin_skip_blanks (text, length);

  if (block->kind == BULLETIN_BLOCK_ATTACHMENTS && g_str_has_prefix (text + i, "附件"))
    i += strlen ("附件：") - (text[i + strlen ("附件")] == ':' ? strlen ("：") - 1 : 0);
  i += bulletin_skip_blanks (text + i, length - i);
  if (block->kind == BULLETIN_BLOCK_HEADING || block->kind == BULLETIN_BLOCK_ATTACHMENTS) {
    /* A marker needs something behind it to be one. */
    g_autofree char *probe = g_strconcat (text + i, "字", NULL);

    if (bulletin_marker_parse (probe, strlen (probe), &marker))
      i += MIN (marker.length, length - i);
  }
  for (; i < length; i++) {
    i += bulletin_skip_blanks (text + i, length - i);
    if (i < length && (strchr ("*", text[i]) == NULL) &&
        !(block->kind == BULLETIN_BLOCK_TABLE && (text[i] == '|' || text[i] == '=')) &&
        !(block->kind == BULLETIN_BLOCK_NOTE && text[i] == '>'))
      return FALSE;
  }

  return TRUE;
}

/* One line without its end. Returns whether anything of it is left. */
static gboolean
write_line (Writer              *self,
            const BulletinBlock *block,
            gsize                start,
            gsize                stop)
{
  const char *content = self->source + start + bulletin_skip_blanks (self->source + start, stop - start);
  gsize length = bulletin_trim_blanks (content, self->source + stop - content);
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean has_passage;

  if (bulletin_inline_is_internal (content, length)) {
    add_passage (self, content + strlen ("[["), length - strlen ("[[]]"));
    self->has_lost_heading |= block->kind == BULLETIN_BLOCK_HEADING;
    return FALSE;
  }

  g_string_append_len (line, self->source + start, content - (self->source + start));
  if (block->kind == BULLETIN_BLOCK_PICTURE) {
    const char *separator = g_strstr_len (content, length, PICTURE_SEPARATOR);

    g_string_append (line, "![");
    strip_piece (self, content + 2, separator - content - 2, FALSE, line);
    g_string_append_len (line, separator, content + length - separator);
  } else {
    gsize before = line->len;

    has_passage = strip_piece (self, content, length, block->kind == BULLETIN_BLOCK_TABLE, line);
    if (has_passage && is_empty (block, line->str, line->len)) {
      self->has_lost_heading |= block->kind == BULLETIN_BLOCK_HEADING;
      return FALSE;
    }
    /* What began the line may have kept the rest from being a heading. */
    if (has_passage && block->kind == BULLETIN_BLOCK_PARAGRAPH &&
        bulletin_line_needs_escape (line->str + before, line->len - before, TRUE))
      g_string_insert_c (line, (gssize) before, '\\');
  }
  g_string_append_len (self->text, line->str, line->len);

  return TRUE;
}

static gboolean
is_table (const BulletinDocument *document,
          guint                   index)
{
  return index < bulletin_document_get_n_blocks (document) &&
         bulletin_document_get_block (document, index)->kind == BULLETIN_BLOCK_TABLE;
}

/* Whether what is left of a block shows nothing: the dashes of a table, or the name of
 * an attachment note. */
static gboolean
is_remnant (const BulletinBlock *block,
            const char          *text)
{
  g_autofree char *left = NULL;

  if (block->kind == BULLETIN_BLOCK_ATTACHMENTS) {
    left = g_strstrip (g_strdup (text));
    return g_str_equal (left, "附件：") || g_str_equal (left, "附件:");
  }

  return block->kind == BULLETIN_BLOCK_TABLE && strspn (text, "|-: \t\r\n") == strlen (text);
}

static void
write_block (Writer                 *self,
             const BulletinDocument *document,
             guint                   index)
{
  const BulletinBlock *block = bulletin_document_get_block (document, index);
  const gsize end = block->offset + block->length;
  const gsize before = self->text->len;
  gboolean has_lost = FALSE;

  for (gsize start = block->offset; start < end;) {
    gsize stop = start + strcspn (self->source + start, "\r\n");
    gsize next = stop;

    stop = MIN (stop, end);
    next = stop;
    if (next < end)
      next += self->source[next] == '\r' && next + 1 < end && self->source[next + 1] == '\n' ? 2 : 1;
    if (write_line (self, block, start, stop)) {
      g_string_append_len (self->text, self->source + stop, next - stop);
    } else {
      has_lost = TRUE;
      /* The first attachment goes, the others stay. */
      if (block->kind == BULLETIN_BLOCK_ATTACHMENTS && start == block->offset && block->n_lines > 1)
        g_string_append (self->text, "附件：\n");
    }
    start = next;
  }

  if (!has_lost)
    return;
  if (is_remnant (block, self->text->str + before))
    g_string_truncate (self->text, before);
  /* Two tables do not become one. */
  if (self->text->len == before && index > 0 && is_table (document, index - 1) && is_table (document, index + 1))
    g_string_append_c (self->text, '\n');
}

/**
 * bulletin_document_to_public_text:
 * @self: a document
 * @passages: (out) (optional) (transfer full) (element-type utf8): what was left out,
 *   passage by passage, as a reader would have seen it
 *
 * The text of the public edition: without the internal passages, `[[…]]`, and without
 * the lines, rows and tables of which nothing is left then. If headings go and the
 * numbers were in order, those that stay are numbered anew: a gap would tell that
 * something is missing, and readers of this edition have no other to compare. Never
 * holds a word of a passage. Any thread.
 *
 * Returns: (transfer full): the text; the document's own if nothing in it is internal
 */
char *
bulletin_document_to_public_text (const BulletinDocument *self,
                                  GPtrArray             **passages)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  Writer writer = { .passages = found };

  g_return_val_if_fail (self != NULL, NULL);

  writer.source = bulletin_document_get_source (self);
  writer.text = g_string_new (NULL);
  if (strstr (writer.source, "[[") == NULL) {
    g_string_append (writer.text, writer.source);
  } else {
    for (guint i = 0; i < bulletin_document_get_n_blocks (self); i++)
      write_block (&writer, self, i);
  }

  if (writer.has_lost_heading) {
    g_autoptr (GPtrArray) wrong = bulletin_renumber_edits (self);
    g_autoptr (BulletinDocument) rest = bulletin_document_parse (writer.text->str, (gssize) writer.text->len);

    if (wrong->len == 0) {
      g_string_free (writer.text, TRUE);
      writer.text = g_string_new_take (bulletin_renumber (rest));
    }
  }
  if (passages != NULL)
    *passages = g_steal_pointer (&found);

  return g_string_free_and_steal (writer.text);
}
