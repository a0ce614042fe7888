/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-change.h"
#include "bulletin-dismissals.h"
#include "bulletin-terms.h"
#include "library-fixture.h"

#include <string.h>

static const char text[] = "前文，由市里給予具体指导，后文。\n另一行。";

static BulletinFinding *
make_finding (const char *source)
{
  return bulletin_finding_new ("traditional", BULLETIN_SEVERITY_WARNING, strstr (source, "給") - source, strlen ("給"),
                               "给", g_strdup ("A sentence."));
}

static void
test_a_dismissed_finding_stays_dismissed_where_its_words_stay (Fixture       *fixture,
                                                               gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2026, 0, text);
  g_autoptr (BulletinFinding) finding = make_finding (text);
  g_autoptr (BulletinFinding) moved = make_finding ("新的一段。\n前文，由市里給予具体指导，后文。");
  g_autoptr (BulletinFinding) other = make_finding ("这里給了别人。");
  g_autofree char *excerpt = bulletin_finding_get_excerpt (finding, text);
  g_autoptr (BulletinDismissals) dismissals = NULL;
  g_autoptr (BulletinDismissals) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bulletin_library_dismiss_finding (fixture->library, id, finding->rule, excerpt, "编辑", &error));
  g_assert_true (bulletin_library_dismiss_finding (fixture->library, id, finding->rule, excerpt, "编辑", &error));
  g_assert_no_error (error);

  g_assert_true (bulletin_library_close (fixture->library, NULL));
  g_object_unref (fixture->library);
  fixture->library = bulletin_library_open (fixture->path, BULLETIN_LIBRARY_NONE, &error);
  g_assert_no_error (error);
  dismissals = bulletin_library_get_dismissals (fixture->library, id, &error);
  g_assert_cmpuint (bulletin_dismissals_get_n (dismissals), ==, 1);
  g_assert_true (bulletin_dismissals_hold (dismissals, finding, text));
  g_assert_true (bulletin_dismissals_hold (dismissals, moved, "新的一段。\n前文，由市里給予具体指导，后文。"));
  g_assert_false (bulletin_dismissals_hold (dismissals, other, "这里給了别人。"));

  g_assert_true (bulletin_library_restore_findings (fixture->library, id, NULL, NULL, "编辑", &error));
  none = bulletin_library_get_dismissals (fixture->library, id, &error);
  g_assert_cmpuint (bulletin_dismissals_get_n (none), ==, 0);
}

static void
test_a_deleted_draft_comes_back_with_its_dismissals (Fixture       *fixture,
                                                     gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2026, 0, text);
  g_autoptr (BulletinDismissals) dismissals = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bulletin_library_dismiss_finding (fixture->library, id, "spaces", "甲 乙", "编辑", &error));
  g_assert_true (bulletin_library_delete_draft (fixture->library, id, "编辑", &error));
  g_assert_no_error (error);
  g_assert_true (bulletin_library_restore_draft (fixture->library, id, "编辑", &error));
  g_assert_no_error (error);
  dismissals = bulletin_library_get_dismissals (fixture->library, id, &error);
  g_assert_cmpuint (bulletin_dismissals_get_n (dismissals), ==, 1);
}

static void
test_rules_are_switched_in_the_library (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_finding_free);
  g_autoptr (BulletinDismissals) off = NULL;
  g_autoptr (BulletinDismissals) on = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bulletin_library_switch_rule (fixture->library, "traditional", FALSE, &error));
  g_assert_true (bulletin_library_switch_rule (fixture->library, "spaces", FALSE, &error));
  off = bulletin_library_get_dismissals (fixture->library, NULL, &error);
  g_assert_true (bulletin_dismissals_is_off (off, "traditional"));
  g_assert_true (bulletin_dismissals_is_off (off, "spaces"));
  g_assert_false (bulletin_dismissals_is_off (off, "title"));
  g_ptr_array_add (findings, make_finding (text));
  bulletin_dismissals_take_away (off, findings, text);
  g_assert_cmpuint (findings->len, ==, 0);

  g_assert_true (bulletin_library_switch_rule (fixture->library, "traditional", TRUE, &error));
  on = bulletin_library_get_dismissals (fixture->library, NULL, &error);
  g_assert_false (bulletin_dismissals_is_off (on, "traditional"));
  g_assert_true (bulletin_dismissals_is_off (on, "spaces"));
  g_assert_no_error (error);
}

static void
test_terms_are_kept_changed_and_brought_back (Fixture       *fixture,
                                              gconstpointer  data)
{
  BulletinTermRecord term = { .kind = BULLETIN_TERM_ORGANISATION, .name = g_strdup ("市邮政管理局"), .short_names = g_strdup ("邮政管理局；邮管局") };
  BulletinTermRecord empty = { 0 };
  g_autoptr (BulletinMaterials) materials = bulletin_materials_new ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) removed = NULL;
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = NULL;
  const BulletinTerm *known;

  g_assert_false (bulletin_library_put_term (fixture->library, &empty, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (bulletin_library_put_term (fixture->library, &term, "编辑", &error));
  g_set_str (&term.wrong_names, "邮政局");
  g_assert_true (bulletin_library_put_term (fixture->library, &term, "编辑", &error));
  before = bulletin_library_list_terms (fixture->library, &error);
  g_assert_cmpuint (before->len, ==, 1);
  g_assert_true (bulletin_library_read_terms (fixture->library, materials, &error));
  known = bulletin_materials_get_terms (materials)->pdata[0];
  g_assert_cmpstr (known->short_names[1], ==, "邮管局");
  g_assert_cmpstr (known->wrong_names[0], ==, "邮政局");

  operation = bulletin_library_remove_term (fixture->library, term.id, "编辑", &error);
  g_assert_no_error (error);
  removed = bulletin_library_list_terms (fixture->library, &error);
  g_assert_cmpuint (removed->len, ==, 0);
  g_assert_true (bulletin_library_undo_operation (fixture->library, operation, "编辑", &error));
  back = bulletin_library_list_terms (fixture->library, &error);
  g_assert_cmpuint (back->len, ==, 1);

  g_free (term.id);
  g_free (term.name);
  g_free (term.short_names);
  g_free (term.wrong_names);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/dismissals/a-dismissed-finding-stays-dismissed-where-its-words-stay", test_a_dismissed_finding_stays_dismissed_where_its_words_stay);
  ADD ("/dismissals/a-deleted-draft-comes-back-with-its-dismissals", test_a_deleted_draft_comes_back_with_its_dismissals);
  ADD ("/dismissals/rules-are-switched-in-the-library", test_rules_are_switched_in_the_library);
  ADD ("/dismissals/terms-are-kept-changed-and-brought-back", test_terms_are_kept_changed_and_brought_back);

  return g_test_run ();
}
