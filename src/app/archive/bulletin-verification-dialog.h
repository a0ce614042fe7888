/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-ledger.h"

G_BEGIN_DECLS

/* What a check of the archive found: which records are damaged, and since which. */
#define BULLETIN_TYPE_VERIFICATION_DIALOG (bulletin_verification_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinVerificationDialog, bulletin_verification_dialog, BULLETIN, VERIFICATION_DIALOG, AdwDialog)

void bulletin_verification_dialog_present (GtkWidget                  *parent,
                                           const BulletinVerification *verification);

G_END_DECLS
