/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-list-private.h"

#include <glib/gi18n.h>

/* The words of a search on the pages of a list. */

static double
get_pitch (BulletinPageList *self)
{
  return bulletin_page_list_get_zoom (self) * bulletin_page_plan_get_template (self->plan)->page_height + BULLETIN_PAGE_LIST_MARGIN;
}

/* The pages get their sizes some frames after they were made. */
static gboolean
go_to_found_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  BulletinPageList *self = BULLETIN_PAGE_LIST (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  const double pitch = self->plan != NULL ? get_pitch (self) : 0;

  if (self->plan == NULL || self->found_box.page >= bulletin_page_plan_get_n_pages (self->plan)) {
    self->found_tick = 0;
    return G_SOURCE_REMOVE;
  }
  if (gtk_adjustment_get_upper (adjustment) < pitch * bulletin_page_plan_get_n_pages (self->plan))
    return G_SOURCE_CONTINUE;
  /* In the middle, with what stands before it; on the first page only if it is out of sight. */
  gtk_adjustment_set_value (adjustment, self->found_box.page * pitch + self->found_box.y * bulletin_page_list_get_zoom (self) -
                                            gtk_adjustment_get_page_size (adjustment) / 2);
  self->found_tick = 0;

  return G_SOURCE_REMOVE;
}

void
bulletin_page_list_mark_found (BulletinPageList *self,
                               GArray           *ranges)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (BulletinPlanBox));
  g_autofree guint *n_found = NULL; /* on each page */

  g_return_if_fail (BULLETIN_IS_PAGE_LIST (self));

  if (self->plan == NULL)
    return;
  n_found = g_new0 (guint, bulletin_page_plan_get_n_pages (self->plan));
  for (guint i = 0; ranges != NULL && i < ranges->len; i++) {
    const BulletinMatch *match = &g_array_index (ranges, BulletinMatch, i);
    g_autoptr (GArray) some = bulletin_page_plan_get_boxes (self->plan, match->offset, match->length, 0, G_MAXUINT);

    g_array_append_vals (boxes, some->data, some->len);
    if (some->len > 0)
      n_found[g_array_index (some, BulletinPlanBox, 0).page]++;
  }
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); row != NULL; row = gtk_widget_get_next_sibling (row)) {
    const guint n = n_found[bulletin_page_view_get_page (bulletin_page_list_get_view (row))];
    /* For who does not see the marks. */
    g_autofree char *description = n > 0 ? g_strdup_printf (ngettext ("Found in %u place", "Found in %u places", n), n) : NULL;

    bulletin_page_view_set_found (bulletin_page_list_get_view (row), boxes->len > 0 ? boxes : NULL);
    gtk_accessible_update_property (GTK_ACCESSIBLE (bulletin_page_list_get_view (row)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    description != NULL ? description : "", -1);
  }
  if (boxes->len == 0)
    return;
  self->found_box = g_array_index (boxes, BulletinPlanBox, 0);
  if (self->found_tick == 0)
    self->found_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), go_to_found_cb, NULL, NULL);
}
