/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinPeoplePage:
 *
 * The page of the preferences with the people of the office: who they are, what they
 * do, and which of them sits at this machine.
 */
#define BULLETIN_TYPE_PEOPLE_PAGE (bulletin_people_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPeoplePage, bulletin_people_page, BULLETIN, PEOPLE_PAGE, AdwPreferencesPage)

void bulletin_people_page_load (BulletinPeoplePage     *self,
                                BulletinLibraryService *service);

G_END_DECLS
