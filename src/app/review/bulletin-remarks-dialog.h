/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-annotations.h"
#include "bulletin-library-service.h"

G_BEGIN_DECLS

/* What was remarked, where there is no room for it beside the pages. Signal
 * "reveal" (char *): the place of a remark is wanted. */
#define BULLETIN_TYPE_REMARKS_DIALOG (bulletin_remarks_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRemarksDialog, bulletin_remarks_dialog, BULLETIN, REMARKS_DIALOG, AdwDialog)

AdwDialog *bulletin_remarks_dialog_new (void);
void       bulletin_remarks_dialog_set_remarks (BulletinRemarksDialog  *self,
                                                BulletinLibraryService *service,
                                                const GPtrArray        *remarks);

G_END_DECLS
