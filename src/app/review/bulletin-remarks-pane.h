/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-annotations.h"
#include "bulletin-library-service.h"

G_BEGIN_DECLS

/* What was remarked, in a list. Signal "reveal" (char *): the place of a remark is
 * wanted. */
#define BULLETIN_TYPE_REMARKS_PANE (bulletin_remarks_pane_get_type ())
G_DECLARE_FINAL_TYPE (BulletinRemarksPane, bulletin_remarks_pane, BULLETIN, REMARKS_PANE, AdwBin)

/* remarks: (nullable) (element-type BulletinAnnotation). */
void  bulletin_remarks_pane_set_remarks (BulletinRemarksPane    *self,
                                         BulletinLibraryService *service,
                                         const GPtrArray        *remarks);
/* How many are not resolved. */
guint bulletin_remarks_pane_count_open  (BulletinRemarksPane    *self);

G_END_DECLS
