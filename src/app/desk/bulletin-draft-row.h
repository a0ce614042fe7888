/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-record.h"

G_BEGIN_DECLS

/**
 * BulletinDraftRow:
 *
 * A bulletin that is not issued yet: number, title, state, who and when, and why
 * it came back. Signal "delete".
 */
#define BULLETIN_TYPE_DRAFT_ROW (bulletin_draft_row_get_type ())
G_DECLARE_FINAL_TYPE (BulletinDraftRow, bulletin_draft_row, BULLETIN, DRAFT_ROW, GtkListBoxRow)

GtkWidget      *bulletin_draft_row_new        (BulletinRecord   *record);
BulletinRecord *bulletin_draft_row_get_record (BulletinDraftRow *self);

G_END_DECLS
