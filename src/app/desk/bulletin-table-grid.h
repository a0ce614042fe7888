/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BulletinTableGrid:
 *
 * A popover that asks how large a table is to be: squares to sweep over with the
 * pointer or the arrow keys, a caption, and whether the first row is the head.
 * Signal: "insert", with the lines of the table.
 */
#define BULLETIN_TYPE_TABLE_GRID (bulletin_table_grid_get_type ())
G_DECLARE_FINAL_TYPE (BulletinTableGrid, bulletin_table_grid, BULLETIN, TABLE_GRID, GtkPopover)

G_END_DECLS
