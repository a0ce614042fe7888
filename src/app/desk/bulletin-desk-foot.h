/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-source-editor.h"

G_BEGIN_DECLS

/**
 * BulletinDeskFoot:
 *
 * The line under the text: how much was written, of how much there should be, how
 * much of it is selected, on how many pages, and where the caret is.
 */
#define BULLETIN_TYPE_DESK_FOOT (bulletin_desk_foot_get_type ())
G_DECLARE_FINAL_TYPE (BulletinDeskFoot, bulletin_desk_foot, BULLETIN, DESK_FOOT, AdwBin)

void bulletin_desk_foot_set_editor  (BulletinDeskFoot     *self,
                                     BulletinSourceEditor *editor);
/* How long the text should be, in 字; 0 for no matter. */
void bulletin_desk_foot_set_target  (BulletinDeskFoot     *self,
                                     guint                 target);
void bulletin_desk_foot_set_counts  (BulletinDeskFoot     *self,
                                     guint                 n_words,
                                     guint                 n_pages);
/* The caret, the selection or the text is another. */
void bulletin_desk_foot_caret_moved (BulletinDeskFoot     *self);

G_END_DECLS
