/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-search.h"

#include "bulletin-metadata-json.h"
#include "bulletin-store-private.h"
#include "bulletin-tokenizer.h"

#include <string.h>

#define DEFAULT_LIMIT     50
#define SNIPPET_BEFORE    16
#define SNIPPET_LENGTH    72
#define MAX_WORDS         16

/* A word as it was typed. */
typedef struct
{
  char *text;
  char *folded;
  gboolean has_cjk;
} Word;

static void
clear_word (gpointer data)
{
  Word *word = data;

  g_free (word->text);
  g_free (word->folded);
}

/* Words of letters, digits or CJK; one of punctuation alone finds nothing and is
 * left out. */
static GArray *
split_words (const char *words)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (Word));
  g_autofree char *valid = g_utf8_make_valid (words != NULL ? words : "", -1);
  const char *position = valid;

  g_array_set_clear_func (list, clear_word);

  while (*position != '\0' && list->len < MAX_WORDS) {
    const char *start;
    Word word = { 0 };
    gboolean is_word = FALSE;

    while (*position != '\0' && g_unichar_isspace (g_utf8_get_char (position)))
      position = g_utf8_next_char (position);
    start = position;
    while (*position != '\0' && !g_unichar_isspace (g_utf8_get_char (position))) {
      gunichar c = g_utf8_get_char (position);

      is_word = is_word || g_unichar_isalnum (c);
      word.has_cjk = word.has_cjk || bulletin_unichar_is_cjk (c);
      position = g_utf8_next_char (position);
    }
    if (!is_word)
      continue;

    word.text = g_strndup (start, position - start);
    word.folded = g_utf8_casefold (word.text, -1);
    g_array_append_val (list, word);
  }

  return list;
}

/* The words as an FTS5 query: each a quoted string, in which nothing is an
 * operator. A single CJK character is a prefix of the pairs that begin with it. */
static char *
make_query (GArray *words)
{
  GString *query = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++) {
    const Word *word = &g_array_index (words, Word, i);
    glong length = g_utf8_strlen (word->text, -1);
    gunichar last = g_utf8_get_char (g_utf8_offset_to_pointer (word->text, length - 1));
    gunichar before = length > 1 ? g_utf8_get_char (g_utf8_offset_to_pointer (word->text, length - 2)) : 0;

    g_string_append (query, i == 0 ? "\"" : " AND \"");
    for (const char *c = word->text; *c != '\0'; c++) {
      if (*c == '"')
        g_string_append_c (query, '"');
      g_string_append_c (query, *c);
    }
    g_string_append_c (query, '"');
    if (bulletin_unichar_is_cjk (last) && !bulletin_unichar_is_cjk (before))
      g_string_append_c (query, '*');
  }

  return g_string_free (query, FALSE);
}

/* Whether a word with CJK really stands in one of the fields: a phrase of pairs
 * passes over punctuation, people do not. */
static gboolean
holds_words (GArray     *words,
             const char *fields)
{
  g_autofree char *folded = NULL;

  for (guint i = 0; i < words->len; i++) {
    const Word *word = &g_array_index (words, Word, i);

    if (!word->has_cjk)
      continue;
    if (strstr (fields, word->text) != NULL)
      continue;
    if (folded == NULL)
      folded = g_utf8_casefold (fields, -1);
    if (strstr (folded, word->folded) == NULL)
      return FALSE;
  }

  return TRUE;
}

/* The length in bytes of the word at a place of the text, 0 if none is there. */
static gsize
match_at (GArray     *words,
          const char *text,
          gboolean    is_word_start)
{
  for (guint i = 0; i < words->len; i++) {
    const Word *word = &g_array_index (words, Word, i);
    const char *wanted = word->folded;
    const char *position = text;

    if (!word->has_cjk && !is_word_start)
      continue;
    while (*wanted != '\0' && *position != '\0') {
      g_autofree char *folded = NULL;
      const char *next = g_utf8_next_char (position);

      folded = g_utf8_casefold (position, next - position);
      if (!g_str_has_prefix (wanted, folded))
        break;
      wanted += strlen (folded);
      position = next;
    }
    if (*wanted == '\0')
      return position - text;
  }

  return 0;
}

/* About a line of the text around the first hit, with the hits marked. */
static char *
make_snippet (GArray     *words,
              const char *text)
{
  GString *snippet;
  const char *first = NULL;
  const char *start;
  const char *position;
  gunichar before = ' ';
  guint length = 0;

  for (position = text; *position != '\0' && first == NULL; position = g_utf8_next_char (position)) {
    gunichar c = g_utf8_get_char (position);

    if (match_at (words, position, !g_unichar_isalnum (before)) > 0)
      first = position;
    before = c;
  }

  start = first != NULL ? first : text;
  for (guint i = 0; i < SNIPPET_BEFORE && start > text; i++) {
    const char *previous = g_utf8_prev_char (start);

    if (*previous == '\n')
      break;
    start = previous;
  }

  snippet = g_string_new (start > text && start[-1] != '\n' ? "…" : NULL);
  before = ' ';
  for (position = start; *position != '\0' && length < SNIPPET_LENGTH; length++) {
    gunichar c = g_utf8_get_char (position);
    gsize match = match_at (words, position, !g_unichar_isalnum (before));

    if (match > 0) {
      g_string_append_c (snippet, '\002');
      g_string_append_len (snippet, position, match);
      g_string_append_c (snippet, '\003');
      length += g_utf8_strlen (position, match);
      position += match;
      before = ' ';
      continue;
    }
    g_string_append_unichar (snippet, g_unichar_isspace (c) || g_unichar_iscntrl (c) ? ' ' : c);
    before = c;
    position = g_utf8_next_char (position);
  }
  if (*position != '\0')
    g_string_append (snippet, "…");

  return g_string_free (snippet, FALSE);
}

/**
 * bulletin_library_search:
 * @search: what to find
 * @cancellable: (nullable): stops the search
 *
 * Finds bulletins by their title, text, issuer and metadata, what is being typed
 * included. Punctuation and operators in the words are not special. No words
 * find nothing.
 *
 * Returns: (transfer full) (element-type BulletinRecord): newest first
 */
GPtrArray *
bulletin_library_search (BulletinLibrary      *self,
                         const BulletinSearch *search,
                         GCancellable         *cancellable,
                         GError              **error)
{
  BulletinDatabase *database = bulletin_library_get_database (self);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) words = split_words (search->words);
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *states = bulletin_store_state_list (search->states != 0 ? search->states : BULLETIN_STATES_ALL);
  g_autofree char *query = NULL;
  g_autofree char *sql = NULL;
  guint limit = search->limit != 0 ? search->limit : DEFAULT_LIMIT;
  BulletinStep step = BULLETIN_STEP_DONE;

  if (words->len == 0)
    return g_steal_pointer (&hits);

  query = make_query (words);
  sql = g_strdup_printf ("SELECT " BULLETIN_RECORD_COLUMNS
                         ", coalesce (w.text, r.text), coalesce (w.metadata, r.metadata) FROM search f "
                         "CROSS JOIN " BULLETIN_RECORD_TABLES
                         " WHERE search MATCH ?1 AND b.serial = f.rowid AND b.state IN (%s) "
                         "AND (?2 = 0 OR b.year = ?2) AND (?3 IS NULL OR s.name = ?3) "
                         "ORDER BY coalesce (b.date, substr (b.changed_at, 1, 10)) DESC, b.serial DESC",
                         states);
  statement = bulletin_database_prepare (database, sql, error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, query);
  bulletin_statement_bind_int (statement, 1, search->year);
  bulletin_statement_bind_text (statement, 2, search->series);

  bulletin_database_set_cancellable (database, cancellable);
  while (hits->len < limit && (step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    const char *text = bulletin_statement_get_text (statement, 17);
    g_autoptr (BulletinMetadata) metadata = bulletin_metadata_from_json (bulletin_statement_get_text (statement, 18), error);
    g_autofree char *issue = NULL;
    g_autofree char *date = NULL;
    g_autofree char *fields = NULL;

    if (metadata == NULL) {
      step = BULLETIN_STEP_ERROR;
      break;
    }
    issue = bulletin_metadata_format_issue (metadata);
    date = bulletin_metadata_format_date (metadata);
    fields = g_strjoin ("\n",
                        metadata->title != NULL ? metadata->title : "",
                        text,
                        metadata->issuer != NULL ? metadata->issuer : "",
                        metadata->series != NULL ? metadata->series : "",
                        issue != NULL ? issue : "",
                        date != NULL ? date : "",
                        metadata->signer != NULL ? metadata->signer : "", NULL);
    if (holds_words (words, fields))
      g_ptr_array_add (hits, bulletin_store_read_record (statement, make_snippet (words, text)));
  }
  bulletin_database_set_cancellable (database, NULL);

  return step != BULLETIN_STEP_ERROR ? g_steal_pointer (&hits) : NULL;
}
