/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include "bulletin-record-copy.h"

#include <string.h>

/* Records that go from one library to another. */

static void
assert_sound (BulletinLibrary *library,
              guint            n_records)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinVerification) result = bulletin_library_verify (library, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->damaged->len; i++)
    g_test_message ("%s", ((BulletinDamage *) result->damaged->pdata[i])->message);
  g_assert_cmpuint (result->damaged->len, ==, 0);
  g_assert_cmpuint (result->n_checked, ==, n_records);
}

static BulletinLibrary *
open_other (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "other.bulletin", NULL);
  g_autoptr (GError) error = NULL;
  BulletinLibrary *library = bulletin_library_open (path, BULLETIN_LIBRARY_CREATE, &error);

  g_assert_no_error (error);

  return library;
}

static BulletinRecordCopy *
copy_record (BulletinLibrary *library,
             const char      *id)
{
  g_autoptr (GError) error = NULL;
  BulletinRecordCopy *copy = bulletin_library_copy_record (library, id, &error);

  g_assert_no_error (error);

  return copy;
}

static gboolean
take (BulletinLibrary          *library,
      const BulletinRecordCopy *copy,
      gboolean                 *is_new,
      GError                  **error)
{
  g_autoptr (BulletinMaterials) pictures = bulletin_materials_new ();

  return bulletin_library_take_record (library, copy, pictures, "第六期.zip", "档案员", is_new, error);
}

static void
test_a_record_is_taken_in_as_it_is (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *id = add_issued (fixture->library, "第六期", 2024, 6, "正文");
  g_autoptr (BulletinLibrary) other = open_other (fixture);
  g_autofree char *own = add_issued (other, "自己的一期", 2024, 1, "别的正文");
  g_autoptr (BulletinRecordCopy) copy = copy_record (fixture->library, id);
  g_autoptr (BulletinRecordCopy) again = NULL;
  g_autoptr (BulletinIssuedRecord) before = bulletin_library_get_issued (other, own, NULL);
  g_autoptr (BulletinIssuedRecord) record = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *later = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_new = FALSE;

  g_assert_true (take (other, copy, &is_new, &error));
  g_assert_no_error (error);
  g_assert_true (is_new);

  again = copy_record (other, id);
  g_assert_cmpstr (again->digest, ==, copy->digest);
  g_assert_cmpstr (again->revision, ==, copy->revision);
  g_assert_cmpstr (again->at, ==, copy->at);
  g_assert_cmpuint (again->parts->len, ==, copy->parts->len);
  for (guint i = 0; i < copy->parts->len; i++)
    g_assert_true (g_bytes_equal (((BulletinIssuePart *) again->parts->pdata[i])->content, ((BulletinIssuePart *) copy->parts->pdata[i])->content));

  /* It stands at the end of this library's chain. */
  record = bulletin_library_get_issued (other, id, NULL);
  g_assert_cmpint (record->ordinal, ==, 2);
  g_assert_cmpstr (record->previous_hash, ==, before->hash);
  assert_sound (other, 2);

  events = bulletin_library_list_events (other, id, NULL);
  g_assert_cmpuint (events->len, ==, 3);
  g_assert_cmpstr (((BulletinEvent *) events->pdata[2])->kind, ==, "imported");
  g_assert_cmpstr (((BulletinEvent *) events->pdata[2])->note, ==, "第六期.zip");
  g_assert_cmpstr (((BulletinEvent *) events->pdata[2])->who, ==, "档案员");

  list = bulletin_library_list_bulletins (other, BULLETIN_STATES_ARCHIVE, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (bulletin_library_next_number (other, "工作简报", BULLETIN_KIND_REGULAR, 2024, NULL), ==, 7);
  later = add_issued (other, "以后的一期", 2024, 7, "以后的正文");
  assert_sound (other, 3);
}

static void
test_taking_in_twice_changes_nothing (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autofree char *id = add_issued (fixture->library, "第六期", 2024, 6, "正文");
  g_autoptr (BulletinLibrary) other = open_other (fixture);
  g_autoptr (BulletinRecordCopy) copy = copy_record (fixture->library, id);
  g_autoptr (GPtrArray) events = NULL;
  gboolean is_new = FALSE;

  g_assert_true (take (other, copy, &is_new, NULL));
  g_assert_true (take (other, copy, &is_new, NULL));
  g_assert_false (is_new);
  events = bulletin_library_list_events (other, id, NULL);
  g_assert_cmpuint (events->len, ==, 3);
  assert_sound (other, 1);

  /* And so it is where it comes from. */
  g_assert_true (take (fixture->library, copy, &is_new, NULL));
  g_assert_false (is_new);
  assert_sound (fixture->library, 1);
}

static void
test_a_withdrawn_record_stays_withdrawn (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autofree char *id = add_issued (fixture->library, "第六期", 2024, 6, "正文");
  g_autoptr (BulletinLibrary) other = open_other (fixture);
  g_autoptr (BulletinRecordCopy) copy = NULL;
  g_autoptr (BulletinRecordCopy) again = NULL;
  g_autoptr (GError) error = NULL;
  BulletinState state;
  gboolean is_new;

  g_assert_true (bulletin_library_withdraw (fixture->library, id, "数字有误", "孙丙", &error));
  g_assert_no_error (error);
  copy = copy_record (fixture->library, id);
  g_assert_cmpstr (copy->withdrawal_reason, ==, "数字有误");

  g_assert_true (take (other, copy, &is_new, &error));
  g_assert_no_error (error);
  g_assert_true (bulletin_library_get_state (other, id, &state, NULL));
  g_assert_cmpint (state, ==, BULLETIN_STATE_WITHDRAWN);
  again = copy_record (other, id);
  g_assert_cmpstr (again->withdrawn_by, ==, "孙丙");
  g_assert_cmpstr (again->withdrawal_reason, ==, "数字有误");
  g_assert_cmpstr (again->withdrawn_at, ==, copy->withdrawn_at);
  assert_sound (other, 1);
}

static void
test_what_cannot_be_right_is_refused (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autofree char *id = add_issued (fixture->library, "第六期", 2024, 6, "正文");
  g_autoptr (BulletinLibrary) other = open_other (fixture);
  g_autoptr (GPtrArray) list = NULL;

  for (guint i = 0; i < 7; i++) {
    g_autoptr (BulletinRecordCopy) copy = copy_record (fixture->library, id);
    g_autoptr (GError) error = NULL;
    gboolean is_new, has_digest = i > 0;

    switch (i) {
    case 0:
      g_set_str (&copy->title, "别的题目");
      break;
    case 1:
      g_set_str (&copy->title, "别的题目");
      break;
    case 2:
      copy->number = 7;
      break;
    case 3:
      g_set_str (&copy->id, "六");
      break;
    case 4:
      g_set_str (&copy->at, "昨天");
      break;
    case 5:
      g_set_str (&copy->date, "2024-02-30");
      break;
    default:
      g_ptr_array_remove_index (copy->parts, 3);
      break;
    }
    /* Who makes a record can make its digest as well. */
    if (has_digest) {
      g_free (copy->digest);
      copy->digest = bulletin_record_copy_compute_digest (copy);
    }
    g_assert_false (take (other, copy, &is_new, &error));
    g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  }

  list = bulletin_library_list_bulletins (other, BULLETIN_STATES_ALL, NULL);
  g_assert_cmpuint (list->len, ==, 0);
  assert_sound (other, 0);
}

static void
test_a_number_that_is_taken_is_refused (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autofree char *id = add_issued (fixture->library, "第六期", 2024, 6, "正文");
  g_autoptr (BulletinLibrary) other = open_other (fixture);
  g_autofree char *own = add_issued (other, "这里的第六期", 2024, 6, "别的正文");
  g_autoptr (BulletinRecordCopy) copy = copy_record (fixture->library, id);
  g_autoptr (GError) error = NULL;
  gboolean is_new;

  g_assert_false (take (other, copy, &is_new, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN);
  assert_sound (other, 1);
}

static void
test_a_correction_needs_what_it_corrects (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autofree char *first = add_issued (fixture->library, "第六期", 2024, 6, "正文");
  g_autofree char *second = add_draft (fixture->library, "第七期", 2024, 7, "更正了的正文");
  g_autofree char *sql = g_strdup_printf ("UPDATE bulletin SET corrects = '%s' WHERE id = '%s'", first, second);
  g_autoptr (BulletinLibrary) other = open_other (fixture);
  g_autoptr (BulletinRecordCopy) original = NULL;
  g_autoptr (BulletinRecordCopy) correction = NULL;
  g_autoptr (BulletinRecordCopy) again = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_new;

  g_assert_true (bulletin_database_execute (bulletin_library_get_database (fixture->library), sql, NULL));
  g_assert_true (issue_draft (fixture->library, second, NULL));
  original = copy_record (fixture->library, first);
  correction = copy_record (fixture->library, second);
  g_assert_cmpstr (correction->corrects, ==, first);
  g_assert_cmpuint (original->corrected_by->len, ==, 1);
  g_assert_cmpstr (original->corrected_by->pdata[0], ==, second);

  g_assert_false (take (other, correction, &is_new, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND);
  g_assert_true (take (other, original, &is_new, NULL));
  g_assert_true (take (other, correction, &is_new, NULL));
  again = copy_record (other, first);
  g_assert_cmpuint (again->corrected_by->len, ==, 1);
  assert_sound (other, 2);
}

/* Sent for review before the clock was set back, issued after. */
static void
test_a_trail_may_run_backwards (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "第六期", 2024, 6, "正文");
  g_autofree char *sql = g_strdup_printf ("INSERT INTO event (id, bulletin, at, who, kind) VALUES ('%s-later', '%s', '2999-01-01T00:00:00.000Z', '李乙', 'seen')", id, id);
  g_autoptr (BulletinLibrary) other = open_other (fixture);
  g_autoptr (BulletinRecordCopy) copy = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_new;

  g_assert_true (bulletin_database_execute (bulletin_library_get_database (fixture->library), sql, NULL));
  g_assert_true (issue_draft (fixture->library, id, NULL));
  copy = copy_record (fixture->library, id);
  g_assert_true (take (other, copy, &is_new, &error));
  g_assert_no_error (error);
  assert_sound (fixture->library, 1);
  assert_sound (other, 1);
}

static void
test_a_volume_is_in_order (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *second = add_issued (fixture->library, "第二期", 2024, 2, "正文");
  g_autofree char *first = add_issued (fixture->library, "第一期", 2024, 1, "正文");
  g_autofree char *other_year = add_issued (fixture->library, "去年的", 2023, 1, "正文");
  g_autofree char *draft = add_draft (fixture->library, "草稿", 2024, 3, "正文");
  g_autoptr (GPtrArray) ids = bulletin_library_list_volume (fixture->library, "工作简报", 2024, NULL);
  g_autoptr (GPtrArray) none = bulletin_library_list_volume (fixture->library, "别的", 2024, NULL);

  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpstr (ids->pdata[0], ==, first);
  g_assert_cmpstr (ids->pdata[1], ==, second);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/record-copy/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("a-record-is-taken-in-as-it-is", test_a_record_is_taken_in_as_it_is);
  ADD ("taking-in-twice-changes-nothing", test_taking_in_twice_changes_nothing);
  ADD ("a-withdrawn-record-stays-withdrawn", test_a_withdrawn_record_stays_withdrawn);
  ADD ("what-cannot-be-right-is-refused", test_what_cannot_be_right_is_refused);
  ADD ("a-number-that-is-taken-is-refused", test_a_number_that_is_taken_is_refused);
  ADD ("a-correction-needs-what-it-corrects", test_a_correction_needs_what_it_corrects);
  ADD ("a-trail-may-run-backwards", test_a_trail_may_run_backwards);
  ADD ("a-volume-is-in-order", test_a_volume_is_in_order);
#undef ADD

  return g_test_run ();
}
