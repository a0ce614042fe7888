/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-chart-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* One bar of parts, and below it a legend with each part's name, number and
 * share. The parts differ in shade and in pattern, not in hue. */

#define BAR_HEIGHT        1.6  /* lines */
#define ROW_HEIGHT        1.7  /* lines */
#define GAP               2.0  /* between parts */
#define TWO_COLUMNS_WIDTH 24.0 /* lines: from here on the legend has two columns */

typedef struct
{
  guint n;
  double total;
  double bar;
  double legend_top;
  double row;
  guint n_columns;
  guint n_rows;
  double column_width;
} Stack;

/* What is missing or below nothing has no part. */
static double
get_part (BulletinChart *chart,
          guint point)
{
  double value = bulletin_chart_get_value (chart, point);

  return isnan (value) || value < 0 ? 0 : MIN (value, 1e300);
}

static void
stack_init (Stack *stack,
            const BulletinChartCanvas *canvas)
{
  double line = canvas->line;

  stack->n = bulletin_chart_get_n_points (canvas->chart);
  /* Each is divided first, so that the sum of the greatest stays finite. */
  for (guint i = 0; i < stack->n; i++)
    stack->total += get_part (canvas->chart, i) / stack->n;

  stack->n_columns = canvas->width >= line * TWO_COLUMNS_WIDTH && stack->n > 1 ? 2 : 1;
  stack->n_rows = (stack->n + stack->n_columns - 1) / stack->n_columns;
  stack->column_width = (canvas->width - (stack->n_columns - 1) * line * 1.5) / stack->n_columns;
  stack->bar = MIN (line * BAR_HEIGHT, canvas->height * 0.4);
  stack->legend_top = MIN (stack->bar + line * 0.7, canvas->height * 0.5);
  stack->row = stack->n_rows > 0 ? MIN (line * ROW_HEIGHT, (canvas->height - stack->legend_top) / stack->n_rows) : 0;
}

static double
get_share (const Stack *stack,
           BulletinChart *chart,
           guint point)
{
  return stack->total > 0 ? get_part (chart, point) / stack->n / stack->total : 0;
}

/* The pattern repeats after four, the shade after three, so that twelve parts
 * differ. */
static void
fill_part (const BulletinChartCanvas *canvas,
           cairo_t *cr,
           guint part,
           const cairo_rectangle_t *area)
{
  static const double shades[] = { 1, 0.6, 0.3 };

  cairo_save (cr);
  cairo_clip_preserve (cr);
  bulletin_chart_set_colour (cr, canvas->style->accent, shades[part % G_N_ELEMENTS (shades)]);
  cairo_fill (cr);

  bulletin_chart_set_colour (cr, canvas->style->foreground, 0.45);
  cairo_set_line_width (cr, 1.2);
  switch (part % 4) {
  case 1: /* rising strokes */
    for (double x = area->x - area->height; x < area->x + area->width; x += 6) {
      cairo_move_to (cr, x, area->y + area->height);
      cairo_line_to (cr, x + area->height, area->y);
    }
    cairo_stroke (cr);
    break;
  case 2: /* dots */
    for (double x = area->x + 3; x < area->x + area->width; x += 6)
      for (double y = area->y + 3; y < area->y + area->height; y += 6) {
        cairo_new_sub_path (cr);
        cairo_arc (cr, x, y, 1.1, 0, 2 * G_PI);
      }
    cairo_fill (cr);
    break;
  case 3: /* falling strokes */
    for (double x = area->x - area->height; x < area->x + area->width; x += 6) {
      cairo_move_to (cr, x, area->y);
      cairo_line_to (cr, x + area->height, area->y + area->height);
    }
    cairo_stroke (cr);
    break;
  default:
    break;
  }
  cairo_restore (cr);
}

gboolean
bulletin_chart_stack_segment (const BulletinChartCanvas *canvas,
                              guint point,
                              cairo_rectangle_t *area)
{
  Stack stack = { 0 };
  double start = 0, share;

  stack_init (&stack, canvas);
  for (guint i = 0; i < point; i++)
    start += get_share (&stack, canvas->chart, i);
  share = get_share (&stack, canvas->chart, point);
  *area = (cairo_rectangle_t) { start * canvas->width, 0, share * canvas->width, stack.bar };

  return share > 0;
}

static void
draw_bar (const BulletinChartCanvas *canvas,
          cairo_t *cr,
          const Stack *stack)
{
  double radius = 6;

  if (!(stack->total > 0)) {
    bulletin_chart_rounded (cr, 0, 0, canvas->width, stack->bar, radius, radius, radius, radius);
    bulletin_chart_set_colour (cr, canvas->style->grid, 0.6);
    cairo_fill (cr);
    return;
  }

  cairo_save (cr);
  bulletin_chart_rounded (cr, 0, 0, canvas->width, stack->bar, radius, radius, radius, radius);
  cairo_clip (cr);
  for (guint i = 0; i < stack->n; i++) {
    cairo_rectangle_t area;
    double gap;

    if (!bulletin_chart_stack_segment (canvas, i, &area))
      continue;
    gap = area.x + area.width < canvas->width - 0.5 ? MIN (GAP, area.width / 2) : 0;
    area.width -= gap;
    cairo_rectangle (cr, area.x, area.y, area.width, area.height);
    fill_part (canvas, cr, i, &area);
  }
  cairo_restore (cr);
}

static void
get_row (const BulletinChartCanvas *canvas,
         const Stack *stack,
         guint point,
         cairo_rectangle_t *area)
{
  guint column = point / MAX (stack->n_rows, 1);
  guint row = point % MAX (stack->n_rows, 1);

  *area = (cairo_rectangle_t) { column * (stack->column_width + canvas->line * 1.5),
                                stack->legend_top + row * stack->row, stack->column_width, stack->row };
}

void
bulletin_chart_stack_areas (const BulletinChartCanvas *canvas,
                            cairo_rectangle_t *areas)
{
  Stack stack = { 0 };

  stack_init (&stack, canvas);
  for (guint i = 0; i < stack.n; i++)
    get_row (canvas, &stack, i, &areas[i]);
}

static void
draw_legend_row (const BulletinChartCanvas *canvas,
                 cairo_t *cr,
                 const Stack *stack,
                 guint point)
{
  double line = canvas->line, swatch = line * 0.75;
  g_autofree char *value = bulletin_chart_format_value (bulletin_chart_get_value (canvas->chart, point));
  /* Translators: a part of a whole, in per cent. */
  g_autofree char *share = g_strdup_printf (C_ ("share", "%.0f%%"), get_share (stack, canvas->chart, point) * 100);
  double share_width = bulletin_chart_text_width (canvas, "100%", BULLETIN_CHART_TEXT_DIM) + line * 0.5;
  cairo_rectangle_t area, box;
  double value_width, right, middle;

  get_row (canvas, stack, point, &area);
  if (area.height < line * 0.9 || area.width < swatch * 2)
    return;

  middle = area.y + area.height / 2;
  box = (cairo_rectangle_t) { area.x + line * 0.3, middle - swatch / 2, swatch, swatch };
  bulletin_chart_rounded (cr, box.x, box.y, box.width, box.height, 3, 3, 3, 3);
  fill_part (canvas, cr, point, &box);

  right = area.x + area.width - line * 0.3;
  if (area.width > line * 10 && stack->total > 0)
    bulletin_chart_draw_text (canvas, cr, share, right, middle, share_width, 1, BULLETIN_CHART_TEXT_DIM);
  else
    share_width = 0;
  value_width = MIN (bulletin_chart_text_width (canvas, value, BULLETIN_CHART_TEXT_BOLD), area.width * 0.4);
  bulletin_chart_draw_text (canvas, cr, value, right - share_width, middle, value_width + 1, 1, BULLETIN_CHART_TEXT_BOLD);
  bulletin_chart_draw_text (canvas, cr, bulletin_chart_get_label (canvas->chart, point),
                            box.x + swatch + line * 0.5, middle,
                            right - share_width - value_width - line * 0.5 - (box.x + swatch + line * 0.5), 0,
                            BULLETIN_CHART_TEXT_PLAIN);
}

void
bulletin_chart_stack_draw (const BulletinChartCanvas *canvas,
                           cairo_t *cr,
                           int focused_point)
{
  Stack stack = { 0 };

  stack_init (&stack, canvas);
  draw_bar (canvas, cr, &stack);
  for (guint i = 0; i < stack.n; i++)
    draw_legend_row (canvas, cr, &stack, i);
}

double
bulletin_chart_stack_height (const BulletinChartCanvas *canvas)
{
  guint n = bulletin_chart_get_n_points (canvas->chart);
  guint n_columns = canvas->width >= canvas->line * TWO_COLUMNS_WIDTH && n > 1 ? 2 : 1;

  return ceil (canvas->line * (BAR_HEIGHT + 0.7 + ROW_HEIGHT * ((n + n_columns - 1) / n_columns)));
}
