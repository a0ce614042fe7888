/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-numerals.h"

#include <glib/gi18n.h>
#include <string.h>

#define YEAR_SIGN  0x5e74 /* 年 */
#define MONTH_SIGN 0x6708 /* 月 */
#define DAY_SIGN   0x65e5 /* 日 */

/* A leap year, so that 2月29日 exists where the year is not known. */
#define SOME_LEAP_YEAR 2000

typedef struct
{
  int year; /* 0 if not known */
  gboolean year_is_given;
  int month;
  int day;
  guint first;
  guint next;
} DateInText;

/* Reads up to @max digits and then @sign; gives the place after it, or 0. */
static guint
read_number (const BulletinProofText *text,
             guint                    at,
             guint                    max,
             gunichar                 sign,
             int                     *value)
{
  guint n = 0;
  int number = 0;

  while (n < max && bulletin_is_ascii_digit (bulletin_proof_char (text, (gint64) at + n))) {
    number = number * 10 + (int) (text->chars[at + n] - '0');
    n++;
  }

  if (n == 0 || bulletin_proof_char (text, (gint64) at + n) != sign)
    return 0;

  *value = number;

  return at + n + 1;
}

/* 2024年6月17日 or 6月17日 at a place. */
static gboolean
read_date (const BulletinProofText *text,
           guint                    at,
           DateInText              *date)
{
  guint next;
  int year = 0;

  date->first = at;
  date->year_is_given = FALSE;

  next = read_number (text, at, 4, YEAR_SIGN, &year);
  if (next > 0) {
    if (year < 1000)
      return FALSE;
    date->year = year;
    date->year_is_given = TRUE;
    at = next;
  }

  next = read_number (text, at, 2, MONTH_SIGN, &date->month);
  if (next == 0)
    return FALSE;

  date->next = read_number (text, next, 2, DAY_SIGN, &date->day);

  return date->next > 0;
}

static gboolean
date_exists (const DateInText *date)
{
  return g_date_valid_dmy (date->day, date->month, date->year > 0 ? date->year : SOME_LEAP_YEAR);
}

static void
check_existence (BulletinProofContext    *context,
                 const BulletinProofText *text,
                 const DateInText        *date)
{
  g_autofree char *found = bulletin_proof_substring (text, date->first, date->next - date->first);

  bulletin_proof_add_chars (context, "date-missing-day", BULLETIN_SEVERITY_WARNING,
                            text, date->first, date->next - date->first, NULL,
                            g_strdup_printf (_("There is no such day as “%s”."), found));
}

static int
read_weekday (gunichar c)
{
  /* Monday to Saturday, then the two names of Sunday. */
  static const gunichar names[] = { 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x65e5, 0x5929 };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (names[i] == c)
      return MIN (i + 1, 7);
  }

  return 0;
}

/* （星期一）, 星期一, 周一 and 礼拜一 directly after the date. */
static void
check_weekday (BulletinProofContext    *context,
               const BulletinProofText *text,
               const DateInText        *date)
{
  static const char *const names[] = { "一", "二", "三", "四", "五", "六", "日" };
  guint at = date->next;
  gunichar c = bulletin_proof_char (text, at);
  gunichar next;
  g_autofree char *found = NULL;
  GDate day;
  int named;
  int actual;

  if (c == '(' || c == 0xff08 || c == ' ')
    c = bulletin_proof_char (text, (gint64) ++at);
  next = bulletin_proof_char (text, (gint64) at + 1);

  if ((c == 0x661f && next == 0x671f) || (c == 0x793c && next == 0x62dc))
    at += 2;
  else if (c == 0x5468)
    at += 1;
  else
    return;

  named = read_weekday (bulletin_proof_char (text, at));
  if (named == 0)
    return;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, date->day, date->month, date->year);
  actual = g_date_get_weekday (&day);
  if (named == actual)
    return;

  found = bulletin_proof_substring (text, at, 1);
  bulletin_proof_add_chars (context, "date-weekday", BULLETIN_SEVERITY_WARNING, text, at, 1,
                            date->year_is_given ? names[actual - 1] : NULL,
                            g_strdup_printf (_("%d-%02d-%02d is not “星期%s” but “星期%s”."),
                                             date->year, date->month, date->day, found, names[actual - 1]));
}

static void
check_future (BulletinProofContext    *context,
              const BulletinProofText *text,
              const DateInText        *date)
{
  g_autofree char *day = NULL;

  if (context->metadata == NULL || !bulletin_date_is_valid (context->metadata->date))
    return;

  day = g_strdup_printf ("%04d-%02d-%02d", date->year, date->month, date->day);
  if (g_strcmp0 (day, context->metadata->date) <= 0)
    return;

  bulletin_proof_add_chars (context, "date-future", BULLETIN_SEVERITY_HINT,
                            text, date->first, date->next - date->first, NULL,
                            g_strdup_printf (_("This day comes after the bulletin’s own date, %s."),
                                             context->metadata->date));
}

static int
get_own_year (const BulletinProofContext *context)
{
  if (context->metadata == NULL)
    return 0;
  if (bulletin_date_is_valid (context->metadata->date))
    return g_ascii_strtoll (context->metadata->date, NULL, 10);

  return context->metadata->year;
}

/* 至, —, -, ～ and the like between the first and the last day: 6月29日至31日. */
static gboolean
joins_days (gunichar c)
{
  return c == 0x81f3 || c == 0x5230 || c == 0x2014 || c == '-' || c == 0x2013 ||
         c == 0xff5e || c == '~' || c == 0x3001 || c == 0x548c;
}

/* Days that do not exist or have another weekday, and days after the bulletin's
 * own. A date without a year belongs to the year that was named before it in the
 * line, or else to the bulletin's; it is judged mildly, for it may not. */
void
bulletin_rule_dates (BulletinProofContext    *context,
                     const BulletinProofText *text)
{
  DateInText date = { 0 };
  int year_in_line = 0;

  for (guint i = 0; i < text->n_chars; i++) {
    int day;
    int year;
    guint next;

    if (!bulletin_is_ascii_digit (text->chars[i]) ||
        bulletin_is_ascii_digit (bulletin_proof_char (text, (gint64) i - 1)))
      continue;

    date.year = year_in_line;
    if (!read_date (text, i, &date)) {
      next = read_number (text, i, 4, YEAR_SIGN, &year);
      if (next > 0 && year >= 1000)
        year_in_line = year;
      continue;
    }

    year_in_line = date.year;

    for (;;) {
      if (!date_exists (&date)) {
        check_existence (context, text, &date);
      } else {
        if (date.year_is_given)
          check_future (context, text, &date);
        if (date.year == 0)
          date.year = get_own_year (context);
        if (date.year > 0 && date_exists (&date))
          check_weekday (context, text, &date);
      }

      if (!joins_days (bulletin_proof_char (text, date.next)))
        break;
      next = read_number (text, date.next + 1, 2, DAY_SIGN, &day);
      if (next == 0)
        break;
      date.day = day;
      date.first = date.next + 1;
      date.next = next;
    }

    i = date.next - 1;
  }
}

/* The value of a Chinese digit, written rightly; -1 for any other character. */
static int
read_chinese_digit (gunichar c)
{
  static const gunichar digits[] = { 0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d };

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++) {
    if (digits[i] == c)
      return i;
  }

  return -1;
}

/* What is typed in place of 〇: 0, O, ○, 零 and the like. */
static gboolean
is_other_zero (gunichar c)
{
  return c == '0' || c == 'O' || c == 'o' || c == 0xff10 || c == 0xff2f || c == 0x25cb || c == 0x25ef || c == 0x96f6;
}

/* 二0二四年. GB/T 15835-2011, 4.2: the zero of a year in Chinese numerals is 〇. */
void
bulletin_rule_year_zero (BulletinProofContext    *context,
                         const BulletinProofText *text)
{
  static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

  for (guint i = 0; i + 4 < text->n_chars; i++) {
    g_autofree char *found = NULL;
    GString *expected;
    g_autofree char *year = NULL;
    gboolean is_wrong = FALSE;
    guint n = 0;

    if (text->chars[i + 4] != YEAR_SIGN || read_chinese_digit (text->chars[i]) < 1 ||
        read_chinese_digit (bulletin_proof_char (text, (gint64) i - 1)) >= 0)
      continue;

    expected = g_string_new (NULL);
    for (; n < 4; n++) {
      int digit = read_chinese_digit (text->chars[i + n]);

      if (digit < 0 && !is_other_zero (text->chars[i + n]))
        break;
      is_wrong = is_wrong || digit < 0;
      g_string_append (expected, digits[MAX (digit, 0)]);
    }
    year = g_string_free_and_steal (expected);
    if (n < 4 || !is_wrong)
      continue;

    found = bulletin_proof_substring (text, i, 4);
    bulletin_proof_add_chars (context, "year-zero", BULLETIN_SEVERITY_WARNING, text, i, 4, year,
                              g_strdup_printf (_ ("The zero of a year in Chinese numerals is “〇”: “%s”, not “%s”."), year, found));
  }
}

/* 第6期, 2024年第六期 or 简报2024年第6期 alone on a line: the head, typed into the
 * text. */
static gboolean
read_issue_line (const BulletinProofText *text,
                 int                     *year,
                 int                     *number)
{
  g_autofree char *line = bulletin_proof_substring (text, 0, MIN (text->n_chars, 40));
  g_autoptr (GMatchInfo) match = NULL;
  static gsize stored = 0;
  g_autofree char *year_text = NULL;
  g_autofree char *number_text = NULL;

  if (g_once_init_enter (&stored))
    g_once_init_leave (&stored, (gsize) g_regex_new ("^[\\s　]*\\S{0,12}?[\\s　]*(?:(\\d{4})[\\s　]*年)?[\\s　]*第[\\s　]*(\\d{1,4}|[一二三四五六七八九十百〇]{1,7})[\\s　]*期[\\s　]*$",
                                                     G_REGEX_OPTIMIZE, 0, NULL));

  if (!g_regex_match ((GRegex *) stored, line, 0, &match))
    return FALSE;
  year_text = g_match_info_fetch (match, 1);
  number_text = g_match_info_fetch (match, 2);
  *year = year_text != NULL ? (int) g_ascii_strtoll (year_text, NULL, 10) : 0;
  if (g_ascii_isdigit (*number_text))
    *number = (int) g_ascii_strtoll (number_text, NULL, 10);
  else if (!bulletin_numeral_parse (number_text, strlen (number_text), number))
    return FALSE;

  return TRUE;
}

/* An issue line in the text says what the head says, or nobody knows which is
 * right. */
void
bulletin_rule_issue_line (BulletinProofContext    *context,
                          const BulletinProofText *text)
{
  const BulletinMetadata *metadata = context->metadata;
  g_autofree char *issue = NULL;
  int year, number;

  if (metadata == NULL || metadata->number <= 0 || text->in_cell || text->n_chars > 40 ||
      text->block->kind != BULLETIN_BLOCK_PARAGRAPH || !read_issue_line (text, &year, &number))
    return;
  if (number == metadata->number && (year == 0 || metadata->year == 0 || year == metadata->year))
    return;

  issue = bulletin_metadata_format_number (metadata);
  bulletin_proof_add_chars (context, "issue-line", BULLETIN_SEVERITY_WARNING, text, 0, text->n_chars, NULL,
                            g_strdup_printf (_ ("This line gives another number than the properties, which say %s. Take it out: the head of the page has it."),
                                             issue));
}
