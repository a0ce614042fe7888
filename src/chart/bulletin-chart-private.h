/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <pango/pangocairo.h>

#include "bulletin-chart.h"

G_BEGIN_DECLS

/* A chart on its way to a surface of a given size. */
typedef struct
{
  BulletinChart *chart;
  const BulletinChartStyle *style;
  PangoContext *context;
  double width;
  double height;
  double line;  /* the height of a line of text */
} BulletinChartCanvas;

typedef enum
{
  BULLETIN_CHART_TEXT_PLAIN = 0,
  BULLETIN_CHART_TEXT_SMALL = 1 << 0,
  BULLETIN_CHART_TEXT_BOLD = 1 << 1,
  BULLETIN_CHART_TEXT_DIM = 1 << 2,
} BulletinChartTextFlags;

/* The scale of an axis: from a round number to a round number in round steps. */
typedef struct
{
  double min;
  double max;
  double step;
} BulletinChartScale;

void     bulletin_chart_scale_init   (BulletinChartScale        *self,
                                      double                     min,
                                      double                     max,
                                      gboolean                   is_whole,
                                      guint                      max_steps);
/* Where a value stands between min (0) and max (1); clamped. */
double   bulletin_chart_scale_map    (const BulletinChartScale  *self,
                                      double                     value);

/* The least and greatest value, 0 included; whether all are whole. Points that
 * have no value (NAN, infinite) do not count. */
gboolean bulletin_chart_get_range    (BulletinChart             *chart,
                                      double                    *min,
                                      double                    *max,
                                      gboolean                  *is_whole);
char    *bulletin_chart_format_value (double                     value);

void     bulletin_chart_set_colour   (cairo_t                   *cr,
                                      const double               colour[4],
                                      double                     alpha);
void     bulletin_chart_rounded      (cairo_t                   *cr,
                                      double                     x,
                                      double                     y,
                                      double                     width,
                                      double                     height,
                                      double                     top_left,
                                      double                     top_right,
                                      double                     bottom_right,
                                      double                     bottom_left);
void     bulletin_chart_draw_ring    (const BulletinChartCanvas *canvas,
                                      cairo_t                   *cr,
                                      const cairo_rectangle_t   *area);
double   bulletin_chart_text_width   (const BulletinChartCanvas *canvas,
                                      const char                *text,
                                      BulletinChartTextFlags     flags);
/* Ellipsised at max_width; x is the start, middle or end of the text as align is
 * 0, 0.5 or 1, y its middle. */
void     bulletin_chart_draw_text    (const BulletinChartCanvas *canvas,
                                      cairo_t                   *cr,
                                      const char                *text,
                                      double                     x,
                                      double                     y,
                                      double                     max_width,
                                      double                     align,
                                      BulletinChartTextFlags     flags);

/* The kinds. areas are where the points are picked and their focus is shown, one
 * for each point. */
void     bulletin_chart_bars_draw    (const BulletinChartCanvas *canvas,
                                      cairo_t                   *cr,
                                      int                        focused_point);
void     bulletin_chart_bars_areas   (const BulletinChartCanvas *canvas,
                                      cairo_rectangle_t         *areas);
double   bulletin_chart_bars_height  (const BulletinChartCanvas *canvas);
void     bulletin_chart_time_draw    (const BulletinChartCanvas *canvas,
                                      cairo_t                   *cr,
                                      int                        focused_point);
void     bulletin_chart_time_areas   (const BulletinChartCanvas *canvas,
                                      cairo_rectangle_t         *areas);
double   bulletin_chart_time_height  (const BulletinChartCanvas *canvas);
void     bulletin_chart_stack_draw   (const BulletinChartCanvas *canvas,
                                      cairo_t                   *cr,
                                      int                        focused_point);
void     bulletin_chart_stack_areas  (const BulletinChartCanvas *canvas,
                                     cairo_rectangle_t         *areas);
gboolean bulletin_chart_stack_segment (const BulletinChartCanvas *canvas,
                                       guint                      point,
                                       cairo_rectangle_t         *area);
double   bulletin_chart_stack_height (const BulletinChartCanvas *canvas);

G_END_DECLS
