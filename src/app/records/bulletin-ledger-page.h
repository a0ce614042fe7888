/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinLedgerPage:
 *
 * The number book (期号簿): what became of each number of a series in a year, with the
 * gaps, which can be explained here.
 */
#define BULLETIN_TYPE_LEDGER_PAGE (bulletin_ledger_page_get_type ())
G_DECLARE_FINAL_TYPE (BulletinLedgerPage, bulletin_ledger_page, BULLETIN, LEDGER_PAGE, AdwNavigationPage)

AdwNavigationPage *bulletin_ledger_page_new (BulletinLibraryService *service);

G_END_DECLS
