/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What stands on the screen in a part of a widget, in the widget's pixels: read back
 * from the X server, not from the program, after all that was drawn before. NULL if
 * nothing of that part is on the screen. */
GBytes *bench_screen_read (GtkWidget             *widget,
                           const graphene_rect_t *part);

G_END_DECLS
