/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-acceptance.h"

G_BEGIN_DECLS

/**
 * BulletinIssueFindingRow:
 *
 * A finding in the way of issuing, with room for the reason why it is let stand. A
 * hint needs none and has no room for one. It emits "changed" when the reason does.
 */
#define BULLETIN_TYPE_ISSUE_FINDING_ROW (bulletin_issue_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (BulletinIssueFindingRow, bulletin_issue_finding_row, BULLETIN, ISSUE_FINDING_ROW, AdwPreferencesRow)

/* is_first: there is no reason above that could be taken over. (transfer floating) */
GtkWidget          *bulletin_issue_finding_row_new               (const BulletinFinding   *finding,
                                                                  const char              *source,
                                                                  gboolean                 is_first);
gboolean            bulletin_issue_finding_row_needs_reason      (BulletinIssueFindingRow *self);
/* NULL while no reason is given. (transfer full) */
BulletinAcceptance *bulletin_issue_finding_row_create_acceptance (BulletinIssueFindingRow *self);
/* Gives it the reason of an acceptance that is for the same finding. */
void                bulletin_issue_finding_row_take_reason       (BulletinIssueFindingRow *self,
                                                                  const GPtrArray         *acceptances);

G_END_DECLS
