/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-chart-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* Beyond it nobody looks, and patterns would be drawn for ever. */
#define MAX_SIZE 20000.0

static void
canvas_init (BulletinChartCanvas *self,
             BulletinChart *chart,
             const BulletinChartStyle *style,
             double width,
             double height)
{
  g_autoptr (PangoFontDescription) fallback = NULL;
  const PangoFontDescription *font = style->font;
  PangoFontMetrics *metrics;

  if (font == NULL)
    font = fallback = pango_font_description_from_string ("Sans 11");

  self->chart = chart;
  self->style = style;
  self->width = isfinite (width) ? CLAMP (width, 1, MAX_SIZE) : 1;
  self->height = isfinite (height) ? CLAMP (height, 1, MAX_SIZE) : 1;
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_context_set_font_description (self->context, font);
  metrics = pango_context_get_metrics (self->context, font, NULL);
  self->line = (double) (pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics)) / PANGO_SCALE;
  self->line = MAX (self->line, 4);
  pango_font_metrics_unref (metrics);
}

static void
canvas_clear (BulletinChartCanvas *self)
{
  g_clear_object (&self->context);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BulletinChartCanvas, canvas_clear)

/* Where the points are, one area for each; %NULL if there are none. */
static cairo_rectangle_t *
get_areas (const BulletinChartCanvas *canvas)
{
  guint n_points = bulletin_chart_get_n_points (canvas->chart);
  cairo_rectangle_t *areas = g_new0 (cairo_rectangle_t, n_points);

  if (n_points == 0)
    return NULL;

  switch (bulletin_chart_get_kind (canvas->chart)) {
  case BULLETIN_CHART_BARS:
    bulletin_chart_bars_areas (canvas, areas);
    break;
  case BULLETIN_CHART_STACK:
    bulletin_chart_stack_areas (canvas, areas);
    break;
  case BULLETIN_CHART_COLUMNS:
  case BULLETIN_CHART_LINE:
  case BULLETIN_CHART_SPARKLINE:
  default:
    bulletin_chart_time_areas (canvas, areas);
    break;
  }

  return areas;
}

/* The ring around the focused point; lines show the focus in their own way. */
static void
draw_focus (const BulletinChartCanvas *canvas,
            cairo_t *cr,
            guint point)
{
  BulletinChartKind kind = bulletin_chart_get_kind (canvas->chart);
  g_autofree cairo_rectangle_t *areas = NULL;
  cairo_rectangle_t segment;

  if (kind == BULLETIN_CHART_LINE || kind == BULLETIN_CHART_SPARKLINE)
    return;

  areas = get_areas (canvas);
  bulletin_chart_draw_ring (canvas, cr, &areas[point]);
  if (kind == BULLETIN_CHART_STACK && bulletin_chart_stack_segment (canvas, point, &segment))
    bulletin_chart_draw_ring (canvas, cr, &segment);
}

/**
 * bulletin_chart_get_height:
 * @style: the colours and the font
 * @width: the width that there is, in the units of the surface
 *
 * Returns: the height that suits the width, for the font's size: ranked bars and
 *   legends grow with their rows
 */
double
bulletin_chart_get_height (BulletinChart *self,
                           const BulletinChartStyle *style,
                           double width)
{
  g_auto (BulletinChartCanvas) canvas = { 0 };

  g_return_val_if_fail (BULLETIN_IS_CHART (self), 0);
  g_return_val_if_fail (style != NULL, 0);

  canvas_init (&canvas, self, style, width, 1);

  switch (bulletin_chart_get_kind (self)) {
  case BULLETIN_CHART_BARS:
    return bulletin_chart_bars_height (&canvas);
  case BULLETIN_CHART_STACK:
    return bulletin_chart_stack_height (&canvas);
  case BULLETIN_CHART_COLUMNS:
  case BULLETIN_CHART_LINE:
  case BULLETIN_CHART_SPARKLINE:
  default:
    return bulletin_chart_time_height (&canvas);
  }
}

/**
 * bulletin_chart_draw:
 * @cr: where to draw, its origin the chart's top left corner
 * @style: the colours and the font
 * @width: how wide; works from 60 on, and draws less detail the less room there is
 * @height: how high
 * @focused_point: the point with the keyboard's focus or under the pointer, or -1
 *
 * Draws the chart without its title and without a background. The same on a
 * widget, on paper and in a picture.
 */
void
bulletin_chart_draw (BulletinChart *self,
                     cairo_t *cr,
                     const BulletinChartStyle *style,
                     double width,
                     double height,
                     int focused_point)
{
  g_auto (BulletinChartCanvas) canvas = { 0 };

  g_return_if_fail (BULLETIN_IS_CHART (self));
  g_return_if_fail (cr != NULL);
  g_return_if_fail (style != NULL);

  if (focused_point < 0 || (guint) focused_point >= bulletin_chart_get_n_points (self))
    focused_point = -1;

  canvas_init (&canvas, self, style, width, height);
  cairo_save (cr);
  cairo_new_path (cr);
  pango_cairo_update_context (cr, canvas.context);

  if (bulletin_chart_get_n_points (self) == 0 && bulletin_chart_get_kind (self) != BULLETIN_CHART_SPARKLINE) {
    bulletin_chart_draw_text (&canvas, cr, _ ("Nothing to show"), canvas.width / 2, canvas.height / 2,
                              canvas.width, 0.5, BULLETIN_CHART_TEXT_DIM);
    cairo_restore (cr);
    return;
  }

  switch (bulletin_chart_get_kind (self)) {
  case BULLETIN_CHART_BARS:
    bulletin_chart_bars_draw (&canvas, cr, focused_point);
    break;
  case BULLETIN_CHART_STACK:
    bulletin_chart_stack_draw (&canvas, cr, focused_point);
    break;
  case BULLETIN_CHART_COLUMNS:
  case BULLETIN_CHART_LINE:
  case BULLETIN_CHART_SPARKLINE:
  default:
    bulletin_chart_time_draw (&canvas, cr, focused_point);
    break;
  }

  if (focused_point >= 0)
    draw_focus (&canvas, cr, focused_point);
  cairo_restore (cr);
}

/**
 * bulletin_chart_get_point_area:
 * @point: from 0
 * @area: (out): where the point is picked and its focus shown
 *
 * Returns: whether the point has a place
 */
gboolean
bulletin_chart_get_point_area (BulletinChart *self,
                               const BulletinChartStyle *style,
                               double width,
                               double height,
                               guint point,
                               cairo_rectangle_t *area)
{
  g_auto (BulletinChartCanvas) canvas = { 0 };
  g_autofree cairo_rectangle_t *areas = NULL;

  g_return_val_if_fail (BULLETIN_IS_CHART (self), FALSE);
  g_return_val_if_fail (style != NULL && area != NULL, FALSE);

  if (point >= bulletin_chart_get_n_points (self))
    return FALSE;
  canvas_init (&canvas, self, style, width, height);
  areas = get_areas (&canvas);
  *area = areas[point];

  return TRUE;
}

static gboolean
contains (const cairo_rectangle_t *area,
          double x,
          double y)
{
  return x >= area->x && x < area->x + area->width && y >= area->y && y < area->y + area->height;
}

/**
 * bulletin_chart_pick:
 * @width: the size that the chart is drawn at
 * @height: likewise
 * @x: a place on it
 * @y: likewise
 *
 * Returns: the point at that place, or -1. Rows and columns are picked in their
 *   whole length, the parts of a stacked bar also by their row in the legend.
 */
int
bulletin_chart_pick (BulletinChart *self,
                     const BulletinChartStyle *style,
                     double width,
                     double height,
                     double x,
                     double y)
{
  g_auto (BulletinChartCanvas) canvas = { 0 };
  g_autofree cairo_rectangle_t *areas = NULL;
  guint n_points;

  g_return_val_if_fail (BULLETIN_IS_CHART (self), -1);
  g_return_val_if_fail (style != NULL, -1);

  canvas_init (&canvas, self, style, width, height);
  n_points = bulletin_chart_get_n_points (self);
  areas = get_areas (&canvas);
  for (guint i = 0; i < n_points; i++) {
    cairo_rectangle_t segment;

    if (contains (&areas[i], x, y))
      return (int) i;
    if (bulletin_chart_get_kind (self) == BULLETIN_CHART_STACK &&
        bulletin_chart_stack_segment (&canvas, i, &segment) && contains (&segment, x, y))
      return (int) i;
  }

  return -1;
}
