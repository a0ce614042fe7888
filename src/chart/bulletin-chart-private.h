/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-chart.h"

G_BEGIN_DECLS

typedef struct
{
  char *label;
  double value;
  double previous;
} BulletinChartPoint;

const BulletinChartPoint *bulletin_chart_get_point    (BulletinChart *self,
                                                       guint          point);
char                     *bulletin_chart_format_value (double         value);

G_END_DECLS
