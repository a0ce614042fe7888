/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"

G_BEGIN_DECLS

gboolean bulletin_library_check_clock (BulletinLibrary *self,
                                       char           **sentence,
                                       GError         **error);

G_END_DECLS
