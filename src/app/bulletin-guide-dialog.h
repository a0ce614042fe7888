/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BulletinGuideDialog:
 *
 * The user guide, in the language of the program.
 */
#define BULLETIN_TYPE_GUIDE_DIALOG (bulletin_guide_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinGuideDialog, bulletin_guide_dialog, BULLETIN, GUIDE_DIALOG, AdwDialog)

AdwDialog *bulletin_guide_dialog_new (void);

G_END_DECLS
