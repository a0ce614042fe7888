/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-document.h"
#include "document-fixture.h"

#include <string.h>

static const char long_text[] =
    "　　为进一步做好关爱工作，市里召开了座谈会。\r\n"
    "> 这项做法简便易行，现予刊发。\n> 供各地参考。\n>\n"
    "\n"
    "　　一、建好驿站。各区选址**12处**，投用{{stations@东湖区:2024Q2}}处。\n"
    "（一）选址\n"
    "1. 看人流，不看门面。先问再定。\n"
    "（2）药品、饮水、充电\n"
    "|= 各区**站点**\n| 区 | 站点 | 备注 |\n|:--|:-:|--:|\n| 甲 | 3 |\n| 乙 | {{a}} | x\\|y | 多 |\n"
    "![驿站 \\*外景\\*](attachment:front.jpg)\n"
    "\\一、不是标题\n"
    "---\n"
    "附件：1．站点一览表\n　　　　2．联系表\n1. 又是标题\n"
    "二、结束语\n"
    "a\\*b ** c **d** {{}} {{未完";

/* Bytes that are no UTF-8 are mended; nothing else is touched. */
static void
check_bytes (const char *bytes,
             gsize       length)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (bytes, length);
  g_autofree char *mended = g_utf8_make_valid (bytes, length);

  check_document (bulletin_document_get_source (document));
  g_assert_cmpstr (bulletin_document_get_source (document), ==, mended);
}

static void
test_any_bytes_parse (void)
{
  static const char bytes[] = "一、\xff甲\0乙\n\xe4\xb8| a\0|";
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (BulletinDocument) document = bulletin_document_parse (bytes, sizeof (bytes) - 1);
  g_autoptr (BulletinDocument) nothing = bulletin_document_parse (NULL, -1);
  g_autoptr (BulletinDocument) cut = bulletin_document_parse ("一、甲乙", strlen ("一、甲"));

  g_assert_true (g_utf8_validate (bulletin_document_get_source (document), -1, NULL));
  g_assert_cmpint (bulletin_document_get_block (document, 0)->level, ==, 1);
  g_assert_cmpuint (bulletin_document_get_n_blocks (nothing), ==, 0);
  g_assert_cmpstr (bulletin_document_get_source (nothing), ==, "");
  g_assert_cmpstr (bulletin_document_get_source (cut), ==, "一、甲");

  for (guint i = 0; i < 5000; i++) {
    char noise[64];
    gsize length = g_rand_int_range (rand, 0, sizeof (noise));

    for (gsize k = 0; k < length; k++)
      noise[k] = g_rand_int_range (rand, -128, 128);
    check_bytes (noise, length);
  }
}

static void
test_long_lines_take_linear_time (void)
{
  static const char *const pieces[] = {
    "甲", "**", "*", "{{", "{{a}}", "\\", "|", "![", "](attachment:", "。", "”", "一、", "1.", ">", "**甲。"
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GString) text = g_string_new ("一、");

    for (guint k = 0; k < 30000; k++)
      g_string_append (text, pieces[i]);
    check_document (text->str);
    check_document (text->str + strlen ("一、"));
  }
}

static void
append_random_text (GRand   *rand,
                    GString *text)
{
  static const char *const pieces[] = {
    "一、",
    "二",
    "十",
    "（一）",
    "(",
    ")",
    "（",
    "）",
    "1",
    "2.",
    "．",
    "、",
    "12",
    "１",
    "> ",
    ">",
    "|",
    "|---|",
    "|:-:|",
    "|= ",
    "---",
    "-",
    "![",
    "](attachment:",
    "a.jpg)",
    "**",
    "*",
    "{{",
    "}}",
    "{{n@甲:2024}}",
    "{",
    "}",
    "\\",
    "附件：",
    "附件:",
    "。",
    "”",
    "“",
    "，",
    " ",
    "　",
    "\t",
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "甲乙",
    "abc",
    "给",
    "\u0301",
    "\U0001f600",
    ":",
    "=",
    "\ufeff",
    "\u2028",
    "\u2029",
    "\u00a0",
    "\u200b",
    "\u200d",
    "\u202e",
    "\v",
    "\f",
    "\x01",
    "\x7f",
    "\U00020bb7",
    "\U0002cb4a",
    "\U0001f468\u200d\U0001f469",
    "\U0001f44d\U0001f3fd",
    "\U0010ffff",
    "\u05e9\u05dc",
    "\u0645\u0631",
    "\u0f56\u0f7c",
    "\u182e\u1823",
  };
  guint n = g_rand_int_range (rand, 0, 24);

  g_string_truncate (text, 0);
  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
}

/* The grammar's own tokens among bytes that are no text. */
static void
test_every_row_of_bytes_comes_back_mended (void)
{
  static const char *const pieces[] = {
    "\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe4\xb8", "\x80", "\xfe\xff", "\xef\xbb\xbf", "\r", "\r\n"
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20250506);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++) {
    append_random_text (rand, text);
    for (guint k = g_rand_int_range (rand, 1, 5); k > 0; k--) {
      const gssize at = g_rand_int_range (rand, 0, (gint32) text->len + 1);

      if (g_rand_boolean (rand))
        g_string_insert_c (text, at, (char) g_rand_int_range (rand, 0, 256));
      else
        g_string_insert (text, at, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
    }
    check_bytes (text->str, text->len);
  }
}

static void
test_every_text_comes_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240617);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 400000; i++) {
    append_random_text (rand, text);
    check_document (text->str);
  }
}

/* Every construct of the markup, several times over and never quite the same: some
 * thousands of characters. */
static char *
make_long_text (void)
{
  static const char *const ends[] = { "\n", "\r\n", "\r", "\n\n" };
  GString *text = g_string_new ("\ufeff");

  for (int i = 1; i <= 9; i++) {
    const char *end = ends[i % G_N_ELEMENTS (ends)];

    g_string_append (text, long_text);
    g_string_append_printf (text, "%s%d．第%d项。共**%d**处，{{stations@东湖区:202%dQ%d}}人次%s", end, i, i, i * 7, i, i % 4 + 1, end);
    g_string_append_printf (text, "（%d）\U00020bb7\U0002cb4a与e\u0301，\U0001f468\u200d\U0001f469\u200d\U0001f467%s", i, end);
    g_string_append_printf (text, "\\> 不是按语\\\\%s\\| 不是表 |%s\\附件：不是%s\\---%s", end, end, end, end);
    g_string_append_printf (text, "|= 表%d%s| \u05e9\u05dc\u05d5\u05dd | \u0645\u0631 | **a\\|b** |%s|:-:|---|--:|%s||%s| {{m}} |%s", i, end, end, end, end, end);
    g_string_append_printf (text, "![](attachment:%d.png)%s![甲\u2028乙](attachment:)%s", i, end, end);
    g_string_append_printf (text, "附件：%s1. 甲%s2. 乙%s2. 丙%s", end, end, end, end);
    g_string_append_printf (text, "{{ {{a}} }} {{{b}} {{c\\}} ***d*** ** **%s>%s>无%s", end, end, end);
  }

  return g_string_free_and_steal (text);
}

static void
test_every_prefix_and_deletion_comes_back (void)
{
  g_autofree char *whole = make_long_text ();
  const gsize length = strlen (whole);
  g_autofree char *deletion = g_malloc (length + 1);

  g_assert_cmpint (g_utf8_strlen (whole, -1), >, 4000);
  for (char *p = whole; *p != '\0'; p = g_utf8_next_char (p)) {
    const char *next = g_utf8_next_char (p);
    const char first = *p;

    memcpy (deletion, whole, p - whole);
    strcpy (deletion + (p - whole), next);
    check_document (deletion);

    *p = '\0';
    check_document (whole);
    *p = first;
  }

  check_document (whole);
}

/* A line moved behind a blank line parses as before, which is what lets the
 * layout cache by paragraph. */
static void
test_single_lines_do_not_depend_on_others (void)
{
  g_auto (GStrv) lines = g_strsplit (long_text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *moved = g_strconcat ("前文\n\n", lines[i], NULL);
    g_autoptr (BulletinDocument) alone = parse (lines[i]);
    g_autoptr (BulletinDocument) later = parse (moved);

    if (bulletin_document_get_n_blocks (alone) == 0)
      continue;

    g_assert_cmpint (bulletin_document_get_block (alone, 0)->kind, ==,
                     bulletin_document_get_block (later, 2)->kind);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/any-text/any-bytes-parse", test_any_bytes_parse);
  g_test_add_func ("/any-text/long-lines-take-linear-time", test_long_lines_take_linear_time);
  g_test_add_func ("/any-text/every-text-comes-back", test_every_text_comes_back);
  g_test_add_func ("/any-text/every-row-of-bytes-comes-back-mended", test_every_row_of_bytes_comes_back_mended);
  g_test_add_func ("/any-text/every-prefix-and-deletion-comes-back", test_every_prefix_and_deletion_comes_back);
  g_test_add_func ("/any-text/single-lines-do-not-depend-on-others", test_single_lines_do_not_depend_on_others);

  return g_test_run ();
}
