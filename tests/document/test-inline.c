/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-document.h"
#include "document-fixture.h"

/* Spans as "kind:text" joined by spaces. */
static void
assert_inline (const char *text,
               const char *expected)
{
  g_autoptr (BulletinDocument) document = parse (text);
  const BulletinBlock *block = bulletin_document_get_block (document, 0);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < block->spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (block->spans, i);

    g_string_append_printf (found, "%s%c:%s", i > 0 ? "/" : "", "tsf"[span->kind], span->text);
  }

  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_marks_within_a_line (void)
{
  assert_inline ("甲**乙**丙", "t:甲/s:乙/t:丙");
  assert_inline ("**乙**", "s:乙");
  assert_inline ("甲**乙", "t:甲**乙");
  assert_inline ("**甲**乙**丙", "s:甲/t:乙**丙");
  assert_inline ("甲***乙***", "t:甲***乙***");
  assert_inline ("甲****乙", "t:甲****乙");
  assert_inline ("2*3*4", "t:2*3*4");
  assert_inline ("共{{stations}}处", "t:共/f:stations/t:处");
  assert_inline ("**共{{stations@东湖区:2024Q2}}处**", "s:共/f:stations@东湖区:2024Q2/s:处");
  assert_inline ("{{}}{{ }}{{a}b}}{{a", "t:{{}}{{ }}{{a}b}}{{a");
  assert_inline ("{{{a}}}", "t:{/f:a/t:}");
}

static void
test_a_backslash_takes_the_mark_away (void)
{
  assert_inline ("甲\\**乙\\**丙", "t:甲/t:**乙/t:**丙");
  assert_inline ("甲\\*\\*乙**丙**", "t:甲/t:*/t:*乙/s:丙");
  assert_inline ("\\{{a}}", "t:{{a}}");
  assert_inline ("a\\\\b", "t:a/t:\\b");
  assert_inline ("C:\\Users\\张", "t:C:\\Users\\张");
  assert_inline ("\\", "t:\\");
  assert_inline ("\\**", "t:**");

  assert_inline ("\\一、不是标题", "t:一、不是标题");
  assert_inline ("　\\（一）不是标题", "t:（一）不是标题");
  assert_inline ("\\1. 不是标题", "t:1. 不是标题");
  assert_inline ("\\> 不是按语", "t:> 不是按语");
  assert_inline ("\\| 不是表", "t:| 不是表");
  assert_inline ("\\|= 不是题注", "t:|= 不是题注");
  assert_inline ("\\---", "t:---");
  assert_inline ("\\附件：不是", "t:附件：不是");
  assert_inline ("\\![a](attachment:b)", "t:![a](attachment:b)");
  assert_inline ("\\\\一、", "t:\\一、");
  assert_inline ("\\不必", "t:\\不必");
}

static void
assert_plain (const char *text,
              const char *expected)
{
  g_autoptr (BulletinDocument) document = parse (text);
  g_autofree char *plain = bulletin_document_to_plain_text (document);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_plain_text_is_what_a_reader_reads (void)
{
  assert_plain ("", "");
  assert_plain ("\n", "\n");
  assert_plain ("　　一、**建好**。各区\r\n\r\n", "　　一、建好。各区\n\n");
  assert_plain ("> 按语\n　> 二", "按语\n　二");
  assert_plain ("附件：\n　1. 甲\n", "附件：\n　1. 甲\n");
  assert_plain ("|= 题\n|a|b|\n|--:|---|\n|c|\n|d|e|\n", "题\na\tb\n\nc\nd\te\n");
  assert_plain ("|a|\n|---|", "a\n");
  assert_plain ("![题](attachment:a)\n---\n\\---", "题\n\n---");
  assert_plain ("共{{n}}处\\*", "共{{n}}处*");
}

static void
test_words_are_counted_as_in_the_office (void)
{
  static const struct
  {
    const char *text;
    guint count;
  } cases[] = {
    { "", 0 },
    { "\n　\n", 0 },
    { "你好，世界。", 6 },
    { "“暖蜂”——", 6 },
    { "共1621名，90%以上", 7 },
    { "Hello big world", 3 },
    { "用GTK 4写", 4 },
    { "**甲**乙", 2 },
    { "WH**O**", 1 },
    { "共{{n}}处", 3 },
    { "一、甲。乙", 5 },
    { "|= 题\n|12|3|\n|---|---|\n|甲|乙|", 5 },
    { "> 甲\n> b\n> c", 3 },
    { "![图](attachment:name)", 1 },
    { "---", 0 },
    { "\\*", 1 },
    { "１２", 2 },
    /* A sign among Chinese is one, a run of Latin letters and digits with what is
     * typed in it too. */
    { "37℃以上", 4 },
    { "3×5米", 4 },
    { "①甲②乙", 4 },
    { "1,621名", 2 },
    { "2024-06-17", 1 },
    { "A4纸", 2 },
    { "a@b.cn、http://a.cn/b?c=1", 3 },
    { "……", 2 },
    { "甲 乙\t丙", 3 },
    { "\u00a0甲\u3000乙", 2 },
    { "e\u0301te\u0301", 1 },
    { "👍🏽", 1 },
    { "👨\u200d👩\u200d👧家", 2 },
    { "𠮷野家", 3 },
    { "50%—60%", 3 },
    { "《规划》(试行)", 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (BulletinDocument) document = parse (cases[i].text);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpuint (bulletin_document_count_words (document), ==, cases[i].count);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inline/marks-within-a-line", test_marks_within_a_line);
  g_test_add_func ("/inline/a-backslash-takes-the-mark-away", test_a_backslash_takes_the_mark_away);
  g_test_add_func ("/inline/plain-text-is-what-a-reader-reads", test_plain_text_is_what_a_reader_reads);
  g_test_add_func ("/inline/words-are-counted-as-in-the-office", test_words_are_counted_as_in_the_office);

  return g_test_run ();
}
