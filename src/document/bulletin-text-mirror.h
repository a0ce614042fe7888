/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BulletinTextMirror:
 *
 * The text of a text widget, kept up with edit by edit. The widget counts in
 * characters, a document in bytes; the mirror translates between the two from
 * the place that was asked for last, so that what happens at the caret does not
 * take longer in a longer text. For one thread.
 */
typedef struct _BulletinTextMirror BulletinTextMirror;

BulletinTextMirror *bulletin_text_mirror_new        (void);
void                bulletin_text_mirror_free       (BulletinTextMirror *self);
void                bulletin_text_mirror_insert     (BulletinTextMirror *self,
                                                     gsize               position,
                                                     const char         *text,
                                                     gsize               length);
void                bulletin_text_mirror_delete     (BulletinTextMirror *self,
                                                     gsize               position,
                                                     gsize               n_chars);
const char         *bulletin_text_mirror_get_text   (BulletinTextMirror *self,
                                                     gsize              *length);
gsize               bulletin_text_mirror_to_offset  (BulletinTextMirror *self,
                                                     gsize               position);
gsize               bulletin_text_mirror_to_position (BulletinTextMirror *self,
                                                      gsize               offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinTextMirror, bulletin_text_mirror_free)

G_END_DECLS
