/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Small pictures of pictures, unpacked on a worker thread. */
void        bulletin_thumbnail_async  (GBytes               *content,
                                       int                   size,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GdkTexture *bulletin_thumbnail_finish (GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
