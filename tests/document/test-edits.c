/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-text-mirror.h"
#include "writing-fixture.h"

#include <string.h>

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/edits/edits-between-lead-from-one-text-to-the-other", test_edits_between_lead_from_one_text_to_the_other);
  g_test_add_func ("/edits/a-caret-moves-with-the-edits", test_a_caret_moves_with_the_edits);
  g_test_add_func ("/edits/a-mirror-follows-every-edit", test_a_mirror_follows_every_edit);

  return g_test_run ();
}
