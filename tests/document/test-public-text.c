/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "bulletin-document.h"
#include "bulletin-escape.h"
#include "bulletin-proofreading.h"

static void
assert_public (const char *text,
               const char *expected,
               const char *passages)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *public_text = bulletin_document_to_public_text (document, &found);
  g_autofree char *same = bulletin_document_to_text (document);
  g_autofree char *joined = NULL;

  g_assert_cmpstr (same, ==, text);
  g_assert_cmpstr (public_text, ==, expected);
  g_ptr_array_add (found, NULL);
  joined = g_strjoinv ("/", (char **) found->pdata);
  g_assert_cmpstr (joined, ==, passages);
}

static void
test_passages_within_a_line_are_left_out (void)
{
  assert_public ("甲乙", "甲乙", "");
  assert_public ("甲[[丙丁]]乙", "甲乙", "丙丁");
  assert_public ("甲[[丙[[戊]]丁]]乙[[己]]", "甲乙", "丙戊丁/己");
  assert_public ("**甲[[丙**丁]]乙", "**甲**乙", "丙**丁");
  assert_public ("甲[[**丙**{{stations}}]]乙", "甲乙", "丙{{stations}}");
  /* Marks do not arise where neighbours meet. */
  assert_public ("*[[丙]]*甲*[[丁]]*", "*\\*甲*\\*", "丙/丁");
  assert_public ("[[[丙]][甲", "[甲", "[丙");
  assert_public ("[[丙]]一、甲", "\\一、甲", "丙");
  /* A backslash takes the mark away. */
  assert_public ("甲\\[[丙]]", "甲\\[[丙]]", "");
}

/* What is in doubt is left out. */
static void
test_an_open_passage_hides_the_rest_of_its_line (void)
{
  assert_public ("甲[[丙丁\n乙\n", "甲\n乙\n", "丙丁");
  assert_public ("甲[[丙[[丁]]戊\n乙", "甲\n乙", "丙丁戊");
  assert_public ("| 甲 | [[丙 | 丁]] |\n", "| 甲 | | |\n", "丙 | 丁");
  assert_public ("甲]]乙", "甲]]乙", "");
}

static void
test_lines_tables_and_pictures_go_as_a_whole (void)
{
  assert_public ("甲\n　　[[丙]]\n乙\n", "甲\n乙\n", "丙");
  assert_public ("甲\r\n[[丙]]\r\n乙", "甲\r\n乙", "丙");
  assert_public ("[[> 按语]]\n> [[按语]]\n> 留[[去]]\n", "> 留\n", "按语/按语/去");
  assert_public ("[[![图](attachment:a.png)]]\n![[[去]]留](attachment:a.png)\n", "![留](attachment:a.png)\n", "图/去");
  assert_public ("|= [[表一]]\n| [[甲]] | [[乙]] |\n|---|---|\n| [[1]] | [[2]] |\n尾", "尾", "表一/甲/乙/1/2");
  assert_public ("| 甲 |\n|---|\n| [[1]] |\n| 2 |\n", "| 甲 |\n|---|\n| 2 |\n", "1");
  assert_public ("| 甲 |\n[[丙]]\n| 乙 |\n", "| 甲 |\n\n| 乙 |\n", "丙");
  assert_public ("附件：1. [[名单]]\n2. 表\n", "附件：\n2. 表\n", "名单");
  assert_public ("附件：\n1. [[名单]]\n尾", "尾", "名单");
  assert_public ("[[附件：名单]]\n[[---]]\n", "", "附件：名单");
}

static void
test_headings_are_numbered_anew (void)
{
  assert_public ("一、甲\n[[二、丙]]\n[[丁]]\n三、乙\n", "一、甲\n二、乙\n", "二、丙/丁");
  assert_public ("一、甲\n二、[[丙]]\n三、乙\n", "一、甲\n二、乙\n", "丙");
  /* Numbers that were not in order stay as they are. */
  assert_public ("一、甲\n[[三、丙]]\n四、乙\n", "一、甲\n四、乙\n", "三、丙");
}

static void
test_the_internal_edition_reads_without_marks (void)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse ("[[一、甲。乙]]\n丙[[丁]]戊\n[[> 按]]\n| [[己]] |\n", -1);
  g_autofree char *plain = bulletin_document_to_plain_text (document);
  const BulletinBlock *heading = bulletin_document_get_block (document, 0);

  g_assert_cmpstr (plain, ==, "一、甲。乙\n丙丁戊\n按\n己\n");
  g_assert_cmpint (heading->kind, ==, BULLETIN_BLOCK_HEADING);
  g_assert_cmpint (heading->level, ==, 1);
  g_assert_cmpuint (heading->body->len, ==, 1);
  g_assert_cmpint (bulletin_document_get_block (document, 2)->kind, ==, BULLETIN_BLOCK_NOTE);
}

/* Whatever is typed and wherever it is cut. */
static void
test_no_word_of_a_passage_is_left_in_any_text (void)
{
  static const char *const pieces[] = { "甲", "[[", "]]", "**", "|", "\n", "一、", "> ", "{{a}}", "\\", "[", "]", "![", "](attachment:b)", "*", "附件：" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260417);

  for (guint round = 0; round < 20000; round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (BulletinDocument) document = NULL;
    g_autoptr (BulletinDocument) again = NULL;
    g_autofree char *same = NULL, *public_text = NULL, *stable = NULL;
    const guint n = (guint) g_rand_int_range (rand, 1, 12);

    for (guint i = 0; i < n; i++)
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
    /* No picture's bracket, escape or figure before it takes the mark apart. */
    g_string_append (text, "\n乙[[机密]]丙\n[[机密]]\n| 丁 | [[机密]] |\n戊[[机密");
    document = bulletin_document_parse (text->str, -1);
    same = bulletin_document_to_text (document);
    g_assert_cmpstr (same, ==, text->str);
    public_text = bulletin_document_to_public_text (document, NULL);
    g_assert_null (strstr (public_text, "机密"));
    again = bulletin_document_parse (public_text, -1);
    stable = bulletin_document_to_public_text (again, NULL);
    g_assert_null (strstr (stable, "机密"));
  }
}

static void
test_brackets_are_escaped_in_text_from_outside (void)
{
  g_autofree char *markup = bulletin_escape_inline ("[[甲]]");
  g_autoptr (BulletinDocument) document = bulletin_document_parse (markup, -1);
  g_autofree char *plain = bulletin_document_to_plain_text (document);
  g_autofree char *public_text = bulletin_document_to_public_text (document, NULL);

  g_assert_cmpstr (plain, ==, "[[甲]]");
  g_assert_cmpstr (public_text, ==, markup);
}

static void
assert_finding (const char             *text,
                const BulletinMetadata *metadata,
                const char             *rule,
                guint                   n)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (GPtrArray) findings = bulletin_proofread (document, metadata);
  guint n_found = 0;

  for (guint i = 0; i < findings->len; i++)
    n_found += g_str_equal (((BulletinFinding *) findings->pdata[i])->rule, rule);
  g_assert_cmpuint (n_found, ==, n);
}

static void
test_the_checks_know_internal_passages (void)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();

  assert_finding ("　　甲[[丙]]乙。", NULL, "internal-mark", 0);
  assert_finding ("　　甲[[丙乙。", NULL, "internal-mark", 1);
  assert_finding ("　　甲丙]]乙。", NULL, "internal-mark", 1);
  assert_finding ("　　甲\\[[丙乙。", NULL, "internal-mark", 0);

  bulletin_metadata_set_string (&metadata->send_to, "市委宣传部、新闻媒体");
  assert_finding ("　　甲。", metadata, "internal-public", 0);
  metadata->internal = TRUE;
  assert_finding ("　　甲。", metadata, "internal-public", 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/public-text/passages-within-a-line-are-left-out", test_passages_within_a_line_are_left_out);
  g_test_add_func ("/public-text/an-open-passage-hides-the-rest-of-its-line", test_an_open_passage_hides_the_rest_of_its_line);
  g_test_add_func ("/public-text/lines-tables-and-pictures-go-as-a-whole", test_lines_tables_and_pictures_go_as_a_whole);
  g_test_add_func ("/public-text/headings-are-numbered-anew", test_headings_are_numbered_anew);
  g_test_add_func ("/public-text/the-internal-edition-reads-without-marks", test_the_internal_edition_reads_without_marks);
  g_test_add_func ("/public-text/no-word-of-a-passage-is-left-in-any-text", test_no_word_of_a_passage_is_left_in_any_text);
  g_test_add_func ("/public-text/brackets-are-escaped-in-text-from-outside", test_brackets_are_escaped_in_text_from_outside);
  g_test_add_func ("/public-text/the-checks-know-internal-passages", test_the_checks_know_internal_passages);

  return g_test_run ();
}
