/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Chinese numerals of 1 to 9999 as official numbering writes them:
 * 一 十 十一 二十 一百零三; 〇 digit by digit in years (二〇二四). */

char     *bulletin_numeral_format (int          number);
gboolean  bulletin_numeral_parse  (const char  *text,
                                   gsize        length,
                                   int         *number);

G_END_DECLS
