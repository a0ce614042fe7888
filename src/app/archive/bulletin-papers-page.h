/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinPapersPage:
 *
 * Reading in old papers (读入旧刊): a folder is read, its papers stand in rows that are
 * looked through, corrected and chosen, and the chosen ones become issued records.
 */
#define BULLETIN_TYPE_PAPERS_PAGE (bulletin_papers_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPapersPage, bulletin_papers_page, BULLETIN, PAPERS_PAGE, AdwNavigationPage)

BulletinPapersPage *bulletin_papers_page_new (BulletinLibraryService *service,
                                              GFile                  *folder);

G_END_DECLS
