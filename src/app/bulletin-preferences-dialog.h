/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

#define BULLETIN_TYPE_PREFERENCES_DIALOG (bulletin_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPreferencesDialog, bulletin_preferences_dialog, BULLETIN, PREFERENCES_DIALOG, AdwPreferencesDialog)

AdwDialog *bulletin_preferences_dialog_new (BulletinLibraryService *service);

G_END_DECLS
