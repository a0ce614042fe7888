/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-document-private.h"

#include "bulletin-marker.h"
#include "bulletin-table-writing.h"

#include <string.h>

static void
cell_free (gpointer data)
{
  BulletinTableCell *cell = data;

  g_ptr_array_unref (cell->spans);
  g_free (cell);
}

static void
row_free (gpointer data)
{
  BulletinTableRow *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row);
}

/* An array of rows that owns them. */
GPtrArray *
bulletin_table_rows_new (void)
{
  return g_ptr_array_new_with_free_func (row_free);
}

static void
add_cell (const char       *source,
          BulletinTableRow *row,
          gsize             start,
          gsize             end)
{
  BulletinTableCell *cell = g_new0 (BulletinTableCell, 1);

  start += bulletin_skip_blanks (source + start, end - start);
  end = start + bulletin_trim_blanks (source + start, end - start);

  cell->spans = bulletin_span_array_new ();
  bulletin_inline_parse (source, start, end, cell->spans);
  g_ptr_array_add (row->cells, cell);
}

/**
 * bulletin_table_scan_cell:
 * @source: the whole text
 * @start: the byte after the bar that opens the cell
 * @end: where the row ends
 * @index: how many cells stand before it
 * @next: (out): where the next cell starts, or @end if this is the last
 *
 * Finds the bar that closes a cell: one in a figure or behind a backslash does
 * not. The last cell that a row may hold takes in all that follows, up to the bar
 * at the row's end.
 *
 * Returns: where the cell's content ends, blanks included
 */
gsize
bulletin_table_scan_cell (const char *source,
                          gsize       start,
                          gsize       end,
                          guint       index,
                          gsize      *next)
{
  gboolean is_full = index + 1 >= BULLETIN_TABLE_MAX_COLUMNS;
  gsize n_bytes;

  *next = end;

  for (gsize i = start; i < end; i += n_bytes) {
    BulletinTokenKind kind = bulletin_inline_next (source + i, end - i, &n_bytes);

    if (kind == BULLETIN_TOKEN_TEXT && source[i] == '|' && (!is_full || i + 1 == end)) {
      *next = i + 1;
      return i;
    }
  }

  return end;
}

/* `| a | b |`: the bar at the end may be missing. The row does not know its line
 * yet. */
BulletinTableRow *
bulletin_table_parse_row (const char *source,
                          gsize       content,
                          gsize       end)
{
  BulletinTableRow *row = g_new0 (BulletinTableRow, 1);
  gsize start = content + 1;
  gsize next;

  row->cells = g_ptr_array_new_with_free_func (cell_free);

  do {
    gsize stop = bulletin_table_scan_cell (source, start, end, row->cells->len, &next);

    add_cell (source, row, start, stop);
    start = next;
  } while (start < end);

  return row;
}

/* `|:--|:-:|--:|`: at least three characters in each cell, so that a row of
 * single dashes, which stands for "nothing to report", stays a row. */
GArray *
bulletin_table_parse_delimiters (const char *source,
                                 gsize       content,
                                 gsize       end)
{
  g_autoptr (GArray) aligns = g_array_new (FALSE, FALSE, sizeof (BulletinAlign));
  gsize i = content + 1;

  while (i < end) {
    const char *bar = memchr (source + i, '|', end - i);
    gsize stop = bar != NULL ? (gsize) (bar - source) : end;
    gsize start = i + bulletin_skip_blanks (source + i, stop - i);
    gsize last = start + bulletin_trim_blanks (source + start, stop - start);
    gboolean left;
    gboolean right;
    BulletinAlign align;

    if (last - start < 3)
      return NULL;

    left = source[start] == ':';
    right = source[last - 1] == ':';
    for (gsize k = start + left; k < last - right; k++) {
      if (source[k] != '-')
        return NULL;
    }

    align = right ? left ? BULLETIN_ALIGN_CENTRE : BULLETIN_ALIGN_END : BULLETIN_ALIGN_START;
    g_array_append_val (aligns, align);
    i = stop + 1;
  }

  return aligns->len > 0 ? g_steal_pointer (&aligns) : NULL;
}

/* Makes all rows as wide as the widest and aligns their cells. */
void
bulletin_table_complete_rows (GPtrArray    *rows,
                              const GArray *aligns)
{
  guint n_columns = 0;

  for (guint i = 0; i < rows->len; i++) {
    BulletinTableRow *row = g_ptr_array_index (rows, i);

    n_columns = MAX (n_columns, row->cells->len);
  }

  for (guint i = 0; i < rows->len; i++) {
    BulletinTableRow *row = g_ptr_array_index (rows, i);

    while (row->cells->len < n_columns) {
      BulletinTableCell *cell = g_new0 (BulletinTableCell, 1);

      cell->spans = bulletin_span_array_new ();
      g_ptr_array_add (row->cells, cell);
    }

    for (guint k = 0; aligns != NULL && k < MIN (aligns->len, n_columns); k++) {
      BulletinTableCell *cell = g_ptr_array_index (row->cells, k);

      cell->align = g_array_index (aligns, BulletinAlign, k);
    }
  }
}
