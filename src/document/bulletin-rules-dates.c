/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-numerals.h"
#include "bulletin-quantity.h"

#include <glib/gi18n.h>
#include <stdio.h>
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

/* 二十四 and, of a year, 二〇二四: up to @max numerals; gives how many there are. */
static guint
read_numerals (const BulletinProofText *text,
               guint                    at,
               guint                    max,
               int                     *value)
{
  guint n = 0;
  int number = 0;
  gboolean has_ten = FALSE;

  for (; n < max; n++) {
    gunichar c = bulletin_proof_char (text, (gint64) at + n);
    int digit = c == 0x96f6 ? 0 : read_chinese_digit (c);

    if (digit < 0 && c != 0x5341) /* 十 */
      break;
    if (digit < 0) {
      number = 10 * MAX (number, 1);
      has_ten = TRUE;
    } else {
      number = has_ten ? number + digit : number * 10 + digit;
    }
  }
  *value = number;

  return n;
}

/* Reads up to @max digits or numerals and then @sign; gives the place after it, or 0. */
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
  /* 三十一 takes a character more than 31. */
  if (n == 0)
    n = read_numerals (text, at, max == 2 ? 3 : max, &number);

  if (n == 0)
    return 0;
  /* 2024 年 6 月 18 日 */
  if ((sign == YEAR_SIGN || sign == MONTH_SIGN || sign == DAY_SIGN) && bulletin_proof_char (text, (gint64) at + n) == ' ')
    n++;
  if (bulletin_proof_char (text, (gint64) at + n) != sign &&
      /* 6月31号, where no house has that number. */
      (sign != DAY_SIGN || bulletin_proof_char (text, (gint64) at + n) != 0x53f7 || bulletin_proof_char (text, (gint64) at - 1) != MONTH_SIGN))
    return 0;

  *value = number;

  return at + n + 1;
}

/* The place after a space that parts the signs of a date from its digits. */
static guint
skip_space (const BulletinProofText *text,
            guint                    at)
{
  return bulletin_proof_char (text, at) == ' ' && bulletin_is_ascii_digit (bulletin_proof_char (text, (gint64) at + 1)) ? at + 1 : at;
}

static gboolean
is_numeral (gunichar c)
{
  return bulletin_is_ascii_digit (c) || c == 0x5341 || read_chinese_digit (c) >= 0;
}

/* 2024年6月17日 or 6月17日 at a place, in digits or in numerals. */
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
    at = skip_space (text, next);
  }

  next = read_number (text, at, 2, MONTH_SIGN, &date->month);
  if (next == 0)
    return FALSE;

  date->next = read_number (text, skip_space (text, next), 2, DAY_SIGN, &date->day);

  return date->next > 0;
}

/* 2024-06-17, 2024.6.17 and 2024/6/17, standing by themselves. */
static gboolean
read_short_date (const BulletinProofText *text,
                 guint                    at,
                 DateInText              *date)
{
  gunichar before = bulletin_proof_char (text, (gint64) at - 1);
  gunichar mark;
  guint next;

  if (before == '/' || before == '.' || before == '-' || bulletin_is_ascii_alpha (before))
    return FALSE;
  mark = bulletin_proof_char (text, (gint64) at + 4);
  if (mark != '-' && mark != '.' && mark != '/')
    return FALSE;

  next = read_number (text, at, 4, mark, &date->year);
  if (next == 0 || date->year < 1900 || date->year > 2099)
    return FALSE;
  next = read_number (text, next, 2, mark, &date->month);
  if (next == 0)
    return FALSE;

  date->first = at;
  date->year_is_given = TRUE;
  date->day = 0;
  for (date->next = next; date->next < next + 2 && bulletin_is_ascii_digit (bulletin_proof_char (text, date->next)); date->next++)
    date->day = date->day * 10 + (int) (text->chars[date->next] - '0');

  return date->next > next && !bulletin_is_ascii_digit (bulletin_proof_char (text, date->next)) &&
         !bulletin_is_ascii_alpha (bulletin_proof_char (text, date->next)) && bulletin_proof_char (text, date->next) != mark;
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

/* The place of the character that names a weekday, if 星期, 周 or 礼拜 stands at @at;
 * 0 if not. */
static guint
find_weekday (const BulletinProofText *text,
              guint                    at)
{
  if (bulletin_proof_has_words (text, at, "星期") || bulletin_proof_has_words (text, at, "礼拜"))
    at += 2;
  else if (bulletin_proof_has_words (text, at, "周"))
    at += 1;
  else
    return 0;

  return read_weekday (bulletin_proof_char (text, at)) > 0 ? at : 0;
}

/* （星期一）, 星期一, 周一 and 礼拜一 after the date, with 上午 and the like between. */
static guint
find_weekday_after (const BulletinProofText *text,
                    guint                    at)
{
  static const char *const hours[] = { "上午", "下午", "晚上", "晚间", "中午", "清晨", "早晨", "晚", "早" };
  gunichar c;
  guint weekday;

  for (guint i = 0; i < G_N_ELEMENTS (hours); i++) {
    if (bulletin_proof_has_words (text, at, hours[i])) {
      at += g_utf8_strlen (hours[i], -1);
      break;
    }
  }
  /* 上午9:00（星期一） */
  while (bulletin_is_ascii_digit (bulletin_proof_char (text, at)) ||
         (at > 0 && bulletin_is_ascii_digit (bulletin_proof_char (text, (gint64) at - 1)) &&
          (bulletin_proof_has_words (text, at, ":") || bulletin_proof_has_words (text, at, "：") || bulletin_proof_has_words (text, at, "∶") ||
           bulletin_proof_has_words (text, at, "时") || bulletin_proof_has_words (text, at, "点"))))
    at++;
  c = bulletin_proof_char (text, at);
  if (c == 0xff0c) {
    /* What goes on behind a comma may be of another day: 6月17日，周五再来. */
    weekday = find_weekday (text, at + 1);
    return weekday > 0 && bulletin_is_han (bulletin_proof_char (text, (gint64) weekday + 1)) ? 0 : weekday;
  }
  if (c == '(' || c == 0xff08 || c == ' ' || c == 0x3000)
    at++;

  return find_weekday (text, at);
}

/* 星期一（6月17日. */
static guint
find_weekday_before (const BulletinProofText *text,
                     guint                    at)
{
  gunichar c = bulletin_proof_char (text, (gint64) at - 1);

  if (c != 0xff08 && c != '(')
    return 0;
  if (at >= 4 && find_weekday (text, at - 4) == at - 2)
    return at - 2;

  return at >= 3 && find_weekday (text, at - 3) == at - 2 ? at - 2 : 0;
}

/* 至, —, -, ～ and the like between the first and the last day: 6月29日至31日. */
static gboolean
joins_days (gunichar c)
{
  return c == 0x81f3 || c == 0x5230 || c == 0x2014 || c == '-' || c == 0x2013 ||
         c == 0xff5e || c == '~' || c == 0x3001 || c == 0x548c;
}

/* 6月17日至21日（星期一至星期五）: where two weekdays stand behind a span of days,
 * the second is that of its last day; gives the place of its character, or 0. */
static guint
find_last_weekday (const BulletinProofText *text,
                   guint                    at)
{
  gunichar c = bulletin_proof_char (text, (gint64) at + 1);

  return c == 0x81f3 || c == 0x5230 || c == 0x2014 || c == '-' || c == 0xff5e ? find_weekday (text, at + 2) : 0;
}

static void
check_weekday (BulletinProofContext    *context,
               const BulletinProofText *text,
               const DateInText        *date)
{
  static const char *const names[] = { "一", "二", "三", "四", "五", "六", "日" };
  guint at = find_weekday_after (text, date->next);
  g_autofree char *found = NULL;
  GDate day;
  int named;
  int actual;

  if (at == 0)
    at = find_weekday_before (text, date->first);
  if (at == 0)
    return;
  if (find_last_weekday (text, at) > 0) {
    if (!joins_days (bulletin_proof_char (text, (gint64) date->first - 1)))
      return;
    at = find_last_weekday (text, at);
  }
  named = read_weekday (bulletin_proof_char (text, at));

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

static gboolean
has_words_in_sentence (const BulletinProofText *text,
                       guint                    at,
                       const char *const       *words)
{
  guint from = at > 60 ? at - 60 : 0;
  guint to = MIN (at + 60, text->n_chars);
  guint first = at;

  while (first > from && !bulletin_is_sentence_end (text->chars[first - 1]))
    first--;
  for (guint i = first; i < to && !bulletin_is_sentence_end (text->chars[i]); i++) {
    for (guint k = 0; words[k] != NULL; k++) {
      if (bulletin_proof_has_words (text, i, words[k]))
        return TRUE;
    }
  }

  return FALSE;
}

/* A sentence about what is to come says so. */
static gboolean
is_planned (const BulletinProofText *text,
            guint                    at)
{
  static const char *const words[] = { "将", "拟", "计划", "预计", "力争", "定于", "之前", "届时", "即将", "截止", "为止", "报名",
                                       "请于", "务必", "有效期", "下一步", "下步", "下周", "下月", "明年", "迎接", "前完成", NULL };

  return has_words_in_sentence (text, at, words);
}

/* A sentence about what was done. */
static gboolean
is_reported (const BulletinProofText *text,
             guint                    at)
{
  static const char *const words[] = { "召开", "举行", "举办", "开展", "组织", "参加", "走访", "慰问", "启动", "揭牌", "前往", "赴",
                                       "深入", "印发", "下发", "完成", "获得", "荣获", "截至", "来到", "了", "统计", NULL };

  return has_words_in_sentence (text, at, words);
}

/* A date without a year is taken for one of the bulletin's own only where a few
 * weeks lie between them: in January 12月25日 is last year's. */
#define MAX_DAYS_AHEAD 60

static void
check_future (BulletinProofContext    *context,
              const BulletinProofText *text,
              const DateInText        *date)
{
  g_autofree char *day = NULL;
  GDate own, named;
  int year, month, own_day;

  if (context->metadata == NULL || !bulletin_date_is_valid (context->metadata->date) ||
      bulletin_proof_has_words (text, date->next, "前") || bulletin_proof_has_words (text, date->next, "起施行") ||
      bulletin_proof_has_words (text, date->next, "止") ||
      /* 到2025年12月31日，驿站达到240处 */
      (date->year_is_given && date->first > 0 && bulletin_proof_has_words (text, (gint64) date->first - 1, "到")) || is_planned (text, date->first))
    return;

  day = g_strdup_printf ("%04d-%02d-%02d", date->year, date->month, date->day);
  if (g_strcmp0 (day, context->metadata->date) <= 0)
    return;

  if (!date->year_is_given) {
    if (sscanf (context->metadata->date, "%d-%d-%d", &year, &month, &own_day) != 3)
      return;
    g_date_clear (&own, 1);
    g_date_clear (&named, 1);
    g_date_set_dmy (&own, own_day, month, year);
    g_date_set_dmy (&named, date->day, date->month, date->year);
    if (g_date_days_between (&own, &named) > MAX_DAYS_AHEAD || !is_reported (text, date->first))
      return;
  }

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

/* 去年, 今年 and the like before a place name the year as well as digits do, if the
 * bulletin has one; 0 if none of them stands there. */
static int
read_relative_year (const BulletinProofContext *context,
                    const BulletinProofText    *text,
                    guint                       at)
{
  static const struct
  {
    const char *words;
    int years;
  } relative[] = { { "今年", 0 }, { "本年", 0 }, { "当年", 0 }, { "去年", -1 }, { "上年", -1 }, { "前年", -2 }, { "明年", 1 }, { "次年", 1 } };

  for (guint i = 0; bulletin_proof_has_words (text, (gint64) at + 1, "年") && i < G_N_ELEMENTS (relative); i++) {
    if (bulletin_proof_has_words (text, at, relative[i].words)) {
      int own = get_own_year (context);

      return own > 0 ? own + relative[i].years : 0;
    }
  }

  return 0;
}

static void
check_date (BulletinProofContext    *context,
            const BulletinProofText *text,
            DateInText              *date)
{
  if (!date_exists (date)) {
    check_existence (context, text, date);
    return;
  }
  if (date->year == 0)
    date->year = get_own_year (context);
  if (date->year == 0)
    return;
  if (!date_exists (date)) {
    g_autofree char *found = bulletin_proof_substring (text, date->first, date->next - date->first);

    bulletin_proof_add_chars (context, "date-missing-day", BULLETIN_SEVERITY_HINT,
                              text, date->first, date->next - date->first, NULL,
                              g_strdup_printf (_("The year %d has no such day as “%s”."), date->year, found));
    return;
  }
  check_future (context, text, date);
  check_weekday (context, text, date);
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
    int year = read_relative_year (context, text, i);
    guint next;

    if (year > 0)
      year_in_line = year;
    if (!is_numeral (text->chars[i]) || is_numeral (bulletin_proof_char (text, (gint64) i - 1)))
      continue;

    if (bulletin_is_ascii_digit (text->chars[i]) && read_short_date (text, i, &date)) {
      check_date (context, text, &date);
      i = date.next - 1;
      continue;
    }

    date.year = year_in_line;
    if (!read_date (text, i, &date)) {
      next = read_number (text, i, 4, YEAR_SIGN, &year);
      if (next > 0 && year >= 1000)
        year_in_line = year;
      continue;
    }

    /* The moon has months of 30 days. */
    if (bulletin_proof_has_words (text, (gint64) i - 2, "农历") || bulletin_proof_has_words (text, (gint64) i - 2, "阴历")) {
      i = date.next - 1;
      continue;
    }
    year_in_line = date.year;

    for (;;) {
      gboolean year_was_known = date.year > 0;

      check_date (context, text, &date);
      if (!year_was_known)
        date.year = 0;

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
