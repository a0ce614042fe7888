/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-plan-builder.h"

#include <math.h>

#define BORDER  (0.25 * BULLETIN_POINTS_PER_MM)
#define PADDING 4.0
/* Rows of one line are as high as a row of the grid; further lines stand closer. */
#define LEADING 0.75

typedef struct
{
  BulletinText *text;
  BulletinShapedText *shaped;
  BulletinAlign align;
  double natural; /* in one line, without padding */
} Cell;

typedef struct
{
  BulletinPlanBuilder *builder;
  guint n_columns;
  double *widths;
  double padding;
  double line_height;
  double border_space; /* what a row has above and below its lines together */
} Table;

static void
cell_clear (gpointer data)
{
  Cell *cell = data;

  bulletin_text_free (cell->text);
  bulletin_shaped_text_unref (cell->shaped);
}

static void
fill_cell (Cell                    *cell,
           BulletinPlanBuilder     *builder,
           const BulletinTableRow  *row,
           const BulletinTableCell *source)
{
  BulletinTextSpan style = bulletin_plan_builder_style (builder, row->is_head ? BULLETIN_STYLE_TABLE_HEAD : BULLETIN_STYLE_TABLE, BULLETIN_PLAN_CELL);

  style.element = ++builder->n_elements;
  cell->text = bulletin_text_new ();
  bulletin_text_append_spans (cell->text, source->spans, 0, source->spans->len, &style);
  cell->shaped = bulletin_plan_builder_shape (builder, cell->text);
  cell->align = row->is_head && source->align == BULLETIN_ALIGN_START ? BULLETIN_ALIGN_CENTRE : source->align;
  for (guint i = 0; i < cell->shaped->clusters->len; i++)
    cell->natural += g_array_index (cell->shaped->clusters, BulletinCluster, i).width;
}

/* Columns as wide as their content, filling the block together. If they ask for
 * more than there is, the narrow ones get what they ask and the others share. */
static void
size_columns (Table  *table,
              double *natural,
              double  total)
{
  g_autofree gboolean *settled = g_new0 (gboolean, table->n_columns);
  double sum = 0, left = total;
  guint n_left = table->n_columns;
  gboolean changed = TRUE;

  for (guint i = 0; i < table->n_columns; i++)
    sum += natural[i];

  if (sum <= total) {
    for (guint i = 0; i < table->n_columns; i++)
      table->widths[i] = natural[i] * total / sum;
    return;
  }

  while (changed && n_left > 0) {
    const double share = left / n_left;

    changed = FALSE;
    for (guint i = 0; i < table->n_columns; i++) {
      if (settled[i] || natural[i] > share)
        continue;

      settled[i] = TRUE;
      table->widths[i] = natural[i];
      left -= natural[i];
      n_left--;
      changed = TRUE;
    }
  }

  for (guint i = 0; i < table->n_columns; i++) {
    if (!settled[i])
      table->widths[i] = left / n_left;
  }
}

static GPtrArray *
set_cell (Table *table,
          Cell  *cell,
          double left,
          double width)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_plan_line_free);
  BulletinSetting setting = { left + table->padding, left + table->padding, left + width - table->padding, cell->align, FALSE };
  g_autoptr (GArray) extents = bulletin_break_lines (cell->shaped, setting.right - setting.left, setting.right - setting.left);

  for (guint i = 0; i < extents->len; i++)
    g_ptr_array_add (lines, bulletin_plan_builder_set_line (table->builder, cell->text, cell->shaped,
                                                            &g_array_index (extents, BulletinLineExtent, i), &setting));

  return lines;
}

/* Makes the piece of a row that holds its lines @first to @end. */
static BulletinFlowPiece *
make_row (Table                  *table,
          const BulletinTableRow *row,
          guint                   row_index,
          GPtrArray             **columns,
          guint                   first,
          guint                   end,
          guint                   n_lines)
{
  BulletinPlanBuilder *builder = table->builder;
  const double margin = builder->page_template->margin_left;
  const double right = margin + builder->page_template->block_width;
  /* The space at the borders is where those are, also of a row that breaks. */
  const double space = table->border_space / 2;
  const double above = first == 0 ? space : 0;
  BulletinFlowPiece *piece = bulletin_flow_piece_new ((end - first) * table->line_height + above + (end == n_lines ? space : 0));
  const gboolean is_whole = first == 0 && end == n_lines;
  double x = margin;

  piece->on_grid = FALSE;

  for (guint i = 0; i < table->n_columns; i++) {
    const guint n = columns[i]->len > first ? MIN (columns[i]->len, end) - first : 0;
    double y = is_whole ? (piece->height - n * table->line_height) / 2 : above;

    for (guint j = first; j < first + n; j++) {
      BulletinPlanLine *line = g_steal_pointer (&columns[i]->pdata[j]);

      line->table = builder->n_tables;
      line->table_row = (int) row_index;
      line->table_column = (int) i;
      line->is_table_head = row->is_head;
      bulletin_plan_line_centre (line, y, table->line_height);
      y += table->line_height;
      g_ptr_array_add (piece->lines, line);
    }

    bulletin_flow_piece_add_rule (piece, x, 0, x, piece->height, BORDER, BULLETIN_PLAN_BLACK);
    x += table->widths[i];
  }

  bulletin_flow_piece_add_rule (piece, right, 0, right, piece->height, BORDER, BULLETIN_PLAN_BLACK);
  piece->is_open = end < n_lines;
  if (!piece->is_open)
    bulletin_flow_piece_add_rule (piece, margin, piece->height, right, piece->height, BORDER, BULLETIN_PLAN_BLACK);
  piece->top_rule = g_new0 (BulletinPlanRule, 1);
  *piece->top_rule = (BulletinPlanRule){ margin, 0, right, 0, BORDER, BULLETIN_PLAN_BLACK };

  return piece;
}

static BulletinFlowPiece *
copy_piece (const BulletinFlowPiece *piece)
{
  BulletinFlowPiece *copy = bulletin_flow_piece_new (piece->height);

  for (guint i = 0; i < piece->lines->len; i++)
    g_ptr_array_add (copy->lines, bulletin_plan_line_copy (g_ptr_array_index (piece->lines, i)));
  for (guint i = 0; i < piece->rules->len; i++)
    g_ptr_array_add (copy->rules, g_memdup2 (g_ptr_array_index (piece->rules, i), sizeof (BulletinPlanRule)));
  copy->top_rule = piece->top_rule ? g_memdup2 (piece->top_rule, sizeof *piece->top_rule) : NULL;

  return copy;
}

static void
add_rows (Table               *table,
          const BulletinBlock *block,
          GArray              *cells)
{
  BulletinPlanBuilder *builder = table->builder;
  BulletinTableHead *head = bulletin_table_head_new ();
  double head_height = 0;
  gboolean in_body = FALSE;
  g_autofree GPtrArray **columns = g_new0 (GPtrArray *, table->n_columns);

  for (guint r = 0; r < block->rows->len && !g_cancellable_is_cancelled (builder->cancellable); r++) {
    const BulletinTableRow *row = g_ptr_array_index (block->rows, r);
    const double room = builder->page_template->block_height - head_height - table->border_space;
    const guint max_lines = MAX (1, (guint) floor (room / table->line_height + 1e-6));
    guint n_lines = 1;
    double x = 0;

    bulletin_plan_builder_report (builder, block->offset + (gsize) (0.5 * block->length * (1 + (double) r / block->rows->len)));
    for (guint i = 0; i < table->n_columns; i++) {
      columns[i] = set_cell (table, &g_array_index (cells, Cell, r * table->n_columns + i), x, table->widths[i]);
      n_lines = MAX (n_lines, columns[i]->len);
      x += table->widths[i];
    }

    /* A row breaks only if no page could hold it, and then between any two lines, but
     * for one alone. */
    const guint step = n_lines > max_lines ? 1 : n_lines;

    for (guint first = 0; first < n_lines; first += step) {
      BulletinFlowPiece *piece = make_row (table, row, r, columns, first, MIN (n_lines, first + step), n_lines);

      if (step < n_lines && (first == 1 || first + 1 == n_lines))
        builder->keep_with_next = TRUE;

      if (r == 0 && first == 0) {
        piece->on_grid = TRUE;
        g_ptr_array_add (piece->rules, g_memdup2 (piece->top_rule, sizeof *piece->top_rule));
      }

      /* A head of half a page would leave no room for the rows it heads. */
      if (row->is_head && !in_body && n_lines <= max_lines && head_height + piece->height < builder->page_template->block_height / 2) {
        g_ptr_array_add (head->pieces, copy_piece (piece));
        head_height += piece->height;
      } else if (in_body && head->pieces->len > 0) {
        piece->table_head = bulletin_table_head_ref (head);
      }

      bulletin_plan_builder_add_piece (builder, piece);
      if (row->is_head)
        builder->keep_with_next = TRUE;
      else
        in_body = TRUE;
    }

    for (guint i = 0; i < table->n_columns; i++)
      g_ptr_array_unref (columns[i]);
  }

  builder->keep_with_next = FALSE;
  bulletin_table_head_unref (head);
}

/**
 * bulletin_plan_builder_add_table:
 * @self: a builder
 * @block: a table
 *
 * Adds a table as wide as the block: its caption above it, a piece for each row. The head stays with the first row and is repeated at the top of
 * each page that the table goes on to.
 */
void
bulletin_plan_builder_add_table (BulletinPlanBuilder *self,
                                 const BulletinBlock *block)
{
  const BulletinPageTemplate *page_template = self->page_template;
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  Table table = { self, 0 };

  g_array_set_clear_func (cells, cell_clear);
  for (guint r = 0; block->rows && r < block->rows->len; r++)
    table.n_columns = MAX (table.n_columns, ((const BulletinTableRow *) g_ptr_array_index (block->rows, r))->cells->len);

  if (block->caption && block->caption->len > 0) {
    BulletinTextSpan style = bulletin_plan_builder_style (self, BULLETIN_STYLE_TABLE_HEAD, BULLETIN_PLAN_CAPTION);
    BulletinSetting setting = { 0, 0, page_template->block_width, BULLETIN_ALIGN_CENTRE, FALSE };
    g_autoptr (BulletinText) text = bulletin_text_new ();

    style.element = ++self->n_elements;
    bulletin_text_append_spans (text, block->caption, 0, block->caption->len, &style);
    bulletin_plan_builder_add_text (self, text, &setting);
    self->keep_with_next = table.n_columns > 0;
  }

  if (table.n_columns == 0)
    return;

  g_autofree double *natural = g_new0 (double, table.n_columns);
  const double equal = page_template->block_width / table.n_columns;
  const double size = MAX (page_template->styles[BULLETIN_STYLE_TABLE].size, page_template->styles[BULLETIN_STYLE_TABLE_HEAD].size);

  self->n_tables++;
  table.widths = g_new0 (double, table.n_columns);
  table.padding = MIN (PADDING, equal / 8);
  table.line_height = LEADING * MAX (self->pitch, size * 1.6);
  table.border_space = MAX (self->pitch - table.line_height, 2 * BORDER);
  for (guint i = 0; i < table.n_columns; i++)
    natural[i] = size + 2 * table.padding;

  for (guint r = 0; r < block->rows->len; r++) {
    const BulletinTableRow *row = g_ptr_array_index (block->rows, r);

    if (g_cancellable_is_cancelled (self->cancellable)) {
      g_free (table.widths);
      return;
    }
    /* Rows are measured first and set afterwards. */
    bulletin_plan_builder_report (self, block->offset + (gsize) (0.5 * block->length * r / block->rows->len));
    for (guint i = 0; i < table.n_columns; i++) {
      Cell cell = { 0 };

      if (i < row->cells->len)
        fill_cell (&cell, self, row, g_ptr_array_index (row->cells, i));
      else {
        cell.text = bulletin_text_new ();
        cell.shaped = bulletin_plan_builder_shape (self, cell.text);
      }
      natural[i] = MAX (natural[i], ceil (cell.natural) + 2 * table.padding);
      g_array_append_val (cells, cell);
    }
  }

  size_columns (&table, natural, page_template->block_width);
  add_rows (&table, block, cells);
  g_free (table.widths);
}
