/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "bulletin-export.h"
#include "bulletin-text-import.h"
#include "remove-folder.h"

#define TEXT                             \
  "　　开春以来，队伍走遍了各个站点。\n" \
  "一、筹备早一步。队伍提前摸底。\n"     \
  "（一）登记需要\n"                     \
  "1. 热水与药品\n"                      \
  "（1）按周补充\n"                      \
  "> 编者按：一步之早，胜过百步之追。\n" \
  "|= 表1　站点\n"                       \
  "| 站点 | 数 |\n"                      \
  "|---|--:|\n"                          \
  "| <柳堤> & \"荷塘\" | 12 |\n"         \
  "**要紧的**是人。\n"                   \
  "---\n"                                \
  "附件：1. 名单\n"

static BulletinMetadata *
make_metadata (void)
{
  BulletinMetadata *metadata = bulletin_metadata_new ();

  bulletin_metadata_set_string (&metadata->series, "工作简报");
  bulletin_metadata_set_string (&metadata->title, "队伍走进<站点>");
  bulletin_metadata_set_string (&metadata->date, "2025-03-02");
  bulletin_metadata_set_string (&metadata->issuer, "青禾市关工委办公室");
  bulletin_metadata_set_string (&metadata->report_to, "省关工委");
  metadata->year = 2025;
  metadata->number = 3;
  metadata->copies = 40;
  return metadata;
}

static char *
make_folder (void)
{
  return g_dir_make_tmp ("bulletin-export-XXXXXX", NULL);
}

/* Names in a folder, sorted and joined: nothing may be left lying about. */
static char *
list_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static void
test_html_says_what_things_are (void)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (TEXT, -1);
  g_autoptr (BulletinMetadata) metadata = make_metadata ();
  g_autofree char *html = bulletin_html_write (document, metadata, NULL, NULL);
  static const char *const parts[] = {
    "<!DOCTYPE html>\n<html lang=\"zh-CN\">",
    "<meta charset=\"utf-8\">",
    "Content-Security-Policy",
    "default-src 'none'",
    "width=device-width",
    "<title>队伍走进&lt;站点&gt;</title>",
    "<h1>队伍走进&lt;站点&gt;</h1>",
    "<time datetime=\"2025-03-02\">2025年3月2日</time>",
    "第3期",
    "<h2>一、筹备早一步。</h2><p>队伍提前摸底。</p>",
    "<h3>（一）登记需要</h3>",
    "<h4>1. 热水与药品</h4>",
    "<h5>（1）按周补充</h5>",
    "<aside><p>编者按",
    "<caption>表1　站点</caption>",
    "<thead>",
    "<th scope=\"col\">站点</th>",
    "&lt;柳堤&gt; &amp; &quot;荷塘&quot;</td>",
    "class=\"end\"",
    "<strong>要紧的</strong>",
    "<hr class=\"page-break\">",
    "<p class=\"attachments\">",
    "<dt>报：</dt><dd>省关工委</dd>",
    "共印40份",
    "</article>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    if (!strstr (html, parts[i]))
      g_error ("%s is not in %s", parts[i], html);
  }
  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "http://"));
  g_assert_null (strstr (html, "https://"));
}

static void
test_html_lets_no_markup_through (void)
{
  static const char *const hostile[] = {
    "<script>alert(1)</script>",
    "</title><script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='x",
    "<!--",
    "]]>",
    "&lt;b&gt;",
    "{{<b>}}",
    "**<i>**",
    "| <td> |",
    "![<b>](attachment:\"x)",
    "> <b>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++) {
    g_autofree char *text = g_strdup_printf ("%s\n一、%s。%s\n", hostile[i], hostile[i], hostile[i]);
    g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
    g_autoptr (BulletinMetadata) metadata = make_metadata ();
    g_autofree char *html = NULL;

    bulletin_metadata_set_string (&metadata->title, hostile[i]);
    bulletin_metadata_set_string (&metadata->issuer, hostile[i]);
    bulletin_metadata_set_string (&metadata->series, hostile[i]);
    html = bulletin_html_write (document, metadata, NULL, NULL);
    g_assert_null (strstr (html, "<script"));
    g_assert_null (strstr (html, "<img"));
    g_assert_null (strstr (html, "<svg"));
    g_assert_null (strstr (html, "<!--"));
    g_assert_null (strstr (html, "<b>"));
    g_assert_null (strstr (html, "<i>"));
  }
}

static void
test_encoder_replaces_what_html_forbids (void)
{
  g_autoptr (GString) html = g_string_new (NULL);

  bulletin_html_append_escaped (html, "a\x01\xff<\"'&\xef\xbf\xbf", -1);
  g_assert_cmpstr (html->str, ==, "a\xef\xbf\xbd\xef\xbf\xbd&lt;&quot;&#39;&amp;\xef\xbf\xbd");
}

static void
test_same_input_gives_same_bytes (void)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (TEXT, -1);
  g_autoptr (BulletinMetadata) metadata = make_metadata ();
  static const char *const names[] = { "a.html", "a.txt", "a.pdf", "a.docx", "a.png" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) first = bulletin_export (document, metadata, NULL, names[i], NULL, &error);
    g_autoptr (GBytes) second = bulletin_export (document, metadata, NULL, names[i], NULL, &error);

    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (first, second));
  }
}

static void
test_text_says_what_the_paper_says (void)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse ("第一段。\n\n一、标题。正文**强**。\n", -1);
  g_autoptr (BulletinMetadata) metadata = make_metadata ();
  g_autofree char *text = bulletin_text_write (document, metadata, NULL);

  g_assert_cmpstr (text, ==, "工作简报\n第3期\n青禾市关工委办公室　2025年3月2日\n\n队伍走进<站点>\n\n第一段。\n\n一、标题。正文强。\n\n报：省关工委\n共印40份\n");
}

static void
test_format_follows_the_ending (void)
{
  static const struct
  {
    const char *name;
    const char *start;
  } formats[] = {
    { "x.pdf", "%PDF-" },
    { "X.PDF", "%PDF-" },
    { "x.html", "<!DOCTYPE html>" },
    { "x.txt", "工作简报" },
    { "x.docx", "PK\x03\x04" },
    { "x.png", "\x89PNG" },
  };
  g_autoptr (BulletinDocument) document = bulletin_document_parse (TEXT, -1);
  g_autoptr (BulletinMetadata) metadata = make_metadata ();
  static const char *const unknown[] = { "x.odt", "x", "x.pdf.bak", ".", "" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GBytes) bytes = bulletin_export (document, metadata, NULL, formats[i].name, NULL, NULL);

    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), strlen (formats[i].start), formats[i].start, strlen (formats[i].start));
  }
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (bulletin_export (document, metadata, NULL, unknown[i], NULL, &error));
    g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT);
    g_assert_nonnull (strstr (error->message, ".pdf"));
  }
}

static void
test_pages_of_pictures_are_files (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "图.png", NULL);
  g_autofree char *second = g_build_filename (folder, "图-2.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BulletinDocument) document = bulletin_document_parse ("第一页。\n---\n第二页。", -1);
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;
  g_autofree char *after = NULL;

  g_assert_true (bulletin_export_files (document, metadata, NULL, file, NULL, NULL, &error));
  g_assert_no_error (error);
  names = list_folder (folder);
  g_assert_cmpstr (names, ==, "图-2.png 图.png");

  /* One page is in the way: none is written. */
  g_unlink (path);
  g_assert_true (g_file_set_contents (second, "别人的", -1, NULL));
  g_assert_false (bulletin_export_files (document, metadata, NULL, file, NULL, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS);
  after = list_folder (folder);
  g_assert_cmpstr (after, ==, "图-2.png");
  remove_folder (folder);
}

/* The width in the head of a PNG (ISO/IEC 15948, 11.2.2). */
static guint
get_png_width (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;
  guint32 width;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (length, >, 24);
  memcpy (&width, content + 16, sizeof width);
  return GUINT32_FROM_BE (width);
}

static void
count_progress (double fraction,
                gpointer user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, *last);
  *last = fraction;
}

static void
test_pages_are_chosen_and_sized (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "图-1.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BulletinDocument) document = bulletin_document_parse ("第一页。\n---\n第二页。\n---\n第三页。", -1);
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;
  double progress = 0;
  BulletinExportOptions options = { .dpi = 72, .progress = count_progress, .progress_data = &progress };

  /* Names count on from -1. */
  g_assert_true (bulletin_export_files (document, metadata, NULL, file, &options, NULL, &error));
  g_assert_no_error (error);
  names = list_folder (folder);
  g_assert_cmpstr (names, ==, "图-1.png 图-2.png 图-3.png");
  g_assert_cmpfloat (progress, ==, 1);
  /* A4 is 595 points wide. */
  g_assert_cmpuint (get_png_width (path), ==, 595);
  remove_folder (folder);

  /* One page has the name that was asked for. */
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  options = (BulletinExportOptions){ .page = 3, .dpi = 144 };
  g_assert_true (bulletin_export_files (document, metadata, NULL, file, &options, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&names, g_free);
  names = list_folder (folder);
  g_assert_cmpstr (names, ==, "图-1.png");
  g_assert_cmpuint (get_png_width (path), ==, 1191);
  g_unlink (path);

  options.page = 4;
  g_assert_false (bulletin_export_files (document, metadata, NULL, file, &options, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID);
  g_assert_nonnull (strchr (error->message, '3'));
  remove_folder (folder);
}

/* When one of two pages is drawn. */
static void
cancel_after_first (double fraction,
                    gpointer user_data)
{
  if (fraction > 0.5)
    g_cancellable_cancel (user_data);
}

/* At once: while the text is still being laid out. */
static void
cancel_at_once (double fraction,
                gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_what_takes_long_says_how_far_it_is_and_stops (void)
{
  static const char *const names[] = { "长.pdf", "长.docx", "长-1.png" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (BulletinDocument) document = NULL;

  for (guint i = 1; i <= 30; i++)
    g_string_append_printf (text, "　　补充第%u段。\n| 站点 | %u |\n| 合计 | %u |\n---\n", i, i, i);
  document = bulletin_document_parse (text->str, -1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *folder = make_folder ();
    g_autofree char *path = g_build_filename (folder, names[i], NULL);
    g_autoptr (GFile) file = g_file_new_for_path (path);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    g_autofree char *left = NULL;
    double progress = 0;
    BulletinExportOptions options = { .dpi = 36, .progress = count_progress, .progress_data = &progress };

    g_assert_true (bulletin_export_files (document, metadata, NULL, file, &options, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpfloat (progress, >, 0.9);
    g_assert_cmpfloat (progress, <=, 1);
    remove_folder (folder);

    g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
    options.progress = cancel_at_once;
    options.progress_data = cancellable;
    g_assert_false (bulletin_export_files (document, metadata, NULL, file, &options, cancellable, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    left = list_folder (folder);
    g_assert_cmpstr (left, ==, "");
    remove_folder (folder);
  }
}

static void
test_pages_are_written_all_or_none (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "图.png", NULL);
  g_autofree char *second = g_build_filename (folder, "图-2.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BulletinDocument) document = bulletin_document_parse ("第一页。\n---\n第二页。", -1);
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  BulletinExportOptions options = { .replace = BULLETIN_EXPORT_REPLACE_NAMED };
  g_autofree char *content = NULL;
  g_autofree char *names = NULL;

  /* The one that was named may be replaced, its neighbour not. */
  g_assert_true (g_file_set_contents (path, "旧", -1, NULL));
  g_assert_true (g_file_set_contents (second, "旧", -1, NULL));
  g_assert_false (bulletin_export_files (document, metadata, NULL, file, &options, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "图-2.png"));
  g_clear_error (&error);

  /* Stopped half-way: both are as they were. */
  options = (BulletinExportOptions){ BULLETIN_EXPORT_REPLACE_ALL, .progress = cancel_after_first, .progress_data = cancellable };
  g_assert_false (bulletin_export_files (document, metadata, NULL, file, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "旧");

  /* The second has no room: so the first is as it was. */
  g_unlink (second);
  g_assert_cmpint (symlink ("/dev/full", second), ==, 0);
  options = (BulletinExportOptions){ BULLETIN_EXPORT_REPLACE_ALL };
  g_assert_false (bulletin_export_files (document, metadata, NULL, file, &options, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FULL);
  g_clear_pointer (&content, g_free);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "旧");
  names = list_folder (folder);
  g_assert_cmpstr (names, ==, "图-2.png 图.png");
  remove_folder (folder);
}

static void
test_files_are_replaced_only_when_asked (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "稿.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) first = g_bytes_new_static ("一", 3);
  g_autoptr (GBytes) second = g_bytes_new_static ("二", 3);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autofree char *names = NULL;

  g_assert_true (bulletin_write_file (file, first, FALSE, NULL, NULL));
  g_assert_false (bulletin_write_file (file, second, FALSE, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "一");

  g_assert_true (bulletin_write_file (file, second, TRUE, NULL, NULL));
  g_free (content);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "二");
  names = list_folder (folder);
  g_assert_cmpstr (names, ==, "稿.txt");
  remove_folder (folder);
}

static void
test_failed_writes_leave_nothing (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *missing = g_build_filename (folder, "没有", "稿.txt", NULL);
  g_autofree char *full = g_build_filename (folder, "满.txt", NULL);
  g_autofree char *names = NULL;
  g_autoptr (GBytes) content = g_bytes_new_static ("内容", 6);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const struct
  {
    const char *path;
    int code;
  } targets[] = {
    { missing, BULLETIN_EXCHANGE_ERROR_NOT_FOUND },
    { folder, BULLETIN_EXCHANGE_ERROR_EXISTS },
    { full, BULLETIN_EXCHANGE_ERROR_FULL },
    { "/proc/稿.txt", -1 },
  };

  /* A device on which no write succeeds stands for the full disk. */
  g_assert_cmpint (symlink ("/dev/full", full), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++) {
    g_autoptr (GFile) file = g_file_new_for_path (targets[i].path);
    g_autoptr (GError) error = NULL;

    g_assert_false (bulletin_write_file (file, content, TRUE, NULL, &error));
    g_assert_nonnull (error);
    if (targets[i].code >= 0)
      g_assert_error (error, BULLETIN_EXCHANGE_ERROR, targets[i].code);
    g_assert_null (strchr (error->message, '\n'));
  }

  g_cancellable_cancel (cancellable);
  {
    g_autofree char *path = g_build_filename (folder, "停.txt", NULL);
    g_autoptr (GFile) file = g_file_new_for_path (path);
    g_autoptr (GError) error = NULL;

    g_assert_false (bulletin_write_file (file, content, TRUE, cancellable, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
  names = list_folder (folder);
  g_assert_cmpstr (names, ==, "满.txt");
  remove_folder (folder);
}

static void
test_links_are_followed (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *target = g_build_filename (folder, "真.txt", NULL);
  g_autofree char *path = g_build_filename (folder, "链.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) content = g_bytes_new_static ("内容", 6);
  g_autofree char *written = NULL;

  g_assert_true (g_file_set_contents (target, "旧", -1, NULL));
  g_assert_cmpint (symlink (target, path), ==, 0);
  g_assert_true (bulletin_write_file (file, content, TRUE, NULL, NULL));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (target, &written, NULL, NULL));
  g_assert_cmpstr (written, ==, "内容");
  remove_folder (folder);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/html-says-what-things-are", test_html_says_what_things_are);
  g_test_add_func ("/export/html-lets-no-markup-through", test_html_lets_no_markup_through);
  g_test_add_func ("/export/encoder-replaces-what-html-forbids", test_encoder_replaces_what_html_forbids);
  g_test_add_func ("/export/same-input-gives-same-bytes", test_same_input_gives_same_bytes);
  g_test_add_func ("/export/text-says-what-the-paper-says", test_text_says_what_the_paper_says);
  g_test_add_func ("/export/format-follows-the-ending", test_format_follows_the_ending);
  g_test_add_func ("/export/pages-of-pictures-are-files", test_pages_of_pictures_are_files);
  g_test_add_func ("/export/pages-are-chosen-and-sized", test_pages_are_chosen_and_sized);
  g_test_add_func ("/export/what-takes-long-says-how-far-it-is-and-stops", test_what_takes_long_says_how_far_it_is_and_stops);
  g_test_add_func ("/export/pages-are-written-all-or-none", test_pages_are_written_all_or_none);
  g_test_add_func ("/export/files-are-replaced-only-when-asked", test_files_are_replaced_only_when_asked);
  g_test_add_func ("/export/failed-writes-leave-nothing", test_failed_writes_leave_nothing);
  g_test_add_func ("/export/links-are-followed", test_links_are_followed);

  return g_test_run ();
}
