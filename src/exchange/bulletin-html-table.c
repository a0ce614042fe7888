/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-escape.h"
#include "bulletin-grid.h"
#include "bulletin-html-reader-private.h"
#include "bulletin-table-writing.h"
#include "bulletin-text-import.h"

/* Of all cells, merged ones unfolded: a span must not make what nobody typed. */
#define MAX_CELLS 400000

/* The values of BulletinAlign, and none. */
#define ALIGN_UNSAID 3
#define N_ALIGNS     4

/* Tables in tables, or a single column of long text, arrange a page. */
static gboolean
arranges_page (const GumboNode *node,
               guint depth)
{
  for (guint i = 0; i < node->v.element.children.length && depth < BULLETIN_HTML_MAX_DEPTH; i++) {
    const GumboNode *child = node->v.element.children.data[i];
    GumboTag tag;

    if (child->type != GUMBO_NODE_ELEMENT)
      continue;
    tag = child->v.element.tag;
    if (tag == GUMBO_TAG_TABLE || (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) || arranges_page (child, depth + 1))
      return TRUE;
  }
  return FALSE;
}

typedef struct
{
  BulletinGrid *grid;
  GArray *open;       /* of guint: for how many more rows a column is taken by a cell above */
  guint n_head_rows;
  gboolean is_head;   /* no row of the body has come yet */
  GArray *counts;     /* of guint, N_ALIGNS to a column: how many cells are aligned so */
  char *caption;
  guint n_cells;
} Table;

static void
table_clear (Table *self)
{
  bulletin_grid_free (self->grid);
  g_array_unref (self->open);
  g_array_unref (self->counts);
  g_free (self->caption);
}

static guint
get_span (const GumboElement *cell,
          const char *name)
{
  const char *value = bulletin_html_get_attribute (cell, name);
  int span = value ? atoi (value) : 1;

  return CLAMP (span, 1, 1000);
}

static char *
read_cell (BulletinHtmlReader *self,
           const GumboNode *node,
           const BulletinHtmlContext *context,
           const BulletinHtmlStyle *style)
{
  BulletinHtmlContext inner = *context;

  self->cell = g_string_new (NULL);
  self->cell_align = style->align;
  inner.depth++;
  inner.outline_level = 0;
  inner.is_strong = style->is_strong == BULLETIN_HTML_YES;
  bulletin_html_reader_walk_children (self, node, &inner);
  bulletin_html_reader_end_line (self, 0);
  return g_string_free (g_steal_pointer (&self->cell), FALSE);
}

static void
count_align (Table *table,
             guint column,
             int align)
{
  gsize slot = column * N_ALIGNS + (align < 0 ? ALIGN_UNSAID : align);

  if (table->counts->len < (column + 1) * N_ALIGNS)
    g_array_set_size (table->counts, (column + 1) * N_ALIGNS);
  g_array_index (table->counts, guint, slot)++;
}

static void
read_row (BulletinHtmlReader *self,
          Table *table,
          const GumboNode *node,
          const BulletinHtmlContext *context,
          gboolean in_head)
{
  guint column = 0;
  guint n_heads = 0, n_cells = 0;

  bulletin_grid_add_row (table->grid);
  for (guint i = 0; i < node->v.element.children.length && !self->error; i++) {
    const GumboNode *child = node->v.element.children.data[i];
    const GumboElement *cell = &child->v.element;
    BulletinHtmlStyle style;
    g_autofree char *text = NULL;
    guint n_columns, n_rows;

    if (child->type != GUMBO_NODE_ELEMENT || (cell->tag != GUMBO_TAG_TD && cell->tag != GUMBO_TAG_TH))
      continue;
    bulletin_html_sheet_resolve (self->sheet, cell, &style);
    if (style.is_hidden == BULLETIN_HTML_YES)
      continue;
    while (column < table->open->len && g_array_index (table->open, guint, column) > 0)
      column++;

    n_columns = get_span (cell, "colspan");
    n_rows = get_span (cell, "rowspan");
    table->n_cells += n_columns;
    if (table->n_cells > MAX_CELLS) {
      g_set_error (&self->error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("This table has more than %d cells. Take a part of it, or load the sheet into the data."), MAX_CELLS);
      return;
    }
    text = read_cell (self, child, context, &style);
    n_cells++;
    n_heads += cell->tag == GUMBO_TAG_TH;
    /* The first row names the columns more often than not. */
    if (*text && cell->tag == GUMBO_TAG_TD && !in_head && bulletin_grid_get_n_rows (table->grid) > 1)
      count_align (table, column, self->cell_align);

    /* What is merged stands in its first cell: repeated, a number would count
     * twice. */
    bulletin_grid_set_cell (table->grid, column, text, n_columns);
    if (table->open->len < column + n_columns)
      g_array_set_size (table->open, column + n_columns);
    for (guint k = 0; k < n_columns; k++)
      g_array_index (table->open, guint, column + k) = n_rows;
    column += n_columns;
  }

  for (guint k = 0; k < table->open->len; k++) {
    guint *open = &g_array_index (table->open, guint, k);

    *open -= *open > 0;
  }
  while (table->open->len > 0 && g_array_index (table->open, guint, table->open->len - 1) == 0)
    g_array_set_size (table->open, table->open->len - 1);
  if (table->is_head && (in_head || (n_cells > 0 && n_heads == n_cells)))
    table->n_head_rows++;
  else
    table->is_head = FALSE;
}

static void
read_rows (BulletinHtmlReader *self,
           Table *table,
           const GumboNode *node,
           const BulletinHtmlContext *context,
           gboolean in_head)
{
  for (guint i = 0; i < node->v.element.children.length && !self->error; i++) {
    const GumboNode *child = node->v.element.children.data[i];
    BulletinHtmlStyle style;

    if (child->type != GUMBO_NODE_ELEMENT)
      continue;
    bulletin_html_sheet_resolve (self->sheet, &child->v.element, &style);
    if (style.is_hidden == BULLETIN_HTML_YES)
      continue;
    switch (child->v.element.tag) {
    case GUMBO_TAG_THEAD:
      read_rows (self, table, child, context, TRUE);
      break;
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TFOOT:
      read_rows (self, table, child, context, FALSE);
      break;
    case GUMBO_TAG_TR:
      read_row (self, table, child, context, in_head);
      break;
    case GUMBO_TAG_CAPTION:
      g_free (table->caption);
      table->caption = read_cell (self, child, context, &style);
      break;
    default:
      break;
    }
  }
}

/* How most of a column's cells are aligned; -1 where most do not say. */
static GArray *
get_aligns (const Table *table,
            guint n_columns)
{
  GArray *aligns = g_array_sized_new (FALSE, TRUE, sizeof (int), n_columns);

  for (guint i = 0; i < n_columns; i++) {
    int align = -1;

    if ((i + 1) * N_ALIGNS <= table->counts->len) {
      const guint *counts = &g_array_index (table->counts, guint, i * N_ALIGNS);
      guint n = 0;

      for (int k = 0; k < N_ALIGNS; k++)
        n += counts[k];
      for (int k = 0; k < ALIGN_UNSAID; k++) {
        if (counts[k] * 2 > n)
          align = k;
      }
    }
    g_array_append_val (aligns, align);
  }
  return aligns;
}

/* A table as a block of its own; one that arranges a page as the lines in it. */
void
bulletin_html_reader_read_table (BulletinHtmlReader *self,
                                 const GumboNode *node,
                                 const BulletinHtmlContext *context)
{
  Table table = { .is_head = TRUE };
  g_autoptr (GArray) aligns = NULL;
  g_autofree char *markup = NULL;
  gsize length;

  if (self->cell || arranges_page (node, 0)) {
    bulletin_html_reader_walk_children (self, node, context);
    return;
  }

  table.grid = bulletin_grid_new ();
  table.open = g_array_new (FALSE, TRUE, sizeof (guint));
  table.counts = g_array_new (FALSE, TRUE, sizeof (guint));
  read_rows (self, &table, node, context, FALSE);
  if (self->error) {
    table_clear (&table);
    return;
  }

  bulletin_grid_trim (table.grid);
  if (bulletin_grid_get_n_columns (table.grid) <= 1) {
    for (guint i = 0; i < bulletin_grid_get_n_rows (table.grid); i++) {
      g_autofree char *line = bulletin_escape_line (bulletin_grid_get_cell (table.grid, i, 0));

      if (*line)
        bulletin_html_reader_add_block (self, line, 0, FALSE);
    }
  } else if (bulletin_grid_check_width (table.grid, &self->error)) {
    aligns = get_aligns (&table, bulletin_grid_get_n_columns (table.grid));
    g_clear_pointer (&self->cells, g_ptr_array_unref);
    self->cells = bulletin_grid_get_rows (table.grid);
    self->n_tables++;
    markup = bulletin_grid_write (table.grid, table.n_head_rows, aligns, table.caption);
    length = strlen (markup);
    if (length > 0 && markup[length - 1] == '\n')
      markup[length - 1] = '\0';
    bulletin_html_reader_add_block (self, markup, 0, TRUE);
  }
  table_clear (&table);
}
