/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-statistics.h"

#include "bulletin-register-private.h"
#include "bulletin-statistics-private.h"

#include <glib/gi18n.h>
#include <string.h>

BulletinCount *
bulletin_count_new (const char *code,
                    const char *name,
                    double value)
{
  BulletinCount *self = g_new0 (BulletinCount, 1);

  self->code = g_strdup (code);
  self->name = g_strdup (name);
  self->value = value;

  return self;
}

void
bulletin_count_free (BulletinCount *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self);
}

void
bulletin_statistics_free (BulletinStatistics *self)
{
  GPtrArray **arrays[] = {
    &self->stations_by_kind,
    &self->stations_by_organisation,
    &self->stations_by_branch,
    &self->facilities,
    &self->volunteers_by_kind,
    &self->volunteers_by_team,
    &self->activities_by_month,
    &self->activities_by_kind,
    &self->activities_by_team,
    &self->metrics,
  };

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_clear_pointer (arrays[i], g_ptr_array_unref);
  g_free (self);
}

char *
bulletin_statistics_find_organisation (BulletinLibrary *library,
                                       const char *organisation,
                                       GError **error)
{
  g_autoptr (BulletinReferences) references = NULL;

  if (organisation == NULL)
    return g_strdup ("");

  /* A superior is an organisation, so these are all organisations. */
  references = bulletin_references_load (library, BULLETIN_REGISTER_ORGANISATIONS, error);
  if (references == NULL)
    return NULL;

  return g_strdup (bulletin_references_find (references, BULLETIN_REGISTER_ORGANISATIONS, organisation, error));
}

BulletinStatement *
bulletin_statistics_prepare (BulletinLibrary *library,
                             const char *sql,
                             const char *organisation_id,
                             const BulletinPeriod *period,
                             GError **error)
{
  BulletinStatement *statement = bulletin_database_prepare (bulletin_library_get_database (library), sql, error);

  if (statement == NULL)
    return NULL;

  bulletin_statement_bind_text (statement, 0, *organisation_id != '\0' ? organisation_id : NULL);
  /* SQLite counts parameters by the highest: ?2 need not be there if ?3 is. */
  if (period != NULL) {
    bulletin_statement_bind_text (statement, 1, period->first);
    bulletin_statement_bind_text (statement, 2, period->last);
  }

  return statement;
}

/* Rows of code, name and value. What has no name is gathered under code "". */
static gboolean
list_counts (BulletinLibrary *library,
             const char *sql,
             const char *organisation_id,
             const BulletinPeriod *period,
             GPtrArray **counts,
             GError **error)
{
  g_autoptr (BulletinStatement) rows = bulletin_statistics_prepare (library, sql, organisation_id, period, error);
  BulletinStep step;

  if (rows == NULL)
    return FALSE;

  *counts = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_count_free);
  while ((step = bulletin_statement_step (rows, error)) == BULLETIN_STEP_ROW) {
    gboolean is_named = !bulletin_statement_is_null (rows, 1);

    g_ptr_array_add (*counts,
                     bulletin_count_new (is_named ? bulletin_statement_get_text (rows, 0) : "",
                                         /* Translators: the group of those that name no kind or no organization. */
                                         is_named ? bulletin_statement_get_text (rows, 1) : _ ("Not stated"),
                                         bulletin_statement_get_double (rows, 2)));
  }

  return step == BULLETIN_STEP_DONE;
}

static gboolean
count_totals (BulletinLibrary *library,
              const char *sql,
              const char *organisation_id,
              const BulletinPeriod *period,
              gint64 **totals,
              guint n_totals,
              GError **error)
{
  g_autoptr (BulletinStatement) row = bulletin_statistics_prepare (library, sql, organisation_id, period, error);

  if (row == NULL || bulletin_statement_step (row, error) != BULLETIN_STEP_ROW)
    return FALSE;
  for (guint i = 0; i < n_totals; i++)
    *totals[i] = bulletin_statement_get_int (row, i);

  return TRUE;
}

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const BulletinCount *first = *(BulletinCount *const *) a;
  const BulletinCount *second = *(BulletinCount *const *) b;

  if (first->value != second->value)
    return first->value > second->value ? -1 : 1;

  return strcmp (first->name, second->name);
}

/* Facilities stand in one field, so they are counted here and not in SQL. */
static gboolean
count_facilities (BulletinLibrary *library,
                  const char *organisation_id,
                  const BulletinPeriod *period,
                  GPtrArray **facilities,
                  GError **error)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (BulletinStatement) rows = NULL;
  BulletinStep step;

  rows = bulletin_statistics_prepare (library,
                                      SCOPE "SELECT s.facilities FROM station s "
                                            "WHERE s.facilities IS NOT NULL AND " OPEN ("s.opened", "s.closed") "AND " IN_SCOPE ("s.organisation"),
                                      organisation_id, period, error);
  if (rows == NULL)
    return FALSE;

  *facilities = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_count_free);
  while ((step = bulletin_statement_step (rows, error)) == BULLETIN_STEP_ROW) {
    g_auto (GStrv) names = g_strsplit (bulletin_statement_get_text (rows, 0), "；", -1);

    for (guint i = 0; names[i] != NULL; i++) {
      BulletinCount *count = g_hash_table_lookup (by_name, names[i]);

      if (count == NULL) {
        count = bulletin_count_new (NULL, names[i], 0);
        g_ptr_array_add (*facilities, count);
        g_hash_table_insert (by_name, count->name, count);
      }
      count->value++;
    }
  }
  g_ptr_array_sort (*facilities, compare_counts);

  return step == BULLETIN_STEP_DONE;
}

static gboolean
count_branches (BulletinLibrary *library,
                const char *organisation_id,
                const BulletinPeriod *period,
                GPtrArray **counts,
                GError **error)
{
  g_autoptr (BulletinCoverage) coverage = NULL;

  coverage = bulletin_statistics_compute_coverage (library, period, organisation_id, error);
  if (coverage == NULL)
    return FALSE;
  *counts = g_ptr_array_ref (coverage->branches);

  return TRUE;
}

static gboolean
count_stations (BulletinStatistics *self,
                BulletinLibrary *library,
                const char *organisation_id,
                const BulletinPeriod *period,
                GError **error)
{
  gint64 *totals[] = { &self->stations_open, &self->stations_opened, &self->stations_closed };

  return count_totals (library,
                       SCOPE "SELECT count (*) FILTER (WHERE " OPEN ("opened", "closed") "), "
                                                                                         "count (*) FILTER (WHERE opened BETWEEN ?2 AND ?3), "
                                                                                         "count (*) FILTER (WHERE closed BETWEEN ?2 AND ?3) "
                                                                                         "FROM station WHERE " IN_SCOPE ("organisation"),
                       organisation_id, period, totals, G_N_ELEMENTS (totals), error) &&
         list_counts (library,
                      SCOPE "SELECT NULL, kind, count (*) FROM station "
                            "WHERE " OPEN ("opened", "closed") "AND " IN_SCOPE ("organisation") "GROUP BY kind ORDER BY 3 DESC, 2",
                      organisation_id, period, &self->stations_by_kind, error) &&
         list_counts (library,
                      SCOPE "SELECT o.code, o.name, count (*) FROM station s LEFT JOIN organisation o ON o.id = s.organisation "
                            "WHERE " OPEN ("s.opened", "s.closed") "AND " IN_SCOPE ("s.organisation") "GROUP BY s.organisation ORDER BY 3 DESC, 1",
                      organisation_id, period, &self->stations_by_organisation, error) &&
         count_facilities (library, organisation_id, period, &self->facilities, error) &&
         count_branches (library, organisation_id, period, &self->stations_by_branch, error);
}

static gboolean
count_people (BulletinStatistics *self,
              BulletinLibrary *library,
              const char *organisation_id,
              const BulletinPeriod *period,
              GError **error)
{
  gint64 *teams[] = { &self->teams };
  gint64 *volunteers[] = { &self->volunteers, &self->volunteers_joined, &self->volunteers_left };

  return count_totals (library,
                       SCOPE "SELECT count (*) FROM team WHERE " OPEN ("founded", "closed") "AND " IN_SCOPE ("organisation"),
                       organisation_id, period, teams, G_N_ELEMENTS (teams), error) &&
         count_totals (library,
                       SCOPE "SELECT count (*) FILTER (WHERE " OPEN ("v.joined", "v.\"left\"") "), "
                                                                                               "count (*) FILTER (WHERE v.joined BETWEEN ?2 AND ?3), "
                                                                                               "count (*) FILTER (WHERE v.\"left\" BETWEEN ?2 AND ?3) "
                                                                                               "FROM volunteer v LEFT JOIN team t ON t.id = v.team WHERE " IN_SCOPE ("t.organisation"),
                       organisation_id, period, volunteers, G_N_ELEMENTS (volunteers), error) &&
         list_counts (library,
                      SCOPE "SELECT NULL, v.kind, count (*) FROM volunteer v LEFT JOIN team t ON t.id = v.team "
                            "WHERE " OPEN ("v.joined", "v.\"left\"") "AND " IN_SCOPE ("t.organisation") "GROUP BY v.kind ORDER BY 3 DESC, 2",
                      organisation_id, period, &self->volunteers_by_kind, error) &&
         list_counts (library,
                      SCOPE "SELECT t.code, t.name, count (*) FROM volunteer v LEFT JOIN team t ON t.id = v.team "
                            "WHERE " OPEN ("v.joined", "v.\"left\"") "AND " IN_SCOPE ("t.organisation") "GROUP BY v.team ORDER BY 3 DESC, 1",
                      organisation_id, period, &self->volunteers_by_team, error);
}

/* Adds the months without an activity. */
static GPtrArray *
fill_months (GPtrArray *counts,
             const BulletinPeriod *period)
{
  GPtrArray *months = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_count_free);
  BulletinPeriod month;
  guint next = 0;

  for (bulletin_period_of (BULLETIN_PERIOD_MONTH, period->first, &month);
       strcmp (month.first, period->last) <= 0;) {
    g_autofree char *name = bulletin_period_to_string (&month);
    const BulletinCount *count = next < counts->len ? counts->pdata[next] : NULL;
    BulletinPeriod following;

    if (count != NULL && g_str_equal (count->name, name)) {
      g_ptr_array_add (months, bulletin_count_new (NULL, name, count->value));
      next++;
    } else {
      g_ptr_array_add (months, bulletin_count_new (NULL, name, 0));
    }
    bulletin_period_step (&month, 1, &following);
    if (strcmp (following.first, month.first) <= 0)
      break;
    month = following;
  }

  return months;
}

static gboolean
count_activities (BulletinStatistics *self,
                  BulletinLibrary *library,
                  const char *organisation_id,
                  const BulletinPeriod *period,
                  GError **error)
{
  g_autoptr (BulletinStatement) row = NULL;
  g_autoptr (GPtrArray) months = NULL;

  row = bulletin_statistics_prepare (library,
                                     SCOPE "SELECT count (*), ifnull (sum (a.participants), 0), ifnull (sum (a.reached), 0), "
                                           "ifnull (sum (a.donations), 0), total (a.hours) "
                                           "FROM " ACTIVITIES "WHERE a.date BETWEEN ?2 AND ?3 AND " IN_SCOPE (ACTIVITY_ORGANISATION),
                                     organisation_id, period, error);
  if (row == NULL || bulletin_statement_step (row, error) != BULLETIN_STEP_ROW)
    return FALSE;
  self->activities = bulletin_statement_get_int (row, 0);
  self->participants = bulletin_statement_get_int (row, 1);
  self->reached = bulletin_statement_get_int (row, 2);
  self->donations = bulletin_statement_get_int (row, 3);
  self->hours = bulletin_statement_get_double (row, 4);

  if (!list_counts (library,
                    SCOPE "SELECT NULL, substr (a.date, 1, 7), count (*) "
                          "FROM " ACTIVITIES "WHERE a.date BETWEEN ?2 AND ?3 AND " IN_SCOPE (ACTIVITY_ORGANISATION) "GROUP BY 2 ORDER BY 2",
                    organisation_id, period, &months, error))
    return FALSE;
  self->activities_by_month = fill_months (months, period);

  return list_counts (library,
                      SCOPE "SELECT NULL, a.kind, count (*) "
                            "FROM " ACTIVITIES "WHERE a.date BETWEEN ?2 AND ?3 AND " IN_SCOPE (ACTIVITY_ORGANISATION) "GROUP BY a.kind ORDER BY 3 DESC, 2",
                      organisation_id, period, &self->activities_by_kind, error) &&
         list_counts (library,
                      SCOPE "SELECT at.code, at.name, count (*) "
                            "FROM " ACTIVITIES "WHERE a.date BETWEEN ?2 AND ?3 AND " IN_SCOPE (ACTIVITY_ORGANISATION) "GROUP BY a.team ORDER BY 3 DESC, 1",
                      organisation_id, period, &self->activities_by_team, error);
}

/**
 * bulletin_statistics_compute:
 * @library: the library, on the thread that owns its database
 * @period: the period
 * @organisation: (nullable): a code or a unique name; %NULL for everything
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Counts what the registers hold for an organisation with all below it. Stocks
 * are counted on the period's last day: a station is open when it was opened by
 * then, or has no date of opening, and was not closed by then, the day of closing
 * being the first on which it is closed. Teams and volunteers are counted in the
 * same way; a volunteer belongs to the team's organisation. Flows are counted
 * within the period, both ends included. An activity that names no organisation
 * belongs to its team's, or else to its station's.
 *
 * For metrics see bulletin_statistics_compute_metrics(). The field
 * stations_by_branch has the same stations as stations_by_organisation, gathered
 * at the organisations directly below @organisation (or directly below the top,
 * if there is one top).
 *
 * Returns: (transfer full) (nullable): the numbers. %NULL with
 *   %BULLETIN_LIBRARY_ERROR_NOT_FOUND for an organisation that is unknown,
 *   %BULLETIN_LIBRARY_ERROR_INVALID for a name that several have.
 */
BulletinStatistics *
bulletin_statistics_compute (BulletinLibrary *library,
                             const BulletinPeriod *period,
                             const char *organisation,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (BulletinStatistics) self = NULL;
  g_autofree char *id = NULL;
  gboolean success;

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (period != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  id = bulletin_statistics_find_organisation (library, organisation, error);
  if (id == NULL)
    return NULL;

  /* Without a cancellable of our own the one that the caller may have set stays. */
  if (cancellable != NULL)
    bulletin_database_set_cancellable (bulletin_library_get_database (library), cancellable);
  self = g_new0 (BulletinStatistics, 1);
  success = count_stations (self, library, id, period, error) &&
            count_people (self, library, id, period, error) &&
            count_activities (self, library, id, period, error);
  if (success) {
    self->metrics = bulletin_statistics_compute_metrics (library, period, id, error);
    success = self->metrics != NULL;
  }
  if (cancellable != NULL)
    bulletin_database_set_cancellable (bulletin_library_get_database (library), NULL);

  return success ? g_steal_pointer (&self) : NULL;
}
