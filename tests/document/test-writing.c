/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations of the desk on a text: sections, conversions, typing. */

#include "config.h"

#include "bulletin-conversion.h"
#include "bulletin-marker.h"
#include "bulletin-proofreading.h"
#include "bulletin-sections.h"
#include "bulletin-text-mirror.h"
#include "bulletin-typing.h"

#include <string.h>

#define N_TEXTS 3000

/* --- Texts ----------------------------------------------------------------- */

static char *
make_sections (GRand *rand)
{
  static const char *const bodies[] = {
    "　　各区已经报来。\n",
    "\n",
    "> 按语一句\n",
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
    "　　共{{n}}处，**已建成**。\n",
    "---\n",
    "　　1.5万元\r\n",
  };
  static const char *const formats[] = { "%s、标题%02u\n", "（%s）标题%02u\n", "%s. 标题%02u\n", "（%s）标题%02u\n" };
  int counts[BULLETIN_N_LEVELS + 1] = { 0 };
  int level = 0;
  guint n = g_rand_int_range (rand, 1, 12);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    g_autofree char *number = NULL;

    level = g_rand_int_range (rand, 1, MIN (level + 1, BULLETIN_N_LEVELS) + 1);
    counts[level]++;
    for (int k = level + 1; k <= BULLETIN_N_LEVELS; k++)
      counts[k] = 0;
    number = bulletin_marker_format_number (level, counts[level], NULL);
    g_string_append_printf (text, formats[level - 1], number, i);
    for (int k = g_rand_int_range (rand, 0, 4); k > 0; k--)
      g_string_append (text, bodies[g_rand_int_range (rand, 0, G_N_ELEMENTS (bodies))]);
  }
  if (g_rand_boolean (rand))
    g_string_append (text, "\n附件：\n1. 名单\n2. 数据\n");
  if (g_rand_boolean (rand))
    g_string_truncate (text, text->len - 1);

  return g_string_free_and_steal (text);
}

static char *
make_noise (GRand *rand)
{
  static const char *const pieces[] = {
    "一、", "（一）", "(二)", "1.", "３．", "、", "> ", "|", "|---|", "|= ", "---", "![", "](attachment:", "a)", "**",
    "{{n}}", "{{", "\\", "附件：", "附件:", "。", "“", "”", "\"", "'", "‘", "「", "」", "『", "』", "，", ",", ";", ":", "!", "?",
    ".", "(", ")", "（", "）", " ", "　", "\n", "\n", "\r\n", "甲", "乙丙", "abc", "12", "１", "２", "Ａ", "．", "％", "/"
  };
  guint n = g_rand_int_range (rand, 0, 24);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free_and_steal (text);
}

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

/* --- Edits and the mirror -------------------------------------------------- */

static void
test_edits_between_lead_from_one_text_to_the_other (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_TEXTS; i++) {
    g_autofree char *before = make_noise (rand);
    g_autofree char *after = g_rand_int_range (rand, 0, 8) == 0 ? g_strdup (before) : make_noise (rand);
    g_autoptr (GPtrArray) edits = bulletin_edits_between (before, after);
    g_autofree char *applied = bulletin_edits_apply (edits, before);

    g_assert_cmpstr (applied, ==, after);
    g_assert_cmpuint (edits->len, ==, g_str_equal (before, after) ? 0 : 1);
    for (guint k = 0; k < edits->len; k++) {
      const BulletinEdit *edit = g_ptr_array_index (edits, k);

      g_assert_true (g_utf8_validate (edit->replacement, -1, NULL));
      g_assert_true (g_utf8_validate (before, edit->offset, NULL));
      g_assert_true (g_utf8_validate (before + edit->offset + edit->length, -1, NULL));
    }
  }
}

static void
test_a_caret_moves_with_the_edits (void)
{
  g_autoptr (GPtrArray) edits = bulletin_edits_new ();

  bulletin_edits_add (edits, 2, 0, "xyz");
  bulletin_edits_add (edits, 4, 2, "q");

  g_assert_cmpuint (bulletin_edits_map (edits, 0), ==, 0);
  g_assert_cmpuint (bulletin_edits_map (edits, 2), ==, 5);
  g_assert_cmpuint (bulletin_edits_map (edits, 3), ==, 6);
  g_assert_cmpuint (bulletin_edits_map (edits, 4), ==, 7);
  g_assert_cmpuint (bulletin_edits_map (edits, 5), ==, 8);
  g_assert_cmpuint (bulletin_edits_map (edits, 6), ==, 8);
  g_assert_cmpuint (bulletin_edits_map (edits, 9), ==, 11);
}

static void
test_a_mirror_follows_every_edit (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);

  for (guint i = 0; i < 100; i++) {
    g_autoptr (BulletinTextMirror) mirror = bulletin_text_mirror_new ();
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint k = 0; k < 60; k++) {
      glong n_chars = g_utf8_strlen (text->str, -1);
      glong position = g_rand_int_range (rand, 0, (gint32) n_chars + 1);
      gsize offset = g_utf8_offset_to_pointer (text->str, position) - text->str;
      gsize length;

      if (g_rand_int_range (rand, 0, 3) == 0) {
        glong n = g_rand_int_range (rand, 0, (gint32) (n_chars - position) + 1);
        gsize end = g_utf8_offset_to_pointer (text->str, position + n) - text->str;

        bulletin_text_mirror_delete (mirror, position, n);
        g_string_erase (text, offset, end - offset);
      } else {
        g_autofree char *piece = make_noise (rand);

        bulletin_text_mirror_insert (mirror, position, piece, strlen (piece));
        g_string_insert (text, offset, piece);
      }
      g_assert_cmpstr (bulletin_text_mirror_get_text (mirror, &length), ==, text->str);
      g_assert_cmpuint (length, ==, text->len);

      n_chars = g_utf8_strlen (text->str, -1);
      position = g_rand_int_range (rand, 0, (gint32) n_chars + 1);
      offset = g_utf8_offset_to_pointer (text->str, position) - text->str;
      g_assert_cmpuint (bulletin_text_mirror_to_offset (mirror, position), ==, offset);
      position = g_rand_int_range (rand, 0, (gint32) n_chars + 1);
      offset = g_utf8_offset_to_pointer (text->str, position) - text->str;
      g_assert_cmpuint (bulletin_text_mirror_to_position (mirror, offset), ==, position);
    }
    g_assert_cmpuint (bulletin_text_mirror_to_position (mirror, G_MAXSIZE), ==, g_utf8_strlen (text->str, -1));
  }
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

/* --- Conversions ----------------------------------------------------------- */

static char *
convert (const char         *text,
         BulletinConversion  conversion)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (GPtrArray) edits = bulletin_convert (document, conversion, 0, strlen (text));

  return bulletin_edits_apply (edits, text);
}

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static void
check_conversions (BulletinConversion  conversion,
                   const Case         *cases,
                   guint               n_cases)
{
  for (guint i = 0; i < n_cases; i++) {
    g_autofree char *converted = convert (cases[i].text, conversion);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpstr (converted, ==, cases[i].expected);
  }
}

static void
test_quotes_are_made_chinese_by_pairs (void)
{
  static const Case cases[] = {
    { "开展\"暖蜂\"行动", "开展“暖蜂”行动" },
    { "\"甲\"和\"乙\"", "“甲”和“乙”" },
    { "\"他说'好'\"。", "“他说‘好’”。" },
    { "「甲」『乙』", "“甲”‘乙’" },
    { "使用\"APP\"登记", "使用“APP”登记" },
    { "“甲\"", "“甲”" },
    { "屏幕5\"大", "屏幕5\"大" },
    { "他说don't", "他说don't" },
    { "say \"hello\"", "say \"hello\"" },
    { "**\"甲\"**", "**“甲”**" },
    { "甲{{\"n\"}}", "甲{{\"n\"}}" },
    { "\"甲\n\"乙", "“甲\n“乙" },
    { "\"甲\\\"乙\"", "“甲\\\"乙“" },
    { "|\"甲\"|乙|", "|“甲”|乙|" },
    { "![\"图\"](attachment:\"a\")", "![“图”](attachment:\"a\")" },
  };

  check_conversions (BULLETIN_CONVERSION_QUOTES, cases, G_N_ELEMENTS (cases));
}

static void
test_punctuation_beside_chinese_is_made_full_width (void)
{
  static const Case cases[] = {
    { "甲,乙;丙:丁!戊?", "甲，乙；丙：丁！戊？" },
    { "建成.共1.5万", "建成。共1.5万" },
    { "共12(个)处", "共12（个）处" },
    { "用GTK(4.18)写", "用GTK（4.18）写" },
    { "用GTK (4.18) 写", "用GTK (4.18) 写" },
    { "(一)甲", "（一）甲" },
    { "1.甲", "1.甲" },
    { "a,b", "a,b" },
    { "1,621名", "1,621名" },
    { "甲,,乙", "甲，，乙" },
    { "见www.a.cn网站", "见www.a.cn网站" },
    { "甲\\,乙", "甲\\,乙" },
    { "{{a:b}}:", "{{a:b}}:" },
    { "附件:名单", "附件：名单" },
    { "甲(a", "甲(a" },
    { "第3号文件.", "第3号文件。" },
    { "|---|:-:|", "|---|:-:|" },
  };

  check_conversions (BULLETIN_CONVERSION_PUNCTUATION, cases, G_N_ELEMENTS (cases));
}

static void
test_digits_and_letters_are_made_half_width (void)
{
  static const Case cases[] = {
    { "共１８６处", "共186处" },
    { "Ａ区ｂ", "A区b" },
    { "１．５万，２", "1.5万，2" },
    { "９０％", "90%" },
    { "１，６２１名", "1,621名" },
    { "３，甲", "3，甲" },
    { "１．甲", "1．甲" },
    { "　　全角空格", "　　全角空格" },
    { "“１”", "“1”" },
  };

  check_conversions (BULLETIN_CONVERSION_DIGITS, cases, G_N_ELEMENTS (cases));
}

static void
test_converting_twice_is_converting_once (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < N_TEXTS * 3; i++) {
    g_autofree char *text = make_noise (rand);
    BulletinConversion conversion = i % 3;
    g_autofree char *once = convert (text, conversion);
    g_autofree char *twice = convert (once, conversion);
    g_autoptr (BulletinDocument) before = bulletin_document_parse (text, -1);
    g_autoptr (BulletinDocument) after = bulletin_document_parse (once, -1);

    g_test_message ("%s", text);
    g_assert_cmpstr (twice, ==, once);
    g_assert_cmpint (g_utf8_strlen (once, -1), ==, g_utf8_strlen (text, -1));
    g_assert_cmpuint (bulletin_document_get_n_blocks (after), ==, bulletin_document_get_n_blocks (before));
    for (guint k = 0; k < bulletin_document_get_n_blocks (after); k++) {
      const BulletinBlock *a = bulletin_document_get_block (before, k);
      const BulletinBlock *b = bulletin_document_get_block (after, k);

      g_assert_cmpint (a->kind, ==, b->kind);
      g_assert_cmpint (a->level, ==, b->level);
      g_assert_cmpint (a->number, ==, b->number);
    }
  }
}

static void
test_only_the_selection_is_converted (void)
{
  const char *text = "甲,乙,丙,丁";
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  gsize start = strlen ("甲,乙");
  g_autoptr (GPtrArray) edits = bulletin_convert (document, BULLETIN_CONVERSION_PUNCTUATION, start, start + 1);
  g_autofree char *converted = bulletin_edits_apply (edits, text);

  g_assert_cmpstr (converted, ==, "甲,乙，丙,丁");
}

/* --- Typing ---------------------------------------------------------------- */

static char *
get_above (guint    n,
           gpointer user_data)
{
  char **lines = user_data;
  guint n_lines = g_strv_length (lines);

  return n < n_lines ? g_strdup (lines[n_lines - 1 - n]) : NULL;
}

/* What the text becomes when Return is pressed at its end. */
static char *
press_return (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  const char *line = lines[0] != NULL ? lines[g_strv_length (lines) - 1] : "";
  g_autofree char *marker = NULL;

  switch (bulletin_typing_return (line, strlen (line), get_above, lines, &marker)) {
  case BULLETIN_TYPING_CONTINUE:
    return g_strconcat (text, "\n", marker, NULL);
  case BULLETIN_TYPING_END:
    return g_strdup_printf ("%.*s%s", (int) (strlen (text) - strlen (line)), text, marker);
  case BULLETIN_TYPING_NOTHING:
  default:
    g_assert_null (marker);
    return g_strconcat (text, "\n", NULL);
  }
}

static void
test_return_goes_on_with_the_numbers (void)
{
  static const Case cases[] = {
    { "一、甲", "一、甲\n二、" },
    { "　　九、甲", "　　九、甲\n　　十、" },
    { "（一）甲", "（一）甲\n（二）" },
    { "(十)甲", "(十)甲\n(十一)" },
    { "1. 甲", "1. 甲\n2. " },
    { "1.甲", "1.甲\n2. " },
    { "９．甲", "９．甲\n１０． " },
    { "（1）甲", "（1）甲\n（2）" },
    { "> 甲", "> 甲\n> " },
    { "附件：", "附件：\n1. " },
    { "附件：1. 甲", "附件：1. 甲\n2. " },
    { "附件：甲", "附件：甲\n" },
    { "附件：\n1. 甲", "附件：\n1. 甲\n2. " },
    { "一、甲  ", "一、甲  \n二、" },
    /* An empty one ends it: a level up, or plain. */
    { "一、甲\n二、", "一、甲\n" },
    { "一、甲\n（一）乙\n（二）", "一、甲\n（一）乙\n二、" },
    { "一、甲\n（一）乙\n1. 丙\n2. ", "一、甲\n（一）乙\n1. 丙\n（二）" },
    { "一、甲\n1. 丙\n2. ", "一、甲\n1. 丙\n二、" },
    { "1. 丙\n2. ", "1. 丙\n" },
    { "一、甲\n　　（一）", "一、甲\n二、" },
    { "> 甲\n> ", "> 甲\n" },
    { "一、甲\n附件：\n1. 乙\n2. ", "一、甲\n附件：\n1. 乙\n" },
    { "一、甲\n附件：1. 乙\n2. ", "一、甲\n附件：1. 乙\n" },
    /* What only looks like it. */
    { "1.5万", "1.5万\n" },
    { "一、二、三等奖", "一、二、三等奖\n" },
    { "\\一、甲", "\\一、甲\n" },
    { "", "\n" },
    { "\n", "\n\n" },
    { "甲", "甲\n" },
    { "| 甲 |", "| 甲 |\n" },
    { ">甲", ">甲\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *result = press_return (cases[i].text);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpstr (result, ==, cases[i].expected);
  }
}

static void
test_return_within_a_line_only_breaks_it (void)
{
  const char *line = "一、甲。乙";
  char *lines[] = { (char *) line, NULL };

  for (gsize caret = 0; caret < strlen (line); caret++) {
    g_autofree char *marker = NULL;

    g_assert_cmpint (bulletin_typing_return (line, caret, get_above, lines, &marker), ==, BULLETIN_TYPING_NOTHING);
    g_assert_null (marker);
  }
}

/* Returns alone always end in a plain line. */
static void
test_returns_come_to_an_end (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (guint i = 0; i < N_TEXTS; i++) {
    g_autofree char *text = i % 2 == 0 ? make_noise (rand) : make_sections (rand);
    guint n = 0;

    for (; !g_str_has_suffix (text, "\n\n") && n < 20; n++) {
      g_autofree char *next = press_return (text);

      g_assert_true (g_utf8_validate (next, -1, NULL));
      g_set_str (&text, next);
    }
    g_assert_cmpuint (n, <, 10);
  }
}

static void
test_backspace_takes_a_marker_whole (void)
{
  g_assert_cmpuint (bulletin_typing_backspace ("一、", strlen ("一、")), ==, strlen ("一、"));
  g_assert_cmpuint (bulletin_typing_backspace ("　（二）甲", strlen ("　（二）")), ==, strlen ("（二）"));
  g_assert_cmpuint (bulletin_typing_backspace ("2. ", 3), ==, 3);
  g_assert_cmpuint (bulletin_typing_backspace ("> ", 2), ==, 2);
  g_assert_cmpuint (bulletin_typing_backspace ("一、甲", strlen ("一、甲")), ==, 0);
  g_assert_cmpuint (bulletin_typing_backspace ("一、甲", strlen ("一")), ==, 0);
  g_assert_cmpuint (bulletin_typing_backspace ("附件：", strlen ("附件：")), ==, 0);
  g_assert_cmpuint (bulletin_typing_backspace ("甲", strlen ("甲")), ==, 0);
  g_assert_cmpuint (bulletin_typing_backspace ("", 0), ==, 0);
}

/* The quotes of a text typed from left to right, each `"` and `'` as it is meant. */
static char *
type_quotes (const char *keys)
{
  GString *line = g_string_new (NULL);

  for (const char *p = keys; *p != '\0'; p = g_utf8_next_char (p)) {
    if (*p == '"' || *p == '\'')
      g_string_append (line, bulletin_typing_quote (line->str, line->len, *p));
    else
      g_string_append_len (line, p, g_utf8_next_char (p) - p);
  }

  return g_string_free_and_steal (line);
}

static void
test_quotes_are_typed_as_they_are_meant (void)
{
  static const Case cases[] = {
    { "开展\"暖蜂\"行动", "开展“暖蜂”行动" },
    { "\"甲\"\"乙\"", "“甲”“乙”" },
    { "\"他说'好'\"", "“他说‘好’”" },
    { "用\"APP\"登记", "用“APP”登记" },
    { "屏幕5\"", "屏幕5\"" },
    { "don't", "don't" },
    { "\"don't\"", "“don't”" },
    { "say \"hi\"", "say \"hi\"" },
    { "{{n\"", "{{n\"" },
    { "{{n}}\"", "{{n}}“" },
    { "![](attachment:\"", "![](attachment:\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *typed = type_quotes (cases[i].text);

    g_assert_cmpstr (typed, ==, cases[i].expected);
  }

  /* Behind the caret a quote is closed already. */
  g_assert_cmpstr (bulletin_typing_quote ("“甲乙”", strlen ("“甲"), '"'), ==, "“");
  g_assert_cmpstr (bulletin_typing_quote ("“甲乙", strlen ("“甲"), '"'), ==, "”");
}

/* The line without the marks of what is strong between two bars, or NULL. */
static char *
take_strong (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "¦", -1);
  g_autofree char *line = g_strjoinv ("", parts);
  const gsize start = strlen (parts[0]);
  const gsize end = start + strlen (parts[1]);
  gsize opening, closing;
  GString *plain;

  if (!bulletin_typing_strong (line, start, parts[2] != NULL ? end : start, &opening, &closing))
    return NULL;

  plain = g_string_new (line);
  g_string_erase (plain, closing, 2);
  g_string_erase (plain, opening, 2);

  return g_string_free_and_steal (plain);
}

static void
test_strong_words_are_known_by_the_caret (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "甲**乙¦丙**丁", "甲乙丙丁" },
    { "甲**¦乙丙**丁", "甲乙丙丁" },
    { "甲**乙丙¦**丁", "甲乙丙丁" },
    { "甲**¦乙¦丙**丁", "甲乙丙丁" },
    { "甲¦**乙丙**¦丁", "甲乙丙丁" },
    { "甲¦**乙丙**丁", NULL },
    { "甲**乙丙**丁¦", NULL },
    { "**甲**乙¦丙**丁**", NULL },
    { "**甲**乙丙**¦丁**", "**甲**乙丙丁" },
    { "¦**甲**乙**丙**¦", NULL },
    { "甲\\**乙¦丙**丁", NULL },
    { "甲**乙¦丙", NULL },
    { "| 甲** | 乙¦ | **丙 |", NULL },
    { "| 甲 | **乙¦** |", "| 甲 | 乙 |" },
    { "¦", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *plain = take_strong (cases[i].text);

    g_assert_cmpstr (plain, ==, cases[i].expected);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/writing/edits-between-lead-from-one-text-to-the-other", test_edits_between_lead_from_one_text_to_the_other);
  g_test_add_func ("/writing/a-caret-moves-with-the-edits", test_a_caret_moves_with_the_edits);
  g_test_add_func ("/writing/a-mirror-follows-every-edit", test_a_mirror_follows_every_edit);
  g_test_add_func ("/writing/a-section-moves-with-all-below-it", test_a_section_moves_with_all_below_it);
  g_test_add_func ("/writing/numbers-that-were-out-of-order-stay", test_numbers_that_were_out_of_order_stay);
  g_test_add_func ("/writing/a-section-changes-its-level-with-all-below-it", test_a_section_changes_its_level_with_all_below_it);
  g_test_add_func ("/writing/down-and-up-again-changes-nothing", test_down_and_up_again_changes_nothing);
  g_test_add_func ("/writing/higher-and-lower-again-changes-nothing", test_higher_and_lower_again_changes_nothing);
  g_test_add_func ("/writing/dragging-keeps-every-character-and-its-place", test_dragging_keeps_every_character_and_its_place);
  g_test_add_func ("/writing/renumbering-leaves-nothing-out-of-order", test_renumbering_leaves_nothing_out_of_order);
  g_test_add_func ("/writing/quotes-are-made-chinese-by-pairs", test_quotes_are_made_chinese_by_pairs);
  g_test_add_func ("/writing/punctuation-beside-chinese-is-made-full-width", test_punctuation_beside_chinese_is_made_full_width);
  g_test_add_func ("/writing/digits-and-letters-are-made-half-width", test_digits_and_letters_are_made_half_width);
  g_test_add_func ("/writing/converting-twice-is-converting-once", test_converting_twice_is_converting_once);
  g_test_add_func ("/writing/only-the-selection-is-converted", test_only_the_selection_is_converted);
  g_test_add_func ("/writing/return-goes-on-with-the-numbers", test_return_goes_on_with_the_numbers);
  g_test_add_func ("/writing/return-within-a-line-only-breaks-it", test_return_within_a_line_only_breaks_it);
  g_test_add_func ("/writing/returns-come-to-an-end", test_returns_come_to_an_end);
  g_test_add_func ("/writing/backspace-takes-a-marker-whole", test_backspace_takes_a_marker_whole);
  g_test_add_func ("/writing/quotes-are-typed-as-they-are-meant", test_quotes_are_typed_as_they_are_meant);
  g_test_add_func ("/writing/strong-words-are-known-by-the-caret", test_strong_words_are_known_by_the_caret);

  return g_test_run ();
}
