/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-sheet.h"

#include <string.h>

typedef struct
{
  char **cells;
  guint n_cells;
  guint line;
} Row;

struct _BulletinSheet
{
  gatomicrefcount ref_count;
  char **head;
  guint n_columns;
  GArray *rows;
};

G_DEFINE_BOXED_TYPE (BulletinSheet, bulletin_sheet, bulletin_sheet_ref, bulletin_sheet_unref)

static gboolean
is_blank (gunichar c)
{
  /* A byte order mark and the joiners that copying from web pages brings in
   * look like nothing and count as nothing. */
  return g_unichar_isspace (c) || c == 0xfeff || c == 0x200b || c == 0x2060 || c == 0x00a0 || c == 0x3000;
}

/* Trims in place. The cell must be UTF-8: what is not becomes U+FFFD. */
static char *
trim (char *cell)
{
  char *start, *end;

  if (!g_utf8_validate (cell, -1, NULL)) {
    char *valid = g_utf8_make_valid (cell, -1);

    g_free (cell);
    cell = valid;
  }

  start = cell;
  while (*start != '\0' && is_blank (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  end = start + strlen (start);
  while (end > start) {
    char *before = g_utf8_prev_char (end);

    if (!is_blank (g_utf8_get_char (before)))
      break;
    end = before;
  }
  memmove (cell, start, end - start);
  cell[end - start] = '\0';

  return cell;
}

static guint
trim_all (char **cells)
{
  guint n = 0;

  for (; cells[n] != NULL; n++)
    cells[n] = trim (cells[n]);

  return n;
}

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_strfreev (row->cells);
}

/**
 * bulletin_sheet_new:
 * @head: (transfer full) (array zero-terminated=1): the first row, which names
 *   the columns
 *
 * Makes a sheet without rows. Once its rows are added a sheet is only read, and
 * may then be shared between threads.
 *
 * Returns: (transfer full): the sheet
 */
BulletinSheet *
bulletin_sheet_new (char **head)
{
  BulletinSheet *self;

  g_return_val_if_fail (head != NULL, NULL);

  self = g_new0 (BulletinSheet, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->head = head;
  self->n_columns = trim_all (head);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, clear_row);

  return self;
}

/**
 * bulletin_sheet_add_row:
 * @cells: (transfer full) (array zero-terminated=1): the row's cells, as many as
 *   it has
 * @line: the line of the file that the row begins in, from 1
 */
void
bulletin_sheet_add_row (BulletinSheet *self,
                        char **cells,
                        guint line)
{
  Row row = { cells, 0, line };

  g_return_if_fail (self != NULL);
  g_return_if_fail (cells != NULL);

  row.n_cells = trim_all (cells);
  g_array_append_val (self->rows, row);
}

BulletinSheet *
bulletin_sheet_ref (BulletinSheet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
bulletin_sheet_unref (BulletinSheet *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_strfreev (self->head);
  g_array_unref (self->rows);
  g_free (self);
}

/**
 * bulletin_sheet_get_head:
 *
 * Returns: (transfer none) (array zero-terminated=1): the columns' heads, trimmed
 */
const char *const *
bulletin_sheet_get_head (const BulletinSheet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->head;
}

guint
bulletin_sheet_get_n_rows (const BulletinSheet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

/**
 * bulletin_sheet_get_cell:
 * @row: from 0, without the head
 * @column: from 0
 *
 * Returns: (transfer none): the cell, trimmed; "" where the row is too short
 */
const char *
bulletin_sheet_get_cell (const BulletinSheet *self,
                         guint row,
                         guint column)
{
  const Row *found;

  g_return_val_if_fail (self != NULL, "");
  g_return_val_if_fail (row < self->rows->len, "");

  found = &g_array_index (self->rows, Row, row);

  return column < found->n_cells ? found->cells[column] : "";
}

/**
 * bulletin_sheet_get_line:
 * @row: from 0, without the head
 *
 * Returns: the line of the file that the row begins in, from 1
 */
guint
bulletin_sheet_get_line (const BulletinSheet *self,
                         guint row)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (row < self->rows->len, 0);

  return g_array_index (self->rows, Row, row).line;
}
