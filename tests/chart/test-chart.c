/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-chart.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

static const BulletinChartKind kinds[] = {
  BULLETIN_CHART_BARS, BULLETIN_CHART_COLUMNS, BULLETIN_CHART_LINE, BULLETIN_CHART_STACK, BULLETIN_CHART_SPARKLINE
};

static BulletinChartStyle
make_style (PangoFontDescription *font)
{
  return (BulletinChartStyle) {
    .foreground = { 0, 0, 0, 1 }, .dim = { 0.4, 0.4, 0.4, 1 }, .grid = { 0.8, 0.8, 0.8, 1 }, .accent = { 0.2, 0.4, 0.8, 1 }, .font = font
  };
}

/* How many pixels are not white. */
static guint
draw (BulletinChart *chart,
      int            width,
      int            height,
      int            focused_point)
{
  PangoFontDescription *font = pango_font_description_from_string ("Sans 11px");
  BulletinChartStyle style = make_style (font);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  guint n = 0;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  bulletin_chart_draw (chart, cr, &style, width, height, focused_point);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++) {
    const guint32 *row = (const guint32 *) (cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface));

    for (int x = 0; x < width; x++)
      n += (row[x] & 0xffffff) != 0xffffff;
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  pango_font_description_free (font);

  return n;
}

static BulletinChart *
make_chart (BulletinChartKind kind,
            guint             n)
{
  BulletinChart *chart = bulletin_chart_new (kind, "标题", "处");

  for (guint i = 0; i < n; i++) {
    g_autofree char *label = g_strdup_printf ("标签%u", i);

    bulletin_chart_add (chart, label, 10 + i);
  }

  return chart;
}

static void
test_every_kind_draws_at_any_size (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 60, 60 }, { 61, 37 }, { 800, 300 }, { 30, 900 }, { 2000, 20 } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++) {
      for (guint n = 0; n < 15; n += 1 + n) {
        g_autoptr (BulletinChart) chart = make_chart (kinds[i], n);
        guint drawn = draw (chart, sizes[j][0], sizes[j][1], (int) n - 1);

        if (n > 0 && sizes[j][0] >= 60 && sizes[j][1] >= 60)
          g_assert_cmpuint (drawn, >, 50);
      }
    }
  }
}

static void
test_odd_values_do_no_harm (void)
{
  static const double values[] = { 0, -5, NAN, INFINITY, 1e300, 1e-300, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (BulletinChart) all = bulletin_chart_new (kinds[i], "标题", NULL);

    for (guint j = 0; j < G_N_ELEMENTS (values); j++) {
      g_autoptr (BulletinChart) chart = bulletin_chart_new (kinds[i], "标题", NULL);
      g_autofree char *text = NULL;

      bulletin_chart_add (chart, NULL, values[j]);
      bulletin_chart_add (all, "很长很长的标签很长很长的标签很长很长的标签", values[j]);
      bulletin_chart_set_previous (all, j, values[j]);
      draw (chart, 300, 200, 0);
      text = bulletin_chart_describe (chart);
      g_assert_nonnull (text);
    }
    draw (all, 300, 200, 2);
  }
}

static void
test_a_larger_value_draws_more (void)
{
  g_autoptr (BulletinChart) small = bulletin_chart_new (BULLETIN_CHART_COLUMNS, "标题", NULL);
  g_autoptr (BulletinChart) large = bulletin_chart_new (BULLETIN_CHART_COLUMNS, "标题", NULL);

  bulletin_chart_add (small, "甲", 100);
  bulletin_chart_add (small, "乙", 10);
  bulletin_chart_add (large, "甲", 100);
  bulletin_chart_add (large, "乙", 90);
  g_assert_cmpuint (draw (small, 400, 200, -1) + 500, <, draw (large, 400, 200, -1));
}

static void
test_every_point_can_be_picked (void)
{
  PangoFontDescription *font = pango_font_description_from_string ("Sans 11px");
  BulletinChartStyle style = make_style (font);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (BulletinChart) chart = make_chart (kinds[i], 5);
    double height = bulletin_chart_get_height (chart, &style, 400);
    gboolean found[5] = { FALSE };

    for (int x = 0; x < 400; x += 2) {
      for (int y = 0; y < height; y += 2) {
        int point = bulletin_chart_pick (chart, &style, 400, height, x, y);

        g_assert_cmpint (point, >=, -1);
        g_assert_cmpint (point, <, 5);
        if (point >= 0)
          found[point] = TRUE;
      }
    }
    for (guint j = 0; j < 5; j++)
      g_assert_true (found[j]);
    g_assert_cmpint (bulletin_chart_pick (chart, &style, 400, height, -50, -50), ==, -1);
  }
  pango_font_description_free (font);
}

static void
test_points_are_told_in_words (void)
{
  g_autoptr (BulletinChart) chart = bulletin_chart_new (BULLETIN_CHART_COLUMNS, "活动", "场");
  g_autofree char *point = NULL;
  g_autofree char *all = NULL;

  bulletin_chart_add (chart, "3月", 12);
  bulletin_chart_add (chart, "4月", 7.5);
  bulletin_chart_set_previous (chart, 0, 9);
  point = bulletin_chart_describe_point (chart, 0);
  g_assert_nonnull (strstr (point, "3月"));
  g_assert_nonnull (strstr (point, "12场"));
  g_assert_nonnull (strstr (point, "9场"));
  all = bulletin_chart_describe (chart);
  g_assert_nonnull (strstr (all, "4月"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/every-kind-draws-at-any-size", test_every_kind_draws_at_any_size);
  g_test_add_func ("/chart/odd-values-do-no-harm", test_odd_values_do_no_harm);
  g_test_add_func ("/chart/a-larger-value-draws-more", test_a_larger_value_draws_more);
  g_test_add_func ("/chart/every-point-can-be-picked", test_every_point_can_be_picked);
  g_test_add_func ("/chart/points-are-told-in-words", test_points_are_told_in_words);

  return g_test_run ();
}
