/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-text-search.h"

#include <string.h>

/* The places found, as "text@offset", joined by spaces; the error's code if there
 * is one. */
static char *
find (const char          *words,
      BulletinSearchFlags  flags,
      const char          *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinTextSearch) search = bulletin_text_search_new (words, flags, &error);
  g_autoptr (GArray) matches = search != NULL ? bulletin_text_search_find (search, text, 0, strlen (text), NULL, &error) : NULL;
  GString *found = g_string_new (NULL);

  if (matches == NULL)
    g_string_append_printf (found, "error %d", error->code);
  for (guint i = 0; matches != NULL && i < matches->len; i++) {
    const BulletinMatch *match = &g_array_index (matches, BulletinMatch, i);

    g_string_append_printf (found, "%s%.*s@%" G_GSIZE_FORMAT, i > 0 ? " " : "", (int) match->length,
                            text + match->offset, match->offset);
  }

  return g_string_free_and_steal (found);
}

static char *
replace (const char          *words,
         BulletinSearchFlags  flags,
         const char          *replacement,
         const char          *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinTextSearch) search = bulletin_text_search_new (words, flags, &error);
  g_autoptr (GPtrArray) edits = NULL;

  g_assert_no_error (error);
  edits = bulletin_text_search_replace (search, text, 0, strlen (text), replacement, NULL, &error);
  if (edits == NULL) {
    g_assert_error (error, BULLETIN_SEARCH_ERROR, BULLETIN_SEARCH_ERROR_REPLACEMENT);
    return NULL;
  }

  return bulletin_edits_apply (edits, text);
}

static void
test_words_are_found_as_they_stand (void)
{
  static const struct
  {
    const char *words;
    BulletinSearchFlags flags;
    const char *text;
    const char *found;
  } cases[] = {
    { "暖蜂", 0, "暖蜂驿站，暖蜂", "暖蜂@0 暖蜂@15" },
    { "a.c", 0, "abc a.c", "a.c@4" },
    { "app", 0, "APP", "APP@0" },
    { "app", BULLETIN_SEARCH_CASE, "APP app", "app@4" },
    { "12", BULLETIN_SEARCH_WORDS, "3120 12 12处", "12@5 12@8" },
    { "暖蜂", BULLETIN_SEARCH_WORDS, "建暖蜂站", "暖蜂@3" },
    { "丁", 0, "甲", "" },
    { "(", 0, "a(b", "(@1" },
    { "\\", 0, "a\\b", "\\@1" },
    { "[0-9]+处", BULLETIN_SEARCH_REGEX, "共186处，12处", "186处@3 12处@12" },
    { "^　　", BULLETIN_SEARCH_REGEX, "　　甲\n　　乙", "　　@0 　　@10" },
    { "甲$", BULLETIN_SEARCH_REGEX, "甲\r\n甲乙\n甲", "甲@0 甲@12" },
    { "a|b", BULLETIN_SEARCH_REGEX | BULLETIN_SEARCH_WORDS, "a b ab", "a@0 b@2" },
    { "(", BULLETIN_SEARCH_REGEX, "a", "error 0" },
    { ")", BULLETIN_SEARCH_REGEX | BULLETIN_SEARCH_WORDS, "a", "error 0" },
    { "[a", BULLETIN_SEARCH_REGEX, "a", "error 0" },
    { "*", BULLETIN_SEARCH_REGEX, "a", "error 0" },
    { "a{3,1}", BULLETIN_SEARCH_REGEX, "a", "error 0" },
    { "a\\", BULLETIN_SEARCH_REGEX, "a", "error 0" },
    { "[z-a]", BULLETIN_SEARCH_REGEX, "a", "error 0" },
    { "(a+)+$", BULLETIN_SEARCH_REGEX, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "error 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *found = find (cases[i].words, cases[i].flags, cases[i].text);

    g_test_message ("%s in %s", cases[i].words, cases[i].text);
    g_assert_cmpstr (found, ==, cases[i].found);
  }
}

static void
test_groups_come_back_in_the_replacement (void)
{
  static const struct
  {
    const char *words;
    BulletinSearchFlags flags;
    const char *replacement;
    const char *text;
    const char *replaced;
  } cases[] = {
    { "甲", 0, "\\1", "甲乙甲", "\\1乙\\1" },
    { "(\\d+)年(\\d+)月", BULLETIN_SEARCH_REGEX, "\\1-\\2", "2024年6月", "2024-6" },
    { "\\d+", BULLETIN_SEARCH_REGEX, "〔\\0〕", "共12处3人", "共〔12〕处〔3〕人" },
    { "，", BULLETIN_SEARCH_REGEX, "，\\n", "甲，乙", "甲，\n乙" },
    { "^", BULLETIN_SEARCH_REGEX, "　　", "甲\n乙", "　　甲\n　　乙" },
    { "甲", 0, "", "甲乙甲", "乙" },
    { "甲", BULLETIN_SEARCH_REGEX, "\\", "甲", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *replaced = replace (cases[i].words, cases[i].flags, cases[i].replacement, cases[i].text);

    g_test_message ("%s in %s", cases[i].words, cases[i].text);
    g_assert_cmpstr (replaced, ==, cases[i].replaced);
  }
}

static void
test_only_the_range_is_searched (void)
{
  g_autoptr (BulletinTextSearch) search = bulletin_text_search_new ("a", 0, NULL);
  g_autoptr (GArray) matches = bulletin_text_search_find (search, "aaaaa", 1, 4, NULL, NULL);

  g_assert_cmpuint (matches->len, ==, 3);
  g_assert_cmpuint (g_array_index (matches, BulletinMatch, 0).offset, ==, 1);
}

static void
test_a_search_can_be_stopped (void)
{
  g_autoptr (BulletinTextSearch) search = bulletin_text_search_new ("a", 0, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (bulletin_text_search_find (search, "aaaaa", 0, 5, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Replacing what is found by itself changes nothing, and plain words are found
 * wherever strstr() finds them. */
static void
test_plain_words_are_found_like_by_hand (void)
{
  static const char *const pieces[] = { "甲", "乙", "a", ".", "(", "\\", "\n" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 3000; i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GString) words = g_string_new (NULL);
    g_autoptr (BulletinTextSearch) search = NULL;
    g_autoptr (GArray) matches = NULL;
    g_autofree char *replaced = NULL;
    const char *p;
    guint n = 0;

    for (int k = g_rand_int_range (rand, 0, 30); k > 0; k--)
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
    for (int k = g_rand_int_range (rand, 1, 3); k > 0; k--)
      g_string_append (words, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

    search = bulletin_text_search_new (words->str, BULLETIN_SEARCH_CASE, NULL);
    matches = bulletin_text_search_find (search, text->str, 0, text->len, NULL, NULL);
    for (p = strstr (text->str, words->str); p != NULL; p = strstr (p + words->len, words->str), n++) {
      g_assert_cmpuint (n, <, matches->len);
      g_assert_cmpuint (g_array_index (matches, BulletinMatch, n).offset, ==, p - text->str);
    }
    g_assert_cmpuint (n, ==, matches->len);
    replaced = replace (words->str, BULLETIN_SEARCH_CASE, words->str, text->str);
    g_assert_cmpstr (replaced, ==, text->str);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-search/words-are-found-as-they-stand", test_words_are_found_as_they_stand);
  g_test_add_func ("/text-search/groups-come-back-in-the-replacement", test_groups_come_back_in_the_replacement);
  g_test_add_func ("/text-search/only-the-range-is-searched", test_only_the_range_is_searched);
  g_test_add_func ("/text-search/a-search-can-be-stopped", test_a_search_can_be_stopped);
  g_test_add_func ("/text-search/plain-words-are-found-like-by-hand", test_plain_words_are_found_like_by_hand);

  return g_test_run ();
}
