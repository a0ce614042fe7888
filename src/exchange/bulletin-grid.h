/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "bulletin-document.h"

G_BEGIN_DECLS

/**
 * BulletinGrid:
 *
 * Rows of cells, as markup, on their way from a spreadsheet or a page into a table
 * of the text.
 */
typedef struct _BulletinGrid BulletinGrid;

BulletinGrid *bulletin_grid_new            (void);
BulletinGrid *bulletin_grid_new_from_text  (const char         *text);
void          bulletin_grid_free           (BulletinGrid       *self);
void          bulletin_grid_add_row        (BulletinGrid       *self);
void          bulletin_grid_set_cell       (BulletinGrid       *self,
                                            guint               column,
                                            const char         *markup,
                                            guint               n_columns);
void          bulletin_grid_trim           (BulletinGrid       *self);
guint         bulletin_grid_get_n_rows     (const BulletinGrid *self);
guint         bulletin_grid_get_n_columns  (const BulletinGrid *self);
const char   *bulletin_grid_get_cell       (const BulletinGrid *self,
                                            guint               row,
                                            guint               column);
GPtrArray    *bulletin_grid_get_rows       (const BulletinGrid *self);
gboolean      bulletin_grid_check_width    (const BulletinGrid *self,
                                            GError            **error);
char         *bulletin_grid_write          (BulletinGrid       *self,
                                            guint               n_head_rows,
                                            const GArray       *aligns,
                                            const char         *caption);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinGrid, bulletin_grid_free)

G_END_DECLS
