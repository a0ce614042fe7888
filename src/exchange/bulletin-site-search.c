/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-site-search.h"

#include <string.h>

typedef struct
{
  GByteArray *steps;  /* from one issue's number to the next: seven bits a byte, the
                       * lowest first, the eighth saying that more follow */
  guint last;
} Posting;

struct _BulletinSiteSearch
{
  GHashTable *buckets[BULLETIN_SITE_SEARCH_BUCKETS];  /* utf8 → Posting */
  GString *list;
  GString *texts;  /* of the issues whose file is not written yet */
  guint n_issues;
  BulletinSiteSearchWriter writer;
  gpointer user_data;
};

static void
posting_free (gpointer data)
{
  Posting *posting = data;

  g_byte_array_unref (posting->steps);
  g_free (posting);
}

/**
 * bulletin_site_search_new:
 * @writer: takes the files of the index, one after the other
 * @user_data: handed to @writer
 *
 * Returns: (transfer full): an index without issues
 */
BulletinSiteSearch *
bulletin_site_search_new (BulletinSiteSearchWriter writer,
                          gpointer user_data)
{
  BulletinSiteSearch *self = g_new0 (BulletinSiteSearch, 1);

  for (guint i = 0; i < BULLETIN_SITE_SEARCH_BUCKETS; i++)
    self->buckets[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, posting_free);
  self->list = g_string_new (NULL);
  self->texts = g_string_new (NULL);
  self->writer = writer;
  self->user_data = user_data;
  return self;
}

void
bulletin_site_search_free (BulletinSiteSearch *self)
{
  for (guint i = 0; i < BULLETIN_SITE_SEARCH_BUCKETS; i++)
    g_hash_table_unref (self->buckets[i]);
  g_string_free (self->list, TRUE);
  g_string_free (self->texts, TRUE);
  g_free (self);
}

/* A string of a script. It stands in a file of its own, but would not end a <script>
 * either; U+2028 and U+2029 were line ends to older browsers. */
static void
append_string (GString *script,
               const char *text)
{
  g_string_append_c (script, '"');
  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c < 0x20 || c == '"' || c == '\\' || c == '<' || c == 0x7f || c == 0x2028 || c == 0x2029)
      g_string_append_printf (script, "\\u%04x", c);
    else
      g_string_append_unichar (script, c);
  }
  g_string_append_c (script, '"');
}

/* The character under which one is found: full-width forms, case and the like taken
 * away where that leaves one character as long (in UTF-16, as scripts count), so that
 * places stay what they are. */
static gunichar
fold (gunichar c)
{
  char text[8] = { 0 };
  g_autofree char *normal = NULL;
  g_autofree char *lower = NULL;
  gunichar folded;

  if (c < 0x80)
    return (gunichar) g_ascii_tolower ((char) c);
  /* Nearly all there is: CJK ideographs stand for themselves. */
  if (c >= 0x4e00 && c <= 0x9fff)
    return c;
  g_unichar_to_utf8 (c, text);
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  lower = normal ? g_utf8_strdown (normal, -1) : NULL;
  if (!lower || !*lower || *g_utf8_next_char (lower) != '\0')
    return c;
  folded = g_utf8_get_char (lower);
  return (folded > 0xffff) == (c > 0xffff) ? folded : c;
}

static guint
get_bucket (const gunichar *key,
            guint n)
{
  guint h = 0;

  for (guint i = 0; i < n; i++)
    h = (guint) (((guint64) h * 31 + key[i]) % 65521);
  return h % BULLETIN_SITE_SEARCH_BUCKETS;
}

static void
append_step (GByteArray *steps,
             guint step)
{
  guint8 byte;

  for (; step >= 0x80; step >>= 7) {
    byte = (step & 0x7f) | 0x80;
    g_byte_array_append (steps, &byte, 1);
  }
  byte = step;
  g_byte_array_append (steps, &byte, 1);
}

static void
append_steps (GString *script,
              const GByteArray *steps)
{
  guint step = 0, shift = 0;

  g_string_append_c (script, '[');
  for (guint i = 0; i < steps->len; i++) {
    step |= (guint) (steps->data[i] & 0x7f) << shift;
    shift += 7;
    if (steps->data[i] & 0x80)
      continue;
    if (script->str[script->len - 1] != '[')
      g_string_append_c (script, ',');
    g_string_append_printf (script, "%u", step);
    step = shift = 0;
  }
  g_string_append_c (script, ']');
}

static void
add_key (BulletinSiteSearch *self,
         const gunichar *key,
         guint n)
{
  char text[16];
  int length = 0;
  GHashTable *bucket = self->buckets[get_bucket (key, n)];
  Posting *posting;

  for (guint i = 0; i < n; i++)
    length += g_unichar_to_utf8 (key[i], text + length);
  text[length] = '\0';

  posting = g_hash_table_lookup (bucket, text);
  if (!posting) {
    posting = g_new0 (Posting, 1);
    posting->steps = g_byte_array_new ();
    g_hash_table_insert (bucket, g_strdup (text), posting);
  } else if (posting->last == self->n_issues) {
    return;
  }
  append_step (posting->steps, self->n_issues - posting->last);
  posting->last = self->n_issues;
}

static void
add_text (BulletinSiteSearch *self,
          const char *text)
{
  gunichar pair[2] = { 0, 0 };

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    /* As scripts see letters and numbers, before folding and after. */
    pair[1] = fold (c);
    if (!g_unichar_isalnum (pair[1])) {
      pair[0] = 0;
      continue;
    }
    add_key (self, pair + 1, 1);
    if (pair[0])
      add_key (self, pair, 2);
    pair[0] = pair[1];
  }
}

static gboolean
write_file (BulletinSiteSearch *self,
            const char *name,
            char open,
            const char *content,
            char close,
            GError **error)
{
  g_autofree char *path = g_strconcat ("search/", name, ".js", NULL);
  g_autofree char *text = g_strdup_printf ("bulletinSearch(\"%s\",%c\n%s\n%c);\n", name, open, content, close);

  return self->writer (path, text, self->user_data, error);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
write_bucket (BulletinSiteSearch *self,
              guint index,
              GError **error)
{
  g_autoptr (GPtrArray) keys = g_hash_table_get_keys_as_ptr_array (self->buckets[index]);
  g_autoptr (GString) content = g_string_new (NULL);
  char name[8];

  /* The same library gives the same bytes. */
  g_ptr_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++) {
    const Posting *posting = g_hash_table_lookup (self->buckets[index], keys->pdata[i]);

    if (i > 0)
      g_string_append (content, ",\n");
    append_string (content, keys->pdata[i]);
    g_string_append_c (content, ':');
    append_steps (content, posting->steps);
  }
  g_snprintf (name, sizeof name, "b%02u", index);
  return write_file (self, name, '{', content->str, '}', error);
}

/* The words of the issues that were added last. */
static gboolean
write_texts (BulletinSiteSearch *self,
             GError **error)
{
  g_autofree char *name = g_strdup_printf ("text-%u", (self->n_issues - 1) / BULLETIN_SITE_SEARCH_PER_TEXT);

  if (!write_file (self, name, '[', self->texts->str, ']', error))
    return FALSE;
  g_string_truncate (self->texts, 0);
  return TRUE;
}

/**
 * bulletin_site_search_add:
 * @self: the index
 * @path: the issue's page within the site
 * @title: its title
 * @label: what tells it from others, such as 2024年第6期
 * @rank: the larger, the nearer to the top
 * @text: its words; valid UTF-8
 * @error: return location for an error
 *
 * Adds one issue, with the next number. The words are written when a file of them is
 * full: what is kept is where they stand.
 *
 * Returns: %TRUE when the writer took what it was given
 */
gboolean
bulletin_site_search_add (BulletinSiteSearch *self,
                          const char *path,
                          const char *title,
                          const char *label,
                          gint64 rank,
                          const char *text,
                          GError **error)
{
  g_autofree char *encoded = g_uri_escape_string (path, "/", FALSE);

  g_string_append (self->list, self->n_issues > 0 ? ",\n[" : "[");
  append_string (self->list, encoded);
  g_string_append_c (self->list, ',');
  append_string (self->list, title);
  g_string_append_c (self->list, ',');
  append_string (self->list, label);
  g_string_append_printf (self->list, ",%" G_GINT64_FORMAT "]", rank);

  if (self->texts->len > 0)
    g_string_append (self->texts, ",\n");
  append_string (self->texts, text);

  add_text (self, title);
  add_text (self, text);
  self->n_issues++;
  return self->n_issues % BULLETIN_SITE_SEARCH_PER_TEXT != 0 || write_texts (self, error);
}

/**
 * bulletin_site_search_write:
 * @self: the index
 * @error: return location for an error
 *
 * Writes what is left. No issue is added after it.
 *
 * Returns: %TRUE when the writer has taken it all
 */
gboolean
bulletin_site_search_write (BulletinSiteSearch *self,
                            GError **error)
{
  if (!write_file (self, "list", '[', self->list->str, ']', error) || (self->texts->len > 0 && !write_texts (self, error)))
    return FALSE;
  for (guint i = 0; i < BULLETIN_SITE_SEARCH_BUCKETS; i++) {
    if (!write_bucket (self, i, error))
      return FALSE;
  }
  return TRUE;
}
