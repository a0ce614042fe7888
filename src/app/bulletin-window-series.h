/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-window.h"

G_BEGIN_DECLS

/* The window's actions that have to do with series: new (which asks for the series if
 * there are several), new-in (the series' name, and whether it is a supplement),
 * templates. */
void bulletin_window_add_series_actions (BulletinWindow *self);
void bulletin_window_offer_template     (BulletinWindow *self,
                                         GFile          *file);

G_END_DECLS
