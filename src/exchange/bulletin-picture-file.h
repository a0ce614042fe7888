/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the bytes of picture files say without unpacking them. Nothing here
 * trusts a length that a file gives. */

typedef enum
{
  BULLETIN_PICTURE_FILE_UNKNOWN,
  BULLETIN_PICTURE_FILE_PNG,
  BULLETIN_PICTURE_FILE_JPEG,
  BULLETIN_PICTURE_FILE_GIF,
  BULLETIN_PICTURE_FILE_TIFF,
  BULLETIN_PICTURE_FILE_BMP,
  BULLETIN_PICTURE_FILE_WEBP,
  BULLETIN_PICTURE_FILE_DRAWING, /* SVG, or other XML */
} BulletinPictureFileKind;

/**
 * BulletinPictureFile:
 * @kind: the format
 * @is_complete: whether the file reaches its end; for the formats that say so
 * @width, @height: in pixels as stored; 0 where only unpacking tells
 * @orientation: how EXIF says that it is to be turned, 1 to 8; 1 is upright. Of a
 *   TIFF its loader knows.
 * @is_progressive: a JPEG that is unpacked only as a whole
 * @is_plain: a JPEG in grey or in the colours of JFIF, which every reader shows
 *   in the same way without what its metadata say
 */
typedef struct
{
  BulletinPictureFileKind kind;
  gboolean is_complete;
  guint width, height;
  guint orientation;
  gboolean is_progressive;
  gboolean is_plain;
} BulletinPictureFile;

void    bulletin_picture_file_look_at     (GBytes              *bytes,
                                           BulletinPictureFile *file);
/* The file without metadata, pixel for pixel the same. Only for a complete PNG,
 * or a complete JPEG that is plain. */
GBytes *bulletin_picture_file_strip       (GBytes              *bytes);
/* The file with its first picture alone, for a GIF. */
GBytes *bulletin_picture_file_cut_gif     (GBytes              *bytes);

G_END_DECLS
