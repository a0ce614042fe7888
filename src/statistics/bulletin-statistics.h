/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "bulletin-library.h"
#include "bulletin-period.h"

G_BEGIN_DECLS

/**
 * BulletinCount: a name with its number: a kind, an organisation, a facility,
 * a month (YYYY-MM).
 */
typedef struct
{
  char *code;   /* (nullable): an organisation's code, a metric's code */
  char *name;
  double value;
} BulletinCount;

/**
 * BulletinStatistics:
 *
 * What the dashboard says for a period and an organisation with all below it.
 * Stocks are at the period's last day (a station counts when opened <= day and
 * not closed before or on it: closed is the first day that it is no longer
 * open), flows within the period. Arrays are of BulletinCount.
 */
typedef struct
{
  gint64 stations_open, stations_opened, stations_closed;
  GPtrArray *stations_by_kind;          /* most first */
  GPtrArray *stations_by_organisation;  /* most first; the station's own organisation */
  GPtrArray *facilities;                /* how many open stations have each, most first */
  gint64 teams;
  gint64 volunteers, volunteers_joined, volunteers_left;
  GPtrArray *volunteers_by_kind;
  GPtrArray *volunteers_by_team;
  gint64 activities;
  gint64 participants, reached, donations;
  double hours;
  GPtrArray *activities_by_month;       /* every month of the period, zeros too */
  GPtrArray *activities_by_kind;
  GPtrArray *metrics;                   /* code, name, value; those with a value */
  GPtrArray *activities_by_team;        /* most first */
  GPtrArray *stations_by_branch;        /* most first; see bulletin_statistics_compute() */
} BulletinStatistics;

/**
 * BulletinCoverage:
 * @branches: (element-type BulletinCount): code, name, and how many stations are
 *   open there, most first
 * @facilities: (element-type utf8): what stations offer, the most frequent first
 * @counts: how many of the branch's open stations have the facility, at
 *   branch × facilities->len + facility
 */
typedef struct
{
  GPtrArray *branches;
  GPtrArray *facilities;
  guint *counts;
} BulletinCoverage;

void                bulletin_coverage_free      (BulletinCoverage      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinCoverage, bulletin_coverage_free)

void                bulletin_count_free         (BulletinCount         *self);
void                bulletin_statistics_free    (BulletinStatistics    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinStatistics, bulletin_statistics_free)

/* organisation is a code or unique name, NULL for all. NOT_FOUND if unknown. */
BulletinStatistics *bulletin_statistics_compute (BulletinLibrary       *library,
                                                 const BulletinPeriod  *period,
                                                 const char            *organisation,
                                                 GCancellable          *cancellable,
                                                 GError               **error);
/* As the command line's `stats --json` prints it. */
JsonNode           *bulletin_statistics_to_json (const BulletinStatistics *self,
                                                 const BulletinPeriod     *period,
                                                 const char               *organisation);
/* Open stations at the end of each of the n months up to the period's last day,
 * a BulletinCount each, oldest first: the sparkline and the growth chart. */
GPtrArray          *bulletin_statistics_stations_by_month (BulletinLibrary      *library,
                                                           const BulletinPeriod *period,
                                                           const char           *organisation,
                                                           guint                 n_months,
                                                           GError              **error);
/* Organisations below (and with) `organisation` without an activity in the
 * period, and none by anybody below them: who has not reported. The value is the
 * days since the last one, -1 for never. (element-type BulletinCount) */
GPtrArray          *bulletin_statistics_silent_organisations (BulletinLibrary      *library,
                                                              const BulletinPeriod *period,
                                                              const char           *organisation,
                                                              GError              **error);

/* The first and last day with an activity or an opening of a station; FALSE (and no error) when
 * they are empty. Both need 11 bytes. */
gboolean            bulletin_statistics_get_data_range (BulletinLibrary  *library,
                                                        char             *first,
                                                        char             *last,
                                                        GError          **error);
/* Which facilities the stations open at the period's end offer, by branch. */
BulletinCoverage   *bulletin_statistics_facility_coverage (BulletinLibrary      *library,
                                                           const BulletinPeriod *period,
                                                           const char           *organisation,
                                                           GError              **error);

G_END_DECLS
