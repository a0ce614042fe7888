/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-proofreading.h"
#include "bulletin-rule.h"
#include "rule-materials.h"

#include <string.h>
#include <time.h>

#define MAX_EXAMPLES 16

/* What a rule must flag and what it must not. A first line that begins with # is
 * the metadata: #key=value;key=value. */
typedef struct
{
  const char *rule;
  const char *wrong[MAX_EXAMPLES];
  const char *right[MAX_EXAMPLES];
} Examples;

/* Made up: districts that do not exist. */
#define IDENTITY(check) "99000019900101000" check

static const Examples examples[] = {
  { "empty",
    { "", "\n", " 　\n", "\n\n---\n", "\t" },
    { "字", "一、", "| |", "> 按", "![](attachment:a.jpg)" } },
  { "heading-order",
    { "一、甲\n三、乙", "二、甲", "一、甲\n一、乙", "一、甲\n（一）乙\n（三）丙", "1. 甲\n3. 乙", "一、甲\n（二）乙" },
    { "一、甲\n二、乙", "一、甲\n（一）乙\n二、丙\n（一）丁", "1. 甲\n2. 乙", "\\二、甲", "附件：\n1. 甲\n3. 乙", "三个和尚" } },
  { "heading-level",
    { "一、甲\n（1）乙", "（一）甲\n一、乙", "一、甲\n1. 乙\n二、丙\n（一）丁", "（1）甲\n（2）乙", "一、甲\n（一）乙\n（1）丙" },
    { "一、甲\n（一）乙\n1. 丙\n（1）丁", "一、甲\n1. 乙", "1. 甲\n2. 乙", "一、甲\n二、乙", "正文（1）" } },
  { "heading-marker",
    { "(一)甲", "（一)甲", "(1)甲", "1、甲", "(二)甲\n(三)乙" },
    { "一、甲", "（一）甲", "1. 甲", "1．甲", "（1）甲" } },
  { "heading-punctuation",
    { "一、总体情况。", "一、总体情况，", "一、总体情况；", "（一）选址：", "（1）饮水、" },
    { "一、总体情况", "一、总体情况。各区选址。", "一、怎么看？", "1. 各站每季度至少检查一次。", "（一）开展义诊；" } },
  { "heading-empty",
    { "一、", "（一）", "（二）\n正文", "（1）　", "一、甲\n二、\n正文" },
    { "一、甲", "（一）乙", "1. 丙", "\\一、", "正文" } },
  { "attachment-order",
    { "附件：1. 甲\n3. 乙", "附件：\n2. 甲\n3. 乙", "附件：1. 甲\n1. 乙", "　　附件：1. 甲\n　　　　　2. 乙\n　　　　　4. 丙", "附件:２．甲" },
    { "附件：1. 甲\n2. 乙", "附件：\n1. 甲\n2. 乙\n3. 丙", "附件：甲", "附件：１．甲\n２．乙", "1. 甲\n3. 乙", "附件：1. 甲\n2. 乙\n1. 丙" } },
  { "picture-missing",
    { "![站点](attachment:none.png)", "![](attachment:x.jpg)", "甲\n![乙](attachment:b.png)", "![甲](attachment:picture.jpg)", "![甲](attachment:图片)",
      "![现场](attachment:none.png 60%)", "　　![现场](attachment:合影 一.jpg)", "一、走访。正文。\n![走访](attachment:a.webp)\n附件：1. 名单", "![图（左一）](attachment:Picture.PNG)", "![](attachment:picture.png)\n![](attachment:none.png)" },
    { "照片见![现场](attachment:none.png)一文", "\\![现场](attachment:none.png)", "> ![现场](attachment:none.png)", "![现场](https://example.org/a.png)", "![现场](attachment:picture.png 60%)",
      "![站点](attachment:picture.png)", "文字", "![](attachment:picture.png)", "见 attachment:none.png", "| ![甲](attachment:none.png) |" } },
  { "picture-caption",
    { "![](attachment:picture.png)", "![ ](attachment:picture.png)", "甲\n![](attachment:picture.png)\n乙", "![　](attachment:picture.png)", "![](attachment:none.png)" },
    { "![站点外景](attachment:picture.png)", "文字", "![a](attachment:picture.png)", "![]", "![](http)" } },
  { "half-width",
    { "建站点,配药箱", "工作完成.", "电话:0453", "站点(含校园)", "他说\"好\"", "还有...很多" },
    { "1,621名", "1.5万", "8:30开始", "www.example.org", "f(x)=1", "Hello, world." } },
  { "doubled-punctuation",
    { "甲，，乙", "甲。。", "甲。。。", "甲、、乙", "甲；；乙" },
    { "真的？！", "甲……乙", "甲——乙", "“甲。”，乙", "甲，乙。" } },
  { "list-comma",
    { "《甲》、《乙》", "“甲”、“乙”", "读《甲》、《乙》", "“甲”、“乙”和“丙”", "《甲》、《乙》、《丙》" },
    { "甲、乙", "《甲》（2023）、《乙》", "“甲”“乙”", "《甲》《乙》", "“甲”、乙" } },
  { "unpaired",
    { "“甲", "甲”", "（甲", "《甲", "“甲“，乙", "甲）", "《甲“乙》丙" },
    { "“甲”", "《甲〈乙〉》", "“甲‘乙’丙”", "1）甲", "it’s", "（一）甲" } },
  { "spaces",
    { "关心 下一代工作", "各级   组织都要来", "建 设站点工作", "我们的\t工作站点", "一、做好 下一步工作" },
    { "张　三", "“凝聚力量 点亮城市”", "用 GTK 写", "共 186 处", "参加：王某 李某某 赵某" } },
  { "literal-mark",
    { "甲**乙", "共{{n处", "**", "甲{{", "（**）甲" },
    { "**甲**", "共{{n}}处", "\\*\\*甲", "甲*乙", "{甲}" } },
  { "internal-mark",
    { "甲[[乙", "甲乙]]", "[[甲", "甲]]乙", "| [[甲 | 乙 |" },
    { "甲[[乙]]丙", "[[甲]]", "\\[[甲", "[甲]", "甲[[乙[[丙]]丁]]" } },
  { "full-width",
    { "共１８６处", "ＷＨＯ", "１．５万", "Ａ区", "第３期" },
    { "186", "WHO", "1.5万", "甲，乙", "A区" } },
  { "doubled-word",
    { "我们的的站点", "完成了了任务", "站点在在东湖", "建设和和发展", "这是是好事" },
    { "以服务为目的的活动", "为了了解情况", "人人参与", "普及及推广", "天天向上" } },
  { "traditional",
    { "給予指导", "關愛青年", "進一步瞭解", "保持乾燥", "沿著大街", "由於天气", "藉此机会", "服務羣众", "開展調硏" },
    { "给予指导", "关爱青年", "瞭望塔", "乾坤", "著作", "狼藉", "於某来访", "里面有面条" } },
  { "wrong-word",
    { "按装饮水机", "工作布署", "驿站座落在街口", "既使下雨", "共渡假期，外出渡假", "付主任李某", "宣传复盖面", "充份发挥", "再接再励", "一如继往", "气侯宜人" },
    { "安装饮水机", "工作部署", "讲座落实到人", "既使孩子受益，又使家长放心", "既便于管理，又便于使用", "交付主任审阅", "按装备清单",
      "恢复盖章", "全部份额", "究竟争取什么", "究竟选谁", "登记划分范围" } },
  { "unusual-character",
    { "你好😀", "加油💪💪", "零\u200b宽", "方向\u202e", "שלום", "\ue000字", "软\u00ad连字", "家庭👨‍👩‍👧" },
    { "你好", "①②③", "℃、㎡、★", "——……", "𠮷野", "→←" } },
  { "wrong-name",
    { "市关心下一代办公室召开会议", "由市关心下一代办公室牵头", "“暖峰驿站”揭牌", "在暖峰驿站里", "一、暖峰驿站" },
    { "市关工委办公室召开会议", "“暖蜂驿站”揭牌", "市关心下一代工作", "暖峰", "驿站" } },
  { "inconsistent-name",
    { "市邮政管理局发文，市邮政局落实", "市邮政局开会", "邮政局的同志", "市邮管理局", "市邮政理局" },
    { "市邮政管理局", "邮政管理局", "市邮政管理局关工委", "市邮政局办公室", "市邮政", "邮政系统" } },
  { "date-missing-day",
    { "2月30日", "2023年2月29日", "2024年13月1日", "6月0日", "6月29日至31日" },
    { "2月29日", "2024年2月29日", "5月29日至31日", "12月", "用时3个月" } },
  { "date-weekday",
    { "2024年6月17日（星期二）", "2024年6月17日星期日", "2024年6月17日周三", "2024年6月17日（礼拜五）", "2024年6月17日，6月18日（星期四）" },
    { "2024年6月17日（星期一）", "2024年6月16日周日", "2024年6月17日周边", "6月17日（星期二）", "2024年6月23日（星期天）" } },
  { "date-future",
    { "#date=2024-06-17\n2024年6月18日", "#date=2024-06-17\n2030年1月1日", "#date=2024-06-17\n6月25日，全市召开会议。", "#date=2023-12-31\n2024年1月1日", "#date=2024-06-17\n2024年6月17日至18日" },
    { "#date=2024-06-17\n2024年6月17日", "#date=2024-06-17\n7月1日", "2030年1月1日", "#date=2024-06-17\n2023年12月1日", "#date=2024-06-17\n2025年", "#date=2024-06-17\n将于2024年7月1日举行", "#date=2024-06-17\n2024年6月30日前完成" } },
  { "year-zero",
    { "二0二四年", "二○二四年", "二O二四年", "二零二四年", "于一九九0年成立" },
    { "二〇二四年", "2024年", "一九九八年", "二十四年", "第二〇一二年度" } },
  { "issue-line",
    { "#number=6;year=2024\n第5期", "#number=6;year=2024\n2024年第五期", "#number=6;year=2024\n2023年第6期", "#number=6;year=2024\n简报2024年第七期", "#number=6;year=2024\n　　第 16 期" },
    { "#number=6;year=2024\n第6期", "#number=6;year=2024\n2024年第六期", "第5期", "#number=6;year=2024\n见本刊第5期。", "#number=6;year=2024\n举办第5期培训班" } },
  { "percentage",
    { "全市有快递员2000余名。\n共有1621名快递员参加工伤保险，参保率达到90%以上。",
      "共有学生200人，其中女生80人，占45%。",
      "全区现有志愿者300人。今年有150名志愿者参加培训，培训率为80%。",
      "应到50人，实到30人，到会率为90%。",
      "全校共有教师120名，其中党员教师60名，占百分之30。",
      "各区共建驿站40处，其中配有药箱的10处，占50％。" },
    { "全市有快递员2000余名。\n共有1621名快递员参加工伤保险，参保率达到80%以上。",
      "共有学生200人，其中女生80人，占40%。",
      "今年参加300人，增长率为50%。",
      "应到50人，实到48人，到会率为96%。",
      "60人来自甲区，80人来自乙区，占40%。",
      "共有学生300人，其中女生100人，占33.3%。",
      "全市有快递员2000余名。\n共有1621名退休教师报名，报名率达到90%以上。",
      "共有200人，同比增长15%。" } },
  { "parts-total",
    { "共12人，其中甲组5人、乙组6人。", "参加活动共30名，其中小学10名、中学25名。", "甲区5处、乙区6处，共计12处。", "东湖3场、西岭4场、北关5场，合计13场。", "建站20处，其中社区12处、路口9处。" },
    { "共11人，其中甲组5人、乙组6人。", "甲区5处、乙区6处，共计11处。", "共200人，其中党员60人、女性150人。", "建站186处，其中东湖60处、西岭40处。", "共12人，其中教师5人。", "共12人，其中教师5人、医生3人等。", "共20余人，其中甲组5人、乙组6人。", "第一场5人、第二场6人，其中青年9人。" } },
  { "table-total",
    { "| 区 | 数 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 2 |\n| 合计 | 4 |",
      "| 区 | 数 | 人 |\n|---|---|---|\n| 甲 | 1 | 5 |\n| 乙 | 2 | 6 |\n| 总计 | 3 | 12 |",
      "| 区 | 一 | 二 | 合计 |\n|---|---|---|---|\n| 甲 | 1 | 2 | 4 |",
      "| 区 | 数 |\n|---|---|\n| 合 计 | 5 |\n| 甲 | 1 |\n| 乙 | 2 |",
      "| 区 | 数 |\n|---|---|\n| 甲 | 1,000处 |\n| 乙 | 2 |\n| 合计 | 1,001处 |",
      "| 区 | 数 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 2 |\n| 小计 | 4 |\n| 丙 | 5 |\n| 丁 | 5 |\n| 小计 | 10 |\n| 合计 | 13 |" },
    { "| 区 | 数 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 2 |\n| 合计 | 3 |",
      "| 区 | 率 |\n|---|---|\n| 甲 | 90% |\n| 乙 | 80% |\n| 合计 | 85% |",
      "| 区 | 一 | 二 | 合计 |\n|---|---|---|---|\n| 甲 | 1 | 2 | 3 |",
      "| 区 | 平均 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 3 |\n| 合计 | 2 |",
      "| 区 | 数 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 约2 |\n| 合计 | 4 |",
      "| 区 | 数 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 2 |\n| 小计 | 3 |\n| 丙 | 4 |\n| 丁 | 5 |\n| 小计 | 9 |\n| 合计 | 12 |",
      "| 合计 |\n| 4 |" } },
  { "person-times",
    { "无偿献血62人次。献血的62人都是快递员。", "参加义诊120人。义诊服务120人次。", "接受培训的快递员50名。培训快递员50人次。", "共有30位老人体检。老人体检30人次。", "讲座听众200人次，听众200人。" },
    { "无偿献血62人次。献血62人次。", "无偿献血62人次。合唱队62人。", "参加义诊120人。义诊服务150人次。", "献血5人次，5人献血。", "活动80人次，全市活动80人。" } },
  { "figure-differs",
    { "全市暖蜂驿站186处。", "“暖蜂驿站”共有186处。", "共建成186处暖蜂驿站。", "在用的暖蜂驿站达到180余处，暖蜂驿站160处。", "志愿者达到300人。" },
    { "全市暖蜂驿站188处。", "2024年底，暖蜂驿站186处。", "新增暖蜂驿站6处。", "暖蜂驿站很多，共走访186户。", "暖蜂驿站180余处。", "东湖区暖蜂驿站40处。", "志愿者达到320名。" } },
  { "figure-problem",
    { "共{{none}}处", "{{none}}", "一、{{none}}", "| {{none}} |", "> {{none}}" },
    { "共{{stations}}处", "{{other}}", "none", "\\{{none}}", "{{none" } },
  { "identity-number",
    { "证号" IDENTITY ("1"), IDENTITY ("2"), IDENTITY ("3") "。", IDENTITY ("X"), "（" IDENTITY ("x") "）" },
    { "990000199013010006", "1" IDENTITY ("1"), "99000019900101000A", "编号123456789012345678", "0" } },
  { "mobile-number",
    { "电话13900000000。", "139-0000-0000", "139 0000 0000", "（15800000000）", "手机：18600000000" },
    { "0453-1234567", "12900000000", "139000000001", "共13900000处", "1390000000" } },
  { "bank-card",
    { "卡号6200000000000005。", "6200 0000 0000 0005", "（6200000000000000000）", "账号：6200000000000005", "6200000000000005，6200000000000005" },
    { "6200000000000006", "62000000000005", "5200000000000005", "a6200000000000005", "62" } },
  { "minor-name",
    { "学生张小明获奖。", "五年级的李雷同学发言。", "王小花（12岁）说。", "小学生赵晓东、钱多朵上台。", "留守儿童孙小美的家里，", "陈一诺同学", "刘晓雨，今年9岁，" },
    { "学生安全。", "学生张某某获奖。", "李老师（55岁）说。", "各位同学发言。", "学生高兴。", "全体同学参加", "王建国（72岁）说。", "许多同学来了", "学生方面，", "关爱儿童，" } },
  { "title",
    { "#issuer=甲\n字", "#number=1\n字", "#date=2024-06-17\n字", "#year=2024\n字", "#copies=1\n字",
      "#title=　\n字", "#title= ;issuer=甲\n字", "#number=3;date=2026-01-05\n字", "#issuer=市关工委办公室;year=2026\n正文。", "#title=;number=2\n字" },
    { "#title=关于开展“五老”走访的通知\n字", "#title= 甲 \n字", "#title=8;number=1\n字", "#title=一、\n字", "#title=第三季度小结;date=2026-02-31\n字",
      "#title=甲\n字", "字", "#title=乙;number=1\n字", "#title=丙;issuer=丁\n字", "#title=a\n字" } },
  { "internal-public",
    { "#internal=1;send_to=媒体\n字", "#internal=1;send_to=市报社\n字", "#internal=1;send_to=社会公开\n字", "#internal=1;send_to=市电视台\n字", "#internal=1;send_to=本会网站\n字" },
    { "#internal=1;send_to=市教育局\n字", "#send_to=媒体\n字", "#send_to=社会公开\n字", "#internal=1\n字", "字" } },
  { "issuer",
    { "#title=甲\n字", "#number=1\n字", "#date=2024-06-17\n字", "#year=2024\n字", "#title=乙;number=2\n字",
      "#issuer=　\n字", "#issuer=;title=甲\n字", "#title=甲;date=2026-01-05\n字", "#title=甲;number=3;year=2026\n字", "#issuer=  ;title=丙\n字" },
    { "#issuer=市关工委办公室\n字", "#issuer= 甲 ;title=乙\n字", "#issuer=A\n字", "#issuer=甲;date=x\n字", "#issuer=甲、乙\n字",
      "#issuer=甲\n字", "字", "#issuer=乙;number=1\n字", "#issuer=丙;title=丁\n字", "#issuer=a\n字" } },
  { "number",
    { "#title=甲\n字", "#issuer=甲\n字", "#date=2024-06-17\n字", "#year=2024\n字", "#number=0\n字",
      "#number=-3\n字", "#title=甲;issuer=乙\n字", "#number=;title=甲\n字", "#year=2026;date=2026-03-01\n字", "#number=x\n字" },
    { "#number=1;year=2026\n字", "#number=104\n字", "#number=7;title=甲;issuer=乙\n字", "#number=3;date=x\n字", "#number=015\n字",
      "#number=1\n字", "字", "#number=9999\n字", "#number=2;title=丁\n字", "#number=12;year=2024\n字" } },
  { "date",
    { "#title=甲\n字", "#date=2024-02-30\n字", "#date=2024年\n字", "#year=2024\n字", "#date=x\n字",
      "#date=2026-6-7\n字", "#date=2026-04-31\n字", "#date=2023-02-29\n字", "#date=2026/05/06\n字", "#date=　\n字", "#date=2026-00-10\n字" },
    { "#date=2026-06-07\n字", "#date=2000-02-29\n字", "#date=2026-12-31;year=2026\n字", "#date=2026-01-01;number=1\n字", "#date=2026-10-31;issuer=甲\n字",
      "#date=2024-02-29\n字", "字", "#date=2024-06-17;year=2024\n字", "#date=1999-12-31\n字", "#date=2024-01-01;title=甲\n字" } },
  { "year",
    { "#date=2024-06-17;year=2023\n字", "#date=2024-01-01;year=2025\n字", "#date=2023-12-31;year=2024\n字", "#date=2024-06-17;year=1\n字", "#date=2024-06-17;year=24\n字",
      "#date=2026-01-02;year=2025;number=24\n字", "#date=2025-12-31;year=2026;title=甲\n字", "#date=2026-05-05;year=2062\n字", "#date=2026-05-05;year=26\n字", "#date=2000-02-29;year=2001\n字" },
    { "#date=2026-05-05;year=2026;number=8\n字", "#date=2026-02-30;year=2025\n字", "#year=2025;number=3\n字", "#date=2025-12-31;year=2025\n字", "#date=2026-05-05;year=0\n字",
      "#date=2024-06-17;year=2024\n字", "#date=2024-06-17\n字", "#year=2024\n字", "字", "#date=x;year=2024\n字" } },
};

/* What is too large is made, not typed. */
static const struct
{
  const char *head;
  const char *piece;
  guint n;
  const char *rule;
  gboolean is_wrong;
} sizes[] = {
  { "", "字", 2001, "paragraph-size", TRUE },
  { "一、", "字", 3000, "paragraph-size", TRUE },
  { "> ", "字", 5000, "paragraph-size", TRUE },
  { "", "甲乙，", 700, "paragraph-size", TRUE },
  { "**", "字", 2500, "paragraph-size", TRUE },
  { "", "字", 2000, "paragraph-size", FALSE },
  { "", "字\n", 3000, "paragraph-size", FALSE },
  { "| ", "字", 3000, "paragraph-size", FALSE },
  { "", "> 字\n", 3000, "paragraph-size", FALSE },
  { "", "\n", 3000, "paragraph-size", FALSE },
  { "", "| 甲 | 1 |\n", 201, "table-size", TRUE },
  { "", "| 甲 ", 13, "table-size", TRUE },
  { "|= 表1\n", "| 甲 |\n", 300, "table-size", TRUE },
  { "正文\n", "| 甲 ", 20, "table-size", TRUE },
  { "| 甲 |\n|---|\n", "| 乙 |\n", 400, "table-size", TRUE },
  { "", "| 甲 | 1 |\n", 200, "table-size", FALSE },
  { "", "| 甲 ", 12, "table-size", FALSE },
  { "", "| 甲 |\n\n", 300, "table-size", FALSE },
  { "", "甲\n", 300, "table-size", FALSE },
  { "", "\\| 甲 |\n", 300, "table-size", FALSE },
};

/* Takes the metadata off an example; NULL if it has none. */
static BulletinMetadata *
read_metadata (const char **text)
{
  g_autofree char *line = NULL;
  const char *end;

  if (**text != '#')
    return NULL;

  end = strchr (*text, '\n');
  line = g_strndup (*text + 1, end - *text - 1);
  *text = end + 1;

  return rule_metadata_read (line);
}

static GPtrArray *
check (const char             *text,
       const BulletinMetadata *metadata)
{
  g_autoptr (BulletinMaterials) materials = rule_materials_new ();
  g_autoptr (BulletinDocument) document = bulletin_document_new (text, -1, materials);

  return bulletin_proofread (document, metadata);
}

static const BulletinFinding *
find_rule (const GPtrArray *findings,
           const char      *rule)
{
  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    if (g_str_equal (finding->rule, rule))
      return finding;
  }

  return NULL;
}

static void
test_rule (gconstpointer data)
{
  const Examples *example = data;

  for (guint i = 0; i < MAX_EXAMPLES && example->wrong[i] != NULL; i++) {
    const char *text = example->wrong[i];
    g_autoptr (BulletinMetadata) metadata = read_metadata (&text);
    g_autoptr (GPtrArray) findings = check (text, metadata);

    if (find_rule (findings, example->rule) == NULL)
      g_test_fail_printf ("%s does not find “%s”", example->rule, example->wrong[i]);
  }

  for (guint i = 0; i < MAX_EXAMPLES && example->right[i] != NULL; i++) {
    const char *text = example->right[i];
    g_autoptr (BulletinMetadata) metadata = read_metadata (&text);
    g_autoptr (GPtrArray) findings = check (text, metadata);
    const BulletinFinding *finding = find_rule (findings, example->rule);

    if (finding != NULL)
      g_test_fail_printf ("%s finds in “%s”: %s", example->rule, example->right[i], finding->message);
  }
}

/* Mending one finding after the other leaves none that can be mended. */
static void
test_fixes (gconstpointer data)
{
  const Examples *example = data;

  for (guint i = 0; i < MAX_EXAMPLES && example->wrong[i] != NULL; i++) {
    const char *typed = example->wrong[i];
    g_autoptr (BulletinMetadata) metadata = read_metadata (&typed);
    g_autofree char *text = g_strdup (typed);
    guint round = 0;

    for (;;) {
      g_autoptr (GPtrArray) findings = check (text, metadata);
      const BulletinFinding *finding = NULL;
      g_autofree char *mended = NULL;

      for (guint k = 0; k < findings->len && finding == NULL; k++) {
        const BulletinFinding *found = g_ptr_array_index (findings, k);

        if (g_str_equal (found->rule, example->rule) && found->replacement != NULL)
          finding = found;
      }
      if (finding == NULL)
        break;

      g_assert_cmpuint (round++, <, 20);
      mended = bulletin_apply_finding (text, finding);
      g_free (text);
      text = g_steal_pointer (&mended);
    }
  }
}

static gboolean
is_in_table (const char *rule,
             guint      *n_wrong,
             guint      *n_right)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++) {
    if (!g_str_equal (examples[i].rule, rule))
      continue;
    for (*n_wrong = 0; *n_wrong < MAX_EXAMPLES && examples[i].wrong[*n_wrong] != NULL; (*n_wrong)++)
      ;
    for (*n_right = 0; *n_right < MAX_EXAMPLES && examples[i].right[*n_right] != NULL; (*n_right)++)
      ;
    return TRUE;
  }
  *n_wrong = *n_right = 0;
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    if (g_str_equal (sizes[i].rule, rule))
      (*(sizes[i].is_wrong ? n_wrong : n_right))++;
  }

  return *n_wrong > 0;
}

static void
test_every_rule_is_described_and_has_examples (void)
{
  guint n_rules;
  const BulletinRule *rules = bulletin_rules_list (&n_rules);

  for (guint i = 0; i < n_rules; i++) {
    guint n_wrong = 0, n_right = 0;

    /* The name's first row describes it. */
    g_assert_nonnull (bulletin_rule_find (rules[i].name)->label);
    if (rules[i].label == NULL)
      continue;
    g_assert_true (bulletin_rule_find (rules[i].name) == &rules[i]);
    g_assert_cmpint (strlen (bulletin_rule_get_description (&rules[i])), >, 0);
    g_assert_cmpint (strlen (bulletin_rule_group_get_label (rules[i].group)), >, 0);
    g_assert_true (i == 0 || rules[i].group >= rules[i - 1].group);

    /* Those of the paper and the ledger have theirs in test-paper-rules. */
    if (rules[i].check_document == NULL && rules[i].check_text == NULL)
      continue;
    g_test_message ("%s", rules[i].name);
    g_assert_true (is_in_table (rules[i].name, &n_wrong, &n_right));
    g_assert_cmpuint (n_wrong, >=, 5);
    g_assert_cmpuint (n_right, >=, 5);
  }
}

static void
test_every_finding_names_a_rule_of_the_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++) {
    for (guint k = 0; k < MAX_EXAMPLES && examples[i].wrong[k] != NULL; k++) {
      const char *text = examples[i].wrong[k];
      g_autoptr (BulletinMetadata) metadata = read_metadata (&text);
      g_autoptr (GPtrArray) findings = check (text, metadata);

      for (guint m = 0; m < findings->len; m++) {
        const BulletinFinding *finding = g_ptr_array_index (findings, m);

        g_assert_nonnull (bulletin_rule_find (finding->rule));
        g_assert_cmpint (finding->severity, <=, bulletin_rule_find (finding->rule)->severity);
      }
    }
  }
}

static void
test_the_title_is_read_with_the_text (void)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) none = NULL;

  metadata->title = g_strdup ("市邮政局給予支持");
  findings = check ("市邮政管理局开展活动。", metadata);
  g_assert_nonnull (find_rule (findings, "traditional"));
  g_assert_cmpuint (find_rule (findings, "traditional")->offset, ==, BULLETIN_FINDING_NOWHERE);
  g_assert_nonnull (find_rule (findings, "inconsistent-name"));
  g_assert_cmpint (find_rule (findings, "inconsistent-name")->severity, ==, BULLETIN_SEVERITY_WARNING);

  g_set_str (&metadata->title, "热血青春　蜂行有爱——纪实 二则");
  none = check ("市邮政管理局开展活动。", metadata);
  g_assert_null (find_rule (none, "spaces"));
}

static char *
repeat (const char *piece,
        guint       n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);

  return g_string_free_and_steal (text);
}

static void
test_what_is_too_large_for_comfort (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *body = repeat (sizes[i].piece, sizes[i].n);
    g_autofree char *text = g_strconcat (sizes[i].head, body, NULL);
    g_autoptr (GPtrArray) findings = check (text, NULL);

    g_test_message ("%s %u", sizes[i].rule, i);
    g_assert_cmpint (find_rule (findings, sizes[i].rule) != NULL, ==, sizes[i].is_wrong);
  }
}

static double
measure (const char *text)
{
  g_autoptr (BulletinMaterials) materials = rule_materials_new ();
  g_autoptr (BulletinDocument) document = bulletin_document_new (text, -1, materials);
  clock_t start = clock ();
  g_autoptr (GPtrArray) findings = bulletin_proofread (document, NULL);

  return (double) (clock () - start);
}

static void
test_the_work_grows_with_the_text_and_no_faster (void)
{
  static const char *const pieces[] = {
    "字", "共12人，其中甲5人，", "占45%", "暖蜂驿站186处、", "“（《", "给,", "学生张小明", "2024年6月17日（星期二）", "62人次献血",
    "| 甲 | 12 | 合计 |\n", "一、甲\n", "{{", "**", "既使", "1", "市邮政局"
  };

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("The sanitizer's own work grows in its own way");
  return;
#endif
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
    guint n = 60000 / g_utf8_strlen (pieces[i], -1);
    g_autofree char *text = repeat (pieces[i], n);
    g_autofree char *longer = repeat (pieces[i], 4 * n);
    double one, four;
    guint n_tries = 0;

    /* Four times the text takes four times the work; sixteen would be quadratic. What else
     * the machine does may cost one of the two its share of the caches, but not each time. */
    do {
      one = measure (text);
      four = measure (longer);
      g_test_message ("%s: %.0f and %.0f", pieces[i], one, four);
    } while (four >= 10 * one + CLOCKS_PER_SEC / 5.0 && ++n_tries < 5);
    g_assert_cmpuint (n_tries, <, 5);
  }
}

static void
test_a_million_characters_and_ten_thousand_rows_are_read (void)
{
  g_autofree char *paragraph = repeat ("市邮政局共12人，其中甲组5人、乙组6人，占45%，", 40000);
  g_autofree char *rows = repeat ("| 甲区 | 12 | 13 | 26 |\n", 10000);
  g_autofree char *table = g_strconcat ("| 区 | 一 | 二 | 合计 |\n|---|---|---|---|\n", rows, "| 合计 | 1 | 2 | 3 |\n", NULL);
  g_autoptr (GPtrArray) of_paragraph = check (paragraph, NULL);
  g_autoptr (GPtrArray) of_table = check (table, NULL);

  g_assert_cmpint (g_utf8_strlen (paragraph, -1), >=, 1000000);
  g_assert_nonnull (find_rule (of_paragraph, "paragraph-size"));
  g_assert_nonnull (find_rule (of_paragraph, "inconsistent-name"));
  g_assert_nonnull (find_rule (of_table, "table-size"));
  g_assert_nonnull (find_rule (of_table, "table-total"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++) {
    g_autofree char *finds = g_strdup_printf ("/rules/finds/%s", examples[i].rule);
    g_autofree char *mends = g_strdup_printf ("/rules/mends/%s", examples[i].rule);

    g_test_add_data_func (finds, &examples[i], test_rule);
    g_test_add_data_func (mends, &examples[i], test_fixes);
  }
  g_test_add_func ("/rules/every-rule-is-described-and-has-examples", test_every_rule_is_described_and_has_examples);
  g_test_add_func ("/rules/every-finding-names-a-rule-of-the-table", test_every_finding_names_a_rule_of_the_table);
  g_test_add_func ("/rules/the-title-is-read-with-the-text", test_the_title_is_read_with_the_text);
  g_test_add_func ("/rules/what-is-too-large-for-comfort", test_what_is_too_large_for_comfort);
  g_test_add_func ("/rules/the-work-grows-with-the-text-and-no-faster", test_the_work_grows_with_the_text_and_no_faster);
  g_test_add_func ("/rules/a-million-characters-and-ten-thousand-rows-are-read", test_a_million_characters_and_ten_thousand_rows_are_read);

  return g_test_run ();
}
