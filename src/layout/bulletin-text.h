/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-page-plan.h"

G_BEGIN_DECLS

/**
 * BulletinTextSpan:
 * @start, @end: the span in the text, in bytes
 * @font: the typeface's role
 * @size: the type size in points
 * @tracking: what is added to the advance of every em-wide character, in
 *   points; how 28 characters of 16 pt come to fill a block of 156 mm
 * @bold: whether it is heavier than the role's plain text
 * @offset, @length: the source that the span stands for; byte for byte the same
 *   as the text if @length is @end − @start; @offset is %G_MAXSIZE if it has no
 *   place in the source
 * @role, @level, @element: its place in the structure, as in #BulletinPlanRun
 */
typedef struct
{
  guint start, end;
  BulletinFontRole font;
  double size;
  double tracking;
  gboolean bold;
  gsize offset;
  gsize length;
  BulletinPlanRole role;
  int level;
  guint element;
} BulletinTextSpan;

/**
 * BulletinText:
 * @text: UTF-8
 * @spans: (element-type BulletinTextSpan): tile @text
 *
 * A paragraph's text with what it should look like and where it came from.
 */
typedef struct
{
  GString *text;
  GArray *spans;
} BulletinText;

BulletinText *bulletin_text_new          (void);
void          bulletin_text_free         (BulletinText           *self);
void          bulletin_text_append       (BulletinText           *self,
                                          const char             *text,
                                          gssize                  length,
                                          const BulletinTextSpan *style);
void          bulletin_text_append_spans (BulletinText           *self,
                                          const GPtrArray        *spans,
                                          guint                   start,
                                          guint                   end,
                                          const BulletinTextSpan *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinText, bulletin_text_free)

G_END_DECLS
