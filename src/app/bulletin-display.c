/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-display.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* How many midnights lie between the time and now, both local. */
static int
count_days_since (GDateTime *local)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDate then_day, today;

  g_date_set_dmy (&then_day, g_date_time_get_day_of_month (local),
                  g_date_time_get_month (local), g_date_time_get_year (local));
  g_date_set_dmy (&today, g_date_time_get_day_of_month (now),
                  g_date_time_get_month (now), g_date_time_get_year (now));
  return g_date_days_between (&then_day, &today);
}

static GDateTime *
parse_local (const char *timestamp)
{
  g_autoptr (GDateTime) utc = NULL;
  int year, month, day;

  if (!timestamp)
    return NULL;
  /* A day without an hour is one of the calendar on the wall. */
  if (strlen (timestamp) == strlen ("YYYY-MM-DD") && sscanf (timestamp, "%d-%d-%d", &year, &month, &day) == 3)
    return g_date_time_new_local (year, month, day, 0, 0, 0);
  utc = g_date_time_new_from_iso8601 (timestamp, NULL);
  return utc ? g_date_time_to_local (utc) : NULL;
}

static char *
format_day (GDateTime *local)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (g_date_time_get_year (now) == g_date_time_get_year (local))
    /* Translators: a day of this year, as strftime has it. */
    return g_date_time_format (local, C_ ("day of this year", "%B %-d"));
  /* Translators: a day with its year, as strftime has it. */
  return g_date_time_format (local, C_ ("day", "%B %-d, %Y"));
}

/**
 * bulletin_display_time:
 * @timestamp: (nullable): a time as the library keeps it
 *
 * Returns: (transfer full): the hour for a time of today, else day and hour; ""
 *   for what is no time
 */
char *
bulletin_display_time (const char *timestamp)
{
  g_autoptr (GDateTime) local = parse_local (timestamp);
  g_autofree char *day = NULL;
  g_autofree char *hour = NULL;

  if (!local)
    return g_strdup ("");
  hour = g_date_time_format (local, "%H:%M");
  if (count_days_since (local) == 0)
    return g_steal_pointer (&hour);
  day = format_day (local);
  /* Translators: a day and the hour of it. */
  return g_strdup_printf (C_ ("day and hour", "%s, %s"), day, hour);
}

/**
 * bulletin_display_day:
 * @timestamp: (nullable): a time as the library keeps it, or a day, YYYY-MM-DD
 *
 * Returns: (transfer full): "today", "yesterday" or the day; "" for what is no time
 */
char *
bulletin_display_day (const char *timestamp)
{
  g_autoptr (GDateTime) local = parse_local (timestamp);

  if (!local)
    return g_strdup ("");
  switch (count_days_since (local)) {
  case 0:
    return g_strdup (C_ ("day", "today"));
  case 1:
    return g_strdup (C_ ("day", "yesterday"));
  default:
    return format_day (local);
  }
}
