/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-statistics-private.h"

#include <string.h>

/**
 * bulletin_statistics_stations_by_month:
 * @library: the library, on the thread that owns its database
 * @period: its last day ends the series
 * @organisation: (nullable): a code or a unique name; %NULL for everything
 * @n_months: how many months, the one of the last day included
 * @error: return location for an error
 *
 * Counts open stations at the end of each month; the last month is counted on the
 * period's last day, even if the month goes on.
 *
 * Returns: (transfer full) (element-type BulletinCount) (nullable): named
 *   YYYY-MM, oldest first
 */
GPtrArray *
bulletin_statistics_stations_by_month (BulletinLibrary *library,
                                       const BulletinPeriod *period,
                                       const char *organisation,
                                       guint n_months,
                                       GError **error)
{
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_count_free);
  g_autofree BulletinPeriod *months = g_new0 (BulletinPeriod, n_months);
  g_autofree char *id = NULL;
  g_autoptr (BulletinStatement) rows = NULL;
  BulletinPeriod last;
  BulletinStep step;

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (period != NULL, NULL);
  g_return_val_if_fail (n_months <= 12000, NULL);

  bulletin_period_of (BULLETIN_PERIOD_MONTH, period->last, &last);
  for (guint i = 0; i < n_months; i++) {
    g_autofree char *name = NULL;

    bulletin_period_step (&last, (int) i - (int) n_months + 1, &months[i]);
    name = bulletin_period_to_string (&months[i]);
    g_ptr_array_add (counts, bulletin_count_new (NULL, name, 0));
  }
  if (n_months > 0)
    memcpy (months[n_months - 1].last, period->last, sizeof period->last);

  id = bulletin_statistics_find_organisation (library, organisation, error);
  rows = id != NULL ? bulletin_statistics_prepare (library,
                                                   SCOPE "SELECT opened, closed FROM station WHERE " IN_SCOPE ("organisation"),
                                                   id, NULL, error)
                    : NULL;
  if (rows == NULL)
    return NULL;

  while ((step = bulletin_statement_step (rows, error)) == BULLETIN_STEP_ROW) {
    const char *opened = bulletin_statement_get_text (rows, 0);
    const char *closed = bulletin_statement_get_text (rows, 1);

    for (guint i = 0; i < n_months; i++)
      if ((opened == NULL || strcmp (opened, months[i].last) <= 0) &&
          (closed == NULL || strcmp (closed, months[i].last) > 0))
        ((BulletinCount *) counts->pdata[i])->value++;
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&counts) : NULL;
}

/**
 * bulletin_statistics_silent_organisations:
 * @library: the library, on the thread that owns its database
 * @period: the period
 * @organisation: (nullable): a code or a unique name; %NULL for all
 * @error: return location for an error
 *
 * Lists who has not reported: organisations, not closed by the period's end, for
 * which no activity is recorded within the period, neither of their own nor of
 * anybody below them.
 *
 * Returns: (transfer full) (element-type BulletinCount) (nullable): by code; the
 *   value is how many days before the period's end the newest earlier activity
 *   was, -1 if there is none
 */
GPtrArray *
bulletin_statistics_silent_organisations (BulletinLibrary *library,
                                          const BulletinPeriod *period,
                                          const char *organisation,
                                          GError **error)
{
  g_autoptr (GPtrArray) silent = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_count_free);
  g_autofree char *id = NULL;
  g_autoptr (BulletinStatement) rows = NULL;
  BulletinStep step;

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (period != NULL, NULL);

  id = bulletin_statistics_find_organisation (library, organisation, error);
  /* up: each activity at its own organisation and at all above it. */
  rows = id != NULL ? bulletin_statistics_prepare (library,
                                                   SCOPE ", "
                                                         "newest (organisation, date) AS ("
                                                         "SELECT " ACTIVITY_ORGANISATION ", max (a.date) FROM " ACTIVITIES
                                                         "WHERE a.date <= ?3 GROUP BY 1), "
                                                         "up (organisation, date) AS ("
                                                         "SELECT organisation, date FROM newest WHERE organisation IS NOT NULL "
                                                         "UNION SELECT o.parent, up.date FROM organisation o JOIN up ON o.id = up.organisation "
                                                         "WHERE o.parent IS NOT NULL), "
                                                         "reported (organisation, date) AS (SELECT organisation, max (date) FROM up GROUP BY 1) "
                                                         "SELECT o.code, o.name, "
                                                         "ifnull (CAST (julianday (?3) - julianday (r.date) AS INTEGER), -1) "
                                                         "FROM organisation o LEFT JOIN reported r ON r.organisation = o.id "
                                                         "WHERE (r.date IS NULL OR r.date < ?2) AND (o.closed IS NULL OR o.closed > ?3) "
                                                         "AND " IN_SCOPE ("o.id") "ORDER BY o.code",
                                                   id, period, error)
                    : NULL;
  if (rows == NULL)
    return NULL;

  while ((step = bulletin_statement_step (rows, error)) == BULLETIN_STEP_ROW)
    g_ptr_array_add (silent, bulletin_count_new (bulletin_statement_get_text (rows, 0),
                                                 bulletin_statement_get_text (rows, 1),
                                                 bulletin_statement_get_double (rows, 2)));

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&silent) : NULL;
}

/**
 * bulletin_statistics_get_data_range:
 * @library: the library, on the thread that owns its database
 * @first: (out caller-allocates) (array fixed-size=11): the oldest day, YYYY-MM-DD
 * @last: (out caller-allocates) (array fixed-size=11): the newest day
 * @error: return location for an error
 *
 * Finds the days between which activities took place and stations opened, so that
 * a view can start at the newest period that has anything to show.
 *
 * Returns: %FALSE with @error set on failure, and %FALSE without an error when
 *   there is neither an activity nor a station with a date
 */
gboolean
bulletin_statistics_get_data_range (BulletinLibrary *library,
                                    char *first,
                                    char *last,
                                    GError **error)
{
  g_autoptr (BulletinStatement) row = NULL;

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (first != NULL && last != NULL, FALSE);

  row = bulletin_database_prepare (bulletin_library_get_database (library),
                                   "SELECT min (day), max (day) FROM "
                                   "(SELECT date AS day FROM activity UNION ALL SELECT opened FROM station)",
                                   error);
  if (row == NULL || bulletin_statement_step (row, error) != BULLETIN_STEP_ROW || bulletin_statement_is_null (row, 0))
    return FALSE;

  g_strlcpy (first, bulletin_statement_get_text (row, 0), 11);
  g_strlcpy (last, bulletin_statement_get_text (row, 1), 11);

  return TRUE;
}
