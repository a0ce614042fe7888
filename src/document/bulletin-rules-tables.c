/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-figure.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* What a page of 22 rows and 28 columns shows well, some pages long. */
#define MAX_TABLE_ROWS      200
#define MAX_TABLE_COLUMNS   12
/* Three pages without a break. */
#define MAX_PARAGRAPH_CHARS 2000

/* A table's numbers, row by row. */
typedef struct
{
  BulletinProofContext *context;
  const BulletinBlock *block;
  guint n_rows;
  guint n_columns;
  double *values; /* NAN where there is none */
  char **labels;  /* of the rows */
  gboolean *is_total_row;
  gboolean is_label_column; /* whether the second column names the rows, the first numbers them */
} Grid;

static void
grid_clear (Grid *grid)
{
  g_free (grid->values);
  g_free (grid->is_total_row);
  if (grid->labels != NULL)
    for (guint i = 0; i < grid->n_rows; i++)
      g_free (grid->labels[i]);
  g_free (grid->labels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grid, grid_clear)

/* A cell's number with a unit or without; NAN if it holds anything else, 0 for one
 * that says “none”. */
static double
read_cell (const char *text)
{
  g_autofree char *digits = g_strdup (text);
  char *end = NULL;
  double value;

  g_strstrip (digits);
  if (*digits == '\0' || g_str_equal (digits, "-") || g_str_equal (digits, "—") || g_str_equal (digits, "－") || g_str_equal (digits, "/"))
    return 0;
  if (!g_ascii_isdigit (*digits))
    return NAN;

  for (char *p = digits; (p = strchr (p, ',')) != NULL;)
    memmove (p, p + 1, strlen (p));
  value = g_ascii_strtod (digits, &end);
  if (end == digits || strchr (end, '%') != NULL || g_utf8_strlen (end, -1) > 2 ||
      (*end != '\0' && !bulletin_is_han (g_utf8_get_char (end))) || g_str_has_prefix (end, "年") || g_str_has_prefix (end, "月"))
    return NAN;

  return value;
}

static char *
get_label (const BulletinTableRow *row,
           guint                   column)
{
  const BulletinTableCell *cell = g_ptr_array_index (row->cells, column);
  g_autofree char *text = bulletin_spans_to_text (cell->spans);
  GString *label = g_string_new (NULL);

  /* 合 计 is spread over its cell. */
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    if (!bulletin_is_blank (g_utf8_get_char (p)))
      g_string_append_unichar (label, g_utf8_get_char (p));
  }

  return g_string_free_and_steal (label);
}

static gboolean
is_total_label (const char *label)
{
  static const char *const names[] = { "合计", "总计", "共计", "总数", "全市合计", "全区合计", "全县合计", "全省合计", "合计数", "总和" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *after = label + strlen (names[i]);

    /* 合计（人） too. */
    if (g_str_has_prefix (label, names[i]) && (*after == '\0' || *after == '(' || g_str_has_prefix (after, "（")))
      return TRUE;
  }

  /* 全年总计, 全系统合计. */
  return g_str_has_prefix (label, "全") && g_utf8_strlen (label, -1) <= 8 &&
         (g_str_has_suffix (label, "合计") || g_str_has_suffix (label, "总计") || g_str_has_suffix (label, "共计"));
}

static gboolean
is_subtotal_label (const char *label)
{
  return g_str_equal (label, "小计");
}

/* Columns and rows of shares, averages, ranks, years and numbers that only name are
 * not added up. */
static gboolean
is_not_added (const char *label)
{
  static const char *const words[] = { "率", "比", "均", "%", "％", "序号", "编号", "排名", "名次", "年份", "年度", "日期", "年龄", "电话", "号码", "手机", "邮编", "编码", "代码" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (strstr (label, words[i]) != NULL)
      return TRUE;
  }

  return FALSE;
}

static double
get_value (const Grid *grid,
           guint       row,
           guint       column)
{
  return grid->values[row * grid->n_columns + column];
}

/* How many digits stand behind the point. */
static guint
count_decimals (double value)
{
  guint n = 0;

  for (; n < 4 && fabs (value - (double) (gint64) (value + 0.5)) > 1e-6; n++)
    value *= 10;

  return n;
}

/* What was added up: rounded parts of a total that is rounder may miss it by half of
 * their last digit each. */
typedef struct
{
  double value;
  guint n;
  guint decimals;
} Sum;

static void
sum_add (Sum   *sum,
         double value)
{
  sum->value += value;
  sum->n++;
  sum->decimals = MAX (sum->decimals, count_decimals (value));
}

static gboolean
sum_is (const Sum *sum,
        double     total)
{
  double allowed = count_decimals (total) < sum->decimals ? sum->n * 0.5 : 0;

  for (guint i = 0; i < sum->decimals; i++)
    allowed /= 10;

  return fabs (sum->value - total) <= MAX (allowed, 0.005);
}

static void
add_total (const Grid *grid,
           guint       row,
           guint       column,
           double      sum)
{
  const BulletinTableRow *cells = g_ptr_array_index (grid->block->rows, row);
  const GPtrArray *spans = ((const BulletinTableCell *) g_ptr_array_index (cells->cells, column))->spans;
  g_autofree char *added = bulletin_figure_format_number (sum);
  g_autofree char *found = bulletin_spans_to_text (spans);
  const BulletinSpan *first, *last;

  /* Where none is given, none is wrong. */
  if (spans->len == 0 || strpbrk (found, "0123456789") == NULL)
    return;
  first = g_ptr_array_index (spans, 0);
  last = g_ptr_array_index (spans, spans->len - 1);
  bulletin_proof_add (grid->context, "table-total", BULLETIN_SEVERITY_WARNING,
                      first->offset, last->offset + last->length - first->offset, NULL,
                      g_strdup_printf (_ ("The others add up to %s, but the total is given as “%s”."), added, g_strstrip (found)));
}

/* Adds up a column from one row to before another, subtotals left out; FALSE if
 * one is no number, or if a row is of those in another: 其中：女. */
static gboolean
add_rows (const Grid *grid,
          guint       column,
          guint       first,
          guint       next,
          Sum        *sum)
{
  *sum = (Sum) { 0 };
  for (guint i = first; i < next; i++) {
    double value = get_value (grid, i, column);

    if (grid->is_total_row[i])
      continue;
    if (isnan (value) || g_str_has_prefix (grid->labels[i], "其中"))
      return FALSE;
    sum_add (sum, value);
  }

  return sum->n >= 2;
}

/* Rows called 合计 or 小计 below, or right above, what they add up. */
static void
check_rows (const Grid *grid,
            guint       n_head)
{
  guint first = n_head;
  guint since_subtotal = n_head;

  for (guint i = n_head; i < grid->n_rows; i++) {
    gboolean is_first = i == n_head;
    guint from, next;

    if (!grid->is_total_row[i])
      continue;

    if (is_subtotal_label (grid->labels[i]) && !is_first) {
      from = since_subtotal;
      next = i;
    } else {
      from = is_first ? i + 1 : first;
      next = is_first ? grid->n_rows : i;
    }

    for (guint column = grid->is_label_column ? 2 : 1; column < grid->n_columns; column++) {
      g_autofree char *head = n_head > 0 ? get_label (g_ptr_array_index (grid->block->rows, n_head - 1), column) : g_strdup ("");
      Sum sum;

      if (!is_not_added (head) && !isnan (get_value (grid, i, column)) && add_rows (grid, column, from, next, &sum) &&
          !sum_is (&sum, get_value (grid, i, column)))
        add_total (grid, i, column, sum.value);
    }

    since_subtotal = i + 1;
    /* What comes after a grand total is another table. */
    if (!is_subtotal_label (grid->labels[i]) && !is_first)
      first = i + 1;
  }
}

/* Whether the columns count kinds that overlap, or other things than each other:
 * 党员 may be women, and 场 and 人次 are not added. */
static gboolean
are_not_parts (const Grid *grid,
               guint       n_head)
{
  static const char *const kinds[] = { "其中", "党员", "团员", "少数民族" };
  static const char *const units[] = { "人次", "人", "场", "处", "元", "份", "次", "件", "个", "户" };
  gboolean has_women = FALSE, has_men = FALSE;
  const char *unit = NULL;

  for (guint column = 1; column < grid->n_columns; column++) {
    g_autofree char *label = get_label (g_ptr_array_index (grid->block->rows, n_head - 1), column);
    const char *bracket = strstr (label, "（") != NULL ? strstr (label, "（") + strlen ("（") : NULL;

    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
      if (strstr (label, kinds[i]) != NULL)
        return TRUE;
    }
    has_women = has_women || strstr (label, "女") != NULL;
    has_men = has_men || strstr (label, "男") != NULL;
    for (guint i = 0; bracket != NULL && i < G_N_ELEMENTS (units); i++) {
      if (!g_str_has_prefix (bracket, units[i]))
        continue;
      if (unit != NULL && unit != units[i])
        return TRUE;
      unit = units[i];
      break;
    }
  }

  return has_women && !has_men;
}

/* A column called 合计 or 小计, of the columns on one side of it; those of shares
 * and ranks are passed over. */
static void
check_columns (const Grid *grid,
               guint       n_head)
{
  const BulletinTableRow *head = g_ptr_array_index (grid->block->rows, n_head - 1);
  g_autofree gboolean *is_added = g_new0 (gboolean, grid->n_columns);
  guint n_totals = 0, n_added = 0;
  guint total = 0, first = 0, last = 0;

  for (guint column = 1; column < grid->n_columns; column++) {
    g_autofree char *label = get_label (head, column);

    if (is_not_added (label) || g_str_equal (label, "备注") || (grid->is_label_column && column == 1))
      continue;
    is_added[column] = TRUE;
    first = n_added == 0 ? column : first;
    last = column;
    n_added++;
    if (is_total_label (label) || is_subtotal_label (label)) {
      total = column;
      n_totals++;
    }
  }
  /* Only where it closes or opens the row is it plain what it adds up. */
  if (n_totals != 1 || (total != last && total != first) || n_added < 3 || are_not_parts (grid, n_head))
    return;

  for (guint i = n_head; i < grid->n_rows; i++) {
    Sum sum = { 0 };
    gboolean is_complete = !isnan (get_value (grid, i, total));

    for (guint column = 1; is_complete && column < grid->n_columns; column++) {
      if (column == total || !is_added[column])
        continue;
      is_complete = !isnan (get_value (grid, i, column));
      sum_add (&sum, get_value (grid, i, column));
    }
    if (is_complete && !sum_is (&sum, get_value (grid, i, total)))
      add_total (grid, i, total, sum.value);
  }
}

static void
check_table (BulletinProofContext *context,
             const BulletinBlock  *block)
{
  g_auto (Grid) grid = { .context = context, .block = block };
  const BulletinTableRow *first = g_ptr_array_index (block->rows, 0);
  guint n_head = 0;

  grid.n_rows = block->rows->len;
  grid.n_columns = first->cells->len;
  grid.values = g_new (double, (gsize) grid.n_rows * grid.n_columns);
  grid.labels = g_new0 (char *, grid.n_rows);
  grid.is_total_row = g_new0 (gboolean, grid.n_rows);

  if (grid.n_columns > 2) {
    g_autofree char *corner = get_label (first, 0);

    grid.is_label_column = strstr (corner, "序号") != NULL || strstr (corner, "编号") != NULL;
  }

  for (guint i = 0; i < grid.n_rows; i++) {
    const BulletinTableRow *row = g_ptr_array_index (block->rows, i);

    if (row->is_head)
      n_head = i + 1;
    grid.labels[i] = grid.n_columns > 0 ? get_label (row, 0) : g_strdup ("");
    if (grid.is_label_column && !is_total_label (grid.labels[i]) && !is_subtotal_label (grid.labels[i])) {
      g_free (grid.labels[i]);
      grid.labels[i] = get_label (row, 1);
    }
    grid.is_total_row[i] = is_total_label (grid.labels[i]) || is_subtotal_label (grid.labels[i]);
    for (guint k = 0; k < grid.n_columns; k++) {
      const BulletinTableCell *cell = g_ptr_array_index (row->cells, k);
      g_autofree char *text = bulletin_spans_to_text (cell->spans);

      grid.values[i * grid.n_columns + k] = read_cell (text);
    }
  }

  check_rows (&grid, n_head);
  if (n_head > 0)
    check_columns (&grid, n_head);
}

/* Totals in tables that are not the sum of what they stand for. */
void
bulletin_rule_table_totals (BulletinProofContext *context)
{
  guint n_blocks = bulletin_document_get_n_blocks (context->document);

  for (guint i = 0; i < n_blocks; i++) {
    const BulletinBlock *block = bulletin_document_get_block (context->document, i);

    if (block->rows != NULL && block->rows->len > 1)
      check_table (context, block);
  }
}

/* Tables that no page shows well. */
void
bulletin_rule_table_size (BulletinProofContext *context)
{
  guint n_blocks = bulletin_document_get_n_blocks (context->document);

  for (guint i = 0; i < n_blocks; i++) {
    const BulletinBlock *block = bulletin_document_get_block (context->document, i);
    const BulletinTableRow *first;

    if (block->rows == NULL || block->rows->len == 0)
      continue;
    first = g_ptr_array_index (block->rows, 0);

    if (first->cells->len > MAX_TABLE_COLUMNS)
      bulletin_proof_add (context, "table-size", BULLETIN_SEVERITY_HINT, first->offset, first->length, NULL,
                          g_strdup_printf (_ ("The table has %u columns. Beyond %u a page has no room for their words: split it, or turn rows and columns round."),
                                           first->cells->len, MAX_TABLE_COLUMNS));
    else if (block->rows->len > MAX_TABLE_ROWS)
      bulletin_proof_add (context, "table-size", BULLETIN_SEVERITY_HINT, first->offset, first->length, NULL,
                          g_strdup_printf (_ ("The table has %u rows. Send a list that long as an attachment."), block->rows->len));
  }
}

/* A paragraph that fills pages. */
void
bulletin_rule_paragraph_size (BulletinProofContext    *context,
                              const BulletinProofText *text)
{
  if (text->n_chars <= MAX_PARAGRAPH_CHARS || text->in_cell)
    return;

  bulletin_proof_add (context, "paragraph-size", BULLETIN_SEVERITY_HINT,
                      text->starts[0], text->ends[MIN (text->n_chars, 20) - 1] - text->starts[0], NULL,
                      g_strdup_printf (_ ("This paragraph has %u characters. Readers lose their place in one that long: part it where the subject changes."),
                                       text->n_chars));
}
