/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The bulletins that are not issued yet. Property "service". */
#define BULLETIN_TYPE_DRAFTS_PAGE (bulletin_drafts_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinDraftsPage, bulletin_drafts_page, BULLETIN, DRAFTS_PAGE, AdwNavigationPage)

G_END_DECLS
