/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-passage.h"

#include <string.h>

/* Follows the words @quote (a passage of @old_text) and asserts what they are in
 * @new_text. */
static void
assert_follows (const char          *old_text,
                const char          *new_text,
                const char          *quote,
                BulletinPassageFate  fate,
                const char          *expected)
{
  g_autoptr (BulletinComparison) comparison = bulletin_comparison_new (old_text, new_text, NULL, NULL);
  gsize start = strstr (old_text, quote) - old_text;
  gsize end = start + strlen (quote);
  g_autofree char *words = NULL;

  g_assert_cmpint (bulletin_comparison_follow (comparison, &start, &end), ==, fate);
  words = g_strndup (new_text + start, end - start);
  g_assert_cmpstr (words, ==, expected);
}

static void
test_words_are_followed (void)
{
  static const char text[] = "驿站一百八十六处，服务骑手两千人。\n二、队伍建设稳步推进。\n三、下一步打算。";

  assert_follows (text, text, "队伍建设", BULLETIN_PASSAGE_KEPT, "队伍建设");
  assert_follows (text, "新的第一段写在前面。\n驿站一百八十六处，服务骑手两千人。\n二、队伍建设稳步推进。\n三、下一步打算。",
                  "服务骑手", BULLETIN_PASSAGE_KEPT, "服务骑手");
  assert_follows (text, "暖蜂驿站一百八十六处，服务骑手两千人。\n二、队伍建设稳步推进。\n三、下一步打算。",
                  "服务骑手", BULLETIN_PASSAGE_KEPT, "服务骑手");
  assert_follows (text, "驿站一百八十六处，服务外卖骑手两千人。\n二、队伍建设稳步推进。\n三、下一步打算。",
                  "服务骑手", BULLETIN_PASSAGE_CHANGED, "服务外卖骑手");
  /* Over a line end. */
  assert_follows (text, "驿站一百八十六处，服务骑手两千人。\n插入的一段话在这里。\n二、队伍建设稳步推进。\n三、下一步打算。",
                  "两千人。\n二、队伍", BULLETIN_PASSAGE_CHANGED, "两千人。\n插入的一段话在这里。\n二、队伍");
}

static void
test_what_stands_in_place_of_words_is_meant (void)
{
  assert_follows ("全市建成驿站186处，服务骑手两千人。", "全市建成驿站190处，服务骑手两千人。",
                  "186", BULLETIN_PASSAGE_CHANGED, "190");
}

static void
test_words_that_are_gone_leave_their_place (void)
{
  static const char text[] = "第一句说的是驿站。第二句说的是队伍。第三句说的是活动。\n另一段说的是下一步的打算。\n最后一段。";
  g_autoptr (BulletinComparison) comparison = NULL;
  static const char without[] = "第一句说的是驿站。第三句说的是活动。\n另一段说的是下一步的打算。\n最后一段。";
  gsize start = strstr (text, "第二句") - text;
  gsize end = start + strlen ("第二句说的是队伍。");

  comparison = bulletin_comparison_new (text, without, NULL, NULL);
  g_assert_cmpint (bulletin_comparison_follow (comparison, &start, &end), ==, BULLETIN_PASSAGE_GONE);
  g_assert_cmpuint (start, ==, end);
  g_assert_cmpuint (start, ==, strlen ("第一句说的是驿站。"));

  g_clear_pointer (&comparison, bulletin_comparison_unref);
  comparison = bulletin_comparison_new (text, "第一句说的是驿站。第二句说的是队伍。第三句说的是活动。\n最后一段。", NULL, NULL);
  start = strstr (text, "下一步") - text;
  end = start + strlen ("下一步");
  g_assert_cmpint (bulletin_comparison_follow (comparison, &start, &end), ==, BULLETIN_PASSAGE_GONE);
  g_assert_cmpuint (start, ==, end);
  /* Between the paragraphs that were about it. */
  g_assert_cmpuint (start, >=, strlen ("第一句说的是驿站。第二句说的是队伍。第三句说的是活动。"));
  g_assert_cmpuint (start, <=, strlen ("第一句说的是驿站。第二句说的是队伍。第三句说的是活动。\n"));

  g_clear_pointer (&comparison, bulletin_comparison_unref);
  comparison = bulletin_comparison_new (text, "", NULL, NULL);
  start = 3;
  end = 9;
  g_assert_cmpint (bulletin_comparison_follow (comparison, &start, &end), ==, BULLETIN_PASSAGE_GONE);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 0);
}

static void
test_a_line_that_moved_takes_its_words_along (void)
{
  assert_follows ("一、暖蜂驿站建设情况良好。\n二、志愿者队伍不断壮大。\n三、读书活动全面展开。\n四、下一步的工作打算。",
                  "一、暖蜂驿站建设情况良好。\n三、读书活动全面展开。\n四、下一步的工作打算。\n二、志愿者队伍不断壮大。",
                  "志愿者队伍", BULLETIN_PASSAGE_KEPT, "志愿者队伍");
}

static void
test_no_character_is_cut (void)
{
  static const char text[] = "e\xcc\x81g 👨‍👩‍👧 🇨🇳🇫🇷 👍🏽 한\xe1\x84\x92\xe1\x85\xa1\r\n字";
  static const struct
  {
    const char *inside;
    const char *whole;
  } cases[] = {
    { "\xcc\x81", "e\xcc\x81" },
    { "👩", "👨‍👩‍👧" },
    { "🇳", "🇨🇳" },
    { "🇫", "🇫🇷" },
    { "🏽", "👍🏽" },
    { "\xe1\x85\xa1", "한\xe1\x84\x92\xe1\x85\xa1" },
    { "\n", "\r\n" },
    { "字", "字" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gsize start = strstr (text, cases[i].inside) - text;
    gsize end = start + strlen (cases[i].inside);
    g_autofree char *words = NULL;

    bulletin_passage_snap (text, &start, &end);
    words = g_strndup (text + start, end - start);
    g_assert_cmpstr (words, ==, cases[i].whole);
  }
}

/* --- What always holds ------------------------------------------------------ */

static char *
make_text (GRand *rand)
{
  static const char *const words[] = { "驿站", "骑手", "一百", "2,000", "队伍", "，", "。", "👍🏽", "e\xcc\x81", "🇨🇳", "the", " ", "\n", "\n", "活动", "建设稳步推进" };
  GString *text = g_string_new (NULL);
  const int n = g_rand_int_range (rand, 0, 80);

  for (int i = 0; i < n; i++)
    g_string_append (text, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);

  return g_string_free (text, FALSE);
}

/* Where a character may begin. */
static gsize
choose_place (GRand      *rand,
              const char *text)
{
  gsize start = *text != '\0' ? g_rand_int_range (rand, 0, strlen (text) + 1) : 0;
  gsize end = start;

  bulletin_passage_snap (text, &start, &end);

  return start;
}

static char *
change_text (GRand      *rand,
             const char *text)
{
  g_autoptr (GString) changed = g_string_new (text);

  for (int i = g_rand_int_range (rand, 0, 5); i > 0; i--) {
    gsize a = choose_place (rand, changed->str), b = choose_place (rand, changed->str);

    if (g_rand_boolean (rand)) {
      g_autofree char *more = make_text (rand);

      g_string_insert (changed, a, more);
    } else {
      g_string_erase (changed, MIN (a, b), MAX (a, b) - MIN (a, b));
    }
  }

  return g_strdup (changed->str);
}

static void
test_a_passage_stays_within_the_text_and_whole (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20250315);

  for (guint round = 0; round < 3000; round++) {
    g_autofree char *old_text = make_text (rand);
    g_autofree char *new_text = change_text (rand, old_text);
    g_autoptr (BulletinComparison) comparison = bulletin_comparison_new (old_text, new_text, NULL, NULL);
    gsize a = choose_place (rand, old_text), b = choose_place (rand, old_text);
    gsize start = MIN (a, b), end = MAX (a, b);
    gsize first, last;
    const gsize old_start = start, old_length = end - start;
    const BulletinPassageFate fate = bulletin_comparison_follow (comparison, &start, &end);

    g_assert_cmpuint (start, <=, end);
    g_assert_cmpuint (end, <=, strlen (new_text));
    g_assert_true (g_utf8_validate_len (new_text + start, end - start, NULL));
    first = start;
    last = end;
    bulletin_passage_snap (new_text, &first, &last);
    g_assert_cmpuint (first, ==, start);
    g_assert_cmpuint (last, ==, end);
    if (fate == BULLETIN_PASSAGE_GONE)
      g_assert_cmpuint (start, ==, end);
    if (fate == BULLETIN_PASSAGE_KEPT)
      g_assert_cmpmem (new_text + start, end - start, old_text + old_start, old_length);
    if (g_str_equal (old_text, new_text)) {
      g_assert_cmpuint (start, ==, old_start);
      g_assert_cmpint (fate, ==, BULLETIN_PASSAGE_KEPT);
    }
  }
}

/* A change elsewhere never moves a passage off its words. */
static void
test_a_change_elsewhere_keeps_the_words (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 1000; round++) {
    g_autofree char *before = make_text (rand);
    g_autofree char *after = make_text (rand);
    g_autofree char *other = change_text (rand, before);
    g_autofree char *old_text = g_strconcat (before, "\n这一行里有一处从来没有人改过的唯一的话。\n", after, NULL);
    g_autofree char *new_text = g_strconcat (other, "\n这一行里有一处从来没有人改过的唯一的话。\n", after, NULL);

    assert_follows (old_text, new_text, "从来没有人改过", BULLETIN_PASSAGE_KEPT, "从来没有人改过");
  }
}

static void
test_long_words_lose_their_middle (void)
{
  static const struct
  {
    const char *words;
    guint n_characters;
    const char *expected;
  } cases[] = {
    { "走访十二处驿站。", 10, "走访十二处驿站。" },
    { "　　第一句。\n　　第二句。\r\n\n 第三句。", 20, "第一句。第二句。第三句。" },
    { "一二三四五六七八九十甲乙丙丁", 9, "一二三四五…乙丙丁" },
    { "one two three", 20, "one two three" },
    { "\n　　\n", 9, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *line = bulletin_passage_abridge (cases[i].words, cases[i].n_characters);

    g_assert_cmpstr (line, ==, cases[i].expected);
    g_assert_cmpint (g_utf8_strlen (line, -1), <=, cases[i].n_characters);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/passage/words-are-followed", test_words_are_followed);
  g_test_add_func ("/passage/what-stands-in-place-of-words-is-meant", test_what_stands_in_place_of_words_is_meant);
  g_test_add_func ("/passage/words-that-are-gone-leave-their-place", test_words_that_are_gone_leave_their_place);
  g_test_add_func ("/passage/a-line-that-moved-takes-its-words-along", test_a_line_that_moved_takes_its_words_along);
  g_test_add_func ("/passage/no-character-is-cut", test_no_character_is_cut);
  g_test_add_func ("/passage/stays-within-the-text-and-whole", test_a_passage_stays_within_the_text_and_whole);
  g_test_add_func ("/passage/a-change-elsewhere-keeps-the-words", test_a_change_elsewhere_keeps_the_words);
  g_test_add_func ("/passage/long-words-lose-their-middle", test_long_words_lose_their_middle);

  return g_test_run ();
}
