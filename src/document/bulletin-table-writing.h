/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-document.h"

G_BEGIN_DECLS

/* A row cannot hold more cells than fit on a page even one character wide; what
 * follows stays in the last one. It bounds what padding the other rows costs. */
#define BULLETIN_TABLE_MAX_COLUMNS 64

char *bulletin_table_write (const GPtrArray *rows,
                            guint            n_head_rows,
                            const GArray    *aligns,
                            const char      *caption);

G_END_DECLS
