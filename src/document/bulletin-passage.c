/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-passage.h"

#include <string.h>

/* Following words through a change of the text: what was remarked about a passage
 * stays with it wherever it goes. */

/* --- Whole characters ------------------------------------------------------- */

static gboolean
is_regional (gunichar c)
{
  return c >= 0x1f1e6 && c <= 0x1f1ff;
}

static gboolean
is_hangul (gunichar c)
{
  return (c >= 0x1100 && c <= 0x11ff) || (c >= 0xa960 && c <= 0xa97f) || (c >= 0xac00 && c <= 0xd7ff);
}

/* Whether the two are seen as one. Rather too much than too little is held
 * together: Unicode's rules of UAX #29, without its tables. */
static gboolean
belong_together (const char *text,
                 const char *place)
{
  const char *before_place = g_utf8_find_prev_char (text, place);
  gunichar before, c;
  guint n = 0;

  if (before_place == NULL || *place == '\0')
    return FALSE;
  before = g_utf8_get_char (before_place);
  c = g_utf8_get_char (place);
  if (before == '\r' && c == '\n')
    return TRUE;
  if (before == '\n' || before == '\r' || c == '\n' || c == '\r')
    return FALSE;
  if (g_unichar_ismark (c) || g_unichar_iszerowidth (c) || before == 0x200d ||
      (c >= 0x1f3fb && c <= 0x1f3ff) || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0020 && c <= 0xe01ef))
    return TRUE;
  /* Jamo after jamo; a whole syllable begins anew. */
  if (is_hangul (before) && is_hangul (c) && !(c >= 0xac00 && c <= 0xd7a3))
    return TRUE;
  if (!is_regional (before) || !is_regional (c))
    return FALSE;
  /* Two letters make a flag. */
  for (const char *p = before_place; p != NULL && is_regional (g_utf8_get_char (p)); p = g_utf8_find_prev_char (text, p))
    n++;

  return n % 2 == 1;
}

/**
 * bulletin_passage_snap:
 * @text: a text
 * @start: (inout): where the range starts, in bytes; not beyond the text
 * @end: (inout): the byte behind it; an empty range stays empty
 *
 * Widens a range to whole characters, as they are seen: an accent stays with its
 * letter, and a family of faces together.
 */
void
bulletin_passage_snap (const char *text,
                       gsize      *start,
                       gsize      *end)
{
  const gsize length = strlen (text);
  const gboolean is_empty = *start >= *end;
  gsize first = MIN (*start, length);
  gsize last = MIN (*end, length);

  while (first > 0 && ((text[first] & 0xc0) == 0x80 || belong_together (text, text + first)))
    first--;
  while (last < length && ((text[last] & 0xc0) == 0x80 || belong_together (text, text + last)))
    last++;
  *start = first;
  *end = is_empty ? first : last;
}

/* --- Following -------------------------------------------------------------- */

/**
 * Span:
 * @start: where it starts in the new text, G_MAXSIZE if there is none
 * @end: the byte behind it
 * @weight: how many bytes of the passage are in it
 */
typedef struct
{
  gsize start;
  gsize end;
  gsize weight;
} Span;

typedef struct
{
  gsize start;       /* the passage, in the old text */
  gsize end;
  Span stayed;       /* what of it stands where it stood */
  Span moved;        /* what of it stands elsewhere now */
  Span replaced;     /* what stands in place of words of it that are gone */
  gsize place;       /* in the new text: where its start is, or was */
} Passage;

static void
span_add (Span *self,
          gsize start,
          gsize end,
          gsize weight)
{
  self->start = self->weight > 0 ? MIN (self->start, start) : start;
  self->end = self->weight > 0 ? MAX (self->end, end) : end;
  self->weight += MAX (weight, 1);
}

/* Old bytes that stand in the new text as they are. */
static void
keep (Passage *self,
      Span    *span,
      gsize    old_offset,
      gsize    new_offset,
      gsize    length)
{
  const gsize first = MAX (self->start, old_offset);
  const gsize last = MIN (self->end, old_offset + length);

  if (first < last)
    span_add (span, new_offset + first - old_offset, new_offset + last - old_offset, last - first);
}

/* A changed line, piece by piece. */
static void
follow_line (Passage                     *self,
             const BulletinComparison    *comparison,
             const BulletinComparisonRow *row)
{
  gsize old_place = row->old_offset, new_place = row->new_offset;
  gboolean is_wanted = FALSE;

  for (guint i = 0; i < row->n_pieces; i++) {
    const BulletinComparisonPiece *piece = bulletin_comparison_get_piece (comparison, row->first_piece + i);

    switch (piece->kind) {
    case BULLETIN_COMPARISON_REMOVED:
      /* What comes next stands in its place. */
      is_wanted = self->start < piece->offset + piece->length && self->end > piece->offset;
      old_place = piece->offset + piece->length;
      break;
    case BULLETIN_COMPARISON_ADDED:
      if (is_wanted)
        span_add (&self->replaced, piece->offset, piece->offset + piece->length, 1);
      is_wanted = FALSE;
      new_place = piece->offset + piece->length;
      break;
    case BULLETIN_COMPARISON_SAME:
    default:
      is_wanted = FALSE;
      keep (self, &self->stayed, old_place, piece->offset, piece->length);
      if (self->start >= old_place && self->start <= old_place + piece->length)
        self->place = piece->offset + self->start - old_place;
      old_place += piece->length;
      new_place = piece->offset + piece->length;
      break;
    }
    if (old_place <= self->start)
      self->place = MAX (self->place, new_place);
  }
}

/**
 * bulletin_comparison_follow:
 * @self: a comparison
 * @start: (inout): where the passage starts, in bytes of the old text; then of the
 *   new one
 * @end: (inout): the byte behind it
 *
 * Finds a passage of the old text in the new one. Words that moved with their line
 * are followed there; where words were put in place of others, those are meant;
 * and where they are gone without anything in their place, what is left is the
 * place. Characters are not cut.
 *
 * Returns: what became of it
 */
BulletinPassageFate
bulletin_comparison_follow (const BulletinComparison *self,
                            gsize                    *start,
                            gsize                    *end)
{
  const char *old_text = bulletin_comparison_get_old_text (self);
  const char *new_text = bulletin_comparison_get_new_text (self);
  const gsize old_length = strlen (old_text);
  Passage passage = { MIN (*start, old_length), MIN (MAX (*start, *end), old_length), { 0 }, { 0 }, { 0 }, 0 };
  const Span *span;

  for (guint i = 0; i < bulletin_comparison_get_n_rows (self); i++) {
    const BulletinComparisonRow *row = bulletin_comparison_get_row (self, i);
    const gboolean is_before = row->old_line != BULLETIN_COMPARISON_NONE && row->old_offset <= passage.start;

    switch (row->kind) {
    case BULLETIN_COMPARISON_SAME:
      keep (&passage, &passage.stayed, row->old_offset, row->new_offset, row->old_length + 1);
      if (is_before)
        passage.place = row->new_offset + MIN (passage.start - row->old_offset, row->new_length);
      break;
    case BULLETIN_COMPARISON_REMOVED:
      if (row->moved != BULLETIN_COMPARISON_NONE)
        keep (&passage, &passage.moved, row->old_offset,
              bulletin_comparison_get_row (self, row->moved)->new_offset, row->old_length);
      break;
    case BULLETIN_COMPARISON_CHANGED:
      if (is_before)
        passage.place = row->new_offset;
      follow_line (&passage, self, row);
      break;
    case BULLETIN_COMPARISON_ADDED:
    default:
      break;
    }
  }

  span = passage.moved.weight > passage.stayed.weight ? &passage.moved : &passage.stayed;
  if (passage.start == passage.end || (span->weight == 0 && passage.replaced.weight == 0)) {
    const BulletinPassageFate fate = passage.start == passage.end ? BULLETIN_PASSAGE_KEPT : BULLETIN_PASSAGE_GONE;

    *start = *end = passage.place;
    bulletin_passage_snap (new_text, start, end);
    return fate;
  }

  *start = span->weight > 0 ? span->start : passage.replaced.start;
  *end = span->weight > 0 ? span->end : passage.replaced.end;
  if (span == &passage.stayed && span->weight > 0 && passage.replaced.weight > 0) {
    *start = MIN (*start, passage.replaced.start);
    *end = MAX (*end, passage.replaced.end);
  }
  /* A line end counts with its line, and the last line has none. */
  *end = MIN (*end, strlen (new_text));
  *start = MIN (*start, *end);
  bulletin_passage_snap (new_text, start, end);
  if (*start == *end)
    return BULLETIN_PASSAGE_GONE;

  return *end - *start == passage.end - passage.start &&
                 memcmp (old_text + passage.start, new_text + *start, *end - *start) == 0
             ? BULLETIN_PASSAGE_KEPT
             : BULLETIN_PASSAGE_CHANGED;
}

/**
 * bulletin_passage_abridge:
 * @words: a passage of a text, which may go over several lines
 * @n_characters: how many characters are shown; what is longer loses its middle
 *
 * Returns: (transfer full): the passage on one line, without the indents of its
 *   paragraphs
 */
char *
bulletin_passage_abridge (const char *words,
                          guint       n_characters)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean is_start = TRUE;
  glong length;

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p)) {
    const gunichar c = g_utf8_get_char (p);

    if (c == '\n' || c == '\r')
      is_start = TRUE;
    else if (!is_start || !g_unichar_isspace (c)) {
      is_start = FALSE;
      g_string_append_unichar (line, c);
    }
  }
  length = g_utf8_strlen (line->str, -1);
  if (length > n_characters && n_characters > 3) {
    const glong n_last = n_characters / 3;
    g_autofree char *first = g_utf8_substring (line->str, 0, n_characters - n_last - 1);

    return g_strconcat (first, "…", g_utf8_offset_to_pointer (line->str, length - n_last), NULL);
  }

  return g_strdup (line->str);
}
