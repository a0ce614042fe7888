/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-clipboard-bytes.h"

#include <glib/gi18n.h>

#include "bulletin-text-import.h"

#define PIECE (256 * 1024)

typedef struct
{
  GInputStream *stream;
  GByteArray *bytes;
  gsize max_bytes;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->stream);
  g_clear_pointer (&reading->bytes, g_byte_array_unref);
  g_free (reading);
}

static void read_on (GTask *task);

static void
piece_read_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size;
  gconstpointer data;

  if (!piece) {
    g_task_return_error (task, error);
    return;
  }
  data = g_bytes_get_data (piece, &size);
  if (size == 0) {
    g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&reading->bytes)), (GDestroyNotify) g_bytes_unref);
    return;
  }
  if (reading->bytes->len + size > reading->max_bytes) {
    g_task_return_new_error (task, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
                             _ ("The clipboard holds more than %d MB, more than a bulletin can take in at once. Copy a smaller part."),
                             (int) (reading->max_bytes / (1024 * 1024)));
    return;
  }
  g_byte_array_append (reading->bytes, data, size);
  read_on (task);
}

static void
read_on (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (reading->stream, PIECE, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                   piece_read_cb, g_object_ref (task));
}

static void
opened_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  if (reading->stream)
    read_on (task);
  else
    g_task_return_error (task, error);
}

/**
 * bulletin_clipboard_read_bytes_async:
 * @clipboard: a clipboard
 * @mime_types: (array zero-terminated=1): what is wanted, the best first
 * @max_bytes: the most that is read
 * @cancellable: (nullable): stops the reading
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * Reads what the clipboard holds in the first of these types that it offers.
 */
void
bulletin_clipboard_read_bytes_async (GdkClipboard *clipboard,
                                     const char **mime_types,
                                     gsize max_bytes,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (clipboard, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->bytes = g_byte_array_new ();
  reading->max_bytes = max_bytes;
  g_task_set_source_tag (task, bulletin_clipboard_read_bytes_async);
  g_task_set_task_data (task, reading, reading_free);
  gdk_clipboard_read_async (clipboard, mime_types, G_PRIORITY_DEFAULT, cancellable, opened_cb, g_object_ref (task));
}

/* (transfer full), or NULL with BULLETIN_EXCHANGE_ERROR_TOO_LARGE or an error of
 * the other program's making. */
GBytes *
bulletin_clipboard_read_bytes_finish (GAsyncResult *result,
                                      GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
