/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinRecipientsPage:
 *
 * Whom the series go to, in the groups 报, 送 and 发.
 */
#define BULLETIN_TYPE_RECIPIENTS_PAGE (bulletin_recipients_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRecipientsPage, bulletin_recipients_page, BULLETIN, RECIPIENTS_PAGE, AdwNavigationPage)

AdwNavigationPage *bulletin_recipients_page_new (BulletinLibraryService *service);

G_END_DECLS
