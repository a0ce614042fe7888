/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "bulletin-finding.h"
#include "bulletin-page-plan.h"
#include "plan-fixture.h"

static BulletinMetadata *
make_metadata (void)
{
  BulletinMetadata *metadata = bulletin_metadata_new ();

  metadata->series = g_strdup ("工作简报");
  metadata->year = 2025;
  metadata->number = 3;
  metadata->date = g_strdup ("2025-05-06");
  metadata->title = g_strdup ("驿站建起来了");
  metadata->issuer = g_strdup ("青禾市关工委办公室");
  metadata->report_to = g_strdup ("省关工委");
  metadata->send_to = g_strdup ("市关工委各成员单位");
  metadata->copies = 50;

  return metadata;
}

/* A paragraph that takes exactly @rows rows: the first holds 26 characters. */
static void
append_rows (GString *text,
             guint    rows)
{
  append_han (text, 26 + (rows - 1) * 28 - 10);
  g_string_append (text, "\n");
}

static const BulletinFinding *
find_finding (const BulletinPagePlan *plan,
              const char             *rule)
{
  GPtrArray *findings = bulletin_page_plan_get_findings (plan);

  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    if (strcmp (finding->rule, rule) == 0)
      return finding;
  }

  return NULL;
}

/* How many lines of each element a page has. */
static guint
count_lines (const BulletinPagePlan *plan,
             guint                   page,
             guint                   element)
{
  g_autoptr (GPtrArray) lines = get_lines (plan, page);
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += ((const BulletinPlanLine *) g_ptr_array_index (lines, i))->element == element;

  return n;
}

static void
no_row_of_a_paragraph_stands_alone (void)
{
  for (guint first = 15; first < 24; first++) {
    for (guint second = 2; second < 7; second++) {
      g_autoptr (GString) text = g_string_new (NULL);

      append_rows (text, first);
      append_rows (text, second);
      append_rows (text, 30);
      g_autoptr (BulletinPagePlan) plan = make_plan (text->str);

      for (guint page = 0; page < bulletin_page_plan_get_n_pages (plan); page++) {
        g_autoptr (GPtrArray) lines = get_lines (plan, page);

        g_assert_cmpuint (lines->len, >, 0);
        g_assert_cmpuint (lines->len, <=, 22);
        for (guint i = 0; i < lines->len; i++)
          g_assert_cmpuint (count_lines (plan, page, ((const BulletinPlanLine *) g_ptr_array_index (lines, i))->element), >=, 2);
      }
    }
  }
}

static void
no_heading_stands_at_a_foot (void)
{
  for (guint rows = 17; rows < 24; rows++) {
    g_autoptr (GString) text = g_string_new (NULL);

    append_rows (text, rows);
    g_string_append (text, "一、主要做法\n（一）选好站址\n");
    append_rows (text, 4);
    g_autoptr (BulletinPagePlan) plan = make_plan (text->str);

    for (guint page = 0; page < bulletin_page_plan_get_n_pages (plan); page++) {
      g_autoptr (GPtrArray) lines = get_lines (plan, page);
      const BulletinPlanLine *last = g_ptr_array_index (lines, lines->len - 1);

      g_assert_cmpint (last->role, !=, BULLETIN_PLAN_HEADING);
    }
  }
}

static void
run_in_heading_shares_its_line_with_the_body (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ("一、选址听骑手的。建站之前先问骑手。\n二、设施从实用出发\n");
  g_autoptr (GPtrArray) lines = get_lines (plan, 0);
  const BulletinPlanLine *line = g_ptr_array_index (lines, 0);
  const BulletinPlanRun *heading = g_ptr_array_index (line->runs, 0);
  const BulletinPlanRun *body = g_ptr_array_index (line->runs, line->runs->len - 1);

  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpint (heading->role, ==, BULLETIN_PLAN_HEADING);
  g_assert_cmpint (heading->level, ==, 1);
  g_assert_cmpint (body->role, ==, BULLETIN_PLAN_PARAGRAPH);
  g_assert_cmpuint (heading->element, !=, body->element);
  g_assert_true (heading->pango_font != body->pango_font);
}

static void
head_title_and_tail_stand_where_they_belong (void)
{
  g_autoptr (BulletinMetadata) metadata = make_metadata ();
  g_autoptr (BulletinPagePlan) plan = make_plan_with ("正文一句。\n", metadata);
  const BulletinPlanPage *page = bulletin_page_plan_get_page (plan, 0);
  const BulletinPageTemplate *page_template = bulletin_page_plan_get_template (plan);
  const double left = page_template->margin_left;
  const double right = left + page_template->block_width;
  const double foot = page_template->margin_top + page_template->block_height;
  guint n_red = 0;
  double lowest = 0;

  g_assert_cmpuint (bulletin_page_plan_get_n_pages (plan), ==, 1);
  for (guint i = 0; i < page->lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (page->lines, i);
    g_autofree char *words = get_line_text (line);

    if (strcmp (words, "工作简报") == 0)
      g_assert_cmphex (line->colour, !=, 0);
    if (strcmp (words, "第3期") == 0 || line->role == BULLETIN_PLAN_TITLE)
      g_assert_cmpfloat_with_epsilon (get_left (line) - left, right - get_right (line), 0.01);
    if (strcmp (words, "青禾市关工委办公室") == 0)
      g_assert_cmpfloat_with_epsilon (get_left (line), left, 0.01);
    if (strcmp (words, "2025年5月6日") == 0)
      g_assert_cmpfloat_with_epsilon (get_right (line), right, 0.01);
    if (strcmp (words, "共印50份") == 0)
      g_assert_cmpfloat_with_epsilon (get_right (line), right - 14, 0.01);
    if (line->role == BULLETIN_PLAN_PAGE_NUMBER) {
      g_assert_cmpstr (words, ==, "— 1 —");
      g_assert_cmpfloat_with_epsilon (get_right (line), right - 14, 0.01);
      g_assert_cmpfloat (line->baseline, >, foot + 7 * BULLETIN_POINTS_PER_MM);
    }
  }

  for (guint i = 0; i < page->rules->len; i++) {
    const BulletinPlanRule *rule = g_ptr_array_index (page->rules, i);

    n_red += rule->colour != 0;
    lowest = MAX (lowest, rule->y1);
    g_assert_cmpfloat_with_epsilon (rule->x1, left, 0.01);
    g_assert_cmpfloat_with_epsilon (rule->x2, right, 0.01);
  }
  g_assert_cmpuint (n_red, ==, 1);
  g_assert_cmpuint (page->rules->len, ==, 4);
  g_assert_cmpfloat_with_epsilon (lowest, foot, 0.01);
  g_assert_null (find_finding (plan, "tail-alone"));
}

static void
page_numbers_change_sides (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_rows (text, 50);
  g_autoptr (BulletinPagePlan) plan = make_plan (text->str);
  const BulletinPlanPage *page = bulletin_page_plan_get_page (plan, 1);
  const BulletinPlanLine *number = g_ptr_array_index (page->lines, page->lines->len - 1);

  g_assert_cmpint (number->role, ==, BULLETIN_PLAN_PAGE_NUMBER);
  g_assert_cmpfloat_with_epsilon (get_left (number), bulletin_page_plan_get_template (plan)->margin_left + 14, 0.01);
}

static void
tail_without_room_takes_a_page_and_is_reported (void)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  metadata->report_to = g_strdup ("省关工委");
  metadata->copies = 10;
  append_rows (text, 22);
  g_autoptr (BulletinPagePlan) plan = make_plan_with (text->str, metadata);
  g_autoptr (GPtrArray) lines = get_lines (plan, 1);

  g_assert_cmpuint (bulletin_page_plan_get_n_pages (plan), ==, 2);
  g_assert_cmpint (((const BulletinPlanLine *) g_ptr_array_index (lines, 0))->role, ==, BULLETIN_PLAN_TAIL);
  g_assert_nonnull (find_finding (plan, "tail-alone"));

  g_string_truncate (text, 0);
  append_rows (text, 18);
  g_autoptr (BulletinPagePlan) shorter = make_plan_with (text->str, metadata);
  g_assert_cmpuint (bulletin_page_plan_get_n_pages (shorter), ==, 1);
  g_assert_null (find_finding (shorter, "tail-alone"));
}

static void
endless_tail_goes_on_over_pages (void)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (GString) names = g_string_new (NULL);

  append_han (names, 3000);
  metadata->send_to = g_strdup (names->str);
  g_autoptr (BulletinPagePlan) plan = make_plan_with ("正文。\n", metadata);
  g_assert_cmpuint (bulletin_page_plan_get_n_pages (plan), >, 3);
}

static void
table_breaks_between_rows_and_repeats_its_head (void)
{
  g_autoptr (GString) text = g_string_new ("|= 表1 各站情况\n| 站名 | 处数 |\n|---|--:|\n");

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "| 第%u站 | %u |\n", i + 1, i * 3);
  g_autoptr (BulletinPagePlan) plan = make_plan (text->str);
  guint n_cells = 0;

  g_assert_cmpuint (bulletin_page_plan_get_n_pages (plan), ==, 3);
  for (guint page = 0; page < 3; page++) {
    g_autoptr (GPtrArray) lines = get_lines (plan, page);
    const BulletinPlanLine *first = g_ptr_array_index (lines, page == 0 ? 1 : 0);
    g_autofree char *words = get_line_text (first);

    g_assert_cmpstr (words, ==, "站名");
    g_assert_true (first->is_table_head);
    g_assert_cmpint (first->is_repeated, ==, page > 0);
    for (guint i = 0; i < lines->len; i++) {
      const BulletinPlanLine *line = g_ptr_array_index (lines, i);

      g_assert_cmpfloat (line->baseline, <, bulletin_page_plan_get_template (plan)->margin_top + bulletin_page_plan_get_template (plan)->block_height);
      n_cells += line->table > 0 && !line->is_repeated;
    }
  }
  g_assert_cmpuint (n_cells, ==, 2 * 61);
}

static void
cell_longer_than_a_page_is_broken (void)
{
  g_autoptr (GString) text = g_string_new ("| 站名 | 情况 |\n|---|---|\n| 甲 | ");

  append_han (text, 2500);
  g_string_append (text, " |\n");
  g_autoptr (BulletinPagePlan) plan = make_plan (text->str);
  guint n = 0;

  g_assert_cmpuint (bulletin_page_plan_get_n_pages (plan), >=, 3);
  for (guint page = 0; page < bulletin_page_plan_get_n_pages (plan); page++) {
    g_autoptr (GPtrArray) lines = get_lines (plan, page);

    for (guint i = 0; i < lines->len; i++) {
      const BulletinPlanLine *line = g_ptr_array_index (lines, i);
      g_autofree char *words = get_line_text (line);

      g_assert_cmpfloat (line->baseline, <, bulletin_page_plan_get_template (plan)->margin_top + bulletin_page_plan_get_template (plan)->block_height);
      if (line->table_row == 1 && line->table_column == 1)
        n += g_utf8_strlen (words, -1);
    }
  }
  g_assert_cmpuint (n, ==, 2500);
}

static void
page_break_starts_a_page (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ("第一页。\n---\n第二页。\n");
  g_autoptr (GPtrArray) lines = get_lines (plan, 1);
  g_autofree char *words = get_line_text (g_ptr_array_index (lines, 0));

  g_assert_cmpuint (bulletin_page_plan_get_n_pages (plan), ==, 2);
  g_assert_cmpstr (words, ==, "第二页。");
}

static void
empty_bulletin_has_one_page (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ("");
  guint page;
  double y;

  g_assert_cmpuint (bulletin_page_plan_get_n_pages (plan), ==, 1);
  g_assert_false (bulletin_page_plan_locate (plan, 0, &page, &y));
  g_assert_cmpuint (bulletin_page_plan_pick (plan, 0, 100, 100), ==, G_MAXSIZE);
}

static void
number_does_not_move_the_page_when_it_comes (void)
{
  g_autoptr (BulletinMetadata) metadata = make_metadata ();
  guint page;
  double before, after;

  metadata->number = 0;
  g_autoptr (BulletinPagePlan) draft = make_plan_with ("正文。", metadata);
  metadata->number = 12;
  g_autoptr (BulletinPagePlan) issued = make_plan_with ("正文。", metadata);

  g_assert_true (bulletin_page_plan_locate (draft, 0, &page, &before));
  g_assert_true (bulletin_page_plan_locate (issued, 0, &page, &after));
  g_assert_cmpfloat (before, ==, after);
}

static void
character_that_no_font_has_is_reported_with_its_place (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ("这里有\363\260\204\202一个。\n");
  const BulletinFinding *finding = find_finding (plan, "missing-glyph");

  g_assert_nonnull (finding);
  g_assert_cmpuint (finding->offset, ==, strlen ("这里有"));
  g_assert_cmpuint (finding->length, ==, 4);
}

static void
substituted_typefaces_are_reported_once_for_each_role (void)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse ("一、标题\n正文。\n正文。\n", -1);
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  guint n = 0;

  page_template->families[BULLETIN_FONT_BODY] = g_strdup ("No Such Face");
  page_template->families[BULLETIN_FONT_HEADING] = g_strdup ("No Such Face Either");
  page_template->families[BULLETIN_FONT_KAI] = g_strdup ("Never Used");
  g_autoptr (BulletinPagePlan) plan = bulletin_page_plan_new (document, metadata, page_template);
  GPtrArray *findings = bulletin_page_plan_get_findings (plan);

  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    g_assert_null (strstr (finding->message, "Never Used"));
    n += strstr (finding->message, "No Such Face") != NULL;
  }
  g_assert_cmpuint (n, ==, 2);
}

static void
any_text_can_be_laid_out (void)
{
  const char *const texts[] = {
    "\xef\xbb\xbf",
    "a",
    " ",
    "　",
    "שלום עולם, مرحبا بالعالم 123 关工委",
    "e\xcc\x81\xcc\x82\xcc\x83",
    "\xe2\x80\x8b\xe2\x80\x8b",
    "\x01\x02\x1b[0m",
    "👩‍👩‍👧‍👦🇨🇳",
    "，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，",
    "““““““““““““““““““““““““““““““““““““““““““““““““““",
    "| | | |\n|---|---|---|\n",
    "|a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u|v|w|x|y|z|1|2|3|4|5|6|7|8|9|\n",
    "附件：\n",
    "> \n",
    "![](attachment:x)\n",
    "𠀀𠮷𪚥",
    "---\n---\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (BulletinPagePlan) plan = make_plan (texts[i]);

    g_assert_cmpuint (bulletin_page_plan_get_n_pages (plan), >=, 1);
  }

  g_autoptr (GString) unbroken = g_string_new (NULL);
  for (guint i = 0; i < 5000; i++)
    g_string_append_c (unbroken, 'a' + i % 26);
  g_autoptr (BulletinPagePlan) plan = make_plan (unbroken->str);
  g_autoptr (GPtrArray) lines = get_lines (plan, 0);
  const BulletinPageTemplate *page_template = bulletin_page_plan_get_template (plan);
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpfloat (get_right (g_ptr_array_index (lines, i)), <, page_template->margin_left + page_template->block_width + 0.02);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/page-plan/no-row-of-a-paragraph-stands-alone", no_row_of_a_paragraph_stands_alone);
  g_test_add_func ("/page-plan/no-heading-stands-at-a-foot", no_heading_stands_at_a_foot);
  g_test_add_func ("/page-plan/run-in-heading-shares-its-line-with-the-body", run_in_heading_shares_its_line_with_the_body);
  g_test_add_func ("/page-plan/head-title-and-tail-stand-where-they-belong", head_title_and_tail_stand_where_they_belong);
  g_test_add_func ("/page-plan/page-numbers-change-sides", page_numbers_change_sides);
  g_test_add_func ("/page-plan/tail-without-room-takes-a-page-and-is-reported", tail_without_room_takes_a_page_and_is_reported);
  g_test_add_func ("/page-plan/endless-tail-goes-on-over-pages", endless_tail_goes_on_over_pages);
  g_test_add_func ("/page-plan/table-breaks-between-rows-and-repeats-its-head", table_breaks_between_rows_and_repeats_its_head);
  g_test_add_func ("/page-plan/cell-longer-than-a-page-is-broken", cell_longer_than_a_page_is_broken);
  g_test_add_func ("/page-plan/page-break-starts-a-page", page_break_starts_a_page);
  g_test_add_func ("/page-plan/empty-bulletin-has-one-page", empty_bulletin_has_one_page);
  g_test_add_func ("/page-plan/number-does-not-move-the-page-when-it-comes", number_does_not_move_the_page_when_it_comes);
  g_test_add_func ("/page-plan/character-that-no-font-has-is-reported-with-its-place", character_that_no_font_has_is_reported_with_its_place);
  g_test_add_func ("/page-plan/substituted-typefaces-are-reported-once-for-each-role", substituted_typefaces_are_reported_once_for_each_role);
  g_test_add_func ("/page-plan/any-text-can-be-laid-out", any_text_can_be_laid_out);

  return g_test_run ();
}
