/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-paper-intake.h"

#include "bulletin-issued-private.h"
#include "bulletin-metadata-json.h"
#include "bulletin-number-book.h"
#include "bulletin-pictures.h"
#include "bulletin-store-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* A text with fewer letters says too little to be called the same as another. */
#define MIN_FINGERPRINT_CHARS 20
/* How many texts are read between two looks at the progress. */
#define TEXTS_PER_PROGRESS 200

struct _BulletinKnownIssues
{
  GHashTable *numbers; /* series, kind, year and number to who has it */
  GHashTable *totals;  /* series and running number */
  GHashTable *texts;   /* fingerprint to which issue that is */
  GPtrArray *series;
};

/* --- Taking one in ---------------------------------------------------------------- */

/* The metadata as the number book is to have them: a running number that another
 * issue bears already stays on the paper, and the number book keeps it for the
 * first, as it does for old libraries. */
static BulletinMetadata *
make_ledger_metadata (BulletinLibrary        *self,
                      const BulletinMetadata *metadata,
                      GError                **error)
{
  g_autoptr (BulletinMetadata) copy = bulletin_metadata_copy (metadata);
  gboolean is_free = TRUE;

  if (!bulletin_library_total_is_free (self, metadata, NULL, &is_free, error))
    return NULL;
  if (!is_free)
    copy->total_number = 0;

  return g_steal_pointer (&copy);
}

static gboolean
issue_paper (BulletinLibrary           *self,
             const char                *id,
             const BulletinPaperIntake *intake,
             GError                   **error)
{
  g_autoptr (BulletinMetadata) numbered = make_ledger_metadata (self, intake->metadata, error);
  g_autofree char *series = NULL;
  g_autofree char *revision = NULL;

  return numbered != NULL &&
         (series = bulletin_store_find_series (self, intake->metadata->series, error)) != NULL &&
         bulletin_ledger_bind_number (self, id, series, numbered, intake->who, error) &&
         (revision = bulletin_store_put_revision (self, id, intake->metadata, intake->text, NULL, intake->who, error)) != NULL &&
         bulletin_store_add_event (self, id, "issued", intake->note, intake->who, error) &&
         bulletin_ledger_freeze (self, id, series, revision, intake->metadata, intake->text, intake->n_pages, intake->parts,
                                 NULL, intake->who, error) &&
         bulletin_store_set_state (self, id, BULLETIN_STATE_ISSUED, error);
}

/**
 * bulletin_library_take_paper:
 * @self: a library
 * @intake: the paper
 * @error: return location for an error
 *
 * Makes an issued record of an old paper: the bulletin, its number in the number
 * book, its pictures and the frozen record, in one transaction. It was approved and
 * issued on paper, so the rules of the series for drafts do not hold for it; that it
 * was read in, from where and by whom, are events of its trail, which is frozen too.
 *
 * Returns: (transfer full) (nullable): the new bulletin's id; else nothing has
 *   changed, with %BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN when the number was given
 *   out, %BULLETIN_LIBRARY_ERROR_INVALID when something is not set
 */
char *
bulletin_library_take_paper (BulletinLibrary           *self,
                             const BulletinPaperIntake *intake,
                             GError                   **error)
{
  g_autofree char *id = NULL;
  gboolean success;

  g_return_val_if_fail (intake != NULL && intake->metadata != NULL && intake->text != NULL, NULL);

  if (!bulletin_ledger_check_request (intake->metadata, error) ||
      !bulletin_database_begin (bulletin_library_get_database (self), error))
    return NULL;

  success = (id = bulletin_store_create_bulletin (self, intake->metadata, intake->text, "imported", intake->origin, intake->who, error)) != NULL &&
            (intake->materials == NULL || bulletin_library_bind_pictures (self, id, intake->materials, intake->who, error)) &&
            issue_paper (self, id, intake, error);

  return bulletin_store_end (self, success, error) ? g_steal_pointer (&id) : NULL;
}

/* --- What there is already --------------------------------------------------------- */

/**
 * bulletin_text_fingerprint:
 * @text: a text, as markup
 *
 * What two copies of a text have in common however they were typed: SHA-256 over
 * its letters and digits, without spaces, punctuation and marks, full-width ones as
 * half-width ones, in lower case.
 *
 * Returns: (transfer full) (nullable): 64 digits; %NULL for a text too short to tell
 */
char *
bulletin_text_fingerprint (const char *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  char buffer[4096];
  gsize used = 0;
  guint n_chars = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c >= 0xff01 && c <= 0xff5e)
      c -= 0xff01 - 0x21;
    if (!g_unichar_isalnum (c))
      continue;
    used += (gsize) g_unichar_to_utf8 (g_unichar_tolower (c), buffer + used);
    n_chars++;
    if (used > sizeof buffer - 6) {
      g_checksum_update (checksum, (const guchar *) buffer, (gssize) used);
      used = 0;
    }
  }
  if (n_chars < MIN_FINGERPRINT_CHARS)
    return NULL;
  g_checksum_update (checksum, (const guchar *) buffer, (gssize) used);

  return g_strdup (g_checksum_get_string (checksum));
}

static char *
make_number_key (const char  *series,
                 BulletinKind kind,
                 int          year,
                 int          number)
{
  return g_strdup_printf ("%s\n%s\n%d\n%d", series != NULL ? series : "", bulletin_kind_to_string (kind), year, number);
}

static char *
make_total_key (const char *series,
                int         total)
{
  return g_strdup_printf ("%s\n%d", series != NULL ? series : "", total);
}

/* What a row of the number book says to somebody who wants its number. */
static char *
describe_number (const char *state,
                 const char *title,
                 const char *reason)
{
  if (strcmp (state, "void") == 0)
    return g_strdup_printf (_("the number book has it as void: %s"), reason != NULL ? reason : "");
  if (strcmp (state, "reserved") == 0)
    return g_strdup_printf (_("it is reserved for “%s”"), title != NULL ? title : _("Untitled"));

  return g_strdup_printf (_("it is in the library as “%s”"), title != NULL ? title : _("Untitled"));
}

static gboolean
read_numbers (BulletinKnownIssues *known,
              BulletinLibrary     *library,
              GError             **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "SELECT s.name, l.kind, l.year, l.number, l.total, l.state, b.title, l.reason "
                                         "FROM ledger l JOIN series s ON s.id = l.series "
                                         "LEFT JOIN bulletin b ON b.id = l.bulletin",
                                         error);
  if (statement == NULL)
    return FALSE;
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    const char *series = bulletin_statement_get_text (statement, 0);
    BulletinKind kind = bulletin_kind_parse (bulletin_statement_get_text (statement, 1));
    int total = (int) bulletin_statement_get_int (statement, 4);

    g_hash_table_replace (known->numbers,
                          make_number_key (series, kind, (int) bulletin_statement_get_int (statement, 2),
                                           (int) bulletin_statement_get_int (statement, 3)),
                          describe_number (bulletin_statement_get_text (statement, 5),
                                           bulletin_statement_get_text (statement, 6),
                                           bulletin_statement_get_text (statement, 7)));
    if (total > 0)
      g_hash_table_add (known->totals, make_total_key (series, total));
  }

  return step == BULLETIN_STEP_DONE;
}

static guint
count_texts (BulletinLibrary *library)
{
  g_autoptr (BulletinStatement) statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                                                       "SELECT count (*) FROM bulletin", NULL);

  if (statement == NULL || bulletin_statement_step (statement, NULL) != BULLETIN_STEP_ROW)
    return 0;
  return (guint) bulletin_statement_get_int (statement, 0);
}

static gboolean
read_texts (BulletinKnownIssues *known,
            BulletinLibrary     *library,
            BulletinProgressFunc progress,
            gpointer             user_data,
            GCancellable        *cancellable,
            GError             **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  guint total = count_texts (library);
  guint n = 0;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "SELECT r.text, b.title, b.year, b.number, b.kind FROM bulletin b "
                                         "JOIN revision r ON r.id = b.revision",
                                         error);
  if (statement == NULL)
    return FALSE;
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    g_autofree char *fingerprint = bulletin_text_fingerprint (bulletin_statement_get_text (statement, 0));

    if (fingerprint != NULL && !g_hash_table_contains (known->texts, fingerprint)) {
      const char *title = bulletin_statement_get_text (statement, 1);
      int number = (int) bulletin_statement_get_int (statement, 3);
      BulletinMetadata metadata = {
        .kind = bulletin_kind_parse (bulletin_statement_get_text (statement, 4)),
        .year = (int) bulletin_statement_get_int (statement, 2),
        .number = number,
      };
      g_autofree char *issue = number > 0 ? bulletin_metadata_format_number (&metadata) : NULL;

      g_hash_table_insert (known->texts, g_steal_pointer (&fingerprint),
                           g_strjoin (issue != NULL ? " " : "", issue != NULL ? issue : "",
                                      title != NULL ? title : _("Untitled"), NULL));
    }
    if (++n % TEXTS_PER_PROGRESS == 0) {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress != NULL)
        progress (n, total, user_data);
    }
  }

  return step == BULLETIN_STEP_DONE;
}

/**
 * bulletin_known_issues_new:
 *
 * Returns: (transfer full): what an empty library holds
 */
BulletinKnownIssues *
bulletin_known_issues_new (void)
{
  BulletinKnownIssues *self = g_new0 (BulletinKnownIssues, 1);

  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->totals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->series = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
bulletin_known_issues_free (BulletinKnownIssues *self)
{
  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->totals);
  g_hash_table_unref (self->texts);
  g_ptr_array_unref (self->series);
  g_free (self);
}

/**
 * bulletin_library_list_known_issues:
 * @self: a library
 * @progress: (nullable): told how many texts were read
 * @user_data: for @progress
 * @cancellable: (nullable): stops the reading
 * @error: return location for an error
 *
 * Reads every number and every text once.
 *
 * Returns: (transfer full) (nullable): what the library holds
 */
BulletinKnownIssues *
bulletin_library_list_known_issues (BulletinLibrary     *self,
                                    BulletinProgressFunc progress,
                                    gpointer             user_data,
                                    GCancellable        *cancellable,
                                    GError             **error)
{
  g_autoptr (BulletinKnownIssues) known = bulletin_known_issues_new ();
  g_autoptr (GPtrArray) series = bulletin_library_list_series (self, error);

  if (series == NULL)
    return NULL;
  for (guint i = 0; i < series->len; i++)
    g_ptr_array_add (known->series, g_strdup (((const BulletinSeries *) series->pdata[i])->name));
  if (!read_numbers (known, self, error) || !read_texts (known, self, progress, user_data, cancellable, error))
    return NULL;

  return g_steal_pointer (&known);
}

/**
 * bulletin_known_issues_find_number:
 * @metadata: series, kind, year and number
 *
 * Returns: (transfer none) (nullable): what became of that number, as the end of a
 *   translated sentence; %NULL if it is free
 */
const char *
bulletin_known_issues_find_number (const BulletinKnownIssues *self,
                                   const BulletinMetadata    *metadata)
{
  g_autofree char *key = make_number_key (metadata->series, metadata->kind, metadata->year, metadata->number);

  return g_hash_table_lookup (self->numbers, key);
}

/**
 * bulletin_known_issues_find_text:
 * @fingerprint: (nullable): of a text
 *
 * Returns: (transfer none) (nullable): which bulletin has that text
 */
const char *
bulletin_known_issues_find_text (const BulletinKnownIssues *self,
                                 const char                *fingerprint)
{
  return fingerprint != NULL ? g_hash_table_lookup (self->texts, fingerprint) : NULL;
}

/* Whether another issue of the series bears the running number. */
gboolean
bulletin_known_issues_has_total (const BulletinKnownIssues *self,
                                 const BulletinMetadata    *metadata)
{
  g_autofree char *key = make_total_key (metadata->series, metadata->total_number);

  return metadata->total_number > 0 && g_hash_table_contains (self->totals, key);
}

const GPtrArray *
bulletin_known_issues_get_series (const BulletinKnownIssues *self)
{
  return self->series;
}
