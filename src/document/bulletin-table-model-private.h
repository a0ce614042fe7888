/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-table-writing.h"

#include "bulletin-table-source-private.h"

G_BEGIN_DECLS

/* What stands in a cell, as markup; not owned. */
typedef struct
{
  const char *text;
  gsize length;
} BulletinTableText;

/* A row on its way: its indent and its cells, and the whole line as it was typed
 * as long as nothing in it has changed, else of length 0. */
typedef struct
{
  BulletinTableText indent;
  BulletinTableText line;
  GArray *cells; /* of BulletinTableText */
} BulletinTableModelRow;

/* A table that is being changed. Its texts lie in the source that it was made
 * of, and in @owned. */
typedef struct
{
  GStringChunk *owned;
  gboolean has_caption;
  BulletinTableText caption;      /* the whole line */
  gboolean has_delimiters;
  BulletinTableText delimiters;   /* the line as typed, or of length 0 */
  BulletinTableText delimiters_indent;
  GArray *aligns;                 /* of BulletinAlign, for the first columns */
  guint n_head_rows;
  GPtrArray *rows;                /* of BulletinTableModelRow */
  GPtrArray *line_ends;           /* one for each line, in order */
} BulletinTableModel;

/* Whether the bars of a table that large are lined up. */
gboolean               bulletin_table_is_padded          (guint                      n_rows,
                                                          guint                      n_columns);
BulletinTableModel    *bulletin_table_model_new          (const BulletinTableSource *source);
BulletinTableModel    *bulletin_table_model_new_empty    (void);
BulletinTableModelRow *bulletin_table_model_row_new      (void);
void                   bulletin_table_model_free         (BulletinTableModel        *self);
BulletinTableModelRow *bulletin_table_model_insert_row   (BulletinTableModel        *self,
                                                          guint                      row);
void                   bulletin_table_model_remove_row   (BulletinTableModel        *self,
                                                          guint                      row);
void                   bulletin_table_model_set_cell     (BulletinTableModel        *self,
                                                          guint                      row,
                                                          guint                      column,
                                                          const char                *text);
guint                  bulletin_table_model_count_columns (const BulletinTableModel *self);
void                   bulletin_table_model_set_align    (BulletinTableModel        *self,
                                                          guint                      column,
                                                          BulletinAlign              align);
void                   bulletin_table_model_set_head     (BulletinTableModel        *self,
                                                          guint                      n_head_rows);
void                   bulletin_table_model_set_caption  (BulletinTableModel        *self,
                                                          const char                *caption);
void                   bulletin_table_model_complete     (BulletinTableModel        *self,
                                                          guint                      n_columns);
gboolean               bulletin_table_model_has_row_of_dashes (const BulletinTableModel *self,
                                                          guint                      n_rows);
void                   bulletin_table_model_require_delimiters (BulletinTableModel  *self);
void                   bulletin_table_model_touch        (BulletinTableModel        *self);
char                  *bulletin_table_model_write        (BulletinTableModel        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinTableModel, bulletin_table_model_free)

G_END_DECLS
