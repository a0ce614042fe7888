/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bulletin-export.h"
#include "bulletin-materials.h"
#include "bulletin-owned-folder.h"
#include "bulletin-text-import.h"

/* A picture of one dot. */
#define DOT "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

#define TEXT                                  \
  "各站点揭牌。\n"                      \
  "![揭牌](attachment:揭牌 现场.png)\n" \
  "![又见](attachment:揭牌 现场.png)\n" \
  "![别处](attachment:../外面.png)\n"

typedef struct
{
  char *folder;
  char *path; /* of the web edition in it */
  GFile *file;
  BulletinDocument *document;
  BulletinMetadata *metadata;
} Fixture;

static void
add_dot (BulletinMaterials *materials,
         const char *name)
{
  gsize length;
  guchar *dot = g_base64_decode (DOT, &length);
  g_autoptr (GBytes) content = g_bytes_new_take (dot, length);

  bulletin_materials_add_picture (materials, name, "image/png", content, 1, 1);
}

static void
set_up (Fixture *self,
        gconstpointer data)
{
  g_autoptr (BulletinMaterials) materials = bulletin_materials_new ();

  add_dot (materials, "揭牌 现场.png");
  add_dot (materials, "没用.png");
  add_dot (materials, "../外面.png");
  self->folder = g_dir_make_tmp ("bulletin-web-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "网页", NULL);
  self->file = g_file_new_for_path (self->path);
  self->document = bulletin_document_new (TEXT, -1, materials);
  self->metadata = bulletin_metadata_new ();
  bulletin_metadata_set_string (&self->metadata->title, "揭牌");
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  g_chmod (self->folder, 0700);
  bulletin_remove_tree (self->folder);
  bulletin_document_unref (self->document);
  bulletin_metadata_free (self->metadata);
  g_object_unref (self->file);
  g_free (self->path);
  g_free (self->folder);
}

static gboolean
export_folder (Fixture *self,
               gboolean replace,
               GError **error)
{
  const BulletinExportOptions options = { .replace = replace ? BULLETIN_EXPORT_REPLACE_ALL : BULLETIN_EXPORT_REPLACE_NOTHING };

  return bulletin_export_web_folder (self->document, self->metadata, NULL, self->file, &options, NULL, error);
}

/* What a folder holds, sorted; of the folders in it too. */
static void
collect (const char *path,
         const char *within,
         GPtrArray *names)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    char *place = within ? g_strconcat (within, "/", name, NULL) : g_strdup (name);

    g_ptr_array_add (names, place);
    if (g_file_test (child, G_FILE_TEST_IS_DIR))
      collect (child, place, names);
  }
}

static void
assert_holds (const char *path,
              const char *expected)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  collect (path, NULL, names);
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv (" | ", (char **) names->pdata);
  g_assert_cmpstr (joined, ==, expected);
}

#define WEB_EDITION ".bulletin-web | index.html | pictures | pictures/揭牌 现场.png"

static void
test_page_and_pictures_lie_side_by_side (Fixture *self,
                                         gconstpointer data)
{
  g_autofree char *index = g_build_filename (self->path, "index.html", NULL);
  g_autofree char *html = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (export_folder (self, FALSE, &error));
  g_assert_no_error (error);
  assert_holds (self->path, WEB_EDITION);
  assert_holds (self->folder, "网页 | 网页/.bulletin-web | 网页/index.html | 网页/pictures | 网页/pictures/揭牌 现场.png");
  g_assert_true (bulletin_is_web_folder (self->file));
  g_assert_true (g_file_get_contents (index, &html, NULL, NULL));
  g_assert_nonnull (strstr (html, "src=\"pictures/%E6%8F%AD%E7%89%8C%20%E7%8E%B0%E5%9C%BA.png\""));
  g_assert_null (strstr (html, "base64"));
}

static void
test_an_earlier_one_is_replaced_when_asked (Fixture *self,
                                            gconstpointer data)
{
  g_autofree char *foreign = g_build_filename (self->path, "备注.txt", NULL);
  g_autofree char *index = g_build_filename (self->path, "index.html", NULL);
  g_autofree char *html = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (export_folder (self, FALSE, NULL));
  g_assert_true (g_file_set_contents (foreign, "别人的", -1, NULL));
  g_assert_false (export_folder (self, FALSE, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS);
  g_clear_error (&error);

  g_clear_pointer (&self->document, bulletin_document_unref);
  self->document = bulletin_document_parse ("后来的文字。", -1);
  g_assert_true (export_folder (self, TRUE, &error));
  g_assert_no_error (error);
  /* The picture that is no longer shown has gone, what others put there has not. */
  assert_holds (self->path, ".bulletin-web | index.html | 备注.txt");
  g_assert_true (g_file_get_contents (index, &html, NULL, NULL));
  g_assert_nonnull (strstr (html, "后来的文字。"));
}

static void
test_other_folders_and_files_are_left_alone (Fixture *self,
                                             gconstpointer data)
{
  g_autofree char *foreign = g_build_filename (self->path, "照片.jpg", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (self->path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (foreign, "别人的", -1, NULL));
  g_assert_false (export_folder (self, TRUE, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "网页"));
  g_clear_error (&error);
  assert_holds (self->folder, "网页 | 网页/照片.jpg");

  /* An empty one is as good as none. */
  g_unlink (foreign);
  g_assert_true (export_folder (self, FALSE, &error));
  g_assert_no_error (error);
  bulletin_remove_tree (self->path);

  g_assert_true (g_file_set_contents (self->path, "一份文件", -1, NULL));
  g_assert_false (export_folder (self, TRUE, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FAILED);
  assert_holds (self->folder, "网页");
}

static void
stop_cb (double fraction,
         gpointer user_data)
{
  g_assert_true (fraction > 0 && fraction <= 1);
  g_cancellable_cancel (user_data);
}

static void
test_failures_leave_what_was_there (Fixture *self,
                                    gconstpointer data)
{
  g_autofree char *missing = g_build_filename (self->folder, "没有", "网页", NULL);
  g_autoptr (GFile) nowhere = g_file_new_for_path (missing);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) later = g_cancellable_new ();
  BulletinExportOptions replacing = { .replace = BULLETIN_EXPORT_REPLACE_ALL };
  g_autoptr (GError) error = NULL;

  g_assert_true (export_folder (self, FALSE, NULL));
  g_assert_false (bulletin_export_web_folder (self->document, self->metadata, NULL, nowhere, NULL, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_false (bulletin_export_web_folder (self->document, self->metadata, NULL, self->file, &replacing, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* Stopped when a picture was written. */
  replacing.progress = stop_cb;
  replacing.progress_data = later;
  g_assert_false (bulletin_export_web_folder (self->document, self->metadata, NULL, self->file, &replacing, later, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* Who is root may write everywhere. */
  g_chmod (self->folder, 0500);
  if (access (self->folder, W_OK) != 0) {
    g_assert_false (export_folder (self, TRUE, &error));
    g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_READ_ONLY);
    g_assert_null (strchr (error->message, '\n'));
  }
  g_chmod (self->folder, 0700);
  assert_holds (self->folder, "网页 | 网页/.bulletin-web | 网页/index.html | 网页/pictures | 网页/pictures/揭牌 现场.png");
}

#define ADD(name, test) g_test_add ("/web-folder/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("page-and-pictures-lie-side-by-side", test_page_and_pictures_lie_side_by_side);
  ADD ("an-earlier-one-is-replaced-when-asked", test_an_earlier_one_is_replaced_when_asked);
  ADD ("other-folders-and-files-are-left-alone", test_other_folders_and_files_are_left_alone);
  ADD ("failures-leave-what-was-there", test_failures_leave_what_was_there);

  return g_test_run ();
}
