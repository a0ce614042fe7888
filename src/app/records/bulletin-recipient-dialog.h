/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-distribution.h"
#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinRecipientDialog:
 *
 * Everything about one who gets a series, or about what one got of a bulletin, to be
 * changed, and a way to take it off the list. What was done can be taken back from a
 * toast.
 */
#define BULLETIN_TYPE_RECIPIENT_DIALOG (bulletin_recipient_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRecipientDialog, bulletin_recipient_dialog, BULLETIN, RECIPIENT_DIALOG, AdwDialog)

/* id of the recipient NULL: a new one of its series. */
void bulletin_recipient_dialog_present          (GtkWidget               *parent,
                                                 BulletinLibraryService  *service,
                                                 const BulletinRecipient *recipient);
/* id of the delivery NULL: a new one of its bulletin. */
void bulletin_recipient_dialog_present_delivery (GtkWidget               *parent,
                                                 BulletinLibraryService  *service,
                                                 const BulletinDelivery  *delivery);

G_END_DECLS
