/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "bulletin-bag.h"
#include "bulletin-text-import.h"
#include "bulletin-zip-writer.h"

static void
test_paths_are_encoded_for_a_list (void)
{
  g_autofree char *encoded = bulletin_bag_encode_path ("100%\r\n/a%0Ab");
  g_autofree char *decoded = bulletin_bag_decode_path (encoded);
  g_autofree char *small = bulletin_bag_decode_path ("a%0ab%20c%");

  /* RFC 8493, 2.1.3: only these three. */
  g_assert_cmpstr (encoded, ==, "100%25%0D%0A/a%250Ab");
  g_assert_cmpstr (decoded, ==, "100%\r\n/a%0Ab");
  g_assert_cmpstr (small, ==, "a\nb%20c%");
}

static void
test_a_bag_is_read_back (void)
{
  g_autoptr (BulletinBag) bag = bulletin_bag_new ("GZ-2024-06");
  g_autoptr (BulletinBag) again = NULL;
  g_autoptr (GBytes) content = g_bytes_new_static ("内容", strlen ("内容"));
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;

  bulletin_bag_add (bag, "100%.txt", content);
  bulletin_bag_add (bag, "folder/empty.txt", empty);
  bulletin_bag_add_info (bag, "Source-Organization", "青禾市\n关工委");
  bulletin_bag_add_info (bag, "Contact-Name", NULL);
  first = bulletin_bag_write (bag, &error);
  second = bulletin_bag_write (bag, NULL);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));

  again = bulletin_bag_read (first, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bulletin_bag_get_name (again), ==, "GZ-2024-06");
  g_assert_cmpstr (bulletin_bag_get_info (again, "source-organization"), ==, "青禾市 关工委");
  g_assert_null (bulletin_bag_get_info (again, "Contact-Name"));
  g_assert_cmpstr (bulletin_bag_get_info (again, "Payload-Oxum"), ==, "6.2");
  paths = bulletin_bag_list (again);
  g_assert_cmpuint (paths->len, ==, 2);
  g_assert_true (g_bytes_equal (bulletin_bag_get (again, "100%.txt"), content));
}

static GBytes *
make_archive (const char *const *files)
{
  g_autoptr (BulletinZipWriter) writer = bulletin_zip_writer_new ();

  for (guint i = 0; files[i]; i += 2) {
    g_autoptr (GBytes) content = g_bytes_new_static (files[i + 1], strlen (files[i + 1]));

    g_assert_true (bulletin_zip_writer_add (writer, files[i], content, NULL));
  }
  return bulletin_zip_writer_finish (writer, NULL);
}

/* The bag of another program: other line ends, another algorithm, a folded label, a
 * star before the path, no tag manifest. */
static void
test_bags_of_others_are_read (void)
{
  static const char *const files[] = {
    "other/bagit.txt", "BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8\r\n",
    "other/bag-info.txt", "External-Description: one\r\n  and two\r\nPayload-Oxum: 3.1\r\n",
    "other/manifest-md5.txt", "900150983cd24fb0d6963f7d28e17f72 *data/abc.txt\r\n",
    "other/data/abc.txt", "abc",
    "other/notes.txt", "whatever",
    NULL
  };
  g_autoptr (GBytes) archive = make_archive (files);
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinBag) bag = bulletin_bag_read (archive, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (bulletin_bag_get_info (bag, "External-Description"), ==, "one and two");
}

static void
test_reading_can_be_stopped (void)
{
  g_autoptr (BulletinBag) bag = bulletin_bag_new ("x");
  g_autoptr (GBytes) content = g_bytes_new_static ("abc", 3);
  g_autoptr (GBytes) archive = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  bulletin_bag_add (bag, "abc.txt", content);
  archive = bulletin_bag_write (bag, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_null (bulletin_bag_read (archive, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bag/paths-are-encoded-for-a-list", test_paths_are_encoded_for_a_list);
  g_test_add_func ("/bag/a-bag-is-read-back", test_a_bag_is_read_back);
  g_test_add_func ("/bag/bags-of-others-are-read", test_bags_of_others_are_read);
  g_test_add_func ("/bag/reading-can-be-stopped", test_reading_can_be_stopped);
  return g_test_run ();
}
