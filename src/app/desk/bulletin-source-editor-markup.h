/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-source-editor.h"

G_BEGIN_DECLS

/* Typing the markup. Level 0 takes a heading's marker away. */
void     bulletin_source_editor_make_heading       (BulletinSourceEditor *self,
                                                    int                   level);
void     bulletin_source_editor_make_note          (BulletinSourceEditor *self);
gboolean bulletin_source_editor_is_strong          (BulletinSourceEditor *self);
void     bulletin_source_editor_make_strong        (BulletinSourceEditor *self);
void     bulletin_source_editor_make_internal      (BulletinSourceEditor *self);
void     bulletin_source_editor_insert_text        (BulletinSourceEditor *self,
                                                    const char           *text);
void     bulletin_source_editor_insert_lines       (BulletinSourceEditor *self,
                                                    const char           *lines);
void     bulletin_source_editor_insert_attachments (BulletinSourceEditor *self);
void     bulletin_source_editor_insert_page_break  (BulletinSourceEditor *self);
void     bulletin_source_editor_paste_text         (BulletinSourceEditor *self,
                                                    const char           *text);
void     bulletin_source_editor_paste_plain_text   (BulletinSourceEditor *self,
                                                    const char           *text);

G_END_DECLS
