/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Folders that are written as a whole: beside the target, whose place they then
 * take. A marker, a file in them, lists by its lines what we put there. */

void   bulletin_remove_tree         (const char        *path);
char **bulletin_owned_folder_read   (const char        *path,
                                     const char        *marker,
                                     const char        *title);
int    bulletin_owned_folder_place  (const char        *temporary,
                                     const char        *path,
                                     const char *const *owned);

G_END_DECLS
