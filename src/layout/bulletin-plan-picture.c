/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-plan-drawing.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* Of the pictures that a thread drew this many stay unpacked: a page that is
 * drawn again, as on every scroll, does not unpack them again. */
#define MAX_UNPACKED 8

static void
drop_unpacked (gpointer data)
{
  g_hash_table_unref (data);
}

/* Of each thread: the file → a surface. */
static GPrivate unpacked_pictures = G_PRIVATE_INIT (drop_unpacked);

static guchar
premultiply (guchar colour,
             guchar alpha)
{
  return (guchar) ((colour * alpha + 127) / 255);
}

/* Cairo's pixels are words with the alpha multiplied in, GdkPixbuf's are bytes. */
static cairo_surface_t *
make_surface (const GdkPixbuf *pixbuf)
{
  const int width = gdk_pixbuf_get_width (pixbuf);
  const int height = gdk_pixbuf_get_height (pixbuf);
  const int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  const gboolean has_alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  const guchar *pixels = gdk_pixbuf_read_pixels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (has_alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height);
  guchar *target = cairo_image_surface_get_data (surface);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return surface;

  for (int y = 0; y < height; y++) {
    const guchar *from = pixels + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf);
    guint32 *to = (guint32 *) (target + (gsize) y * cairo_image_surface_get_stride (surface));

    for (int x = 0; x < width; x++, from += n_channels) {
      const guchar alpha = has_alpha ? from[3] : 0xff;

      to[x] = ((guint32) alpha << 24) | ((guint32) premultiply (from[0], alpha) << 16) |
              ((guint32) premultiply (from[1], alpha) << 8) | premultiply (from[2], alpha);
    }
  }
  cairo_surface_mark_dirty (surface);

  return surface;
}

/* NULL if the file cannot be read, which the import of pictures rules out. */
static cairo_surface_t *
unpack (const BulletinPlanPicture *picture)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  const gboolean is_read = gdk_pixbuf_loader_write_bytes (loader, picture->content, NULL);
  GdkPixbuf *pixbuf = gdk_pixbuf_loader_close (loader, NULL) && is_read ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  cairo_surface_t *surface;

  if (pixbuf == NULL)
    return NULL;

  surface = make_surface (pixbuf);
  /* A PDF takes a photograph as it is: smaller, and nothing is lost. */
  if (g_strcmp0 (picture->media_type, "image/jpeg") == 0) {
    gsize size;
    const guchar *data = g_bytes_get_data (picture->content, &size);

    cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, size,
                                 (cairo_destroy_func_t) g_bytes_unref, g_bytes_ref (picture->content));
  }

  return surface;
}

static cairo_surface_t *
get_surface (const BulletinPlanPicture *picture)
{
  GHashTable *unpacked = g_private_get (&unpacked_pictures);
  cairo_surface_t *surface;

  if (unpacked == NULL) {
    unpacked = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                      (GDestroyNotify) cairo_surface_destroy);
    g_private_set (&unpacked_pictures, unpacked);
  }

  surface = g_hash_table_lookup (unpacked, picture->content);
  if (surface == NULL) {
    if (g_hash_table_size (unpacked) >= MAX_UNPACKED)
      g_hash_table_remove_all (unpacked);
    surface = unpack (picture);
    if (surface != NULL)
      g_hash_table_insert (unpacked, g_bytes_ref (picture->content), surface);
  }

  return surface;
}

/**
 * bulletin_plan_picture_draw:
 * @self: a picture
 * @cr: a context whose unit is the point
 *
 * Draws a picture; one that cannot be unpacked leaves its place empty.
 */
void
bulletin_plan_picture_draw (const BulletinPlanPicture *self,
                            cairo_t                   *cr)
{
  cairo_surface_t *surface = get_surface (self);

  if (surface == NULL)
    return;

  cairo_save (cr);
  cairo_translate (cr, self->x, self->y);
  cairo_scale (cr, self->width / cairo_image_surface_get_width (surface),
               self->height / cairo_image_surface_get_height (surface));
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_restore (cr);
}
