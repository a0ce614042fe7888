/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

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
issue_text (Fixture *fixture,
            const char *title,
            int year,
            int number,
            const char *date,
            const char *text,
            const char *secrecy,
            gboolean internal)
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
  metadata->internal = internal;
  bulletin_metadata_set_string (&metadata->secrecy, secrecy);
  id = bulletin_library_create_bulletin (fixture->library, metadata, text, NULL, "李乙", &error);
  g_assert_no_error (error);
  request.id = id;
  g_assert_true (bulletin_issue_bulletin (fixture->library, &request, NULL, &error));
  g_assert_no_error (error);
  return id;
}

static char *
issue (Fixture *fixture,
       const char *title,
       int year,
       int number,
       const char *date)
{
  return issue_text (fixture, title, year, number, date, "　　队伍走遍了各个站点 <b>&。\n", NULL, FALSE);
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

  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, NULL, &error), ==, 3);
  g_assert_no_error (error);

  index = read_page (fixture, "issues.html");
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
  g_autofree char *gone = NULL, *index = NULL, *pdf = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, NULL, NULL), ==, 2);
  g_assert_true (g_file_set_contents (own, "example.cn", -1, NULL));
  g_assert_true (g_file_set_contents (picture, "图", -1, NULL));

  g_assert_true (bulletin_library_withdraw (fixture->library, a, "数字有误", "孙丙", &error));
  g_assert_no_error (error);
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);

  /* Its address says what became of it, and no word of it. */
  gone = read_page (fixture, "2024/1.html");
  g_assert_nonnull (strstr (gone, "本期简报已撤回"));
  g_assert_null (strstr (gone, "甲题"));
  g_assert_null (strstr (gone, "数字有误"));
  g_assert_null (strstr (gone, "走遍"));
  pdf = read_page (fixture, "2024/1.pdf");
  g_assert_null (pdf);
  index = read_page (fixture, "issues.html");
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
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, NULL, &error), ==, -1);
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS);
  kept = read_page (fixture, "照片.jpg");
  g_assert_cmpstr (kept, ==, "照片");

  g_clear_error (&error);
  g_assert_cmpint (bulletin_site_publish (fixture->library, missing, NULL, NULL, &error), ==, -1);
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_NOT_FOUND);
}

static void
test_an_empty_library_makes_an_empty_site (Fixture *fixture,
                                           gconstpointer data)
{
  g_autofree char *index = NULL, *feed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (fixture->site, 0700), ==, 0);
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, NULL, &error), ==, 0);
  g_assert_no_error (error);
  index = read_page (fixture, "index.html");
  g_assert_nonnull (strstr (index, "</html>"));
  feed = read_page (fixture, "atom.xml");
  assert_well_formed (feed);
}

/* All that is in a folder, name and content. */
static void
read_all (const char *folder,
          GString *all)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *text = NULL;

    g_string_append (all, name);
    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      read_all (path, all);
    else if (g_file_get_contents (path, &text, NULL, NULL))
      g_string_append (all, text);
  }
}

static void
test_what_is_internal_is_in_no_file (Fixture *fixture,
                                     gconstpointer data)
{
  g_autofree char *a = issue_text (fixture, "甲题", 2024, 1, "2024-10-15", "一、甲\n[[二、机密一]]\n　　乙[[机密二]]丙。\n三、丁\n", NULL, FALSE);
  g_autofree char *b = issue_text (fixture, "机密题", 2024, 2, "2024-11-15", "　　机密三。\n", NULL, TRUE);
  g_autofree char *c = issue_text (fixture, "密级题", 2024, 3, "2024-12-15", "　　机密四。\n", "秘密", FALSE);
  g_autofree char *d = issue (fixture, "丁题", 2024, 4, "2024-12-20");
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GPtrArray) left_out = NULL;
  const BulletinSiteLeftOut *first, *last;
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, NULL, &error), ==, 2);
  g_assert_no_error (error);
  read_all (fixture->site, all);
  g_assert_null (strstr (all->str, "机密"));
  g_assert_null (strstr (all->str, "密级题"));
  g_assert_null (strstr (all->str, b));
  page = read_page (fixture, "2024/1.html");
  g_assert_nonnull (strstr (page, "二、丁"));
  g_assert_nonnull (strstr (page, "乙丙。"));
  g_assert_nonnull (strstr (page, "<a rel=\"next\" href=\"../2024/4.html\">"));

  left_out = bulletin_site_list_left_out (fixture->library, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (left_out->len, ==, 3);
  first = left_out->pdata[0];
  last = left_out->pdata[2];
  g_assert_cmpstr (first->secrecy, ==, "秘密");
  g_assert_null (first->passages);
  g_assert_cmpstr (last->title, ==, "甲题");
  g_assert_cmpuint (last->passages->len, ==, 2);
  g_assert_cmpstr (last->passages->pdata[1], ==, "机密二");
}

static void
test_only_what_changed_is_written (Fixture *fixture,
                                   gconstpointer data)
{
  g_autofree char *a = issue (fixture, "甲题", 2023, 1, "2023-10-15");
  g_autofree char *b = issue (fixture, "乙题", 2024, 1, "2024-10-15");
  g_autofree char *c = NULL;
  g_autofree char *path = g_build_filename (fixture->site, "2023", "1.html", NULL);
  guint n_written = 0;
  const BulletinSiteOptions options = { .n_written = &n_written };
  struct stat before, after;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, &options, NULL, &error), ==, 2);
  g_assert_no_error (error);
  g_assert_cmpuint (n_written, >, 0);
  g_assert_cmpint (g_stat (path, &before), ==, 0);
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, &options, NULL, &error), ==, 2);
  g_assert_cmpuint (n_written, ==, 0);

  c = issue (fixture, "丙题", 2025, 1, "2025-02-18");
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, &options, NULL, &error), ==, 3);
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  /* The same file: neither written nor copied. */
  g_assert_cmpint (before.st_ino, ==, after.st_ino);
  g_assert_cmpint (before.st_mtim.tv_nsec, ==, after.st_mtim.tv_nsec);
}

static void
cancel_half_way (double fraction,
                 gpointer user_data)
{
  if (fraction > 0.4)
    g_cancellable_cancel (user_data);
}

/* Cancelled, out of space, and killed. */
static void
test_a_broken_run_leaves_the_old_site (Fixture *fixture,
                                       gconstpointer data)
{
  g_autofree char *a = issue (fixture, "甲题", 2023, 1, "2023-10-15");
  g_autofree char *b = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  BulletinSiteOptions options = { .progress = cancel_half_way, .progress_data = cancellable };
  g_autofree char *left = g_build_filename (fixture->folder, ".site-abcdef", NULL);
  g_autofree char *lock = g_build_filename (left, ".bulletin-site-part", NULL);
  g_autoptr (GString) before = g_string_new (NULL), after = g_string_new (NULL);
  struct rlimit limit, small;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, NULL, &error), ==, 1);
  read_all (fixture->site, before);
  b = issue (fixture, "乙题", 2024, 1, "2024-10-15");

  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, &options, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* No file may be larger than this: the first that is breaks the run. */
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 2048;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, NULL, &error), ==, -1);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_nonnull (error);
  g_clear_error (&error);
  read_all (fixture->site, after);
  g_assert_cmpstr (after->str, ==, before->str);

  /* What a killed run left beside the site goes with the next. */
  g_assert_cmpint (g_mkdir (left, 0700), ==, 0);
  g_assert_true (g_file_set_contents (lock, "", -1, NULL));
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, NULL, &error), ==, 2);
  g_assert_no_error (error);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    g_assert_false (g_str_has_prefix (name, ".site"));
}

static void
test_an_address_makes_a_sitemap_and_is_kept (Fixture *fixture,
                                             gconstpointer data)
{
  g_autofree char *a = issue (fixture, "甲题", 2023, 1, "2023-10-15");
  BulletinSiteOptions options = { .address = "https://www.example.cn/简报" };
  g_autofree char *none = NULL, *sitemap = NULL, *feed = NULL, *address = NULL, *gone = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, NULL, &error), ==, 1);
  none = read_page (fixture, "sitemap.xml");
  g_assert_null (none);
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, &options, NULL, &error), ==, 1);
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, NULL, NULL, &error), ==, 1);
  sitemap = read_page (fixture, "sitemap.xml");
  assert_well_formed (sitemap);
  g_assert_nonnull (strstr (sitemap, "<loc>https://www.example.cn/%E7%AE%80%E6%8A%A5/2023/1.html</loc>"));
  feed = read_page (fixture, "atom.xml");
  g_assert_nonnull (strstr (feed, "href=\"https://www.example.cn/%E7%AE%80%E6%8A%A5/2023/1.html\""));
  address = bulletin_site_get_address (fixture->file);
  g_assert_cmpstr (address, ==, "https://www.example.cn/简报/");

  options.address = "";
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, &options, NULL, &error), ==, 1);
  gone = read_page (fixture, "sitemap.xml");
  g_assert_null (gone);
  options.address = "www.example.cn";
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, &options, NULL, &error), ==, -1);
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID);
}

static void
test_a_large_site_has_several_sitemaps (Fixture *fixture,
                                        gconstpointer data)
{
  g_autofree char *a = issue (fixture, "甲题", 2023, 1, "2023-10-15");
  g_autofree char *b = issue (fixture, "乙题", 2023, 2, "2023-11-15");
  g_autofree char *c = issue (fixture, "丙题", 2024, 1, "2024-01-15");
  BulletinSiteOptions options = { .address = "https://简报.example.cn", .max_addresses = 2 };
  g_autofree char *index = NULL;
  guint n_addresses = 0;

  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, &options, NULL, NULL), ==, 3);
  index = read_page (fixture, "sitemap.xml");
  assert_well_formed (index);
  g_assert_nonnull (strstr (index, "<sitemapindex"));
  for (guint i = 1; i <= 3; i++) {
    g_autofree char *name = g_strdup_printf ("sitemap-%u.xml", i);
    g_autofree char *location = g_strdup_printf ("<loc>https://xn--4ru366c.example.cn/%s</loc>", name);
    g_autofree char *sitemap = read_page (fixture, name);

    g_assert_nonnull (strstr (index, location));
    assert_well_formed (sitemap);
    for (const char *p = sitemap; (p = strstr (p, "<url>")); p++)
      n_addresses++;
  }
  g_assert_cmpuint (n_addresses, ==, 5);

  options.max_addresses = 0;
  g_assert_cmpint (bulletin_site_publish (fixture->library, fixture->file, &options, NULL, NULL), ==, 3);
  g_free (index);
  index = read_page (fixture, "sitemap-1.xml");
  g_assert_null (index);
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
  ADD ("what-is-internal-is-in-no-file", test_what_is_internal_is_in_no_file);
  ADD ("only-what-changed-is-written", test_only_what_changed_is_written);
  ADD ("a-broken-run-leaves-the-old-site", test_a_broken_run_leaves_the_old_site);
  ADD ("a-large-site-has-several-sitemaps", test_a_large_site_has_several_sitemaps);
  ADD ("an-address-makes-a-sitemap-and-is-kept", test_an_address_makes_a_sitemap_and_is_kept);
#undef ADD

  return g_test_run ();
}
