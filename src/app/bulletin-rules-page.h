/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinRulesPage:
 *
 * The rules of the checks by group, each with what it finds and a switch.
 */
#define BULLETIN_TYPE_RULES_PAGE (bulletin_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRulesPage, bulletin_rules_page, BULLETIN, RULES_PAGE, AdwPreferencesPage)

void bulletin_rules_page_load (BulletinRulesPage      *self,
                               BulletinLibraryService *service);

G_END_DECLS
