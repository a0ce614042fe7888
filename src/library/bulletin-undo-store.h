/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"
#include "bulletin-undo-history.h"

G_BEGIN_DECLS

/* The steps of typing, kept beside the draft so that undo goes on after the page,
 * or the program, was closed. All calls belong to the library's thread. */

/* Replaces what was kept. It counts as long as the bulletin has this text and
 * metadata. */
gboolean             bulletin_library_save_undo_history (BulletinLibrary        *self,
                                                         const char             *id,
                                                         const BulletinMetadata *metadata,
                                                         const char             *text,
                                                         BulletinUndoHistory    *history,
                                                         GError                **error);
/* Journals what is being typed, with its steps, at one stroke. */
gboolean             bulletin_library_save_typing       (BulletinLibrary        *self,
                                                         const char             *id,
                                                         const BulletinMetadata *metadata,
                                                         const char             *text,
                                                         BulletinUndoHistory    *history,
                                                         const char             *who,
                                                         GError                **error);
/* (transfer full) (nullable): NULL, without an error, if there is none for this
 * text and metadata, or it cannot be read. */
BulletinUndoHistory *bulletin_library_get_undo_history  (BulletinLibrary        *self,
                                                         const char             *id,
                                                         const BulletinMetadata *metadata,
                                                         const char             *text);

G_END_DECLS
