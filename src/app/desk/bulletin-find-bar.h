/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _BulletinSourceEditor BulletinSourceEditor;

/**
 * BulletinFindBar:
 *
 * Finds and replaces in the text of a source editor, which it stands in. What is
 * found is counted on a thread of its own, so that no expression holds up the
 * typing.
 */
#define BULLETIN_TYPE_FIND_BAR (bulletin_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (BulletinFindBar, bulletin_find_bar, BULLETIN, FIND_BAR, AdwBin)

void     bulletin_find_bar_set_editor   (BulletinFindBar      *self,
                                         BulletinSourceEditor *editor);
/* Opens the bar; what is selected on one line is what is looked for, of several
 * lines where. */
void     bulletin_find_bar_open         (BulletinFindBar      *self,
                                         gboolean              replace);
void     bulletin_find_bar_close        (BulletinFindBar      *self);
/* The next place, also while the bar is shut. */
void     bulletin_find_bar_go           (BulletinFindBar      *self,
                                         gboolean              forward);
/* The text or the selection is another. */
void     bulletin_find_bar_text_changed (BulletinFindBar      *self);
void     bulletin_find_bar_caret_moved  (BulletinFindBar      *self);

G_END_DECLS
