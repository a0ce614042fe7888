/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-chart-private.h"

#include <math.h>

/* Rows of name, bar and number, the greatest on top. All lengths in lines of
 * text, so that large type grows everything. */
#define ROW_HEIGHT    2.0
#define BAR_HEIGHT    0.8
#define GAP           0.6
#define INSET         0.35 /* at both ends, so that the focus ring cuts no letter */
#define MAX_NAME_PART 0.4  /* of the width */

typedef struct
{
  guint *order; /* the points, the greatest first */
  guint n;
  double row;
  double inset;
  double name_width;
  double bar_x;
  double bar_width;
  double value_width;
  BulletinChartScale scale;
} Rows;

static void
rows_clear (Rows *self)
{
  g_free (self->order);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

static int
compare_points (gconstpointer a,
                gconstpointer b,
                gpointer user_data)
{
  guint first = *(const guint *) a, second = *(const guint *) b;
  double first_value = bulletin_chart_get_value (user_data, first);
  double second_value = bulletin_chart_get_value (user_data, second);

  /* What has no value stands last. */
  if (isnan (first_value) != isnan (second_value))
    return isnan (first_value) ? 1 : -1;
  if (first_value > second_value)
    return -1;
  if (first_value < second_value)
    return 1;

  return first < second ? -1 : first > second;
}

static void
rows_order (Rows *self,
            BulletinChart *chart)
{
  self->n = bulletin_chart_get_n_points (chart);
  self->order = g_new (guint, MAX (self->n, 1));
  for (guint i = 0; i < self->n; i++)
    self->order[i] = i;
  g_sort_array (self->order, self->n, sizeof (guint), compare_points, chart);
}

static void
rows_init (Rows *self,
           const BulletinChartCanvas *canvas)
{
  double min, max;
  gboolean is_whole;

  rows_order (self, canvas->chart);
  self->row = MIN (canvas->line * ROW_HEIGHT, self->n > 0 ? canvas->height / self->n : canvas->height);

  for (guint i = 0; i < self->n; i++) {
    g_autofree char *value = bulletin_chart_format_value (bulletin_chart_get_value (canvas->chart, i));
    double name_width = bulletin_chart_text_width (canvas, bulletin_chart_get_label (canvas->chart, i), BULLETIN_CHART_TEXT_PLAIN);

    self->name_width = MAX (self->name_width, name_width);
    self->value_width = MAX (self->value_width, bulletin_chart_text_width (canvas, value, BULLETIN_CHART_TEXT_BOLD));
  }
  self->name_width = MIN (ceil (self->name_width), canvas->width * MAX_NAME_PART);
  self->value_width = MIN (ceil (self->value_width), canvas->width * 0.3);
  /* Rows too low for text are bars alone. */
  if (self->row < canvas->line * 0.9)
    self->name_width = self->value_width = 0;
  self->inset = canvas->line * INSET;
  self->bar_x = self->inset + self->name_width + canvas->line * GAP;
  self->bar_width = MAX (canvas->width - self->inset - self->bar_x - self->value_width - canvas->line * GAP, 1);

  bulletin_chart_get_range (canvas->chart, &min, &max, &is_whole);
  /* The longest bar fills its place: there is no axis to keep round. */
  self->scale.min = MAX (min, -1e300);
  self->scale.max = MIN (max, 1e300);
  if (!(self->scale.max > self->scale.min))
    self->scale.max = self->scale.min + 1;
}

static void
draw_row (const BulletinChartCanvas *canvas,
          cairo_t *cr,
          const Rows *rows,
          guint rank)
{
  guint point = rows->order[rank];
  double value = bulletin_chart_get_value (canvas->chart, point);
  double middle = (rank + 0.5) * rows->row;
  double thickness = MAX (MIN (canvas->line * BAR_HEIGHT, rows->row * 0.6), 1);
  double zero = rows->bar_x + bulletin_chart_scale_map (&rows->scale, 0) * rows->bar_width;
  g_autofree char *text = bulletin_chart_format_value (value);

  /* The place that the bar could fill, so that a short one is seen to be short. */
  bulletin_chart_rounded (cr, rows->bar_x, middle - thickness / 2, rows->bar_width, thickness,
                          thickness / 2, thickness / 2, thickness / 2, thickness / 2);
  bulletin_chart_set_colour (cr, canvas->style->grid, 0.6);
  cairo_fill (cr);

  if (!isnan (value) && value != 0) {
    double end = rows->bar_x + bulletin_chart_scale_map (&rows->scale, value) * rows->bar_width;
    /* Something is never drawn as nothing. */
    double length = MAX (fabs (end - zero), MIN (thickness, 3));

    bulletin_chart_rounded (cr, value < 0 ? zero - length : zero, middle - thickness / 2, length, thickness,
                            thickness / 2, thickness / 2, thickness / 2, thickness / 2);
    bulletin_chart_set_colour (cr, canvas->style->accent, value < 0 ? 0.5 : 1);
    cairo_fill (cr);
  }

  if (rows->row < canvas->line * 0.9)
    return;
  bulletin_chart_draw_text (canvas, cr, bulletin_chart_get_label (canvas->chart, point),
                            rows->inset, middle, rows->name_width + 1, 0, BULLETIN_CHART_TEXT_PLAIN);
  bulletin_chart_draw_text (canvas, cr, text, canvas->width - rows->inset, middle, rows->value_width + 1, 1,
                            isnan (value) ? BULLETIN_CHART_TEXT_DIM : BULLETIN_CHART_TEXT_BOLD);
}

void
bulletin_chart_bars_draw (const BulletinChartCanvas *canvas,
                          cairo_t *cr,
                          int focused_point)
{
  g_auto (Rows) rows = { 0 };

  rows_init (&rows, canvas);
  for (guint i = 0; i < rows.n; i++)
    draw_row (canvas, cr, &rows, i);
}

void
bulletin_chart_bars_areas (const BulletinChartCanvas *canvas,
                           cairo_rectangle_t *areas)
{
  g_auto (Rows) rows = { 0 };
  double row;

  rows_order (&rows, canvas->chart);
  row = MIN (canvas->line * ROW_HEIGHT, canvas->height / MAX (rows.n, 1));
  for (guint i = 0; i < rows.n; i++)
    areas[rows.order[i]] = (cairo_rectangle_t) { 0, i * row, canvas->width, row };
}

double
bulletin_chart_bars_height (const BulletinChartCanvas *canvas)
{
  return ceil (MAX (bulletin_chart_get_n_points (canvas->chart), 1) * canvas->line * ROW_HEIGHT);
}
