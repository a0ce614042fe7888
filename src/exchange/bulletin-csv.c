/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-csv.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-text-import.h"

/* What a sheet may hold: Excel's own columns would be 16,384; the registers have
 * a dozen. */
#define MAX_COLUMNS 256
#define MAX_ROWS    200000

typedef struct
{
  const char *p;
  const char *name;
  char separator;
  guint line; /* that p is in, from 1 */
} Reader;

/* The separator that the first record uses most, quoted text aside. */
static char
find_separator (const char *text)
{
  guint n_commas = 0, n_semicolons = 0, n_tabs = 0;
  gboolean is_quoted = FALSE;

  while (*text == '\n')
    text++;
  for (const char *p = text; *p && (is_quoted || *p != '\n'); p++) {
    if (*p == '"')
      is_quoted = !is_quoted;
    else if (!is_quoted && *p == ',')
      n_commas++;
    else if (!is_quoted && *p == ';')
      n_semicolons++;
    else if (!is_quoted && *p == '\t')
      n_tabs++;
  }
  if (n_tabs > n_commas && n_tabs >= n_semicolons)
    return '\t';
  return n_semicolons > n_commas ? ';' : ',';
}

/* Whether a spreadsheet would take the cell for a formula. A plain number with
 * its sign is none. */
static gboolean
is_formula_like (const char *cell)
{
  char *end;

  if (!*cell || !strchr ("=+-@\t\r", *cell))
    return FALSE;
  if (*cell == '+' || *cell == '-') {
    g_ascii_strtod (cell, &end);
    if (end != cell && !*end && (g_ascii_isdigit (cell[1]) || cell[1] == '.'))
      return FALSE;
  }
  return TRUE;
}

/* Whether the cell is what bulletin_csv_write() makes of a formula-like one. */
static gboolean
is_defused (const char *cell)
{
  const char *p = cell;

  while (*p == '\'')
    p++;
  return p > cell && is_formula_like (p);
}

static gboolean
read_cell (Reader *self,
           GString *cell,
           GError **error)
{
  const char *end;

  g_string_truncate (cell, 0);
  if (*self->p != '"') {
    const char stops[] = { self->separator, '\n', '\0' };

    end = self->p + strcspn (self->p, stops);
    g_string_append_len (cell, self->p, end - self->p);
    self->p = end;
  } else {
    guint opened = self->line;

    self->p++;
    for (;;) {
      if (!*self->p) {
        g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                     _ ("In line %u of “%s” a quotation mark is opened and never closed. Close it and choose the file again."),
                     opened, self->name);
        return FALSE;
      }
      if (*self->p == '"' && self->p[1] == '"') {
        g_string_append_c (cell, '"');
        self->p += 2;
      } else if (*self->p == '"') {
        self->p++;
        break;
      } else {
        if (*self->p == '\n')
          self->line++;
        g_string_append_c (cell, *self->p++);
      }
    }
    if (*self->p && *self->p != '\n' && *self->p != self->separator) {
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                   _ ("In line %u of “%s” text follows a closing quotation mark. Write quotation marks within a cell twice and choose the file again."),
                   self->line, self->name);
      return FALSE;
    }
  }
  if (is_defused (cell->str))
    g_string_erase (cell, 0, 1);
  return TRUE;
}

/* One record, NULL-terminated; the reader stands behind its line end after it. */
static char **
read_record (Reader *self,
             GError **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);

  for (;;) {
    if (!read_cell (self, cell, error))
      return NULL;
    if (cells->len == MAX_COLUMNS) {
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("Line %u of “%s” has more than %d columns. Check that it is the right file."),
                   self->line, self->name, MAX_COLUMNS);
      return NULL;
    }
    g_ptr_array_add (cells, g_strdup (cell->str));
    if (*self->p != self->separator)
      break;
    self->p++;
  }
  if (*self->p == '\n') {
    self->p++;
    self->line++;
  }
  g_ptr_array_add (cells, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&cells), FALSE);
}

static gboolean
is_empty_record (char **cells)
{
  for (guint i = 0; cells[i]; i++) {
    for (const char *p = cells[i]; *p; p = g_utf8_next_char (p)) {
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        return FALSE;
    }
  }
  return TRUE;
}

/**
 * bulletin_csv_read:
 * @bytes: what the file holds
 * @name: the file's name, for messages
 * @error: return location for an error
 *
 * Reads a sheet as RFC 4180 writes it: quoted cells may hold separators, line
 * ends and doubled quotation marks. The separator is the one that the head uses:
 * comma, semicolon or tab. Encodings are those of bulletin_decode_text(). Empty
 * rows are skipped, and the mark that bulletin_csv_write() puts before formulas is
 * taken away. Any thread.
 *
 * Returns: (transfer full) (nullable): the sheet, or %NULL with a
 *   %BULLETIN_EXCHANGE_ERROR that names the line
 */
BulletinSheet *
bulletin_csv_read (GBytes *bytes,
                   const char *name,
                   GError **error)
{
  g_autofree char *text = bulletin_decode_text (bytes, name, error);
  g_autoptr (BulletinSheet) sheet = NULL;
  guint n_columns = 0, n_rows = 0;
  Reader reader;

  if (!text)
    return NULL;

  reader = (Reader) { .p = text, .name = name, .separator = find_separator (text), .line = 1 };
  while (*reader.p) {
    guint line = reader.line;
    g_auto (GStrv) cells = read_record (&reader, error);
    guint n_cells;

    if (!cells)
      return NULL;
    if (is_empty_record (cells))
      continue;

    n_cells = g_strv_length (cells);
    if (!sheet) {
      while (n_cells > 0 && !*cells[n_cells - 1])
        g_clear_pointer (&cells[--n_cells], g_free);
      n_columns = n_cells;
      sheet = bulletin_sheet_new (g_steal_pointer (&cells));
      continue;
    }

    if (++n_rows > MAX_ROWS) {
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("“%s” has more than %d rows. Split it and load the parts one after the other."), name, MAX_ROWS);
      return NULL;
    }
    while (n_cells > n_columns && !*cells[n_cells - 1])
      g_clear_pointer (&cells[--n_cells], g_free);
    if (n_cells > n_columns) {
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                   _ ("Line %u of “%s” has more cells than the head. Put cells that hold a separator in quotation marks and choose the file again."),
                   line, name);
      return NULL;
    }
    bulletin_sheet_add_row (sheet, g_steal_pointer (&cells), line);
  }
  return g_steal_pointer (&sheet);
}

static void
append_cell (GString *csv,
             const char *cell)
{
  g_autofree char *defused = NULL;

  if (is_formula_like (cell) || is_defused (cell))
    cell = defused = g_strconcat ("'", cell, NULL);
  if (!strpbrk (cell, ",;\t\"\r\n")) {
    g_string_append (csv, cell);
    return;
  }
  g_string_append_c (csv, '"');
  for (const char *p = cell; *p; p++) {
    if (*p == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *p);
  }
  g_string_append_c (csv, '"');
}

/**
 * bulletin_csv_write:
 * @sheet: a sheet
 *
 * Writes a sheet as RFC 4180 has it, with commas and CRLF, in UTF-8 with a byte
 * order mark, without which Excel takes Chinese for the machine's own code page.
 * A cell that a spreadsheet would run as a formula gets a ' before it, which
 * bulletin_csv_read() takes away again.
 *
 * Returns: (transfer full): the text of the file
 */
char *
bulletin_csv_write (const BulletinSheet *sheet)
{
  const char *const *head = bulletin_sheet_get_head (sheet);
  GString *csv = g_string_new ("\xef\xbb\xbf");
  guint n_columns = g_strv_length ((char **) head);

  for (guint i = 0; i < n_columns; i++) {
    if (i > 0)
      g_string_append_c (csv, ',');
    append_cell (csv, head[i]);
  }
  g_string_append (csv, "\r\n");
  for (guint row = 0; row < bulletin_sheet_get_n_rows (sheet); row++) {
    for (guint i = 0; i < n_columns; i++) {
      if (i > 0)
        g_string_append_c (csv, ',');
      append_cell (csv, bulletin_sheet_get_cell (sheet, row, i));
    }
    g_string_append (csv, "\r\n");
  }
  return g_string_free (csv, FALSE);
}
