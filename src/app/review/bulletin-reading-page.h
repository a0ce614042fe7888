/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/* The reading view: the pages as they will be printed, and what a leader does
 * with them. */
#define BULLETIN_TYPE_READING_PAGE (bulletin_reading_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinReadingPage, bulletin_reading_page, BULLETIN, READING_PAGE, AdwNavigationPage)

AdwNavigationPage *bulletin_reading_page_new (BulletinLibraryService *service,
                                              const char             *id);

G_END_DECLS
