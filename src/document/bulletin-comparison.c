/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-comparison.h"

#include <string.h>

#include "bulletin-line-comparison.h"
#include "bulletin-sequence.h"
#include "bulletin-text-lines.h"

/* About a second's work; what is not compared by then counts as replaced. Texts
 * of this office need less than a thousandth of it. */
#define MAX_STEPS 150000000
/* A shorter line is not said to have moved, in bytes: 附件： stands in many places. */
#define MIN_MOVED 18

struct _BulletinComparison
{
  gatomicrefcount references;
  char *old_text;
  char *new_text;
  GArray *rows;
  GArray *pieces;
  guint n_changes;
};

G_DEFINE_BOXED_TYPE (BulletinComparison, bulletin_comparison, bulletin_comparison_ref, bulletin_comparison_unref)

/* --- The rows -------------------------------------------------------------- */

static void
add_row (BulletinComparison      *self,
         BulletinComparisonKind   kind,
         const BulletinTextLines *old_side,
         guint                    old_line,
         const BulletinTextLines *new_side,
         guint                    new_line)
{
  BulletinComparisonRow row = { .kind = kind, .change = BULLETIN_COMPARISON_NONE, .old_line = BULLETIN_COMPARISON_NONE, .new_line = BULLETIN_COMPARISON_NONE, .moved = BULLETIN_COMPARISON_NONE };

  if (kind != BULLETIN_COMPARISON_ADDED) {
    row.old_line = old_line;
    row.old_offset = BULLETIN_TEXT_LINE (old_side, old_line)->offset;
    row.old_length = BULLETIN_TEXT_LINE (old_side, old_line)->length;
  }
  if (kind != BULLETIN_COMPARISON_REMOVED) {
    row.new_line = new_line;
    row.new_offset = BULLETIN_TEXT_LINE (new_side, new_line)->offset;
    row.new_length = BULLETIN_TEXT_LINE (new_side, new_line)->length;
  }
  if (kind != BULLETIN_COMPARISON_SAME) {
    const BulletinComparisonRow *before = self->rows->len > 0 ? &g_array_index (self->rows, BulletinComparisonRow, self->rows->len - 1) : NULL;
    gboolean goes_on = kind != BULLETIN_COMPARISON_CHANGED && before != NULL &&
                       (before->kind == BULLETIN_COMPARISON_REMOVED || before->kind == BULLETIN_COMPARISON_ADDED);

    row.change = goes_on ? before->change : self->n_changes++;
  }
  g_array_append_val (self->rows, row);
}

static void
add_rows (BulletinComparison      *self,
          const BulletinTextLines *old_side,
          const BulletinTextLines *new_side)
{
  guint i = 0, k = 0;

  while (i < old_side->lines->len || k < new_side->lines->len) {
    /* What went stands before what came. */
    if (i < old_side->lines->len && old_side->partners[i] == BULLETIN_TEXT_LINE_NONE) {
      add_row (self, BULLETIN_COMPARISON_REMOVED, old_side, i++, new_side, 0);
    } else if (k < new_side->lines->len && new_side->partners[k] == BULLETIN_TEXT_LINE_NONE) {
      add_row (self, BULLETIN_COMPARISON_ADDED, old_side, 0, new_side, k++);
    } else {
      add_row (self, BULLETIN_TEXT_LINE_ID (old_side, i) == BULLETIN_TEXT_LINE_ID (new_side, k) ? BULLETIN_COMPARISON_SAME : BULLETIN_COMPARISON_CHANGED,
               old_side, i, new_side, k);
      i++;
      k++;
    }
  }
}

/* Lines that were taken out in one place and put in as they were in another. */
static void
mark_moved (BulletinComparison      *self,
            const BulletinTextLines *old_side,
            const BulletinTextLines *new_side)
{
  g_autoptr (GHashTable) removed = g_hash_table_new (NULL, NULL);

  for (guint i = self->rows->len; i-- > 0;) {
    const BulletinComparisonRow *row = &g_array_index (self->rows, BulletinComparisonRow, i);

    if (row->kind == BULLETIN_COMPARISON_REMOVED && row->old_length >= MIN_MOVED)
      g_hash_table_insert (removed, GUINT_TO_POINTER (BULLETIN_TEXT_LINE_ID (old_side, row->old_line)), GUINT_TO_POINTER (i + 1));
  }
  for (guint i = 0; i < self->rows->len; i++) {
    BulletinComparisonRow *row = &g_array_index (self->rows, BulletinComparisonRow, i);
    gpointer key, other;

    if (row->kind != BULLETIN_COMPARISON_ADDED)
      continue;
    key = GUINT_TO_POINTER (BULLETIN_TEXT_LINE_ID (new_side, row->new_line));
    other = g_hash_table_lookup (removed, key);
    if (other == NULL)
      continue;
    row->moved = GPOINTER_TO_UINT (other) - 1;
    g_array_index (self->rows, BulletinComparisonRow, row->moved).moved = i;
    g_hash_table_remove (removed, key);
  }
}

/* The pieces of a row, from the comparison the other way round. */
static void
turn_pieces (GArray *pieces,
             guint   first,
             gint64  same_shift)
{
  for (guint i = first; i < pieces->len; i++) {
    BulletinComparisonPiece *piece = &g_array_index (pieces, BulletinComparisonPiece, i);

    if (piece->kind == BULLETIN_COMPARISON_SAME) {
      piece->offset += same_shift;
    } else {
      piece->kind = piece->kind == BULLETIN_COMPARISON_REMOVED ? BULLETIN_COMPARISON_ADDED : BULLETIN_COMPARISON_REMOVED;
      same_shift += piece->kind == BULLETIN_COMPARISON_ADDED ? (gint64) piece->length : -(gint64) piece->length;
    }
    if (i > first && piece->kind == BULLETIN_COMPARISON_REMOVED && piece[-1].kind == BULLETIN_COMPARISON_ADDED) {
      BulletinComparisonPiece swapped = *piece;

      *piece = piece[-1];
      piece[-1] = swapped;
    }
  }
}

static void
compare_lines (BulletinComparison *self,
               gboolean            is_turned,
               BulletinEffort     *effort)
{
  for (guint i = 0; i < self->rows->len; i++) {
    BulletinComparisonRow *row = &g_array_index (self->rows, BulletinComparisonRow, i);

    if (row->kind != BULLETIN_COMPARISON_CHANGED)
      continue;
    row->first_piece = self->pieces->len;
    if (is_turned) {
      bulletin_line_compare (self->new_text, row->new_offset, row->new_length,
                             self->old_text, row->old_offset, row->old_length, self->pieces, effort);
      turn_pieces (self->pieces, row->first_piece, (gint64) row->new_offset - (gint64) row->old_offset);
    } else {
      bulletin_line_compare (self->old_text, row->old_offset, row->old_length,
                             self->new_text, row->new_offset, row->new_length, self->pieces, effort);
    }
    row->n_pieces = self->pieces->len - row->first_piece;
  }
}

/**
 * bulletin_comparison_new:
 * @old_text: what was, UTF-8
 * @new_text: what is, UTF-8
 * @cancellable: (nullable): gives up when cancelled
 * @error: set when cancelled, never else
 *
 * Compares two texts. There is always an answer, in about a second at most: what
 * differs too much to be told apart in that time counts as replaced. The other
 * way round gives the same with "removed" and "added" exchanged.
 *
 * Returns: (transfer full) (nullable): the comparison, or %NULL if cancelled
 */
BulletinComparison *
bulletin_comparison_new (const char    *old_text,
                         const char    *new_text,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (BulletinComparison) self = g_new0 (BulletinComparison, 1);
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  BulletinEffort effort = { MAX_STEPS, cancellable };
  /* Of several ways as good, the one that is found depends on the order; so it is
   * always the same one of the two that comes first. */
  gboolean is_turned = strcmp (old_text, new_text) > 0;
  BulletinTextLines old_side, new_side;

  g_atomic_ref_count_init (&self->references);
  self->old_text = g_strdup (old_text);
  self->new_text = g_strdup (new_text);
  self->rows = g_array_new (FALSE, FALSE, sizeof (BulletinComparisonRow));
  self->pieces = g_array_new (FALSE, FALSE, sizeof (BulletinComparisonPiece));

  bulletin_text_lines_init (&old_side, self->old_text, table);
  bulletin_text_lines_init (&new_side, self->new_text, table);
  if (is_turned)
    bulletin_text_lines_align (&new_side, &old_side, &effort);
  else
    bulletin_text_lines_align (&old_side, &new_side, &effort);
  add_rows (self, &old_side, &new_side);
  mark_moved (self, &old_side, &new_side);
  compare_lines (self, is_turned, &effort);
  bulletin_text_lines_clear (&old_side);
  bulletin_text_lines_clear (&new_side);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&self);
}

BulletinComparison *
bulletin_comparison_ref (BulletinComparison *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
bulletin_comparison_unref (BulletinComparison *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->old_text);
  g_free (self->new_text);
  g_array_unref (self->rows);
  g_array_unref (self->pieces);
  g_free (self);
}

const char *
bulletin_comparison_get_old_text (const BulletinComparison *self)
{
  return self->old_text;
}

const char *
bulletin_comparison_get_new_text (const BulletinComparison *self)
{
  return self->new_text;
}

guint
bulletin_comparison_get_n_rows (const BulletinComparison *self)
{
  return self->rows->len;
}

/**
 * bulletin_comparison_get_row:
 * @self: a comparison
 * @index: from 0
 *
 * The rows tile both texts: every line of either stands in exactly one of them,
 * in order.
 *
 * Returns: (transfer none): the row
 */
const BulletinComparisonRow *
bulletin_comparison_get_row (const BulletinComparison *self,
                             guint                     index)
{
  g_return_val_if_fail (index < self->rows->len, NULL);

  return &g_array_index (self->rows, BulletinComparisonRow, index);
}

const BulletinComparisonPiece *
bulletin_comparison_get_piece (const BulletinComparison *self,
                               guint                     index)
{
  g_return_val_if_fail (index < self->pieces->len, NULL);

  return &g_array_index (self->pieces, BulletinComparisonPiece, index);
}

guint
bulletin_comparison_get_n_changes (const BulletinComparison *self)
{
  return self->n_changes;
}

/**
 * bulletin_comparison_revert:
 * @self: a comparison
 * @change: one of its changes, from 0
 * @offset: (out): where the new text is to be changed, in bytes
 * @length: (out): how many bytes of it are to go
 *
 * Takes one change back: with @length bytes at @offset of the new text replaced
 * by what is returned, it says there what the old text says.
 *
 * Returns: (transfer full): what stands there instead
 */
char *
bulletin_comparison_revert (const BulletinComparison *self,
                            guint                     change,
                            gsize                    *offset,
                            gsize                    *length)
{
  const BulletinComparisonRow *rows = (const BulletinComparisonRow *) (gpointer) self->rows->data;
  gsize old_start = G_MAXSIZE, old_end = 0, new_start = G_MAXSIZE, new_end = 0;
  g_autofree char *words = NULL;
  guint i = 0, behind;

  g_return_val_if_fail (change < self->n_changes, NULL);

  while (rows[i].change != change)
    i++;
  for (behind = i; behind < self->rows->len && rows[behind].change == change; behind++) {
    if (rows[behind].old_line != BULLETIN_COMPARISON_NONE) {
      old_start = MIN (old_start, rows[behind].old_offset);
      old_end = rows[behind].old_offset + rows[behind].old_length;
    }
    if (rows[behind].new_line != BULLETIN_COMPARISON_NONE) {
      new_start = MIN (new_start, rows[behind].new_offset);
      new_end = rows[behind].new_offset + rows[behind].new_length;
    }
  }

  /* Whole lines against whole lines; where a side has none, a line feed goes or
   * comes with them, and every row before and after has a line on both sides. */
  if (old_start != G_MAXSIZE && new_start != G_MAXSIZE) {
    *offset = new_start;
    *length = new_end - new_start;
    return g_strndup (self->old_text + old_start, old_end - old_start);
  }
  if (old_start == G_MAXSIZE) {
    *offset = behind < self->rows->len ? new_start : new_start - 1;
    *length = new_end - new_start + 1;
    return g_strdup ("");
  }
  words = g_strndup (self->old_text + old_start, old_end - old_start);
  *length = 0;
  if (behind < self->rows->len) {
    *offset = rows[behind].new_offset;
    return g_strconcat (words, "\n", NULL);
  }
  *offset = strlen (self->new_text);

  return g_strconcat ("\n", words, NULL);
}

static void
append_range (GString    *text,
              const char *before,
              const char *source,
              gsize       offset,
              gsize       length,
              const char *after)
{
  g_string_append (text, before);
  g_string_append_len (text, source + offset, length);
  g_string_append (text, after);
}

static gboolean
is_near_change (const BulletinComparison *self,
                guint                     index,
                guint                     context)
{
  guint first = index > context ? index - context : 0;
  guint last = MIN ((guint64) index + context, self->rows->len - 1);

  for (guint i = first; i <= last; i++)
    if (bulletin_comparison_get_row (self, i)->kind != BULLETIN_COMPARISON_SAME)
      return TRUE;

  return FALSE;
}

/**
 * bulletin_comparison_to_text:
 * @self: a comparison
 * @context: how many lines that are the same stand round a change
 *
 * Writes what differs for a terminal: what is gone as `[-…-]`, what came as
 * `{+…+}`, stretches that were left out as a line `@@ n @@`, where n is the line
 * of the new text, from 1, that goes on below it.
 *
 * Returns: (transfer full): the text; empty if nothing differs
 */
char *
bulletin_comparison_to_text (const BulletinComparison *self,
                             guint                     context)
{
  GString *text = g_string_new (NULL);
  guint new_line = 0;
  gboolean is_folded = FALSE;

  for (guint i = 0; self->n_changes > 0 && i < self->rows->len; i++) {
    const BulletinComparisonRow *row = bulletin_comparison_get_row (self, i);

    if (row->new_line != BULLETIN_COMPARISON_NONE)
      new_line = row->new_line;
    if (row->kind == BULLETIN_COMPARISON_SAME && !is_near_change (self, i, context)) {
      is_folded = TRUE;
      continue;
    }
    if (is_folded)
      g_string_append_printf (text, "@@ %u @@\n", new_line + 1);
    is_folded = FALSE;

    switch (row->kind) {
    case BULLETIN_COMPARISON_REMOVED:
      append_range (text, "[-", self->old_text, row->old_offset, row->old_length, "-]");
      break;
    case BULLETIN_COMPARISON_ADDED:
      append_range (text, "{+", self->new_text, row->new_offset, row->new_length, "+}");
      break;
    case BULLETIN_COMPARISON_SAME:
      append_range (text, "", self->new_text, row->new_offset, row->new_length, "");
      break;
    case BULLETIN_COMPARISON_CHANGED:
    default:
      for (guint k = 0; k < row->n_pieces; k++) {
        const BulletinComparisonPiece *piece = bulletin_comparison_get_piece (self, row->first_piece + k);

        if (piece->kind == BULLETIN_COMPARISON_REMOVED)
          append_range (text, "[-", self->old_text, piece->offset, piece->length, "-]");
        else if (piece->kind == BULLETIN_COMPARISON_ADDED)
          append_range (text, "{+", self->new_text, piece->offset, piece->length, "+}");
        else
          append_range (text, "", self->new_text, piece->offset, piece->length, "");
      }
      break;
    }
    g_string_append_c (text, '\n');
  }

  return g_string_free (text, FALSE);
}
