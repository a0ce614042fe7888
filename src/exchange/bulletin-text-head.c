/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-text-line.h"

#include <string.h>

#include "bulletin-numerals.h"

/* What the lines of a bulletin's head say: series, number, date, issuer, signer.
 * All patterns are for NFKC text. */

#define HAN_DIGITS "[〇○◯零Oo一二三四五六七八九]"
#define HAN_NUMBER "[〇零一二三四五六七八九十百千]"
#define DATE                                                                           \
  "(?:(?<y>(?:19|20)\\d{2})\\s*年\\s*(?<m>\\d{1,2})\\s*月\\s*(?<d>\\d{1,2})\\s*[日号]" \
  "|(?<y>(?:19|20)\\d{2})\\s*[-./]\\s*(?<m>\\d{1,2})\\s*[-./]\\s*(?<d>\\d{1,2})"       \
  "|(?<hy>" HAN_DIGITS "{4})年(?<hm>[一二三四五六七八九十]{1,3})月(?<hd>[一二三四五六七八九十]{1,3})[日号])"
#define WEEKDAY "(?:\\s*[(]?(?<week>星期|周|礼拜)[一二三四五六日天][)]?)?"
#define CLOCK   "(?:\\s*\\d{1,2}:\\d{2}(?::\\d{2})?)?"

static GRegex *
compile (const char *pattern)
{
  g_autoptr (GError) error = NULL;
  GRegex *regex = g_regex_new (pattern, G_REGEX_DUPNAMES | G_REGEX_OPTIMIZE, 0, &error);

  if (!regex)
    g_error ("%s", error->message);
  return regex;
}

static const GRegex *
get_date_regex (void)
{
  static GRegex *regex;
  static gsize once;

  if (g_once_init_enter (&once)) {
    regex = compile (DATE);
    g_once_init_leave (&once, 1);
  }
  return regex;
}

static const GRegex *
get_date_line_regex (void)
{
  static GRegex *regex;
  static gsize once;

  if (g_once_init_enter (&once)) {
    regex = compile ("^(?:(?:发布|成文|印发|签发|编发|出版|编印)?(?:日期|时间)\\s*:)?\\s*[(\\[]?\\s*" DATE WEEKDAY CLOCK "\\s*[)\\]]?\\s*(?:印发|编印|印|出版|编发)?$");
    g_once_init_leave (&once, 1);
  }
  return regex;
}

/* A name, a year, the number or 增刊 or both, the running number; on text
 * without spaces. */
static const GRegex *
get_issue_regex (void)
{
  static GRegex *regex;
  static gsize once;

  if (g_once_init_enter (&once)) {
    regex = compile (
        "^[(\\[〔【《「]?"
        "(?:(?<year>(?:19|20)\\d{2}|" HAN_DIGITS "{4})年)?"
        "(?<name>[^\\d第总增期(\\[〔【]{0,24}?(?:简报|通讯|专报|信息|动态|简讯|快报|快讯|情况反映|参考|月报|季报|周报)[》」]?)??"
        "[(\\[〔【]?"
        "(?:(?<year>(?:19|20)\\d{2}|" HAN_DIGITS "{4})(?:年度?)?[)\\]〕】]?(?:年度?)?)?"
        "(?:(?<sup>增刊)[(]?(?:第?(?<supnum>\\d{1,4}|" HAN_NUMBER "{1,7})[期号]?)?[)]?"
        "|第?(?<bracketed>\\d{1,4})号"
        "|(?:[(]?(?<sup>增刊)[)]?)?第(?<num>\\d{1,4}|" HAN_NUMBER "{1,7})期[(]?(?<sup>增刊)?[)]?)?"
        "[)\\]〕】]?"
        "[,、·]?(?:[(\\[〔【]?总(?:第)?(?<total>\\d{1,5}|" HAN_NUMBER "{1,9})[期号][)\\]〕】]?)?"
        "(?<suffix>简报|通讯|专报|动态|简讯)?[)\\]〕】》]?$");
    g_once_init_leave (&once, 1);
  }
  return regex;
}

static int
read_digits (const char *text)
{
  static const char *const han[] = { "〇○◯零Oo", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  int number = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    int digit = -1;

    for (int i = 0; i < 10; i++) {
      if (g_utf8_strchr (han[i], -1, c))
        digit = i;
    }
    if (digit < 0)
      digit = g_unichar_digit_value (c);
    if (digit < 0 || number > 99999)
      return 0;
    number = number * 10 + digit;
  }
  return number;
}

/* 6, 六, 十二, 二〇一九; 0 if it is no number. */
int
bulletin_text_read_number (const char *text)
{
  int number = 0;

  if (!text || !*text)
    return 0;
  if (g_ascii_isdigit (*text))
    return (int) g_ascii_strtoll (text, NULL, 10);
  if (bulletin_numeral_parse (text, strlen (text), &number) && number > 0)
    return number;
  return read_digits (text);
}

static char *
fetch (GMatchInfo *match,
       const char *name)
{
  g_autofree char *text = g_match_info_fetch_named (match, name);

  return text && *text ? g_steal_pointer (&text) : NULL;
}

static char *
fetch_date (GMatchInfo *match)
{
  g_autofree char *year = fetch (match, "y");
  g_autofree char *month = fetch (match, "m");
  g_autofree char *day = fetch (match, "d");
  g_autofree char *han_year = fetch (match, "hy");
  g_autofree char *han_month = fetch (match, "hm");
  g_autofree char *han_day = fetch (match, "hd");
  g_autofree char *date = NULL;

  if (year && month && day)
    date = g_strdup_printf ("%04d-%02d-%02d", bulletin_text_read_number (year), bulletin_text_read_number (month), bulletin_text_read_number (day));
  else if (han_year && han_month && han_day)
    date = g_strdup_printf ("%04d-%02d-%02d", read_digits (han_year), bulletin_text_read_number (han_month), bulletin_text_read_number (han_day));
  return date && bulletin_date_is_valid (date) ? g_steal_pointer (&date) : NULL;
}

static gboolean
read_date_text (const char *plain,
                char **date,
                gboolean *has_weekday)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *week = NULL;

  if (!g_regex_match (get_date_line_regex (), plain, 0, &match))
    return FALSE;
  *date = fetch_date (match);
  week = fetch (match, "week");
  *has_weekday = week != NULL;
  return *date != NULL;
}

static gboolean
read_issue_text (const char *compact,
                 BulletinHeadParts *parts)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL, *year = NULL, *number = NULL, *bracketed = NULL;
  g_autofree char *supplement = NULL, *supplement_number = NULL, *total = NULL;
  BulletinHeadParts found = { 0 };

  if (!g_regex_match (get_issue_regex (), compact, 0, &match))
    return FALSE;
  name = fetch (match, "name");
  year = fetch (match, "year");
  number = fetch (match, "num");
  bracketed = fetch (match, "bracketed");
  supplement = fetch (match, "sup");
  supplement_number = fetch (match, "supnum");
  total = fetch (match, "total");

  /* 6号 alone is a house number; 〔2024〕6号 is an issue. */
  if (bracketed && !year)
    return FALSE;
  if (!number && !bracketed && !supplement && !total)
    return FALSE;

  found.number = bulletin_text_read_number (number ? number : bracketed ? bracketed
                                                          : supplement_number);
  found.total_number = bulletin_text_read_number (total);
  found.year = year ? read_digits (year) : 0;
  if ((number || bracketed || supplement_number) && found.number == 0)
    return FALSE;

  parts->has_issue = TRUE;
  parts->is_supplement |= supplement != NULL;
  if (found.number)
    parts->number = found.number;
  if (found.total_number)
    parts->total_number = found.total_number;
  if (found.year)
    parts->year = found.year;
  if (name) {
    char *end = name + strlen (name);

    if (g_str_has_suffix (name, "》") || g_str_has_suffix (name, "」"))
      end -= strlen ("》");
    *end = '\0';
    g_free (parts->series);
    parts->series = g_strdup (name);
  }
  return TRUE;
}

static gboolean
is_issuer_text (const char *compact)
{
  static const char *const ends[] = {
    "关工委",
    "委员会",
    "办公室",
    "委办",
    "局",
    "厅",
    "中心",
    "协会",
    "学校",
    "小学",
    "中学",
    "大学",
    "学院",
    "公司",
    "党委",
    "党组",
    "政府",
    "领导小组",
    "指挥部",
    "工委",
    "秘书处",
    "秘书组",
    "工作组",
    "联合会",
    "团委",
    "妇联",
  };
  static const char *const closings[] = { "主办", "编印", "印发", "编", "印", "发" };
  g_autofree char *name = g_strdup (compact);

  for (guint i = 0; i < G_N_ELEMENTS (closings); i++) {
    if (g_str_has_suffix (name, closings[i])) {
      name[strlen (name) - strlen (closings[i])] = '\0';
      break;
    }
  }
  if (g_utf8_strlen (name, -1) < 3 || g_utf8_strlen (name, -1) > 40)
    return FALSE;
  for (const char *p = name; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_isalnum (c) && !g_utf8_strchr ("·()“”\"、", -1, c))
      return FALSE;
    if (g_unichar_isdigit (c))
      return FALSE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    if (g_str_has_suffix (name, ends[i]))
      return TRUE;
  }
  return FALSE;
}

/* The name without 编, 主办 and the like after it. */
static char *
strip_issuer (const char *name)
{
  static const char *const closings[] = { "主办", "编印", "印发", "编", "印" };

  for (guint i = 0; i < G_N_ELEMENTS (closings); i++) {
    if (g_str_has_suffix (name, closings[i]))
      return g_strndup (name, strlen (name) - strlen (closings[i]));
  }
  return g_strdup (name);
}

/* 签发人:…, 签发:…, 密级 and 份号, each alone in a segment. */
static gboolean
read_label_text (const char *compact,
                 BulletinHeadParts *parts)
{
  static GRegex *regex;
  static gsize once;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *signer = NULL, *secrecy = NULL, *copy = NULL;

  if (g_once_init_enter (&once)) {
    regex = compile ("^(?:签发人?|核发人?):(?<signer>[^:,。]{2,20})$"
                     "|^(?:密级:)?(?<secrecy>(?:秘密|机密|绝密)(?:[★☆].{0,8})?|★?内部(?:资料|刊物|文件)[,·]?(?:注意保存|请勿外传|不得外传)?)$"
                     "|^(?:编号|份号|No\\.?|№):?(?<copy>\\d{1,8})$");
    g_once_init_leave (&once, 1);
  }
  if (!g_regex_match (regex, compact, 0, &match))
    return FALSE;
  signer = fetch (match, "signer");
  secrecy = fetch (match, "secrecy");
  copy = fetch (match, "copy");
  if (signer) {
    g_free (parts->signer);
    parts->signer = g_steal_pointer (&signer);
  }
  if (secrecy) {
    g_free (parts->secrecy);
    parts->secrecy = g_steal_pointer (&secrecy);
  }
  if (copy) {
    g_free (parts->copy_number);
    parts->copy_number = g_steal_pointer (&copy);
  }
  return TRUE;
}

static gboolean
read_segment (const char *segment,
              BulletinHeadParts *parts)
{
  g_autofree char *date = NULL;
  gboolean has_weekday = FALSE;

  if (read_date_text (segment, &date, &has_weekday)) {
    g_free (parts->date);
    parts->date = g_steal_pointer (&date);
    parts->has_weekday = has_weekday;
    return TRUE;
  }
  return read_issue_text (segment, parts) || read_label_text (segment, parts);
}

/* An issuer with a date behind it and nothing between: 某市关工委2024年6月17日. */
static gboolean
read_issuer_and_date (const char *compact,
                      BulletinHeadParts *parts)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *issuer = NULL, *rest = NULL, *date = NULL;
  gboolean has_weekday;
  int start;

  if (!g_regex_match (get_date_regex (), compact, 0, &match) || !g_match_info_fetch_pos (match, 0, &start, NULL) || start == 0)
    return FALSE;
  issuer = g_strndup (compact, (gsize) start);
  if (!is_issuer_text (issuer) || !read_date_text (compact + start, &date, &has_weekday))
    return FALSE;
  g_free (parts->issuer);
  parts->issuer = strip_issuer (issuer);
  g_free (parts->date);
  parts->date = g_steal_pointer (&date);
  return TRUE;
}

/* Several of them on one line, parted by spaces: every segment must be one. */
static gboolean
read_segments (const char *plain,
               BulletinHeadParts *parts)
{
  g_auto (GStrv) segments = g_regex_split_simple ("\\s+", plain, 0, 0);
  g_autoptr (GString) issuer = g_string_new (NULL);
  g_autoptr (GString) pending = g_string_new (NULL);
  gboolean is_certain = FALSE;

  for (guint i = 0; segments[i]; i++) {
    /* Dates and labels may be typed with spaces in them: 2024 年 6 月 17 日. */
    g_string_append (pending, segments[i]);
    if (read_segment (pending->str, parts)) {
      is_certain = TRUE;
      g_string_truncate (pending, 0);
    } else if (is_issuer_text (pending->str) && (!segments[i + 1] || !is_issuer_text (segments[i + 1]))) {
      g_string_append (issuer, pending->str);
      g_string_truncate (pending, 0);
    }
  }
  if (pending->len > 0 || !is_certain)
    return FALSE;
  if (issuer->len > 0) {
    g_free (parts->issuer);
    parts->issuer = strip_issuer (issuer->str);
  }
  return TRUE;
}

void
bulletin_head_parts_clear (BulletinHeadParts *parts)
{
  g_free (parts->series);
  g_free (parts->date);
  g_free (parts->issuer);
  g_free (parts->signer);
  g_free (parts->secrecy);
  g_free (parts->copy_number);
  memset (parts, 0, sizeof *parts);
}

/* A line that is nothing but parts of the head. */
gboolean
bulletin_text_line_read_head (const BulletinTextLine *self,
                              BulletinHeadParts *parts)
{
  g_auto (BulletinHeadParts) found = { 0 };

  if (!*self->plain || self->n_chars > 80)
    return FALSE;
  if (!read_segment (self->plain, &found) && !read_segment (self->compact, &found) && !read_issuer_and_date (self->compact, &found)) {
    bulletin_head_parts_clear (&found);
    if (!read_segments (self->plain, &found))
      return FALSE;
  }
  if (parts) {
    *parts = found;
    memset (&found, 0, sizeof found);
  }
  return TRUE;
}

/* Whether the line names a body that issues, and nothing else. */
gboolean
bulletin_text_line_is_issuer (const BulletinTextLine *self)
{
  return is_issuer_text (self->compact);
}

/* The first valid date anywhere in the line. */
gboolean
bulletin_text_line_read_date (const BulletinTextLine *self,
                              char **date)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (get_date_regex (), self->plain, 0, &match);
  while (g_match_info_matches (match)) {
    char *found = fetch_date (match);

    if (found) {
      *date = found;
      return TRUE;
    }
    g_match_info_next (match, NULL);
  }
  return FALSE;
}
