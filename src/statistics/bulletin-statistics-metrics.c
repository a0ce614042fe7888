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
  char as_of[11]; /* "" if it does not say */
  gboolean is_flash;
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

/* Adds up one observation an organisation; @counted, an array of Observation, takes
 * those that were. */
static double
sum_stocks (GArray *observations,
            GPtrArray *counted)
{
  const char *organisation = NULL;
  double sum = 0;

  g_array_sort (observations, compare_stocks);
  for (guint i = 0; i < observations->len; i++) {
    const Observation *observation = &g_array_index (observations, Observation, i);

    if (organisation == NULL || !g_str_equal (organisation, observation->organisation)) {
      sum += observation->value;
      g_ptr_array_add (counted, (gpointer) observation);
    }
    organisation = observation->organisation;
  }

  return sum;
}

/* A year's figure and its quarters' figures say the same thing twice: the longest
 * period counts, and what overlaps it does not. */
static double
sum_flows (GArray *observations,
           GPtrArray *counted)
{
  const char *organisation = NULL;
  guint own = 0; /* where those of the organisation start */
  double sum = 0;

  g_array_sort (observations, compare_flows);
  for (guint i = 0; i < observations->len; i++) {
    const Observation *observation = &g_array_index (observations, Observation, i);
    gboolean overlaps = FALSE;

    if (organisation == NULL || !g_str_equal (organisation, observation->organisation))
      own = counted->len;
    organisation = observation->organisation;

    for (guint j = own; j < counted->len && !overlaps; j++) {
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
  g_autoptr (GPtrArray) counted = g_ptr_array_new ();

  /* What nobody reported is unknown and not nought. */
  if (observations->len > 0)
    g_ptr_array_add (metrics, bulletin_count_new (code, name, is_stock ? sum_stocks (observations, counted) : sum_flows (observations, counted)));
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
    Observation observation = { 0 };

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

void
bulletin_metric_reading_clear (BulletinMetricReading *self)
{
  g_clear_pointer (&self->ids, g_ptr_array_unref);
}

/* The newest period that was reported; of several that end on the same day the
 * longest, which holds the others. */
static gboolean
find_newest_period (const GArray *observations,
                    BulletinPeriod *newest)
{
  for (guint i = 0; i < observations->len; i++) {
    const BulletinPeriod *period = &g_array_index (observations, Observation, i).period;
    int order = i == 0 ? 1 : strcmp (period->last, newest->last);

    if (order > 0 || (order == 0 && strcmp (period->first, newest->first) < 0))
      *newest = *period;
  }

  return observations->len > 0;
}

static void
take_reading (BulletinMetricReading *reading,
              const GPtrArray *counted)
{
  reading->n_counted = counted->len;
  reading->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < counted->len; i++) {
    const Observation *observation = counted->pdata[i];

    if (i == 0)
      reading->period = observation->period;
    if (strcmp (observation->period.first, reading->period.first) < 0)
      strcpy (reading->period.first, observation->period.first);
    if (strcmp (observation->period.last, reading->period.last) > 0)
      strcpy (reading->period.last, observation->period.last);
    if (strcmp (observation->as_of, reading->as_of) > 0)
      strcpy (reading->as_of, observation->as_of);
    reading->is_flash |= observation->is_flash;
    g_ptr_array_add (reading->ids, g_strdup (observation->id));
  }
  if (*reading->as_of == '\0')
    strcpy (reading->as_of, reading->period.last);
  reading->period.kind = BULLETIN_PERIOD_CUSTOM;
  bulletin_period_canonicalise (&reading->period);
}

/*< private >
 * bulletin_statistics_read_metric:
 * @metric_id: the metric's id
 * @is_stock: its nature
 * @period: (nullable): the period; %NULL for the newest that was reported
 * @organisation_id: an organisation's id, "" for all
 * @reading: (out caller-allocates): what was found, cleared by the caller
 *
 * One metric, counted as bulletin_statistics_compute_metrics() counts all, and
 * what it was counted from.
 *
 * Returns: %FALSE when the library cannot be read
 */
gboolean
bulletin_statistics_read_metric (BulletinLibrary *library,
                                 const char *metric_id,
                                 gboolean is_stock,
                                 const BulletinPeriod *period,
                                 const char *organisation_id,
                                 BulletinMetricReading *reading,
                                 GError **error)
{
  g_autoptr (GArray) observations = g_array_new (FALSE, FALSE, sizeof (Observation));
  g_autoptr (GPtrArray) counted = g_ptr_array_new ();
  g_autoptr (BulletinStatement) rows = NULL;
  BulletinPeriod newest;
  BulletinStep step;

  memset (reading, 0, sizeof *reading);
  rows = bulletin_statistics_prepare (library,
                                      SCOPE "SELECT o.id, ifnull (o.organisation, ''), o.period, o.value, ifnull (o.as_of, ''), o.status "
                                            "FROM observation o WHERE o.metric = ?2 "
                                            "AND o.id NOT IN (SELECT supersedes FROM observation WHERE supersedes IS NOT NULL) AND " IN_SCOPE ("o.organisation"),
                                      organisation_id, NULL, error);
  if (rows == NULL)
    return FALSE;
  bulletin_statement_bind_text (rows, 1, metric_id);

  g_array_set_clear_func (observations, clear_observation);
  while ((step = bulletin_statement_step (rows, error)) == BULLETIN_STEP_ROW) {
    Observation observation = { 0 };

    if (!bulletin_period_parse (bulletin_statement_get_text (rows, 2), &observation.period, NULL))
      continue;
    observation.id = g_strdup (bulletin_statement_get_text (rows, 0));
    observation.organisation = g_strdup (bulletin_statement_get_text (rows, 1));
    observation.value = bulletin_statement_get_double (rows, 3);
    g_strlcpy (observation.as_of, bulletin_statement_get_text (rows, 4), sizeof observation.as_of);
    observation.is_flash = g_strcmp0 (bulletin_statement_get_text (rows, 5), "flash") == 0;
    g_array_append_val (observations, observation);
  }
  if (step == BULLETIN_STEP_ERROR)
    return FALSE;

  if (period == NULL && find_newest_period (observations, &newest))
    period = &newest;
  for (guint i = observations->len; i > 0; i--)
    if (!is_wanted (&g_array_index (observations, Observation, i - 1).period, period, is_stock))
      g_array_remove_index_fast (observations, i - 1);
  if (observations->len > 0) {
    reading->value = is_stock ? sum_stocks (observations, counted) : sum_flows (observations, counted);
    take_reading (reading, counted);
  }

  return TRUE;
}
