/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-html-tree.h"

#include <glib/gi18n.h>
#include <setjmp.h>
#include <string.h>
#include <time.h>

#include "bulletin-text-import.h"

/* Gumbo's time grows with elements × nesting, and badly closed tags make it copy
 * them for each paragraph: what passes these bounds is no page that a person
 * wrote. 500 levels and 300,000 tags take it about 2 s. */
#define MAX_TAGS    300000
#define MAX_MEMORY  (512 * 1024 * 1024)
#define MAX_SECONDS 10
#define CHUNK       (256 * 1024)

struct _BulletinHtmlTree
{
  GPtrArray *chunks;
  char *free;     /* in the newest chunk */
  gsize left;
  gsize n_bytes;  /* of all chunks */
  guint n_allocations;
  gint64 deadline;
  jmp_buf give_up;
  GumboOutput *output;
};

/* --- Memory ---------------------------------------------------------------- */

/* Of this thread only: what others do in the meantime does not count. */
static gint64
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* All that gumbo keeps lies in chunks of ours. It cannot be told to stop, so where
 * a bound is passed its call is left from here, and the chunks take everything
 * along. */
static void *
allocate (void *data,
          size_t size)
{
  BulletinHtmlTree *self = data;
  gsize wanted = (size + 15) & ~(gsize) 15;
  void *result;

  self->n_allocations++;
  if (size > MAX_MEMORY || self->n_bytes > MAX_MEMORY ||
      (self->n_allocations % 256 == 0 && get_cpu_time () > self->deadline))
    longjmp (self->give_up, 1);

  if (wanted > self->left) {
    gsize chunk = MAX (wanted, CHUNK);

    self->free = g_malloc (chunk);
    self->left = chunk;
    self->n_bytes += chunk;
    g_ptr_array_add (self->chunks, self->free);
  }
  result = self->free;
  self->free += wanted;
  self->left -= wanted;
  return result;
}

static void
deallocate (void *data,
            void *pointer)
{
}

/* --- Bounds ---------------------------------------------------------------- */

/* Elements that hold nothing, and those whose end tag may be left out: many of
 * them after another are not nested. */
static gboolean
nests (const char *name)
{
  static const char *const flat[] = {
    "area", "base", "basefont", "body", "br", "col", "colgroup", "command", "dd", "dt", "embed", "frame", "head", "hr",
    "html", "img", "input", "keygen", "li", "link", "meta", "optgroup", "option", "p", "param", "rb", "rp", "rt",
    "rtc", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr"
  };

  for (guint i = 0; i < G_N_ELEMENTS (flat); i++) {
    if (strcmp (name, flat[i]) == 0)
      return FALSE;
  }
  return TRUE;
}

static gsize
skip_to (const char *html,
         gsize length,
         gsize start,
         const char *end)
{
  const char *found = start < length ? g_strstr_len (html + start, length - start, end) : NULL;

  return found ? (gsize) (found - html) + strlen (end) : length;
}

/* Looks at the tags as they stand, before the parser does any work. */
static gboolean
check_tags (const char *html,
            gsize length,
            GError **error)
{
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint depth = 0;
  guint n_tags = 0;

  for (gsize i = 0; i < length;) {
    const char *bracket = memchr (html + i, '<', length - i);
    char name[32];
    gsize at, n = 0;
    gboolean closes;
    guint n_open;

    if (!bracket)
      break;
    i = bracket - html + 1;
    if (length - i >= 3 && memcmp (html + i, "!--", 3) == 0) {
      i = skip_to (html, length, i + 3, "-->");
      continue;
    }
    closes = i < length && html[i] == '/';
    at = i + closes;
    while (at < length && n < sizeof name - 1 && (g_ascii_isalnum (html[at]) || html[at] == ':' || html[at] == '-'))
      name[n++] = g_ascii_tolower (html[at++]);
    name[n] = '\0';
    if (n == 0 || !g_ascii_isalpha (name[0]))
      continue;
    if (!closes && ++n_tags > MAX_TAGS) {
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("This holds more than %d HTML elements. Take a smaller part of it, or paste it as plain text."), MAX_TAGS);
      return FALSE;
    }
    i = at;
    if (!nests (name))
      continue;
    n_open = GPOINTER_TO_UINT (g_hash_table_lookup (open, name));
    if (!closes) {
      g_hash_table_insert (open, g_strdup (name), GUINT_TO_POINTER (n_open + 1));
      depth++;
    } else if (n_open > 0) {
      g_hash_table_insert (open, g_strdup (name), GUINT_TO_POINTER (n_open - 1));
      depth--;
    }
    if (depth > BULLETIN_HTML_MAX_DEPTH) {
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("This HTML is nested more than %d levels deep. Paste it as plain text."), BULLETIN_HTML_MAX_DEPTH);
      return FALSE;
    }
  }
  return TRUE;
}

/**
 * bulletin_html_tree_new:
 * @html: HTML in UTF-8, of a whole page or a part of one
 * @length: its bytes
 * @error: return location for an error
 *
 * Parses HTML as browsers do. Nothing is fetched and nothing is run. Takes at most
 * about 10 s and 512 MB, whatever it is given; may be called from any thread.
 *
 * Returns: (transfer full) (nullable): the tree, which needs @html no more, or
 *   %NULL with %BULLETIN_EXCHANGE_ERROR_TOO_LARGE
 */
BulletinHtmlTree *
bulletin_html_tree_new (const char *html,
                        gsize length,
                        GError **error)
{
  g_autoptr (BulletinHtmlTree) self = NULL;
  GumboOptions options = kGumboDefaultOptions;

  g_return_val_if_fail (html != NULL, NULL);

  if (length > BULLETIN_HTML_MAX_BYTES) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("This holds more than %d MB of HTML. Take a smaller part of it, or paste it as plain text."),
                 BULLETIN_HTML_MAX_BYTES / (1024 * 1024));
    return NULL;
  }
  if (!check_tags (html, length, error))
    return NULL;

  self = g_new0 (BulletinHtmlTree, 1);
  self->chunks = g_ptr_array_new_with_free_func (g_free);
  self->deadline = get_cpu_time () + MAX_SECONDS * G_USEC_PER_SEC;
  options.allocator = allocate;
  options.deallocator = deallocate;
  options.userdata = self;
  options.max_errors = 0;
  if (setjmp (self->give_up) != 0) {
    g_set_error_literal (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
                         _ ("This HTML is too tangled to be read. Take a smaller part of it, or paste it as plain text."));
    return NULL;
  }
  self->output = gumbo_parse_with_options (&options, html, length);
  return g_steal_pointer (&self);
}

void
bulletin_html_tree_free (BulletinHtmlTree *self)
{
  g_ptr_array_unref (self->chunks);
  g_free (self);
}

/* The <html> element, which is always there. */
const GumboNode *
bulletin_html_tree_get_root (BulletinHtmlTree *self)
{
  return self->output->root;
}
