/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "bulletin-page-plan.h"
#include "bulletin-punctuation.h"
#include "plan-fixture.h"

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

  g_test_add_func ("/plan-lines/full-page-has-22-rows-of-28-characters", full_page_has_22_rows_of_28_characters);
  g_test_add_func ("/plan-lines/quotes-are-one-character-wide-in-every-face", quotes_are_one_character_wide_in_every_face);
  g_test_add_func ("/plan-lines/lines-keep-the-rules-of-punctuation", lines_keep_the_rules_of_punctuation);
  g_test_add_func ("/plan-lines/closing-mark-never-begins-a-line", closing_mark_never_begins_a_line);
  g_test_add_func ("/plan-lines/words-and-numbers-are-not-divided", words_and_numbers_are_not_divided);
  g_test_add_func ("/plan-lines/title-lines-are-balanced-and-keep-names-whole", title_lines_are_balanced_and_keep_names_whole);

  g_test_add_func ("/plan-lines/titles-are-broken-by-sense", titles_are_broken_by_sense);

  return g_test_run ();
}
