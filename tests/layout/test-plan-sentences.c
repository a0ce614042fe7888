/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "bulletin-plan-sentences.h"
#include "plan-fixture.h"

static void
assert_sentences (const char        *source,
                  const char *const *expected)
{
  g_autoptr (BulletinPagePlan) plan = make_plan (source);
  g_autoptr (GArray) sentences = bulletin_page_plan_list_sentences (plan);

  for (guint i = 0; i < sentences->len; i++) {
    const BulletinPlanSentence *sentence = &g_array_index (sentences, BulletinPlanSentence, i);
    g_autofree char *words = g_strndup (source + sentence->start, sentence->end - sentence->start);

    g_assert_nonnull (expected[i]);
    g_assert_cmpstr (words, ==, expected[i]);
  }
  g_assert_null (expected[sentences->len]);
}

static void
sentences_end_with_their_marks (void)
{
  static const char *const expected[] = { "他说：“都好了。”", "还要什么？！", "没有；", "有的话再说", NULL };

  assert_sentences ("　　他说：“都好了。”还要什么？！没有；有的话再说\n", expected);
}

static void
headings_notes_and_cells_stand_for_themselves (void)
{
  static const char *const expected[] = { "一、选址。", "先看人流。", "按语一。", "按语二。", "甲", "乙", NULL };

  assert_sentences ("一、选址。先看人流。\n> 按语一。按语二。\n| 甲 | 乙 |\n", expected);
}

static void
long_paragraphs_go_on_over_lines_and_pages (void)
{
  g_autoptr (GString) source = g_string_new ("　　");
  g_autoptr (BulletinPagePlan) plan = NULL;
  g_autoptr (GArray) sentences = NULL;

  for (guint i = 0; i < 400; i++)
    g_string_append (source, "驿站里有饮水、座椅和充电的地方。");
  g_string_append_c (source, '\n');
  plan = make_plan (source->str);
  sentences = bulletin_page_plan_list_sentences (plan);
  g_assert_cmpuint (sentences->len, ==, 400);
  g_assert_cmpuint (bulletin_page_plan_get_n_pages (plan), >, 5);
  for (guint i = 0; i + 1 < sentences->len; i++) {
    const BulletinPlanSentence *sentence = &g_array_index (sentences, BulletinPlanSentence, i);

    g_assert_cmpuint (sentence[0].end, ==, sentence[1].start);
    g_assert_true (sentence[0].page < sentence[1].page || (sentence[0].page == sentence[1].page && sentence[0].y <= sentence[1].y));
  }
  /* From the top of a page one comes to the first that starts there. */
  for (guint page = 0; page < bulletin_page_plan_get_n_pages (plan); page++) {
    gint64 found = bulletin_plan_sentences_find (sentences, page, 0);

    g_assert_cmpuint (g_array_index (sentences, BulletinPlanSentence, found).page, ==, page);
    g_assert_true (found == 0 || g_array_index (sentences, BulletinPlanSentence, found - 1).page < page);
  }
  g_assert_cmpint (bulletin_plan_sentences_find (sentences, 1000, 0), ==, 399);
}

static void
any_text_is_parted_without_overlap (void)
{
  for (guint round = 0; round < 60; round++) {
    g_autofree char *source = make_random_text (g_test_rand_int_range (0, 300));
    g_autoptr (BulletinPagePlan) plan = make_plan (source);
    g_autoptr (GArray) sentences = bulletin_page_plan_list_sentences (plan);
    gsize end = 0;

    for (guint i = 0; i < sentences->len; i++) {
      const BulletinPlanSentence *sentence = &g_array_index (sentences, BulletinPlanSentence, i);

      g_assert_cmpuint (sentence->start, >=, end);
      g_assert_cmpuint (sentence->end, >, sentence->start);
      g_assert_true (g_utf8_validate (source + sentence->start, sentence->end - sentence->start, NULL));
      end = sentence->end;
    }
    g_assert_cmpuint (end, <=, strlen (source));
  }
}

static void
nothing_has_no_sentences (void)
{
  static const char *const expected[] = { NULL };
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (BulletinPlanSentence));

  assert_sentences ("", expected);
  assert_sentences ("\n　　\n", expected);
  g_assert_cmpint (bulletin_plan_sentences_find (none, 0, 0), ==, -1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan-sentences/sentences-end-with-their-marks", sentences_end_with_their_marks);
  g_test_add_func ("/plan-sentences/headings-notes-and-cells-stand-for-themselves", headings_notes_and_cells_stand_for_themselves);
  g_test_add_func ("/plan-sentences/long-paragraphs-go-on-over-lines-and-pages", long_paragraphs_go_on_over_lines_and_pages);
  g_test_add_func ("/plan-sentences/any-text-is-parted-without-overlap", any_text_is_parted_without_overlap);
  g_test_add_func ("/plan-sentences/nothing-has-no-sentences", nothing_has_no_sentences);

  return g_test_run ();
}
