/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-statistics-private.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  char *id;
  char *organisation; /* "" for the whole */
  double value;
  BulletinPeriod period;
} Observation;

static void
clear_observation (gpointer data)
{
  Observation *self = data;

  g_free (self->id);
  g_free (self->organisation);
}

static int
count_days (const char *first,
            const char *last)
{
  GDate from, to;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  g_date_set_dmy (&from, atoi (first + 8), atoi (first + 5), atoi (first));
  g_date_set_dmy (&to, atoi (last + 8), atoi (last + 5), atoi (last));

  return g_date_days_between (&from, &to);
}

/* By organisation; then, for stocks, what ends last before the others. */
static int
compare_stocks (gconstpointer a,
                gconstpointer b)
{
  const Observation *first = a;
  const Observation *second = b;
  int order = strcmp (first->organisation, second->organisation);

  if (order == 0)
    order = strcmp (second->period.last, first->period.last);

  return order != 0 ? order : strcmp (second->id, first->id);
}

/* By organisation; then the longest period before those within it. */
static int
compare_flows (gconstpointer a,
               gconstpointer b)
{
  const Observation *first = a;
  const Observation *second = b;
  int order = strcmp (first->organisation, second->organisation);

  if (order == 0)
    order = count_days (second->period.first, second->period.last) - count_days (first->period.first, first->period.last);
  if (order == 0)
    order = strcmp (first->period.first, second->period.first);

  return order != 0 ? order : strcmp (second->id, first->id);
}

static double
sum_stocks (GArray *observations)
{
  const char *organisation = NULL;
  double sum = 0;

  g_array_sort (observations, compare_stocks);
  for (guint i = 0; i < observations->len; i++) {
    const Observation *observation = &g_array_index (observations, Observation, i);

    if (organisation == NULL || !g_str_equal (organisation, observation->organisation))
      sum += observation->value;
    organisation = observation->organisation;
  }

  return sum;
}

/* A year's figure and its quarters' figures say the same thing twice: the longest
 * period counts, and what overlaps it does not. */
static double
sum_flows (GArray *observations)
{
  g_autoptr (GPtrArray) counted = g_ptr_array_new ();
  const char *organisation = NULL;
  double sum = 0;

  g_array_sort (observations, compare_flows);
  for (guint i = 0; i < observations->len; i++) {
    const Observation *observation = &g_array_index (observations, Observation, i);
    gboolean overlaps = FALSE;

    if (organisation == NULL || !g_str_equal (organisation, observation->organisation))
      g_ptr_array_set_size (counted, 0);
    organisation = observation->organisation;

    for (guint j = 0; j < counted->len && !overlaps; j++) {
      const Observation *other = counted->pdata[j];

      overlaps = strcmp (observation->period.first, other->period.last) <= 0 &&
                 strcmp (other->period.first, observation->period.last) <= 0;
    }
    if (!overlaps) {
      sum += observation->value;
      g_ptr_array_add (counted, (gpointer) observation);
    }
  }

  return sum;
}

static void
add_metric (GPtrArray *metrics,
            const char *code,
            const char *name,
            gboolean is_stock,
            GArray *observations)
{
  /* What nobody reported is unknown and not nought. */
  if (observations->len > 0)
    g_ptr_array_add (metrics, bulletin_count_new (code, name, is_stock ? sum_stocks (observations) : sum_flows (observations)));
  g_array_set_size (observations, 0);
}

/* A stock of the past counts until a newer one; a flow only within the period. */
static gboolean
is_wanted (const BulletinPeriod *observed,
           const BulletinPeriod *period,
           gboolean is_stock)
{
  return strcmp (observed->last, period->last) <= 0 && (is_stock || strcmp (observed->first, period->first) >= 0);
}

/*< private >
 * bulletin_statistics_compute_metrics:
 *
 * The metrics' values for an organisation with all below it, out of the
 * observations that were not superseded. Of a stock each organisation's newest
 * observation whose period ends by the period's last day counts (of several that
 * end on the same day, the one stored last), and these are summed. Of a flow the
 * observations whose periods lie within the period are summed; where an
 * organisation's periods overlap, the longest counts. An observation without
 * organisation belongs to the whole, and counts only there. Metrics without a
 * value are left out.
 *
 * Returns: (transfer full) (element-type BulletinCount) (nullable): by code
 */
GPtrArray *
bulletin_statistics_compute_metrics (BulletinLibrary *library,
                                     const BulletinPeriod *period,
                                     const char *organisation_id,
                                     GError **error)
{
  g_autoptr (GPtrArray) metrics = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_count_free);
  g_autoptr (GArray) observations = g_array_new (FALSE, FALSE, sizeof (Observation));
  g_autoptr (BulletinStatement) rows = NULL;
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  gboolean is_stock = FALSE;
  BulletinStep step;

  rows = bulletin_statistics_prepare (library,
                                      SCOPE "SELECT m.code, m.name, m.nature, o.id, ifnull (o.organisation, ''), o.period, o.value "
                                            "FROM observation o JOIN metric m ON m.id = o.metric "
                                            "WHERE o.id NOT IN (SELECT supersedes FROM observation WHERE supersedes IS NOT NULL) AND " IN_SCOPE ("o.organisation") "ORDER BY m.code",
                                      organisation_id, NULL, error);
  if (rows == NULL)
    return NULL;

  g_array_set_clear_func (observations, clear_observation);
  while ((step = bulletin_statement_step (rows, error)) == BULLETIN_STEP_ROW) {
    Observation observation;

    if (code == NULL || !g_str_equal (code, bulletin_statement_get_text (rows, 0))) {
      if (code != NULL)
        add_metric (metrics, code, name, is_stock, observations);
      g_set_str (&code, bulletin_statement_get_text (rows, 0));
      g_set_str (&name, bulletin_statement_get_text (rows, 1));
      is_stock = g_str_equal (bulletin_statement_get_text (rows, 2), "stock");
    }
    /* Only what bulletin_period_parse() reads is ever stored. */
    if (!bulletin_period_parse (bulletin_statement_get_text (rows, 5), &observation.period, NULL) ||
        !is_wanted (&observation.period, period, is_stock))
      continue;
    observation.id = g_strdup (bulletin_statement_get_text (rows, 3));
    observation.organisation = g_strdup (bulletin_statement_get_text (rows, 4));
    observation.value = bulletin_statement_get_double (rows, 6);
    g_array_append_val (observations, observation);
  }
  if (step == BULLETIN_STEP_ERROR)
    return NULL;
  if (code != NULL)
    add_metric (metrics, code, name, is_stock, observations);

  return g_steal_pointer (&metrics);
}
