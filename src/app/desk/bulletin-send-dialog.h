/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinSendDialog:
 *
 * Asks whom a bulletin is sent to for review, in which order, until when, and with
 * what note. Signal "send": it is to be sent.
 */
#define BULLETIN_TYPE_SEND_DIALOG (bulletin_send_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinSendDialog, bulletin_send_dialog, BULLETIN, SEND_DIALOG, AdwDialog)

AdwDialog  *bulletin_send_dialog_new           (BulletinLibraryService *service,
                                                const char             *id,
                                                guint                   n_findings);
/* By their order; (transfer full). */
char      **bulletin_send_dialog_get_reviewers (BulletinSendDialog     *self);
gboolean    bulletin_send_dialog_get_in_order  (BulletinSendDialog     *self);
/* As typed; "" for none. */
const char *bulletin_send_dialog_get_due       (BulletinSendDialog     *self);
const char *bulletin_send_dialog_get_note      (BulletinSendDialog     *self);

G_END_DECLS
