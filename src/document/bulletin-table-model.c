/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-table-model-private.h"

#include "bulletin-document-private.h"

#include <string.h>

/* A table that is being changed: its rows, its columns and its lines. */

static const BulletinTableText empty_text = { "", 0 };

static void
model_row_free (gpointer data)
{
  BulletinTableModelRow *row = data;

  g_array_unref (row->cells);
  g_free (row);
}

BulletinTableModelRow *
bulletin_table_model_row_new (void)
{
  BulletinTableModelRow *row = g_new0 (BulletinTableModelRow, 1);

  row->indent = empty_text;
  row->line = empty_text;
  row->cells = g_array_new (FALSE, FALSE, sizeof (BulletinTableText));

  return row;
}

BulletinTableModel *
bulletin_table_model_new_empty (void)
{
  BulletinTableModel *self = g_new0 (BulletinTableModel, 1);

  self->owned = g_string_chunk_new (256);
  self->aligns = g_array_new (FALSE, FALSE, sizeof (BulletinAlign));
  self->rows = g_ptr_array_new_with_free_func (model_row_free);
  self->line_ends = g_ptr_array_new_with_free_func (g_free);
  self->delimiters = empty_text;
  self->delimiters_indent = empty_text;
  self->caption = empty_text;

  return self;
}

static BulletinTableText
text_of (const BulletinTableSource *source,
         gsize                      start,
         gsize                      end)
{
  BulletinTableText text = { source->text + start, end - start };

  return text;
}

static void
add_line_end (BulletinTableModel            *self,
              const BulletinTableSource     *source,
              const BulletinTableSourceLine *line)
{
  g_ptr_array_add (self->line_ends, g_strndup (source->text + line->stop, line->next - line->stop));
}

/* A table to change; @source must outlive it. */
BulletinTableModel *
bulletin_table_model_new (const BulletinTableSource *source)
{
  BulletinTableModel *self = bulletin_table_model_new_empty ();

  if (source->has_caption) {
    self->has_caption = TRUE;
    self->caption = text_of (source, source->caption.start, source->caption.stop);
    add_line_end (self, source, &source->caption);
  }

  if (source->has_delimiters) {
    self->has_delimiters = TRUE;
    self->delimiters = text_of (source, source->delimiters.start, source->delimiters.stop);
    self->delimiters_indent = text_of (source, source->delimiters.start, source->delimiters.content);
    self->n_head_rows = source->n_head_rows;
    g_array_append_vals (self->aligns, source->aligns->data, source->aligns->len);
  }

  for (guint i = 0; i <= source->rows->len; i++) {
    const BulletinTableSourceLine *line;
    BulletinTableModelRow *row;

    if (source->has_delimiters && i == source->n_head_rows)
      add_line_end (self, source, &source->delimiters);
    if (i == source->rows->len)
      break;

    line = &g_array_index (source->rows, BulletinTableSourceLine, i);
    row = bulletin_table_model_row_new ();
    row->indent = text_of (source, line->start, line->content);
    row->line = text_of (source, line->start, line->stop);
    for (guint k = 0; k < line->n_cells; k++) {
      const BulletinTableSourceCell *cell = &g_array_index (source->cells, BulletinTableSourceCell, line->first_cell + k);
      BulletinTableText text = text_of (source, cell->start, cell->end);

      g_array_append_val (row->cells, text);
    }
    g_ptr_array_add (self->rows, row);
    add_line_end (self, source, line);
  }

  return self;
}

void
bulletin_table_model_free (BulletinTableModel *self)
{
  g_string_chunk_free (self->owned);
  g_array_unref (self->aligns);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->line_ends);
  g_free (self);
}

/* One more or one less line at @index. The end of the last line is the table's
 * own: it stays the last. */
static void
insert_line_end (BulletinTableModel *self,
                 guint               index)
{
  const char *like = self->line_ends->len > 0 ? g_ptr_array_index (self->line_ends, 0) : "\n";

  if (*like == '\0')
    like = "\n";
  g_ptr_array_insert (self->line_ends, MIN (index, MAX (self->line_ends->len, 1) - 1), g_strdup (like));
}

static void
remove_line_end (BulletinTableModel *self,
                 guint               index)
{
  g_ptr_array_remove_index (self->line_ends, MIN (index, MAX (self->line_ends->len, 2) - 2));
}

/* The line of a row among all lines. */
static guint
line_of_row (const BulletinTableModel *self,
             guint                     row)
{
  return row + self->has_caption + (self->has_delimiters && row >= self->n_head_rows);
}

/* An empty row above @row, indented as its neighbour, with as many cells as the
 * table has columns. It belongs to the head if the row below it does. */
BulletinTableModelRow *
bulletin_table_model_insert_row (BulletinTableModel *self,
                                 guint               row)
{
  BulletinTableModelRow *inserted = bulletin_table_model_row_new ();
  guint n_columns = bulletin_table_model_count_columns (self);

  if (self->rows->len > 0) {
    const BulletinTableModelRow *like = g_ptr_array_index (self->rows, MIN (row, self->rows->len - 1));

    inserted->indent = like->indent;
  }
  for (guint i = 0; i < n_columns; i++)
    g_array_append_val (inserted->cells, empty_text);

  insert_line_end (self, line_of_row (self, row));
  g_ptr_array_insert (self->rows, row, inserted);
  if (row < self->n_head_rows)
    self->n_head_rows++;

  return inserted;
}

void
bulletin_table_model_remove_row (BulletinTableModel *self,
                                 guint               row)
{
  remove_line_end (self, line_of_row (self, row));
  g_ptr_array_remove_index (self->rows, row);
  if (row < self->n_head_rows)
    bulletin_table_model_set_head (self, self->n_head_rows - 1);
}

/* Puts markup into a cell, which must be within the table's columns. */
void
bulletin_table_model_set_cell (BulletinTableModel *self,
                               guint               row,
                               guint               column,
                               const char         *text)
{
  BulletinTableModelRow *changed = g_ptr_array_index (self->rows, row);
  BulletinTableText cell;

  while (changed->cells->len <= column)
    g_array_append_val (changed->cells, empty_text);

  cell.text = g_string_chunk_insert (self->owned, text);
  cell.length = strlen (text);
  g_array_index (changed->cells, BulletinTableText, column) = cell;
  changed->line = empty_text;
}

guint
bulletin_table_model_count_columns (const BulletinTableModel *self)
{
  guint n_columns = 0;

  for (guint i = 0; i < self->rows->len; i++) {
    const BulletinTableModelRow *row = g_ptr_array_index (self->rows, i);

    n_columns = MAX (n_columns, row->cells->len);
  }

  return n_columns;
}

static gboolean
has_alignment (const BulletinTableModel *self)
{
  for (guint i = 0; i < self->aligns->len; i++) {
    if (g_array_index (self->aligns, BulletinAlign, i) != BULLETIN_ALIGN_START)
      return TRUE;
  }

  return FALSE;
}

static gboolean
is_dashes (const BulletinTableText *text)
{
  gboolean left = text->length > 0 && text->text[0] == ':';
  gboolean right = text->length > 0 && text->text[text->length - 1] == ':';

  if (text->length < 3)
    return FALSE;

  for (gsize i = left; i + right < text->length; i++) {
    if (text->text[i] != '-')
      return FALSE;
  }

  return TRUE;
}

/* Whether one of the first rows would be read as delimiters if no other were. */
gboolean
bulletin_table_model_has_row_of_dashes (const BulletinTableModel *self,
                                        guint                     n_rows)
{
  for (guint i = 0; i < n_rows; i++) {
    const BulletinTableModelRow *row = g_ptr_array_index (self->rows, i);
    gboolean all = row->cells->len > 0;

    for (guint k = 0; all && k < row->cells->len; k++)
      all = is_dashes (&g_array_index (row->cells, BulletinTableText, k));
    if (all)
      return TRUE;
  }

  return FALSE;
}

void
bulletin_table_model_require_delimiters (BulletinTableModel *self)
{
  if (self->has_delimiters)
    return;

  insert_line_end (self, self->has_caption);
  self->has_delimiters = TRUE;
  self->delimiters = empty_text;
  self->n_head_rows = 0;
}

void
bulletin_table_model_set_align (BulletinTableModel *self,
                                guint               column,
                                BulletinAlign       align)
{
  const BulletinAlign start = BULLETIN_ALIGN_START;

  bulletin_table_model_require_delimiters (self);
  while (self->aligns->len <= column)
    g_array_append_val (self->aligns, start);
  g_array_index (self->aligns, BulletinAlign, column) = align;
  self->delimiters = empty_text;
}

/* How many rows are the head. A row of dashes that says nothing any more goes. */
void
bulletin_table_model_set_head (BulletinTableModel *self,
                               guint               n_head_rows)
{
  if (n_head_rows > 0) {
    bulletin_table_model_require_delimiters (self);
  } else if (self->has_delimiters && !has_alignment (self) && !bulletin_table_model_has_row_of_dashes (self, self->rows->len)) {
    remove_line_end (self, self->has_caption);
    self->has_delimiters = FALSE;
  }

  self->n_head_rows = n_head_rows;
}

/* Gives the table a caption if it has none. */
void
bulletin_table_model_set_caption (BulletinTableModel *self,
                                  const char         *caption)
{
  g_autofree char *line = g_strdup_printf ("|= %s", caption);

  if (self->has_caption)
    return;

  insert_line_end (self, 0);
  self->has_caption = TRUE;
  self->caption.text = g_string_chunk_insert (self->owned, line);
  self->caption.length = strlen (line);
}

/* Makes all rows at least @n_columns wide. */
void
bulletin_table_model_complete (BulletinTableModel *self,
                               guint               n_columns)
{
  for (guint i = 0; i < self->rows->len; i++) {
    BulletinTableModelRow *row = g_ptr_array_index (self->rows, i);

    while (row->cells->len < n_columns) {
      g_array_append_val (row->cells, empty_text);
      row->line = empty_text;
    }
  }
}

/* Has every line written anew. */
void
bulletin_table_model_touch (BulletinTableModel *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    BulletinTableModelRow *row = g_ptr_array_index (self->rows, i);

    row->line = empty_text;
  }
  self->delimiters = empty_text;
}
