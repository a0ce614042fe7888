/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-annotations.h"
#include "bulletin-page-plan.h"
#include "bulletin-remark-sheet.h"

#include <string.h>

static void
answer_free (gpointer data)
{
  BulletinAnnotationAnswer *answer = data;

  g_free (answer->at);
  g_free (answer->who);
  g_free (answer->body);
  g_free (answer);
}

static BulletinAnnotation *
make_remark (const char *quote,
             int         page,
             const char *body)
{
  BulletinAnnotation *remark = g_new0 (BulletinAnnotation, 1);

  remark->id = g_strdup (body);
  remark->at = g_strdup ("2025-03-15T02:00:00.000Z");
  remark->who = g_strdup ("王主任");
  remark->quote = g_strdup (quote);
  remark->page = page;
  remark->body = g_strdup (body);
  remark->answers = g_ptr_array_new_with_free_func (answer_free);

  return remark;
}

/* All that the pages say. */
static char *
read_pages (const BulletinRemarkSheet *sheet,
            guint                     *n_pages)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (sheet->text, -1);
  g_autoptr (BulletinPagePlan) plan = bulletin_page_plan_new (document, sheet->metadata, sheet->page_template);
  GString *words = g_string_new (NULL);

  *n_pages = bulletin_page_plan_get_n_pages (plan);
  for (guint i = 0; i < *n_pages; i++) {
    const BulletinPlanPage *page = bulletin_page_plan_get_page (plan, i);

    for (guint k = 0; k < page->lines->len; k++) {
      const BulletinPlanLine *line = page->lines->pdata[k];

      for (guint m = 0; m < line->runs->len; m++)
        g_string_append (words, ((BulletinPlanRun *) line->runs->pdata[m])->text);
    }
  }

  return g_string_free (words, FALSE);
}

static void
test_the_sheet_says_who_remarked_what (void)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_annotation_free);
  g_autoptr (BulletinRemarkSheet) sheet = NULL;
  g_autofree char *words = NULL;
  BulletinAnnotationAnswer *answer = g_new0 (BulletinAnnotationAnswer, 1);
  guint n_pages;

  bulletin_metadata_set_string (&metadata->title, "走访|记");
  bulletin_metadata_set_string (&metadata->series, "工作简报");
  metadata->year = 2025;
  metadata->number = 6;
  /* What would be marks in a text is none on the sheet. */
  g_ptr_array_add (remarks, make_remark ("甲|乙\n**丙**", 0, "再|核\n一遍"));
  g_ptr_array_add (remarks, make_remark (NULL, 2, "此处太空"));
  answer->at = g_strdup ("2025-03-16T02:00:00.000Z");
  answer->who = g_strdup ("林晓");
  answer->body = g_strdup ("已核");
  g_ptr_array_add (((BulletinAnnotation *) remarks->pdata[0])->answers, answer);

  sheet = bulletin_remark_sheet_new (metadata, 3, NULL, remarks);
  words = read_pages (sheet, &n_pages);
  g_assert_cmpuint (n_pages, ==, 1);
  g_assert_nonnull (strstr (words, "走访|记"));
  g_assert_nonnull (strstr (words, "甲|乙"));
  g_assert_nonnull (strstr (words, "**"));
  g_assert_nonnull (strstr (words, "再|核"));
  g_assert_nonnull (strstr (words, "此处太空"));
  g_assert_nonnull (strstr (words, "已核"));
  g_assert_nonnull (strstr (words, "王主任"));
}

static void
test_a_sheet_without_remarks_is_one_page (void)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (BulletinRemarkSheet) sheet = bulletin_remark_sheet_new (metadata, 1, NULL, NULL);
  guint n_pages;
  g_autofree char *words = read_pages (sheet, &n_pages);

  g_assert_cmpuint (n_pages, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remark-sheet/says-who-remarked-what", test_the_sheet_says_who_remarked_what);
  g_test_add_func ("/remark-sheet/without-remarks-is-one-page", test_a_sheet_without_remarks_is_one_page);

  return g_test_run ();
}
