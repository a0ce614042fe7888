/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-store-private.h"

#include "bulletin-change.h"
#include "bulletin-library-private.h"
#include "bulletin-metadata-json.h"
#include "bulletin-search-index.h"

#include <glib/gi18n.h>

/* Deleting a draft, and bringing it back. The draft goes into the change
 * journal whole, as the tables' rows in JSON, so nothing that was ever typed
 * and kept is lost. */

static const struct
{
  const char *table;
  const char *key;
  const char *columns;
} parts[] = {
  { "bulletin", "id", "id, serial, series, state, revision, corrects, title, kind, year, number, date, changed_at, changed_by" },
  { "revision", "bulletin", "id, bulletin, ordinal, at, who, note, metadata, text" },
  { "working_copy", "bulletin", "bulletin, at, metadata, text" },
  { "review", "bulletin", "id, bulletin, revision, at, who, in_order, due, note" },
  { "review_request", "bulletin", "id, bulletin, review, position, reviewer, stands_for, at, who, note" },
  { "event", "bulletin", "id, bulletin, revision, at, who, kind, note, request" },
  { "annotation", "bulletin", "id, bulletin, revision, at, who, kind, text_start, text_end, quote, page, x, y, body" },
  { "annotation_answer", "bulletin", "id, bulletin, annotation, at, who, kind, body" },
  { "reading", "bulletin", "id, bulletin, revision, who, at" },
  { "revision_name", "bulletin", "id, bulletin, revision, at, who, name" },
  { "bulletin_picture", "bulletin", "bulletin, name, picture" },
  { "dismissal", "bulletin", "id, bulletin, rule, excerpt" },
  { "undo_history", "bulletin", "bulletin, content_sha256, steps" },
};

static char *
make_json_object_arguments (const char *columns)
{
  g_auto (GStrv) names = g_strsplit (columns, ", ", -1);
  GString *arguments = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (arguments, "%s'%s', %s", i == 0 ? "" : ", ", names[i], names[i]);

  return g_string_free (arguments, FALSE);
}

/* The draft with all its rows: {"serial": …, "bulletin": […], "revision": […], …}. */
static char *
draft_to_json (BulletinLibrary *self,
               const char      *id,
               GError         **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT json_object ('serial', (SELECT serial FROM bulletin WHERE id = ?1)");
  g_autoptr (BulletinStatement) statement = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *arguments = make_json_object_arguments (parts[i].columns);

    g_string_append_printf (sql, ", '%s', (SELECT json_group_array (json_object (%s)) FROM %s WHERE %s = ?1)",
                            parts[i].table, arguments, parts[i].table, parts[i].key);
  }
  g_string_append_c (sql, ')');

  statement = bulletin_database_prepare (bulletin_library_get_database (self), sql->str, error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);
  if (bulletin_statement_step (statement, error) != BULLETIN_STEP_ROW)
    return NULL;

  return g_strdup (bulletin_statement_get_text (statement, 0));
}

static gboolean
run_with (BulletinLibrary *self,
          const char      *sql,
          const char      *first,
          const char      *second,
          const char      *third,
          GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (self), sql, error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, first);
  if (second != NULL)
    bulletin_statement_bind_text (statement, 1, second);
  if (third != NULL)
    bulletin_statement_bind_text (statement, 2, third);

  return bulletin_statement_run (statement, error);
}

/**
 * bulletin_library_delete_draft:
 * @id: a bulletin that is not issued
 *
 * Removes a draft; %BULLETIN_LIBRARY_ERROR_FROZEN for an issued one.
 */
gboolean
bulletin_library_delete_draft (BulletinLibrary *self,
                               const char      *id,
                               const char      *who,
                               GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autofree char *json = NULL;
  BulletinState state;
  gboolean success;

  if (uuid == NULL || !bulletin_store_get_state (self, uuid, &state, error))
    return FALSE;
  if (((1u << state) & BULLETIN_STATES_ARCHIVE) != 0) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FROZEN,
                 _("What is issued cannot be deleted. Withdraw it instead."));
    return FALSE;
  }

  if (bulletin_library_begin_operation (self, who, "delete draft", NULL, NULL, error) == NULL)
    return FALSE;

  /* Children before parents, for the foreign keys. */
  success = (json = draft_to_json (self, uuid, error)) != NULL &&
            run_with (self, "INSERT INTO change (operation, table_name, row, before) VALUES (?1, 'bulletin', ?2, ?3)",
                      bulletin_library_get_operation (self), uuid, json, error) &&
            bulletin_search_index_remove (bulletin_library_get_database (self), uuid, error) &&
            run_with (self, "DELETE FROM ledger WHERE bulletin = ?1 AND state = 'reserved'", uuid, NULL, NULL, error);
  for (int i = G_N_ELEMENTS (parts) - 1; success && i >= 0; i--) {
    g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE %s = ?1", parts[i].table, parts[i].key);

    success = run_with (self, sql, uuid, NULL, NULL, error);
  }

  if (success)
    return bulletin_library_commit_operation (self, error);

  bulletin_library_rollback_operation (self);

  return FALSE;
}

static char *
find_deleted (BulletinLibrary *self,
              const char      *id,
              GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT before FROM change WHERE table_name = 'bulletin' AND row = ?1 "
                                         "AND after IS NULL ORDER BY id DESC LIMIT 1",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);
  step = bulletin_statement_step (statement, error);
  if (step == BULLETIN_STEP_DONE)
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                 _("There is no deleted draft to bring back."));

  return step == BULLETIN_STEP_ROW ? g_strdup (bulletin_statement_get_text (statement, 0)) : NULL;
}

static gboolean
restore_rows (BulletinLibrary *self,
              guint            part,
              const char      *json,
              GError         **error)
{
  g_auto (GStrv) names = g_strsplit (parts[part].columns, ", ", -1);
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s (%s) SELECT ", parts[part].table, parts[part].columns);
  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (sql, "%svalue ->> '$.%s'", i == 0 ? "" : ", ", names[i]);
  g_string_append_printf (sql, " FROM json_each (?1, '$.%s')", parts[part].table);

  return run_with (self, sql->str, json, NULL, NULL, error);
}

/**
 * bulletin_library_restore_draft:
 * @id: the UUID of a draft that was deleted
 *
 * Takes a deletion back: the draft is there again as it was, under the same id
 * and serial.
 */
gboolean
bulletin_library_restore_draft (BulletinLibrary *self,
                                const char      *id,
                                const char      *who,
                                GError         **error)
{
  g_autofree char *json = find_deleted (self, id, error);
  g_autoptr (BulletinContent) content = NULL;
  gboolean success = TRUE;

  if (json == NULL)
    return FALSE;
  if (bulletin_library_begin_operation (self, who, "restore draft", NULL, NULL, error) == NULL)
    return FALSE;

  for (guint i = 0; success && i < G_N_ELEMENTS (parts); i++)
    success = restore_rows (self, i, json, error);
  success = success &&
            run_with (self, "INSERT INTO change (operation, table_name, row, after) VALUES (?1, 'bulletin', ?2, ?3)",
                      bulletin_library_get_operation (self), id, json, error) &&
            (content = bulletin_library_get_bulletin (self, id, error)) != NULL &&
            bulletin_search_index_put (bulletin_library_get_database (self), id, content->metadata, content->text, error);

  if (success)
    return bulletin_library_commit_operation (self, error);

  bulletin_library_rollback_operation (self);

  return FALSE;
}
