/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BulletinDashboardPage:
 *
 * 概览: the figures of a period and an organisation. Property
 * "service": the library.
 */
#define BULLETIN_TYPE_DASHBOARD_PAGE (bulletin_dashboard_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinDashboardPage, bulletin_dashboard_page, BULLETIN, DASHBOARD_PAGE, AdwNavigationPage)

G_END_DECLS
