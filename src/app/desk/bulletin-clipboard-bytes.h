/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What another program offers on the clipboard, never more than asked for: it may
 * be any size, and comes in pieces. */

void    bulletin_clipboard_read_bytes_async  (GdkClipboard         *clipboard,
                                              const char          **mime_types,
                                              gsize                 max_bytes,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GBytes *bulletin_clipboard_read_bytes_finish (GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
