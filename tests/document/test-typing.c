/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-typing.h"
#include "writing-fixture.h"

#include <string.h>

/* --- Typing ---------------------------------------------------------------- */

static char *
get_above (guint    n,
           gpointer user_data)
{
  char **lines = user_data;
  guint n_lines = g_strv_length (lines);

  return n < n_lines ? g_strdup (lines[n_lines - 1 - n]) : NULL;
}

/* What the text becomes when Return is pressed at its end. */
static char *
press_return (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  const char *line = lines[0] != NULL ? lines[g_strv_length (lines) - 1] : "";
  g_autofree char *marker = NULL;

  switch (bulletin_typing_return (line, strlen (line), get_above, lines, &marker)) {
  case BULLETIN_TYPING_CONTINUE:
    return g_strconcat (text, "\n", marker, NULL);
  case BULLETIN_TYPING_END:
    return g_strdup_printf ("%.*s%s", (int) (strlen (text) - strlen (line)), text, marker);
  case BULLETIN_TYPING_NOTHING:
  default:
    g_assert_null (marker);
    return g_strconcat (text, "\n", NULL);
  }
}

static void
test_return_goes_on_with_the_numbers (void)
{
  static const Case cases[] = {
    { "一、甲", "一、甲\n二、" },
    { "　　九、甲", "　　九、甲\n　　十、" },
    { "（一）甲", "（一）甲\n（二）" },
    { "(十)甲", "(十)甲\n(十一)" },
    { "1. 甲", "1. 甲\n2. " },
    { "1.甲", "1.甲\n2. " },
    { "９．甲", "９．甲\n１０． " },
    { "（1）甲", "（1）甲\n（2）" },
    { "> 甲", "> 甲\n> " },
    { "附件：", "附件：\n1. " },
    { "附件：1. 甲", "附件：1. 甲\n2. " },
    { "附件：甲", "附件：甲\n" },
    { "附件：\n1. 甲", "附件：\n1. 甲\n2. " },
    { "一、甲  ", "一、甲  \n二、" },
    /* An empty one ends it: a level up, or plain. */
    { "一、甲\n二、", "一、甲\n" },
    { "一、甲\n（一）乙\n（二）", "一、甲\n（一）乙\n二、" },
    { "一、甲\n（一）乙\n1. 丙\n2. ", "一、甲\n（一）乙\n1. 丙\n（二）" },
    { "一、甲\n1. 丙\n2. ", "一、甲\n1. 丙\n二、" },
    { "1. 丙\n2. ", "1. 丙\n" },
    { "一、甲\n　　（一）", "一、甲\n二、" },
    { "> 甲\n> ", "> 甲\n" },
    { "一、甲\n附件：\n1. 乙\n2. ", "一、甲\n附件：\n1. 乙\n" },
    { "一、甲\n附件：1. 乙\n2. ", "一、甲\n附件：1. 乙\n" },
    /* What only looks like it. */
    { "1.5万", "1.5万\n" },
    { "一、二、三等奖", "一、二、三等奖\n" },
    { "\\一、甲", "\\一、甲\n" },
    { "", "\n" },
    { "\n", "\n\n" },
    { "甲", "甲\n" },
    { "| 甲 |", "| 甲 |\n" },
    { ">甲", ">甲\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *result = press_return (cases[i].text);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpstr (result, ==, cases[i].expected);
  }
}

static void
test_return_within_a_line_only_breaks_it (void)
{
  const char *line = "一、甲。乙";
  char *lines[] = { (char *) line, NULL };

  for (gsize caret = 0; caret < strlen (line); caret++) {
    g_autofree char *marker = NULL;

    g_assert_cmpint (bulletin_typing_return (line, caret, get_above, lines, &marker), ==, BULLETIN_TYPING_NOTHING);
    g_assert_null (marker);
  }
}

/* Returns alone always end in a plain line. */
static void
test_returns_come_to_an_end (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (guint i = 0; i < N_TEXTS; i++) {
    g_autofree char *text = i % 2 == 0 ? make_noise (rand) : make_sections (rand);
    guint n = 0;

    for (; !g_str_has_suffix (text, "\n\n") && n < 20; n++) {
      g_autofree char *next = press_return (text);

      g_assert_true (g_utf8_validate (next, -1, NULL));
      g_set_str (&text, next);
    }
    g_assert_cmpuint (n, <, 10);
  }
}

static void
test_backspace_takes_a_marker_whole (void)
{
  g_assert_cmpuint (bulletin_typing_backspace ("一、", strlen ("一、")), ==, strlen ("一、"));
  g_assert_cmpuint (bulletin_typing_backspace ("　（二）甲", strlen ("　（二）")), ==, strlen ("（二）"));
  g_assert_cmpuint (bulletin_typing_backspace ("2. ", 3), ==, 3);
  g_assert_cmpuint (bulletin_typing_backspace ("> ", 2), ==, 2);
  g_assert_cmpuint (bulletin_typing_backspace ("一、甲", strlen ("一、甲")), ==, 0);
  g_assert_cmpuint (bulletin_typing_backspace ("一、甲", strlen ("一")), ==, 0);
  g_assert_cmpuint (bulletin_typing_backspace ("附件：", strlen ("附件：")), ==, 0);
  g_assert_cmpuint (bulletin_typing_backspace ("甲", strlen ("甲")), ==, 0);
  g_assert_cmpuint (bulletin_typing_backspace ("", 0), ==, 0);
}

/* The quotes of a text typed from left to right, each `"` and `'` as it is meant. */
static char *
type_quotes (const char *keys)
{
  GString *line = g_string_new (NULL);

  for (const char *p = keys; *p != '\0'; p = g_utf8_next_char (p)) {
    if (*p == '"' || *p == '\'')
      g_string_append (line, bulletin_typing_quote (line->str, line->len, *p));
    else
      g_string_append_len (line, p, g_utf8_next_char (p) - p);
  }

  return g_string_free_and_steal (line);
}

static void
test_quotes_are_typed_as_they_are_meant (void)
{
  static const Case cases[] = {
    { "开展\"暖蜂\"行动", "开展“暖蜂”行动" },
    { "\"甲\"\"乙\"", "“甲”“乙”" },
    { "\"他说'好'\"", "“他说‘好’”" },
    { "用\"APP\"登记", "用“APP”登记" },
    { "屏幕5\"", "屏幕5\"" },
    { "don't", "don't" },
    { "\"don't\"", "“don't”" },
    { "say \"hi\"", "say \"hi\"" },
    { "{{n\"", "{{n\"" },
    { "{{n}}\"", "{{n}}“" },
    { "![](attachment:\"", "![](attachment:\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *typed = type_quotes (cases[i].text);

    g_assert_cmpstr (typed, ==, cases[i].expected);
  }

  /* Behind the caret a quote is closed already. */
  g_assert_cmpstr (bulletin_typing_quote ("“甲乙”", strlen ("“甲"), '"'), ==, "“");
  g_assert_cmpstr (bulletin_typing_quote ("“甲乙", strlen ("“甲"), '"'), ==, "”");
}

/* The line without the marks of what is strong between two bars, or NULL. */
static char *
take_strong (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "¦", -1);
  g_autofree char *line = g_strjoinv ("", parts);
  const gsize start = strlen (parts[0]);
  const gsize end = start + strlen (parts[1]);
  gsize opening, closing;
  GString *plain;

  if (!bulletin_typing_strong (line, start, parts[2] != NULL ? end : start, &opening, &closing))
    return NULL;

  plain = g_string_new (line);
  g_string_erase (plain, closing, 2);
  g_string_erase (plain, opening, 2);

  return g_string_free_and_steal (plain);
}

static void
test_strong_words_are_known_by_the_caret (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "甲**乙¦丙**丁", "甲乙丙丁" },
    { "甲**¦乙丙**丁", "甲乙丙丁" },
    { "甲**乙丙¦**丁", "甲乙丙丁" },
    { "甲**¦乙¦丙**丁", "甲乙丙丁" },
    { "甲¦**乙丙**¦丁", "甲乙丙丁" },
    { "甲¦**乙丙**丁", NULL },
    { "甲**乙丙**丁¦", NULL },
    { "**甲**乙¦丙**丁**", NULL },
    { "**甲**乙丙**¦丁**", "**甲**乙丙丁" },
    { "¦**甲**乙**丙**¦", NULL },
    { "甲\\**乙¦丙**丁", NULL },
    { "甲**乙¦丙", NULL },
    { "| 甲** | 乙¦ | **丙 |", NULL },
    { "| 甲 | **乙¦** |", "| 甲 | 乙 |" },
    { "¦", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *plain = take_strong (cases[i].text);

    g_assert_cmpstr (plain, ==, cases[i].expected);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/typing/return-goes-on-with-the-numbers", test_return_goes_on_with_the_numbers);
  g_test_add_func ("/typing/return-within-a-line-only-breaks-it", test_return_within_a_line_only_breaks_it);
  g_test_add_func ("/typing/returns-come-to-an-end", test_returns_come_to_an_end);
  g_test_add_func ("/typing/backspace-takes-a-marker-whole", test_backspace_takes_a_marker_whole);
  g_test_add_func ("/typing/quotes-are-typed-as-they-are-meant", test_quotes_are_typed_as_they_are_meant);
  g_test_add_func ("/typing/strong-words-are-known-by-the-caret", test_strong_words_are_known_by_the_caret);

  return g_test_run ();
}
