/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-picture-import.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "bulletin-picture-file.h"
#include "bulletin-text-import.h"

/* Unpacking looks at the cancellable after each of these many bytes. */
#define STEP (64 * 1024)
/* Of a picture that is packed anew: as good as one sees on paper. */
#define JPEG_QUALITY "92"
/* A PNG of this many bytes may be a photograph, which is better kept as JPEG. */
#define LARGE_PNG (512 * 1024)

/* What the loader may unpack, and what it found. */
typedef struct
{
  const BulletinPictureFile *file;
  gboolean is_too_large;
  guint width, height;
} Unpacking;

static const struct
{
  const char *loader;
  const char *media_type;
} formats[] = {
  [BULLETIN_PICTURE_FILE_PNG] = { "png", "image/png" },
  [BULLETIN_PICTURE_FILE_JPEG] = { "jpeg", "image/jpeg" },
  [BULLETIN_PICTURE_FILE_GIF] = { "gif", NULL },
  [BULLETIN_PICTURE_FILE_TIFF] = { "tiff", NULL },
  [BULLETIN_PICTURE_FILE_BMP] = { "bmp", NULL },
  [BULLETIN_PICTURE_FILE_WEBP] = { "webp", NULL },
};

/* --- What is refused ------------------------------------------------------- */

static void
set_unknown (GError **error,
             const char *name)
{
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT,
               _ ("“%s” is no picture that can be read. Save it as PNG or JPEG, and insert that."), name);
}

static void
set_damaged (GError **error,
             const char *name)
{
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
               _ ("The picture “%s” is damaged. Get the file again, or save it anew as PNG or JPEG."), name);
}

static void
set_too_many_pixels (GError **error,
                     const char *name,
                     guint64 n_pixels)
{
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
               _ ("The picture “%s” has %u megapixels, far more than paper can show. Save it smaller, and insert that."),
               name, (guint) (n_pixels / 1000000));
}

static guint64
get_max_pixels (const BulletinPictureFile *file)
{
  return file->kind == BULLETIN_PICTURE_FILE_JPEG && !file->is_progressive ? BULLETIN_PICTURE_MAX_JPEG_PIXELS
                                                                           : BULLETIN_PICTURE_MAX_PIXELS;
}

/* All that can be known before a byte is unpacked. */
static gboolean
check_file (const BulletinPictureFile *file,
            const char *name,
            GError **error)
{
  guint64 n_pixels = (guint64) file->width * file->height;

  switch (file->kind) {
  case BULLETIN_PICTURE_FILE_DRAWING:
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT,
                 _ ("“%s” is a drawing such as SVG, which can carry programs. Save it as PNG, and insert that."), name);
    return FALSE;
  case BULLETIN_PICTURE_FILE_UNKNOWN:
    set_unknown (error, name);
    return FALSE;
  default:
    break;
  }
  if (n_pixels > get_max_pixels (file)) {
    set_too_many_pixels (error, name, n_pixels);
    return FALSE;
  }
  if (!file->is_complete) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                 _ ("The picture “%s” is not complete: its file breaks off. Get the file again."), name);
    return FALSE;
  }
  return TRUE;
}

/* --- Unpacking ------------------------------------------------------------- */

/* How much smaller a picture is to be, 1 for as it is. */
static double
get_scale (guint width,
           guint height)
{
  return MIN (1.0, MIN ((double) BULLETIN_PICTURE_MAX_WIDTH / width, (double) BULLETIN_PICTURE_MAX_HEIGHT / height));
}

static gboolean
is_turned (const BulletinPictureFile *file)
{
  return file->orientation >= 5;
}

/* Called before the loader takes memory for the pixels. */
static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int width,
                  int height,
                  Unpacking *unpacking)
{
  const BulletinPictureFile *file = unpacking->file;
  double scale;

  unpacking->width = (guint) MAX (width, 1);
  unpacking->height = (guint) MAX (height, 1);
  if ((guint64) unpacking->width * unpacking->height > get_max_pixels (file)) {
    unpacking->is_too_large = TRUE;
    /* Loaders give up on a picture of nothing. */
    gdk_pixbuf_loader_set_size (loader, 0, 0);
    return;
  }
  if (file->kind != BULLETIN_PICTURE_FILE_JPEG)
    return;
  /* A JPEG is unpacked in an eighth, a quarter or half of its size as well. */
  scale = is_turned (file) ? get_scale (unpacking->height, unpacking->width) : get_scale (unpacking->width, unpacking->height);
  if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, (int) MAX (1, lround (width * scale)), (int) MAX (1, lround (height * scale)));
}

static gboolean
feed (GdkPixbufLoader *loader,
      GBytes *bytes,
      GCancellable *cancellable,
      GError **error)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);

  for (gsize offset = 0; offset < size; offset += STEP) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !gdk_pixbuf_loader_write (loader, data + offset, MIN (STEP, size - offset), error))
      return FALSE;
  }
  return TRUE;
}

static GdkPixbuf *
unpack (GBytes *bytes,
        const BulletinPictureFile *file,
        const char *name,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (formats[file->kind].loader, NULL);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GError) reason = NULL;
  Unpacking unpacking = { file };
  GdkPixbuf *pixbuf;
  gboolean is_read;

  if (!loader) {
    set_unknown (error, name);
    return NULL;
  }
  if (file->kind == BULLETIN_PICTURE_FILE_GIF)
    bytes = first = bulletin_picture_file_cut_gif (bytes);

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &unpacking);
  is_read = feed (loader, bytes, cancellable, &reason);
  /* Closed in any case, or the loader complains. */
  is_read = gdk_pixbuf_loader_close (loader, reason ? NULL : &reason) && is_read;
  pixbuf = is_read ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf && !unpacking.is_too_large)
    return g_object_ref (pixbuf);

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&reason));
  else if (unpacking.is_too_large || g_error_matches (reason, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    set_too_many_pixels (error, name, (guint64) unpacking.width * unpacking.height);
  else
    set_damaged (error, name);
  return NULL;
}

/* EXIF 2.32, 4.6.4 A. */
static GdkPixbuf *
turn (GdkPixbuf *pixbuf,
      guint orientation)
{
  static const GdkPixbufRotation rotations[] = {
    [3] = GDK_PIXBUF_ROTATE_UPSIDEDOWN,
    [4] = GDK_PIXBUF_ROTATE_UPSIDEDOWN,
    [5] = GDK_PIXBUF_ROTATE_CLOCKWISE,
    [6] = GDK_PIXBUF_ROTATE_CLOCKWISE,
    [7] = GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE,
    [8] = GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE,
  };
  g_autoptr (GdkPixbuf) turned = orientation > 2 ? gdk_pixbuf_rotate_simple (pixbuf, rotations[orientation]) : g_object_ref (pixbuf);

  /* Those that are mirrored as well. */
  if (turned && (orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7))
    return gdk_pixbuf_flip (turned, TRUE);
  return g_steal_pointer (&turned);
}

/* Upright, and as large as paper needs. */
static GdkPixbuf *
prepare (GdkPixbuf *unpacked,
         const BulletinPictureFile *file)
{
  g_autoptr (GdkPixbuf) turned = NULL;
  double scale;

  /* libtiff has mirrored what was to be mirrored, and the loader says what is left. */
  if (file->kind == BULLETIN_PICTURE_FILE_TIFF)
    turned = gdk_pixbuf_apply_embedded_orientation (unpacked);
  else
    turned = turn (unpacked, file->orientation);
  if (!turned)
    return NULL;
  scale = get_scale ((guint) gdk_pixbuf_get_width (turned), (guint) gdk_pixbuf_get_height (turned));
  if (scale >= 1)
    return g_steal_pointer (&turned);
  return gdk_pixbuf_scale_simple (turned,
                                  (int) MAX (1, lround (gdk_pixbuf_get_width (turned) * scale)),
                                  (int) MAX (1, lround (gdk_pixbuf_get_height (turned) * scale)),
                                  GDK_INTERP_BILINEAR);
}

/* --- Packing --------------------------------------------------------------- */

static GBytes *
save (GdkPixbuf *pixbuf,
      gboolean is_jpeg)
{
  char *data;
  gsize size;
  gboolean is_saved = is_jpeg ? gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", NULL, "quality", JPEG_QUALITY, NULL)
                              : gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, NULL);

  return is_saved ? g_bytes_new_take (data, size) : NULL;
}

/* A photograph stays one; of the rest, what is see-through or drawn with few
 * colours is smaller and sharper as PNG. */
static BulletinPicture *
pack (GdkPixbuf *pixbuf,
      const char *name,
      gboolean is_photograph)
{
  const guint width = (guint) gdk_pixbuf_get_width (pixbuf);
  const guint height = (guint) gdk_pixbuf_get_height (pixbuf);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) jpeg = NULL;

  if (!is_photograph) {
    png = save (pixbuf, FALSE);
    if (png && (gdk_pixbuf_get_has_alpha (pixbuf) || g_bytes_get_size (png) < LARGE_PNG))
      return bulletin_picture_new (name, "image/png", png, width, height);
  }
  jpeg = save (pixbuf, TRUE);
  if (png && (!jpeg || g_bytes_get_size (png) < 2 * g_bytes_get_size (jpeg)))
    return bulletin_picture_new (name, "image/png", png, width, height);
  return jpeg ? bulletin_picture_new (name, "image/jpeg", jpeg, width, height) : NULL;
}

/**
 * bulletin_picture_import_bytes:
 * @bytes: a picture's file
 * @name: the file's name, for messages and as the picture's
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * Takes a picture in: PNG and JPEG; GIF, TIFF, BMP and WebP where the system can
 * read them; never SVG. What is kept is upright, without metadata, no larger than
 * paper needs, and PNG or JPEG. A file that is so already keeps its pixels as they
 * are. Nothing is unpacked that would take much memory; the limits are measured on
 * the file and not on what it claims. Blocks; any thread.
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL with
 *   %BULLETIN_EXCHANGE_ERROR_UNKNOWN_FORMAT, %BULLETIN_EXCHANGE_ERROR_TOO_LARGE or
 *   %BULLETIN_EXCHANGE_ERROR_INVALID
 */
BulletinPicture *
bulletin_picture_import_bytes (GBytes *bytes,
                               const char *name,
                               GCancellable *cancellable,
                               GError **error)
{
  BulletinPictureFile file;
  BulletinPicture *picture;
  g_autoptr (GdkPixbuf) unpacked = NULL;
  g_autoptr (GdkPixbuf) prepared = NULL;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  if (g_bytes_get_size (bytes) > BULLETIN_PICTURE_MAX_BYTES) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("“%s” is larger than %d MB. Choose another file, or make this one smaller."),
                 name, BULLETIN_PICTURE_MAX_BYTES / (1024 * 1024));
    return NULL;
  }
  bulletin_picture_file_look_at (bytes, &file);
  if (!check_file (&file, name, error))
    return NULL;
  /* Unpacked even when its bytes are kept: that it can be is not known before. */
  unpacked = unpack (bytes, &file, name, cancellable, error);
  if (!unpacked)
    return NULL;

  if (formats[file.kind].media_type && file.is_plain && file.orientation == 1 && get_scale (file.width, file.height) >= 1) {
    g_autoptr (GBytes) stripped = bulletin_picture_file_strip (bytes);

    if (file.kind == BULLETIN_PICTURE_FILE_JPEG || g_bytes_get_size (stripped) < LARGE_PNG)
      return bulletin_picture_new (name, formats[file.kind].media_type, stripped, file.width, file.height);
  }

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  prepared = prepare (unpacked, &file);
  g_clear_object (&unpacked);
  picture = prepared ? pack (prepared, name, file.kind == BULLETIN_PICTURE_FILE_JPEG) : NULL;
  if (!picture)
    set_too_many_pixels (error, name, (guint64) file.width * file.height);
  return picture;
}

/**
 * bulletin_picture_import_file:
 * @file: a picture's file
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * As bulletin_picture_import_bytes(), of a file of at most
 * %BULLETIN_PICTURE_MAX_BYTES. Blocks; any thread.
 *
 * Returns: (transfer full) (nullable): the picture
 */
BulletinPicture *
bulletin_picture_import_file (GFile *file,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (GBytes) bytes = bulletin_read_file_within (file, BULLETIN_PICTURE_MAX_BYTES, cancellable, error);
  g_autofree char *name = NULL;

  if (!bytes)
    return NULL;
  name = bulletin_file_get_name (file);
  return bulletin_picture_import_bytes (bytes, name, cancellable, error);
}

/* --- Not to wait for it ---------------------------------------------------- */

typedef struct
{
  GFile *file;
  GBytes *bytes;
  char *name;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_clear_object (&import->file);
  g_clear_pointer (&import->bytes, g_bytes_unref);
  g_free (import->name);
  g_free (import);
}

static void
import_thread (GTask *task,
               gpointer source,
               gpointer task_data,
               GCancellable *cancellable)
{
  const Import *import = task_data;
  GError *error = NULL;
  BulletinPicture *picture = import->file ? bulletin_picture_import_file (import->file, cancellable, &error)
                                          : bulletin_picture_import_bytes (import->bytes, import->name, cancellable, &error);

  if (picture)
    g_task_return_pointer (task, picture, (GDestroyNotify) bulletin_picture_free);
  else
    g_task_return_error (task, error);
}

/**
 * bulletin_picture_import_async:
 * @file: (nullable): a picture's file, or %NULL for @bytes
 * @bytes: (nullable): what a picture's file would hold
 * @name: (nullable): the name of @bytes
 * @cancellable: (nullable): stops the work
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * As bulletin_picture_import_file() or bulletin_picture_import_bytes(), on a
 * worker thread.
 */
void
bulletin_picture_import_async (GFile *file,
                               GBytes *bytes,
                               const char *name,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Import *import = g_new0 (Import, 1);

  g_return_if_fail (file != NULL || (bytes != NULL && name != NULL));

  import->file = file ? g_object_ref (file) : NULL;
  import->bytes = bytes ? g_bytes_ref (bytes) : NULL;
  import->name = g_strdup (name);
  g_task_set_source_tag (task, bulletin_picture_import_async);
  g_task_set_task_data (task, import, import_free);
  g_task_run_in_thread (task, import_thread);
}

/**
 * bulletin_picture_import_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the picture
 */
BulletinPicture *
bulletin_picture_import_finish (GAsyncResult *result,
                                GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
