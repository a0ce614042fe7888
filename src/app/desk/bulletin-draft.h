/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library-service.h"
#include "bulletin-store.h"
#include "bulletin-undo-history.h"

G_BEGIN_DECLS

/**
 * BulletinSaveState:
 * @BULLETIN_SAVE_SAVED: everything typed is in the library
 * @BULLETIN_SAVE_PENDING: typed, and due within three seconds
 * @BULLETIN_SAVE_SAVING: on its way
 * @BULLETIN_SAVE_FAILED: the last attempt failed; it is tried again
 */
typedef enum
{
  BULLETIN_SAVE_SAVED,
  BULLETIN_SAVE_PENDING,
  BULLETIN_SAVE_SAVING,
  BULLETIN_SAVE_FAILED,
} BulletinSaveState;

/**
 * BulletinDraft:
 *
 * The bulletin on the desk: its text and metadata as they are being typed, and
 * the journal that brings them into the library. Signals: "changed" when text or
 * metadata changed, "metadata-changed" when metadata did, "state-changed" when
 * the save state did. Of the main thread.
 */
#define BULLETIN_TYPE_DRAFT (bulletin_draft_get_type ())
G_DECLARE_FINAL_TYPE (BulletinDraft, bulletin_draft, BULLETIN, DRAFT, GObject)

BulletinDraft          *bulletin_draft_new           (BulletinLibraryService *service,
                                                      BulletinContent        *content,
                                                      BulletinUndoHistory    *undo_history);
BulletinLibraryService *bulletin_draft_get_service   (BulletinDraft          *self);
BulletinRecord         *bulletin_draft_get_record    (BulletinDraft          *self);
const char             *bulletin_draft_get_id        (BulletinDraft          *self);
const char             *bulletin_draft_get_text      (BulletinDraft          *self);
const BulletinMetadata *bulletin_draft_get_metadata  (BulletinDraft          *self);
/* The steps that lead to its content; saved with it. (transfer none) */
BulletinUndoHistory    *bulletin_draft_get_undo_history (BulletinDraft       *self);
/* Counts the changes: tells whether something is of the newest text. */
guint                   bulletin_draft_get_generation (BulletinDraft         *self);
/* Whether the newest revision is what stands here now. */
gboolean                bulletin_draft_is_revision   (BulletinDraft          *self);
BulletinSaveState       bulletin_draft_get_state     (BulletinDraft          *self);
/* The last save's error while the state is FAILED, else NULL. */
const GError           *bulletin_draft_get_error     (BulletinDraft          *self);
/* Local time of the last save, or NULL. */
GDateTime              *bulletin_draft_get_saved_at  (BulletinDraft          *self);
void                    bulletin_draft_take_text     (BulletinDraft          *self,
                                                      char                   *text);
void                    bulletin_draft_set_metadata  (BulletinDraft          *self,
                                                      const BulletinMetadata *metadata);
/* The same, for a step that is taken back or made again. */
void                    bulletin_draft_reset_metadata (BulletinDraft         *self,
                                                      const BulletinMetadata *metadata);
void                    bulletin_draft_discard       (BulletinDraft          *self);
void                    bulletin_draft_save_now      (BulletinDraft          *self);
/* Makes a revision of what differs from the newest; done at once if nothing does. */
void                    bulletin_draft_commit_async  (BulletinDraft          *self,
                                                      const char             *note,
                                                      GAsyncReadyCallback     callback,
                                                      gpointer                user_data);
gboolean                bulletin_draft_commit_finish (BulletinDraft          *self,
                                                      GAsyncResult           *result,
                                                      GError                **error);

G_END_DECLS
