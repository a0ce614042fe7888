/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"
#include "bulletin-statistics.h"

G_BEGIN_DECLS

/* What the dashboard asks of the library, in one go on its thread. */
typedef struct
{
  /* The question. With has_period FALSE the newest year with data is taken. */
  gboolean has_period;
  BulletinPeriod period;
  char *organisation;   /* a code, NULL for all */
} BulletinDashboardQuestion;

typedef struct
{
  BulletinPeriod period;
  BulletinStatistics *now;
  BulletinStatistics *before;     /* the same days a year before, up to today's */
  GPtrArray *growth;              /* BulletinCount: open stations by month */
  GPtrArray *silent;              /* BulletinCount: who has not reported */
  GPtrArray *waiting;             /* BulletinRecord: long in review */
  GPtrArray *organisations;       /* BulletinRegisterRow */
} BulletinDashboardFigures;

BulletinDashboardQuestion *bulletin_dashboard_question_copy (const BulletinDashboardQuestion *self);
void                       bulletin_dashboard_question_free (gpointer                         self);
/* A BulletinLibraryFunc: the data is a BulletinDashboardQuestion. */
gpointer                   bulletin_dashboard_figures_ask   (BulletinLibrary                 *library,
                                                             gpointer                         question,
                                                             GCancellable                    *cancellable,
                                                             GError                         **error);
void                       bulletin_dashboard_figures_free  (gpointer                         self);

G_END_DECLS
