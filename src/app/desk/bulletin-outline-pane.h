/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-document.h"

G_BEGIN_DECLS

/**
 * BulletinOutlinePane:
 *
 * The headings of a text. Signal "go" (guint64): the place of one, in bytes.
 */
#define BULLETIN_TYPE_OUTLINE_PANE (bulletin_outline_pane_get_type ())
G_DECLARE_FINAL_TYPE (BulletinOutlinePane, bulletin_outline_pane, BULLETIN, OUTLINE_PANE, AdwBin)

void bulletin_outline_pane_set_document (BulletinOutlinePane *self,
                                         BulletinDocument    *document);

G_END_DECLS
