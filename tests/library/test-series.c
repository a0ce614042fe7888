/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include "bulletin-change.h"

#define WHO "李乙"

static BulletinSeries *
add_series (Fixture    *fixture,
            const char *name)
{
  BulletinSeries *series = g_new0 (BulletinSeries, 1);
  g_autoptr (GError) error = NULL;

  series->name = g_strdup (name);
  g_assert_true (bulletin_library_put_series (fixture->library, series, WHO, &error));
  g_assert_no_error (error);

  return series;
}

/* The names of all series, parted by spaces. */
static void
assert_names (Fixture    *fixture,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = bulletin_library_list_series (fixture->library, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", ((BulletinSeries *) list->pdata[i])->name);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
undo (Fixture    *fixture,
      const char *operation)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bulletin_library_undo_operation (fixture->library, operation, WHO, &error));
  g_assert_no_error (error);
}

static BulletinContent *
get_content (Fixture    *fixture,
             const char *id)
{
  g_autoptr (GError) error = NULL;
  BulletinContent *content = bulletin_library_get_bulletin (fixture->library, id, &error);

  g_assert_no_error (error);

  return content;
}

static void
everything_about_a_series_is_kept (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (BulletinSeries) series = g_new0 (BulletinSeries, 1);
  g_autoptr (BulletinSeries) read = NULL;
  g_autoptr (BulletinSeries) copy = NULL;
  g_autoptr (GError) error = NULL;

  series->name = g_strdup ("驿站动态");
  series->issuer = g_strdup ("青禾市关工委办公室");
  series->report_to = g_strdup ("省关工委");
  series->send_to = g_strdup ("各成员单位");
  series->distribute_to = g_strdup ("各区");
  series->copies = 60;
  series->uses_total = TRUE;
  series->page_template = g_strdup ("{\"rows\": 20}");
  series->default_text = g_strdup ("一、近期工作\n\n二、下步打算\n");
  series->target_length = 1500;
  series->secrecy = g_strdup ("内部资料");
  g_assert_true (bulletin_library_put_series (fixture->library, series, WHO, &error));

  read = bulletin_library_get_series (fixture->library, "驿站动态", &error);
  g_assert_no_error (error);
  copy = bulletin_series_copy (read);
  g_assert_cmpstr (copy->id, ==, series->id);
  g_assert_cmpstr (copy->issuer, ==, series->issuer);
  g_assert_cmpstr (copy->distribute_to, ==, "各区");
  g_assert_cmpint (copy->copies, ==, 60);
  g_assert_true (copy->uses_total);
  g_assert_cmpstr (copy->page_template, ==, series->page_template);
  g_assert_cmpstr (copy->default_text, ==, series->default_text);
  g_assert_cmpint (copy->target_length, ==, 1500);
  g_assert_cmpstr (copy->secrecy, ==, "内部资料");
}

static void
two_series_do_not_share_a_name (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (BulletinSeries) first = add_series (fixture, "工作简报");
  g_autoptr (BulletinSeries) second = add_series (fixture, "专报");
  g_autoptr (GError) error = NULL;

  g_set_str (&second->name, "工作简报");
  g_assert_null (bulletin_library_edit_series (fixture->library, second, WHO, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "工作简报"));
  assert_names (fixture, "工作简报 专报");

  g_clear_error (&error);
  g_set_str (&second->name, "");
  g_assert_null (bulletin_library_edit_series (fixture->library, second, WHO, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID);
}

static void
series_are_put_in_order_and_back (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (BulletinSeries) a = add_series (fixture, "甲");
  g_autoptr (BulletinSeries) b = add_series (fixture, "乙");
  g_autoptr (BulletinSeries) c = add_series (fixture, "丙");
  g_autoptr (GError) error = NULL;
  g_autofree char *first = bulletin_library_move_series (fixture->library, c->id, 0, WHO, &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  assert_names (fixture, "丙 甲 乙");

  second = bulletin_library_move_series (fixture->library, a->id, 99, WHO, &error);
  g_assert_no_error (error);
  assert_names (fixture, "丙 乙 甲");

  undo (fixture, second);
  assert_names (fixture, "丙 甲 乙");
  undo (fixture, first);
  assert_names (fixture, "甲 乙 丙");
}

static void
a_series_goes_only_while_nothing_is_in_it (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autoptr (BulletinSeries) used = add_series (fixture, "工作简报");
  g_autoptr (BulletinSeries) unused = add_series (fixture, "专报");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = bulletin_library_start_bulletin (fixture->library, "工作简报", BULLETIN_KIND_REGULAR, 2026, WHO, &error);
  g_autofree char *operation = NULL;

  g_assert_no_error (error);
  g_assert_null (bulletin_library_remove_series (fixture->library, used->id, WHO, &error));
  g_assert_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE);
  g_clear_error (&error);

  operation = bulletin_library_remove_series (fixture->library, unused->id, WHO, &error);
  g_assert_no_error (error);
  assert_names (fixture, "工作简报");

  undo (fixture, operation);
  assert_names (fixture, "工作简报 专报");
}

static void
open_bulletins_go_with_a_renamed_series (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr (BulletinSeries) series = add_series (fixture, "工作简报");
  g_autoptr (BulletinMetadata) metadata = make_metadata ("驿站过冬", 2026, 1);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *issued = bulletin_library_create_bulletin (fixture->library, metadata, "正文。\n", NULL, WHO, &error);
  g_autofree char *draft = bulletin_library_start_bulletin (fixture->library, "工作简报", BULLETIN_KIND_REGULAR, 2026, WHO, &error);
  g_autofree char *operation = NULL;
  g_autoptr (BulletinContent) before = get_content (fixture, draft);

  g_assert_true (bulletin_library_issue (fixture->library, issued, metadata, "正文。\n", 1, parts, NULL, WHO, &error));
  g_assert_no_error (error);

  g_set_str (&series->name, "关爱简报");
  operation = bulletin_library_edit_series (fixture->library, series, WHO, &error);
  g_assert_no_error (error);

  g_autoptr (BulletinContent) open = get_content (fixture, draft);
  g_assert_cmpstr (open->metadata->series, ==, "关爱简报");

  /* What still says the old name, because it was being typed, finds its series. */
  g_assert_true (bulletin_library_save_working_copy (fixture->library, draft, before->metadata, "新的一句。\n", "编辑", &error));
  g_assert_no_error (error);
  g_autoptr (BulletinContent) typed = get_content (fixture, draft);
  g_assert_cmpstr (typed->metadata->series, ==, "关爱简报");
  assert_names (fixture, "关爱简报");

  g_autoptr (BulletinContent) frozen = get_content (fixture, issued);
  g_assert_cmpstr (frozen->metadata->series, ==, "工作简报");
  g_assert_cmpstr (bulletin_record_get_metadata (frozen->record)->series, ==, "工作简报");

  undo (fixture, operation);
  g_autoptr (BulletinContent) again = get_content (fixture, draft);
  g_assert_cmpstr (again->metadata->series, ==, "工作简报");
}

static void
a_new_bulletin_starts_with_what_its_series_gives (Fixture       *fixture,
                                                  gconstpointer  data)
{
  g_autoptr (BulletinSeries) first = add_series (fixture, "工作简报");
  g_autoptr (BulletinSeries) series = add_series (fixture, "专报");
  g_autoptr (GError) error = NULL;

  g_set_str (&series->issuer, "青禾市关工委");
  g_set_str (&series->report_to, "市委");
  g_set_str (&series->default_text, "一、基本情况\n");
  g_set_str (&series->secrecy, "内部资料");
  series->copies = 12;
  g_assert_true (bulletin_library_put_series (fixture->library, series, WHO, &error));

  g_autofree char *id = bulletin_library_start_bulletin (fixture->library, "专报", BULLETIN_KIND_SUPPLEMENT, 2026, WHO, &error);
  g_assert_no_error (error);
  g_autoptr (BulletinContent) content = get_content (fixture, id);
  g_assert_cmpstr (content->text, ==, "一、基本情况\n");
  g_assert_cmpstr (content->metadata->series, ==, "专报");
  g_assert_cmpstr (content->metadata->issuer, ==, "青禾市关工委");
  g_assert_cmpstr (content->metadata->report_to, ==, "市委");
  g_assert_cmpstr (content->metadata->secrecy, ==, "内部资料");
  g_assert_cmpint (content->metadata->copies, ==, 12);
  g_assert_cmpint (content->metadata->kind, ==, BULLETIN_KIND_SUPPLEMENT);
  g_assert_cmpint (content->metadata->number, ==, 1);

  g_autofree char *plain = bulletin_library_start_bulletin (fixture->library, NULL, BULLETIN_KIND_REGULAR, 2026, WHO, &error);
  g_autoptr (BulletinContent) other = get_content (fixture, plain);
  g_assert_cmpstr (other->metadata->series, ==, "工作简报");
  g_assert_cmpstr (other->text, ==, "");
}

static void
drafts_do_not_expect_the_same_number (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (BulletinSeries) series = add_series (fixture, "工作简报");
  static const struct
  {
    BulletinKind kind;
    int year;
    int number;
  } starts[] = {
    { BULLETIN_KIND_REGULAR, 2026, 1 },
    { BULLETIN_KIND_REGULAR, 2026, 2 },
    { BULLETIN_KIND_SUPPLEMENT, 2026, 1 },
    { BULLETIN_KIND_REGULAR, 2027, 1 },
    { BULLETIN_KIND_REGULAR, 2026, 3 },
    { BULLETIN_KIND_SUPPLEMENT, 2026, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *id = bulletin_library_start_bulletin (fixture->library, "工作简报", starts[i].kind, starts[i].year, WHO, &error);
    g_autoptr (BulletinContent) content = get_content (fixture, id);

    g_assert_cmpint (content->metadata->number, ==, starts[i].number);
    g_assert_cmpint (bulletin_library_propose_number (fixture->library, "工作简报", starts[i].kind, starts[i].year, id, &error), ==, starts[i].number);
    g_assert_no_error (error);
  }
}

static void
the_running_number_goes_on (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (BulletinSeries) series = add_series (fixture, "工作简报");
  g_autoptr (BulletinMetadata) metadata = make_metadata ("驿站过冬", 2025, 9);
  g_autoptr (GError) error = NULL;

  metadata->total_number = 77;
  g_autofree char *old = bulletin_library_create_bulletin (fixture->library, metadata, "", NULL, WHO, &error);
  g_assert_no_error (error);

  g_autofree char *plain = bulletin_library_start_bulletin (fixture->library, NULL, BULLETIN_KIND_REGULAR, 2026, WHO, &error);
  g_autoptr (BulletinContent) uncounted = get_content (fixture, plain);
  g_assert_cmpint (uncounted->metadata->total_number, ==, 0);

  series->uses_total = TRUE;
  g_assert_true (bulletin_library_put_series (fixture->library, series, WHO, &error));
  g_autofree char *next = bulletin_library_start_bulletin (fixture->library, NULL, BULLETIN_KIND_REGULAR, 2026, WHO, &error);
  g_autoptr (BulletinContent) counted = get_content (fixture, next);
  g_assert_cmpint (counted->metadata->total_number, ==, 78);

  g_autofree char *supplement = bulletin_library_start_bulletin (fixture->library, NULL, BULLETIN_KIND_SUPPLEMENT, 2026, WHO, &error);
  g_autoptr (BulletinContent) apart = get_content (fixture, supplement);
  g_assert_cmpint (apart->metadata->total_number, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/series/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("everything-about-a-series-is-kept", everything_about_a_series_is_kept);
  ADD ("two-series-do-not-share-a-name", two_series_do_not_share_a_name);
  ADD ("series-are-put-in-order-and-back", series_are_put_in_order_and_back);
  ADD ("a-series-goes-only-while-nothing-is-in-it", a_series_goes_only_while_nothing_is_in_it);
  ADD ("open-bulletins-go-with-a-renamed-series", open_bulletins_go_with_a_renamed_series);
  ADD ("a-new-bulletin-starts-with-what-its-series-gives", a_new_bulletin_starts_with_what_its_series_gives);
  ADD ("drafts-do-not-expect-the-same-number", drafts_do_not_expect_the_same_number);
  ADD ("the-running-number-goes-on", the_running_number_goes_on);
#undef ADD

  return g_test_run ();
}
