/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"

G_BEGIN_DECLS

const char *bulletin_library_get_operation  (BulletinLibrary *self);
void        bulletin_library_take_operation (BulletinLibrary *self,
                                             char            *operation);
void        bulletin_library_remove_files   (const char      *path);

G_END_DECLS
