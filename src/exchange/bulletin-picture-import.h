/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-materials.h"

G_BEGIN_DECLS

/* Taking in pictures from outside. */

/* The largest file that is read, in bytes. */
#define BULLETIN_PICTURE_MAX_BYTES (64 * 1024 * 1024)
/* A picture is kept as large as 300 dots an inch of the text block need:
 * 156 × 225 mm (GB/T 9704-2012, 5.1 and 5.2). */
#define BULLETIN_PICTURE_MAX_WIDTH  1843
#define BULLETIN_PICTURE_MAX_HEIGHT 2657
/* What is unpacked whole before it is made smaller, in pixels, and what a JPEG
 * may have, which is made smaller while it is unpacked. */
#define BULLETIN_PICTURE_MAX_PIXELS      (50 * 1000 * 1000)
#define BULLETIN_PICTURE_MAX_JPEG_PIXELS (200 * 1000 * 1000)

BulletinPicture *bulletin_picture_import_bytes  (GBytes               *bytes,
                                                 const char           *name,
                                                 GCancellable         *cancellable,
                                                 GError              **error);
BulletinPicture *bulletin_picture_import_file   (GFile                *file,
                                                 GCancellable         *cancellable,
                                                 GError              **error);
void             bulletin_picture_import_async  (GFile                *file,
                                                 GBytes               *bytes,
                                                 const char           *name,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
BulletinPicture *bulletin_picture_import_finish (GAsyncResult         *result,
                                                 GError              **error);

G_END_DECLS
