/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bulletin-csv.h"
#include "bulletin-issuing.h"
#include "bulletin-load-terms.h"
#include "bulletin-materials.h"
#include "bulletin-proofreading.h"
#include "bulletin-rule.h"
#include "bulletin-sample.h"
#include "bulletin-text-import.h"

/* The checks on whole bulletins: those of the sample, which are right, and a real
 * one where it is at hand. */

/* What is said of the paper is true: of the typefaces of this computer, and of a
 * tail that one of the bulletins has no room for. */
static gboolean
is_about_paper (const BulletinFinding *finding)
{
  return bulletin_rule_find (finding->rule)->group == BULLETIN_RULE_GROUP_PAPER;
}

static void
test_the_issued_bulletins_of_the_sample_have_no_findings (void)
{
  const char *source_dir = g_getenv ("BULLETIN_SAMPLE_DIR");
  g_autofree char *folder = g_dir_make_tmp ("bulletin-checks-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sample.bulletin", NULL);
  g_autoptr (BulletinLibrary) library = NULL;
  g_autoptr (GPtrArray) issued = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (source_dir);
  g_assert_true (bulletin_sample_build (path, source_dir, NULL, &error));
  g_assert_no_error (error);
  library = bulletin_library_open (path, BULLETIN_LIBRARY_NONE, &error);
  g_assert_no_error (error);
  issued = bulletin_library_list_bulletins (library, 1u << BULLETIN_STATE_ISSUED, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (issued->len, >=, 8);

  for (guint i = 0; i < issued->len; i++) {
    g_autoptr (GPtrArray) findings = bulletin_check_bulletin (library, bulletin_record_get_id (issued->pdata[i]), &error);

    g_assert_no_error (error);
    for (guint k = 0; k < findings->len; k++) {
      const BulletinFinding *finding = findings->pdata[k];

      if (!is_about_paper (finding))
        g_test_fail_printf ("%s: %s: %s", bulletin_record_get_title (issued->pdata[i]), finding->rule, finding->message);
    }
  }

  g_assert_true (bulletin_library_close (library, NULL));
  g_unlink (path);
  g_rmdir (folder);
}

static const BulletinFinding *
find (const GPtrArray  *findings,
      const char       *rule,
      const char       *text,
      const char       *words)
{
  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = findings->pdata[i];
    g_autofree char *found = finding->offset == BULLETIN_FINDING_NOWHERE
                                 ? g_strdup ("")
                                 : g_strndup (text + finding->offset, finding->length);

    if (g_str_equal (finding->rule, rule) && g_str_equal (found, words))
      return finding;
  }

  return NULL;
}

/* It is a real bulletin and not ours to keep: it lies beside the checkout, if at all. */
static void
test_a_real_bulletin_shows_its_mistakes (void)
{
  static const char *const short_names[] = { "邮政管理局", NULL };
  g_autofree char *path = g_build_filename (g_getenv ("BULLETIN_SAMPLE_DIR"), "..", "..", "..", "shared", "seeds", "bulletin-2024-06.txt", NULL);
  g_autoptr (BulletinMaterials) materials = NULL;
  g_autoptr (BulletinDocument) document = NULL;
  g_autoptr (BulletinMetadata) metadata = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &content, NULL, NULL)) {
    g_test_skip ("The seed is not beside the checkout");
    return;
  }
  bulletin_recognise_text (content, &metadata, &text);
  materials = bulletin_materials_new ();
  bulletin_materials_add_term (materials, BULLETIN_TERM_ORGANISATION, "市邮政管理局", NULL, short_names, NULL);
  document = bulletin_document_new (text, -1, materials);
  findings = bulletin_proofread (document, metadata);

  g_assert_nonnull (find (findings, "traditional", text, "給"));
  g_assert_cmpstr (find (findings, "traditional", text, "給")->replacement, ==, "给");
  g_assert_nonnull (find (findings, "percentage", text, "90%以上"));
  g_assert_cmpint (find (findings, "percentage", text, "90%以上")->severity, ==, BULLETIN_SEVERITY_WARNING);
  g_assert_nonnull (find (findings, "inconsistent-name", text, ""));

  /* What it gets right is left alone. */
  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = findings->pdata[i];

    g_test_message ("%s: %s", finding->rule, finding->message);
    g_assert_cmpstr (finding->rule, !=, "wrong-word");
    g_assert_cmpstr (finding->rule, !=, "minor-name");
    g_assert_cmpstr (finding->rule, !=, "parts-total");
    g_assert_cmpstr (finding->rule, !=, "person-times");
  }
}

static BulletinLoadReport *
load (BulletinLibrary *library,
      const char      *csv,
      gboolean         dry_run)
{
  g_autoptr (GBytes) bytes = g_bytes_new (csv, strlen (csv));
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinSheet) sheet = bulletin_csv_read (bytes, "terms.csv", &error);
  BulletinLoadReport *report;

  g_assert_no_error (error);
  report = bulletin_load_terms (library, sheet, "terms.csv", bytes, dry_run, "编辑", &error);
  g_assert_no_error (error);

  return report;
}

static void
test_terms_are_loaded_from_a_sheet_once (void)
{
  static const char csv[] = "类型,名称,职务,简称,错误写法\n组织,市邮政管理局,,邮政管理局、邮管局,邮政局\n人员,孙丙,主任,,\n"
                            "用语,暖蜂驿站,,,暖峰驿站\n动物,熊猫,,,\n组织,,,,\n组织,市邮政管理局,,,\n";
  g_autofree char *folder = g_dir_make_tmp ("bulletin-checks-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "test.bulletin", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinLibrary) library = bulletin_library_open (path, BULLETIN_LIBRARY_CREATE, &error);
  g_autoptr (BulletinLoadReport) tried = NULL;
  g_autoptr (BulletinLoadReport) first = NULL;
  g_autoptr (BulletinLoadReport) again = NULL;
  g_autoptr (BulletinLoadReport) back = NULL;
  g_autoptr (BulletinSheet) written = NULL;
  g_autofree char *out = NULL;

  g_assert_no_error (error);
  tried = load (library, csv, TRUE);
  first = load (library, csv, FALSE);
  again = load (library, csv, FALSE);
  g_assert_cmpuint (tried->added, ==, 3);
  g_assert_cmpuint (first->added, ==, 3);
  g_assert_cmpuint (first->refused->len, ==, 3);
  g_assert_cmpuint (((BulletinRefusal *) first->refused->pdata[0])->line, ==, 5);
  g_assert_cmpuint (again->added + again->changed, ==, 0);
  g_assert_cmpuint (again->unchanged, ==, 3);

  written = bulletin_terms_write (library, &error);
  out = bulletin_csv_write (written);
  back = load (library, out, FALSE);
  g_assert_cmpuint (back->unchanged, ==, 3);
  g_assert_cmpuint (back->refused->len, ==, 0);

  g_assert_true (bulletin_library_close (library, NULL));
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/checks/the-issued-bulletins-of-the-sample-have-no-findings", test_the_issued_bulletins_of_the_sample_have_no_findings);
  g_test_add_func ("/checks/a-real-bulletin-shows-its-mistakes", test_a_real_bulletin_shows_its_mistakes);

  g_test_add_func ("/checks/terms-are-loaded-from-a-sheet-once", test_terms_are_loaded_from_a_sheet_once);

  return g_test_run ();
}
