/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-sequence.h"

#include <string.h>

/* The shortest edit is found as in E. W. Myers, “An O(ND) Difference Algorithm
 * and Its Variations” (1986), section 4b: from both ends to the middle, in linear
 * space. Where more than this many elements differ, elements that occur only once
 * on either side are taken for fixed points, and the stretches between them are
 * compared apart. */
#define MAX_DISTANCE 1500

typedef struct
{
  const guint32 *old_sequence;
  const guint32 *new_sequence;
  guint8 *is_removed;
  guint8 *is_added;
  BulletinEffort *effort;
  /* How far the diagonals reach, from the front and from the back. */
  gint *front;
  gint *back;
} Comparison;

/**
 * bulletin_effort_spend:
 * @self: what may be spent
 * @steps: what is about to be
 *
 * Returns: whether there is enough left, and nobody cancelled
 */
gboolean
bulletin_effort_spend (BulletinEffort *self,
                       gint64          steps)
{
  if (self->steps <= 0 || g_cancellable_is_cancelled (self->cancellable)) {
    self->steps = 0;
    return FALSE;
  }
  self->steps -= steps;

  return TRUE;
}

static void
mark (Comparison *self,
      guint       old_start,
      guint       old_end,
      guint       new_start,
      guint       new_end)
{
  memset (self->is_removed + old_start, TRUE, old_end - old_start);
  memset (self->is_added + new_start, TRUE, new_end - new_start);
}

/* A point that the shortest edit goes through; FALSE if it is longer than what
 * may be looked for. */
static gboolean
find_middle (Comparison *self,
             guint       old_start,
             guint       old_end,
             guint       new_start,
             guint       new_end,
             guint      *old_middle,
             guint      *new_middle)
{
  const guint32 *old_sequence = self->old_sequence + old_start;
  const guint32 *new_sequence = self->new_sequence + new_start;
  gint n_old = old_end - old_start;
  gint n_new = new_end - new_start;
  gint delta = n_old - n_new;
  gint max = MIN ((n_old + n_new + 1) / 2, MAX_DISTANCE);
  gint size = 2 * max + 2;
  gboolean front_meets = delta % 2 != 0;
  /* Diagonals that ran off an edge are not followed any further. */
  gint front_low = 0, front_high = 0, back_low = 0, back_high = 0;

  for (gint i = 0; i < size; i++)
    self->front[i] = self->back[i] = -1;
  self->front[max + 1] = self->back[max + 1] = 0;

  for (gint d = 0; d < max; d++) {
    gint64 steps = 0;

    for (gint k = -d + front_low; k <= d - front_high; k += 2) {
      gint *reach = self->front + max + k;
      gint x = k == -d || (k != d && reach[-1] < reach[1]) ? reach[1] : reach[-1] + 1;
      gint y = x - k;
      gint begin = x;

      while (x < n_old && y < n_new && old_sequence[x] == new_sequence[y]) {
        x++;
        y++;
      }
      *reach = x;
      steps += 1 + x - begin;
      if (x > n_old) {
        front_high += 2;
      } else if (y > n_new) {
        front_low += 2;
      } else if (front_meets) {
        gint other = max + delta - k;

        if (other >= 0 && other < size && self->back[other] != -1 && x >= n_old - self->back[other]) {
          *old_middle = old_start + x;
          *new_middle = new_start + y;
          return TRUE;
        }
      }
    }

    for (gint k = -d + back_low; k <= d - back_high; k += 2) {
      gint *reach = self->back + max + k;
      gint x = k == -d || (k != d && reach[-1] < reach[1]) ? reach[1] : reach[-1] + 1;
      gint y = x - k;
      gint begin = x;

      while (x < n_old && y < n_new && old_sequence[n_old - x - 1] == new_sequence[n_new - y - 1]) {
        x++;
        y++;
      }
      *reach = x;
      steps += 1 + x - begin;
      if (x > n_old) {
        back_high += 2;
      } else if (y > n_new) {
        back_low += 2;
      } else if (!front_meets) {
        gint other = max + delta - k;

        if (other >= 0 && other < size && self->front[other] != -1) {
          gint front_x = self->front[other];
          gint front_y = front_x - (other - max);

          if (front_x >= n_old - x) {
            *old_middle = old_start + front_x;
            *new_middle = new_start + front_y;
            return TRUE;
          }
        }
      }
    }

    if (!bulletin_effort_spend (self->effort, steps))
      return FALSE;
  }

  /* Nothing in common: any way through is as short. */
  if (max < MAX_DISTANCE) {
    *old_middle = old_end;
    *new_middle = new_start;
    return TRUE;
  }

  return FALSE;
}

/* Where an element occurs; more than once on a side is said by MANY. */
#define MANY G_MAXUINT32

typedef struct
{
  guint32 old_place;
  guint32 new_place;
} Places;

typedef struct
{
  guint old_place;
  guint new_place;
  gint before;
} Anchor;

static void
note_place (guint32 *place,
            guint    index)
{
  /* From 1: 0 is nowhere. */
  *place = *place == 0 ? index + 1 : MANY;
}

/* The longest row of elements that are unique on both sides and in the same
 * order on both (patience sorting). */
static GArray *
find_anchors (Comparison *self,
              guint       old_start,
              guint       old_end,
              guint       new_start,
              guint       new_end)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Anchor));
  g_autoptr (GArray) tops = g_array_new (FALSE, FALSE, sizeof (gint));
  GArray *anchors = g_array_new (FALSE, FALSE, sizeof (Anchor));
  gint last;

  if (!bulletin_effort_spend (self->effort, (gint64) (old_end - old_start) + (new_end - new_start)))
    return anchors;

  for (guint i = old_start; i < old_end; i++) {
    gpointer key = GUINT_TO_POINTER (self->old_sequence[i]);
    Places *places = g_hash_table_lookup (table, key);

    if (places == NULL) {
      places = g_new0 (Places, 1);
      g_hash_table_insert (table, key, places);
    }
    note_place (&places->old_place, i);
  }
  for (guint i = new_start; i < new_end; i++) {
    Places *places = g_hash_table_lookup (table, GUINT_TO_POINTER (self->new_sequence[i]));

    if (places != NULL)
      note_place (&places->new_place, i);
  }

  for (guint i = old_start; i < old_end; i++) {
    const Places *places = g_hash_table_lookup (table, GUINT_TO_POINTER (self->old_sequence[i]));
    Anchor anchor = { i, 0, -1 };
    guint low = 0, high = tops->len;
    gint index = candidates->len;

    if (places->old_place == MANY || places->new_place == MANY || places->new_place == 0)
      continue;
    anchor.new_place = places->new_place - 1;
    while (low < high) {
      guint middle = (low + high) / 2;

      if (g_array_index (candidates, Anchor, g_array_index (tops, gint, middle)).new_place < anchor.new_place)
        low = middle + 1;
      else
        high = middle;
    }
    if (low > 0)
      anchor.before = g_array_index (tops, gint, low - 1);
    g_array_append_val (candidates, anchor);
    if (low == tops->len)
      g_array_append_val (tops, index);
    else
      g_array_index (tops, gint, low) = index;
  }

  last = tops->len > 0 ? g_array_index (tops, gint, tops->len - 1) : -1;
  g_array_set_size (anchors, tops->len);
  for (guint i = tops->len; i > 0; i--) {
    g_array_index (anchors, Anchor, i - 1) = g_array_index (candidates, Anchor, last);
    last = g_array_index (candidates, Anchor, last).before;
  }

  return anchors;
}

static void
compare (Comparison *self,
         guint       old_start,
         guint       old_end,
         guint       new_start,
         guint       new_end,
         gboolean    unique_first);

/* FALSE if there is no fixed point. */
static gboolean
compare_between_anchors (Comparison *self,
                         guint       old_start,
                         guint       old_end,
                         guint       new_start,
                         guint       new_end)
{
  g_autoptr (GArray) anchors = find_anchors (self, old_start, old_end, new_start, new_end);

  for (guint i = 0; i < anchors->len; i++) {
    const Anchor *anchor = &g_array_index (anchors, Anchor, i);

    compare (self, old_start, anchor->old_place, new_start, anchor->new_place, TRUE);
    old_start = anchor->old_place + 1;
    new_start = anchor->new_place + 1;
  }
  if (anchors->len > 0)
    compare (self, old_start, old_end, new_start, new_end, TRUE);

  return anchors->len > 0;
}

static void
compare (Comparison *self,
         guint       old_start,
         guint       old_end,
         guint       new_start,
         guint       new_end,
         gboolean    unique_first)
{
  guint old_middle, new_middle;

  while (old_start < old_end && new_start < new_end &&
         self->old_sequence[old_start] == self->new_sequence[new_start]) {
    old_start++;
    new_start++;
  }
  while (old_start < old_end && new_start < new_end &&
         self->old_sequence[old_end - 1] == self->new_sequence[new_end - 1]) {
    old_end--;
    new_end--;
  }

  if (old_start == old_end || new_start == new_end) {
    mark (self, old_start, old_end, new_start, new_end);
  } else if (unique_first && compare_between_anchors (self, old_start, old_end, new_start, new_end)) {
    return;
  } else if (find_middle (self, old_start, old_end, new_start, new_end, &old_middle, &new_middle)) {
    compare (self, old_start, old_middle, new_start, new_middle, FALSE);
    compare (self, old_middle, old_end, new_middle, new_end, FALSE);
  } else if (unique_first || !compare_between_anchors (self, old_start, old_end, new_start, new_end)) {
    mark (self, old_start, old_end, new_start, new_end);
  }
}

/**
 * bulletin_sequence_compare:
 * @old_sequence: what was
 * @n_old: how many elements it has, at most %G_MAXINT32 / 2
 * @new_sequence: what is
 * @n_new: how many elements it has, at most %G_MAXINT32 / 2
 * @unique_first: whether elements that occur once on both sides hold the
 *   comparison together, as suits lines; else the edit is the shortest, as long
 *   as the effort allows
 * @effort: (inout): what it may cost
 *
 * Compares two sequences.
 *
 * Returns: (transfer full) (element-type BulletinSequenceEdit): where they differ, in
 *   order, with at least one element that is the same between two
 */
GArray *
bulletin_sequence_compare (const guint32  *old_sequence,
                           guint           n_old,
                           const guint32  *new_sequence,
                           guint           n_new,
                           gboolean        unique_first,
                           BulletinEffort *effort)
{
  GArray *edits = g_array_new (FALSE, FALSE, sizeof (BulletinSequenceEdit));
  gsize size = 2 * MIN (((gsize) n_old + n_new + 1) / 2, MAX_DISTANCE) + 2;
  Comparison self = {
    old_sequence, new_sequence, g_new0 (guint8, n_old + 1), g_new0 (guint8, n_new + 1), effort,
    g_new (gint, size), g_new (gint, size)
  };
  guint i = 0, k = 0;

  compare (&self, 0, n_old, 0, n_new, unique_first);

  /* The last flags are sentinels: nothing is removed or added there. */
  for (;;) {
    BulletinSequenceEdit edit;

    while (i < n_old && k < n_new && !self.is_removed[i] && !self.is_added[k]) {
      i++;
      k++;
    }
    edit.old_start = i;
    edit.new_start = k;
    while (self.is_removed[i])
      i++;
    while (self.is_added[k])
      k++;
    edit.old_end = i;
    edit.new_end = k;
    if (edit.old_start == edit.old_end && edit.new_start == edit.new_end)
      break;
    g_array_append_val (edits, edit);
  }
  g_assert (i == n_old && k == n_new);

  g_free (self.is_removed);
  g_free (self.is_added);
  g_free (self.front);
  g_free (self.back);

  return edits;
}
