/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-typesetter.h"

G_BEGIN_DECLS

/**
 * BulletinLineExtent:
 * @start, @end: the clusters of the line
 * @visible_end: where the white space that hangs at its end starts
 * @width: the natural width of its visible clusters, in points
 * @squeeze: how much of that punctuation has to give for the line to fit
 * @is_last: whether the text ends with it
 */
typedef struct
{
  guint start, end;
  guint visible_end;
  double width;
  double squeeze;
  gboolean is_last;
} BulletinLineExtent;

GArray *bulletin_break_lines          (const BulletinShapedText *shaped,
                                       double                    first_width,
                                       double                    width);
GArray *bulletin_break_lines_balanced (const BulletinShapedText *shaped,
                                       const BulletinText       *text,
                                       double                    width);

G_END_DECLS
