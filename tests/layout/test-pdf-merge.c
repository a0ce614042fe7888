/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "bulletin-page-plan.h"
#include "bulletin-pdf-merge.h"
#include "bulletin-plan-drawing.h"

static GBytes *
make_pdf (const char *title,
          const char *text)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (BulletinMaterials) materials = bulletin_materials_new ();
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (BulletinDocument) document = bulletin_document_new (text, -1, materials);
  g_autoptr (BulletinPagePlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *pdf;

  bulletin_metadata_set_string (&metadata->series, "工作简报");
  bulletin_metadata_set_string (&metadata->title, title);
  plan = bulletin_page_plan_new (document, metadata, page_template);
  pdf = bulletin_page_plan_to_pdf (plan, NULL, &error);
  g_assert_no_error (error);

  return pdf;
}

static GBytes *
finish (BulletinPdfMerge *merge)
{
  return bulletin_pdf_merge_finish (merge, "合订本", "办公室", "2024-12-31");
}

static void
test_pages_are_counted_on (void)
{
  g_autoptr (GBytes) first = make_pdf ("第一", "　　一页。\n---\n　　两页。\n");
  g_autoptr (GBytes) second = make_pdf ("第二", "　　又一页。\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n");
  g_autoptr (BulletinPdfMerge) merge = bulletin_pdf_merge_new ();
  g_autoptr (BulletinPdfMerge) again = bulletin_pdf_merge_new ();
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GBytes) same = NULL;

  g_assert_cmpuint (bulletin_pdf_merge_add (merge, first, "第一"), ==, 1);
  g_assert_cmpuint (bulletin_pdf_merge_add (merge, second, "第二"), ==, 3);
  g_assert_cmpuint (bulletin_pdf_merge_get_n_pages (merge), ==, 3);
  pdf = finish (merge);

  /* What is bound can be bound again, and the same gives the same. */
  g_assert_cmpuint (bulletin_pdf_merge_add (again, first, "第一"), ==, 1);
  g_assert_cmpuint (bulletin_pdf_merge_add (again, second, "第二"), ==, 3);
  same = finish (again);
  g_assert_true (g_bytes_equal (pdf, same));
}

static void
test_other_files_are_not_taken (void)
{
  static const char *const others[] = {
    "",
    "%PDF-1.7 made up",
    "no PDF at all, but long enough that it could be one if it only wanted to, which it does not",
    "%PDF-1.4\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n",
    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R /Kids [ 1 0 R ] /Count 1 >>\nendobj\nxref\n0 2\n0000000000 65535 f \n"
    "0000000009 00000 n \ntrailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n88\n%%EOF\n",
  };
  g_autoptr (BulletinPdfMerge) merge = bulletin_pdf_merge_new ();

  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (others[i], strlen (others[i]));

    g_assert_cmpuint (bulletin_pdf_merge_add (merge, bytes, "别的"), ==, 0);
  }
  g_assert_cmpuint (bulletin_pdf_merge_get_n_pages (merge), ==, 0);
}

/* A PDF out of a package may be anything. Whether it is taken does not matter here,
 * nor what it then shows; that it is read within its bounds does. */
static void
test_damaged_files_do_no_harm (void)
{
  g_autoptr (GBytes) good = make_pdf ("第一", "　　一页。\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n");
  gsize length;
  const guint8 *data = g_bytes_get_data (good, &length);
  g_autoptr (GRand) rand = g_rand_new_with_seed (32000);

  for (guint i = 0; i < 600; i++) {
    g_autoptr (BulletinPdfMerge) merge = bulletin_pdf_merge_new ();
    g_autoptr (GBytes) bad = NULL;
    guint8 *copy = g_memdup2 (data, length);
    gsize n = length;

    for (guint j = 0; j < 4; j++)
      copy[g_rand_int_range (rand, 0, (gint32) length)] = (guint8) "0123456789 R/<>[]()%"[g_rand_int_range (rand, 0, 20)];
    if (i % 3 == 0)
      n = (gsize) g_rand_int_range (rand, 0, (gint32) length);
    bad = g_bytes_new_take (copy, n);
    if (bulletin_pdf_merge_add (merge, bad, "坏的") == 0)
      g_assert_cmpuint (bulletin_pdf_merge_get_n_pages (merge), ==, 0);
    g_assert_cmpuint (bulletin_pdf_merge_add (merge, good, "好的"), ==, bulletin_pdf_merge_get_n_pages (merge));
    g_bytes_unref (finish (merge));
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf-merge/pages-are-counted-on", test_pages_are_counted_on);
  g_test_add_func ("/pdf-merge/other-files-are-not-taken", test_other_files_are_not_taken);
  g_test_add_func ("/pdf-merge/damaged-files-do-no-harm", test_damaged_files_do_no_harm);

  return g_test_run ();
}
