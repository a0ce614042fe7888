/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinHistoryPane:
 *
 * The revisions and events of a bulletin. Signals, each with the id of a revision:
 * "compare" (char *) with what stands on the desk, "rename" (char *, char *) with
 * the name it has now, "restore" (char *).
 */
#define BULLETIN_TYPE_HISTORY_PANE (bulletin_history_pane_get_type ())
G_DECLARE_FINAL_TYPE (BulletinHistoryPane, bulletin_history_pane, BULLETIN, HISTORY_PANE, AdwBin)

/* Reads it anew; service NULL shows nothing. */
void bulletin_history_pane_load (BulletinHistoryPane    *self,
                                 BulletinLibraryService *service,
                                 const char             *id);

G_END_DECLS
