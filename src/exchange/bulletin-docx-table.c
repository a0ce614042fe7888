/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-docx-private.h"

#include <math.h>

/* Word refuses a file with a table of more columns. */
#define MAX_COLUMNS 63

/* As the plan has them, in points. */
#define PADDING 4.0
#define LEADING 0.75
#define BORDER  (0.25 * BULLETIN_POINTS_PER_MM)

/* A row's height is without its border, and rounded so that as many rows as in the
 * plan fit a page. In twentieths of a point. */
#define BORDER_ROOM 16

/* What the plan knows of a table: where its columns end, how high its rows are. */
typedef struct
{
  guint n_columns;
  int *widths;         /* in twentieths of a point */
  GHashTable *heights; /* of each row that has text, in the same */
  int line;
} Table;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const double one = *(const double *) a;
  const double other = *(const double *) b;

  return (one > other) - (one < other);
}

/* The edges of the columns: the upright rules beside a line of the table. The
 * row's height is theirs. */
static GArray *
find_edges (const BulletinPlanPage *page,
            double                  y,
            double                 *height)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (double));

  *height = 0;
  for (guint i = 0; i < page->rules->len; i++) {
    const BulletinPlanRule *rule = g_ptr_array_index (page->rules, i);

    if (rule->x1 == rule->x2 && rule->y1 < y && rule->y2 > y) {
      g_array_append_val (edges, rule->x1);
      *height = rule->y2 - rule->y1;
    }
  }
  g_array_sort (edges, compare_places);
  return edges;
}

static void
survey (BulletinDocx *self,
        Table        *table,
        guint         number)
{
  gboolean has_widths = FALSE;

  for (guint p = self->first_page; p < bulletin_page_plan_get_n_pages (self->plan); p++) {
    const BulletinPlanPage *page = bulletin_page_plan_get_page (self->plan, p);
    int row = -1;

    for (guint i = 0; i < page->lines->len; i++) {
      const BulletinPlanLine *line = g_ptr_array_index (page->lines, i);

      if (line->table > number)
        return;
      if (line->table != number || line->is_repeated || line->table_row == row)
        continue;

      double height;
      g_autoptr (GArray) edges = find_edges (page, line->baseline - line->ascent / 2, &height);
      gpointer key = GINT_TO_POINTER (line->table_row);

      row = line->table_row;
      self->first_page = p;
      g_hash_table_insert (table->heights, key,
                           GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (table->heights, key)) + bulletin_docx_twips (height)));
      if (!has_widths && edges->len == table->n_columns + 1) {
        for (guint j = 0; j < table->n_columns; j++)
          table->widths[j] = bulletin_docx_twips (g_array_index (edges, double, j + 1) - g_array_index (edges, double, j));
        has_widths = TRUE;
      }
    }
  }
}

static void
add_edge (BulletinXmlWriter *xml,
          const char        *name)
{
  bulletin_xml_writer_open (xml, name);
  bulletin_xml_writer_set (xml, "w:val", "single");
  bulletin_xml_writer_set_int (xml, "w:sz", lround (BORDER * 8));
  bulletin_xml_writer_set (xml, "w:space", "0");
  bulletin_xml_writer_set (xml, "w:color", "000000");
  bulletin_xml_writer_close (xml);
}

static void
add_width (BulletinXmlWriter *xml,
           const char        *name,
           int                width)
{
  bulletin_xml_writer_open (xml, name);
  bulletin_xml_writer_set_int (xml, "w:w", width);
  bulletin_xml_writer_set (xml, "w:type", "dxa");
  bulletin_xml_writer_close (xml);
}

/* The properties in the order of the schema (ECMA-376-1, 17.4.59). */
static void
add_properties (BulletinDocx        *self,
                const BulletinBlock *block,
                const Table         *table)
{
  static const char *const edges[] = { "w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV" };
  BulletinXmlWriter *xml = self->xml;
  const int padding = bulletin_docx_twips (MIN (PADDING, self->page_template->block_width / table->n_columns / 8));
  int width = 0;

  for (guint i = 0; i < table->n_columns; i++)
    width += table->widths[i];

  bulletin_xml_writer_open (xml, "w:tblPr");
  add_width (xml, "w:tblW", width);
  bulletin_xml_writer_element (xml, "w:jc", "w:val", "center", NULL);
  bulletin_xml_writer_open (xml, "w:tblBorders");
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    add_edge (xml, edges[i]);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_element (xml, "w:tblLayout", "w:type", "fixed", NULL);
  bulletin_xml_writer_open (xml, "w:tblCellMar");
  add_width (xml, "w:left", padding);
  add_width (xml, "w:right", padding);
  bulletin_xml_writer_close (xml);
  if (block->caption && block->caption->len > 0) {
    g_autofree char *caption = bulletin_spans_to_text (block->caption);

    bulletin_xml_writer_element (xml, "w:tblCaption", "w:val", caption, NULL);
  }
  bulletin_xml_writer_close (xml);

  bulletin_xml_writer_open (xml, "w:tblGrid");
  for (guint i = 0; i < table->n_columns; i++) {
    bulletin_xml_writer_open (xml, "w:gridCol");
    bulletin_xml_writer_set_int (xml, "w:w", table->widths[i]);
    bulletin_xml_writer_close (xml);
  }
  bulletin_xml_writer_close (xml);
}

static void
add_cell (BulletinDocx           *self,
          const BulletinTableRow *row,
          const Table            *table,
          guint                   column)
{
  static const char *const aligns[] = { "left", "center", "right" };
  const BulletinTableCell *cell = column < row->cells->len ? g_ptr_array_index (row->cells, column) : NULL;
  const BulletinAlign align = cell ? cell->align : BULLETIN_ALIGN_START;
  const BulletinDocxParagraph paragraph = {
    .style = row->is_head ? BULLETIN_DOCX_TABLE_HEAD : BULLETIN_DOCX_TABLE_TEXT,
    .keeps_with_next = row->is_head,
    .line = table->line,
    .align = align == BULLETIN_ALIGN_START ? NULL : aligns[align],
  };

  bulletin_xml_writer_open (self->xml, "w:tc");
  bulletin_xml_writer_open (self->xml, "w:tcPr");
  add_width (self->xml, "w:tcW", table->widths[column]);
  bulletin_xml_writer_element (self->xml, "w:vAlign", "w:val", "center", NULL);
  bulletin_xml_writer_close (self->xml);
  bulletin_docx_open_paragraph (self, &paragraph);
  if (cell)
    bulletin_docx_add_spans (self, cell->spans, 0, cell->spans->len, NULL);
  /* What Word has no column for stands in the last one. */
  for (guint i = MAX_COLUMNS; column + 1 == MAX_COLUMNS && i < row->cells->len; i++) {
    cell = g_ptr_array_index (row->cells, i);
    bulletin_docx_add_run (self, "　", &(BulletinDocxRun){ .role = -1 });
    bulletin_docx_add_spans (self, cell->spans, 0, cell->spans->len, NULL);
  }
  bulletin_docx_close_paragraph (self);
  bulletin_xml_writer_close (self->xml);
}

static void
add_row (BulletinDocx           *self,
         const BulletinTableRow *row,
         guint                   index,
         const Table            *table)
{
  BulletinXmlWriter *xml = self->xml;
  const int height = GPOINTER_TO_INT (g_hash_table_lookup (table->heights, GUINT_TO_POINTER (index)));

  bulletin_xml_writer_open (xml, "w:tr");
  bulletin_xml_writer_open (xml, "w:trPr");
  bulletin_xml_writer_element (xml, "w:cantSplit", NULL);
  bulletin_xml_writer_open (xml, "w:trHeight");
  /* The first has two borders. */
  bulletin_xml_writer_set_int (xml, "w:val", (height > 0 ? height : self->pitch) - (index == 0 ? 2 : 1) * BORDER_ROOM);
  bulletin_xml_writer_set (xml, "w:hRule", "atLeast");
  bulletin_xml_writer_close (xml);
  if (row->is_head)
    bulletin_xml_writer_element (xml, "w:tblHeader", NULL);
  bulletin_xml_writer_close (xml);
  for (guint i = 0; i < table->n_columns; i++)
    add_cell (self, row, table, i);
  bulletin_xml_writer_close (xml);
}

/**
 * bulletin_docx_add_table:
 * @self: a document
 * @block: a table
 * @number: which table of the plan it is, from 1
 * @starts_page: whether a page begins with it
 *
 * Adds a table with its caption: columns and rows as wide and as high as in the
 * plan, rows that do not break, a head that is repeated.
 */
void
bulletin_docx_add_table (BulletinDocx        *self,
                         const BulletinBlock *block,
                         guint                number,
                         gboolean             starts_page)
{
  const BulletinTypeStyle *styles = self->page_template->styles;
  const double size = MAX (styles[BULLETIN_STYLE_TABLE].size, styles[BULLETIN_STYLE_TABLE_HEAD].size);
  Table table = { 0 };

  if (block->caption && block->caption->len > 0) {
    const BulletinDocxParagraph paragraph = { .style = BULLETIN_DOCX_TABLE_CAPTION, .starts_page = starts_page };

    bulletin_docx_open_paragraph (self, &paragraph);
    bulletin_docx_add_spans (self, block->caption, 0, block->caption->len, NULL);
    bulletin_docx_close_paragraph (self);
    starts_page = FALSE;
  }

  for (guint i = 0; block->rows && i < block->rows->len; i++)
    table.n_columns = MAX (table.n_columns, ((const BulletinTableRow *) g_ptr_array_index (block->rows, i))->cells->len);
  if (table.n_columns == 0)
    return;

  if (starts_page)
    bulletin_docx_add_filler (self, 0, TRUE);
  table.n_columns = MIN (table.n_columns, MAX_COLUMNS);
  table.widths = g_new (int, table.n_columns);
  for (guint i = 0; i < table.n_columns; i++)
    table.widths[i] = bulletin_docx_twips (self->page_template->block_width / table.n_columns);
  table.heights = g_hash_table_new (NULL, NULL);
  table.line = bulletin_docx_twips (LEADING * MAX (bulletin_docx_get_pitch (self), size * 1.6));
  survey (self, &table, number);

  bulletin_xml_writer_open (self->xml, "w:tbl");
  add_properties (self, block, &table);
  for (guint i = 0; i < block->rows->len; i++)
    add_row (self, g_ptr_array_index (block->rows, i), i, &table);
  bulletin_xml_writer_close (self->xml);

  g_free (table.widths);
  g_hash_table_unref (table.heights);
}

/* The top edge of what stands on a page for a block, or 0. */
static double
find_top (const BulletinDocx     *self,
          const BulletinPlanPage *page,
          const BulletinBlock    *block)
{
  const double pitch = bulletin_docx_get_pitch (self);

  for (guint i = 0; i < page->pictures->len; i++) {
    const BulletinPlanPicture *picture = g_ptr_array_index (page->pictures, i);
    const double rows = ceil (picture->height / pitch);

    if (picture->offset == block->offset)
      return picture->y - (rows * pitch - picture->height) / 2;
  }

  for (guint i = 0; i < page->lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (page->lines, i);

    if (!line->is_repeated && line->offset >= block->offset && line->offset < block->offset + block->length) {
      double height = pitch;

      if (line->table > 0)
        g_array_unref (find_edges (page, line->baseline - line->ascent / 2, &height));
      return line->baseline + (line->descent - line->ascent) / 2 - height / 2;
    }
  }

  return 0;
}

/**
 * bulletin_docx_add_space_below:
 * @self: a document whose last block was a table
 * @next: (nullable): the block that follows
 *
 * Rows of a table are as high as they need; what follows stands on the grid again.
 */
void
bulletin_docx_add_space_below (BulletinDocx        *self,
                               const BulletinBlock *next)
{
  const BulletinPlanPage *page = bulletin_page_plan_get_page (self->plan, self->first_page);
  const double top = next ? find_top (self, page, next) : 0;
  double bottom = 0, gap;

  for (guint i = 0; i < page->rules->len; i++) {
    const BulletinPlanRule *rule = g_ptr_array_index (page->rules, i);

    if (rule->x1 == rule->x2 && rule->y2 <= top + 1)
      bottom = MAX (bottom, rule->y2);
  }
  gap = bottom > 0 ? top - bottom : 0;
  if (gap >= 1 || !next || next->kind == BULLETIN_BLOCK_TABLE || next->kind == BULLETIN_BLOCK_PAGE_BREAK)
    bulletin_docx_add_filler (self, gap, FALSE);
}
