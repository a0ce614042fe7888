/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/**
 * BulletinLongLines:
 *
 * Keeps a source view fluid in paragraphs of any length. A view sets a paragraph
 * anew as a whole at each key: measured, 90 ms for 20,000 characters, 600 ms for
 * 100,000. Of a paragraph longer than comes on some pages only the part round the
 * caret is shown, and goes along with it; the text itself stays whole.
 */
#define BULLETIN_TYPE_LONG_LINES (bulletin_long_lines_get_type ())
G_DECLARE_FINAL_TYPE (BulletinLongLines, bulletin_long_lines, BULLETIN, LONG_LINES, GObject)

BulletinLongLines *bulletin_long_lines_new          (GtkSourceView     *view);
/* Before another text comes: what would take long over it is left out. */
void               bulletin_long_lines_prepare      (BulletinLongLines *self,
                                                     const char        *text);
/* After another text came. */
void               bulletin_long_lines_text_loaded  (BulletinLongLines *self);
/* The characters of the caret's paragraph if not all of it is shown, else 0. */
guint              bulletin_long_lines_follow_caret (BulletinLongLines *self);

G_END_DECLS
