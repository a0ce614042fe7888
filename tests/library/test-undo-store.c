/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include "bulletin-undo-store.h"

/* A draft with two steps done and one taken back. */
typedef struct
{
  char *id;
  BulletinMetadata *metadata;
  BulletinUndoHistory *history;
} Draft;

static const char *const texts[] = { "甲", "甲乙", "甲乙\"\\\n\U0001f600", "甲乙\"\\\n\U0001f600丙" };

static void
draft_init (Draft   *self,
            Fixture *fixture)
{
  g_autoptr (BulletinMetadata) before = make_metadata ("旧题目", 2025, 0);

  self->id = add_draft (fixture->library, "题目", 2025, 0, "甲");
  self->metadata = make_metadata ("题目", 2025, 0);
  self->history = bulletin_undo_history_new ();

  bulletin_undo_history_begin (self->history, 1);
  bulletin_undo_history_record (self->history, 1, "", "乙");
  bulletin_undo_history_end (self->history, 2, 1);
  bulletin_undo_history_begin (self->history, 2);
  bulletin_undo_history_record (self->history, 2, "", "\"\\\n\U0001f600");
  bulletin_undo_history_record_metadata (self->history, before, self->metadata);
  bulletin_undo_history_end (self->history, 6, 2);
  bulletin_undo_history_begin (self->history, 6);
  bulletin_undo_history_record (self->history, 6, "", "丙");
  bulletin_undo_history_end (self->history, 7, 3);
  bulletin_undo_history_undo (self->history);
}

static void
draft_clear (Draft *self)
{
  g_free (self->id);
  bulletin_metadata_free (self->metadata);
  bulletin_undo_history_unref (self->history);
}

static BulletinUndoHistory *
get (Fixture    *fixture,
     Draft      *draft,
     const char *text)
{
  return bulletin_library_get_undo_history (fixture->library, draft->id, draft->metadata, text);
}

static void
test_steps_come_back_as_they_were (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinUndoHistory) history = NULL;
  g_autoptr (GString) text = g_string_new (texts[2]);
  const BulletinUndoStep *step;
  Draft draft;

  draft_init (&draft, fixture);
  bulletin_library_save_typing (fixture->library, draft.id, draft.metadata, texts[2], draft.history, "编辑", &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->library);
  fixture->library = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_NONE, &error);
  g_assert_no_error (error);

  history = get (fixture, &draft, texts[2]);
  g_assert_nonnull (history);
  step = bulletin_undo_history_redo (history);
  g_assert_true (bulletin_undo_step_apply (step, TRUE, text));
  g_assert_cmpstr (text->str, ==, texts[3]);
  g_assert_false (bulletin_undo_history_can_redo (history));
  for (guint i = 3; i > 0; i--) {
    step = bulletin_undo_history_undo (history);
    g_assert_true (bulletin_undo_step_apply (step, FALSE, text));
    g_assert_cmpstr (text->str, ==, texts[i - 1]);
    if (i == 2) {
      g_assert_cmpstr (step->metadata_before->title, ==, "旧题目");
      g_assert_true (bulletin_metadata_equal (step->metadata_after, draft.metadata));
      g_assert_cmpuint (step->caret_before, ==, 2);
      g_assert_cmpuint (step->caret_after, ==, 6);
    }
  }
  g_assert_false (bulletin_undo_history_can_undo (history));
  draft_clear (&draft);
}

static void
test_steps_of_another_content_are_not_used (Fixture       *fixture,
                                            gconstpointer  data)
{
  Draft draft;

  draft_init (&draft, fixture);
  g_assert_null (get (fixture, &draft, texts[2]));
  g_assert_true (bulletin_library_save_typing (fixture->library, draft.id, draft.metadata, texts[2], draft.history, "编辑", NULL));
  g_assert_null (get (fixture, &draft, texts[1]));
  bulletin_metadata_set_string (&draft.metadata->issuer, "别处");
  g_assert_null (get (fixture, &draft, texts[2]));
  draft_clear (&draft);
}

static void
test_damaged_steps_are_forgotten (Fixture       *fixture,
                                  gconstpointer  data)
{
  static const char *const damaged[] = {
    "",
    "{",
    "[]",
    "{}",
    "{\"steps\": 1, \"position\": 0}",
    "{\"steps\": [], \"position\": 1}",
    "{\"steps\": [1], \"position\": 0}",
    "{\"steps\": [{}], \"position\": 0}",
    "{\"steps\": [{\"caret\": [0], \"edits\": []}], \"position\": 0}",
    "{\"steps\": [{\"caret\": [0, -1], \"edits\": []}], \"position\": 0}",
    "{\"steps\": [{\"caret\": [0, 0], \"edits\": [[0, 1, \"\"]]}], \"position\": 0}",
    "{\"steps\": [{\"caret\": [0, 0], \"edits\": [[\"0\", \"\", \"\"]]}], \"position\": 0}",
    "{\"steps\": [{\"caret\": [0, 0], \"edits\": [], \"metadata\": [\"{}\"]}], \"position\": 0}",
    "{\"steps\": [{\"caret\": [0, 0], \"edits\": [], \"metadata\": [\"x\", \"{}\"]}], \"position\": 0}",
  };
  Draft draft;

  draft_init (&draft, fixture);
  g_assert_true (bulletin_library_save_typing (fixture->library, draft.id, draft.metadata, texts[2], draft.history, "编辑", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++) {
    g_autofree char *sql = g_strdup_printf ("UPDATE undo_history SET steps = '%s'", damaged[i]);

    g_assert_true (bulletin_database_execute (bulletin_library_get_database (fixture->library), sql, NULL));
    g_assert_null (get (fixture, &draft, texts[2]));
  }
  draft_clear (&draft);
}

static void
test_what_is_issued_keeps_no_steps (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinUndoHistory) history = bulletin_undo_history_new ();
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "文字");
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autoptr (BulletinUndoHistory) kept = NULL;

  g_assert_true (bulletin_library_save_undo_history (fixture->library, id, content->metadata, content->text, history, NULL));
  kept = bulletin_library_get_undo_history (fixture->library, id, content->metadata, content->text);
  g_assert_nonnull (kept);
  issue_draft (fixture->library, id, &error);
  g_assert_no_error (error);
  g_assert_null (bulletin_library_get_undo_history (fixture->library, id, content->metadata, content->text));
}

/* The text is what counts. */
static void
test_steps_that_cannot_be_kept_do_not_hold_up_the_text (Fixture       *fixture,
                                                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinContent) content = NULL;
  Draft draft;

  draft_init (&draft, fixture);
  g_assert_true (bulletin_database_execute (bulletin_library_get_database (fixture->library),
                                            "CREATE TRIGGER no_undo BEFORE INSERT ON undo_history "
                                            "BEGIN SELECT RAISE (ABORT, 'full'); END",
                                            NULL));
  bulletin_library_save_typing (fixture->library, draft.id, draft.metadata, texts[2], draft.history, "编辑", &error);
  g_assert_no_error (error);
  content = bulletin_library_get_bulletin (fixture->library, draft.id, NULL);
  g_assert_cmpstr (content->text, ==, texts[2]);
  g_assert_null (get (fixture, &draft, texts[2]));
  draft_clear (&draft);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/undo-store/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("steps-come-back-as-they-were", test_steps_come_back_as_they_were);
  ADD ("steps-of-another-content-are-not-used", test_steps_of_another_content_are_not_used);
  ADD ("damaged-steps-are-forgotten", test_damaged_steps_are_forgotten);
  ADD ("what-is-issued-keeps-no-steps", test_what_is_issued_keeps_no_steps);
  ADD ("steps-that-cannot-be-kept-do-not-hold-up-the-text", test_steps_that_cannot_be_kept_do_not_hold_up_the_text);
#undef ADD

  return g_test_run ();
}
