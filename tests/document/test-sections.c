/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-proofreading.h"
#include "bulletin-sections.h"
#include "writing-fixture.h"

#include <string.h>

static int
compare_bytes (gconstpointer a,
               gconstpointer b)
{
  return *(const char *) a - *(const char *) b;
}

/* The characters of a text without their order and without those of numbers. */
static char *
sort_characters (const char *text)
{
  g_autoptr (GArray) bytes = g_array_new (TRUE, FALSE, 1);
  g_autofree char *kept = g_strdup (text);

  for (const char *p = text; *p != '\0'; p++)
    g_array_append_val (bytes, *p);
  g_array_sort (bytes, compare_bytes);

  return g_array_steal (bytes, NULL);
}

static guint
count_findings (const char *text,
                const char *rule)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (GPtrArray) findings = bulletin_proofread (document, NULL);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    n += g_strcmp0 (finding->rule, rule) == 0;
  }

  return n;
}

static gboolean
is_in_order (const char *text)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (GPtrArray) edits = bulletin_renumber_edits (document);

  return edits->len == 0;
}

/* --- Sections -------------------------------------------------------------- */

typedef GPtrArray *(*Move) (const BulletinDocument *document,
                            guint                   section,
                            gsize                  *caret);

/* The text after a move of the heading that holds @title, NULL if it cannot. */
static char *
move (const char *text,
      const char *title,
      Move        func)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  gsize caret = strstr (text, title) - text;
  g_autoptr (GPtrArray) edits = func (document, bulletin_section_find (document, caret), &caret);
  char *moved;

  if (edits == NULL)
    return NULL;
  moved = bulletin_edits_apply (edits, text);
  g_assert_true (g_str_has_prefix (moved + caret, title));

  return moved;
}

static GPtrArray *
lower (const BulletinDocument *document,
       guint                   section,
       gsize                  *caret)
{
  return bulletin_section_shift (document, section, 1, caret);
}

static GPtrArray *
raise_level (const BulletinDocument *document,
             guint                   section,
             gsize                  *caret)
{
  return bulletin_section_shift (document, section, -1, caret);
}

static void
assert_moved (const char *text,
              const char *title,
              Move        func,
              const char *expected)
{
  g_autofree char *moved = move (text, title, func);

  g_test_message ("%s in %s", title, text);
  g_assert_cmpstr (moved, ==, expected);
}

static void
test_a_section_moves_with_all_below_it (void)
{
  const char *text = "前文\n一、甲\n　　子\n（一）丑\n\n二、乙\n（一）寅\n（二）卯\n附件：\n1. 表";

  assert_moved (text, "乙", bulletin_section_move_up, "前文\n一、乙\n（一）寅\n（二）卯\n\n二、甲\n　　子\n（一）丑\n附件：\n1. 表");
  assert_moved (text, "甲", bulletin_section_move_down, "前文\n一、乙\n（一）寅\n（二）卯\n\n二、甲\n　　子\n（一）丑\n附件：\n1. 表");
  assert_moved (text, "卯", bulletin_section_move_up, "前文\n一、甲\n　　子\n（一）丑\n\n二、乙\n（一）卯\n（二）寅\n附件：\n1. 表");
  /* The first one goes on to the section above. */
  assert_moved (text, "寅", bulletin_section_move_up, "前文\n一、甲\n　　子\n（一）丑\n\n（二）寅\n二、乙\n（一）卯\n附件：\n1. 表");
  assert_moved (text, "丑", bulletin_section_move_down, "前文\n一、甲\n　　子\n二、乙\n\n（一）丑\n（二）寅\n（三）卯\n附件：\n1. 表");
  /* There is nowhere to go. */
  assert_moved (text, "甲", bulletin_section_move_up, NULL);
  assert_moved (text, "乙", bulletin_section_move_down, NULL);
  assert_moved (text, "卯", bulletin_section_move_down, NULL);
  /* The last line has no end, and keeps none. */
  assert_moved ("一、甲\n二、乙", "乙", bulletin_section_move_up, "一、乙\n二、甲");
  assert_moved ("一、甲\r\n\r\n二、乙", "甲", bulletin_section_move_down, "一、乙\r\n\r\n二、甲");
}

static void
test_numbers_that_were_out_of_order_stay (void)
{
  assert_moved ("一、甲\n三、乙\n", "乙", bulletin_section_move_up, "三、乙\n一、甲\n");
}

static void
test_a_section_changes_its_level_with_all_below_it (void)
{
  const char *text = "一、甲\n二、乙\n（一）丙\n1. 丁\n三、戊\n";

  assert_moved (text, "乙", lower, "一、甲\n（一）乙\n1. 丙\n（1）丁\n二、戊\n");
  assert_moved (text, "丙", raise_level, "一、甲\n二、乙\n三、丙\n（一）丁\n四、戊\n");
  assert_moved (text, "丁", raise_level, "一、甲\n二、乙\n（一）丙\n（二）丁\n三、戊\n");
  assert_moved (text, "甲", raise_level, NULL);
  assert_moved ("（1）甲", "甲", lower, NULL);
  assert_moved ("一、2024年", "2024年", lower, "（一）2024年");
  assert_moved ("（一）2024年", "2024年", lower, "1. 2024年");
}

static void
test_down_and_up_again_changes_nothing (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  guint n_moved = 0;

  for (guint i = 0; i < N_TEXTS; i++) {
    g_autofree char *text = make_sections (rand);
    g_autofree char *title = g_strdup_printf ("标题%02d", g_rand_int_range (rand, 0, 4));
    g_autofree char *moved = NULL;
    g_autofree char *back = NULL;
    gboolean is_down = g_rand_boolean (rand);

    if (strstr (text, title) == NULL)
      continue;
    g_assert_true (is_in_order (text));
    moved = move (text, title, is_down ? bulletin_section_move_down : bulletin_section_move_up);
    if (moved == NULL)
      continue;
    n_moved++;
    g_assert_cmpstr (moved, !=, text);
    g_assert_true (is_in_order (moved));
    back = move (moved, title, is_down ? bulletin_section_move_up : bulletin_section_move_down);
    g_assert_cmpstr (back, ==, text);
  }
  g_assert_cmpuint (n_moved, >, N_TEXTS / 5);
}

/* Raising the last section under its parent takes nothing else along, so that it
 * comes back where it was. */
static void
test_higher_and_lower_again_changes_nothing (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  guint n_moved = 0;

  for (guint i = 0; i < N_TEXTS; i++) {
    g_autofree char *text = make_sections (rand);
    g_autofree char *title = NULL;
    g_autofree char *moved = NULL;
    g_autofree char *back = NULL;
    guint n = 0;

    /* The last heading of all. */
    for (;; n++) {
      g_autofree char *next = g_strdup_printf ("标题%02u", n);

      if (strstr (text, next) == NULL)
        break;
    }
    title = g_strdup_printf ("标题%02u", n - 1);
    moved = move (text, title, raise_level);
    if (moved == NULL)
      continue;
    n_moved++;
    g_assert_true (is_in_order (moved));
    back = move (moved, title, lower);
    g_assert_cmpstr (back, ==, text);
  }
  g_assert_cmpuint (n_moved, >, N_TEXTS / 4);
}

static void
test_dragging_keeps_every_character_and_its_place (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  guint n_moved = 0;

  for (guint i = 0; i < N_TEXTS; i++) {
    g_autofree char *ordered = make_sections (rand);
    /* Out of order, so that no number changes. */
    g_autofree char *text = g_strconcat ("九、前\n", ordered, NULL);
    g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
    guint n_blocks = bulletin_document_get_n_blocks (document);
    guint section = g_rand_int_range (rand, 0, n_blocks);
    guint target = g_rand_int_range (rand, 0, n_blocks);
    g_autoptr (GPtrArray) edits = NULL;
    g_autofree char *moved = NULL;
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    gsize caret;

    if (bulletin_document_get_block (document, section)->kind != BULLETIN_BLOCK_HEADING ||
        bulletin_document_get_block (document, target)->kind != BULLETIN_BLOCK_HEADING)
      continue;
    caret = bulletin_document_get_block (document, section)->offset;
    edits = bulletin_section_move_to (document, section, target, g_rand_boolean (rand), &caret);
    if (edits == NULL)
      continue;
    n_moved++;
    moved = bulletin_edits_apply (edits, text);
    before = sort_characters (text);
    after = sort_characters (moved);
    g_assert_cmpstr (before, ==, after);
    g_assert_cmpmem (moved + caret, 6, text + bulletin_document_get_block (document, section)->offset, 6);
  }
  g_assert_cmpuint (n_moved, >, N_TEXTS / 10);
}

static void
test_renumbering_leaves_nothing_out_of_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (guint i = 0; i < N_TEXTS; i++) {
    g_autofree char *text = i % 2 == 0 ? make_noise (rand) : make_sections (rand);
    g_autoptr (BulletinDocument) document = NULL;
    g_autofree char *renumbered = NULL;
    g_autoptr (BulletinDocument) again = NULL;
    g_autoptr (GPtrArray) nothing = NULL;

    if (i % 2 == 1) {
      /* A section out of its place. */
      g_autofree char *doubled = g_strconcat (text, "\n", text, NULL);

      g_set_str (&text, doubled);
    }
    document = bulletin_document_parse (text, -1);
    renumbered = bulletin_renumber (document);
    again = bulletin_document_parse (renumbered, -1);
    nothing = bulletin_renumber_edits (again);
    g_assert_cmpuint (nothing->len, ==, 0);
    g_assert_cmpuint (bulletin_document_get_n_blocks (again), ==, bulletin_document_get_n_blocks (document));
    if (count_findings (renumbered, "heading-level") == 0)
      g_assert_cmpuint (count_findings (renumbered, "heading-order"), ==, 0);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sections/a-section-moves-with-all-below-it", test_a_section_moves_with_all_below_it);
  g_test_add_func ("/sections/numbers-that-were-out-of-order-stay", test_numbers_that_were_out_of_order_stay);
  g_test_add_func ("/sections/a-section-changes-its-level-with-all-below-it", test_a_section_changes_its_level_with_all_below_it);
  g_test_add_func ("/sections/down-and-up-again-changes-nothing", test_down_and_up_again_changes_nothing);
  g_test_add_func ("/sections/higher-and-lower-again-changes-nothing", test_higher_and_lower_again_changes_nothing);
  g_test_add_func ("/sections/dragging-keeps-every-character-and-its-place", test_dragging_keeps_every_character_and_its_place);
  g_test_add_func ("/sections/renumbering-leaves-nothing-out-of-order", test_renumbering_leaves_nothing_out_of_order);

  return g_test_run ();
}
