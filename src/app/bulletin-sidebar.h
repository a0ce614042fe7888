/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinSidebar:
 *
 * The places of the window, with how much waits in each, and the state of the
 * backup. Signal "place-chosen" (char *): a place was activated.
 */
#define BULLETIN_TYPE_SIDEBAR (bulletin_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (BulletinSidebar, bulletin_sidebar, BULLETIN, SIDEBAR, AdwBin)

/* The library that it speaks of, or NULL. */
void        bulletin_sidebar_set_service  (BulletinSidebar        *self,
                                           BulletinLibraryService *service);
/* What a place is called, or NULL if there is none of that name. */
const char *bulletin_sidebar_get_title    (BulletinSidebar        *self,
                                           const char             *place);
void        bulletin_sidebar_select_place (BulletinSidebar        *self,
                                           const char             *place);
/* The names of all places, NULL-terminated. (transfer container) */
const char **bulletin_sidebar_list_places (BulletinSidebar        *self);
void        bulletin_sidebar_open_menu    (BulletinSidebar        *self);

G_END_DECLS
