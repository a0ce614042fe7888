/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-comparison.h"

G_BEGIN_DECLS

/**
 * BulletinPassageFate:
 * @BULLETIN_PASSAGE_KEPT: the same words stand there
 * @BULLETIN_PASSAGE_CHANGED: other words stand in their place, or between them
 * @BULLETIN_PASSAGE_GONE: the words are gone; the passage is the place where they
 *   were, and empty
 */
typedef enum
{
  BULLETIN_PASSAGE_KEPT,
  BULLETIN_PASSAGE_CHANGED,
  BULLETIN_PASSAGE_GONE,
} BulletinPassageFate;

/* Where words of the old text stand in the new one. @start and @end are bytes of
 * the old text, and then of the new. */
BulletinPassageFate bulletin_comparison_follow (const BulletinComparison *self,
                                                gsize                    *start,
                                                gsize                    *end);
/* Widens a range to whole characters, as they are seen: no mark is parted from its
 * letter. */
void                bulletin_passage_snap      (const char               *text,
                                                gsize                    *start,
                                                gsize                    *end);

char *bulletin_passage_abridge (const char *words,
                                guint       n_characters);

G_END_DECLS
