/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-search.h"

#include "bulletin-metadata-json.h"
#include "bulletin-search-index.h"
#include "bulletin-store-private.h"
#include "bulletin-tokenizer.h"

#include <string.h>

#define DEFAULT_LIMIT     50
#define SNIPPET_BEFORE    16
#define SNIPPET_LENGTH    72
#define MAX_WORDS         16

/* A word, or a phrase in quotation marks, as it was typed. */
typedef struct
{
  char *text;
  char *folded;
  gunichar first;          /* its first character, in lower case */
  gboolean has_cjk;
  gboolean is_issuer;      /* must stand in the issuer's name */
} Word;

/* What was typed, taken apart. */
typedef struct
{
  GArray *words;           /* Word */
  int year;
  char *series;
  int changes;             /* what became of it: CHANGE_ bits; 0 for anything */
} Query;

enum
{
  CHANGE_WITHDRAWN = 1 << 0,
  CHANGE_CORRECTED = 1 << 1,
};

static const struct
{
  const char *name;
  int changes;
} states[] = {
  { "withdrawn", CHANGE_WITHDRAWN },
  { "撤回", CHANGE_WITHDRAWN },
  { "已撤回", CHANGE_WITHDRAWN },
  { "corrected", CHANGE_CORRECTED },
  { "更正", CHANGE_CORRECTED },
  { "已更正", CHANGE_CORRECTED },
  { "changed", CHANGE_WITHDRAWN | CHANGE_CORRECTED },
  { "变动", CHANGE_WITHDRAWN | CHANGE_CORRECTED },
};

static const struct
{
  const char *name;
  enum
  {
    OPERATOR_YEAR,
    OPERATOR_SERIES,
    OPERATOR_ISSUER,
    OPERATOR_STATE,
  } operator;
} operators[] = {
  { "year", OPERATOR_YEAR },
  { "年", OPERATOR_YEAR },
  { "年度", OPERATOR_YEAR },
  { "年份", OPERATOR_YEAR },
  { "series", OPERATOR_SERIES },
  { "系列", OPERATOR_SERIES },
  { "刊名", OPERATOR_SERIES },
  { "issuer", OPERATOR_ISSUER },
  { "单位", OPERATOR_ISSUER },
  { "发文单位", OPERATOR_ISSUER },
  { "state", OPERATOR_STATE },
  { "状态", OPERATOR_STATE },
};

static void
clear_word (gpointer data)
{
  Word *word = data;

  g_free (word->text);
  g_free (word->folded);
}

static void
query_free (Query *query)
{
  g_array_unref (query->words);
  g_free (query->series);
  g_free (query);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Query, query_free)

/* One of punctuation alone finds nothing and is left out. */
static void
add_word (Query      *query,
          const char *text,
          gboolean    is_issuer)
{
  Word word = { 0 };
  gboolean is_word = FALSE;

  for (const char *position = text; *position != '\0'; position = g_utf8_next_char (position)) {
    gunichar c = g_utf8_get_char (position);

    is_word = is_word || g_unichar_isalnum (c);
    word.has_cjk = word.has_cjk || bulletin_unichar_is_cjk (c);
  }
  if (!is_word || query->words->len >= MAX_WORDS)
    return;

  word.text = g_strdup (text);
  word.folded = g_utf8_casefold (word.text, -1);
  word.first = g_unichar_tolower (g_utf8_get_char (word.text));
  word.is_issuer = is_issuer;
  g_array_append_val (query->words, word);
}

/* "年份：2024": a word that is none of ours stays a word. */
static gboolean
add_operator (Query      *query,
              const char *name,
              gsize       length,
              const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++) {
    guint64 year;

    if (strlen (operators[i].name) != length || g_ascii_strncasecmp (operators[i].name, name, length) != 0 || *value == '\0')
      continue;

    switch (operators[i].operator) {
    case OPERATOR_YEAR:
      if (!g_ascii_string_to_unsigned (value, 10, 1, 9999, &year, NULL))
        return FALSE;
      query->year = year;
      return TRUE;
    case OPERATOR_SERIES:
      g_free (query->series);
      query->series = g_strdup (value);
      return TRUE;
    case OPERATOR_STATE:
      for (guint j = 0; j < G_N_ELEMENTS (states); j++) {
        if (g_ascii_strcasecmp (states[j].name, value) == 0) {
          query->changes = states[j].changes;
          return TRUE;
        }
      }
      return FALSE;
    default:
      add_word (query, value, TRUE);
      return TRUE;
    }
  }

  return FALSE;
}

/* The closing mark for an opening one, 0 for what opens nothing. */
static gunichar
get_closing_mark (gunichar c)
{
  switch (c) {
  case '"':
    return '"';
  case 0x201c: /* “ */
    return 0x201d;
  default:
    return 0;
  }
}

/* Reads one value: up to a space, or what stands in quotation marks. A mark that
 * is not closed yet is passed over, so that hits do not vanish while one types. */
static char *
read_value (const char **position)
{
  const char *start = *position;
  gunichar closing = get_closing_mark (g_utf8_get_char (start));
  const char *end;

  if (closing != 0) {
    start = g_utf8_next_char (start);
    end = g_utf8_strchr (start, -1, closing);
    if (end != NULL && end > start) {
      *position = g_utf8_next_char (end);
      return g_strndup (start, end - start);
    }
  }

  end = start;
  while (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  *position = end;

  return g_strndup (start, end - start);
}

/* The colon of an operator that starts here, %NULL if there is none. */
static const char *
find_colon (const char *position)
{
  for (; *position != '\0'; position = g_utf8_next_char (position)) {
    gunichar c = g_utf8_get_char (position);

    if (c == ':' || c == 0xff1a)
      return position;
    if (!g_unichar_isalpha (c))
      return NULL;
  }

  return NULL;
}

static Query *
parse_query (const char *words)
{
  Query *query = g_new0 (Query, 1);
  g_autofree char *valid = g_utf8_make_valid (words != NULL ? words : "", -1);
  const char *position = valid;

  query->words = g_array_new (FALSE, TRUE, sizeof (Word));
  g_array_set_clear_func (query->words, clear_word);

  while (*position != '\0') {
    const char *colon;
    g_autofree char *value = NULL;

    if (g_unichar_isspace (g_utf8_get_char (position))) {
      position = g_utf8_next_char (position);
      continue;
    }

    colon = find_colon (position);
    if (colon != NULL) {
      const char *after = g_utf8_next_char (colon);
      g_autofree char *argument = read_value (&after);

      if (add_operator (query, position, colon - position, argument)) {
        position = after;
        continue;
      }
    }

    value = read_value (&position);
    add_word (query, value, FALSE);
  }

  return query;
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

    g_string_append_printf (query, "%s%s\"", i == 0 ? "" : " AND ", word->is_issuer ? "issuer : " : "");
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
             const char *fields,
             const char *issuer)
{
  g_autofree char *folded = NULL;

  for (guint i = 0; i < words->len; i++) {
    const Word *word = &g_array_index (words, Word, i);

    if (!word->has_cjk)
      continue;
    if (word->is_issuer) {
      if (issuer == NULL || strstr (issuer, word->text) == NULL)
        return FALSE;
      continue;
    }
    if (strstr (fields, word->text) != NULL)
      continue;
    if (folded == NULL)
      folded = g_utf8_casefold (fields, -1);
    if (strstr (folded, word->folded) == NULL)
      return FALSE;
  }

  return TRUE;
}

/* Whether a word may begin with the character: most do not, and folding every
 * character of a text is dear. */
static gboolean
may_begin (const Word *word,
           gunichar    c)
{
  if (c < 0x80 || bulletin_unichar_is_cjk (c))
    return g_unichar_tolower (c) == word->first;

  return TRUE;
}

/* The length in bytes of the word at a place of the text, 0 if none is there. */
static gsize
match_at (GArray     *words,
          const char *text,
          gboolean    is_word_start)
{
  gunichar c = g_utf8_get_char (text);

  for (guint i = 0; i < words->len; i++) {
    const Word *word = &g_array_index (words, Word, i);
    const char *wanted = word->folded;
    const char *position = text;

    if (word->is_issuer || (!word->has_cjk && !is_word_start) || !may_begin (word, c))
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

/* The statement for a query: out of the index if there are words, else the list
 * of all. Both come newest first as they are stored. */
static BulletinStatement *
prepare (BulletinDatabase      *database,
         const BulletinSearch  *search,
         const Query           *query,
         GError               **error)
{
  g_autofree char *state_list = bulletin_store_state_list (search->states != 0 ? search->states : BULLETIN_STATES_ALL);
  g_autofree char *words = query->words->len > 0 ? make_query (query->words) : NULL;
  const char *order = words != NULL ? "f.rowid" : "f.entry";
  g_autofree char *sql = NULL;
  BulletinStatement *statement;

  sql = g_strdup_printf ("SELECT " BULLETIN_RECORD_COLUMNS
                         ", coalesce (w.text, r.text), coalesce (w.metadata, r.metadata) FROM %s "
                         "CROSS JOIN " BULLETIN_RECORD_TABLES
                         " WHERE %s AND b.state IN (%s) AND (?2 = 0 OR b.year = ?2) AND (?3 IS NULL OR s.name = ?3) "
                         "AND (?4 = 0 OR b.year = ?4) AND (?5 IS NULL OR instr (s.name, ?5) > 0) "
                         "AND (?6 = 0 OR (?6 & 1 AND b.state = 'withdrawn') OR (?6 & 2 AND EXISTS (SELECT 1 FROM event e "
                         "WHERE e.bulletin = b.id AND e.kind = 'corrected'))) AND %s%s ORDER BY %s DESC",
                         words != NULL ? "search f" : "search_entry f",
                         words != NULL ? "search MATCH ?1 AND b.serial = f.rowid & " BULLETIN_SEARCH_SERIAL_MASK
                                       : "?1 IS NULL AND b.serial = f.serial",
                         state_list,
                         order,
                         search->after != 0 ? " < (SELECT entry FROM search_entry WHERE serial = ?7)" : " > ?7",
                         order);
  statement = bulletin_database_prepare (database, sql, error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, words);
  bulletin_statement_bind_int (statement, 1, search->year);
  bulletin_statement_bind_text (statement, 2, search->series);
  bulletin_statement_bind_int (statement, 3, query->year);
  bulletin_statement_bind_text (statement, 4, query->series);
  bulletin_statement_bind_int (statement, 5, search->only_changed ? CHANGE_WITHDRAWN | CHANGE_CORRECTED : query->changes);
  bulletin_statement_bind_int (statement, 6, search->after);

  return statement;
}

/**
 * bulletin_library_search:
 * @search: what to find
 * @cancellable: (nullable): stops the search
 *
 * Finds bulletins by their title, text, issuer and metadata, what is being typed
 * included. Words stand in any order; a phrase in quotation marks stands as it is
 * written. Operators narrow: year:2024 (年份：2024), series:… (系列：…), issuer:…
 * (单位：…), state:withdrawn or state:corrected (状态：撤回, 状态：更正); any other punctuation is not special. Nothing finds nothing.
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
  g_autoptr (Query) query = parse_query (search->words);
  g_autoptr (BulletinStatement) statement = NULL;
  guint limit = search->limit != 0 ? search->limit : DEFAULT_LIMIT;
  BulletinStep step = BULLETIN_STEP_DONE;

  if (query->words->len == 0 && query->year == 0 && query->series == NULL && query->changes == 0)
    return g_steal_pointer (&hits);

  statement = prepare (database, search, query, error);
  if (statement == NULL)
    return NULL;

  bulletin_database_set_cancellable (database, cancellable);
  while (hits->len < limit && (step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    const char *text = bulletin_statement_get_text (statement, BULLETIN_RECORD_N_COLUMNS);
    g_autoptr (BulletinMetadata) metadata = bulletin_metadata_from_json (bulletin_statement_get_text (statement, BULLETIN_RECORD_N_COLUMNS + 1), error);
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
    if (holds_words (query->words, fields, metadata->issuer))
      g_ptr_array_add (hits, bulletin_store_read_record (statement, make_snippet (query->words, text)));
  }
  bulletin_database_set_cancellable (database, NULL);

  return step != BULLETIN_STEP_ERROR ? g_steal_pointer (&hits) : NULL;
}

/**
 * bulletin_search_list_words:
 * @words: what was typed
 *
 * Returns: (transfer full): the words and phrases that must stand in the text, none
 *   of them an operator
 */
GStrv
bulletin_search_list_words (const char *words)
{
  g_autoptr (Query) query = parse_query (words);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < query->words->len; i++)
    if (!g_array_index (query->words, Word, i).is_issuer)
      g_strv_builder_add (builder, g_array_index (query->words, Word, i).text);

  return g_strv_builder_end (builder);
}
