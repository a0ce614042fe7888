/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-change.h"
#include "bulletin-people.h"
#include "bulletin-review.h"
#include "bulletin-terms.h"
#include "library-fixture.h"

static char *
put (Fixture            *fixture,
     const char         *name,
     BulletinPersonRole  role)
{
  g_autoptr (BulletinPerson) person = g_new0 (BulletinPerson, 1);
  g_autoptr (GError) error = NULL;
  char *operation;

  person->name = g_strdup (name);
  person->post = g_strdup ("主任");
  person->role = role;
  operation = bulletin_library_put_person (fixture->library, person, "编辑", &error);
  g_assert_no_error (error);

  return operation;
}

static void
assert_names (GPtrArray  *people,
              const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", ((BulletinPerson *) people->pdata[i])->name);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_people_are_put_changed_and_removed (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autofree char *first = put (fixture, "甲", BULLETIN_PERSON_EDITOR);
  g_autofree char *second = put (fixture, "乙", BULLETIN_PERSON_REVIEWER);
  /* The same name is the same person. */
  g_autofree char *again = put (fixture, " 甲 ", BULLETIN_PERSON_BOTH);
  g_autofree char *removed = NULL;
  g_autoptr (GPtrArray) people = bulletin_library_list_people (fixture->library, NULL);
  g_autoptr (GError) error = NULL;

  assert_names (people, "甲 乙");
  g_assert_cmpint (((BulletinPerson *) people->pdata[0])->role, ==, BULLETIN_PERSON_BOTH);
  g_assert_cmpstr (((BulletinPerson *) people->pdata[0])->post, ==, "主任");

  g_set_str (&((BulletinPerson *) people->pdata[1])->name, "甲");
  g_assert_null (bulletin_library_put_person (fixture->library, people->pdata[1], "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  g_set_str (&((BulletinPerson *) people->pdata[1])->name, "  ");
  g_assert_null (bulletin_library_put_person (fixture->library, people->pdata[1], "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);

  removed = bulletin_library_remove_person (fixture->library, ((BulletinPerson *) people->pdata[0])->id, "编辑", &error);
  g_assert_no_error (error);
  g_clear_pointer (&people, g_ptr_array_unref);
  people = bulletin_library_list_people (fixture->library, NULL);
  assert_names (people, "乙");
  g_assert_true (bulletin_library_undo_operation (fixture->library, removed, "编辑", &error));
  g_clear_pointer (&people, g_ptr_array_unref);
  people = bulletin_library_list_people (fixture->library, NULL);
  assert_names (people, "甲 乙");
}

static void
test_who_can_be_asked_is_offered_once (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autofree char *editor = put (fixture, "编者", BULLETIN_PERSON_EDITOR);
  g_autofree char *reviewer = put (fixture, "审者", BULLETIN_PERSON_REVIEWER);
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "文字");
  g_autofree char *review = NULL;
  static const char *const terms[] = { "词甲", "审者", "编者", "旧人" };
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++) {
    g_autoptr (BulletinTermRecord) term = g_new0 (BulletinTermRecord, 1);

    term->kind = BULLETIN_TERM_PERSON;
    term->name = g_strdup (terms[i]);
    g_assert_true (bulletin_library_put_term (fixture->library, term, "编辑", NULL));
  }
  review = bulletin_library_send_to_reviewers (fixture->library, id, (const char *const[]){ "旧人", "审者", NULL },
                                               TRUE, NULL, NULL, "编辑", &error);
  g_assert_no_error (error);

  people = bulletin_library_list_reviewers (fixture->library, &error);
  g_assert_no_error (error);
  assert_names (people, "审者 旧人 词甲");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/people/are-put-changed-and-removed", Fixture, NULL, fixture_set_up, test_people_are_put_changed_and_removed, fixture_tear_down);
  g_test_add ("/people/who-can-be-asked-is-offered-once", Fixture, NULL, fixture_set_up, test_who_can_be_asked_is_offered_once, fixture_tear_down);

  return g_test_run ();
}
