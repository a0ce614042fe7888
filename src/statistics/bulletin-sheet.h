/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * BulletinSheet:
 *
 * A table of text cells as a spreadsheet holds it: a head and rows, each row
 * with the line that it came from. Reference counted.
 */
#define BULLETIN_TYPE_SHEET (bulletin_sheet_get_type ())
typedef struct _BulletinSheet BulletinSheet;

GType          bulletin_sheet_get_type   (void);
/* head and each row: (transfer full) NULL-terminated. */
BulletinSheet *bulletin_sheet_new        (char                **head);
void           bulletin_sheet_add_row    (BulletinSheet        *self,
                                          char                **cells,
                                          guint                 line);
BulletinSheet *bulletin_sheet_ref        (BulletinSheet        *self);
void           bulletin_sheet_unref      (BulletinSheet        *self);
const char * const *bulletin_sheet_get_head (const BulletinSheet *self);
guint          bulletin_sheet_get_n_rows (const BulletinSheet  *self);
/* The cell, trimmed; "" where the row is shorter than the head. */
const char    *bulletin_sheet_get_cell   (const BulletinSheet  *self,
                                          guint                 row,
                                          guint                 column);
/* The line of the file, from 1. */
guint          bulletin_sheet_get_line   (const BulletinSheet  *self,
                                          guint                 row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinSheet, bulletin_sheet_unref)

G_END_DECLS
