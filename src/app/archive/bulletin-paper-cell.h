/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BulletinPaperCell:
 *
 * One value of an old paper, typed in its row: taken over with Enter or when the
 * field is left; Escape brings the value back. Properties: item (a
 * #BulletinPaperItem), field ("year", "number", "date", "title") and
 * chars, its width.
 */
#define BULLETIN_TYPE_PAPER_CELL (bulletin_paper_cell_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPaperCell, bulletin_paper_cell, BULLETIN, PAPER_CELL, AdwBin)

G_END_DECLS
