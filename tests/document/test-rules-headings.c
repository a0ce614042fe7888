/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-numerals.h"
#include "bulletin-sections.h"
#include "proofreading-fixture.h"

static void
test_heading_order (void)
{
  static const Case cases[] = {
    { "一、甲\n二、乙\n三、丙", "" },
    { "一、甲\n三、乙\n四、丙", "三>二 / 四>三" },
    { "一、甲\n二、乙\n二、丙", "二>三" },
    { "二、甲", "二>一" },
    { "一、甲\n（一）a\n（二）b\n二、乙\n（一）c", "" },
    { "一、甲\n（一）a\n（二）b\n二、乙\n（三）c", "三>一" },
    { "一、甲\n1. a\n2. b\n二、乙\n1. c", "" },
    { "1. 甲\n３．乙\n（1）丙\n（3）丁", "３>２ / 3>2" },
    { "九、甲", "九>一" },
    { "\\二、不是标题", "" },
    { "附件：\n1. 甲\n3. 乙", "" },
  };

  CHECK_CASES ("heading-order", cases);
}

static void
test_heading_level (void)
{
  static const Case cases[] = {
    { "一、甲\n（一）乙\n1. 丙\n（1）丁", "" },
    { "一、甲\n1. 乙\n2. 丙", "" },
    { "1. 甲\n2. 乙", "" },
    { "一、甲\n1. 乙\n2. 丙\n二、丁\n（一）戊", "1.>（一） / 2.>（二）" },
    { "一、甲\n（1）乙", "（1）>1." },
    { "（一）甲\n一、乙", "（一）>一、" },
    { "一、甲\n（一）乙\n（1）丙\n（2）丁\n（二）戊", "（1）>1. / （2）>2." },
  };

  CHECK_CASES ("heading-level", cases);
}

static void
test_heading_marker (void)
{
  static const Case cases[] = {
    { "(一)甲", "(一)>（一）" },
    { "（一)甲", "（一)>（一）" },
    { "(1)甲", "(1)>（1）" },
    { "1、甲", "1、>1." },
    { "一、甲\n（一）乙\n1. 丙\n1．丁\n（1）戊", "" },
  };

  CHECK_CASES ("heading-marker", cases);
}

static void
test_heading_punctuation (void)
{
  static const Case cases[] = {
    { "一、总体情况。", "。>" },
    { "一、总体情况，", "，>" },
    { "一、总体情况；", "；>" },
    { "（一）选址：", "：>" },
    { "（1）饮水、", "、>" },
    { "一、总体情况", "" },
    { "一、总体情况。各区选址。", "" },
    { "一、怎么看？", "" },
    { "一、牢记“服务”", "" },
    { "1. 各站点每季度至少检查一次。", "" },
    { "（一）开展义诊；", "" },
  };
  static const Case empty[] = {
    { "一、", "一、" },
    { "（一）　\n正文", "（一）" },
    { "一、甲", "" },
  };

  CHECK_CASES ("heading-punctuation", cases);
  CHECK_CASES ("heading-empty", empty);
}

static void
assert_renumbered (const char *text,
                   const char *expected)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autofree char *renumbered = bulletin_renumber (document);

  g_assert_cmpstr (renumbered, ==, expected);
}

static void
test_renumbering_keeps_all_but_the_numbers (void)
{
  assert_renumbered ("", "");
  assert_renumbered ("前文\n　　三、甲。正文\n（二）乙\n(五)丙\n5．丁\n７、戊\n(9)己\n五、庚\n（三）辛\n> 一、按语\n",
                     "前文\n　　一、甲。正文\n（一）乙\n(二)丙\n1．丁\n２、戊\n(1)己\n二、庚\n（一）辛\n> 一、按语\n");
  assert_renumbered ("一、甲\r\n\\五、乙\r\n二、丙", "一、甲\r\n\\五、乙\r\n二、丙");
}

static void
test_renumbering_counts_past_ten (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);

  for (int i = 1; i <= 120; i++) {
    g_autofree char *number = bulletin_numeral_format (i);

    g_string_append (text, "一、甲\n");
    g_string_append_printf (expected, "%s、甲\n", number);
  }

  assert_renumbered (text->str, expected->str);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules-headings/heading-order", test_heading_order);
  g_test_add_func ("/rules-headings/heading-level", test_heading_level);
  g_test_add_func ("/rules-headings/heading-marker", test_heading_marker);
  g_test_add_func ("/rules-headings/heading-punctuation", test_heading_punctuation);
  g_test_add_func ("/rules-headings/renumbering-keeps-all-but-the-numbers", test_renumbering_keeps_all_but_the_numbers);
  g_test_add_func ("/rules-headings/renumbering-counts-past-ten", test_renumbering_counts_past_ten);

  return g_test_run ();
}
