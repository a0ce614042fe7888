/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "library-fixture.h"

#include "bulletin-archive.h"

#include <locale.h>

static char *
list (Fixture              *fixture,
      BulletinArchiveQuery  query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) serials = bulletin_library_list_archive (fixture->library, &query, NULL, &error);
  g_autoptr (GPtrArray) records = NULL;
  GString *titles = g_string_new (NULL);

  g_assert_no_error (error);
  records = bulletin_library_get_records (fixture->library, (const guint *) serials->data, serials->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, serials->len);
  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? " " : "", bulletin_record_get_title (records->pdata[i]));

  return g_string_free (titles, FALSE);
}

#define ASSERT_LIST(expected, ...)                                                      \
  G_STMT_START                                                                          \
  {                                                                                     \
    g_autofree char *found_ = list (fixture, (BulletinArchiveQuery) { __VA_ARGS__ }); \
    g_assert_cmpstr (found_, ==, expected);                                             \
  }                                                                                     \
  G_STMT_END

static void
fill (Fixture *fixture)
{
  g_free (add_issued (fixture->library, "乙", 2024, 2, "文"));
  g_free (add_issued (fixture->library, "丁", 1999, 4, "文"));
  g_free (add_draft (fixture->library, "草稿", 2024, 3, "文"));
  g_free (add_issued (fixture->library, "甲", 2024, 1, "文"));
  g_free (add_issued (fixture->library, "丙", 2025, 1, "文"));
}

static void
test_what_is_issued_is_listed_newest_first (Fixture       *fixture,
                                            gconstpointer  data)
{
  fill (fixture);
  ASSERT_LIST ("丙 乙 甲 丁", .order = BULLETIN_ARCHIVE_BY_DATE);
  ASSERT_LIST ("丁 甲 乙 丙", .order = BULLETIN_ARCHIVE_BY_DATE, .is_ascending = TRUE);
  ASSERT_LIST ("乙 甲", .order = BULLETIN_ARCHIVE_BY_DATE, .year = 2024);
  ASSERT_LIST ("", .order = BULLETIN_ARCHIVE_BY_DATE, .year = 2001);
  ASSERT_LIST ("", .order = BULLETIN_ARCHIVE_BY_DATE, .series = "none");
}

static void
test_each_column_sorts (Fixture       *fixture,
                        gconstpointer  data)
{
  fill (fixture);
  ASSERT_LIST ("丙 乙 甲 丁", .order = BULLETIN_ARCHIVE_BY_NUMBER);
  ASSERT_LIST ("丁 甲 乙 丙", .order = BULLETIN_ARCHIVE_BY_NUMBER, .is_ascending = TRUE);
  ASSERT_LIST ("丙 乙 甲 丁", .order = BULLETIN_ARCHIVE_BY_PAGES);
  ASSERT_LIST ("丙 乙 甲 丁", .order = BULLETIN_ARCHIVE_BY_SIGNER, .is_ascending = TRUE);
}

/* Bǐng, dīng, jiǎ, yǐ. */
static void
test_titles_sort_as_the_language_has_it (Fixture       *fixture,
                                         gconstpointer  data)
{
  if (setlocale (LC_COLLATE, "zh_CN.UTF-8") == NULL) {
    g_test_skip ("there is no zh_CN locale here");
    return;
  }
  fill (fixture);
  ASSERT_LIST ("丙 丁 甲 乙", .order = BULLETIN_ARCHIVE_BY_TITLE, .is_ascending = TRUE);
  ASSERT_LIST ("乙 甲 丁 丙", .order = BULLETIN_ARCHIVE_BY_TITLE);
  setlocale (LC_COLLATE, "C");
}

static void
test_what_changed_since_is_listed_apart (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = add_issued (fixture->library, "甲", 2024, 1, "文");

  g_free (add_issued (fixture->library, "乙", 2024, 2, "文"));
  ASSERT_LIST ("", .order = BULLETIN_ARCHIVE_BY_DATE, .only_changed = TRUE);
  g_assert_true (bulletin_library_withdraw (fixture->library, id, "数字有误", "编辑", &error));
  ASSERT_LIST ("甲", .order = BULLETIN_ARCHIVE_BY_DATE, .only_changed = TRUE);
  ASSERT_LIST ("乙 甲", .order = BULLETIN_ARCHIVE_BY_DATE);
}

static void
test_years_are_counted (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GArray) years = NULL;

  fill (fixture);
  years = bulletin_library_list_archive_years (fixture->library, NULL, NULL);
  g_assert_cmpuint (years->len, ==, 3);
  g_assert_cmpint (g_array_index (years, BulletinArchiveYear, 0).year, ==, 2025);
  g_assert_cmpint (g_array_index (years, BulletinArchiveYear, 1).year, ==, 2024);
  g_assert_cmpuint (g_array_index (years, BulletinArchiveYear, 1).n_records, ==, 2);
  g_assert_cmpint (g_array_index (years, BulletinArchiveYear, 2).year, ==, 1999);
}

static void
test_records_that_are_gone_are_left_out (Fixture       *fixture,
                                         gconstpointer  data)
{
  const guint serials[] = { 5, 999, 1 };
  g_autoptr (GPtrArray) records = NULL;

  fill (fixture);
  records = bulletin_library_get_records (fixture->library, serials, G_N_ELEMENTS (serials), NULL);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (bulletin_record_get_title (records->pdata[0]), ==, "丙");
  g_assert_cmpstr (bulletin_record_get_title (records->pdata[1]), ==, "乙");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/archive/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("what-is-issued-is-listed-newest-first", test_what_is_issued_is_listed_newest_first);
  ADD ("each-column-sorts", test_each_column_sorts);
  ADD ("titles-sort-as-the-language-has-it", test_titles_sort_as_the_language_has_it);
  ADD ("what-changed-since-is-listed-apart", test_what_changed_since_is_listed_apart);
  ADD ("years-are-counted", test_years_are_counted);
  ADD ("records-that-are-gone-are-left-out", test_records_that_are_gone_are_left_out);
#undef ADD

  return g_test_run ();
}
