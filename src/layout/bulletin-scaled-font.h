/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

cairo_scaled_font_t *bulletin_scaled_font_get (PangoFont *font);
cairo_scaled_font_t *bulletin_scaled_font_new (PangoFont         *font,
                                               cairo_font_face_t *face);

G_END_DECLS
