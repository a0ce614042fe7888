/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-zip-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n.h>

#include "bulletin-text-import.h"

struct _BulletinZipWriter
{
  struct archive *archive;
  GByteArray *bytes;
};

static la_ssize_t
write_cb (struct archive *archive,
          void           *user_data,
          const void     *data,
          size_t          length)
{
  g_byte_array_append (user_data, data, (guint) length);
  return (la_ssize_t) length;
}

static gboolean
set_failed (BulletinZipWriter *self,
            GError           **error)
{
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FAILED,
               _ ("The file could not be packed: %s. Close other programs and try again."),
               archive_error_string (self->archive));
  return FALSE;
}

/**
 * bulletin_zip_writer_new:
 *
 * Returns: (transfer full): a writer
 */
BulletinZipWriter *
bulletin_zip_writer_new (void)
{
  BulletinZipWriter *self = g_new0 (BulletinZipWriter, 1);

  self->bytes = g_byte_array_new ();
  self->archive = archive_write_new ();
  archive_write_set_format_zip (self->archive);
  /* Whole blocks would leave zeros behind the end of the archive. */
  archive_write_set_bytes_in_last_block (self->archive, 1);
  archive_write_open (self->archive, self->bytes, NULL, write_cb, NULL);
  return self;
}

/**
 * bulletin_zip_writer_free:
 * @self: (nullable) (transfer full): a writer
 */
void
bulletin_zip_writer_free (BulletinZipWriter *self)
{
  if (!self)
    return;

  archive_write_free (self->archive);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

/**
 * bulletin_zip_writer_add:
 * @self: a writer
 * @name: the entry's name, in ASCII, with folders before it
 * @content: what it holds
 * @error: return location for an error
 *
 * Adds an entry, deflated.
 *
 * Returns: %TRUE, or %FALSE with %BULLETIN_EXCHANGE_ERROR_FAILED
 */
gboolean
bulletin_zip_writer_add (BulletinZipWriter *self,
                         const char        *name,
                         GBytes            *content,
                         GError           **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);
  gboolean is_written;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) size);
  is_written = archive_write_header (self->archive, entry) == ARCHIVE_OK &&
               archive_write_data (self->archive, data, size) == (la_ssize_t) size &&
               archive_write_finish_entry (self->archive) == ARCHIVE_OK;
  archive_entry_free (entry);
  return is_written || set_failed (self, error);
}

/**
 * bulletin_zip_writer_finish:
 * @self: a writer, which takes nothing more
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the archive, or %NULL with
 *   %BULLETIN_EXCHANGE_ERROR_FAILED
 */
GBytes *
bulletin_zip_writer_finish (BulletinZipWriter *self,
                            GError           **error)
{
  GBytes *bytes;

  if (archive_write_close (self->archive) != ARCHIVE_OK) {
    set_failed (self, error);
    return NULL;
  }
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
  self->bytes = g_byte_array_new ();
  return bytes;
}
