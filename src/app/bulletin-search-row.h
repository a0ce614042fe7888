/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BulletinSearchRow:
 *
 * A result of the search: it opens a bulletin, or activates an action of the
 * window.
 */
#define BULLETIN_TYPE_SEARCH_ROW (bulletin_search_row_get_type ())
G_DECLARE_FINAL_TYPE (BulletinSearchRow, bulletin_search_row, BULLETIN, SEARCH_ROW, GtkListBoxRow)

/* A snippet marks its hits with U+0002 and U+0003. */
GtkWidget  *bulletin_search_row_new          (const char        *group,
                                              const char        *icon_name,
                                              const char        *title,
                                              const char        *snippet);
void        bulletin_search_row_set_bulletin (BulletinSearchRow *self,
                                              const char        *id);
void        bulletin_search_row_set_action   (BulletinSearchRow *self,
                                              const char        *detailed_action);
const char *bulletin_search_row_get_group    (BulletinSearchRow *self);
const char *bulletin_search_row_get_bulletin (BulletinSearchRow *self);
const char *bulletin_search_row_get_action   (BulletinSearchRow *self);

G_END_DECLS
