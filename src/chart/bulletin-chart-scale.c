/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-chart-private.h"

#include <math.h>

/* Keeps differences and steps finite, whatever is shown. */
#define LIMIT 1e300

/* The least of 1, 2, 5, 10, 20, 50, … that is no less. */
static double
round_up (double step)
{
  double power = pow (10, floor (log10 (step)));
  double fraction = step / power;

  if (fraction <= 1.0000001)
    return power;
  if (fraction <= 2.0000001)
    return 2 * power;
  if (fraction <= 5.0000001)
    return 5 * power;

  return 10 * power;
}

void
bulletin_chart_scale_init (BulletinChartScale *self,
                           double min,
                           double max,
                           gboolean is_whole,
                           guint max_steps)
{
  min = CLAMP (min, -LIMIT, LIMIT);
  max = CLAMP (max, -LIMIT, LIMIT);
  if (max - min < 1e-300)
    max = min + 1;

  self->step = round_up ((max - min) / MAX (max_steps, 1));
  if (is_whole)
    self->step = MAX (self->step, 1);
  self->min = floor (min / self->step) * self->step;
  self->max = ceil (max / self->step) * self->step;
  if (!(self->max > self->min))
    self->max = self->min + self->step;
}

double
bulletin_chart_scale_map (const BulletinChartScale *self,
                          double value)
{
  return CLAMP ((value - self->min) / (self->max - self->min), 0, 1);
}

gboolean
bulletin_chart_get_range (BulletinChart *chart,
                          double *min,
                          double *max,
                          gboolean *is_whole)
{
  guint n_points = bulletin_chart_get_n_points (chart);
  gboolean found = FALSE;

  *min = *max = 0;
  *is_whole = TRUE;
  for (guint i = 0; i < n_points; i++) {
    const double values[] = { bulletin_chart_get_value (chart, i), bulletin_chart_get_previous (chart, i) };

    for (guint j = 0; j < G_N_ELEMENTS (values); j++) {
      if (isnan (values[j]))
        continue;
      found = TRUE;
      *min = MIN (*min, values[j]);
      *max = MAX (*max, values[j]);
      *is_whole = *is_whole && values[j] == floor (values[j]);
    }
  }

  return found;
}
