/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

gboolean bulletin_tokenizer_register (sqlite3     *database,
                                      const char  *path,
                                      GError     **error);
gboolean bulletin_unichar_is_cjk     (gunichar     c);

G_END_DECLS
