/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"

G_BEGIN_DECLS

/* A complete copy through SQLite's online backup, written beside the target and
 * renamed over it; an existing target is refused unless replace. */
gboolean  bulletin_library_back_up       (BulletinLibrary *self,
                                          const char      *target,
                                          gboolean         replace,
                                          GCancellable    *cancellable,
                                          GError         **error);
/* Checks that backup is a library in good order, sets a library at path aside
 * (as path.before-restore-TIME) and puts the copy in its place. */
gboolean  bulletin_library_restore       (const char      *backup,
                                          const char      *path,
                                          GError         **error);
/* The daily backup in the folder "backups" beside the library, if today's is
 * missing; keeps 7 daily and 12 monthly. Returns when the newest was made. */
char     *bulletin_library_daily_back_up (BulletinLibrary *self,
                                          GCancellable    *cancellable,
                                          GError         **error);

G_END_DECLS
