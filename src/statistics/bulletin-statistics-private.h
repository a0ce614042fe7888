/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-statistics.h"

G_BEGIN_DECLS

/* The organisation ?1 and all below it; UNION, so that even a circle ends. */
#define SCOPE \
  "WITH RECURSIVE scope (id) AS (" \
  "SELECT id FROM organisation WHERE id = ?1 " \
  "UNION SELECT o.id FROM organisation o JOIN scope ON o.parent = scope.id) "

/* Without ?1 everything counts, also what belongs to no organisation. */
#define IN_SCOPE(organisation) "(?1 IS NULL OR " organisation " IN (SELECT id FROM scope)) "

/* Open on the day ?3. What has no date of opening has always been there. */
#define OPEN(first, last) \
  "(" first " IS NULL OR " first " <= ?3) AND (" last " IS NULL OR " last " > ?3) "

/* Activities with the organisation that they belong to: their own, or else that
 * of the team, or else that of the station. */
#define ACTIVITIES \
  "activity a LEFT JOIN team at ON at.id = a.team LEFT JOIN station ast ON ast.id = a.station "
#define ACTIVITY_ORGANISATION "coalesce (a.organisation, at.organisation, ast.organisation)"

/**
 * BulletinMetricReading:
 * @value: what the counted observations come to
 * @n_counted: how many were counted; with none there is no value
 * @period: from the first day that one of them covers to the last
 * @as_of: the latest day that one of them stands on; the last day covered where
 *   none says
 * @is_flash: whether one of them is a flash
 * @ids: (element-type utf8): the counted observations
 *
 * A metric for one organisation with all below it.
 */
typedef struct
{
  double value;
  guint n_counted;
  BulletinPeriod period;
  char as_of[11];
  gboolean is_flash;
  GPtrArray *ids;
} BulletinMetricReading;

/* (transfer full): "" for NULL. */
char              *bulletin_statistics_find_organisation (BulletinLibrary       *library,
                                                          const char            *organisation,
                                                          GError               **error);
/* Binds ?1 the organisation's id ("" for all), ?2 and ?3 the period. */
BulletinStatement *bulletin_statistics_prepare           (BulletinLibrary       *library,
                                                          const char            *sql,
                                                          const char            *organisation_id,
                                                          const BulletinPeriod  *period,
                                                          GError               **error);
BulletinCount     *bulletin_count_new                    (const char            *code,
                                                          const char            *name,
                                                          double                 value);
GPtrArray         *bulletin_statistics_compute_metrics   (BulletinLibrary       *library,
                                                          const BulletinPeriod  *period,
                                                          const char            *organisation_id,
                                                          GError               **error);
gboolean           bulletin_statistics_read_metric       (BulletinLibrary       *library,
                                                          const char            *metric_id,
                                                          gboolean               is_stock,
                                                          const BulletinPeriod  *period,
                                                          const char            *organisation_id,
                                                          BulletinMetricReading *reading,
                                                          GError               **error);
void               bulletin_metric_reading_clear         (BulletinMetricReading *self);
BulletinCoverage  *bulletin_statistics_compute_coverage  (BulletinLibrary       *library,
                                                          const BulletinPeriod  *period,
                                                          const char            *organisation_id,
                                                          GError               **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BulletinMetricReading, bulletin_metric_reading_clear)

G_END_DECLS
