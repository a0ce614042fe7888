/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-dashboard-figures.h"

#include "bulletin-register.h"
#include "bulletin-store.h"

#include <string.h>

#define GROWTH_MONTHS   12
#define LONG_IN_REVIEW  3  /* days */

BulletinDashboardQuestion *
bulletin_dashboard_question_copy (const BulletinDashboardQuestion *self)
{
  BulletinDashboardQuestion *copy = g_memdup2 (self, sizeof *self);

  copy->organisation = g_strdup (self->organisation);

  return copy;
}

void
bulletin_dashboard_question_free (gpointer data)
{
  BulletinDashboardQuestion *self = data;

  g_free (self->organisation);
  g_free (self);
}

void
bulletin_dashboard_figures_free (gpointer data)
{
  BulletinDashboardFigures *self = data;

  g_clear_pointer (&self->now, bulletin_statistics_free);
  g_clear_pointer (&self->before, bulletin_statistics_free);
  g_clear_pointer (&self->growth, g_ptr_array_unref);
  g_clear_pointer (&self->silent, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->organisations, g_ptr_array_unref);
  g_free (self);
}

/* The year of the newest data; this year where there are none, or where they
 * reach into the future. */
static gboolean
find_period (BulletinLibrary *library,
             BulletinPeriod  *period,
             GError         **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (GError) local_error = NULL;
  char first[11];
  char last[11];

  if (!bulletin_statistics_get_data_range (library, first, last, &local_error)) {
    if (local_error != NULL) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
    g_strlcpy (last, today, sizeof last);
  }
  bulletin_period_of (BULLETIN_PERIOD_YEAR, strcmp (last, today) < 0 ? last : today, period);

  return TRUE;
}

/* The same days a year before. Of a period that is not over, only those up to
 * today's: a year in progress is not compared with a whole one. */
static void
find_period_before (const BulletinPeriod *period,
                    BulletinPeriod       *before)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  BulletinPeriod until_today = *period;

  if (strcmp (period->first, today) <= 0 && strcmp (today, period->last) < 0) {
    until_today.kind = BULLETIN_PERIOD_CUSTOM;
    g_strlcpy (until_today.last, today, sizeof until_today.last);
    bulletin_period_canonicalise (&until_today);
  }
  bulletin_period_year_before (&until_today, before);
}

static GPtrArray *
list_waiting (BulletinLibrary *library,
              GError         **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) limit = g_date_time_add_days (now, -LONG_IN_REVIEW);
  g_autofree char *before = g_date_time_format (limit, "%Y-%m-%dT%H:%M:%S");
  GPtrArray *waiting = bulletin_library_list_bulletins (library, 1u << BULLETIN_STATE_REVIEW, error);

  for (guint i = waiting != NULL ? waiting->len : 0; i-- > 0;) {
    g_autofree char *sent_at = NULL;

    g_object_get (waiting->pdata[i], "sent-at", &sent_at, NULL);
    if (sent_at == NULL || strcmp (sent_at, before) > 0)
      g_ptr_array_remove_index (waiting, i);
  }

  return waiting;
}

gpointer
bulletin_dashboard_figures_ask (BulletinLibrary *library,
                                gpointer         data,
                                GCancellable    *cancellable,
                                GError         **error)
{
  const BulletinDashboardQuestion *question = data;
  BulletinDashboardFigures *self = g_new0 (BulletinDashboardFigures, 1);
  BulletinPeriod before;

  self->period = question->period;
  if (question->has_period || find_period (library, &self->period, error)) {
    find_period_before (&self->period, &before);
    self->now = bulletin_statistics_compute (library, &self->period, question->organisation, cancellable, error);
  }
  if (self->now != NULL)
    self->before = bulletin_statistics_compute (library, &before, question->organisation, cancellable, error);
  if (self->before != NULL)
    self->growth = bulletin_statistics_stations_by_month (library, &self->period, question->organisation, GROWTH_MONTHS, error);
  if (self->growth != NULL)
    self->silent = bulletin_statistics_silent_organisations (library, &self->period, question->organisation, error);
  if (self->silent != NULL)
    self->waiting = list_waiting (library, error);
  if (self->waiting != NULL)
    self->organisations = bulletin_register_list (library, BULLETIN_REGISTER_ORGANISATIONS, error);
  if (self->organisations == NULL)
    g_clear_pointer (&self, bulletin_dashboard_figures_free);

  return self;
}
