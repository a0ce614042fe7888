/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "bulletin-page-plan.h"

/* What a template asks for is found on the page, where it belongs. */

#define HAN "春风送暖进社区老少同心护花开驿站灯明照夜归人情长"

typedef struct
{
  BulletinMetadata *metadata;
  BulletinPageTemplate *page_template;
  GString *text;
  BulletinPagePlan *plan;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->text = g_string_new ("正文一句。\n");
  self->page_template = bulletin_page_template_new ();
  self->metadata = bulletin_metadata_new ();
  self->metadata->series = g_strdup ("工作简报");
  self->metadata->year = 2025;
  self->metadata->number = 3;
  self->metadata->total_number = 78;
  self->metadata->date = g_strdup ("2025-05-06");
  self->metadata->title = g_strdup ("驿站建起来了");
  self->metadata->issuer = g_strdup ("青禾市关工委办公室");
  self->metadata->report_to = g_strdup ("省关工委");
  self->metadata->send_to = g_strdup ("市关工委各成员单位");
  self->metadata->copies = 50;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->plan, bulletin_page_plan_unref);
  bulletin_metadata_free (self->metadata);
  bulletin_page_template_free (self->page_template);
  g_string_free (self->text, TRUE);
}

static void
lay_out (Fixture *self)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (self->text->str, -1);
  g_autoptr (GError) error = NULL;

  g_assert_true (bulletin_page_template_check (self->page_template, &error));
  g_assert_no_error (error);
  g_clear_pointer (&self->plan, bulletin_page_plan_unref);
  self->plan = bulletin_page_plan_new (document, self->metadata, self->page_template);
}

static void
append_pages (Fixture *self,
              guint    n)
{
  for (guint i = 0; i < n * 30; i++)
    g_string_append (self->text, HAN "，" HAN "。\n");
}

static char *
get_words (const BulletinPlanLine *line)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < line->runs->len; i++)
    g_string_append (text, ((const BulletinPlanRun *) g_ptr_array_index (line->runs, i))->text);

  return g_string_free_and_steal (text);
}

/* The line with these words on a page, or NULL. */
static const BulletinPlanLine *
find_line (Fixture    *self,
           guint       page,
           const char *words)
{
  const BulletinPlanPage *it = bulletin_page_plan_get_page (self->plan, page);

  for (guint i = 0; i < it->lines->len; i++) {
    g_autofree char *found = get_words (g_ptr_array_index (it->lines, i));

    if (strcmp (found, words) == 0)
      return g_ptr_array_index (it->lines, i);
  }

  return NULL;
}

static const BulletinPlanLine *
get_line (Fixture    *self,
          guint       page,
          const char *words)
{
  const BulletinPlanLine *line = find_line (self, page, words);

  if (!line)
    g_error ("no line “%s” on page %u", words, page + 1);

  return line;
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

static double
get_size (const BulletinPlanLine *line)
{
  const BulletinPlanRun *run = g_ptr_array_index (line->runs, 0);

  return (double) pango_font_description_get_size (run->font) / PANGO_SCALE;
}

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon (a, b, 0.05)

static guint
count_rules (Fixture *self,
             guint    page,
             guint32  colour,
             gboolean is_star)
{
  const BulletinPlanPage *it = bulletin_page_plan_get_page (self->plan, page);
  guint n = 0;

  for (guint i = 0; i < it->rules->len; i++) {
    const BulletinPlanRule *rule = g_ptr_array_index (it->rules, i);

    n += rule->colour == colour && rule->is_star == is_star;
  }

  return n;
}

static void
the_star_stands_in_the_middle_of_the_rule (Fixture       *self,
                                           gconstpointer  data)
{
  const BulletinPageTemplate *page = self->page_template;
  const double centre = page->margin_left + page->block_width / 2;
  double left_end = 0, right_start = 0;
  const BulletinPlanRule *star = NULL;

  self->page_template->head.rule = BULLETIN_HEAD_RULE_STAR;
  self->page_template->head.colour = 0xc00010;
  lay_out (self);

  const BulletinPlanPage *it = bulletin_page_plan_get_page (self->plan, 0);
  for (guint i = 0; i < it->rules->len; i++) {
    const BulletinPlanRule *rule = g_ptr_array_index (it->rules, i);

    if (rule->colour != 0xc00010)
      continue;
    if (rule->is_star)
      star = rule;
    else if (rule->x1 < centre)
      left_end = rule->x2;
    else
      right_start = rule->x1;
  }

  g_assert_nonnull (star);
  g_assert_cmpuint (count_rules (self, 0, 0xc00010, FALSE), ==, 2);
  assert_near ((star->x1 + star->x2) / 2, centre);
  assert_near (centre - left_end, right_start - centre);
  g_assert_cmpfloat (left_end, <, star->x1);
  g_assert_cmpfloat (star->x2, <, right_start);
  g_assert_cmphex (get_line (self, 0, "工作简报")->colour, ==, 0xc00010);

  self->page_template->head.rule = BULLETIN_HEAD_RULE_NONE;
  lay_out (self);
  g_assert_cmpuint (count_rules (self, 0, 0xc00010, FALSE) + count_rules (self, 0, 0xc00010, TRUE), ==, 0);
}

static void
the_name_has_words_of_its_own_in_two_lines (Fixture       *self,
                                            gconstpointer  data)
{
  const double left = self->page_template->margin_left;
  const double right = left + self->page_template->block_width;

  self->page_template->head.name = g_strdup ("青禾市关心下一代工作委员会");
  self->page_template->head.second_name = g_strdup ("情况专报");
  self->page_template->head.spacing = 6;
  lay_out (self);

  const BulletinPlanLine *first = get_line (self, 0, "青禾市关心下一代工作委员会");
  const BulletinPlanLine *second = get_line (self, 0, "情况专报");
  g_assert_null (find_line (self, 0, "工作简报"));
  g_assert_cmpfloat (first->baseline + 20, <, second->baseline);
  assert_near (get_size (first), get_size (second));
  /* The longer line decides: it fills the block, what follows its last character
   * not counted. */
  g_assert_cmpfloat (get_size (first), <, 42);
  g_assert_cmpfloat (get_left (first), >, left - 0.05);
  g_assert_cmpfloat (get_right (first) - 6, <, right + 0.05);
  assert_near (get_left (second) - left, right + 6 * get_size (second) / 42 - get_right (second));
}

static void
the_issue_line_says_what_the_template_lets_it (Fixture       *self,
                                               gconstpointer  data)
{
  lay_out (self);
  get_line (self, 0, "第3期（总第78期）");

  self->page_template->head.shows_total = FALSE;
  self->page_template->head.issue_pattern = g_strdup ("{年}年第{期}期");
  self->metadata->kind = BULLETIN_KIND_SUPPLEMENT;
  lay_out (self);
  get_line (self, 0, "增刊2025年第3期");

  self->page_template->head.shows_issue = FALSE;
  lay_out (self);
  g_assert_null (find_line (self, 0, "增刊2025年第3期"));
}

static void
issuer_and_date_change_places_or_share_a_row (Fixture       *self,
                                              gconstpointer  data)
{
  const double left = self->page_template->margin_left;
  const double right = left + self->page_template->block_width;

  self->page_template->head.order = BULLETIN_HEAD_DATE_FIRST;
  lay_out (self);
  assert_near (get_left (get_line (self, 0, "2025年5月6日")), left);
  assert_near (get_right (get_line (self, 0, "青禾市关工委办公室")), right);

  self->page_template->head.order = BULLETIN_HEAD_ONE_ROW;
  self->page_template->head.shows_total = FALSE;
  lay_out (self);
  const BulletinPlanLine *issuer = get_line (self, 0, "青禾市关工委办公室");
  const BulletinPlanLine *issue = get_line (self, 0, "第3期");
  const BulletinPlanLine *date = get_line (self, 0, "2025年5月6日");
  assert_near (issuer->baseline, issue->baseline);
  assert_near (issue->baseline, date->baseline);
  assert_near (get_left (issuer), left);
  assert_near (get_right (date), right);
  g_assert_cmpfloat (get_right (issuer), <, get_left (issue));
  g_assert_cmpfloat (get_right (issue), <, get_left (date));

  /* A long issuer would run into the issue line. */
  g_set_str (&self->metadata->issuer, "青禾市关心下一代工作委员会办公室编印");
  lay_out (self);
  g_assert_cmpfloat (get_line (self, 0, "第3期")->baseline, <, get_line (self, 0, "2025年5月6日")->baseline - 10);
}

static void
marks_stand_on_their_sides (Fixture       *self,
                            gconstpointer  data)
{
  const double left = self->page_template->margin_left;
  const double right = left + self->page_template->block_width;

  self->metadata->secrecy = g_strdup ("内部资料");
  self->metadata->copy_number = g_strdup ("000012");
  lay_out (self);
  const BulletinPlanLine *secrecy = get_line (self, 0, "内部资料");
  const BulletinPlanLine *number = get_line (self, 0, "000012");
  assert_near (secrecy->baseline, number->baseline);
  assert_near (get_left (secrecy), left);
  assert_near (get_right (number), right);

  self->page_template->head.copy_number_side = BULLETIN_SIDE_LEFT;
  lay_out (self);
  g_assert_cmpfloat (get_line (self, 0, "000012")->baseline, <, get_line (self, 0, "内部资料")->baseline - 10);
  assert_near (get_left (get_line (self, 0, "000012")), left);

  self->page_template->head.secrecy_side = BULLETIN_SIDE_RIGHT;
  lay_out (self);
  assert_near (get_right (get_line (self, 0, "内部资料")), right);
  assert_near (get_line (self, 0, "000012")->baseline, get_line (self, 0, "内部资料")->baseline);
}

static void
the_tail_is_as_the_template_has_it (Fixture       *self,
                                    gconstpointer  data)
{
  lay_out (self);
  get_line (self, 0, "报：省关工委");
  g_assert_cmpuint (count_rules (self, 0, 0, FALSE), ==, 3);

  self->page_template->tail.shows_send_to = FALSE;
  self->page_template->tail.report_to_label = g_strdup ("主报单位：");
  self->page_template->tail.copies_pattern = g_strdup ("（印{份}份）");
  self->page_template->tail.inner_rule = 0;
  lay_out (self);
  get_line (self, 0, "主报单位：省关工委");
  get_line (self, 0, "（印50份）");
  g_assert_null (find_line (self, 0, "送：市关工委各成员单位"));
  g_assert_cmpuint (count_rules (self, 0, 0, FALSE), ==, 2);

  self->page_template->tail.is_shown = FALSE;
  lay_out (self);
  g_assert_null (find_line (self, 0, "主报单位：省关工委"));
  g_assert_cmpuint (count_rules (self, 0, 0, FALSE), ==, 0);
}

static void
a_page_has_the_rows_and_columns_asked_for (Fixture       *self,
                                           gconstpointer  data)
{
  guint n_full = 0;

  self->page_template->rows = 20;
  self->page_template->columns = 25;
  for (int i = 0; i < BULLETIN_N_STYLES; i++) {
    if (self->page_template->styles[i].size == 16)
      self->page_template->styles[i].size = 18;
  }
  g_string_truncate (self->text, 0);
  for (guint i = 0; i < 60; i++)
    g_string_append (self->text, HAN);
  lay_out (self);

  /* The second page is text alone. */
  const BulletinPageTemplate *page = self->page_template;
  const BulletinPlanPage *it = bulletin_page_plan_get_page (self->plan, 1);
  for (guint i = 0; i < it->lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (it->lines, i);
    g_autofree char *words = get_words (line);

    if (line->role != BULLETIN_PLAN_PARAGRAPH)
      continue;
    g_assert_cmpint (g_utf8_strlen (words, -1), ==, 25);
    assert_near (line->baseline, page->margin_top + n_full * page->block_height / 20 + (page->block_height / 20 - 18) / 2 + 0.88 * 18);
    n_full++;
  }
  g_assert_cmpuint (n_full, ==, 20);
}

static void
even_pages_mirror_their_margins (Fixture       *self,
                                 gconstpointer  data)
{
  append_pages (self, 3);
  self->page_template->mirrors_margins = TRUE;
  lay_out (self);

  g_assert_cmpuint (bulletin_page_plan_get_n_pages (self->plan), >=, 3);
  for (guint i = 0; i < 3; i++) {
    const BulletinPlanPage *it = bulletin_page_plan_get_page (self->plan, i);
    const double left = bulletin_page_template_get_left (self->page_template, i);
    double leftmost = G_MAXDOUBLE;

    for (guint j = 0; j < it->lines->len; j++) {
      const BulletinPlanLine *line = g_ptr_array_index (it->lines, j);

      if (line->role == BULLETIN_PLAN_PARAGRAPH)
        leftmost = MIN (leftmost, get_left (line));
    }
    assert_near (leftmost, left);
    assert_near (left, (i == 1 ? 26 : 28) * BULLETIN_POINTS_PER_MM);
  }

  /* A click on the page still finds the text there. */
  const BulletinPlanPage *second = bulletin_page_plan_get_page (self->plan, 1);
  for (guint i = 0; i < second->lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (second->lines, i);
    guint page;
    double x, y;

    if (line->role != BULLETIN_PLAN_PARAGRAPH)
      continue;
    g_assert_true (bulletin_page_plan_locate_caret (self->plan, line->offset, &page, &x, &y));
    g_assert_cmpuint (page, ==, 1);
    assert_near (x, get_left (line));
    g_assert_cmpuint (bulletin_page_plan_pick (self->plan, 1, x + 1, y), ==, line->offset);
  }
}

static void
page_numbers_stand_and_read_as_asked (Fixture       *self,
                                      gconstpointer  data)
{
  const BulletinPageTemplate *page = self->page_template;
  const double left = page->margin_left;
  const double right = left + page->block_width;

  append_pages (self, 1);
  self->page_template->number_style = BULLETIN_NUMBER_OF;
  self->page_template->number_place = BULLETIN_NUMBER_CENTRE;
  self->page_template->number_distance = 10 * BULLETIN_POINTS_PER_MM;
  lay_out (self);
  g_autofree char *words = g_strdup_printf ("第2页 共%u页", bulletin_page_plan_get_n_pages (self->plan));
  const BulletinPlanLine *second = get_line (self, 1, words);
  assert_near (get_left (second) - left, right - get_right (second));
  assert_near (second->baseline, page->margin_top + page->block_height + 10 * BULLETIN_POINTS_PER_MM + 0.38 * 14);

  self->page_template->number_style = BULLETIN_NUMBER_PLAIN;
  self->page_template->number_place = BULLETIN_NUMBER_RIGHT;
  lay_out (self);
  assert_near (get_right (get_line (self, 1, "2")), right - 14);

  self->page_template->number_style = BULLETIN_NUMBER_NONE;
  lay_out (self);
  g_assert_null (find_line (self, 1, "2"));
}

static void
each_part_has_its_own_type (Fixture       *self,
                            gconstpointer  data)
{
  static const struct
  {
    BulletinStyle style;
    const char *words;
  } parts[] = {
    { BULLETIN_STYLE_MASTHEAD, "工作简报" },
    { BULLETIN_STYLE_ISSUE, "第3期（总第78期）" },
    { BULLETIN_STYLE_TITLE, "驿站建起来了" },
    { BULLETIN_STYLE_HEADING_1, "一、甲" },
    { BULLETIN_STYLE_HEADING_2, "（一）乙" },
    { BULLETIN_STYLE_HEADING_3, "1. 丙" },
    { BULLETIN_STYLE_HEADING_4, "（1）丁" },
    { BULLETIN_STYLE_BODY, "正文一句。" },
    { BULLETIN_STYLE_NOTE, "按语一句。" },
    { BULLETIN_STYLE_TABLE, "庚" },
    { BULLETIN_STYLE_TABLE_HEAD, "己" },
    { BULLETIN_STYLE_TAIL, "报：省关工委" },
    { BULLETIN_STYLE_PAGE_NUMBER, "— 1 —" },
  };

  g_string_append (self->text, "一、甲\n（一）乙\n1. 丙\n（1）丁\n> 按语一句。\n| 己 | 辛 |\n|---|---|\n| 庚 | 壬 |\n");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    self->page_template->styles[parts[i].style].size = 10.5 + i / 4.0 + (parts[i].style == BULLETIN_STYLE_BODY ? 4 : 0);
  lay_out (self);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_near (get_size (get_line (self, 0, parts[i].words)), self->page_template->styles[parts[i].style].size);
}

static void
an_indent_is_of_so_many_characters (Fixture       *self,
                                    gconstpointer  data)
{
  for (int i = 0; i <= 4; i++) {
    self->page_template->indent = i;
    lay_out (self);
    assert_near (get_left (get_line (self, 0, "正文一句。")), self->page_template->margin_left + i * self->page_template->block_width / 28);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/template-plan/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("the-star-stands-in-the-middle-of-the-rule", the_star_stands_in_the_middle_of_the_rule);
  ADD ("the-name-has-words-of-its-own-in-two-lines", the_name_has_words_of_its_own_in_two_lines);
  ADD ("the-issue-line-says-what-the-template-lets-it", the_issue_line_says_what_the_template_lets_it);
  ADD ("issuer-and-date-change-places-or-share-a-row", issuer_and_date_change_places_or_share_a_row);
  ADD ("marks-stand-on-their-sides", marks_stand_on_their_sides);
  ADD ("the-tail-is-as-the-template-has-it", the_tail_is_as_the_template_has_it);
  ADD ("a-page-has-the-rows-and-columns-asked-for", a_page_has_the_rows_and_columns_asked_for);
  ADD ("even-pages-mirror-their-margins", even_pages_mirror_their_margins);
  ADD ("page-numbers-stand-and-read-as-asked", page_numbers_stand_and_read_as_asked);
  ADD ("each-part-has-its-own-type", each_part_has_its_own_type);
  ADD ("an-indent-is-of-so-many-characters", an_indent_is_of_so_many_characters);
#undef ADD

  return g_test_run ();
}
