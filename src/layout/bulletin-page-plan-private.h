/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-page-plan.h"
#include "bulletin-typesetter.h"

G_BEGIN_DECLS

#define BULLETIN_PLAN_BLACK 0x000000

struct _BulletinPagePlan
{
  gatomicrefcount ref_count;
  BulletinDocument *document;
  BulletinMetadata *metadata;
  BulletinPageTemplate *page_template;
  BulletinTypesetter *typesetter; /* keeps the fonts of the runs */
  GPtrArray *pages;               /* (element-type BulletinPlanPage) */
  GPtrArray *findings;            /* (element-type BulletinFinding) */
};

BulletinPlanLine *bulletin_plan_line_new  (void);
BulletinPlanLine *bulletin_plan_line_copy (const BulletinPlanLine *self);
void              bulletin_plan_line_free (BulletinPlanLine       *self);
void              bulletin_plan_run_free  (BulletinPlanRun        *self);
void              bulletin_plan_picture_free (BulletinPlanPicture *self);
BulletinPlanPage *bulletin_plan_page_new  (void);
void              bulletin_plan_page_free (BulletinPlanPage       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPlanLine, bulletin_plan_line_free)

G_END_DECLS
