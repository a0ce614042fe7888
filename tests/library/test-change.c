/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include "bulletin-change.h"

static char *
put_organisation (Fixture    *fixture,
                  const char *id,
                  const char *code,
                  const char *name)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (GError) error = NULL;
  char *row;

  json_object_set_string_member (values, "code", code);
  json_object_set_string_member (values, "name", name);
  row = bulletin_library_put_row (fixture->library, "organisation", id, values, &error);
  g_assert_no_error (error);

  return row;
}

static char *
get_name (Fixture    *fixture,
          const char *id)
{
  g_autoptr (BulletinStatement) statement = bulletin_database_prepare (bulletin_library_get_database (fixture->library), "SELECT name FROM organisation WHERE id = ?1", NULL);

  bulletin_statement_bind_text (statement, 0, id);

  return bulletin_statement_step (statement, NULL) == BULLETIN_STEP_ROW
             ? g_strdup (bulletin_statement_get_text (statement, 0))
             : NULL;
}

static char *
edit (Fixture    *fixture,
      const char *id,
      const char *name,
      char      **row)
{
  char *operation = g_strdup (bulletin_library_begin_operation (fixture->library, "编辑", "edit", NULL, NULL, NULL));

  *row = put_organisation (fixture, id, "A", name);
  g_assert_true (bulletin_library_commit_operation (fixture->library, NULL));

  return operation;
}

static void
test_an_operation_is_taken_back_whole (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *same = NULL;
  g_autofree char *first = edit (fixture, NULL, "一", &id);
  g_autofree char *second = edit (fixture, id, "二", &same);
  g_autofree char *name = NULL;
  g_autofree char *gone = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (id, ==, same);
  g_assert_true (bulletin_library_undo_operation (fixture->library, second, "编辑", &error));
  g_assert_no_error (error);
  name = get_name (fixture, id);
  g_assert_cmpstr (name, ==, "一");
  g_assert_true (bulletin_library_undo_operation (fixture->library, first, "编辑", &error));
  gone = get_name (fixture, id);
  g_assert_null (gone);
}

static void
test_what_was_changed_since_is_not_undone (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *same = NULL;
  g_autofree char *first = edit (fixture, NULL, "一", &id);
  g_autofree char *second = edit (fixture, id, "二", &same);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (second);
  g_assert_false (bulletin_library_undo_operation (fixture->library, first, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  name = get_name (fixture, id);
  g_assert_cmpstr (name, ==, "二");
}

static void
test_a_removed_row_comes_back (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *operation = NULL;
  g_autofree char *added = edit (fixture, NULL, "一", &id);
  g_autofree char *name = NULL;

  operation = g_strdup (bulletin_library_begin_operation (fixture->library, "编辑", "delete", NULL, NULL, NULL));
  g_assert_true (bulletin_library_remove_row (fixture->library, "organisation", id, NULL));
  g_assert_true (bulletin_library_commit_operation (fixture->library, NULL));
  g_assert_nonnull (added);
  g_assert_true (bulletin_library_undo_operation (fixture->library, operation, "编辑", NULL));
  name = get_name (fixture, id);
  g_assert_cmpstr (name, ==, "一");
}

static void
test_a_rolled_back_operation_leaves_nothing (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autoptr (BulletinStatement) statement = NULL;

  bulletin_library_begin_operation (fixture->library, "编辑", "load", NULL, NULL, NULL);
  id = put_organisation (fixture, NULL, "A", "一");
  bulletin_library_rollback_operation (fixture->library);
  name = get_name (fixture, id);
  g_assert_null (name);
  statement = bulletin_database_prepare (bulletin_library_get_database (fixture->library), "SELECT count (*) FROM change", NULL);
  g_assert_cmpint (bulletin_statement_step (statement, NULL), ==, BULLETIN_STEP_ROW);
  g_assert_cmpint (bulletin_statement_get_int (statement, 0), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/change/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("an-operation-is-taken-back-whole", test_an_operation_is_taken_back_whole);
  ADD ("what-was-changed-since-is-not-undone", test_what_was_changed_since_is_not_undone);
  ADD ("a-removed-row-comes-back", test_a_removed_row_comes_back);
  ADD ("a-rolled-back-operation-leaves-nothing", test_a_rolled_back_operation_leaves_nothing);
#undef ADD

  return g_test_run ();
}
