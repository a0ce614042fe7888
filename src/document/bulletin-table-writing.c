/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-table-model-private.h"

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
  if (self->rows->len > 1 && !self->has_delimiters && bulletin_table_model_has_row_of_dashes (self, self->rows->len))
    bulletin_table_model_require_delimiters (self);
  if (bulletin_table_model_has_row_of_dashes (self, self->n_head_rows))
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
  g_autoptr (BulletinTableModel) model = bulletin_table_model_new_empty ();

  g_return_val_if_fail (rows != NULL && rows->len > 0, NULL);

  for (guint i = 0; i < rows->len; i++) {
    char **cells = g_ptr_array_index (rows, i);
    BulletinTableModelRow *row = bulletin_table_model_row_new ();

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
