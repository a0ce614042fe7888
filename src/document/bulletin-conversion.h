/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-document.h"
#include "bulletin-edit.h"

G_BEGIN_DECLS

/**
 * BulletinConversion:
 * @BULLETIN_CONVERSION_QUOTES: straight quotes and corner brackets become “ ” ‘ ’
 * @BULLETIN_CONVERSION_PUNCTUATION: half-width punctuation beside Chinese becomes
 *   full-width
 * @BULLETIN_CONVERSION_DIGITS: full-width digits and Latin letters become
 *   half-width
 *
 * What can be made uniform in a text.
 */
typedef enum
{
  BULLETIN_CONVERSION_QUOTES,
  BULLETIN_CONVERSION_PUNCTUATION,
  BULLETIN_CONVERSION_DIGITS,
} BulletinConversion;

GPtrArray *bulletin_convert (const BulletinDocument *document,
                             BulletinConversion      conversion,
                             gsize                   start,
                             gsize                   end);

G_END_DECLS
