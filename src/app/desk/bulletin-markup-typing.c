/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-markup-typing.h"

#include <string.h>

#include "bulletin-document.h"
#include "bulletin-marker.h"
#include "bulletin-numerals.h"
#include "bulletin-typing.h"

static void
get_line (GtkTextBuffer *buffer,
          GtkTextIter *start,
          GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_mark (buffer, start, gtk_text_buffer_get_insert (buffer));
  gtk_text_iter_set_line_offset (start, 0);
  *end = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

static void
delete_bytes (GtkTextBuffer *buffer,
              const GtkTextIter *line_start,
              gsize offset,
              gsize length)
{
  GtkTextIter start = *line_start;
  GtkTextIter end = *line_start;

  gtk_text_iter_set_line_index (&start, offset);
  gtk_text_iter_set_line_index (&end, offset + length);
  gtk_text_buffer_delete (buffer, &start, &end);
}

/* The number after the nearest heading of that level above the line; a higher
 * heading between them starts anew. */
static int
find_next_number (GtkTextBuffer *buffer,
                  const GtkTextIter *line,
                  int level)
{
  GtkTextIter start = *line;

  while (gtk_text_iter_backward_line (&start)) {
    GtkTextIter end = start;
    g_autofree char *text = NULL;
    gsize skip;
    BulletinMarker marker;

    if (!gtk_text_iter_ends_line (&end))
      gtk_text_iter_forward_to_line_end (&end);
    text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
    skip = bulletin_skip_blanks (text, strlen (text));
    if (!bulletin_marker_parse (text + skip, strlen (text) - skip, &marker))
      continue;
    if (marker.level == level)
      return marker.number + 1;
    if (marker.level < level)
      return 1;
  }
  return 1;
}

static char *
format_marker (int level,
               int number)
{
  g_autofree char *numeral = bulletin_numeral_format (number);

  switch (level) {
  case 1:
    return g_strdup_printf ("%s、", numeral);
  case 2:
    return g_strdup_printf ("（%s）", numeral);
  case 3:
    return g_strdup_printf ("%d. ", number);
  default:
    return g_strdup_printf ("（%d）", number);
  }
}

void
bulletin_markup_make_heading (GtkTextBuffer *buffer,
                              int level)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  gsize skip;
  gsize length;
  int level_before;

  get_line (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  length = bulletin_typing_marker (text, &skip, &level_before);

  gtk_text_buffer_begin_user_action (buffer);
  if (length > 0) {
    delete_bytes (buffer, &start, skip, length);
    get_line (buffer, &start, &end);
  }
  if (level > 0 && level != level_before) {
    g_autofree char *mark = format_marker (level, find_next_number (buffer, &start, level));

    gtk_text_iter_set_line_index (&start, skip);
    gtk_text_buffer_insert (buffer, &start, mark, -1);
  }
  gtk_text_buffer_end_user_action (buffer);
}

void
bulletin_markup_make_note (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  gsize skip;

  get_line (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  skip = bulletin_skip_blanks (text, strlen (text));

  gtk_text_buffer_begin_user_action (buffer);
  if (text[skip] == '>')
    delete_bytes (buffer, &start, skip, text[skip + 1] == ' ' ? 2 : 1);
  else
    gtk_text_buffer_insert (buffer, &start, "> ", -1);
  gtk_text_buffer_end_user_action (buffer);
}

/* Lines beyond this many characters are not read at each move of the caret. */
#define MAX_LINE 20000

/* The marks of the strong words that the selection lies in, as places in its line. */
static gboolean
find_strong (GtkTextBuffer *buffer,
             GtkTextIter *line_start,
             gsize *opening,
             gsize *closing)
{
  GtkTextIter start, end, line_end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  if (gtk_text_iter_get_line (&start) != gtk_text_iter_get_line (&end) || gtk_text_iter_get_chars_in_line (&start) > MAX_LINE)
    return FALSE;
  get_line (buffer, line_start, &line_end);
  text = gtk_text_buffer_get_text (buffer, line_start, &line_end, TRUE);
  return bulletin_typing_strong (text, gtk_text_iter_get_line_index (&start), gtk_text_iter_get_line_index (&end), opening, closing);
}

/* A pair of marks with nothing but the caret between them. */
static gboolean
take_empty_pair (GtkTextBuffer *buffer)
{
  GtkTextIter caret, start, end;
  g_autofree char *text = NULL;

  if (gtk_text_buffer_get_has_selection (buffer))
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  start = end = caret;
  if (!gtk_text_iter_backward_chars (&start, 2))
    return FALSE;
  gtk_text_iter_forward_chars (&end, 2);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (!g_str_equal (text, "****"))
    return FALSE;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

gboolean
bulletin_markup_is_strong (GtkTextBuffer *buffer)
{
  GtkTextIter line_start;
  gsize opening, closing;

  return find_strong (buffer, &line_start, &opening, &closing);
}

void
bulletin_markup_make_strong (GtkTextBuffer *buffer)
{
  GtkTextIter line_start;
  gsize opening, closing;
  int line;

  if (!find_strong (buffer, &line_start, &opening, &closing)) {
    if (!take_empty_pair (buffer))
      bulletin_markup_wrap (buffer, "**", "**");
    return;
  }
  line = gtk_text_iter_get_line (&line_start);
  gtk_text_buffer_begin_user_action (buffer);
  delete_bytes (buffer, &line_start, closing, strlen ("**"));
  gtk_text_buffer_get_iter_at_line (buffer, &line_start, line);
  delete_bytes (buffer, &line_start, opening, strlen ("**"));
  gtk_text_buffer_end_user_action (buffer);
}

/* `[[…]]` round a line or a cell, or without it if it has it; blanks stay outside. */
static void
append_internal (GString *text,
                 const char *piece,
                 gsize length,
                 gboolean take_away)
{
  gsize blanks = bulletin_skip_blanks (piece, length);
  gsize end = bulletin_trim_blanks (piece, length);
  gboolean has_marks = end >= blanks + 4 && strncmp (piece + blanks, "[[", 2) == 0 && strncmp (piece + end - 2, "]]", 2) == 0;

  if (end <= blanks || has_marks != take_away) {
    g_string_append_len (text, piece, (gssize) length);
    return;
  }
  g_string_append_len (text, piece, (gssize) blanks);
  if (take_away) {
    g_string_append_len (text, piece + blanks + 2, (gssize) (end - blanks - 4));
  } else {
    g_string_append (text, "[[");
    g_string_append_len (text, piece + blanks, (gssize) (end - blanks));
    g_string_append (text, "]]");
  }
  g_string_append_len (text, piece + end, (gssize) (length - end));
}

void
bulletin_markup_make_internal (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *selected = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) text = NULL;
  const char *first;
  gboolean take_away;
  int offset;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end)) {
    get_line (buffer, &start, &end);
    if (gtk_text_iter_equal (&start, &end)) {
      bulletin_markup_wrap (buffer, "[[", "]]");
      return;
    }
  }
  selected = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  lines = g_strsplit (selected, "\n", -1);
  text = g_string_new (NULL);
  first = selected;
  while (*first == '|' || g_unichar_isspace (g_utf8_get_char (first)))
    first = g_utf8_next_char (first);
  take_away = g_str_has_prefix (first, "[[");

  for (guint i = 0; lines[i]; i++) {
    const char *line = lines[i];
    gsize length = strlen (line);

    if (i > 0)
      g_string_append_c (text, '\n');
    if (line[bulletin_skip_blanks (line, length)] != '|') {
      append_internal (text, line, length, take_away);
    } else if (strspn (line, "|-: \t") == length) {
      g_string_append (text, line);
    } else {
      g_auto (GStrv) cells = g_strsplit (line, "|", -1);

      for (guint k = 0; cells[k]; k++) {
        if (k > 0)
          g_string_append_c (text, '|');
        append_internal (text, cells[k], strlen (cells[k]), take_away);
      }
    }
  }

  gtk_text_buffer_begin_user_action (buffer);
  offset = gtk_text_iter_get_offset (&start);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text->str, -1);
  end = start;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_text_buffer_end_user_action (buffer);
}

void
bulletin_markup_wrap (GtkTextBuffer *buffer,
                      const char *before,
                      const char *after)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;
  gsize length;
  gboolean has_marks;
  int offset;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  length = strlen (text);
  has_marks = length >= strlen (before) + strlen (after) &&
              g_str_has_prefix (text, before) && g_str_has_suffix (text, after);
  if (has_marks)
    changed = g_strndup (text + strlen (before), length - strlen (before) - strlen (after));
  else
    changed = g_strconcat (before, text, after, NULL);

  gtk_text_buffer_begin_user_action (buffer);
  offset = gtk_text_iter_get_offset (&start);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, changed, -1);
  end = start;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  if (length == 0) {
    gtk_text_iter_forward_chars (&start, g_utf8_strlen (before, -1));
    gtk_text_buffer_place_cursor (buffer, &start);
  } else {
    gtk_text_buffer_select_range (buffer, &start, &end);
  }
  gtk_text_buffer_end_user_action (buffer);
}

void
bulletin_markup_insert_lines (GtkTextBuffer *buffer,
                              const char *lines)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  get_line (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);

  gtk_text_buffer_begin_user_action (buffer);
  if (text[bulletin_skip_blanks (text, strlen (text))] != '\0') {
    gtk_text_buffer_insert (buffer, &end, "\n", -1);
    start = end;
  }
  gtk_text_buffer_insert (buffer, &start, lines, -1);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_end_user_action (buffer);
}

/* Whether a line means what it does only on a line of its own. */
static gboolean
needs_line (const BulletinBlock *block,
            const char *text)
{
  return block->kind != BULLETIN_BLOCK_PARAGRAPH || text[block->offset] == '\\';
}

/* Replaces the selection in one step; what comes after it only within a line. */
static void
replace_selection (GtkTextBuffer *buffer,
                   const char *before,
                   const char *text,
                   const char *after)
{
  GtkTextIter iter;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, before, -1);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  if (*after && !gtk_text_iter_ends_line (&iter))
    gtk_text_buffer_insert_at_cursor (buffer, after, -1);
  gtk_text_buffer_end_user_action (buffer);
}

void
bulletin_markup_paste (GtkTextBuffer *buffer,
                       const char *text)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  guint n_blocks = bulletin_document_get_n_blocks (document);
  const BulletinBlock *first, *last;
  GtkTextIter start, end, before;
  const char *lead = "";

  if (n_blocks == 0)
    return;
  first = bulletin_document_get_block (document, 0);
  last = bulletin_document_get_block (document, n_blocks - 1);
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  if (needs_line (first, text)) {
    if (!gtk_text_iter_starts_line (&start))
      lead = "\n";
    before = start;
    if (first->kind == BULLETIN_BLOCK_TABLE && (*lead || gtk_text_iter_backward_line (&before))) {
      gtk_text_iter_set_line_offset (&before, 0);
      if (gtk_text_iter_get_char (&before) == '|')
        lead = *lead ? "\n\n" : "\n";
    }
  }
  replace_selection (buffer, lead, text, needs_line (last, text) && !g_str_has_suffix (text, "\n") ? "\n" : "");
}

void
bulletin_markup_paste_plain (GtkTextBuffer *buffer,
                             const char *text)
{
  replace_selection (buffer, "", text, "");
}
