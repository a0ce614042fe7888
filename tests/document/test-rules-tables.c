/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>
#include "proofreading-fixture.h"

/* Totals as offices write them in their tables. */
static void
test_totals (void)
{
  static const Case cases[] = {
    { "|= 表2　第三季度活动\n| 街道 | 场次 |\n|---|--:|\n| 桥西 | 8场 |\n| 桥东 | 11场 |\n| 合计 | 18场 |", "18场" },
    { "| 项目 | 金额（万元） |\n|---|---|\n| 慰问 | 1.25 |\n| 助学 | 2.5 |\n| 合计 | 3.85 |", "3.85" },
    { "| 甲社区 | 1,200 |\n| 乙社区 | 980 |\n| 合　计 | 2,080 |", "2,080" },
    { "| 单位 | 数 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 2 |\n| 小计 | 3 |\n| 丙 | 4 |\n| 丁 | 5 |\n| 小计 | 10 |\n| 合计 | 12 |", "10" },
    { "| 支部 | 人数 |\n|---|---|\n| 一 | 3 |\n| 二 | 4 |\n| **合计** | **8** |", "8" },
    { "| 区 | 男 | 女 | 合计 |\n|---|---|---|---|\n| 东 | 3 | 4 | 8 |\n| 西 | 5 | 5 | 10 |", "8" },
    { "| 月份 | 参加人次 |\n|---|---|\n| 全年总计 | 70 |\n| 上半年 | 30 |\n| 下半年 | 50 |", "70" },
    { "| 学校 | 场 | 学生 |\n|---|---|---|\n| 一中 | 2 | 90 |\n| 二中 | 3 | 80 |\n| 共 计 | 6 | 170 |", "6" },

    { "| 类别 | 人数 |\n|---|---|\n| 志愿者 | 10 |\n| 其中：女 | 6 |\n| 老干部 | 5 |\n| 合计 | 15 |", "" },
    { "| 项目 | 万元 |\n|---|---|\n| 甲 | 33.3 |\n| 乙 | 33.3 |\n| 丙 | 33.3 |\n| 合计 | 100 |", "" },
    { "| 区 | 数 |\n|---|---|\n| 甲 | 4 |\n| 乙 | 5 |\n| 合计 | — |", "" },
    { "| 区 | 占比 |\n|---|---|\n| 甲 | 30% |\n| 乙 | 80% |\n| 合计 | 100% |", "" },
    { "| 区 | 数 |\n|---|---|\n| 甲 | 4 |\n| 乙 | 未报 |\n| 合计 | 9 |", "" },
    { "| 区 | 电话 |\n|---|---|\n| 甲 | 6221234 |\n| 乙 | 6221235 |\n| 合计 | 2 |", "" },
    { "| 区 | 本月 | 累计 |\n|---|---|---|\n| 甲 | 4 | 40 |\n| 乙 | 5 | 60 |\n| 合计 | 9 | 100 |", "" },
    { "| 单位 | 第一名 | 第二名 |\n|---|---|---|\n| 甲 | 1 | 0 |\n| 乙 | 0 | 1 |\n| 合计 | 1 | 1 |", "" },
    { "| 支部 | 党员 | 群众 | 合计 |\n|---|---|---|---|\n| 一 | 3 | 4 | 9 |", "" },
    { "| 区 | 数 |\n|---|---|\n| 全市合计 | 9 |\n| 甲 | 4 |\n| 乙 | 5 |", "" },
    { "| 分类 | 数 |\n|---|---|\n| 甲 | 1 |\n| 合计 | 9 |", "" },
  };

  CHECK_CASES ("table-total", cases);
}

static void
test_words_typed_twice (void)
{
  static const Case cases[] = {
    { "要加强组织组织领导，层层落实。", "组织组织>组织" },
    { "各区认真组织组织开展走访。", "组织组织>组织" },
    { "青禾市市关工委到东湖区调研。", "市市>市" },
    { "全市市各单位都参加了。", "市市>市" },
    { "东湖区区关工委的队员到了现场。", "区区>区" },
    { "这次活动由市市关工委和市教育局合办。", "市市>市" },

    { "基层党组织组织党员学习。", "" },
    { "各级团组织组织青年参加。", "" },
    { "社会组织组织了义诊。", "" },
    { "青禾市市场监管局参加。", "" },
    { "青禾市市直机关、市市政公司参加。", "" },
    { "东湖区区委、区政府支持。", "" },
    { "区区小事，不足挂齿。", "" },
    { "青禾市市长、市委书记到会。", "" },
  };

  CHECK_CASES ("doubled-word", cases);
}

static void
test_telephones (void)
{
  static const Case cases[] = {
    { "联系人：老李（Tel:13900000000）", "13900000000" },
    { "联系方式Tel13900000000，随时可打。", "13900000000" },
    { "TEL 139 0000 0000", "139 0000 0000" },
    { "手机phone13900000000", "13900000000" },
    { "微信同号vx13900000000。", "13900000000" },
    { "Mobile：139-0000-0000", "139-0000-0000" },

    { "设备编号SN13900000000。", "" },
    { "见文件A13900000000号。", "" },
    { "网址 hotel13900000000x.example", "" },
    { "拨打Tel0453-6220000。", "" },
    { "model13900000000型", "" },
  };

  CHECK_CASES ("mobile-number", cases);
}

static void
test_pictures (void)
{
  static const Case captions[] = {
    { "![　　](attachment:a.png)", "![　　](attachment:a.png)" },
    { "正文。\n![](attachment:a.png 40%)", "![](attachment:a.png 40%)" },
    { "![\t](attachment:a.png)", "![\t](attachment:a.png)" },
    { "　　![](attachment:合影.jpg)", "![](attachment:合影.jpg)" },
    { "![](attachment:a.png)\n![走访](attachment:b.png)", "![](attachment:a.png)" },

    { "![走访独居老人](attachment:a.png 40%)", "" },
    { "![图1](attachment:a.png)", "" },
    { "　　![{{stations}}处站点](attachment:a.png)", "" },
    { "![**现场**](attachment:a.png)", "" },
    { "附件：1. ![](attachment:a.png)", "" },
  };

  CHECK_CASES ("picture-caption", captions);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules-tables/totals", test_totals);
  g_test_add_func ("/rules-tables/words-typed-twice", test_words_typed_twice);
  g_test_add_func ("/rules-tables/telephones", test_telephones);
  g_test_add_func ("/rules-tables/pictures", test_pictures);

  return g_test_run ();
}
