/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-sheet-pdf.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

#include "bulletin-fonts.h"
#include "bulletin-page-plan.h"

#define A4_WIDTH (210 * BULLETIN_POINTS_PER_MM)
#define A4_HEIGHT (297 * BULLETIN_POINTS_PER_MM)

struct _BulletinSheetPdf
{
  GByteArray *bytes;
  cairo_surface_t *surface;
  cairo_t *cr;
  BulletinPageTemplate *page_template;
  GHashTable *installed;
};

static cairo_status_t
append_bytes_cb (void                *closure,
                 const unsigned char *data,
                 unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/*< private >
 * bulletin_sheet_pdf_new:
 * @title: the document's title
 * @date: (nullable): the day that it is of, YYYY-MM-DD; the clock is not asked, so
 *   that the same input gives the same bytes
 *
 * Returns: (transfer full): a PDF without a page
 */
BulletinSheetPdf *
bulletin_sheet_pdf_new (const char *title,
                        const char *date)
{
  BulletinSheetPdf *self = g_new0 (BulletinSheetPdf, 1);
  g_autofree char *time = g_strconcat (date != NULL && bulletin_date_is_valid (date) ? date : "2000-01-01", "T00:00:00+08:00", NULL);

  self->bytes = g_byte_array_new ();
  self->surface = cairo_pdf_surface_create_for_stream (append_bytes_cb, self->bytes, A4_WIDTH, A4_HEIGHT);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "Bulletin " PACKAGE_VERSION);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, time);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_MOD_DATE, time);
  self->cr = cairo_create (self->surface);
  self->page_template = bulletin_page_template_new ();
  self->installed = bulletin_fonts_list_installed (pango_cairo_font_map_get_default ());

  return self;
}

cairo_t *
bulletin_sheet_pdf_get_cairo (BulletinSheetPdf *self)
{
  return self->cr;
}

/*< private >
 * bulletin_sheet_pdf_layout:
 * @text: UTF-8
 * @role: the typeface
 * @size: in points
 * @width: where lines break, in points
 *
 * Returns: (transfer full): the text in lines
 */
PangoLayout *
bulletin_sheet_pdf_layout (BulletinSheetPdf *self,
                           const char       *text,
                           BulletinFontRole  role,
                           double            size,
                           double            width,
                           PangoAlignment    alignment)
{
  PangoLayout *layout = pango_cairo_create_layout (self->cr);
  g_autoptr (BulletinFontChoice) choice = bulletin_font_choice_new (role, self->page_template, self->installed);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, choice->families);
  pango_font_description_set_weight (font, choice->weight);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

double
bulletin_sheet_pdf_get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}

void
bulletin_sheet_pdf_draw (BulletinSheetPdf *self,
                         PangoLayout      *layout,
                         double            x,
                         double            y)
{
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, layout);
}

void
bulletin_sheet_pdf_end_page (BulletinSheetPdf *self)
{
  cairo_show_page (self->cr);
}

/*< private >
 * bulletin_sheet_pdf_finish:
 * @self: (transfer full): a PDF
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
bulletin_sheet_pdf_finish (BulletinSheetPdf *self,
                           GError          **error)
{
  cairo_status_t status = cairo_status (self->cr);
  GBytes *bytes = NULL;

  cairo_destroy (self->cr);
  cairo_surface_finish (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
  cairo_surface_destroy (self->surface);

  if (status == CAIRO_STATUS_SUCCESS)
    bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
  else
    g_set_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_DRAWING,
                 _ ("The PDF could not be written: %s. Look for a damaged typeface on this computer, or choose another one."),
                 cairo_status_to_string (status));
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  bulletin_page_template_free (self->page_template);
  g_hash_table_unref (self->installed);
  g_free (self);

  return bytes;
}
