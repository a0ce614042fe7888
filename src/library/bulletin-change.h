/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "bulletin-library.h"

G_BEGIN_DECLS

/* The one way to write rows of series and registers: an operation is opened,
 * rows are put or removed in it, each with its before and after in the
 * journal, and it is committed whole or rolled back whole. */

/* Opens an operation (and a transaction) and returns its id. */
const char *bulletin_library_begin_operation    (BulletinLibrary  *self,
                                                 const char       *who,
                                                 const char       *what,
                                                 const char       *source_name,
                                                 GBytes           *source,
                                                 GError          **error);
gboolean    bulletin_library_commit_operation   (BulletinLibrary  *self,
                                                 GError          **error);
void        bulletin_library_rollback_operation (BulletinLibrary  *self);

/* Inserts or updates a row; values hold the columns to set (null clears). With
 * id NULL a new id is made. Returns the row's id, (transfer full). */
char       *bulletin_library_put_row            (BulletinLibrary  *self,
                                                 const char       *table,
                                                 const char       *id,
                                                 JsonObject       *values,
                                                 GError          **error);
gboolean    bulletin_library_remove_row         (BulletinLibrary  *self,
                                                 const char       *table,
                                                 const char       *id,
                                                 GError          **error);
/* Takes back a committed operation as a new operation; refused when a row was
 * changed since. */
gboolean    bulletin_library_undo_operation     (BulletinLibrary  *self,
                                                 const char       *operation,
                                                 const char       *who,
                                                 GError          **error);

G_END_DECLS
