/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib-object.h>
#include <pango/pango.h>

G_BEGIN_DECLS

typedef enum
{
  BULLETIN_CHART_BARS,         /* ranked, horizontal */
  BULLETIN_CHART_COLUMNS,      /* over time, vertical; second series as outline */
  BULLETIN_CHART_LINE,         /* over time, filled below */
  BULLETIN_CHART_STACK,        /* one stacked bar with a legend */
  BULLETIN_CHART_SPARKLINE,    /* a line without axes */
} BulletinChartKind;

/**
 * BulletinChart:
 *
 * A chart's data and its one drawing code. Drawn in a widget, and written as
 * SVG, PNG or PDF, by the same function.
 */
#define BULLETIN_TYPE_CHART (bulletin_chart_get_type ())
G_DECLARE_FINAL_TYPE (BulletinChart, bulletin_chart, BULLETIN, CHART, GObject)

/**
 * BulletinChartStyle: colours as RGBA in 0…1 and the text's font. Shape and
 * shade differ as well as hue, so that a chart reads without colour.
 */
typedef struct
{
  double foreground[4];
  double dim[4];
  double grid[4];
  double accent[4];
  const PangoFontDescription *font;
} BulletinChartStyle;

BulletinChart *bulletin_chart_new          (BulletinChartKind         kind,
                                            const char               *title,
                                            const char               *unit);
void           bulletin_chart_add          (BulletinChart            *self,
                                            const char               *label,
                                            double                    value);
/* The same point a year before (COLUMNS); NAN for none. */
void           bulletin_chart_set_previous (BulletinChart            *self,
                                            guint                     point,
                                            double                    value);
BulletinChartKind bulletin_chart_get_kind  (BulletinChart            *self);
const char    *bulletin_chart_get_title    (BulletinChart            *self);
const char    *bulletin_chart_get_unit     (BulletinChart            *self);
guint          bulletin_chart_get_n_points (BulletinChart            *self);
const char    *bulletin_chart_get_label    (BulletinChart            *self,
                                            guint                     point);
double         bulletin_chart_get_value    (BulletinChart            *self,
                                            guint                     point);
double         bulletin_chart_get_previous (BulletinChart            *self,
                                            guint                     point);
/* One spoken sentence for a point, and a summary of the whole, translated. */
char          *bulletin_chart_describe_point (BulletinChart          *self,
                                              guint                   point);
char          *bulletin_chart_describe     (BulletinChart            *self);
/* The height that suits a width: ranked bars grow with their rows. */
double         bulletin_chart_get_height   (BulletinChart            *self,
                                            const BulletinChartStyle *style,
                                            double                    width);
void           bulletin_chart_draw         (BulletinChart            *self,
                                            cairo_t                  *cr,
                                            const BulletinChartStyle *style,
                                            double                    width,
                                            double                    height,
                                            int                       focused_point);
/* Where a point is picked and its focus shown. */
gboolean       bulletin_chart_get_point_area (BulletinChart          *self,
                                              const BulletinChartStyle *style,
                                              double                  width,
                                              double                  height,
                                              guint                   point,
                                              cairo_rectangle_t      *area);
/* The point under a place, or -1. */
int            bulletin_chart_pick         (BulletinChart            *self,
                                            const BulletinChartStyle *style,
                                            double                    width,
                                            double                    height,
                                            double                    x,
                                            double                    y);

G_END_DECLS
