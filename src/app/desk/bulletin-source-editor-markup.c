/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-source-editor-markup.h"

#include "bulletin-markup-typing.h"

/* Typing the markup into the editor, which then has the focus. */

static GtkTextBuffer *
get_buffer (BulletinSourceEditor *self)
{
  return gtk_text_view_get_buffer (bulletin_source_editor_get_view (self));
}

static void
show_caret (BulletinSourceEditor *self)
{
  gtk_text_view_scroll_mark_onscreen (bulletin_source_editor_get_view (self), gtk_text_buffer_get_insert (get_buffer (self)));
}

/**
 * bulletin_source_editor_make_heading:
 * @self: the editor
 * @level: the level of the heading, from 1, or 0 for a paragraph
 *
 * Gives the caret's line the marker of that level, see bulletin_markup_make_heading().
 */
void
bulletin_source_editor_make_heading (BulletinSourceEditor *self,
                                     int level)
{
  bulletin_markup_make_heading (get_buffer (self), level);
  bulletin_source_editor_focus (self);
}

/* Turns the caret's line into an editor's note, and back. */
void
bulletin_source_editor_make_note (BulletinSourceEditor *self)
{
  bulletin_markup_make_note (get_buffer (self));
  bulletin_source_editor_focus (self);
}

/* Whether what is selected, or the caret, lies in strong words. */
gboolean
bulletin_source_editor_is_strong (BulletinSourceEditor *self)
{
  g_return_val_if_fail (BULLETIN_IS_SOURCE_EDITOR (self), FALSE);

  return bulletin_markup_is_strong (get_buffer (self));
}

/* Makes the selection strong, or plain again. */
void
bulletin_source_editor_make_strong (BulletinSourceEditor *self)
{
  bulletin_markup_make_strong (get_buffer (self));
  bulletin_source_editor_focus (self);
}

/* Marks the selection as internal, or no longer. */
void
bulletin_source_editor_make_internal (BulletinSourceEditor *self)
{
  bulletin_markup_make_internal (get_buffer (self));
  bulletin_source_editor_focus (self);
}

/**
 * bulletin_source_editor_insert_text:
 * @self: the editor
 * @text: what to type
 *
 * Types @text in place of the selection, in one step that can be undone.
 */
void
bulletin_source_editor_insert_text (BulletinSourceEditor *self,
                                    const char *text)
{
  GtkTextBuffer *buffer = get_buffer (self);

  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  bulletin_source_editor_focus (self);
}

/**
 * bulletin_source_editor_insert_lines:
 * @self: the editor
 * @lines: whole lines, with their ends
 *
 * Types lines at the caret's, below it if it holds text, in one step that can be
 * undone.
 */
void
bulletin_source_editor_insert_lines (BulletinSourceEditor *self,
                                     const char *lines)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  bulletin_markup_insert_lines (get_buffer (self), lines);
  bulletin_source_editor_focus (self);
}

/* Types the beginning of a list of attachments. */
void
bulletin_source_editor_insert_attachments (BulletinSourceEditor *self)
{
  bulletin_markup_insert_lines (get_buffer (self), "附件：\n1. \n");
  bulletin_source_editor_focus (self);
}

/* Types a line that ends the page. */
void
bulletin_source_editor_insert_page_break (BulletinSourceEditor *self)
{
  bulletin_markup_insert_lines (get_buffer (self), "---\n");
  bulletin_source_editor_focus (self);
}

/**
 * bulletin_source_editor_paste_text:
 * @self: the editor
 * @text: markup of one line or more
 *
 * Puts markup in place of the selection, in one step that can be undone, see
 * bulletin_markup_paste().
 */
void
bulletin_source_editor_paste_text (BulletinSourceEditor *self,
                                   const char *text)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  bulletin_markup_paste (get_buffer (self), text);
  show_caret (self);
}

/* Puts text in place of the selection as it is. */
void
bulletin_source_editor_paste_plain_text (BulletinSourceEditor *self,
                                         const char *text)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_EDITOR (self));

  bulletin_markup_paste_plain (get_buffer (self), text);
  show_caret (self);
}
