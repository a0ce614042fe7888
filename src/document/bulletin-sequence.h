/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Comparing two sequences of numbers: the ground that comparing texts stands on.
 * What the numbers mean (lines, characters) is the caller's. */

/**
 * BulletinSequenceEdit:
 * @old_start: the first element that is gone
 * @old_end: the one behind the last that is gone
 * @new_start: the first element that came in its place
 * @new_end: the one behind the last that came
 *
 * One place in which two sequences differ. Either range may be empty, not both.
 */
typedef struct
{
  guint old_start;
  guint old_end;
  guint new_start;
  guint new_end;
} BulletinSequenceEdit;

/**
 * BulletinEffort:
 * @steps: how many steps may still be taken; when none are left, what is not yet
 *   compared counts as different
 * @cancellable: (nullable): when cancelled, the same happens at once
 *
 * What a comparison may cost.
 */
typedef struct
{
  gint64 steps;
  GCancellable *cancellable;
} BulletinEffort;

gboolean bulletin_effort_spend     (BulletinEffort *self,
                                    gint64          steps);

GArray  *bulletin_sequence_compare (const guint32  *old_sequence,
                                    guint           n_old,
                                    const guint32  *new_sequence,
                                    guint           n_new,
                                    gboolean        unique_first,
                                    BulletinEffort *effort);

G_END_DECLS
