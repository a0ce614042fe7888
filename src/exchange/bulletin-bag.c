/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-bag-private.h"

#include <string.h>

#include "bulletin-zip-writer.h"

typedef struct
{
  char *label;
  char *value;
} Info;

static void
info_clear (gpointer data)
{
  Info *info = data;

  g_free (info->label);
  g_free (info->value);
}

/**
 * bulletin_bag_new:
 * @name: the folder that it unpacks to
 *
 * Returns: (transfer full): a bag with nothing in it
 */
BulletinBag *
bulletin_bag_new (const char *name)
{
  BulletinBag *self = g_new0 (BulletinBag, 1);

  self->name = g_strdup (name);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->info = g_array_new (FALSE, FALSE, sizeof (Info));
  g_array_set_clear_func (self->info, info_clear);
  return self;
}

/**
 * bulletin_bag_free:
 * @self: (nullable) (transfer full): a bag
 */
void
bulletin_bag_free (BulletinBag *self)
{
  if (!self)
    return;

  g_free (self->name);
  g_hash_table_unref (self->files);
  g_array_unref (self->info);
  g_free (self);
}

/**
 * bulletin_bag_get_name:
 * @self: a bag
 *
 * Returns: (transfer none): the folder that it unpacks to
 */
const char *
bulletin_bag_get_name (BulletinBag *self)
{
  return self->name;
}

/**
 * bulletin_bag_add_info:
 * @self: a bag
 * @label: a label of bag-info.txt, such as `Source-Organization`
 * @value: (nullable): its value; line ends in it become spaces, and nothing is added
 *   for one that is empty
 */
void
bulletin_bag_add_info (BulletinBag *self,
                       const char *label,
                       const char *value)
{
  Info info;

  if (!value || !*value)
    return;
  info.label = g_strdup (label);
  info.value = g_strstrip (g_strdelimit (g_strdup (value), "\r\n", ' '));
  g_array_append_val (self->info, info);
}

/**
 * bulletin_bag_get_info:
 * @self: a bag
 * @label: a label, in any case
 *
 * Returns: (transfer none) (nullable): its first value
 */
const char *
bulletin_bag_get_info (BulletinBag *self,
                       const char *label)
{
  for (guint i = 0; i < self->info->len; i++) {
    const Info *info = &g_array_index (self->info, Info, i);

    if (g_ascii_strcasecmp (info->label, label) == 0)
      return info->value;
  }
  return NULL;
}

/**
 * bulletin_bag_add:
 * @self: a bag
 * @path: where the file is within data/
 * @content: the file
 */
void
bulletin_bag_add (BulletinBag *self,
                  const char *path,
                  GBytes *content)
{
  g_hash_table_insert (self->files, g_strdup (path), g_bytes_ref (content));
}

/**
 * bulletin_bag_get:
 * @self: a bag
 * @path: where the file is within data/
 *
 * Returns: (transfer none) (nullable): the file
 */
GBytes *
bulletin_bag_get (BulletinBag *self,
                  const char *path)
{
  return g_hash_table_lookup (self->files, path);
}

/**
 * bulletin_bag_list:
 * @self: a bag
 *
 * Returns: (transfer full) (element-type utf8): the paths of its files within data/,
 *   sorted by their bytes
 */
GPtrArray *
bulletin_bag_list (BulletinBag *self)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_ptr_array_add (paths, g_strdup (path));
  g_ptr_array_sort_values (paths, (GCompareFunc) strcmp);
  return paths;
}

/**
 * bulletin_bag_encode_path:
 * @path: a path
 *
 * Returns: (transfer full): the path as a line of a manifest can hold it: a line feed,
 *   a carriage return and a per cent sign as %0A, %0D and %25 (RFC 8493, 2.1.3)
 */
char *
bulletin_bag_encode_path (const char *path)
{
  GString *text = g_string_new (NULL);

  for (; *path; path++) {
    if (*path == '\n')
      g_string_append (text, "%0A");
    else if (*path == '\r')
      g_string_append (text, "%0D");
    else if (*path == '%')
      g_string_append (text, "%25");
    else
      g_string_append_c (text, *path);
  }
  return g_string_free_and_steal (text);
}

/**
 * bulletin_bag_decode_path:
 * @text: what a manifest has
 *
 * Returns: (transfer full): the path; other per cent signs are left as they are
 */
char *
bulletin_bag_decode_path (const char *text)
{
  GString *path = g_string_new (NULL);

  while (*text) {
    if (g_ascii_strncasecmp (text, "%0A", 3) == 0)
      g_string_append_c (path, '\n');
    else if (g_ascii_strncasecmp (text, "%0D", 3) == 0)
      g_string_append_c (path, '\r');
    else if (strncmp (text, "%25", 3) == 0)
      g_string_append_c (path, '%');
    else {
      g_string_append_c (path, *text++);
      continue;
    }
    text += 3;
  }
  return g_string_free_and_steal (path);
}

static void
add_line (GString *manifest,
          const char *path,
          GBytes *content)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  g_autofree char *encoded = bulletin_bag_encode_path (path);

  /* Two spaces, as sha256sum reads it too. */
  g_string_append_printf (manifest, "%s  %s\n", hash, encoded);
}

static char *
write_info (BulletinBag *self)
{
  GString *text = g_string_new (NULL);
  guint64 n_bytes = 0;
  GHashTableIter iter;
  gpointer content;

  for (guint i = 0; i < self->info->len; i++) {
    const Info *info = &g_array_index (self->info, Info, i);

    g_string_append_printf (text, "%s: %s\n", info->label, info->value);
  }
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &content))
    n_bytes += g_bytes_get_size (content);
  g_string_append_printf (text, "Payload-Oxum: %" G_GUINT64_FORMAT ".%u\n", n_bytes, g_hash_table_size (self->files));
  return g_string_free_and_steal (text);
}

static gboolean
add_entry (BulletinZipWriter *writer,
           BulletinBag *self,
           const char *path,
           GBytes *content,
           GError **error)
{
  g_autofree char *name = g_strconcat (self->name, "/", path, NULL);

  return bulletin_zip_writer_add (writer, name, content, error);
}

/* A tag file goes into the archive and, if there is one, into the tag manifest. */
static gboolean
add_tag_file (BulletinZipWriter *writer,
              BulletinBag *self,
              const char *path,
              char *text,
              GString *manifest,
              GError **error)
{
  g_autoptr (GBytes) content = g_bytes_new_take (text, strlen (text));

  if (manifest)
    add_line (manifest, path, content);
  return add_entry (writer, self, path, content, error);
}

/**
 * bulletin_bag_write:
 * @self: a bag
 * @error: return location for an error
 *
 * Writes the bag as a ZIP archive with one folder: the tag files, a manifest of the
 * payload and one of the tag files with SHA-256, and the payload in data/. The same
 * bag gives the same bytes. Any thread.
 *
 * Returns: (transfer full) (nullable): the archive, or %NULL with
 *   %BULLETIN_EXCHANGE_ERROR_FAILED
 */
GBytes *
bulletin_bag_write (BulletinBag *self,
                    GError **error)
{
  g_autoptr (BulletinZipWriter) writer = bulletin_zip_writer_new ();
  g_autoptr (GPtrArray) paths = bulletin_bag_list (self);
  g_autoptr (GString) manifest = g_string_new (NULL);
  g_autoptr (GString) tag_manifest = g_string_new (NULL);

  for (guint i = 0; i < paths->len; i++) {
    g_autofree char *path = g_strconcat ("data/", (const char *) paths->pdata[i], NULL);

    add_line (manifest, path, bulletin_bag_get (self, paths->pdata[i]));
  }
  if (!add_tag_file (writer, self, "bagit.txt", g_strdup (BULLETIN_BAG_DECLARATION), tag_manifest, error) ||
      !add_tag_file (writer, self, "bag-info.txt", write_info (self), tag_manifest, error) ||
      !add_tag_file (writer, self, "manifest-sha256.txt", g_strdup (manifest->str), tag_manifest, error) ||
      !add_tag_file (writer, self, "tagmanifest-sha256.txt", g_strdup (tag_manifest->str), NULL, error))
    return NULL;

  for (guint i = 0; i < paths->len; i++) {
    g_autofree char *path = g_strconcat ("data/", (const char *) paths->pdata[i], NULL);

    if (!add_entry (writer, self, path, bulletin_bag_get (self, paths->pdata[i]), error))
      return NULL;
  }
  return bulletin_zip_writer_finish (writer, error);
}
