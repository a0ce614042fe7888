/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/* One field over everything: commands and places, bulletins by text, stations
 * and teams. Arrow keys and Enter. */
#define BULLETIN_TYPE_SEARCH_DIALOG (bulletin_search_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinSearchDialog, bulletin_search_dialog, BULLETIN, SEARCH_DIALOG, AdwDialog)

AdwDialog *bulletin_search_dialog_new (BulletinLibraryService *service);

G_END_DECLS
