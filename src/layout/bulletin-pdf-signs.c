/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-pdf-signs.h"

#include "bulletin-scaled-font.h"

typedef struct
{
  PangoFont *font;
  cairo_glyph_t *glyphs; /* as they stand to the first */
  int n_glyphs;
  double advance;
} Sign;

struct _BulletinPdfSigns
{
  GPtrArray *signs;     /* (element-type Sign): the number of a glyph counts them from 1 */
  GHashTable *numbers;  /* what it looks like and how it is spelt → its number */
  cairo_scaled_font_t *font;
};

static const cairo_user_data_key_t signs_key;

static void
sign_free (gpointer data)
{
  Sign *sign = data;

  g_object_unref (sign->font);
  g_free (sign->glyphs);
  g_free (sign);
}

/* The outlines are those of the sign's font. */
static cairo_status_t
render_glyph_cb (cairo_scaled_font_t  *font,
                 unsigned long         number,
                 cairo_t              *cr,
                 cairo_text_extents_t *extents)
{
  const BulletinPdfSigns *self = cairo_font_face_get_user_data (cairo_scaled_font_get_font_face (font), &signs_key);
  const Sign *sign;

  if (number == 0 || number > self->signs->len)
    return CAIRO_STATUS_USER_FONT_ERROR;

  sign = g_ptr_array_index (self->signs, number - 1);
  cairo_set_scaled_font (cr, bulletin_scaled_font_get (sign->font));
  cairo_glyph_path (cr, sign->glyphs, sign->n_glyphs);
  cairo_fill (cr);
  extents->x_advance = sign->advance;

  return CAIRO_STATUS_SUCCESS;
}

/**
 * bulletin_pdf_signs_new:
 *
 * Returns: (transfer full): a font without a glyph, which has to live as long as the
 *   surface that it is shown on; for one thread
 */
BulletinPdfSigns *
bulletin_pdf_signs_new (void)
{
  BulletinPdfSigns *self = g_new0 (BulletinPdfSigns, 1);
  cairo_font_face_t *face = cairo_user_font_face_create ();
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_matrix_t identity;

  self->signs = g_ptr_array_new_with_free_func (sign_free);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cairo_user_font_face_set_render_glyph_func (face, render_glyph_cb);
  cairo_font_face_set_user_data (face, &signs_key, self, NULL);
  cairo_matrix_init_identity (&identity);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  /* Its unit is the point. */
  self->font = cairo_scaled_font_create (face, &identity, &identity, options);
  cairo_font_options_destroy (options);
  cairo_font_face_destroy (face);

  return self;
}

void
bulletin_pdf_signs_free (BulletinPdfSigns *self)
{
  cairo_scaled_font_destroy (self->font);
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->signs);
  g_free (self);
}

/**
 * bulletin_pdf_signs_show:
 * @self: the signs
 * @font: whose glyphs it looks like
 * @glyphs: (array length=n_glyphs): those, with their places on the page; at least
 *   one, for the place
 * @n_glyphs: how many; 0 for what is not seen
 * @advance: how far the next one stands, in points
 * @text: what is read
 * @length: its bytes
 * @cr: a context whose unit is the point
 */
void
bulletin_pdf_signs_show (BulletinPdfSigns    *self,
                         PangoFont           *font,
                         const cairo_glyph_t *glyphs,
                         int                  n_glyphs,
                         double               advance,
                         const char          *text,
                         int                  length,
                         cairo_t             *cr)
{
  g_autoptr (GString) key = g_string_new (NULL);
  cairo_text_cluster_t cluster = { length, 1 };
  cairo_glyph_t shown = { 0, glyphs[0].x, glyphs[0].y };

  g_string_append_printf (key, "%p", (void *) font);
  for (int i = 0; i < n_glyphs; i++)
    g_string_append_printf (key, " %lu %.2f %.2f", glyphs[i].index, glyphs[i].x - shown.x, glyphs[i].y - shown.y);
  g_string_append_printf (key, " %.*s", length, text);

  shown.index = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, key->str));
  if (shown.index == 0) {
    Sign *sign = g_new0 (Sign, 1);

    sign->font = g_object_ref (font);
    sign->glyphs = g_memdup2 (glyphs, n_glyphs * sizeof *glyphs);
    sign->n_glyphs = n_glyphs;
    sign->advance = advance;
    for (int i = 0; i < n_glyphs; i++) {
      sign->glyphs[i].x -= shown.x;
      sign->glyphs[i].y -= shown.y;
    }
    g_ptr_array_add (self->signs, sign);
    shown.index = self->signs->len;
    g_hash_table_insert (self->numbers, g_string_free_and_steal (g_steal_pointer (&key)), GUINT_TO_POINTER (self->signs->len));
  }

  cairo_set_scaled_font (cr, self->font);
  cairo_show_text_glyphs (cr, text, length, &shown, 1, &cluster, 1, 0);
}
