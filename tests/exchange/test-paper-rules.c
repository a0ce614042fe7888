/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bulletin-issuing.h"
#include "bulletin-materials.h"
#include "bulletin-page-plan.h"
#include "bulletin-proofreading.h"
#include "bulletin-rule.h"

/* The rules that no text alone can break: those of the paper, which the layout
 * finds, and that of the numbers, which the ledger knows. Each has at least five
 * examples of what it finds and five of what it does not; the others have theirs
 * with the document. */
#define MIN_EXAMPLES 5

typedef struct
{
  const char *rule;
  gboolean is_wrong;
  const char *text;
  /* Of the rows of text; the recipients and the copies. */
  guint n_rows;
  const char *recipients;
  int copies;
  /* Of a picture, in dots. */
  guint width, height;
  /* The typeface of a role. */
  BulletinFontRole role;
  const char *family;
} Example;

#define FACE       "No Such Typeface"
#define INSTALLED  "Noto Sans CJK SC"
#define NO_FACE    "\363\260\204\202"
#define LONG_NAMES "市委办公室、市教育局、市公安局、市民政局、市司法局、市财政局、市卫生健康委、团市委、市妇联、各区关工委、各成员单位"

static const Example examples[] = {
  { "tail-alone", TRUE, .n_rows = 22, .recipients = "省关工委", .copies = 10 },
  { "tail-alone", TRUE, .n_rows = 22, .copies = 10 },
  { "tail-alone", TRUE, .n_rows = 22, .recipients = "省关工委" },
  { "tail-alone", TRUE, .n_rows = 44, .recipients = "省关工委", .copies = 10 },
  { "tail-alone", TRUE, .n_rows = 19, .recipients = LONG_NAMES LONG_NAMES, .copies = 300 },
  { "tail-alone", FALSE, .n_rows = 18, .recipients = "省关工委", .copies = 10 },
  { "tail-alone", FALSE, .n_rows = 22 },
  { "tail-alone", FALSE, .n_rows = 1, .recipients = "省关工委", .copies = 10 },
  { "tail-alone", FALSE, .n_rows = 23, .recipients = "省关工委", .copies = 10 },
  { "tail-alone", FALSE, .n_rows = 5, .recipients = LONG_NAMES, .copies = 300 },
  { "tail-alone", TRUE, .n_rows = 66, .recipients = "市委办公室、市教育局", .copies = 50 },
  { "tail-alone", TRUE, .n_rows = 21, .recipients = LONG_NAMES, .copies = 60 },
  { "tail-alone", TRUE, "| 区 | 数 |\n|---|---|\n| 东 | 1 |\n", .n_rows = 19, .recipients = LONG_NAMES LONG_NAMES, .copies = 20 },
  { "tail-alone", TRUE, "一、走访\n", .n_rows = 21, .recipients = "省关工委", .copies = 8 },
  { "tail-alone", TRUE, "> 编者按：供参考。\n", .n_rows = 43, .recipients = LONG_NAMES, .copies = 8 },
  { "tail-alone", FALSE, .n_rows = 67, .recipients = "市委办公室、市教育局", .copies = 50 },
  { "tail-alone", FALSE, "一、走访\n", .n_rows = 12, .recipients = LONG_NAMES, .copies = 60 },
  { "tail-alone", FALSE, "| 区 | 数 |\n|---|---|\n| 东 | 1 |\n", .n_rows = 3, .recipients = "省关工委", .copies = 20 },
  { "tail-alone", FALSE, .n_rows = 44 },
  { "tail-alone", FALSE, "---\n", .n_rows = 6, .recipients = LONG_NAMES, .copies = 8 },

  { "missing-glyph", TRUE, "这里有" NO_FACE "一个。" },
  { "missing-glyph", TRUE, "一、" NO_FACE "字" },
  { "missing-glyph", TRUE, "| 甲 | " NO_FACE " |" },
  { "missing-glyph", TRUE, "> 按语" NO_FACE },
  { "missing-glyph", TRUE, "![图" NO_FACE "](attachment:picture.png)" },
  { "missing-glyph", FALSE, "这里有一个。" },
  { "missing-glyph", FALSE, "吉字有𠮷的写法，生僻字有㛃、䶮、犇。" },
  { "missing-glyph", FALSE, "①②③ ℃ ㎡ ★ → Ⅳ" },
  { "missing-glyph", FALSE, "Grüße, naïve, Ω, Москва" },
  { "missing-glyph", FALSE, "“引号”——……《书名》〈篇〉〔2024〕" },
  { "missing-glyph", TRUE, "附件：1. 名单" NO_FACE },
  { "missing-glyph", TRUE, "|= 表1　" NO_FACE "情况\n| 甲 | 乙 |" },
  { "missing-glyph", TRUE, "**重点" NO_FACE "**工作" },
  { "missing-glyph", TRUE, "一、走访慰问。队员" NO_FACE "到场。" },
  { "missing-glyph", TRUE, "1. " NO_FACE },
  { "missing-glyph", FALSE, "零宽\342\200\215连接、软\302\255连、字\357\273\277首" },
  { "missing-glyph", FALSE, "不断\302\240空、全角　空、制\t表" },
  { "missing-glyph", FALSE, "ａｂｃ１２３％＋－" },
  { "missing-glyph", FALSE, "㈠㈡ ❶ № ‰ ㎏ ㏄ ½" },
  { "missing-glyph", FALSE, "| 甲 | — |\n| 乙 | ／ |" },

  { "font-substituted", TRUE, "正文。", .role = BULLETIN_FONT_BODY, .family = FACE },
  { "font-substituted", TRUE, "一、标题", .role = BULLETIN_FONT_HEADING, .family = FACE },
  { "font-substituted", TRUE, "（一）标题", .role = BULLETIN_FONT_KAI, .family = FACE },
  { "font-substituted", TRUE, "> 按语", .role = BULLETIN_FONT_KAI, .family = FACE },
  { "font-substituted", TRUE, "正文。", .role = BULLETIN_FONT_SONG, .family = FACE },
  { "font-substituted", FALSE, "正文。", .role = BULLETIN_FONT_BODY, .family = INSTALLED },
  { "font-substituted", FALSE, "一、标题", .role = BULLETIN_FONT_HEADING, .family = INSTALLED },
  { "font-substituted", FALSE, "（一）标题", .role = BULLETIN_FONT_KAI, .family = INSTALLED },
  { "font-substituted", FALSE, "正文。", .role = BULLETIN_FONT_KAI, .family = FACE },
  { "font-substituted", FALSE, "正文。", .role = BULLETIN_FONT_HEADING, .family = FACE },
  { "font-substituted", TRUE, "一、走访慰问。队员到场。", .role = BULLETIN_FONT_HEADING, .family = FACE },
  { "font-substituted", TRUE, "附件：1. 名单", .role = BULLETIN_FONT_BODY, .family = FACE },
  { "font-substituted", TRUE, "1. 分项\n（1）小项", .role = BULLETIN_FONT_BODY, .family = FACE },
  { "font-substituted", TRUE, "**重点**工作", .role = BULLETIN_FONT_BODY, .family = FACE },
  { "font-substituted", TRUE, "（二）东湖区。新建驿站。", .role = BULLETIN_FONT_KAI, .family = FACE },
  { "font-substituted", FALSE, "正文。", .role = BULLETIN_FONT_BODY, .family = "noto sans cjk sc" },
  { "font-substituted", FALSE, "> 按语", .role = BULLETIN_FONT_KAI, .family = "Noto Sans Mono CJK SC" },
  { "font-substituted", FALSE, "正文一段。", .role = BULLETIN_FONT_SONG, .family = "NOTO SANS CJK SC" },
  { "font-substituted", FALSE, "附件：1. 名单", .role = BULLETIN_FONT_KAI, .family = FACE },
  { "font-substituted", FALSE, "（一）选址\n正文。", .role = BULLETIN_FONT_HEADING, .family = FACE },

  { "picture-coarse", TRUE, "![图](attachment:picture.png)", .width = 400, .height = 300 },
  { "picture-coarse", TRUE, "![图](attachment:picture.png 100%)", .width = 900, .height = 300 },
  { "picture-coarse", TRUE, "正文。\n![图](attachment:picture.png 50%)\n正文。", .width = 400, .height = 300 },
  { "picture-coarse", TRUE, "![图](attachment:picture.png   80%)", .width = 600, .height = 400 },
  { "picture-coarse", TRUE, "![](attachment:picture.png)", .width = 120, .height = 90 },
  { "picture-coarse", TRUE, "　　![图](attachment:picture.png)", .width = 700, .height = 200 },
  { "picture-coarse", FALSE, "![图](attachment:picture.png)", .width = 3000, .height = 2000 },
  { "picture-coarse", FALSE, "![图](attachment:picture.png 100%)", .width = 922, .height = 300 },
  { "picture-coarse", FALSE, "![图](attachment:picture.png 40%)", .width = 400, .height = 300 },
  { "picture-coarse", FALSE, "![图](attachment:other.png)", .width = 100, .height = 100 },
  { "picture-coarse", FALSE, "![图](attachment:picture.png)", .width = 900, .height = 2000 },
  { "picture-coarse", FALSE, "正文。", .width = 100, .height = 100 },
};

static GPtrArray *
lay_out (const Example *example,
         const char    *text)
{
  g_autoptr (BulletinMaterials) materials = bulletin_materials_new ();
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (GBytes) content = g_bytes_new_static ("x", 1);
  g_autoptr (BulletinDocument) document = NULL;
  g_autoptr (BulletinPagePlan) plan = NULL;

  if (example->width > 0)
    bulletin_materials_add_picture (materials, "picture.png", "image/png", content, example->width, example->height);
  bulletin_metadata_set_string (&metadata->report_to, example->recipients);
  metadata->copies = example->copies;
  if (example->family != NULL)
    page_template->families[example->role] = g_strdup (example->family);
  document = bulletin_document_new (text, -1, materials);
  plan = bulletin_page_plan_new (document, metadata, page_template);

  return g_ptr_array_ref (bulletin_page_plan_get_findings (plan));
}

/* A finding of a rule; of typefaces only what is said of the one that was chosen,
 * for the others depend on the computer. */
static const BulletinFinding *
find (const GPtrArray *findings,
      const Example   *example)
{
  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    if (g_str_equal (finding->rule, example->rule) &&
        (example->family == NULL || strstr (finding->message, example->family) != NULL))
      return finding;
  }

  return NULL;
}

static void
test_paper (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++) {
    const Example *example = &examples[i];
    g_autoptr (GString) text = g_string_new (example->text);
    g_autoptr (GPtrArray) findings = NULL;
    const BulletinFinding *finding;

    for (guint k = 0; k < example->n_rows; k++)
      g_string_append (text, "字\n");
    findings = lay_out (example, text->str);
    finding = find (findings, example);

    if ((finding != NULL) != example->is_wrong)
      g_test_fail_printf ("%s, example %u: %s", example->rule, i, finding != NULL ? finding->message : "not found");
    if (finding == NULL)
      continue;
    g_assert_nonnull (bulletin_rule_find (finding->rule));
    g_assert_cmpint (finding->severity, <=, bulletin_rule_find (finding->rule)->severity);

    /* What the layout offers as a fix is one. */
    if (finding->replacement != NULL) {
      g_autofree char *mended = bulletin_apply_finding (text->str, finding);
      g_autoptr (GPtrArray) after = lay_out (example, mended);

      g_test_message ("%s: %s", finding->message, mended);
      if (find (after, example) != NULL)
        g_test_fail_printf ("“%s” is not mended as “%s”", text->str, mended);
    }
  }
}

static void
test_a_coarse_picture_names_its_dots_and_the_size_that_is_fine (void)
{
  static const Example example = { "picture-coarse", TRUE, "甲\n![图](attachment:picture.png 80%)\n", .width = 600, .height = 400 };
  g_autoptr (GPtrArray) findings = lay_out (&example, example.text);
  const BulletinFinding *finding = find (findings, &example);
  g_autofree char *mended = NULL;

  g_assert_nonnull (finding);
  /* 600 dots on 80 % of 156 mm are 122 to the inch; at 150 they are 101 mm wide. */
  g_assert_nonnull (strstr (finding->message, "125 mm"));
  g_assert_nonnull (strstr (finding->message, "122"));
  g_assert_nonnull (strstr (finding->message, "101 mm"));
  mended = bulletin_apply_finding (example.text, finding);
  g_assert_cmpstr (mended, ==, "甲\n![图](attachment:picture.png 65%)\n");
}

/* --- The ledger ------------------------------------------------------------- */

typedef struct
{
  int year, number;
  BulletinKind kind;
  gboolean is_taken;
} Number;

/* Beside an issued bulletin of 2025, number 3, and a supplement of 2025, number 1. */
static const Number numbers[] = {
  { 2025, 3, BULLETIN_KIND_REGULAR, TRUE },
  { 2025, 1, BULLETIN_KIND_SUPPLEMENT, TRUE },
  { 2024, 7, BULLETIN_KIND_REGULAR, TRUE },
  { 2023, 12, BULLETIN_KIND_REGULAR, TRUE },
  { 2024, 2, BULLETIN_KIND_SUPPLEMENT, TRUE },
  { 2025, 4, BULLETIN_KIND_REGULAR, FALSE },
  { 2025, 1, BULLETIN_KIND_REGULAR, FALSE },
  { 2025, 3, BULLETIN_KIND_SUPPLEMENT, FALSE },
  { 2026, 3, BULLETIN_KIND_REGULAR, FALSE },
  { 2025, 0, BULLETIN_KIND_REGULAR, FALSE },
  { 0, 3, BULLETIN_KIND_REGULAR, FALSE },
};

static char *
add_draft (BulletinLibrary *library,
           const Number    *number)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (GError) error = NULL;
  char *id;

  bulletin_metadata_set_string (&metadata->series, "工作简报");
  bulletin_metadata_set_string (&metadata->title, "队伍走进站点");
  metadata->year = number->year;
  metadata->number = number->number;
  metadata->kind = number->kind;
  if (number->year > 0)
    metadata->date = g_strdup_printf ("%d-03-02", number->year);
  id = bulletin_library_create_bulletin (library, metadata, "　　队伍走遍了各个站点。\n", NULL, "李乙", &error);
  g_assert_no_error (error);

  return id;
}

static void
test_numbers_given_twice (void)
{
  g_autofree char *folder = g_dir_make_tmp ("bulletin-paper-rules-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "test.bulletin", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinLibrary) library = bulletin_library_open (path, BULLETIN_LIBRARY_CREATE, &error);
  g_autoptr (BulletinSeries) series = g_new0 (BulletinSeries, 1);

  g_assert_no_error (error);
  series->name = g_strdup ("工作简报");
  series->issuer = g_strdup ("青禾市关工委办公室");
  g_assert_true (bulletin_library_put_series (library, series, "李乙", &error));

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autofree char *id = NULL;
    BulletinIssueRequest request = { .accept_findings = TRUE, .who = "孙丙" };

    if (!numbers[i].is_taken)
      continue;
    request.id = id = add_draft (library, &numbers[i]);
    g_assert_true (bulletin_issue_bulletin (library, &request, NULL, &error));
    g_assert_no_error (error);
  }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autofree char *id = add_draft (library, &numbers[i]);
    g_autoptr (GPtrArray) findings = bulletin_check_bulletin (library, id, &error);
    static const Example rule = { "number-taken" };

    g_assert_no_error (error);
    g_test_message ("%d-%d", numbers[i].year, numbers[i].number);
    g_assert_cmpint (find (findings, &rule) != NULL, ==, numbers[i].is_taken);
  }

  g_assert_true (bulletin_library_close (library, NULL));
  g_unlink (path);
  g_rmdir (folder);
}

/* --- All of them ------------------------------------------------------------ */

static void
count_examples (const char *rule,
                guint      *n_wrong,
                guint      *n_right)
{
  *n_wrong = *n_right = 0;
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++) {
    if (g_str_equal (examples[i].rule, rule))
      (*(examples[i].is_wrong ? n_wrong : n_right))++;
  }
  for (guint i = 0; g_str_equal (rule, "number-taken") && i < G_N_ELEMENTS (numbers); i++)
    (*(numbers[i].is_taken ? n_wrong : n_right))++;
}

static void
test_every_rule_without_a_function_has_examples (void)
{
  guint n_rules;
  const BulletinRule *rules = bulletin_rules_list (&n_rules);

  for (guint i = 0; i < n_rules; i++) {
    guint n_wrong, n_right;

    if (rules[i].check_document != NULL || rules[i].check_text != NULL)
      continue;
    count_examples (rules[i].name, &n_wrong, &n_right);
    g_test_message ("%s: %u, %u", rules[i].name, n_wrong, n_right);
    g_assert_cmpuint (n_wrong, >=, MIN_EXAMPLES);
    g_assert_cmpuint (n_right, >=, MIN_EXAMPLES);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paper-rules/paper", test_paper);
  g_test_add_func ("/paper-rules/a-coarse-picture-names-its-dots-and-the-size-that-is-fine", test_a_coarse_picture_names_its_dots_and_the_size_that_is_fine);
  g_test_add_func ("/paper-rules/numbers-given-twice", test_numbers_given_twice);
  g_test_add_func ("/paper-rules/every-rule-without-a-function-has-examples", test_every_rule_without_a_function_has_examples);

  return g_test_run ();
}
