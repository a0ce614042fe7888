/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-chart-private.h"

#include <math.h>
#include <pango/pangocairo.h>

/* The one drawing code of charts. All lengths are in the surface's units, which
 * are pixels of a window or points of a page. Every kind lays its points out as
 * rectangles first: drawing, the focus ring and picking all go by them. */

#define ROW_HEIGHT      30
#define BAR_HEIGHT      14
#define AXIS_HEIGHT     24
#define TOP_MARGIN      20
#define CHART_HEIGHT    200
#define STACK_HEIGHT    28
#define LEGEND_ROW      26
#define GAP             8
#define MAX_COLUMN      34

typedef struct {
  double x, y, width, height;
} Box;

typedef struct {
  BulletinChart *chart;
  cairo_t *cr;
  const BulletinChartStyle *style;
  double width, height;
  PangoLayout *layout;
  double top;          /* the axis' largest value */
} Drawing;

static void
set_colour (cairo_t      *cr,
            const double *colour,
            double        alpha)
{
  cairo_set_source_rgba (cr, colour[0], colour[1], colour[2], colour[3] * alpha);
}

static double
positive (double value)
{
  return isfinite (value) && value > 0 ? value : 0;
}

static double
find_largest (BulletinChart *chart)
{
  double largest = 0;

  for (guint i = 0; i < bulletin_chart_get_n_points (chart); i++) {
    const BulletinChartPoint *point = bulletin_chart_get_point (chart, i);

    largest = MAX (largest, MAX (positive (point->value), positive (point->previous)));
  }

  return largest;
}

/* The step of 1, 2 or 5 times a power of ten that gives three to five lines. */
static double
find_step (double largest)
{
  double power;

  if (largest <= 0)
    return 1;
  power = pow (10, floor (log10 (largest / 4)));
  for (guint i = 0; i < 3; i++) {
    static const double factors[] = { 1, 2, 5 };

    if (largest / (factors[i] * power) <= 4)
      return MAX (factors[i] * power, largest <= 4 ? 1 : 0);
  }

  return 10 * power;
}

static void
set_text (Drawing    *self,
          const char *text,
          double      width,
          gboolean    small)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  if (small)
    pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_set_width (self->layout, width >= 0 ? (int) (width * PANGO_SCALE) : -1);
  pango_layout_set_ellipsize (self->layout, width >= 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}

static double
measure_text (Drawing    *self,
              const char *text,
              gboolean    small)
{
  int width;

  set_text (self, text, -1, small);
  pango_layout_get_pixel_size (self->layout, &width, NULL);

  return width;
}

/* @align is 0 for left of x, 0.5 centred on it, 1 right of it; y is the middle. */
static void
draw_text (Drawing      *self,
           const char   *text,
           double        x,
           double        y,
           double        align,
           double        width,
           const double *colour,
           gboolean      small)
{
  int text_width, text_height;

  set_text (self, text, width, small);
  pango_layout_get_pixel_size (self->layout, &text_width, &text_height);
  set_colour (self->cr, colour, 1);
  cairo_move_to (self->cr, x - align * text_width, y - text_height / 2.0);
  pango_cairo_show_layout (self->cr, self->layout);
}

static void
add_rounded (cairo_t *cr,
             Box      box,
             double   radius)
{
  radius = MAX (0, MIN (radius, MIN (box.width, box.height) / 2));
  cairo_new_sub_path (cr);
  cairo_arc (cr, box.x + box.width - radius, box.y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, box.x + box.width - radius, box.y + box.height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, box.x + radius, box.y + box.height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, box.x + radius, box.y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* How much room the names of ranked bars take, and the numbers beside them. */
static void
measure_bars (Drawing *self,
              double  *names,
              double  *numbers)
{
  *names = *numbers = 0;
  for (guint i = 0; i < bulletin_chart_get_n_points (self->chart); i++) {
    const BulletinChartPoint *point = bulletin_chart_get_point (self->chart, i);
    g_autofree char *value = bulletin_chart_format_value (point->value);

    *names = MAX (*names, measure_text (self, point->label, FALSE));
    *numbers = MAX (*numbers, measure_text (self, value, FALSE));
  }
  *names = MIN (*names, self->width * 0.42);
}

static void
get_columns (Drawing *self,
             double  *left,
             double  *each)
{
  g_autofree char *widest = bulletin_chart_format_value (self->top);
  guint n = MAX (bulletin_chart_get_n_points (self->chart), 1);

  *left = self->chart != NULL && bulletin_chart_get_kind (self->chart) == BULLETIN_CHART_SPARKLINE
              ? 2
              : measure_text (self, widest, TRUE) + GAP;
  *each = MAX (self->width - *left - 2, 1) / n;
}

static double
get_plot_height (Drawing *self)
{
  if (bulletin_chart_get_kind (self->chart) == BULLETIN_CHART_SPARKLINE)
    return MAX (self->height - 6, 1);

  return MAX (self->height - AXIS_HEIGHT - TOP_MARGIN, 1);
}

static double
get_plot_top (Drawing *self)
{
  return bulletin_chart_get_kind (self->chart) == BULLETIN_CHART_SPARKLINE ? 3 : TOP_MARGIN;
}

static double
get_y (Drawing *self,
       double   value)
{
  double height = get_plot_height (self);

  return get_plot_top (self) + height - height * positive (value) / self->top;
}

/* The place of a point: a bar, a column, the strip above a point of a line, a
 * part of the stacked bar. */
static Box
get_box (Drawing *self,
         guint    point)
{
  guint n = bulletin_chart_get_n_points (self->chart);
  double left, each, names, numbers, total;
  Box box = { 0 };

  switch (bulletin_chart_get_kind (self->chart)) {
  case BULLETIN_CHART_BARS: {
    double row = MIN (ROW_HEIGHT, self->height / MAX (n, 1));
    double bar = MIN (BAR_HEIGHT, row * 0.6);

    measure_bars (self, &names, &numbers);
    box.x = names + GAP;
    box.width = MAX (self->width - names - numbers - 2 * GAP, 1) *
                positive (bulletin_chart_get_value (self->chart, point)) / self->top;
    box.y = point * row + (row - bar) / 2;
    box.height = bar;
    break;
  }
  case BULLETIN_CHART_STACK:
    total = 0;
    for (guint i = 0; i < n; i++)
      total += positive (bulletin_chart_get_value (self->chart, i));
    for (guint i = 0; i < point && total > 0; i++)
      box.x += self->width * positive (bulletin_chart_get_value (self->chart, i)) / total;
    box.width = total > 0 ? self->width * positive (bulletin_chart_get_value (self->chart, point)) / total : 0;
    box.height = MIN (STACK_HEIGHT, self->height);
    break;
  case BULLETIN_CHART_COLUMNS: {
    double column;

    get_columns (self, &left, &each);
    column = MIN (each * 0.62, MAX_COLUMN);
    box.x = left + point * each + (each - column) / 2;
    box.width = column;
    box.y = get_y (self, bulletin_chart_get_value (self->chart, point));
    box.height = get_plot_top (self) + get_plot_height (self) - box.y;
    break;
  }
  default:
    get_columns (self, &left, &each);
    box.x = left + point * each;
    box.width = each;
    box.y = get_plot_top (self);
    box.height = get_plot_height (self);
    break;
  }

  return box;
}

static void
draw_axis (Drawing *self)
{
  double step = find_step (self->top);
  guint n = bulletin_chart_get_n_points (self->chart);
  double left, each, widest = 0;
  guint every;

  get_columns (self, &left, &each);
  cairo_set_line_width (self->cr, 1);
  for (double value = 0; value <= self->top * 1.001; value += step) {
    g_autofree char *text = bulletin_chart_format_value (value);
    double y = get_y (self, value);

    set_colour (self->cr, self->style->grid, 1);
    cairo_move_to (self->cr, left, floor (y) + 0.5);
    cairo_line_to (self->cr, self->width, floor (y) + 0.5);
    cairo_stroke (self->cr);
    draw_text (self, text, left - GAP, y, 1, -1, self->style->dim, TRUE);
  }

  for (guint i = 0; i < n; i++)
    widest = MAX (widest, measure_text (self, bulletin_chart_get_label (self->chart, i), TRUE));
  every = MAX (1, (guint) ceil ((widest + GAP) / each));
  for (guint i = 0; i < n; i += every)
    draw_text (self, bulletin_chart_get_label (self->chart, i), left + (i + 0.5) * each,
               self->height - AXIS_HEIGHT / 2.0 + 2, 0.5, -1, self->style->dim, TRUE);
}

static void
draw_bars (Drawing *self)
{
  guint n = bulletin_chart_get_n_points (self->chart);
  double names, numbers;

  measure_bars (self, &names, &numbers);
  for (guint i = 0; i < n; i++) {
    const BulletinChartPoint *point = bulletin_chart_get_point (self->chart, i);
    g_autofree char *value = bulletin_chart_format_value (point->value);
    Box box = get_box (self, i);
    Box track = { box.x, box.y, MAX (self->width - names - numbers - 2 * GAP, 1), box.height };
    double middle = box.y + box.height / 2;

    draw_text (self, point->label, names, middle, 1, names, self->style->foreground, FALSE);
    set_colour (self->cr, self->style->grid, 0.6);
    add_rounded (self->cr, track, 4);
    cairo_fill (self->cr);
    set_colour (self->cr, self->style->accent, 1);
    add_rounded (self->cr, box, 4);
    cairo_fill (self->cr);
    draw_text (self, value, self->width, middle, 1, -1, self->style->foreground, FALSE);
  }
}

static void
draw_columns (Drawing *self)
{
  guint n = bulletin_chart_get_n_points (self->chart);
  double left, each;

  draw_axis (self);
  get_columns (self, &left, &each);
  for (guint i = 0; i < n; i++) {
    const BulletinChartPoint *point = bulletin_chart_get_point (self->chart, i);
    Box box = get_box (self, i);

    set_colour (self->cr, self->style->accent, 1);
    add_rounded (self->cr, box, 3);
    cairo_fill (self->cr);
    if (isfinite (point->previous)) {
      Box before = { box.x - 3, get_y (self, point->previous), box.width + 6, 0 };
      static const double dashes[] = { 3, 2 };

      before.height = get_plot_top (self) + get_plot_height (self) - before.y;
      set_colour (self->cr, self->style->foreground, 0.7);
      cairo_set_line_width (self->cr, 1);
      cairo_set_dash (self->cr, dashes, G_N_ELEMENTS (dashes), 0);
      add_rounded (self->cr, before, 3);
      cairo_stroke (self->cr);
      cairo_set_dash (self->cr, NULL, 0, 0);
    }
    if (box.width >= 14 && positive (point->value) > 0) {
      g_autofree char *value = bulletin_chart_format_value (point->value);

      if (measure_text (self, value, TRUE) < each)
        draw_text (self, value, box.x + box.width / 2, MAX (box.y - 8, 7), 0.5, -1, self->style->foreground, TRUE);
    }
  }
}

static void
add_line (Drawing *self)
{
  guint n = bulletin_chart_get_n_points (self->chart);
  double left, each;

  get_columns (self, &left, &each);
  for (guint i = 0; i < n; i++)
    cairo_line_to (self->cr, left + (i + 0.5) * each, get_y (self, bulletin_chart_get_value (self->chart, i)));
}

static void
draw_line (Drawing *self)
{
  gboolean is_small = bulletin_chart_get_kind (self->chart) == BULLETIN_CHART_SPARKLINE;
  guint n = bulletin_chart_get_n_points (self->chart);
  double bottom = get_plot_top (self) + get_plot_height (self);
  double left, each;

  if (!is_small)
    draw_axis (self);
  if (n == 0)
    return;

  get_columns (self, &left, &each);
  cairo_new_path (self->cr);
  cairo_move_to (self->cr, left + 0.5 * each, bottom);
  add_line (self);
  cairo_line_to (self->cr, left + (n - 0.5) * each, bottom);
  cairo_close_path (self->cr);
  set_colour (self->cr, self->style->accent, 0.18);
  cairo_fill (self->cr);

  add_line (self);
  set_colour (self->cr, self->style->accent, 1);
  cairo_set_line_width (self->cr, 2);
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (self->cr);

  for (guint i = is_small ? n - 1 : 0; i < n; i++) {
    double y = get_y (self, bulletin_chart_get_value (self->chart, i));

    cairo_arc (self->cr, left + (i + 0.5) * each, y, is_small ? 2.5 : 3, 0, 2 * G_PI);
    cairo_fill (self->cr);
  }
  if (!is_small) {
    g_autofree char *value = bulletin_chart_format_value (bulletin_chart_get_value (self->chart, n - 1));

    draw_text (self, value, left + (n - 0.5) * each,
               MAX (get_y (self, bulletin_chart_get_value (self->chart, n - 1)) - 12, 7),
               0.5, -1, self->style->foreground, TRUE);
  }
}

/* Parts differ by shade and, every second one, by stripes: they can be told
 * apart without seeing colours. */
static void
fill_part (Drawing *self,
           Box      box,
           guint    part)
{
  double alpha = 1 - 0.8 * part / MAX (bulletin_chart_get_n_points (self->chart), 1);

  cairo_save (self->cr);
  cairo_rectangle (self->cr, box.x, box.y, box.width, box.height);
  set_colour (self->cr, self->style->accent, alpha);
  if (part % 2 == 1) {
    cairo_fill_preserve (self->cr);
    cairo_clip (self->cr);
    set_colour (self->cr, self->style->foreground, 0.35);
    cairo_set_line_width (self->cr, 1);
    for (double x = box.x - box.height; x < box.x + box.width; x += 5) {
      cairo_move_to (self->cr, x, box.y + box.height);
      cairo_line_to (self->cr, x + box.height, box.y);
    }
    cairo_stroke (self->cr);
  } else {
    cairo_fill (self->cr);
  }
  cairo_restore (self->cr);
}

static void
draw_stack (Drawing *self)
{
  guint n = bulletin_chart_get_n_points (self->chart);
  double y = STACK_HEIGHT + GAP + LEGEND_ROW / 2.0;
  double total = 0;

  for (guint i = 0; i < n; i++)
    total += positive (bulletin_chart_get_value (self->chart, i));

  cairo_save (self->cr);
  add_rounded (self->cr, (Box) { 0, 0, self->width, MIN (STACK_HEIGHT, self->height) }, 6);
  cairo_clip (self->cr);
  set_colour (self->cr, self->style->grid, 0.6);
  cairo_paint (self->cr);
  for (guint i = 0; i < n; i++)
    fill_part (self, get_box (self, i), i);
  cairo_restore (self->cr);

  for (guint i = 0; i < n; i++, y += LEGEND_ROW) {
    const BulletinChartPoint *point = bulletin_chart_get_point (self->chart, i);
    g_autofree char *value = bulletin_chart_format_value (point->value);
    g_autofree char *share = g_strdup_printf ("%.0f%%", total > 0 ? 100 * positive (point->value) / total : 0);
    double share_width = measure_text (self, "100%", FALSE) + 2 * GAP;

    fill_part (self, (Box) { 0, y - 6, 12, 12 }, i);
    draw_text (self, point->label, 12 + GAP, y, 0, MAX (self->width * 0.5, 1), self->style->foreground, FALSE);
    draw_text (self, value, self->width - share_width, y, 1, -1, self->style->foreground, FALSE);
    draw_text (self, share, self->width, y, 1, -1, self->style->dim, FALSE);
  }
}

static void
set_up (Drawing                  *self,
        BulletinChart            *chart,
        cairo_t                  *cr,
        const BulletinChartStyle *style,
        double                    width,
        double                    height)
{
  double largest = find_largest (chart);
  double step = find_step (largest);

  self->chart = chart;
  self->cr = cr;
  self->style = style;
  self->width = width;
  self->height = height;
  self->layout = pango_cairo_create_layout (cr);
  pango_layout_set_font_description (self->layout, style->font);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  /* Bars fill their room; an axis ends on a line. */
  if (largest <= 0)
    self->top = 1;
  else if (bulletin_chart_get_kind (chart) == BULLETIN_CHART_BARS || bulletin_chart_get_kind (chart) == BULLETIN_CHART_SPARKLINE)
    self->top = largest;
  else
    self->top = ceil (largest / step) * step;
}

/* Measuring needs no picture. */
static cairo_t *
create_scratch (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);

  return cr;
}

/**
 * bulletin_chart_get_height:
 *
 * Returns: the height that suits a width
 */
double
bulletin_chart_get_height (BulletinChart            *self,
                           const BulletinChartStyle *style,
                           double                    width)
{
  guint n = bulletin_chart_get_n_points (self);

  switch (bulletin_chart_get_kind (self)) {
  case BULLETIN_CHART_BARS:
    return MAX (n, 1) * ROW_HEIGHT;
  case BULLETIN_CHART_STACK:
    return STACK_HEIGHT + GAP + n * LEGEND_ROW;
  case BULLETIN_CHART_SPARKLINE:
    return 36;
  default:
    return CHART_HEIGHT;
  }
}

/**
 * bulletin_chart_draw:
 * @cr: where to draw, from 0,0 on
 * @style: colours and font
 * @focused_point: the point with the focus ring, or -1
 *
 * Draws the chart. Its only drawing code, for windows and files.
 */
void
bulletin_chart_draw (BulletinChart            *self,
                     cairo_t                  *cr,
                     const BulletinChartStyle *style,
                     double                    width,
                     double                    height,
                     int                       focused_point)
{
  Drawing drawing;

  if (width < 1 || height < 1)
    return;

  cairo_save (cr);
  set_up (&drawing, self, cr, style, width, height);
  switch (bulletin_chart_get_kind (self)) {
  case BULLETIN_CHART_BARS:
    draw_bars (&drawing);
    break;
  case BULLETIN_CHART_COLUMNS:
    draw_columns (&drawing);
    break;
  case BULLETIN_CHART_STACK:
    draw_stack (&drawing);
    break;
  default:
    draw_line (&drawing);
    break;
  }

  if (focused_point >= 0 && focused_point < (int) bulletin_chart_get_n_points (self)) {
    Box box = get_box (&drawing, focused_point);

    set_colour (cr, style->foreground, 0.9);
    cairo_set_line_width (cr, 2);
    add_rounded (cr, (Box) { box.x - 2, box.y - 2, box.width + 4, box.height + 4 }, 5);
    cairo_stroke (cr);
  }
  g_object_unref (drawing.layout);
  cairo_restore (cr);
}

/**
 * bulletin_chart_pick:
 *
 * Returns: the point under a place: of ranked bars the row, of columns and lines
 *   the strip, or -1
 */
int
bulletin_chart_pick (BulletinChart            *self,
                     const BulletinChartStyle *style,
                     double                    width,
                     double                    height,
                     double                    x,
                     double                    y)
{
  cairo_t *cr = create_scratch ();
  Drawing drawing;
  int found = -1;

  set_up (&drawing, self, cr, style, width, height);
  for (guint i = 0; i < bulletin_chart_get_n_points (self) && found < 0; i++) {
    Box box = get_box (&drawing, i);

    switch (bulletin_chart_get_kind (self)) {
    case BULLETIN_CHART_BARS:
      if (y >= box.y - 8 && y < box.y + box.height + 8 && x >= 0 && x < width)
        found = i;
      break;
    case BULLETIN_CHART_COLUMNS:
      if (x >= box.x - 4 && x < box.x + box.width + 4 && y >= 0 && y < height)
        found = i;
      break;
    default:
      if (x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height)
        found = i;
      break;
    }
  }
  g_object_unref (drawing.layout);
  cairo_destroy (cr);

  return found;
}
