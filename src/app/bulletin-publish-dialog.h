/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-window.h"

G_BEGIN_DECLS

/* Publishing the web site: where, under what address, and what of the archive is left
 * out because it is internal. */
#define BULLETIN_TYPE_PUBLISH_DIALOG (bulletin_publish_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPublishDialog, bulletin_publish_dialog, BULLETIN, PUBLISH_DIALOG, AdwDialog)

void bulletin_publish_dialog_present (BulletinWindow *window);

G_END_DECLS
