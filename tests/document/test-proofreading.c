/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-proofreading.h"
#include "proofreading-fixture.h"

#include <string.h>

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
  g_test_add_func ("/proofreading/positions-count-characters-from-one", test_positions_count_characters_from_one);
  g_test_add_func ("/proofreading/findings-of-a-rule-are-bounded", test_findings_of_a_rule_are_bounded);

  return g_test_run ();
}
