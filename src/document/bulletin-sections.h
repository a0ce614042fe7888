/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-document.h"
#include "bulletin-edit.h"

G_BEGIN_DECLS

#define BULLETIN_N_LEVELS 4

/* A section is a heading with all that stands below it: up to the next heading
 * of its level or a higher one, the attachment note, or the end. Sections are
 * named by the block of their heading. */
#define BULLETIN_NO_SECTION G_MAXUINT

guint      bulletin_section_find      (const BulletinDocument *document,
                                       gsize                   offset);
void       bulletin_section_get_range (const BulletinDocument *document,
                                       guint                   section,
                                       gsize                  *start,
                                       gsize                  *end);
GPtrArray *bulletin_section_move_up   (const BulletinDocument *document,
                                       guint                   section,
                                       gsize                  *caret);
GPtrArray *bulletin_section_move_down (const BulletinDocument *document,
                                       guint                   section,
                                       gsize                  *caret);
GPtrArray *bulletin_section_move_to   (const BulletinDocument *document,
                                       guint                   section,
                                       guint                   target,
                                       gboolean                after,
                                       gsize                  *caret);
GPtrArray *bulletin_section_shift     (const BulletinDocument *document,
                                       guint                   section,
                                       int                     by,
                                       gsize                  *caret);

GPtrArray *bulletin_renumber_edits    (const BulletinDocument *document);
char      *bulletin_renumber          (const BulletinDocument *document);

G_END_DECLS
