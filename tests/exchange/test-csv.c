/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "bulletin-csv.h"
#include "bulletin-text-import.h"

static BulletinSheet *
read_csv (const char *text,
          GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return bulletin_csv_read (bytes, "站点.csv", error);
}

static void
assert_row (BulletinSheet *sheet,
            guint row,
            const char *joined)
{
  g_autoptr (GString) cells = g_string_new (NULL);
  guint n_columns = g_strv_length ((char **) bulletin_sheet_get_head (sheet));

  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (cells, "%s%s", i > 0 ? "|" : "", bulletin_sheet_get_cell (sheet, row, i));
  g_assert_cmpstr (cells->str, ==, joined);
}

static void
test_separator_is_the_heads (void)
{
  static const char *const sheets[] = {
    "编码,名称\nA1,柳堤站\n",
    "编码;名称\r\nA1;柳堤站\r\n",
    "编码\t名称\nA1\t柳堤站",
    "\xef\xbb\xbf\"编码\",\"名称\"\n\"A1\",\"柳堤站\"\n",
    "\n\n编码,名称\n\n,,\nA1,柳堤站,,\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (BulletinSheet) sheet = read_csv (sheets[i], &error);

    g_assert_no_error (error);
    g_assert_cmpuint (bulletin_sheet_get_n_rows (sheet), ==, 1);
    g_assert_cmpstr (bulletin_sheet_get_head (sheet)[0], ==, "编码");
    g_assert_cmpstr (bulletin_sheet_get_head (sheet)[1], ==, "名称");
    assert_row (sheet, 0, "A1|柳堤站");
  }
}

static void
test_quoted_cells_hold_anything (void)
{
  g_autoptr (BulletinSheet) sheet = read_csv ("名称,说明,数\n\"甲,乙\",\"第一行\n第二行\",1\n丙,\"他说\"\"好\"\"\",2\n丁,5\"管,3\n", NULL);

  g_assert_cmpuint (bulletin_sheet_get_n_rows (sheet), ==, 3);
  assert_row (sheet, 0, "甲,乙|第一行\n第二行|1");
  assert_row (sheet, 1, "丙|他说\"好\"|2");
  assert_row (sheet, 2, "丁|5\"管|3");
  g_assert_cmpuint (bulletin_sheet_get_line (sheet, 0), ==, 2);
  g_assert_cmpuint (bulletin_sheet_get_line (sheet, 1), ==, 4);
}

static void
test_gb18030_is_read (void)
{
  gsize length;
  g_autofree char *encoded = g_convert ("编码,名称\nA1,柳堤站\n", -1, "GB18030", "UTF-8", NULL, &length, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (encoded, length);
  g_autoptr (BulletinSheet) sheet = bulletin_csv_read (bytes, "站点.csv", NULL);

  assert_row (sheet, 0, "A1|柳堤站");
}

static void
test_faults_name_the_line (void)
{
  static const struct
  {
    const char *text;
    const char *line;
  } faults[] = {
    { "编码,名称\nA1,甲\nA2,\"乙\nA3,丙\n", "3" },
    { "编码,名称\nA1,\"甲\"乙\n", "2" },
    { "编码,名称\nA1,甲\nA2,乙,丙\n", "3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (BulletinSheet) sheet = read_csv (faults[i].text, &error);

    g_assert_null (sheet);
    g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID);
    g_assert_nonnull (strstr (error->message, faults[i].line));
    g_assert_nonnull (strstr (error->message, "站点.csv"));
  }
}

static void
test_too_many_columns_are_refused (void)
{
  g_autofree char *text = g_strnfill (1000, ',');
  g_autoptr (GError) error = NULL;

  text[999] = 'x';
  g_assert_null (read_csv (text, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE);
}

static void
test_formulas_are_defused_and_come_back (void)
{
  static const char *const cells[] = {
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "'=x",
    "''=x",
    "-5",
    "+3.25",
    "普通",
    "'引号",
    "a,b",
    "c;d",
    "他说\"好\"",
    "两\n行",
  };
  char **head = g_strsplit ("值,尾", ",", -1);
  g_autoptr (BulletinSheet) sheet = bulletin_sheet_new (head);
  g_autoptr (BulletinSheet) again = NULL;
  g_autofree char *csv = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++) {
    char **row = g_new0 (char *, 3);

    row[0] = g_strdup (cells[i]);
    row[1] = g_strdup ("x");
    bulletin_sheet_add_row (sheet, row, i + 2);
  }
  csv = bulletin_csv_write (sheet);
  g_assert_true (g_str_has_prefix (csv, "\xef\xbb\xbf值,尾\r\n'=1+1,x\r\n'+cmd|"));
  g_assert_nonnull (strstr (csv, "\r\n-5,x\r\n+3.25,x\r\n"));

  again = read_csv (csv, NULL);
  g_assert_cmpuint (bulletin_sheet_get_n_rows (again), ==, G_N_ELEMENTS (cells));
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    g_assert_cmpstr (bulletin_sheet_get_cell (again, i, 0), ==, cells[i]);
}

/* Any sheet that is written is read as it was. */
static void
test_writing_and_reading_is_the_identity (void)
{
  static const char *const pieces[] = { "甲", "\"", ",", ";", "\t.", "'", "=", "-", "1", " ", "x", "\n.", "@", "“", "\"\"" };

  for (guint round = 0; round < 300; round++) {
    guint n_columns = (guint) g_test_rand_int_range (1, 5);
    guint n_rows = (guint) g_test_rand_int_range (1, 6);
    char **head = g_new0 (char *, n_columns + 1);
    g_autoptr (BulletinSheet) sheet = NULL;
    g_autoptr (BulletinSheet) again = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *csv = NULL;

    for (guint i = 0; i < n_columns; i++)
      head[i] = g_strdup_printf ("列%u", i);
    sheet = bulletin_sheet_new (head);
    for (guint r = 0; r < n_rows; r++) {
      char **row = g_new0 (char *, n_columns + 1);

      for (guint i = 0; i < n_columns; i++) {
        GString *cell = g_string_new (i == 0 ? "k" : NULL);

        for (int k = g_test_rand_int_range (0, 6); k > 0; k--)
          g_string_append (cell, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        g_string_append_c (cell, 'e');
        row[i] = g_string_free (cell, FALSE);
      }
      bulletin_sheet_add_row (sheet, row, r + 2);
    }
    csv = bulletin_csv_write (sheet);
    again = read_csv (csv, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (bulletin_sheet_get_n_rows (again), ==, n_rows);
    for (guint r = 0; r < n_rows; r++) {
      for (guint i = 0; i < n_columns; i++)
        g_assert_cmpstr (bulletin_sheet_get_cell (again, r, i), ==, bulletin_sheet_get_cell (sheet, r, i));
    }
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/separator-is-the-heads", test_separator_is_the_heads);
  g_test_add_func ("/csv/quoted-cells-hold-anything", test_quoted_cells_hold_anything);
  g_test_add_func ("/csv/gb18030-is-read", test_gb18030_is_read);
  g_test_add_func ("/csv/faults-name-the-line", test_faults_name_the_line);
  g_test_add_func ("/csv/too-many-columns-are-refused", test_too_many_columns_are_refused);
  g_test_add_func ("/csv/formulas-are-defused-and-come-back", test_formulas_are_defused_and_come_back);
  g_test_add_func ("/csv/writing-and-reading-is-the-identity", test_writing_and_reading_is_the_identity);

  return g_test_run ();
}
