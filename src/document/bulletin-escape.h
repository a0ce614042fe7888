/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text from elsewhere as markup that says the same: what would be read as marks
 * gets a backslash. */

char     *bulletin_escape_inline (const char *text);
char     *bulletin_escape_cell   (const char *text);
char     *bulletin_escape_line   (const char *line);

G_END_DECLS
