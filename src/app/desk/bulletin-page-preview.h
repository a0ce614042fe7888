/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-planner.h"

G_BEGIN_DECLS

/**
 * BulletinPagePreview:
 *
 * Pages as they will be printed, or the web edition, in one web view that is
 * made after the first frame and kept. Signal "picked" (guint64): a place in the
 * text, in bytes, was clicked.
 */
#define BULLETIN_TYPE_PAGE_PREVIEW (bulletin_page_preview_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPagePreview, bulletin_page_preview, BULLETIN, PAGE_PREVIEW, AdwBin)

GtkWidget *bulletin_page_preview_new             (void);
/* Shows a layout; NULL shows empty ground. Only what differs is sent. */
void       bulletin_page_preview_set_planning    (BulletinPagePreview *self,
                                                  BulletinPlanning    *planning);
/* The web edition of what was laid out. */
void       bulletin_page_preview_set_reading     (BulletinPagePreview *self,
                                                  BulletinReading     *reading);
/* Shows the page and row of a place in the text, in bytes. */
void       bulletin_page_preview_reveal          (BulletinPagePreview *self,
                                                  gsize                offset);
gboolean   bulletin_page_preview_get_web_edition (BulletinPagePreview *self);
void       bulletin_page_preview_set_web_edition (BulletinPagePreview *self,
                                                  gboolean             web_edition);
void       bulletin_page_preview_zoom_in         (BulletinPagePreview *self);
void       bulletin_page_preview_zoom_out        (BulletinPagePreview *self);

G_END_DECLS
