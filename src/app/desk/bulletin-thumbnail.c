/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-thumbnail.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

typedef struct
{
  GBytes *content;
  int size;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_bytes_unref (request->content);
  g_free (request);
}

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int width,
                  int height,
                  const Request *request)
{
  double scale = MIN (1.0, MIN ((double) request->size / width, (double) request->size / height));

  gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
}

static void
thumbnail_thread (GTask *task,
                  gpointer source,
                  gpointer task_data,
                  GCancellable *cancellable)
{
  Request *request = task_data;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GBytes) pixels = NULL;
  GdkPixbuf *pixbuf;
  GError *error = NULL;
  gboolean is_read;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), request);
  is_read = gdk_pixbuf_loader_write_bytes (loader, request->content, &error);
  is_read = gdk_pixbuf_loader_close (loader, is_read ? &error : NULL) && is_read;
  if (!is_read) {
    g_task_return_error (task, error);
    return;
  }
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);
  g_task_return_pointer (task,
                         gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                                                 gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8,
                                                 pixels, (gsize) gdk_pixbuf_get_rowstride (pixbuf)),
                         g_object_unref);
}

/**
 * bulletin_thumbnail_async:
 * @content: a picture as the library keeps it
 * @size: the longest side that it may have, in pixels
 * @cancellable: (nullable): stops the work
 * @callback: called on the main loop
 * @user_data: for @callback
 */
void
bulletin_thumbnail_async (GBytes *content,
                          int size,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->content = g_bytes_ref (content);
  request->size = size;
  g_task_set_source_tag (task, bulletin_thumbnail_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, thumbnail_thread);
}

/**
 * bulletin_thumbnail_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the small picture
 */
GdkTexture *
bulletin_thumbnail_finish (GAsyncResult *result,
                           GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
