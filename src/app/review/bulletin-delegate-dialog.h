/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/* Asks whom to ask in one's own place. Response "delegate". */
#define BULLETIN_TYPE_DELEGATE_DIALOG (bulletin_delegate_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinDelegateDialog, bulletin_delegate_dialog, BULLETIN, DELEGATE_DIALOG, AdwAlertDialog)

AdwDialog  *bulletin_delegate_dialog_new      (BulletinLibraryService *service);
const char *bulletin_delegate_dialog_get_name (BulletinDelegateDialog *self);
const char *bulletin_delegate_dialog_get_note (BulletinDelegateDialog *self);

G_END_DECLS
