/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-punctuation.h"

#include <string.h>

static gboolean
contains (const char *set,
          gunichar    c)
{
  return c != 0 && g_utf8_strchr (set, -1, c) != NULL;
}

/**
 * bulletin_punctuation_is_opening:
 * @c: a character
 *
 * Returns: whether @c is the first half of a pair of quotes, brackets or book
 *   title marks, which never ends a line (GB/T 15834-2011, 5.1.2)
 */
gboolean
bulletin_punctuation_is_opening (gunichar c)
{
  return contains ("“‘《〈（【〔「『［｛〖〘([{«‹", c);
}

/**
 * bulletin_punctuation_is_closing:
 * @c: a character
 *
 * Returns: whether @c is the second half of such a pair, or a stop (GB/T
 *   15834-2011, 5.1.1 and 5.1.2)
 */
gboolean
bulletin_punctuation_is_closing (gunichar c)
{
  return contains ("，。、；：？！”’》〉）】〕」』］｝〗〙)]},.;:?!»›", c);
}

/**
 * bulletin_punctuation_is_ambiguous:
 * @c: a character
 *
 * Returns: whether @c is as wide as a Chinese character in Chinese text and
 *   narrow in Latin text, without a code point of its own for either
 */
gboolean
bulletin_punctuation_is_ambiguous (gunichar c)
{
  return contains ("“”‘’—…·", c);
}

/**
 * bulletin_punctuation_may_begin:
 * @c: a character
 *
 * Stops, second halves of pairs, connectors and the middle dot do not begin a
 * line (GB/T 15834-2011, 5.1.1, 5.1.2, 5.1.5 to 5.1.7), nor do the signs that
 * belong to the number before them. Dashes and ellipses may.
 *
 * Returns: whether a line may begin with @c
 */
gboolean
bulletin_punctuation_may_begin (gunichar c)
{
  return !bulletin_punctuation_is_closing (c) && !contains ("·～-–/／%％‰℃°′″々ー", c);
}

/**
 * bulletin_punctuation_may_separate:
 * @before: a character
 * @after: the character that follows it
 *
 * Returns: whether a line may end with @before and the next begin with @after,
 *   as far as punctuation is concerned; a dash of two characters and an ellipsis
 *   are not divided (GB/T 15834-2011, 5.1.3 and 5.1.4)
 */
gboolean
bulletin_punctuation_may_separate (gunichar before,
                                   gunichar after)
{
  if (bulletin_punctuation_is_opening (before) || !bulletin_punctuation_may_begin (after))
    return FALSE;

  return !(before == after && contains ("—…⋯", before));
}
