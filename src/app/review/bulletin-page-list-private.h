/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-page-list.h"
#include "bulletin-page-margin.h"
#include "bulletin-page-view.h"
#include "bulletin-plan-sentences.h"

G_BEGIN_DECLS

/* Between the pages, and round them. */
#define BULLETIN_PAGE_LIST_MARGIN 18

struct _BulletinPageList
{
  AdwBin parent_instance;

  GtkScrolledWindow *scrolled_window;
  GtkBox *pages;
  AdwSpinner *spinner;

  BulletinContent *content;
  BulletinPagePlan *plan;
  GCancellable *cancellable;
  double zoom;        /* 0 while the pages fit the width */
  guint fit_id;
  gboolean has_contrast;
  gboolean can_mark;

  BulletinLibraryService *service;
  GPtrArray *remarks;
  GPtrArray *marks;
  gsize selection_start, selection_end;
  BulletinPlanBox spot;
  gboolean has_spot;
  BulletinPlanBox found_box; /* the first of what was searched for … */
  guint found_tick;          /* … until it is before the eyes */

  /* What the keyboard selects, by places in the list; -1 before it did. */
  GArray *sentences;
  gint64 anchor, head;
};

/* A row holds a page and, behind it, its margin. */
static inline BulletinPageView *
bulletin_page_list_get_view (GtkWidget *row)
{
  return BULLETIN_PAGE_VIEW (gtk_widget_get_first_child (row));
}

static inline BulletinPageMargin *
bulletin_page_list_get_margin (GtkWidget *row)
{
  return BULLETIN_PAGE_MARGIN (gtk_widget_get_last_child (row));
}

double bulletin_page_list_get_zoom      (BulletinPageList *self);
void   bulletin_page_list_update_zoom   (BulletinPageList *self);

/* What is marked, in bulletin-page-list-marks.c. */
void   bulletin_page_list_update_marks  (BulletinPageList *self);
void   bulletin_page_list_connect_view  (BulletinPageList *self,
                                         BulletinPageView *view);

/* The keyboard, in bulletin-page-list-keys.c. */
void   bulletin_page_list_add_keys      (GtkWidgetClass   *widget_class);
void   bulletin_page_list_follow_place  (BulletinPageList *self);

/* Shows what is chosen, after it was changed. */
void   bulletin_page_list_show_place    (BulletinPageList *self);

G_END_DECLS
