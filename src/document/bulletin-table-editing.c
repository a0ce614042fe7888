/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-table-editing.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-document-private.h"
#include "bulletin-table-model-private.h"

G_DEFINE_QUARK (bulletin - table - error - quark, bulletin_table_error)

/* The names by which menus and keys call the operations. */
static const char *const names[BULLETIN_TABLE_N_OPERATIONS] = {
  "add-row-above",
  "add-row-below",
  "remove-row",
  "move-row-up",
  "move-row-down",
  "add-column-left",
  "add-column-right",
  "remove-column",
  "move-column-left",
  "move-column-right",
  "align-start",
  "align-centre",
  "align-end",
  "head",
  "caption",
  "tidy",
};

const char *
bulletin_table_operation_get_name (BulletinTableOperation operation)
{
  g_return_val_if_fail (operation < BULLETIN_TABLE_N_OPERATIONS, NULL);

  return names[operation];
}

gboolean
bulletin_table_operation_parse (const char             *name,
                                BulletinTableOperation *operation)
{
  for (guint i = 0; i < BULLETIN_TABLE_N_OPERATIONS; i++) {
    if (g_strcmp0 (name, names[i]) == 0) {
      *operation = i;
      return TRUE;
    }
  }

  return FALSE;
}

static gboolean
check_edge (gboolean     is_inside,
            const char  *message,
            GError     **error)
{
  if (!is_inside)
    g_set_error_literal (error, BULLETIN_TABLE_ERROR, BULLETIN_TABLE_ERROR_EDGE, message);

  return is_inside;
}

static gboolean
check_width (guint    n_columns,
             GError **error)
{
  if (n_columns <= BULLETIN_TABLE_MAX_COLUMNS)
    return TRUE;

  g_set_error (error, BULLETIN_TABLE_ERROR, BULLETIN_TABLE_ERROR_TOO_WIDE,
               _ ("That makes %u columns, and a table holds at most %d. Use fewer columns, or two tables."),
               n_columns, BULLETIN_TABLE_MAX_COLUMNS);

  return FALSE;
}

static void
insert_column (BulletinTableModel *model,
               guint               column)
{
  const BulletinTableText empty = { "", 0 };
  const BulletinAlign start = BULLETIN_ALIGN_START;

  for (guint i = 0; i < model->rows->len; i++) {
    BulletinTableModelRow *row = g_ptr_array_index (model->rows, i);

    /* A row that ends before it is as wide as before: what it lacks is empty. */
    if (row->cells->len >= column)
      g_array_insert_val (row->cells, column, empty);
  }
  if (model->aligns->len > column)
    g_array_insert_val (model->aligns, column, start);
  bulletin_table_model_touch (model);
}

static void
remove_column (BulletinTableModel *model,
               guint               column)
{
  for (guint i = 0; i < model->rows->len; i++) {
    BulletinTableModelRow *row = g_ptr_array_index (model->rows, i);

    if (row->cells->len > column)
      g_array_remove_index (row->cells, column);
  }
  if (model->aligns->len > column)
    g_array_remove_index (model->aligns, column);
  bulletin_table_model_touch (model);
}

static void
swap_columns (BulletinTableModel *model,
              guint               left)
{
  guint right = left + 1;

  bulletin_table_model_complete (model, right + 1);
  for (guint i = 0; i < model->rows->len; i++) {
    BulletinTableModelRow *row = g_ptr_array_index (model->rows, i);
    BulletinTableText cell = g_array_index (row->cells, BulletinTableText, left);

    g_array_index (row->cells, BulletinTableText, left) = g_array_index (row->cells, BulletinTableText, right);
    g_array_index (row->cells, BulletinTableText, right) = cell;
  }

  if (model->aligns->len > left) {
    BulletinAlign align = g_array_index (model->aligns, BulletinAlign, left);

    bulletin_table_model_set_align (model, left, right < model->aligns->len ? g_array_index (model->aligns, BulletinAlign, right) : BULLETIN_ALIGN_START);
    bulletin_table_model_set_align (model, right, align);
  }
  bulletin_table_model_touch (model);
}

static void
swap_rows (BulletinTableModel *model,
           guint               upper)
{
  gpointer *rows = model->rows->pdata;
  gpointer row = rows[upper];

  rows[upper] = rows[upper + 1];
  rows[upper + 1] = row;
}

static gboolean
is_same_text (const BulletinTableSource *source,
              const char                *text)
{
  return strlen (text) == source->length && memcmp (source->text, text, source->length) == 0;
}

/* The edit that makes @text of the source: what is alike at both ends stays. */
static BulletinTableEdit *
edit_new_from_text (const BulletinTableSource *source,
                    const char                *text,
                    int                        row,
                    guint                      column)
{
  BulletinTableEdit *self = g_new0 (BulletinTableEdit, 1);
  gsize length = strlen (text);
  gsize shortest = MIN (length, source->length);
  gsize before = 0;
  gsize after = 0;

  self->select_offset = source->offset;

  if (length > 0) {
    g_autoptr (BulletinTableSource) changed = bulletin_table_source_new (text, length, 0);

    bulletin_table_source_get_cell (changed, row, column, &self->select_offset, &self->select_length);
    self->select_offset += source->offset;
  }

  if (is_same_text (source, text)) {
    self->offset = source->offset;
    self->replacement = g_strdup ("");
    return self;
  }

  while (before < shortest && source->text[before] == text[before])
    before++;
  while (before > 0 && ((guchar) text[before] & 0xc0) == 0x80)
    before--;
  while (after < shortest - before && source->text[source->length - 1 - after] == text[length - 1 - after])
    after++;
  while (after > 0 && ((guchar) text[length - after] & 0xc0) == 0x80)
    after--;

  self->offset = source->offset + before;
  self->length = source->length - before - after;
  self->replacement = g_strndup (text + before, length - before - after);

  return self;
}

/* --- Rows of a large table ------------------------------------------------- */

static const BulletinTableSourceLine *
get_row (const BulletinTableSource *source,
         guint                      row)
{
  return &g_array_index (source->rows, BulletinTableSourceLine, row);
}

/* What parts lines here, as the first of them is parted from the next. */
static void
append_line_end (GString                   *text,
                 const BulletinTableSource *source)
{
  const BulletinTableSourceLine *first = source->has_caption ? &source->caption : get_row (source, 0);

  if (source->n_head_rows == 0 && !source->has_caption)
    first = &source->delimiters;
  g_string_append_len (text, source->text + first->stop, first->next - first->stop);
}

static BulletinTableEdit *
edit_new_insertion (const BulletinTableSource *source,
                    guint                      row,
                    guint                      column)
{
  BulletinTableEdit *self = g_new0 (BulletinTableEdit, 1);
  const BulletinTableSourceLine *below = get_row (source, row);
  GString *text = g_string_new_len (source->text + below->start, below->content - below->start);
  g_autoptr (BulletinTableSource) inserted = NULL;

  g_string_append_c (text, '|');
  for (guint i = 0; i < source->n_columns; i++)
    g_string_append (text, "  |");
  append_line_end (text, source);

  inserted = bulletin_table_source_new (text->str, text->len, 0);
  bulletin_table_source_get_cell (inserted, 0, column, &self->select_offset, &self->select_length);
  self->offset = source->offset + below->start;
  self->select_offset += self->offset;
  self->replacement = g_string_free (text, FALSE);

  return self;
}

static BulletinTableEdit *
edit_new_removal (const BulletinTableSource *source,
                  guint                      row,
                  guint                      column)
{
  BulletinTableEdit *self = g_new0 (BulletinTableEdit, 1);
  const BulletinTableSourceLine *line = get_row (source, row);

  self->offset = source->offset + line->start;
  self->length = line->next - line->start;
  self->replacement = g_strdup ("");
  bulletin_table_source_get_cell (source, row + 1, column, &self->select_offset, &self->select_length);
  self->select_offset -= self->length;

  return self;
}

/* The two rows change places; the ends of their lines do not. */
static BulletinTableEdit *
edit_new_swap (const BulletinTableSource *source,
               guint                      upper,
               guint                      row,
               guint                      column)
{
  BulletinTableEdit *self = g_new0 (BulletinTableEdit, 1);
  const BulletinTableSourceLine *one = get_row (source, upper);
  const BulletinTableSourceLine *other = get_row (source, upper + 1);
  GString *text = g_string_new_len (source->text + other->start, other->stop - other->start);

  g_string_append_len (text, source->text + one->stop, one->next - one->stop);
  bulletin_table_source_get_cell (source, row, column, &self->select_offset, &self->select_length);
  if (row == upper)
    self->select_offset += text->len;
  else
    self->select_offset -= other->start - one->start;
  g_string_append_len (text, source->text + one->start, one->stop - one->start);
  self->offset = source->offset + one->start;
  self->length = other->stop - one->start;
  self->replacement = g_string_free (text, FALSE);

  return self;
}

/* In a large table no other line changes with a row below its head: then the edit is
 * made of the lines alone, in place of writing all of them anew. NULL where that
 * does not do. */
static BulletinTableEdit *
edit_new_of_rows (const BulletinTableSource *source,
                  BulletinTableOperation     operation,
                  int                        row,
                  guint                      column)
{
  const guint n_rows = source->rows->len;
  const guint at = MAX (row, 0);

  if (bulletin_table_is_padded (n_rows, source->n_columns) || !source->has_delimiters || row < 0 || at < source->n_head_rows)
    return NULL;

  switch (operation) {
  case BULLETIN_TABLE_ADD_ROW_ABOVE:
    return edit_new_insertion (source, at, column);
  case BULLETIN_TABLE_ADD_ROW_BELOW:
    return at + 1 < n_rows ? edit_new_insertion (source, at + 1, column) : NULL;
  case BULLETIN_TABLE_REMOVE_ROW:
    return at + 1 < n_rows ? edit_new_removal (source, at, column) : NULL;
  case BULLETIN_TABLE_MOVE_ROW_UP:
    return at > source->n_head_rows ? edit_new_swap (source, at - 1, at, column) : NULL;
  case BULLETIN_TABLE_MOVE_ROW_DOWN:
    return at + 1 < n_rows ? edit_new_swap (source, at, at, column) : NULL;
  default:
    return NULL;
  }
}

/**
 * bulletin_table_edit_new:
 * @source: a table
 * @operation: what to do
 * @row: the row of the cell to do it at, or %BULLETIN_TABLE_CAPTION_ROW
 * @column: its column
 * @error: return location for an error
 *
 * Finds the change that an operation makes. No content of a cell is lost or
 * altered but of a row or column that is removed; what is removed last takes the
 * table and its caption with it. A row that is moved past the head's end changes
 * places with one of the head.
 *
 * Returns: (transfer full) (nullable): the edit, or %NULL with a
 *   %BULLETIN_TABLE_ERROR
 */
BulletinTableEdit *
bulletin_table_edit_new (const BulletinTableSource  *source,
                         BulletinTableOperation      operation,
                         int                         row,
                         guint                       column,
                         GError                    **error)
{
  g_autoptr (BulletinTableModel) model = NULL;
  g_autofree char *text = NULL;
  BulletinTableEdit *edit;
  guint n_rows = source->rows->len;
  guint n_columns = source->n_columns;
  gboolean is_caption = row < 0;
  guint at = MAX (row, 0);

  g_return_val_if_fail (at < n_rows && column < n_columns, NULL);

  edit = edit_new_of_rows (source, operation, row, column);
  if (edit != NULL)
    return edit;
  model = bulletin_table_model_new (source);

  switch (operation) {
  case BULLETIN_TABLE_ADD_ROW_ABOVE:
    bulletin_table_model_insert_row (model, at);
    row = at;
    break;

  case BULLETIN_TABLE_ADD_ROW_BELOW:
    at = is_caption ? 0 : at + 1;
    bulletin_table_model_insert_row (model, at);
    row = at;
    break;

  case BULLETIN_TABLE_REMOVE_ROW:
    bulletin_table_model_remove_row (model, at);
    row = MIN (at, MAX (n_rows, 2) - 2);
    break;

  case BULLETIN_TABLE_MOVE_ROW_UP:
    if (!check_edge (at > 0, _ ("This row is the first already."), error))
      return NULL;
    swap_rows (model, at - 1);
    row = at - 1;
    break;

  case BULLETIN_TABLE_MOVE_ROW_DOWN:
    if (!check_edge (at + 1 < n_rows, _ ("This row is the last already."), error))
      return NULL;
    swap_rows (model, at);
    row = at + 1;
    break;

  case BULLETIN_TABLE_ADD_COLUMN_LEFT:
  case BULLETIN_TABLE_ADD_COLUMN_RIGHT:
    if (!check_width (n_columns + 1, error))
      return NULL;
    column += operation == BULLETIN_TABLE_ADD_COLUMN_RIGHT;
    insert_column (model, column);
    row = at;
    break;

  case BULLETIN_TABLE_REMOVE_COLUMN:
    if (n_columns == 1)
      g_ptr_array_set_size (model->rows, 0);
    else
      remove_column (model, column);
    column = MIN (column, MAX (n_columns, 2) - 2);
    row = at;
    break;

  case BULLETIN_TABLE_MOVE_COLUMN_LEFT:
    if (!check_edge (column > 0, _ ("This column is the first already."), error))
      return NULL;
    swap_columns (model, column - 1);
    column--;
    row = at;
    break;

  case BULLETIN_TABLE_MOVE_COLUMN_RIGHT:
    if (!check_edge (column + 1 < n_columns, _ ("This column is the last already."), error))
      return NULL;
    swap_columns (model, column);
    column++;
    row = at;
    break;

  case BULLETIN_TABLE_ALIGN_START:
  case BULLETIN_TABLE_ALIGN_CENTRE:
  case BULLETIN_TABLE_ALIGN_END:
    bulletin_table_model_set_align (model, column,
                                    operation == BULLETIN_TABLE_ALIGN_START ? BULLETIN_ALIGN_START
                                    : operation == BULLETIN_TABLE_ALIGN_END ? BULLETIN_ALIGN_END
                                                                            : BULLETIN_ALIGN_CENTRE);
    bulletin_table_model_touch (model);
    break;

  case BULLETIN_TABLE_TOGGLE_HEAD:
    bulletin_table_model_set_head (model, source->n_head_rows > 0 ? 0 : 1);
    break;

  case BULLETIN_TABLE_ADD_CAPTION:
    bulletin_table_model_set_caption (model, "");
    row = BULLETIN_TABLE_CAPTION_ROW;
    break;

  case BULLETIN_TABLE_TIDY:
    bulletin_table_model_touch (model);
    break;

  case BULLETIN_TABLE_N_OPERATIONS:
  default:
    g_assert_not_reached ();
  }

  text = bulletin_table_model_write (model);

  return edit_new_from_text (source, text != NULL ? text : "", row, column);
}

/**
 * bulletin_table_edit_new_fill:
 * @source: a table
 * @row: the first row to fill, or %BULLETIN_TABLE_CAPTION_ROW for the first
 * @column: the first column to fill
 * @cells: (element-type GStrv): rows of cells, inline markup with bars escaped
 * @error: return location for an error
 *
 * Puts cells over those of the table from one cell on, as pasting into a
 * spreadsheet does. The table grows where they do not fit.
 *
 * Returns: (transfer full) (nullable): the edit, or %NULL with a
 *   %BULLETIN_TABLE_ERROR
 */
BulletinTableEdit *
bulletin_table_edit_new_fill (const BulletinTableSource  *source,
                              int                         row,
                              guint                       column,
                              const GPtrArray            *cells,
                              GError                    **error)
{
  g_autoptr (BulletinTableModel) model = NULL;
  g_autofree char *text = NULL;
  guint first = MAX (row, 0);
  guint widest = 0;

  for (guint i = 0; i < cells->len; i++)
    widest = MAX (widest, g_strv_length (g_ptr_array_index (cells, i)));
  if (!check_width (column + widest, error))
    return NULL;

  model = bulletin_table_model_new (source);
  for (guint i = 0; i < cells->len; i++) {
    char **values = g_ptr_array_index (cells, i);

    if (first + i == model->rows->len)
      bulletin_table_model_insert_row (model, first + i);
    for (guint k = 0; values[k] != NULL; k++)
      bulletin_table_model_set_cell (model, first + i, column + k, values[k]);
  }
  bulletin_table_model_complete (model, bulletin_table_model_count_columns (model));
  bulletin_table_model_touch (model);
  text = bulletin_table_model_write (model);

  return edit_new_from_text (source, text, first, column);
}

void
bulletin_table_edit_free (BulletinTableEdit *self)
{
  g_free (self->replacement);
  g_free (self);
}
