/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-materials.h"

G_BEGIN_DECLS

BulletinMaterials *bulletin_load_pictures_beside (GFile           *file,
                                                  const char      *text,
                                                  const GPtrArray *given,
                                                  GCancellable    *cancellable,
                                                  GPtrArray      **problems);

G_END_DECLS
