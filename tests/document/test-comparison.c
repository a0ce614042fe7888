/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-comparison.h"
#include "bulletin-sequence.h"

#include <string.h>

/* --- Sequences ------------------------------------------------------------- */

/* The length of the longest common subsequence, by the book. */
static guint
measure_common (const guint32 *a,
                guint          n_a,
                const guint32 *b,
                guint          n_b)
{
  guint table[40][40] = { 0 };

  for (guint i = n_a; i-- > 0;)
    for (guint k = n_b; k-- > 0;)
      table[i][k] = a[i] == b[k] ? table[i + 1][k + 1] + 1 : MAX (table[i + 1][k], table[i][k + 1]);

  return table[0][0];
}

/* Walks through the edits: what lies between them must be the same. Returns how
 * much that is. */
static guint
count_kept (const guint32 *a,
            guint          n_a,
            const guint32 *b,
            guint          n_b,
            const GArray  *edits)
{
  guint i = 0, k = 0, n = 0;

  for (guint e = 0; e <= edits->len; e++) {
    const BulletinSequenceEdit *edit = e < edits->len ? &g_array_index (edits, BulletinSequenceEdit, e) : NULL;
    guint old_end = edit != NULL ? edit->old_start : n_a;
    guint new_end = edit != NULL ? edit->new_start : n_b;

    g_assert_cmpuint (old_end - i, ==, new_end - k);
    g_assert_true (e == 0 || edit == NULL || old_end > i);
    for (; i < old_end; i++, k++, n++)
      g_assert_cmpuint (a[i], ==, b[k]);
    if (edit != NULL) {
      g_assert_true (edit->old_end > edit->old_start || edit->new_end > edit->new_start);
      i = edit->old_end;
      k = edit->new_end;
    }
  }

  return n;
}

static void
test_the_edit_is_the_shortest (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 30000; round++) {
    guint32 a[39], b[39];
    guint n_a = g_rand_int_range (rand, 0, 39), n_b = g_rand_int_range (rand, 0, 39);
    guint n_values = g_rand_int_range (rand, 1, 8);
    BulletinEffort effort = { G_MAXINT32, NULL };
    g_autoptr (GArray) edits = NULL;
    g_autoptr (GArray) unique = NULL;

    for (guint i = 0; i < n_a; i++)
      a[i] = g_rand_int_range (rand, 0, n_values);
    for (guint i = 0; i < n_b; i++)
      b[i] = g_rand_int_range (rand, 0, n_values);
    edits = bulletin_sequence_compare (a, n_a, b, n_b, FALSE, &effort);
    g_assert_cmpuint (count_kept (a, n_a, b, n_b, edits), ==, measure_common (a, n_a, b, n_b));
    unique = bulletin_sequence_compare (a, n_a, b, n_b, TRUE, &effort);
    count_kept (a, n_a, b, n_b, unique);
  }
}

static void
test_without_effort_all_is_different (void)
{
  static const guint32 a[] = { 1, 2, 3, 4, 5 }, b[] = { 1, 9, 3, 8, 5 };
  BulletinEffort effort = { 0, NULL };
  g_autoptr (GArray) edits = bulletin_sequence_compare (a, 5, b, 5, FALSE, &effort);

  /* The ends cost nothing. */
  g_assert_cmpuint (edits->len, ==, 1);
  g_assert_cmpuint (count_kept (a, 5, b, 5, edits), ==, 2);
}

/* --- Texts ----------------------------------------------------------------- */

static BulletinComparison *
compare (const char *old_text,
         const char *new_text)
{
  g_autoptr (GError) error = NULL;
  BulletinComparison *comparison = bulletin_comparison_new (old_text, new_text, NULL, &error);

  g_assert_no_error (error);

  return comparison;
}

static void
append_line (GString *text,
             gboolean *is_first)
{
  if (!*is_first)
    g_string_append_c (text, '\n');
  *is_first = FALSE;
}

/* Both texts, told by the rows and pieces alone. */
static void
check_comparison (const BulletinComparison *comparison)
{
  const char *old_text = bulletin_comparison_get_old_text (comparison);
  const char *new_text = bulletin_comparison_get_new_text (comparison);
  g_autoptr (GString) old_told = g_string_new (NULL);
  g_autoptr (GString) new_told = g_string_new (NULL);
  gboolean old_first = TRUE, new_first = TRUE;
  guint next_change = 0;

  for (guint i = 0; i < bulletin_comparison_get_n_rows (comparison); i++) {
    const BulletinComparisonRow *row = bulletin_comparison_get_row (comparison, i);

    if (row->kind == BULLETIN_COMPARISON_SAME) {
      g_assert_cmpuint (row->change, ==, BULLETIN_COMPARISON_NONE);
      g_assert_cmpmem (old_text + row->old_offset, row->old_length, new_text + row->new_offset, row->new_length);
    } else {
      g_assert_true (row->change == next_change || row->change + 1 == next_change);
      next_change = row->change + 1;
    }
    if (row->old_line != BULLETIN_COMPARISON_NONE) {
      append_line (old_told, &old_first);
      if (row->kind != BULLETIN_COMPARISON_CHANGED)
        g_string_append_len (old_told, old_text + row->old_offset, row->old_length);
    }
    if (row->new_line != BULLETIN_COMPARISON_NONE) {
      append_line (new_told, &new_first);
      if (row->kind != BULLETIN_COMPARISON_CHANGED)
        g_string_append_len (new_told, new_text + row->new_offset, row->new_length);
    }
    if (row->moved != BULLETIN_COMPARISON_NONE)
      g_assert_cmpuint (bulletin_comparison_get_row (comparison, row->moved)->moved, ==, i);
    if (row->kind != BULLETIN_COMPARISON_CHANGED)
      continue;
    g_assert_cmpuint (row->n_pieces, >, 0);
    for (guint k = 0; k < row->n_pieces; k++) {
      const BulletinComparisonPiece *piece = bulletin_comparison_get_piece (comparison, row->first_piece + k);
      const char *source = piece->kind == BULLETIN_COMPARISON_REMOVED ? old_text : new_text;

      g_assert_cmpuint (piece->length, >, 0);
      g_assert_true (g_utf8_validate (source + piece->offset, piece->length, NULL));
      if (piece->kind != BULLETIN_COMPARISON_ADDED)
        g_string_append_len (old_told, source + piece->offset, piece->length);
      if (piece->kind != BULLETIN_COMPARISON_REMOVED)
        g_string_append_len (new_told, source + piece->offset, piece->length);
    }
  }
  g_assert_cmpstr (old_told->str, ==, old_text);
  g_assert_cmpstr (new_told->str, ==, new_text);
  g_assert_cmpuint (next_change, ==, bulletin_comparison_get_n_changes (comparison));
}

static char *
revert (const BulletinComparison *comparison,
        guint                     change)
{
  GString *text = g_string_new (bulletin_comparison_get_new_text (comparison));
  gsize offset, length;
  g_autofree char *words = bulletin_comparison_revert (comparison, change, &offset, &length);

  g_assert_cmpuint (offset + length, <=, text->len);
  g_string_erase (text, offset, length);
  g_string_insert (text, offset, words);

  return g_string_free (text, FALSE);
}

static void
append_random_line (GRand   *rand,
                    GString *text)
{
  static const char *const pieces[] = {
    "驿站", "新增", "，", "。", "的", "志愿者", "1,621", "名", "", "{{n@甲:2024}}", "{{", "**", "e\u0301", "\U0001f469\u200d\U0001f4bb",
    "第", "一", "、", "abc", " ", "\r", "3.5", ".5", "“", "”", "服务", "快递员"
  };
  guint n = g_rand_int_range (rand, 0, 12);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
}

static char *
make_random_text (GRand *rand)
{
  GString *text = g_string_new (NULL);
  guint n = g_rand_int_range (rand, 0, 10);

  for (guint i = 0; i < n; i++) {
    append_random_line (rand, text);
    if (i + 1 < n)
      g_string_append_c (text, '\n');
  }

  return g_string_free (text, FALSE);
}

/* A text that somebody went over. */
static char *
edit_randomly (GRand      *rand,
               const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) edited = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (edited, g_strdup (lines[i]));
  for (guint n = g_rand_int_range (rand, 0, 5); n > 0 && edited->len > 0; n--) {
    guint at = g_rand_int_range (rand, 0, edited->len);
    g_autoptr (GString) line = g_string_new (edited->pdata[at]);
    glong length = g_utf8_strlen (line->str, -1);
    glong place = g_rand_int_range (rand, 0, length + 1);

    switch (g_rand_int_range (rand, 0, 5)) {
    case 0:
      g_string_truncate (line, 0);
      append_random_line (rand, line);
      g_ptr_array_insert (edited, at, g_strdup (line->str));
      break;
    case 1:
      g_ptr_array_remove_index (edited, at);
      break;
    case 2:
      g_ptr_array_add (edited, g_ptr_array_steal_index (edited, at));
      break;
    case 3:
      g_string_insert (line, g_utf8_offset_to_pointer (line->str, place) - line->str, g_rand_boolean (rand) ? "新增" : "的");
      g_free (edited->pdata[at]);
      edited->pdata[at] = g_strdup (line->str);
      break;
    default:
      g_string_truncate (line, g_utf8_offset_to_pointer (line->str, place) - line->str);
      g_free (edited->pdata[at]);
      edited->pdata[at] = g_strdup (line->str);
      break;
    }
  }
  g_ptr_array_add (edited, NULL);

  return g_strjoinv ("\n", (char **) edited->pdata);
}

static void
check_mirrored (const BulletinComparison *comparison,
                const BulletinComparison *mirror)
{
  g_assert_cmpuint (bulletin_comparison_get_n_changes (comparison), ==, bulletin_comparison_get_n_changes (mirror));
  g_assert_cmpuint (bulletin_comparison_get_n_rows (comparison), ==, bulletin_comparison_get_n_rows (mirror));
  for (guint i = 0; i < bulletin_comparison_get_n_rows (comparison); i++) {
    const BulletinComparisonRow *row = bulletin_comparison_get_row (comparison, i);
    const BulletinComparisonRow *other = bulletin_comparison_get_row (mirror, i);

    if (row->kind != BULLETIN_COMPARISON_CHANGED && row->kind != BULLETIN_COMPARISON_SAME)
      continue;
    g_assert_cmpint (row->kind, ==, other->kind);
    g_assert_cmpuint (row->old_line, ==, other->new_line);
    g_assert_cmpuint (row->new_line, ==, other->old_line);
    g_assert_cmpuint (row->n_pieces, ==, other->n_pieces);
  }
}

static void
test_the_old_with_its_changes_is_the_new (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240617);

  for (guint round = 0; round < 8000; round++) {
    g_autofree char *old_text = make_random_text (rand);
    g_autofree char *new_text = round % 4 == 0 ? make_random_text (rand) : edit_randomly (rand, old_text);
    g_autoptr (BulletinComparison) comparison = compare (old_text, new_text);
    g_autoptr (BulletinComparison) mirror = compare (new_text, old_text);
    g_autoptr (BulletinComparison) same = compare (old_text, old_text);

    check_comparison (comparison);
    check_comparison (mirror);
    check_mirrored (comparison, mirror);
    g_assert_cmpuint (bulletin_comparison_get_n_changes (same), ==, 0);
    g_assert_true ((bulletin_comparison_get_n_changes (comparison) == 0) == g_str_equal (old_text, new_text));
  }
}

/* One after the other, from the last: the places of the ones before stay. */
static void
test_taking_every_change_back_gives_the_old (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 4000; round++) {
    g_autofree char *old_text = make_random_text (rand);
    g_autofree char *text = round % 4 == 0 ? make_random_text (rand) : edit_randomly (rand, old_text);
    g_autoptr (BulletinComparison) first = compare (old_text, text);

    for (guint left = bulletin_comparison_get_n_changes (first); left > 0; left--) {
      gsize offset, length;
      g_autofree char *words = bulletin_comparison_revert (first, left - 1, &offset, &length);
      g_autofree char *before = NULL;
      g_autofree char *next = NULL;

      /* Behind this place the texts are one already. */
      before = g_strndup (text, offset);
      next = g_strconcat (before, words, text + offset + length, NULL);
      g_free (text);
      text = g_steal_pointer (&next);
    }
    g_assert_cmpstr (text, ==, old_text);
  }
}

static void
test_one_change_is_taken_back_alone (void)
{
  g_autoptr (BulletinComparison) comparison = compare ("甲段说明了情况。\n乙段已经删去了，不再提起。\n丙段没有变化。",
                                                       "甲段说明了新的情况。\n丙段没有变化。\n丁段是后来添上去的话。");
  g_autofree char *first = revert (comparison, 0);
  g_autofree char *second = revert (comparison, 1);
  g_autofree char *third = revert (comparison, 2);

  g_assert_cmpuint (bulletin_comparison_get_n_changes (comparison), ==, 3);
  g_assert_cmpstr (first, ==, "甲段说明了情况。\n丙段没有变化。\n丁段是后来添上去的话。");
  g_assert_cmpstr (second, ==, "甲段说明了新的情况。\n乙段已经删去了，不再提起。\n丙段没有变化。\n丁段是后来添上去的话。");
  g_assert_cmpstr (third, ==, "甲段说明了新的情况。\n丙段没有变化。");
}

static void
assert_told (const char *old_text,
             const char *new_text,
             const char *told)
{
  g_autoptr (BulletinComparison) comparison = compare (old_text, new_text);
  g_autofree char *text = bulletin_comparison_to_text (comparison, 3);

  check_comparison (comparison);
  g_assert_cmpstr (text, ==, told);
}

static void
test_chinese_reads_well (void)
{
  /* Numbers and words are exchanged whole. */
  assert_told ("全市建成暖蜂驿站186处，服务1,621人。", "全市建成暖蜂驿站188处，服务1,638人。",
               "全市建成暖蜂驿站[-186-]{+188+}处，服务[-1,621-]{+1,638+}人。\n");
  /* No island of a single 的. */
  assert_told ("驿站里准备了温暖的座椅。", "驿站里准备了干净的茶水。",
               "驿站里准备了[-温暖的座椅-]{+干净的茶水+}。\n");
  /* A clause that came in is told as a clause. */
  assert_told ("志愿者走访驿站，了解需求。", "志愿者走访驿站，送去茶水，了解需求。",
               "志愿者走访驿站，{+送去茶水，+}了解需求。\n");
  assert_told ("队员清扫街道，队员看望老人，队员整理图书。", "队员清扫街道，队员整理图书。",
               "队员清扫街道，[-队员看望老人，-]队员整理图书。\n");
  /* A figure is one. */
  assert_told ("现有驿站{{stations@东安}}处。", "现有驿站{{stations@西安}}处。",
               "现有驿站[-{{stations@东安}}-]{+{{stations@西安}}+}处。\n");
  /* A base and its mark are one, and so is a family of emoji. */
  assert_told ("去年到过cafe一次。", "去年到过cafe\u0301一次。", "去年到过[-cafe-]{+cafe\u0301+}一次。\n");
  assert_told ("值班员\U0001f469\u200d\U0001f4bb在岗。", "值班员\U0001f469\u200d\U0001f33e在岗。",
               "值班员[-\U0001f469\u200d\U0001f4bb-]{+\U0001f469\u200d\U0001f33e+}在岗。\n");
  /* A line that says another thing is another line. */
  assert_told ("开头一段。\n医院派出医生，到社区义诊。\n结尾一段。", "开头一段。\n学校组织征文，收到稿件百篇。\n结尾一段。",
               "开头一段。\n[-医院派出医生，到社区义诊。-]\n{+学校组织征文，收到稿件百篇。+}\n结尾一段。\n");
  assert_told ("一样。\n", "一样。\n", "");
}

static void
test_changed_lines_find_each_other (void)
{
  g_autoptr (BulletinComparison) comparison =
      compare ("一、驿站建设有了新进展。\n城区新建驿站三处，都已开放。\n二、志愿服务走进社区。\n队员上门看望了十二位老人。",
               "一、驿站建设有了较大进展。\n城区新建驿站五处，都已开放。\n驿站夜间也有人值守。\n二、志愿服务走进学校。\n队员上门看望了二十位老人。");
  static const BulletinComparisonKind kinds[] = {
    BULLETIN_COMPARISON_CHANGED, BULLETIN_COMPARISON_CHANGED, BULLETIN_COMPARISON_ADDED,
    BULLETIN_COMPARISON_CHANGED, BULLETIN_COMPARISON_CHANGED
  };

  check_comparison (comparison);
  g_assert_cmpuint (bulletin_comparison_get_n_rows (comparison), ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (bulletin_comparison_get_row (comparison, i)->kind, ==, kinds[i]);
}

static void
test_a_moved_line_is_known (void)
{
  g_autoptr (BulletinComparison) comparison = compare ("第一段讲的是建设。\n第二段讲的是服务。\n第三段讲的是培训。\n第四段讲的是宣传。",
                                                       "第二段讲的是服务。\n第三段讲的是培训。\n第四段讲的是宣传。\n第一段讲的是建设。");

  check_comparison (comparison);
  g_assert_cmpuint (bulletin_comparison_get_n_rows (comparison), ==, 5);
  g_assert_cmpuint (bulletin_comparison_get_row (comparison, 0)->moved, ==, 4);
}

static void
test_line_ends_are_told (void)
{
  assert_told ("末行", "末行\n", "末行\n{++}\n");
  assert_told ("末行\n", "末行", "末行\n[--]\n");
  assert_told ("", "新写的一段。", "[--]\n{+新写的一段。+}\n");
}

static void
test_what_is_far_from_changes_is_left_out (void)
{
  g_autoptr (BulletinComparison) comparison = compare ("一\n二\n三\n四\n五\n六\n七\n八旧", "一\n二\n三\n四\n五\n六\n七\n八旧了");
  g_autofree char *text = bulletin_comparison_to_text (comparison, 1);

  g_assert_cmpstr (text, ==, "@@ 7 @@\n七\n八旧{+了+}\n");
}

/* --- Large texts ----------------------------------------------------------- */

static void
append_random_characters (GRand   *rand,
                          GString *text,
                          guint    n,
                          guint    n_kinds)
{
  for (guint i = 0; i < n; i++)
    g_string_append_unichar (text, 0x4e00 + g_rand_int_range (rand, 0, n_kinds));
}

static void
check_in_time (const char *old_text,
               const char *new_text)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (BulletinComparison) comparison = compare (old_text, new_text);

  /* A bound that holds on a loaded machine and under sanitizers; without one it
   * would be hours. */
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 60 * G_USEC_PER_SEC);
  g_test_message ("%" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - begin) / 1000);
  check_comparison (comparison);
}

static void
test_large_texts_are_compared_in_time (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);

  /* Two lines of a million characters that have nothing to do with each other. */
  append_random_characters (rand, first, 1000000, 3000);
  append_random_characters (rand, second, 1000000, 3000);
  check_in_time (first->str, second->str);

  /* And two of the same few characters, which match everywhere. */
  g_string_truncate (first, 0);
  g_string_truncate (second, 0);
  append_random_characters (rand, first, 1000000, 2);
  append_random_characters (rand, second, 1000000, 2);
  check_in_time (first->str, second->str);

  /* Ten thousand lines, each another. */
  g_string_truncate (first, 0);
  g_string_truncate (second, 0);
  for (guint i = 0; i < 10000; i++) {
    append_random_characters (rand, first, 60, 400);
    g_string_append_c (first, '\n');
    append_random_characters (rand, second, 60, 400);
    g_string_append_c (second, '\n');
  }
  check_in_time (first->str, second->str);

  /* Ten thousand lines of three kinds, and braces that are never closed. */
  g_string_truncate (first, 0);
  g_string_truncate (second, 0);
  for (guint i = 0; i < 10000; i++) {
    g_string_append_printf (first, "第%d类内容在这里\n", g_rand_int_range (rand, 0, 3));
    g_string_append_printf (second, "第%d类内容在这里\n", g_rand_int_range (rand, 0, 3));
  }
  for (guint i = 0; i < 100000; i++)
    g_string_append (i % 2 == 0 ? first : second, "{{{");
  check_in_time (first->str, second->str);
}

static void
test_cancelling_is_an_error (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (bulletin_comparison_new ("甲", "乙", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* --- Metadata -------------------------------------------------------------- */

static void
test_fields_that_differ_are_named (void)
{
  g_autoptr (BulletinMetadata) before = bulletin_metadata_new ();
  g_autoptr (BulletinMetadata) after = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  const BulletinMetadataDifference *difference;

  bulletin_metadata_set_string (&before->title, "旧题目");
  bulletin_metadata_set_string (&before->issuer, "甲市关工委");
  after = bulletin_metadata_copy (before);
  differences = bulletin_metadata_compare (before, after);
  g_assert_cmpuint (differences->len, ==, 0);
  g_clear_pointer (&differences, g_ptr_array_unref);

  bulletin_metadata_set_string (&after->title, "新题目");
  after->number = 6;
  differences = bulletin_metadata_compare (before, after);
  g_assert_cmpuint (differences->len, ==, 2);
  difference = differences->pdata[0];
  g_assert_cmpstr (difference->field, ==, "title");
  g_assert_cmpstr (difference->old_value, ==, "旧题目");
  g_assert_cmpstr (difference->new_value, ==, "新题目");
  difference = differences->pdata[1];
  g_assert_cmpstr (difference->field, ==, "number");
  g_assert_null (difference->old_value);
  g_assert_cmpstr (difference->new_value, ==, "6");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sequence/the-edit-is-the-shortest", test_the_edit_is_the_shortest);
  g_test_add_func ("/sequence/without-effort-all-is-different", test_without_effort_all_is_different);
  g_test_add_func ("/comparison/the-old-with-its-changes-is-the-new", test_the_old_with_its_changes_is_the_new);
  g_test_add_func ("/comparison/taking-every-change-back-gives-the-old", test_taking_every_change_back_gives_the_old);
  g_test_add_func ("/comparison/one-change-is-taken-back-alone", test_one_change_is_taken_back_alone);
  g_test_add_func ("/comparison/chinese-reads-well", test_chinese_reads_well);
  g_test_add_func ("/comparison/changed-lines-find-each-other", test_changed_lines_find_each_other);
  g_test_add_func ("/comparison/a-moved-line-is-known", test_a_moved_line_is_known);
  g_test_add_func ("/comparison/line-ends-are-told", test_line_ends_are_told);
  g_test_add_func ("/comparison/what-is-far-from-changes-is-left-out", test_what_is_far_from_changes_is_left_out);
  g_test_add_func ("/comparison/large-texts-are-compared-in-time", test_large_texts_are_compared_in_time);
  g_test_add_func ("/comparison/cancelling-is-an-error", test_cancelling_is_an_error);
  g_test_add_func ("/metadata/fields-that-differ-are-named", test_fields_that_differ_are_named);

  return g_test_run ();
}
