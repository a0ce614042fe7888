/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-zip-reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-text-import.h"

#define CHUNK (64 * 1024)

typedef struct
{
  struct archive *archive;
  const BulletinZipLimits *limits;
  gsize packed;
  gsize unpacked;
  guint n_entries;
  GHashTable *names; /* (element-type utf8): folded, those seen */
} Reader;

void
bulletin_zip_entry_free (BulletinZipEntry *self)
{
  g_free (self->name);
  g_bytes_unref (self->content);
  g_free (self);
}

/* What is shown of a name is text, and one line. */
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
  g_autofree char *valid = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  valid = g_utf8_make_valid (g_strdelimit (message, "\r\n\t", ' '), -1);
  g_set_error_literal (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID, valid);
  return FALSE;
}

static gboolean
refuse_large (GError **error)
{
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
               _ ("The package holds more than a package may: it would fill the memory. Ask for one that was made anew."));
  return FALSE;
}

static gboolean
refuse_damaged (GError **error)
{
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
               _ ("The package is damaged: its ZIP archive cannot be read. Copy or send it again."));
  return FALSE;
}

/* A name that means a place within the archive on every system. */
static gboolean
check_name (const char *name,
            GError **error)
{
  g_auto (GStrv) parts = NULL;
  gsize length = strlen (name);

  if (length == 0 || length > BULLETIN_ZIP_MAX_NAME || !g_utf8_validate_len (name, length, NULL))
    return refuse (error, _ ("A file name in the package is no text in UTF-8, or too long: “%.80s”. Do not use this package."), name);
  for (const char *p = name; *p; p++) {
    if ((guchar) *p < 0x20 || *p == 0x7f)
      return refuse (error, _ ("A file name in the package has characters that no name may have: “%s”. Do not use this package."), name);
  }
  if (name[0] == '/' || strchr (name, '\\') || (g_ascii_isalpha (name[0]) && name[1] == ':'))
    return refuse (error, _ ("A file name in the package is a place outside it: “%s”. Do not use this package."), name);

  parts = g_strsplit (name, "/", -1);
  for (guint i = 0; parts[i]; i++) {
    /* The last is empty behind a folder's slash. */
    if (strcmp (parts[i], "..") == 0 || strcmp (parts[i], ".") == 0 || (!*parts[i] && parts[i + 1]))
      return refuse (error, _ ("A file name in the package is a place outside it: “%s”. Do not use this package."), name);
  }
  return TRUE;
}

/* Names that some system takes for the same are the same. */
static char *
fold_name (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  char *normal = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);

  return normal ? normal : g_strdup (folded);
}

static GBytes *
read_content (Reader *self,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  la_ssize_t length;

  while ((length = archive_read_data (self->archive, chunk, CHUNK)) > 0) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    self->unpacked += (gsize) length;
    if (self->unpacked > self->limits->max_unpacked ||
        (self->unpacked > BULLETIN_ZIP_ALWAYS_ALLOWED && self->unpacked / self->limits->max_ratio > self->packed)) {
      refuse_large (error);
      return NULL;
    }
    g_byte_array_append (content, chunk, (guint) length);
  }
  if (length < 0) {
    refuse_damaged (error);
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

static gboolean
read_entry (Reader *self,
            struct archive_entry *entry,
            GPtrArray *entries,
            GCancellable *cancellable,
            GError **error)
{
  const char *name = archive_entry_pathname_utf8 (entry);
  __LA_MODE_T type = archive_entry_filetype (entry);
  BulletinZipEntry *added;
  GBytes *content;

  if (++self->n_entries > self->limits->max_entries)
    return refuse_large (error);
  if (!name)
    name = archive_entry_pathname (entry);
  if (!check_name (name ? name : "", error))
    return FALSE;
  if (archive_entry_symlink (entry) || archive_entry_hardlink (entry) || (type != AE_IFREG && type != AE_IFDIR))
    return refuse (error, _ ("“%s” in the package is no file but a link or a device. Do not use this package."), name);
  if (archive_entry_is_encrypted (entry))
    return refuse (error, _ ("“%s” in the package is encrypted. Ask for a package without a password."), name);
  if (!g_hash_table_add (self->names, fold_name (name)))
    return refuse (error, _ ("The package has two files called “%s”. Do not use this package."), name);

  content = read_content (self, cancellable, error);
  if (!content)
    return FALSE;
  if (type == AE_IFDIR) {
    g_bytes_unref (content);
    return TRUE;
  }
  added = g_new0 (BulletinZipEntry, 1);
  added->name = g_strdup (name);
  added->content = content;
  g_ptr_array_add (entries, added);
  return TRUE;
}

/**
 * bulletin_zip_read:
 * @bytes: a ZIP archive from outside
 * @limits: what it may be
 * @cancellable: (nullable): stops the reading
 * @error: return location for an error
 *
 * Reads the files of an archive into memory; nothing is written anywhere. Links,
 * devices, encrypted entries, names that lead outside the archive or that are there
 * twice, also in other case, and more than the limits are refused. Any thread.
 *
 * Returns: (transfer full) (nullable) (element-type BulletinZipEntry): the files;
 *   %NULL with %BULLETIN_EXCHANGE_ERROR_INVALID, %BULLETIN_EXCHANGE_ERROR_TOO_LARGE
 *   or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
bulletin_zip_read (GBytes *bytes,
                   const BulletinZipLimits *limits,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_zip_entry_free);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { archive_read_new (), limits, g_bytes_get_size (bytes), 0, 0, names };
  struct archive_entry *entry;
  gboolean success;
  int status;

  /* The archive's directory is what counts, as for every unpacker; what is between
   * the entries is not looked for. */
  archive_read_support_format_zip_seekable (reader.archive);
  archive_read_set_format_option (reader.archive, "zip", "hdrcharset", "UTF-8");
  success = (reader.packed <= limits->max_packed || refuse_large (error)) &&
            (archive_read_open_memory (reader.archive, g_bytes_get_data (bytes, NULL), reader.packed) == ARCHIVE_OK || refuse_damaged (error));
  while (success && (status = archive_read_next_header (reader.archive, &entry)) != ARCHIVE_EOF) {
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
      success = refuse_damaged (error);
    else
      success = read_entry (&reader, entry, entries, cancellable, error);
  }
  archive_read_free (reader.archive);
  return success ? g_steal_pointer (&entries) : NULL;
}
