/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-document.h"
#include "bulletin-outline-row.h"

G_BEGIN_DECLS

/**
 * BulletinOutlinePane:
 *
 * The headings of a text; the one that the caret is below is selected. Signals,
 * with where headings start in the text, in bytes, as guint64: "go" (to a heading),
 * "change" (a heading, a BulletinSectionChange), "move" (a heading, another one,
 * whether behind it).
 */
#define BULLETIN_TYPE_OUTLINE_PANE (bulletin_outline_pane_get_type ())
G_DECLARE_FINAL_TYPE (BulletinOutlinePane, bulletin_outline_pane, BULLETIN, OUTLINE_PANE, AdwBin)

void bulletin_outline_pane_set_document (BulletinOutlinePane *self,
                                         BulletinDocument    *document);
/* Marks the section that a place of the text is in. */
void bulletin_outline_pane_set_caret    (BulletinOutlinePane *self,
                                         gsize                offset);

G_END_DECLS
