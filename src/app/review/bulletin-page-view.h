/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "bulletin-page-plan.h"

G_BEGIN_DECLS

/**
 * BulletinPageMark:
 * @id: what it is known by
 * @number: what stands beside it in the margin, from 1
 * @boxes: (element-type BulletinPlanBox): what it covers; a box without width is a
 *   place
 * @is_resolved: whether it is shown as dealt with
 *
 * A mark that somebody made on the pages.
 */
typedef struct
{
  char *id;
  guint number;
  GArray *boxes;
  gboolean is_resolved;
} BulletinPageMark;

void bulletin_page_mark_free (BulletinPageMark *self);

/**
 * BulletinPageView:
 *
 * One page of a plan, drawn as it will be printed, with the marks on it. Signals,
 * only where marks can be made: "words-selected" (guint64, guint64), a range of
 * the source in bytes; "spot-clicked" (double, double), in points of the page;
 * "mark-clicked" (char *), also where none can be made.
 */
#define BULLETIN_TYPE_PAGE_VIEW (bulletin_page_view_get_type ())
G_DECLARE_FINAL_TYPE (BulletinPageView, bulletin_page_view, BULLETIN, PAGE_VIEW, GtkWidget)

GtkWidget *bulletin_page_view_new           (BulletinPagePlan *plan,
                                             guint             page);
guint      bulletin_page_view_get_page      (BulletinPageView *self);
/* Pixels of the window to a point of the page. */
void       bulletin_page_view_set_zoom      (BulletinPageView *self,
                                             double            zoom);
/* White on black, without colours. */
void       bulletin_page_view_set_contrast  (BulletinPageView *self,
                                             gboolean          contrast);
void       bulletin_page_view_set_can_mark  (BulletinPageView *self,
                                             gboolean          can_mark);
/* (nullable) (element-type BulletinPageMark), kept. */
void       bulletin_page_view_set_marks     (BulletinPageView *self,
                                             GPtrArray        *marks);
/* (nullable) (element-type BulletinPlanBox): words that were searched for, kept. */
void       bulletin_page_view_set_found     (BulletinPageView *self,
                                             GArray           *boxes);
/* (nullable) (element-type BulletinPlanBox): what is to be remarked, kept. */
void       bulletin_page_view_set_selection (BulletinPageView *self,
                                             GArray           *boxes);

G_END_DECLS
