/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtksourceview/gtksource.h>

#include "bulletin-table-editing.h"

G_BEGIN_DECLS

/**
 * BulletinTableTypist:
 *
 * Edits the table that the caret is in, and answers the keys that mean something
 * there: Tab goes from cell to cell, Return down a column. Each is one step that
 * can be undone.
 */
#define BULLETIN_TYPE_TABLE_TYPIST (bulletin_table_typist_get_type ())
G_DECLARE_FINAL_TYPE (BulletinTableTypist, bulletin_table_typist, BULLETIN, TABLE_TYPIST, GObject)

BulletinTableTypist *bulletin_table_typist_new     (GtkSourceView           *view);
gboolean             bulletin_table_typist_is_in_table (BulletinTableTypist *self);
gboolean             bulletin_table_typist_operate (BulletinTableTypist     *self,
                                                    BulletinTableOperation   operation,
                                                    GError                 **error);
gboolean             bulletin_table_typist_fill    (BulletinTableTypist     *self,
                                                    const GPtrArray         *cells,
                                                    GError                 **error);
void                 bulletin_table_typist_insert  (BulletinTableTypist     *self,
                                                    const char              *lines);

G_END_DECLS
