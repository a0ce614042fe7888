/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "bulletin-document.h"
#include "bulletin-escape.h"
#include "bulletin-table-editing.h"
#include "bulletin-table-writing.h"

#define N_TABLES 3000

/* --- Tables to work on ------------------------------------------------------ */

/* Contents that could be read as something else beside other contents. */
static const char *const contents[] = {
  "", "", "甲", "东湖区站点", "12", "a\\|b", "**要紧**", "**半个", "{{stations@东湖区:2024Q2}}", "{{a|b}}",
  "{{未完", "完}}", "{", "}", "\\", "a\\", "---", ":--", "--:", "=", "= 表", "*", "**", "\\*", "é", "𠮷", "“引”"
};

static char *
make_table (GRand *rand)
{
  GString *text = g_string_new (NULL);
  guint n_rows = g_rand_int_range (rand, 1, 6);
  guint n_columns = g_rand_int_range (rand, 1, 6);
  const char *line_end = g_rand_int_range (rand, 0, 5) == 0 ? "\r\n" : "\n";
  guint delimiters = g_rand_int_range (rand, 0, 3);

  if (g_rand_int_range (rand, 0, 3) == 0)
    g_string_append_printf (text, "|= 表1　**各区**%s", line_end);

  for (guint i = 0; i < n_rows; i++) {
    guint n = g_rand_int_range (rand, 0, 4) == 0 ? (guint) g_rand_int_range (rand, 1, 6) : n_columns;

    if (g_rand_int_range (rand, 0, 6) == 0)
      g_string_append (text, "　　");
    g_string_append_c (text, '|');
    for (guint k = 0; k < n; k++)
      g_string_append_printf (text, k == 0 || g_rand_boolean (rand) ? " %s |" : "%s  |", contents[g_rand_int_range (rand, 0, G_N_ELEMENTS (contents))]);
    if (g_rand_int_range (rand, 0, 5) == 0)
      g_string_append (text, " 末");
    g_string_append (text, line_end);
    if (i + 1 == delimiters)
      g_string_append_printf (text, "|:--|--:|:-:|%s", line_end);
  }
  if (g_rand_boolean (rand))
    g_string_truncate (text, text->len - strlen (line_end));

  return g_string_free (text, FALSE);
}

static const BulletinBlock *
get_table (BulletinDocument *document)
{
  g_assert_cmpuint (bulletin_document_get_n_blocks (document), >=, 1);
  g_assert_cmpint (bulletin_document_get_block (document, 0)->kind, ==, BULLETIN_BLOCK_TABLE);

  return bulletin_document_get_block (document, 0);
}

/* What a reader sees of a cell: its words and how they stand. */
static char *
describe_spans (const GPtrArray *spans)
{
  GString *text = g_string_new (NULL);
  int last = -1;

  for (guint i = 0; i < spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);

    if ((int) span->kind != last || span->kind == BULLETIN_SPAN_FIGURE)
      g_string_append_printf (text, "<%d>", span->kind);
    g_string_append (text, span->text);
    last = span->kind;
  }

  return g_string_free (text, FALSE);
}

/* All cells, a line each, a row after the other. */
static GPtrArray *
list_cells (const char *text)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  const BulletinBlock *block = get_table (document);
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < block->rows->len; i++) {
    const BulletinTableRow *row = g_ptr_array_index (block->rows, i);

    for (guint k = 0; k < row->cells->len; k++)
      g_ptr_array_add (cells, describe_spans (((BulletinTableCell *) g_ptr_array_index (row->cells, k))->spans));
  }

  return cells;
}

static char *
join_cells (const char *text,
            gboolean    sorted)
{
  g_autoptr (GPtrArray) cells = list_cells (text);
  GString *joined = g_string_new (NULL);

  if (sorted)
    g_ptr_array_sort_values (cells, (GCompareFunc) strcmp);
  for (guint i = 0; i < cells->len; i++) {
    const char *cell = g_ptr_array_index (cells, i);

    /* An empty cell more or less is no content. */
    if (!sorted || *cell != '\0')
      g_string_append_printf (joined, "%s\n", cell);
  }

  return g_string_free (joined, FALSE);
}

/* --- Working on them -------------------------------------------------------- */

static char *
apply (const char              *text,
       const BulletinTableEdit *edit)
{
  GString *changed = g_string_new (text);

  g_assert_cmpuint (edit->offset + edit->length, <=, strlen (text));
  g_string_erase (changed, edit->offset, edit->length);
  g_string_insert (changed, edit->offset, edit->replacement);
  g_assert_true (g_utf8_validate (changed->str, -1, NULL));
  g_assert_true (g_utf8_validate (edit->replacement, -1, NULL));
  g_assert_cmpuint (edit->select_offset + edit->select_length, <=, changed->len);

  return g_string_free (changed, FALSE);
}

/* The text after an operation at a cell, NULL if it cannot be done there. */
static char *
operate (const char            *text,
         BulletinTableOperation operation,
         int                    row,
         guint                  column)
{
  g_autoptr (BulletinTableSource) source = bulletin_table_source_new (text, strlen (text), 0);
  g_autoptr (BulletinTableEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (source);
  edit = bulletin_table_edit_new (source, operation, row, column, &error);
  if (edit == NULL) {
    g_assert_nonnull (error);
    return NULL;
  }

  return apply (text, edit);
}

static void
pick_cell (GRand      *rand,
           const char *text,
           int        *row,
           guint      *column)
{
  g_autoptr (BulletinTableSource) source = bulletin_table_source_new (text, strlen (text), 0);

  *row = g_rand_int_range (rand, 0, bulletin_table_source_get_n_rows (source));
  *column = g_rand_int_range (rand, 0, bulletin_table_source_get_n_columns (source));
}

static void
assert_same_cells (const char *text,
                   const char *other)
{
  g_autofree char *cells = join_cells (text, FALSE);
  g_autofree char *other_cells = join_cells (other, FALSE);

  g_assert_cmpstr (cells, ==, other_cells);
}

static void
test_source_is_the_table_of_the_document (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint n = 0; n < N_TABLES; n++) {
    g_autofree char *table = make_table (rand);
    g_autofree char *text = g_strconcat (g_rand_boolean (rand) ? "前文\n" : "", table, NULL);
    gsize before = strlen (text) - strlen (table);
    gsize place = before + g_rand_int_range (rand, 0, strlen (table));
    g_autoptr (BulletinTableSource) source = NULL;
    g_autoptr (BulletinDocument) document = bulletin_document_parse (table, -1);
    const BulletinBlock *block = get_table (document);

    while (((guchar) text[place] & 0xc0) == 0x80)
      place--;
    source = bulletin_table_source_new (text, strlen (text), place);
    g_assert_nonnull (source);
    g_assert_cmpuint (bulletin_table_source_get_offset (source), ==, before);
    g_assert_cmpuint (bulletin_table_source_get_length (source), ==, block->length);
    g_assert_cmpuint (bulletin_table_source_get_n_rows (source), ==, block->rows->len);
    g_assert_cmpint (bulletin_table_source_has_caption (source), ==, block->caption != NULL);

    for (guint i = 0; i < block->rows->len; i++) {
      const BulletinTableRow *row = g_ptr_array_index (block->rows, i);

      g_assert_cmpuint (bulletin_table_source_get_n_columns (source), ==, row->cells->len);
      g_assert_cmpint (i < bulletin_table_source_get_n_head_rows (source), ==, row->is_head);

      for (guint k = 0; k < row->cells->len; k++) {
        const BulletinTableCell *cell = g_ptr_array_index (row->cells, k);
        g_autoptr (BulletinDocument) content = NULL;
        g_autofree char *raw = NULL;
        g_autofree char *line = NULL;
        g_autofree char *expected = describe_spans (cell->spans);
        gsize offset, length;
        int found_row;
        guint found_column;

        bulletin_table_source_get_cell (source, i, k, &offset, &length);
        raw = g_strndup (text + offset, length);
        line = g_strdup_printf ("| %s |", raw);
        content = bulletin_document_parse (line, -1);
        if (length > 0) {
          const BulletinTableRow *alone = g_ptr_array_index (get_table (content)->rows, 0);
          g_autofree char *shown = describe_spans (((BulletinTableCell *) g_ptr_array_index (alone->cells, 0))->spans);

          g_assert_cmpstr (shown, ==, expected);
          g_assert_cmpint (cell->align, ==, bulletin_table_source_get_align (source, k));
          bulletin_table_source_locate (source, offset, &found_row, &found_column);
          g_assert_cmpint (found_row, ==, i);
          g_assert_cmpuint (found_column, ==, k);
        } else {
          g_assert_cmpstr (expected, ==, "");
        }
      }
    }
  }
}

static void
test_text_without_bars_is_no_table (void)
{
  static const char *const texts[] = { "", "正文", "|= 只有题", "|= 题\n正文", "\\| a |", "> | a |", "a | b" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (bulletin_table_source_new (texts[i], strlen (texts[i]), 0));
}

static void
test_operations_lose_no_content (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);

  for (guint n = 0; n < N_TABLES; n++) {
    g_autofree char *text = make_table (rand);
    g_autofree char *cells = join_cells (text, TRUE);
    int row;
    guint column;

    pick_cell (rand, text, &row, &column);
    for (guint operation = 0; operation < BULLETIN_TABLE_N_OPERATIONS; operation++) {
      g_autofree char *changed = NULL;
      g_autofree char *changed_cells = NULL;

      if (operation == BULLETIN_TABLE_REMOVE_ROW || operation == BULLETIN_TABLE_REMOVE_COLUMN)
        continue;
      changed = operate (text, operation, row, column);
      if (changed == NULL)
        continue;
      changed_cells = join_cells (changed, TRUE);
      g_assert_cmpstr (changed_cells, ==, cells);
    }
  }
}

static void
test_adding_then_removing_a_row_is_the_identity (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint n = 0; n < N_TABLES; n++) {
    g_autofree char *text = make_table (rand);
    g_autofree char *above = NULL;
    g_autofree char *below = NULL;
    g_autofree char *back = NULL;
    int row;
    guint column;

    /* A lone row of dashes is content, and must get delimiters to stay that. */
    if (strstr (text, "---") != NULL || strstr (text, ":--") != NULL || strstr (text, "--:") != NULL)
      continue;
    pick_cell (rand, text, &row, &column);
    above = operate (text, BULLETIN_TABLE_ADD_ROW_ABOVE, row, column);
    back = operate (above, BULLETIN_TABLE_REMOVE_ROW, row, column);
    g_assert_cmpstr (back, ==, text);
    g_clear_pointer (&back, g_free);
    below = operate (text, BULLETIN_TABLE_ADD_ROW_BELOW, row, column);
    back = operate (below, BULLETIN_TABLE_REMOVE_ROW, row + 1, column);
    g_assert_cmpstr (back, ==, text);
  }
}

static void
test_adding_then_removing_a_column_is_the_identity (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint n = 0; n < N_TABLES; n++) {
    g_autofree char *any = make_table (rand);
    g_autofree char *text = operate (any, BULLETIN_TABLE_TIDY, 0, 0);
    g_autofree char *more = NULL;
    g_autofree char *back = NULL;
    int row;
    guint column;
    gboolean right = g_rand_boolean (rand);

    pick_cell (rand, text, &row, &column);
    more = operate (text, right ? BULLETIN_TABLE_ADD_COLUMN_RIGHT : BULLETIN_TABLE_ADD_COLUMN_LEFT, row, column);
    back = operate (more, BULLETIN_TABLE_REMOVE_COLUMN, row, column + right);
    assert_same_cells (text, back);
    if (strstr (text, "{{") == NULL)
      g_assert_cmpstr (back, ==, text);
  }
}

static void
test_moving_there_and_back_is_the_identity (void)
{
  static const BulletinTableOperation pairs[][2] = {
    { BULLETIN_TABLE_MOVE_ROW_DOWN, BULLETIN_TABLE_MOVE_ROW_UP },
    { BULLETIN_TABLE_MOVE_COLUMN_RIGHT, BULLETIN_TABLE_MOVE_COLUMN_LEFT },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint n = 0; n < N_TABLES; n++) {
    g_autofree char *text = make_table (rand);
    int row;
    guint column;

    pick_cell (rand, text, &row, &column);
    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
      g_autofree char *there = operate (text, pairs[i][0], row, column);
      g_autofree char *back = NULL;

      if (there == NULL)
        continue;
      back = operate (there, pairs[i][1], row + (i == 0), column + (i == 1));
      assert_same_cells (text, back);
      if (i == 0 && strstr (text, "---") == NULL && strstr (text, ":--") == NULL && strstr (text, "--:") == NULL)
        g_assert_cmpstr (back, ==, text);
    }
  }
}

static void
test_tidying_changes_no_block_and_settles (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (guint n = 0; n < N_TABLES; n++) {
    g_autofree char *text = make_table (rand);
    g_autofree char *tidy = operate (text, BULLETIN_TABLE_TIDY, 0, 0);
    g_autofree char *again = operate (tidy, BULLETIN_TABLE_TIDY, 0, 0);

    assert_same_cells (text, tidy);
    g_assert_cmpstr (again, ==, tidy);
  }
}

static void
test_columns_are_lined_up_by_width (void)
{
  g_autofree char *tidy = operate ("|= 表1\n|区|站点数|\n|---|--:|\n|东湖区|3|\n|A|1,204|", BULLETIN_TABLE_TIDY, 0, 0);

  g_assert_cmpstr (tidy, ==,
                   "|= 表1\n"
                   "| 区     | 站点数 |\n"
                   "|--------|-------:|\n"
                   "| 东湖区 |      3 |\n"
                   "| A      |  1,204 |");
}

static void
test_head_and_alignment_are_set (void)
{
  g_autofree char *headed = operate ("| 区 | 数 |\n| 甲 | 1 |\n", BULLETIN_TABLE_TOGGLE_HEAD, 0, 0);
  g_autofree char *aligned = operate (headed, BULLETIN_TABLE_ALIGN_END, 1, 1);
  g_autofree char *bare = operate (aligned, BULLETIN_TABLE_TOGGLE_HEAD, 0, 0);
  g_autofree char *centred = operate ("| 甲 | 1 |", BULLETIN_TABLE_ALIGN_CENTRE, 0, 1);
  g_autofree char *beheaded = operate (aligned, BULLETIN_TABLE_REMOVE_ROW, 0, 0);
  g_autoptr (BulletinTableSource) source = NULL;

  g_assert_cmpstr (headed, ==, "| 区 | 数 |\n|----|----|\n| 甲 | 1 |\n");
  g_assert_cmpstr (aligned, ==, "| 区 | 数 |\n|----|---:|\n| 甲 |  1 |\n");
  g_assert_cmpstr (bare, ==, "|----|---:|\n| 区 | 数 |\n| 甲 |  1 |\n");
  g_assert_cmpstr (centred, ==, "|----|:-:|\n| 甲 | 1 |");
  g_assert_cmpstr (beheaded, ==, "|----|---:|\n| 甲 |  1 |\n");

  source = bulletin_table_source_new (bare, strlen (bare), 0);
  g_assert_cmpuint (bulletin_table_source_get_n_head_rows (source), ==, 0);
  g_assert_cmpint (bulletin_table_source_get_align (source, 1), ==, BULLETIN_ALIGN_END);
}

static void
test_removing_the_last_takes_the_table (void)
{
  g_autofree char *row = operate ("|= 表\n|a|b|\n", BULLETIN_TABLE_REMOVE_ROW, 0, 1);
  g_autofree char *column = operate ("|a|\n|---|\n|b|", BULLETIN_TABLE_REMOVE_COLUMN, 1, 0);

  g_assert_cmpstr (row, ==, "");
  g_assert_cmpstr (column, ==, "");
}

static void
test_a_caption_is_added_once (void)
{
  g_autofree char *once = operate ("| a |", BULLETIN_TABLE_ADD_CAPTION, 0, 0);
  g_autofree char *twice = operate (once, BULLETIN_TABLE_ADD_CAPTION, 0, 0);

  g_assert_cmpstr (once, ==, "|= \n| a |");
  g_assert_cmpstr (twice, ==, once);
}

static void
test_a_caret_follows_its_cell (void)
{
  const char *text = "| 甲 | 乙 |\n| 丙 | 丁 |\n";
  g_autoptr (BulletinTableSource) source = bulletin_table_source_new (text, strlen (text), 0);
  g_autoptr (BulletinTableEdit) edit = bulletin_table_edit_new (source, BULLETIN_TABLE_MOVE_COLUMN_LEFT, 1, 1, NULL);
  g_autofree char *changed = apply (text, edit);

  g_assert_cmpstr (changed, ==, "| 乙 | 甲 |\n| 丁 | 丙 |\n");
  g_assert_cmpmem (changed + edit->select_offset, edit->select_length, "丁", strlen ("丁"));
}

static void
test_cells_are_filled_and_the_table_grows (void)
{
  const char *text = "| 甲 | 乙 |\n|----|----|\n| 丙 | 丁 |\n";
  g_autoptr (BulletinTableSource) source = bulletin_table_source_new (text, strlen (text), 0);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (BulletinTableEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (GPtrArray) wide = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (cells, g_strsplit ("1;2", ";", -1));
  g_ptr_array_add (cells, g_strsplit ("3;a\\|b", ";", -1));
  edit = bulletin_table_edit_new_fill (source, 1, 1, cells, &error);
  g_assert_no_error (error);
  changed = apply (text, edit);
  g_assert_cmpstr (changed, ==,
                   "| 甲 | 乙 |      |\n"
                   "|----|----|------|\n"
                   "| 丙 | 1  | 2    |\n"
                   "|    | 3  | a\\|b |\n");
  g_assert_cmpmem (changed + edit->select_offset, edit->select_length, "1", 1);

  g_ptr_array_add (wide, g_strsplit (";;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;", ";", -1));
  g_assert_null (bulletin_table_edit_new_fill (source, 0, 1, wide, &error));
  g_assert_error (error, BULLETIN_TABLE_ERROR, BULLETIN_TABLE_ERROR_TOO_WIDE);
}

static void
test_a_full_row_keeps_what_is_beyond_its_columns (void)
{
  g_autoptr (GString) text = g_string_new ("|");
  g_autofree char *moved = NULL;
  g_autofree char *cells = NULL;
  g_autofree char *moved_cells = NULL;

  for (guint i = 0; i < 70; i++)
    g_string_append_printf (text, "%u|", i);
  moved = operate (text->str, BULLETIN_TABLE_MOVE_COLUMN_LEFT, 0, 63);
  cells = join_cells (text->str, TRUE);
  moved_cells = join_cells (moved, TRUE);
  g_assert_cmpstr (moved_cells, ==, cells);
  g_assert_nonnull (strstr (cells, "63|64|65|66|67|68|69\n"));
  g_assert_null (operate (text->str, BULLETIN_TABLE_ADD_COLUMN_LEFT, 0, 0));
}

static void
test_a_table_of_64_columns_ends_in_its_last_bar (void)
{
  g_autoptr (GString) text = g_string_new ("|");
  g_autoptr (GPtrArray) cells = NULL;

  for (guint i = 0; i < 64; i++)
    g_string_append_printf (text, "%u|", i);
  cells = list_cells (text->str);
  g_assert_cmpuint (cells->len, ==, 64);
  g_assert_cmpstr (g_ptr_array_index (cells, 63), ==, "<0>63");
}

static void
test_a_long_table_takes_milliseconds (void)
{
  g_autoptr (GString) text = g_string_new ("| 区 | 站点 |\n|---|--:|\n");
  gint64 start;
  g_autofree char *changed = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "| 第%u处 | %u |\n", i, i * 3);
  start = g_get_monotonic_time ();
  changed = operate (text->str, BULLETIN_TABLE_ADD_ROW_BELOW, 5000, 0);
  g_test_message ("adding a row to 10,000: %.1f ms", (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
  g_assert_cmpuint (strlen (changed), >, text->len);
}

/* --- Escapes ---------------------------------------------------------------- */

static void
test_escaped_text_is_shown_as_it_was (void)
{
  static const char *const pieces[] = { "*", "**", "\\", "{", "{{", "}}", "|", "甲", "a", " ", "-", "---", ">", "=", "!", "[", "](attachment:x)", "一、", "1." };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint n = 0; n < 20000; n++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *inline_text = NULL;
    g_autofree char *line = NULL;
    g_autofree char *plain = NULL;
    g_autofree char *cell = NULL;
    g_autofree char *row = NULL;
    g_autofree char *shown = NULL;
    g_autoptr (BulletinDocument) document = NULL;
    g_autoptr (BulletinDocument) table = NULL;
    const BulletinTableRow *first;
    guint n_pieces = g_rand_int_range (rand, 1, 7);

    for (guint i = 0; i < n_pieces; i++)
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
    g_strstrip (text->str);

    inline_text = bulletin_escape_inline (text->str);
    line = bulletin_escape_line (inline_text);
    document = bulletin_document_parse (line, -1);
    plain = bulletin_document_to_plain_text (document);
    g_assert_cmpstr (g_strchomp (plain), ==, text->str);

    cell = bulletin_escape_cell (text->str);
    row = g_strdup_printf ("| %s | 后 |", cell);
    table = bulletin_document_parse (row, -1);
    first = g_ptr_array_index (get_table (table)->rows, 0);
    g_assert_cmpuint (first->cells->len, ==, 2);
    shown = bulletin_spans_to_text (((BulletinTableCell *) g_ptr_array_index (first->cells, 0))->spans);
    g_assert_cmpstr (shown, ==, text->str);
  }
}

static void
test_a_written_table_is_read_back (void)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GArray) aligns = g_array_new (FALSE, FALSE, sizeof (BulletinAlign));
  const BulletinAlign values[] = { BULLETIN_ALIGN_START, BULLETIN_ALIGN_END };
  g_autofree char *text = NULL;

  g_array_append_vals (aligns, values, 2);
  g_ptr_array_add (rows, g_strsplit ("区;数", ";", -1));
  g_ptr_array_add (rows, g_strsplit ("甲", ";", -1));
  text = bulletin_table_write (rows, 1, aligns, "表1");
  g_assert_cmpstr (text, ==, "|= 表1\n| 区 | 数 |\n|----|---:|\n| 甲 |    |\n");
}

/* The rows of a large table, each on its line: what should come out. */
static void
test_rows_of_a_large_table_are_edited_alone (void)
{
  const guint n_rows = 2000;
  const BulletinTableOperation operations[] = {
    BULLETIN_TABLE_ADD_ROW_ABOVE, BULLETIN_TABLE_ADD_ROW_BELOW, BULLETIN_TABLE_REMOVE_ROW,
    BULLETIN_TABLE_MOVE_ROW_UP, BULLETIN_TABLE_MOVE_ROW_DOWN
  };
  const int rows[] = { 0, 1, 2, 999, 1998, 1999 };
  g_autoptr (GString) text = g_string_new ("前文\n|= 表\n| 站点 | 人次 | 备注 |\n|---|--:|---|\n");

  for (guint i = 1; i < n_rows; i++)
    g_string_append_printf (text, "　| 站点%u | %u |  |\n", i, i * 3);
  g_string_append (text, "后文");

  for (guint i = 0; i < G_N_ELEMENTS (operations) * G_N_ELEMENTS (rows); i++) {
    BulletinTableOperation operation = operations[i / G_N_ELEMENTS (rows)];
    int row = rows[i % G_N_ELEMENTS (rows)];
    g_autoptr (BulletinTableSource) source = bulletin_table_source_new (text->str, text->len, strlen ("前文\n"));
    g_autoptr (BulletinTableEdit) edit = bulletin_table_edit_new (source, operation, row, 1, NULL);
    g_autoptr (GString) changed = g_string_new (text->str);
    g_auto (GStrv) before = g_strsplit (text->str, "\n", -1);
    g_auto (GStrv) after = NULL;
    /* The lines of the text, caption and dashes among them. */
    guint line = row == 0 ? 2 : row + 3;
    guint other = operation == BULLETIN_TABLE_MOVE_ROW_UP ? (line == 4 ? 2 : line - 1) : (line == 2 ? 4 : line + 1);
    gboolean at_edge = (operation == BULLETIN_TABLE_MOVE_ROW_UP && row == 0) || (operation == BULLETIN_TABLE_MOVE_ROW_DOWN && row == 1999);

    g_assert_true (at_edge == (edit == NULL));
    if (at_edge)
      continue;
    g_string_erase (changed, edit->offset, edit->length);
    g_string_insert (changed, edit->offset, edit->replacement);
    g_assert_cmpuint (edit->length + strlen (edit->replacement), <, 200);
    after = g_strsplit (changed->str, "\n", -1);

    switch (operation) {
    case BULLETIN_TABLE_ADD_ROW_ABOVE:
    case BULLETIN_TABLE_ADD_ROW_BELOW:
      g_assert_cmpuint (g_strv_length (after), ==, g_strv_length (before) + 1);
      break;
    case BULLETIN_TABLE_REMOVE_ROW:
      g_assert_cmpuint (g_strv_length (after), ==, g_strv_length (before) - 1);
      break;
    default:
      g_assert_cmpstr (after[other], ==, before[line]);
      g_assert_cmpstr (after[line], ==, before[other]);
      g_assert_cmpuint (g_strv_length (after), ==, g_strv_length (before));
      break;
    }

    /* The caret goes with its row, into the new one, or into the next. */
    {
      g_autofree char *selected = g_strndup (changed->str + edit->select_offset, edit->select_length);
      int number = operation == BULLETIN_TABLE_REMOVE_ROW ? MIN (row + 1, 1999) : row;
      g_autofree char *expected = NULL;

      if (operation == BULLETIN_TABLE_REMOVE_ROW && row == 1999)
        number = 1998;
      if (operation == BULLETIN_TABLE_ADD_ROW_ABOVE || operation == BULLETIN_TABLE_ADD_ROW_BELOW)
        expected = g_strdup ("");
      else
        expected = number == 0 ? g_strdup ("人次") : g_strdup_printf ("%d", number * 3);
      g_assert_cmpstr (selected, ==, expected);
    }
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table-editing/source-is-the-table-of-the-document", test_source_is_the_table_of_the_document);
  g_test_add_func ("/table-editing/text-without-bars-is-no-table", test_text_without_bars_is_no_table);
  g_test_add_func ("/table-editing/operations-lose-no-content", test_operations_lose_no_content);
  g_test_add_func ("/table-editing/adding-then-removing-a-row-is-the-identity", test_adding_then_removing_a_row_is_the_identity);
  g_test_add_func ("/table-editing/adding-then-removing-a-column-is-the-identity", test_adding_then_removing_a_column_is_the_identity);
  g_test_add_func ("/table-editing/moving-there-and-back-is-the-identity", test_moving_there_and_back_is_the_identity);
  g_test_add_func ("/table-editing/tidying-changes-no-block-and-settles", test_tidying_changes_no_block_and_settles);
  g_test_add_func ("/table-editing/columns-are-lined-up-by-width", test_columns_are_lined_up_by_width);
  g_test_add_func ("/table-editing/head-and-alignment-are-set", test_head_and_alignment_are_set);
  g_test_add_func ("/table-editing/removing-the-last-takes-the-table", test_removing_the_last_takes_the_table);
  g_test_add_func ("/table-editing/a-caption-is-added-once", test_a_caption_is_added_once);
  g_test_add_func ("/table-editing/a-caret-follows-its-cell", test_a_caret_follows_its_cell);
  g_test_add_func ("/table-editing/cells-are-filled-and-the-table-grows", test_cells_are_filled_and_the_table_grows);
  g_test_add_func ("/table-editing/a-full-row-keeps-what-is-beyond-its-columns", test_a_full_row_keeps_what_is_beyond_its_columns);
  g_test_add_func ("/table-editing/a-table-of-64-columns-ends-in-its-last-bar", test_a_table_of_64_columns_ends_in_its_last_bar);
  g_test_add_func ("/table-editing/a-long-table-takes-milliseconds", test_a_long_table_takes_milliseconds);
  g_test_add_func ("/table-editing/escaped-text-is-shown-as-it-was", test_escaped_text_is_shown_as_it_was);
  g_test_add_func ("/table-editing/a-written-table-is-read-back", test_a_written_table_is_read_back);
  g_test_add_func ("/table-editing/rows-of-a-large-table-are-edited-alone", test_rows_of_a_large_table_are_edited_alone);

  return g_test_run ();
}
