/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"

G_BEGIN_DECLS

gboolean bulletin_migrations_check_header  (const char       *path,
                                            GError          **error);
gboolean bulletin_migrations_run           (BulletinLibrary  *library,
                                            GError          **error);
/* The schema's guards as the migrations make them: name → SQL. */
GHashTable *bulletin_migrations_get_triggers (GError        **error);
GHashTable *bulletin_database_get_triggers (BulletinDatabase *database,
                                            GError          **error);

G_END_DECLS
