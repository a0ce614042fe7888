/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include <string.h>

static void
assert_not_opened (const char           *path,
                   BulletinLibraryFlags  flags,
                   int                   code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinLibrary) library = bulletin_library_open (path, flags, &error);

  g_assert_null (library);
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, code);
  g_assert_null (strchr (error->message, '\n'));
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_a_library_opens_again (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  g_assert_true (bulletin_library_set_setting (fixture->library, "key", "值", &error));
  g_assert_true (bulletin_library_close (fixture->library, &error));
  g_clear_object (&fixture->library);
  fixture->library = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_NONE, &error);
  g_assert_no_error (error);
  value = bulletin_library_get_setting (fixture->library, "key", &error);
  g_assert_cmpstr (value, ==, "值");
  g_assert_null (bulletin_library_get_setting (fixture->library, "other", &error));
  g_assert_no_error (error);
}

static void
test_a_missing_library_is_not_made_unasked (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none.bulletin", NULL);

  assert_not_opened (path, BULLETIN_LIBRARY_NONE, BULLETIN_LIBRARY_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_other_files_are_not_libraries (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *text = g_build_filename (fixture->folder, "text", NULL);
  g_autofree char *empty = g_build_filename (fixture->folder, "empty", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  g_autofree char *content = g_strnfill (5000, 'x');
  g_autofree char *library = NULL;
  g_autofree char *after = NULL;
  gsize size;
  guint n_files;

  g_file_set_contents (text, content, -1, NULL);
  g_file_set_contents (empty, "", 0, NULL);
  /* A database of another program: the same file with another application id. */
  g_clear_object (&fixture->library);
  g_assert_true (g_file_get_contents (fixture->path, &library, &size, NULL));
  memset (library + 68, 0, 4);
  g_file_set_contents (other, library, size, NULL);

  n_files = count_files (fixture->folder);
  assert_not_opened (text, BULLETIN_LIBRARY_CREATE, BULLETIN_LIBRARY_ERROR_NOT_A_LIBRARY);
  assert_not_opened (empty, BULLETIN_LIBRARY_CREATE, BULLETIN_LIBRARY_ERROR_NOT_A_LIBRARY);
  assert_not_opened (other, BULLETIN_LIBRARY_CREATE, BULLETIN_LIBRARY_ERROR_NOT_A_LIBRARY);
  assert_not_opened (fixture->folder, BULLETIN_LIBRARY_CREATE, BULLETIN_LIBRARY_ERROR_NOT_A_LIBRARY);
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files);
  g_assert_true (g_file_get_contents (text, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, content);
}

static void
test_a_newer_library_is_left_alone (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_assert_true (bulletin_database_execute (bulletin_library_get_database (fixture->library), "PRAGMA user_version = 99", NULL));
  g_assert_true (bulletin_library_close (fixture->library, NULL));
  g_clear_object (&fixture->library);
  assert_not_opened (fixture->path, BULLETIN_LIBRARY_NONE, BULLETIN_LIBRARY_ERROR_TOO_NEW);
}

static void
test_a_damaged_library_is_said_to_be_damaged (Fixture       *fixture,
                                              gconstpointer  data)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinLibrary) library = NULL;
  g_autoptr (GPtrArray) list = NULL;
  gsize size;

  g_assert_true (bulletin_library_close (fixture->library, NULL));
  g_clear_object (&fixture->library);
  g_assert_true (g_file_get_contents (fixture->path, &content, &size, NULL));
  memset (content + 100, 0x5a, size - 100);
  g_assert_true (g_file_set_contents (fixture->path, content, size, NULL));

  library = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_NONE, &error);
  if (library != NULL)
    list = bulletin_library_list_bulletins (library, BULLETIN_STATES_ALL, &error);
  g_assert_null (list);
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_DAMAGED);
}

static void
test_a_folder_that_cannot_be_written_is_said_so (Fixture       *fixture,
                                                 gconstpointer  data)
{
  g_autofree char *under_a_file = g_build_filename (fixture->path, "new.bulletin", NULL);

  /* Permissions do not bind root; these refuse everybody. */
  assert_not_opened ("/proc/new.bulletin", BULLETIN_LIBRARY_CREATE, BULLETIN_LIBRARY_ERROR_READ_ONLY);
  assert_not_opened (under_a_file, BULLETIN_LIBRARY_CREATE, BULLETIN_LIBRARY_ERROR_READ_ONLY);
}

static void
test_ids_sort_by_when_they_were_made (void)
{
  g_autofree char *before = bulletin_uuid_new ();

  g_assert_true (g_uuid_string_is_valid (before));
  g_assert_cmpint (before[14], ==, '7');
  for (guint i = 0; i < 10000; i++) {
    g_autofree char *after = bulletin_uuid_new ();

    g_assert_cmpstr (before, <, after);
    g_free (before);
    before = g_steal_pointer (&after);
  }
}

/* A second connection of this process must not take the locks of the first away, or
 * another program that ends removes the log under it. */
static void
test_a_second_connection_leaves_the_first_its_log (Fixture *fixture,
                                                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *sqlite = g_find_program_in_path ("sqlite3");
  const char *const argv[] = { sqlite, fixture->path, "SELECT count (*) FROM series", NULL };
  g_autoptr (BulletinLibrary) second = NULL;
  int status;

  if (sqlite == NULL) {
    g_test_skip ("there is no sqlite3 here");
    return;
  }
  g_free (add_draft (fixture->library, "草稿", 2025, 0, "文"));
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  second = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_NONE, &error);
  g_assert_no_error (error);
  bulletin_library_close (second, &error);
  g_assert_no_error (error);

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/library/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("a-library-opens-again", test_a_library_opens_again);
  ADD ("a-missing-library-is-not-made-unasked", test_a_missing_library_is_not_made_unasked);
  ADD ("other-files-are-not-libraries", test_other_files_are_not_libraries);
  ADD ("a-newer-library-is-left-alone", test_a_newer_library_is_left_alone);
  ADD ("a-damaged-library-is-said-to-be-damaged", test_a_damaged_library_is_said_to_be_damaged);
  ADD ("a-second-connection-leaves-the-first-its-log", test_a_second_connection_leaves_the_first_its_log);
  ADD ("a-folder-that-cannot-be-written-is-said-so", test_a_folder_that_cannot_be_written_is_said_so);
#undef ADD
  g_test_add_func ("/library/ids-sort-by-when-they-were-made", test_ids_sort_by_when_they_were_made);

  return g_test_run ();
}
