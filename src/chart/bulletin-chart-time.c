/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-chart-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* Columns, lines and sparklines: points from left to right, values upwards. */

#define MAX_COLUMN_WIDTH 44.0
#define COLUMN_PART      0.62 /* of a point's place */
#define RADIUS           4.0
#define SPARKLINE_INSET  4.0 /* room for the last point's dot */

typedef struct
{
  guint n;
  double left;
  double top;
  double width;
  double height;
  double step; /* from point to point */
  gboolean is_line;
  gboolean is_sparkline;
  gboolean has_axes;
  gboolean has_legend;
  double zero; /* where 0 stands */
  BulletinChartScale scale;
} Plot;

static gboolean
has_previous (BulletinChart *chart)
{
  guint n = bulletin_chart_get_n_points (chart);

  for (guint i = 0; i < n; i++)
    if (!isnan (bulletin_chart_get_previous (chart, i)))
      return TRUE;

  return FALSE;
}

/* A sparkline has no axis: what matters is its shape. */
static void
init_sparkline (Plot *plot,
                BulletinChart *chart)
{
  double min = INFINITY, max = -INFINITY;

  for (guint i = 0; i < plot->n; i++) {
    double value = bulletin_chart_get_value (chart, i);

    if (isnan (value))
      continue;
    min = MIN (min, value);
    max = MAX (max, value);
  }
  if (!(max > min)) {
    /* A level line runs through the middle. */
    min = (isfinite (min) ? min : 0) - 1;
    max = min + 2;
  }
  plot->scale.min = CLAMP (min, -1e300, 1e300);
  plot->scale.max = CLAMP (max, -1e300, 1e300);
  if (!(plot->scale.max > plot->scale.min))
    plot->scale.max = plot->scale.min + 1;
}

static double
measure_ticks (const BulletinChartCanvas *canvas,
               const BulletinChartScale *scale)
{
  double widest = 0;

  for (double tick = scale->min; tick <= scale->max + scale->step / 2; tick += scale->step) {
    g_autofree char *text = bulletin_chart_format_value (tick);

    widest = MAX (widest, bulletin_chart_text_width (canvas, text, BULLETIN_CHART_TEXT_SMALL));
    if (!(tick + scale->step > tick))
      break;
  }

  return widest;
}

static void
plot_init (Plot *plot,
           const BulletinChartCanvas *canvas)
{
  BulletinChartKind kind = bulletin_chart_get_kind (canvas->chart);
  double min, max, line = canvas->line;
  gboolean is_whole, has_head;

  plot->n = bulletin_chart_get_n_points (canvas->chart);
  plot->is_sparkline = kind == BULLETIN_CHART_SPARKLINE;
  plot->is_line = kind != BULLETIN_CHART_COLUMNS;

  if (plot->is_sparkline) {
    plot->left = plot->top = SPARKLINE_INSET;
    plot->width = MAX (canvas->width - 2 * SPARKLINE_INSET, 1);
    plot->height = MAX (canvas->height - 2 * SPARKLINE_INSET, 1);
    init_sparkline (plot, canvas->chart);
    plot->step = plot->n > 1 ? plot->width / (plot->n - 1) : plot->width;
    plot->zero = plot->top + plot->height;
    return;
  }

  bulletin_chart_get_range (canvas->chart, &min, &max, &is_whole);
  /* In a small place the shape says more than an axis that crowds it out. */
  plot->has_axes = canvas->height >= line * 4.5 && canvas->width >= line * 7;
  plot->has_legend = plot->has_axes && has_previous (canvas->chart);
  has_head = plot->has_legend || (plot->has_axes && *bulletin_chart_get_unit (canvas->chart) != '\0');

  plot->top = plot->has_axes ? line * (has_head ? 2.1 : 1.1) : 1;
  plot->height = MAX (canvas->height - plot->top - (plot->has_axes ? line * 1.5 : 1), 1);
  bulletin_chart_scale_init (&plot->scale, min, max, is_whole, CLAMP (plot->height / (line * 1.6), 1, 5));
  plot->left = plot->has_axes ? MIN (ceil (measure_ticks (canvas, &plot->scale)) + line * 0.5, canvas->width * 0.4) : 1;
  plot->width = MAX (canvas->width - plot->left - 1, 1);
  plot->step = plot->width / MAX (plot->n, 1);
  plot->zero = plot->top + (1 - bulletin_chart_scale_map (&plot->scale, 0)) * plot->height;
}

static double
get_x (const Plot *plot,
       guint point)
{
  if (plot->is_sparkline)
    return plot->left + (plot->n > 1 ? point * plot->step : plot->width / 2);

  return plot->left + (point + 0.5) * plot->step;
}

static double
get_y (const Plot *plot,
       double value)
{
  return plot->top + (1 - bulletin_chart_scale_map (&plot->scale, value)) * plot->height;
}

static void
draw_axes (const BulletinChartCanvas *canvas,
           cairo_t *cr,
           const Plot *plot)
{
  double widest = 0;
  guint every;

  for (double tick = plot->scale.min; tick <= plot->scale.max + plot->scale.step / 2; tick += plot->scale.step) {
    g_autofree char *text = bulletin_chart_format_value (tick);
    double y = round (get_y (plot, tick)) + 0.5;

    /* The line of 0 is what everything stands on. */
    bulletin_chart_set_colour (cr, fabs (tick) < plot->scale.step / 2 ? canvas->style->dim : canvas->style->grid,
                               fabs (tick) < plot->scale.step / 2 ? 0.6 : 1);
    cairo_set_line_width (cr, 1);
    cairo_move_to (cr, plot->left, y);
    cairo_line_to (cr, plot->left + plot->width, y);
    cairo_stroke (cr);
    bulletin_chart_draw_text (canvas, cr, text, plot->left - canvas->line * 0.4, y, plot->left, 1,
                              BULLETIN_CHART_TEXT_SMALL | BULLETIN_CHART_TEXT_DIM);
    if (!(tick + plot->scale.step > tick))
      break;
  }
  if (plot->has_axes && *bulletin_chart_get_unit (canvas->chart) != '\0')
    bulletin_chart_draw_text (canvas, cr, bulletin_chart_get_unit (canvas->chart), 0, canvas->line * 0.6,
                              plot->has_legend ? canvas->width * 0.3 : canvas->width, 0,
                              BULLETIN_CHART_TEXT_SMALL | BULLETIN_CHART_TEXT_DIM);

  for (guint i = 0; i < plot->n; i++)
    widest = MAX (widest, bulletin_chart_text_width (canvas, bulletin_chart_get_label (canvas->chart, i), BULLETIN_CHART_TEXT_SMALL));
  /* Every second, third … label when they would touch; the last always stands,
   * because it is the newest. */
  every = CLAMP (ceil ((MIN (widest, canvas->line * 6) + canvas->line * 0.9) / plot->step), 1, MAX (plot->n, 1));
  for (guint i = 0; i < plot->n; i++) {
    const char *label = bulletin_chart_get_label (canvas->chart, i);
    double room = plot->step * every - canvas->line * 0.3;
    double half, x = get_x (plot, i);

    if ((plot->n - 1 - i) % every != 0)
      continue;
    half = MIN (bulletin_chart_text_width (canvas, label, BULLETIN_CHART_TEXT_SMALL), room) / 2;
    x = CLAMP (x, half, MAX (canvas->width - half, half));
    bulletin_chart_draw_text (canvas, cr, label, x,
                              plot->top + plot->height + canvas->line * 0.85, room, 0.5,
                              BULLETIN_CHART_TEXT_SMALL | BULLETIN_CHART_TEXT_DIM);
  }
}

static void
draw_column (const BulletinChartCanvas *canvas,
             cairo_t *cr,
             const Plot *plot,
             double x,
             double width,
             double value)
{
  double y = get_y (plot, value);
  gboolean is_below = y > plot->zero;

  /* Round where it ends, square where it stands. */
  bulletin_chart_rounded (cr, x, MIN (y, plot->zero), width, MAX (fabs (y - plot->zero), 0.01),
                          is_below ? 0 : RADIUS, is_below ? 0 : RADIUS,
                          is_below ? RADIUS : 0, is_below ? RADIUS : 0);
}

static void
draw_legend (const BulletinChartCanvas *canvas,
             cairo_t *cr)
{
  const char *now = _ ("This period"), *before = _ ("A year before");
  double line = canvas->line, swatch = line * 0.6, y = line * 0.6;
  double before_width = MIN (bulletin_chart_text_width (canvas, before, BULLETIN_CHART_TEXT_SMALL), canvas->width * 0.3);
  double now_width = MIN (bulletin_chart_text_width (canvas, now, BULLETIN_CHART_TEXT_SMALL), canvas->width * 0.3);
  double x = canvas->width - before_width - 1;

  bulletin_chart_draw_text (canvas, cr, before, x, y, before_width + 1, 0, BULLETIN_CHART_TEXT_SMALL | BULLETIN_CHART_TEXT_DIM);
  x -= swatch + line * 0.4;
  bulletin_chart_rounded (cr, x + 0.75, y - swatch / 2 + 0.75, swatch - 1.5, swatch - 1.5, 2, 2, 2, 2);
  bulletin_chart_set_colour (cr, canvas->style->dim, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);

  x -= now_width + line * 0.8;
  bulletin_chart_draw_text (canvas, cr, now, x, y, now_width + 1, 0, BULLETIN_CHART_TEXT_SMALL | BULLETIN_CHART_TEXT_DIM);
  x -= swatch + line * 0.4;
  bulletin_chart_rounded (cr, x, y - swatch / 2, swatch, swatch, 2, 2, 2, 2);
  bulletin_chart_set_colour (cr, canvas->style->accent, 1);
  cairo_fill (cr);
}

/* The number of a column: right above it, inside last year's outline if it has
 * room there, or else above both. */
static void
draw_column_value (const BulletinChartCanvas *canvas,
                   cairo_t *cr,
                   const Plot *plot,
                   guint point,
                   double column_width)
{
  const BulletinChartTextFlags flags = BULLETIN_CHART_TEXT_SMALL | BULLETIN_CHART_TEXT_BOLD;
  double value = bulletin_chart_get_value (canvas->chart, point);
  double previous = bulletin_chart_get_previous (canvas->chart, point);
  g_autofree char *text = bulletin_chart_format_value (value);
  double width, top;

  if (isnan (value) || value <= 0)
    return;
  width = bulletin_chart_text_width (canvas, text, flags);
  if (width > plot->step - 2)
    return;

  top = get_y (plot, value);
  if (!isnan (previous)) {
    double outline = get_y (plot, previous);
    gboolean fits_inside = width <= column_width - 6 && outline <= top - canvas->line * 1.15;

    if (outline < top + 2 && !fits_inside)
      top = MIN (top, outline);
  }
  bulletin_chart_draw_text (canvas, cr, text, get_x (plot, point), top - canvas->line * 0.55, plot->step, 0.5, flags);
}

static void
draw_columns (const BulletinChartCanvas *canvas,
              cairo_t *cr,
              const Plot *plot)
{
  double width = MAX (MIN (plot->step * COLUMN_PART, MAX_COLUMN_WIDTH), 0.5);

  for (guint i = 0; i < plot->n; i++) {
    double value = bulletin_chart_get_value (canvas->chart, i);
    double previous = bulletin_chart_get_previous (canvas->chart, i);
    double x = get_x (plot, i) - width / 2;

    if (!isnan (value)) {
      /* Within last year's outline this year's column is narrower. */
      double inset = isnan (previous) ? 0 : MIN (width * 0.14, 5);

      draw_column (canvas, cr, plot, x + inset, width - 2 * inset, value);
      bulletin_chart_set_colour (cr, canvas->style->accent, value < 0 ? 0.5 : 1);
      cairo_fill (cr);
    }
    if (!isnan (previous) && previous != 0) {
      draw_column (canvas, cr, plot, x + 0.75, MAX (width - 1.5, 0.5), previous);
      bulletin_chart_set_colour (cr, canvas->style->dim, 1);
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
    }
    if (plot->has_axes)
      draw_column_value (canvas, cr, plot, i, width);
  }
}

/* The stretches between missing values, each filled down to 0 and drawn over. */
static void
draw_stretch (const BulletinChartCanvas *canvas,
              cairo_t *cr,
              const Plot *plot,
              guint first,
              guint last)
{
  cairo_new_path (cr);
  for (guint i = first; i <= last; i++)
    cairo_line_to (cr, get_x (plot, i), get_y (plot, bulletin_chart_get_value (canvas->chart, i)));

  if (first == last) {
    double x = get_x (plot, first), y = get_y (plot, bulletin_chart_get_value (canvas->chart, first));

    cairo_new_path (cr);
    cairo_arc (cr, x, y, 3, 0, 2 * G_PI);
    bulletin_chart_set_colour (cr, canvas->style->accent, 1);
    cairo_fill (cr);
    return;
  }

  cairo_line_to (cr, get_x (plot, last), plot->zero);
  cairo_line_to (cr, get_x (plot, first), plot->zero);
  cairo_close_path (cr);
  bulletin_chart_set_colour (cr, canvas->style->accent, 0.15);
  cairo_fill (cr);

  for (guint i = first; i <= last; i++)
    cairo_line_to (cr, get_x (plot, i), get_y (plot, bulletin_chart_get_value (canvas->chart, i)));
  bulletin_chart_set_colour (cr, canvas->style->accent, 1);
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
}

/* A dot on a point, with its value beside it if there are axes. */
static void
draw_dot (const BulletinChartCanvas *canvas,
          cairo_t *cr,
          const Plot *plot,
          guint point)
{
  double value = bulletin_chart_get_value (canvas->chart, point);
  double x = get_x (plot, point), y = get_y (plot, value);
  g_autofree char *text = bulletin_chart_format_value (value);
  double half = bulletin_chart_text_width (canvas, text, BULLETIN_CHART_TEXT_SMALL | BULLETIN_CHART_TEXT_BOLD) / 2;

  cairo_new_path (cr);
  cairo_arc (cr, x, y, plot->is_sparkline ? 2.5 : 3.5, 0, 2 * G_PI);
  bulletin_chart_set_colour (cr, canvas->style->accent, 1);
  cairo_fill (cr);
  if (plot->has_axes)
    bulletin_chart_draw_text (canvas, cr, text, CLAMP (x, half, MAX (canvas->width - half, half)),
                              MAX (y - canvas->line * 0.85, canvas->line * 0.5), canvas->width, 0.5,
                              BULLETIN_CHART_TEXT_SMALL | BULLETIN_CHART_TEXT_BOLD);
}

/* A frame around a point of a line would cut the line: the focus is a ring around
 * its dot, on an upright that leads to its label. */
static void
draw_focus (const BulletinChartCanvas *canvas,
            cairo_t *cr,
            const Plot *plot,
            guint point)
{
  double value = bulletin_chart_get_value (canvas->chart, point);
  double x = get_x (plot, point);

  cairo_new_path (cr);
  cairo_move_to (cr, x, plot->top);
  cairo_line_to (cr, x, plot->top + plot->height);
  bulletin_chart_set_colour (cr, canvas->style->accent, 0.6);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  if (isnan (value))
    return;

  draw_dot (canvas, cr, plot, point);
  cairo_new_path (cr);
  cairo_arc (cr, x, get_y (plot, value), plot->is_sparkline ? 5 : 7, 0, 2 * G_PI);
  bulletin_chart_set_colour (cr, canvas->style->accent, 0.6);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static void
draw_line (const BulletinChartCanvas *canvas,
           cairo_t *cr,
           const Plot *plot,
           int focused_point)
{
  int last = -1;

  for (guint i = 0; i < plot->n; i++) {
    guint end = i;

    if (isnan (bulletin_chart_get_value (canvas->chart, i)))
      continue;
    while (end + 1 < plot->n && !isnan (bulletin_chart_get_value (canvas->chart, end + 1)))
      end++;
    draw_stretch (canvas, cr, plot, i, end);
    last = (int) end;
    i = end;
  }

  if (focused_point >= 0)
    draw_focus (canvas, cr, plot, focused_point);
  else if (last >= 0)
    draw_dot (canvas, cr, plot, last);
}

void
bulletin_chart_time_draw (const BulletinChartCanvas *canvas,
                          cairo_t *cr,
                          int focused_point)
{
  Plot plot = { 0 };

  plot_init (&plot, canvas);
  if (plot.has_axes)
    draw_axes (canvas, cr, &plot);
  if (plot.has_legend)
    draw_legend (canvas, cr);
  if (plot.is_line)
    draw_line (canvas, cr, &plot, focused_point);
  else
    draw_columns (canvas, cr, &plot);
}

void
bulletin_chart_time_areas (const BulletinChartCanvas *canvas,
                           cairo_rectangle_t *areas)
{
  Plot plot = { 0 };

  plot_init (&plot, canvas);
  for (guint i = 0; i < plot.n; i++) {
    double left = MAX (get_x (&plot, i) - plot.step / 2, 0);
    double right = MIN (get_x (&plot, i) + plot.step / 2, canvas->width);

    if (plot.is_sparkline)
      areas[i] = (cairo_rectangle_t) { left, 0, right - left, canvas->height };
    else
      areas[i] = (cairo_rectangle_t) { left, MAX (plot.top - canvas->line, 0), right - left,
                                       plot.height + MIN (plot.top, canvas->line) };
  }
}

double
bulletin_chart_time_height (const BulletinChartCanvas *canvas)
{
  if (bulletin_chart_get_kind (canvas->chart) == BULLETIN_CHART_SPARKLINE)
    return ceil (canvas->line * 2);

  return ceil (CLAMP (canvas->width * 0.45, canvas->line * 8, canvas->line * 15));
}
