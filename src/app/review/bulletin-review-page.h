/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BulletinReviewPage:
 *
 * 待审: the bulletins that wait for somebody. Property "service":
 * the library.
 */
#define BULLETIN_TYPE_REVIEW_PAGE (bulletin_review_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinReviewPage, bulletin_review_page, BULLETIN, REVIEW_PAGE, AdwNavigationPage)

G_END_DECLS
