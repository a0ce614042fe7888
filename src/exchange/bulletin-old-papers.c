/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-old-papers-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-text-import.h"

/* A folder of old papers as rows: read, compared with the library and with one
 * another, corrected and chosen. */

static const struct
{
  const char *name;
  const char *label;
} states[] = {
  [BULLETIN_PAPER_READY] = { "ready", NC_ ("old paper", "Ready") },
  [BULLETIN_PAPER_DOUBTFUL] = { "doubtful", NC_ ("old paper", "To Check") },
  [BULLETIN_PAPER_INCOMPLETE] = { "incomplete", NC_ ("old paper", "Incomplete") },
  [BULLETIN_PAPER_DUPLICATE] = { "duplicate", NC_ ("old paper", "Duplicate") },
  [BULLETIN_PAPER_UNREADABLE] = { "unreadable", NC_ ("old paper", "Unreadable") },
};

const char *
bulletin_paper_state_to_string (BulletinPaperState state)
{
  return states[state].name;
}

const char *
bulletin_paper_state_get_label (BulletinPaperState state)
{
  return g_dpgettext2 (NULL, "old paper", states[state].label);
}

/**
 * bulletin_papers_read:
 * @folder: a folder
 * @progress: (nullable): told how many files were read, on this thread
 * @user_data: for @progress
 * @cancellable: (nullable): stops the reading
 * @error: return location for an error
 *
 * Reads every text and HTML file of a folder and the folders in it, and recognises
 * what each says of itself. Nothing is written. Blocks; any thread. The rows are
 * compared with one another; bulletin_papers_set_known() compares them with a
 * library as well.
 *
 * Returns: (transfer full) (nullable): the papers, with a
 *   %BULLETIN_EXCHANGE_ERROR or %G_IO_ERROR_CANCELLED
 */
BulletinPapers *
bulletin_papers_read (GFile *folder,
                      BulletinProgressFunc progress,
                      gpointer user_data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (BulletinPapers) self = g_atomic_rc_box_new0 (BulletinPapers);
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *name = bulletin_file_get_name (folder);

  self->folder = g_object_ref (folder);
  self->papers = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_paper_free);
  files = bulletin_paper_find_files (folder, &self->n_passed_over, cancellable, error);
  if (!files)
    return NULL;
  for (guint i = 0; i < files->len; i++) {
    BulletinPaper *paper = bulletin_paper_new (files->pdata[i], name, cancellable);

    if (paper)
      g_ptr_array_add (self->papers, paper);
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    if (progress)
      progress (i + 1, files->len, user_data);
  }
  bulletin_papers_check (self);
  return g_steal_pointer (&self);
}

static void
papers_clear (gpointer data)
{
  BulletinPapers *self = data;

  g_object_unref (self->folder);
  g_ptr_array_unref (self->papers);
  g_clear_pointer (&self->known, bulletin_known_issues_free);
  g_free (self->series);
}

BulletinPapers *
bulletin_papers_ref (BulletinPapers *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
bulletin_papers_unref (BulletinPapers *self)
{
  g_atomic_rc_box_release_full (self, papers_clear);
}

/* --- How each row stands --------------------------------------------------------------- */

static void
add_remark (GString *remark,
            const char *sentence)
{
  if (remark->len > 0)
    g_string_append_c (remark, ' ');
  g_string_append (remark, sentence);
}

/* The series that the paper goes to: the one that was asked for, the one that it
 * names, or the library's first. */
static void
settle_series (const BulletinPapers *self,
               BulletinPaper *paper)
{
  const GPtrArray *series = self->known ? bulletin_known_issues_get_series (self->known) : NULL;
  const char *name = self->series ? self->series : paper->own_series;

  if (!name)
    name = series && series->len > 0 ? series->pdata[0] : BULLETIN_DEFAULT_SERIES;
  bulletin_metadata_set_string (&paper->metadata->series, name);
}

static gboolean
has_series (const BulletinPapers *self,
            const char *name)
{
  const GPtrArray *series = self->known ? bulletin_known_issues_get_series (self->known) : NULL;

  for (guint i = 0; series && i < series->len; i++) {
    if (g_str_equal (series->pdata[i], name))
      return TRUE;
  }
  return FALSE;
}

/* What a record must have; the bounds are those of the number book. */
static gboolean
find_missing (const BulletinPaper *paper,
              GString *remark)
{
  const BulletinMetadata *metadata = paper->metadata;
  gsize before = remark->len;

  if (metadata->year < 1900 || metadata->year > 2200)
    add_remark (remark, _ ("The year is missing."));
  if (metadata->number < 1 || metadata->number > 9999)
    add_remark (remark, _ ("The number is missing."));
  if (!metadata->date || !bulletin_date_is_valid (metadata->date))
    add_remark (remark, _ ("The date is missing."));
  if (!metadata->title)
    add_remark (remark, _ ("The title is missing."));
  return remark->len > before;
}

static char *
make_key (const BulletinMetadata *metadata)
{
  g_autofree char *number = bulletin_metadata_format_number (metadata);

  return *number ? g_strconcat (metadata->series, "\n", number, NULL) : NULL;
}

/* Rows by number and by text: the first in order has it, unless it was refused. */
typedef struct
{
  GHashTable *numbers;
  GHashTable *texts;
} Seen;

static gboolean
find_same_number (const BulletinPapers *self,
                  BulletinPaper *paper,
                  const Seen *seen,
                  GString *remark)
{
  g_autofree char *key = make_key (paper->metadata);
  const char *taken = key && self->known ? bulletin_known_issues_find_number (self->known, paper->metadata) : NULL;
  const BulletinPaper *other = key ? g_hash_table_lookup (seen->numbers, key) : NULL;
  g_autofree char *sentence = NULL;

  if (taken)
    /* Translators: %s is the end of the sentence, such as “it is in the library as …” */
    sentence = g_strdup_printf (_ ("The number is taken: %s."), taken);
  else if (other && other != paper)
    sentence = g_strdup_printf (_ ("The same number as “%s”."), other->name);
  if (sentence)
    add_remark (remark, sentence);
  return sentence != NULL;
}

static gboolean
find_same_text (const BulletinPapers *self,
                const BulletinPaper *paper,
                const Seen *seen,
                GString *remark)
{
  const char *known = self->known ? bulletin_known_issues_find_text (self->known, paper->fingerprint) : NULL;
  const BulletinPaper *other = paper->fingerprint ? g_hash_table_lookup (seen->texts, paper->fingerprint) : NULL;
  g_autofree char *sentence = NULL;

  if (known)
    sentence = g_strdup_printf (_ ("The same text is in the library already: %s."), known);
  else if (other && other != paper)
    sentence = g_strdup_printf (_ ("The same text as “%s”."), other->name);
  if (sentence)
    add_remark (remark, sentence);
  return sentence != NULL;
}

static gboolean
find_doubts (const BulletinPapers *self,
             const BulletinPaper *paper,
             GString *remark)
{
  gsize before = remark->len;

  for (guint i = 0; i < paper->doubts->len; i++)
    add_remark (remark, ((const BulletinPaperDoubt *) paper->doubts->pdata[i])->message);
  if (self->known && bulletin_known_issues_get_series (self->known)->len > 0 && !has_series (self, paper->metadata->series)) {
    g_autofree char *sentence = g_strdup_printf (_ ("The library has no series “%s” yet; it will be made."), paper->metadata->series);

    add_remark (remark, sentence);
  }
  if (self->known && bulletin_known_issues_has_total (self->known, paper->metadata)) {
    g_autofree char *sentence = g_strdup_printf (_ ("Another issue bears the running number %d too; the number book keeps it for that one."), paper->metadata->total_number);

    add_remark (remark, sentence);
  }
  return remark->len > before;
}

static void
check_paper (const BulletinPapers *self,
             BulletinPaper *paper,
             const Seen *seen)
{
  g_autoptr (GString) remark = g_string_new (NULL);
  gboolean is_missing, has_same_number, has_same_text, is_doubtful;

  if (paper->failure) {
    paper->state = BULLETIN_PAPER_UNREADABLE;
    g_string_assign (remark, paper->failure);
    paper->can_take = FALSE;
  } else {
    is_missing = find_missing (paper, remark);
    has_same_number = find_same_number (self, paper, seen, remark);
    has_same_text = find_same_text (self, paper, seen, remark);
    is_doubtful = find_doubts (self, paper, remark);
    paper->state = has_same_number || has_same_text ? BULLETIN_PAPER_DUPLICATE : is_missing ? BULLETIN_PAPER_INCOMPLETE
                                                                             : is_doubtful  ? BULLETIN_PAPER_DOUBTFUL
                                                                                            : BULLETIN_PAPER_READY;
    paper->can_take = !is_missing && !has_same_number;
  }
  /* What is doubtful waits for somebody who looks at it. */
  paper->is_chosen = paper->can_take && !paper->was_refused && (paper->was_chosen || paper->state == BULLETIN_PAPER_READY);
  g_set_str (&paper->remark, remark->str);
}

/* Notes which rows have which numbers and texts: of several the first that is
 * complete, or the first of all. */
static void
note_papers (const BulletinPapers *self,
             gboolean incomplete_ones,
             const Seen *seen)
{
  for (guint i = 0; i < self->papers->len; i++) {
    BulletinPaper *paper = self->papers->pdata[i];
    g_autoptr (GString) missing = g_string_new (NULL);
    g_autofree char *key = NULL;

    if (paper->failure || paper->was_refused || find_missing (paper, missing) != incomplete_ones)
      continue;
    key = make_key (paper->metadata);
    if (key && !g_hash_table_contains (seen->numbers, key))
      g_hash_table_insert (seen->numbers, g_steal_pointer (&key), paper);
    if (paper->fingerprint && !g_hash_table_contains (seen->texts, paper->fingerprint))
      g_hash_table_insert (seen->texts, paper->fingerprint, paper);
  }
}

/*< private >
 * bulletin_papers_check:
 *
 * Says anew of every row how it stands.
 */
void
bulletin_papers_check (BulletinPapers *self)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);
  const Seen seen = { numbers, texts };

  for (guint i = 0; i < self->papers->len; i++) {
    BulletinPaper *paper = self->papers->pdata[i];

    if (!paper->failure)
      settle_series (self, paper);
  }
  note_papers (self, FALSE, &seen);
  note_papers (self, TRUE, &seen);
  for (guint i = 0; i < self->papers->len; i++)
    check_paper (self, self->papers->pdata[i], &seen);
}

/**
 * bulletin_papers_set_known:
 * @known: (transfer full): what the library holds
 *
 * Compares the rows with a library.
 */
void
bulletin_papers_set_known (BulletinPapers *self,
                           BulletinKnownIssues *known)
{
  g_clear_pointer (&self->known, bulletin_known_issues_free);
  self->known = known;
  bulletin_papers_check (self);
}

/**
 * bulletin_papers_set_series:
 * @series: (nullable): the series that all go to; %NULL for the one that each names
 */
void
bulletin_papers_set_series (BulletinPapers *self,
                            const char *series)
{
  g_set_str (&self->series, series);
  bulletin_papers_check (self);
}

/* --- Corrections ------------------------------------------------------------------------ */

/* A whole number within bounds, full-width and Chinese ones too. */
static gboolean
parse_number (const char *text,
              int minimum,
              int maximum,
              int *number)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  guint64 value;

  g_strstrip (plain);
  if (!*plain) {
    *number = 0;
    return TRUE;
  }
  if (!g_ascii_string_to_unsigned (plain, 10, (guint64) minimum, (guint64) maximum, &value, NULL))
    return FALSE;
  *number = (int) value;
  return TRUE;
}

static gboolean
set_invalid (GError **error,
             const char *message)
{
  g_set_error_literal (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
set_value (BulletinPaper *paper,
           BulletinPaperField field,
           const char *text,
           GError **error)
{
  BulletinMetadata *metadata = paper->metadata;
  g_autofree char *date = NULL;

  switch (field) {
  case BULLETIN_PAPER_YEAR:
    return parse_number (text, 1900, 2200, &metadata->year) || set_invalid (error, _ ("The year must be from 1900 to 2200."));
  case BULLETIN_PAPER_NUMBER:
    return parse_number (text, 1, 9999, &metadata->number) || set_invalid (error, _ ("The number must be from 1 to 9999."));
  case BULLETIN_PAPER_TOTAL:
    return parse_number (text, 1, 99999, &metadata->total_number) || set_invalid (error, _ ("The running number must be from 1 to 99999."));
  case BULLETIN_PAPER_DATE:
    date = bulletin_paper_parse_date (text);
    if (!date && *text)
      return set_invalid (error, _ ("Write the date as year, month and day, such as 2019-03-05."));
    bulletin_metadata_set_string (&metadata->date, date);
    return TRUE;
  case BULLETIN_PAPER_KIND:
    if (strcmp (text, "supplement") != 0 && strcmp (text, "regular") != 0)
      return set_invalid (error, _ ("The kind is “regular” or “supplement”."));
    metadata->kind = strcmp (text, "supplement") == 0 ? BULLETIN_KIND_SUPPLEMENT : BULLETIN_KIND_REGULAR;
    return TRUE;
  case BULLETIN_PAPER_TITLE:
    bulletin_metadata_set_string (&metadata->title, text);
    return TRUE;
  case BULLETIN_PAPER_SERIES:
    g_set_str (&paper->own_series, *text ? text : NULL);
    return TRUE;
  case BULLETIN_PAPER_TEXT:
  default:
    return set_invalid (error, _ ("The text cannot be changed here."));
  }
}

/**
 * bulletin_papers_set_field:
 * @paper: one of the papers
 * @field: what to correct
 * @text: what somebody typed; "" takes the value away
 * @error: return location for an error
 *
 * Corrects a row. Doubts about the field are settled by that, and every row is
 * looked at anew: what was a duplicate may be none any more.
 *
 * Returns: whether the field can have that value; if not, nothing has changed
 */
gboolean
bulletin_papers_set_field (BulletinPapers *self,
                           BulletinPaper *paper,
                           BulletinPaperField field,
                           const char *text,
                           GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);

  if (!set_value (paper, field, text, error))
    return FALSE;
  for (guint i = paper->doubts->len; i > 0; i--) {
    if (((const BulletinPaperDoubt *) paper->doubts->pdata[i - 1])->fields & 1u << field)
      g_ptr_array_remove_index (paper->doubts, i - 1);
  }
  bulletin_papers_check (self);
  return TRUE;
}

/**
 * bulletin_paper_get_field:
 *
 * Returns: (transfer full): the value as it is typed; "" if there is none
 */
char *
bulletin_paper_get_field (const BulletinPaper *self,
                          BulletinPaperField field)
{
  const BulletinMetadata *metadata = self->metadata;
  int number = 0;

  switch (field) {
  case BULLETIN_PAPER_SERIES:
    return g_strdup (metadata->series ? metadata->series : "");
  case BULLETIN_PAPER_KIND:
    return g_strdup (metadata->kind == BULLETIN_KIND_SUPPLEMENT ? "supplement" : "regular");
  case BULLETIN_PAPER_DATE:
    return g_strdup (metadata->date ? metadata->date : "");
  case BULLETIN_PAPER_TITLE:
    return g_strdup (metadata->title ? metadata->title : "");
  case BULLETIN_PAPER_YEAR:
    number = metadata->year;
    break;
  case BULLETIN_PAPER_NUMBER:
    number = metadata->number;
    break;
  case BULLETIN_PAPER_TOTAL:
    number = metadata->total_number;
    break;
  case BULLETIN_PAPER_TEXT:
  default:
    return g_strdup (self->text ? self->text : "");
  }
  return number > 0 ? g_strdup_printf ("%d", number) : g_strdup ("");
}

/**
 * bulletin_papers_choose:
 * @paper: one of the papers
 * @is_chosen: whether to read it in
 *
 * Says of a row whether it is to be read in. One that cannot be stays out.
 */
void
bulletin_papers_choose (BulletinPapers *self,
                        BulletinPaper *paper,
                        gboolean is_chosen)
{
  paper->was_chosen = is_chosen;
  paper->was_refused = !is_chosen;
  bulletin_papers_check (self);
}

guint
bulletin_papers_count (const BulletinPapers *self,
                       BulletinPaperState state)
{
  guint n = 0;

  for (guint i = 0; i < self->papers->len; i++)
    n += ((const BulletinPaper *) self->papers->pdata[i])->state == state;
  return n;
}

guint
bulletin_papers_count_chosen (const BulletinPapers *self)
{
  guint n = 0;

  for (guint i = 0; i < self->papers->len; i++)
    n += ((const BulletinPaper *) self->papers->pdata[i])->is_chosen ? 1 : 0;
  return n;
}
