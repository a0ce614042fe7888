/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-term-index.h"

static BulletinTermIndex *
make_index (void)
{
  BulletinTermIndex *index = bulletin_term_index_new ();

  bulletin_term_index_add (index, "市邮政管理局", "市邮政管理局", "组织");
  bulletin_term_index_add (index, "邮政局", "市邮政管理局", "组织");
  bulletin_term_index_add (index, "市委宣传部", "市委宣传部", "组织");
  bulletin_term_index_add (index, "暖蜂驿站", "暖蜂驿站", NULL);
  bulletin_term_index_add (index, "WiFi热点", "WiFi热点", NULL);
  bulletin_term_index_add (index, "{{stations", "{{stations}}", "站点");
  bulletin_term_index_seal (index);

  return index;
}

static void
expect (const BulletinTermIndex *index,
        const char              *before,
        const char              *texts,
        guint                    n_chars)
{
  g_autoptr (GPtrArray) matches = bulletin_term_index_complete (index, before, 20);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < matches->len; i++) {
    const BulletinTermMatch *match = matches->pdata[i];

    g_string_append_printf (found, "%s%s", i > 0 ? " " : "", match->text);
    g_assert_cmpuint (match->n_chars, ==, n_chars);
  }
  g_assert_cmpstr (found->str, ==, texts);
}

static void
test_names_continue_what_stands_before_the_caret (void)
{
  g_autoptr (BulletinTermIndex) index = make_index ();

  expect (index, "", "", 0);
  expect (index, "会议由市邮", "市邮政管理局", 2);
  expect (index, "会议由市", "市委宣传部 市邮政管理局", 1);
  expect (index, "走进暖蜂", "暖蜂驿站", 2);
  expect (index, "走进暖蜂驿站", "", 0);
  expect (index, "走进蜂", "", 0);
}

static void
test_a_name_that_should_not_be_leads_to_the_right_one (void)
{
  g_autoptr (BulletinTermIndex) index = make_index ();

  expect (index, "请邮政", "市邮政管理局", 2);
  expect (index, "请邮政局", "市邮政管理局", 3);
}

static void
test_latin_words_take_two_letters_from_their_start (void)
{
  g_autoptr (BulletinTermIndex) index = make_index ();

  expect (index, "开通w", "", 0);
  expect (index, "开通wi", "WiFi热点", 2);
  expect (index, "swi", "", 0);
  expect (index, "共有{", "", 0);
  expect (index, "共有{{", "{{stations}}", 2);
  expect (index, "共有{{sta", "{{stations}}", 5);
}

static void
test_many_names_give_no_more_than_asked_for (void)
{
  g_autoptr (BulletinTermIndex) index = bulletin_term_index_new ();
  g_autoptr (BulletinTermIndex) same = bulletin_term_index_new ();
  g_autoptr (GPtrArray) matches = NULL;

  for (guint i = 0; i < 10000; i++) {
    g_autofree char *name = g_strdup_printf ("第%u社区", i);
    g_autofree char *other = g_strdup_printf ("第%u社区", 9999 - i);

    bulletin_term_index_add (index, name, name, NULL);
    bulletin_term_index_add (same, other, other, NULL);
  }
  bulletin_term_index_seal (index);
  bulletin_term_index_seal (same);
  g_assert_true (bulletin_term_index_equal (index, same));
  matches = bulletin_term_index_complete (index, "走进第12", 30);
  g_assert_cmpuint (matches->len, ==, 30);
  for (guint i = 0; i < matches->len; i++)
    g_assert_true (g_str_has_prefix (((BulletinTermMatch *) matches->pdata[i])->text, "第12"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/term-index/names-continue-what-stands-before-the-caret", test_names_continue_what_stands_before_the_caret);
  g_test_add_func ("/term-index/a-name-that-should-not-be-leads-to-the-right-one", test_a_name_that_should_not_be_leads_to_the_right_one);
  g_test_add_func ("/term-index/latin-words-take-two-letters-from-their-start", test_latin_words_take_two_letters_from_their_start);
  g_test_add_func ("/term-index/many-names-give-no-more-than-asked-for", test_many_names_give_no_more_than_asked_for);

  return g_test_run ();
}
