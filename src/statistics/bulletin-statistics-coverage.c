/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-statistics-private.h"

#include <glib/gi18n.h>
#include <string.h>

void
bulletin_coverage_free (BulletinCoverage *self)
{
  g_ptr_array_unref (self->branches);
  g_ptr_array_unref (self->facilities);
  g_free (self->counts);
  g_free (self);
}

/* A branch or a facility while the stations are gone through. */
typedef struct
{
  char *code;
  char *name;
  guint n_stations;
  GHashTable *facilities; /* of a branch: name → how many */
} Group;

static void
group_free (gpointer data)
{
  Group *self = data;

  g_free (self->code);
  g_free (self->name);
  g_clear_pointer (&self->facilities, g_hash_table_unref);
  g_free (self);
}

static Group *
get_group (GHashTable *groups,
           const char *key,
           const char *code,
           const char *name)
{
  Group *group = g_hash_table_lookup (groups, key);

  if (group == NULL) {
    group = g_new0 (Group, 1);
    group->code = g_strdup (code);
    group->name = g_strdup (name);
    group->facilities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_insert (groups, g_strdup (key), group);
  }

  return group;
}

static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  const Group *first = *(Group *const *) a;
  const Group *second = *(Group *const *) b;

  if (first->n_stations != second->n_stations)
    return first->n_stations > second->n_stations ? -1 : 1;

  return strcmp (first->code != NULL ? first->code : first->name, second->code != NULL ? second->code : second->name);
}

static GPtrArray *
sort_groups (GHashTable *groups)
{
  GPtrArray *sorted = g_hash_table_get_values_as_ptr_array (groups);

  g_ptr_array_sort (sorted, compare_groups);

  return sorted;
}

static BulletinCoverage *
make_coverage (GHashTable *branch_groups,
               GHashTable *facility_groups)
{
  g_autoptr (GPtrArray) branches = sort_groups (branch_groups);
  g_autoptr (GPtrArray) facilities = sort_groups (facility_groups);
  BulletinCoverage *self = g_new0 (BulletinCoverage, 1);

  self->branches = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_count_free);
  self->facilities = g_ptr_array_new_with_free_func (g_free);
  self->counts = g_new0 (guint, (gsize) branches->len * facilities->len);

  for (guint j = 0; j < facilities->len; j++)
    g_ptr_array_add (self->facilities, g_strdup (((Group *) facilities->pdata[j])->name));
  for (guint i = 0; i < branches->len; i++) {
    const Group *branch = branches->pdata[i];

    g_ptr_array_add (self->branches, bulletin_count_new (branch->code, branch->name, branch->n_stations));
    for (guint j = 0; j < facilities->len; j++)
      self->counts[i * facilities->len + j] =
          GPOINTER_TO_UINT (g_hash_table_lookup (branch->facilities, self->facilities->pdata[j]));
  }

  return self;
}

static void
count_station (GHashTable *branches,
               GHashTable *facilities,
               const char *code,
               const char *name,
               const char *offered)
{
  g_auto (GStrv) names = g_strsplit (offered, "；", -1);
  Group *branch = get_group (branches, code, code, name);

  branch->n_stations++;
  for (guint i = 0; names[i] != NULL; i++) {
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (branch->facilities, names[i]));

    g_hash_table_insert (branch->facilities, g_strdup (names[i]), GUINT_TO_POINTER (n + 1));
    get_group (facilities, names[i], NULL, names[i])->n_stations++;
  }
}

BulletinCoverage *
bulletin_statistics_compute_coverage (BulletinLibrary *library,
                                      const BulletinPeriod *period,
                                      const char *organisation_id,
                                      GError **error)
{
  g_autoptr (GHashTable) branches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);
  g_autoptr (GHashTable) facilities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);
  g_autoptr (BulletinStatement) rows = NULL;
  BulletinStep step;

  /* top: the organisation asked for; without one, the roots. A single root stands
   * for the whole, so what counts is what is directly below it. */
  rows = bulletin_statistics_prepare (library,
                                      SCOPE ", "
                                            "root (id) AS (SELECT id FROM organisation WHERE parent IS NULL), "
                                            "top (id) AS ("
                                            "SELECT ?1 WHERE ?1 IS NOT NULL "
                                            "UNION SELECT id FROM root WHERE ?1 IS NULL AND (SELECT count (*) FROM root) = 1), "
                                            "branch (id, head) AS ("
                                            "SELECT id, id FROM organisation "
                                            "WHERE id IN (SELECT id FROM top) OR parent IN (SELECT id FROM top) "
                                            "OR (parent IS NULL AND NOT EXISTS (SELECT 1 FROM top)) "
                                            "UNION SELECT o.id, branch.head FROM organisation o JOIN branch ON o.parent = branch.id "
                                            "WHERE branch.id NOT IN (SELECT id FROM top)) "
                                            "SELECT ifnull (o.code, ''), o.name, ifnull (s.facilities, '') "
                                            "FROM station s LEFT JOIN branch ON branch.id = s.organisation "
                                            "LEFT JOIN organisation o ON o.id = branch.head "
                                            "WHERE " OPEN ("s.opened", "s.closed") "AND " IN_SCOPE ("s.organisation"),
                                      organisation_id, period, error);
  if (rows == NULL)
    return NULL;

  while ((step = bulletin_statement_step (rows, error)) == BULLETIN_STEP_ROW) {
    const char *name = bulletin_statement_get_text (rows, 1);

    count_station (branches, facilities,
                   bulletin_statement_get_text (rows, 0),
                   name != NULL ? name : _ ("Not stated"),
                   bulletin_statement_get_text (rows, 2));
  }

  return step == BULLETIN_STEP_DONE ? make_coverage (branches, facilities) : NULL;
}

/**
 * bulletin_statistics_facility_coverage:
 * @library: the library, on the thread that owns its database
 * @period: its last day counts
 * @organisation: (nullable): a code or a unique name; %NULL for everything
 * @error: return location for an error
 *
 * Counts who offers what: the open stations, gathered at the organisations
 * directly below @organisation with all below those; the stations of
 * @organisation itself stand by themselves. Without @organisation the branches are
 * those below the top, if there is one top, or else the tops.
 *
 * Returns: (transfer full) (nullable): the matrix
 */
BulletinCoverage *
bulletin_statistics_facility_coverage (BulletinLibrary *library,
                                       const BulletinPeriod *period,
                                       const char *organisation,
                                       GError **error)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (period != NULL, NULL);

  id = bulletin_statistics_find_organisation (library, organisation, error);

  return id != NULL ? bulletin_statistics_compute_coverage (library, period, id, error) : NULL;
}
