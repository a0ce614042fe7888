/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register.h"

#include "bulletin-period.h"
#include "bulletin-register-private.h"

#include <glib/gi18n.h>
#include <string.h>

struct _BulletinRegisterRow
{
  GObject parent_instance;

  char *id;
  char **values;
  guint n_values;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (BulletinRegisterRow, bulletin_register_row, G_TYPE_OBJECT)

static void
free_values (char **values,
             guint n_values)
{
  /* Not g_strfreev(): NULL among them is an empty value, not the end. */
  for (guint i = 0; i < n_values; i++)
    g_free (values[i]);
  g_free (values);
}

static void
bulletin_register_row_finalize (GObject *object)
{
  BulletinRegisterRow *self = BULLETIN_REGISTER_ROW (object);

  g_free (self->id);
  free_values (self->values, self->n_values);

  G_OBJECT_CLASS (bulletin_register_row_parent_class)->finalize (object);
}

static void
bulletin_register_row_class_init (BulletinRegisterRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = bulletin_register_row_finalize;
}

static void
bulletin_register_row_init (BulletinRegisterRow *self)
{
}

/**
 * bulletin_register_row_get_id:
 *
 * Returns: (transfer none): the row's UUID
 */
const char *
bulletin_register_row_get_id (BulletinRegisterRow *self)
{
  g_return_val_if_fail (BULLETIN_IS_REGISTER_ROW (self), NULL);

  return self->id;
}

/**
 * bulletin_register_row_get_value:
 * @column: from 0, in the order of bulletin_register_get_columns()
 *
 * Returns: (transfer none): the value as it is typed; "" where there is none. A
 *   row that is referred to stands by its name, with its code after it if the
 *   name alone would not say which one.
 */
const char *
bulletin_register_row_get_value (BulletinRegisterRow *self,
                                 guint column)
{
  g_return_val_if_fail (BULLETIN_IS_REGISTER_ROW (self), "");
  g_return_val_if_fail (column < self->n_values, "");

  return self->values[column];
}

/**
 * bulletin_register_row_get_closed:
 *
 * Returns: whether the row was closed, or the person had left, on or before the
 *   day that the list was read
 */
gboolean
bulletin_register_row_get_closed (BulletinRegisterRow *self)
{
  g_return_val_if_fail (BULLETIN_IS_REGISTER_ROW (self), FALSE);

  return self->closed;
}

void
bulletin_stored_row_free (BulletinStoredRow *self)
{
  g_free (self->id);
  free_values (self->values, self->n_values);
  g_free (self);
}

/* What stands after the columns in the register's SELECT. */
static const struct
{
  const char *with;
  const char *from;
  const char *where;
  const char *order;
} sources[BULLETIN_N_REGISTERS] = {
  /* A tree: each below its superior. */
  [BULLETIN_REGISTER_ORGANISATIONS] = {
      "WITH RECURSIVE tree (id, path) AS ("
      "SELECT id, code FROM organisation WHERE parent IS NULL "
      "UNION ALL "
      "SELECT o.id, tree.path || char (1) || o.code FROM organisation o JOIN tree ON o.parent = tree.id) ",
      "organisation t LEFT JOIN tree ON tree.id = t.id", NULL, "tree.path, t.code" },
  [BULLETIN_REGISTER_STATIONS] = { "", "station t", NULL, "t.code" },
  [BULLETIN_REGISTER_TEAMS] = { "", "team t", NULL, "t.code" },
  [BULLETIN_REGISTER_VOLUNTEERS] = { "", "volunteer t LEFT JOIN team ON team.id = t.team", NULL, "team.code, t.name, t.id" },
  [BULLETIN_REGISTER_ACTIVITIES] = { "", "activity t", NULL, "t.date DESC, t.id DESC" },
  [BULLETIN_REGISTER_METRICS] = { "", "metric t", NULL, "t.code" },
  [BULLETIN_REGISTER_OBSERVATIONS] = { "", "observation t JOIN metric ON metric.id = t.metric LEFT JOIN organisation ON organisation.id = t.organisation", "t.id NOT IN (SELECT supersedes FROM observation WHERE supersedes IS NOT NULL)", "metric.code, t.period DESC, organisation.code, t.id" },
};

GPtrArray *
bulletin_register_read_stored (BulletinLibrary *library,
                               BulletinRegisterKind kind,
                               const char *id,
                               GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_stored_row_free);
  g_autoptr (GString) sql = g_string_new (sources[kind].with);
  g_autoptr (BulletinStatement) statement = NULL;
  const BulletinRegisterColumn *columns;
  BulletinStep step;
  guint n_columns;

  columns = bulletin_register_get_columns (kind, &n_columns);
  g_string_append (sql, "SELECT t.id");
  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (sql, ", t.\"%s\"", columns[i].name);
  g_string_append_printf (sql, " FROM %s WHERE %s AND (?1 IS NULL OR t.id = ?1) ORDER BY %s",
                          sources[kind].from,
                          sources[kind].where != NULL ? sources[kind].where : "TRUE",
                          sources[kind].order);

  statement = bulletin_database_prepare (bulletin_library_get_database (library), sql->str, error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinStoredRow *row = g_new0 (BulletinStoredRow, 1);

    row->id = g_strdup (bulletin_statement_get_text (statement, 0));
    row->n_values = n_columns;
    row->values = g_new0 (char *, n_columns);
    for (guint i = 0; i < n_columns; i++)
      row->values[i] = bulletin_value_from_row (&columns[i], statement, i + 1);
    g_ptr_array_add (rows, row);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

/* The column that ends a row: closed or left. -1 if the register has none. */
static int
find_closing_column (BulletinRegisterKind kind)
{
  switch (kind) {
  case BULLETIN_REGISTER_ORGANISATIONS:
  case BULLETIN_REGISTER_STATIONS:
  case BULLETIN_REGISTER_TEAMS:
    return bulletin_register_find_column (kind, "closed");
  case BULLETIN_REGISTER_VOLUNTEERS:
    return bulletin_register_find_column (kind, "left");
  default:
    return -1;
  }
}

static char *
get_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

/**
 * bulletin_register_list:
 * @library: the library, on the thread that owns its database
 * @kind: which register
 *
 * Reads a register whole. Its order: organisations as a tree, stations, teams
 * and metrics by code, volunteers by team and name, activities newest first,
 * observations by metric and newest period first. Observations that were
 * superseded are left out.
 *
 * Returns: (transfer container) (element-type BulletinRegisterRow) (nullable):
 *   the rows, which may be handed to another thread
 */
GPtrArray *
bulletin_register_list (BulletinLibrary *library,
                        BulletinRegisterKind kind,
                        GError **error)
{
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (BulletinReferences) references = NULL;
  g_autofree char *today = get_today ();
  int closing = find_closing_column (kind);
  const BulletinRegisterColumn *columns;
  guint n_columns;

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (kind >= 0 && kind < BULLETIN_N_REGISTERS, NULL);

  references = bulletin_references_load (library, kind, error);
  stored = references != NULL ? bulletin_register_read_stored (library, kind, NULL, error) : NULL;
  if (stored == NULL)
    return NULL;

  columns = bulletin_register_get_columns (kind, &n_columns);
  rows = g_ptr_array_new_full (stored->len, g_object_unref);
  for (guint i = 0; i < stored->len; i++) {
    BulletinStoredRow *from = stored->pdata[i];
    BulletinRegisterRow *row = g_object_new (BULLETIN_TYPE_REGISTER_ROW, NULL);

    row->id = g_steal_pointer (&from->id);
    row->closed = closing >= 0 && from->values[closing] != NULL && strcmp (from->values[closing], today) <= 0;
    row->n_values = n_columns;
    row->values = g_new0 (char *, n_columns);
    for (guint j = 0; j < n_columns; j++)
      row->values[j] = bulletin_value_show (&columns[j], from->values[j], references);
    g_ptr_array_add (rows, row);
  }

  return g_steal_pointer (&rows);
}

gboolean
bulletin_register_end_operation (BulletinLibrary *library,
                                 gboolean success,
                                 GError **error)
{
  if (success)
    return bulletin_library_commit_operation (library, error);

  bulletin_library_rollback_operation (library);

  return FALSE;
}

/* The row, or %BULLETIN_LIBRARY_ERROR_NOT_FOUND. */
BulletinStoredRow *
bulletin_register_read_one (BulletinLibrary *library,
                            BulletinRegisterKind kind,
                            const char *id,
                            GError **error)
{
  g_autoptr (GPtrArray) rows = bulletin_register_read_stored (library, kind, id, error);

  if (rows == NULL)
    return NULL;
  if (rows->len == 0) {
    g_set_error_literal (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                         _ ("This row is no longer in the register. Look at the list again."));
    return NULL;
  }

  return g_ptr_array_steal_index (rows, 0);
}

/* Whether the query, given two texts, finds a row. */
static gboolean
ask (BulletinLibrary *library,
     const char *sql,
     const char *first,
     const char *second,
     gboolean *answer,
     GError **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (library), sql, error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, first);
  bulletin_statement_bind_text (statement, 1, second);
  step = bulletin_statement_step (statement, error);
  *answer = step == BULLETIN_STEP_ROW;

  return step != BULLETIN_STEP_ERROR;
}

static gboolean
check_code (BulletinLibrary *library,
            BulletinRegisterKind kind,
            const char *id,
            const char *code,
            GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM %s WHERE code = ?1 AND id IS NOT ?2",
                                          bulletin_register_get_table (kind));
  gboolean taken;

  if (!ask (library, sql, code, id, &taken, error))
    return FALSE;
  if (taken)
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _ ("The code “%s” is used by another row. Choose a code of its own."), code);

  return !taken;
}

static gboolean
check_superior (BulletinLibrary *library,
                const char *id,
                const char *parent,
                GError **error)
{
  gboolean is_below;

  if (id == NULL || parent == NULL)
    return TRUE;
  if (!ask (library,
            "WITH RECURSIVE up (id) AS (VALUES (?1) UNION "
            "SELECT o.parent FROM organisation o JOIN up ON o.id = up.id WHERE o.parent IS NOT NULL) "
            "SELECT 1 FROM up WHERE id = ?2",
            parent, id, &is_below, error))
    return FALSE;
  if (is_below)
    g_set_error_literal (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                         _ ("An organization cannot stand below itself. Choose a superior that is not below it."));

  return !is_below;
}

/* The observation that stands for the same metric, organisation and period. */
static char *
find_live_observation (BulletinLibrary *library,
                       char **values,
                       GError **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  static const char *const keys[] = { "metric", "organisation", "period" };

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "SELECT o.id FROM observation o "
                                         "WHERE o.metric = ?1 AND o.organisation IS ?2 AND o.period = ?3 "
                                         "AND o.id NOT IN (SELECT supersedes FROM observation WHERE supersedes IS NOT NULL) "
                                         "ORDER BY o.id DESC",
                                         error);
  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    bulletin_statement_bind_text (statement, i, values[bulletin_register_find_column (BULLETIN_REGISTER_OBSERVATIONS, keys[i])]);

  switch (bulletin_statement_step (statement, error)) {
  case BULLETIN_STEP_ROW:
    return g_strdup (bulletin_statement_get_text (statement, 0));
  case BULLETIN_STEP_DONE:
    return g_strdup ("");
  default:
    return NULL;
  }
}

/* Everything that a row must be beyond each value being good. *supersedes is the
 * observation that this one takes the place of. */
static gboolean
check_row (BulletinLibrary *library,
           BulletinRegisterKind kind,
           const char *id,
           char **values,
           char **supersedes,
           int *bad_column,
           GError **error)
{
  int code = bulletin_register_find_column (kind, "code");

  if (!bulletin_values_check (kind, values, bad_column, error))
    return FALSE;

  if (code >= 0 && !check_code (library, kind, id, values[code], error)) {
    *bad_column = code;
    return FALSE;
  }
  if (kind == BULLETIN_REGISTER_ORGANISATIONS) {
    int parent = bulletin_register_find_column (kind, "parent");

    if (!check_superior (library, id, values[parent], error)) {
      *bad_column = parent;
      return FALSE;
    }
  }
  if (kind == BULLETIN_REGISTER_OBSERVATIONS) {
    g_autofree char *live = find_live_observation (library, values, error);

    if (live == NULL)
      return FALSE;
    if (id != NULL && *live != '\0' && !g_str_equal (live, id)) {
      *bad_column = bulletin_register_find_column (kind, "period");
      g_set_error_literal (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                           _ ("There is a value for this metric, organization and period already. Edit that one instead."));
      return FALSE;
    }
    if (id != NULL)
      *supersedes = g_strdup (id);
    else if (*live != '\0')
      *supersedes = g_steal_pointer (&live);
  }

  return TRUE;
}

/* Without the columns that stay as they are. */
static JsonObject *
collect_values (BulletinRegisterKind kind,
                char **values,
                const BulletinStoredRow *before)
{
  JsonObject *object = json_object_new ();
  const BulletinRegisterColumn *columns;
  guint n_columns;

  columns = bulletin_register_get_columns (kind, &n_columns);
  for (guint i = 0; i < n_columns; i++)
    if (before == NULL || g_strcmp0 (values[i], before->values[i]) != 0)
      bulletin_value_put (&columns[i], values[i], object);

  return object;
}

/* The operation around one row: what was done, and its id. */
static char *
run_operation (BulletinLibrary *library,
               BulletinRegisterKind kind,
               const char *verb,
               const char *id,
               JsonObject *values,
               const char *who,
               char **row_id,
               GError **error)
{
  g_autofree char *what = g_strdup_printf ("%s %s", verb, bulletin_register_get_table (kind));
  g_autofree char *operation = NULL;
  g_autofree char *written = NULL;

  operation = g_strdup (bulletin_library_begin_operation (library, who, what, NULL, NULL, error));
  if (operation == NULL)
    return NULL;

  written = bulletin_library_put_row (library, bulletin_register_get_table (kind), id, values, error);
  if (!bulletin_register_end_operation (library, written != NULL, error))
    return NULL;
  if (row_id != NULL)
    *row_id = g_steal_pointer (&written);

  return g_steal_pointer (&operation);
}

/**
 * bulletin_register_save:
 * @library: the library, on the thread that owns its database
 * @kind: which register
 * @id: (nullable): the row to change; %NULL adds one
 * @values: (array): what was typed, one for each column of the register; %NULL
 *   and "" are empty
 * @who: (nullable): the person's name, for the journal
 * @row_id: (out) (optional) (transfer full): the row that was written
 * @bad_column: (out) (optional): on failure the column to look at, or -1
 * @error: return location for an error
 *
 * Checks the values and writes the row as one operation. An observation is never
 * overwritten: changing it, or adding one where metric, organisation and period
 * have one, adds a row that supersedes it, and @row_id is the new one.
 *
 * Returns: (transfer full) (nullable): the operation, for
 *   bulletin_library_undo_operation(). %NULL on failure, with
 *   %BULLETIN_LIBRARY_ERROR_INVALID for a value that cannot be taken and
 *   %BULLETIN_LIBRARY_ERROR_NOT_FOUND if the row is gone.
 */
char *
bulletin_register_save (BulletinLibrary *library,
                        BulletinRegisterKind kind,
                        const char *id,
                        const char *const *values,
                        const char *who,
                        char **row_id,
                        int *bad_column,
                        GError **error)
{
  g_autoptr (BulletinReferences) references = NULL;
  g_autoptr (BulletinStoredRow) before = NULL;
  g_autoptr (BulletinStoredRow) row = g_new0 (BulletinStoredRow, 1);
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *supersedes = NULL;
  const BulletinRegisterColumn *columns;
  guint n_columns;
  int unused;

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (kind >= 0 && kind < BULLETIN_N_REGISTERS, NULL);
  g_return_val_if_fail (values != NULL, NULL);

  if (bad_column == NULL)
    bad_column = &unused;
  *bad_column = -1;

  references = bulletin_references_load (library, kind, error);
  if (references == NULL)
    return NULL;
  if (id != NULL) {
    before = bulletin_register_read_one (library, kind, id, error);
    if (before == NULL)
      return NULL;
  }

  columns = bulletin_register_get_columns (kind, &n_columns);
  row->n_values = n_columns;
  row->values = g_new0 (char *, n_columns);
  for (guint i = 0; i < n_columns; i++) {
    if (!bulletin_value_read (&columns[i], values[i], references, &row->values[i], error)) {
      *bad_column = i;
      return NULL;
    }
  }
  if (!check_row (library, kind, id, row->values, &supersedes, bad_column, error))
    return NULL;

  if (kind == BULLETIN_REGISTER_OBSERVATIONS) {
    object = collect_values (kind, row->values, NULL);
    if (supersedes != NULL)
      json_object_set_string_member (object, "supersedes", supersedes);
    id = NULL;
  } else {
    object = collect_values (kind, row->values, before);
  }

  return run_operation (library, kind, before == NULL ? "add" : "edit", id, object, who, row_id, error);
}

/**
 * bulletin_register_can_close:
 *
 * Returns: whether rows of the register end instead of being deleted
 */
gboolean
bulletin_register_can_close (BulletinRegisterKind kind)
{
  return find_closing_column (kind) >= 0;
}

/**
 * bulletin_register_close:
 * @kind: a register for which bulletin_register_can_close() holds
 * @id: the row
 * @date: the first day that it is no longer open, as people write it
 * @who: (nullable): the person's name, for the journal
 *
 * Returns: (transfer full) (nullable): the operation, for undo
 */
char *
bulletin_register_close (BulletinLibrary *library,
                         BulletinRegisterKind kind,
                         const char *id,
                         const char *date,
                         const char *who,
                         GError **error)
{
  g_autoptr (BulletinStoredRow) row = NULL;
  g_autoptr (JsonObject) object = json_object_new ();
  int closing = find_closing_column (kind);
  int bad_column;
  char day[11];

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (closing >= 0, NULL);
  g_return_val_if_fail (id != NULL && date != NULL, NULL);

  if (!bulletin_date_parse (date, day, error))
    return NULL;
  row = bulletin_register_read_one (library, kind, id, error);
  if (row == NULL)
    return NULL;
  g_free (row->values[closing]);
  row->values[closing] = g_strdup (day);
  if (!bulletin_values_check (kind, row->values, &bad_column, error))
    return NULL;

  bulletin_value_put (&bulletin_register_get_columns (kind, NULL)[closing], day, object);

  return run_operation (library, kind, "close", id, object, who, NULL, error);
}
