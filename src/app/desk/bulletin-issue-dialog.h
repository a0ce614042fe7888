/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinIssueDialog:
 *
 * Shows once more what binds at issue: number, date, who approved, and what the
 * checks still have against it.
 */
#define BULLETIN_TYPE_ISSUE_DIALOG (bulletin_issue_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinIssueDialog, bulletin_issue_dialog, BULLETIN, ISSUE_DIALOG, AdwDialog)

/* Reads the bulletin, asks, and issues it. Then the page that parent stands in is
 * left, and a toast leads to the record. */
void bulletin_issue_dialog_present (GtkWidget              *parent,
                                    BulletinLibraryService *service,
                                    const char             *id);

G_END_DECLS
