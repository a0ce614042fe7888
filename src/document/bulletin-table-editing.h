/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-table-source.h"

G_BEGIN_DECLS

/**
 * BulletinTableError:
 * @BULLETIN_TABLE_ERROR_EDGE: a row or a column cannot be moved past the edge
 * @BULLETIN_TABLE_ERROR_TOO_WIDE: a table holds no more columns
 *
 * Why a table stays as it is.
 */
typedef enum
{
  BULLETIN_TABLE_ERROR_EDGE,
  BULLETIN_TABLE_ERROR_TOO_WIDE,
} BulletinTableError;

#define BULLETIN_TABLE_ERROR (bulletin_table_error_quark ())

/**
 * BulletinTableOperation:
 *
 * What can be done to a table at one of its cells.
 */
typedef enum
{
  BULLETIN_TABLE_ADD_ROW_ABOVE,
  BULLETIN_TABLE_ADD_ROW_BELOW,
  BULLETIN_TABLE_REMOVE_ROW,
  BULLETIN_TABLE_MOVE_ROW_UP,
  BULLETIN_TABLE_MOVE_ROW_DOWN,
  BULLETIN_TABLE_ADD_COLUMN_LEFT,
  BULLETIN_TABLE_ADD_COLUMN_RIGHT,
  BULLETIN_TABLE_REMOVE_COLUMN,
  BULLETIN_TABLE_MOVE_COLUMN_LEFT,
  BULLETIN_TABLE_MOVE_COLUMN_RIGHT,
  BULLETIN_TABLE_ALIGN_START,
  BULLETIN_TABLE_ALIGN_CENTRE,
  BULLETIN_TABLE_ALIGN_END,
  BULLETIN_TABLE_TOGGLE_HEAD,
  BULLETIN_TABLE_ADD_CAPTION,
  BULLETIN_TABLE_TIDY,
  BULLETIN_TABLE_N_OPERATIONS,
} BulletinTableOperation;

/**
 * BulletinTableEdit:
 * @offset: where the text changes, in bytes
 * @length: the bytes that go
 * @replacement: what comes in their place
 * @select_offset: where the content of the cell that the caret is then in starts,
 *   in bytes of the changed text
 * @select_length: its bytes
 *
 * A change of the text that a table stands in, as small as it can be. If nothing
 * changes, @length is 0 and @replacement empty.
 */
typedef struct
{
  gsize offset;
  gsize length;
  char *replacement;
  gsize select_offset;
  gsize select_length;
} BulletinTableEdit;

GQuark             bulletin_table_error_quark    (void);
const char        *bulletin_table_operation_get_name (BulletinTableOperation  operation);
gboolean           bulletin_table_operation_parse (const char                 *name,
                                                   BulletinTableOperation     *operation);
BulletinTableEdit *bulletin_table_edit_new       (const BulletinTableSource  *source,
                                                  BulletinTableOperation      operation,
                                                  int                         row,
                                                  guint                       column,
                                                  GError                    **error);
BulletinTableEdit *bulletin_table_edit_new_fill  (const BulletinTableSource  *source,
                                                  int                         row,
                                                  guint                       column,
                                                  const GPtrArray            *cells,
                                                  GError                    **error);
void               bulletin_table_edit_free      (BulletinTableEdit          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinTableEdit, bulletin_table_edit_free)

G_END_DECLS
