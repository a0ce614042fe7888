/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinTermsPage:
 *
 * The office's list of names, to be searched, changed, loaded and exported.
 */
#define BULLETIN_TYPE_TERMS_PAGE (bulletin_terms_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinTermsPage, bulletin_terms_page, BULLETIN, TERMS_PAGE, AdwNavigationPage)

AdwNavigationPage *bulletin_terms_page_new (BulletinLibraryService *service);

G_END_DECLS
