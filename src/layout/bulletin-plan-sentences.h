/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-page-plan.h"

G_BEGIN_DECLS

/**
 * BulletinPlanSentence:
 * @start: where it starts in the source, in bytes
 * @end: the byte behind it
 * @page: the page that it starts on, from 0
 * @y: the top of its first line, in points from the page's top
 *
 * A sentence, a heading, or what a cell holds: as much as one points at in a text.
 */
typedef struct
{
  gsize start;
  gsize end;
  guint page;
  double y;
} BulletinPlanSentence;

GArray *bulletin_page_plan_list_sentences (const BulletinPagePlan *self);
gint64  bulletin_plan_sentences_find      (const GArray           *sentences,
                                           guint                   page,
                                           double                  y);

G_END_DECLS
