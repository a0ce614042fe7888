/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-numerals.h"

#include <string.h>

static void
test_every_number_comes_back (void)
{
  for (int i = 1; i <= 9999; i++) {
    g_autofree char *text = bulletin_numeral_format (i);
    int number = 0;

    g_assert_true (bulletin_numeral_parse (text, strlen (text), &number));
    g_assert_cmpint (number, ==, i);
  }
}

static void
test_is_written_as_official_numbering (void)
{
  static const struct
  {
    int number;
    const char *text;
  } cases[] = {
    { 1, "一" },
    { 10, "十" },
    { 11, "十一" },
    { 20, "二十" },
    { 99, "九十九" },
    { 100, "一百" },
    { 103, "一百零三" },
    { 110, "一百一十" },
    { 111, "一百一十一" },
    { 1000, "一千" },
    { 1001, "一千零一" },
    { 1010, "一千零一十" },
    { 1100, "一千一百" },
    { 2024, "二千零二十四" },
    { 9999, "九千九百九十九" },
    { 0, "0" },
    { -3, "-3" },
    { 10000, "10000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = bulletin_numeral_format (cases[i].number);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static void
test_reads_years_digit_by_digit (void)
{
  static const struct
  {
    const char *text;
    int number;
  } cases[] = {
    { "二〇二四", 2024 },
    { "二零二四", 2024 },
    { "一九四九", 1949 },
    { "一〇", 10 },
    { "两", 2 },
    { "两百", 200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    int number = 0;

    g_assert_true (bulletin_numeral_parse (cases[i].text, strlen (cases[i].text), &number));
    g_assert_cmpint (number, ==, cases[i].number);
  }
}

static void
test_refuses_what_is_not_well_formed (void)
{
  static const char *const cases[] = {
    "",
    "〇",
    "零",
    "十百",
    "百",
    "千",
    "一百三十零",
    "一百十",
    "一千百",
    "十十",
    "一百二百",
    "零一百",
    "一百零零三",
    "一百零",
    "一千一十",
    "一百零二十",
    "一十零二",
    "二〇二四五",
    "一a",
    "12",
    "一 ",
    "第一",
    "\xff",
    "一\xe4\xb8",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    int number = 77;

    g_test_message ("%u", i);
    g_assert_false (bulletin_numeral_parse (cases[i], strlen (cases[i]), &number));
    g_assert_cmpint (number, ==, 77);
  }
}

static void
test_reads_no_further_than_told (void)
{
  int number = 0;

  g_assert_true (bulletin_numeral_parse ("三十、", strlen ("三"), &number));
  g_assert_cmpint (number, ==, 3);
  g_assert_true (bulletin_numeral_parse ("三十、", strlen ("三十"), NULL));
  g_assert_false (bulletin_numeral_parse ("三十、", strlen ("三十、"), NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/numerals/every-number-comes-back", test_every_number_comes_back);
  g_test_add_func ("/numerals/is-written-as-official-numbering", test_is_written_as_official_numbering);
  g_test_add_func ("/numerals/reads-years-digit-by-digit", test_reads_years_digit_by_digit);
  g_test_add_func ("/numerals/refuses-what-is-not-well-formed", test_refuses_what_is_not_well_formed);
  g_test_add_func ("/numerals/reads-no-further-than-told", test_reads_no_further_than_told);

  return g_test_run ();
}
