/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-caret-sight.h"

/* A view whose width changes breaks its lines anew and keeps its first line where it
 * is, so that the line that is being written may end up below the edge. */
typedef struct
{
  GtkTextView *view; /* whose data this is */
  GObject *sources[3]; /* of signals; owned, for they are let go of before the view is */
  double width;
  gboolean is_in_sight;
  guint scroll_id;
} Sight;

static void
sight_free (gpointer data)
{
  Sight *self = data;

  g_clear_handle_id (&self->scroll_id, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (self->sources); i++) {
    g_signal_handlers_disconnect_by_data (self->sources[i], self);
    g_object_unref (self->sources[i]);
  }
  g_free (self);
}

static gboolean
scroll_cb (gpointer user_data)
{
  Sight *self = user_data;

  self->scroll_id = 0;
  gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (gtk_text_view_get_buffer (self->view)));
  return G_SOURCE_REMOVE;
}

static void
scrolled_cb (Sight *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GdkRectangle visible, caret;
  GtkTextIter iter;

  /* While the lines are broken anew nothing stands where it did. */
  if (self->scroll_id != 0 || gtk_adjustment_get_page_size (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view))) != self->width)
    return;
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (self->view, &iter, &caret);
  gtk_text_view_get_visible_rect (self->view, &visible);
  self->is_in_sight = caret.y + caret.height > visible.y && caret.y < visible.y + visible.height;
}

static void
width_changed_cb (Sight *self)
{
  double width = gtk_adjustment_get_page_size (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view)));

  if (width == self->width)
    return;
  self->width = width;
  /* Once the view has measured what is on the screen. */
  if (self->is_in_sight && self->scroll_id == 0)
    self->scroll_id = g_idle_add_full (GTK_TEXT_VIEW_PRIORITY_VALIDATE + 1, scroll_cb, self, NULL);
}

static void
caret_moved_cb (Sight *self)
{
  /* The view goes where the caret goes. */
  self->is_in_sight = TRUE;
}

/**
 * bulletin_caret_sight_keep:
 * @view: a view in a scrolled window, with its buffer
 *
 * Keeps the caret on the screen when the width of the view changes, if it was there
 * before.
 */
void
bulletin_caret_sight_keep (GtkTextView *view)
{
  Sight *self = g_new0 (Sight, 1);

  self->view = view;
  self->is_in_sight = TRUE;
  g_object_set_data_full (G_OBJECT (view), "bulletin-caret-sight", self, sight_free);
  self->sources[0] = g_object_ref (G_OBJECT (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view))));
  self->sources[1] = g_object_ref (G_OBJECT (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view))));
  self->sources[2] = g_object_ref (G_OBJECT (gtk_text_view_get_buffer (view)));
  g_signal_connect_swapped (self->sources[0], "notify::page-size", G_CALLBACK (width_changed_cb), self);
  g_signal_connect_swapped (self->sources[1], "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (self->sources[2], "notify::cursor-position", G_CALLBACK (caret_moved_cb), self);
}
