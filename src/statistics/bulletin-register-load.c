/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register.h"

#include "bulletin-register-sheet.h"

#include <glib/gi18n.h>
#include <string.h>

/* No sheet of an office comes near it; a formula dragged to the end of the
 * sheet's million rows does. */
#define MAX_ROWS 500000

typedef struct
{
  BulletinLibrary *library;
  BulletinRegisterKind kind;
  const BulletinSheet *sheet;
  GCancellable *cancellable;
  const BulletinRegisterColumn *columns;
  guint n_columns;
  int *places; /* the sheet's column for each of ours, or -1 */
  BulletinReferences *references;
  GPtrArray *stored;  /* what the register holds */
  GPtrArray *pending; /* what the sheet brings */
} Load;

void
bulletin_refusal_free (BulletinRefusal *self)
{
  g_free (self->reason);
  g_free (self);
}

void
bulletin_load_report_free (BulletinLoadReport *self)
{
  g_ptr_array_unref (self->refused);
  g_free (self->operation);
  g_free (self);
}

static void
pending_row_free (gpointer data)
{
  BulletinPendingRow *row = data;

  for (guint i = 0; i < row->n_values; i++)
    g_free (row->values[i]);
  g_free (row->values);
  g_free (row->refusal);
  g_free (row->id);
  g_free (row->superior);
  g_free (row);
}

/* Takes the reason; several stand one after the other. */
void
bulletin_pending_row_refuse (BulletinPendingRow *self,
                             char *reason)
{
  if (self->refusal != NULL) {
    char *joined = g_strconcat (self->refusal, " ", reason, NULL);

    g_free (self->refusal);
    g_free (reason);
    self->refusal = joined;
  } else {
    self->refusal = reason;
  }
}

static void
load_clear (Load *self)
{
  g_free (self->places);
  g_clear_pointer (&self->references, bulletin_references_free);
  g_clear_pointer (&self->stored, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Load, load_clear)

/* How well a head fits: 0 for the template's own, more for synonyms, -1 for not. */
static int
rank_head (const BulletinRegisterColumn *column,
           const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (column->heads) && column->heads[i] != NULL; i++) {
    g_autofree char *head = bulletin_head_fold (column->heads[i]);

    if (g_str_equal (head, folded))
      return (int) i;
  }

  return -1;
}

/* The sheet's column whose head fits best; -1 if none does, -2 if two do. */
static int
find_place (const BulletinRegisterColumn *column,
            char **folded)
{
  int best = -1, best_rank = G_MAXINT;
  gboolean twice = FALSE;

  for (guint i = 0; folded[i] != NULL; i++) {
    int rank = rank_head (column, folded[i]);

    if (rank < 0 || rank > best_rank)
      continue;
    twice = rank == best_rank;
    best_rank = rank;
    best = (int) i;
  }

  return twice ? -2 : best;
}

static char *
describe_column (const BulletinRegisterColumn *column)
{
  const char *label = bulletin_register_column_get_label (column);

  if (g_str_equal (label, column->heads[0]))
    return g_strdup (label);

  /* Translators: a column's name, and how the empty template heads it. */
  return g_strdup_printf (C_ ("column and head", "%s (%s)"), label, column->heads[0]);
}

static gboolean
map_heads (Load *self,
           const char *source_name,
           GError **error)
{
  const char *const *head = bulletin_sheet_get_head (self->sheet);
  g_autoptr (GStrvBuilder) folded_builder = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) missing_builder = g_strv_builder_new ();
  g_auto (GStrv) folded = NULL;
  g_auto (GStrv) missing = NULL;
  const char *name = source_name != NULL ? source_name : _ ("The sheet");

  for (guint i = 0; head[i] != NULL; i++)
    g_strv_builder_take (folded_builder, bulletin_head_fold (head[i]));
  folded = g_strv_builder_end (folded_builder);

  self->places = g_new (int, self->n_columns);
  for (guint i = 0; i < self->n_columns; i++) {
    self->places[i] = find_place (&self->columns[i], folded);
    if (self->places[i] == -2) {
      g_autofree char *column = describe_column (&self->columns[i]);

      g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                   _ ("“%s” has two columns for %s. Remove one of them and load it again."), name, column);
      return FALSE;
    }
    if (self->places[i] < 0 && self->columns[i].required)
      g_strv_builder_take (missing_builder, describe_column (&self->columns[i]));
  }

  missing = g_strv_builder_end (missing_builder);
  if (missing[0] != NULL) {
    g_autofree char *list = g_strjoinv (C_ ("list", ", "), missing);

    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 /* Translators: a file, and the columns that are missing in it. */
                 _ ("The first row of “%s” does not name these columns: %s. Add them, or check that it is the right file."),
                 name, list);
    return FALSE;
  }

  return TRUE;
}

/* Reads a row's cells, and notes everything that is wrong with them. */
static BulletinPendingRow *
read_row (Load *self,
          guint row)
{
  BulletinPendingRow *pending = g_new0 (BulletinPendingRow, 1);

  pending->line = bulletin_sheet_get_line (self->sheet, row);
  pending->n_values = self->n_columns;
  pending->values = g_new0 (char *, self->n_columns);

  for (guint i = 0; i < self->n_columns; i++) {
    const BulletinRegisterColumn *column = &self->columns[i];
    const char *cell = self->places[i] >= 0 ? bulletin_sheet_get_cell (self->sheet, row, self->places[i]) : NULL;
    g_autoptr (GError) wrong = NULL;

    /* A superior may stand further down in the same sheet. */
    if (self->kind == BULLETIN_REGISTER_ORGANISATIONS && column->kind == BULLETIN_VALUE_ORGANISATION) {
      pending->superior = g_strdup (cell);
      continue;
    }
    if (!bulletin_value_read (column, cell, self->references, &pending->values[i], &wrong))
      /* Translators: a column's name, and what is wrong with the value in it. */
      bulletin_pending_row_refuse (pending, g_strdup_printf (C_ ("column and reason", "%s: %s"),
                                                             bulletin_register_column_get_label (column), wrong->message));
  }

  return pending;
}

/* The values of the key columns, or of all columns that the sheet has, as one
 * text to compare by. */
static char *
join_values (const Load *self,
             char **values,
             gboolean only_keys)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < self->n_columns; i++) {
    if (only_keys ? !self->columns[i].is_key : self->places[i] < 0)
      continue;
    g_string_append (joined, values[i] != NULL ? values[i] : "\001");
    g_string_append_c (joined, '\037');
  }

  return g_string_free (joined, FALSE);
}

/* Whether one row at most has the same key; else people and activities that are
 * called alike are told apart by their other values. */
static gboolean
is_key_unique (const Load *self)
{
  return self->kind != BULLETIN_REGISTER_VOLUNTEERS && self->kind != BULLETIN_REGISTER_ACTIVITIES;
}

static void
refuse_double (const Load *self,
               BulletinPendingRow *row,
               guint line)
{
  int code = bulletin_register_find_column (self->kind, "code");

  if (code >= 0)
    bulletin_pending_row_refuse (row, g_strdup_printf (_ ("The code “%s” stands in line %u already. Delete one of the two rows."),
                                                       row->values[code], line));
  else if (self->kind == BULLETIN_REGISTER_OBSERVATIONS)
    bulletin_pending_row_refuse (row, g_strdup_printf (_ ("Line %u has a value for the same metric, organization and period. Delete one of the two rows."),
                                                       line));
  else
    bulletin_pending_row_refuse (row, g_strdup_printf (_ ("The row says the same as line %u. Delete one of the two."), line));
}

static gboolean
read_rows (Load *self,
           GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_rows = bulletin_sheet_get_n_rows (self->sheet);

  self->pending = g_ptr_array_new_full (n_rows, pending_row_free);
  for (guint i = 0; i < n_rows; i++) {
    BulletinPendingRow *row;
    g_autofree char *key = NULL;
    guint line;

    if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
      return FALSE;

    row = read_row (self, i);
    g_ptr_array_add (self->pending, row);
    if (row->refusal != NULL)
      continue;

    key = join_values (self, row->values, is_key_unique (self));
    line = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key));
    if (line != 0)
      refuse_double (self, row, line);
    else
      g_hash_table_insert (seen, g_steal_pointer (&key), GUINT_TO_POINTER (row->line));
  }

  return TRUE;
}

static GHashTable *
group_stored (const Load *self,
              gboolean only_keys)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_queue_free);

  for (guint i = 0; i < self->stored->len; i++) {
    BulletinStoredRow *row = self->stored->pdata[i];
    g_autofree char *key = join_values (self, row->values, only_keys);
    GQueue *group = g_hash_table_lookup (groups, key);

    if (group == NULL) {
      group = g_queue_new ();
      g_hash_table_insert (groups, g_steal_pointer (&key), group);
    }
    g_queue_push_tail (group, row);
  }

  return groups;
}

/* Takes stored rows that equal a row of the sheet first, and only then those that
 * merely have its key: a second volunteer of the same name stays who he is. */
static void
match_rows (Load *self)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (guint only_keys = 0; only_keys < 2; only_keys++) {
    g_autoptr (GHashTable) groups = group_stored (self, only_keys);

    for (guint i = 0; i < self->pending->len; i++) {
      BulletinPendingRow *row = self->pending->pdata[i];
      g_autofree char *key = NULL;
      GQueue *group;

      if (row->refusal != NULL || row->existing != NULL)
        continue;
      key = join_values (self, row->values, only_keys);
      group = g_hash_table_lookup (groups, key);
      while (group != NULL && row->existing == NULL && !g_queue_is_empty (group)) {
        BulletinStoredRow *stored = g_queue_pop_head (group);

        if (g_hash_table_add (taken, stored))
          row->existing = stored;
      }
    }
  }
}

/* What the sheet does not speak of stays as it is. */
static void
complete_row (Load *self,
              BulletinPendingRow *row)
{
  g_autoptr (GError) wrong = NULL;
  int bad_column;

  if (row->existing != NULL) {
    for (guint i = 0; i < self->n_columns; i++) {
      if (self->places[i] >= 0)
        continue;
      g_free (row->values[i]);
      row->values[i] = g_strdup (row->existing->values[i]);
    }
  }
  if (!bulletin_values_check (self->kind, row->values, &bad_column, &wrong))
    bulletin_pending_row_refuse (row, g_strdup (wrong->message));
}

static gboolean
prepare_rows (Load *self,
              GError **error)
{
  self->references = bulletin_references_load (self->library, self->kind, error);
  self->stored = self->references != NULL ? bulletin_register_read_stored (self->library, self->kind, NULL, error) : NULL;
  if (self->stored == NULL || !read_rows (self, error))
    return FALSE;

  match_rows (self);
  for (guint i = 0; i < self->pending->len; i++) {
    BulletinPendingRow *row = self->pending->pdata[i];

    if (row->refusal != NULL)
      continue;
    complete_row (self, row);
    if (row->refusal == NULL && self->kind == BULLETIN_REGISTER_ORGANISATIONS)
      row->id = row->existing != NULL ? g_strdup (row->existing->id) : bulletin_uuid_new ();
  }

  if (self->kind == BULLETIN_REGISTER_ORGANISATIONS)
    return bulletin_register_plant_tree (self->pending, self->stored,
                                         self->places[bulletin_register_find_column (self->kind, "parent")] >= 0,
                                         error);

  return TRUE;
}

static JsonObject *
collect_changes (Load *self,
                 BulletinPendingRow *row)
{
  JsonObject *object = json_object_new ();
  gboolean is_superseding = self->kind == BULLETIN_REGISTER_OBSERVATIONS && row->existing != NULL;
  gboolean differs = row->existing == NULL;

  for (guint i = 0; i < self->n_columns && !differs; i++)
    differs = g_strcmp0 (row->values[i], row->existing->values[i]) != 0;
  if (!differs)
    return object;

  for (guint i = 0; i < self->n_columns; i++)
    if (row->existing == NULL || is_superseding || g_strcmp0 (row->values[i], row->existing->values[i]) != 0)
      bulletin_value_put (&self->columns[i], row->values[i], object);
  if (is_superseding)
    json_object_set_string_member (object, "supersedes", row->existing->id);

  return object;
}

static gboolean
write_rows (Load *self,
            gboolean dry_run,
            BulletinLoadReport *report,
            GError **error)
{
  const char *table = bulletin_register_get_table (self->kind);

  for (guint i = 0; i < self->pending->len; i++) {
    BulletinPendingRow *row = self->pending->pdata[i];
    g_autoptr (JsonObject) object = NULL;
    g_autofree char *written = NULL;
    const char *id;

    if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
      return FALSE;
    if (row->refusal != NULL)
      continue;

    object = collect_changes (self, row);
    if (json_object_get_size (object) == 0) {
      report->unchanged++;
      continue;
    }
    if (row->existing != NULL)
      report->changed++;
    else
      report->added++;
    if (dry_run)
      continue;

    id = row->existing != NULL && self->kind != BULLETIN_REGISTER_OBSERVATIONS ? row->existing->id : row->id;
    written = bulletin_library_put_row (self->library, table, id, object, error);
    if (written == NULL)
      return FALSE;
  }

  return TRUE;
}

static int
compare_refusals (gconstpointer a,
                  gconstpointer b)
{
  const BulletinRefusal *first = *(BulletinRefusal *const *) a;
  const BulletinRefusal *second = *(BulletinRefusal *const *) b;

  return first->line < second->line ? -1 : first->line > second->line;
}

static void
collect_refusals (Load *self,
                  BulletinLoadReport *report)
{
  for (guint i = 0; i < self->pending->len; i++) {
    BulletinPendingRow *row = self->pending->pdata[i];
    BulletinRefusal *refusal;

    if (row->refusal == NULL)
      continue;
    refusal = g_new0 (BulletinRefusal, 1);
    refusal->line = row->line;
    refusal->reason = g_steal_pointer (&row->refusal);
    g_ptr_array_add (report->refused, refusal);
  }
  g_ptr_array_sort (report->refused, compare_refusals);
}

/**
 * bulletin_register_load:
 * @library: the library, on the thread that owns its database
 * @kind: which register
 * @sheet: the sheet, its first row naming the columns
 * @source_name: (nullable): the file's name, for the journal and for messages
 * @source: (nullable): the file's bytes, kept in the journal
 * @dry_run: whether to say what would happen and write nothing
 * @who: (nullable): the person's name, for the journal
 * @cancellable: (nullable): looked at before every row
 * @error: return location for an error
 *
 * Loads a sheet as one operation. Organisations, stations, teams and metrics are
 * recognised by code; volunteers by name and team; activities by date, name,
 * organisation and team; observations by metric, organisation and period, where a
 * new value supersedes the old one. Where several volunteers or activities have
 * the same key, those that are alike in everything are taken for the same. A
 * column that the sheet lacks stays as it is, an empty cell clears. A row is
 * loaded whole or refused with all reasons; loading the same sheet again changes
 * nothing.
 *
 * Returns: (transfer full) (nullable): what was done. %NULL if nothing was:
 *   %BULLETIN_LIBRARY_ERROR_INVALID when a head is missing or stands twice,
 *   %G_IO_ERROR_CANCELLED, or what the library met.
 */
BulletinLoadReport *
bulletin_register_load (BulletinLibrary *library,
                        BulletinRegisterKind kind,
                        const BulletinSheet *sheet,
                        const char *source_name,
                        GBytes *source,
                        gboolean dry_run,
                        const char *who,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (BulletinLoadReport) report = NULL;
  g_autofree char *what = NULL;
  g_autofree char *operation = NULL;
  g_auto (Load) load = { 0 };
  gboolean success;

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (kind >= 0 && kind < BULLETIN_N_REGISTERS, NULL);
  g_return_val_if_fail (sheet != NULL, NULL);

  if (bulletin_sheet_get_n_rows (sheet) > MAX_ROWS) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _ ("The sheet has more than %d rows. Split it and load the parts one after the other."), MAX_ROWS);
    return NULL;
  }

  load.library = library;
  load.kind = kind;
  load.sheet = sheet;
  load.cancellable = cancellable;
  load.columns = bulletin_register_get_columns (kind, &load.n_columns);
  if (!map_heads (&load, source_name, error))
    return NULL;

  report = g_new0 (BulletinLoadReport, 1);
  report->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_refusal_free);

  /* Nothing is written in a dry run, so that it also answers for a library that
   * cannot be written or is just being written by another. */
  if (dry_run) {
    if (!prepare_rows (&load, error) || !write_rows (&load, TRUE, report, error))
      return NULL;
    collect_refusals (&load, report);
    return g_steal_pointer (&report);
  }

  what = g_strdup_printf ("load %s", bulletin_register_get_name (kind));
  operation = g_strdup (bulletin_library_begin_operation (library, who, what, source_name, source, error));
  if (operation == NULL)
    return NULL;

  success = prepare_rows (&load, error) && write_rows (&load, FALSE, report, error);
  if (success && report->added + report->changed == 0)
    /* An operation that did nothing leaves no trace. */
    bulletin_library_rollback_operation (library);
  else if (bulletin_register_end_operation (library, success, error))
    report->operation = g_steal_pointer (&operation);
  else
    return NULL;
  collect_refusals (&load, report);

  return g_steal_pointer (&report);
}
