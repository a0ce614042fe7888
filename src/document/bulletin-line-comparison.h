/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-comparison.h"
#include "bulletin-sequence.h"

G_BEGIN_DECLS

/* How much two lines have in common, from 0 to 1. */
GArray *bulletin_line_sign      (const char     *line,
                                 gsize           length);
double  bulletin_line_resemble  (const GArray   *signature,
                                 const GArray   *other);

/* Appends the pieces of a changed line to an array of BulletinComparisonPiece. */
void    bulletin_line_compare   (const char     *old_text,
                                 gsize           old_offset,
                                 gsize           old_length,
                                 const char     *new_text,
                                 gsize           new_offset,
                                 gsize           new_length,
                                 GArray         *pieces,
                                 BulletinEffort *effort);

G_END_DECLS
