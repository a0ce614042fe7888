/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-window.h"

G_BEGIN_DECLS

/* The window's actions for archive packages. */
void bulletin_window_add_package_actions (BulletinWindow *self);
/* Asks where to, and packs a record there. */
void bulletin_window_package_record      (BulletinWindow *self,
                                          const char     *id);

G_END_DECLS
