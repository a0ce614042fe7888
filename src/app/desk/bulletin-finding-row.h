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

GtkWidget       *bulletin_finding_row_new         (const BulletinFinding *finding,
                                                   const char            *source);
/* (transfer none) */
BulletinFinding *bulletin_finding_row_get_finding (BulletinFindingRow    *self);

G_END_DECLS
