/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-line-comparison.h"

#include <string.h>

/* What a changed line keeps, loses and gains, told so that a person can read it:
 * in steps of what is seen as one (a Chinese character, a word or a number of the
 * Latin script, a live figure), without islands of a character or two that two
 * sentences have in common by chance, and with its seams at punctuation. */

/* A run that is the same between two changes stays if it is at least so long,
 * however long the changes are. In characters: a clause. */
#define CLAUSE_LENGTH 8
/* How far a change is slid to find a better seam, in atoms. */
#define MAX_SLIDE 256
/* What is longer between two braces is no figure that anybody typed, in bytes. */
#define MAX_FIGURE 256
/* Of longer lines, the signature is that of their beginning, in characters. */
#define MAX_SIGNED 2000

/* --- Resemblance ----------------------------------------------------------- */

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/*< private >
 * bulletin_line_sign:
 *
 * Returns: (transfer full) (element-type guint32): the line's characters and
 *   pairs of neighbours as numbers, sorted, white space left out
 */
GArray *
bulletin_line_sign (const char *line,
                    gsize       length)
{
  GArray *signature = g_array_new (FALSE, FALSE, sizeof (guint32));
  const char *end = line + length;
  guint32 before = 0;

  for (guint n = 0; line < end && n < MAX_SIGNED; line = g_utf8_next_char (line), n++) {
    guint32 c = g_utf8_get_char (line);

    if (g_unichar_isspace (c))
      continue;
    g_array_append_val (signature, c);
    if (before != 0) {
      /* Above every character, so that a pair is never taken for one. */
      guint32 pair = (before * 31 + c) | 0x80000000u;

      g_array_append_val (signature, pair);
    }
    before = c;
  }
  g_array_sort (signature, compare_numbers);

  return signature;
}

/*< private >
 * bulletin_line_resemble:
 *
 * Returns: the share of what the lines have in common (Dice’s coefficient), 0 to 1
 */
double
bulletin_line_resemble (const GArray *signature,
                        const GArray *other)
{
  guint i = 0, k = 0, n_common = 0;

  if (signature->len == 0 || other->len == 0)
    return 0;
  while (i < signature->len && k < other->len) {
    guint32 first = g_array_index (signature, guint32, i);
    guint32 second = g_array_index (other, guint32, k);

    if (first == second)
      n_common++;
    if (first <= second)
      i++;
    if (second <= first)
      k++;
  }

  return 2.0 * n_common / (signature->len + other->len);
}

/* --- Atoms ----------------------------------------------------------------- */

/**
 * Atom:
 * @start: where it starts, in bytes of the line
 * @n_chars: how many characters it has
 * @first: its first character
 * @last: its last character
 */
typedef struct
{
  guint32 start;
  guint32 n_chars;
  gunichar first;
  gunichar last;
} Atom;

static gboolean
continues_cluster (gunichar before,
                   gunichar c)
{
  return g_unichar_iszerowidth (c) || g_unichar_ismark (c) || before == 0x200d ||
         (c >= 0x1f3fb && c <= 0x1f3ff) || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
}

static gboolean
is_word (gunichar c)
{
  return c < 0x2e80 && g_unichar_isalnum (c);
}

/* A figure: from {{ to }} on one line. */
static const char *
end_of_figure (const char *p,
               const char *end)
{
  const char *close;

  if (end - p < 4 || p[0] != '{' || p[1] != '{')
    return NULL;
  close = g_strstr_len (p + 2, MIN (end - p - 2, MAX_FIGURE), "}}");

  return close != NULL ? close + 2 : NULL;
}

static const char *
end_of_atom (const char *p,
             const char *end)
{
  gunichar before = g_utf8_get_char (p);
  const char *figure = end_of_figure (p, end);
  gboolean in_number = FALSE;

  if (figure != NULL)
    return figure;
  if (end - p >= 2 && p[0] == '*' && p[1] == '*')
    return p + 2;
  for (p = g_utf8_next_char (p); p < end; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    const char *next = g_utf8_next_char (p);

    if (!in_number && !continues_cluster (before, c) && !(is_word (before) && is_word (c))) {
      /* 1,621 and 3.5 are one number each. */
      in_number = (c == '.' || c == ',') && before < 0x80 && g_ascii_isdigit (before) &&
                  next < end && g_ascii_isdigit (*next);
      if (!in_number)
        break;
    } else {
      in_number = FALSE;
    }
    before = c;
  }

  return p;
}

static guint32
intern (GHashTable *table,
        const char *start,
        const char *end)
{
  g_autofree char *word = g_strndup (start, end - start);
  gpointer id = g_hash_table_lookup (table, word);

  if (id == NULL) {
    id = GUINT_TO_POINTER (0x110000 + g_hash_table_size (table));
    g_hash_table_insert (table, g_steal_pointer (&word), id);
  }

  return GPOINTER_TO_UINT (id);
}

/* Takes a line apart: @ids are what is compared; @atoms has one more at the end,
 * for where the line ends. */
static void
read_atoms (const char *line,
            gsize       length,
            GHashTable *table,
            GArray     *atoms,
            GArray     *ids)
{
  const char *end = line + length;
  Atom last = { length, 0, 0, 0 };

  for (const char *p = line, *next; p < end; p = next) {
    Atom atom = { p - line, 0, g_utf8_get_char (p), 0 };
    guint32 id;

    next = end_of_atom (p, end);
    atom.n_chars = g_utf8_strlen (p, next - p);
    atom.last = g_utf8_get_char (g_utf8_prev_char (next));
    id = atom.n_chars == 1 ? atom.first : intern (table, p, next);
    g_array_append_val (atoms, atom);
    g_array_append_val (ids, id);
  }
  g_array_append_val (atoms, last);
}

/* --- Making it readable ---------------------------------------------------- */

typedef struct
{
  GArray *atoms;
  GArray *ids;
} Side;

#define ATOM(side, index) (&g_array_index ((side)->atoms, Atom, index))
#define ID(side, index)   (g_array_index ((side)->ids, guint32, index))

static guint
count_chars (const Side *side,
             guint       start,
             guint       end)
{
  guint n = 0;

  for (guint i = start; i < end; i++)
    n += ATOM (side, i)->n_chars;

  return n;
}

static guint
get_weight (const Side         *old_side,
            const Side         *new_side,
            const BulletinSequenceEdit *edit)
{
  return MAX (count_chars (old_side, edit->old_start, edit->old_end),
              count_chars (new_side, edit->new_start, edit->new_end));
}

/* Joins changes that have less between them than they are themselves: what is
 * the same there is so by chance, or reads as if it were. */
static void
join_edits (GArray     *edits,
            const Side *old_side,
            const Side *new_side)
{
  g_autofree guint *weights = g_new (guint, edits->len + 1);
  guint n = 0;

  for (guint i = 0; i < edits->len; i++) {
    BulletinSequenceEdit edit = g_array_index (edits, BulletinSequenceEdit, i);
    guint weight = get_weight (old_side, new_side, &edit);

    while (n > 0) {
      const BulletinSequenceEdit *before = &g_array_index (edits, BulletinSequenceEdit, n - 1);
      guint gap = edit.new_start - before->new_end < CLAUSE_LENGTH
                      ? count_chars (new_side, before->new_end, edit.new_start)
                      : CLAUSE_LENGTH;

      if (gap >= CLAUSE_LENGTH || gap > MIN (weights[n - 1], weight))
        break;
      edit.old_start = before->old_start;
      edit.new_start = before->new_start;
      weight += weights[n - 1] + gap;
      n--;
    }
    g_array_index (edits, BulletinSequenceEdit, n) = edit;
    weights[n++] = weight;
  }
  g_array_set_size (edits, n);
}

/* How good a seam is before an atom: behind a sentence, behind a clause, between
 * words. */
static guint
rate_seam (const Side *side,
           guint       index)
{
  gunichar before, after;

  if (index == 0 || index + 1 >= side->atoms->len)
    return 6;
  before = ATOM (side, index - 1)->last;
  after = ATOM (side, index)->first;
  switch (before) {
  case 0x3002: /* 。 */
  case 0xff01: /* ！ */
  case 0xff1f: /* ？ */
  case 0xff1b: /* ； */
    return 5;
  case 0xff0c: /* ， */
  case 0xff1a: /* ： */
    return 4;
  case 0x3001: /* 、 */
    return 3;
  default:
    break;
  }
  if (g_unichar_isspace (before) || g_unichar_isspace (after))
    return 3;
  if (g_unichar_ispunct (before) || g_unichar_ispunct (after))
    return 2;

  return is_word (before) != is_word (after) ? 1 : 0;
}

/* Slides a pure insertion (or removal) between its neighbours to where its seams
 * are best: of 驿站新增，驿站 the added clause is shown, not half of two. */
static void
slide (const Side *side,
       guint      *start,
       guint      *end,
       guint       low,
       guint       high,
       guint      *other)
{
  guint begin = *start, length = *end - *start, place = *other;
  guint best, rating;

  for (guint i = 0; i < MAX_SLIDE && begin > low && ID (side, begin - 1) == ID (side, begin + length - 1); i++) {
    begin--;
    place--;
  }
  best = begin;
  rating = rate_seam (side, begin) + rate_seam (side, begin + length);
  for (guint at = begin, i = 0; i < 2 * MAX_SLIDE && at + length < high && ID (side, at) == ID (side, at + length); i++) {
    guint here;

    at++;
    here = rate_seam (side, at) + rate_seam (side, at + length);
    /* Of two that are as good, the one that was found. */
    if (here > rating || (here == rating && at == *start)) {
      rating = here;
      best = at;
    }
  }
  *other = place + (best - begin);
  *start = best;
  *end = best + length;
}

static void
slide_edits (GArray     *edits,
             const Side *old_side,
             const Side *new_side)
{
  for (guint i = 0; i < edits->len; i++) {
    BulletinSequenceEdit *edit = &g_array_index (edits, BulletinSequenceEdit, i);
    const BulletinSequenceEdit *before = i > 0 ? edit - 1 : NULL;
    const BulletinSequenceEdit *after = i + 1 < edits->len ? edit + 1 : NULL;

    /* At least one atom stays between two changes. */
    if (edit->old_start == edit->old_end) {
      slide (new_side, &edit->new_start, &edit->new_end, before != NULL ? before->new_end + 1 : 0,
             after != NULL ? after->new_start - 1 : new_side->ids->len, &edit->old_start);
      edit->old_end = edit->old_start;
    } else if (edit->new_start == edit->new_end) {
      slide (old_side, &edit->old_start, &edit->old_end, before != NULL ? before->old_end + 1 : 0,
             after != NULL ? after->old_start - 1 : old_side->ids->len, &edit->new_start);
      edit->new_end = edit->new_start;
    }
  }
}

/* --- The line -------------------------------------------------------------- */

static void
add_piece (GArray                 *pieces,
           BulletinComparisonKind  kind,
           gsize                   offset,
           const Side             *side,
           guint                   start,
           guint                   end)
{
  BulletinComparisonPiece piece = { kind, offset + ATOM (side, start)->start, ATOM (side, end)->start - ATOM (side, start)->start };

  if (piece.length > 0)
    g_array_append_val (pieces, piece);
}

/*< private >
 * bulletin_line_compare:
 * @pieces: (element-type BulletinComparisonPiece): where the pieces are put
 * @effort: what it may cost; when it is spent, the line counts as replaced
 *
 * Compares two lines, given as ranges of two texts in UTF-8.
 */
void
bulletin_line_compare (const char     *old_text,
                       gsize           old_offset,
                       gsize           old_length,
                       const char     *new_text,
                       gsize           new_offset,
                       gsize           new_length,
                       GArray         *pieces,
                       BulletinEffort *effort)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) old_atoms = g_array_new (FALSE, FALSE, sizeof (Atom));
  g_autoptr (GArray) old_ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) new_atoms = g_array_new (FALSE, FALSE, sizeof (Atom));
  g_autoptr (GArray) new_ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) edits = NULL;
  Side old_side = { old_atoms, old_ids };
  Side new_side = { new_atoms, new_ids };
  guint new_place = 0;

  read_atoms (old_text + old_offset, old_length, table, old_atoms, old_ids);
  read_atoms (new_text + new_offset, new_length, table, new_atoms, new_ids);
  edits = bulletin_sequence_compare ((const guint32 *) (gpointer) old_ids->data, old_ids->len,
                                     (const guint32 *) (gpointer) new_ids->data, new_ids->len, FALSE, effort);
  join_edits (edits, &old_side, &new_side);
  slide_edits (edits, &old_side, &new_side);

  for (guint i = 0; i < edits->len; i++) {
    const BulletinSequenceEdit *edit = &g_array_index (edits, BulletinSequenceEdit, i);

    add_piece (pieces, BULLETIN_COMPARISON_SAME, new_offset, &new_side, new_place, edit->new_start);
    add_piece (pieces, BULLETIN_COMPARISON_REMOVED, old_offset, &old_side, edit->old_start, edit->old_end);
    add_piece (pieces, BULLETIN_COMPARISON_ADDED, new_offset, &new_side, edit->new_start, edit->new_end);
    new_place = edit->new_end;
  }
  add_piece (pieces, BULLETIN_COMPARISON_SAME, new_offset, &new_side, new_place, new_ids->len);
}
