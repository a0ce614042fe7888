/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-chart.h"

#include "bulletin-chart-private.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  char *label;
  double value;
  double previous;
} Point;

struct _BulletinChart
{
  GObject parent_instance;

  BulletinChartKind kind;
  char *title;
  char *unit;
  GArray *points;
};

G_DEFINE_FINAL_TYPE (BulletinChart, bulletin_chart, G_TYPE_OBJECT)

static void
clear_point (gpointer data)
{
  g_free (((Point *) data)->label);
}

static void
bulletin_chart_finalize (GObject *object)
{
  BulletinChart *self = BULLETIN_CHART (object);

  g_free (self->title);
  g_free (self->unit);
  g_array_unref (self->points);

  G_OBJECT_CLASS (bulletin_chart_parent_class)->finalize (object);
}

static void
bulletin_chart_class_init (BulletinChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = bulletin_chart_finalize;
}

static void
bulletin_chart_init (BulletinChart *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  g_array_set_clear_func (self->points, clear_point);
}

static const Point *
get_point (BulletinChart *self,
           guint point)
{
  return &g_array_index (self->points, Point, point);
}

/* Infinite values are drawn no better than missing ones. */
static double
clean_value (double value)
{
  return isfinite (value) ? value : NAN;
}

/**
 * bulletin_chart_new:
 * @kind: how it is drawn
 * @title: (nullable): what it shows, for descriptions; the drawing has no title
 * @unit: (nullable): what is counted, such as 处 or 人次
 *
 * Makes a chart without points. Once its points are added a chart is only read;
 * it may then be drawn on any thread.
 *
 * Returns: (transfer full): the chart
 */
BulletinChart *
bulletin_chart_new (BulletinChartKind kind,
                    const char *title,
                    const char *unit)
{
  BulletinChart *self = g_object_new (BULLETIN_TYPE_CHART, NULL);

  self->kind = kind;
  self->title = g_strdup (title != NULL ? title : "");
  self->unit = g_strdup (unit != NULL ? unit : "");

  return self;
}

/**
 * bulletin_chart_add:
 * @label: the point's name: an organisation, a month
 * @value: its value; NAN where there is none
 *
 * Adds a point after the others. Ranked bars stand by value, whatever the order.
 */
void
bulletin_chart_add (BulletinChart *self,
                    const char *label,
                    double value)
{
  Point point = { NULL, clean_value (value), NAN };

  g_return_if_fail (BULLETIN_IS_CHART (self));

  point.label = g_strdup (label != NULL ? label : "");
  g_array_append_val (self->points, point);
}

void
bulletin_chart_set_previous (BulletinChart *self,
                             guint point,
                             double value)
{
  g_return_if_fail (BULLETIN_IS_CHART (self));
  g_return_if_fail (point < self->points->len);

  g_array_index (self->points, Point, point).previous = clean_value (value);
}

BulletinChartKind
bulletin_chart_get_kind (BulletinChart *self)
{
  g_return_val_if_fail (BULLETIN_IS_CHART (self), BULLETIN_CHART_BARS);

  return self->kind;
}

/* (transfer none): "" for none. */
const char *
bulletin_chart_get_title (BulletinChart *self)
{
  g_return_val_if_fail (BULLETIN_IS_CHART (self), "");

  return self->title;
}

/* (transfer none): "" for none. */
const char *
bulletin_chart_get_unit (BulletinChart *self)
{
  g_return_val_if_fail (BULLETIN_IS_CHART (self), "");

  return self->unit;
}

guint
bulletin_chart_get_n_points (BulletinChart *self)
{
  g_return_val_if_fail (BULLETIN_IS_CHART (self), 0);

  return self->points->len;
}

const char *
bulletin_chart_get_label (BulletinChart *self,
                          guint point)
{
  g_return_val_if_fail (BULLETIN_IS_CHART (self), "");
  g_return_val_if_fail (point < self->points->len, "");

  return get_point (self, point)->label;
}

/* NAN where there is none. */
double
bulletin_chart_get_value (BulletinChart *self,
                          guint point)
{
  g_return_val_if_fail (BULLETIN_IS_CHART (self), NAN);
  g_return_val_if_fail (point < self->points->len, NAN);

  return get_point (self, point)->value;
}

/* NAN where there is none. */
double
bulletin_chart_get_previous (BulletinChart *self,
                             guint point)
{
  g_return_val_if_fail (BULLETIN_IS_CHART (self), NAN);
  g_return_val_if_fail (point < self->points->len, NAN);

  return get_point (self, point)->previous;
}

/* The value as the locale groups it, with two decimals at most. */
char *
bulletin_chart_format_value (double value)
{
  if (!isfinite (value))
    return g_strdup ("—");
  if (fabs (value) >= 1e12)
    return g_strdup_printf ("%.3g", value);
  if (value == floor (value))
    return g_strdup_printf ("%'.0f", value + 0.0);
  if (fabs (value * 10 - round (value * 10)) < 1e-6)
    return g_strdup_printf ("%'.1f", value);

  return g_strdup_printf ("%'.2f", value);
}

static char *
format_with_unit (BulletinChart *self,
                  double value)
{
  g_autofree char *number = bulletin_chart_format_value (value);

  if (*self->unit == '\0')
    return g_steal_pointer (&number);

  /* Translators: a number with its unit: “12 stations”. */
  return g_strdup_printf (C_ ("number with unit", "%s %s"), number, self->unit);
}

/**
 * bulletin_chart_describe_point:
 *
 * Returns: (transfer full): the point as a screen reader says it
 */
char *
bulletin_chart_describe_point (BulletinChart *self,
                               guint point)
{
  const Point *found;
  g_autofree char *value = NULL;
  g_autofree char *previous = NULL;

  g_return_val_if_fail (BULLETIN_IS_CHART (self), NULL);
  g_return_val_if_fail (point < self->points->len, NULL);

  found = get_point (self, point);
  value = format_with_unit (self, found->value);
  previous = format_with_unit (self, found->previous);

  if (isnan (found->value) && isnan (found->previous))
    /* Translators: a point of a chart, such as a month. */
    return g_strdup_printf (_ ("%s: no value"), found->label);
  if (isnan (found->previous))
    /* Translators: a point of a chart and its value. */
    return g_strdup_printf (C_ ("point and value", "%s: %s"), found->label, value);
  if (isnan (found->value))
    return g_strdup_printf (_ ("%s: no value, a year before %s"), found->label, previous);

  return g_strdup_printf (_ ("%s: %s, a year before %s"), found->label, value, previous);
}

/**
 * bulletin_chart_describe:
 *
 * Returns: (transfer full): what the whole chart shows, in one or two sentences
 */
char *
bulletin_chart_describe (BulletinChart *self)
{
  const Point *least = NULL, *most = NULL, *last = NULL;
  g_autofree char *least_value = NULL;
  g_autofree char *most_value = NULL;
  g_autofree char *last_value = NULL;
  const char *title;
  guint n = 0;

  g_return_val_if_fail (BULLETIN_IS_CHART (self), NULL);

  for (guint i = 0; i < self->points->len; i++) {
    const Point *point = get_point (self, i);

    if (isnan (point->value))
      continue;
    n++;
    last = point;
    if (least == NULL || point->value < least->value)
      least = point;
    if (most == NULL || point->value > most->value)
      most = point;
  }

  title = *self->title != '\0' ? self->title : _ ("Chart");
  if (n == 0)
    /* Translators: a chart's title. */
    return g_strdup_printf (_ ("%s: nothing to show."), title);

  last_value = format_with_unit (self, last->value);
  if (n == 1)
    /* Translators: a chart's title, its only point and the value. */
    return g_strdup_printf (_ ("%s: %s, %s."), title, last->label, last_value);

  least_value = format_with_unit (self, least->value);
  most_value = format_with_unit (self, most->value);
  if (self->kind == BULLETIN_CHART_BARS || self->kind == BULLETIN_CHART_STACK)
    /* Translators: a chart's title, how many values it has, and two of them. */
    return g_strdup_printf (ngettext ("%s: %u value. Most: %s, %s. Least: %s, %s.",
                                      "%s: %u values. Most: %s, %s. Least: %s, %s.", n),
                            title, n, most->label, most_value, least->label, least_value);

  /* Translators: a chart over time: its title, how many values it has, and three of them. */
  return g_strdup_printf (ngettext ("%s: %u value. Latest: %s, %s. Highest: %s, %s. Lowest: %s, %s.",
                                    "%s: %u values. Latest: %s, %s. Highest: %s, %s. Lowest: %s, %s.", n),
                          title, n, last->label, last_value, most->label, most_value, least->label, least_value);
}
