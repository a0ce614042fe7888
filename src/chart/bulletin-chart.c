/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-chart-private.h"

#include <glib/gi18n.h>
#include <math.h>

struct _BulletinChart {
  GObject parent_instance;

  BulletinChartKind kind;
  char *title;
  char *unit;
  GArray *points;   /* BulletinChartPoint */
};

G_DEFINE_FINAL_TYPE (BulletinChart, bulletin_chart, G_TYPE_OBJECT)

static void
clear_point (gpointer data)
{
  g_free (((BulletinChartPoint *) data)->label);
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
  G_OBJECT_CLASS (klass)->finalize = bulletin_chart_finalize;
}

static void
bulletin_chart_init (BulletinChart *self)
{
  self->points = g_array_new (FALSE, TRUE, sizeof (BulletinChartPoint));
  g_array_set_clear_func (self->points, clear_point);
}

/**
 * bulletin_chart_new:
 * @kind: how it is drawn
 * @title: what it shows, translated
 * @unit: (nullable): what a value counts, such as 处
 *
 * Returns: (transfer full): a chart without points
 */
BulletinChart *
bulletin_chart_new (BulletinChartKind  kind,
                    const char        *title,
                    const char        *unit)
{
  BulletinChart *self = g_object_new (BULLETIN_TYPE_CHART, NULL);

  self->kind = kind;
  self->title = g_strdup (title);
  self->unit = g_strdup (unit != NULL ? unit : "");

  return self;
}

/**
 * bulletin_chart_add:
 * @value: anything; what is not finite is drawn as nothing
 *
 * Appends a point.
 */
void
bulletin_chart_add (BulletinChart *self,
                    const char    *label,
                    double         value)
{
  BulletinChartPoint point = { g_strdup (label != NULL ? label : ""), value, NAN };

  g_array_append_val (self->points, point);
}

/**
 * bulletin_chart_set_previous:
 * @value: the point's value a year before, NAN for none
 */
void
bulletin_chart_set_previous (BulletinChart *self,
                             guint          point,
                             double         value)
{
  g_return_if_fail (point < self->points->len);

  g_array_index (self->points, BulletinChartPoint, point).previous = value;
}

BulletinChartKind
bulletin_chart_get_kind (BulletinChart *self)
{
  return self->kind;
}

const char *
bulletin_chart_get_title (BulletinChart *self)
{
  return self->title;
}

const char *
bulletin_chart_get_unit (BulletinChart *self)
{
  return self->unit;
}

guint
bulletin_chart_get_n_points (BulletinChart *self)
{
  return self->points->len;
}

const BulletinChartPoint *
bulletin_chart_get_point (BulletinChart *self,
                          guint          point)
{
  g_return_val_if_fail (point < self->points->len, NULL);

  return &g_array_index (self->points, BulletinChartPoint, point);
}

const char *
bulletin_chart_get_label (BulletinChart *self,
                          guint          point)
{
  return bulletin_chart_get_point (self, point)->label;
}

double
bulletin_chart_get_value (BulletinChart *self,
                          guint          point)
{
  return bulletin_chart_get_point (self, point)->value;
}

double
bulletin_chart_get_previous (BulletinChart *self,
                             guint          point)
{
  return bulletin_chart_get_point (self, point)->previous;
}

/*< private >
 * bulletin_chart_format_value:
 *
 * Returns: (transfer full): a value as it is written beside a bar
 */
char *
bulletin_chart_format_value (double value)
{
  if (!isfinite (value))
    return g_strdup ("–");
  if (value == floor (value) && fabs (value) < 1e15)
    return g_strdup_printf ("%'" G_GINT64_FORMAT, (gint64) value);

  return g_strdup_printf ("%'.1f", value);
}

/**
 * bulletin_chart_describe_point:
 *
 * Returns: (transfer full): the point in one spoken sentence, translated
 */
char *
bulletin_chart_describe_point (BulletinChart *self,
                               guint          point)
{
  const BulletinChartPoint *it = bulletin_chart_get_point (self, point);
  g_autofree char *value = bulletin_chart_format_value (it->value);
  g_autofree char *previous = bulletin_chart_format_value (it->previous);

  if (isfinite (it->previous))
    /* Translators: a point of a chart: its label, its value with the unit, and
     * the value a year before */
    return g_strdup_printf (_("%s: %s%s, a year before %s%s"), it->label, value, self->unit, previous, self->unit);

  /* Translators: a point of a chart: its label, and its value with the unit */
  return g_strdup_printf (_("%s: %s%s"), it->label, value, self->unit);
}

/**
 * bulletin_chart_describe:
 *
 * Returns: (transfer full): the chart in a few spoken sentences, translated
 */
char *
bulletin_chart_describe (BulletinChart *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->points->len == 0)
    return g_strdup (_("There is nothing to show."));

  for (guint i = 0; i < self->points->len; i++) {
    g_autofree char *point = bulletin_chart_describe_point (self, i);

    g_string_append_printf (text, "%s%s", i == 0 ? "" : C_ ("between points of a chart", "; "), point);
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
