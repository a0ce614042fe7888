/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "bulletin-database.h"

G_BEGIN_DECLS

/* "BLTN", in the file's header at byte 68. */
#define BULLETIN_APPLICATION_ID 0x424c544e

/* What only src/library may do with a connection. */

BulletinDatabase *bulletin_database_open           (const char        *path,
                                                    gboolean           create,
                                                    GError           **error);
gboolean          bulletin_database_close          (BulletinDatabase  *self,
                                                    GError           **error);
sqlite3          *bulletin_database_get_handle     (BulletinDatabase  *self);
const char       *bulletin_database_get_path       (BulletinDatabase  *self);
void              bulletin_database_set_error      (const char        *path,
                                                    int                code,
                                                    int                system_error,
                                                    const char        *detail,
                                                    GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
