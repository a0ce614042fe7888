/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-sequence.h"

G_BEGIN_DECLS

/* No line of the other text. */
#define BULLETIN_TEXT_LINE_NONE G_MAXUINT

/**
 * BulletinTextLine:
 * @offset: where it starts, in bytes
 * @length: its bytes, line end not included
 */
typedef struct
{
  gsize offset;
  gsize length;
} BulletinTextLine;

/* Of one text: its lines, what they are compared by, and which line of the other
 * text each became. */
typedef struct
{
  const char *text;
  GArray *lines;
  GArray *ids;
  GArray **signatures;
  guint *partners;
} BulletinTextLines;

#define BULLETIN_TEXT_LINE(side, index)    (&g_array_index ((side)->lines, BulletinTextLine, index))
#define BULLETIN_TEXT_LINE_ID(side, index) (g_array_index ((side)->ids, guint32, index))

void bulletin_text_lines_init  (BulletinTextLines *self,
                                const char        *text,
                                GHashTable        *table);
void bulletin_text_lines_clear (BulletinTextLines *self);
void bulletin_text_lines_align (BulletinTextLines *old_side,
                                BulletinTextLines *new_side,
                                BulletinEffort    *effort);

G_END_DECLS
