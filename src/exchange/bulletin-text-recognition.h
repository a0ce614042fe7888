/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-text-line.h"

G_BEGIN_DECLS

/* What the recognition of a text's head and of its foot share. */

/**
 * BulletinRecognition:
 * @lines: (element-type BulletinTextLine): of the text
 * @start: where the body begins
 * @end: where it ends, exclusive
 * @is_page: whether certain signs of a web page were seen
 * @metadata: what was read so far
 */
typedef struct
{
  GPtrArray *lines;
  guint start;
  guint end;
  gboolean is_page;
  BulletinMetadata *metadata;
} BulletinRecognition;

const BulletinTextLine *bulletin_recognition_get_line      (const BulletinRecognition *self,
                                                            guint                      i);
gboolean                bulletin_recognition_is_blank      (const BulletinRecognition *self,
                                                            guint                      i);
guint                   bulletin_recognition_trim_end      (const BulletinRecognition *self,
                                                            guint                      end);
void                    bulletin_recognition_cut_page_foot (BulletinRecognition       *self);
void                    bulletin_recognition_cut_tail      (BulletinRecognition       *self);

G_END_DECLS
