/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-document.h"

G_BEGIN_DECLS

/**
 * BulletinTableSource:
 *
 * A table as it stands in a text: its rows and cells with their places. The
 * editor works on it, while a #BulletinDocument says what the table means. Holds
 * a copy of the table's text. Not thread-safe.
 */
typedef struct _BulletinTableSource BulletinTableSource;

/* The row of a table's caption, where a place names one. */
#define BULLETIN_TABLE_CAPTION_ROW (-1)

BulletinTableSource *bulletin_table_source_new         (const char                *text,
                                                        gsize                      length,
                                                        gsize                      place);
void                 bulletin_table_source_free        (BulletinTableSource       *self);
gsize                bulletin_table_source_get_offset  (const BulletinTableSource *self);
gsize                bulletin_table_source_get_length  (const BulletinTableSource *self);
guint                bulletin_table_source_get_n_rows  (const BulletinTableSource *self);
guint                bulletin_table_source_get_n_columns (const BulletinTableSource *self);
guint                bulletin_table_source_get_n_head_rows (const BulletinTableSource *self);
gboolean             bulletin_table_source_has_caption (const BulletinTableSource *self);
BulletinAlign        bulletin_table_source_get_align   (const BulletinTableSource *self,
                                                        guint                      column);
void                 bulletin_table_source_locate      (const BulletinTableSource *self,
                                                        gsize                      place,
                                                        int                       *row,
                                                        guint                     *column);
void                 bulletin_table_source_get_cell    (const BulletinTableSource *self,
                                                        int                        row,
                                                        guint                      column,
                                                        gsize                     *offset,
                                                        gsize                     *length);
gboolean             bulletin_table_source_is_row_empty (const BulletinTableSource *self,
                                                         guint                      row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinTableSource, bulletin_table_source_free)

G_END_DECLS
