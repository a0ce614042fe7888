/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include "bulletin-backup.h"
#include "bulletin-database-private.h"
#include "bulletin-record-copy.h"
#include "bulletin-search.h"

#include <string.h>

/* Libraries of older versions, from frozen fixtures. */

static void
execute_file (BulletinDatabase *database,
              const char       *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "library", "fixtures", name, NULL);
  g_autofree char *sql = NULL;

  g_assert_true (g_file_get_contents (path, &sql, NULL, &error));
  g_assert_no_error (error);
  bulletin_database_execute (database, sql, &error);
  g_assert_no_error (error);
}

/* Makes the library that the fixture tells of, and then @sql to it. */
static char *
make_old_library (Fixture    *fixture,
                  const char *name,
                  const char *sql)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->folder, "old.bulletin", NULL);
  BulletinDatabase *database = bulletin_database_open (path, TRUE, &error);

  g_assert_no_error (error);
  execute_file (database, name);
  if (sql != NULL)
    g_assert_true (bulletin_database_execute (database, sql, NULL));
  g_assert_true (bulletin_database_close (database, NULL));

  return path;
}

/* What @sql answers, a line per row, columns parted by |. */
static char *
query (BulletinDatabase *database,
       const char       *sql,
       guint             n_columns)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinStatement) statement = bulletin_database_prepare (database, sql, &error);
  GString *answer = g_string_new (NULL);

  g_assert_no_error (error);
  while (bulletin_statement_step (statement, &error) == BULLETIN_STEP_ROW) {
    for (guint i = 0; i < n_columns; i++) {
      const char *text = bulletin_statement_get_text (statement, i);

      g_string_append_printf (answer, "%s|", text != NULL ? text : "NULL");
    }
    g_string_append_c (answer, '\n');
  }
  g_assert_no_error (error);

  return g_string_free (answer, FALSE);
}

static char *
query_file (const char *path,
            const char *sql,
            guint       n_columns)
{
  BulletinDatabase *database = bulletin_database_open (path, FALSE, NULL);
  char *answer = query (database, sql, n_columns);

  g_assert_true (bulletin_database_close (database, NULL));

  return answer;
}

/* The schema with all white space as one space, without comments. */
static char *
get_schema (const char *path)
{
  g_autofree char *raw = query_file (path, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name", 4);
  g_autoptr (GRegex) comments = g_regex_new ("--[^\\n]*", 0, 0, NULL);
  g_autoptr (GRegex) spaces = g_regex_new ("\\s+", 0, 0, NULL);
  g_autofree char *plain = g_regex_replace_literal (comments, raw, -1, 0, "", 0, NULL);

  return g_regex_replace_literal (spaces, plain, -1, 0, " ", 0, NULL);
}

#define CONTENT                                                                                                     \
  "SELECT b.serial, b.state, b.title, r.ordinal, r.note, r.metadata, r.text, w.text FROM bulletin b "               \
  "JOIN revision r ON r.bulletin = b.id LEFT JOIN working_copy w ON w.bulletin = b.id ORDER BY b.serial, r.ordinal"
#define ISSUED                                                                                        \
  "SELECT i.ordinal, i.hash, i.previous_hash, p.name, p.sha256, hex (p.content) FROM issued i "       \
  "JOIN issued_part p USING (bulletin) ORDER BY i.ordinal, p.name"

static void
test_an_old_library_is_brought_up_to_date (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_old_library (fixture, data, NULL);
  g_autofree char *content = query_file (path, CONTENT, 8);
  g_autofree char *issued = query_file (path, ISSUED, 6);
  g_autoptr (BulletinLibrary) library = bulletin_library_open (path, BULLETIN_LIBRARY_NONE, &error);
  g_autofree char *content_after = NULL;
  g_autofree char *issued_after = NULL;
  g_autofree char *schema = NULL;
  g_autofree char *fresh = NULL;

  g_assert_no_error (error);
  content_after = query (bulletin_library_get_database (library), CONTENT, 8);
  issued_after = query (bulletin_library_get_database (library), ISSUED, 6);
  g_assert_cmpstr (content_after, ==, content);
  g_assert_cmpstr (issued_after, ==, issued);
  g_assert_nonnull (strstr (content, "正在起草"));

  g_assert_true (bulletin_library_close (library, NULL));
  g_assert_true (bulletin_library_close (fixture->library, NULL));
  schema = get_schema (path);
  fresh = get_schema (fixture->path);
  g_assert_cmpstr (schema, ==, fresh);
}

static void
test_a_migrated_library_is_sound_and_works (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_old_library (fixture, data, NULL);
  g_autoptr (BulletinLibrary) library = bulletin_library_open (path, BULLETIN_LIBRARY_NONE, &error);
  g_autoptr (BulletinVerification) result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *id = NULL;
  const BulletinSearch search = { .words = "热茶", .states = BULLETIN_STATES_ALL };

  g_assert_no_error (error);
  result = bulletin_library_verify (library, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->damaged->len, ==, 0);
  found = bulletin_library_search (library, &search, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  /* A new one goes on where the old ones stopped. */
  id = add_issued (library, "新的一期", 2023, 9, "新的文字");
  g_clear_pointer (&result, bulletin_verification_free);
  result = bulletin_library_verify (library, NULL, NULL, NULL, NULL, &error);
  g_assert_cmpuint (result->damaged->len, ==, 0);
}

/* What was issued before there were digests goes to another library too, and gets one
 * there. */
static void
test_old_records_go_to_another_library (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_old_library (fixture, data, NULL);
  g_autoptr (BulletinLibrary) library = bulletin_library_open (path, BULLETIN_LIBRARY_NONE, &error);
  g_autoptr (GPtrArray) list = bulletin_library_list_bulletins (library, BULLETIN_STATES_ARCHIVE, &error);
  g_autoptr (BulletinMaterials) pictures = bulletin_materials_new ();
  g_autoptr (BulletinVerification) result = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >, 0);
  for (guint i = 0; i < list->len; i++) {
    const char *id = bulletin_record_get_id (list->pdata[i]);
    g_autoptr (BulletinIssuedRecord) old = bulletin_library_get_issued (library, id, NULL);
    g_autoptr (BulletinRecordCopy) copy = bulletin_library_copy_record (library, id, &error);
    g_autoptr (BulletinIssuedRecord) record = NULL;
    gboolean is_new;

    g_assert_no_error (error);
    g_assert_null (old->digest);
    g_assert_true (bulletin_library_take_record (fixture->library, copy, pictures, NULL, "档案员", &is_new, &error));
    g_assert_no_error (error);
    record = bulletin_library_get_issued (fixture->library, id, NULL);
    g_assert_cmpstr (record->digest, ==, copy->digest);
  }
  result = bulletin_library_verify (fixture->library, NULL, NULL, NULL, NULL, &error);
  g_assert_cmpuint (result->damaged->len, ==, 0);
  g_assert_cmpuint (result->n_checked, ==, list->len);
}

static void
test_the_old_library_is_kept_beside_the_new (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_autofree char *path = make_old_library (fixture, data, NULL);
  g_autofree char *content = query_file (path, CONTENT, 8);
  g_autofree char *schema = get_schema (path);
  g_autofree char *version = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *kept_schema = NULL;
  g_autofree char *kept_version = NULL;
  g_autofree char *old_version = query_file (path, "PRAGMA user_version", 1);

  g_object_unref (bulletin_library_open (path, BULLETIN_LIBRARY_NONE, NULL));
  version = query_file (path, "PRAGMA user_version", 1);
  g_strdelimit (version, "|\n", '\0');
  backup = g_strdup_printf ("%s.before-version-%s", path, version);
  kept = query_file (backup, CONTENT, 8);
  kept_schema = get_schema (backup);
  kept_version = query_file (backup, "PRAGMA user_version", 1);
  g_assert_cmpstr (kept, ==, content);
  g_assert_cmpstr (kept_schema, ==, schema);
  g_assert_cmpstr (kept_version, ==, old_version);
}

static void
test_a_migration_that_fails_changes_nothing (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  /* Something that the next migration makes, not as its first, is there already. */
  g_autofree char *path = make_old_library (fixture, data,
                                            g_str_equal (data, "version-1.sql")
                                                ? "CREATE TABLE term (other TEXT) STRICT"
                                                : "CREATE TABLE recipient (other TEXT) STRICT");
  g_autofree char *old_version = query_file (path, "PRAGMA user_version", 1);
  g_autofree char *content = query_file (path, CONTENT, 8);
  g_autofree char *schema = get_schema (path);
  g_autofree char *content_after = NULL;
  g_autofree char *schema_after = NULL;
  g_autofree char *version = NULL;

  g_assert_null (bulletin_library_open (path, BULLETIN_LIBRARY_NONE, &error));
  g_assert_nonnull (error);
  content_after = query_file (path, CONTENT, 8);
  schema_after = get_schema (path);
  version = query_file (path, "PRAGMA user_version", 1);
  g_assert_cmpstr (content_after, ==, content);
  g_assert_cmpstr (schema_after, ==, schema);
  g_assert_cmpstr (version, ==, old_version);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(version, name, test)                                                                     \
  g_test_add ("/migration/version-" version "/" name, Fixture, "version-" version ".sql", fixture_set_up, test, \
              fixture_tear_down)
#define ADD_ALL(version)                                                                                 \
  ADD (version, "an-old-library-is-brought-up-to-date", test_an_old_library_is_brought_up_to_date);     \
  ADD (version, "a-migrated-library-is-sound-and-works", test_a_migrated_library_is_sound_and_works);   \
  ADD (version, "old-records-go-to-another-library", test_old_records_go_to_another_library);           \
  ADD (version, "the-old-library-is-kept-beside-the-new", test_the_old_library_is_kept_beside_the_new); \
  ADD (version, "a-migration-that-fails-changes-nothing", test_a_migration_that_fails_changes_nothing)
  ADD_ALL ("1");
  ADD_ALL ("2");
#undef ADD_ALL
#undef ADD

  return g_test_run ();
}
