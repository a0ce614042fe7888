/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-table-writing-private.h"

#include "bulletin-document-private.h"

#include <string.h>

/* How many half-width columns a cell is padded to at most: one long cell must not
 * make every line of the table too long to read. */
#define MAX_PADDING 24

/* Above this many cells the bars are not lined up: nobody reads such a table in
 * its source, and every key would write all of it. */
#define MAX_PADDED_CELLS 4000

static const BulletinTableText empty_text = { "", 0 };

gboolean
bulletin_table_is_padded (guint n_rows,
                          guint n_columns)
{
  return (gsize) n_rows * n_columns <= MAX_PADDED_CELLS;
}

static void
model_row_free (gpointer data)
{
  BulletinTableModelRow *row = data;

  g_array_unref (row->cells);
  g_free (row);
}

static BulletinTableModelRow *
model_row_new (void)
{
  BulletinTableModelRow *row = g_new0 (BulletinTableModelRow, 1);

  row->indent = empty_text;
  row->line = empty_text;
  row->cells = g_array_new (FALSE, FALSE, sizeof (BulletinTableText));

  return row;
}

static BulletinTableModel *
model_new_empty (void)
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
  BulletinTableModel *self = model_new_empty ();

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
    row = model_row_new ();
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
  BulletinTableModelRow *inserted = model_row_new ();
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
static gboolean
has_row_of_dashes (const BulletinTableModel *self,
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

static void
require_delimiters (BulletinTableModel *self)
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

  require_delimiters (self);
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
    require_delimiters (self);
  } else if (self->has_delimiters && !has_alignment (self) && !has_row_of_dashes (self, self->rows->len)) {
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

/* --- Writing --------------------------------------------------------------- */

/* Half-width columns, as a Chinese typeface has them. */
static guint
measure (const BulletinTableText *text)
{
  guint width = 0;

  for (const char *p = text->text; p < text->text + text->length; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_iszerowidth (c))
      width += g_unichar_iswide_cjk (c) ? 2 : 1;
  }

  return width;
}

static void
append_blanks (GString *text,
               guint    n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (text, ' ');
}

/* A cell whose bars or braces would join with what stands beside it: they get a
 * backslash. What is shown stays the same. */
static void
append_guarded (GString                 *text,
                const BulletinTableText *cell)
{
  gsize n_bytes;

  for (gsize i = 0; i < cell->length; i += n_bytes) {
    const char *p = cell->text + i;
    BulletinTokenKind kind = bulletin_inline_next (p, cell->length - i, &n_bytes);

    if (kind == BULLETIN_TOKEN_TEXT &&
        (*p == '|' || (*p == '{' && i + 1 < cell->length && p[1] == '{')))
      g_string_append_c (text, '\\');
    g_string_append_len (text, p, n_bytes);
  }
}

static void
append_cells (GString                     *text,
              const BulletinTableModelRow *row,
              const GArray                *aligns,
              const GArray                *widths,
              gboolean                     is_guarded)
{
  g_string_append_c (text, '|');

  for (guint i = 0; i < MAX (row->cells->len, 1); i++) {
    const BulletinTableText *cell = i < row->cells->len ? &g_array_index (row->cells, BulletinTableText, i) : &empty_text;
    BulletinAlign align = aligns->len > i ? g_array_index (aligns, BulletinAlign, i) : BULLETIN_ALIGN_START;
    guint wanted = widths->len > i ? g_array_index (widths, guint, i) : 0;
    guint width = measure (cell);
    guint padding = wanted > width ? wanted - width : 0;
    guint before = align == BULLETIN_ALIGN_END ? padding : align == BULLETIN_ALIGN_CENTRE ? padding / 2
                                                                                          : 0;

    append_blanks (text, 1 + before);
    if (is_guarded)
      append_guarded (text, cell);
    else
      g_string_append_len (text, cell->text, cell->length);
    append_blanks (text, 1 + padding - before);
    g_string_append_c (text, '|');
  }
}

/* Whether the line from @start on is read as the cells that it was made of. */
static gboolean
reads_back (const GString               *text,
            gsize                        start,
            const BulletinTableModelRow *row)
{
  g_autoptr (BulletinTableSource) source = bulletin_table_source_new (text->str + start, text->len - start, 0);
  const BulletinTableSourceLine *line = &g_array_index (source->rows, BulletinTableSourceLine, 0);

  if (line->n_cells != MAX (row->cells->len, 1))
    return FALSE;

  for (guint i = 0; i < row->cells->len; i++) {
    const BulletinTableSourceCell *read = &g_array_index (source->cells, BulletinTableSourceCell, i);
    const BulletinTableText *cell = &g_array_index (row->cells, BulletinTableText, i);

    if (read->end - read->start != cell->length ||
        memcmp (source->text + read->start, cell->text, cell->length) != 0)
      return FALSE;
  }

  return TRUE;
}

static void
append_row (GString                     *text,
            const BulletinTableModelRow *row,
            const GArray                *aligns,
            const GArray                *widths)
{
  gsize start = text->len;
  gboolean is_risky = FALSE;

  if (row->line.length > 0) {
    g_string_append_len (text, row->line.text, row->line.length);
    return;
  }

  g_string_append_len (text, row->indent.text, row->indent.length);
  append_cells (text, row, aligns, widths, FALSE);

  for (guint i = 0; i < row->cells->len && !is_risky; i++) {
    const BulletinTableText *cell = &g_array_index (row->cells, BulletinTableText, i);

    is_risky = memchr (cell->text, '{', cell->length) != NULL || memchr (cell->text, '|', cell->length) != NULL;
  }

  if (is_risky && !reads_back (text, start, row)) {
    g_string_truncate (text, start);
    g_string_append_len (text, row->indent.text, row->indent.length);
    append_cells (text, row, aligns, widths, TRUE);
  }
}

static void
append_delimiters (GString                  *text,
                   const BulletinTableModel *self,
                   const GArray             *widths)
{
  if (self->delimiters.length > 0) {
    g_string_append_len (text, self->delimiters.text, self->delimiters.length);
    return;
  }

  g_string_append_len (text, self->delimiters_indent.text, self->delimiters_indent.length);
  g_string_append_c (text, '|');

  for (guint i = 0; i < widths->len; i++) {
    BulletinAlign align = self->aligns->len > i ? g_array_index (self->aligns, BulletinAlign, i) : BULLETIN_ALIGN_START;
    guint n_dashes = MAX (g_array_index (widths, guint, i) + 2, 3);

    if (align == BULLETIN_ALIGN_CENTRE)
      g_string_append_c (text, ':');
    n_dashes -= align == BULLETIN_ALIGN_CENTRE ? 2 : align == BULLETIN_ALIGN_END ? 1
                                                                               : 0;
    for (guint k = 0; k < n_dashes; k++)
      g_string_append_c (text, '-');
    if (align != BULLETIN_ALIGN_START)
      g_string_append_c (text, ':');
    g_string_append_c (text, '|');
  }
}

/* How wide each column is written: as its widest cell, up to the limit. */
static GArray *
measure_columns (const BulletinTableModel *self)
{
  guint n_columns = bulletin_table_model_count_columns (self);
  GArray *widths = g_array_sized_new (FALSE, TRUE, sizeof (guint), n_columns);

  g_array_set_size (widths, n_columns);
  if (!bulletin_table_is_padded (self->rows->len, n_columns))
    return widths;

  for (guint i = 0; i < self->rows->len; i++) {
    const BulletinTableModelRow *row = g_ptr_array_index (self->rows, i);

    for (guint k = 0; k < row->cells->len; k++) {
      guint width = MIN (measure (&g_array_index (row->cells, BulletinTableText, k)), MAX_PADDING);

      g_array_index (widths, guint, k) = MAX (g_array_index (widths, guint, k), width);
    }
  }

  return widths;
}

/* The table as text, ends of lines included; NULL if it has no rows left. What has
 * not changed is written as it was. */
char *
bulletin_table_model_write (BulletinTableModel *self)
{
  g_autoptr (GArray) widths = measure_columns (self);
  GString *text;
  guint line = 0;

  if (self->rows->len == 0)
    return NULL;

  /* Dashes that are content stay it: only below the delimiters, so not in a head. */
  if (self->rows->len > 1 && !self->has_delimiters && has_row_of_dashes (self, self->rows->len))
    require_delimiters (self);
  if (has_row_of_dashes (self, self->n_head_rows))
    self->n_head_rows = 0;

  text = g_string_new (NULL);

  if (self->has_caption) {
    g_string_append_len (text, self->caption.text, self->caption.length);
    g_string_append (text, g_ptr_array_index (self->line_ends, line++));
  }

  for (guint i = 0; i <= self->rows->len; i++) {
    if (self->has_delimiters && i == self->n_head_rows) {
      append_delimiters (text, self, widths);
      g_string_append (text, g_ptr_array_index (self->line_ends, line++));
    }
    if (i < self->rows->len) {
      append_row (text, g_ptr_array_index (self->rows, i), self->aligns, widths);
      g_string_append (text, g_ptr_array_index (self->line_ends, line++));
    }
  }

  return g_string_free (text, FALSE);
}

/**
 * bulletin_table_write:
 * @rows: (element-type GStrv): the cells of each row, as inline markup
 * @n_head_rows: how many rows are the head, less than @rows has
 * @aligns: (nullable) (element-type BulletinAlign): how the columns are aligned
 * @caption: (nullable): inline markup
 *
 * Writes a table with its bars lined up. Cells beyond the 64th of a row are not
 * written: whoever calls says so before.
 *
 * Returns: (transfer full): the lines, the last with its end
 */
char *
bulletin_table_write (const GPtrArray *rows,
                      guint            n_head_rows,
                      const GArray    *aligns,
                      const char      *caption)
{
  g_autoptr (BulletinTableModel) model = model_new_empty ();

  g_return_val_if_fail (rows != NULL && rows->len > 0, NULL);

  for (guint i = 0; i < rows->len; i++) {
    char **cells = g_ptr_array_index (rows, i);
    BulletinTableModelRow *row = model_row_new ();

    for (guint k = 0; cells[k] != NULL && k < BULLETIN_TABLE_MAX_COLUMNS; k++) {
      BulletinTableText cell = { cells[k], strlen (cells[k]) };

      g_array_append_val (row->cells, cell);
    }
    g_ptr_array_add (model->rows, row);
    g_ptr_array_add (model->line_ends, g_strdup ("\n"));
  }

  bulletin_table_model_complete (model, bulletin_table_model_count_columns (model));
  for (guint i = 0; aligns != NULL && i < aligns->len; i++) {
    if (g_array_index (aligns, BulletinAlign, i) != BULLETIN_ALIGN_START)
      bulletin_table_model_set_align (model, i, g_array_index (aligns, BulletinAlign, i));
  }
  if (n_head_rows > 0)
    bulletin_table_model_set_head (model, n_head_rows);
  if (caption != NULL && *caption != '\0')
    bulletin_table_model_set_caption (model, caption);

  return bulletin_table_model_write (model);
}
