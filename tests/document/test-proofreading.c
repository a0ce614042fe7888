/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-proofreading.h"

#include "bulletin-numerals.h"
#include "bulletin-sections.h"

#include <string.h>

/* The findings of one rule, each as the text found and what mends it:
 * "found>replacement", or "found" alone, joined by spaces. */
static char *
describe (const char             *text,
          const BulletinMetadata *metadata,
          const char             *rule)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (GPtrArray) findings = bulletin_proofread (document, metadata);
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    if (g_strcmp0 (finding->rule, rule) != 0)
      continue;

    if (found->len > 0)
      g_string_append (found, " / ");
    if (finding->offset != BULLETIN_FINDING_NOWHERE)
      g_string_append_len (found, text + finding->offset, finding->length);
    if (finding->replacement != NULL)
      g_string_append_printf (found, ">%s", finding->replacement);
  }

  return g_string_free_and_steal (found);
}

typedef struct
{
  const char *text;
  const char *findings;
} Case;

static void
check_cases (const char *rule,
             const Case *cases,
             guint       n_cases)
{
  for (guint i = 0; i < n_cases; i++) {
    g_autofree char *found = describe (cases[i].text, NULL, rule);

    g_test_message ("%s: %s", rule, cases[i].text);
    g_assert_cmpstr (found, ==, cases[i].findings);
  }
}

#define CHECK_CASES(rule, cases) check_cases (rule, cases, G_N_ELEMENTS (cases))

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

static void
test_dates_that_do_not_exist (void)
{
  static const Case cases[] = {
    { "2月30日", "2月30日" },
    { "2023年2月29日", "2023年2月29日" },
    { "2024年2月29日", "" },
    { "2月29日", "" },
    { "2024年13月1日", "2024年13月1日" },
    { "6月0日", "6月0日" },
    { "6月29日至31日", "31日" },
    { "5月29日至31日", "" },
    { "2023年，2月29日", "2月29日" },
    { "4月18日，市里开会", "" },
    { "12月、3个月、31日", "" },
    { "用时6月零31日", "" },
  };

  CHECK_CASES ("date-missing-day", cases);
}

static void
test_weekdays (void)
{
  static const Case cases[] = {
    { "2024年6月17日（星期一）", "" },
    { "2024年6月17日（星期二）", "二>一" },
    { "2024年6月17日星期日", "日>一" },
    { "2024年6月16日周日、6月23日（星期天）", "" },
    { "6月17日（星期二）", "" },
    { "2024年6月17日，6月18日（星期四）", "四" },
    { "2024年6月17日周边", "" },
  };
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autofree char *found = NULL;

  CHECK_CASES ("date-weekday", cases);

  metadata->date = g_strdup ("2024-06-30");
  found = describe ("6月17日（星期二）", metadata, "date-weekday");
  g_assert_cmpstr (found, ==, "二");
}

static void
test_days_after_the_bulletin (void)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autofree char *found = NULL;
  g_autofree char *undated = NULL;

  undated = describe ("2030年1月1日", metadata, "date-future");
  g_assert_cmpstr (undated, ==, "");

  metadata->date = g_strdup ("2024-06-17");
  found = describe ("2024年6月17日、2024年6月18日、2023年12月1日、7月1日", metadata, "date-future");
  g_assert_cmpstr (found, ==, "2024年6月18日");
}

/* Made up for the test: districts that do not exist, with a right check digit. */
#define MADE_UP_IDENTITY "990000199001010006"

static char
get_check_character (const char *digits)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += (digits[i] - '0') * weights[i];

  return "10X98765432"[sum % 11];
}

static BulletinSeverity
get_severity (const char *text,
              const char *rule)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (GPtrArray) findings = bulletin_proofread (document, NULL);

  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    if (g_str_equal (finding->rule, rule))
      return finding->severity;
  }

  g_assert_not_reached ();
}

static void
test_numbers_of_persons (void)
{
  g_autofree char *right = g_strdup (MADE_UP_IDENTITY);
  g_autofree char *wrong = NULL;
  g_autofree char *found = NULL;
  static const Case identity[] = {
    { "990000199013010006", "" },
    { "1990000199001010006", "" },
    { "99000019900101000A", "" },
    { "编号123456789012345678", "" },
  };
  static const Case mobile[] = {
    { "电话13900000000。", "13900000000" },
    { "139-0000-0000或 139 0000 0000", "139-0000-0000 / 139 0000 0000" },
    { "0453-1234567", "" },
    { "12900000000", "" },
    { "139000000001", "" },
    { "共13900000处", "" },
  };

  right[17] = get_check_character (right);
  wrong = g_strdup (right);
  wrong[17] = right[17] == '1' ? '2' : '1';

  found = describe (right, NULL, "identity-number");
  g_assert_cmpstr (found, ==, right);
  g_assert_cmpint (get_severity (right, "identity-number"), ==, BULLETIN_SEVERITY_ERROR);
  g_assert_cmpint (get_severity (wrong, "identity-number"), ==, BULLETIN_SEVERITY_WARNING);
  g_assert_cmpint (get_severity ("13900000000", "mobile-number"), ==, BULLETIN_SEVERITY_WARNING);

  CHECK_CASES ("identity-number", identity);
  CHECK_CASES ("mobile-number", mobile);
}

static guint
count_rule (const GPtrArray  *findings,
            const char       *rule,
            BulletinSeverity  severity)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    if (g_str_equal (finding->rule, rule)) {
      g_assert_cmpint (finding->severity, ==, severity);
      n++;
    }
  }

  return n;
}

static void
test_what_the_head_of_the_page_needs (void)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse ("正文。", -1);
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (GPtrArray) missing = bulletin_proofread (document, metadata);
  g_autoptr (GPtrArray) complete = NULL;
  g_autoptr (GPtrArray) contrary = NULL;
  g_autoptr (GPtrArray) none = bulletin_proofread (document, NULL);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (missing->len, ==, 4);
  g_assert_cmpuint (count_rule (missing, "title", BULLETIN_SEVERITY_ERROR), ==, 1);
  g_assert_cmpuint (count_rule (missing, "issuer", BULLETIN_SEVERITY_WARNING), ==, 1);
  g_assert_cmpuint (count_rule (missing, "date", BULLETIN_SEVERITY_WARNING), ==, 1);
  g_assert_cmpuint (count_rule (missing, "number", BULLETIN_SEVERITY_HINT), ==, 1);

  metadata->title = g_strdup ("标题");
  metadata->issuer = g_strdup ("甲市关工委");
  metadata->date = g_strdup ("2024-06-17");
  metadata->year = 2024;
  metadata->number = 6;
  complete = bulletin_proofread (document, metadata);
  g_assert_cmpuint (complete->len, ==, 0);

  metadata->year = 2023;
  contrary = bulletin_proofread (document, metadata);
  g_assert_cmpuint (contrary->len, ==, 1);
  g_assert_cmpuint (count_rule (contrary, "year", BULLETIN_SEVERITY_WARNING), ==, 1);
}

static void
test_a_bulletin_without_text_is_an_error (void)
{
  static const char *const empty[] = { "", "\n", " 　\n---\n\n" };
  static const char *const full[] = { "字", "| |", "![](attachment:a.jpg)", "一、" };

  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    g_assert_cmpint (get_severity (empty[i], "empty"), ==, BULLETIN_SEVERITY_ERROR);

  for (guint i = 0; i < G_N_ELEMENTS (full); i++) {
    g_autoptr (BulletinDocument) document = bulletin_document_parse (full[i], -1);
    g_autoptr (GPtrArray) findings = bulletin_proofread (document, NULL);

    g_assert_cmpuint (count_rule (findings, "empty", BULLETIN_SEVERITY_ERROR), ==, 0);
  }
}

static void
test_clean_text_has_no_findings (void)
{
  static const char text[] =
      "> 这项做法简便易行，现予刊发，供各地参考。\n"
      "　　为进一步做好关爱工作，2024年5月起，全市新建“暖蜂驿站”12处，服务3,500余人次，覆盖率达90.5%。\n"
      "　　一、建好驿站。各区按照《工作细则》（试行）选址：一看人流，二看需求……\n"
      "　　（一）选址\n"
      "　　1. 看人流，不看门面。\n"
      "　　2. 看需求，不看排场。\n"
      "　　（二）配备\n"
      "|= 站点设施\n"
      "| 站点 | 饮水 |\n"
      "|:--|--:|\n"
      "| 甲站 | 1 |\n"
      "　　二、用好驿站。详见 www.example.org，电话：0400-1234567。\n"
      "附件：\n"
      "　　1．站点一览表\n"
      "　　2．联系表\n";
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (GPtrArray) findings = bulletin_proofread (document, NULL);

  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    g_test_message ("%s: %s", finding->rule, finding->message);
  }
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_findings_stand_in_order_and_within_the_text (void)
{
  static const char *const pieces[] = {
    "一、",
    "三、",
    "（二）",
    "(1)",
    "1.",
    "5、",
    "，",
    "，",
    "。",
    ".",
    ",",
    "(",
    ")",
    "“",
    "”",
    "《",
    "》",
    "\"",
    "的",
    "的",
    "了",
    "了",
    "甲",
    "乙",
    " ",
    "１",
    "給",
    "關",
    "2月30日",
    "2024年6月17日",
    "（星期二）",
    "**",
    "\\",
    "{{",
    "{{n}}",
    "|",
    "\n",
    "\n",
    "> ",
    "13900000000",
    "x",
    "...",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 20000; i++) {
    g_autoptr (BulletinDocument) document = NULL;
    g_autoptr (GPtrArray) findings = NULL;
    gsize last = 0;
    guint n = g_rand_int_range (rand, 0, 20);

    g_string_truncate (text, 0);
    for (guint k = 0; k < n; k++)
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

    document = bulletin_document_parse (text->str, -1);
    findings = bulletin_proofread (document, NULL);

    for (guint k = 0; k < findings->len; k++) {
      const BulletinFinding *finding = g_ptr_array_index (findings, k);
      g_autofree char *mended = bulletin_apply_finding (text->str, finding);

      g_assert_cmpuint (finding->offset, >=, last);
      g_assert_cmpuint (finding->offset + finding->length, <=, text->len);
      g_assert_true (g_utf8_validate (text->str + finding->offset, finding->length, NULL));
      g_assert_cmpint (mended != NULL, ==, finding->replacement != NULL);
      g_assert_true (mended == NULL || g_utf8_validate (mended, -1, NULL));
      g_assert_cmpint (strlen (finding->message), >, 0);
      last = finding->offset;
    }
  }
}

static void
test_mending_all_findings_leaves_none (void)
{
  g_autofree char *text =
      g_strdup ("三、甲站(含校园)共１８６处,服务的的人很多.\n(一)關愛 青年。\n3、乙站，，丙站\n2024年6月17日（星期二）");
  static const char expected[] =
      "一、甲站（含校园）共186处，服务的人很多\n（一）关爱青年\n1.乙站，丙站\n2024年6月17日（星期一）";

  for (guint round = 0; round < 30; round++) {
    g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
    g_autoptr (GPtrArray) findings = bulletin_proofread (document, NULL);
    char *mended = NULL;

    for (guint i = 0; i < findings->len && mended == NULL; i++)
      mended = bulletin_apply_finding (text, g_ptr_array_index (findings, i));

    if (mended == NULL) {
      g_assert_cmpuint (findings->len, ==, 0);
      break;
    }

    g_free (text);
    text = mended;
  }

  g_assert_cmpstr (text, ==, expected);
}

static void
test_one_rule_is_mended_in_one_step (void)
{
  static const char text[] = "甲,乙,丙給丁，，戊";
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (GPtrArray) findings = bulletin_proofread (document, NULL);
  g_autofree char *half_width = bulletin_apply_findings (text, findings, "half-width");
  g_autofree char *all = bulletin_apply_findings (text, findings, NULL);
  g_autofree char *none = bulletin_apply_findings (text, findings, "spaces");

  g_assert_cmpstr (half_width, ==, "甲，乙，丙給丁，，戊");
  g_assert_cmpstr (all, ==, "甲，乙，丙给丁，戊");
  g_assert_cmpstr (none, ==, text);
}

static void
test_apply_refuses_what_does_not_fit (void)
{
  g_autoptr (BulletinFinding) beyond =
      bulletin_finding_new ("test", BULLETIN_SEVERITY_HINT, 2, 2, "x", g_strdup ("A sentence."));
  g_autoptr (BulletinFinding) nowhere =
      bulletin_finding_new ("test", BULLETIN_SEVERITY_HINT, BULLETIN_FINDING_NOWHERE, 0, "x", g_strdup ("A sentence."));
  g_autoptr (BulletinFinding) copy = bulletin_finding_copy (beyond);
  g_autofree char *fits = bulletin_apply_finding ("abcd", copy);

  g_assert_null (bulletin_apply_finding ("abc", beyond));
  g_assert_null (bulletin_apply_finding ("abc", nowhere));
  g_assert_cmpstr (fits, ==, "abx");
  g_assert_cmpstr (copy->message, ==, "A sentence.");
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

static void
assert_position (const char *source,
                 gsize       offset,
                 gsize       length,
                 guint       line,
                 guint       column,
                 guint       n_chars)
{
  g_autoptr (BulletinFinding) finding =
      bulletin_finding_new ("test", BULLETIN_SEVERITY_HINT, offset, length, NULL, g_strdup ("A sentence."));
  guint found_line;
  guint found_column;
  guint found_length;

  bulletin_finding_get_position (finding, source, &found_line, &found_column, &found_length);
  g_assert_cmpuint (found_line, ==, line);
  g_assert_cmpuint (found_column, ==, column);
  g_assert_cmpuint (found_length, ==, n_chars);
}

static void
test_positions_count_characters_from_one (void)
{
  static const char source[] = "甲乙\n丙a丁\r\n戊\r己";

  assert_position (source, 0, 6, 1, 1, 2);
  assert_position (source, 3, 3, 1, 2, 1);
  assert_position (source, 7, 3, 2, 1, 1);
  assert_position (source, 11, 3, 2, 3, 1);
  assert_position (source, 16, 3, 3, 1, 1);
  assert_position (source, 20, 3, 4, 1, 1);
  assert_position (source, 23, 0, 4, 2, 0);
  assert_position (source, 1000, 5, 4, 2, 0);
  assert_position ("", 0, 0, 1, 1, 0);
  assert_position (source, BULLETIN_FINDING_NOWHERE, 0, 0, 0, 0);
}

static void
test_findings_of_a_rule_are_bounded (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (BulletinDocument) document = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "（給,“甲");

  document = bulletin_document_parse (text->str, -1);
  findings = bulletin_proofread (document, NULL);
  g_assert_cmpuint (count_rule (findings, "traditional", BULLETIN_SEVERITY_WARNING), ==, 500);
  g_assert_cmpuint (count_rule (findings, "half-width", BULLETIN_SEVERITY_WARNING), ==, 500);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/proofreading/heading-order", test_heading_order);
  g_test_add_func ("/proofreading/heading-level", test_heading_level);
  g_test_add_func ("/proofreading/heading-marker", test_heading_marker);
  g_test_add_func ("/proofreading/heading-punctuation", test_heading_punctuation);
  g_test_add_func ("/proofreading/half-width-punctuation", test_half_width_punctuation);
  g_test_add_func ("/proofreading/full-width-digits", test_full_width_digits);
  g_test_add_func ("/proofreading/unpaired-marks", test_unpaired_marks);
  g_test_add_func ("/proofreading/doubled-punctuation", test_doubled_punctuation);
  g_test_add_func ("/proofreading/doubled-words", test_doubled_words);
  g_test_add_func ("/proofreading/spaces", test_spaces);
  g_test_add_func ("/proofreading/traditional-characters", test_traditional_characters);
  g_test_add_func ("/proofreading/literal-marks", test_literal_marks);
  g_test_add_func ("/proofreading/dates-that-do-not-exist", test_dates_that_do_not_exist);
  g_test_add_func ("/proofreading/weekdays", test_weekdays);
  g_test_add_func ("/proofreading/days-after-the-bulletin", test_days_after_the_bulletin);
  g_test_add_func ("/proofreading/numbers-of-persons", test_numbers_of_persons);
  g_test_add_func ("/proofreading/what-the-head-of-the-page-needs", test_what_the_head_of_the_page_needs);
  g_test_add_func ("/proofreading/a-bulletin-without-text-is-an-error", test_a_bulletin_without_text_is_an_error);
  g_test_add_func ("/proofreading/clean-text-has-no-findings", test_clean_text_has_no_findings);
  g_test_add_func ("/proofreading/findings-stand-in-order-and-within-the-text", test_findings_stand_in_order_and_within_the_text);
  g_test_add_func ("/proofreading/mending-all-findings-leaves-none", test_mending_all_findings_leaves_none);
  g_test_add_func ("/proofreading/one-rule-is-mended-in-one-step", test_one_rule_is_mended_in_one_step);
  g_test_add_func ("/proofreading/apply-refuses-what-does-not-fit", test_apply_refuses_what_does_not_fit);
  g_test_add_func ("/proofreading/renumbering-keeps-all-but-the-numbers", test_renumbering_keeps_all_but_the_numbers);
  g_test_add_func ("/proofreading/renumbering-counts-past-ten", test_renumbering_counts_past_ten);
  g_test_add_func ("/proofreading/positions-count-characters-from-one", test_positions_count_characters_from_one);
  g_test_add_func ("/proofreading/findings-of-a-rule-are-bounded", test_findings_of_a_rule_are_bounded);

  return g_test_run ();
}
