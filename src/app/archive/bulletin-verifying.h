/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-ledger.h"

G_BEGIN_DECLS

/**
 * BulletinVerifying:
 *
 * A check of the whole archive, on a thread and a connection of its own: it takes
 * minutes for a large library, and everything else goes on meanwhile.
 */
typedef struct _BulletinVerifying BulletinVerifying;

BulletinVerifying    *bulletin_verifying_start        (const char           *path,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
/* How many records were checked, and of how many; 0 before it is known. */
void                  bulletin_verifying_get_progress (BulletinVerifying    *self,
                                                       guint                *done,
                                                       guint                *total);
BulletinVerification *bulletin_verifying_finish       (GAsyncResult         *result,
                                                       GError              **error);
void                  bulletin_verifying_unref        (BulletinVerifying    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinVerifying, bulletin_verifying_unref)

G_END_DECLS
