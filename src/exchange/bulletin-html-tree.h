/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gumbo.h>

G_BEGIN_DECLS

/* HTML from outside, read by gumbo within bounds: of bytes, of nesting, of memory
 * and of time. */
typedef struct _BulletinHtmlTree BulletinHtmlTree;

/* An office document with its pictures in it; measured in real bytes. */
#define BULLETIN_HTML_MAX_BYTES (32 * 1024 * 1024)
#define BULLETIN_HTML_MAX_DEPTH 500

BulletinHtmlTree *bulletin_html_tree_new      (const char        *html,
                                               gsize              length,
                                               GError           **error);
void              bulletin_html_tree_free     (BulletinHtmlTree  *self);
const GumboNode  *bulletin_html_tree_get_root (BulletinHtmlTree  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinHtmlTree, bulletin_html_tree_free)

G_END_DECLS
