/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-figures.h"
#include "bulletin-statistics.h"
#include "sheet-fixture.h"

#define STATIONS_TEXT                                                          \
  "编码|名称|类型|组织|启用日期|停用日期\n"                                    \
  "S1|桥头驿站|暖蜂驿站|JD1|2024-02-01|\n"                                     \
  "S2|河边驿站|暖蜂驿站|LH|2024-05-01|2025-01-01\n"                            \
  "S3|校园驿站|爱心驿站|QX||\n"

#define METRICS_TEXT                                                           \
  "编码|名称|单位|性质\n"                                                      \
  "INSURED|参保人数|人|存量\n"                                                 \
  "ENTRIES|征文投稿|篇|流量\n"                                                 \
  "ODD|比例:一季度|%|存量\n"

#define OBSERVATIONS_TEXT                                                      \
  "指标|组织|时期|数值|截止日期|状态\n"                                        \
  "INSURED|QX|2024Q1|1500|2024-03-31|正式\n"                                   \
  "INSURED|QX|2024Q2|1621|2024-06-28|快报\n"                                   \
  "INSURED|LH|2024Q1|300|2024-03-31|正式\n"                                    \
  "ENTRIES|QX|2024Q1|12||正式\n"                                               \
  "ENTRIES|QX|2024Q2|30||正式\n"

static void
fill (BulletinLibrary *library)
{
  load_all (library, BULLETIN_REGISTER_ORGANISATIONS, ORGANISATIONS_TEXT, 4);
  load_all (library, BULLETIN_REGISTER_STATIONS, STATIONS_TEXT, 3);
  load_all (library, BULLETIN_REGISTER_METRICS, METRICS_TEXT, 3);
  load_all (library, BULLETIN_REGISTER_OBSERVATIONS, OBSERVATIONS_TEXT, 5);
}

static BulletinFigureValue *
resolve (BulletinLibrary *library,
         const char      *reference)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinFigures) figures = bulletin_figures_new (library, "2024-06-30", &error);
  BulletinFigureValue *value;

  g_assert_no_error (error);
  value = bulletin_figures_resolve (figures, reference, &error);
  g_assert_no_error (error);
  g_assert_nonnull (value);
  g_assert_true ((value->text == NULL) == (value->problem != NULL));

  return value;
}

static void
assert_shown (BulletinLibrary *library,
              const char      *reference,
              const char      *text)
{
  g_autoptr (BulletinFigureValue) value = resolve (library, reference);

  if (value->problem != NULL)
    g_test_message ("%s: %s", reference, value->problem);
  g_assert_cmpstr (value->text, ==, text);
}

static void
test_figures_are_counted (Fixture       *fixture,
                          gconstpointer  data)
{
  fill (fixture->library);

  assert_shown (fixture->library, "stations", "3");
  assert_shown (fixture->library, "站点+单位", "3处");
  assert_shown (fixture->library, "stations@QX", "2");
  assert_shown (fixture->library, "stations@清溪区关工委", "2");
  assert_shown (fixture->library, "stations:2024-03-31", "2");
  assert_shown (fixture->library, "stations:2025", "2");
  assert_shown (fixture->library, "暖蜂驿站+单位", "2处");
  assert_shown (fixture->library, "爱心驿站@LH", "0");
  assert_shown (fixture->library, "activities:2024", "0");
  /* Each organisation's newest by the end of the newest period. */
  assert_shown (fixture->library, "INSURED", "1921");
  assert_shown (fixture->library, "参保人数@QX:2024Q1+unit", "1500人");
  assert_shown (fixture->library, "insured＠QX：2024年第二季度＋单位", "1621人");
  /* Of a flow the newest period alone, or all within the one that is named. */
  assert_shown (fixture->library, "ENTRIES@QX", "30");
  assert_shown (fixture->library, "ENTRIES@QX:2024H1", "42");
}

static void
test_value_says_where_it_comes_from (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr (BulletinFigureValue) observed = NULL;
  g_autoptr (BulletinFigureValue) counted = NULL;

  fill (fixture->library);
  observed = resolve (fixture->library, "INSURED@QX:2024Q2");
  g_assert_cmpstr (observed->metric, ==, "INSURED");
  g_assert_cmpstr (observed->organisation, ==, "QX");
  g_assert_cmpstr (observed->period, ==, "2024Q2");
  g_assert_cmpstr (observed->as_of, ==, "2024-06-28");
  g_assert_cmpstr (observed->status, ==, "flash");
  g_assert_cmpstr (observed->origin, ==, "test.csv");
  g_assert_nonnull (observed->operation);
  g_assert_cmpstr (observed->unit, ==, "人");
  g_assert_nonnull (strstr (observed->source, "June 28, 2024"));
  g_assert_nonnull (strstr (observed->source, "test.csv"));

  counted = resolve (fixture->library, "stations@LH:2024Q2");
  g_assert_cmpstr (counted->metric, ==, "stations");
  g_assert_cmpstr (counted->period, ==, "2024Q2");
  g_assert_cmpstr (counted->as_of, ==, "2024-06-30");
  g_assert_null (counted->status);
}

static void
test_superseded_observation_does_not_count (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autoptr (BulletinLoadReport) report = NULL;

  fill (fixture->library);
  report = load_text (fixture->library, BULLETIN_REGISTER_OBSERVATIONS,
                      "指标|组织|时期|数值|截止日期|状态\nINSURED|QX|2024Q2|1630|2024-06-30|正式\n");
  assert_report (report, 0, 1, 0, 0);
  assert_shown (fixture->library, "INSURED@QX", "1630");
}

static void
test_what_cannot_be_found_says_why (Fixture       *fixture,
                                    gconstpointer  data)
{
  static const char *const references[] = {
    "不存在的指标",
    "stations@无此组织",
    "stations:二月三十",
    "ODD",
    "INSURED@QX:2020",
    "@QX",
    ":2024",
    "+单位",
    "INSURED@QX:2024Q9",
    "x",
  };

  fill (fixture->library);
  for (guint i = 0; i < G_N_ELEMENTS (references); i++) {
    g_autoptr (BulletinFigureValue) value = resolve (fixture->library, references[i]);

    g_assert_null (value->text);
    g_assert_nonnull (value->problem);
    g_assert_true (g_str_has_suffix (value->problem, "."));
  }
}

static void
test_name_of_two_metrics_is_refused (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr (BulletinFigureValue) value = NULL;

  load_all (fixture->library, BULLETIN_REGISTER_METRICS, "编码|名称|单位|性质\nA|人数|人|存量\nB|人数|人|存量\n", 2);
  value = resolve (fixture->library, "人数");
  g_assert_nonnull (strstr (value->problem, "More than one metric"));
}

static void
test_every_subject_means_itself (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinFigures) figures = NULL;
  g_autoptr (GPtrArray) subjects = NULL;

  fill (fixture->library);
  /* Called as the registers' own words. */
  load_all (fixture->library, BULLETIN_REGISTER_METRICS, "编码|名称|单位|性质\nZD|站点|处|存量\nST|stations|处|存量\n", 2);
  load_all (fixture->library, BULLETIN_REGISTER_OBSERVATIONS,
            "指标|组织|时期|数值|截止日期|状态\nZD|QX|2024Q1|77||正式\nST|QX|2024Q1|78||正式\nODD|QX|2024Q1|79||正式\n", 3);
  figures = bulletin_figures_new (fixture->library, "2024-06-30", &error);
  subjects = bulletin_figures_list_subjects (figures, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (subjects->len, ==, 8 + 2 + 5);
  for (guint i = 0; i < subjects->len; i++) {
    const BulletinFigureSubject *subject = subjects->pdata[i];
    g_autoptr (BulletinFigureValue) value = bulletin_figures_resolve (figures, subject->word, &error);

    g_assert_no_error (error);
    g_test_message ("%s %s %s", subject->word, subject->name, value->text);
    g_assert_nonnull (value->text);
    g_assert_cmpstr (value->unit, ==, subject->unit);
    /* A kind goes by its own name. */
    g_assert_true (g_str_equal (value->metric, subject->code) || g_str_equal (value->metric, subject->word));
  }
}

/* --- Over random libraries --------------------------------------------------- */

#define N_OBSERVATIONS 60

typedef struct
{
  guint metric, organisation, quarter; /* quarters from 2023Q1; metric 0 is a stock */
  int value;
} Reported;

static const char *const codes[] = { "QX", "QY", "LH", "JD1" };
static const int parents[] = { 1, -1, 1, 0 };

static gboolean
is_below (int organisation,
          int top)
{
  while (organisation >= 0 && organisation != top)
    organisation = parents[organisation];

  return organisation == top;
}

/* The newest quarter that somebody below @top reported, or -1. */
static int
find_newest (const GArray *reported,
             guint         metric,
             int           top)
{
  int newest = -1;

  for (guint i = 0; i < reported->len; i++) {
    const Reported *one = &g_array_index (reported, Reported, i);

    if (one->metric == metric && is_below ((int) one->organisation, top))
      newest = MAX (newest, (int) one->quarter);
  }

  return newest;
}

/* What the reported values come to, by loops; FALSE if nobody reported. */
static gboolean
count_reported (const GArray *reported,
                guint         metric,
                int           top,
                int           quarter,
                int          *sum)
{
  gboolean is_reported = FALSE;

  *sum = 0;
  for (int organisation = 0; organisation < (int) G_N_ELEMENTS (codes); organisation++) {
    const Reported *newest = NULL;

    if (!is_below (organisation, top))
      continue;
    for (guint i = 0; i < reported->len; i++) {
      const Reported *one = &g_array_index (reported, Reported, i);

      if (one->metric != metric || (int) one->organisation != organisation)
        continue;
      if (metric == 0 ? (int) one->quarter <= quarter && (newest == NULL || one->quarter > newest->quarter)
                      : (int) one->quarter == quarter)
        newest = one;
    }
    if (newest != NULL) {
      is_reported = TRUE;
      *sum += newest->value;
    }
  }

  return is_reported;
}

static GArray *
report_at_random (BulletinLibrary *library)
{
  GArray *reported = g_array_new (FALSE, FALSE, sizeof (Reported));
  g_autoptr (GString) sheet = g_string_new ("指标|组织|时期|数值|截止日期|状态\n");
  g_autoptr (BulletinLoadReport) report = NULL;

  for (guint i = 0; i < N_OBSERVATIONS; i++) {
    Reported one = { (guint) g_test_rand_int_range (0, 2), (guint) g_test_rand_int_range (0, G_N_ELEMENTS (codes)),
                     (guint) g_test_rand_int_range (0, 8), g_test_rand_int_range (0, 1000) };
    gboolean is_there = FALSE;

    for (guint k = 0; k < reported->len; k++) {
      const Reported *other = &g_array_index (reported, Reported, k);

      is_there |= other->metric == one.metric && other->organisation == one.organisation && other->quarter == one.quarter;
    }
    if (is_there)
      continue;
    g_array_append_val (reported, one);
    g_string_append_printf (sheet, "%s|%s|%uQ%u|%d||正式\n", one.metric == 0 ? "INSURED" : "ENTRIES", codes[one.organisation],
                            2023 + one.quarter / 4, one.quarter % 4 + 1, one.value);
  }
  report = load_text (library, BULLETIN_REGISTER_OBSERVATIONS, sheet->str);
  assert_report (report, reported->len, 0, 0, 0);

  return reported;
}

static void
check_reported (BulletinFigures *figures,
                const GArray    *reported)
{
  g_autoptr (GError) error = NULL;

  for (guint metric = 0; metric < 2; metric++) {
    for (int top = 0; top < (int) G_N_ELEMENTS (codes); top++) {
      for (int quarter = -1; quarter < 8; quarter++) {
        const char *code = metric == 0 ? "INSURED" : "ENTRIES";
        g_autofree char *reference = quarter < 0 ? g_strdup_printf ("%s@%s", code, codes[top])
                                                 : g_strdup_printf ("%s@%s:%dQ%d", code, codes[top], 2023 + quarter / 4, quarter % 4 + 1);
        g_autoptr (BulletinFigureValue) value = bulletin_figures_resolve (figures, reference, &error);
        int sum;

        g_assert_no_error (error);
        if (count_reported (reported, metric, top, quarter < 0 ? find_newest (reported, metric, top) : quarter, &sum)) {
          g_assert_nonnull (value->text);
          g_assert_cmpfloat (value->value, ==, sum);
        } else {
          g_assert_nonnull (value->problem);
        }
      }
    }
  }
}

/* The same numbers as the dashboard's. */
static void
check_registers (BulletinFigures *figures,
                 BulletinLibrary *library)
{
  static const char *const periods[] = { "2023", "2024H1", "2024Q2", "2024-05", "2024-02-01/2024-04-30" };

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++) {
    for (guint top = 0; top < G_N_ELEMENTS (codes); top++) {
      g_autoptr (GError) error = NULL;
      g_autoptr (BulletinStatistics) statistics = NULL;
      BulletinPeriod period;

      bulletin_period_parse (periods[i], &period, &error);
      statistics = bulletin_statistics_compute (library, &period, codes[top], NULL, &error);
      g_assert_no_error (error);
      {
        const struct
        {
          const char *code;
          double value;
        } expected[] = {
          { "stations", (double) statistics->stations_open },
          { "teams", (double) statistics->teams },
          { "volunteers", (double) statistics->volunteers },
          { "activities", (double) statistics->activities },
          { "participants", (double) statistics->participants },
          { "reached", (double) statistics->reached },
          { "hours", statistics->hours },
          { "donations", (double) statistics->donations },
        };

        for (guint k = 0; k < G_N_ELEMENTS (expected); k++) {
          g_autofree char *reference = g_strdup_printf ("%s@%s:%s", expected[k].code, codes[top], periods[i]);
          g_autoptr (BulletinFigureValue) value = bulletin_figures_resolve (figures, reference, &error);

          g_assert_no_error (error);
          g_assert_cmpfloat (value->value, ==, expected[k].value);
        }
      }
    }
  }
}

static void
add_at_random (BulletinLibrary *library)
{
  g_autoptr (GString) stations = g_string_new ("编码|名称|类型|组织|启用日期|停用日期\n");
  g_autoptr (GString) activities = g_string_new ("日期|类型|名称|组织|参与人次|受益人次|时长|献血人次\n");

  for (guint i = 0; i < 30; i++)
    g_string_append_printf (stations, "R%u|驿站%u|暖蜂驿站|%s|2024-%02d-01|\n", i, i, codes[g_test_rand_int_range (0, G_N_ELEMENTS (codes))],
                            g_test_rand_int_range (1, 13));
  for (guint i = 0; i < 30; i++)
    g_string_append_printf (activities, "2024-%02d-%02u|宣讲|活动%u|%s|%d|%d|%d.5|%d\n", g_test_rand_int_range (1, 13), i % 28 + 1, i,
                            codes[g_test_rand_int_range (0, G_N_ELEMENTS (codes))], g_test_rand_int_range (0, 90),
                            g_test_rand_int_range (0, 900), g_test_rand_int_range (0, 9), g_test_rand_int_range (0, 9));
  load_all (library, BULLETIN_REGISTER_STATIONS, stations->str, 30);
  load_all (library, BULLETIN_REGISTER_ACTIVITIES, activities->str, 30);
}

static void
test_random_libraries_agree_with_loops (void)
{
  for (guint round = 0; round < 12; round++) {
    Fixture fixture;
    g_autoptr (GArray) reported = NULL;
    g_autoptr (BulletinFigures) figures = NULL;
    g_autoptr (GError) error = NULL;

    fixture_set_up (&fixture, NULL);
    load_all (fixture.library, BULLETIN_REGISTER_ORGANISATIONS, ORGANISATIONS_TEXT, 4);
    load_all (fixture.library, BULLETIN_REGISTER_METRICS, METRICS_TEXT, 3);
    reported = report_at_random (fixture.library);
    add_at_random (fixture.library);
    figures = bulletin_figures_new (fixture.library, "2024-06-30", &error);
    g_assert_no_error (error);
    check_reported (figures, reported);
    check_registers (figures, fixture.library);
    g_clear_pointer (&figures, bulletin_figures_free);
    fixture_tear_down (&fixture, NULL);
  }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/figures/figures-are-counted", test_figures_are_counted);
  ADD ("/figures/value-says-where-it-comes-from", test_value_says_where_it_comes_from);
  ADD ("/figures/superseded-observation-does-not-count", test_superseded_observation_does_not_count);
  ADD ("/figures/what-cannot-be-found-says-why", test_what_cannot_be_found_says_why);
  ADD ("/figures/name-of-two-metrics-is-refused", test_name_of_two_metrics_is_refused);
  ADD ("/figures/every-subject-means-itself", test_every_subject_means_itself);
  g_test_add_func ("/figures/random-libraries-agree-with-loops", test_random_libraries_agree_with_loops);

  return g_test_run ();
}
