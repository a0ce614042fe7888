/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "bulletin-finding.h"
#include "bulletin-page-plan.h"
#include "bulletin-punctuation.h"

#define HAN "春风送暖进社区老少同心护花开驿站灯明照夜归人情长"

static BulletinPagePlan *
make_plan_with (const char             *source,
                const BulletinMetadata *metadata)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (source, -1);
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();

  return bulletin_page_plan_new (document, metadata, page_template);
}

static BulletinPagePlan *
make_plan (const char *source)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();

  return make_plan_with (source, metadata);
}

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

static void
append_han (GString *text,
            guint    n)
{
  const glong length = g_utf8_strlen (HAN, -1);

  for (guint i = 0; i < n; i++) {
    const char *p = g_utf8_offset_to_pointer (HAN, i % length);

    g_string_append_unichar (text, g_utf8_get_char (p));
  }
}

/* A paragraph that takes exactly @rows rows: the first holds 26 characters. */
static void
append_rows (GString *text,
             guint    rows)
{
  append_han (text, 26 + (rows - 1) * 28 - 10);
  g_string_append (text, "\n");
}

static char *
get_line_text (const BulletinPlanLine *line)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < line->runs->len; i++)
    g_string_append (text, ((const BulletinPlanRun *) g_ptr_array_index (line->runs, i))->text);

  return g_string_free (text, FALSE);
}

static double
get_left (const BulletinPlanLine *line)
{
  return ((const BulletinPlanRun *) g_ptr_array_index (line->runs, 0))->x;
}

static double
get_right (const BulletinPlanLine *line)
{
  const BulletinPlanRun *last = g_ptr_array_index (line->runs, line->runs->len - 1);

  return last->x + last->width;
}

/* The lines of a page without its page number. */
static GPtrArray *
get_lines (const BulletinPagePlan *plan,
           guint                   page)
{
  const BulletinPlanPage *plan_page = bulletin_page_plan_get_page (plan, page);
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; i < plan_page->lines->len; i++) {
    BulletinPlanLine *line = g_ptr_array_index (plan_page->lines, i);

    if (line->role != BULLETIN_PLAN_PAGE_NUMBER)
      g_ptr_array_add (lines, line);
  }

  return lines;
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

static void
full_page_has_22_rows_of_28_characters (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_han (text, 26 + 21 * 28 + 5 * 28);
  g_autoptr (BulletinPagePlan) plan = make_plan (text->str);
  g_autoptr (GPtrArray) lines = get_lines (plan, 0);
  const BulletinPageTemplate *page_template = bulletin_page_plan_get_template (plan);
  const double pitch = page_template->block_height / 22;
  const double column = page_template->block_width / 28;

  g_assert_cmpuint (bulletin_page_plan_get_n_pages (plan), ==, 2);
  g_assert_cmpuint (lines->len, ==, 22);
  for (guint i = 0; i < lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (lines, i);
    g_autofree char *words = get_line_text (line);

    g_assert_cmpint (g_utf8_strlen (words, -1), ==, i == 0 ? 26 : 28);
    g_assert_cmpfloat_with_epsilon (get_left (line), page_template->margin_left + (i == 0 ? 2 * column : 0), 0.001);
    g_assert_cmpfloat_with_epsilon (get_right (line), page_template->margin_left + page_template->block_width, 0.01);
    g_assert_cmpfloat_with_epsilon (line->baseline, page_template->margin_top + i * pitch + (pitch - 16) / 2 + 0.88 * 16, 0.001);

    /* Each character stands on its column. */
    const BulletinPlanRun *run = g_ptr_array_index (line->runs, 0);
    double x = run->x;
    g_assert_cmpuint (line->runs->len, ==, 1);
    for (int j = 0; j < run->glyphs->num_glyphs; j++) {
      g_assert_cmpfloat_with_epsilon (x, run->x + j * column, 0.002);
      x += (double) run->glyphs->glyphs[j].geometry.width / PANGO_SCALE;
    }
  }
}

static void
quotes_are_one_character_wide_in_every_face (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ("关爱“小哥”的‘五老’——故事\n（一）关爱“小哥”的‘五老’——故事\n");
  g_autoptr (GPtrArray) lines = get_lines (plan, 0);
  const double column = bulletin_page_plan_get_template (plan)->block_width / 28;

  g_assert_cmpuint (lines->len, ==, 2);
  for (guint i = 0; i < lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (lines, i);
    g_autofree char *words = get_line_text (line);

    g_assert_cmpfloat_with_epsilon (get_right (line) - get_left (line), g_utf8_strlen (words, -1) * column, 0.01);
  }
}

static char *
make_random_text (guint n_pieces)
{
  static const char *const pieces[] = {
    "社区",
    "驿站",
    "志",
    "愿者",
    "关",
    "爱",
    "，",
    "。",
    "、",
    "；",
    "“",
    "”",
    "《",
    "》",
    "（",
    "）",
    "！",
    "？",
    "：",
    "2025",
    "98.5%",
    "APP",
    "Wi-Fi",
    " ",
    "——",
    "……",
    "·",
    "(",
    ")",
    ",",
    "℃",
    "‘",
    "’",
    "的",
    "服务队",
  };
  GString *text = g_string_new ("开头");

  for (guint i = 0; i < n_pieces; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  return g_string_free (text, FALSE);
}

static void
lines_keep_the_rules_of_punctuation (void)
{
  for (guint round = 0; round < 60; round++) {
    g_autofree char *source = make_random_text (300);
    g_autoptr (BulletinPagePlan) plan = make_plan (source);
    const BulletinPageTemplate *page_template = bulletin_page_plan_get_template (plan);
    const double right = page_template->margin_left + page_template->block_width;

    for (guint page = 0; page < bulletin_page_plan_get_n_pages (plan); page++) {
      g_autoptr (GPtrArray) lines = get_lines (plan, page);

      for (guint i = 0; i < lines->len; i++) {
        g_autofree char *words = get_line_text (g_ptr_array_index (lines, i));
        g_autofree char *visible = g_strchomp (g_strdup (words));
        const gboolean is_last = i + 1 == lines->len && page + 1 == bulletin_page_plan_get_n_pages (plan);

        g_assert_cmpfloat (get_right (g_ptr_array_index (lines, i)), <, right + 0.02);
        if (!is_last)
          g_assert_cmpfloat_with_epsilon (get_right (g_ptr_array_index (lines, i)), right, 0.02);

        /* Where marks leave no choice, a whole line of them, a line is broken
         * anyhow; three in a row at its end still leave one. */
        if (i > 0 && g_utf8_strlen (words, -1) > 8) {
          g_autofree char *above = get_line_text (g_ptr_array_index (lines, i - 1));
          const char *tail = g_utf8_offset_to_pointer (above, MAX (0, g_utf8_strlen (above, -1) - 8));
          gboolean has_choice = strstr (tail, "社区") || strstr (tail, "驿站");

          if (has_choice) {
            g_assert_true (bulletin_punctuation_may_begin (g_utf8_get_char (words)));
            g_assert_cmpuint (*words, !=, ' ');
          }
        }
        if (!is_last && *visible && strstr (visible, "社区"))
          g_assert_false (bulletin_punctuation_is_opening (g_utf8_get_char (g_utf8_prev_char (visible + strlen (visible)))));
      }
    }
  }
}

static void
closing_mark_never_begins_a_line (void)
{
  /* Every place of a mark around the end of a line. */
  for (guint n = 20; n < 32; n++) {
    const char *const marks[] = { "。", "，", "”", "》。", "）”。", "……", "——", "“", "《" };

    for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
      g_autoptr (GString) text = g_string_new (NULL);

      append_han (text, n);
      g_string_append (text, marks[i]);
      append_han (text, 40);
      g_autoptr (BulletinPagePlan) plan = make_plan (text->str);
      g_autoptr (GPtrArray) lines = get_lines (plan, 0);

      for (guint j = 0; j < lines->len; j++) {
        g_autofree char *words = get_line_text (g_ptr_array_index (lines, j));
        const gunichar first = g_utf8_get_char (words);
        const gunichar last = g_utf8_get_char (g_utf8_prev_char (words + strlen (words)));

        g_assert_true (bulletin_punctuation_may_begin (first));
        g_assert_false (bulletin_punctuation_is_opening (last));
        if (j > 0) {
          g_autofree char *above = get_line_text (g_ptr_array_index (lines, j - 1));
          const gunichar before = g_utf8_get_char (g_utf8_prev_char (above + strlen (above)));

          g_assert_false ((first == 0x2014 || first == 0x2026) && first == before);
        }
      }
    }
  }
}

static void
words_and_numbers_are_not_divided (void)
{
  for (guint n = 15; n < 30; n++) {
    g_autoptr (GString) text = g_string_new (NULL);

    append_han (text, n);
    g_string_append (text, "1621.50 Bulletin 90%");
    append_han (text, 30);
    g_autoptr (BulletinPagePlan) plan = make_plan (text->str);
    g_autoptr (GPtrArray) lines = get_lines (plan, 0);
    guint found = 0;

    for (guint i = 0; i < lines->len; i++) {
      g_autofree char *words = get_line_text (g_ptr_array_index (lines, i));

      found += (strstr (words, "1621.50") != NULL) + (strstr (words, "Bulletin") != NULL) + (strstr (words, "90%") != NULL);
    }
    g_assert_cmpuint (found, ==, 3);
  }
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
title_lines_are_balanced_and_keep_names_whole (void)
{
  const char *const titles[] = {
    "青禾市关工委与邮政管理局密切配合共同打造关爱“快递小哥”品牌",
    "关于认真学习贯彻《关心下一代工作条例（试行）》推动全市关工委工作高质量发展的通知",
    "城东区关工委组织开展“老少同声颂党恩，携手奋进新征程”主题教育活动",
    "青禾市首批暖蜂驿站建设情况综述——从一间小屋做起",
    "一年来全市各级关工委开展关爱服务活动的情况和下一步工作打算",
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();

    metadata->title = g_strdup (titles[i]);
    g_autoptr (BulletinPagePlan) plan = make_plan_with ("正文。", metadata);
    g_autoptr (GPtrArray) lines = get_lines (plan, 0);
    glong shortest = G_MAXLONG, longest = 0;
    guint n = 0;

    for (guint j = 0; j < lines->len; j++) {
      const BulletinPlanLine *line = g_ptr_array_index (lines, j);
      g_autofree char *words = get_line_text (line);

      if (line->role != BULLETIN_PLAN_TITLE)
        continue;

      n++;
      shortest = MIN (shortest, g_utf8_strlen (words, -1));
      longest = MAX (longest, g_utf8_strlen (words, -1));
      g_assert_true (bulletin_punctuation_may_begin (g_utf8_get_char (words)));
      g_assert_cmpint (strstr (words, "“快递") != NULL, ==, strstr (words, "小哥”") != NULL);
      g_test_message ("%s", words);
    }
    g_assert_cmpuint (n, >=, 2);
    g_assert_cmpint (shortest, >=, 5);
    g_assert_cmpint (shortest * 3, >=, longest);
  }
}

static void
append_expected (GString         *text,
                 const GPtrArray *spans)
{
  for (guint i = 0; spans && i < spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);

    if (strcmp (span->text, "\n") != 0)
      g_string_append (text, bulletin_span_get_shown (span));
  }
}

static char *
make_random_source (void)
{
  static const char *const openings[] = {
    "",
    "",
    "一、",
    "（一）",
    "1.",
    "（1）",
    "> ",
    "> ",
    "| ",
    "|= ",
    "---",
    "附件：",
    "\\一、",
    "![",
    "　　",
  };
  static const char *const endings[] = { "\n", "\n", "\n\n", " |\n", "](attachment:x)\n", " | 丙 |\n|---|\n| 丁 |\n", "\r\n", "" };
  GString *source = g_string_new (NULL);
  guint n = g_test_rand_int_range (1, 14);

  for (guint i = 0; i < n; i++) {
    g_autofree char *text = make_random_text (g_test_rand_int_range (0, 90));

    g_string_append (source, openings[g_test_rand_int_range (0, G_N_ELEMENTS (openings))]);
    g_string_append (source, text);
    if (g_test_rand_bit ())
      g_string_append (source, "**要点\\*在此**{{stations}}。🙂é中");
    g_string_append (source, endings[g_test_rand_int_range (0, G_N_ELEMENTS (endings))]);
  }

  return g_string_free (source, FALSE);
}

static void
plan_holds_every_character_once_and_in_order (void)
{
  for (guint round = 0; round < 150; round++) {
    g_autofree char *source = make_random_source ();
    g_autoptr (BulletinPagePlan) plan = make_plan (source);
    BulletinDocument *document = bulletin_page_plan_get_document (plan);
    g_autoptr (GString) expected = g_string_new (NULL);
    g_autoptr (GString) found = g_string_new (NULL);
    gsize reached = 0;

    for (guint i = 0; i < bulletin_document_get_n_blocks (document); i++) {
      const BulletinBlock *block = bulletin_document_get_block (document, i);

      append_expected (expected, block->caption);
      append_expected (expected, block->spans);
      append_expected (expected, block->body);
      for (guint r = 0; block->rows && r < block->rows->len; r++) {
        const BulletinTableRow *row = g_ptr_array_index (block->rows, r);

        for (guint c = 0; c < row->cells->len; c++)
          append_expected (expected, ((const BulletinTableCell *) g_ptr_array_index (row->cells, c))->spans);
      }
    }

    for (guint page = 0; page < bulletin_page_plan_get_n_pages (plan); page++) {
      g_autoptr (GPtrArray) lines = get_lines (plan, page);

      for (guint i = 0; i < lines->len; i++) {
        const BulletinPlanLine *line = g_ptr_array_index (lines, i);

        if (line->is_repeated)
          continue;
        for (guint j = 0; j < line->runs->len; j++) {
          const BulletinPlanRun *run = g_ptr_array_index (line->runs, j);

          g_string_append (found, run->text);
          g_assert_cmpuint (run->offset, !=, G_MAXSIZE);
          g_assert_cmpuint (run->offset, >=, line->offset);
          g_assert_cmpuint (run->offset + run->length, <=, line->offset + line->length);
          if (strlen (run->text) == run->length) {
            g_assert_cmpuint (run->offset, >=, reached);
            g_assert_cmpmem (run->text, run->length, bulletin_document_get_source (document) + run->offset, run->length);
          }
          reached = run->offset;
        }
      }
    }

    g_assert_cmpstr (found->str, ==, expected->str);
  }
}

static void
pick_finds_what_locate_found (void)
{
  g_autofree char *source = g_strdup ("一、选址听骑手的。建站之前，请**快递员**标出停留最久的2025个路口。\n"
                                      "> 编者按：此文可供参考，各单位结合实际，认真学习借鉴，并抓好落实，务求取得实际成效。\n"
                                      "| 站名 | 处数 |\n|---|---|\n| 东湖 | 62 |\n"
                                      "城市的街头，骑行者的身影来去匆匆，为了让他们有一处歇脚的地方，办公室建起了首批驿站。\n");
  g_autoptr (BulletinPagePlan) plan = make_plan (source);

  for (guint page = 0; page < bulletin_page_plan_get_n_pages (plan); page++) {
    g_autoptr (GPtrArray) lines = get_lines (plan, page);

    for (guint i = 0; i < lines->len; i++) {
      const BulletinPlanLine *line = g_ptr_array_index (lines, i);

      for (guint j = 0; j < line->runs->len; j++) {
        const BulletinPlanRun *run = g_ptr_array_index (line->runs, j);

        for (const char *p = run->text; *p; p = g_utf8_next_char (p)) {
          const gsize offset = run->offset + (p - run->text);
          guint found_page;
          double x, y, baseline;

          g_assert_true (bulletin_page_plan_locate_caret (plan, offset, &found_page, &x, &y));
          g_assert_true (bulletin_page_plan_locate (plan, offset, &found_page, &baseline));
          g_assert_cmpuint (found_page, ==, page);
          g_assert_cmpfloat (y, ==, line->baseline);
          g_assert_cmpfloat (y, ==, baseline);
          g_assert_cmpuint (bulletin_page_plan_pick (plan, page, x + 0.01, y), ==, offset);
        }
      }
    }
  }

  g_assert_cmpuint (bulletin_page_plan_pick (plan, 0, -100, -100), ==, 0);
  g_assert_cmpuint (bulletin_page_plan_pick (plan, 0, 9999, 9999), <=, strlen (source));
}

/* Every place in a box is picked as one of the part that the box is of, and the
 * boxes of a line's parts tile the line. */
static void
boxes_cover_what_is_selected_and_nothing_else (void)
{
  g_autofree char *source = g_strdup ("一、选址听骑手的。建站之前，请**快递员**标出停留最久的2025个路口，并逐一实地查看。\n"
                                      "城市的街头，骑行者的身影来去匆匆，为了让他们有一处歇脚的地方，办公室建起了首批驿站。\n");
  g_autoptr (BulletinPagePlan) plan = make_plan (source);

  for (const char *start = source; *start; start = g_utf8_next_char (start)) {
    for (const char *end = start; *end && end < start + 90; end = g_utf8_next_char (end)) {
      g_autoptr (GArray) boxes = bulletin_page_plan_get_boxes (plan, start - source, end - start, 0, G_MAXUINT);

      if (start == end)
        g_assert_cmpuint (boxes->len, ==, 0);
      for (guint i = 0; i < boxes->len; i++) {
        const BulletinPlanBox *box = &g_array_index (boxes, BulletinPlanBox, i);
        const double y = box->y + box->height / 2;
        gsize offset;

        g_assert_cmpuint (box->page, ==, 0);
        g_assert_cmpfloat (box->width, >, 0);
        offset = bulletin_page_plan_pick (plan, 0, box->x + 0.1, y);
        g_assert_cmpuint (offset, >=, start - source);
        offset = bulletin_page_plan_pick (plan, 0, box->x + box->width - 0.1, y);
        /* A mark of the markup stands for nothing on paper. */
        g_assert_cmpuint (offset, <=, end - source + 2);
      }
    }
  }

  g_autoptr (GArray) all = bulletin_page_plan_get_boxes (plan, 0, strlen (source), 0, G_MAXUINT);
  g_autoptr (GPtrArray) lines = get_lines (plan, 0);
  g_assert_cmpuint (all->len, ==, lines->len);
  for (guint i = 0; i < lines->len; i++) {
    const BulletinPlanBox *box = &g_array_index (all, BulletinPlanBox, i);

    g_assert_cmpfloat_with_epsilon (box->x, get_left (g_ptr_array_index (lines, i)), 0.01);
    g_assert_cmpfloat_with_epsilon (box->x + box->width, get_right (g_ptr_array_index (lines, i)), 0.01);
  }

  g_autoptr (GArray) elsewhere = bulletin_page_plan_get_boxes (plan, 0, strlen (source), 1, 3);
  g_assert_cmpuint (elsewhere->len, ==, 0);
}

static void
caret_box_stands_where_the_caret_is_located (void)
{
  g_autoptr (BulletinPagePlan) plan = make_plan ("一、选址。建站之前。\n正文。\n");
  BulletinPlanBox box;
  guint page;
  double x, y;

  for (gsize offset = 0; offset < 40; offset++) {
    g_assert_true (bulletin_page_plan_locate_caret (plan, offset, &page, &x, &y));
    g_assert_true (bulletin_page_plan_get_caret (plan, offset, &box));
    g_assert_cmpuint (box.page, ==, page);
    g_assert_cmpfloat (box.x, ==, x);
    g_assert_true (box.y < y && y < box.y + box.height);
  }
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

static void
titles_are_broken_by_sense (void)
{
  /* The lines are parted by bars. */
  static const char *const titles[] = {
    "驿站建起来了",
    "全市快递行业关工委组织实现全覆盖",
    "青禾市关心下一代工作委员会|召开2026年全体委员会议",
    "关于开展“快递小哥与社区孩子手拉手”|暑期志愿服务活动的情况报告",
    "市关工委、市邮政管理局联合召开|快递行业关心下一代工作推进会",
    "凝聚“五老”力量 守护青春成长 |东湖区关工委打造暖蜂驿站服务品牌",
    "关于认真学习贯彻全国关心下一代工作|先进集体和先进工作者表彰大会精神的通知",
    "深入开展“传承红色基因、争做时代新人”|主题教育活动扎实推进青少年思想道德建设",
    "南山区“五师一室”进社区：老法官、|老教师、老医生当好孩子们的贴心人",
    "青禾市关工委开展“老少同声颂党恩”|读书征文演讲比赛圆满结束",
    "让暖蜂驿站成为快递小哥|和周边孩子们共同的家",
    "老干部李甲三十年义务|辅导两千多名学生的故事",
    "关于2026年上半年暖蜂驿站|建设与使用情况的报告",
    "市关工委关于进一步加强和改进新时代|关心下一代工作委员会基层组织建设的|若干意见（征求意见稿）",
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
    g_auto (GStrv) parts = g_strsplit (titles[i], "|", -1);
    g_autoptr (GString) broken = g_string_new (NULL);

    metadata->title = g_strjoinv ("", parts);
    g_autoptr (BulletinPagePlan) plan = make_plan_with ("正文一句。\n", metadata);
    g_autoptr (GPtrArray) lines = get_lines (plan, 0);
    for (guint j = 0; j < lines->len; j++) {
      const BulletinPlanLine *line = g_ptr_array_index (lines, j);
      g_autofree char *words = get_line_text (line);

      if (line->role == BULLETIN_PLAN_TITLE)
        g_string_append_printf (broken, "%s%s", broken->len > 0 ? "|" : "", words);
    }
    g_assert_cmpstr (broken->str, ==, titles[i]);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/page-plan/full-page-has-22-rows-of-28-characters", full_page_has_22_rows_of_28_characters);
  g_test_add_func ("/page-plan/quotes-are-one-character-wide-in-every-face", quotes_are_one_character_wide_in_every_face);
  g_test_add_func ("/page-plan/lines-keep-the-rules-of-punctuation", lines_keep_the_rules_of_punctuation);
  g_test_add_func ("/page-plan/closing-mark-never-begins-a-line", closing_mark_never_begins_a_line);
  g_test_add_func ("/page-plan/words-and-numbers-are-not-divided", words_and_numbers_are_not_divided);
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
  g_test_add_func ("/page-plan/title-lines-are-balanced-and-keep-names-whole", title_lines_are_balanced_and_keep_names_whole);
  g_test_add_func ("/page-plan/plan-holds-every-character-once-and-in-order", plan_holds_every_character_once_and_in_order);
  g_test_add_func ("/page-plan/pick-finds-what-locate-found", pick_finds_what_locate_found);
  g_test_add_func ("/page-plan/boxes-cover-what-is-selected-and-nothing-else", boxes_cover_what_is_selected_and_nothing_else);
  g_test_add_func ("/page-plan/caret-box-stands-where-the-caret-is-located", caret_box_stands_where_the_caret_is_located);
  g_test_add_func ("/page-plan/character-that-no-font-has-is-reported-with-its-place", character_that_no_font_has_is_reported_with_its_place);
  g_test_add_func ("/page-plan/substituted-typefaces-are-reported-once-for-each-role", substituted_typefaces_are_reported_once_for_each_role);
  g_test_add_func ("/page-plan/any-text-can-be-laid-out", any_text_can_be_laid_out);

  g_test_add_func ("/page-plan/titles-are-broken-by-sense", titles_are_broken_by_sense);

  return g_test_run ();
}
