/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-statistics.h"
#include "statistics-fixture.h"
#include "sheet-fixture.h"

static BulletinStatistics *
compute (BulletinLibrary *library,
         const char *period_text,
         const char *organisation)
{
  BulletinPeriod period;
  g_autoptr (GError) error = NULL;
  BulletinStatistics *statistics;

  g_assert_true (bulletin_period_parse (period_text, &period, NULL));
  statistics = bulletin_statistics_compute (library, &period, organisation, NULL, &error);
  g_assert_no_error (error);

  return statistics;
}

static void
test_a_library_without_rows_counts_nothing (Fixture *fixture,
                                            gconstpointer data)
{
  g_autoptr (BulletinStatistics) statistics = compute (fixture->library, "2024Q1", NULL);
  g_autoptr (GPtrArray) silent = NULL;
  g_autoptr (GError) error = NULL;
  BulletinPeriod period;
  char first[11], last[11];

  g_assert_cmpint (statistics->stations_open, ==, 0);
  g_assert_cmpint (statistics->activities, ==, 0);
  g_assert_cmpuint (statistics->activities_by_month->len, ==, 3);
  g_assert_cmpuint (statistics->metrics->len, ==, 0);
  g_assert_false (bulletin_statistics_get_data_range (fixture->library, first, last, &error));
  g_assert_no_error (error);

  g_assert_true (bulletin_period_parse ("2024", &period, NULL));
  silent = bulletin_statistics_silent_organisations (fixture->library, &period, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (silent->len, ==, 0);
}

static void
test_the_day_of_closing_is_the_first_closed_one (Fixture *fixture,
                                                 gconstpointer data)
{
  static const struct
  {
    const char *period;
    int open, opened, closed;
  } days[] = {
    { "2024-02-28", 0, 0, 0 },
    { "2024-02-29", 1, 1, 0 },
    { "2024-03-30", 1, 0, 0 },
    { "2024-03-31", 0, 0, 1 },
    { "2024", 0, 1, 1 },
  };
  char first[11], last[11];

  load_all (fixture->library, BULLETIN_REGISTER_STATIONS, "编码|名称|启用日期|停用日期\nS1|一号|2024-02-29|2024-03-31\n", 1);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    g_autoptr (BulletinStatistics) statistics = compute (fixture->library, days[i].period, NULL);

    g_assert_cmpint (statistics->stations_open, ==, days[i].open);
    g_assert_cmpint (statistics->stations_opened, ==, days[i].opened);
    g_assert_cmpint (statistics->stations_closed, ==, days[i].closed);
  }
  g_assert_true (bulletin_statistics_get_data_range (fixture->library, first, last, NULL));
  g_assert_cmpstr (first, ==, "2024-02-29");
  g_assert_cmpstr (last, ==, "2024-02-29");
}

static void
test_a_flow_is_not_counted_twice (Fixture *fixture,
                                  gconstpointer data)
{
  g_autoptr (BulletinStatistics) year = NULL;
  g_autoptr (BulletinStatistics) half = NULL;
  g_autoptr (BulletinStatistics) earlier = NULL;

  load_all (fixture->library, BULLETIN_REGISTER_METRICS, "编码|名称|性质\nF|流量|流量\nK|存量|存量\n", 2);
  load_all (fixture->library, BULLETIN_REGISTER_OBSERVATIONS,
            "指标|时期|数值\nF|2024|100\nF|2024Q1|20\nF|2024Q2|30\nF|2024-04|10\nK|2023|5\nK|2024-03|7\n", 6);
  year = compute (fixture->library, "2024", NULL);
  half = compute (fixture->library, "2024H1", NULL);
  earlier = compute (fixture->library, "2022", NULL);
  g_assert_cmpfloat (get_count (year->metrics, "F", NULL), ==, 100);
  g_assert_cmpfloat (get_count (half->metrics, "F", NULL), ==, 50);
  g_assert_cmpfloat (get_count (half->metrics, "K", NULL), ==, 7);
  g_assert_cmpuint (earlier->metrics->len, ==, 0);
}

static void
test_an_unknown_or_ambiguous_organisation_is_an_error (Fixture *fixture,
                                                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinStatistics) by_name = NULL;
  BulletinPeriod period;

  load_all (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, ORGANISATIONS_TEXT "A|同名\nB|同名\n", 6);
  g_assert_true (bulletin_period_parse ("2024", &period, NULL));
  g_assert_null (bulletin_statistics_compute (fixture->library, &period, "没有", NULL, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (bulletin_statistics_compute (fixture->library, &period, "同名", NULL, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  by_name = compute (fixture->library, "2024", "清溪区关工委");
  g_assert_nonnull (by_name);
}

static void
test_a_cancelled_count_ends (Fixture *fixture,
                             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  BulletinPeriod period;

  g_cancellable_cancel (cancellable);
  g_assert_true (bulletin_period_parse ("2024", &period, NULL));
  g_assert_null (bulletin_statistics_compute (fixture->library, &period, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_json_has_a_key_per_register_and_metric (Fixture *fixture,
                                             gconstpointer data)
{
  g_autoptr (BulletinStatistics) statistics = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  BulletinPeriod period;

  load_all (fixture->library, BULLETIN_REGISTER_ORGANISATIONS, ORGANISATIONS_TEXT, 4);
  load_all (fixture->library, BULLETIN_REGISTER_STATIONS,
            "编码|名称|类型|组织|启用日期|设施\nS1|一号|驿站|QX|2024-01-01|饮水\nS2|二号||JD1|2024-05-01|饮水；充电\n", 2);
  load_all (fixture->library, BULLETIN_REGISTER_TEAMS, "编码|名称|组织\nT1|晨光队|QX\n", 1);
  load_all (fixture->library, BULLETIN_REGISTER_VOLUNTEERS, "姓名|队伍\n志愿者甲|T1\n", 1);
  load_all (fixture->library, BULLETIN_REGISTER_ACTIVITIES, "日期|名称|队伍|参与人次|时长\n2024-05-04|清扫|T1|12|2.5\n", 1);
  load_all (fixture->library, BULLETIN_REGISTER_METRICS, "编码|名称|性质\nKD|快递员|存量\n", 1);
  load_all (fixture->library, BULLETIN_REGISTER_OBSERVATIONS, "指标|组织|时期|数值\nKD|QX|2024Q1|1621\n", 1);

  g_assert_true (bulletin_period_parse ("2024H1", &period, NULL));
  statistics = compute (fixture->library, "2024H1", "QX");
  node = bulletin_statistics_to_json (statistics, &period, "QX");
  text = json_to_string (node, FALSE);
  g_assert_cmpstr (text, ==,
                   "{\"period\":\"2024H1\",\"organisation\":\"QX\","
                   "\"stations\":{\"open\":2,\"opened\":2,\"closed\":0,"
                   "\"by_kind\":{\"\":1,\"驿站\":1},\"by_organisation\":{\"JD1\":1,\"QX\":1},"
                   "\"facilities\":{\"饮水\":2,\"充电\":1}},"
                   "\"teams\":1,\"volunteers\":1,"
                   "\"activities\":{\"count\":1,\"participants\":12,\"reached\":0,\"hours\":2.5,\"donations\":0},"
                   "\"metrics\":{\"KD\":1621}}");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  add ("/statistics/a-library-without-rows-counts-nothing", test_a_library_without_rows_counts_nothing);
  add ("/statistics/the-day-of-closing-is-the-first-closed-one", test_the_day_of_closing_is_the_first_closed_one);
  add ("/statistics/a-flow-is-not-counted-twice", test_a_flow_is_not_counted_twice);
  add ("/statistics/an-unknown-or-ambiguous-organisation-is-an-error", test_an_unknown_or_ambiguous_organisation_is_an_error);
  add ("/statistics/a-cancelled-count-ends", test_a_cancelled_count_ends);
  add ("/statistics/json-has-a-key-per-register-and-metric", test_json_has_a_key_per_register_and_metric);
#undef add

  return g_test_run ();
}
