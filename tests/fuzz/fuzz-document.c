/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes read as a text: nothing but what is no UTF-8 changes, and what is written
 * again is read the same. */

#include "config.h"

#include <string.h>

#include "bulletin-document.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse ((const char *) data, (gssize) size);
  g_autofree char *mended = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autofree char *text = bulletin_document_to_text (document);
  g_autofree char *plain = bulletin_document_to_plain_text (document);

  g_assert_cmpstr (text, ==, mended);
  g_assert_true (g_utf8_validate (plain, -1, NULL));
  bulletin_document_count_words (document);

  return 0;
}
