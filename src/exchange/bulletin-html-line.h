/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A line of text as it is collected from HTML: blanks are run together as a
 * browser does, and what is strong is known character by character. */
typedef struct _BulletinHtmlLine BulletinHtmlLine;

BulletinHtmlLine *bulletin_html_line_new      (void);
void              bulletin_html_line_free     (BulletinHtmlLine       *self);
void              bulletin_html_line_clear    (BulletinHtmlLine       *self);
gboolean          bulletin_html_line_is_empty (const BulletinHtmlLine *self);
void              bulletin_html_line_append   (BulletinHtmlLine       *self,
                                               gunichar                c,
                                               gboolean                is_strong);
char             *bulletin_html_line_write    (const BulletinHtmlLine *self,
                                               gboolean                with_strong,
                                               gboolean                in_cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinHtmlLine, bulletin_html_line_free)

G_END_DECLS
