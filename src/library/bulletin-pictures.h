/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"
#include "bulletin-materials.h"

G_BEGIN_DECLS

/* The pictures of bulletins. A file is kept once, by its content; what
 * `attachment:NAME` means is bound for each bulletin, once. All calls belong to
 * the library's thread. */

/* The longest name that a picture is given, in characters, its ending included. */
#define BULLETIN_PICTURE_NAME_MAX 60

char     *bulletin_picture_make_name      (const char               *suggested,
                                           const char               *media_type);
char     *bulletin_library_add_picture    (BulletinLibrary          *self,
                                           const char               *id,
                                           const char               *suggested,
                                           const char               *media_type,
                                           GBytes                   *content,
                                           guint                     width,
                                           guint                     height,
                                           const char               *who,
                                           GError                  **error);
gboolean  bulletin_library_bind_picture   (BulletinLibrary          *self,
                                           const char               *id,
                                           const char               *name,
                                           const char               *media_type,
                                           GBytes                   *content,
                                           guint                     width,
                                           guint                     height,
                                           const char               *who,
                                           GError                  **error);
gboolean  bulletin_library_bind_pictures  (BulletinLibrary          *self,
                                           const char               *id,
                                           const BulletinMaterials  *materials,
                                           const char               *who,
                                           GError                  **error);
gboolean  bulletin_library_read_pictures  (BulletinLibrary          *self,
                                           const char               *id,
                                           const GPtrArray          *names,
                                           const BulletinMaterials  *known,
                                           BulletinMaterials        *materials,
                                           GError                  **error);
gboolean  bulletin_library_copy_pictures  (BulletinLibrary          *self,
                                           const char               *from,
                                           const char               *to,
                                           const char               *who,
                                           GError                  **error);

G_END_DECLS
