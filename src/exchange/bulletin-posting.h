/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-distribution.h"
#include "bulletin-labels.h"

G_BEGIN_DECLS

/* What goes out with an issued bulletin, on the library's thread. */

GBytes *bulletin_posting_write_labels (BulletinLibrary          *library,
                                       const char               *id,
                                       const BulletinLabelSheet *sheet,
                                       guint                     skip,
                                       GError                  **error);
GBytes *bulletin_posting_write_list   (BulletinLibrary          *library,
                                       const char               *id,
                                       GError                  **error);
/* 报, 送, 发, as it is printed. */
const char *bulletin_posting_get_group (BulletinRecipientKind    kind);

G_END_DECLS
