/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-grid.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-escape.h"
#include "bulletin-table-writing.h"
#include "bulletin-text-import.h"

struct _BulletinGrid
{
  GPtrArray *rows; /* of GPtrArray of char *, NULL for an empty cell */
  guint n_columns;
};

BulletinGrid *
bulletin_grid_new (void)
{
  BulletinGrid *self = g_new0 (BulletinGrid, 1);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
bulletin_grid_free (BulletinGrid *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
bulletin_grid_add_row (BulletinGrid *self)
{
  g_ptr_array_add (self->rows, g_ptr_array_new_with_free_func (g_free));
}

/* Puts a cell into the last row; it takes @n_columns, all but the first empty. */
void
bulletin_grid_set_cell (BulletinGrid *self,
                        guint column,
                        const char *markup,
                        guint n_columns)
{
  GPtrArray *row = g_ptr_array_index (self->rows, self->rows->len - 1);

  if (row->len < column + n_columns)
    g_ptr_array_set_size (row, column + n_columns);
  g_free (row->pdata[column]);
  row->pdata[column] = *markup ? g_strdup (markup) : NULL;
  self->n_columns = MAX (self->n_columns, row->len);
}

/* Drops the empty columns on the right and the empty rows below, which
 * spreadsheets add. */
void
bulletin_grid_trim (BulletinGrid *self)
{
  self->n_columns = 0;
  for (guint i = 0; i < self->rows->len; i++) {
    GPtrArray *row = self->rows->pdata[i];

    while (row->len > 0 && !row->pdata[row->len - 1])
      g_ptr_array_set_size (row, row->len - 1);
    self->n_columns = MAX (self->n_columns, row->len);
  }
  while (self->rows->len > 0 && ((GPtrArray *) self->rows->pdata[self->rows->len - 1])->len == 0)
    g_ptr_array_set_size (self->rows, self->rows->len - 1);
}

guint
bulletin_grid_get_n_rows (const BulletinGrid *self)
{
  return self->rows->len;
}

guint
bulletin_grid_get_n_columns (const BulletinGrid *self)
{
  return self->n_columns;
}

const char *
bulletin_grid_get_cell (const BulletinGrid *self,
                        guint row,
                        guint column)
{
  const GPtrArray *cells = self->rows->pdata[row];

  return column < cells->len && cells->pdata[column] ? cells->pdata[column] : "";
}

/* (transfer full) (element-type GStrv): all rows, equally wide */
GPtrArray *
bulletin_grid_get_rows (const BulletinGrid *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < self->rows->len; i++) {
    char **cells = g_new0 (char *, self->n_columns + 1);

    for (guint k = 0; k < self->n_columns; k++)
      cells[k] = g_strdup (bulletin_grid_get_cell (self, i, k));
    g_ptr_array_add (rows, cells);
  }
  return rows;
}

/* Whether a table of the text can hold it. */
gboolean
bulletin_grid_check_width (const BulletinGrid *self,
                           GError **error)
{
  if (self->n_columns <= BULLETIN_TABLE_MAX_COLUMNS)
    return TRUE;
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
               _ ("This table has %u columns, and a table of a bulletin holds at most %d. Take fewer columns, or load the sheet into the data."),
               self->n_columns, BULLETIN_TABLE_MAX_COLUMNS);
  return FALSE;
}

/* --- What is a number, and what a head ------------------------------------- */

static gboolean
is_number (const char *cell)
{
  gboolean has_digit = FALSE;

  for (const char *p = cell; *p; p++) {
    if (g_ascii_isdigit (*p))
      has_digit = TRUE;
    else if (!strchr ("+-.,% ", *p))
      return FALSE;
  }
  return has_digit;
}

static gboolean
is_strong (const char *cell)
{
  gsize length = strlen (cell);

  return length > 4 && g_str_has_prefix (cell, "**") && strstr (cell + 2, "**") == cell + length - 2;
}

/* Whether all that a row says is strong. */
static gboolean
is_strong_row (const BulletinGrid *self,
               guint row)
{
  gboolean says = FALSE;

  for (guint i = 0; i < self->n_columns; i++) {
    const char *cell = bulletin_grid_get_cell (self, row, i);

    if (*cell && !is_strong (cell))
      return FALSE;
    says = says || *cell;
  }
  return says;
}

/* A first row that names the columns: it is strong, and the next is not; or every
 * cell says something and none is a number. */
static gboolean
begins_with_head (const BulletinGrid *self,
                  guint first)
{
  if (self->rows->len < first + 2)
    return FALSE;
  if (is_strong_row (self, first) && !is_strong_row (self, first + 1))
    return TRUE;
  for (guint i = 0; i < self->n_columns; i++) {
    const char *cell = bulletin_grid_get_cell (self, first, i);

    if (!*cell || is_number (cell))
      return FALSE;
  }
  return TRUE;
}

/* A first row with nothing but one cell at its start is the name of the table. */
static gboolean
begins_with_title (const BulletinGrid *self)
{
  const GPtrArray *first = self->rows->pdata[0];
  guint n_filled = 0;

  for (guint i = 0; i < first->len; i++)
    n_filled += first->pdata[i] != NULL;
  return self->rows->len > 1 && self->n_columns > 1 && n_filled == 1 && first->pdata[0] && !is_number (first->pdata[0]);
}

static GArray *
complete_aligns (const BulletinGrid *self,
                 guint first,
                 const GArray *known)
{
  GArray *aligns = g_array_sized_new (FALSE, TRUE, sizeof (BulletinAlign), self->n_columns);

  for (guint k = 0; k < self->n_columns; k++) {
    BulletinAlign align = BULLETIN_ALIGN_START;
    guint n_numbers = 0, n_words = 0;
    int said = known && k < known->len ? g_array_index (known, int, k) : -1;

    for (guint i = first; i < self->rows->len; i++) {
      const char *cell = bulletin_grid_get_cell (self, i, k);

      if (*cell) {
        n_numbers += is_number (cell);
        n_words += !is_number (cell);
      }
    }
    if (said >= 0)
      align = said;
    else if (n_numbers > 0 && n_words == 0)
      align = BULLETIN_ALIGN_END;
    g_array_append_val (aligns, align);
  }
  return aligns;
}

/* Without the marks of strong text: a head has a face of its own. */
static void
weaken (char **cells)
{
  for (guint i = 0; cells[i]; i++) {
    if (is_strong (cells[i])) {
      char *inner = g_strndup (cells[i] + 2, strlen (cells[i]) - 4);

      g_free (cells[i]);
      cells[i] = inner;
    }
  }
}

/**
 * bulletin_grid_write:
 * @self: a grid of at least one row and at most 64 columns
 * @n_head_rows: how many rows are known to be its head
 * @aligns: (nullable) (element-type int): a BulletinAlign for each column, or -1 if
 *   none is known
 * @caption: (nullable): its caption, as markup
 *
 * Writes the table. Where nothing is known, a first row that is merged all across
 * becomes the caption, one that names all columns the head, and columns of numbers
 * are set to the right.
 *
 * Returns: (transfer full): its lines
 */
char *
bulletin_grid_write (BulletinGrid *self,
                     guint n_head_rows,
                     const GArray *aligns,
                     const char *caption)
{
  g_autoptr (GPtrArray) rows = bulletin_grid_get_rows (self);
  g_autoptr (GArray) completed = NULL;
  g_autofree char *title = NULL;
  guint first = 0;

  if ((!caption || !*caption) && begins_with_title (self)) {
    char **cells = rows->pdata[0];

    weaken (cells);
    title = g_strdup (cells[0]);
    g_ptr_array_remove_index (rows, 0);
    n_head_rows -= n_head_rows > 0;
    first = 1;
  }
  if (n_head_rows == 0 && begins_with_head (self, first))
    n_head_rows = 1;
  n_head_rows = MIN (n_head_rows, rows->len - 1);
  for (guint i = 0; i < n_head_rows; i++)
    weaken (rows->pdata[i]);
  completed = complete_aligns (self, first + n_head_rows, aligns);
  return bulletin_table_write (rows, n_head_rows, completed, title ? title : caption);
}

/* --- Text with tabs -------------------------------------------------------- */

/* Reads a cell up to the tab or the line end behind it. A cell in double quotes
 * may hold these, and quotes written twice. */
static const char *
read_cell (const char *p,
           GString *cell)
{
  const char *start = p;

  g_string_truncate (cell, 0);
  if (*p == '"') {
    for (p++; *p; p++) {
      if (*p == '"' && p[1] == '"')
        p++;
      else if (*p == '"')
        break;
      g_string_append_c (cell, *p);
    }
    if (*p == '"' && (!p[1] || strchr ("\t\r\n", p[1])))
      return p + 1;
    /* Not a quoted cell after all: a sentence that begins with a quote. */
    g_string_truncate (cell, 0);
    p = start;
  }
  while (*p && !strchr ("\t\r\n", *p))
    g_string_append_c (cell, *p++);
  return p;
}

/**
 * bulletin_grid_new_from_text:
 * @text: plain text, such as a spreadsheet offers on the clipboard
 *
 * Reads rows of cells parted by tabs. It is a grid only if every line holds the
 * same number of tabs, at least one.
 *
 * Returns: (transfer full) (nullable): the grid, or %NULL if it is other text
 */
BulletinGrid *
bulletin_grid_new_from_text (const char *text)
{
  g_autoptr (BulletinGrid) self = NULL;
  g_autoptr (GString) cell = NULL;
  guint n_columns = 0;

  if (!strchr (text, '\t'))
    return NULL;

  self = bulletin_grid_new ();
  cell = g_string_new (NULL);
  for (const char *p = text; *p;) {
    guint column = 0;

    bulletin_grid_add_row (self);
    for (;;) {
      g_autofree char *markup = NULL;

      p = read_cell (p, cell);
      markup = bulletin_escape_cell (cell->str);
      bulletin_grid_set_cell (self, column++, markup, 1);
      if (*p != '\t')
        break;
      p++;
    }
    if (column < 2 || (n_columns > 0 && column != n_columns))
      return NULL;
    n_columns = column;
    if (*p == '\r' && p[1] == '\n')
      p++;
    if (*p)
      p++;
  }
  bulletin_grid_trim (self);
  return self->rows->len > 0 ? g_steal_pointer (&self) : NULL;
}
