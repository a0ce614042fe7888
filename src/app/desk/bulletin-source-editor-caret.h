/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-source-editor.h"

G_BEGIN_DECLS

/* The caret and the selection; places are bytes of the text. */
gsize    bulletin_source_editor_get_caret       (BulletinSourceEditor *self);
guint    bulletin_source_editor_get_line        (BulletinSourceEditor *self);
int      bulletin_source_editor_get_level       (BulletinSourceEditor *self,
                                                 gboolean             *is_note);
gboolean bulletin_source_editor_get_selection   (BulletinSourceEditor *self,
                                                 gsize                *start,
                                                 gsize                *end);
void     bulletin_source_editor_select          (BulletinSourceEditor *self,
                                                 gsize                 offset,
                                                 gsize                 length);
void     bulletin_source_editor_reveal          (BulletinSourceEditor *self,
                                                 gsize                 offset,
                                                 gsize                 length);
/* Where the caret stands in the view. */
void     bulletin_source_editor_get_caret_place (BulletinSourceEditor *self,
                                                 GdkRectangle         *place);

G_END_DECLS
