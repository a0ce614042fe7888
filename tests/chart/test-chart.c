/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "bulletin-chart.h"

static const BulletinChartStyle style = {
  .foreground = { 0.1, 0.1, 0.1, 1 },
  .dim = { 0.5, 0.5, 0.5, 1 },
  .grid = { 0, 0, 0, 0.1 },
  .accent = { 0.2, 0.5, 0.9, 1 },
};

/* Draws on a picture and says how many pixels are not blank. */
static guint
draw (BulletinChart *chart,
      double width,
      double height,
      int focused_point)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (ceil (width), 1), MAX (ceil (height), 1));
  cairo_t *cr = cairo_create (surface);
  const guchar *data;
  guint n = 0;

  bulletin_chart_draw (chart, cr, &style, width, height, focused_point);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++) {
    const guint32 *row = (const guint32 *) (data + (gsize) y * cairo_image_surface_get_stride (surface));

    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      n += row[x] != 0;
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return n;
}

static BulletinChart *
make_chart (BulletinChartKind kind,
            guint n_points)
{
  BulletinChart *chart = bulletin_chart_new (kind, "各区站点", "处");

  for (guint i = 0; i < n_points; i++) {
    g_autofree char *label = g_strdup_printf ("第%u街道", i + 1);

    bulletin_chart_add (chart, label, (i * 7) % 11 + 1);
    if (kind == BULLETIN_CHART_COLUMNS && i % 3 == 0)
      bulletin_chart_set_previous (chart, i, (i * 5) % 9);
  }

  return chart;
}

static void
test_draws_every_kind_at_any_size (void)
{
  static const double sizes[] = { 0, 1, 7.5, 60, 61.3, 120, 333.3, 1200 };

  for (guint kind = 0; kind <= BULLETIN_CHART_SPARKLINE; kind++) {
    for (guint n = 0; n < 40; n = n * 2 + 1) {
      g_autoptr (BulletinChart) chart = make_chart (kind, n);

      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
        double height = bulletin_chart_get_height (chart, &style, sizes[i]);

        g_assert_true (isfinite (height) && height > 0);
        for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
          draw (chart, sizes[i], sizes[j], (int) j - 1);
      }
      if (n > 0)
        g_assert_cmpuint (draw (chart, 60, 60, -1), >, 0);
    }
  }
}

static void
test_draws_values_that_are_no_numbers (void)
{
  static const double values[] = { NAN, 0, -0.0, INFINITY, -INFINITY, -5, 1e-300, DBL_MAX, -DBL_MAX, DBL_MIN, 1e15, 3.14 };

  for (guint kind = 0; kind <= BULLETIN_CHART_SPARKLINE; kind++) {
    g_autoptr (BulletinChart) all = bulletin_chart_new (kind, NULL, NULL);

    for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
      g_autoptr (BulletinChart) one = bulletin_chart_new (kind, "", "人次");
      g_autofree char *description = NULL;
      g_autofree char *point = NULL;

      bulletin_chart_add (one, "甲", values[i]);
      bulletin_chart_add (all, NULL, values[i]);
      bulletin_chart_set_previous (one, 0, values[G_N_ELEMENTS (values) - 1 - i]);
      draw (one, 200, 100, 0);
      draw (one, 200, 100, 99);
      description = bulletin_chart_describe (one);
      point = bulletin_chart_describe_point (one, 0);
      g_assert_nonnull (strstr (point, "甲"));
      g_assert_cmpuint (strlen (description), <, 200);
    }
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      draw (all, 300, 200, i);
  }
}

static void
test_negative_values_stand_on_the_other_side (void)
{
  g_autoptr (BulletinChart) chart = bulletin_chart_new (BULLETIN_CHART_COLUMNS, "变化", "人");

  bulletin_chart_add (chart, "一季度", -10);
  bulletin_chart_add (chart, "二季度", -20);
  g_assert_cmpuint (draw (chart, 200, 120, -1), >, 500);
}

static void
test_pick_finds_each_point (void)
{
  for (guint kind = 0; kind <= BULLETIN_CHART_SPARKLINE; kind++) {
    for (guint n = 1; n <= 24; n++) {
      g_autoptr (BulletinChart) chart = make_chart (kind, n);
      double width = 480, height = bulletin_chart_get_height (chart, &style, width);

      for (guint i = 0; i < n; i++) {
        cairo_rectangle_t area;

        g_assert_true (bulletin_chart_get_point_area (chart, &style, width, height, i, &area));
        g_assert_cmpint (bulletin_chart_pick (chart, &style, width, height,
                                              area.x + area.width / 2, area.y + area.height / 2),
                         ==, i);
      }
      g_assert_cmpint (bulletin_chart_pick (chart, &style, width, height, -5, -5), ==, -1);
      g_assert_cmpint (bulletin_chart_pick (chart, &style, width, height, width + 5, height + 5), ==, -1);
    }
  }
}

static void
test_ranked_bars_stand_by_value (void)
{
  g_autoptr (BulletinChart) chart = bulletin_chart_new (BULLETIN_CHART_BARS, "各区", "处");
  cairo_rectangle_t least, most, missing;

  bulletin_chart_add (chart, "少", 3);
  bulletin_chart_add (chart, "无", NAN);
  bulletin_chart_add (chart, "多", 30);
  g_assert_true (bulletin_chart_get_point_area (chart, &style, 300, 120, 0, &least));
  g_assert_true (bulletin_chart_get_point_area (chart, &style, 300, 120, 1, &missing));
  g_assert_true (bulletin_chart_get_point_area (chart, &style, 300, 120, 2, &most));
  g_assert_cmpfloat (most.y, <, least.y);
  g_assert_cmpfloat (least.y, <, missing.y);
}

static void
test_the_focus_is_seen (void)
{
  for (guint kind = 0; kind <= BULLETIN_CHART_SPARKLINE; kind++) {
    g_autoptr (BulletinChart) chart = make_chart (kind, 5);

    g_assert_cmpuint (draw (chart, 300, 160, 1), !=, draw (chart, 300, 160, -1));
  }
}

static void
test_height_grows_with_rows (void)
{
  g_autoptr (BulletinChart) few = make_chart (BULLETIN_CHART_BARS, 3);
  g_autoptr (BulletinChart) many = make_chart (BULLETIN_CHART_BARS, 30);

  g_assert_cmpfloat (bulletin_chart_get_height (many, &style, 300), >, 5 * bulletin_chart_get_height (few, &style, 300));
}

static void
test_describes_itself_in_sentences (void)
{
  g_autoptr (BulletinChart) chart = bulletin_chart_new (BULLETIN_CHART_LINE, "Stations", "stations");
  g_autofree char *empty = bulletin_chart_describe (chart);
  g_autofree char *full = NULL;
  g_autofree char *point = NULL;
  g_autofree char *none = NULL;

  g_assert_cmpstr (empty, ==, "Stations: nothing to show.");
  bulletin_chart_add (chart, "May", 186);
  bulletin_chart_add (chart, "June", 188.5);
  bulletin_chart_add (chart, "July", NAN);
  bulletin_chart_set_previous (chart, 0, 170);
  full = bulletin_chart_describe (chart);
  g_assert_cmpstr (full, ==, "Stations: 2 values. Latest: June, 188.5 stations. Highest: June, 188.5 stations. Lowest: May, 186 stations.");
  point = bulletin_chart_describe_point (chart, 0);
  g_assert_cmpstr (point, ==, "May: 186 stations, a year before 170 stations");
  none = bulletin_chart_describe_point (chart, 2);
  g_assert_cmpstr (none, ==, "July: no value");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/draws-every-kind-at-any-size", test_draws_every_kind_at_any_size);
  g_test_add_func ("/chart/draws-values-that-are-no-numbers", test_draws_values_that_are_no_numbers);
  g_test_add_func ("/chart/negative-values-stand-on-the-other-side", test_negative_values_stand_on_the_other_side);
  g_test_add_func ("/chart/pick-finds-each-point", test_pick_finds_each_point);
  g_test_add_func ("/chart/ranked-bars-stand-by-value", test_ranked_bars_stand_by_value);
  g_test_add_func ("/chart/the-focus-is-seen", test_the_focus_is_seen);
  g_test_add_func ("/chart/height-grows-with-rows", test_height_grows_with_rows);
  g_test_add_func ("/chart/describes-itself-in-sentences", test_describes_itself_in_sentences);

  return g_test_run ();
}
