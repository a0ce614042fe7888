/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "proofreading-fixture.h"

static void
test_half_width_punctuation (void)
{
  static const Case cases[] = {
    { "建站点,配药箱", ",>，" },
    { "建站点, 配药箱", ",>，" },
    { "工作已完成.", ".>。" },
    { "电话:0453", ":>：" },
    { "“暖蜂”,“爱心”", ",>，" },
    { "好!对?是;", "!>！ / ?>？ / ;>；" },
    { "还有...很多", "...>……" },
    { "站点(含校园)共3处", "(>（ / )>）" },
    { "世界组织(WHO)", "(>（ / )>）" },
    { "站点（含校园)", ")>）" },
    { "他说\"好\"", "\">“ / \">”" },
    { "**甲**,乙", ",>，" },
    { "| 甲,乙 |", ",>，" },
    { "一、甲.乙", ".>。" },
    { "1,621名", "" },
    { "1.5万、3.0版、v1.2", "" },
    { "8:30开始", "" },
    { "www.example.org 和 a.b", "" },
    { "Hello, world. (OK) \"x\"", "" },
    { "f(x)=1", "" },
    { "1. 做法", "" },
    { "(一)做法", "" },
    { "第1.2节", "" },
    { "甲.乙", ".>。" },
    { "共{{n}},多", ",>，" },
  };

  CHECK_CASES ("half-width", cases);
}

static void
test_full_width_digits (void)
{
  static const Case cases[] = {
    { "共１８６处", "１８６>186" },
    { "１．５万", "１．５>1.5" },
    { "ＷＨＯ组织", "ＷＨＯ>WHO" },
    { "１．做法", "１>1" },
    { "共186处，１", "１>1" },
    { "一、甲，乙", "" },
    { "186", "" },
  };

  CHECK_CASES ("full-width", cases);
}

static void
test_unpaired_marks (void)
{
  static const Case cases[] = {
    { "“甲”（乙）《丙》【丁】", "" },
    { "“甲‘乙’丙”", "" },
    { "《甲〈乙〉》", "" },
    { "“甲", "“" },
    { "甲”", "”" },
    { "（甲", "（" },
    { "《甲“乙》丙", "“" },
    { "“甲“，乙", "“>”" },
    { "“甲”“乙”", "" },
    { "(甲）", "" },
    { "甲）", "）" },
    { "1）甲 2）乙 a)丙", "" },
    { "it’s", "" },
    { "“甲\n乙”", "“ / ”" },
    { "| “甲 | 乙” |", "“ / ”" },
    { "（一）做法", "" },
  };

  CHECK_CASES ("unpaired", cases);
}

static void
test_doubled_punctuation (void)
{
  static const Case cases[] = {
    { "甲，，乙", "，，>，" },
    { "甲。。", "。。>。" },
    { "甲。。。", "。。。>……" },
    { "甲，。乙", "，。" },
    { "甲、、、乙", "、、、>、" },
    { "真好！！真的？！", "" },
    { "甲……乙——丙", "" },
    { "“甲。”，乙", "" },
  };
  static const Case lists[] = {
    { "《甲》、《乙》和“丙”、“丁”", "、> / 、>" },
    { "《甲》（2023）、《乙》", "" },
    { "甲、乙", "" },
  };

  CHECK_CASES ("doubled-punctuation", cases);
  CHECK_CASES ("list-comma", lists);
}

static void
test_doubled_words (void)
{
  static const Case cases[] = {
    { "我们的的站点", "的的>的" },
    { "完成了了任务", "了了>了" },
    { "站点在在东湖", "在在>在" },
    { "以服务为目的的活动，的的确确", "" },
    { "为了了解情况", "" },
    { "以及及时上报，普及及推广", "" },
    { "与与会人员座谈，参与与支持", "" },
    { "建设和和谐社区，在在校学生中，面对对手", "" },
    { "人人参与，天天向上，常常看看", "" },
    { "甲**的**的乙", "的**的" },
  };

  CHECK_CASES ("doubled-word", cases);
}

static void
test_spaces (void)
{
  static const Case cases[] = {
    { "关心 下一代工作", " >" },
    { "关心   下一代工作", "   >" },
    { "张　三", "" },
    { "“凝聚力量 点亮城市”", "" },
    { "用 GTK 写", "" },
    { "共 186 处", "" },
    { "参加：王某 李某某 赵某", "" },
    { "| 合 计 |", "" },
    { "　　正文", "" },
    { "一、 做法", "" },
  };

  CHECK_CASES ("spaces", cases);
}

static void
test_traditional_characters (void)
{
  static const Case cases[] = {
    { "給予指导", "給>给" },
    { "關愛青年", "關愛>关爱" },
    { "電**話**", "電**話" },
    { "乾坤、著作、瞭望、后来、里面", "" },
    { "后勤于是台上", "" },
  };

  CHECK_CASES ("traditional", cases);
}

static void
test_literal_marks (void)
{
  static const Case cases[] = {
    { "甲**乙", "**" },
    { "甲**乙**", "" },
    { "共{{n处", "{{" },
    { "\\*\\*甲", "" },
    { "\\**甲", "" },
    { "甲***乙", "" },
    { "共{{n}}处", "" },
  };

  CHECK_CASES ("literal-mark", cases);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules-punctuation/half-width-punctuation", test_half_width_punctuation);
  g_test_add_func ("/rules-punctuation/full-width-digits", test_full_width_digits);
  g_test_add_func ("/rules-punctuation/unpaired-marks", test_unpaired_marks);
  g_test_add_func ("/rules-punctuation/doubled-punctuation", test_doubled_punctuation);
  g_test_add_func ("/rules-punctuation/doubled-words", test_doubled_words);
  g_test_add_func ("/rules-punctuation/spaces", test_spaces);
  g_test_add_func ("/rules-punctuation/traditional-characters", test_traditional_characters);
  g_test_add_func ("/rules-punctuation/literal-marks", test_literal_marks);

  return g_test_run ();
}
