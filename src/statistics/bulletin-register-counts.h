/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-statistics.h"

G_BEGIN_DECLS

/* What the registers count by themselves. Words and units are those of the
 * texts, which are Chinese whatever the interface speaks. */
typedef enum
{
  BULLETIN_COUNT_STATIONS,
  BULLETIN_COUNT_TEAMS,
  BULLETIN_COUNT_VOLUNTEERS,
  BULLETIN_COUNT_ACTIVITIES,
  BULLETIN_COUNT_PARTICIPANTS,
  BULLETIN_COUNT_REACHED,
  BULLETIN_COUNT_HOURS,
  BULLETIN_COUNT_DONATIONS,
  BULLETIN_N_REGISTER_COUNTS,
} BulletinRegisterCount;

/* The code, the word and the unit that stand in texts, and the name for people, to be
 * translated in the context "figure"; whether it is counted on a day, not over time. */
typedef struct
{
  const char *code;
  const char *word;
  const char *unit;
  const char *name;
  gboolean is_stock;
} BulletinRegisterCountInfo;

extern const BulletinRegisterCountInfo bulletin_register_counts[BULLETIN_N_REGISTER_COUNTS];

int    bulletin_register_count_find_code (const char               *code);
int    bulletin_register_count_find_word (const char               *word);
double bulletin_register_count_get       (const BulletinStatistics *statistics,
                                          BulletinRegisterCount     count,
                                          const char               *kind);

G_END_DECLS
