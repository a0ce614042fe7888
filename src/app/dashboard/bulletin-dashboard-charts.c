/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-dashboard-charts.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* More bars than this are no picture any more. */
#define MAX_BARS 12

static BulletinChart *
make_chart (BulletinChartKind  kind,
            const char        *title,
            const char        *unit,
            GPtrArray         *counts)
{
  BulletinChart *chart = bulletin_chart_new (kind, title, unit);

  for (guint i = 0; i < counts->len && (kind != BULLETIN_CHART_BARS || i < MAX_BARS); i++) {
    const BulletinCount *count = counts->pdata[i];

    bulletin_chart_add (chart, *count->name != '\0' ? count->name : _("Not stated"), count->value);
  }

  return chart;
}

/* 2026-03 as an axis has it. */
static char *
get_month_label (const char *month)
{
  int number = atoi (month + 5);

  /* Translators: a month under a chart, by its number */
  return g_strdup_printf (C_ ("month", "%d"), number);
}

/* How many of the months of a period, "YYYY-MM" each, a chart shows: not those to
 * come, unless something is entered for them. */
static guint
count_months (GPtrArray *months,
              gboolean   keeps_entered)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *this_month = g_date_time_format (now, "%Y-%m");
  guint n = months->len;

  while (n > 1) {
    const BulletinCount *count = months->pdata[n - 1];

    if (strcmp (count->name, this_month) <= 0 || (keeps_entered && count->value > 0))
      break;
    n--;
  }

  return n;
}

BulletinChart *
bulletin_dashboard_chart_growth (const BulletinDashboardFigures *figures,
                                 BulletinChartKind               kind)
{
  BulletinChart *chart = bulletin_chart_new (kind, _("Stations Over Time"), C_ ("unit", "stations"));
  guint n_months = count_months (figures->growth, FALSE);

  for (guint i = 0; i < n_months; i++) {
    const BulletinCount *count = figures->growth->pdata[i];
    g_autofree char *label = get_month_label (count->name);

    bulletin_chart_add (chart, label, count->value);
  }

  return chart;
}

BulletinChart *
bulletin_dashboard_chart_districts (const BulletinDashboardFigures *figures)
{
  return make_chart (BULLETIN_CHART_BARS, _("Stations by District"), C_ ("unit", "stations"), figures->now->stations_by_branch);
}

/* Says the finding where there is one: which facility most stations lack. */
static char *
get_facilities_title (const BulletinStatistics *statistics)
{
  const BulletinCount *rarest = statistics->facilities->len > 0 ? statistics->facilities->pdata[statistics->facilities->len - 1] : NULL;

  if (rarest != NULL && statistics->stations_open > 0 && rarest->value * 2 <= statistics->stations_open)
    /* Translators: a facility, such as first-aid supplies */
    return g_strdup_printf (_("Facilities: Most Stations Lack “%s”"), rarest->name);

  return g_strdup (_("Facilities"));
}

BulletinChart *
bulletin_dashboard_chart_facilities (const BulletinDashboardFigures *figures)
{
  g_autofree char *title = get_facilities_title (figures->now);

  return make_chart (BULLETIN_CHART_BARS, title, C_ ("unit", "stations"), figures->now->facilities);
}

/**
 * bulletin_dashboard_chart_months:
 * @figures: the figures
 *
 * Returns: (transfer full): activities by month, each with the same month a year
 *   before as an outline where that year has any
 */
BulletinChart *
bulletin_dashboard_chart_months (const BulletinDashboardFigures *figures)
{
  GPtrArray *now = figures->now->activities_by_month;
  GPtrArray *before = figures->before->activities_by_month;
  BulletinChart *chart = bulletin_chart_new (BULLETIN_CHART_COLUMNS, _("Activities by Month"), C_ ("unit", "activities"));
  guint n_months = count_months (now, TRUE);

  for (guint i = 0; i < n_months; i++) {
    const BulletinCount *count = now->pdata[i];
    const BulletinCount *previous = i < before->len ? before->pdata[i] : NULL;
    g_autofree char *label = get_month_label (count->name);

    bulletin_chart_add (chart, label, count->value);
    if (figures->before->activities > 0 && previous != NULL && g_str_equal (previous->name + strlen ("YYYY"), count->name + strlen ("YYYY")))
      bulletin_chart_set_previous (chart, i, previous->value);
  }

  return chart;
}

BulletinChart *
bulletin_dashboard_chart_kinds (const BulletinDashboardFigures *figures)
{
  return make_chart (BULLETIN_CHART_STACK, _("Volunteers by Kind"), C_ ("unit", "volunteers"), figures->now->volunteers_by_kind);
}

BulletinChart *
bulletin_dashboard_chart_teams (const BulletinDashboardFigures *figures)
{
  return make_chart (BULLETIN_CHART_BARS, _("Volunteers by Team"), C_ ("unit", "volunteers"), figures->now->volunteers_by_team);
}

char *
bulletin_dashboard_get_as_of (const BulletinDashboardFigures *figures)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (today, "%Y-%m-%d");

  /* Translators: the day that figures stand for */
  return g_strdup_printf (_("As of %s"), strcmp (figures->period.last, day) < 0 ? figures->period.last : day);
}
