/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Runs plain SQL as any other program would, without our tokenizer. */
static int
run_plain_sql (const char *path,
               const char *sql)
{
  sqlite3 *database = NULL;
  int result;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, 1000);
  result = sqlite3_exec (database, sql, NULL, NULL, NULL);
  sqlite3_close (database);

  return result;
}

static BulletinVerification *
verify (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BulletinVerification *result = bulletin_library_verify (fixture->library, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return result;
}

static void
test_a_number_is_given_out_once (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = add_issued (fixture->library, "第六期", 2024, 6, "文字");
  g_autofree char *second = add_draft (fixture->library, "又是第六期", 2024, 6, "文字");
  g_autoptr (BulletinContent) content = NULL;

  g_assert_false (issue_draft (fixture->library, second, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN);
  content = bulletin_library_get_bulletin (fixture->library, second, NULL);
  g_assert_cmpint (bulletin_record_get_state (content->record), ==, BULLETIN_STATE_DRAFT);
  g_assert_cmpint (bulletin_library_next_number (fixture->library, "工作简报", BULLETIN_KIND_REGULAR, 2024, NULL), ==, 7);
  g_assert_cmpint (bulletin_library_next_number (fixture->library, "工作简报", BULLETIN_KIND_SUPPLEMENT, 2024, NULL), ==, 1);
  g_assert_cmpint (bulletin_library_next_number (fixture->library, "工作简报", BULLETIN_KIND_REGULAR, 2025, NULL), ==, 1);
}

static void
test_a_withdrawn_number_is_not_free (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = add_issued (fixture->library, "第一期", 2024, 1, "文字");
  g_autoptr (BulletinMetadata) metadata = make_metadata ("另一份", 2024, 1);
  gboolean is_free = TRUE;

  g_assert_true (bulletin_library_withdraw (fixture->library, first, "内容有误", "领导", &error));
  g_assert_true (bulletin_library_number_is_free (fixture->library, metadata, NULL, &is_free, &error));
  g_assert_false (is_free);
}

static void
test_incomplete_metadata_are_not_issued (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autofree char *no_title = add_draft (fixture->library, NULL, 2024, 1, "文字");
  g_autofree char *no_number = add_draft (fixture->library, "题目", 2024, 0, "文字");
  const char *ids[] = { no_title, no_number };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (issue_draft (fixture->library, ids[i], &error));
    g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  }
}

static void
test_what_is_issued_is_frozen_for_us (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autofree char *id = add_issued (fixture->library, "题目", 2024, 1, "文字");
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autoptr (GBytes) source = bulletin_library_get_part (fixture->library, id, "source", NULL);
  g_autoptr (GBytes) pdf = bulletin_library_get_part (fixture->library, id, "pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *revision = NULL;

  g_assert_cmpmem (g_bytes_get_data (source, NULL), g_bytes_get_size (source), "文字", strlen ("文字"));
  g_assert_cmpmem (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), "%PDF-1.7 made up", 16);

  g_assert_false (bulletin_library_save_working_copy (fixture->library, id, content->metadata, "改", "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FROZEN);
  g_clear_error (&error);
  revision = bulletin_library_add_revision (fixture->library, id, content->metadata, "改", NULL, "编辑", &error);
  g_assert_null (revision);
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FROZEN);
  g_clear_error (&error);
  g_assert_false (bulletin_library_delete_draft (fixture->library, id, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FROZEN);
  g_clear_error (&error);
  g_assert_false (issue_draft (fixture->library, id, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
}

static void
test_what_is_issued_is_frozen_for_plain_sql (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_autofree char *id = add_issued (fixture->library, "题目", 2024, 1, "文字");
  g_autofree char *draft = add_draft (fixture->library, "草稿", 2024, 2, "文字");
  static const char *const attempts[] = {
    "UPDATE issued SET title = '别的'",
    "DELETE FROM issued",
    "INSERT OR REPLACE INTO issued SELECT * FROM issued",
    "INSERT OR REPLACE INTO issued SELECT (SELECT id FROM bulletin WHERE state = 'draft'), ordinal, series, kind, "
    "year, number + 1, date, title, signer, at, who, n_pages, revision, overridden, previous_hash, hash, digest, seal FROM issued",
    "UPDATE issued_part SET content = x'00'",
    "DELETE FROM issued_part",
    "INSERT OR REPLACE INTO issued_part SELECT bulletin, name, media_type, x'00', sha256 FROM issued_part",
    "INSERT INTO issued_part SELECT bulletin, 'more', media_type, content, sha256 FROM issued_part LIMIT 1",
    "UPDATE bulletin SET title = '别的' WHERE state = 'issued'",
    "UPDATE bulletin SET state = 'draft' WHERE state = 'issued'",
    "DELETE FROM bulletin WHERE state = 'issued'",
    "INSERT OR REPLACE INTO bulletin SELECT * FROM bulletin WHERE state = 'issued'",
    "UPDATE revision SET text = '别的'",
    "DELETE FROM revision WHERE bulletin IN (SELECT bulletin FROM issued)",
    "INSERT OR REPLACE INTO revision SELECT * FROM revision",
    "UPDATE event SET who = '别人'",
    "DELETE FROM event WHERE bulletin IN (SELECT bulletin FROM issued)",
    "UPDATE ledger SET number = 9",
    "DELETE FROM ledger",
    "INSERT OR REPLACE INTO ledger SELECT * FROM ledger",
  };
  g_autoptr (BulletinVerification) result = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    if (run_plain_sql (fixture->path, attempts[i]) != SQLITE_CONSTRAINT)
      g_error ("not refused: %s", attempts[i]);

  result = verify (fixture);
  g_assert_cmpuint (result->n_checked, ==, 1);
  g_assert_cmpuint (result->damaged->len, ==, 0);
}

static void
test_verifying_names_the_record_that_was_changed (Fixture       *fixture,
                                                  gconstpointer  data)
{
  static const char *const attacks[] = {
    "UPDATE issued_part SET content = CAST (replace (CAST (content AS TEXT), '二', '三') AS BLOB) "
    "WHERE bulletin = (SELECT bulletin FROM issued WHERE ordinal = 2) AND name = 'source'",
    "UPDATE issued_part SET content = x'00' WHERE bulletin = (SELECT bulletin FROM issued WHERE ordinal = 2) AND name = 'pdf'",
    "UPDATE issued SET signer = '别人' WHERE ordinal = 2",
    "UPDATE issued SET overridden = '[]' WHERE ordinal = 2",
    "UPDATE issued SET digest = NULL WHERE ordinal = 2",
    "UPDATE issued SET digest = (SELECT digest FROM issued WHERE ordinal = 1) WHERE ordinal = 2",
    "UPDATE bulletin SET corrects = (SELECT bulletin FROM issued WHERE ordinal = 1) "
    "WHERE id = (SELECT bulletin FROM issued WHERE ordinal = 2)",
    "UPDATE bulletin SET title = '别的' WHERE id = (SELECT bulletin FROM issued WHERE ordinal = 2)",
    "UPDATE revision SET text = '别的' WHERE bulletin = (SELECT bulletin FROM issued WHERE ordinal = 2)",
    "UPDATE event SET who = '别人' WHERE bulletin = (SELECT bulletin FROM issued WHERE ordinal = 2)",
    "DELETE FROM ledger WHERE number = 2",
    "UPDATE issued_part SET name = 'pdf2' WHERE bulletin = (SELECT bulletin FROM issued WHERE ordinal = 2) AND name = 'pdf'",
    "DELETE FROM issued_part WHERE bulletin = (SELECT bulletin FROM issued WHERE ordinal = 2) AND name = 'pdf'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++) {
    Fixture own;
    g_autoptr (GString) sql = g_string_new ("BEGIN;");
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    g_autofree char *third = NULL;
    g_autoptr (BulletinVerification) result = NULL;
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;

    fixture_set_up (&own, NULL);
    first = add_issued (own.library, "第一期", 2024, 1, "一号文字");
    second = add_issued (own.library, "第二期", 2024, 2, "二号文字");
    third = add_issued (own.library, "第三期", 2024, 3, "三号文字");

    /* Takes the guards away, attacks, and puts them back as they were. */
    g_assert_cmpint (sqlite3_open (own.path, &database), ==, SQLITE_OK);
    g_assert_cmpint (sqlite3_prepare_v2 (database, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'", -1, &statement, NULL), ==, SQLITE_OK);
    {
      g_autoptr (GString) again = g_string_new (NULL);

      while (sqlite3_step (statement) == SQLITE_ROW) {
        g_string_append_printf (sql, "DROP TRIGGER %s;", sqlite3_column_text (statement, 0));
        g_string_append_printf (again, "%s;", sqlite3_column_text (statement, 1));
      }
      g_string_append_printf (sql, "%s;%s COMMIT;", attacks[i], again->str);
    }
    sqlite3_finalize (statement);
    sqlite3_close (database);
    g_assert_cmpint (run_plain_sql (own.path, sql->str), ==, SQLITE_OK);

    result = verify (&own);
    g_assert_cmpuint (result->n_checked, ==, 3);
    if (result->damaged->len == 0)
      g_error ("not found: %s", attacks[i]);
    g_assert_cmpstr (((BulletinDamage *) result->damaged->pdata[0])->id, ==, second);
    g_assert_cmpuint (((BulletinDamage *) result->damaged->pdata[0])->serial, ==, 2);

    fixture_tear_down (&own, NULL);
  }
}

static void
test_verifying_finds_missing_records_and_guards (Fixture       *fixture,
                                                 gconstpointer  data)
{
  g_autofree char *first = add_issued (fixture->library, "第一期", 2024, 1, "文字");
  g_autofree char *second = add_issued (fixture->library, "第二期", 2024, 2, "文字");
  g_autoptr (BulletinVerification) without_guard = NULL;
  g_autoptr (BulletinVerification) without_record = NULL;

  g_assert_cmpint (run_plain_sql (fixture->path, "DROP TRIGGER issued_no_delete"), ==, SQLITE_OK);
  without_guard = verify (fixture);
  g_assert_cmpuint (without_guard->damaged->len, ==, 1);

  g_assert_cmpint (run_plain_sql (fixture->path,
                                  "PRAGMA foreign_keys = OFF; DROP TRIGGER issued_part_no_delete;"
                                  "DELETE FROM issued WHERE ordinal = 2;"
                                  "DELETE FROM issued_part WHERE bulletin NOT IN (SELECT bulletin FROM issued)"),
                   ==, SQLITE_OK);
  without_record = verify (fixture);
  g_assert_cmpuint (without_record->n_checked, ==, 1);
  g_assert_cmpuint (without_record->damaged->len, >=, 3);
}

static void
add_length_and (GString    *string,
                const char *text)
{
  if (text != NULL)
    g_string_append_printf (string, "%zu:%s\n", strlen (text), text);
  else
    g_string_append (string, "-:\n");
}

/* Written apart from the program's own code: what other programs would compute. */
static void
test_a_digest_leaves_out_the_place_in_the_chain (Fixture       *fixture,
                                                 gconstpointer  data)
{
  g_autofree char *first = add_issued (fixture->library, "第一期", 2024, 1, "一号文字");
  g_autofree char *second = add_issued (fixture->library, "第二期", 2024, 2, "二号文字");
  g_autoptr (BulletinIssuedRecord) before = bulletin_library_get_issued (fixture->library, first, NULL);
  g_autoptr (BulletinIssuedRecord) record = bulletin_library_get_issued (fixture->library, second, NULL);
  g_autoptr (BulletinStatement) statement = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (GString) place = g_string_new (NULL);
  g_autofree char *digest = NULL;
  g_autofree char *hash = NULL;
  static const char *const types[][2] = {
    { "metadata", "application/json" },
    { "pdf", "application/pdf" },
    { "source", "text/plain" },
    { "trail", "application/json" },
  };

  statement = bulletin_database_prepare (bulletin_library_get_database (fixture->library),
                                         "SELECT bulletin, at, revision, series, seal FROM issued WHERE ordinal = 2", NULL);
  g_assert_cmpint (bulletin_statement_step (statement, NULL), ==, BULLETIN_STEP_ROW);

  add_length_and (said, "bulletin-record-1");
  add_length_and (said, bulletin_statement_get_text (statement, 0));
  add_length_and (said, "regular");
  add_length_and (said, "2024");
  add_length_and (said, "2");
  add_length_and (said, "2024-02-15");
  add_length_and (said, "第二期");
  add_length_and (said, NULL);
  add_length_and (said, bulletin_statement_get_text (statement, 1));
  add_length_and (said, "签发人");
  add_length_and (said, "2");
  add_length_and (said, bulletin_statement_get_text (statement, 2));
  add_length_and (said, NULL);
  add_length_and (said, NULL);
  g_assert_cmpuint (record->part_names->len, ==, G_N_ELEMENTS (types));
  for (guint i = 0; i < record->part_names->len; i++) {
    g_assert_cmpstr (record->part_names->pdata[i], ==, types[i][0]);
    add_length_and (said, types[i][0]);
    add_length_and (said, types[i][1]);
    add_length_and (said, record->part_hashes->pdata[i]);
  }
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, said->str, said->len);
  g_assert_cmpstr (record->digest, ==, digest);

  add_length_and (place, "bulletin-issued-2");
  add_length_and (place, before->hash);
  add_length_and (place, "2");
  add_length_and (place, bulletin_statement_get_text (statement, 3));
  add_length_and (place, digest);
  add_length_and (place, bulletin_statement_get_text (statement, 4));
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, place->str, place->len);
  g_assert_cmpstr (record->hash, ==, hash);
}

/* Each child issues as many as it can with numbers 1, 2, 3, … as the ledger
 * gives them; what another took it leaves and asks again. */
static void
issue_rounds (const char *path,
              guint       rounds)
{
  g_autoptr (BulletinLibrary) library = bulletin_library_open (path, BULLETIN_LIBRARY_NONE, NULL);

  for (guint i = 0; i < rounds; i++) {
    g_autofree char *id = add_draft (library, "题目", 2024, 0, "文字");

    for (;;) {
      int number = bulletin_library_next_number (library, "工作简报", BULLETIN_KIND_REGULAR, 2024, NULL);
      g_autoptr (BulletinMetadata) metadata = make_metadata ("题目", 2024, number);
      g_autoptr (GPtrArray) parts = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;

      if (bulletin_library_issue (library, id, metadata, "文字", 1, parts, NULL, "签发人", &error))
        break;
      if (!g_error_matches (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN) &&
          !g_error_matches (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_BUSY))
        g_error ("%s", error->message);
    }
  }
}

static void
test_two_processes_never_share_a_number (Fixture       *fixture,
                                         gconstpointer  data)
{
  const guint rounds = 25;
  pid_t children[2];
  g_autoptr (GPtrArray) archive = NULL;
  g_autoptr (BulletinVerification) result = NULL;
  g_autofree char *series = add_draft (fixture->library, "先有系列", 2024, 0, "文字");

  g_clear_object (&fixture->library);
  for (guint i = 0; i < 2; i++) {
    children[i] = fork ();
    g_assert_cmpint (children[i], >=, 0);
    if (children[i] == 0) {
      issue_rounds (fixture->path, rounds);
      _exit (0);
    }
  }
  for (guint i = 0; i < 2; i++) {
    int status;

    g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  }

  fixture->library = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_NONE, NULL);
  archive = bulletin_library_list_bulletins (fixture->library, BULLETIN_STATES_ARCHIVE, NULL);
  g_assert_cmpuint (archive->len, ==, 2 * rounds);
  for (guint i = 0; i < archive->len; i++) {
    gboolean seen = FALSE;

    for (guint j = 0; j < archive->len; j++)
      seen = seen || bulletin_record_get_metadata (archive->pdata[j])->number == (int) i + 1;
    g_assert_true (seen);
  }
  result = verify (fixture);
  g_assert_cmpuint (result->damaged->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/ledger/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("a-number-is-given-out-once", test_a_number_is_given_out_once);
  ADD ("a-withdrawn-number-is-not-free", test_a_withdrawn_number_is_not_free);
  ADD ("incomplete-metadata-are-not-issued", test_incomplete_metadata_are_not_issued);
  ADD ("what-is-issued-is-frozen-for-us", test_what_is_issued_is_frozen_for_us);
  ADD ("what-is-issued-is-frozen-for-plain-sql", test_what_is_issued_is_frozen_for_plain_sql);
  ADD ("verifying-names-the-record-that-was-changed", test_verifying_names_the_record_that_was_changed);
  ADD ("verifying-finds-missing-records-and-guards", test_verifying_finds_missing_records_and_guards);
  ADD ("a-digest-leaves-out-the-place-in-the-chain", test_a_digest_leaves_out_the_place_in_the_chain);
  ADD ("two-processes-never-share-a-number", test_two_processes_never_share_a_number);
#undef ADD

  return g_test_run ();
}
