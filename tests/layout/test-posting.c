/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bulletin-covering-list.h"
#include "bulletin-labels.h"

/* Labels and the covering list, read as anybody reads a PDF. */

static char *
read_pdf (GBytes *bytes,
          const char *program,
          ...)
{
  g_autofree char *folder = g_dir_make_tmp ("bulletin-posting-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pages.pdf", NULL);
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  va_list options;
  const char *option;
  int status;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  g_ptr_array_add (command, (gpointer) program);
  va_start (options, program);
  while ((option = va_arg (options, const char *)))
    g_ptr_array_add (command, (gpointer) option);
  va_end (options);
  g_ptr_array_add (command, path);
  if (strcmp (program, "pdftotext") == 0)
    g_ptr_array_add (command, (gpointer) "-");
  g_ptr_array_add (command, NULL);
  g_assert_true (g_spawn_sync (NULL, (char **) command->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_unlink (path);
  g_rmdir (folder);
  return output;
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p; p = strstr (p + 1, part))
    n++;
  return n;
}

/* Where the first word with that text begins, in points. */
static void
find_word (const char *boxes,
           const char *word,
           double *x,
           double *y)
{
  g_autofree char *end = g_strdup_printf (">%s</word>", word);
  const char *found = strstr (boxes, end);
  const char *start = found;

  g_assert_nonnull (found);
  while (strncmp (start, "<word", 5) != 0)
    start--;
  *x = g_ascii_strtod (strstr (start, "xMin=\"") + 6, NULL);
  *y = g_ascii_strtod (strstr (start, "yMin=\"") + 6, NULL);
}

static void
test_labels_stand_on_their_places (void)
{
  BulletinLabel labels[30];
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autofree char *boxes = NULL;
  g_autofree char *info = NULL;
  g_autoptr (GError) error = NULL;
  double x, y, first_x, first_y;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    labels[i] = (BulletinLabel) { "157000", "青禾市新华路1号", "市教育局", "孙丙" };
  labels[0].name = "第一个单位";
  labels[4].name = "第五个单位";
  labels[29].name = "最后的单位";

  pdf = bulletin_labels_to_pdf (labels, G_N_ELEMENTS (labels), bulletin_label_sheet_find ("3x8"), 0, &error);
  g_assert_no_error (error);
  again = bulletin_labels_to_pdf (labels, G_N_ELEMENTS (labels), bulletin_label_sheet_find ("3x8"), 0, &error);
  g_assert_true (g_bytes_equal (pdf, again));
  info = read_pdf (pdf, "pdfinfo", NULL);
  g_assert_nonnull (strstr (info, "Pages:           2"));
  g_assert_nonnull (strstr (info, "A4"));

  /* Row by row: the fifth is the second of the second row. */
  boxes = read_pdf (pdf, "pdftotext", "-bbox", NULL);
  find_word (boxes, "第一个单位", &first_x, &first_y);
  find_word (boxes, "第五个单位", &x, &y);
  g_assert_cmpfloat_with_epsilon (x - first_x, 70 * 72 / 25.4, 0.5);
  g_assert_cmpfloat_with_epsilon (y - first_y, 37 * 72 / 25.4, 0.5);
  g_assert_cmpuint (count (boxes, ">157000<"), ==, 30);
}

static void
test_used_labels_are_passed_over (void)
{
  const BulletinLabel label = { NULL, NULL, "市教育局", NULL };
  guint n_sheets;
  const BulletinLabelSheet *sheets = bulletin_label_sheets_list (&n_sheets);

  g_assert_cmpuint (n_sheets, >=, 4);
  for (guint i = 0; i < n_sheets; i++) {
    const BulletinLabelSheet *sheet = &sheets[i];
    g_autoptr (GBytes) pdf = bulletin_labels_to_pdf (&label, 1, sheet, sheet->columns * sheet->rows - 1, NULL);
    g_autofree char *boxes = read_pdf (pdf, "pdftotext", "-bbox", NULL);
    double x, y;

    /* All of the sheet is on the paper … */
    g_assert_cmpfloat (sheet->left + sheet->columns * sheet->width + (sheet->columns - 1) * sheet->gap, <=, 210);
    g_assert_cmpfloat (sheet->top + sheet->rows * sheet->height, <=, 297);
    /* … and the last label is its last. */
    find_word (boxes, "市教育局", &x, &y);
    g_assert_cmpfloat (x, >, (sheet->left + (sheet->columns - 1) * (sheet->width + sheet->gap)) * 72 / 25.4);
    g_assert_cmpfloat (y, >, (sheet->top + (sheet->rows - 1) * sheet->height) * 72 / 25.4);
  }
}

static void
test_a_long_address_is_all_there (void)
{
  const BulletinLabel labels[] = {
    { "157000", "青禾市爱民区新华北路与西三条路交叉口往东二百米路北青禾国际物流园区综合服务大楼三号楼东侧十七层一七〇九室办公区域收发室转",
      "青禾市关心下一代工作委员会快递行业工作委员会办公室（设在市邮政管理局）", "办公室负责同志" },
    { NULL, NULL, "下一个", NULL },
  };
  g_autoptr (GBytes) pdf = bulletin_labels_to_pdf (labels, 2, bulletin_label_sheet_find ("3x8"), 0, NULL);
  g_autofree char *text = read_pdf (pdf, "pdftotext", "-raw", NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *joined = g_strjoinv ("", lines);
  g_autofree char *boxes = read_pdf (pdf, "pdftotext", "-bbox", NULL);
  double x, y;

  g_assert_nonnull (strstr (joined, labels[0].address));
  g_assert_nonnull (strstr (joined, labels[0].name));
  find_word (boxes, "收", &x, &y);
  g_assert_cmpfloat (y, <, 37 * 72 / 25.4);
}

static void
test_the_covering_list_is_complete (void)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  BulletinCoveringRow rows[60];
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  g_autofree char *info = NULL;
  g_autoptr (GError) error = NULL;

  bulletin_metadata_set_string (&metadata->series, "工作简报");
  bulletin_metadata_set_string (&metadata->title, "队伍走进站点");
  bulletin_metadata_set_string (&metadata->date, "2024-06-17");
  metadata->year = 2024;
  metadata->number = 6;
  metadata->copies = 150;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    rows[i] = (BulletinCoveringRow) { "发", "某某关工委", NULL, 2, 0, 0, NULL, NULL, NULL, NULL };
  rows[0] = (BulletinCoveringRow) { "报", "省关工委", "办公室", 3, 1, 3, "2024-06-18", "2024-06-20", "孙丙", "机要" };

  pdf = bulletin_covering_list_to_pdf (metadata, rows, G_N_ELEMENTS (rows), &error);
  g_assert_no_error (error);
  info = read_pdf (pdf, "pdfinfo", NULL);
  g_assert_nonnull (strstr (info, "Pages:           3"));
  g_assert_nonnull (strstr (info, "发文清单"));
  text = read_pdf (pdf, "pdftotext", "-raw", NULL);
  g_assert_nonnull (strstr (text, "工作简报2024年第6期"));
  g_assert_nonnull (strstr (text, "2024年6月17日"));
  g_assert_nonnull (strstr (text, "队伍走进站点"));
  g_assert_nonnull (strstr (text, "共60个单位，121份；印150份"));
  g_assert_nonnull (strstr (text, "省关工委（办公室）"));
  g_assert_nonnull (strstr (text, "001—003"));
  g_assert_nonnull (strstr (text, "2024-06-20"));
  /* The head on each page, every row once. */
  g_assert_cmpuint (count (text, "收文单位"), ==, 3);
  g_assert_cmpuint (count (text, "某某关工委"), ==, 59);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/posting/labels-stand-on-their-places", test_labels_stand_on_their_places);
  g_test_add_func ("/posting/used-labels-are-passed-over", test_used_labels_are_passed_over);
  g_test_add_func ("/posting/a-long-address-is-all-there", test_a_long_address_is_all_there);
  g_test_add_func ("/posting/the-covering-list-is-complete", test_the_covering_list_is_complete);

  return g_test_run ();
}
