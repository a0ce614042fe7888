/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-phrase-index.h"

typedef struct
{
  gunichar *characters;
  guint n_characters;
  gpointer data;
} Phrase;

struct _BulletinPhraseIndex
{
  GHashTable *starts; /* the first two characters → GPtrArray of Phrase */
  /* A bit for each first character, by its low 16: most places of a text are
   * passed over without asking the table. */
  guint8 is_first[0x10000 / 8];
};

static void
phrase_free (gpointer data)
{
  Phrase *phrase = data;

  g_free (phrase->characters);
  g_free (phrase);
}

static gint64
make_key (gunichar first,
          gunichar second)
{
  return ((gint64) first << 32) | second;
}

/**
 * bulletin_phrase_index_new:
 *
 * Returns: (transfer full): an index without phrases
 */
BulletinPhraseIndex *
bulletin_phrase_index_new (void)
{
  BulletinPhraseIndex *self = g_new0 (BulletinPhraseIndex, 1);

  self->starts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  return self;
}

/**
 * bulletin_phrase_index_free:
 * @self: (transfer full): an index
 */
void
bulletin_phrase_index_free (BulletinPhraseIndex *self)
{
  g_hash_table_unref (self->starts);
  g_free (self);
}

/* The longest first; of those alike the one that was added first. */
static int
compare_phrases (gconstpointer a,
                 gconstpointer b)
{
  const Phrase *one = a;
  const Phrase *other = b;

  return (int) other->n_characters - (int) one->n_characters;
}

/**
 * bulletin_phrase_index_add:
 * @self: an index
 * @phrase: what to look for; one of less than two characters is left out
 * @data: what a match gives, not %NULL
 */
void
bulletin_phrase_index_add (BulletinPhraseIndex *self,
                           const char          *phrase,
                           gpointer             data)
{
  glong n;
  gunichar *characters = g_utf8_to_ucs4_fast (phrase, -1, &n);
  GPtrArray *phrases;
  Phrase *added;
  gint64 key;

  if (n < 2) {
    g_free (characters);
    return;
  }

  self->is_first[(characters[0] & 0xffff) / 8] |= 1 << (characters[0] % 8);
  key = make_key (characters[0], characters[1]);
  phrases = g_hash_table_lookup (self->starts, &key);
  if (phrases == NULL) {
    phrases = g_ptr_array_new_with_free_func (phrase_free);
    g_hash_table_insert (self->starts, g_memdup2 (&key, sizeof key), phrases);
  }

  added = g_new (Phrase, 1);
  added->characters = characters;
  added->n_characters = n;
  added->data = data;
  g_ptr_array_add (phrases, added);
  g_ptr_array_sort_values (phrases, compare_phrases);
}

/**
 * bulletin_phrase_index_match:
 * @self: an index
 * @text: a line
 * @at: a place in it
 * @n_chars: (out) (optional): how long the phrase is
 *
 * Returns: (transfer none) (nullable): the data of the longest phrase that stands
 *   at @at
 */
gpointer
bulletin_phrase_index_match (const BulletinPhraseIndex *self,
                             const BulletinProofText   *text,
                             guint                      at,
                             guint                     *n_chars)
{
  gint64 key = make_key (text->chars[at], bulletin_proof_char (text, (gint64) at + 1));
  GPtrArray *phrases;

  if ((self->is_first[(text->chars[at] & 0xffff) / 8] & (1 << (text->chars[at] % 8))) == 0)
    return NULL;
  phrases = g_hash_table_lookup (self->starts, &key);

  for (guint i = 0; phrases != NULL && i < phrases->len; i++) {
    const Phrase *phrase = g_ptr_array_index (phrases, i);
    guint k = 2;

    if (at + phrase->n_characters > text->n_chars)
      continue;
    while (k < phrase->n_characters && phrase->characters[k] == text->chars[at + k])
      k++;
    if (k == phrase->n_characters) {
      if (n_chars != NULL)
        *n_chars = k;
      return phrase->data;
    }
  }

  return NULL;
}
