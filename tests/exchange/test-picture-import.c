/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#include "bulletin-picture-import.h"
#include "bulletin-text-import.h"

#define RED    0xe01b24
#define GREEN  0x33d17a
#define BLUE   0x1a5fb4
#define YELLOW 0xf6d32d

static void
fill (GdkPixbuf *pixbuf,
      int x,
      int y,
      int width,
      int height,
      guint32 colour)
{
  g_autoptr (GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (pixbuf, x, y, width, height);

  gdk_pixbuf_fill (part, colour << 8 | 0xff);
}

/* Red at the upper left, then clockwise green, blue and yellow. */
static GdkPixbuf *
make_quarters (int width,
               int height)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  fill (pixbuf, 0, 0, width / 2, height / 2, RED);
  fill (pixbuf, width / 2, 0, width - width / 2, height / 2, GREEN);
  fill (pixbuf, width / 2, height / 2, width - width / 2, height - height / 2, BLUE);
  fill (pixbuf, 0, height / 2, width / 2, height - height / 2, YELLOW);

  return pixbuf;
}

static GBytes *
save (GdkPixbuf *pixbuf,
      const char *type)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, &error, NULL));
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

static GBytes *
make (int width,
      int height,
      const char *type)
{
  g_autoptr (GdkPixbuf) pixbuf = make_quarters (width, height);

  return save (pixbuf, type);
}

/* A JPEG with EXIF that has it turned, says where it was taken, and is followed by
 * something else. */
static GBytes *
add_exif (GBytes *jpeg,
          guint orientation)
{
  static const char note[] = "47.1234N 129.5678E camera of somebody";
  guint8 exif[] = { 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (guint8) orientation, 0, 0, 0, 0, 0, 0 };
  const gsize length = sizeof exif + sizeof note;
  const guint8 app1[] = { 0xff, 0xe1, (guint8) ((length + 2) >> 8), (guint8) (length + 2) };
  const guint8 comment[] = { 0xff, 0xfe, 0, 8, 's', 'e', 'c', 'r', 'e', 't' };
  GByteArray *bytes = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);

  g_byte_array_append (bytes, data, 2);
  g_byte_array_append (bytes, app1, sizeof app1);
  g_byte_array_append (bytes, exif, sizeof exif);
  g_byte_array_append (bytes, (const guint8 *) note, sizeof note);
  g_byte_array_append (bytes, comment, sizeof comment);
  g_byte_array_append (bytes, data + 2, (guint) size - 2);
  g_byte_array_append (bytes, (const guint8 *) "a film of 3 s", 13);

  return g_byte_array_free_to_bytes (bytes);
}

static BulletinPicture *
import (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  BulletinPicture *picture = bulletin_picture_import_bytes (bytes, "图.jpg", NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (picture);

  return picture;
}

static GdkPixbuf *
unpack (const BulletinPicture *picture)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type (picture->media_type, NULL);
  GdkPixbuf *pixbuf;

  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, picture->content, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, (int) picture->width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, (int) picture->height);

  return g_object_ref (pixbuf);
}

/* JPEG changes colours a little. */
static void
assert_colour (GdkPixbuf *pixbuf,
               double x,
               double y,
               guint32 colour)
{
  const guchar *pixel = gdk_pixbuf_read_pixels (pixbuf) +
                        (int) (y * gdk_pixbuf_get_height (pixbuf)) * gdk_pixbuf_get_rowstride (pixbuf) +
                        (int) (x * gdk_pixbuf_get_width (pixbuf)) * gdk_pixbuf_get_n_channels (pixbuf);

  for (int i = 0; i < 3; i++)
    g_assert_cmpint (ABS ((int) pixel[i] - (int) (colour >> (16 - 8 * i) & 0xff)), <=, 12);
}

static gboolean
has_bytes (GBytes *bytes,
           const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, text, strlen (text)) != NULL;
}

static void
assert_refused (GBytes *bytes,
                int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinPicture) picture = bulletin_picture_import_bytes (bytes, "图.png", NULL, &error);

  g_assert_null (picture);
  if (code >= 0)
    g_assert_error (error, BULLETIN_EXCHANGE_ERROR, code);
  g_assert_nonnull (error);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_nonnull (strstr (error->message, "图.png"));
}

static void
test_metadata_goes_and_pixels_stay (void)
{
  g_autoptr (GBytes) plain = make (320, 200, "jpeg");
  g_autoptr (GBytes) bytes = add_exif (plain, 1);
  g_autoptr (BulletinPicture) picture = import (bytes);
  g_autoptr (GdkPixbuf) before = NULL;
  g_autoptr (GdkPixbuf) after = unpack (picture);
  g_autoptr (BulletinPicture) again = NULL;
  BulletinPicture original = { NULL, (char *) "image/jpeg", plain, 320, 200 };

  g_assert_true (has_bytes (bytes, "camera"));
  g_assert_cmpstr (picture->media_type, ==, "image/jpeg");
  g_assert_false (has_bytes (picture->content, "Exif"));
  g_assert_false (has_bytes (picture->content, "camera"));
  g_assert_false (has_bytes (picture->content, "secret"));
  g_assert_false (has_bytes (picture->content, "film"));

  /* Not packed anew: byte for byte the same pixels. */
  before = unpack (&original);
  g_assert_cmpmem (gdk_pixbuf_read_pixels (before), gdk_pixbuf_get_byte_length (before),
                   gdk_pixbuf_read_pixels (after), gdk_pixbuf_get_byte_length (after));
  again = import (picture->content);
  g_assert_true (g_bytes_equal (again->content, picture->content));
}

/* A PNG chunk with its checksum. */
static void
append_chunk (GByteArray *png,
              const char *type,
              const guint8 *data,
              guint size)
{
  guint32 length = GUINT32_TO_BE (size);
  guint32 crc = 0xffffffff;
  guint start = png->len + 4;

  g_byte_array_append (png, (const guint8 *) &length, 4);
  g_byte_array_append (png, (const guint8 *) type, 4);
  g_byte_array_append (png, data, size);
  for (guint i = start; i < png->len; i++) {
    crc ^= png->data[i];
    for (int k = 0; k < 8; k++)
      crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
  }
  crc = GUINT32_TO_BE (~crc);
  g_byte_array_append (png, (const guint8 *) &crc, 4);
}

static void
test_metadata_of_png_goes (void)
{
  g_autoptr (GBytes) plain = make (120, 80, "png");
  GByteArray *array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BulletinPicture) picture = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (plain, &size);

  g_byte_array_append (array, data, 33);
  append_chunk (array, "tEXt", (const guint8 *) "Author\0somebody", 15);
  append_chunk (array, "tIME", (const guint8 *) "\x07\xe8\x06\x11\x0a\x00\x00", 7);
  g_byte_array_append (array, data + 33, (guint) size - 33);
  g_byte_array_append (array, (const guint8 *) "behind the end", 14);
  bytes = g_byte_array_free_to_bytes (array);

  picture = import (bytes);
  g_assert_cmpstr (picture->media_type, ==, "image/png");
  g_assert_false (has_bytes (picture->content, "somebody"));
  g_assert_false (has_bytes (picture->content, "tIME"));
  g_assert_false (has_bytes (picture->content, "behind"));
  g_object_unref (unpack (picture));
}

/* Where the upper left, upper right and lower left of what is stored come to
 * stand: EXIF 2.32, 4.6.4 A. */
static void
test_orientation_is_applied (void)
{
  static const guint32 expected[][4] = {
    /* upper left, upper right, lower right, lower left */
    [1] = { RED, GREEN, BLUE, YELLOW },
    [2] = { GREEN, RED, YELLOW, BLUE },
    [3] = { BLUE, YELLOW, RED, GREEN },
    [4] = { YELLOW, BLUE, GREEN, RED },
    [5] = { RED, YELLOW, BLUE, GREEN },
    [6] = { YELLOW, RED, GREEN, BLUE },
    [7] = { BLUE, GREEN, RED, YELLOW },
    [8] = { GREEN, BLUE, YELLOW, RED },
  };
  g_autoptr (GBytes) plain = make (320, 160, "jpeg");

  for (guint orientation = 1; orientation <= 8; orientation++) {
    g_autoptr (GBytes) bytes = add_exif (plain, orientation);
    g_autoptr (BulletinPicture) picture = import (bytes);
    g_autoptr (GdkPixbuf) pixbuf = unpack (picture);

    g_assert_cmpuint (picture->width, ==, orientation < 5 ? 320 : 160);
    assert_colour (pixbuf, 0.2, 0.2, expected[orientation][0]);
    assert_colour (pixbuf, 0.8, 0.2, expected[orientation][1]);
    assert_colour (pixbuf, 0.8, 0.8, expected[orientation][2]);
    assert_colour (pixbuf, 0.2, 0.8, expected[orientation][3]);
    g_assert_false (has_bytes (picture->content, "camera"));
  }
}

static void
test_large_pictures_become_as_large_as_paper_needs (void)
{
  static const struct
  {
    int width, height;
    guint new_width, new_height;
  } cases[] = {
    { 4000, 3000, 1843, 1382 },
    { 1843, 1000, 1843, 1000 },
    { 1000, 5000, 531, 2657 },
    { 9000, 10, 1843, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    for (guint k = 0; k < 2; k++) {
      g_autoptr (GBytes) bytes = make (cases[i].width, cases[i].height, k == 0 ? "png" : "jpeg");
      g_autoptr (BulletinPicture) picture = import (bytes);
      g_autoptr (GdkPixbuf) pixbuf = unpack (picture);

      g_assert_cmpuint (picture->width, ==, cases[i].new_width);
      g_assert_cmpuint (picture->height, ==, cases[i].new_height);
      if (picture->height > 100)
        assert_colour (pixbuf, 0.8, 0.8, BLUE);
    }
  }
}

static void
test_other_formats_become_png_or_jpeg (void)
{
  static const char *const types[] = { "bmp", "tiff" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (GBytes) bytes = make (64, 48, types[i]);
    g_autoptr (BulletinPicture) picture = import (bytes);
    g_autoptr (GdkPixbuf) pixbuf = unpack (picture);

    g_assert_cmpstr (picture->media_type, ==, "image/png");
    assert_colour (pixbuf, 0.8, 0.2, GREEN);
  }
}

/* Ten thousand pictures of one dot, of which one is unpacked. */
static void
test_film_gives_its_first_picture (void)
{
  static const guint8 head[] = { 'G', 'I', 'F', '8', '9', 'a', 2, 0, 2, 0, 0x80, 0, 0, 0xe0, 0x1b, 0x24, 0, 0, 0 };
  static const guint8 frame[] = { 0x21, 0xf9, 4, 0, 1, 0, 0, 0, 0x2c, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2, 3, 0x04, 0x00, 0x05, 0 };
  GByteArray *gif = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BulletinPicture) picture = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_byte_array_append (gif, head, sizeof head);
  for (guint i = 0; i < 10000; i++)
    g_byte_array_append (gif, frame, sizeof frame);
  g_byte_array_append (gif, (const guint8 *) ";", 1);
  bytes = g_byte_array_free_to_bytes (gif);

  picture = import (bytes);
  pixbuf = unpack (picture);
  g_assert_cmpuint (picture->width, ==, 2);
  assert_colour (pixbuf, 0, 0, RED);
}

static void
test_drawings_are_refused (void)
{
  static const char *const drawings[] = {
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
    "<?xml version=\"1.0\"?>\n<!DOCTYPE svg [<!ENTITY a \"b\">]>\n<svg/>",
    "\xef\xbb\xbf  \n<svg/>",
    "<html><script>alert(1)</script></html>",
    "\x1f\x8b\x08packed",
  };

  for (guint i = 0; i < G_N_ELEMENTS (drawings); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (drawings[i], strlen (drawings[i]));

    assert_refused (bytes, BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT);
  }
}

static void
test_what_is_no_picture_is_refused (void)
{
  static const char *const texts[] = { "", "一段文字", "%PDF-1.7", "BM", "\xff\xd8\xff", "GIF89a", "\211PNG\r\n\032\n", "RIFF\xff\xff\xff\xffWEBPVP8 ", "II*" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

    assert_refused (bytes, -1);
  }
}

static void
test_truncated_files_are_refused (void)
{
  static const char *const types[] = { "png", "jpeg", "bmp", "tiff" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (GBytes) whole = make (90, 70, types[i]);
    gsize size = g_bytes_get_size (whole);

    for (gsize length = 0; length < size; length += 1 + size / 150) {
      g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (whole, 0, length);

      assert_refused (bytes, -1);
    }
  }
}

/* Whatever the bytes are, there is a picture or a sentence. */
static void
test_damaged_files_do_no_harm (void)
{
  static const char *const types[] = { "png", "jpeg", "bmp", "tiff" };

  for (guint round = 0; round < 1500; round++) {
    g_autoptr (GBytes) whole = make (40, 30, types[round % G_N_ELEMENTS (types)]);
    gsize size;
    guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&whole), &size);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (BulletinPicture) picture = NULL;
    g_autoptr (GError) error = NULL;

    for (int i = g_test_rand_int_range (1, 8); i > 0; i--)
      data[g_test_rand_int_range (0, (gint32) MIN (size, 400))] = (guint8) g_test_rand_int ();
    bytes = g_bytes_new_take (data, size);
    picture = bulletin_picture_import_bytes (bytes, "图.png", NULL, &error);
    g_assert_true ((picture == NULL) == (error != NULL));
    if (picture != NULL)
      g_object_unref (unpack (picture));
  }
}

/* A JPEG of one grey, of any size: each block of 8 × 8 is two bits. */
static GBytes *
make_huge_jpeg (guint width,
                guint height)
{
  const guint8 frame[] = { 0xff, 0xc0, 0, 11, 8, (guint8) (height >> 8), (guint8) height, (guint8) (width >> 8), (guint8) width, 1, 1, 0x11, 0 };
  static const guint8 dc[] = { 0xff, 0xc4, 0, 20, 0x00, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
  static const guint8 ac[] = { 0xff, 0xc4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
  static const guint8 scan[] = { 0xff, 0xda, 0, 8, 1, 1, 0x00, 0, 63, 0 };
  GByteArray *jpeg = g_byte_array_new ();
  guint n_blocks = ((width + 7) / 8) * ((height + 7) / 8);
  guint start;

  g_byte_array_append (jpeg, (const guint8 *) "\xff\xd8\xff\xdb\0\x43\0", 7);
  for (guint i = 0; i < 64; i++)
    g_byte_array_append (jpeg, (const guint8 *) "\x10", 1);
  g_byte_array_append (jpeg, frame, sizeof frame);
  g_byte_array_append (jpeg, dc, sizeof dc);
  g_byte_array_append (jpeg, ac, sizeof ac);
  g_byte_array_append (jpeg, scan, sizeof scan);
  start = jpeg->len;
  g_byte_array_set_size (jpeg, start + n_blocks / 4 + 1);
  memset (jpeg->data + start, 0, n_blocks / 4 + 1);
  g_byte_array_append (jpeg, (const guint8 *) "\xff\xd9", 2);

  return g_byte_array_free_to_bytes (jpeg);
}

static glong
get_peak_memory (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);

  return usage.ru_maxrss / 1024;
}

static void
test_huge_jpeg_takes_little_memory (void)
{
  g_autoptr (GBytes) bytes = make_huge_jpeg (14000, 14000);
  glong before = get_peak_memory ();
  g_autoptr (BulletinPicture) picture = import (bytes);

  g_assert_cmpuint (picture->width, ==, 1843);
  g_test_message ("196 megapixels took %ld MB", get_peak_memory () - before);
  g_assert_cmpint (get_peak_memory () - before, <, 120);
}

static void
test_too_many_pixels_are_refused (void)
{
  static const guint8 header[] = { 0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20, 8, 2, 0, 0, 0 }; /* 20000 × 20000 */
  static const guint8 bmp_header[] = { 'B', 'M', 0, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 0x20, 0x4e, 0, 0, 0x20, 0x4e, 0, 0, 1, 0, 24, 0 };
  static const guint8 gif[] = { 'G', 'I', 'F', '8', '9', 'a', 0x20, 0x4e, 0x20, 0x4e, 0, 0, 0, 0x2c, 0, 0, 0, 0, 0x20, 0x4e, 0x20, 0x4e, 0, 2, 3, 0x84, 0x8f, 0x05, 0, ';' };
  GByteArray *array = g_byte_array_new ();
  g_autoptr (GBytes) jpeg = make_huge_jpeg (20000, 20000);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) bmp = NULL;
  g_autoptr (GBytes) film = g_bytes_new_static (gif, sizeof gif);
  g_autofree guint8 *bmp_data = g_malloc0 (4096);
  glong before;

  g_byte_array_append (array, (const guint8 *) "\211PNG\r\n\032\n", 8);
  append_chunk (array, "IHDR", header, sizeof header);
  append_chunk (array, "IDAT", (const guint8 *) "x\x9c\x63\0\0\0\1\0\1", 9);
  append_chunk (array, "IEND", NULL, 0);
  png = g_byte_array_free_to_bytes (array);
  memcpy (bmp_data, bmp_header, sizeof bmp_header);
  bmp = g_bytes_new (bmp_data, 4096);

  before = get_peak_memory ();
  assert_refused (png, BULLETIN_EXCHANGE_ERROR_TOO_LARGE);
  assert_refused (jpeg, BULLETIN_EXCHANGE_ERROR_TOO_LARGE);
  assert_refused (bmp, BULLETIN_EXCHANGE_ERROR_TOO_LARGE);
  assert_refused (film, BULLETIN_EXCHANGE_ERROR_TOO_LARGE);
  g_assert_cmpint (get_peak_memory () - before, <, 20);
}

static void
test_file_size_is_limited (void)
{
  g_autofree char *zeros = g_malloc0 (BULLETIN_PICTURE_MAX_BYTES + 1);
  g_autoptr (GBytes) bytes = g_bytes_new_static (zeros, BULLETIN_PICTURE_MAX_BYTES + 1);

  assert_refused (bytes, BULLETIN_EXCHANGE_ERROR_TOO_LARGE);
}

static void
test_work_can_be_cancelled (void)
{
  g_autoptr (GBytes) bytes = make (400, 300, "jpeg");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (bulletin_picture_import_bytes (bytes, "图.jpg", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_file_is_read_and_missing_file_says_so (void)
{
  g_autofree char *folder = g_dir_make_tmp ("bulletin-picture-XXXXXX", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "站点 揭牌.jpg", NULL);
  g_autoptr (GFile) missing = g_file_new_build_filename (folder, "无.jpg", NULL);
  g_autoptr (GBytes) bytes = make (64, 48, "jpeg");
  g_autoptr (BulletinPicture) picture = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_file_replace_contents (file, data, size, NULL, FALSE, 0, NULL, NULL, NULL));
  picture = bulletin_picture_import_file (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (picture->name, ==, "站点 揭牌.jpg");
  g_assert_null (bulletin_picture_import_file (missing, NULL, &error));
  g_assert_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_NOT_FOUND);
  g_file_delete (file, NULL, NULL);
  g_remove (folder);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  /* First, while little memory was ever taken. */
  g_test_add_func ("/picture-import/too-many-pixels-are-refused", test_too_many_pixels_are_refused);
  g_test_add_func ("/picture-import/huge-jpeg-takes-little-memory", test_huge_jpeg_takes_little_memory);
  g_test_add_func ("/picture-import/metadata-goes-and-pixels-stay", test_metadata_goes_and_pixels_stay);
  g_test_add_func ("/picture-import/metadata-of-png-goes", test_metadata_of_png_goes);
  g_test_add_func ("/picture-import/orientation-is-applied", test_orientation_is_applied);
  g_test_add_func ("/picture-import/large-pictures-become-as-large-as-paper-needs", test_large_pictures_become_as_large_as_paper_needs);
  g_test_add_func ("/picture-import/other-formats-become-png-or-jpeg", test_other_formats_become_png_or_jpeg);
  g_test_add_func ("/picture-import/film-gives-its-first-picture", test_film_gives_its_first_picture);
  g_test_add_func ("/picture-import/drawings-are-refused", test_drawings_are_refused);
  g_test_add_func ("/picture-import/what-is-no-picture-is-refused", test_what_is_no_picture_is_refused);
  g_test_add_func ("/picture-import/truncated-files-are-refused", test_truncated_files_are_refused);
  g_test_add_func ("/picture-import/damaged-files-do-no-harm", test_damaged_files_do_no_harm);
  g_test_add_func ("/picture-import/file-size-is-limited", test_file_size_is_limited);
  g_test_add_func ("/picture-import/work-can-be-cancelled", test_work_can_be_cancelled);
  g_test_add_func ("/picture-import/file-is-read-and-missing-file-says-so", test_file_is_read_and_missing_file_says_so);

  return g_test_run ();
}
