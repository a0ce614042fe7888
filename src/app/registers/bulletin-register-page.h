/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BulletinRegisterPage:
 *
 * A register as a table: stations, teams, volunteers, activities, organisations
 * or metrics. Properties "service", the library, and "register", a
 * BulletinRegisterKind.
 */
#define BULLETIN_TYPE_REGISTER_PAGE (bulletin_register_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRegisterPage, bulletin_register_page, BULLETIN, REGISTER_PAGE, AdwNavigationPage)

G_END_DECLS
