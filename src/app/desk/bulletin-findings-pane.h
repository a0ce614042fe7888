/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-finding.h"
#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinFindingsPane:
 *
 * What the checks found, by severity. Signals: "go" and "mend" (BulletinFinding),
 * "changed" when one was ignored.
 */
#define BULLETIN_TYPE_FINDINGS_PANE (bulletin_findings_pane_get_type ())
G_DECLARE_FINAL_TYPE (BulletinFindingsPane, bulletin_findings_pane, BULLETIN, FINDINGS_PANE, AdwBin)

/* (element-type BulletinFinding); source is the text that they are of. */
void       bulletin_findings_pane_set_findings (BulletinFindingsPane *self,
                                                GPtrArray            *findings,
                                                const char           *source);
void       bulletin_findings_pane_set_bulletin (BulletinFindingsPane   *self,
                                                BulletinLibraryService *service,
                                                const char             *id);
void       bulletin_findings_pane_ignore       (BulletinFindingsPane   *self,
                                                const BulletinFinding  *finding);
/* Those that are not ignored; (element-type BulletinFinding), (transfer none). */
GPtrArray *bulletin_findings_pane_get_open     (BulletinFindingsPane *self);

G_END_DECLS
