/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BulletinPeriod:
 *
 * A span of whole days, first and last included, as YYYY-MM-DD. Written
 * 2024, 2024H1, 2024Q2, 2024-06, 2024-06-01/2024-06-17; read as well as 2024年,
 * 2024年上半年, 2024年第二季度, 2024年6月.
 */
typedef enum
{
  BULLETIN_PERIOD_YEAR,
  BULLETIN_PERIOD_HALF,
  BULLETIN_PERIOD_QUARTER,
  BULLETIN_PERIOD_MONTH,
  BULLETIN_PERIOD_CUSTOM,
} BulletinPeriodKind;

typedef struct
{
  BulletinPeriodKind kind;
  char first[11];
  char last[11];
} BulletinPeriod;

gboolean bulletin_period_parse      (const char           *text,
                                     BulletinPeriod       *period,
                                     GError              **error);
/* One day: 2024-06-01, 2024/6/1, 2024.6.1, 2024年6月1日; a month alone is refused. */
gboolean bulletin_date_parse        (const char           *text,
                                     char                  date[11],
                                     GError              **error);
/* The period of that kind (not CUSTOM) that holds the date YYYY-MM-DD. */
void     bulletin_period_of         (BulletinPeriodKind    kind,
                                     const char           *date,
                                     BulletinPeriod       *period);
/* The one n steps on (or back); for CUSTOM shifted by its own length. */
void     bulletin_period_step       (const BulletinPeriod *self,
                                     int                   n,
                                     BulletinPeriod       *period);
/* The same span one year before; 29 February becomes the 28th. */
void     bulletin_period_year_before (const BulletinPeriod *self,
                                      BulletinPeriod       *period);
/* Makes 2024-06-01/2024-06-30 the month that it is. */
void     bulletin_period_canonicalise (BulletinPeriod      *self);
char    *bulletin_period_to_string  (const BulletinPeriod *self);  /* 2024Q2 */
char    *bulletin_period_get_label  (const BulletinPeriod *self);  /* translated: 2024年第二季度 */

G_END_DECLS
