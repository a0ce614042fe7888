/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* The script world that preview.js lives in. */
#define BULLETIN_PREVIEW_WORLD "bulletin"

/* A web view that shows nothing but the empty page of bulletin:preview and what
 * preview.js patches into it, and that can reach nothing. (transfer floating) */
WebKitWebView *bulletin_preview_web_view_new (void);

G_END_DECLS
