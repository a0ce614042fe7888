/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-typing.h"

#include "bulletin-document-private.h"

#include "bulletin-marker.h"

#include <string.h>

/* How far up a heading or the attachment note is looked for. */
#define MAX_LINES_ABOVE 20000

typedef enum
{
  MARK_NONE,
  MARK_HEADING,
  MARK_NOTE,
  MARK_ATTACHMENTS,
} MarkKind;

/* What a line begins with. */
typedef struct
{
  MarkKind kind;
  BulletinMarker marker;
  gsize indent; /* the blanks before it */
  gsize length; /* its bytes, the blanks after it included */
} Mark;

/* As bulletin_marker_parse(), and reads `1.` without a text after it too: somebody
 * is about to type one. */
static gboolean
parse_marker (const char     *text,
              BulletinMarker *marker)
{
  gsize length = strlen (text);
  g_autofree char *completed = NULL;

  if (bulletin_marker_parse (text, length, marker))
    return TRUE;
  length = bulletin_trim_blanks (text, length);
  if (length == 0 || length > 16)
    return FALSE;
  completed = g_strdup_printf ("%.*sx", (int) length, text);

  return bulletin_marker_parse (completed, length + 1, marker) && marker->length == length;
}

static void
read_mark (const char *line,
           Mark       *mark)
{
  const char *text;

  memset (mark, 0, sizeof *mark);
  mark->indent = bulletin_skip_blanks (line, strlen (line));
  text = line + mark->indent;

  if (*text == '>') {
    mark->kind = MARK_NOTE;
    mark->length = 1;
  } else if (g_str_has_prefix (text, "附件：") || g_str_has_prefix (text, "附件:")) {
    mark->kind = MARK_ATTACHMENTS;
    mark->length = g_str_has_prefix (text, "附件:") ? strlen ("附件:") : strlen ("附件：");
  } else if (parse_marker (text, &mark->marker)) {
    mark->kind = MARK_HEADING;
    mark->length = mark->marker.length;
  } else {
    return;
  }
  mark->length += bulletin_skip_blanks (text + mark->length, strlen (text) - mark->length);
  /* `>` alone is no note. */
  if (mark->kind == MARK_NOTE && mark->length == 1 && text[1] != '\0')
    mark->kind = MARK_NONE;
}

/* A marker with another number in it, and a blank after 1. if there was none: a
 * digit typed next would make 1.2 of it. */
static char *
format_next (const char   *line,
             const Mark   *mark,
             int           number)
{
  const char *text = line + mark->indent;
  const BulletinMarker *marker = &mark->marker;
  gsize after_number = marker->number_offset + marker->number_length;
  g_autofree char *digits = bulletin_marker_format_number (marker->level, number, text + marker->number_offset);
  GString *next = g_string_new_len (line, mark->indent + marker->number_offset);

  g_string_append (next, digits);
  g_string_append_len (next, text + after_number, mark->length - after_number);
  if (marker->level == 3 && mark->length == marker->length)
    g_string_append_c (next, ' ');

  return g_string_free_and_steal (next);
}

/* Whether a line numbered 1. stands under an attachment note: the numbers fall
 * going up, and the note comes next. */
static gboolean
is_in_attachments (int                number,
                   BulletinTypingLine above,
                   gpointer           user_data)
{
  for (guint n = 1; n < MAX_LINES_ABOVE; n++) {
    g_autofree char *line = above (n, user_data);
    Mark mark;

    if (line == NULL)
      return FALSE;
    read_mark (line, &mark);
    if (mark.kind == MARK_ATTACHMENTS)
      return TRUE;
    if (mark.kind != MARK_HEADING || mark.marker.level != 3 || mark.marker.number >= number)
      return FALSE;
    number = mark.marker.number;
  }

  return FALSE;
}

/* The marker that goes on with the nearest heading above of a higher level. */
static char *
find_upper_marker (int                level,
                   BulletinTypingLine above,
                   gpointer           user_data)
{
  for (guint n = 1; n < MAX_LINES_ABOVE; n++) {
    g_autofree char *line = above (n, user_data);
    Mark mark;

    if (line == NULL)
      break;
    read_mark (line, &mark);
    if (mark.kind == MARK_ATTACHMENTS)
      break;
    if (mark.kind == MARK_HEADING && mark.marker.level < level)
      return format_next (line, &mark, mark.marker.number + 1);
  }

  return g_strdup ("");
}

/**
 * bulletin_typing_return:
 * @line: the line that the caret is in, UTF-8, without its end
 * @caret: where in it, in bytes
 * @above: tells the lines above
 * @user_data: for @above
 * @marker: (out) (transfer full): what to type: behind the new line for
 *   %BULLETIN_TYPING_CONTINUE, in place of the whole line for
 *   %BULLETIN_TYPING_END; %NULL for %BULLETIN_TYPING_NOTHING
 *
 * Tells what Return does beside beginning a line: behind a line that is numbered
 * the next number comes, behind a note's line the note goes on. On a line that
 * holds only such a marker it is ended: the number of the next higher level comes
 * in its place, or a plain line, as in a word processor's lists.
 *
 * Returns: what Return does
 */
BulletinTypingStep
bulletin_typing_return (const char          *line,
                        gsize                caret,
                        BulletinTypingLine   above,
                        gpointer             user_data,
                        char               **marker)
{
  gsize length = bulletin_trim_blanks (line, strlen (line));
  gboolean is_empty;
  Mark mark;

  g_return_val_if_fail (line != NULL && caret <= strlen (line), BULLETIN_TYPING_NOTHING);

  *marker = NULL;
  read_mark (line, &mark);
  if (mark.kind == MARK_NONE || caret < length || caret < mark.indent + mark.length)
    return BULLETIN_TYPING_NOTHING;
  is_empty = mark.indent + mark.length >= length;

  switch (mark.kind) {
  case MARK_NOTE:
    *marker = is_empty ? g_strdup ("") : g_strdup_printf ("%.*s> ", (int) mark.indent, line);
    return is_empty ? BULLETIN_TYPING_END : BULLETIN_TYPING_CONTINUE;

  case MARK_ATTACHMENTS: {
    const char *rest = line + mark.indent + mark.length;
    BulletinMarker number;

    /* One attachment stands behind the colon and has no number. */
    if (is_empty)
      *marker = g_strdup_printf ("%.*s1. ", (int) mark.indent, line);
    else if (parse_marker (rest, &number) && number.level == 3)
      *marker = g_strdup_printf ("%.*s%d. ", (int) mark.indent, line, number.number + 1);
    else
      return BULLETIN_TYPING_NOTHING;
    return BULLETIN_TYPING_CONTINUE;
  }

  case MARK_HEADING:
    if (!is_empty)
      *marker = format_next (line, &mark, mark.marker.number + 1);
    else if (mark.marker.level == 3 && is_in_attachments (mark.marker.number, above, user_data))
      *marker = g_strdup ("");
    else
      *marker = find_upper_marker (mark.marker.level, above, user_data);
    return is_empty ? BULLETIN_TYPING_END : BULLETIN_TYPING_CONTINUE;

  case MARK_NONE:
  default:
    g_assert_not_reached ();
  }
}

/**
 * bulletin_typing_marker:
 * @line: a line, UTF-8, without its end
 * @indent: (out): the bytes of blanks before the text
 * @level: (out): the heading's level, or 0
 *
 * Returns: the bytes of the heading's marker behind the indent, with the blanks that
 *   keep it apart from the text; also of one whose text is still to come; or 0
 */
gsize
bulletin_typing_marker (const char *line,
                        gsize      *indent,
                        int        *level)
{
  Mark mark;

  g_return_val_if_fail (line != NULL && indent != NULL && level != NULL, 0);

  read_mark (line, &mark);
  *indent = mark.indent;
  *level = mark.kind == MARK_HEADING ? mark.marker.level : 0;

  return mark.kind == MARK_HEADING ? mark.length : 0;
}

/**
 * bulletin_typing_backspace:
 * @line: the line that the caret is in, UTF-8, without its end
 * @caret: where in it, in bytes
 *
 * Returns: how many bytes before the caret Backspace takes away in one step: the
 *   whole of a marker that the caret stands behind; 0 for the usual one character
 */
gsize
bulletin_typing_backspace (const char *line,
                           gsize       caret)
{
  Mark mark;

  g_return_val_if_fail (line != NULL && caret <= strlen (line), 0);

  read_mark (line, &mark);
  if (mark.kind != MARK_HEADING && mark.kind != MARK_NOTE)
    return 0;

  return caret == mark.indent + mark.length ? mark.length : 0;
}

/* How many pairs are open at the end of a stretch, or, read from its end, how many
 * are closed in it that were opened before it. */
static guint
count_unpaired (const char *text,
                gsize       length,
                gunichar    opening,
                gunichar    closing,
                gboolean    backwards)
{
  guint n_open = 0;
  guint n_closing = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == opening)
      n_open++;
    else if (c == closing && n_open > 0)
      n_open--;
    else if (c == closing)
      n_closing++;
  }

  return backwards ? n_closing : n_open;
}

/* Whether the caret stands in a live figure or in the name of a picture. */
static gboolean
is_in_reference (const char *line,
                 gsize       caret)
{
  const char *opened = g_strrstr_len (line, caret, "{{");
  const char *closed = g_strrstr_len (line, caret, "}}");

  if (opened != NULL && (closed == NULL || closed < opened))
    return TRUE;

  opened = g_strrstr_len (line, caret, "](attachment:");

  return opened != NULL && memchr (opened, ')', line + caret - opened) == NULL;
}

/**
 * bulletin_typing_quote:
 * @line: the line that a quote was typed in, UTF-8, without the quote
 * @caret: where it was typed, in bytes
 * @typed: `"` or `'`
 *
 * Tells which quote is meant (GB/T 15834-2011, 4.9: “ ” and ‘ ’): the closing one
 * if one stands open before it that is not closed behind it, else the opening
 * one. Between Latin letters and digits, and in references, the straight one is
 * meant: 5" and don't.
 *
 * Returns: the quote in UTF-8, a static string
 */
const char *
bulletin_typing_quote (const char *line,
                       gsize       caret,
                       char        typed)
{
  gboolean is_double = typed == '"';
  gunichar opening = is_double ? 0x201c : 0x2018;
  gunichar closing = is_double ? 0x201d : 0x2019;
  const char *straight = is_double ? "\"" : "'";
  gunichar before = 0;
  gunichar after;
  guint n_open;
  guint n_closing;

  g_return_val_if_fail (line != NULL && caret <= strlen (line), straight);

  if (is_in_reference (line, caret))
    return straight;
  if (caret > 0)
    before = g_utf8_get_char (g_utf8_prev_char (line + caret));
  after = g_utf8_get_char (line + caret);

  n_open = count_unpaired (line, caret, opening, closing, FALSE);
  n_closing = count_unpaired (line + caret, strlen (line + caret), opening, closing, TRUE);

  if (n_open > n_closing) {
    /* don't, within quotes */
    if (!is_double && before < 0x80 && g_unichar_isalnum (before) && after < 0x80 && g_unichar_isalnum (after))
      return straight;
    return is_double ? "”" : "’";
  }
  /* Latin text keeps its own, and so does a measure. */
  if (before < 0x80 && g_unichar_isalnum (before))
    return straight;
  if (before == ' ' && caret >= 2 && g_ascii_isalnum (line[caret - 2]))
    return straight;

  return is_double ? "“" : "‘";
}

/**
 * bulletin_typing_level:
 * @line: a line, its first characters at least
 * @is_note: (out): whether it is a line of a note
 *
 * Returns: the level of the heading that the line is, 1 to 4, or 0
 */
int
bulletin_typing_level (const char *line,
                       gboolean   *is_note)
{
  Mark mark;

  read_mark (line, &mark);
  *is_note = mark.kind == MARK_NOTE;

  return mark.kind == MARK_HEADING ? mark.marker.level : 0;
}

/**
 * bulletin_typing_strong:
 * @line: a line
 * @start: where the selection in it starts, in bytes; the caret without one
 * @end: where it ends
 * @opening: (out): where the `**` before it stands
 * @closing: (out): where the `**` after it stands
 *
 * Finds the strong words that a selection lies in; it may take in their marks.
 * Pairs do not reach from one cell of a table into the next.
 *
 * Returns: whether it lies in such
 */
gboolean
bulletin_typing_strong (const char *line,
                        gsize       start,
                        gsize       end,
                        gsize      *opening,
                        gsize      *closing)
{
  const gsize length = strlen (line);
  const gboolean is_table = line[bulletin_skip_blanks (line, length)] == '|';
  gsize open = 0;
  gboolean is_open = FALSE;
  gsize n_bytes;

  for (gsize i = 0; i < length; i += n_bytes) {
    BulletinTokenKind kind = bulletin_inline_next (line + i, length - i, &n_bytes);

    if (kind == BULLETIN_TOKEN_TEXT && line[i] == '|' && is_table) {
      is_open = FALSE;
    } else if (kind == BULLETIN_TOKEN_STRONG && !is_open) {
      is_open = TRUE;
      open = i;
    } else if (kind == BULLETIN_TOKEN_STRONG) {
      if ((start >= open + n_bytes && end <= i) || (start == open && end == i + n_bytes)) {
        *opening = open;
        *closing = i;
        return TRUE;
      }
      is_open = FALSE;
    }
  }

  return FALSE;
}
