/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-text-search.h"

#include <glib/gi18n.h>
#include <string.h>

/* Steps of the matcher for one match: an expression such as (a+)+b takes for ever
 * otherwise. Some tenths of a second. */
#define LIMIT "(*LIMIT_MATCH=2000000)"

struct _BulletinTextSearch
{
  gatomicrefcount references;
  GRegex *regex;
  gboolean is_regex;
};

G_DEFINE_QUARK (bulletin-search-error, bulletin_search_error)

static void
set_expression_error (GError      **error,
                      const GError *cause)
{
  const char *message;

  switch (cause->code) {
  case G_REGEX_ERROR_UNMATCHED_PARENTHESIS:
  case G_REGEX_ERROR_MISSING_CONTROL_CHAR:
    message = _("A parenthesis in the expression has no other: write \\( for the character itself.");
    break;
  case G_REGEX_ERROR_UNTERMINATED_CHARACTER_CLASS:
    message = _("A bracket in the expression is not closed: write \\[ for the character itself.");
    break;
  case G_REGEX_ERROR_NOTHING_TO_REPEAT:
    message = _("There is nothing to repeat before *, + or ?: write \\* for the character itself.");
    break;
  case G_REGEX_ERROR_QUANTIFIERS_OUT_OF_ORDER:
  case G_REGEX_ERROR_QUANTIFIER_TOO_BIG:
    message = _("The numbers in braces do not say how often to repeat: the smaller one comes first.");
    break;
  case G_REGEX_ERROR_STRAY_BACKSLASH:
    message = _("The expression ends in a backslash: write \\\\ for the character itself.");
    break;
  case G_REGEX_ERROR_RANGE_OUT_OF_ORDER:
    message = _("A range in brackets runs backwards: the smaller character comes first.");
    break;
  case G_REGEX_ERROR_INEXISTENT_SUBPATTERN_REFERENCE:
    message = _("The expression refers to a group that it does not have.");
    break;
  default:
    message = _("The expression cannot be read: correct it, or turn regular expressions off.");
    break;
  }
  g_set_error_literal (error, BULLETIN_SEARCH_ERROR, BULLETIN_SEARCH_ERROR_EXPRESSION, message);
}

/**
 * bulletin_text_search_new:
 * @words: what to look for, UTF-8, not empty
 * @flags: how
 * @error: set if @words are an expression that cannot be read
 *
 * Words are looked for as they stand; in a regular expression (Perl's syntax) ^
 * and $ stand for the ends of a line.
 *
 * Returns: (transfer full) (nullable): the search
 */
BulletinTextSearch *
bulletin_text_search_new (const char           *words,
                          BulletinSearchFlags   flags,
                          GError              **error)
{
  GRegexCompileFlags options = G_REGEX_MULTILINE;
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *pattern = NULL;
  g_autofree char *whole = NULL;
  BulletinTextSearch *self;

  g_return_val_if_fail (words != NULL && *words != '\0', NULL);

  if (!(flags & BULLETIN_SEARCH_CASE))
    options |= G_REGEX_CASELESS;

  if (flags & BULLETIN_SEARCH_REGEX) {
    /* By itself first: what is put round it could complete it. */
    regex = g_regex_new (words, options, 0, &cause);
    if (regex == NULL) {
      set_expression_error (error, cause);
      return NULL;
    }
    g_clear_pointer (&regex, g_regex_unref);
    pattern = g_strdup (words);
  } else {
    pattern = g_regex_escape_string (words, -1);
  }

  /* Chinese does not part its words, so only Latin ones have ends. */
  if (flags & BULLETIN_SEARCH_WORDS)
    whole = g_strconcat (LIMIT "(?<![\\p{Latin}\\p{N}_])(?:", pattern, ")(?![\\p{Latin}\\p{N}_])", NULL);
  else
    whole = g_strconcat (LIMIT, pattern, NULL);
  regex = g_regex_new (whole, options, 0, &cause);
  if (regex == NULL) {
    set_expression_error (error, cause);
    return NULL;
  }

  self = g_new0 (BulletinTextSearch, 1);
  g_atomic_ref_count_init (&self->references);
  self->regex = g_steal_pointer (&regex);
  self->is_regex = (flags & BULLETIN_SEARCH_REGEX) != 0;

  return self;
}

BulletinTextSearch *
bulletin_text_search_ref (BulletinTextSearch *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
bulletin_text_search_unref (BulletinTextSearch *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_regex_unref (self->regex);
  g_free (self);
}

typedef gboolean (*MatchFunc) (const GMatchInfo *info,
                               gsize             offset,
                               gsize             length,
                               gpointer          user_data,
                               GError          **error);

static gboolean
each_match (BulletinTextSearch *self,
            const char         *text,
            gsize               start,
            gsize               end,
            MatchFunc           func,
            gpointer            user_data,
            GCancellable       *cancellable,
            GError            **error)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GError) cause = NULL;

  g_regex_match_full (self->regex, text, (gssize) end, (int) start, 0, &info, &cause);
  while (cause == NULL && g_match_info_matches (info)) {
    int match_start;
    int match_end;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (!g_match_info_fetch_pos (info, 0, &match_start, &match_end) || match_end < match_start)
      break;
    if (!func (info, match_start, match_end - match_start, user_data, error))
      return FALSE;
    g_match_info_next (info, &cause);
  }
  if (cause != NULL) {
    g_set_error_literal (error, BULLETIN_SEARCH_ERROR, BULLETIN_SEARCH_ERROR_TOO_HARD,
                         _("The expression takes too long in this text: make it simpler."));
    return FALSE;
  }

  return TRUE;
}

static gboolean
add_match (const GMatchInfo *info,
           gsize             offset,
           gsize             length,
           gpointer          user_data,
           GError          **error)
{
  BulletinMatch match = { .offset = offset, .length = length };

  g_array_append_val ((GArray *) user_data, match);

  return TRUE;
}

/**
 * bulletin_text_search_find:
 * @self: the search
 * @text: a text, valid UTF-8, below 2 GiB
 * @start: from where, in bytes
 * @end: up to where
 * @cancellable: (nullable): to stop it
 * @error: set if it was stopped or took too long
 *
 * Returns: (transfer full) (nullable) (element-type BulletinMatch): all places, in
 *   the order of the text
 */
GArray *
bulletin_text_search_find (BulletinTextSearch *self,
                           const char         *text,
                           gsize               start,
                           gsize               end,
                           GCancellable       *cancellable,
                           GError            **error)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (BulletinMatch));

  g_return_val_if_fail (self != NULL && start <= end, NULL);

  if (!each_match (self, text, start, end, add_match, matches, cancellable, error))
    return NULL;

  return g_steal_pointer (&matches);
}

/**
 * bulletin_text_search_check:
 * @self: the search
 * @replacement: what is to come in the place of what is found
 * @error: set if it cannot be read
 *
 * Returns: whether bulletin_text_search_replace() can make sense of it
 */
gboolean
bulletin_text_search_check (BulletinTextSearch *self,
                            const char         *replacement,
                            GError            **error)
{
  if (!self->is_regex || g_regex_check_replacement (replacement, NULL, NULL))
    return TRUE;

  g_set_error_literal (error, BULLETIN_SEARCH_ERROR, BULLETIN_SEARCH_ERROR_REPLACEMENT,
                       _("The replacement cannot be read: write \\1 for the first group, \\\\ for a backslash."));

  return FALSE;
}

typedef struct
{
  const char *replacement;
  gboolean is_regex;
  GPtrArray *edits;
} Replacing;

static gboolean
add_edit (const GMatchInfo *info,
          gsize             offset,
          gsize             length,
          gpointer          user_data,
          GError          **error)
{
  Replacing *self = user_data;
  g_autofree char *expanded = NULL;

  if (self->is_regex)
    expanded = g_match_info_expand_references (info, self->replacement, NULL);
  bulletin_edits_add (self->edits, offset, length, expanded != NULL ? expanded : self->replacement);

  return TRUE;
}

/**
 * bulletin_text_search_replace:
 * @self: the search
 * @text: a text, valid UTF-8, below 2 GiB
 * @start: from where, in bytes
 * @end: up to where
 * @replacement: what comes in the place of what is found; for a regular
 *   expression \1 is its first group, \0 all of it, \n a line end
 * @cancellable: (nullable): to stop it
 * @error: set if it was stopped or took too long, or @replacement cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type BulletinEdit): an edit for each
 *   place
 */
GPtrArray *
bulletin_text_search_replace (BulletinTextSearch *self,
                              const char         *text,
                              gsize               start,
                              gsize               end,
                              const char         *replacement,
                              GCancellable       *cancellable,
                              GError            **error)
{
  g_autoptr (GPtrArray) edits = bulletin_edits_new ();
  Replacing replacing = { .replacement = replacement, .edits = edits };

  g_return_val_if_fail (self != NULL && start <= end, NULL);

  replacing.is_regex = self->is_regex;
  if (!bulletin_text_search_check (self, replacement, error) ||
      !each_match (self, text, start, end, add_edit, &replacing, cancellable, error))
    return NULL;

  return g_steal_pointer (&edits);
}

/**
 * bulletin_text_search_replace_at:
 * @self: the search
 * @text: a text, valid UTF-8, below 2 GiB
 * @offset: a place that bulletin_text_search_find() found
 * @replacement: as for bulletin_text_search_replace()
 * @error: set if it took too long, or @replacement cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type BulletinEdit): the edit of that
 *   place, or none if nothing is found there
 */
GPtrArray *
bulletin_text_search_replace_at (BulletinTextSearch *self,
                                 const char         *text,
                                 gsize               offset,
                                 const char         *replacement,
                                 GError            **error)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GPtrArray) edits = bulletin_edits_new ();
  Replacing replacing = { .replacement = replacement, .edits = edits };
  int start;
  int end;

  g_return_val_if_fail (self != NULL, NULL);

  replacing.is_regex = self->is_regex;
  if (!bulletin_text_search_check (self, replacement, error))
    return NULL;
  if (g_regex_match_full (self->regex, text, -1, (int) offset, G_REGEX_MATCH_ANCHORED, &info, NULL) &&
      g_match_info_fetch_pos (info, 0, &start, &end))
    add_edit (info, start, end - start, &replacing, NULL);

  return g_steal_pointer (&edits);
}
