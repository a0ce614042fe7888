/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-source-editor-caret.h"

#include <string.h>

#include "bulletin-typing.h"

/* Where the caret and the selection are, and moving them. */

/* Characters that tell what a line is. */
#define LINE_HEAD 64

static GtkTextBuffer *
get_buffer (BulletinSourceEditor *self)
{
  return gtk_text_view_get_buffer (bulletin_source_editor_get_view (self));
}

/**
 * bulletin_source_editor_get_selection:
 * @self: the editor
 * @start: (out): where it starts, in bytes
 * @end: (out): where it ends
 *
 * Returns: whether anything is selected; if not, both are the caret
 */
gboolean
bulletin_source_editor_get_selection (BulletinSourceEditor *self,
                                      gsize *start,
                                      gsize *end)
{
  GtkTextIter first, last;
  gboolean is_selected;

  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), FALSE);

  is_selected = gtk_text_buffer_get_selection_bounds (get_buffer (self), &first, &last);
  *start = bulletin_source_editor_get_offset (self, &first);
  *end = bulletin_source_editor_get_offset (self, &last);
  return is_selected;
}

/* In bytes of the text. */
gsize
bulletin_source_editor_get_caret (BulletinSourceEditor *self)
{
  GtkTextIter iter;

  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), 0);

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter,
                                    gtk_text_buffer_get_insert (get_buffer (self)));
  return bulletin_source_editor_get_offset (self, &iter);
}

/* From 1. */
guint
bulletin_source_editor_get_line (BulletinSourceEditor *self)
{
  GtkTextIter iter;

  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), 1);

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter,
                                    gtk_text_buffer_get_insert (get_buffer (self)));
  return gtk_text_iter_get_line (&iter) + 1;
}

/**
 * bulletin_source_editor_get_level:
 * @self: the editor
 * @is_note: (out): whether the line is one of a note
 *
 * Returns: the level of the heading that the caret is in, or 0
 */
int
bulletin_source_editor_get_level (BulletinSourceEditor *self,
                                  gboolean *is_note)
{
  GtkTextIter start, end;
  g_autofree char *head = NULL;

  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), 0);

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &start,
                                    gtk_text_buffer_get_insert (get_buffer (self)));
  gtk_text_iter_set_line_offset (&start, 0);
  end = start;
  gtk_text_iter_forward_chars (&end, MIN (gtk_text_iter_get_chars_in_line (&start), LINE_HEAD));
  head = gtk_text_iter_get_text (&start, &end);
  head[strcspn (head, "\r\n")] = '\0';
  return bulletin_typing_level (head, is_note);
}

/* Selects without taking the focus. */
void
bulletin_source_editor_reveal (BulletinSourceEditor *self,
                               gsize offset,
                               gsize length)
{
  GtkTextIter start, end;

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  bulletin_source_editor_get_iter (self, offset, &start);
  bulletin_source_editor_get_iter (self, offset + length, &end);
  gtk_text_buffer_select_range (get_buffer (self), &start, &end);
  gtk_text_view_scroll_to_iter (bulletin_source_editor_get_view (self), &start, 0.1, FALSE, 0, 0);
}

/* Selects, and takes the focus. */
void
bulletin_source_editor_select (BulletinSourceEditor *self,
                               gsize offset,
                               gsize length)
{
  bulletin_source_editor_reveal (self, offset, length);
  bulletin_source_editor_focus (self);
}

/**
 * bulletin_source_editor_get_caret_place:
 * @self: the editor
 * @place: (out): the caret's rectangle in the coordinates of the view
 *
 * Brings the caret onto the screen and says where it stands.
 */
void
bulletin_source_editor_get_caret_place (BulletinSourceEditor *self,
                                        GdkRectangle *place)
{
  GtkTextView *view = bulletin_source_editor_get_view (self);
  GdkRectangle caret;

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (gtk_text_view_get_buffer (view)));
  gtk_text_view_get_cursor_locations (view, NULL, &caret, NULL);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, caret.x, caret.y, &place->x, &place->y);
  place->width = MAX (caret.width, 1);
  place->height = caret.height;
}
