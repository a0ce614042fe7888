/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-text-import.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-html-import.h"

G_DEFINE_QUARK (bulletin - exchange - error - quark, bulletin_exchange_error)

/* How much of a decoded text may be characters that no standard assigns, in
 * per cent, before the bytes are taken for something other than GB18030: its
 * four-byte forms cover all of Unicode, so almost any bytes decode to something,
 * while a real text holds a private character of some old font at most. */
#define MAX_STRANGE_PERCENT 2

static void
set_unreadable (GError **error,
                GFile *file,
                const GError *reason)
{
  g_autofree char *name = bulletin_file_get_name (file);

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_NOT_FOUND,
                 _ ("There is no file “%s”. Check its name and folder."), name);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT,
                 _ ("“%s” is a folder. Choose a file in it."), name);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_READ_ONLY,
                 _ ("“%s” may not be read. Ask its owner for access, or use a copy of it."), name);
  else
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FAILED,
                 _ ("“%s” could not be read: %s. Try again, or use a copy of it."), name, reason->message);
}

static void
set_too_large (GError **error,
               const char *name)
{
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
               _ ("“%s” is larger than %d MB, more than any bulletin or sheet. Choose another file, or split this one."),
               name, BULLETIN_IMPORT_MAX_BYTES / (1024 * 1024));
}

static void
set_not_text (GError **error,
              const char *name)
{
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_NOT_TEXT,
               _ ("“%s” is not a text file. Save it as plain text and choose it again."), name);
}

static void
set_empty (GError **error,
           const char *name)
{
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EMPTY,
               _ ("“%s” holds no text. Choose another file."), name);
}

/* UTF-16 of either byte order, the BOM already taken off. */
static char *
decode_utf16 (const char *data,
              gsize size,
              const char *charset,
              gsize *length)
{
  if (size % 2 != 0)
    return NULL;
  return g_convert (data, (gssize) size, "UTF-8", charset, NULL, length, NULL);
}

/* Counts what a text cannot hold (control characters) and what it hardly holds
 * (characters without a meaning). */
static gboolean
is_plausible (const char *text,
              gsize length,
              gboolean was_guessed)
{
  gsize strange = 0, beyond_ascii = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if ((c < 0x20 && !strchr ("\t\n\v\f\r", (int) c)) || c == 0x7f)
      return FALSE;
    if (c < 0x80)
      continue;
    beyond_ascii++;
    if (c == 0xfffd || (c < 0xa0 && c != 0x85) || !g_unichar_isdefined (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE)
      strange++;
  }
  return !was_guessed || strange * 100 <= beyond_ascii * MAX_STRANGE_PERCENT;
}

/* Every kind of line end becomes \n, in place of what Word and web pages leave:
 * CR, CRLF, vertical tab and form feed, NEL, LS and PS. */
static char *
normalise_line_ends (const char *text,
                     gsize length,
                     gsize *longest)
{
  GString *result = g_string_sized_new (length + 1);
  gsize line_start = 0;

  *longest = 0;
  for (const char *p = text; p < text + length;) {
    const char *next = g_utf8_next_char (p);
    gunichar c = g_utf8_get_char (p);

    if (c == '\r' || c == '\n' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029) {
      *longest = MAX (*longest, result->len - line_start);
      g_string_append_c (result, '\n');
      line_start = result->len;
      if (c == '\r' && next < text + length && *next == '\n')
        next++;
    } else {
      g_string_append_len (result, p, next - p);
    }
    p = next;
  }
  *longest = MAX (*longest, result->len - line_start);
  return g_string_free (result, FALSE);
}

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_isspace (c) && c != 0xfeff && c != 0x200b)
      return FALSE;
  }
  return TRUE;
}

/**
 * bulletin_file_get_name:
 * @file: a file
 *
 * The name of a file as messages say it: without its folder, in UTF-8.
 *
 * Returns: (transfer full): the name
 */
char *
bulletin_file_get_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name ? g_filename_display_name (name) : g_file_get_parse_name (file);
}

/**
 * bulletin_read_file:
 * @file: a file
 * @cancellable: (nullable): stops the reading
 * @error: return location for an error
 *
 * Reads a file whole, counting real bytes: never more than
 * %BULLETIN_IMPORT_MAX_BYTES, whatever its size claims to be. Blocks; may be
 * called from any thread.
 *
 * Returns: (transfer full) (nullable): its bytes, or %NULL with a
 *   %BULLETIN_EXCHANGE_ERROR or %G_IO_ERROR_CANCELLED
 */
GBytes *
bulletin_read_file (GFile *file,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GError) reason = NULL;
  GBytes *bytes = bulletin_read_file_within (file, BULLETIN_IMPORT_MAX_BYTES, cancellable, &reason);

  if (g_error_matches (reason, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE)) {
    g_autofree char *name = bulletin_file_get_name (file);

    set_too_large (error, name);
  } else if (reason) {
    g_propagate_error (error, g_steal_pointer (&reason));
  }
  return bytes;
}

/**
 * bulletin_read_file_within:
 * @file: a file
 * @max_bytes: how many bytes it may have
 * @cancellable: (nullable): stops the reading
 * @error: return location for an error
 *
 * As bulletin_read_file(), with a limit of the caller's.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
bulletin_read_file_within (GFile *file,
                           gsize max_bytes,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) reason = NULL;
  g_autofree guint8 *buffer = NULL;
  const gsize step = 64 * 1024;
  gssize n;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  stream = g_file_read (file, cancellable, &reason);
  if (!stream)
    goto failed;

  buffer = g_malloc (step);
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, step, cancellable, &reason)) > 0) {
    g_byte_array_append (bytes, buffer, (guint) n);
    if (bytes->len > max_bytes) {
      g_autofree char *name = bulletin_file_get_name (file);

      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("“%s” is larger than %d MB. Choose another file, or make this one smaller."),
                   name, (int) (max_bytes / (1024 * 1024)));
      return NULL;
    }
  }
  if (n == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

failed:
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    set_unreadable (error, file, reason);
  return NULL;
}

/* See bulletin_decode_text(). */
static char *
decode (GBytes *bytes,
        const char *name,
        gsize max_line,
        GError **error)
{
  g_autofree char *converted = NULL;
  g_autofree char *text = NULL;
  gboolean was_guessed = FALSE;
  gsize length, longest;
  const char *data;

  data = g_bytes_get_data (bytes, &length);
  if (length > BULLETIN_IMPORT_MAX_BYTES) {
    set_too_large (error, name);
    return NULL;
  }
  if (length == 0) {
    set_empty (error, name);
    return NULL;
  }

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0) {
    data += 3;
    length -= 3;
    if (!g_utf8_validate_len (data, length, NULL))
      data = NULL;
  } else if (length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0)) {
    const char *charset = data[0] == '\xff' ? "UTF-16LE" : "UTF-16BE";

    data = converted = decode_utf16 (data + 2, length - 2, charset, &length);
  } else {
    /* DOS programs close a text with this character. */
    if (data[length - 1] == 0x1a)
      length--;
    if (memchr (data, '\0', length)) {
      data = NULL;
    } else if (!g_utf8_validate_len (data, length, NULL)) {
      data = converted = g_convert (data, (gssize) length, "UTF-8", "GB18030", NULL, &length, NULL);
      was_guessed = TRUE;
    }
  }

  if (!data || !is_plausible (data, length, was_guessed)) {
    set_not_text (error, name);
    return NULL;
  }

  text = normalise_line_ends (data, length, &longest);
  if (longest > max_line) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("“%s” has a line longer than %d MB, which no bulletin or sheet has. Check that it is the right file."),
                 name, BULLETIN_IMPORT_MAX_LINE / (1024 * 1024));
    return NULL;
  }
  if (is_blank (text)) {
    set_empty (error, name);
    return NULL;
  }
  return g_steal_pointer (&text);
}

/**
 * bulletin_decode_text:
 * @bytes: what a file holds
 * @name: the file's name, for messages
 * @error: return location for an error
 *
 * Finds out how a text is encoded and turns it into UTF-8 with \n at the end of
 * lines. A byte order mark decides; without one, what is valid UTF-8 is UTF-8,
 * and the rest is read as GB18030 (GBK and GB2312 are parts of it), strictly,
 * and only if a plausible text comes out.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with a
 *   %BULLETIN_EXCHANGE_ERROR
 */
char *
bulletin_decode_text (GBytes *bytes,
                      const char *name,
                      GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return decode (bytes, name, BULLETIN_IMPORT_MAX_LINE, error);
}

/**
 * bulletin_decode_html:
 * @bytes: HTML from outside
 * @name: what messages call it
 * @error: return location for an error
 *
 * As bulletin_decode_text(), but lines may be of any length: a page may be written
 * in one, and a picture within it is one.
 *
 * Returns: (transfer full) (nullable): the HTML in UTF-8, or %NULL with a
 *   %BULLETIN_EXCHANGE_ERROR
 */
char *
bulletin_decode_html (GBytes *bytes,
                      const char *name,
                      GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return decode (bytes, name, G_MAXSIZE, error);
}

/**
 * bulletin_read_text_file:
 * @file: a text file
 * @cancellable: (nullable): stops the reading
 * @error: return location for an error
 *
 * Reads a file as text: bulletin_read_file(), then bulletin_decode_text().
 * Blocks; may be called from any thread.
 *
 * Returns: (transfer full) (nullable): the text in UTF-8
 */
char *
bulletin_read_text_file (GFile *file,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GBytes) bytes = bulletin_read_file (file, cancellable, error);
  g_autofree char *name = NULL;

  if (!bytes)
    return NULL;
  name = bulletin_file_get_name (file);
  return bulletin_decode_text (bytes, name, error);
}

/**
 * bulletin_recognise_bytes:
 * @bytes: what a text file or a saved web page holds
 * @name: the file's name, whose ending may say what it is, and for messages
 * @metadata: (out): what is known of the bulletin
 * @body: (out): its text
 * @pictures: (out) (optional) (element-type BulletinHtmlPicture): the pictures that
 *   the text names; empty for a text file
 * @error: return location for an error
 *
 * Recognises the bulletin in a file that was read already, see
 * bulletin_recognise_text(). May be called from any thread.
 *
 * Returns: whether it could be read; if not, with a %BULLETIN_EXCHANGE_ERROR
 */
gboolean
bulletin_recognise_bytes (GBytes *bytes,
                          const char *name,
                          BulletinMetadata **metadata,
                          char **body,
                          GPtrArray **pictures,
                          GError **error)
{
  g_autofree char *text = bulletin_decode_html (bytes, name, error);
  g_autoptr (BulletinHtmlImport) import = NULL;

  if (!text)
    return FALSE;

  if (bulletin_html_is_html (text, name)) {
    import = bulletin_html_import (text, strlen (text), BULLETIN_HTML_PAGE, error);
    if (!import)
      return FALSE;
    if (is_blank (import->text)) {
      set_empty (error, name);
      return FALSE;
    }
    bulletin_recognise_text (import->text, metadata, body);
    if (pictures)
      *pictures = g_steal_pointer (&import->pictures);
    return TRUE;
  }

  g_clear_pointer (&text, g_free);
  text = bulletin_decode_text (bytes, name, error);
  if (!text)
    return FALSE;
  bulletin_recognise_text (text, metadata, body);
  if (pictures)
    *pictures = g_ptr_array_new ();
  return TRUE;
}

/**
 * bulletin_read_bulletin_file:
 * @file: a text file or a saved web page
 * @cancellable: (nullable): stops the reading
 * @metadata: (out): what is known of the bulletin
 * @body: (out): its text
 * @pictures: (out) (optional) (element-type BulletinHtmlPicture): the pictures that
 *   the text names; empty for a text file
 * @error: return location for an error
 *
 * Reads a file that holds a bulletin and recognises it, see
 * bulletin_recognise_text(). Blocks; may be called from any thread.
 *
 * Returns: whether it could be read; if not, with a %BULLETIN_EXCHANGE_ERROR
 */
gboolean
bulletin_read_bulletin_file (GFile *file,
                             GCancellable *cancellable,
                             BulletinMetadata **metadata,
                             char **body,
                             GPtrArray **pictures,
                             GError **error)
{
  g_autoptr (GBytes) bytes = bulletin_read_file (file, cancellable, error);
  g_autofree char *name = NULL;

  if (!bytes)
    return FALSE;
  name = bulletin_file_get_name (file);
  return bulletin_recognise_bytes (bytes, name, metadata, body, pictures, error);
}
