/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bulletin-issuing.h"
#include "bulletin-site.h"
#include "bulletin-text-import.h"
#include "remove-folder.h"

typedef struct
{
  char *folder;
  char *site;
  GFile *file;
  BulletinLibrary *library;
} Fixture;

static char *
issue (Fixture *fixture,
       const char *title,
       int year,
       int number,
       const char *date)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  BulletinIssueRequest request = { .accept_findings = TRUE, .who = "孙丙" };
  g_autoptr (GError) error = NULL;
  char *id;

  bulletin_metadata_set_string (&metadata->series, "工作简报");
  bulletin_metadata_set_string (&metadata->title, title);
  bulletin_metadata_set_string (&metadata->date, date);
  bulletin_metadata_set_string (&metadata->issuer, "青禾市关工委办公室");
  metadata->year = year;
  metadata->number = number;
  id = bulletin_library_create_bulletin (fixture->library, metadata, "　　队伍走遍了各个站点 <b>&。\n", NULL, "李乙", &error);
  g_assert_no_error (error);
  request.id = id;
  g_assert_true (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_no_error (error);
  return id;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("bulletin-site-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "库.bulletin", NULL);
  fixture->site = g_build_filename (fixture->folder, "网站", NULL);
  fixture->file = g_file_new_for_path (fixture->site);
  fixture->library = bulletin_library_open (path, BULLETIN_LIBRARY_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_assert_true (bulletin_library_close (fixture->library, NULL));
  g_clear_object (&fixture->library);
  g_clear_object (&fixture->file);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->site);
}

static char *
read_page (Fixture *fixture,
           const char *name)
{
  g_autofree char *path = g_build_filename (fixture->site, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/* XML that GMarkup reads is well formed; the feed is. */
static void
assert_well_formed (const char *xml)
{
  static const GMarkupParser parser = { 0 };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, xml, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

static void
test_pages_stand_by_year (Fixture *fixture,
                          gconstpointer data)
{
  g_autofree char *a = issue (fixture, "甲<题>", 2024, 1, "2024-10-15");
  g_autofree char *b = issue (fixture, "乙题", 2024, 2, "2024-12-20");
  g_autofree char *c = issue (fixture, "丙题", 2025, 1, "2025-02-18");
  g_autofree char *index = NULL, *page = NULL, *feed = NULL, *style = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, &error), ==, 3);
  g_assert_no_error (error);

  index = read_page (fixture, "index.html");
  g_assert_cmpint (strstr (index, "2025年</h2>") - index, <, strstr (index, "2024年</h2>") - index);
  g_assert_cmpint (strstr (index, "丙题") - index, <, strstr (index, "乙题") - index);
  g_assert_nonnull (strstr (index, "href=\"2024/1.html\">甲&lt;题&gt;</a>"));

  page = read_page (fixture, "2024/2.html");
  g_assert_nonnull (strstr (page, "<a rel=\"prev\" href=\"../2024/1.html\">"));
  g_assert_nonnull (strstr (page, "<a rel=\"next\" href=\"../2025/1.html\">"));
  g_assert_nonnull (strstr (page, "&lt;b&gt;&amp;。"));
  g_assert_nonnull (strstr (page, "href=\"../style.css\""));

  feed = read_page (fixture, "atom.xml");
  assert_well_formed (feed);
  g_assert_nonnull (strstr (feed, a));
  style = read_page (fixture, "style.css");
  g_assert_nonnull (style);
}

static void
test_publishing_again_replaces_the_site (Fixture *fixture,
                                         gconstpointer data)
{
  g_autofree char *a = issue (fixture, "甲题", 2024, 1, "2024-10-15");
  g_autofree char *b = issue (fixture, "乙题", 2025, 1, "2025-02-18");
  g_autofree char *own = g_build_filename (fixture->site, "CNAME", NULL);
  g_autofree char *picture = g_build_filename (fixture->site, "2024", "图.png", NULL);
  g_autofree char *gone = NULL, *index = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, NULL), ==, 2);
  g_assert_true (g_file_set_contents (own, "example.cn", -1, NULL));
  g_assert_true (g_file_set_contents (picture, "图", -1, NULL));

  g_assert_true (bulletin_library_withdraw (fixture->library, a, "数字有误", "孙丙", &error));
  g_assert_no_error (error);
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, &error), ==, 1);
  g_assert_no_error (error);

  gone = read_page (fixture, "2024/1.html");
  g_assert_null (gone);
  index = read_page (fixture, "index.html");
  g_assert_null (strstr (index, "甲题"));
  /* What others put there stays. */
  g_assert_true (g_file_test (own, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
  /* And no temporary folder beside it. */
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    g_assert_false (g_str_has_prefix (name, ".site"));
}

static void
test_foreign_folders_are_refused (Fixture *fixture,
                                  gconstpointer data)
{
  g_autofree char *foreign = g_build_filename (fixture->site, "照片.jpg", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "没有", "网站", NULL);
  g_autoptr (GFile) missing = g_file_new_for_path (nowhere);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_cmpint (g_mkdir (fixture->site, 0700), ==, 0);
  g_assert_true (g_file_set_contents (foreign, "照片", -1, NULL));
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, &error), ==, -1);
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS);
  kept = read_page (fixture, "照片.jpg");
  g_assert_cmpstr (kept, ==, "照片");

  g_clear_error (&error);
  g_assert_cmpint (bulletin_site_publish (fixture->library, missing, NULL, &error), ==, -1);
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_NOT_FOUND);
}

static void
test_an_empty_library_makes_an_empty_site (Fixture *fixture,
                                           gconstpointer data)
{
  g_autofree char *index = NULL, *feed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (fixture->site, 0700), ==, 0);
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, &error), ==, 0);
  g_assert_no_error (error);
  index = read_page (fixture, "index.html");
  g_assert_nonnull (strstr (index, "</html>"));
  feed = read_page (fixture, "atom.xml");
  assert_well_formed (feed);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/site/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("pages-stand-by-year", test_pages_stand_by_year);
  ADD ("publishing-again-replaces-the-site", test_publishing_again_replaces_the_site);
  ADD ("foreign-folders-are-refused", test_foreign_folders_are_refused);
  ADD ("an-empty-library-makes-an-empty-site", test_an_empty_library_makes_an_empty_site);
#undef ADD

  return g_test_run ();
}
