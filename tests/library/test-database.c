/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

static gint64
count (BulletinDatabase *database,
       const char       *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", table);
  g_autoptr (BulletinStatement) statement = bulletin_database_prepare (database, sql, NULL);

  g_assert_cmpint (bulletin_statement_step (statement, NULL), ==, BULLETIN_STEP_ROW);

  return bulletin_statement_get_int (statement, 0);
}

static void
test_values_come_back_as_they_were_bound (Fixture       *fixture,
                                          gconstpointer  data)
{
  BulletinDatabase *database = bulletin_library_get_database (fixture->library);
  g_autoptr (BulletinStatement) statement = bulletin_database_prepare (database, "SELECT ?1, ?2, ?3, ?4, ?5", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\0b", 3);
  g_autoptr (GBytes) read = NULL;

  bulletin_statement_bind_text (statement, 0, "汉字");
  bulletin_statement_bind_int (statement, 1, G_MININT64);
  bulletin_statement_bind_double (statement, 2, 0.5);
  bulletin_statement_bind_bytes (statement, 3, bytes);
  bulletin_statement_bind_text (statement, 4, NULL);
  g_assert_cmpint (bulletin_statement_step (statement, NULL), ==, BULLETIN_STEP_ROW);
  g_assert_cmpstr (bulletin_statement_get_text (statement, 0), ==, "汉字");
  g_assert_cmpint (bulletin_statement_get_int (statement, 1), ==, G_MININT64);
  g_assert_cmpfloat (bulletin_statement_get_double (statement, 2), ==, 0.5);
  read = bulletin_statement_get_bytes (statement, 3);
  g_assert_true (g_bytes_equal (read, bytes));
  g_assert_true (bulletin_statement_is_null (statement, 4));
  g_assert_cmpint (bulletin_statement_step (statement, NULL), ==, BULLETIN_STEP_DONE);
}

static void
test_done_and_error_differ (Fixture       *fixture,
                            gconstpointer  data)
{
  BulletinDatabase *database = bulletin_library_get_database (fixture->library);
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinStatement) statement = NULL;

  g_assert_null (bulletin_database_prepare (database, "SELECT nothing", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FAILED);
  g_clear_error (&error);

  statement = bulletin_database_prepare (database, "INSERT INTO setting (key, value) VALUES ('a', ?1)", NULL);
  bulletin_statement_bind_text (statement, 0, NULL);
  g_assert_cmpint (bulletin_statement_step (statement, &error), ==, BULLETIN_STEP_ERROR);
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
}

static void
test_text_that_is_not_utf8_is_refused (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (bulletin_library_set_setting (fixture->library, "key", "\xff\xfe", &error));
  g_assert_nonnull (error);
  g_assert_cmpint (count (bulletin_library_get_database (fixture->library), "setting"), ==, 0);
}

static void
test_an_inner_rollback_leaves_the_outer_transaction (Fixture       *fixture,
                                                     gconstpointer  data)
{
  BulletinDatabase *database = bulletin_library_get_database (fixture->library);

  g_assert_true (bulletin_database_begin (database, NULL));
  g_assert_true (bulletin_library_set_setting (fixture->library, "a", "1", NULL));
  g_assert_true (bulletin_database_begin (database, NULL));
  g_assert_true (bulletin_library_set_setting (fixture->library, "b", "2", NULL));
  bulletin_database_rollback (database);
  g_assert_true (bulletin_database_commit (database, NULL));
  g_assert_cmpint (count (database, "setting"), ==, 1);

  g_assert_true (bulletin_database_begin (database, NULL));
  g_assert_true (bulletin_library_set_setting (fixture->library, "c", "3", NULL));
  bulletin_database_rollback (database);
  g_assert_cmpint (count (database, "setting"), ==, 1);
}

static void
test_a_cancelled_statement_stops (Fixture       *fixture,
                                  gconstpointer  data)
{
  BulletinDatabase *database = bulletin_library_get_database (fixture->library);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  bulletin_database_set_cancellable (database, cancellable);
  g_assert_false (bulletin_database_execute (database,
                                             "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                             "SELECT count (*) FROM n",
                                             &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  bulletin_database_set_cancellable (database, NULL);
  g_assert_cmpint (count (database, "setting"), ==, 0);
}

static void
test_two_statements_of_the_same_sql_do_not_mix (Fixture       *fixture,
                                                gconstpointer  data)
{
  BulletinDatabase *database = bulletin_library_get_database (fixture->library);
  g_autoptr (BulletinStatement) first = bulletin_database_prepare (database, "SELECT ?1", NULL);
  g_autoptr (BulletinStatement) second = bulletin_database_prepare (database, "SELECT ?1", NULL);

  bulletin_statement_bind_int (first, 0, 1);
  bulletin_statement_bind_int (second, 0, 2);
  g_assert_cmpint (bulletin_statement_step (first, NULL), ==, BULLETIN_STEP_ROW);
  g_assert_cmpint (bulletin_statement_step (second, NULL), ==, BULLETIN_STEP_ROW);
  g_assert_cmpint (bulletin_statement_get_int (first, 0), ==, 1);
  g_assert_cmpint (bulletin_statement_get_int (second, 0), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/database/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("values-come-back-as-they-were-bound", test_values_come_back_as_they_were_bound);
  ADD ("done-and-error-differ", test_done_and_error_differ);
  ADD ("text-that-is-not-utf8-is-refused", test_text_that_is_not_utf8_is_refused);
  ADD ("an-inner-rollback-leaves-the-outer-transaction", test_an_inner_rollback_leaves_the_outer_transaction);
  ADD ("a-cancelled-statement-stops", test_a_cancelled_statement_stops);
  ADD ("two-statements-of-the-same-sql-do-not-mix", test_two_statements_of_the_same_sql_do_not_mix);
#undef ADD

  return g_test_run ();
}
