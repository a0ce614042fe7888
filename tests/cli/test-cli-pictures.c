/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cli-fixture.h"

/* A picture of one dot. */
#define DOT "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

static char *
put_picture (Fixture *self,
             const char *name)
{
  gsize size;
  g_autofree guchar *bytes = g_base64_decode (DOT, &size);

  return put (self, name, (const char *) bytes, (gssize) size);
}

static void
test_pictures_are_attached (Fixture *self,
                            gconstpointer data)
{
  g_autofree char *picture = put_picture (self, "站点 照片.png");
  g_autofree char *drawing = put (self, "图.svg", "<svg><script>alert(1)</script></svg>", -1);
  g_autofree char *broken = put (self, "坏.png", "\211PNG\r\n\032\n", 8);

  import_page (self);
  RUN ("attach", "1", picture, "--caption", "新站点|揭牌");
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "![新站点\\|揭牌](attachment:站点-照片.png)\n");
  RUN ("attach", "1", picture);
  assert_done (self);
  g_assert_cmpstr (self->output, ==, "![](attachment:站点-照片.png)\n");
  RUN ("attach", "1", drawing);
  assert_refused (self, 1, "SVG");
  RUN ("attach", "1", broken);
  assert_refused (self, 1, "not complete");
  RUN ("attach", "1");
  g_assert_cmpint (self->status, ==, 2);
  RUN ("attach", "9", picture);
  assert_refused (self, 1, NULL);
}

static gboolean
has_image (const char *path)
{
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  return memmem (content, size, "/Subtype /Image", strlen ("/Subtype /Image")) != NULL;
}

static void
test_pictures_beside_a_text_come_with_it (Fixture *self,
                                          gconstpointer data)
{
  g_autofree char *text = put (self, "稿.txt", "有图的稿子\n　　正文一段。\n![图一](attachment:一.png)\n![图二](attachment:二.png)\n", -1);
  g_autofree char *one = put_picture (self, "一.png");
  g_autofree char *files = g_build_filename (self->folder, "稿.files", NULL);
  g_autofree char *pdf = g_build_filename (self->folder, "稿.pdf", NULL);
  g_autofree char *from_library = g_build_filename (self->folder, "库稿.pdf", NULL);
  g_autofree char *two = NULL;

  g_assert_cmpint (g_mkdir (files, 0700), ==, 0);
  two = put_picture (self, "稿.files/二.png");
  RUN ("export", text, "-o", pdf);
  assert_done (self);
  g_assert_true (has_image (pdf));

  RUN ("import", text);
  assert_done (self);
  g_assert_cmpint (g_unlink (one), ==, 0);
  g_assert_cmpint (g_unlink (two), ==, 0);
  RUN ("export", "1", "-o", from_library);
  assert_done (self);
  g_assert_true (has_image (from_library));

  /* What is not there is named, and stands in nothing's way. */
  RUN ("export", text, "-o", pdf, "--force");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->complaints, "一.png"));
}

/* One dot on a page is as coarse as can be; the check says so of a file and of a
 * bulletin with the picture attached. */
static void
test_coarse_pictures_are_found (Fixture *self,
                                gconstpointer data)
{
  g_autofree char *text = put (self, "稿.txt", "有图的稿子\n　　正文一段。\n![图一](attachment:一.png 50%)\n", -1);
  g_autofree char *one = put_picture (self, "一.png");

  RUN ("check", text, "--json");
  assert_done (self);
  g_assert_nonnull (strstr (self->output, "picture-coarse"));
  RUN ("import", text);
  assert_done (self);
  RUN ("check", "1", "--json");
  assert_done (self);
  g_assert_nonnull (strstr (self->output, "picture-coarse"));
  g_assert_cmpint (g_unlink (one), ==, 0);
  RUN ("check", text, "--json");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_null (strstr (self->output, "picture-coarse"));
  g_assert_nonnull (strstr (self->output, "picture-missing"));
}

/* A web page holds pictures itself, and names others. */
static void
test_pictures_of_a_page_come_with_it (Fixture *self,
                                      gconstpointer data)
{
  g_autofree char *page = put (self, "页.html", "<html><body><h1>题目</h1><p>正文一段。</p><img src=\"data:image/png;base64," DOT "\" alt=\"甲\"><img src=\"页_files/乙.png\" alt=\"乙\"></body></html>", -1);
  g_autofree char *files = g_build_filename (self->folder, "页_files", NULL);
  g_autofree char *beside = NULL;

  g_assert_cmpint (g_mkdir (files, 0700), ==, 0);
  beside = put_picture (self, "页_files/乙.png");
  RUN ("import", page);
  assert_done (self);
  RUN ("check", "1");
  g_assert_null (strstr (self->output, "picture-missing"));
  RUN ("show", "1", "--text");
  g_assert_nonnull (strstr (self->output, "![甲](attachment:"));
  g_assert_nonnull (strstr (self->output, "![乙](attachment:乙.png)"));
}

static void
test_no_name_of_a_picture_leads_out (Fixture *self,
                                     gconstpointer data)
{
  static const char *const names[] = { "../外.png", "/etc/passwd", "下/内.png", "链.png", "..", ".藏.png", "..\\外.png" };
  g_autofree char *inner = g_build_filename (self->folder, "里", NULL);
  g_autofree char *outside = put_picture (self, "外.png");
  g_autofree char *pdf = g_build_filename (self->folder, "出.pdf", NULL);
  g_autofree char *link = g_build_filename (inner, "链.png", NULL);
  g_autofree char *hidden = NULL;

  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  g_assert_cmpint (symlink (outside, link), ==, 0);
  hidden = put_picture (self, "里/.藏.png");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *body = g_strdup_printf ("稿子\n　　正文一段。\n![图](attachment:%s)\n", names[i]);
    g_autofree char *text = put (self, "里/稿.txt", body, -1);

    RUN ("export", text, "-o", pdf, "--force");
    g_assert_cmpint (self->status, ==, 0);
    g_assert_nonnull (strstr (self->complaints, names[i]));
    g_assert_false (has_image (pdf));
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (!g_getenv ("BULLETIN_CLI_RUNNER"))
    g_error ("BULLETIN_CLI_RUNNER names the program that is tested");

#define ADD(name, func) g_test_add ("/cli/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("pictures-are-attached", test_pictures_are_attached);
  ADD ("pictures-beside-a-text-come-with-it", test_pictures_beside_a_text_come_with_it);
  ADD ("coarse-pictures-are-found", test_coarse_pictures_are_found);
  ADD ("pictures-of-a-page-come-with-it", test_pictures_of_a_page_come_with_it);
  ADD ("no-name-of-a-picture-leads-out", test_no_name_of_a_picture_leads_out);
#undef ADD

  return g_test_run ();
}
