/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The style of the web edition, inline in a document of its own and a file of
 * the site; and the encoders of what goes into HTML, by context. */
extern const char bulletin_html_style[];

/* A page from its parts: everything up to <body>, with the policy that lets in
 * nothing but the style. style_href NULL puts the style inline. */
void  bulletin_html_append_head     (GString    *html,
                                     const char *title,
                                     const char *style_href,
                                     const char *feed_href);
/* Whether an edition shows U+FFFD for a character: what is not text, and noncharacters
 * (Unicode, 23.7), which a PDF and HTML may not hold. */
gboolean bulletin_is_no_character   (gunichar    c);
/* A name as a path component of a relative URL, in an attribute. */
void  bulletin_html_append_href     (GString    *html,
                                     const char *path);

G_END_DECLS
