/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-table-source-private.h"

#include "bulletin-document-private.h"
#include "bulletin-marker.h"

#include <string.h>

static void
read_line (const char              *text,
           gsize                    length,
           gsize                    start,
           BulletinTableSourceLine *line)
{
  gsize i = start;

  while (i < length && text[i] != '\n' && text[i] != '\r')
    i++;

  memset (line, 0, sizeof *line);
  line->start = start;
  line->stop = i;
  line->next = i;
  if (i < length)
    line->next += text[i] == '\r' && i + 1 < length && text[i + 1] == '\n' ? 2 : 1;
  line->content = start + bulletin_skip_blanks (text + start, i - start);
  line->end = line->content + bulletin_trim_blanks (text + line->content, i - line->content);
}

static gboolean
is_caption (const char                    *text,
            const BulletinTableSourceLine *line)
{
  return line->end - line->content >= 2 && text[line->content] == '|' && text[line->content + 1] == '=';
}

static gboolean
is_row (const char                    *text,
        const BulletinTableSourceLine *line)
{
  return line->end > line->content && text[line->content] == '|' && !is_caption (text, line);
}

static gsize
find_line_start (const char *text,
                 gsize       length,
                 gsize       place)
{
  /* Between the halves of a line end it is still the line before. */
  if (place > 0 && place < length && text[place] == '\n' && text[place - 1] == '\r')
    place--;

  while (place > 0 && text[place - 1] != '\n' && text[place - 1] != '\r')
    place--;

  return place;
}

/* The line that ends right before @start, which is the start of a line. */
static void
read_line_before (const char              *text,
                  gsize                    length,
                  gsize                    start,
                  BulletinTableSourceLine *line)
{
  gsize end = start - 1;

  if (text[end] == '\n' && end > 0 && text[end - 1] == '\r')
    end--;

  read_line (text, length, find_line_start (text, length, end), line);
}

static void
add_cells (BulletinTableSource     *self,
           BulletinTableSourceLine *line)
{
  gsize start = line->content + 1;
  gsize next;

  line->first_cell = self->cells->len;

  do {
    BulletinTableSourceCell cell;

    cell.stop = bulletin_table_scan_cell (self->text, start, line->end, line->n_cells, &next);
    cell.start = start + bulletin_skip_blanks (self->text + start, cell.stop - start);
    cell.end = cell.start + bulletin_trim_blanks (self->text + cell.start, cell.stop - cell.start);
    g_array_append_val (self->cells, cell);
    line->n_cells++;
    start = next;
  } while (start < line->end);

  self->n_columns = MAX (self->n_columns, line->n_cells);
}

static void
read_table (BulletinTableSource *self)
{
  BulletinTableSourceLine line;

  for (gsize at = 0; at < self->length; at = line.next) {
    BulletinTableSourceLine after;

    read_line (self->text, self->length, at, &line);

    if (at == 0 && is_caption (self->text, &line)) {
      gsize start = line.content + strlen ("|=");

      self->has_caption = TRUE;
      self->caption = line;
      self->caption_text.start = start + bulletin_skip_blanks (self->text + start, line.end - start);
      self->caption_text.end = line.end;
      self->caption_text.stop = line.end;
      continue;
    }

    read_line (self->text, self->length, line.next, &after);
    if (!self->has_delimiters && (self->rows->len > 0 || is_row (self->text, &after)) &&
        (self->aligns = bulletin_table_parse_delimiters (self->text, line.content, line.end)) != NULL) {
      self->has_delimiters = TRUE;
      self->delimiters = line;
      self->n_head_rows = self->rows->len;
      continue;
    }

    add_cells (self, &line);
    g_array_append_val (self->rows, line);
  }
}

/**
 * bulletin_table_source_new:
 * @text: valid UTF-8
 * @length: its bytes
 * @place: a place in @text, in bytes
 *
 * Reads the table whose lines hold @place. Only these lines of @text are looked
 * at. Takes time linear in the table.
 *
 * Returns: (transfer full) (nullable): the table, or %NULL if there is none
 */
BulletinTableSource *
bulletin_table_source_new (const char *text,
                           gsize       length,
                           gsize       place)
{
  BulletinTableSource *self;
  BulletinTableSourceLine line;
  BulletinTableSourceLine other;
  gsize start;
  gsize end;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (place <= length, NULL);

  read_line (text, length, find_line_start (text, length, place), &line);
  if (is_caption (text, &line)) {
    read_line (text, length, line.next, &other);
    if (!is_row (text, &other))
      return NULL;
  } else if (!is_row (text, &line)) {
    return NULL;
  }

  start = line.start;
  end = line.next;

  while (start > 0 && !is_caption (text, &line)) {
    read_line_before (text, length, start, &line);
    if (!is_row (text, &line) && !is_caption (text, &line))
      break;
    start = line.start;
  }

  while (end < length) {
    read_line (text, length, end, &line);
    if (!is_row (text, &line))
      break;
    end = line.next;
  }

  self = g_new0 (BulletinTableSource, 1);
  self->text = g_strndup (text + start, end - start);
  self->offset = start;
  self->length = end - start;
  self->rows = g_array_new (FALSE, FALSE, sizeof (BulletinTableSourceLine));
  self->cells = g_array_new (FALSE, FALSE, sizeof (BulletinTableSourceCell));
  read_table (self);

  return self;
}

void
bulletin_table_source_free (BulletinTableSource *self)
{
  g_free (self->text);
  g_clear_pointer (&self->aligns, g_array_unref);
  g_array_unref (self->rows);
  g_array_unref (self->cells);
  g_free (self);
}

/* Where the table starts in the text, in bytes. */
gsize
bulletin_table_source_get_offset (const BulletinTableSource *self)
{
  return self->offset;
}

/* Its bytes, the end of its last line included. */
gsize
bulletin_table_source_get_length (const BulletinTableSource *self)
{
  return self->length;
}

guint
bulletin_table_source_get_n_rows (const BulletinTableSource *self)
{
  return self->rows->len;
}

/* As many as the widest row has, at least 1. */
guint
bulletin_table_source_get_n_columns (const BulletinTableSource *self)
{
  return self->n_columns;
}

guint
bulletin_table_source_get_n_head_rows (const BulletinTableSource *self)
{
  return self->n_head_rows;
}

gboolean
bulletin_table_source_has_caption (const BulletinTableSource *self)
{
  return self->has_caption;
}

BulletinAlign
bulletin_table_source_get_align (const BulletinTableSource *self,
                                 guint                      column)
{
  if (self->aligns == NULL || column >= self->aligns->len)
    return BULLETIN_ALIGN_START;

  return g_array_index (self->aligns, BulletinAlign, column);
}

static guint
find_column (const BulletinTableSource     *self,
             const BulletinTableSourceLine *line,
             gsize                          place)
{
  guint column = 0;

  while (column + 1 < line->n_cells &&
         place > g_array_index (self->cells, BulletinTableSourceCell, line->first_cell + column).stop)
    column++;

  return column;
}

/**
 * bulletin_table_source_locate:
 * @self: the table
 * @place: a place in the text that the table was read from, in bytes
 * @row: (out): the row, from 0, or %BULLETIN_TABLE_CAPTION_ROW
 * @column: (out): the column, from 0
 *
 * Finds the cell that holds a place, or the nearest. A place among the dashes
 * counts as one in the row above them.
 */
void
bulletin_table_source_locate (const BulletinTableSource *self,
                              gsize                      place,
                              int                       *row,
                              guint                     *column)
{
  guint low = 0;
  guint high = self->rows->len;

  place = place > self->offset ? place - self->offset : 0;
  *column = 0;
  *row = BULLETIN_TABLE_CAPTION_ROW;

  if (self->has_caption && place <= self->caption.stop)
    return;

  if (self->has_delimiters && place >= self->delimiters.start && place <= self->delimiters.stop) {
    *row = self->n_head_rows > 0 ? self->n_head_rows - 1 : 0;
    for (gsize i = self->delimiters.content + 1; i < MIN (place, self->delimiters.end - 1); i++)
      *column += self->text[i] == '|';
    *column = MIN (*column, self->n_columns - 1);
    return;
  }

  /* The last row that starts at or before the place. */
  while (high - low > 1) {
    guint middle = (low + high) / 2;

    if (g_array_index (self->rows, BulletinTableSourceLine, middle).start <= place)
      low = middle;
    else
      high = middle;
  }

  *row = low;
  *column = find_column (self, &g_array_index (self->rows, BulletinTableSourceLine, low), place);
}

/**
 * bulletin_table_source_get_cell:
 * @self: the table
 * @row: a row, or %BULLETIN_TABLE_CAPTION_ROW
 * @column: a column; ignored for the caption
 * @offset: (out): where the content starts in the text, in bytes
 * @length: (out): its bytes, 0 for an empty cell
 *
 * Finds a cell's content. Of an empty cell it is the place after its first blank;
 * of a cell that its row does not have, the end of the row.
 */
void
bulletin_table_source_get_cell (const BulletinTableSource *self,
                                int                        row,
                                guint                      column,
                                gsize                     *offset,
                                gsize                     *length)
{
  const BulletinTableSourceLine *line;
  const BulletinTableSourceCell *cell = &self->caption_text;

  *length = 0;

  if (row >= 0) {
    g_return_if_fail ((guint) row < self->rows->len);

    line = &g_array_index (self->rows, BulletinTableSourceLine, row);
    if (column >= line->n_cells) {
      *offset = self->offset + line->stop;
      return;
    }
    cell = &g_array_index (self->cells, BulletinTableSourceCell, line->first_cell + column);
  }

  if (cell->end > cell->start) {
    *offset = self->offset + cell->start;
    *length = cell->end - cell->start;
  } else {
    gsize start = cell->stop;

    /* Back over the blanks, all but the one that parts text from the bar. */
    while (row >= 0 && start > 0 && self->text[start - 1] == ' ')
      start--;
    *offset = self->offset + MIN (cell->stop, start + 1);
  }
}

gboolean
bulletin_table_source_is_row_empty (const BulletinTableSource *self,
                                    guint                      row)
{
  const BulletinTableSourceLine *line = &g_array_index (self->rows, BulletinTableSourceLine, row);

  for (guint i = 0; i < line->n_cells; i++) {
    const BulletinTableSourceCell *cell = &g_array_index (self->cells, BulletinTableSourceCell, line->first_cell + i);

    if (cell->end > cell->start)
      return FALSE;
  }

  return TRUE;
}
