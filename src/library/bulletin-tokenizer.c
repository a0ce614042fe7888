/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-database-private.h"
#include "bulletin-tokenizer.h"

/* The FTS5 tokenizer "cjk". Chinese has no spaces: unicode61 takes a whole
 * clause for one word, and trigram cannot find words of two characters. This
 * one indexes a run of CJK characters abcd as the overlapping pairs ab bc cd and
 * the last character d by itself, one position each; whatever is not CJK goes
 * to unicode61.
 *
 * A word of two or more characters is then a phrase of pairs, and a single
 * character a prefix, since each character begins exactly one token. In a query
 * the last character of the last run is left out: there the text may go on. */

typedef struct
{
  fts5_tokenizer unicode61;
  void *unicode61_data;
} TokenizerClass;

typedef struct
{
  TokenizerClass *class;
  Fts5Tokenizer *unicode61;
} Tokenizer;

typedef int (*TokenFunc) (void       *context,
                          int         flags,
                          const char *token,
                          int         length,
                          int         start,
                          int         end);

typedef struct
{
  TokenFunc func;
  void *context;
  int base;
} Shifted;

/**
 * bulletin_unichar_is_cjk:
 *
 * Returns: whether search takes the character in pairs: Han, kana, hangul and
 *   bopomofo
 */
gboolean
bulletin_unichar_is_cjk (gunichar c)
{
  if (c < 0x1100)
    return FALSE;

  switch (g_unichar_get_script (c)) {
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
  case G_UNICODE_SCRIPT_HANGUL:
  case G_UNICODE_SCRIPT_BOPOMOFO:
    return TRUE;
  default:
    return FALSE;
  }
}

static int
shifted_token_cb (void       *context,
                  int         flags,
                  const char *token,
                  int         length,
                  int         start,
                  int         end)
{
  Shifted *shifted = context;

  return shifted->func (shifted->context, flags, token, length, shifted->base + start, shifted->base + end);
}

static int
tokenize_run (const char *text,
              int         start,
              int         end,
              gboolean    is_open,
              TokenFunc   func,
              void       *context)
{
  const char *character = text + start;
  const char *stop = text + end;

  while (character < stop) {
    const char *next = g_utf8_next_char (character);
    const char *token_end = next < stop ? g_utf8_next_char (next) : next;
    int result;

    if (next >= stop && is_open && character > text + start)
      break;

    result = func (context, 0, character, token_end - character, character - text, token_end - text);
    if (result != SQLITE_OK)
      return result;

    character = next;
  }

  return SQLITE_OK;
}

static int
tokenizer_create (void           *data,
                  const char    **arguments,
                  int             n_arguments,
                  Fts5Tokenizer **tokenizer)
{
  TokenizerClass *class = data;
  Tokenizer *self = g_new0 (Tokenizer, 1);
  int result;

  self->class = class;
  result = class->unicode61.xCreate (class->unicode61_data, NULL, 0, &self->unicode61);
  if (result != SQLITE_OK)
    g_clear_pointer (&self, g_free);

  *tokenizer = (Fts5Tokenizer *) self;

  return result;
}

static void
tokenizer_delete (Fts5Tokenizer *tokenizer)
{
  Tokenizer *self = (Tokenizer *) tokenizer;

  self->class->unicode61.xDelete (self->unicode61);
  g_free (self);
}

static int
tokenizer_tokenize (Fts5Tokenizer *tokenizer,
                    void          *context,
                    int            flags,
                    const char    *text,
                    int            length,
                    TokenFunc      func)
{
  Tokenizer *self = (Tokenizer *) tokenizer;
  int position = 0;

  /* All text comes in through statements that refuse invalid UTF-8; a damaged
   * file must not make us read past the end. */
  if (!g_utf8_validate (text, length, NULL))
    return SQLITE_OK;

  while (position < length) {
    gboolean is_cjk = bulletin_unichar_is_cjk (g_utf8_get_char (text + position));
    int end = position;
    int result;

    while (end < length && bulletin_unichar_is_cjk (g_utf8_get_char (text + end)) == is_cjk)
      end = g_utf8_next_char (text + end) - text;

    if (is_cjk) {
      result = tokenize_run (text, position, end,
                             (flags & FTS5_TOKENIZE_QUERY) != 0 && end == length,
                             func, context);
    } else {
      Shifted shifted = { func, context, position };

      result = self->class->unicode61.xTokenize (self->unicode61, &shifted, flags, text + position,
                                                 end - position, shifted_token_cb);
    }
    if (result != SQLITE_OK)
      return result;

    position = end;
  }

  return SQLITE_OK;
}

static fts5_api *
get_fts5_api (sqlite3 *database)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  fts5_api *api = NULL;

  if (sqlite3_prepare_v2 (database, "SELECT fts5 (?1)", -1, &statement, NULL) == SQLITE_OK) {
    sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
    sqlite3_step (statement);
  }

  return api;
}

/*< private >
 * bulletin_tokenizer_register:
 * @path: the library's file, for messages
 *
 * Makes the tokenizer "cjk" known to a connection.
 */
gboolean
bulletin_tokenizer_register (sqlite3     *database,
                             const char  *path,
                             GError     **error)
{
  static fts5_tokenizer methods = { tokenizer_create, tokenizer_delete, tokenizer_tokenize };
  g_autofree TokenizerClass *class = g_new0 (TokenizerClass, 1);
  fts5_api *api = get_fts5_api (database);
  int result = SQLITE_ERROR;

  if (api != NULL)
    result = api->xFindTokenizer (api, "unicode61", &class->unicode61_data, &class->unicode61);
  if (result == SQLITE_OK)
    result = api->xCreateTokenizer (api, "cjk", class, &methods, g_free);
  if (result != SQLITE_OK) {
    bulletin_database_set_error (path, result, 0, "fts5", error);
    return FALSE;
  }

  g_steal_pointer (&class);

  return TRUE;
}
