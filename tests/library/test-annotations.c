/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-annotations.h"
#include "bulletin-review.h"
#include "library-fixture.h"

#include <string.h>

static char *
remark (Fixture    *fixture,
        const char *id,
        const char *words,
        const char *body,
        const char *who)
{
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  BulletinAnnotation annotation = { .revision = content->revision, .body = (char *) body };
  g_autoptr (GError) error = NULL;
  char *remark_id;

  annotation.start = strstr (content->text, words) - content->text;
  annotation.end = annotation.start + strlen (words);
  remark_id = bulletin_library_add_annotation (fixture->library, id, &annotation, who, &error);
  g_assert_no_error (error);

  return remark_id;
}

static void
change (Fixture    *fixture,
        const char *id,
        const char *text)
{
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autofree char *revision = bulletin_library_add_revision (fixture->library, id, content->metadata, text, NULL, "编辑", NULL);

  g_assert_nonnull (revision);
}

/* The only remark stands at these words of the newest text. */
static void
assert_place (Fixture             *fixture,
              const char          *id,
              BulletinPassageFate  fate,
              const char          *words)
{
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  g_autoptr (GPtrArray) list = bulletin_library_list_annotations (fixture->library, id, NULL, NULL);
  const BulletinAnnotation *annotation = list->pdata[0];
  g_autofree char *now = g_strndup (content->text + annotation->now_start, annotation->now_end - annotation->now_start);

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (annotation->fate, ==, fate);
  g_assert_cmpstr (now, ==, words);
}

static void
test_a_remark_follows_its_words (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "驿站一百八十六处。\n队伍建设稳步推进。");
  g_autofree char *first = remark (fixture, id, "队伍建设", "补一个数字", "甲");

  assert_place (fixture, id, BULLETIN_PASSAGE_KEPT, "队伍建设");
  change (fixture, id, "新的开头。\n驿站一百九十处。\n志愿者队伍建设稳步推进。");
  assert_place (fixture, id, BULLETIN_PASSAGE_KEPT, "队伍建设");
  change (fixture, id, "新的开头。\n驿站一百九十处。");
  assert_place (fixture, id, BULLETIN_PASSAGE_GONE, "");
  /* It is not lost when its words come back. */
  change (fixture, id, "队伍建设稳步推进。\n驿站一百九十处。");
  assert_place (fixture, id, BULLETIN_PASSAGE_KEPT, "队伍建设");
}

static void
test_a_remark_is_answered_resolved_and_taken_back (Fixture       *fixture,
                                                   gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "驿站一百八十六处。");
  g_autofree char *first = remark (fixture, id, "驿站", "写全称", "甲");
  g_autofree char *second = remark (fixture, id, "一百八十六", "再核", "甲");
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  BulletinAnnotation *annotation;

  g_assert_false (bulletin_library_answer_annotation (fixture->library, first, BULLETIN_ANNOTATION_ANSWERED, " ", "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (bulletin_library_answer_annotation (fixture->library, first, BULLETIN_ANNOTATION_ANSWERED, "已改", "编辑", &error));
  g_assert_true (bulletin_library_answer_annotation (fixture->library, first, BULLETIN_ANNOTATION_RESOLVED, NULL, "编辑", &error));
  /* The second window says the same. */
  g_assert_true (bulletin_library_answer_annotation (fixture->library, first, BULLETIN_ANNOTATION_RESOLVED, NULL, "编辑", &error));
  g_assert_false (bulletin_library_answer_annotation (fixture->library, second, BULLETIN_ANNOTATION_REMOVED, NULL, "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_clear_error (&error);
  g_assert_true (bulletin_library_answer_annotation (fixture->library, second, BULLETIN_ANNOTATION_REMOVED, NULL, "甲", &error));
  g_assert_false (bulletin_library_answer_annotation (fixture->library, second, BULLETIN_ANNOTATION_ANSWERED, "已改", "编辑", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);

  list = bulletin_library_list_annotations (fixture->library, id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  annotation = list->pdata[0];
  g_assert_cmpstr (annotation->quote, ==, "驿站");
  g_assert_cmpstr (annotation->who, ==, "甲");
  g_assert_true (annotation->is_resolved);
  g_assert_cmpuint (annotation->answers->len, ==, 2);
  g_assert_true (bulletin_library_answer_annotation (fixture->library, first, BULLETIN_ANNOTATION_REOPENED, NULL, "甲", &error));
  g_clear_pointer (&list, g_ptr_array_unref);
  list = bulletin_library_list_annotations (fixture->library, id, NULL, NULL);
  annotation = list->pdata[0];
  g_assert_false (annotation->is_resolved);
}

static void
test_a_spot_keeps_its_place_in_the_text (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "第一段的话。\n第二段的话。");
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  BulletinAnnotation spot = { .revision = content->revision, .page = 1, .x = 120.5, .y = 300, .body = (char *) "此处太空" };
  BulletinAnnotation head = { .revision = content->revision, .start = G_MAXSIZE, .end = G_MAXSIZE, .page = 1, .x = 200, .y = 90, .body = (char *) "题目再斟酌" };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  const BulletinAnnotation *annotation;

  spot.start = spot.end = strlen ("第一段的话。\n第二段");
  first = bulletin_library_add_annotation (fixture->library, id, &spot, "甲", &error);
  g_assert_no_error (error);
  second = bulletin_library_add_annotation (fixture->library, id, &head, "甲", &error);
  g_assert_no_error (error);
  change (fixture, id, "第二段的话。");
  list = bulletin_library_list_annotations (fixture->library, id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  annotation = list->pdata[0];
  g_assert_cmpuint (annotation->now_start, ==, G_MAXSIZE);
  g_assert_cmpfloat (annotation->y, ==, 90);
  annotation = list->pdata[1];
  g_assert_cmpint (annotation->page, ==, 1);
  g_assert_cmpfloat (annotation->x, ==, 120.5);
  g_assert_cmpuint (annotation->now_start, ==, strlen ("第二段"));
  g_assert_null (annotation->quote);
}

static void
test_a_remark_needs_words_and_a_place (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "文字");
  g_autofree char *other = add_draft (fixture->library, "别的", 2025, 2, "文字");
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (fixture->library, id, NULL);
  BulletinAnnotation annotation = { .revision = content->revision, .start = 0, .end = 3, .body = (char *) " " };
  g_autoptr (GError) error = NULL;

  g_assert_null (bulletin_library_add_annotation (fixture->library, id, &annotation, "甲", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  annotation.body = (char *) "话";
  annotation.end = 300;
  g_assert_null (bulletin_library_add_annotation (fixture->library, id, &annotation, "甲", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  annotation.end = 3;
  g_assert_null (bulletin_library_add_annotation (fixture->library, other, &annotation, "甲", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  issue_draft (fixture->library, id, &error);
  g_assert_no_error (error);
  g_assert_null (bulletin_library_add_annotation (fixture->library, id, &annotation, "甲", &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FROZEN);
}

static void
test_a_deleted_draft_comes_back_with_its_review (Fixture       *fixture,
                                                 gconstpointer  data)
{
  g_autofree char *id = add_draft (fixture->library, "题目", 2025, 1, "驿站一百八十六处。");
  g_autofree char *first = remark (fixture, id, "驿站", "写全称", "甲");
  g_autofree char *review = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) reviews = NULL;
  g_autoptr (GError) error = NULL;

  review = bulletin_library_send_to_reviewers (fixture->library, id, (const char *const[]){ "甲", "乙", NULL }, TRUE, NULL, NULL, "编辑", &error);
  g_assert_no_error (error);
  g_assert_true (bulletin_library_delegate_review (fixture->library, id, "丙", NULL, "甲", &error));
  g_assert_true (bulletin_library_answer_annotation (fixture->library, first, BULLETIN_ANNOTATION_RESOLVED, NULL, "编辑", &error));
  g_assert_true (bulletin_library_delete_draft (fixture->library, id, "编辑", &error));
  g_assert_no_error (error);
  g_assert_true (bulletin_library_restore_draft (fixture->library, id, "编辑", &error));
  g_assert_no_error (error);
  list = bulletin_library_list_annotations (fixture->library, id, NULL, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (((BulletinAnnotation *) list->pdata[0])->is_resolved);
  reviews = bulletin_library_list_reviews (fixture->library, id, &error);
  g_assert_cmpuint (((BulletinReview *) reviews->pdata[0])->requests->len, ==, 3);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/annotations/follow-their-words", test_a_remark_follows_its_words);
  ADD ("/annotations/are-answered-resolved-and-taken-back", test_a_remark_is_answered_resolved_and_taken_back);
  ADD ("/annotations/a-spot-keeps-its-place-in-the-text", test_a_spot_keeps_its_place_in_the_text);
  ADD ("/annotations/need-words-and-a-place", test_a_remark_needs_words_and_a_place);
  ADD ("/annotations/come-back-with-a-deleted-draft", test_a_deleted_draft_comes_back_with_its_review);

  return g_test_run ();
}
