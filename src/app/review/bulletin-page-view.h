/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-page-plan.h"

G_BEGIN_DECLS

/* One page of a plan, drawn as it will be printed. */
#define BULLETIN_TYPE_PAGE_VIEW (bulletin_page_view_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPageView, bulletin_page_view, BULLETIN, PAGE_VIEW, GtkWidget)

GtkWidget *bulletin_page_view_new      (BulletinPagePlan *plan,
                                        guint             page);
/* Pixels of the window to a point of the page. */
void       bulletin_page_view_set_zoom (BulletinPageView *self,
                                        double            zoom);

G_END_DECLS
