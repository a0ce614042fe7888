/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "bulletin-metadata.h"

G_BEGIN_DECLS

/**
 * BulletinUndoEdit:
 * @offset: where in the text, in characters
 * @removed: what was taken out there, or ""
 * @inserted: what was put in there, or ""
 */
typedef struct
{
  guint offset;
  char *removed;
  char *inserted;
} BulletinUndoEdit;

/**
 * BulletinUndoStep:
 * @edits: (element-type BulletinUndoEdit): in the order in which they were made
 * @caret_before: where the caret stood before them, in characters
 * @caret_after: where the caret stood after them, in characters
 * @metadata_before: (nullable): the metadata before the step, if it changed them
 * @metadata_after: (nullable): the metadata after the step, if it changed them
 * @size: what it takes up, in bytes
 *
 * What is taken back at one stroke. Reference counted (atomically); not changed
 * any more once its history is sealed.
 */
typedef struct
{
  gatomicrefcount references;
  GArray *edits;
  guint caret_before;
  guint caret_after;
  BulletinMetadata *metadata_before;
  BulletinMetadata *metadata_after;
  gsize size;
} BulletinUndoStep;

BulletinUndoStep *bulletin_undo_step_new          (guint                   caret_before,
                                                   guint                   caret_after);
BulletinUndoStep *bulletin_undo_step_ref          (BulletinUndoStep       *self);
void              bulletin_undo_step_unref        (BulletinUndoStep       *self);
void              bulletin_undo_step_add_edit     (BulletinUndoStep       *self,
                                                   guint                   offset,
                                                   const char             *removed,
                                                   const char             *inserted);
void              bulletin_undo_step_set_metadata (BulletinUndoStep       *self,
                                                   const BulletinMetadata *before,
                                                   const BulletinMetadata *after);
gboolean          bulletin_undo_step_apply        (const BulletinUndoStep *self,
                                                   gboolean                forward,
                                                   GString                *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinUndoStep, bulletin_undo_step_unref)

/**
 * BulletinUndoHistory:
 *
 * The steps of typing that can be taken back, and those that can be made again.
 * It does not know the text, only what was done to it, so that a key costs the
 * same in a long text as in a short one. Of one thread; reference counted.
 */
#define BULLETIN_TYPE_UNDO_HISTORY (bulletin_undo_history_get_type ())
typedef struct _BulletinUndoHistory BulletinUndoHistory;

GType                   bulletin_undo_history_get_type        (void);
BulletinUndoHistory    *bulletin_undo_history_new             (void);
BulletinUndoHistory    *bulletin_undo_history_new_for_steps   (GPtrArray                 *steps,
                                                               guint                      position);
BulletinUndoHistory    *bulletin_undo_history_ref             (BulletinUndoHistory       *self);
void                    bulletin_undo_history_unref           (BulletinUndoHistory       *self);

/* What is done between the two is one step. They may be nested. */
void                    bulletin_undo_history_begin           (BulletinUndoHistory       *self,
                                                               guint                      caret);
void                    bulletin_undo_history_end             (BulletinUndoHistory       *self,
                                                               guint                      caret,
                                                               gint64                     now);
void                    bulletin_undo_history_record          (BulletinUndoHistory       *self,
                                                               guint                      offset,
                                                               const char                *removed,
                                                               const char                *inserted);
void                    bulletin_undo_history_record_metadata (BulletinUndoHistory       *self,
                                                               const BulletinMetadata    *before,
                                                               const BulletinMetadata    *after);
/* What comes next is a step of its own. */
void                    bulletin_undo_history_seal            (BulletinUndoHistory       *self);
void                    bulletin_undo_history_clear           (BulletinUndoHistory       *self);

gboolean                bulletin_undo_history_can_undo        (const BulletinUndoHistory *self);
gboolean                bulletin_undo_history_can_redo        (const BulletinUndoHistory *self);
const BulletinUndoStep *bulletin_undo_history_undo            (BulletinUndoHistory       *self);
const BulletinUndoStep *bulletin_undo_history_redo            (BulletinUndoHistory       *self);

BulletinUndoHistory    *bulletin_undo_history_copy            (BulletinUndoHistory       *self,
                                                               gsize                      max_size);
guint                   bulletin_undo_history_get_n_steps     (const BulletinUndoHistory *self);
guint                   bulletin_undo_history_get_position    (const BulletinUndoHistory *self);
const BulletinUndoStep *bulletin_undo_history_get_step        (const BulletinUndoHistory *self,
                                                               guint                      index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinUndoHistory, bulletin_undo_history_unref)

G_END_DECLS
