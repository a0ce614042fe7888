/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The margin beside a page: each card stands at its height, or below the one that
 * stands there already. */
#define BULLETIN_TYPE_PAGE_MARGIN (bulletin_page_margin_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPageMargin, bulletin_page_margin, BULLETIN, PAGE_MARGIN, GtkWidget)

#define BULLETIN_PAGE_MARGIN_WIDTH 260

GtkWidget *bulletin_page_margin_new      (void);
/* y: in points from the upper edge of the page; cards come in the order of it. */
void       bulletin_page_margin_add      (BulletinPageMargin *self,
                                          GtkWidget          *card,
                                          double              y);
void       bulletin_page_margin_set_zoom (BulletinPageMargin *self,
                                          double              zoom);

G_END_DECLS
