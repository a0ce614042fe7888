/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-window.h"

G_BEGIN_DECLS

/* Archive packages through the window: the work is done on other threads, shows its
 * progress in a toast where it can be stopped, and says at the end what became of it. */

void bulletin_package_record_in_window (BulletinWindow *window,
                                        const char     *id,
                                        GFile          *file);
void bulletin_package_year_in_window   (BulletinWindow *window,
                                        const char     *series,
                                        int             year,
                                        GFile          *file);
void bulletin_check_package_in_window  (BulletinWindow *window,
                                        GFile          *file);
void bulletin_import_package_in_window (BulletinWindow *window,
                                        GFile          *file);

G_END_DECLS
