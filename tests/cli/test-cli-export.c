/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <unistd.h>

#include "bulletin-issuing.h"
#include "cli-fixture.h"

static void
test_files_are_exported_without_a_library (Fixture *self,
                                           gconstpointer data)
{
  g_autofree char *path = put (self, "页.txt", PAGE, -1);
  static const char *const endings[] = { "pdf", "html", "txt", "png" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *name = g_strconcat ("出.", endings[i], NULL);
    g_autofree char *target = g_build_filename (self->folder, name, NULL);

    RUN ("export", "页.txt", "-o", name);
    assert_done (self);
    g_assert_true (g_file_test (target, G_FILE_TEST_IS_REGULAR));
  }
  RUN ("check", path, "--json");
  assert_done (self);
  json_node_unref (parse (self));
  g_assert_false (g_file_test (self->library, G_FILE_TEST_EXISTS));
}

static void
test_pictures_of_pages_are_chosen (Fixture *self,
                                   gconstpointer data)
{
  g_autofree char *path = put (self, "页.txt", "2025年第三期\n标题\n第一页。\n---\n第二页。\n", -1);
  g_autofree char *first = g_build_filename (self->folder, "出-1.png", NULL);
  g_autofree char *second = g_build_filename (self->folder, "出-2.png", NULL);
  g_autofree char *only = g_build_filename (self->folder, "只.png", NULL);
  g_autofree char *small = NULL;
  g_autofree char *large = NULL;
  gsize small_length, large_length;

  RUN ("export", path, "-o", "出-1.png", "--dpi", "72");
  assert_done (self);
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_get_contents (second, &small, &small_length, NULL));

  RUN ("export", path, "-o", "只.png", "--page", "2", "--dpi", "300");
  assert_done (self);
  g_assert_true (g_file_get_contents (only, &large, &large_length, NULL));
  g_assert_true (g_str_has_prefix (large, "\x89PNG"));
  g_assert_cmpuint (large_length, >, small_length);

  RUN ("export", path, "-o", "三.png", "--page", "3");
  assert_refused (self, 1, "2");
  RUN ("export", path, "-o", "三.png", "--dpi", "7000");
  assert_refused (self, 2, "600");
  RUN ("export", path, "-o", "三.png", "--page", "-1");
  assert_refused (self, 2, "1");
  RUN ("export", path, "-o", "三.pdf", "--page", "1");
  assert_refused (self, 2, ".png");
  RUN ("export", path, "-o", "三/", "--dpi", "72");
  assert_refused (self, 2, ".png");
}

static void
test_web_folder_is_written_and_replaced (Fixture *self,
                                         gconstpointer data)
{
  g_autofree char *path = put (self, "页.txt", PAGE, -1);
  g_autofree char *index = g_build_filename (self->folder, "网页", "index.html", NULL);
  g_autofree char *other = g_build_filename (self->folder, "别的", NULL);
  g_autofree char *html = NULL;

  RUN ("export", path, "-o", "网页/");
  assert_done (self);
  g_assert_true (g_file_get_contents (index, &html, NULL, NULL));
  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>"));
  RUN ("export", path, "-o", "网页/");
  assert_refused (self, 1, "--force");
  RUN ("export", path, "-o", "网页/", "--force");
  assert_done (self);

  /* Somebody's folder is not ours to replace. */
  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  g_free (put (self, "别的/照片.jpg", "别人的", -1));
  RUN ("export", path, "-o", "别的/", "--force");
  assert_refused (self, 1, "别的");
  RUN ("export", path, "-o", "没有/网页/");
  assert_refused (self, 1, "网页");
}

static void
test_targets_that_cannot_be_written_are_named (Fixture *self,
                                               gconstpointer data)
{
  g_autofree char *path = put (self, "页.txt", PAGE, -1);
  g_autofree char *full = g_build_filename (self->folder, "满.pdf", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *taken = put (self, "有.txt", "别人的", -1);

  RUN ("export", path, "-o", "有.txt");
  assert_refused (self, 1, "--force");
  g_assert_true (g_file_get_contents (taken, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "别人的");
  RUN ("export", path, "-o", "有.txt", "--force");
  assert_done (self);

  g_assert_cmpint (symlink ("/dev/full", full), ==, 0);
  RUN ("export", path, "-o", full, "--force");
  assert_refused (self, 1, "满.pdf");
  RUN ("export", path, "-o", "没有/出.pdf");
  assert_refused (self, 1, "出.pdf");
  RUN ("export", path, "-o", "出.odt");
  assert_refused (self, 1, ".pdf");
  RUN ("export", path, "-o", "出");
  assert_refused (self, 1, ".docx");
  RUN ("export", path, "-o", self->folder, "--force");
  assert_refused (self, 1, ".pdf");
  RUN ("export", path, "-o", "出.docx");
  assert_done (self);
  RUN ("export", path);
  assert_refused (self, 2, "-o");
}

static char *
export_and_read (Fixture *self,
                 const char *id,
                 const char *name,
                 gsize *length)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  char *content = NULL;

  RUN ("export", id, "-o", name, "--force");
  assert_done (self);
  g_assert_true (g_file_get_contents (path, &content, length, NULL));
  return content;
}

/* Blue instead of red, other rows, and a tail without its lines. */
static void
change_template (Fixture *self)
{
  static const char *const changes[][2] = {
    { "#e60012", "#0000ee" },
    { "\"rows\" : 22", "\"rows\" : 20" },
    { "\"tail-shows-copies\" : true", "\"tail-shows-copies\" : false" },
    { "\"tail-shows-send-to\" : true", "\"tail-shows-send-to\" : false" },
  };
  g_autofree char *path = g_build_filename (self->folder, "版式.json", NULL);
  g_autofree char *json = NULL;

  RUN ("template", "export", "工作简报", "-o", "版式.json");
  assert_done (self);
  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_auto (GStrv) parts = g_strsplit (json, changes[i][0], 2);

    g_assert_cmpuint (g_strv_length (parts), ==, 2);
    g_free (json);
    json = g_strjoinv (changes[i][1], parts);
  }
  g_assert_true (g_file_set_contents (path, json, -1, NULL));
  RUN ("template", "import", "版式.json", "--replace");
  assert_done (self);
}

static void
test_issued_bulletins_go_out_as_they_were (Fixture *self,
                                           gconstpointer data)
{
  static const struct
  {
    const char *ending;
    const char *part;
  } formats[] = { { "pdf", "pdf" }, { "html", "html" }, { "txt", "text" }, { "png", NULL }, { "docx", NULL } };
  char *before[G_N_ELEMENTS (formats)] = { NULL };
  gsize lengths[G_N_ELEMENTS (formats)];
  g_autofree char *draft_before = NULL;
  g_autofree char *draft_after = NULL;
  g_autoptr (BulletinLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  gsize length, other_length;

  import_page (self);
  import_page (self);
  RUN ("issue", "1", "--signer", "孙丙", "--force");
  g_assert_cmpint (self->status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *name = g_strconcat ("先.", formats[i].ending, NULL);

    before[i] = export_and_read (self, "1", name, &lengths[i]);
  }
  draft_before = export_and_read (self, "2", "稿.pdf", &length);
  change_template (self);
  draft_after = export_and_read (self, "2", "稿.pdf", &other_length);
  if (length == other_length)
    g_assert_cmpint (memcmp (draft_before, draft_after, length), !=, 0);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *name = g_strconcat ("后.", formats[i].ending, NULL);
    g_autofree char *after = export_and_read (self, "1", name, &length);

    g_assert_cmpmem (after, length, before[i], lengths[i]);
  }

  /* What the record keeps, and what the window's export writes. */
  library = bulletin_library_open (self->library, BULLETIN_LIBRARY_NONE, &error);
  g_assert_no_error (error);
  id = bulletin_library_resolve (library, "1", &error);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *path = g_build_filename (self->folder, "窗口.out", NULL);
    g_autoptr (GFile) file = g_file_new_for_path (path);
    g_autoptr (GBytes) kept = NULL;
    g_autofree char *written = NULL;

    if (!formats[i].part)
      continue;
    kept = bulletin_library_get_part (library, id, formats[i].part, &error);
    g_assert_no_error (error);
    g_assert_cmpmem (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), before[i], lengths[i]);
    g_assert_true (bulletin_export_frozen (library, id, formats[i].part, file, TRUE, NULL, &error));
    g_assert_true (g_file_get_contents (path, &written, &length, NULL));
    g_assert_cmpmem (written, length, before[i], lengths[i]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    g_free (before[i]);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (!g_getenv ("BULLETIN_CLI_RUNNER"))
    g_error ("BULLETIN_CLI_RUNNER names the program that is tested");

#define ADD(name, func) g_test_add ("/cli/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("files-are-exported-without-a-library", test_files_are_exported_without_a_library);
  ADD ("pictures-of-pages-are-chosen", test_pictures_of_pages_are_chosen);
  ADD ("web-folder-is-written-and-replaced", test_web_folder_is_written_and_replaced);
  ADD ("issued-bulletins-go-out-as-they-were", test_issued_bulletins_go_out_as_they_were);
  ADD ("targets-that-cannot-be-written-are-named", test_targets_that_cannot_be_written_are_named);
#undef ADD

  return g_test_run ();
}
