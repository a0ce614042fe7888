/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-term-index.h"

#include <string.h>

/* No name begins with more characters than this that somebody would still complete. */
#define MAX_CHARS 32

typedef struct
{
  char *key; /* casefolded */
  char *text;
  char *detail;
} Entry;

struct _BulletinTermIndex
{
  gatomicrefcount ref_count;
  GArray *entries;
};

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  g_free (entry->text);
  g_free (entry->detail);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *one = a;
  const Entry *other = b;
  int order = strcmp (one->key, other->key);

  return order != 0 ? order : strcmp (one->text, other->text);
}

/* The first entry whose key is not before @key. */
static guint
find_first (const BulletinTermIndex *self,
            const char *key)
{
  guint low = 0;
  guint high = self->entries->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (strcmp (g_array_index (self->entries, Entry, middle).key, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static gboolean
is_latin (gunichar character)
{
  return character < 0x80 && g_ascii_isalnum ((char) character);
}

/* Whether a name may begin at @at: a Latin word is not broken up, and one letter of
 * it says too little. */
static gboolean
may_begin (const char *before,
           const char *at)
{
  if (!is_latin (g_utf8_get_char (at)))
    return g_unichar_isgraph (g_utf8_get_char (at)) && (g_utf8_get_char (at) >= 0x80 || g_utf8_next_char (at)[0] != '\0');
  if (at > before && is_latin (g_utf8_get_char (g_utf8_prev_char (at))))
    return FALSE;
  return g_utf8_next_char (at)[0] != '\0';
}

static void
add_matches (const BulletinTermIndex *self,
             const char *typed,
             guint limit,
             GHashTable *seen,
             GPtrArray *matches)
{
  g_autofree char *key = g_utf8_casefold (typed, -1);
  guint n_chars = g_utf8_strlen (typed, -1);

  for (guint i = find_first (self, key); i < self->entries->len && matches->len < limit; i++) {
    const Entry *entry = &g_array_index (self->entries, Entry, i);
    BulletinTermMatch *match;

    if (!g_str_has_prefix (entry->key, key))
      break;
    if (g_str_equal (entry->text, typed) || !g_hash_table_add (seen, entry->text))
      continue;
    match = g_new0 (BulletinTermMatch, 1);
    match->text = g_strdup (entry->text);
    match->detail = g_strdup (entry->detail);
    match->n_chars = n_chars;
    g_ptr_array_add (matches, match);
  }
}

void
bulletin_term_match_free (BulletinTermMatch *self)
{
  g_free (self->text);
  g_free (self->detail);
  g_free (self);
}

BulletinTermIndex *
bulletin_term_index_new (void)
{
  BulletinTermIndex *self = g_new0 (BulletinTermIndex, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  return self;
}

BulletinTermIndex *
bulletin_term_index_ref (BulletinTermIndex *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
bulletin_term_index_unref (BulletinTermIndex *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->entries);
  g_free (self);
}

/**
 * bulletin_term_index_add:
 * @self: an index that is not sealed yet
 * @key: how it begins when it is typed: the name itself, or one that stands for it
 * @text: what is to stand there
 * @detail: (nullable): what it is, for people
 */
void
bulletin_term_index_add (BulletinTermIndex *self,
                         const char *key,
                         const char *text,
                         const char *detail)
{
  Entry entry = { g_utf8_casefold (key, -1), g_strdup (text), g_strdup (detail) };

  g_array_append_val (self->entries, entry);
}

/* Makes it ready to be asked. */
void
bulletin_term_index_seal (BulletinTermIndex *self)
{
  g_array_sort (self->entries, compare_entries);
}

/* Whether two sealed ones hold the same. */
gboolean
bulletin_term_index_equal (const BulletinTermIndex *one,
                           const BulletinTermIndex *other)
{
  if (one->entries->len != other->entries->len)
    return FALSE;
  for (guint i = 0; i < one->entries->len; i++) {
    const Entry *a = &g_array_index (one->entries, Entry, i);
    const Entry *b = &g_array_index (other->entries, Entry, i);

    if (compare_entries (a, b) != 0 || g_strcmp0 (a->detail, b->detail) != 0)
      return FALSE;
  }
  return TRUE;
}

/**
 * bulletin_term_index_complete:
 * @self: a sealed index
 * @before: what stands before the caret in its line, UTF-8
 * @limit: how many to give at most
 *
 * Finds what goes on from the end of @before. Chinese does not part its words, so a
 * name may begin at any character; what takes up most of @before comes first. Takes
 * time by the length of a name, however many there are.
 *
 * Returns: (transfer full) (element-type BulletinTermMatch): the names, best first
 */
GPtrArray *
bulletin_term_index_complete (const BulletinTermIndex *self,
                              const char *before,
                              guint limit)
{
  GPtrArray *matches = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_term_match_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *at = before + strlen (before);

  for (guint i = 0; i < MAX_CHARS && at > before; i++)
    at = g_utf8_prev_char (at);
  for (; *at && matches->len < limit; at = g_utf8_next_char (at)) {
    if (may_begin (before, at))
      add_matches (self, at, limit, seen, matches);
  }
  return matches;
}
