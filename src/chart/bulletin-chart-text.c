/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-chart-private.h"

#include <math.h>

static PangoLayout *
make_layout (const BulletinChartCanvas *canvas,
             const char *text,
             BulletinChartTextFlags flags)
{
  PangoLayout *layout = pango_layout_new (canvas->context);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* Figures of one width, so that columns of numbers stand. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  if (flags & BULLETIN_CHART_TEXT_SMALL)
    pango_attr_list_insert (attributes, pango_attr_scale_new (0.88));
  if (flags & BULLETIN_CHART_TEXT_BOLD)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

double
bulletin_chart_text_width (const BulletinChartCanvas *canvas,
                           const char *text,
                           BulletinChartTextFlags flags)
{
  g_autoptr (PangoLayout) layout = make_layout (canvas, text, flags);
  int width;

  pango_layout_get_size (layout, &width, NULL);

  return (double) width / PANGO_SCALE;
}

void
bulletin_chart_draw_text (const BulletinChartCanvas *canvas,
                          cairo_t *cr,
                          const char *text,
                          double x,
                          double y,
                          double max_width,
                          double align,
                          BulletinChartTextFlags flags)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width, height;

  layout = make_layout (canvas, text, flags);
  pango_layout_get_size (layout, &width, NULL);
  /* Not even an ellipsis has room in less. */
  if (width > max_width * PANGO_SCALE && max_width < canvas->line * 0.7)
    return;
  if (width > max_width * PANGO_SCALE) {
    pango_layout_set_width (layout, (int) (max_width * PANGO_SCALE));
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  }
  pango_layout_get_size (layout, &width, &height);
  /* An ellipsised layout is as wide as it may be, its text as wide as it is. */
  if (pango_layout_is_ellipsized (layout)) {
    PangoRectangle extents;

    pango_layout_get_extents (layout, NULL, &extents);
    width = extents.width;
  }

  bulletin_chart_set_colour (cr, flags & BULLETIN_CHART_TEXT_DIM ? canvas->style->dim : canvas->style->foreground, 1);
  cairo_move_to (cr, x - align * width / PANGO_SCALE, round (y - height / 2.0 / PANGO_SCALE));
  pango_cairo_update_layout (cr, layout);
  pango_cairo_show_layout (cr, layout);
}

void
bulletin_chart_set_colour (cairo_t *cr,
                           const double colour[4],
                           double alpha)
{
  cairo_set_source_rgba (cr, colour[0], colour[1], colour[2], colour[3] * alpha);
}

/* A path; each corner with a radius of its own. */
void
bulletin_chart_rounded (cairo_t *cr,
                        double x,
                        double y,
                        double width,
                        double height,
                        double top_left,
                        double top_right,
                        double bottom_right,
                        double bottom_left)
{
  double limit = MAX (MIN (width, height) / 2, 0);

  top_left = MIN (top_left, limit);
  top_right = MIN (top_right, limit);
  bottom_right = MIN (bottom_right, limit);
  bottom_left = MIN (bottom_left, limit);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - top_right, y + top_right, top_right, -G_PI_2, 0);
  cairo_arc (cr, x + width - bottom_right, y + height - bottom_right, bottom_right, 0, G_PI_2);
  cairo_arc (cr, x + bottom_left, y + height - bottom_left, bottom_left, G_PI_2, G_PI);
  cairo_arc (cr, x + top_left, y + top_left, top_left, G_PI, G_PI * 1.5);
  cairo_close_path (cr);
}

/* The focus, as GTK draws it: a ring around what has it. */
void
bulletin_chart_draw_ring (const BulletinChartCanvas *canvas,
                          cairo_t *cr,
                          const cairo_rectangle_t *area)
{
  double left = MAX (area->x, 1), top = MAX (area->y, 1);
  double right = MIN (area->x + area->width, canvas->width - 1);
  double bottom = MIN (area->y + area->height, canvas->height - 1);

  if (right - left < 2 || bottom - top < 2)
    return;

  bulletin_chart_rounded (cr, left, top, right - left, bottom - top, 5, 5, 5, 5);
  bulletin_chart_set_colour (cr, canvas->style->accent, 0.6);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}
