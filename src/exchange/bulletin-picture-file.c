/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-picture-file.h"

#include <string.h>

#define PNG_SIGNATURE      "\211PNG\r\n\032\n"
#define PNG_SIGNATURE_SIZE 8
/* Length, type and checksum. */
#define PNG_CHUNK_FRAME 12

/* JPEG's markers: ITU-T T.81, table B.1. */
#define JPEG_SOI   0xd8
#define JPEG_EOI   0xd9
#define JPEG_SOS   0xda
#define JPEG_APP0  0xe0
#define JPEG_APP1  0xe1
#define JPEG_APP14 0xee
#define JPEG_APP15 0xef
#define JPEG_COM   0xfe
#define JPEG_TEM   0x01

/* EXIF 2.32, 4.6.4 A: the tag of Orientation. */
#define EXIF_ORIENTATION 0x0112

typedef struct
{
  const guint8 *data;
  gsize size;
} Span;

static Span
get_span (GBytes *bytes)
{
  Span span;

  span.data = g_bytes_get_data (bytes, &span.size);
  return span;
}

static gboolean
starts_with (Span span,
             gsize offset,
             const char *text,
             gsize length)
{
  return offset <= span.size && span.size - offset >= length && memcmp (span.data + offset, text, length) == 0;
}

static guint
read_16 (Span span,
         gsize offset,
         gboolean is_little)
{
  const guint8 *p = span.data + offset;

  if (offset > span.size || span.size - offset < 2)
    return 0;
  return is_little ? p[0] | (guint) p[1] << 8 : (guint) p[0] << 8 | p[1];
}

static guint32
read_32 (Span span,
         gsize offset,
         gboolean is_little)
{
  guint first = read_16 (span, offset, is_little);
  guint second = read_16 (span, offset + 2, is_little);

  return is_little ? first | (guint32) second << 16 : (guint32) first << 16 | second;
}

/* --- EXIF ------------------------------------------------------------------ */

/* Of the TIFF structure that EXIF is; 1 if it says nothing sensible. */
static guint
read_orientation (Span exif)
{
  gboolean is_little;
  guint32 directory;
  guint n_entries;

  if (starts_with (exif, 0, "II*\0", 4))
    is_little = TRUE;
  else if (starts_with (exif, 0, "MM\0*", 4))
    is_little = FALSE;
  else
    return 1;

  directory = read_32 (exif, 4, is_little);
  n_entries = read_16 (exif, directory, is_little);
  for (guint i = 0; i < n_entries; i++) {
    gsize entry = (gsize) directory + 2 + 12 * (gsize) i;
    guint value;

    if (entry >= exif.size)
      return 1;
    if (read_16 (exif, entry, is_little) != EXIF_ORIENTATION)
      continue;
    value = read_16 (exif, entry + 8, is_little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/* --- PNG ------------------------------------------------------------------- */

/* The next chunk from @offset; FALSE at the end, or where the file breaks off. */
static gboolean
read_chunk (Span png,
            gsize offset,
            gsize *size)
{
  guint32 length;

  if (offset > png.size || png.size - offset < PNG_CHUNK_FRAME)
    return FALSE;
  length = read_32 (png, offset, FALSE);
  if (length > G_MAXINT32 || png.size - offset - PNG_CHUNK_FRAME < length)
    return FALSE;
  *size = (gsize) length + PNG_CHUNK_FRAME;
  return TRUE;
}

static void
look_at_png (Span png,
             BulletinPictureFile *file)
{
  gsize size;

  file->kind = BULLETIN_PICTURE_FILE_PNG;
  file->is_plain = TRUE;
  if (starts_with (png, PNG_SIGNATURE_SIZE + 4, "IHDR", 4)) {
    file->width = read_32 (png, PNG_SIGNATURE_SIZE + 8, FALSE);
    file->height = read_32 (png, PNG_SIGNATURE_SIZE + 12, FALSE);
  }
  for (gsize offset = PNG_SIGNATURE_SIZE; read_chunk (png, offset, &size); offset += size) {
    if (starts_with (png, offset + 4, "eXIf", 4)) {
      Span exif = { png.data + offset + 8, size - PNG_CHUNK_FRAME };

      file->orientation = read_orientation (exif);
    } else if (starts_with (png, offset + 4, "IEND", 4)) {
      file->is_complete = TRUE;
      return;
    }
  }
}

/* Text, times, camera's notes, colour profiles and private chunks go; what is
 * needed to show the pixels stays. */
static gboolean
is_needed (Span png,
           gsize offset)
{
  static const char *const names[] = { "IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "IDAT", "IEND" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (starts_with (png, offset + 4, names[i], 4))
      return TRUE;
  }
  return FALSE;
}

static GBytes *
strip_png (Span png)
{
  GByteArray *stripped = g_byte_array_sized_new ((guint) png.size);
  gsize size;

  g_byte_array_append (stripped, png.data, PNG_SIGNATURE_SIZE);
  for (gsize offset = PNG_SIGNATURE_SIZE; read_chunk (png, offset, &size); offset += size) {
    if (is_needed (png, offset))
      g_byte_array_append (stripped, png.data + offset, (guint) size);
    /* What stands behind the end is not part of the picture. */
    if (starts_with (png, offset + 4, "IEND", 4))
      break;
  }
  return g_byte_array_free_to_bytes (stripped);
}

/* --- JPEG ------------------------------------------------------------------ */

/* A piece of a JPEG: a marker with its segment and, for a scan, the data behind. */
typedef struct
{
  guint8 marker;
  gsize offset; /* of the marker's 0xff */
  gsize size;   /* to the next piece */
  Span content; /* of the segment, without its length */
} Piece;

static gboolean
is_alone (guint8 marker)
{
  return marker == JPEG_SOI || marker == JPEG_EOI || marker == JPEG_TEM || (marker >= 0xd0 && marker <= 0xd7);
}

/* FALSE at the end of the bytes, and where they are no JPEG. */
static gboolean
read_piece (Span jpeg,
            gsize offset,
            Piece *piece)
{
  gsize end = offset;
  guint length;

  memset (piece, 0, sizeof *piece);
  piece->offset = offset;
  if (end >= jpeg.size || jpeg.data[end] != 0xff)
    return FALSE;
  while (end < jpeg.size && jpeg.data[end] == 0xff)
    end++;
  if (end >= jpeg.size)
    return FALSE;
  piece->marker = jpeg.data[end++];
  if (!is_alone (piece->marker)) {
    length = read_16 (jpeg, end, FALSE);
    if (length < 2 || jpeg.size - end < length)
      return FALSE;
    piece->content.data = jpeg.data + end + 2;
    piece->content.size = length - 2;
    end += length;
  }
  /* A scan goes on to the next marker that is none of its own. */
  if (piece->marker == JPEG_SOS) {
    while (end + 1 < jpeg.size &&
           !(jpeg.data[end] == 0xff && jpeg.data[end + 1] != 0 && jpeg.data[end + 1] != 0xff &&
             !(jpeg.data[end + 1] >= 0xd0 && jpeg.data[end + 1] <= 0xd7)))
      end++;
    if (end + 1 >= jpeg.size)
      return FALSE;
  }
  piece->size = end - offset;
  return TRUE;
}

static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static void
look_at_frame (const Piece *piece,
               BulletinPictureFile *file,
               guint *n_components,
               gboolean *is_rgb)
{
  const Span frame = piece->content;

  file->height = read_16 (frame, 1, FALSE);
  file->width = read_16 (frame, 3, FALSE);
  *n_components = frame.size > 5 ? frame.data[5] : 0;
  /* Not baseline or extended sequential. */
  file->is_progressive = piece->marker != 0xc0 && piece->marker != 0xc1;
  /* Some writers call the components R, G and B. */
  *is_rgb = *n_components == 3 && frame.size >= 6 + 9 && frame.data[6] == 'R' && frame.data[9] == 'G' && frame.data[12] == 'B';
}

static void
look_at_jpeg (Span jpeg,
              BulletinPictureFile *file)
{
  guint n_components = 0;
  gboolean is_rgb = FALSE, has_scan = FALSE;
  Piece piece;

  file->kind = BULLETIN_PICTURE_FILE_JPEG;
  for (gsize offset = 0; read_piece (jpeg, offset, &piece); offset += piece.size) {
    if (is_frame (piece.marker) && file->width == 0)
      look_at_frame (&piece, file, &n_components, &is_rgb);
    else if (piece.marker == JPEG_APP1 && starts_with (piece.content, 0, "Exif\0\0", 6) && file->orientation == 1)
      file->orientation = read_orientation ((Span) { piece.content.data + 6, piece.content.size - 6 });
    /* Adobe's segment says with its last byte whether the colours are turned. */
    else if (piece.marker == JPEG_APP14 && starts_with (piece.content, 0, "Adobe", 5) && piece.content.size >= 12)
      is_rgb |= piece.content.data[11] == 0;
    else if (piece.marker == JPEG_SOS)
      has_scan = TRUE;
    else if (piece.marker == JPEG_EOI) {
      file->is_complete = has_scan;
      break;
    }
  }
  file->is_plain = n_components == 1 || (n_components == 3 && !is_rgb);
}

/* JFIF 1.02 without a density. */
static const guint8 jfif[] = { 0xff, JPEG_APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 2, 0, 0, 1, 0, 1, 0, 0 };

static GBytes *
strip_jpeg (Span jpeg)
{
  GByteArray *stripped = g_byte_array_sized_new ((guint) jpeg.size);
  Piece piece;

  for (gsize offset = 0; read_piece (jpeg, offset, &piece); offset += piece.size) {
    if ((piece.marker >= JPEG_APP0 && piece.marker <= JPEG_APP15) || piece.marker == JPEG_COM)
      continue;
    g_byte_array_append (stripped, jpeg.data + offset, (guint) piece.size);
    if (piece.marker == JPEG_SOI)
      g_byte_array_append (stripped, jfif, sizeof jfif);
    /* What stands behind the end, such as a film, is not part of the picture. */
    if (piece.marker == JPEG_EOI)
      break;
  }
  return g_byte_array_free_to_bytes (stripped);
}

/* --- GIF ------------------------------------------------------------------- */

/* The bytes of a colour table by the flags before it. */
static gsize
get_table_size (guint8 flags)
{
  return (flags & 0x80) != 0 ? 3 * ((gsize) 1 << ((flags & 7) + 1)) : 0;
}

/* Where the blocks from @offset end: at an empty one. 0 if they do not. */
static gsize
skip_blocks (Span gif,
             gsize offset)
{
  while (offset < gif.size) {
    guint8 length = gif.data[offset++];

    if (length == 0)
      return offset;
    offset += length;
  }
  return 0;
}

/* Where the first picture ends; 0 if it does not. */
static gsize
find_first_end (Span gif)
{
  gsize offset;

  if (gif.size < 13)
    return 0;
  offset = 13 + get_table_size (gif.data[10]);
  while (offset > 0 && offset < gif.size) {
    if (gif.data[offset] == 0x21) {
      offset = skip_blocks (gif, offset + 2);
    } else if (gif.data[offset] == 0x2c && gif.size - offset > 10) {
      offset += 10 + get_table_size (gif.data[offset + 9]);
      return skip_blocks (gif, offset + 1);
    } else {
      return 0;
    }
  }
  return 0;
}

static void
look_at_gif (Span gif,
             BulletinPictureFile *file)
{
  file->kind = BULLETIN_PICTURE_FILE_GIF;
  file->width = read_16 (gif, 6, TRUE);
  file->height = read_16 (gif, 8, TRUE);
  file->is_complete = find_first_end (gif) > 0;
}

/**
 * bulletin_picture_file_cut_gif:
 * @bytes: a complete GIF
 *
 * A film of thousands of pictures would all be unpacked.
 *
 * Returns: (transfer full): the file up to its first picture
 */
GBytes *
bulletin_picture_file_cut_gif (GBytes *bytes)
{
  Span gif = get_span (bytes);
  gsize end = find_first_end (gif);
  GByteArray *cut = g_byte_array_sized_new ((guint) end + 1);

  g_byte_array_append (cut, gif.data, (guint) end);
  g_byte_array_append (cut, (const guint8 *) ";", 1);
  return g_byte_array_free_to_bytes (cut);
}

/* --- BMP ------------------------------------------------------------------- */

static void
look_at_bmp (Span bmp,
             BulletinPictureFile *file)
{
  guint64 row;

  file->kind = BULLETIN_PICTURE_FILE_BMP;
  /* The head of OS/2 has shorter fields. */
  if (read_32 (bmp, 14, TRUE) == 12) {
    file->width = read_16 (bmp, 18, TRUE);
    file->height = read_16 (bmp, 20, TRUE);
    row = (guint64) file->width * read_16 (bmp, 24, TRUE);
  } else {
    file->width = read_32 (bmp, 18, TRUE);
    file->height = (guint) ABS ((gint64) (gint32) read_32 (bmp, 22, TRUE));
    row = (guint64) file->width * read_16 (bmp, 28, TRUE);
    /* Only the loader knows how long packed rows are. */
    if (read_32 (bmp, 30, TRUE) != 0)
      row = 0;
  }
  /* Rows are filled up to four bytes. */
  row = (row + 31) / 32 * 4;
  file->is_complete = row < bmp.size && read_32 (bmp, 10, TRUE) + row * file->height <= bmp.size;
}

/* --- All ------------------------------------------------------------------- */

/* A drawing as text: XML in any encoding, a tag, or packed with gzip. */
static gboolean
is_drawing (Span span)
{
  gsize start = 0;

  if (starts_with (span, 0, "\x1f\x8b", 2))
    return TRUE;
  if (starts_with (span, 0, "\xef\xbb\xbf", 3))
    start = 3;
  else if (starts_with (span, 0, "\xff\xfe<\0", 4) || starts_with (span, 0, "\xfe\xff\0<", 4))
    return TRUE;
  while (start < span.size && g_ascii_isspace (span.data[start]))
    start++;
  return start < span.size && span.data[start] == '<';
}

/**
 * bulletin_picture_file_look_at:
 * @bytes: a file
 * @file: (out caller-allocates): what it says of itself
 *
 * Recognises a picture by its bytes, whatever its name says. Takes time linear
 * in its length.
 */
void
bulletin_picture_file_look_at (GBytes *bytes,
                               BulletinPictureFile *file)
{
  const Span span = get_span (bytes);

  memset (file, 0, sizeof *file);
  file->orientation = 1;

  if (starts_with (span, 0, PNG_SIGNATURE, PNG_SIGNATURE_SIZE)) {
    look_at_png (span, file);
  } else if (starts_with (span, 0, "\xff\xd8\xff", 3)) {
    look_at_jpeg (span, file);
  } else if (starts_with (span, 0, "GIF87a", 6) || starts_with (span, 0, "GIF89a", 6)) {
    look_at_gif (span, file);
  } else if (starts_with (span, 0, "II*\0", 4) || starts_with (span, 0, "MM\0*", 4)) {
    file->kind = BULLETIN_PICTURE_FILE_TIFF;
    file->is_complete = TRUE;
  } else if (starts_with (span, 0, "RIFF", 4) && starts_with (span, 8, "WEBP", 4)) {
    file->kind = BULLETIN_PICTURE_FILE_WEBP;
    file->is_complete = span.size - 8 >= read_32 (span, 4, TRUE);
  } else if (starts_with (span, 0, "BM", 2) && span.size >= 26) {
    look_at_bmp (span, file);
  } else if (is_drawing (span)) {
    file->kind = BULLETIN_PICTURE_FILE_DRAWING;
  }
}

/**
 * bulletin_picture_file_strip:
 * @bytes: a complete PNG, or a complete JPEG that is plain
 *
 * Returns: (transfer full): the same pixels without metadata
 */
GBytes *
bulletin_picture_file_strip (GBytes *bytes)
{
  const Span span = get_span (bytes);

  return starts_with (span, 0, PNG_SIGNATURE, PNG_SIGNATURE_SIZE) ? strip_png (span) : strip_jpeg (span);
}
