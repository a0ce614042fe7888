/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* The script world that preview.js lives in. */
#define BULLETIN_PREVIEW_WORLD "bulletin"

/* A web view that shows nothing but the empty page of bulletin:preview and what
 * preview.js patches into it, and that can reach nothing. (transfer floating) */
WebKitWebView *bulletin_preview_web_view_new (void);
/* A web view for a page that was frozen: it runs no script and can reach nothing.
 * (transfer floating) */
WebKitWebView *bulletin_frozen_web_view_new  (void);
/* Shows a complete page of HTML, which must bring its styles and pictures along. */
void           bulletin_frozen_web_view_show (WebKitWebView *view,
                                              GBytes        *html);

G_END_DECLS
