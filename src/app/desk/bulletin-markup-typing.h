/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Typing the markup for people: each is one step that can be undone. */

/* Gives the caret's line the marker that comes next on that level, in place of
 * the one that it has; pressed again on the same level, or with level 0, it
 * becomes a paragraph. */
void bulletin_markup_make_heading (GtkTextBuffer *buffer,
                                   int            level);
/* Turns the caret's line into an editor's note, and back. */
void bulletin_markup_make_note    (GtkTextBuffer *buffer);
/* Whether the selection, or the caret, lies in strong words. */
gboolean bulletin_markup_is_strong (GtkTextBuffer *buffer);
/* Makes the selection strong; what is strong already is plain then. */
void bulletin_markup_make_strong  (GtkTextBuffer *buffer);
/* Marks the selection as internal, line by line and in a table cell by cell, or takes the
 * marks away; without a selection the caret's line, and in an empty one the caret stands
 * between the marks. */
void bulletin_markup_make_internal (GtkTextBuffer *buffer);
/* Puts marks round the selection, or takes them away; without a selection the
 * caret stands between them. */
void bulletin_markup_wrap         (GtkTextBuffer *buffer,
                                   const char    *before,
                                   const char    *after);
/* Inserts whole lines at the caret's line, below it if it holds text. */
void bulletin_markup_insert_lines (GtkTextBuffer *buffer,
                                   const char    *lines);
/* Puts markup of one line or more in place of the selection. A paragraph joins the
 * line that it comes into; a heading or a table takes lines of its own, and a table
 * stays apart from one before it. */
void bulletin_markup_paste        (GtkTextBuffer *buffer,
                                   const char    *text);
/* Puts text in place of the selection as it is. */
void bulletin_markup_paste_plain  (GtkTextBuffer *buffer,
                                   const char    *text);

G_END_DECLS
