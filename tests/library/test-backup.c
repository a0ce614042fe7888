/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include "bulletin-backup.h"

static void
test_a_backup_restores_the_library (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = g_build_filename (fixture->folder, "backup.bulletin", NULL);
  g_autofree char *id = add_issued (fixture->library, "题目", 2025, 1, "文字");
  g_autofree char *later = NULL;
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (BulletinVerification) result = NULL;

  g_assert_true (bulletin_library_back_up (fixture->library, backup, FALSE, NULL, &error));
  g_assert_no_error (error);
  later = add_draft (fixture->library, "后来的", 2025, 0, "文字");
  g_assert_true (bulletin_library_close (fixture->library, NULL));
  g_clear_object (&fixture->library);

  g_assert_true (bulletin_library_restore (backup, fixture->path, &error));
  g_assert_no_error (error);
  fixture->library = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_NONE, &error);
  g_assert_no_error (error);
  content = bulletin_library_get_bulletin (fixture->library, id, &error);
  g_assert_no_error (error);
  g_assert_null (bulletin_library_resolve (fixture->library, later, NULL));
  result = bulletin_library_verify (fixture->library, NULL, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (result->damaged->len, ==, 0);
}

static void
test_an_existing_file_is_not_replaced_unasked (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *target = g_build_filename (fixture->folder, "precious", NULL);
  g_autofree char *content = NULL;

  g_assert_true (g_file_set_contents (target, "precious", -1, NULL));
  g_assert_false (bulletin_library_back_up (fixture->library, target, FALSE, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (target, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "precious");
  g_clear_error (&error);
  g_assert_true (bulletin_library_back_up (fixture->library, target, TRUE, NULL, &error));
}

static void
test_what_is_no_library_is_not_restored (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wrong = g_build_filename (fixture->folder, "wrong", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing", NULL);

  g_assert_true (g_file_set_contents (wrong, "no library", -1, NULL));
  g_clear_object (&fixture->library);
  g_assert_false (bulletin_library_restore (wrong, fixture->path, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_A_LIBRARY);
  g_clear_error (&error);
  g_assert_false (bulletin_library_restore (missing, fixture->path, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  fixture->library = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_NONE, &error);
  g_assert_no_error (error);
}

static void
test_the_daily_backup_is_made_once_and_old_ones_go (Fixture       *fixture,
                                                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (fixture->folder, "backups", "test.bulletin", NULL);
  g_autofree char *day = NULL;
  g_autoptr (GDir) dir = NULL;
  guint n = 0;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (int year = 2020; year < 2024; year++) {
    for (int month = 1; month <= 12; month++) {
      for (int d = 1; d <= 3; d++) {
        g_autofree char *name = g_strdup_printf ("%s/daily-%d-%02d-%02d.bulletin", folder, year, month, d);

        g_assert_true (g_file_set_contents (name, "x", 1, NULL));
      }
    }
  }

  day = bulletin_library_daily_back_up (fixture->library, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (bulletin_date_is_valid (day));
  dir = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 7 + 12);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/backup/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("a-backup-restores-the-library", test_a_backup_restores_the_library);
  ADD ("an-existing-file-is-not-replaced-unasked", test_an_existing_file_is_not_replaced_unasked);
  ADD ("what-is-no-library-is-not-restored", test_what_is_no_library_is_not_restored);
  ADD ("the-daily-backup-is-made-once-and-old-ones-go", test_the_daily_backup_is_made_once_and_old_ones_go);
#undef ADD

  return g_test_run ();
}
