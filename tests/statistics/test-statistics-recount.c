/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "bulletin-statistics.h"
#include "statistics-fixture.h"
#include "sheet-fixture.h"

/* The registers once more, as plain rows: what the library counts with SQL is
 * counted again here with loops. Dates are YYYY-MM-DD or "". */

#define N_ORGANISATIONS 12
#define N_STATIONS      60
#define N_TEAMS         8
#define N_VOLUNTEERS    50
#define N_ACTIVITIES    120
#define N_OBSERVATIONS  40

typedef struct
{
  int parent[N_ORGANISATIONS]; /* -1: none */
  struct
  {
    char opened[11], closed[11];
    int organisation, kind;
    guint facilities; /* bits */
  } stations[N_STATIONS];
  struct
  {
    char founded[11], closed[11];
    int organisation;
  } teams[N_TEAMS];
  struct
  {
    char joined[11], left[11];
    int team;
  } volunteers[N_VOLUNTEERS];
  struct
  {
    char date[11];
    int organisation, team, station, participants, reached, donations;
    double hours;
  } activities[N_ACTIVITIES];
  struct
  {
    int metric, organisation, quarter; /* counted from 2023Q1; metric 0 is a stock, 1 a flow */
    int value;
    gboolean doubled;
  } observations[N_OBSERVATIONS];
} Model;

static int
pick (int from,
      int to)
{
  return g_test_rand_int_range (from, to + 1);
}

static void
random_date (char date[11],
             gboolean may_be_empty)
{
  GDate day;

  if (may_be_empty && pick (0, 4) == 0) {
    *date = '\0';
    return;
  }
  g_date_clear (&day, 1);
  if (pick (0, 9) == 0)
    g_date_set_dmy (&day, 29, 2, 2024);
  else {
    g_date_set_dmy (&day, 1, 1, 2023);
    g_date_add_days (&day, pick (0, 2 * 366));
  }
  g_date_strftime (date, 11, "%Y-%m-%d", &day);
}

static void
random_span (char first[11],
             char last[11])
{
  random_date (first, TRUE);
  random_date (last, TRUE);
  if (*first != '\0' && *last != '\0' && strcmp (last, first) < 0) {
    char swap[11];

    memcpy (swap, first, sizeof swap);
    memcpy (first, last, sizeof swap);
    memcpy (last, swap, sizeof swap);
  }
  /* Most have not ended. */
  if (pick (0, 2) > 0)
    *last = '\0';
}

static void
fill_model (Model *model)
{
  gboolean taken[2][N_ORGANISATIONS + 1][8] = { 0 };

  for (int i = 0; i < N_ORGANISATIONS; i++)
    model->parent[i] = i == 0 ? -1 : pick (-1, i - 1);
  for (int i = 0; i < N_STATIONS; i++) {
    random_span (model->stations[i].opened, model->stations[i].closed);
    model->stations[i].organisation = pick (-1, N_ORGANISATIONS - 1);
    model->stations[i].kind = pick (0, 2);
    model->stations[i].facilities = pick (0, 7);
  }
  for (int i = 0; i < N_TEAMS; i++) {
    random_span (model->teams[i].founded, model->teams[i].closed);
    model->teams[i].organisation = pick (-1, N_ORGANISATIONS - 1);
  }
  for (int i = 0; i < N_VOLUNTEERS; i++) {
    random_span (model->volunteers[i].joined, model->volunteers[i].left);
    model->volunteers[i].team = pick (-1, N_TEAMS - 1);
  }
  for (int i = 0; i < N_ACTIVITIES; i++) {
    random_date (model->activities[i].date, FALSE);
    model->activities[i].organisation = pick (-1, N_ORGANISATIONS - 1);
    model->activities[i].team = pick (-1, N_TEAMS - 1);
    model->activities[i].station = pick (-1, N_STATIONS - 1);
    model->activities[i].participants = pick (-1, 90); /* -1: empty */
    model->activities[i].reached = pick (-1, 900);
    model->activities[i].donations = pick (-1, 20);
    model->activities[i].hours = pick (-1, 20) / 4.0;
  }
  for (int i = 0; i < N_OBSERVATIONS; i++) {
    model->observations[i].metric = pick (0, 1);
    model->observations[i].organisation = pick (-1, N_ORGANISATIONS - 1);
    model->observations[i].quarter = pick (0, 7);
    model->observations[i].value = pick (-50, 2000);
    model->observations[i].doubled =
        taken[model->observations[i].metric][model->observations[i].organisation + 1][model->observations[i].quarter];
    taken[model->observations[i].metric][model->observations[i].organisation + 1][model->observations[i].quarter] = TRUE;
  }
}

static char *
code_of (char letter,
         int index)
{
  return index < 0 ? g_strdup ("") : g_strdup_printf ("%c%d", letter, index);
}

static void
append_number (GString *text,
               double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, "|%s", number < 0 ? "" : g_ascii_formatd (buffer, sizeof buffer, "%g", number));
}

static void
store_model (const Model *model,
             BulletinLibrary *library)
{
  g_autoptr (GString) organisations = g_string_new ("编码|名称|上级\n");
  g_autoptr (GString) stations = g_string_new ("编码|名称|类型|组织|启用日期|停用日期|设施\n");
  g_autoptr (GString) teams = g_string_new ("编码|名称|组织|成立日期|停用日期\n");
  g_autoptr (GString) volunteers = g_string_new ("姓名|队伍|加入日期|退出日期\n");
  g_autoptr (GString) activities = g_string_new ("日期|名称|组织|队伍|站点|参与人次|受益人次|献血人次|时长\n");
  g_autoptr (GString) observations = g_string_new ("指标|组织|时期|数值\n");
  guint n_observations = 0;

  for (int i = 0; i < N_ORGANISATIONS; i++) {
    g_autofree char *parent = code_of ('O', model->parent[i]);

    g_string_append_printf (organisations, "O%d|组织%d|%s\n", i, i, parent);
  }
  for (int i = 0; i < N_STATIONS; i++) {
    g_autofree char *organisation = code_of ('O', model->stations[i].organisation);

    g_string_append_printf (stations, "S%d|站点%d|%s|%s|%s|%s|", i, i, kinds[model->stations[i].kind], organisation,
                            model->stations[i].opened, model->stations[i].closed);
    for (guint j = 0; j < 3; j++)
      if (model->stations[i].facilities & (1u << j))
        g_string_append_printf (stations, "%s、", facilities[j]);
    g_string_append_c (stations, '\n');
  }
  for (int i = 0; i < N_TEAMS; i++) {
    g_autofree char *organisation = code_of ('O', model->teams[i].organisation);

    g_string_append_printf (teams, "T%d|队伍%d|%s|%s|%s\n", i, i, organisation, model->teams[i].founded, model->teams[i].closed);
  }
  for (int i = 0; i < N_VOLUNTEERS; i++) {
    g_autofree char *team = code_of ('T', model->volunteers[i].team);

    g_string_append_printf (volunteers, "志愿者%d|%s|%s|%s\n", i, team, model->volunteers[i].joined, model->volunteers[i].left);
  }
  for (int i = 0; i < N_ACTIVITIES; i++) {
    g_autofree char *organisation = code_of ('O', model->activities[i].organisation);
    g_autofree char *team = code_of ('T', model->activities[i].team);
    g_autofree char *station = code_of ('S', model->activities[i].station);

    g_string_append_printf (activities, "%s|活动%d|%s|%s|%s", model->activities[i].date, i, organisation, team, station);
    append_number (activities, model->activities[i].participants);
    append_number (activities, model->activities[i].reached);
    append_number (activities, model->activities[i].donations);
    append_number (activities, model->activities[i].hours);
    g_string_append_c (activities, '\n');
  }
  for (int i = 0; i < N_OBSERVATIONS; i++) {
    g_autofree char *organisation = code_of ('O', model->observations[i].organisation);

    if (model->observations[i].doubled)
      continue;
    n_observations++;
    g_string_append_printf (observations, "%s|%s|%dQ%d|%d\n", model->observations[i].metric == 0 ? "STOCK" : "FLOW",
                            organisation, 2023 + model->observations[i].quarter / 4,
                            model->observations[i].quarter % 4 + 1, model->observations[i].value);
  }

  load_all (library, BULLETIN_REGISTER_ORGANISATIONS, organisations->str, N_ORGANISATIONS);
  load_all (library, BULLETIN_REGISTER_STATIONS, stations->str, N_STATIONS);
  load_all (library, BULLETIN_REGISTER_TEAMS, teams->str, N_TEAMS);
  load_all (library, BULLETIN_REGISTER_VOLUNTEERS, volunteers->str, N_VOLUNTEERS);
  load_all (library, BULLETIN_REGISTER_ACTIVITIES, activities->str, N_ACTIVITIES);
  load_all (library, BULLETIN_REGISTER_METRICS, "编码|名称|性质\nSTOCK|存量指标|存量\nFLOW|流量指标|流量\n", 2);
  load_all (library, BULLETIN_REGISTER_OBSERVATIONS, observations->str, n_observations);
}

static gboolean
is_in_scope (const Model *model,
             int organisation,
             int scope)
{
  if (scope < 0)
    return TRUE;
  for (; organisation >= 0; organisation = model->parent[organisation])
    if (organisation == scope)
      return TRUE;

  return FALSE;
}

static gboolean
is_open (const char *first,
         const char *last,
         const char *day)
{
  return (*first == '\0' || strcmp (first, day) <= 0) && (*last == '\0' || strcmp (last, day) > 0);
}

static gboolean
is_within (const char *date,
           const BulletinPeriod *period)
{
  return *date != '\0' && strcmp (date, period->first) >= 0 && strcmp (date, period->last) <= 0;
}

static int
team_organisation (const Model *model,
                   int team)
{
  return team < 0 ? -1 : model->teams[team].organisation;
}

static int
activity_organisation (const Model *model,
                       int i)
{
  if (model->activities[i].organisation >= 0)
    return model->activities[i].organisation;
  if (team_organisation (model, model->activities[i].team) >= 0)
    return team_organisation (model, model->activities[i].team);

  return model->activities[i].station < 0 ? -1 : model->stations[model->activities[i].station].organisation;
}

static double
sum_counts (const GPtrArray *counts)
{
  double sum = 0;

  for (guint i = 0; i < counts->len; i++)
    sum += ((BulletinCount *) counts->pdata[i])->value;

  return sum;
}

static void
check_stations (const Model *model,
                const BulletinStatistics *statistics,
                const BulletinPeriod *period,
                int scope)
{
  int open = 0, opened = 0, closed = 0;
  int by_kind[3] = { 0 }, by_organisation[N_ORGANISATIONS] = { 0 }, by_facility[3] = { 0 };

  for (int i = 0; i < N_STATIONS; i++) {
    if (!is_in_scope (model, model->stations[i].organisation, scope))
      continue;
    opened += is_within (model->stations[i].opened, period);
    closed += is_within (model->stations[i].closed, period);
    if (!is_open (model->stations[i].opened, model->stations[i].closed, period->last))
      continue;
    open++;
    by_kind[model->stations[i].kind]++;
    if (model->stations[i].organisation >= 0)
      by_organisation[model->stations[i].organisation]++;
    for (guint j = 0; j < 3; j++)
      by_facility[j] += (model->stations[i].facilities >> j) & 1;
  }

  g_assert_cmpint (statistics->stations_open, ==, open);
  g_assert_cmpint (statistics->stations_opened, ==, opened);
  g_assert_cmpint (statistics->stations_closed, ==, closed);
  g_assert_cmpfloat (get_count (statistics->stations_by_kind, "", NULL), ==, by_kind[0]);
  g_assert_cmpfloat (get_count (statistics->stations_by_kind, NULL, kinds[1]), ==, by_kind[1]);
  g_assert_cmpfloat (get_count (statistics->stations_by_kind, NULL, kinds[2]), ==, by_kind[2]);
  for (int i = 0; i < N_ORGANISATIONS; i++) {
    g_autofree char *code = code_of ('O', i);

    g_assert_cmpfloat (get_count (statistics->stations_by_organisation, code, NULL), ==, by_organisation[i]);
  }
  g_assert_cmpfloat (sum_counts (statistics->stations_by_organisation), ==, open);
  g_assert_cmpfloat (sum_counts (statistics->stations_by_branch), ==, open);
  for (guint j = 0; j < 3; j++)
    g_assert_cmpfloat (get_count (statistics->facilities, NULL, facilities[j]), ==, by_facility[j]);
}

static void
check_people (const Model *model,
              const BulletinStatistics *statistics,
              const BulletinPeriod *period,
              int scope)
{
  int teams = 0, volunteers = 0, joined = 0, left = 0;

  for (int i = 0; i < N_TEAMS; i++)
    teams += is_in_scope (model, model->teams[i].organisation, scope) &&
             is_open (model->teams[i].founded, model->teams[i].closed, period->last);
  for (int i = 0; i < N_VOLUNTEERS; i++) {
    if (!is_in_scope (model, team_organisation (model, model->volunteers[i].team), scope))
      continue;
    volunteers += is_open (model->volunteers[i].joined, model->volunteers[i].left, period->last);
    joined += is_within (model->volunteers[i].joined, period);
    left += is_within (model->volunteers[i].left, period);
  }

  g_assert_cmpint (statistics->teams, ==, teams);
  g_assert_cmpint (statistics->volunteers, ==, volunteers);
  g_assert_cmpint (statistics->volunteers_joined, ==, joined);
  g_assert_cmpint (statistics->volunteers_left, ==, left);
  g_assert_cmpfloat (sum_counts (statistics->volunteers_by_kind), ==, volunteers);
  g_assert_cmpfloat (sum_counts (statistics->volunteers_by_team), ==, volunteers);
}

static void
check_activities (const Model *model,
                  const BulletinStatistics *statistics,
                  const BulletinPeriod *period,
                  int scope)
{
  int n = 0, participants = 0, reached = 0, donations = 0;
  double hours = 0;

  for (int i = 0; i < N_ACTIVITIES; i++) {
    if (!is_within (model->activities[i].date, period) || !is_in_scope (model, activity_organisation (model, i), scope))
      continue;
    n++;
    participants += MAX (model->activities[i].participants, 0);
    reached += MAX (model->activities[i].reached, 0);
    donations += MAX (model->activities[i].donations, 0);
    hours += MAX (model->activities[i].hours, 0);
  }

  g_assert_cmpint (statistics->activities, ==, n);
  g_assert_cmpint (statistics->participants, ==, participants);
  g_assert_cmpint (statistics->reached, ==, reached);
  g_assert_cmpint (statistics->donations, ==, donations);
  g_assert_cmpfloat (statistics->hours, ==, hours);
  g_assert_cmpfloat (sum_counts (statistics->activities_by_month), ==, n);
  g_assert_cmpfloat (sum_counts (statistics->activities_by_kind), ==, n);
  g_assert_cmpfloat (sum_counts (statistics->activities_by_team), ==, n);
}

static void
quarter_of (int quarter,
            BulletinPeriod *period)
{
  g_autofree char *text = g_strdup_printf ("%dQ%d", 2023 + quarter / 4, quarter % 4 + 1);

  g_assert_true (bulletin_period_parse (text, period, NULL));
}

static void
check_metrics (const Model *model,
               const BulletinStatistics *statistics,
               const BulletinPeriod *period,
               int scope)
{
  double stock = 0, flow = 0;
  int newest[N_ORGANISATIONS + 1];

  memset (newest, -1, sizeof newest);
  for (int i = 0; i < N_OBSERVATIONS; i++) {
    int slot = model->observations[i].organisation + 1;
    BulletinPeriod quarter;

    if (model->observations[i].doubled || !is_in_scope (model, model->observations[i].organisation, scope))
      continue;
    quarter_of (model->observations[i].quarter, &quarter);
    if (strcmp (quarter.last, period->last) > 0)
      continue;
    if (model->observations[i].metric == 0) {
      if (newest[slot] < 0 || model->observations[i].quarter > model->observations[newest[slot]].quarter)
        newest[slot] = i;
    } else if (strcmp (quarter.first, period->first) >= 0) {
      flow += model->observations[i].value;
    }
  }
  for (int i = 0; i <= N_ORGANISATIONS; i++)
    if (newest[i] >= 0)
      stock += model->observations[newest[i]].value;

  g_assert_cmpfloat (get_count (statistics->metrics, "STOCK", NULL), ==, stock);
  g_assert_cmpfloat (get_count (statistics->metrics, "FLOW", NULL), ==, flow);
}

static void
random_period (BulletinPeriod *period)
{
  char first[11], last[11];
  g_autofree char *text = NULL;

  random_date (first, FALSE);
  if (pick (0, 2) > 0) {
    bulletin_period_of (pick (BULLETIN_PERIOD_YEAR, BULLETIN_PERIOD_MONTH), first, period);
    return;
  }
  random_date (last, FALSE);
  text = strcmp (first, last) <= 0 ? g_strdup_printf ("%s/%s", first, last) : g_strdup_printf ("%s/%s", last, first);
  g_assert_true (bulletin_period_parse (text, period, NULL));
}

static void
check_months (const Model *model,
              BulletinLibrary *library,
              const BulletinPeriod *period,
              const char *code,
              int scope)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) months = bulletin_statistics_stations_by_month (library, period, code, 18, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (months->len, ==, 18);
  for (guint i = 0; i < months->len; i++) {
    const BulletinCount *count = months->pdata[i];
    BulletinPeriod month;
    int open = 0;

    g_assert_true (bulletin_period_parse (count->name, &month, NULL));
    if (i == months->len - 1)
      memcpy (month.last, period->last, sizeof month.last);
    for (int j = 0; j < N_STATIONS; j++)
      open += is_in_scope (model, model->stations[j].organisation, scope) &&
              is_open (model->stations[j].opened, model->stations[j].closed, month.last);
    g_assert_cmpfloat (count->value, ==, open);
  }
}

static void
check_silent (const Model *model,
              BulletinLibrary *library,
              const BulletinPeriod *period,
              const char *code,
              int scope)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) silent = bulletin_statistics_silent_organisations (library, period, code, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (int i = 0; i < N_ORGANISATIONS; i++) {
    g_autofree char *own_code = code_of ('O', i);
    gboolean has_reported = FALSE, is_listed = FALSE;

    if (!is_in_scope (model, i, scope))
      continue;
    for (int j = 0; j < N_ACTIVITIES && !has_reported; j++)
      has_reported = is_within (model->activities[j].date, period) &&
                     activity_organisation (model, j) >= 0 && is_in_scope (model, activity_organisation (model, j), i);
    for (guint j = 0; j < silent->len; j++)
      is_listed |= g_str_equal (((BulletinCount *) silent->pdata[j])->code, own_code);
    g_assert_cmpint (is_listed, ==, !has_reported);
    n += !has_reported;
  }
  g_assert_cmpuint (silent->len, ==, n);
}

static void
check_coverage (const Model *model,
                BulletinLibrary *library,
                const BulletinPeriod *period,
                const char *code,
                int scope)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinCoverage) coverage = bulletin_statistics_facility_coverage (library, period, code, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < coverage->branches->len && scope >= 0; i++) {
    const BulletinCount *branch = coverage->branches->pdata[i];
    int head = (int) g_ascii_strtoll (branch->code + 1, NULL, 10);
    int n = 0;

    g_assert_true (head == scope || model->parent[head] == scope);
    for (int j = 0; j < N_STATIONS; j++)
      n += is_open (model->stations[j].opened, model->stations[j].closed, period->last) &&
           (head == scope ? model->stations[j].organisation == head : is_in_scope (model, model->stations[j].organisation, head));
    g_assert_cmpfloat (branch->value, ==, n);
  }
  for (guint j = 0; j < coverage->facilities->len; j++) {
    const char *name = coverage->facilities->pdata[j];
    guint sum = 0, expected = 0;

    for (guint i = 0; i < coverage->branches->len; i++)
      sum += coverage->counts[i * coverage->facilities->len + j];
    for (int i = 0; i < N_STATIONS; i++)
      for (guint k = 0; k < 3; k++)
        expected += g_str_equal (facilities[k], name) && ((model->stations[i].facilities >> k) & 1) &&
                    is_in_scope (model, model->stations[i].organisation, scope) &&
                    is_open (model->stations[i].opened, model->stations[i].closed, period->last);
    g_assert_cmpuint (sum, ==, expected);
  }
}

static void
test_equals_a_recount (Fixture *fixture,
                       gconstpointer data)
{
  g_autofree Model *model = g_new0 (Model, 1);

  fill_model (model);
  store_model (model, fixture->library);

  for (guint round = 0; round < 60; round++) {
    int scope = round % 3 == 0 ? -1 : pick (0, N_ORGANISATIONS - 1);
    g_autofree char *code = scope >= 0 ? code_of ('O', scope) : NULL;
    g_autoptr (BulletinStatistics) statistics = NULL;
    g_autoptr (GError) error = NULL;
    BulletinPeriod period;

    random_period (&period);
    statistics = bulletin_statistics_compute (fixture->library, &period, code, NULL, &error);
    g_assert_no_error (error);
    check_stations (model, statistics, &period, scope);
    check_people (model, statistics, &period, scope);
    check_activities (model, statistics, &period, scope);
    check_metrics (model, statistics, &period, scope);
    check_months (model, fixture->library, &period, code, scope);
    check_silent (model, fixture->library, &period, code, scope);
    check_coverage (model, fixture->library, &period, code, scope);
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  add ("/statistics-recount/equals-a-recount", test_equals_a_recount);
#undef add

  return g_test_run ();
}
