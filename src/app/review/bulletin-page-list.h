/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"
#include "bulletin-page-plan.h"
#include "bulletin-store.h"

G_BEGIN_DECLS

/**
 * BulletinPageList:
 *
 * The pages of a bulletin below one another, for reading. Signal
 * "loaded": content and plan are there. Actions: pages.zoom-in, pages.zoom-out,
 * pages.zoom-fit, pages.print.
 */
#define BULLETIN_TYPE_PAGE_LIST (bulletin_page_list_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPageList, bulletin_page_list, BULLETIN, PAGE_LIST, AdwBin)

void                   bulletin_page_list_load        (BulletinPageList       *self,
                                                       BulletinLibraryService *service,
                                                       const char             *id);
/* NULL before "loaded"; (transfer none). */
const BulletinContent *bulletin_page_list_get_content (BulletinPageList       *self);
BulletinPagePlan      *bulletin_page_list_get_plan    (BulletinPageList       *self);

G_END_DECLS
