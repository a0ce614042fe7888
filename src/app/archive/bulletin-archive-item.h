/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-record.h"

G_BEGIN_DECLS

/**
 * BulletinArchiveItem:
 *
 * A row of the archive. It is made when the row comes into sight and says nothing
 * until its record was read. Properties for .ui files, all strings and never %NULL:
 * issue, title, date, signer, pages, relation, snippet (Pango markup), spoken (the
 * row in one sentence).
 */
#define BULLETIN_TYPE_ARCHIVE_ITEM (bulletin_archive_item_get_type ())
G_DECLARE_FINAL_TYPE (BulletinArchiveItem, bulletin_archive_item, BULLETIN, ARCHIVE_ITEM, GObject)

BulletinArchiveItem *bulletin_archive_item_new        (guint                serial);
guint                bulletin_archive_item_get_serial (BulletinArchiveItem *self);
/* NULL until it was read; (transfer none). */
BulletinRecord      *bulletin_archive_item_get_record (BulletinArchiveItem *self);
void                 bulletin_archive_item_set_record (BulletinArchiveItem *self,
                                                       BulletinRecord      *record);

G_END_DECLS
