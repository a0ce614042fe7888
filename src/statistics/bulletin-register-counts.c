/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register-counts.h"

#include <glib/gi18n.h>

const BulletinRegisterCountInfo bulletin_register_counts[BULLETIN_N_REGISTER_COUNTS] = {
  [BULLETIN_COUNT_STATIONS] = { "stations", "站点", "处", NC_ ("figure", "Stations"), TRUE },
  [BULLETIN_COUNT_TEAMS] = { "teams", "队伍", "支", NC_ ("figure", "Teams"), TRUE },
  [BULLETIN_COUNT_VOLUNTEERS] = { "volunteers", "志愿者", "名", NC_ ("figure", "Volunteers"), TRUE },
  [BULLETIN_COUNT_ACTIVITIES] = { "activities", "活动", "场", NC_ ("figure", "Activities"), FALSE },
  [BULLETIN_COUNT_PARTICIPANTS] = { "participants", "参与人次", "人次", NC_ ("figure", "Participants of activities"), FALSE },
  [BULLETIN_COUNT_REACHED] = { "reached", "受益人次", "人次", NC_ ("figure", "People reached by activities"), FALSE },
  [BULLETIN_COUNT_HOURS] = { "hours", "服务时长", "小时", NC_ ("figure", "Hours of activities"), FALSE },
  [BULLETIN_COUNT_DONATIONS] = { "donations", "献血人次", "人次", NC_ ("figure", "Blood donations"), FALSE },
};

/* What a code of the Latin alphabet counts, or -1. */
int
bulletin_register_count_find_code (const char *code)
{
  for (guint i = 0; i < BULLETIN_N_REGISTER_COUNTS; i++)
    if (g_ascii_strcasecmp (bulletin_register_counts[i].code, code) == 0)
      return (int) i;

  return -1;
}

/* What a word of the texts counts, or -1. */
int
bulletin_register_count_find_word (const char *word)
{
  for (guint i = 0; i < BULLETIN_N_REGISTER_COUNTS; i++)
    if (g_str_equal (bulletin_register_counts[i].word, word))
      return (int) i;

  return -1;
}

static double
find_count (const GPtrArray *list,
            const char *name)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((const BulletinCount *) list->pdata[i])->name, name))
      return ((const BulletinCount *) list->pdata[i])->value;

  return 0;
}

/**
 * bulletin_register_count_get:
 * @statistics: of the period and the organisation
 * @count: what is counted
 * @kind: (nullable): one of its kinds; %NULL counts them all
 *
 * Returns: how many there are
 */
double
bulletin_register_count_get (const BulletinStatistics *statistics,
                             BulletinRegisterCount count,
                             const char *kind)
{
  switch (count) {
  case BULLETIN_COUNT_STATIONS:
    return kind != NULL ? find_count (statistics->stations_by_kind, kind) : (double) statistics->stations_open;
  case BULLETIN_COUNT_TEAMS:
    return (double) statistics->teams;
  case BULLETIN_COUNT_VOLUNTEERS:
    return kind != NULL ? find_count (statistics->volunteers_by_kind, kind) : (double) statistics->volunteers;
  case BULLETIN_COUNT_ACTIVITIES:
    return kind != NULL ? find_count (statistics->activities_by_kind, kind) : (double) statistics->activities;
  case BULLETIN_COUNT_PARTICIPANTS:
    return (double) statistics->participants;
  case BULLETIN_COUNT_REACHED:
    return (double) statistics->reached;
  case BULLETIN_COUNT_HOURS:
    return statistics->hours;
  case BULLETIN_COUNT_DONATIONS:
  default:
    return (double) statistics->donations;
  }
}
