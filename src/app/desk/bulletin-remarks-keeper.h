/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-draft.h"
#include "bulletin-remarks-pane.h"
#include "bulletin-source-editor.h"

G_BEGIN_DECLS

/**
 * BulletinRemarksKeeper:
 *
 * Keeps what reviewers remarked beside the draft on the desk: in the list, and as
 * marks in the text, which move with the typing. Signals: "loaded" when they were
 * read; "reveal" (guint64, guint64): the place of one is wanted, in bytes. Of the
 * main thread.
 */
#define BULLETIN_TYPE_REMARKS_KEEPER (bulletin_remarks_keeper_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRemarksKeeper, bulletin_remarks_keeper, BULLETIN, REMARKS_KEEPER, GObject)

BulletinRemarksKeeper *bulletin_remarks_keeper_new       (BulletinRemarksPane   *pane,
                                                          BulletinSourceEditor  *editor);
/* (nullable) */
void                   bulletin_remarks_keeper_set_draft (BulletinRemarksKeeper *self,
                                                          BulletinDraft         *draft);

G_END_DECLS
