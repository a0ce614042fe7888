/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BulletinMarker:
 * @level: the heading level that the marker stands for, 1 to 4
 * @number: the number it carries, 1 to 999
 * @length: the bytes of the marker
 * @number_offset: where the number stands in it, in bytes
 * @number_length: the bytes of the number
 *
 * A heading's marker, `一、` `（一）` `1.` `（1）`, taken apart.
 */
typedef struct
{
  int level;
  int number;
  gsize length;
  gsize number_offset;
  gsize number_length;
} BulletinMarker;

gboolean bulletin_marker_parse (const char     *text,
                                gsize           length,
                                BulletinMarker *marker);

char    *bulletin_marker_format_number (int         level,
                                        int         number,
                                        const char *typed);

/* The blank characters that indent a line: they stay in the source and mean
 * nothing. */
gsize    bulletin_skip_blanks  (const char     *text,
                                gsize           length);
gsize    bulletin_trim_blanks  (const char     *text,
                                gsize           length);

G_END_DECLS
