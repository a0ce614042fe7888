/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "bulletin-docx.h"
#include "bulletin-document.h"

/* What a template asks of the paper stands in the Word file too. That the package is
 * whole and its text the paper's is seen in test-parity.py. */

static BulletinMetadata *
make_metadata (void)
{
  BulletinMetadata *metadata = bulletin_metadata_new ();

  bulletin_metadata_set_string (&metadata->series, "工作简报");
  bulletin_metadata_set_string (&metadata->title, "队伍走进站点");
  bulletin_metadata_set_string (&metadata->date, "2025-03-02");
  bulletin_metadata_set_string (&metadata->issuer, "青禾市关工委");
  bulletin_metadata_set_string (&metadata->report_to, "省关工委");
  metadata->year = 2025;
  metadata->number = 3;
  metadata->copies = 40;
  return metadata;
}

/* word/document.xml of the file. */
static char *
write_document (const BulletinMetadata *metadata,
                const BulletinPageTemplate *page_template)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse ("开春以来，队伍走遍了各个站点。\n", -1);
  g_autoptr (BulletinPagePlan) plan = bulletin_page_plan_new (document, metadata, page_template);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = bulletin_docx_write (plan, NULL, &error);
  g_autoptr (GString) xml = g_string_new (NULL);
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;

  g_assert_no_error (error);
  archive_read_support_format_zip (archive);
  g_assert_cmpint (archive_read_open_memory (archive, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)), ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK) {
    char part[4096];
    la_ssize_t n;

    if (strcmp (archive_entry_pathname (entry), "word/document.xml") != 0)
      continue;
    while ((n = archive_read_data (archive, part, sizeof part)) > 0)
      g_string_append_len (xml, part, n);
  }
  archive_read_free (archive);
  g_assert_cmpuint (xml->len, >, 0);
  return g_string_free (g_steal_pointer (&xml), FALSE);
}

/* The paragraph that says something, from <w:p> to </w:p>. */
static char *
find_paragraph (const char *xml,
                const char *words)
{
  const char *at = strstr (xml, words);
  const char *start = NULL;

  g_assert_nonnull (at);
  for (const char *p = strstr (xml, "<w:p>"); p && p < at; p = strstr (p + 1, "<w:p>"))
    start = p;
  g_assert_nonnull (start);
  return g_strndup (start, (gsize) (strstr (at, "</w:p>") - start));
}

static guint
count (const char *text,
       const char *words)
{
  guint n = 0;

  for (const char *p = strstr (text, words); p; p = strstr (p + 1, words))
    n++;
  return n;
}

static void
test_one_row_keeps_its_places (void)
{
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (BulletinMetadata) metadata = make_metadata ();

  page_template->head.order = BULLETIN_HEAD_ONE_ROW;
  /* Issuer, issue line and date; then without the one and without the other. */
  for (guint i = 0; i < 3; i++) {
    g_autofree char *xml = NULL;
    g_autofree char *row = NULL;

    if (i == 1)
      bulletin_metadata_set_string (&metadata->issuer, NULL);
    if (i == 2) {
      bulletin_metadata_set_string (&metadata->issuer, "青禾市关工委");
      bulletin_metadata_set_string (&metadata->date, NULL);
    }
    xml = write_document (metadata, page_template);
    row = find_paragraph (xml, "第3期");
    g_assert_nonnull (strstr (row, "w:val=\"center\""));
    g_assert_cmpuint (count (row, "w:val=\"right\""), ==, i == 2 ? 0 : 1);
    /* A tab to the middle, and another one to the right; beside the stops. */
    g_assert_cmpuint (count (row, "<w:tab/>"), ==, i == 2 ? 1 : 2);
    g_assert_true ((strstr (row, "青禾市关工委") != NULL) == (i != 1));
  }
}

static void
test_date_before_issuer_is_read_first (void)
{
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (BulletinMetadata) metadata = make_metadata ();
  g_autofree char *xml = NULL;
  g_autofree char *row = NULL;

  page_template->head.order = BULLETIN_HEAD_DATE_FIRST;
  xml = write_document (metadata, page_template);
  row = find_paragraph (xml, "青禾市关工委");
  g_assert_nonnull (strstr (row, "2025年3月2日"));
  g_assert_true (strstr (row, "2025年3月2日") < strstr (row, "青禾市关工委"));
}

static void
test_star_parts_the_rule (void)
{
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (BulletinMetadata) metadata = make_metadata ();
  g_autofree char *plain = write_document (metadata, page_template);
  g_autofree char *xml = NULL;
  g_autofree char *row = NULL;

  row = find_paragraph (plain, "2025年3月2日");
  g_assert_nonnull (strstr (row, "<w:pBdr>"));
  g_assert_null (strstr (plain, "star5"));
  g_free (row);

  page_template->head.rule = BULLETIN_HEAD_RULE_STAR;
  page_template->head.colour = 0xc01020;
  xml = write_document (metadata, page_template);
  row = find_paragraph (xml, "2025年3月2日");
  g_assert_null (strstr (row, "<w:pBdr>"));
  g_assert_cmpuint (count (row, "prst=\"star5\""), ==, 1);
  g_assert_cmpuint (count (row, "prst=\"rect\""), ==, 2);
  g_assert_cmpuint (count (row, "<a:srgbClr val=\"C01020\""), ==, 3);
}

static void
test_name_has_two_lines (void)
{
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (BulletinMetadata) metadata = make_metadata ();
  g_autofree char *xml = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  page_template->head.name = g_strdup ("青禾市关心下一代");
  page_template->head.second_name = g_strdup ("工作简报");
  xml = write_document (metadata, page_template);
  /* What follows the last character of a spread name is a run of its own. */
  first = find_paragraph (xml, "青禾市关心下一");
  second = find_paragraph (xml, "工作简");
  g_assert_cmpstr (first, !=, second);
  g_assert_nonnull (strstr (first, "w:val=\"center\""));
  g_assert_nonnull (strstr (second, "w:val=\"center\""));
  g_assert_nonnull (strstr (first, "<w:color"));
  g_assert_nonnull (strstr (second, "<w:color"));
}

static void
test_tail_has_the_words_of_the_template (void)
{
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (BulletinMetadata) metadata = make_metadata ();
  g_autofree char *xml = NULL;
  g_autofree char *bare = NULL;

  page_template->tail.report_to_label = g_strdup ("呈报：");
  page_template->tail.copies_pattern = g_strdup ("印数{份}");
  xml = write_document (metadata, page_template);
  g_assert_nonnull (strstr (xml, "呈报：省关工委"));
  g_assert_nonnull (strstr (xml, "印数40"));
  g_assert_null (strstr (xml, "共印"));

  page_template->tail.is_shown = FALSE;
  bare = write_document (metadata, page_template);
  g_assert_null (strstr (bare, "省关工委"));
  g_assert_null (strstr (bare, "印数"));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/docx/one-row-keeps-its-places", test_one_row_keeps_its_places);
  g_test_add_func ("/docx/date-before-issuer-is-read-first", test_date_before_issuer_is_read_first);
  g_test_add_func ("/docx/star-parts-the-rule", test_star_parts_the_rule);
  g_test_add_func ("/docx/name-has-two-lines", test_name_has_two_lines);
  g_test_add_func ("/docx/tail-has-the-words-of-the-template", test_tail_has_the_words_of_the_template);

  return g_test_run ();
}
