/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "bulletin-page-plan.h"
#include "plan-fixture.h"

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan-places/plan-holds-every-character-once-and-in-order", plan_holds_every_character_once_and_in_order);
  g_test_add_func ("/plan-places/pick-finds-what-locate-found", pick_finds_what_locate_found);
  g_test_add_func ("/plan-places/boxes-cover-what-is-selected-and-nothing-else", boxes_cover_what_is_selected_and_nothing_else);
  g_test_add_func ("/plan-places/caret-box-stands-where-the-caret-is-located", caret_box_stands_where_the_caret_is_located);

  return g_test_run ();
}
