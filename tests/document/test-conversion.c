/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-conversion.h"
#include "writing-fixture.h"

#include <string.h>

/* --- Conversions ----------------------------------------------------------- */

static char *
convert (const char         *text,
         BulletinConversion  conversion)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (GPtrArray) edits = bulletin_convert (document, conversion, 0, strlen (text));

  return bulletin_edits_apply (edits, text);
}

static void
check_conversions (BulletinConversion  conversion,
                   const Case         *cases,
                   guint               n_cases)
{
  for (guint i = 0; i < n_cases; i++) {
    g_autofree char *converted = convert (cases[i].text, conversion);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpstr (converted, ==, cases[i].expected);
  }
}

static void
test_quotes_are_made_chinese_by_pairs (void)
{
  static const Case cases[] = {
    { "开展\"暖蜂\"行动", "开展“暖蜂”行动" },
    { "\"甲\"和\"乙\"", "“甲”和“乙”" },
    { "\"他说'好'\"。", "“他说‘好’”。" },
    { "「甲」『乙』", "“甲”‘乙’" },
    { "使用\"APP\"登记", "使用“APP”登记" },
    { "“甲\"", "“甲”" },
    { "屏幕5\"大", "屏幕5\"大" },
    { "他说don't", "他说don't" },
    { "say \"hello\"", "say \"hello\"" },
    { "**\"甲\"**", "**“甲”**" },
    { "甲{{\"n\"}}", "甲{{\"n\"}}" },
    { "\"甲\n\"乙", "“甲\n“乙" },
    { "\"甲\\\"乙\"", "“甲\\\"乙“" },
    { "|\"甲\"|乙|", "|“甲”|乙|" },
    { "![\"图\"](attachment:\"a\")", "![“图”](attachment:\"a\")" },
  };

  check_conversions (BULLETIN_CONVERSION_QUOTES, cases, G_N_ELEMENTS (cases));
}

static void
test_punctuation_beside_chinese_is_made_full_width (void)
{
  static const Case cases[] = {
    { "甲,乙;丙:丁!戊?", "甲，乙；丙：丁！戊？" },
    { "建成.共1.5万", "建成。共1.5万" },
    { "共12(个)处", "共12（个）处" },
    { "用GTK(4.18)写", "用GTK（4.18）写" },
    { "用GTK (4.18) 写", "用GTK (4.18) 写" },
    { "(一)甲", "（一）甲" },
    { "1.甲", "1.甲" },
    { "a,b", "a,b" },
    { "1,621名", "1,621名" },
    { "甲,,乙", "甲，，乙" },
    { "见www.a.cn网站", "见www.a.cn网站" },
    { "甲\\,乙", "甲\\,乙" },
    { "{{a:b}}:", "{{a:b}}:" },
    { "附件:名单", "附件：名单" },
    { "甲(a", "甲(a" },
    { "第3号文件.", "第3号文件。" },
    { "|---|:-:|", "|---|:-:|" },
  };

  check_conversions (BULLETIN_CONVERSION_PUNCTUATION, cases, G_N_ELEMENTS (cases));
}

static void
test_digits_and_letters_are_made_half_width (void)
{
  static const Case cases[] = {
    { "共１８６处", "共186处" },
    { "Ａ区ｂ", "A区b" },
    { "１．５万，２", "1.5万，2" },
    { "９０％", "90%" },
    { "１，６２１名", "1,621名" },
    { "３，甲", "3，甲" },
    { "１．甲", "1．甲" },
    { "　　全角空格", "　　全角空格" },
    { "“１”", "“1”" },
  };

  check_conversions (BULLETIN_CONVERSION_DIGITS, cases, G_N_ELEMENTS (cases));
}

static void
test_converting_twice_is_converting_once (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < N_TEXTS * 3; i++) {
    g_autofree char *text = make_noise (rand);
    BulletinConversion conversion = i % 3;
    g_autofree char *once = convert (text, conversion);
    g_autofree char *twice = convert (once, conversion);
    g_autoptr (BulletinDocument) before = bulletin_document_parse (text, -1);
    g_autoptr (BulletinDocument) after = bulletin_document_parse (once, -1);

    g_test_message ("%s", text);
    g_assert_cmpstr (twice, ==, once);
    g_assert_cmpint (g_utf8_strlen (once, -1), ==, g_utf8_strlen (text, -1));
    g_assert_cmpuint (bulletin_document_get_n_blocks (after), ==, bulletin_document_get_n_blocks (before));
    for (guint k = 0; k < bulletin_document_get_n_blocks (after); k++) {
      const BulletinBlock *a = bulletin_document_get_block (before, k);
      const BulletinBlock *b = bulletin_document_get_block (after, k);

      g_assert_cmpint (a->kind, ==, b->kind);
      g_assert_cmpint (a->level, ==, b->level);
      g_assert_cmpint (a->number, ==, b->number);
    }
  }
}

static void
test_only_the_selection_is_converted (void)
{
  const char *text = "甲,乙,丙,丁";
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  gsize start = strlen ("甲,乙");
  g_autoptr (GPtrArray) edits = bulletin_convert (document, BULLETIN_CONVERSION_PUNCTUATION, start, start + 1);
  g_autofree char *converted = bulletin_edits_apply (edits, text);

  g_assert_cmpstr (converted, ==, "甲,乙，丙,丁");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/conversion/quotes-are-made-chinese-by-pairs", test_quotes_are_made_chinese_by_pairs);
  g_test_add_func ("/conversion/punctuation-beside-chinese-is-made-full-width", test_punctuation_beside_chinese_is_made_full_width);
  g_test_add_func ("/conversion/digits-and-letters-are-made-half-width", test_digits_and_letters_are_made_half_width);
  g_test_add_func ("/conversion/converting-twice-is-converting-once", test_converting_twice_is_converting_once);
  g_test_add_func ("/conversion/only-the-selection-is-converted", test_only_the_selection_is_converted);

  return g_test_run ();
}
