/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One sentence or two for what the system says about writing the file or folder
 * called @name: @number is its errno. */
void bulletin_set_write_error (GError **error,
                               const char *name,
                               int number);

G_END_DECLS
