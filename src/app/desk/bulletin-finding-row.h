/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-finding.h"

G_BEGIN_DECLS

/**
 * BulletinFindingRow:
 *
 * A finding: what, where, and what can be done. Signals: "mend", "ignore".
 */
#define BULLETIN_TYPE_FINDING_ROW (bulletin_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (BulletinFindingRow, bulletin_finding_row, BULLETIN, FINDING_ROW, GtkListBoxRow)

/* (transfer floating) */
GtkWidget       *bulletin_finding_row_new         (const BulletinFinding *finding,
                                                   guint                  line,
                                                   guint                  column);
/* A row that says what the fix does in place of where the finding stands. */
GtkWidget       *bulletin_finding_row_new_for_fix (const BulletinFinding *finding);
/* Whether the row can show @finding, which may stand elsewhere. */
gboolean         bulletin_finding_row_is_alike    (BulletinFindingRow    *self,
                                                   const BulletinFinding *finding);
void             bulletin_finding_row_set_finding (BulletinFindingRow    *self,
                                                   const BulletinFinding *finding,
                                                   guint                  line,
                                                   guint                  column);
/* (transfer none) */
BulletinFinding *bulletin_finding_row_get_finding (BulletinFindingRow    *self);

G_END_DECLS
