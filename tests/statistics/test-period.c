/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "bulletin-database.h"
#include "bulletin-period.h"

static void
assert_period (const char *text,
               BulletinPeriodKind kind,
               const char *first,
               const char *last)
{
  g_autoptr (GError) error = NULL;
  BulletinPeriod period;

  bulletin_period_parse (text, &period, &error);
  g_assert_no_error (error);
  g_assert_cmpint (period.kind, ==, kind);
  g_assert_cmpstr (period.first, ==, first);
  g_assert_cmpstr (period.last, ==, last);
}

static void
test_reads_every_form (void)
{
  assert_period ("2024", BULLETIN_PERIOD_YEAR, "2024-01-01", "2024-12-31");
  assert_period ("2024年", BULLETIN_PERIOD_YEAR, "2024-01-01", "2024-12-31");
  assert_period ("2024年度", BULLETIN_PERIOD_YEAR, "2024-01-01", "2024-12-31");
  assert_period ("２０２４年全年", BULLETIN_PERIOD_YEAR, "2024-01-01", "2024-12-31");
  assert_period ("2024H1", BULLETIN_PERIOD_HALF, "2024-01-01", "2024-06-30");
  assert_period ("2024h2", BULLETIN_PERIOD_HALF, "2024-07-01", "2024-12-31");
  assert_period ("2024年上半年", BULLETIN_PERIOD_HALF, "2024-01-01", "2024-06-30");
  assert_period ("2024 下半年", BULLETIN_PERIOD_HALF, "2024-07-01", "2024-12-31");
  assert_period ("2024Q2", BULLETIN_PERIOD_QUARTER, "2024-04-01", "2024-06-30");
  assert_period ("2024-q4", BULLETIN_PERIOD_QUARTER, "2024-10-01", "2024-12-31");
  assert_period ("2024年第二季度", BULLETIN_PERIOD_QUARTER, "2024-04-01", "2024-06-30");
  assert_period ("2024年三季度", BULLETIN_PERIOD_QUARTER, "2024-07-01", "2024-09-30");
  assert_period ("2024年第4季度", BULLETIN_PERIOD_QUARTER, "2024-10-01", "2024-12-31");
  assert_period ("2024-06", BULLETIN_PERIOD_MONTH, "2024-06-01", "2024-06-30");
  assert_period ("2024年6月", BULLETIN_PERIOD_MONTH, "2024-06-01", "2024-06-30");
  assert_period ("2024年06月份", BULLETIN_PERIOD_MONTH, "2024-06-01", "2024-06-30");
  assert_period ("202406", BULLETIN_PERIOD_MONTH, "2024-06-01", "2024-06-30");
  assert_period ("2024/6", BULLETIN_PERIOD_MONTH, "2024-06-01", "2024-06-30");
  assert_period ("2024-02", BULLETIN_PERIOD_MONTH, "2024-02-01", "2024-02-29");
  assert_period ("2023-02", BULLETIN_PERIOD_MONTH, "2023-02-01", "2023-02-28");
  assert_period ("1900-02", BULLETIN_PERIOD_MONTH, "1900-02-01", "1900-02-28");
  assert_period ("2000-02", BULLETIN_PERIOD_MONTH, "2000-02-01", "2000-02-29");
  assert_period ("2024-06-01/2024-06-17", BULLETIN_PERIOD_CUSTOM, "2024-06-01", "2024-06-17");
  assert_period ("2024年6月1日至2024年6月17日", BULLETIN_PERIOD_CUSTOM, "2024-06-01", "2024-06-17");
  assert_period ("2024-01 ～ 2024-02", BULLETIN_PERIOD_CUSTOM, "2024-01-01", "2024-02-29");
  assert_period ("2024-06-17", BULLETIN_PERIOD_CUSTOM, "2024-06-17", "2024-06-17");
}

static void
test_refuses_what_is_no_period (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "24",
    "二〇二四",
    "2024Q5",
    "2024Q0",
    "2024H3",
    "2024-13",
    "2024-00",
    "2024-02-30",
    "2024年13月",
    "2024年第五季度",
    "2024-6-",
    "2024/6.1",
    "第二季度",
    "上半年",
    "2024-06-17/2024-06-01",
    "0000",
    "9999999",
    "2024-06-01/",
    "/",
    "abc",
    "2024 06 1 7 8",
    "\xff\xfe",
    "2024Q2x",
    "1899",
    "2201",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    BulletinPeriod period = { BULLETIN_PERIOD_YEAR, "unchanged", "unchanged" };

    g_assert_false (bulletin_period_parse (texts[i], &period, &error));
    g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_cmpstr (period.first, ==, "unchanged");
  }
}

static void
test_reads_dates_and_never_guesses_the_day (void)
{
  static const char *const good[] = {
    "2024-06-01",
    "2024/6/1",
    "2024.6.1",
    "2024年6月1日",
    "２０２４－０６－０１",
    "20240601",
    "2024-06-01 00:00:00",
    "2024-06-01T08:30",
    " 2024年 6月 1日 ",
  };
  static const char *const bad[] = { "2024年6月", "2024-06", "2024", "45444", "2023-02-29", "6月1日", "明天", "2024-06-31", "2024-06-01/2024-06-01" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    char date[11];

    bulletin_date_parse (good[i], date, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (date, ==, "2024-06-01");
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    char date[11];

    g_assert_false (bulletin_date_parse (bad[i], date, &error));
    g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  }
}

/* Every day of a leap year and of others, in every kind. */
static void
test_the_period_of_a_day_holds_it_and_reads_back (void)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, 1, 2023);
  for (guint i = 0; i < 3 * 366; i++, g_date_add_days (&day, 1)) {
    char date[11];

    g_date_strftime (date, sizeof date, "%Y-%m-%d", &day);
    for (guint kind = BULLETIN_PERIOD_YEAR; kind < BULLETIN_PERIOD_CUSTOM; kind++) {
      g_autofree char *text = NULL;
      g_autofree char *label = NULL;
      BulletinPeriod period, again, next, back;

      bulletin_period_of (kind, date, &period);
      g_assert_cmpstr (period.first, <=, date);
      g_assert_cmpstr (period.last, >=, date);

      text = bulletin_period_to_string (&period);
      g_assert_true (bulletin_period_parse (text, &again, NULL));
      g_assert_cmpint (again.kind, ==, period.kind);
      g_assert_cmpstr (again.first, ==, period.first);
      g_assert_cmpstr (again.last, ==, period.last);
      label = bulletin_period_get_label (&period);
      g_assert_nonnull (strstr (label, "20"));

      /* Periods follow each other without a gap. */
      bulletin_period_step (&period, 1, &next);
      bulletin_period_step (&next, -1, &back);
      g_assert_cmpstr (back.first, ==, period.first);
      g_assert_cmpstr (back.last, ==, period.last);
      {
        g_autoptr (GDateTime) last = NULL;
        g_autoptr (GDateTime) following = NULL;
        g_autofree char *following_text = NULL;
        int y, m, d;

        g_assert_cmpint (sscanf (period.last, "%d-%d-%d", &y, &m, &d), ==, 3);
        last = g_date_time_new_utc (y, m, d, 0, 0, 0);
        following = g_date_time_add_days (last, 1);
        following_text = g_date_time_format (following, "%Y-%m-%d");
        g_assert_cmpstr (next.first, ==, following_text);
      }
    }
  }
}

static void
assert_before (const char *text,
               const char *first,
               const char *last)
{
  BulletinPeriod period;

  g_assert_true (bulletin_period_parse (text, &period, NULL));
  bulletin_period_year_before (&period, &period);
  g_assert_cmpstr (period.first, ==, first);
  g_assert_cmpstr (period.last, ==, last);
}

static void
test_a_year_before_keeps_months_whole (void)
{
  assert_before ("2024", "2023-01-01", "2023-12-31");
  assert_before ("2024-02", "2023-02-01", "2023-02-28");
  assert_before ("2025-02", "2024-02-01", "2024-02-29");
  assert_before ("2024Q1", "2023-01-01", "2023-03-31");
  assert_before ("2024H2", "2023-07-01", "2023-12-31");
  assert_before ("2024-02-29/2024-03-10", "2023-02-28", "2023-03-10");
  assert_before ("2024-02-10/2024-02-29", "2023-02-10", "2023-02-28");
}

static void
assert_step (const char *text,
             int n,
             const char *stepped)
{
  BulletinPeriod period;
  g_autofree char *result = NULL;

  g_assert_true (bulletin_period_parse (text, &period, NULL));
  bulletin_period_step (&period, n, &period);
  result = bulletin_period_to_string (&period);
  g_assert_cmpstr (result, ==, stepped);
}

static void
test_steps_over_years_and_stops_at_the_end_of_time (void)
{
  assert_step ("2024", -24, "2000");
  assert_step ("2024H1", -1, "2023H2");
  assert_step ("2024Q4", 1, "2025Q1");
  assert_step ("2024-01", -13, "2022-12");
  assert_step ("2024-02-20/2024-02-29", 1, "2024-03-01/2024-03-10");
  assert_step ("2024-03-01/2024-03-10", -1, "2024-02-20/2024-02-29");
  assert_step ("2024", G_MAXINT, "9999");
  assert_step ("2024Q2", G_MININT, "0001Q1");
  assert_step ("2024-06-01/2024-06-10", G_MAXINT, "9999-12-22/9999-12-31");
}

static void
test_a_whole_month_written_as_days_is_the_month (void)
{
  static const char *const pairs[][2] = {
    { "2024-02-01/2024-02-29", "2024-02" },
    { "2024-01-01/2024-03-31", "2024Q1" },
    { "2024-07-01/2024-12-31", "2024H2" },
    { "2024-01-01/2024-12-31", "2024" },
    { "2024-02-01/2024-02-28", "2024-02-01/2024-02-28" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    BulletinPeriod period;
    g_autofree char *text = NULL;

    g_assert_true (bulletin_period_parse (pairs[i][0], &period, NULL));
    bulletin_period_canonicalise (&period);
    text = bulletin_period_to_string (&period);
    g_assert_cmpstr (text, ==, pairs[i][1]);
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/period/reads-every-form", test_reads_every_form);
  g_test_add_func ("/period/refuses-what-is-no-period", test_refuses_what_is_no_period);
  g_test_add_func ("/period/reads-dates-and-never-guesses-the-day", test_reads_dates_and_never_guesses_the_day);
  g_test_add_func ("/period/of-a-day-holds-it-and-reads-back", test_the_period_of_a_day_holds_it_and_reads_back);
  g_test_add_func ("/period/a-year-before-keeps-months-whole", test_a_year_before_keeps_months_whole);
  g_test_add_func ("/period/steps-over-years-and-stops-at-the-end-of-time", test_steps_over_years_and_stops_at_the_end_of_time);
  g_test_add_func ("/period/a-whole-month-written-as-days-is-the-month", test_a_whole_month_written_as_days_is_the_month);

  return g_test_run ();
}
