/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-undo-store.h"

#include "bulletin-metadata-json.h"
#include "bulletin-store-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* The form of the steps: {"position": 2, "steps": [{"caret": [before, after],
 * "edits": [[offset, "removed", "inserted"], …], "metadata": [before, after]}, …]}.
 * Only this program reads it, and only beside the content that it was written
 * for; what it cannot read it forgets. */

static char *
hash_content (const BulletinMetadata *metadata,
              const char             *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *json = bulletin_metadata_to_json (metadata);

  g_checksum_update (checksum, (const guchar *) json, strlen (json));
  g_checksum_update (checksum, (const guchar *) "\n", 1);
  g_checksum_update (checksum, (const guchar *) text, strlen (text));

  return g_strdup (g_checksum_get_string (checksum));
}

/* --- Writing --------------------------------------------------------------- */

static void
write_step (JsonBuilder            *builder,
            const BulletinUndoStep *step)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "caret");
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, step->caret_before);
  json_builder_add_int_value (builder, step->caret_after);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "edits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < step->edits->len; i++) {
    const BulletinUndoEdit *edit = &g_array_index (step->edits, BulletinUndoEdit, i);

    json_builder_begin_array (builder);
    json_builder_add_int_value (builder, edit->offset);
    json_builder_add_string_value (builder, edit->removed);
    json_builder_add_string_value (builder, edit->inserted);
    json_builder_end_array (builder);
  }
  json_builder_end_array (builder);
  if (step->metadata_after != NULL) {
    g_autofree char *before = bulletin_metadata_to_json (step->metadata_before);
    g_autofree char *after = bulletin_metadata_to_json (step->metadata_after);

    json_builder_set_member_name (builder, "metadata");
    json_builder_begin_array (builder);
    json_builder_add_string_value (builder, before);
    json_builder_add_string_value (builder, after);
    json_builder_end_array (builder);
  }
  json_builder_end_object (builder);
}

static char *
history_to_json (BulletinUndoHistory *history)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "position");
  json_builder_add_int_value (builder, bulletin_undo_history_get_position (history));
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < bulletin_undo_history_get_n_steps (history); i++)
    write_step (builder, bulletin_undo_history_get_step (history, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/* --- Reading --------------------------------------------------------------- */

static JsonArray *
get_array (JsonObject *object,
           const char *name,
           gint64      length)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return array != NULL && (length < 0 || json_array_get_length (array) == length) ? array : NULL;
}

static gboolean
get_offset (JsonArray *array,
            guint      index,
            guint     *offset)
{
  JsonNode *node = json_array_get_element (array, index);
  gint64 value;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  value = json_node_get_int (node);
  *offset = value;

  return value >= 0 && value <= G_MAXINT32;
}

static const char *
get_text (JsonArray *array,
          guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
read_metadata (BulletinUndoStep *step,
               JsonArray        *array)
{
  const char *before = get_text (array, 0);
  const char *after = get_text (array, 1);
  g_autoptr (BulletinMetadata) metadata_before = before != NULL ? bulletin_metadata_from_json (before, NULL) : NULL;
  g_autoptr (BulletinMetadata) metadata_after = after != NULL ? bulletin_metadata_from_json (after, NULL) : NULL;

  if (metadata_before == NULL || metadata_after == NULL)
    return FALSE;
  bulletin_undo_step_set_metadata (step, metadata_before, metadata_after);

  return TRUE;
}

static BulletinUndoStep *
read_step (JsonNode *node)
{
  g_autoptr (BulletinUndoStep) step = NULL;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *caret, *edits;
  guint before, after;

  if (object == NULL || (caret = get_array (object, "caret", 2)) == NULL || (edits = get_array (object, "edits", -1)) == NULL ||
      !get_offset (caret, 0, &before) || !get_offset (caret, 1, &after))
    return NULL;
  step = bulletin_undo_step_new (before, after);
  for (guint i = 0; i < json_array_get_length (edits); i++) {
    JsonNode *edit_node = json_array_get_element (edits, i);
    JsonArray *edit = JSON_NODE_HOLDS_ARRAY (edit_node) ? json_node_get_array (edit_node) : NULL;
    const char *removed, *inserted;
    guint offset;

    if (edit == NULL || json_array_get_length (edit) != 3 || !get_offset (edit, 0, &offset) ||
        (removed = get_text (edit, 1)) == NULL || (inserted = get_text (edit, 2)) == NULL)
      return NULL;
    bulletin_undo_step_add_edit (step, offset, removed, inserted);
  }
  if (json_object_has_member (object, "metadata")) {
    JsonArray *metadata = get_array (object, "metadata", 2);

    if (metadata == NULL || !read_metadata (step, metadata))
      return NULL;
  }

  return g_steal_pointer (&step);
}

static BulletinUndoHistory *
history_from_json (const char *json)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_undo_step_unref);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *array = object != NULL ? get_array (object, "steps", -1) : NULL;
  gint64 position;

  if (array == NULL)
    return NULL;
  position = json_object_get_int_member_with_default (object, "position", -1);
  if (position < 0 || position > json_array_get_length (array))
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    BulletinUndoStep *step = read_step (json_array_get_element (array, i));

    if (step == NULL)
      return NULL;
    g_ptr_array_add (steps, step);
  }

  return bulletin_undo_history_new_for_steps (steps, position);
}

/* --- The table ------------------------------------------------------------- */

/**
 * bulletin_library_save_undo_history:
 * @id: the UUID of a bulletin that is not issued
 * @metadata: the metadata that the steps lead to
 * @text: the text that the steps lead to
 * @history: the steps
 *
 * Keeps the steps in place of what was kept before.
 */
gboolean
bulletin_library_save_undo_history (BulletinLibrary        *self,
                                    const char             *id,
                                    const BulletinMetadata *metadata,
                                    const char             *text,
                                    BulletinUndoHistory    *history,
                                    GError                **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *hash = hash_content (metadata, text);
  g_autofree char *json = history_to_json (history);

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO undo_history (bulletin, content_sha256, steps) VALUES (?1, ?2, ?3) "
                                         "ON CONFLICT (bulletin) DO UPDATE SET content_sha256 = excluded.content_sha256, "
                                         "steps = excluded.steps",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, hash);
  bulletin_statement_bind_text (statement, 2, json);

  return bulletin_statement_run (statement, error);
}

/**
 * bulletin_library_save_typing:
 * @id: the UUID of a bulletin that is not issued
 * @metadata: its metadata as they are now
 * @text: its text as it is now
 * @history: the steps that lead there
 * @who: the person's name
 *
 * bulletin_library_save_working_copy() with the steps beside it. Steps that cannot
 * be kept do not keep the text from being saved.
 */
gboolean
bulletin_library_save_typing (BulletinLibrary        *self,
                              const char             *id,
                              const BulletinMetadata *metadata,
                              const char             *text,
                              BulletinUndoHistory    *history,
                              const char             *who,
                              GError                **error)
{
  BulletinDatabase *database = bulletin_library_get_database (self);
  gboolean success;

  if (!bulletin_database_begin (database, error))
    return FALSE;
  success = bulletin_library_save_working_copy (self, id, metadata, text, who, error);
  if (success && bulletin_database_begin (database, NULL))
    bulletin_store_end (self, bulletin_library_save_undo_history (self, id, metadata, text, history, NULL), NULL);

  return bulletin_store_end (self, success, error);
}

/**
 * bulletin_library_get_undo_history:
 * @id: the UUID of a bulletin
 * @metadata: its metadata
 * @text: its text
 *
 * Returns: (transfer full) (nullable): the steps that lead to this content, or
 *   %NULL if it was changed in another way since, or there are none
 */
BulletinUndoHistory *
bulletin_library_get_undo_history (BulletinLibrary        *self,
                                   const char             *id,
                                   const BulletinMetadata *metadata,
                                   const char             *text)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *hash = hash_content (metadata, text);

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT steps FROM undo_history WHERE bulletin = ?1 AND content_sha256 = ?2", NULL);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, hash);

  return bulletin_statement_step (statement, NULL) == BULLETIN_STEP_ROW
             ? history_from_json (bulletin_statement_get_text (statement, 0))
             : NULL;
}
