/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-bag-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-text-import.h"
#include "bulletin-zip-reader.h"

/* A year of a weekly with pictures stays well below; all of it is in memory. */
static const BulletinZipLimits limits = {
  .max_packed = 512 * 1024 * 1024,
  .max_entries = 20000,
  .max_unpacked = 1024 * 1024 * 1024,
  .max_ratio = 100,
};

/* The algorithms of manifests that are known here. */
static const struct
{
  const char *name;
  GChecksumType type;
} algorithms[] = {
  { "md5", G_CHECKSUM_MD5 },
  { "sha1", G_CHECKSUM_SHA1 },
  { "sha256", G_CHECKSUM_SHA256 },
  { "sha384", G_CHECKSUM_SHA384 },
  { "sha512", G_CHECKSUM_SHA512 },
};

/* A checksum and a path, three bytes for each that is written as %0A. */
#define MAX_LINE (256 + 3 * BULLETIN_ZIP_MAX_NAME)

typedef struct
{
  BulletinBag *bag;
  GHashTable *files; /* path in the bag's folder → GBytes (transfer none) */
} Reading;

/* What is shown of a path is one line. */
static gboolean
refuse (GError **error,
        const char *format,
        ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error,
        const char *format,
        ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID, g_strdelimit (message, "\r\n\t", ' '));
  return FALSE;
}

/* A tag file as lines, however they end (RFC 8493, 2.1.3: CR, LF or both). */
static char **
read_lines (Reading *self,
            const char *path,
            GError **error)
{
  GBytes *content = g_hash_table_lookup (self->files, path);
  gsize size = 0;
  const char *data;
  g_autoptr (GString) text = NULL;

  if (!content) {
    refuse (error, _ ("“%s” is missing from the package. Copy or send it again."), path);
    return NULL;
  }
  data = g_bytes_get_data (content, &size);
  if (size > 0 && !g_utf8_validate_len (data, size, NULL)) {
    refuse (error, _ ("“%s” in the package is no text in UTF-8. Copy or send it again."), path);
    return NULL;
  }
  text = g_string_new_len (data, (gssize) size);
  g_string_replace (text, "\r\n", "\n", 0);
  g_string_replace (text, "\r", "\n", 0);
  return g_strsplit (text->str, "\n", -1);
}

static gboolean
check_declaration (Reading *self,
                   GError **error)
{
  g_auto (GStrv) lines = read_lines (self, "bagit.txt", error);

  if (!lines)
    return FALSE;
  /* Two lines and no more; 0.97 is the draft that many bags are of. */
  if (g_strv_length (lines) < 2 || g_strv_length (lines) > 3 || (lines[2] && *lines[2]) ||
      (strcmp (lines[0], "BagIt-Version: 1.0") != 0 && strcmp (lines[0], "BagIt-Version: 0.97") != 0))
    return refuse (error, _ ("The file is no archive package: its bagit.txt does not name a version of BagIt that is known. A newer version of the program may know it."));
  if (g_ascii_strcasecmp (lines[1], "Tag-File-Character-Encoding: UTF-8") != 0)
    return refuse (error, _ ("The package’s own files are not in UTF-8. Ask for one that is."));
  return TRUE;
}

/* bag-info.txt: labels with values that may go on over indented lines. */
static gboolean
read_info (Reading *self,
           GError **error)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GString) value = g_string_new (NULL);

  if (!g_hash_table_contains (self->files, "bag-info.txt"))
    return TRUE;
  lines = read_lines (self, "bag-info.txt", error);
  if (!lines)
    return FALSE;

  for (guint i = 0;; i++) {
    const char *line = lines[i];
    const char *colon;

    if (line && (*line == ' ' || *line == '\t') && label) {
      g_string_append_printf (value, " %s", g_strstrip (lines[i]));
      continue;
    }
    if (label)
      bulletin_bag_add_info (self->bag, label, value->str);
    g_clear_pointer (&label, g_free);
    if (!line)
      return TRUE;
    if (!*line)
      continue;
    colon = strchr (line, ':');
    if (!colon || colon == line)
      return refuse (error, _ ("bag-info.txt in the package has a line that says nothing. Copy or send the package again."));
    label = g_strndup (line, colon - line);
    g_string_assign (value, colon + 1);
  }
}

static gboolean
check_line (Reading *self,
            const char *line,
            GChecksumType type,
            gboolean is_payload,
            GHashTable *seen,
            GError **error)
{
  const gsize length = strcspn (line, " \t");
  const char *rest = line + length;
  g_autofree char *expected = g_ascii_strdown (line, (gssize) length);
  g_autofree char *found = NULL;
  char *path;
  GBytes *content;

  if (strlen (line) > MAX_LINE)
    return refuse (error, _ ("A list of checksums in the package has a line that is too long. Do not use this package."));
  rest += strspn (rest, " \t");
  /* The star with which some programs mark a binary file. */
  if (*rest == '*')
    rest++;
  if (g_str_has_prefix (rest, "./"))
    rest += 2;
  path = bulletin_bag_decode_path (rest);
  if (!g_hash_table_add (seen, path))
    return refuse (error, _ ("A list of checksums in the package names “%s” twice. Do not use this package."), path);
  if (g_str_has_prefix (path, "data/") != is_payload)
    return refuse (error, _ ("A list of checksums in the package names “%s”, which does not belong in it. Do not use this package."), path);
  content = g_hash_table_lookup (self->files, path);
  if (!content)
    return refuse (error, _ ("“%s” is missing from the package. Copy or send it again."), path);
  found = g_compute_checksum_for_bytes (type, content);
  if (strcmp (found, expected) != 0)
    return refuse (error, _ ("“%s” in the package was changed: its checksum is wrong. Copy or send it again."), path);
  return TRUE;
}

/* Whether all that the manifest names is there and right. @seen takes the paths. */
static gboolean
check_manifest (Reading *self,
                const char *path,
                GChecksumType type,
                gboolean is_payload,
                GHashTable *seen,
                GCancellable *cancellable,
                GError **error)
{
  g_auto (GStrv) lines = read_lines (self, path, error);

  for (guint i = 0; lines && lines[i]; i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (*lines[i] && !check_line (self, lines[i], type, is_payload, seen, error))
      return FALSE;
  }
  return lines != NULL;
}

/* Every payload manifest names the whole payload (RFC 8493, 3). */
static gboolean
check_complete (Reading *self,
                GHashTable *seen,
                GError **error)
{
  GHashTableIter iter;
  const char *path;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, NULL)) {
    if (g_str_has_prefix (path, "data/") && !g_hash_table_contains (seen, path))
      return refuse (error, _ ("“%s” is in the package but not in its list. Do not use this package."), path);
  }
  return TRUE;
}

/* The tag files that are not manifests are known, and those of ours are vouched for. */
static gboolean
check_tag_files (Reading *self,
                 GHashTable *vouched,
                 GError **error)
{
  GHashTableIter iter;
  const char *path;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, NULL)) {
    if (g_str_has_prefix (path, "data/") || g_str_has_prefix (path, "tagmanifest-"))
      continue;
    if (!g_hash_table_contains (vouched, path))
      return refuse (error, _ ("“%s” is in the package but not in its list. Do not use this package."), path);
  }
  return TRUE;
}

static gboolean
check_manifests (Reading *self,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GHashTable) vouched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_manifests = 0, n_tag_manifests = 0;

  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++) {
    g_autofree char *manifest = g_strdup_printf ("manifest-%s.txt", algorithms[i].name);
    g_autofree char *tag_manifest = g_strdup_printf ("tagmanifest-%s.txt", algorithms[i].name);

    if (g_hash_table_contains (self->files, manifest)) {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      n_manifests++;
      if (!check_manifest (self, manifest, algorithms[i].type, TRUE, seen, cancellable, error) ||
          !check_complete (self, seen, error))
        return FALSE;
    }
    if (g_hash_table_contains (self->files, tag_manifest)) {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      GHashTableIter iter;
      gpointer path;

      n_tag_manifests++;
      if (!check_manifest (self, tag_manifest, algorithms[i].type, FALSE, seen, cancellable, error))
        return FALSE;
      g_hash_table_iter_init (&iter, seen);
      while (g_hash_table_iter_next (&iter, &path, NULL))
        g_hash_table_add (vouched, g_strdup (path));
    }
  }
  if (n_manifests == 0)
    return refuse (error, _ ("The package has no list of checksums, or none of a kind that is known. Ask for one with manifest-sha256.txt."));
  return n_tag_manifests == 0 || check_tag_files (self, vouched, error);
}

/* Bytes and files of the payload, a quick proof that it is whole (RFC 8493, 2.2.2). */
static gboolean
check_oxum (Reading *self,
            GError **error)
{
  const char *stated = bulletin_bag_get_info (self->bag, "Payload-Oxum");
  g_autofree char *found = NULL;
  guint64 n_bytes = 0;
  GHashTableIter iter;
  gpointer content;

  if (!stated)
    return TRUE;
  g_hash_table_iter_init (&iter, self->bag->files);
  while (g_hash_table_iter_next (&iter, NULL, &content))
    n_bytes += g_bytes_get_size (content);
  found = g_strdup_printf ("%" G_GUINT64_FORMAT ".%u", n_bytes, g_hash_table_size (self->bag->files));
  return strcmp (stated, found) == 0 ||
         refuse (error, _ ("The package does not hold as much as it says (Payload-Oxum). Copy or send it again."));
}

static gboolean
check (Reading *self,
       GCancellable *cancellable,
       GError **error)
{
  if (!check_declaration (self, error))
    return FALSE;
  if (g_hash_table_contains (self->files, "fetch.txt"))
    return refuse (error, _ ("The package leaves files to be fetched from a network, which is never done. Ask for one that is complete."));
  return read_info (self, error) &&
         check_manifests (self, cancellable, error) &&
         check_oxum (self, error);
}

/**
 * bulletin_bag_read:
 * @bytes: a file from outside
 * @cancellable: (nullable): stops the reading
 * @error: return location for an error
 *
 * Reads a bag out of a ZIP archive, in memory and within limits, and checks it: that
 * it is one folder with a declaration, that every file of the payload is in every
 * manifest and the other way round, that all checksums are right and that there is
 * as much as it says. Any thread.
 *
 * Returns: (transfer full) (nullable): the bag, or %NULL with one sentence that says
 *   what is wrong
 */
BulletinBag *
bulletin_bag_read (GBytes *bytes,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) entries = bulletin_zip_read (bytes, &limits, cancellable, error);
  g_autoptr (GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (BulletinBag) bag = NULL;
  Reading reading = { NULL, files };

  if (!entries)
    return NULL;
  for (guint i = 0; i < entries->len; i++) {
    const BulletinZipEntry *entry = entries->pdata[i];
    const char *slash = strchr (entry->name, '/');
    g_autofree char *folder = slash ? g_strndup (entry->name, slash - entry->name) : NULL;

    if (!bag && folder)
      bag = bulletin_bag_new (folder);
    if (!folder || strcmp (folder, bag->name) != 0) {
      refuse (error, _ ("The file is no archive package: a package holds one folder and nothing beside it."));
      return NULL;
    }
    g_hash_table_insert (files, (char *) slash + 1, entry->content);
    if (g_str_has_prefix (slash + 1, "data/"))
      bulletin_bag_add (bag, slash + 1 + strlen ("data/"), entry->content);
  }
  if (!bag) {
    refuse (error, _ ("The file is no archive package: it is empty."));
    return NULL;
  }
  reading.bag = bag;
  return check (&reading, cancellable, error) ? g_steal_pointer (&bag) : NULL;
}
