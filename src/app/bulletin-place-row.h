/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BULLETIN_TYPE_PLACE_ROW (bulletin_place_row_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPlaceRow, bulletin_place_row, BULLETIN, PLACE_ROW, GtkListBoxRow)

/**
 * BulletinPlaceRow:
 *
 * A place of the sidebar. Properties: "place" (its name, as of the action
 * win.place), "title", "icon-name", "count" (uint, not shown when 0),
 * "starts-group" (whether a line parts it from the row above).
 */
const char *bulletin_place_row_get_place        (BulletinPlaceRow *self);
const char *bulletin_place_row_get_title        (BulletinPlaceRow *self);
gboolean    bulletin_place_row_get_starts_group (BulletinPlaceRow *self);
void        bulletin_place_row_set_count        (BulletinPlaceRow *self,
                                                 guint             count);

G_END_DECLS
