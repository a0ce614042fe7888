/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-undo-history.h"

#include <string.h>

/* A text and its history, as a text field has them. */
typedef struct
{
  BulletinUndoHistory *history;
  GString *text;
  gint64 now;
} Field;

static void
field_init (Field      *self,
            const char *text)
{
  self->history = bulletin_undo_history_new ();
  self->text = g_string_new (text);
  self->now = G_USEC_PER_SEC;
}

static void
field_clear (Field *self)
{
  bulletin_undo_history_unref (self->history);
  g_string_free (self->text, TRUE);
}

static guint
get_length (Field *self)
{
  return g_utf8_strlen (self->text->str, -1);
}

static void
replace (Field      *self,
         guint       offset,
         guint       n_removed,
         const char *inserted)
{
  char *start = g_utf8_offset_to_pointer (self->text->str, offset);
  g_autofree char *removed = g_strndup (start, g_utf8_offset_to_pointer (start, n_removed) - start);
  gsize place = start - self->text->str;

  bulletin_undo_history_record (self->history, offset, removed, "");
  g_string_erase (self->text, place, strlen (removed));
  bulletin_undo_history_record (self->history, offset, "", inserted);
  g_string_insert (self->text, place, inserted);
}

/* One key, 100 ms after the one before. */
static void
key (Field      *self,
     guint       offset,
     guint       n_removed,
     const char *inserted)
{
  self->now += 100000;
  bulletin_undo_history_begin (self->history, offset + n_removed);
  replace (self, offset, n_removed, inserted);
  bulletin_undo_history_end (self->history, offset + g_utf8_strlen (inserted, -1), self->now);
}

static void
type (Field      *self,
      const char *words)
{
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p)) {
    g_autofree char *c = g_strndup (p, g_utf8_next_char (p) - p);

    key (self, get_length (self), 0, c);
  }
}

static gboolean
undo (Field *self)
{
  const BulletinUndoStep *step = bulletin_undo_history_undo (self->history);

  if (step != NULL)
    g_assert_true (bulletin_undo_step_apply (step, FALSE, self->text));

  return step != NULL;
}

static gboolean
redo (Field *self)
{
  const BulletinUndoStep *step = bulletin_undo_history_redo (self->history);

  if (step != NULL)
    g_assert_true (bulletin_undo_step_apply (step, TRUE, self->text));

  return step != NULL;
}

static void
test_typing_is_taken_back_by_phrases (void)
{
  Field field;

  field_init (&field, "");
  type (&field, "走访驿站，送去茶水。");
  g_assert_cmpuint (bulletin_undo_history_get_n_steps (field.history), ==, 2);
  undo (&field);
  g_assert_cmpstr (field.text->str, ==, "走访驿站，");
  undo (&field);
  g_assert_cmpstr (field.text->str, ==, "");
  g_assert_false (undo (&field));
  redo (&field);
  g_assert_cmpstr (field.text->str, ==, "走访驿站，");
  field_clear (&field);
}

static void
test_a_rest_begins_a_step (void)
{
  Field field;

  field_init (&field, "");
  type (&field, "甲乙");
  field.now += 3 * G_USEC_PER_SEC;
  type (&field, "丙丁");
  g_assert_cmpuint (bulletin_undo_history_get_n_steps (field.history), ==, 2);
  bulletin_undo_history_seal (field.history);
  type (&field, "戊");
  g_assert_cmpuint (bulletin_undo_history_get_n_steps (field.history), ==, 3);
  field_clear (&field);
}

static void
test_moving_begins_a_step (void)
{
  Field field;

  field_init (&field, "甲乙丙丁");
  key (&field, 1, 0, "一");
  key (&field, 2, 0, "二");
  key (&field, 0, 0, "三");
  key (&field, 5, 0, "\n");
  key (&field, 6, 0, "四");
  g_assert_cmpuint (bulletin_undo_history_get_n_steps (field.history), ==, 4);
  field_clear (&field);
}

static void
test_backspaces_are_one_step (void)
{
  Field field;

  field_init (&field, "甲乙丙丁戊");
  key (&field, 4, 1, "");
  key (&field, 3, 1, "");
  key (&field, 2, 1, "");
  /* Delete, forwards. */
  key (&field, 0, 1, "");
  key (&field, 0, 1, "");
  g_assert_cmpstr (field.text->str, ==, "");
  g_assert_cmpuint (bulletin_undo_history_get_n_steps (field.history), ==, 2);
  undo (&field);
  g_assert_cmpstr (field.text->str, ==, "甲乙");
  undo (&field);
  g_assert_cmpstr (field.text->str, ==, "甲乙丙丁戊");
  field_clear (&field);
}

static void
test_a_group_is_one_step (void)
{
  Field field;

  field_init (&field, "一、甲\n三、乙\n四、丙");
  bulletin_undo_history_begin (field.history, 7);
  bulletin_undo_history_begin (field.history, 7);
  replace (&field, 4, 1, "二");
  bulletin_undo_history_end (field.history, 7, field.now);
  replace (&field, 8, 1, "三");
  bulletin_undo_history_end (field.history, 5, field.now);
  g_assert_cmpstr (field.text->str, ==, "一、甲\n二、乙\n三、丙");
  g_assert_cmpuint (bulletin_undo_history_get_n_steps (field.history), ==, 1);
  g_assert_cmpuint (bulletin_undo_history_get_step (field.history, 0)->caret_before, ==, 7);
  g_assert_cmpuint (bulletin_undo_history_get_step (field.history, 0)->caret_after, ==, 5);
  undo (&field);
  g_assert_cmpstr (field.text->str, ==, "一、甲\n三、乙\n四、丙");
  field_clear (&field);
}

static void
test_nothing_done_is_no_step (void)
{
  Field field;

  field_init (&field, "甲");
  type (&field, "乙");
  undo (&field);
  bulletin_undo_history_begin (field.history, 0);
  bulletin_undo_history_end (field.history, 1, field.now);
  g_assert_true (bulletin_undo_history_can_redo (field.history));
  g_assert_false (bulletin_undo_history_can_undo (field.history));
  field_clear (&field);
}

static void
test_a_replaced_text_is_kept_as_what_differs (void)
{
  g_autofree char *half = g_strnfill (50000, 'x');
  g_autofree char *before = g_strconcat (half, "驿站", half, NULL);
  g_autofree char *after = g_strconcat (half, "驿馆", half, NULL);
  const BulletinUndoEdit *edit;
  Field field;

  field_init (&field, before);
  key (&field, 0, get_length (&field), after);
  edit = &g_array_index (bulletin_undo_history_get_step (field.history, 0)->edits, BulletinUndoEdit, 0);
  g_assert_cmpuint (edit->offset, ==, 50001);
  g_assert_cmpstr (edit->removed, ==, "站");
  g_assert_cmpstr (edit->inserted, ==, "馆");
  g_assert_cmpuint (bulletin_undo_history_get_step (field.history, 0)->size, <, 200);
  undo (&field);
  g_assert_cmpstr (field.text->str, ==, before);
  field_clear (&field);
}

static void
test_metadata_are_part_of_a_step (void)
{
  g_autoptr (BulletinUndoHistory) history = bulletin_undo_history_new ();
  g_autoptr (BulletinMetadata) first = bulletin_metadata_new ();
  g_autoptr (BulletinMetadata) second = bulletin_metadata_new ();
  g_autoptr (BulletinMetadata) third = bulletin_metadata_new ();
  g_autoptr (BulletinMetadata) fourth = NULL;
  const BulletinMetadata *states[4];

  bulletin_metadata_set_string (&first->title, "题");
  bulletin_metadata_set_string (&second->title, "题目");
  bulletin_metadata_set_string (&third->title, "题目三");
  fourth = bulletin_metadata_copy (third);
  bulletin_metadata_set_string (&fourth->issuer, "办公室");
  states[0] = first;
  states[1] = second;
  states[2] = third;
  states[3] = fourth;

  /* A title that is typed is one step, another field another. */
  for (guint i = 0; i + 1 < G_N_ELEMENTS (states); i++) {
    bulletin_undo_history_begin (history, 0);
    bulletin_undo_history_record_metadata (history, states[i], states[i + 1]);
    bulletin_undo_history_end (history, 0, 1 + i);
  }
  g_assert_cmpuint (bulletin_undo_history_get_n_steps (history), ==, 2);
  g_assert_cmpstr (bulletin_undo_history_get_step (history, 0)->metadata_before->title, ==, "题");
  g_assert_cmpstr (bulletin_undo_history_get_step (history, 0)->metadata_after->title, ==, "题目三");
}

static void
test_a_step_of_another_text_is_refused (void)
{
  g_autoptr (BulletinUndoStep) step = bulletin_undo_step_new (0, 0);
  g_autoptr (GString) text = g_string_new ("甲乙");

  bulletin_undo_step_add_edit (step, 1, "", "丙");
  g_assert_false (bulletin_undo_step_apply (step, FALSE, text));
  g_assert_cmpstr (text->str, ==, "甲乙");
  bulletin_undo_step_add_edit (step, 9, "", "丙");
  g_assert_false (bulletin_undo_step_apply (step, FALSE, text));
}

static void
edit_randomly (Field *field,
               GRand *rand)
{
  static const char *const words[] = { "", "", "甲", "驿站", "，", "。", "\n", "e\u0301", "\U0001f600", "abc ", "甲乙丙丁戊己庚辛" };
  guint n_edits = g_rand_int_range (rand, 0, 4) == 0 ? 3 : 1;

  field->now += g_rand_int_range (rand, 1, 3 * G_USEC_PER_SEC);
  bulletin_undo_history_begin (field->history, 0);
  for (guint i = 0; i < n_edits; i++) {
    guint length = get_length (field);
    guint offset = g_rand_boolean (rand) ? length : (guint) g_rand_int_range (rand, 0, length + 1);

    replace (field, offset, g_rand_int_range (rand, 0, MIN (3, length - offset) + 1),
             words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  }
  bulletin_undo_history_end (field->history, 0, field->now);
}

static void
test_all_undone_is_the_first_text_and_all_redone_the_last (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240617);

  for (guint round = 0; round < 1500; round++) {
    guint n = g_rand_int_range (rand, 0, 40);
    guint n_steps;
    g_autofree char *last = NULL;
    Field field;

    field_init (&field, "第一段文字，还没有改过。\n第二段。");
    for (guint i = 0; i < n; i++) {
      BulletinUndoHistory *copy;

      edit_randomly (&field, rand);
      if (g_rand_int_range (rand, 0, 6) == 0) {
        /* What is kept and read again goes on just the same. */
        copy = bulletin_undo_history_copy (field.history, G_MAXSIZE);
        g_assert_cmpuint (bulletin_undo_history_get_n_steps (copy), ==, bulletin_undo_history_get_n_steps (field.history));
        g_assert_cmpuint (bulletin_undo_history_get_position (copy), ==, bulletin_undo_history_get_position (field.history));
        bulletin_undo_history_unref (field.history);
        field.history = copy;
      }
      if (g_rand_int_range (rand, 0, 8) == 0) {
        g_autofree char *here = g_strdup (field.text->str);
        guint n_back = 0;

        while (n_back < 5 && undo (&field))
          n_back++;
        while (n_back-- > 0)
          g_assert_true (redo (&field));
        g_assert_cmpstr (field.text->str, ==, here);
      }
    }
    last = g_strdup (field.text->str);
    n_steps = bulletin_undo_history_get_n_steps (field.history);
    for (guint i = 0; i < n_steps; i++)
      g_assert_true (undo (&field));
    g_assert_false (undo (&field));
    g_assert_cmpstr (field.text->str, ==, "第一段文字，还没有改过。\n第二段。");
    for (guint i = 0; i < n_steps; i++)
      g_assert_true (redo (&field));
    g_assert_false (redo (&field));
    g_assert_cmpstr (field.text->str, ==, last);
    field_clear (&field);
  }
}

static void
test_it_does_not_grow_without_end (void)
{
  g_autofree char *page = g_strnfill (300000, 'x');
  g_autoptr (BulletinUndoHistory) copy = NULL;
  gsize size = 0;
  Field field;

  field_init (&field, "");
  for (guint i = 0; i < 5000; i++) {
    key (&field, 0, 0, "\n");
    bulletin_undo_history_seal (field.history);
  }
  g_assert_cmpuint (bulletin_undo_history_get_n_steps (field.history), ==, 2000);

  for (guint i = 0; i < 60; i++)
    key (&field, 0, 0, page);
  for (guint i = 0; i < bulletin_undo_history_get_n_steps (field.history); i++)
    size += bulletin_undo_history_get_step (field.history, i)->size;
  g_assert_cmpuint (size, <=, 4 * 1024 * 1024);

  copy = bulletin_undo_history_copy (field.history, 1000000);
  g_assert_cmpuint (bulletin_undo_history_get_n_steps (copy), ==, 3);
  g_assert_cmpuint (bulletin_undo_history_get_position (copy), ==, 3);

  /* What is larger than all is still taken back. */
  {
    g_autofree char *book = g_strnfill (6000000, 'y');

    key (&field, 0, 0, book);
    g_assert_cmpuint (bulletin_undo_history_get_n_steps (field.history), ==, 1);
    g_assert_true (undo (&field));
  }
  field_clear (&field);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add_func ("/undo-history/" name, test)
  ADD ("typing-is-taken-back-by-phrases", test_typing_is_taken_back_by_phrases);
  ADD ("a-rest-begins-a-step", test_a_rest_begins_a_step);
  ADD ("moving-begins-a-step", test_moving_begins_a_step);
  ADD ("backspaces-are-one-step", test_backspaces_are_one_step);
  ADD ("a-group-is-one-step", test_a_group_is_one_step);
  ADD ("nothing-done-is-no-step", test_nothing_done_is_no_step);
  ADD ("a-replaced-text-is-kept-as-what-differs", test_a_replaced_text_is_kept_as_what_differs);
  ADD ("metadata-are-part-of-a-step", test_metadata_are_part_of_a_step);
  ADD ("a-step-of-another-text-is-refused", test_a_step_of_another_text_is_refused);
  ADD ("all-undone-is-the-first-text-and-all-redone-the-last", test_all_undone_is_the_first_text_and_all_redone_the_last);
  ADD ("it-does-not-grow-without-end", test_it_does_not_grow_without_end);
#undef ADD

  return g_test_run ();
}
