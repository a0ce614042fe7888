/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/**
 * BulletinSourceView:
 *
 * The text view of the desk. Its Undo and Redo, by the keys and in its own menu,
 * are those of the desk, since those of the buffer are switched off.
 */
#define BULLETIN_TYPE_SOURCE_VIEW (bulletin_source_view_get_type ())
G_DECLARE_FINAL_TYPE (BulletinSourceView, bulletin_source_view, BULLETIN, SOURCE_VIEW, GtkSourceView)

void bulletin_source_view_enable_undo (BulletinSourceView *self,
                                       gboolean            can_undo,
                                       gboolean            can_redo);

G_END_DECLS
