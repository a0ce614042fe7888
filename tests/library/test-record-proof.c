/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include "bulletin-pictures.h"
#include "bulletin-relations.h"

#include <json-glib/json-glib.h>
#include <sqlite3.h>
#include <string.h>

/* A record is the record: whoever changes a byte of it, with what guards the database
 * taken away, is found. */

static BulletinVerification *
verify (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BulletinVerification *result = bulletin_library_verify (fixture->library, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static sqlite3 *
open_plainly (const char *path)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, 5000);
  return database;
}

static void
run (sqlite3 *database,
     const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (database, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

/* --- Relations ------------------------------------------------------------------ */

static void
test_a_correction_points_at_what_it_corrects (Fixture *fixture,
                                              gconstpointer data)
{
  g_autofree char *original = add_issued (fixture->library, "队伍走进站点", 2024, 6, "　　站点一百八十六处。\n");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (BulletinRelations) before = NULL;
  g_autoptr (BulletinRelations) of_original = NULL;
  g_autoptr (BulletinRelations) of_correction = NULL;
  g_autoptr (BulletinIssuedRecord) record = NULL;
  g_autoptr (BulletinVerification) result = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GBytes) part = NULL;
  g_autoptr (JsonNode) relation = NULL;
  g_autofree char *draft = NULL;
  g_autofree char *again = NULL;
  g_autofree char *json = NULL;
  g_auto (GStrv) sentences = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (bulletin_library_start_correction (fixture->library, original, " ", "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);

  draft = bulletin_library_start_correction (fixture->library, original, "站点应为188处。", "编辑", &error);
  g_assert_no_error (error);
  content = bulletin_library_get_bulletin (fixture->library, draft, NULL);
  g_assert_cmpstr (content->metadata->title, ==, "队伍走进站点（更正）");
  g_assert_cmpint (content->metadata->year, ==, g_date_time_get_year (now));
  g_assert_cmpint (content->metadata->number, >=, 1);
  g_assert_null (content->metadata->date);
  g_assert_cmpstr (content->text, ==,
                   "> 更正：《工作简报》2024年第6期“队伍走进站点”有误，以本期为准。更正原因：站点应为188处。\n　　站点一百八十六处。\n");
  /* Not a second one beside it. */
  again = bulletin_library_start_correction (fixture->library, original, "站点应为188处。", "编辑", &error);
  g_assert_cmpstr (again, ==, draft);
  before = bulletin_library_get_relations (fixture->library, original, &error);
  g_assert_cmpuint (before->drafts->len, ==, 1);
  g_assert_cmpuint (before->corrected_by->len, ==, 0);

  bulletin_metadata_set_string (&content->metadata->date, "2024-07-01");
  g_free (bulletin_library_add_revision (fixture->library, draft, content->metadata, content->text, NULL, "编辑", NULL));
  g_assert_true (issue_draft (fixture->library, draft, &error));
  g_assert_no_error (error);

  of_original = bulletin_library_get_relations (fixture->library, original, &error);
  g_assert_cmpuint (of_original->corrected_by->len, ==, 1);
  g_assert_cmpstr (((BulletinRelated *) of_original->corrected_by->pdata[0])->id, ==, draft);
  g_assert_cmpstr (((BulletinRelated *) of_original->corrected_by->pdata[0])->reason, ==, "站点应为188处。");
  of_correction = bulletin_library_get_relations (fixture->library, draft, &error);
  g_assert_cmpstr (of_correction->corrects->id, ==, original);
  g_assert_cmpstr (of_correction->corrects->reason, ==, "站点应为188处。");
  sentences = bulletin_relations_list_sentences (of_correction);
  g_assert_cmpstr (sentences[0], ==, "本期更正《工作简报》2024年第6期“队伍走进站点”。");

  /* What it corrects is frozen with it. */
  record = bulletin_library_get_issued (fixture->library, original, NULL);
  part = bulletin_library_get_part (fixture->library, draft, "relation", &error);
  g_assert_no_error (error);
  json = g_strndup (g_bytes_get_data (part, NULL), g_bytes_get_size (part));
  relation = json_from_string (json, &error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (relation), "id"), ==, original);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (relation), "hash"), ==, record->hash);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (relation), "digest"), ==, record->digest);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (relation), "number"), ==, 6);

  /* The original says so, and is as it was. */
  events = bulletin_library_list_events (fixture->library, original, NULL);
  g_assert_cmpstr (((BulletinEvent *) events->pdata[events->len - 1])->kind, ==, "corrected");
  g_assert_nonnull (strstr (((BulletinEvent *) events->pdata[events->len - 1])->note, "队伍走进站点（更正）"));
  result = verify (fixture);
  g_assert_cmpuint (result->n_checked, ==, 2);
  g_assert_cmpuint (result->damaged->len, ==, 0);
}

static void
test_a_withdrawal_is_a_link_of_the_chain (Fixture *fixture,
                                          gconstpointer data)
{
  g_autofree char *first = add_issued (fixture->library, "第一期", 2024, 1, "文字");
  g_autofree char *second = NULL;
  g_autoptr (BulletinRelations) relations = NULL;
  g_autoptr (BulletinIssuedRecord) record = NULL;
  g_autoptr (BulletinVerification) result = NULL;
  g_autoptr (BulletinVerification) single = NULL;
  g_auto (GStrv) sentences = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bulletin_library_withdraw (fixture->library, first, "数字有误", "领导", &error));
  g_assert_no_error (error);
  g_assert_false (bulletin_library_withdraw (fixture->library, first, "再来", "领导", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_clear_error (&error);
  second = add_issued (fixture->library, "第二期", 2024, 2, "文字");

  record = bulletin_library_get_issued (fixture->library, second, NULL);
  g_assert_cmpint (record->ordinal, ==, 3);
  relations = bulletin_library_get_relations (fixture->library, first, NULL);
  g_assert_cmpstr (relations->withdrawal_reason, ==, "数字有误");
  g_assert_cmpstr (relations->withdrawn_by, ==, "领导");
  sentences = bulletin_relations_list_sentences (relations);
  g_assert_nonnull (strstr (sentences[0], "撤回"));
  result = verify (fixture);
  g_assert_cmpuint (result->n_checked, ==, 2);
  g_assert_cmpuint (result->damaged->len, ==, 0);
  single = bulletin_library_verify (fixture->library, first, NULL, NULL, NULL, &error);
  g_assert_cmpuint (single->n_checked, ==, 1);
  g_assert_cmpuint (single->damaged->len, ==, 0);
}

/* --- Every byte ------------------------------------------------------------------ */

/* The rows that belong to the record with the id ?1; "key" is how a row is found again. */
static const struct
{
  const char *table;
  const char *where;
} rows[] = {
  { "issued", "bulletin = ?1" },
  { "issued_part", "bulletin = ?1" },
  { "bulletin", "id = ?1" },
  { "revision", "bulletin = ?1" },
  { "event", "bulletin = ?1" },
  { "review", "bulletin = ?1" },
  { "review_request", "bulletin = ?1" },
  { "annotation", "bulletin = ?1" },
  { "annotation_answer", "bulletin = ?1" },
  { "ledger", "bulletin = ?1" },
  { "bulletin_picture", "bulletin = ?1" },
  { "picture", "sha256 IN (SELECT picture FROM bulletin_picture WHERE bulletin = ?1)" },
  { "withdrawal", "bulletin = ?1" },
};

/* A record with something in every table, between two others; it is corrected by the
 * third and withdrawn. */
static char *
fill (Fixture *fixture,
      sqlite3 *database)
{
  g_autofree char *first = add_issued (fixture->library, "第一期", 2024, 1, "一号文字");
  g_autofree char *id = add_draft (fixture->library, "第二期", 2024, 2, "二号文字");
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_issue_part_free);
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF-1.7 made up", 16);
  g_autoptr (GBytes) picture = g_bytes_new_static ("not really a picture", 20);
  g_autofree char *sql = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);
  g_autofree char *correction = NULL;
  g_autoptr (BulletinContent) correcting = NULL;
  g_autoptr (GError) error = NULL;

  g_free (bulletin_library_add_revision (fixture->library, id, content->metadata, "二号改过的文字", "改过", "编辑", &error));
  g_assert_no_error (error);
  sql = g_strdup_printf (
      "INSERT INTO review SELECT 'r1', id, revision, '2024-06-01T00:00:00.000Z', '编辑', 0, '2024-06-10', '请审' FROM bulletin WHERE id = '%1$s';"
      "INSERT INTO review_request VALUES ('q1', '%1$s', 'r1', 1, '领导', NULL, '2024-06-01T00:00:00.000Z', '编辑', '快');"
      "INSERT INTO event SELECT '01900000-0000-7000-8000-000000000001', id, revision, '2024-06-02T00:00:00.000Z', '领导', 'approved', '同意', 'q1' FROM bulletin WHERE id = '%1$s';"
      "INSERT INTO annotation SELECT 'a1', id, revision, '2024-06-02T00:00:00.000Z', '领导', 'comment', 0, 6, '二号', NULL, NULL, NULL, '核对' FROM bulletin WHERE id = '%1$s';"
      "INSERT INTO annotation SELECT 'a2', id, revision, '2024-06-02T00:00:00.000Z', '领导', 'instruction', NULL, NULL, NULL, 1, 72.5, 100.25, '照办' FROM bulletin WHERE id = '%1$s';"
      "INSERT INTO annotation_answer VALUES ('w1', '%1$s', 'a1', '2024-06-03T00:00:00.000Z', '编辑', 'resolved', '已核对');"
      "INSERT INTO picture VALUES ('%2$s', 'image/png', 30, 20, CAST ('not really a picture' AS BLOB));"
      "INSERT INTO bulletin_picture VALUES ('%1$s', '照片', '%2$s')",
      id, sha256);
  run (database, sql);
  g_ptr_array_add (parts, bulletin_issue_part_new ("pdf", "application/pdf", pdf));
  g_ptr_array_add (parts, bulletin_issue_part_new ("attachment/照片", "image/png", picture));
  bulletin_metadata_set_string (&content->metadata->signer, "孙丙");
  content->metadata->total_number = 78;
  g_assert_true (bulletin_library_issue (fixture->library, id, content->metadata, "二号改过的文字", 2, parts,
                                         "[{\"rule\":\"title\",\"reason\":\"照旧\"}]", "签发人", &error));
  g_assert_no_error (error);

  correction = bulletin_library_start_correction (fixture->library, id, "有误", "编辑", &error);
  correcting = bulletin_library_get_bulletin (fixture->library, correction, NULL);
  bulletin_metadata_set_string (&correcting->metadata->date, "2024-07-01");
  g_free (bulletin_library_add_revision (fixture->library, correction, correcting->metadata, correcting->text, NULL, "编辑", NULL));
  g_assert_true (issue_draft (fixture->library, correction, &error));
  g_assert_no_error (error);
  g_assert_true (bulletin_library_withdraw (fixture->library, id, "另发", "领导", &error));
  g_assert_no_error (error);
  return g_steal_pointer (&id);
}

/* Changes one value and looks whether the record is named. */
static void
attack (Fixture *fixture,
        sqlite3 *database,
        const char *id,
        const char *table,
        const char *column,
        gint64 row,
        gsize offset,
        gboolean is_integer,
        gboolean is_real,
        const char *type)
{
  g_autofree char *read = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE rowid = ?1", column, table);
  g_autofree char *write = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = %s WHERE rowid = ?2", table, column,
                                            strcmp (type, "TEXT") == 0 ? "CAST (?1 AS TEXT)" : "?1");
  g_autoptr (BulletinVerification) result = NULL;
  sqlite3_stmt *reading, *writing;
  g_autofree guchar *bytes = NULL;
  gsize n_bytes = 0;
  gint64 integer = 0;
  double real = 0;
  gboolean named = FALSE;

  g_assert_cmpint (sqlite3_prepare_v2 (database, read, -1, &reading, NULL), ==, SQLITE_OK);
  sqlite3_bind_int64 (reading, 1, row);
  g_assert_cmpint (sqlite3_step (reading), ==, SQLITE_ROW);
  if (is_integer)
    integer = sqlite3_column_int64 (reading, 0);
  else if (is_real)
    real = sqlite3_column_double (reading, 0);
  else {
    bytes = g_memdup2 (sqlite3_column_blob (reading, 0), sqlite3_column_bytes (reading, 0));
    n_bytes = sqlite3_column_bytes (reading, 0);
  }
  sqlite3_finalize (reading);

  g_assert_cmpint (sqlite3_prepare_v2 (database, write, -1, &writing, NULL), ==, SQLITE_OK);
  for (guint round = 0; round < 2; round++) {
    /* The second round puts it back. */
    if (is_integer)
      sqlite3_bind_int64 (writing, 1, round == 0 ? integer ^ 64 : integer);
    else if (is_real) {
      guint64 bits;
      double flipped;

      memcpy (&bits, &real, sizeof bits);
      bits ^= round == 0 ? 1 : 0;
      memcpy (&flipped, &bits, sizeof bits);
      sqlite3_bind_double (writing, 1, flipped);
    } else {
      bytes[offset] ^= 1;
      sqlite3_bind_blob (writing, 1, bytes, (int) n_bytes, SQLITE_TRANSIENT);
    }
    sqlite3_bind_int64 (writing, 2, row);
    if (sqlite3_step (writing) != SQLITE_DONE)
      g_error ("%s.%s: %s", table, column, sqlite3_errmsg (database));
    sqlite3_reset (writing);
    if (round == 0)
      result = verify (fixture);
  }
  sqlite3_finalize (writing);

  for (guint i = 0; i < result->damaged->len; i++)
    named |= strcmp (((BulletinDamage *) result->damaged->pdata[i])->id, id) == 0;
  if (!named)
    g_error ("byte %" G_GSIZE_FORMAT " of %s.%s was changed and nobody noticed", offset, table, column);
}

/* Some bytes of a value: its ends, its middle, and some between. */
static guint
sample (gsize size,
        gsize offsets[5])
{
  guint n = 0;
  gsize candidates[] = { 0, size / 4, size / 2, size - size / 4 - 1, size - 1 };

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (n == 0 || candidates[i] > offsets[n - 1])
      offsets[n++] = candidates[i];
  return n;
}

static void
drop_guards (sqlite3 *database)
{
  g_autoptr (GString) sql = g_string_new ("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;");
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_prepare_v2 (database, "SELECT name FROM sqlite_schema WHERE type = 'trigger'", -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (sql, "DROP TRIGGER %s;", sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  run (database, sql->str);
}

static void
test_every_byte_counts (Fixture *fixture,
                        gconstpointer data)
{
  sqlite3 *database = open_plainly (fixture->path);
  g_autofree char *id = fill (fixture, database);
  g_autoptr (BulletinVerification) sound = verify (fixture);
  guint n_attacks = 0;

  g_assert_cmpuint (sound->damaged->len, ==, 0);
  drop_guards (database);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *sql = g_strdup_printf ("SELECT rowid, * FROM \"%s\" WHERE %s", rows[i].table, rows[i].where);
    sqlite3_stmt *statement;
    guint n_rows = 0;

    g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
    sqlite3_bind_text (statement, 1, id, -1, SQLITE_TRANSIENT);
    while (sqlite3_step (statement) == SQLITE_ROW) {
      gint64 row = sqlite3_column_int64 (statement, 0);

      n_rows++;
      for (int column = 1; column < sqlite3_column_count (statement); column++) {
        const char *name = sqlite3_column_name (statement, column);
        const char *type = sqlite3_column_decltype (statement, column);
        gsize offsets[5];
        guint n_offsets = 1;

        if (sqlite3_column_type (statement, column) == SQLITE_NULL)
          continue;
        /* What the key of a row is decides which record it belongs to: with the key
         * changed, the record lacks it. */
        if (strcmp (type, "TEXT") == 0 || strcmp (type, "BLOB") == 0)
          n_offsets = sqlite3_column_bytes (statement, column) > 0 ? sample (sqlite3_column_bytes (statement, column), offsets) : 0;
        else
          offsets[0] = 0;
        for (guint j = 0; j < n_offsets; j++) {
          attack (fixture, database, id, rows[i].table, name, row, offsets[j],
                  strcmp (type, "INTEGER") == 0, strcmp (type, "REAL") == 0, type);
          n_attacks++;
        }
      }
    }
    sqlite3_finalize (statement);
    if (n_rows == 0)
      g_error ("the record has nothing in %s", rows[i].table);
  }
  g_test_message ("%u bytes", n_attacks);
  g_assert_cmpuint (n_attacks, >, 300);

  /* Everything was put back. */
  g_clear_pointer (&sound, bulletin_verification_free);
  sound = verify (fixture);
  for (guint i = 0; i < sound->damaged->len; i++)
    g_assert_cmpstr (((BulletinDamage *) sound->damaged->pdata[i])->id, ==, "");
  g_assert_cmpuint (sound->damaged->len, >, 10); /* the guards are gone, and that is said */
  sqlite3_close (database);
}

static void
test_rows_that_come_and_go_are_noticed (Fixture *fixture,
                                        gconstpointer data)
{
  static const char *const tables[] = {
    "issued",
    "issued_part",
    "revision",
    "event",
    "review",
    "review_request",
    "annotation",
    "annotation_answer",
    "ledger",
    "bulletin_picture",
    "withdrawal",
  };
  static const char *const insertions[] = {
    "INSERT INTO event SELECT 'x', bulletin, revision, at, who, 'seen', note, request FROM event WHERE bulletin = ?1 LIMIT 1",
    "INSERT INTO event SELECT 'x', bulletin, revision, at, who, 'corrected', note, request FROM event WHERE bulletin = ?1 LIMIT 1",
    "INSERT INTO event SELECT 'x', bulletin, revision, at, who, 'withdrawn', note, request FROM event WHERE bulletin = ?1 LIMIT 1",
    "INSERT INTO annotation SELECT 'x', bulletin, revision, at, who, kind, text_start, text_end, quote, page, x, y, body FROM annotation WHERE bulletin = ?1 LIMIT 1",
    "INSERT INTO review SELECT 'x', bulletin, revision, at, who, in_order, due, note FROM review WHERE bulletin = ?1",
    "INSERT INTO revision SELECT 'x', bulletin, 99, at, who, note, metadata, text FROM revision WHERE bulletin = ?1 LIMIT 1",
    "INSERT INTO issued_part SELECT bulletin, 'more', media_type, content, sha256 FROM issued_part WHERE bulletin = ?1 LIMIT 1",
    "INSERT OR REPLACE INTO issued SELECT bulletin, ordinal, series, kind, year, number, date, '别的', signer, at, who, n_pages, revision, overridden, previous_hash, hash, digest, seal FROM issued WHERE bulletin = ?1",
    "UPDATE bulletin SET state = 'issued' WHERE id = ?1",
    "UPDATE bulletin SET corrects = NULL WHERE corrects = ?1",
    "DELETE FROM event WHERE kind = 'corrected' AND bulletin = ?1",
  };
  sqlite3 *database = open_plainly (fixture->path);
  g_autofree char *id = fill (fixture, database);
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (g_free);

  drop_guards (database);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_ptr_array_add (statements, g_strdup_printf ("DELETE FROM %s WHERE rowid IN (SELECT rowid FROM %s WHERE bulletin = ?1 LIMIT 1)", tables[i], tables[i]));
  for (guint i = 0; i < G_N_ELEMENTS (insertions); i++)
    g_ptr_array_add (statements, g_strdup (insertions[i]));

  for (guint i = 0; i < statements->len; i++) {
    g_autofree char *copy = g_strdup_printf ("%s-copy-%u", fixture->path, i);
    g_autofree char *vacuum = g_strdup_printf ("VACUUM INTO '%s'", copy);
    g_autoptr (BulletinLibrary) library = NULL;
    g_autoptr (BulletinVerification) result = NULL;
    g_autoptr (GError) error = NULL;
    sqlite3 *own;
    sqlite3_stmt *statement;
    gboolean named = FALSE;

    run (database, vacuum);
    own = open_plainly (copy);
    run (own, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;");
    if (sqlite3_prepare_v2 (own, statements->pdata[i], -1, &statement, NULL) != SQLITE_OK)
      g_error ("%s: %s", (char *) statements->pdata[i], sqlite3_errmsg (own));
    sqlite3_bind_text (statement, 1, id, -1, SQLITE_TRANSIENT);
    if (sqlite3_step (statement) != SQLITE_DONE)
      g_error ("%s: %s", (char *) statements->pdata[i], sqlite3_errmsg (own));
    sqlite3_finalize (statement);
    sqlite3_close (own);

    library = bulletin_library_open (copy, BULLETIN_LIBRARY_NONE, &error);
    g_assert_no_error (error);
    result = bulletin_library_verify (library, NULL, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
    for (guint j = 0; j < result->damaged->len; j++)
      named |= *((BulletinDamage *) result->damaged->pdata[j])->id != '\0';
    if (!named)
      g_error ("not found: %s", (char *) statements->pdata[i]);
    g_assert_true (bulletin_library_close (library, NULL));
  }
  sqlite3_close (database);
}

static void
test_what_the_guards_refuse (Fixture *fixture,
                             gconstpointer data)
{
  static const char *const attempts[] = {
    "UPDATE withdrawal SET reason = '别的'",
    "DELETE FROM withdrawal",
    "INSERT OR REPLACE INTO withdrawal SELECT * FROM withdrawal",
    "INSERT INTO event SELECT 'x', bulletin, revision, at, who, 'seen', note, request FROM event WHERE kind = 'issued' LIMIT 1",
    "INSERT INTO annotation SELECT 'x', bulletin, revision, at, who, kind, text_start, text_end, quote, page, x, y, body FROM annotation LIMIT 1",
    "INSERT INTO review SELECT 'x', bulletin, revision, at, who, in_order, due, note FROM review",
    "UPDATE annotation SET body = '别的'",
    "DELETE FROM annotation",
    "UPDATE picture SET content = x'00'",
    "UPDATE ledger SET total = 9 WHERE state = 'used'",
    "INSERT INTO ledger SELECT 'x', series, kind, 2030, 1, 'used', NULL, NULL, at, who, total FROM ledger WHERE total IS NOT NULL",
  };
  sqlite3 *database = open_plainly (fixture->path);
  g_autofree char *id = fill (fixture, database);

  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    if (sqlite3_exec (database, attempts[i], NULL, NULL, NULL) != SQLITE_CONSTRAINT)
      g_error ("not refused: %s", attempts[i]);
  sqlite3_close (database);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/record-proof/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("a-correction-points-at-what-it-corrects", test_a_correction_points_at_what_it_corrects);
  ADD ("a-withdrawal-is-a-link-of-the-chain", test_a_withdrawal_is_a_link_of_the_chain);
  ADD ("every-byte-counts", test_every_byte_counts);
  ADD ("rows-that-come-and-go-are-noticed", test_rows_that_come_and_go_are_noticed);
  ADD ("what-the-guards-refuse", test_what_the_guards_refuse);
#undef ADD

  return g_test_run ();
}
