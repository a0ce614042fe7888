/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-period.h"

#include "bulletin-database.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* Years that an office writes. Beyond them a number is a slip of the finger. */
#define MIN_YEAR 1900
#define MAX_YEAR 2200

/* What four digits can hold: stepping stops here. */
#define FIRST_YEAR 1
#define LAST_YEAR  9999

static void
write_date (char date[11],
            const GDate *day)
{
  /* The modulo tells the compiler what is so anyway: it fits. */
  g_snprintf (date, 11, "%04u-%02u-%02u",
              g_date_get_year (day) % 10000u,
              (guint) g_date_get_month (day) % 100u,
              g_date_get_day (day) % 100u);
}

static gboolean
read_date (const char *date,
           GDate *day)
{
  guint year, month, number;
  char rest;

  g_date_clear (day, 1);
  if (date == NULL || strlen (date) != 10 || sscanf (date, "%4u-%2u-%2u%c", &year, &month, &number, &rest) != 3)
    return FALSE;
  if (!g_date_valid_dmy (number, month, year))
    return FALSE;
  g_date_set_dmy (day, number, month, year);

  return TRUE;
}

/* The n_months months from the month on, counted from January of the year 0. */
static void
set_months (BulletinPeriod *period,
            BulletinPeriodKind kind,
            int first_month,
            int n_months)
{
  GDate day;
  int last_month;

  first_month = CLAMP (first_month, FIRST_YEAR * 12, LAST_YEAR * 12 + 12 - n_months);
  last_month = first_month + n_months - 1;

  period->kind = kind;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, first_month % 12 + 1, first_month / 12);
  write_date (period->first, &day);
  g_date_set_dmy (&day, g_date_get_days_in_month (last_month % 12 + 1, last_month / 12),
                  last_month % 12 + 1, last_month / 12);
  write_date (period->last, &day);
}

static int
get_n_months (BulletinPeriodKind kind)
{
  switch (kind) {
  case BULLETIN_PERIOD_YEAR:
    return 12;
  case BULLETIN_PERIOD_HALF:
    return 6;
  case BULLETIN_PERIOD_QUARTER:
    return 3;
  case BULLETIN_PERIOD_MONTH:
    return 1;
  case BULLETIN_PERIOD_CUSTOM:
  default:
    g_return_val_if_reached (1);
  }
}

/* Full-width figures and letters become plain ones, blanks go. */
static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autoptr (GString) folded = NULL;

  if (normal == NULL)
    return g_strdup ("");

  folded = g_string_sized_new (strlen (normal));
  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_isspace (c) && !g_unichar_iszerowidth (c))
      g_string_append_unichar (folded, c);
  }

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static gboolean
take (const char **p,
      const char *word)
{
  if (!g_str_has_prefix (*p, word))
    return FALSE;
  *p += strlen (word);

  return TRUE;
}

static gboolean
take_number (const char **p,
             guint min_digits,
             guint max_digits,
             int *number)
{
  guint n = 0;

  *number = 0;
  while (n < max_digits && g_ascii_isdigit ((*p)[n]))
    *number = *number * 10 + ((*p)[n++] - '0');
  *p += n;

  return n >= min_digits;
}

static gboolean
take_quarter (const char **p,
              int *quarter)
{
  static const char *const names[] = { "一", "二", "三", "四" };
  const char *q = *p;

  take (&q, "第");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const char digit[] = { (char) ('1' + i), '\0' };

    if (take (&q, names[i]) || take (&q, digit)) {
      if (!take (&q, "季度") && !take (&q, "季"))
        return FALSE;
      *quarter = i;
      *p = q;
      return TRUE;
    }
  }

  return FALSE;
}

static gboolean
set_day (BulletinPeriod *period,
         int year,
         int month,
         int number)
{
  GDate day;

  if (number < 1 || number > 31 || month < 1 || month > 12 || !g_date_valid_dmy (number, month, year))
    return FALSE;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, number, month, year);
  period->kind = BULLETIN_PERIOD_CUSTOM;
  write_date (period->first, &day);
  write_date (period->last, &day);

  return TRUE;
}

/* What follows the year in 2024Q2, 2024年第二季度, 2024上半年. */
static gboolean
read_part_of_year (const char *p,
                   int year,
                   BulletinPeriod *period)
{
  int quarter;

  if (g_str_equal (p, "上半年") || g_ascii_strcasecmp (p, "H1") == 0)
    set_months (period, BULLETIN_PERIOD_HALF, year * 12, 6);
  else if (g_str_equal (p, "下半年") || g_ascii_strcasecmp (p, "H2") == 0)
    set_months (period, BULLETIN_PERIOD_HALF, year * 12 + 6, 6);
  else if ((*p == 'Q' || *p == 'q') && p[1] >= '1' && p[1] <= '4' && p[2] == '\0')
    set_months (period, BULLETIN_PERIOD_QUARTER, year * 12 + (p[1] - '1') * 3, 3);
  else if (take_quarter (&p, &quarter) && *p == '\0')
    set_months (period, BULLETIN_PERIOD_QUARTER, year * 12 + quarter * 3, 3);
  else
    return FALSE;

  return TRUE;
}

/* One year, half, quarter, month or day, folded. */
static gboolean
read_single (const char *text,
             BulletinPeriod *period)
{
  const char *p = text;
  char separator[2] = { '\0', '\0' };
  int year, month, day;

  if (!take_number (&p, 4, 4, &year) || year < MIN_YEAR || year > MAX_YEAR)
    return FALSE;

  if (take (&p, "年")) {
    take (&p, "度");
    if (*p == '\0' || g_str_equal (p, "全年")) {
      set_months (period, BULLETIN_PERIOD_YEAR, year * 12, 12);
      return TRUE;
    }
    if (read_part_of_year (p, year, period))
      return TRUE;
    if (!take_number (&p, 1, 2, &month) || !take (&p, "月") || month < 1 || month > 12)
      return FALSE;
    take (&p, "份");
    if (*p == '\0') {
      set_months (period, BULLETIN_PERIOD_MONTH, year * 12 + month - 1, 1);
      return TRUE;
    }
    if (!take_number (&p, 1, 2, &day) || !(take (&p, "日") || take (&p, "号")) || *p != '\0')
      return FALSE;
    return set_day (period, year, month, day);
  }

  if (*p == '\0') {
    set_months (period, BULLETIN_PERIOD_YEAR, year * 12, 12);
    return TRUE;
  }
  if (*p == '-' || *p == '/' || *p == '.')
    separator[0] = *p++;
  if (read_part_of_year (p, year, period))
    return TRUE;

  /* Without a separator only 202406 and 20240601 are clear. */
  if (!take_number (&p, separator[0] != '\0' ? 1 : 2, 2, &month) || month < 1 || month > 12)
    return FALSE;
  if (*p == '\0') {
    set_months (period, BULLETIN_PERIOD_MONTH, year * 12 + month - 1, 1);
    return TRUE;
  }
  if (!take (&p, separator) || !take_number (&p, separator[0] != '\0' ? 1 : 2, 2, &day) || *p != '\0')
    return FALSE;

  return set_day (period, year, month, day);
}

/* From … to …: the first day of the one to the last of the other. */
static gboolean
read_range (const char *text,
            BulletinPeriod *period)
{
  static const char *const separators[] = { "/", "至", "到", "~", "——", "—", "–" };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++) {
    for (const char *p = strstr (text, separators[i]); p != NULL; p = strstr (p + 1, separators[i])) {
      g_autofree char *from = g_strndup (text, p - text);
      BulletinPeriod first, last;

      if (!read_single (from, &first) || !read_single (p + strlen (separators[i]), &last))
        continue;
      period->kind = BULLETIN_PERIOD_CUSTOM;
      memcpy (period->first, first.first, sizeof period->first);
      memcpy (period->last, last.last, sizeof period->last);
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * bulletin_period_parse:
 * @text: a period as people write it
 * @period: (out): the span; untouched on failure
 * @error: return location for %BULLETIN_LIBRARY_ERROR_INVALID
 *
 * Reads 2024, 2024H1, 2024Q2, 2024-06, 2024-06-01/2024-06-17, a single day, and
 * the Chinese forms 2024年, 2024年上半年, 2024年第二季度, 2024年6月, 2024年6月1日至2024年6月17日.
 * Full-width figures and blanks do not matter. Years are 1900 to 2200. Any thread.
 *
 * Returns: whether @text is a period
 */
gboolean
bulletin_period_parse (const char *text,
                       BulletinPeriod *period,
                       GError **error)
{
  g_autofree char *folded = NULL;
  BulletinPeriod read;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (period != NULL, FALSE);

  folded = fold (text);
  if (!read_single (folded, &read) && !read_range (folded, &read)) {
    g_autofree char *shown = g_utf8_make_valid (text, MIN (strlen (text), 60));

    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _ ("“%s” is not a period. Write it as 2024, 2024H1, 2024Q2, 2024-06 or 2024-06-01/2024-06-17."),
                 shown);
    return FALSE;
  }
  if (strcmp (read.first, read.last) > 0) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _ ("The period ends on %s, before it begins on %s. Write the earlier day first."),
                 read.last, read.first);
    return FALSE;
  }
  *period = read;

  return TRUE;
}

/**
 * bulletin_date_parse:
 * @text: a day as people write it
 * @date: (out caller-allocates): the day as YYYY-MM-DD; untouched on failure
 * @error: return location for %BULLETIN_LIBRARY_ERROR_INVALID
 *
 * Reads 2024-06-01, 2024/6/1, 2024.6.1, 20240601 and 2024年6月1日, also with the
 * time of day that spreadsheets add. A month or a year alone is refused with a
 * sentence of its own: the day is never guessed. Any thread.
 *
 * Returns: whether @text is a day of the calendar
 */
gboolean
bulletin_date_parse (const char *text,
                     char date[11],
                     GError **error)
{
  g_autofree char *shown = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *day = NULL;
  const char *time;
  BulletinPeriod period;

  g_return_val_if_fail (text != NULL, FALSE);

  /* "2024-06-01 00:00:00" and "2024-06-01T00:00": the time goes. */
  day = g_strdup (text);
  g_strstrip (day);
  time = strpbrk (day, " T");
  if (time != NULL && time > day && strchr (time, ':') != NULL && strspn (time, " T0123456789:.Z") == strlen (time))
    day[time - day] = '\0';

  shown = g_utf8_make_valid (text, MIN (strlen (text), 60));
  folded = fold (day);
  if (read_single (folded, &period)) {
    if (period.kind == BULLETIN_PERIOD_CUSTOM) {
      memcpy (date, period.first, 11);
      return TRUE;
    }
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _ ("“%s” names no day. Write the whole date, such as 2024-06-01."), shown);
    return FALSE;
  }

  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
               _ ("“%s” is not a date. Write it as 2024-06-01."), shown);

  return FALSE;
}

/**
 * bulletin_period_of:
 * @kind: any but %BULLETIN_PERIOD_CUSTOM
 * @date: a day, YYYY-MM-DD
 * @period: (out): the year, half, quarter or month that holds it
 */
void
bulletin_period_of (BulletinPeriodKind kind,
                    const char *date,
                    BulletinPeriod *period)
{
  GDate day;
  int n_months;
  gboolean is_date = read_date (date, &day);

  g_return_if_fail (kind != BULLETIN_PERIOD_CUSTOM);
  g_return_if_fail (is_date);

  n_months = get_n_months (kind);
  set_months (period, kind,
              g_date_get_year (&day) * 12 + (g_date_get_month (&day) - 1) / n_months * n_months,
              n_months);
}

/* A whole year, half, quarter or month that somebody wrote as two days. */
void
bulletin_period_canonicalise (BulletinPeriod *self)
{
  for (guint kind = BULLETIN_PERIOD_YEAR; kind < BULLETIN_PERIOD_CUSTOM; kind++) {
    BulletinPeriod whole;

    bulletin_period_of (kind, self->first, &whole);
    if (g_str_equal (whole.first, self->first) && g_str_equal (whole.last, self->last)) {
      *self = whole;
      return;
    }
  }
}

/**
 * bulletin_period_step:
 * @n: how many periods on; below zero: back
 * @period: (out): may be @self itself
 *
 * Years stay within 1 to 9999: a step past them stops there.
 */
void
bulletin_period_step (const BulletinPeriod *self,
                      int n,
                      BulletinPeriod *period)
{
  const gint64 max_julian = 3652059; /* 9999-12-31 */
  GDate first, last;
  gint64 length, start;

  if (!read_date (self->first, &first) || !read_date (self->last, &last))
    g_return_if_reached ();

  if (self->kind != BULLETIN_PERIOD_CUSTOM) {
    int n_months = get_n_months (self->kind);
    gint64 month = (gint64) g_date_get_year (&first) * 12 + g_date_get_month (&first) - 1 + (gint64) n * n_months;

    set_months (period, self->kind, CLAMP (month, 0, LAST_YEAR * 12 + 11), n_months);
    return;
  }

  length = (gint64) g_date_get_julian (&last) - g_date_get_julian (&first) + 1;
  start = CLAMP (g_date_get_julian (&first) + n * length, 1, max_julian - length + 1);
  g_date_set_julian (&first, start);
  g_date_set_julian (&last, start + length - 1);
  period->kind = BULLETIN_PERIOD_CUSTOM;
  write_date (period->first, &first);
  write_date (period->last, &last);
}

static void
move_year_back (const char *date,
                char moved[11])
{
  GDate day;

  if (!read_date (date, &day))
    g_return_if_reached ();
  /* Makes the 28th of 29 February. */
  if (g_date_get_year (&day) > FIRST_YEAR)
    g_date_subtract_years (&day, 1);
  write_date (moved, &day);
}

/**
 * bulletin_period_year_before:
 * @period: (out): may be @self itself
 *
 * The month before a February is a whole February, with as many days as it had.
 */
void
bulletin_period_year_before (const BulletinPeriod *self,
                             BulletinPeriod *period)
{
  BulletinPeriod before;

  if (self->kind != BULLETIN_PERIOD_CUSTOM) {
    bulletin_period_step (self, -12 / get_n_months (self->kind), period);
    return;
  }

  before.kind = BULLETIN_PERIOD_CUSTOM;
  move_year_back (self->first, before.first);
  move_year_back (self->last, before.last);
  *period = before;
}

static int
get_year (const BulletinPeriod *self)
{
  return (int) g_ascii_strtoll (self->first, NULL, 10);
}

/* From 1. */
static int
get_month (const BulletinPeriod *self)
{
  return (int) g_ascii_strtoll (self->first + 5, NULL, 10);
}

/**
 * bulletin_period_to_string:
 *
 * Returns: (transfer full): the short form, which bulletin_period_parse() reads
 *   back: 2024, 2024H1, 2024Q2, 2024-06, 2024-06-01/2024-06-17
 */
char *
bulletin_period_to_string (const BulletinPeriod *self)
{
  switch (self->kind) {
  case BULLETIN_PERIOD_YEAR:
    return g_strndup (self->first, 4);
  case BULLETIN_PERIOD_HALF:
    return g_strdup_printf ("%.4sH%d", self->first, (get_month (self) - 1) / 6 + 1);
  case BULLETIN_PERIOD_QUARTER:
    return g_strdup_printf ("%.4sQ%d", self->first, (get_month (self) - 1) / 3 + 1);
  case BULLETIN_PERIOD_MONTH:
    return g_strndup (self->first, 7);
  case BULLETIN_PERIOD_CUSTOM:
  default:
    return g_strdup_printf ("%s/%s", self->first, self->last);
  }
}

static char *
format_date (const char *date,
             const char *format)
{
  g_autoptr (GDateTime) time = NULL;
  GDate day;

  if (!read_date (date, &day))
    g_return_val_if_reached (g_strdup (date));
  time = g_date_time_new_utc (g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day), 0, 0, 0);

  return g_date_time_format (time, format);
}

/**
 * bulletin_period_get_label:
 *
 * Returns: (transfer full): the period in words of the interface's language,
 *   such as “Second Quarter of 2024”
 */
char *
bulletin_period_get_label (const BulletinPeriod *self)
{
  static const char *const quarters[] = {
    /* Translators: %d is the year. */
    N_ ("First Quarter of %d"),
    N_ ("Second Quarter of %d"),
    N_ ("Third Quarter of %d"),
    N_ ("Fourth Quarter of %d"),
  };
  int month = get_month (self);

  switch (self->kind) {
  case BULLETIN_PERIOD_YEAR:
    /* Translators: a year as a period of time. */
    return g_strdup_printf (C_ ("period", "Year %d"), get_year (self));
  case BULLETIN_PERIOD_HALF:
    return g_strdup_printf (month == 1 ? _ ("First Half of %d") : _ ("Second Half of %d"), get_year (self));
  case BULLETIN_PERIOD_QUARTER:
    return g_strdup_printf (_ (quarters[(month - 1) / 3]), get_year (self));
  case BULLETIN_PERIOD_MONTH:
    /* Translators: a month with its year, as g_date_time_format() writes it. */
    return format_date (self->first, C_ ("period", "%B %Y"));
  case BULLETIN_PERIOD_CUSTOM:
  default: {
    /* Translators: a day with its year, as g_date_time_format() writes it. */
    g_autofree char *first = format_date (self->first, C_ ("period", "%B %-d, %Y"));
    g_autofree char *last = format_date (self->last, C_ ("period", "%B %-d, %Y"));

    if (g_str_equal (self->first, self->last))
      return g_steal_pointer (&first);

    /* Translators: from one day to another. */
    return g_strdup_printf (C_ ("period", "%s – %s"), first, last);
  }
  }
}
