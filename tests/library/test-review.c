/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-people.h"
#include "bulletin-review.h"
#include "library-fixture.h"

#include <sys/wait.h>
#include <unistd.h>

#define NAMES(...) ((const char *const[]){ __VA_ARGS__, NULL })

static char *
send (Fixture           *fixture,
      const char        *id,
      const char *const *names,
      gboolean           in_order)
{
  g_autoptr (GError) error = NULL;
  char *review = bulletin_library_send_to_reviewers (fixture->library, id, names, in_order, "2025-03-20", "请审", "编辑", &error);

  g_assert_no_error (error);
  g_assert_nonnull (review);

  return review;
}

static void
answer (Fixture        *fixture,
        const char     *id,
        BulletinAnswer  kind,
        const char     *who,
        const char     *note)
{
  g_autoptr (GError) error = NULL;

  bulletin_library_answer_review (fixture->library, id, NULL, kind, note, who, &error);
  g_assert_no_error (error);
}

static void
assert_refused (Fixture        *fixture,
                const char     *id,
                BulletinAnswer  kind,
                const char     *who,
                const char     *note,
                int             code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (bulletin_library_answer_review (fixture->library, id, NULL, kind, note, who, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, code);
}

static void
assert_state (Fixture       *fixture,
              const char    *id,
              BulletinState  expected)
{
  BulletinState state;

  g_assert_true (bulletin_library_get_state (fixture->library, id, &state, NULL));
  g_assert_cmpint (state, ==, expected);
}

/* The newest round as "甲 asked, 乙 waiting". */
static void
assert_round (Fixture    *fixture,
              const char *id,
              const char *expected)
{
  static const char *const states[] = { "waiting", "asked", "approved", "returned", "delegated", "closed" };
  g_autoptr (GPtrArray) reviews = bulletin_library_list_reviews (fixture->library, id, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  const BulletinReview *review = reviews->pdata[0];

  for (guint i = 0; i < review->requests->len; i++) {
    const BulletinReviewRequest *request = review->requests->pdata[i];

    g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", request->reviewer, states[request->state]);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static guint
count_events (Fixture    *fixture,
              const char *id,
              const char *kind)
{
  g_autoptr (GPtrArray) events = bulletin_library_list_events (fixture->library, id, NULL);
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    n += g_str_equal (((BulletinEvent *) events->pdata[i])->kind, kind);

  return n;
}

static void
test_one_after_the_other (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "文字");
  g_autofree char *review = send (fixture, id, NAMES ("甲", "乙"), TRUE);

  assert_state (fixture, id, BULLETIN_STATE_REVIEW);
  assert_round (fixture, id, "甲 asked, 乙 waiting");
  assert_refused (fixture, id, BULLETIN_ANSWER_APPROVE, "乙", NULL, BULLETIN_LIBRARY_ERROR_STATE);
  assert_refused (fixture, id, BULLETIN_ANSWER_APPROVE, "丙", NULL, BULLETIN_LIBRARY_ERROR_STATE);
  /* To see it and to say something nobody has to wait. */
  answer (fixture, id, BULLETIN_ANSWER_SEEN, "乙", NULL);
  answer (fixture, id, BULLETIN_ANSWER_INSTRUCT, "丙", "数字再核一遍");
  answer (fixture, id, BULLETIN_ANSWER_APPROVE, "甲", "同意");
  assert_round (fixture, id, "甲 approved, 乙 asked");
  assert_state (fixture, id, BULLETIN_STATE_REVIEW);
  assert_refused (fixture, id, BULLETIN_ANSWER_APPROVE, "甲", NULL, BULLETIN_LIBRARY_ERROR_STATE);
  answer (fixture, id, BULLETIN_ANSWER_APPROVE, "乙", NULL);
  assert_round (fixture, id, "甲 approved, 乙 approved");
  assert_state (fixture, id, BULLETIN_STATE_APPROVED);
  assert_refused (fixture, id, BULLETIN_ANSWER_APPROVE, "乙", NULL, BULLETIN_LIBRARY_ERROR_STATE);
  g_assert_cmpuint (count_events (fixture, id, "approved"), ==, 2);
  g_assert_cmpuint (count_events (fixture, id, "seen"), ==, 1);
}

static void
test_side_by_side_one_who_sends_back_ends_it (Fixture       *fixture,
                                              gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "文字");
  g_autofree char *review = send (fixture, id, NAMES ("甲", "乙", "丙"), FALSE);
  g_autofree char *second = NULL;

  assert_round (fixture, id, "甲 asked, 乙 asked, 丙 asked");
  answer (fixture, id, BULLETIN_ANSWER_APPROVE, "丙", NULL);
  assert_refused (fixture, id, BULLETIN_ANSWER_RETURN, "甲", "  ", BULLETIN_LIBRARY_ERROR_INVALID);
  answer (fixture, id, BULLETIN_ANSWER_RETURN, "甲", "题目太长");
  assert_state (fixture, id, BULLETIN_STATE_RETURNED);
  assert_round (fixture, id, "甲 returned, 乙 closed, 丙 approved");
  assert_refused (fixture, id, BULLETIN_ANSWER_APPROVE, "乙", NULL, BULLETIN_LIBRARY_ERROR_STATE);

  /* In the next round everybody is asked again. */
  second = send (fixture, id, NAMES ("甲", "丙"), FALSE);
  assert_round (fixture, id, "甲 asked, 丙 asked");
  answer (fixture, id, BULLETIN_ANSWER_APPROVE, "甲", NULL);
  assert_state (fixture, id, BULLETIN_STATE_REVIEW);
  answer (fixture, id, BULLETIN_ANSWER_APPROVE, "丙", NULL);
  assert_state (fixture, id, BULLETIN_STATE_APPROVED);
}

static void
test_a_delegate_stands_for_who_delegated (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "文字");
  g_autofree char *review = send (fixture, id, NAMES ("甲", "乙"), TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reviews = NULL;
  const BulletinReviewRequest *request;

  g_assert_false (bulletin_library_delegate_review (fixture->library, id, "丁", NULL, "乙", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_clear_error (&error);
  g_assert_false (bulletin_library_delegate_review (fixture->library, id, "乙", NULL, "甲", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (bulletin_library_delegate_review (fixture->library, id, "丙", "我出差", "甲", &error));
  g_assert_no_error (error);
  assert_round (fixture, id, "甲 delegated, 丙 asked, 乙 waiting");
  assert_refused (fixture, id, BULLETIN_ANSWER_APPROVE, "甲", NULL, BULLETIN_LIBRARY_ERROR_STATE);
  /* And further. */
  g_assert_true (bulletin_library_delegate_review (fixture->library, id, "丁", NULL, "丙", &error));
  g_assert_false (bulletin_library_delegate_review (fixture->library, id, "甲", NULL, "丁", &error));
  g_clear_error (&error);
  answer (fixture, id, BULLETIN_ANSWER_APPROVE, "丁", NULL);
  assert_round (fixture, id, "甲 delegated, 丙 delegated, 丁 approved, 乙 asked");
  answer (fixture, id, BULLETIN_ANSWER_APPROVE, "乙", NULL);
  assert_state (fixture, id, BULLETIN_STATE_APPROVED);

  reviews = bulletin_library_list_reviews (fixture->library, id, NULL);
  request = g_ptr_array_index (((BulletinReview *) reviews->pdata[0])->requests, 1);
  g_assert_cmpstr (request->in_place_of, ==, "甲");
  g_assert_cmpstr (request->note, ==, "我出差");
}

static void
test_approval_holds_for_one_revision (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "文字");
  g_autofree char *review = send (fixture, id, NAMES ("甲"), FALSE);
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autofree char *revision = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  answer (fixture, id, BULLETIN_ANSWER_APPROVE, "甲", NULL);
  g_assert_true (bulletin_library_save_working_copy (fixture->library, id, content->metadata, content->text, "编辑", NULL));
  g_free (bulletin_library_add_revision (fixture->library, id, content->metadata, content->text, NULL, "编辑", NULL));
  assert_state (fixture, id, BULLETIN_STATE_APPROVED);

  content->metadata->copies = 30;
  revision = bulletin_library_add_revision (fixture->library, id, content->metadata, content->text, NULL, "编辑", NULL);
  assert_state (fixture, id, BULLETIN_STATE_DRAFT);
  g_assert_cmpuint (count_events (fixture, id, "reopened"), ==, 1);

  again = send (fixture, id, NAMES ("甲"), FALSE);
  /* The window still shows what was there before. */
  g_assert_false (bulletin_library_answer_review (fixture->library, id, content->revision, BULLETIN_ANSWER_APPROVE, NULL, "甲", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_clear_error (&error);
  g_assert_true (bulletin_library_answer_review (fixture->library, id, revision, BULLETIN_ANSWER_APPROVE, NULL, "甲", &error));
  assert_state (fixture, id, BULLETIN_STATE_APPROVED);
  g_assert_true (bulletin_library_save_working_copy (fixture->library, id, content->metadata, "改过的文字", "编辑", NULL));
  assert_state (fixture, id, BULLETIN_STATE_DRAFT);
}

static void
test_a_round_ends_when_it_is_changed_or_recalled (Fixture       *fixture,
                                                  gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "文字");
  g_autofree char *review = send (fixture, id, NAMES ("甲", "乙"), FALSE);
  g_autofree char *second = NULL;
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (bulletin_library_recall_review (fixture->library, id, "还要补一段", "编辑", &error));
  assert_state (fixture, id, BULLETIN_STATE_DRAFT);
  assert_round (fixture, id, "甲 closed, 乙 closed");
  g_assert_false (bulletin_library_recall_review (fixture->library, id, NULL, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_clear_error (&error);

  second = send (fixture, id, NAMES ("甲"), FALSE);
  g_assert_true (bulletin_library_save_working_copy (fixture->library, id, content->metadata, "新的文字", "编辑", NULL));
  assert_refused (fixture, id, BULLETIN_ANSWER_APPROVE, "甲", NULL, BULLETIN_LIBRARY_ERROR_STATE);
  /* What nobody has saved nobody can have read. */
  g_assert_null (bulletin_library_send_to_reviewers (fixture->library, id, NAMES ("甲"), FALSE, NULL, NULL, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
}

static void
test_sending_is_checked (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "文字");
  g_autoptr (GError) error = NULL;
  g_autofree char *review = NULL;

  g_assert_null (bulletin_library_send_to_reviewers (fixture->library, id, NAMES ("甲", " 甲"), FALSE, NULL, NULL, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (bulletin_library_send_to_reviewers (fixture->library, id, NAMES ("甲"), FALSE, "2025-02-30", NULL, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  assert_state (fixture, id, BULLETIN_STATE_DRAFT);
  review = send (fixture, id, NAMES ("甲"), FALSE);
  g_assert_null (bulletin_library_send_to_reviewers (fixture->library, id, NAMES ("乙"), FALSE, NULL, NULL, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_assert_cmpuint (count_events (fixture, id, "sent"), ==, 1);
}

static void
set_rules (Fixture  *fixture,
           gboolean  needs_approval,
           gboolean  separate_people)
{
  g_autoptr (BulletinSeries) series = bulletin_library_get_series (fixture->library, "工作简报", NULL);

  series->needs_approval = needs_approval;
  series->separate_people = separate_people;
  g_assert_true (bulletin_library_put_series (fixture->library, series, "编辑", NULL));
}

static void
test_who_wrote_does_not_approve_if_the_series_says_so (Fixture       *fixture,
                                                       gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "文字");
  g_autofree char *review = NULL;
  g_autoptr (GError) error = NULL;

  set_rules (fixture, FALSE, TRUE);
  g_assert_null (bulletin_library_send_to_reviewers (fixture->library, id, NAMES ("编辑"), FALSE, NULL, NULL, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_clear_error (&error);
  g_assert_true (bulletin_library_send_for_review (fixture->library, id, NULL, "编辑", &error));
  assert_refused (fixture, id, BULLETIN_ANSWER_APPROVE, "编辑", NULL, BULLETIN_LIBRARY_ERROR_STATE);
  answer (fixture, id, BULLETIN_ANSWER_APPROVE, "甲", NULL);

  g_assert_true (bulletin_library_send_back (fixture->library, id, "改", "甲", NULL));
  review = send (fixture, id, NAMES ("甲"), FALSE);
  g_assert_false (bulletin_library_delegate_review (fixture->library, id, "编辑", NULL, "甲", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_clear_error (&error);
  set_rules (fixture, FALSE, FALSE);
  g_assert_true (bulletin_library_delegate_review (fixture->library, id, "编辑", NULL, "甲", &error));
  answer (fixture, id, BULLETIN_ANSWER_APPROVE, "编辑", NULL);
}

static void
test_an_editor_does_not_decide (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "文字");
  g_autoptr (BulletinPerson) person = g_new0 (BulletinPerson, 1);
  g_autofree char *operation = NULL;

  person->name = g_strdup ("丁");
  person->role = BULLETIN_PERSON_EDITOR;
  operation = bulletin_library_put_person (fixture->library, person, "编辑", NULL);
  g_assert_null (bulletin_library_send_to_reviewers (fixture->library, id, NAMES ("丁"), FALSE, NULL, NULL, "编辑", NULL));
  g_assert_true (bulletin_library_send_for_review (fixture->library, id, NULL, "编辑", NULL));
  assert_refused (fixture, id, BULLETIN_ANSWER_APPROVE, "丁", NULL, BULLETIN_LIBRARY_ERROR_STATE);
  answer (fixture, id, BULLETIN_ANSWER_SEEN, "丁", NULL);
}

static void
test_issuing_waits_for_approval_if_the_series_says_so (Fixture       *fixture,
                                                       gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "文字");
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  set_rules (fixture, TRUE, FALSE);
  g_assert_false (issue_draft (fixture->library, id, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_clear_error (&error);
  bulletin_library_send_for_review (fixture->library, id, NULL, "编辑", NULL);
  g_assert_false (issue_draft (fixture->library, id, &error));
  g_clear_error (&error);
  answer (fixture, id, BULLETIN_ANSWER_APPROVE, "甲", NULL);
  g_assert_false (bulletin_library_issue (fixture->library, id, content->metadata, "别的文字", 1, parts, NULL, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_clear_error (&error);
  bulletin_metadata_set_string (&content->metadata->signer, "签发人");
  content->metadata->number = 2;
  bulletin_library_issue (fixture->library, id, content->metadata, content->text, 1, parts, NULL, "编辑", &error);
  g_assert_no_error (error);
}

static void
test_what_waits_is_listed_for_each (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *first = add_draft (fixture->library, "甲的事", 2025, 1, "文字");
  g_autofree char *second = add_draft (fixture->library, "都可以", 2025, 2, "文字");
  g_autofree char *review = send (fixture, first, NAMES ("甲", "乙"), TRUE);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  BulletinWaiting *waiting;

  bulletin_library_send_for_review (fixture->library, second, NULL, "编辑", NULL);
  list = bulletin_library_list_waiting (fixture->library, "甲", "2025-03-21", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  waiting = list->pdata[0];
  g_assert_cmpstr (bulletin_record_get_id (waiting->record), ==, first);
  g_assert_cmpstr (waiting->names, ==, "甲");
  g_assert_true (waiting->is_for_me);
  g_assert_false (waiting->is_by_me);
  g_assert_true (waiting->is_overdue);
  g_assert_null (waiting->last_read);
  waiting = list->pdata[1];
  g_assert_cmpstr (waiting->names, ==, "");
  g_assert_false (waiting->is_overdue);

  /* Reading is noted once for a revision. */
  waiting = list->pdata[0];
  g_assert_true (bulletin_library_mark_read (fixture->library, first, waiting->revision, "甲", NULL));
  g_assert_true (bulletin_library_mark_read (fixture->library, first, waiting->revision, "甲", NULL));
  answer (fixture, first, BULLETIN_ANSWER_APPROVE, "甲", NULL);
  g_clear_pointer (&list, g_ptr_array_unref);
  list = bulletin_library_list_waiting (fixture->library, "编辑", "2025-03-20", NULL);
  waiting = list->pdata[0];
  if (!g_str_equal (bulletin_record_get_id (waiting->record), first))
    waiting = list->pdata[1];
  g_assert_cmpstr (waiting->names, ==, "乙");
  g_assert_true (waiting->is_by_me);
  g_assert_false (waiting->is_for_me);
  g_assert_false (waiting->is_overdue);
  {
    g_autofree char *read = NULL;

    g_assert_true (bulletin_library_get_last_read (fixture->library, first, "甲", NULL, &read, NULL));
    g_assert_cmpstr (read, ==, waiting->revision);
    g_clear_pointer (&read, g_free);
    g_assert_true (bulletin_library_get_last_read (fixture->library, first, "乙", NULL, &read, NULL));
    g_assert_null (read);
  }
}

/* Several programs approve the same revision for the same person at once. */
static void
test_two_programs_approve_once (Fixture       *fixture,
                                gconstpointer  data)
{
  for (guint round = 0; round < 8; round++) {
    g_autofree char *id = add_draft (fixture->library, "题目", 2025, 0, "文字");
    g_autofree char *review = send (fixture, id, NAMES ("甲", "乙"), FALSE);
    g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
    int gate[2];
    pid_t children[4];
    guint n_done = 0;

    g_clear_object (&fixture->library);
    g_assert_cmpint (pipe (gate), ==, 0);
    for (guint i = 0; i < G_N_ELEMENTS (children); i++) {
      children[i] = fork ();
      g_assert_cmpint (children[i], >=, 0);
      if (children[i] == 0) {
        BulletinLibrary *library = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_NONE, NULL);
        g_autoptr (GError) error = NULL;
        char byte;

        close (gate[1]);
        /* They start together, when the gate is shut behind them. */
        if (library == NULL || read (gate[0], &byte, 1) != 0)
          _exit (2);
        if (bulletin_library_answer_review (library, id, content->revision, BULLETIN_ANSWER_APPROVE, NULL, "甲", &error))
          _exit (0);
        _exit (g_error_matches (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE) ? 1 : 2);
      }
    }
    close (gate[0]);
    close (gate[1]);
    for (guint i = 0; i < G_N_ELEMENTS (children); i++) {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), <, 2);
      n_done += WEXITSTATUS (status) == 0;
    }
    fixture->library = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_NONE, NULL);
    g_assert_cmpuint (n_done, ==, 1);
    g_assert_cmpuint (count_events (fixture, id, "approved"), ==, 1);
    assert_round (fixture, id, "甲 approved, 乙 asked");
  }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/review/one-after-the-other", test_one_after_the_other);
  ADD ("/review/side-by-side-one-who-sends-back-ends-it", test_side_by_side_one_who_sends_back_ends_it);
  ADD ("/review/a-delegate-stands-for-who-delegated", test_a_delegate_stands_for_who_delegated);
  ADD ("/review/approval-holds-for-one-revision", test_approval_holds_for_one_revision);
  ADD ("/review/a-round-ends-when-it-is-changed-or-recalled", test_a_round_ends_when_it_is_changed_or_recalled);
  ADD ("/review/sending-is-checked", test_sending_is_checked);
  ADD ("/review/who-wrote-does-not-approve-if-the-series-says-so", test_who_wrote_does_not_approve_if_the_series_says_so);
  ADD ("/review/an-editor-does-not-decide", test_an_editor_does_not_decide);
  ADD ("/review/issuing-waits-for-approval-if-the-series-says-so", test_issuing_waits_for_approval_if_the_series_says_so);
  ADD ("/review/what-waits-is-listed-for-each", test_what_waits_is_listed_for_each);
  ADD ("/review/two-programs-approve-once", test_two_programs_approve_once);

  return g_test_run ();
}
