/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-chart.h"
#include "bulletin-dashboard-figures.h"

G_BEGIN_DECLS

/* The dashboard's charts; each (transfer full). */

/* kind is LINE or SPARKLINE. */
BulletinChart *bulletin_dashboard_chart_growth     (const BulletinDashboardFigures *figures,
                                                    BulletinChartKind               kind);
BulletinChart *bulletin_dashboard_chart_districts  (const BulletinDashboardFigures *figures);
BulletinChart *bulletin_dashboard_chart_facilities (const BulletinDashboardFigures *figures);
BulletinChart *bulletin_dashboard_chart_months     (const BulletinDashboardFigures *figures);
BulletinChart *bulletin_dashboard_chart_kinds      (const BulletinDashboardFigures *figures);
BulletinChart *bulletin_dashboard_chart_teams      (const BulletinDashboardFigures *figures);
/* The day that stocks stand for, as a sentence; (transfer full). */
char          *bulletin_dashboard_get_as_of        (const BulletinDashboardFigures *figures);

G_END_DECLS
