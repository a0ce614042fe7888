/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BulletinFigureReference:
 * @metric: the code or name of a metric, such as `stations` or 参保人数
 * @organisation: (nullable): the code or name of an organisation; %NULL for all
 * @period: (nullable): a period as people write it, such as `2024Q2` or
 *   2024年上半年; %NULL for the newest
 * @has_unit: whether the value is shown with its unit
 *
 * What a live figure asks for: `{{metric@organisation:period+unit}}`, of which
 * only the metric is needed. `+unit` may be written `+单位`, and ＠, ： and ＋ in
 * full width.
 */
typedef struct
{
  char *metric;
  char *organisation;
  char *period;
  gboolean has_unit;
} BulletinFigureReference;

/**
 * BulletinFigureValue:
 * @text: (nullable): what is shown in place of the figure, with its unit if it
 *   asks for it; %NULL if it has no value
 * @value: the number
 * @unit: (nullable): its unit, such as 处 or 人次
 * @source: (nullable): one translated sentence: what it is and where it comes
 *   from
 * @problem: (nullable): one translated sentence: why it has no value
 * @metric: (nullable): the metric's code, or a word of the registers
 * @organisation: (nullable): the organisation's code; %NULL for all
 * @period: (nullable): the days that were counted, as 2024Q2 or first/last
 * @as_of: (nullable): the day that the value stands on, YYYY-MM-DD
 * @status: (nullable): `flash` or `confirmed`, for what was reported
 * @origin: (nullable): what the value was loaded from: names of files, parted
 *   by ；
 * @operation: (nullable): the newest operation of the library's journal that the
 *   value comes from
 *
 * What a live figure stands for today, and where that comes from.
 */
typedef struct
{
  char *text;
  double value;
  char *unit;
  char *source;
  char *problem;
  char *metric;
  char *organisation;
  char *period;
  char *as_of;
  char *status;
  char *origin;
  char *operation;
} BulletinFigureValue;

BulletinFigureReference *bulletin_figure_reference_parse  (const char                    *text);
char                    *bulletin_figure_reference_format (const BulletinFigureReference *self);
void                     bulletin_figure_reference_free   (BulletinFigureReference       *self);
char                    *bulletin_figure_format_number    (double                         value);
BulletinFigureValue     *bulletin_figure_value_new        (double                         value,
                                                           const char                    *unit,
                                                           gboolean                       has_unit,
                                                           char                          *source);
BulletinFigureValue     *bulletin_figure_value_new_missing (char                         *problem);
void                     bulletin_figure_value_free       (BulletinFigureValue           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinFigureReference, bulletin_figure_reference_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinFigureValue, bulletin_figure_value_free)

G_END_DECLS
