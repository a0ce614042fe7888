/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-window.h"

G_BEGIN_DECLS

/* The window's actions that ask for a file or folder: import, open-library,
 * back-up, publish, restore-newest. */
void  bulletin_window_add_file_actions   (BulletinWindow *self);
/* The newest backup beside a library, or NULL; (transfer full). */
char *bulletin_window_find_newest_backup (const char     *library);

G_END_DECLS
