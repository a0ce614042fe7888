/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-page-plan.h"

G_BEGIN_DECLS

void bulletin_print_plan (GtkWidget        *widget,
                          BulletinPagePlan *plan,
                          guint             current_page,
                          const char       *job_name);

G_END_DECLS
