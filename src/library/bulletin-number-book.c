/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-number-book.h"

#include "bulletin-change.h"
#include "bulletin-ledger.h"
#include "bulletin-library-private.h"
#include "bulletin-metadata-json.h"
#include "bulletin-store-private.h"

#include <glib/gi18n.h>

/* The number book: its list, with what is missing in it, and what is done with a
 * number before it is used or instead. Using one is bulletin_library_issue(). */

static const struct
{
  const char *name;
  const char *label;
} states[] = {
  [BULLETIN_NUMBER_GAP] = { "gap", NC_ ("state of a number", "Missing") },
  [BULLETIN_NUMBER_EXPECTED] = { "expected", NC_ ("state of a number", "Expected") },
  [BULLETIN_NUMBER_RESERVED] = { "reserved", NC_ ("state of a number", "Reserved") },
  [BULLETIN_NUMBER_USED] = { "used", NC_ ("state of a number", "Issued") },
  [BULLETIN_NUMBER_VOID] = { "void", NC_ ("state of a number", "Void") },
};

/**
 * bulletin_number_state_to_string:
 *
 * Returns: (transfer none): the state's stable name, as in JSON
 */
const char *
bulletin_number_state_to_string (BulletinNumberState state)
{
  return states[state].name;
}

/**
 * bulletin_number_state_get_label:
 *
 * Returns: (transfer none): the state for people, translated
 */
const char *
bulletin_number_state_get_label (BulletinNumberState state)
{
  return g_dpgettext2 (NULL, "state of a number", states[state].label);
}

/**
 * bulletin_number_entry_copy:
 *
 * Returns: (transfer full): a deep copy
 */
BulletinNumberEntry *
bulletin_number_entry_copy (const BulletinNumberEntry *self)
{
  BulletinNumberEntry *copy = g_memdup2 (self, sizeof *self);

  copy->series = g_strdup (self->series);
  copy->bulletin = g_strdup (self->bulletin);
  copy->title = g_strdup (self->title);
  copy->date = g_strdup (self->date);
  copy->reason = g_strdup (self->reason);
  copy->at = g_strdup (self->at);
  copy->who = g_strdup (self->who);

  return copy;
}

void
bulletin_number_entry_free (BulletinNumberEntry *self)
{
  g_free (self->series);
  g_free (self->bulletin);
  g_free (self->title);
  g_free (self->date);
  g_free (self->reason);
  g_free (self->at);
  g_free (self->who);
  g_free (self);
}

/* --- The list ------------------------------------------------------------------ */

static BulletinNumberState
parse_state (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].name, name) == 0)
      return i;

  return BULLETIN_NUMBER_GAP;
}

static BulletinNumberEntry *
read_entry (BulletinStatement *statement)
{
  BulletinNumberEntry *entry = g_new0 (BulletinNumberEntry, 1);

  entry->series = g_strdup (bulletin_statement_get_text (statement, 0));
  entry->kind = bulletin_kind_parse (bulletin_statement_get_text (statement, 1));
  entry->year = bulletin_statement_get_int (statement, 2);
  entry->number = bulletin_statement_get_int (statement, 3);
  entry->last_number = entry->number;
  entry->state = parse_state (bulletin_statement_get_text (statement, 4));
  entry->bulletin = g_strdup (bulletin_statement_get_text (statement, 5));
  entry->serial = bulletin_statement_get_int (statement, 6);
  entry->title = g_strdup (bulletin_statement_get_text (statement, 7));
  entry->date = g_strdup (bulletin_statement_get_text (statement, 8));
  entry->is_withdrawn = bulletin_statement_get_int (statement, 9) != 0;
  entry->reason = g_strdup (bulletin_statement_get_text (statement, 10));
  entry->at = g_strdup (bulletin_statement_get_text (statement, 11));
  entry->who = g_strdup (bulletin_statement_get_text (statement, 12));
  entry->total = bulletin_statement_get_int (statement, 13);

  return entry;
}

static gboolean
counts_with (const BulletinNumberEntry *a,
             const BulletinNumberEntry *b)
{
  return a->kind == b->kind && a->year == b->year && g_str_equal (a->series, b->series);
}

/* Adds the gaps below the highest number that was given out, between entries that
 * are in order; what a draft expects is no gap, but does not end the count either. */
static GPtrArray *
add_gaps (GPtrArray *entries)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_number_entry_free);

  for (guint first = 0, next; first < entries->len; first = next) {
    const BulletinNumberEntry *head = entries->pdata[first];
    int highest = 0, expected = 1;

    for (next = first; next < entries->len && counts_with (head, entries->pdata[next]); next++) {
      const BulletinNumberEntry *entry = entries->pdata[next];

      if (entry->state != BULLETIN_NUMBER_EXPECTED)
        highest = MAX (highest, entry->number);
    }
    for (guint i = first; i < next; i++) {
      BulletinNumberEntry *entry = entries->pdata[i];
      int last = MIN (entry->number - 1, highest);

      if (last >= expected) {
        BulletinNumberEntry *gap = g_new0 (BulletinNumberEntry, 1);

        gap->series = g_strdup (entry->series);
        gap->kind = entry->kind;
        gap->year = entry->year;
        gap->number = expected;
        gap->last_number = last;
        g_ptr_array_add (list, gap);
      }
      expected = entry->number + 1;
      g_ptr_array_add (list, entry);
    }
  }
  g_ptr_array_set_free_func (entries, NULL);

  return g_steal_pointer (&list);
}

/**
 * bulletin_library_list_numbers:
 * @series: (nullable): a series' name; %NULL for all
 * @year: a year; 0 for all
 *
 * What became of the numbers: those in the ledger, those that open drafts bear, and
 * the gaps below the highest that was given out, which run together where they lie
 * side by side.
 *
 * Returns: (transfer full) (nullable) (element-type BulletinNumberEntry): by series,
 *   regular issues before supplements, the newest year first, then by number
 */
GPtrArray *
bulletin_library_list_numbers (BulletinLibrary *self,
                               const char      *series,
                               int              year,
                               GError         **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_number_entry_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT s.name, n.kind, n.year, n.number, n.state, n.bulletin, b.serial, b.title, b.date, "
                                         "b.state = 'withdrawn', "
                                         "CASE WHEN b.state = 'withdrawn' THEN (SELECT note FROM event e WHERE e.bulletin = b.id "
                                         "AND e.kind = 'withdrawn' LIMIT 1) ELSE n.reason END, n.at, n.who, n.total "
                                         "FROM (SELECT series, kind, year, number, state, bulletin, reason, at, who, total FROM ledger "
                                         "UNION ALL SELECT series, kind, year, number, 'expected', id, NULL, changed_at, changed_by, NULL "
                                         "FROM bulletin d WHERE state IN ('draft', 'review', 'returned', 'approved') AND number > 0 "
                                         "AND year > 0 AND NOT EXISTS (SELECT 1 FROM ledger l WHERE l.series = d.series AND l.kind = d.kind "
                                         "AND l.year = d.year AND l.number = d.number)) n "
                                         "JOIN series s ON s.id = n.series LEFT JOIN bulletin b ON b.id = n.bulletin "
                                         "WHERE (?1 IS NULL OR s.name = ?1) AND (?2 = 0 OR n.year = ?2) "
                                         "ORDER BY s.position, s.id, n.kind, n.year DESC, n.number, b.serial",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, series);
  bulletin_statement_bind_int (statement, 1, year);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW)
    g_ptr_array_add (entries, read_entry (statement));

  return step == BULLETIN_STEP_DONE ? add_gaps (entries) : NULL;
}

/**
 * bulletin_library_list_number_years:
 * @series: (nullable): a series' name; %NULL for all
 *
 * Returns: (transfer full) (nullable) (element-type int): the years in which numbers
 *   were given out or are expected, the newest first
 */
GArray *
bulletin_library_list_number_years (BulletinLibrary *self,
                                    const char      *series,
                                    GError         **error)
{
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT n.year FROM (SELECT series, year FROM ledger UNION SELECT series, year FROM bulletin "
                                         "WHERE state IN ('draft', 'review', 'returned', 'approved') AND number > 0 AND year > 0) n "
                                         "JOIN series s ON s.id = n.series WHERE ?1 IS NULL OR s.name = ?1 "
                                         "GROUP BY n.year ORDER BY n.year DESC",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, series);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    int year = bulletin_statement_get_int (statement, 0);

    g_array_append_val (years, year);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&years) : NULL;
}

/* --- Reserving ----------------------------------------------------------------- */

/* The rows of the ledger that keep numbers for a bulletin. */
static GPtrArray *
list_reservations (BulletinLibrary *self,
                   const char      *id,
                   int             *number,
                   GError         **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  *number = 0;
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT id, number FROM ledger WHERE bulletin = ?1 AND state = 'reserved'", error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    g_ptr_array_add (rows, g_strdup (bulletin_statement_get_text (statement, 0)));
    *number = bulletin_statement_get_int (statement, 1);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static gboolean
release (BulletinLibrary *self,
         const GPtrArray *rows,
         GError         **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (!bulletin_library_remove_row (self, "ledger", rows->pdata[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
put_number (BulletinLibrary *self,
            const char      *series,
            BulletinKind     kind,
            int              year,
            int              number,
            const char      *state,
            const char      *bulletin,
            const char      *reason,
            const char      *who,
            GError         **error)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *now = bulletin_timestamp_now ();
  g_autofree char *row = NULL;

  json_object_set_string_member (values, "series", series);
  json_object_set_string_member (values, "kind", bulletin_kind_to_string (kind));
  json_object_set_int_member (values, "year", year);
  json_object_set_int_member (values, "number", number);
  json_object_set_string_member (values, "state", state);
  if (bulletin != NULL)
    json_object_set_string_member (values, "bulletin", bulletin);
  if (reason != NULL)
    json_object_set_string_member (values, "reason", reason);
  json_object_set_string_member (values, "at", now);
  json_object_set_string_member (values, "who", who != NULL ? who : "");
  row = bulletin_library_put_row (self, "ledger", NULL, values, error);

  return row != NULL;
}

static gboolean
is_open (BulletinLibrary *self,
         const char      *id,
         GError         **error)
{
  BulletinState state;

  if (!bulletin_store_get_state (self, id, &state, error))
    return FALSE;
  if (((1u << state) & BULLETIN_STATES_OPEN) != 0)
    return TRUE;

  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
               _("This bulletin is issued and has its number for good. Reserve one for a draft."));

  return FALSE;
}

/* Within the operation: from here to its end nobody else writes. */
static int
reserve (BulletinLibrary *self,
         const char      *id,
         int              number,
         const char      *who,
         GError         **error)
{
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *series = NULL;
  BulletinMetadata *metadata;
  gboolean is_free = FALSE;
  gboolean is_changed = FALSE;
  gboolean wants_any = number == 0;
  int kept;

  if (!is_open (self, id, error) ||
      (content = bulletin_library_get_bulletin (self, id, error)) == NULL ||
      (rows = list_reservations (self, id, &kept, error)) == NULL)
    return 0;
  metadata = content->metadata;
  if (metadata->year < 1900 || metadata->year > 2200) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("The draft has no year that a number could count in. Enter one from 1900 to 2200."));
    return 0;
  }
  if ((series = bulletin_store_find_series (self, metadata->series, error)) == NULL)
    return 0;

  is_changed = number > 0 && number != metadata->number;
  if (number > 0)
    metadata->number = number;
  if (metadata->number > 0 && !bulletin_library_number_is_free (self, metadata, id, &is_free, error))
    return 0;
  if (!is_free && wants_any) {
    metadata->number = bulletin_library_propose_number (self, metadata->series, metadata->kind, metadata->year, id, error);
    is_changed = is_free = metadata->number > 0;
    if (!is_free)
      return 0;
  }
  if (!is_free) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN,
                 _("Number %d of %d was already given out. Choose another number."), metadata->number, metadata->year);
    return 0;
  }
  if (metadata->number > 9999) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("Issue numbers go from 1 to 9999. Choose one that is free."));
    return 0;
  }

  if (!release (self, rows, error) ||
      !put_number (self, series, metadata->kind, metadata->year, metadata->number, "reserved", id, NULL, who, error) ||
      (is_changed && !bulletin_library_save_working_copy (self, id, metadata, content->text, who, error)))
    return 0;

  return metadata->number;
}

/**
 * bulletin_library_reserve_number:
 * @id: an open bulletin
 * @number: the number to keep for it; 0 for the one that it bears, or else, if that
 *   is missing or taken, the next
 * @who: the person's name
 *
 * Keeps a number for a draft, in place of one that was kept for it before. The draft
 * bears that number from then on.
 *
 * Returns: the number, or 0 with %BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN when it was
 *   given out
 */
int
bulletin_library_reserve_number (BulletinLibrary *self,
                                 const char      *id,
                                 int              number,
                                 const char      *who,
                                 GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  int reserved;

  if (uuid == NULL || bulletin_library_begin_operation (self, who, "reserve number", NULL, NULL, error) == NULL)
    return 0;
  reserved = reserve (self, uuid, number, who, error);
  if (reserved == 0) {
    bulletin_library_rollback_operation (self);
    return 0;
  }

  return bulletin_library_commit_operation (self, error) ? reserved : 0;
}

/**
 * bulletin_library_release_number:
 * @id: a bulletin
 *
 * Gives back the number that was kept for a draft: anybody may take it then.
 *
 * Returns: %FALSE with %BULLETIN_LIBRARY_ERROR_NOT_FOUND when none was kept
 */
gboolean
bulletin_library_release_number (BulletinLibrary *self,
                                 const char      *id,
                                 const char      *who,
                                 GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autoptr (GPtrArray) rows = NULL;
  gboolean success;
  int number;

  if (uuid == NULL || bulletin_library_begin_operation (self, who, "give back number", NULL, NULL, error) == NULL)
    return FALSE;

  rows = list_reservations (self, uuid, &number, error);
  success = rows != NULL;
  if (success && rows->len == 0) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                 _("No number is reserved for this bulletin. Look at the number book."));
    success = FALSE;
  }
  success = success && release (self, rows, error);
  if (success)
    return bulletin_library_commit_operation (self, error);

  bulletin_library_rollback_operation (self);

  return FALSE;
}

/**
 * bulletin_library_get_reserved:
 * @id: a bulletin
 *
 * Returns: the number that is kept for it; 0 if none is, −1 on an error
 */
int
bulletin_library_get_reserved (BulletinLibrary *self,
                               const char      *id,
                               GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autoptr (GPtrArray) rows = NULL;
  int number = 0;

  if (uuid == NULL || (rows = list_reservations (self, uuid, &number, error)) == NULL)
    return -1;

  return number;
}

/* --- Voiding ------------------------------------------------------------------- */

/* What the ledger says of a number; *row is NULL if nothing. */
static gboolean
find_row (BulletinLibrary *self,
          const char      *series,
          BulletinKind     kind,
          int              year,
          int              number,
          char           **row,
          gboolean        *is_reserved,
          GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT id, state = 'reserved' FROM ledger "
                                         "WHERE series = ?1 AND kind = ?2 AND year = ?3 AND number = ?4",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, series);
  bulletin_statement_bind_text (statement, 1, bulletin_kind_to_string (kind));
  bulletin_statement_bind_int (statement, 2, year);
  bulletin_statement_bind_int (statement, 3, number);
  step = bulletin_statement_step (statement, error);
  *row = step == BULLETIN_STEP_ROW ? g_strdup (bulletin_statement_get_text (statement, 0)) : NULL;
  *is_reserved = step == BULLETIN_STEP_ROW && bulletin_statement_get_int (statement, 1) != 0;

  return step != BULLETIN_STEP_ERROR;
}

static gboolean
void_number (BulletinLibrary *self,
             const char      *series,
             BulletinKind     kind,
             int              year,
             int              number,
             const char      *reason,
             const char      *who,
             GError         **error)
{
  g_autofree char *row = NULL;
  gboolean is_reserved;

  if (!find_row (self, series, kind, year, number, &row, &is_reserved, error))
    return FALSE;
  if (row != NULL && !is_reserved) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
                 _("Number %d of %d is used or void already. Look at the number book."), number, year);
    return FALSE;
  }
  if (row != NULL && !bulletin_library_remove_row (self, "ledger", row, error))
    return FALSE;

  return put_number (self, series, kind, year, number, "void", NULL, reason, who, error);
}

/**
 * bulletin_library_void_numbers:
 * @series: (nullable): the series' name; %NULL for the first
 * @kind: regular issue or supplement
 * @year: the year
 * @first, @last: the numbers, both included
 * @reason: why; %BULLETIN_LIBRARY_ERROR_INVALID when it is empty
 * @who: the person's name
 *
 * Says of numbers that they will never be used: of a gap, of a reserved one, which
 * its draft then loses, or of the one that comes next. There is no way back.
 *
 * Returns: %FALSE with %BULLETIN_LIBRARY_ERROR_STATE when one of them is used; then
 *   none is void
 */
gboolean
bulletin_library_void_numbers (BulletinLibrary *self,
                               const char      *series,
                               BulletinKind     kind,
                               int              year,
                               int              first,
                               int              last,
                               const char      *reason,
                               const char      *who,
                               GError         **error)
{
  g_autoptr (BulletinSeries) found = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (reason != NULL ? reason : ""));
  gboolean success = TRUE;
  int next;

  if (*stripped == '\0') {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("A reason is needed. Say in a sentence why."));
    return FALSE;
  }
  if ((found = bulletin_library_get_series (self, series, error)) == NULL ||
      bulletin_library_begin_operation (self, who, "void number", NULL, NULL, error) == NULL)
    return FALSE;

  next = bulletin_library_next_number (self, found->name, kind, year, error);
  success = next > 0;
  if (success && (first < 1 || last < first || last > next || last > 9999 || year < 1900 || year > 2200)) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("Only numbers from 1 to %d can be made void in %d. Enter one of them."), MIN (next, 9999), year);
    success = FALSE;
  }
  for (int number = first; success && number <= last; number++)
    success = void_number (self, found->id, kind, year, number, stripped, who, error);
  if (success)
    return bulletin_library_commit_operation (self, error);

  bulletin_library_rollback_operation (self);

  return FALSE;
}

/* --- The running number ---------------------------------------------------------- */

/**
 * bulletin_library_next_total:
 * @series: (nullable): the series' name
 *
 * Returns: the running number (总第N期) after the highest that was given out; 0 where
 *   none was, since the library cannot know how many there were before it; −1 on an
 *   error
 */
int
bulletin_library_next_total (BulletinLibrary *self,
                             const char      *series,
                             GError         **error)
{
  g_autoptr (BulletinSeries) found = bulletin_library_get_series (self, series, error);
  g_autoptr (BulletinStatement) statement = NULL;

  if (found == NULL)
    return -1;
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT coalesce (max (total) + 1, 0) FROM ledger WHERE series = ?1", error);
  if (statement == NULL)
    return -1;
  bulletin_statement_bind_text (statement, 0, found->id);

  return bulletin_statement_step (statement, error) == BULLETIN_STEP_ROW ? bulletin_statement_get_int (statement, 0) : -1;
}

/**
 * bulletin_library_total_is_free:
 * @metadata: series and running number to ask for
 * @id: (nullable): the bulletin that wants it
 * @is_free: (out): whether it may be bound; also when there is none
 */
gboolean
bulletin_library_total_is_free (BulletinLibrary        *self,
                                const BulletinMetadata *metadata,
                                const char             *id,
                                gboolean               *is_free,
                                GError                **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT 1 FROM ledger l JOIN series s ON s.id = l.series "
                                         "WHERE s.name = ?1 AND l.total = ?2 AND l.bulletin IS NOT ?3",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, metadata->series);
  bulletin_statement_bind_int (statement, 1, metadata->total_number);
  bulletin_statement_bind_text (statement, 2, id);
  step = bulletin_statement_step (statement, error);
  *is_free = metadata->total_number <= 0 || step == BULLETIN_STEP_DONE;

  return step != BULLETIN_STEP_ERROR;
}
