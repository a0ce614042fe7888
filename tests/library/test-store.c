/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void
assert_state (Fixture       *fixture,
              const char    *id,
              BulletinState  state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (bulletin_record_get_state (content->record), ==, state);
}

static void
test_created_bulletin_is_a_draft_with_a_short_id (Fixture       *fixture,
                                                  gconstpointer  data)
{
  g_autofree char *first = add_draft (fixture->library, "第一份", 2025, 0, "正文。");
  g_autofree char *second = add_draft (fixture->library, "第二份", 2025, 0, "正文。");
  g_autofree char *resolved = bulletin_library_resolve (fixture->library, "2", NULL);
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, "1", NULL);
  g_autoptr (GPtrArray) events = bulletin_library_list_events (fixture->library, first, NULL);

  g_assert_cmpstr (resolved, ==, second);
  g_assert_cmpstr (bulletin_record_get_id (content->record), ==, first);
  g_assert_cmpstr (content->metadata->title, ==, "第一份");
  g_assert_cmpstr (content->text, ==, "正文。");
  g_assert_false (content->is_unsaved);
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpstr (((BulletinEvent *) events->pdata[0])->kind, ==, "created");
  assert_state (fixture, first, BULLETIN_STATE_DRAFT);
}

static void
test_unknown_id_is_not_found (Fixture       *fixture,
                              gconstpointer  data)
{
  static const char *const ids[] = { "1", "99999", "", "abc", "0198a5c0-0000-7000-8000-000000000000", "%" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, ids[i], &error);

    g_assert_null (content);
    g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND);
  }
}

static void
test_typed_text_is_what_is_read_back (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 0, "旧");
  g_autoptr (BulletinMetadata) metadata = make_metadata ("新题目", 2025, 0);
  g_autofree char *revision = NULL;
  g_autoptr (GPtrArray) revisions = NULL;

  g_assert_true (bulletin_library_save_working_copy (fixture->library, id, metadata, "新的文字", "编辑", &error));
  g_assert_no_error (error);
  {
    g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);

    g_assert_true (content->is_unsaved);
    g_assert_cmpstr (content->text, ==, "新的文字");
    g_assert_cmpstr (bulletin_record_get_title (content->record), ==, "新题目");
  }

  revision = bulletin_library_add_revision (fixture->library, id, metadata, "新的文字", "定稿", "编辑", &error);
  g_assert_no_error (error);
  {
    g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);

    g_assert_false (content->is_unsaved);
    g_assert_cmpstr (content->revision, ==, revision);
  }
  revisions = bulletin_library_list_revisions (fixture->library, id, NULL);
  g_assert_cmpuint (revisions->len, ==, 2);
  g_assert_cmpstr (((BulletinRevision *) revisions->pdata[0])->note, ==, "定稿");
}

static void
test_saving_without_a_change_adds_no_revision (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 0, "文字");
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autofree char *revision = bulletin_library_add_revision (fixture->library, id, content->metadata, content->text, NULL, "编辑", NULL);
  g_autoptr (GPtrArray) revisions = bulletin_library_list_revisions (fixture->library, id, NULL);

  g_assert_cmpstr (revision, ==, content->revision);
  g_assert_cmpuint (revisions->len, ==, 1);
}

static void
test_a_revision_can_be_gone_back_to (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 0, "第一稿");
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autofree char *second = bulletin_library_add_revision (fixture->library, id, content->metadata, "第二稿", NULL, "编辑", NULL);
  g_autoptr (BulletinMetadata) metadata = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (second);
  g_assert_true (bulletin_library_get_revision (fixture->library, content->revision, &metadata, &text, NULL));
  g_assert_cmpstr (text, ==, "第一稿");
  g_assert_true (bulletin_metadata_equal (metadata, content->metadata));
}

static void
assert_name (Fixture    *fixture,
             const char *id,
             guint       index,
             const char *name)
{
  g_autoptr (GPtrArray) revisions = bulletin_library_list_revisions (fixture->library, id, NULL);

  g_assert_cmpuint (revisions->len, >, index);
  g_assert_cmpstr (((BulletinRevision *) revisions->pdata[index])->note, ==, name);
}

static void
test_a_revision_is_named_later (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 0, "第一稿");
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autofree char *second = bulletin_library_add_revision (fixture->library, id, content->metadata, "第二稿", "初稿", "编辑", NULL);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  assert_name (fixture, id, 0, "初稿");
  assert_name (fixture, id, 1, NULL);
  g_assert_true (bulletin_library_name_revision (fixture->library, second, "送审前", "编辑", &error));
  assert_name (fixture, id, 0, "送审前");
  g_assert_true (bulletin_library_name_revision (fixture->library, second, "", "编辑", &error));
  assert_name (fixture, id, 0, "");
  g_assert_true (bulletin_library_name_revision (fixture->library, content->revision, "开头", "编辑", &error));
  assert_name (fixture, id, 1, "开头");

  /* Named without a change: the newest one gets the name. */
  again = bulletin_library_add_revision (fixture->library, id, content->metadata, "第二稿", "定稿", "编辑", &error);
  g_assert_cmpstr (again, ==, second);
  assert_name (fixture, id, 0, "定稿");

  g_assert_false (bulletin_library_name_revision (fixture->library, "no-such", "名", "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND);
}

static void
test_names_of_revisions_are_only_added (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autofree char *id = add_issued (fixture->library, "题目", 2025, 1, "文字");
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  BulletinDatabase *database = bulletin_library_get_database (fixture->library);

  g_assert_true (bulletin_library_name_revision (fixture->library, content->revision, "签发稿", "编辑", NULL));
  g_assert_false (bulletin_database_execute (database, "UPDATE revision_name SET name = 'x'", NULL));
  g_assert_false (bulletin_database_execute (database, "DELETE FROM revision_name", NULL));
  g_assert_false (bulletin_database_execute (database, "INSERT OR REPLACE INTO revision_name SELECT id, bulletin, revision, at, who, 'x' FROM revision_name", NULL));
  assert_name (fixture, id, 0, "签发稿");
}

static void
test_only_the_allowed_moves_exist (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "文字");

  g_assert_false (bulletin_library_approve (fixture->library, id, NULL, "领导", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_clear_error (&error);

  g_assert_true (bulletin_library_send_for_review (fixture->library, id, "请审", "编辑", &error));
  assert_state (fixture, id, BULLETIN_STATE_REVIEW);
  g_assert_false (bulletin_library_send_back (fixture->library, id, "  ", "领导", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (bulletin_library_mark_seen (fixture->library, id, NULL, "领导", &error));
  assert_state (fixture, id, BULLETIN_STATE_REVIEW);
  g_assert_true (bulletin_library_send_back (fixture->library, id, "数字要核", "领导", &error));
  assert_state (fixture, id, BULLETIN_STATE_RETURNED);
  {
    g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);

    g_assert_cmpstr (bulletin_record_get_reason (content->record), ==, "数字要核");
  }
  g_assert_true (bulletin_library_send_for_review (fixture->library, id, NULL, "编辑", &error));
  g_assert_true (bulletin_library_approve (fixture->library, id, NULL, "领导", &error));
  assert_state (fixture, id, BULLETIN_STATE_APPROVED);
  g_assert_false (bulletin_library_withdraw (fixture->library, id, "撤回", "领导", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
}

static void
test_a_change_after_approval_needs_approval_again (Fixture       *fixture,
                                                   gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "文字");
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);

  bulletin_library_send_for_review (fixture->library, id, NULL, "编辑", NULL);
  bulletin_library_approve (fixture->library, id, NULL, "领导", NULL);

  g_assert_true (bulletin_library_save_working_copy (fixture->library, id, content->metadata, content->text, "编辑", NULL));
  assert_state (fixture, id, BULLETIN_STATE_APPROVED);
  g_assert_true (bulletin_library_save_working_copy (fixture->library, id, content->metadata, "改过的文字", "编辑", NULL));
  assert_state (fixture, id, BULLETIN_STATE_DRAFT);
}

static gboolean
execute_for (Fixture    *fixture,
             const char *format,
             const char *id)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *sql = g_strconcat (parts[0], id, parts[1], NULL);

  return bulletin_database_execute (bulletin_library_get_database (fixture->library), sql, NULL);
}

static void
test_a_deleted_draft_comes_back_as_it_was (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 3, "第一稿 123");
  g_autoptr (BulletinContent) before = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autofree char *second = bulletin_library_add_revision (fixture->library, id, before->metadata, "第二稿", NULL, "编辑", NULL);
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (BulletinContent) after = NULL;
  g_autofree char *other = NULL;

  g_assert_nonnull (second);
  g_assert_true (bulletin_library_name_revision (fixture->library, second, "二稿", "编辑", NULL));
  g_assert_true (bulletin_library_save_working_copy (fixture->library, id, before->metadata, "第三稿", "编辑", NULL));
  execute_for (fixture, "INSERT INTO dismissal SELECT 'dismissed', id, 'rule', '两个字' FROM bulletin WHERE id = '%s'", id);
  execute_for (fixture, "INSERT INTO undo_history SELECT id, 'hash', '{}' FROM bulletin WHERE id = '%s'", id);
  g_assert_true (bulletin_library_delete_draft (fixture->library, id, "编辑", &error));
  g_assert_no_error (error);
  g_assert_null (bulletin_library_resolve (fixture->library, id, NULL));

  /* Its serial is not given to another one meanwhile. */
  other = add_draft (fixture->library, "另一份", 2025, 0, "文字");

  bulletin_library_restore_draft (fixture->library, id, "编辑", &error);
  g_assert_no_error (error);
  after = bulletin_library_get_bulletin (fixture->library, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bulletin_record_get_serial (after->record), ==, bulletin_record_get_serial (before->record));
  g_assert_cmpstr (after->text, ==, "第三稿");
  g_assert_true (bulletin_metadata_equal (after->metadata, before->metadata));
  revisions = bulletin_library_list_revisions (fixture->library, id, NULL);
  g_assert_cmpuint (revisions->len, ==, 2);
  assert_name (fixture, id, 0, "二稿");
  /* Refused where the rows are there again. */
  g_assert_false (execute_for (fixture, "INSERT INTO dismissal SELECT 'again', id, 'rule', '两个字' FROM bulletin WHERE id = '%s'", id));
  g_assert_false (execute_for (fixture, "INSERT INTO undo_history SELECT id, '', '' FROM bulletin WHERE id = '%s'", id));
}

static void
test_typed_text_survives_the_end_of_the_program (Fixture       *fixture,
                                                 gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 0, "旧");
  g_autoptr (BulletinContent) content = NULL;
  int ready[2];
  pid_t child;
  char byte;
  int status;

  g_clear_object (&fixture->library);
  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    BulletinLibrary *library = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_NONE, NULL);
    g_autoptr (BulletinMetadata) metadata = make_metadata ("题目", 2025, 0);

    if (library != NULL && bulletin_library_save_working_copy (library, id, metadata, "刚刚输入的文字", "编辑", NULL) &&
        write (ready[1], "x", 1) == 1)
      pause ();
    _exit (1);
  }
  close (ready[1]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  close (ready[0]);

  fixture->library = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_NONE, NULL);
  content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_assert_cmpstr (content->text, ==, "刚刚输入的文字");
}

static void
test_lists_hold_the_states_that_were_asked_for (Fixture       *fixture,
                                                gconstpointer  data)
{
  g_autofree char *draft = add_draft (fixture->library, "草稿", 2025, 0, "文字");
  g_autofree char *first = add_issued (fixture->library, "第一期", 2025, 1, "文字");
  g_autofree char *third = add_issued (fixture->library, "第三期", 2025, 3, "文字");
  g_autofree char *second = add_issued (fixture->library, "第二期", 2025, 2, "文字");
  g_autoptr (GPtrArray) open = bulletin_library_list_bulletins (fixture->library, BULLETIN_STATES_OPEN, NULL);
  g_autoptr (GPtrArray) archive = bulletin_library_list_bulletins (fixture->library, BULLETIN_STATES_ARCHIVE, NULL);

  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpstr (bulletin_record_get_id (open->pdata[0]), ==, draft);
  g_assert_cmpuint (archive->len, ==, 3);
  g_assert_cmpstr (bulletin_record_get_id (archive->pdata[0]), ==, third);
  g_assert_cmpstr (bulletin_record_get_id (archive->pdata[1]), ==, second);
  g_assert_cmpstr (bulletin_record_get_id (archive->pdata[2]), ==, first);
  g_assert_cmpuint (bulletin_record_get_n_pages (archive->pdata[0]), ==, 2);
}

static void
test_a_full_disk_leaves_the_library_as_it_was (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "旧的文字");
  g_autoptr (BulletinContent) before = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autoptr (BulletinContent) after = NULL;
  g_autofree char *large = g_strnfill (4 * 1024 * 1024, 'x');

  g_assert_true (bulletin_database_execute (bulletin_library_get_database (fixture->library), "PRAGMA max_page_count = 1", NULL));
  g_assert_false (bulletin_library_save_working_copy (fixture->library, id, before->metadata, large, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FULL);
  g_clear_error (&error);

  after = bulletin_library_get_bulletin (fixture->library, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (after->text, ==, "旧的文字");
  g_assert_true (bulletin_database_execute (bulletin_library_get_database (fixture->library), "PRAGMA max_page_count = 1000000", NULL));
  g_assert_true (bulletin_library_save_working_copy (fixture->library, id, before->metadata, large, "编辑", &error));
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/store/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("created-bulletin-is-a-draft-with-a-short-id", test_created_bulletin_is_a_draft_with_a_short_id);
  ADD ("unknown-id-is-not-found", test_unknown_id_is_not_found);
  ADD ("typed-text-is-what-is-read-back", test_typed_text_is_what_is_read_back);
  ADD ("saving-without-a-change-adds-no-revision", test_saving_without_a_change_adds_no_revision);
  ADD ("a-revision-can-be-gone-back-to", test_a_revision_can_be_gone_back_to);
  ADD ("a-revision-is-named-later", test_a_revision_is_named_later);
  ADD ("names-of-revisions-are-only-added", test_names_of_revisions_are_only_added);
  ADD ("only-the-allowed-moves-exist", test_only_the_allowed_moves_exist);
  ADD ("a-change-after-approval-needs-approval-again", test_a_change_after_approval_needs_approval_again);
  ADD ("a-deleted-draft-comes-back-as-it-was", test_a_deleted_draft_comes_back_as_it_was);
  ADD ("typed-text-survives-the-end-of-the-program", test_typed_text_survives_the_end_of_the_program);
  ADD ("lists-hold-the-states-that-were-asked-for", test_lists_hold_the_states_that_were_asked_for);
  ADD ("a-full-disk-leaves-the-library-as-it-was", test_a_full_disk_leaves_the_library_as_it_was);
#undef ADD

  return g_test_run ();
}
