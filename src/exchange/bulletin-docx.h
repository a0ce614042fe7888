/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-page-plan.h"

G_BEGIN_DECLS

GBytes *bulletin_docx_write (BulletinPagePlan  *plan,
                             GCancellable      *cancellable,
                             GError           **error);
GBytes *bulletin_docx_write_with_progress (BulletinPagePlan     *plan,
                                           BulletinPlanProgress  progress,
                                           gpointer              progress_data,
                                           GCancellable         *cancellable,
                                           GError              **error);

G_END_DECLS
