/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-labels.h"

#include <string.h>

#include "bulletin-sheet-pdf.h"

/* Address labels. */

/* Labels are cut with some play, and printers leave an edge: nothing stands nearer
 * to a label's edge than this. */
#define PADDING (5 * BULLETIN_POINTS_PER_MM)

/* As sold in offices: those without gaps fill the paper's width; the others are the
 * widespread ones with rounded corners. */
static const BulletinLabelSheet sheets[] = {
  { "3x8", 3, 8, 70, 37, 0, 0.5, 0 },
  { "3x7", 3, 7, 63.5, 38.1, 7.25, 15.15, 2.5 },
  { "2x8", 2, 8, 105, 37, 0, 0.5, 0 },
  { "2x7", 2, 7, 99.1, 38.1, 4.65, 15.15, 2.5 },
  { "2x4", 2, 4, 99.1, 67.7, 4.65, 13.1, 2.5 },
};

const BulletinLabelSheet *
bulletin_label_sheets_list (guint *n_sheets)
{
  *n_sheets = G_N_ELEMENTS (sheets);

  return sheets;
}

/**
 * bulletin_label_sheet_find:
 * @name: a sheet's stable name
 *
 * Returns: (transfer none) (nullable): the sheet
 */
const BulletinLabelSheet *
bulletin_label_sheet_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    if (g_strcmp0 (sheets[i].name, name) == 0)
      return &sheets[i];

  return NULL;
}

/**
 * bulletin_label_sheet_format:
 *
 * Returns: (transfer full): columns, rows and a label's size, as packages say it
 */
char *
bulletin_label_sheet_format (const BulletinLabelSheet *self)
{
  return g_strdup_printf ("%u × %u，%g × %g mm", self->columns, self->rows, self->width, self->height);
}

static void
add_line (BulletinSheetPdf *pdf,
          GPtrArray        *lines,
          const char       *text,
          BulletinFontRole  role,
          double            size,
          double            width,
          PangoAlignment    alignment,
          double           *height)
{
  PangoLayout *layout;

  if (text == NULL || *text == '\0')
    return;
  layout = bulletin_sheet_pdf_layout (pdf, text, role, size, width, alignment);
  *height += bulletin_sheet_pdf_get_height (layout) + size * 0.2;
  g_ptr_array_add (lines, layout);
}

/* A long address makes the type smaller until all of it is on the label. */
static GPtrArray *
fit (BulletinSheetPdf    *pdf,
     const BulletinLabel *label,
     double               width,
     double               room)
{
  g_autofree char *contact = NULL;

  if (label->contact != NULL && *label->contact != '\0')
    contact = g_strdup_printf ("%s　收", label->contact);

  for (double scale = 1;; scale *= 0.94) {
    g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
    double height = 0;

    add_line (pdf, lines, label->postcode, BULLETIN_FONT_SONG, 12 * scale, width, PANGO_ALIGN_LEFT, &height);
    add_line (pdf, lines, label->address, BULLETIN_FONT_SONG, 11 * scale, width, PANGO_ALIGN_LEFT, &height);
    add_line (pdf, lines, label->name, BULLETIN_FONT_HEADING, 14 * scale, width, PANGO_ALIGN_LEFT, &height);
    add_line (pdf, lines, contact, BULLETIN_FONT_SONG, 12 * scale, width, PANGO_ALIGN_RIGHT, &height);
    if (height <= room || scale < 0.25)
      return g_steal_pointer (&lines);
  }
}

static void
draw_label (BulletinSheetPdf    *pdf,
            const BulletinLabel *label,
            double               x,
            double               y,
            double               width,
            double               height)
{
  g_autoptr (GPtrArray) lines = fit (pdf, label, width - 2 * PADDING, height - 2 * PADDING);
  cairo_t *cr = bulletin_sheet_pdf_get_cairo (pdf);
  double top = y + PADDING;

  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  for (guint i = 0; i < lines->len; i++) {
    PangoLayout *layout = lines->pdata[i];
    const PangoFontDescription *font = pango_layout_get_font_description (layout);

    bulletin_sheet_pdf_draw (pdf, layout, x + PADDING, top);
    top += bulletin_sheet_pdf_get_height (layout) + 0.2 * pango_font_description_get_size (font) / PANGO_SCALE;
  }
  cairo_restore (cr);
}

/**
 * bulletin_labels_to_pdf:
 * @labels: (array length=n_labels): what stands on them, in order
 * @sheet: the sheet to print on
 * @skip: how many labels of the first sheet are used up
 * @error: return location for an error
 *
 * Lays labels out on sheets of A4, row by row. May be called on any thread.
 *
 * Returns: (transfer full) (nullable): the PDF; with no labels one empty page
 */
GBytes *
bulletin_labels_to_pdf (const BulletinLabel      *labels,
                        guint                     n_labels,
                        const BulletinLabelSheet *sheet,
                        guint                     skip,
                        GError                  **error)
{
  BulletinSheetPdf *pdf = bulletin_sheet_pdf_new ("地址标签", NULL);
  const guint n_on_sheet = sheet->columns * sheet->rows;
  const double width = sheet->width * BULLETIN_POINTS_PER_MM;
  const double height = sheet->height * BULLETIN_POINTS_PER_MM;

  skip %= n_on_sheet;
  for (guint i = 0; i < n_labels; i++) {
    guint place = (i + skip) % n_on_sheet;
    guint column = place % sheet->columns;
    guint row = place / sheet->columns;

    if (place == 0 && i > 0)
      bulletin_sheet_pdf_end_page (pdf);
    draw_label (pdf, &labels[i],
                (sheet->left + column * (sheet->width + sheet->gap)) * BULLETIN_POINTS_PER_MM,
                (sheet->top + row * sheet->height) * BULLETIN_POINTS_PER_MM,
                width, height);
  }
  bulletin_sheet_pdf_end_page (pdf);

  return bulletin_sheet_pdf_finish (pdf, error);
}
