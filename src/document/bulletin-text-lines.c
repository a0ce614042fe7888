/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-text-lines.h"

#include <string.h>

#include "bulletin-line-comparison.h"

/* Lines that have at least so much in common are one line, changed. Two Chinese
 * sentences about different things share a sixth of their characters and pairs. */
#define RESEMBLANCE 0.4
/* How many pairs of lines are looked at together, to find which became which. */
#define MAX_PAIRS 4096

/* --- The lines ------------------------------------------------------------- */

/**
 * bulletin_text_lines_init:
 * @self: (out caller-allocates): to be cleared with bulletin_text_lines_clear()
 * @text: a text, which must outlive it
 * @table: (element-type GBytes guint): the numbers of the lines so far, empty for
 *   the first of two texts
 *
 * Lines are parted by line feeds, so that there is always one more than there are
 * feeds; equal lines get equal numbers.
 */
void
bulletin_text_lines_init (BulletinTextLines *self,
                          const char        *text,
                          GHashTable        *table)
{
  self->text = text;
  self->lines = g_array_new (FALSE, FALSE, sizeof (BulletinTextLine));
  self->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (const char *p = text;;) {
    const char *end = strchr (p, '\n');
    BulletinTextLine line = { p - text, end != NULL ? (gsize) (end - p) : strlen (p) };
    g_autoptr (GBytes) bytes = g_bytes_new_static (p, line.length);
    gpointer id = g_hash_table_lookup (table, bytes);
    guint32 number;

    if (id == NULL) {
      id = GUINT_TO_POINTER (g_hash_table_size (table) + 1);
      g_hash_table_insert (table, g_bytes_ref (bytes), id);
    }
    number = GPOINTER_TO_UINT (id);
    g_array_append_val (self->lines, line);
    g_array_append_val (self->ids, number);
    if (end == NULL)
      break;
    p = end + 1;
  }
  self->signatures = g_new0 (GArray *, self->lines->len);
  self->partners = g_new (guint, self->lines->len);
  for (guint i = 0; i < self->lines->len; i++)
    self->partners[i] = BULLETIN_TEXT_LINE_NONE;
}

void
bulletin_text_lines_clear (BulletinTextLines *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    g_clear_pointer (&self->signatures[i], g_array_unref);
  g_free (self->signatures);
  g_free (self->partners);
  g_array_unref (self->lines);
  g_array_unref (self->ids);
}

static const GArray *
get_signature (BulletinTextLines *self,
               guint              index)
{
  if (self->signatures[index] == NULL)
    self->signatures[index] = bulletin_line_sign (self->text + BULLETIN_TEXT_LINE (self, index)->offset, BULLETIN_TEXT_LINE (self, index)->length);

  return self->signatures[index];
}

/* --- Which line became which ----------------------------------------------- */

static void
join_lines (BulletinTextLines *old_side,
            BulletinTextLines *new_side,
            guint              old_line,
            guint              new_line)
{
  old_side->partners[old_line] = new_line;
  new_side->partners[new_line] = old_line;
}

/* Finds within a stretch that differs the lines that resemble each other, in an
 * order that both texts have, so that together they have most in common. */
static void
pair_lines (BulletinTextLines *old_side,
            BulletinTextLines *new_side,
            guint              old_start,
            guint              old_end,
            guint              new_start,
            guint              new_end,
            BulletinEffort    *effort)
{
  guint n_old = old_end - old_start;
  guint n_new = new_end - new_start;
  g_autofree double *resemblance = NULL;
  g_autofree double *sum = NULL;
  guint width = n_new + 1;

  if (n_old == 0 || n_new == 0)
    return;
  if ((guint64) n_old * n_new > MAX_PAIRS && n_old > 1 && n_new > 1) {
    guint old_middle = old_start + n_old / 2;
    guint new_middle = new_start + n_new / 2;

    pair_lines (old_side, new_side, old_start, old_middle, new_start, new_middle, effort);
    pair_lines (old_side, new_side, old_middle, old_end, new_middle, new_end, effort);
    return;
  }

  resemblance = g_new0 (double, n_old * n_new);
  for (guint i = 0; i < n_old; i++) {
    for (guint k = 0; k < n_new; k++) {
      const GArray *old_signature = get_signature (old_side, old_start + i);
      const GArray *new_signature = get_signature (new_side, new_start + k);
      guint low = MIN (old_signature->len, new_signature->len);
      guint high = MAX (old_signature->len, new_signature->len);
      double value;

      /* Of very different lengths: not enough in common, whatever they say. */
      if (2.0 * low < RESEMBLANCE * (low + high))
        continue;
      if (!bulletin_effort_spend (effort, low + high))
        return;
      value = bulletin_line_resemble (old_signature, new_signature);
      if (value >= RESEMBLANCE)
        resemblance[i * n_new + k] = value;
    }
  }

  /* sum[i][k]: the most that the lines from i and k on have in common. */
  sum = g_new0 (double, (n_old + 1) * width);
  for (guint i = n_old; i-- > 0;) {
    for (guint k = n_new; k-- > 0;) {
      double value = resemblance[i * n_new + k];
      double skipped = MAX (sum[(i + 1) * width + k], sum[i * width + k + 1]);
      double paired = value > 0 ? value + sum[(i + 1) * width + k + 1] : 0;

      sum[i * width + k] = MAX (skipped, paired);
    }
  }
  for (guint i = 0, k = 0; i < n_old && k < n_new;) {
    double value = resemblance[i * n_new + k];
    double here = sum[i * width + k];

    if (value > 0 && value + sum[(i + 1) * width + k + 1] >= here) {
      join_lines (old_side, new_side, old_start + i, new_start + k);
      i++;
      k++;
    } else if (sum[(i + 1) * width + k] >= here) {
      i++;
    } else {
      k++;
    }
  }
}

/**
 * bulletin_text_lines_align:
 * @old_side: the lines of the one text
 * @new_side: those of the other
 * @effort: what may be spent on it
 *
 * Finds for each line which of the other text it became: the same one, or one that
 * resembles it in a stretch that differs.
 */
void
bulletin_text_lines_align (BulletinTextLines *old_side,
                           BulletinTextLines *new_side,
                           BulletinEffort    *effort)
{
  g_autoptr (GArray) edits = NULL;
  guint old_place = 0, new_place = 0;

  edits = bulletin_sequence_compare ((const guint32 *) (gpointer) old_side->ids->data, old_side->ids->len,
                                     (const guint32 *) (gpointer) new_side->ids->data, new_side->ids->len, TRUE, effort);
  for (guint i = 0; i <= edits->len; i++) {
    const BulletinSequenceEdit *edit = i < edits->len ? &g_array_index (edits, BulletinSequenceEdit, i) : NULL;
    guint old_end = edit != NULL ? edit->old_start : old_side->lines->len;

    for (; old_place < old_end; old_place++, new_place++)
      join_lines (old_side, new_side, old_place, new_place);
    if (edit != NULL) {
      pair_lines (old_side, new_side, edit->old_start, edit->old_end, edit->new_start, edit->new_end, effort);
      old_place = edit->old_end;
      new_place = edit->new_end;
    }
  }
}
