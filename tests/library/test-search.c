/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include "bulletin-search.h"

#include <string.h>

static GPtrArray *
find (Fixture *fixture,
      const char *words)
{
  g_autoptr (GError) error = NULL;
  BulletinSearch search = { .words = words, .states = BULLETIN_STATES_ALL, .limit = 1000 };
  GPtrArray *hits = bulletin_library_search (fixture->library, &search, NULL, &error);

  g_assert_no_error (error);

  return hits;
}

static guint
count_hits (Fixture *fixture,
            const char *words)
{
  g_autoptr (GPtrArray) hits = find (fixture, words);

  return hits->len;
}

static void
test_words_of_two_characters_are_found (Fixture *fixture,
                                        gconstpointer data)
{
  g_autofree char *first = add_draft (fixture->library, "驿站建设", 2025, 0, "快递员在驿站歇脚。");
  g_autofree char *second = add_draft (fixture->library, "献血活动", 2025, 0, "青年志愿者参加献血。");

  g_assert_cmpuint (count_hits (fixture, "快递"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "献血"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "驿站"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "活动"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "递员"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "血"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "脚"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "员快"), ==, 0);
  g_assert_cmpuint (count_hits (fixture, "驿站 快递"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "驿站 献血"), ==, 0);
  g_assert_cmpuint (count_hits (fixture, "青禾市关工委"), ==, 2);
}

static void
test_punctuation_is_never_an_operator (Fixture *fixture,
                                       gconstpointer data)
{
  static const char *const odd[] = {
    "",
    " ",
    "\"",
    "\"\"\"",
    "*",
    "快递*",
    "AND",
    "OR NOT",
    "NEAR(",
    "title:快递",
    "-快递",
    "^快递",
    "(",
    "{}",
    "快递\"",
    "'",
    "；",
    "、。",
    "\xf0\x9f\x98\x80",
    "\xff\xfe",
    "a\"b",
    "快 递",
  };
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 0, "快递，驿站");

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    count_hits (fixture, odd[i]);
  g_assert_cmpuint (count_hits (fixture, "快递驿站"), ==, 0);
  g_assert_cmpuint (count_hits (fixture, "快递，驿站"), ==, 1);
  g_assert_nonnull (id);
}

static void
test_snippets_mark_the_words (Fixture *fixture,
                              gconstpointer data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 0, "第一行\n全市各级组织把<驿站>建到快递员身边。");
  g_autoptr (GPtrArray) hits = find (fixture, "快递 驿站");

  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (bulletin_record_get_snippet (hits->pdata[0]), ==, "全市各级组织把<\002驿站\003>建到\002快递\003员身边。");
  g_assert_nonnull (id);
}

static void
test_the_index_follows_the_text (Fixture *fixture,
                                 gconstpointer data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 0, "旧文字");
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);

  g_assert_true (bulletin_library_save_working_copy (fixture->library, id, content->metadata, "新文字", "编辑", NULL));
  g_assert_cmpuint (count_hits (fixture, "新文字"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "旧文字"), ==, 0);
  g_assert_true (bulletin_library_save_working_copy (fixture->library, id, content->metadata, "旧文字", "编辑", NULL));
  g_assert_cmpuint (count_hits (fixture, "旧文字"), ==, 1);
  g_assert_true (bulletin_library_delete_draft (fixture->library, id, "编辑", NULL));
  g_assert_cmpuint (count_hits (fixture, "旧文字"), ==, 0);
  g_assert_true (bulletin_library_restore_draft (fixture->library, id, "编辑", NULL));
  g_assert_cmpuint (count_hits (fixture, "旧文字"), ==, 1);
}

static void
test_filters_narrow_and_newest_come_first (Fixture *fixture,
                                           gconstpointer data)
{
  g_autofree char *a = add_issued (fixture->library, "甲", 2024, 1, "驿站");
  g_autofree char *b = add_issued (fixture->library, "乙", 2025, 3, "驿站");
  g_autofree char *c = add_issued (fixture->library, "丙", 2025, 2, "驿站");
  BulletinSearch search = { .words = "驿站", .year = 2025, .states = BULLETIN_STATES_ARCHIVE };
  g_autoptr (GPtrArray) hits = bulletin_library_search (fixture->library, &search, NULL, NULL);
  g_autoptr (GPtrArray) none = NULL;

  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpstr (bulletin_record_get_id (hits->pdata[0]), ==, b);
  g_assert_cmpstr (bulletin_record_get_id (hits->pdata[1]), ==, c);
  search.series = "没有的系列";
  none = bulletin_library_search (fixture->library, &search, NULL, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_nonnull (a);
}

static void
test_operators_narrow (Fixture *fixture,
                       gconstpointer data)
{
  g_autofree char *a = add_issued (fixture->library, "甲", 2024, 1, "把驿站建好，管好。");
  g_autofree char *b = add_issued (fixture->library, "乙", 2025, 3, "驿站建好了。");
  g_autoptr (GPtrArray) hits = find (fixture, "驿站 year:2024");

  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (bulletin_record_get_id (hits->pdata[0]), ==, a);
  g_assert_cmpuint (count_hits (fixture, "驿站"), ==, 2);
  g_assert_cmpuint (count_hits (fixture, "年份：2025"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "年:2025 管好"), ==, 0);
  g_assert_cmpuint (count_hits (fixture, "系列：工作"), ==, 2);
  g_assert_cmpuint (count_hits (fixture, "系列：别的 驿站"), ==, 0);
  g_assert_cmpuint (count_hits (fixture, "单位：青禾市 管好"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "单位：驿站"), ==, 0);
  g_assert_cmpuint (count_hits (fixture, "“建好，管好”"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "series:\"工作简报\" \"驿站建好\""), ==, 2);
  /* What is not quite an operator is a word, and finds no more than itself. */
  g_assert_cmpuint (count_hits (fixture, "year:驿站"), ==, 0);
  g_assert_cmpuint (count_hits (fixture, "“驿站"), ==, 2);
  g_assert_nonnull (b);
}

static void
test_the_newest_come_first_whatever_was_entered_last (Fixture *fixture,
                                                      gconstpointer data)
{
  g_autofree char *newest = add_issued (fixture->library, "新", 2025, 12, "驿站");
  g_autofree char *oldest = add_issued (fixture->library, "旧", 1998, 2, "驿站");
  g_autofree char *between = add_issued (fixture->library, "中", 2011, 5, "驿站");
  g_autoptr (GPtrArray) hits = find (fixture, "驿站");

  g_assert_cmpuint (hits->len, ==, 3);
  g_assert_cmpstr (bulletin_record_get_id (hits->pdata[0]), ==, newest);
  g_assert_cmpstr (bulletin_record_get_id (hits->pdata[1]), ==, between);
  g_assert_cmpstr (bulletin_record_get_id (hits->pdata[2]), ==, oldest);
}

/* Every word of one to four characters that a scan finds is found, and no
 * other: over texts of few characters, so that words repeat and touch. */
static void
test_more_follow_after_a_hit (Fixture *fixture,
                              gconstpointer data)
{
  static const guint expected[] = { 5, 5, 2, 0 };
  guint after = 0;
  int last = 31;

  for (int i = 1; i <= 12; i++)
    g_free (add_issued (fixture->library, "驿站", 1965 + i, i, "驿站里的事。"));
  for (guint page = 0; page < 4; page++) {
    g_autoptr (GError) error = NULL;
    BulletinSearch search = { .words = "驿站", .states = BULLETIN_STATES_ARCHIVE, .after = after, .limit = 5 };
    g_autoptr (GPtrArray) hits = bulletin_library_search (fixture->library, &search, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (hits->len, ==, expected[page]);
    for (guint i = 0; i < hits->len; i++) {
      g_assert_cmpint (bulletin_record_get_metadata (hits->pdata[i])->number, <, last);
      last = bulletin_record_get_metadata (hits->pdata[i])->number;
      after = bulletin_record_get_serial (hits->pdata[i]);
    }
  }
  g_assert_cmpint (last, ==, 1);
}

static void
test_what_was_withdrawn_is_found_by_its_state (Fixture *fixture,
                                               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = add_issued (fixture->library, "甲", 2024, 1, "驿站里的事。");
  g_autofree char *other = add_issued (fixture->library, "乙", 2024, 2, "驿站里的事。");
  g_autoptr (GPtrArray) hits = NULL;

  g_assert_true (bulletin_library_withdraw (fixture->library, id, "数字有误", "编辑", &error));
  g_assert_cmpuint (count_hits (fixture, "驿站"), ==, 2);
  g_assert_cmpuint (count_hits (fixture, "驿站 状态：撤回"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "state:withdrawn"), ==, 1);
  g_assert_cmpuint (count_hits (fixture, "驿站 状态：更正"), ==, 0);
  hits = find (fixture, "状态：变动");
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (bulletin_record_get_relation_label (hits->pdata[0]), ==, "Withdrawn");
}

static void
test_operators_are_no_words_to_mark (Fixture *fixture,
                                     gconstpointer data)
{
  g_auto (GStrv) words = bulletin_search_list_words ("年份：2024 “暖蜂 驿站” 单位：办公室 骑手");

  g_assert_cmpuint (g_strv_length (words), ==, 2);
  g_assert_cmpstr (words[0], ==, "暖蜂 驿站");
  g_assert_cmpstr (words[1], ==, "骑手");
}

static void
test_hits_are_those_of_a_scan (Fixture *fixture,
                               gconstpointer data)
{
  static const char *const alphabet[] = { "快", "递", "驿", "站", "血", "，", "。", "a", "1", "\n" };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  BulletinDatabase *database = bulletin_library_get_database (fixture->library);

  g_assert_true (bulletin_database_begin (database, &error));
  for (guint i = 0; i < 200; i++) {
    GString *text = g_string_new (NULL);
    guint length = g_test_rand_int_range (1, 30);
    g_autofree char *id = NULL;

    for (guint j = 0; j < length; j++)
      g_string_append (text, alphabet[g_test_rand_int_range (0, G_N_ELEMENTS (alphabet))]);
    g_ptr_array_add (texts, g_string_free (text, FALSE));
    id = add_draft (fixture->library, "题", 2025, 0, texts->pdata[i]);
  }
  g_assert_true (bulletin_database_commit (database, &error));

  for (guint i = 0; i < 300; i++) {
    g_autoptr (GString) word = g_string_new (NULL);
    g_autoptr (GPtrArray) hits = NULL;
    guint length = g_test_rand_int_range (1, 5);
    guint expected = 0;

    for (guint j = 0; j < length; j++)
      g_string_append (word, alphabet[g_test_rand_int_range (0, 5)]);
    for (guint j = 0; j < texts->len; j++)
      expected += strstr (texts->pdata[j], word->str) != NULL;
    hits = find (fixture, word->str);
    g_assert_cmpuint (hits->len, ==, expected);
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/search/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("words-of-two-characters-are-found", test_words_of_two_characters_are_found);
  ADD ("punctuation-is-never-an-operator", test_punctuation_is_never_an_operator);
  ADD ("snippets-mark-the-words", test_snippets_mark_the_words);
  ADD ("the-index-follows-the-text", test_the_index_follows_the_text);
  ADD ("filters-narrow-and-newest-come-first", test_filters_narrow_and_newest_come_first);
  ADD ("operators-narrow", test_operators_narrow);
  ADD ("the-newest-come-first-whatever-was-entered-last", test_the_newest_come_first_whatever_was_entered_last);
  ADD ("more-follow-after-a-hit", test_more_follow_after_a_hit);
  ADD ("what-was-withdrawn-is-found-by-its-state", test_what_was_withdrawn_is_found_by_its_state);
  ADD ("operators-are-no-words-to-mark", test_operators_are_no_words_to_mark);
  ADD ("hits-are-those-of-a-scan", test_hits_are_those_of_a_scan);
#undef ADD

  return g_test_run ();
}
