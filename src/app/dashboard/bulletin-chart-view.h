/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-chart.h"

G_BEGIN_DECLS

/* A chart in the window. Its points can be reached with the arrow keys and are
 * spoken. */
#define BULLETIN_TYPE_CHART_VIEW (bulletin_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (BulletinChartView, bulletin_chart_view, BULLETIN, CHART_VIEW, GtkWidget)

/* NULL shows nothing. */
void           bulletin_chart_view_set_chart (BulletinChartView *self,
                                              BulletinChart     *chart);
BulletinChart *bulletin_chart_view_get_chart (BulletinChartView *self);

G_END_DECLS
