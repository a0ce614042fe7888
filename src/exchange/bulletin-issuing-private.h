/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-issuing.h"
#include "bulletin-page-plan.h"

G_BEGIN_DECLS

/* What issuing and the reading in of old papers share. */

GPtrArray *bulletin_issuing_find_in_plan (const BulletinPagePlan  *plan);
GPtrArray *bulletin_issuing_render_parts (const BulletinPagePlan  *plan,
                                          const GPtrArray         *findings,
                                          const char              *accepted,
                                          GCancellable            *cancellable,
                                          GError                 **error);

G_END_DECLS
