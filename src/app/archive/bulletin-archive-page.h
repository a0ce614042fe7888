/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BulletinArchivePage:
 *
 * 归档: what was issued, by year, and found by its words. Property
 * "service": the library.
 */
#define BULLETIN_TYPE_ARCHIVE_PAGE (bulletin_archive_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinArchivePage, bulletin_archive_page, BULLETIN, ARCHIVE_PAGE, AdwNavigationPage)

G_END_DECLS
