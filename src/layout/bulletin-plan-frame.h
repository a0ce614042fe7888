/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-plan-builder.h"

G_BEGIN_DECLS

/* What frames the text: the head and title above it, the tail below it and the
 * page numbers. */

void     bulletin_plan_builder_add_head         (BulletinPlanBuilder    *self,
                                                 const BulletinMetadata *metadata);
void     bulletin_plan_builder_add_title        (BulletinPlanBuilder    *self,
                                                 const char             *title);
void     bulletin_plan_builder_add_tail         (BulletinPlanBuilder    *self,
                                                 const BulletinMetadata *metadata,
                                                 GPtrArray              *pages,
                                                 double                  used);
void     bulletin_plan_builder_add_page_numbers (BulletinPlanBuilder    *self,
                                                 GPtrArray              *pages);
void     bulletin_plan_builder_mirror_pages     (BulletinPlanBuilder    *self,
                                                 GPtrArray              *pages);

G_END_DECLS
