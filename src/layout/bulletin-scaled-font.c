/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-scaled-font.h"

#include <cairo-ft.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>

/* The fonts that Cairo draws with. Pango would make one for every font that it
 * shapes with, on the thread that shapes. FreeType then reads the list of all the
 * glyphs of the file, which is some ten thousand in a Chinese one and costs
 * milliseconds, and a PDF has no use for it: it embeds a subset. So a font is made
 * when it is first drawn with, from the pattern, which threads only read. */

static void
init_font_matrix (FcPattern      *pattern,
                  cairo_matrix_t *matrix)
{
  double size = 1;
  FcMatrix *slant;

  /* The page's unit is the point, and the font map's resolution makes it a pixel. */
  FcPatternGetDouble (pattern, FC_PIXEL_SIZE, 0, &size);
  if (FcPatternGetMatrix (pattern, FC_MATRIX, 0, &slant) == FcResultMatch)
    cairo_matrix_init (matrix, slant->xx, -slant->yx, -slant->xy, slant->yy, 0, 0);
  else
    cairo_matrix_init_identity (matrix);
  cairo_matrix_scale (matrix, size, size);
}

/**
 * bulletin_scaled_font_new:
 * @font: a font of a plan
 * @face: its outlines, or some of them
 *
 * Returns: (transfer full): @face in the size of @font, without hinting, for a
 *   context whose unit is the point
 */
cairo_scaled_font_t *
bulletin_scaled_font_new (PangoFont         *font,
                          cairo_font_face_t *face)
{
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_scaled_font_t *scaled;
  cairo_matrix_t font_matrix, identity;

  init_font_matrix (pango_fc_font_get_pattern (PANGO_FC_FONT (font)), &font_matrix);
  cairo_matrix_init_identity (&identity);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  scaled = cairo_scaled_font_create (face, &font_matrix, &identity, options);
  cairo_font_options_destroy (options);

  return scaled;
}

/**
 * bulletin_scaled_font_get:
 * @font: a font of a plan
 *
 * What Cairo draws @font with, whole; made at the first call. May be called on any
 * thread, also for one font on several at once.
 *
 * Returns: (transfer none): the font, which lives as long as @font
 */
cairo_scaled_font_t *
bulletin_scaled_font_get (PangoFont *font)
{
  static GMutex mutex;
  static GQuark key;
  cairo_scaled_font_t *scaled;

  g_mutex_lock (&mutex);
  if (!key)
    key = g_quark_from_static_string ("bulletin-scaled-font");
  scaled = g_object_get_qdata (G_OBJECT (font), key);
  if (!scaled) {
    cairo_font_face_t *face = cairo_ft_font_face_create_for_pattern (pango_fc_font_get_pattern (PANGO_FC_FONT (font)));

    scaled = bulletin_scaled_font_new (font, face);
    cairo_font_face_destroy (face);
    g_object_set_qdata_full (G_OBJECT (font), key, scaled, (GDestroyNotify) cairo_scaled_font_destroy);
  }
  g_mutex_unlock (&mutex);

  return scaled;
}
