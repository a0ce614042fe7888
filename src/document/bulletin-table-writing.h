/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-document.h"

G_BEGIN_DECLS

char *bulletin_table_write (const GPtrArray *rows,
                            guint            n_head_rows,
                            const GArray    *aligns,
                            const char      *caption);

G_END_DECLS
