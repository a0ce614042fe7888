/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-undo-history.h"

G_BEGIN_DECLS

/**
 * BulletinUndoRecorder:
 *
 * Undo of a text buffer by a history that can be kept, in place of the buffer's
 * own. What the buffer does within a user action is one step. Signals: "changed"
 * when there is something to take back, or to make again, that was not before;
 * "metadata" (BulletinMetadata) when a step that was taken back or made again
 * changed the metadata, with what they are to be.
 */
#define BULLETIN_TYPE_UNDO_RECORDER (bulletin_undo_recorder_get_type ())
G_DECLARE_FINAL_TYPE (BulletinUndoRecorder, bulletin_undo_recorder, BULLETIN, UNDO_RECORDER, GObject)

BulletinUndoRecorder *bulletin_undo_recorder_new         (GtkTextBuffer        *buffer);
void                  bulletin_undo_recorder_set_history (BulletinUndoRecorder *self,
                                                          BulletinUndoHistory  *history);
/* What is done between the two is one step, changes of the metadata included. */
void                  bulletin_undo_recorder_begin       (BulletinUndoRecorder *self);
void                  bulletin_undo_recorder_end         (BulletinUndoRecorder *self);
gboolean              bulletin_undo_recorder_can_undo    (BulletinUndoRecorder *self);
gboolean              bulletin_undo_recorder_can_redo    (BulletinUndoRecorder *self);
void                  bulletin_undo_recorder_undo        (BulletinUndoRecorder *self);
void                  bulletin_undo_recorder_redo        (BulletinUndoRecorder *self);

G_END_DECLS
