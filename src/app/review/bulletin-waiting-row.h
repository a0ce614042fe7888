/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-review.h"

G_BEGIN_DECLS

/* A bulletin under review, in a list: who sent it, whom it waits for and since
 * when, and what is new in it. */
#define BULLETIN_TYPE_WAITING_ROW (bulletin_waiting_row_get_type ())
G_DECLARE_FINAL_TYPE (BulletinWaitingRow, bulletin_waiting_row, BULLETIN, WAITING_ROW, AdwActionRow)

GtkWidget  *bulletin_waiting_row_new    (const BulletinWaiting *waiting);
const char *bulletin_waiting_row_get_id (BulletinWaitingRow    *self);

G_END_DECLS
