/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-number-book.h"

G_BEGIN_DECLS

/**
 * BulletinNumberRow:
 *
 * A number of the number book: what became of it, why, and what can be done. It
 * emits "act" when its button is pressed.
 */
#define BULLETIN_TYPE_NUMBER_ROW (bulletin_number_row_get_type ())
G_DECLARE_FINAL_TYPE (BulletinNumberRow, bulletin_number_row, BULLETIN, NUMBER_ROW, AdwActionRow)

/* Takes the entry. (transfer floating) */
GtkWidget                 *bulletin_number_row_new       (BulletinNumberEntry *entry);
const BulletinNumberEntry *bulletin_number_row_get_entry (BulletinNumberRow   *self);

G_END_DECLS
