/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-screen.h"

#include <X11/Xutil.h>
#include <gdk/x11/gdkx.h>

/* The bench runs on a virtual X display; there is no newer way to ask it. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

GBytes *
bench_screen_read (GtkWidget             *widget,
                   const graphene_rect_t *part)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *surface = gtk_native_get_surface (native);
  const int scale = gdk_surface_get_scale_factor (surface);
  graphene_rect_t bounds, wanted, window;
  GByteArray *bytes;
  XImage *image;
  double dx, dy;

  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (native), &bounds))
    return NULL;
  gtk_native_get_surface_transform (native, &dx, &dy);
  graphene_rect_intersection (part, &GRAPHENE_RECT_INIT (0, 0, bounds.size.width, bounds.size.height), &wanted);
  graphene_rect_offset (&wanted, bounds.origin.x + (float) dx, bounds.origin.y + (float) dy);
  window = GRAPHENE_RECT_INIT (0, 0, gdk_surface_get_width (surface), gdk_surface_get_height (surface));
  if (!graphene_rect_intersection (&wanted, &window, &wanted) || wanted.size.width < 1 || wanted.size.height < 1)
    return NULL;

  image = XGetImage (gdk_x11_display_get_xdisplay (gdk_surface_get_display (surface)), gdk_x11_surface_get_xid (surface),
                     (int) wanted.origin.x * scale, (int) wanted.origin.y * scale,
                     (guint) wanted.size.width * scale, (guint) wanted.size.height * scale, AllPlanes, ZPixmap);
  if (!image)
    return NULL;
  bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (const guint8 *) image->data, (guint) (image->bytes_per_line * image->height));
  XDestroyImage (image);
  return g_byte_array_free_to_bytes (bytes);
}

G_GNUC_END_IGNORE_DEPRECATIONS
