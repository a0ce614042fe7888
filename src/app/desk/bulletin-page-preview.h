/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-planner.h"

G_BEGIN_DECLS

/**
 * BulletinPagePreview:
 *
 * Pages as they will be printed, or the web edition, in one web view that is
 * made after the first frame and kept. How large they are, whether two stand side by
 * side and the grid are of the settings. Signal "picked" (guint64 anchor, guint64
 * head, gboolean is_done): a place in the text was clicked, or text drawn over, in
 * bytes; while the button is down again and again, with @is_done false.
 */
#define BULLETIN_TYPE_PAGE_PREVIEW (bulletin_page_preview_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPagePreview, bulletin_page_preview, BULLETIN, PAGE_PREVIEW, AdwBin)

GtkWidget *bulletin_page_preview_new             (void);
/* Shows a layout; NULL shows empty ground. Only what differs is sent. */
void       bulletin_page_preview_set_planning    (BulletinPagePreview *self,
                                                  BulletinPlanning    *planning);
/* Shows a layout together with the caret and what is selected, in bytes of its text. */
void       bulletin_page_preview_show            (BulletinPagePreview *self,
                                                  BulletinPlanning    *planning,
                                                  gsize                caret,
                                                  gsize                offset,
                                                  gsize                length);
/* The web edition of what was laid out. */
void       bulletin_page_preview_set_reading     (BulletinPagePreview *self,
                                                  BulletinReading     *reading);
/* Marks the caret and what is selected, in bytes of the text that was laid out; the
 * caret's row is shown if it is out of sight. */
void       bulletin_page_preview_set_selection   (BulletinPagePreview *self,
                                                  gsize                caret,
                                                  gsize                offset,
                                                  gsize                length);
guint      bulletin_page_preview_get_page        (BulletinPagePreview *self);
gboolean   bulletin_page_preview_get_web_edition (BulletinPagePreview *self);
void       bulletin_page_preview_set_web_edition (BulletinPagePreview *self,
                                                  gboolean             web_edition);
void       bulletin_page_preview_zoom_in         (BulletinPagePreview *self);
void       bulletin_page_preview_zoom_out        (BulletinPagePreview *self);

G_END_DECLS
