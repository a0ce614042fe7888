/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-change.h"

#include "bulletin-library-private.h"

#include <glib/gi18n.h>

/* The tables that rows may be put into, with their columns. Names never come
 * from outside: they are looked up here before they become SQL. */
static const struct
{
  const char *table;
  const char *columns[20];
} tables[] = {
  { "series", { "name", "issuer", "report_to", "send_to", "distribute_to", "copies", "uses_total", "template", "default_text", "target_length", "secrecy", "position", "needs_approval", "separate_people", "fonds", "retention", "code" } },
  { "organisation", { "code", "name", "parent", "kind", "closed" } },
  { "station", { "code", "name", "kind", "organisation", "district", "partner", "address", "opened", "closed", "facilities", "area", "hours" } },
  { "team", { "code", "name", "organisation", "founded", "closed" } },
  { "volunteer", { "name", "team", "kind", "joined", "left" } },
  { "activity", { "date", "kind", "name", "organisation", "team", "station", "participants", "reached", "hours", "donations", "goods" } },
  { "metric", { "code", "name", "unit", "nature" } },
  { "term", { "kind", "name", "post", "short_names", "wrong_names" } },
  { "person", { "name", "post", "role", "position" } },
  { "recipient", { "series", "kind", "name", "contact", "address", "postcode", "mail", "copies", "position" } },
  { "distribution", { "bulletin", "kind", "name", "contact", "address", "postcode", "mail", "copies", "first_copy", "last_copy", "sent", "received", "received_by", "note", "position" } },
  { "ledger", { "series", "kind", "year", "number", "state", "bulletin", "reason", "at", "who", "total" } },
  { "saved_search", { "name", "words", "position" } },
  { "dismissal", { "bulletin", "rule", "excerpt" } },
  { "observation", { "metric", "organisation", "period", "value", "as_of", "status", "supersedes" } },
};

static int
find_table (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].table, table))
      return i;

  g_return_val_if_reached (-1);
}

static gboolean
has_column (int         table,
            const char *column)
{
  for (guint i = 0; tables[table].columns[i] != NULL; i++)
    if (g_str_equal (tables[table].columns[i], column))
      return TRUE;

  return FALSE;
}

static void
bind_node (BulletinStatement *statement,
           int                column,
           JsonNode          *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node)) {
    bulletin_statement_bind_null (statement, column);
    return;
  }

  switch (json_node_get_value_type (node)) {
  case G_TYPE_INT64:
  case G_TYPE_BOOLEAN:
    bulletin_statement_bind_int (statement, column, json_node_get_int (node));
    break;
  case G_TYPE_DOUBLE:
    bulletin_statement_bind_double (statement, column, json_node_get_double (node));
    break;
  default:
    bulletin_statement_bind_text (statement, column, json_node_get_string (node));
    break;
  }
}

static char *
object_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = NULL;

  if (object == NULL)
    return NULL;

  node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

/* The row as it stands. *object is NULL if there is none. */
static gboolean
read_row (BulletinLibrary *self,
          int              table,
          const char      *id,
          JsonObject     **object,
          GError         **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT json_object ('id', id");
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  for (guint i = 0; tables[table].columns[i] != NULL; i++)
    g_string_append_printf (sql, ", '%s', \"%s\"", tables[table].columns[i], tables[table].columns[i]);
  g_string_append_printf (sql, ") FROM %s WHERE id = ?1", tables[table].table);

  *object = NULL;
  statement = bulletin_database_prepare (bulletin_library_get_database (self), sql->str, error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  step = bulletin_statement_step (statement, error);
  if (step == BULLETIN_STEP_ROW) {
    g_autoptr (JsonNode) node = json_from_string (bulletin_statement_get_text (statement, 0), error);

    if (node == NULL)
      return FALSE;
    *object = json_node_dup_object (node);
  }

  return step != BULLETIN_STEP_ERROR;
}

static gboolean
append_change (BulletinLibrary *self,
               const char      *table,
               const char      *id,
               JsonObject      *before,
               JsonObject      *after,
               GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *before_text = object_to_text (before);
  g_autofree char *after_text = object_to_text (after);

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO change (operation, table_name, row, before, after) "
                                         "VALUES (?1, ?2, ?3, ?4, ?5)",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, bulletin_library_get_operation (self));
  bulletin_statement_bind_text (statement, 1, table);
  bulletin_statement_bind_text (statement, 2, id);
  bulletin_statement_bind_text (statement, 3, before_text);
  bulletin_statement_bind_text (statement, 4, after_text);

  return bulletin_statement_run (statement, error);
}

/**
 * bulletin_library_begin_operation:
 * @who: the person's name
 * @what: the operation's stable name, such as "load stations"
 * @source_name: (nullable): the name of the file that is loaded
 * @source: (nullable): its bytes, kept with the operation
 *
 * Opens an operation and a transaction around it. It is answered by one
 * bulletin_library_commit_operation() or bulletin_library_rollback_operation().
 *
 * Returns: (transfer none) (nullable): the operation's id, valid until the next
 *   operation begins
 */
const char *
bulletin_library_begin_operation (BulletinLibrary *self,
                                  const char      *who,
                                  const char      *what,
                                  const char      *source_name,
                                  GBytes          *source,
                                  GError         **error)
{
  BulletinDatabase *database = bulletin_library_get_database (self);
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *id = bulletin_uuid_new ();
  g_autofree char *now = bulletin_timestamp_now ();

  if (!bulletin_database_begin (database, error))
    return NULL;

  statement = bulletin_database_prepare (database,
                                         "INSERT INTO operation (id, at, who, what, source_name, source) "
                                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                                         error);
  if (statement == NULL) {
    bulletin_database_rollback (database);
    return NULL;
  }
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, now);
  bulletin_statement_bind_text (statement, 2, who != NULL ? who : "");
  bulletin_statement_bind_text (statement, 3, what);
  bulletin_statement_bind_text (statement, 4, source_name);
  bulletin_statement_bind_bytes (statement, 5, source);
  if (!bulletin_statement_run (statement, error)) {
    bulletin_database_rollback (database);
    return NULL;
  }

  bulletin_library_take_operation (self, g_steal_pointer (&id));

  return bulletin_library_get_operation (self);
}

/**
 * bulletin_library_commit_operation:
 *
 * Commits what the operation did; when that fails, nothing of it stands.
 */
gboolean
bulletin_library_commit_operation (BulletinLibrary *self,
                                   GError         **error)
{
  return bulletin_database_commit (bulletin_library_get_database (self), error);
}

/**
 * bulletin_library_rollback_operation:
 *
 * Takes back what the operation did, the operation itself included.
 */
void
bulletin_library_rollback_operation (BulletinLibrary *self)
{
  bulletin_database_rollback (bulletin_library_get_database (self));
}

static BulletinStatement *
prepare_put (BulletinLibrary *self,
             int              table,
             JsonObject      *values,
             gboolean         is_new,
             GError         **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GList) names = json_object_get_members (values);
  guint n = 1;

  if (is_new) {
    g_autoptr (GString) places = g_string_new ("?1");

    g_string_append_printf (sql, "INSERT INTO %s (id", tables[table].table);
    for (GList *l = names; l != NULL; l = l->next) {
      g_string_append_printf (sql, ", \"%s\"", (const char *) l->data);
      g_string_append_printf (places, ", ?%u", ++n);
    }
    g_string_append_printf (sql, ") VALUES (%s)", places->str);
  } else {
    g_string_append_printf (sql, "UPDATE %s SET ", tables[table].table);
    for (GList *l = names; l != NULL; l = l->next)
      g_string_append_printf (sql, "%s\"%s\" = ?%u", l == names ? "" : ", ", (const char *) l->data, ++n);
    g_string_append (sql, " WHERE id = ?1");
  }

  return bulletin_database_prepare (bulletin_library_get_database (self), sql->str, error);
}

/**
 * bulletin_library_put_row:
 * @table: a table of the registers, or "series"
 * @id: (nullable): the row; %NULL, or an id that is not there, inserts
 * @values: the columns to set; those that are not in it stay, null clears
 *
 * Writes one row within the open operation and journals its before and after.
 *
 * Returns: (transfer full) (nullable): the row's id
 */
char *
bulletin_library_put_row (BulletinLibrary *self,
                          const char      *table,
                          const char      *id,
                          JsonObject      *values,
                          GError         **error)
{
  int index = find_table (table);
  g_autoptr (JsonObject) row = json_object_new ();
  g_autoptr (JsonObject) before = NULL;
  g_autoptr (JsonObject) after = NULL;
  g_autoptr (BulletinStatement) statement = NULL;
  g_autoptr (GList) names = NULL;
  g_autofree char *row_id = id != NULL ? g_strdup (id) : bulletin_uuid_new ();
  guint n = 0;

  g_return_val_if_fail (index >= 0 && bulletin_library_get_operation (self) != NULL, NULL);

  names = json_object_get_members (values);
  for (GList *l = names; l != NULL; l = l->next) {
    if (g_str_equal (l->data, "id"))
      continue;
    g_return_val_if_fail (has_column (index, l->data), NULL);
    json_object_set_member (row, l->data, json_node_copy (json_object_get_member (values, l->data)));
  }

  if (id != NULL && !read_row (self, index, id, &before, error))
    return NULL;
  if (before != NULL && json_object_get_size (row) == 0)
    return g_steal_pointer (&row_id);

  statement = prepare_put (self, index, row, before == NULL, error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, n++, row_id);
  g_clear_pointer (&names, g_list_free);
  names = json_object_get_members (row);
  for (GList *l = names; l != NULL; l = l->next)
    bind_node (statement, n++, json_object_get_member (row, l->data));

  if (!bulletin_statement_run (statement, error) ||
      !read_row (self, index, row_id, &after, error) ||
      !append_change (self, table, row_id, before, after, error))
    return NULL;

  return g_steal_pointer (&row_id);
}

/**
 * bulletin_library_remove_row:
 *
 * Removes one row within the open operation; what it was stays in the journal.
 */
gboolean
bulletin_library_remove_row (BulletinLibrary *self,
                             const char      *table,
                             const char      *id,
                             GError         **error)
{
  int index = find_table (table);
  g_autoptr (JsonObject) before = NULL;
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *sql = NULL;

  g_return_val_if_fail (index >= 0 && bulletin_library_get_operation (self) != NULL, FALSE);

  if (!read_row (self, index, id, &before, error))
    return FALSE;
  if (before == NULL) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                 _("This row is no longer there. Look at the list again."));
    return FALSE;
  }

  sql = g_strdup_printf ("DELETE FROM %s WHERE id = ?1", tables[index].table);
  statement = bulletin_database_prepare (bulletin_library_get_database (self), sql, error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);

  return bulletin_statement_run (statement, error) &&
         append_change (self, table, id, before, NULL, error);
}

typedef struct
{
  char *table;
  char *row;
  JsonObject *before;
  JsonObject *after;
} Change;

static void
change_free (Change *change)
{
  g_free (change->table);
  g_free (change->row);
  g_clear_pointer (&change->before, json_object_unref);
  g_clear_pointer (&change->after, json_object_unref);
  g_free (change);
}

static JsonObject *
parse_object (const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  return node != NULL ? json_node_dup_object (node) : NULL;
}

/* The changes of an operation, newest first. */
static GPtrArray *
list_changes (BulletinLibrary *self,
              const char      *operation,
              GError         **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT table_name, row, before, after FROM change "
                                         "WHERE operation = ?1 ORDER BY id DESC",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, operation);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    Change *change = g_new0 (Change, 1);

    change->table = g_strdup (bulletin_statement_get_text (statement, 0));
    change->row = g_strdup (bulletin_statement_get_text (statement, 1));
    change->before = parse_object (bulletin_statement_get_text (statement, 2));
    change->after = parse_object (bulletin_statement_get_text (statement, 3));
    g_ptr_array_add (changes, change);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&changes) : NULL;
}

/* Whether a row still is what a change made of it. A column that came with a later
 * schema is not in the journal, and is let be. */
static gboolean
is_unchanged (JsonObject *after,
              JsonObject *now)
{
  g_autoptr (GList) names = NULL;

  if (after == NULL || now == NULL)
    return after == now;

  names = json_object_get_members (after);
  for (GList *l = names; l != NULL; l = l->next) {
    JsonNode *node = json_object_get_member (now, l->data);

    if (node == NULL || !json_node_equal (json_object_get_member (after, l->data), node))
      return FALSE;
  }

  return TRUE;
}

static gboolean
undo_change (BulletinLibrary *self,
             Change          *change,
             GError         **error)
{
  g_autoptr (JsonObject) now = NULL;
  g_autofree char *id = NULL;
  int index = find_table (change->table);

  if (index < 0 || !read_row (self, index, change->row, &now, error))
    return FALSE;

  if (!is_unchanged (change->after, now)) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
                 _("This cannot be undone, because it was changed again since. Edit the row instead."));
    return FALSE;
  }

  if (change->before == NULL)
    return bulletin_library_remove_row (self, change->table, change->row, error);

  id = bulletin_library_put_row (self, change->table, change->row, change->before, error);

  return id != NULL;
}

static gboolean
mark_undone (BulletinLibrary *self,
             const char      *operation,
             GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "UPDATE operation SET undone_by = ?1 WHERE id = ?2 AND undone_by IS NULL",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, bulletin_library_get_operation (self));
  bulletin_statement_bind_text (statement, 1, operation);

  return bulletin_statement_run (statement, error);
}

/**
 * bulletin_library_undo_operation:
 * @operation: a committed operation
 * @who: the person's name
 *
 * Takes an operation back, newest change first, as an operation of its own. All
 * or nothing: %BULLETIN_LIBRARY_ERROR_STATE when a row was changed since.
 */
gboolean
bulletin_library_undo_operation (BulletinLibrary *self,
                                 const char      *operation,
                                 const char      *who,
                                 GError         **error)
{
  g_autoptr (GPtrArray) changes = list_changes (self, operation, error);
  g_autofree char *undone = g_strdup (operation);

  if (changes == NULL)
    return FALSE;
  if (bulletin_library_begin_operation (self, who, "undo", NULL, NULL, error) == NULL)
    return FALSE;

  for (guint i = 0; i < changes->len; i++) {
    if (!undo_change (self, changes->pdata[i], error)) {
      bulletin_library_rollback_operation (self);
      return FALSE;
    }
  }
  if (!mark_undone (self, undone, error)) {
    bulletin_library_rollback_operation (self);
    return FALSE;
  }

  return bulletin_library_commit_operation (self, error);
}
