/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-site-search.h"

#include <string.h>

typedef struct
{
  GString *steps;  /* from one issue's number to the next, as JSON */
  guint last;
} Posting;

struct _BulletinSiteSearch
{
  GHashTable *buckets[BULLETIN_SITE_SEARCH_BUCKETS];  /* utf8 → Posting */
  GString *list;
  GPtrArray *texts;  /* (element-type GString) */
  guint n_issues;
};

static void
posting_free (gpointer data)
{
  Posting *posting = data;

  g_string_free (posting->steps, TRUE);
  g_free (posting);
}

static void
string_free (gpointer data)
{
  g_string_free (data, TRUE);
}

BulletinSiteSearch *
bulletin_site_search_new (void)
{
  BulletinSiteSearch *self = g_new0 (BulletinSiteSearch, 1);

  for (guint i = 0; i < BULLETIN_SITE_SEARCH_BUCKETS; i++)
    self->buckets[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, posting_free);
  self->list = g_string_new (NULL);
  self->texts = g_ptr_array_new_with_free_func (string_free);
  return self;
}

void
bulletin_site_search_free (BulletinSiteSearch *self)
{
  for (guint i = 0; i < BULLETIN_SITE_SEARCH_BUCKETS; i++)
    g_hash_table_unref (self->buckets[i]);
  g_string_free (self->list, TRUE);
  g_ptr_array_unref (self->texts);
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
    posting->steps = g_string_new (NULL);
    g_hash_table_insert (bucket, g_strdup (text), posting);
  } else if (posting->last == self->n_issues) {
    return;
  }
  g_string_append_printf (posting->steps, posting->steps->len > 0 ? ",%u" : "%u", self->n_issues - posting->last);
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

/**
 * bulletin_site_search_add:
 * @self: the index
 * @path: the issue's page within the site
 * @title: its title
 * @label: what tells it from others, such as 2024年第6期
 * @rank: the larger, the nearer to the top
 * @text: its words; valid UTF-8
 *
 * Adds one issue, with the next number.
 */
void
bulletin_site_search_add (BulletinSiteSearch *self,
                          const char *path,
                          const char *title,
                          const char *label,
                          gint64 rank,
                          const char *text)
{
  g_autofree char *encoded = g_uri_escape_string (path, "/", FALSE);
  GString *texts;

  g_string_append (self->list, self->n_issues > 0 ? ",\n[" : "[");
  append_string (self->list, encoded);
  g_string_append_c (self->list, ',');
  append_string (self->list, title);
  g_string_append_c (self->list, ',');
  append_string (self->list, label);
  g_string_append_printf (self->list, ",%" G_GINT64_FORMAT "]", rank);

  if (self->n_issues % BULLETIN_SITE_SEARCH_PER_TEXT == 0)
    g_ptr_array_add (self->texts, g_string_new (NULL));
  texts = g_ptr_array_index (self->texts, self->texts->len - 1);
  if (texts->len > 0)
    g_string_append (texts, ",\n");
  append_string (texts, text);

  add_text (self, title);
  add_text (self, text);
  self->n_issues++;
}

static gboolean
write_file (const char *name,
            char open,
            const char *content,
            char close,
            BulletinSiteSearchWriter writer,
            gpointer user_data,
            GError **error)
{
  g_autofree char *path = g_strconcat ("search/", name, ".js", NULL);
  g_autofree char *text = g_strdup_printf ("bulletinSearch(\"%s\",%c\n%s\n%c);\n", name, open, content, close);

  return writer (path, text, user_data, error);
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
              BulletinSiteSearchWriter writer,
              gpointer user_data,
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
    g_string_append_printf (content, ":[%s]", posting->steps->str);
  }
  g_snprintf (name, sizeof name, "b%02u", index);
  return write_file (name, '{', content->str, '}', writer, user_data, error);
}

/**
 * bulletin_site_search_write:
 * @self: the index
 * @writer: takes its files one after the other
 * @user_data: handed to @writer
 * @error: return location for an error
 *
 * Returns: %TRUE when @writer has taken them all
 */
gboolean
bulletin_site_search_write (BulletinSiteSearch *self,
                            BulletinSiteSearchWriter writer,
                            gpointer user_data,
                            GError **error)
{
  if (!write_file ("list", '[', self->list->str, ']', writer, user_data, error))
    return FALSE;
  for (guint i = 0; i < self->texts->len; i++) {
    g_autofree char *name = g_strdup_printf ("text-%u", i);

    if (!write_file (name, '[', ((GString *) self->texts->pdata[i])->str, ']', writer, user_data, error))
      return FALSE;
  }
  for (guint i = 0; i < BULLETIN_SITE_SEARCH_BUCKETS; i++) {
    if (!write_bucket (self, i, writer, user_data, error))
      return FALSE;
  }
  return TRUE;
}
