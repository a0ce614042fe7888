/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-database.h"

G_BEGIN_DECLS

#define BULLETIN_TYPE_LIBRARY (bulletin_library_get_type ())
G_DECLARE_FINAL_TYPE (BulletinLibrary, bulletin_library, BULLETIN, LIBRARY, GObject)

/**
 * BulletinLibraryFlags:
 * @BULLETIN_LIBRARY_NONE: the library must exist
 * @BULLETIN_LIBRARY_CREATE: make it if the file does not exist
 */
typedef enum
{
  BULLETIN_LIBRARY_NONE = 0,
  BULLETIN_LIBRARY_CREATE = 1 << 0,
} BulletinLibraryFlags;

BulletinLibrary  *bulletin_library_open         (const char            *path,
                                                 BulletinLibraryFlags   flags,
                                                 GError               **error);
gboolean          bulletin_library_close        (BulletinLibrary       *self,
                                                 GError               **error);
const char       *bulletin_library_get_path     (BulletinLibrary       *self);
BulletinDatabase *bulletin_library_get_database (BulletinLibrary       *self);
char             *bulletin_library_get_setting  (BulletinLibrary       *self,
                                                 const char            *key,
                                                 GError               **error);
gboolean          bulletin_library_set_setting  (BulletinLibrary       *self,
                                                 const char            *key,
                                                 const char            *value,
                                                 GError               **error);
char             *bulletin_uuid_new             (void);
char             *bulletin_timestamp_now        (void);

G_END_DECLS
