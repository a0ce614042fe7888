/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a fuzz target where there is no libFuzzer: over the files that are named, and
 * over texts made of them by leaving out, doubling and changing bytes, always the same
 * ones.
 *
 *   fuzz-TARGET ROUNDS FILE… */

#include "config.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

/* Most of what can go wrong does so within this much. */
#define MAX_PART 600

static const char *const tokens[] = {
  "一、", "（一）", "1.", "> ", "|", "|---|", "|= ", "---", "![", "](attachment:", "**", "{{", "}}", "\\", "附件：", "。", "\r", "\n",
  "\xff", "\xed\xa0\x80", "\u200d", "\u202e", "\u0301", "\U00020bb7", "\U0001f468\u200d\U0001f469", "\u05e9", "\u2028", "\ufeff"
};

static void
change (GByteArray *text,
        GRand      *random)
{
  const guint at = text->len > 0 ? (guint) g_rand_int_range (random, 0, (gint32) text->len) : 0;
  const guint n_removed = (guint) g_rand_int_range (random, 1, 40);
  const char *token = tokens[g_rand_int_range (random, 0, G_N_ELEMENTS (tokens))];
  GByteArray *whole = g_byte_array_new ();

  switch (g_rand_int_range (random, 0, 4)) {
  case 0:
    if (text->len > 0)
      g_byte_array_remove_range (text, at, MIN (text->len - at, n_removed));
    break;
  case 1:
    if (text->len > 0)
      text->data[at] = (guint8) g_rand_int_range (random, 0, 256);
    break;
  default:
    g_byte_array_append (whole, text->data, at);
    for (int i = g_rand_int_range (random, 1, 4); i > 0; i--)
      g_byte_array_append (whole, (const guint8 *) token, (guint) strlen (token));
    g_byte_array_append (whole, text->data + at, text->len - at);
    g_byte_array_set_size (text, 0);
    g_byte_array_append (text, whole->data, whole->len);
    break;
  }
  g_byte_array_unref (whole);
}

int
main (int    argc,
      char **argv)
{
  const int n_rounds = argc > 1 ? atoi (argv[1]) : 0;
  g_autoptr (GRand) random = g_rand_new_with_seed (9704);

  for (int i = 2; i < argc; i++) {
    g_autofree char *contents = NULL;
    g_autoptr (GError) error = NULL;
    gsize length;

    if (!g_file_get_contents (argv[i], &contents, &length, &error)) {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
    LLVMFuzzerTestOneInput ((const uint8_t *) contents, length);

    for (int round = 0; round < n_rounds; round++) {
      g_autoptr (GByteArray) text = g_byte_array_new ();
      const gsize start = length > MAX_PART ? (gsize) g_rand_int_range (random, 0, (gint32) (length - MAX_PART)) : 0;

      g_byte_array_append (text, (const guint8 *) contents + start, (guint) MIN (length - start, MAX_PART));
      for (int k = g_rand_int_range (random, 1, 12); k > 0; k--)
        change (text, random);
      LLVMFuzzerTestOneInput (text->data, text->len);
    }
  }

  return EXIT_SUCCESS;
}
