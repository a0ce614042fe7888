/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-comparison.h"
#include "bulletin-draft.h"
#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinComparisonPage:
 *
 * Any two revisions of a bulletin, and what stands on the desk now, compared.
 * Signals: "revert" (BulletinComparison, guint): a change of it is to be taken back
 * in the text of now; "restore" (char *): the id of the revision to go back to.
 * Both only with a draft.
 */
#define BULLETIN_TYPE_COMPARISON_PAGE (bulletin_comparison_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinComparisonPage, bulletin_comparison_page, BULLETIN, COMPARISON_PAGE, AdwNavigationPage)

AdwNavigationPage *bulletin_comparison_page_new (BulletinLibraryService *service,
                                                 const char             *id,
                                                 BulletinDraft          *draft,
                                                 const char             *old_revision,
                                                 const char             *new_revision);

G_END_DECLS
