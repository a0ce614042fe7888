/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include "bulletin-change.h"
#include "bulletin-saved-searches.h"

static char *
save (Fixture     *fixture,
      const char  *name,
      const char  *words,
      GError     **error)
{
  BulletinSavedSearch *search = g_new0 (BulletinSavedSearch, 1);
  g_autofree char *operation = NULL;
  char *id;

  search->name = g_strdup (name);
  search->words = g_strdup (words);
  operation = bulletin_library_put_saved_search (fixture->library, search, "编辑", error);
  id = operation != NULL ? g_strdup (search->id) : NULL;
  bulletin_saved_search_free (search);

  return id;
}

static char *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) searches = bulletin_library_list_saved_searches (fixture->library, &error);
  GString *names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < searches->len; i++) {
    const BulletinSavedSearch *search = searches->pdata[i];

    g_string_append_printf (names, "%s%s=%s", i > 0 ? ", " : "", search->name, search->words);
  }

  return g_string_free (names, FALSE);
}

#define ASSERT_LIST(expected)                   \
  G_STMT_START                                  \
  {                                             \
    g_autofree char *found_ = list (fixture);   \
    g_assert_cmpstr (found_, ==, expected);     \
  }                                             \
  G_STMT_END

static void
test_searches_are_kept_in_their_order (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_free (save (fixture, " 驿站 ", "暖蜂驿站 年份：2024", NULL));
  g_free (save (fixture, "办公室", "单位：办公室", NULL));
  ASSERT_LIST ("驿站=暖蜂驿站 年份：2024, 办公室=单位：办公室");
}

static void
test_a_name_stands_once (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = save (fixture, "驿站", "驿站", NULL);
  g_autofree char *other = save (fixture, "驿站", "另一个", &error);

  g_assert_null (other);
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  ASSERT_LIST ("驿站=驿站");
}

static void
test_one_without_name_or_words_is_refused (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autoptr (GError) no_name = NULL;
  g_autoptr (GError) no_words = NULL;

  g_assert_null (save (fixture, "  ", "驿站", &no_name));
  g_assert_error (no_name, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_assert_null (save (fixture, "驿站", " ", &no_words));
  g_assert_error (no_words, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  ASSERT_LIST ("");
}

static void
test_another_name_and_removal_can_be_undone (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = save (fixture, "驿站", "驿站", NULL);
  BulletinSavedSearch renamed = { id, g_strdup ("站点"), g_strdup ("驿站"), 0 };
  g_autofree char *operation = bulletin_library_put_saved_search (fixture->library, &renamed, "编辑", &error);
  g_autofree char *removal = NULL;

  g_assert_no_error (error);
  ASSERT_LIST ("站点=驿站");
  removal = bulletin_library_remove_saved_search (fixture->library, renamed.id, "编辑", &error);
  g_assert_no_error (error);
  ASSERT_LIST ("");
  g_assert_true (bulletin_library_undo_operation (fixture->library, removal, "编辑", &error));
  ASSERT_LIST ("站点=驿站");
  g_assert_true (bulletin_library_undo_operation (fixture->library, operation, "编辑", &error));
  ASSERT_LIST ("驿站=驿站");
  id = renamed.id;
  g_free (renamed.name);
  g_free (renamed.words);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/saved-searches/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("searches-are-kept-in-their-order", test_searches_are_kept_in_their_order);
  ADD ("a-name-stands-once", test_a_name_stands_once);
  ADD ("one-without-name-or-words-is-refused", test_one_without_name_or_words_is_refused);
  ADD ("another-name-and-removal-can-be-undone", test_another_name_and_removal_can_be_undone);
#undef ADD

  return g_test_run ();
}
