/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-chart.h"

G_BEGIN_DECLS

/* A number of the dashboard: a button that opens its rows. Property "title". */
#define BULLETIN_TYPE_STAT_TILE (bulletin_stat_tile_get_type ())
G_DECLARE_FINAL_TYPE (BulletinStatTile, bulletin_stat_tile, BULLETIN, STAT_TILE, GtkButton)

/* before is the value a year before, NAN where there was none; sparkline may be
 * NULL. */
void bulletin_stat_tile_set_value (BulletinStatTile *self,
                                   double            value,
                                   double            before,
                                   BulletinChart    *sparkline);

G_END_DECLS
