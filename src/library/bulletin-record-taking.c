/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-record-copy.h"

#include "bulletin-issued-private.h"
#include "bulletin-metadata-json.h"
#include "bulletin-pictures.h"
#include "bulletin-store-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Records as they come in from another library. Nothing of them is believed that
 * can be computed: the digest stands for the whole, and what the library needs of
 * a record beside it is read out of its parts. */

static gboolean
set_invalid (GError    **error,
             const char *message)
{
  g_set_error_literal (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID, message);

  return FALSE;
}

/* A part as a string; NULL if it is missing or no text. */
static char *
dup_text_part (const BulletinRecordCopy *copy,
               const char               *name)
{
  GBytes *part = bulletin_record_copy_get_part (copy, name);
  gsize size = 0;
  const char *data = part != NULL ? g_bytes_get_data (part, &size) : NULL;

  return part != NULL && (size == 0 || g_utf8_validate_len (data, size, NULL)) ? g_strndup (data != NULL ? data : "", size) : NULL;
}

static gboolean
is_timestamp (const char *text)
{
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return time != NULL;
}

/* Whether the fields are those of the metadata that were frozen with them, and can
 * stand in a library at all. */
static gboolean
check_copy (const BulletinRecordCopy *copy,
            const BulletinMetadata   *metadata,
            const char               *source,
            const char               *trail,
            GError                  **error)
{
  g_autofree char *digest = bulletin_record_copy_compute_digest (copy);

  if (g_strcmp0 (digest, copy->digest) != 0)
    return set_invalid (error, _("A record is not the one that was issued: its content does not match its digest. Ask for the package again."));
  if (!g_uuid_string_is_valid (copy->id) || copy->revision == NULL || !g_uuid_string_is_valid (copy->revision) ||
      (copy->corrects != NULL && !g_uuid_string_is_valid (copy->corrects)) ||
      copy->year < 1900 || copy->year > 2200 || copy->number < 1 || copy->number > 9999 || copy->n_pages > 100000 ||
      copy->title == NULL || copy->date == NULL || !bulletin_date_is_valid (copy->date) || !is_timestamp (copy->at) ||
      copy->who == NULL || source == NULL || trail == NULL ||
      (copy->withdrawn_at != NULL && !is_timestamp (copy->withdrawn_at)))
    return set_invalid (error, _("A record lacks something that every record has. Ask for the package again."));
  if (metadata->series == NULL || metadata->kind != copy->kind || metadata->year != copy->year ||
      metadata->number != copy->number || g_strcmp0 (metadata->date, copy->date) != 0 ||
      g_strcmp0 (metadata->title, copy->title) != 0 || g_strcmp0 (metadata->signer, copy->signer) != 0)
    return set_invalid (error, _("A record and its metadata do not say the same. Ask for the package again."));

  return TRUE;
}

/* Whether the library has the record already; an error if it has another bulletin
 * in its place. */
static gboolean
look_for_record (BulletinLibrary          *self,
                 const BulletinRecordCopy *copy,
                 gboolean                 *is_there,
                 GError                  **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (BulletinRecordCopy) own = NULL;
  BulletinState state;

  *is_there = FALSE;
  if (!bulletin_store_get_state (self, copy->id, &state, &local_error)) {
    if (g_error_matches (local_error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  if (((1u << state) & BULLETIN_STATES_ARCHIVE) == 0) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
                 _("“%s” is still a draft in this library. Issue or delete the draft, then import again."), copy->title);
    return FALSE;
  }

  own = bulletin_library_copy_record (self, copy->id, error);
  if (own == NULL)
    return FALSE;
  *is_there = g_str_equal (own->digest, copy->digest);
  if (!*is_there)
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
                 _("This library has another record in the place of “%s”. Check which of the two is right with “Verify”."), copy->title);

  return *is_there;
}

static gboolean
check_place (BulletinLibrary          *self,
             const BulletinRecordCopy *copy,
             const BulletinMetadata   *metadata,
             GError                  **error)
{
  gboolean is_free;

  if (copy->corrects != NULL) {
    BulletinState state;

    if (!bulletin_store_get_state (self, copy->corrects, &state, NULL) || ((1u << state) & BULLETIN_STATES_ARCHIVE) == 0) {
      g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                   _("“%s” corrects a record that this library does not have. Import that record first."), copy->title);
      return FALSE;
    }
  }

  if (!bulletin_library_number_is_free (self, metadata, copy->id, &is_free, error))
    return FALSE;
  if (!is_free) {
    g_autofree char *issue = bulletin_metadata_format_issue (metadata);

    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN,
                 _("“%s” is %s of %d, and this library has given out that number to something else. Nothing was imported."),
                 copy->title, issue, metadata->year);
  }

  return is_free;
}

static gboolean
insert_revision (BulletinLibrary          *self,
                 const BulletinRecordCopy *copy,
                 const char               *metadata,
                 const char               *source,
                 GError                  **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO revision (id, bulletin, ordinal, at, who, metadata, text) "
                                         "VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6)",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, copy->revision);
  bulletin_statement_bind_text (statement, 1, copy->id);
  bulletin_statement_bind_text (statement, 2, copy->at);
  bulletin_statement_bind_text (statement, 3, copy->who);
  bulletin_statement_bind_text (statement, 4, metadata);
  bulletin_statement_bind_text (statement, 5, source);

  return bulletin_statement_run (statement, error);
}

static gboolean
set_corrects (BulletinLibrary          *self,
              const BulletinRecordCopy *copy,
              GError                  **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  if (copy->corrects == NULL)
    return TRUE;
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "UPDATE bulletin SET corrects = ?2 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, copy->id);
  bulletin_statement_bind_text (statement, 1, copy->corrects);

  return bulletin_statement_run (statement, error);
}

static const char *
get_member (JsonObject *object,
            const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

/* One event of the trail; its id keeps its place among those of the same moment. */
static gboolean
insert_event (BulletinLibrary *self,
              const char      *bulletin,
              const char      *id,
              JsonObject      *event)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO event (id, bulletin, revision, at, who, kind, note) "
                                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                         NULL);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, bulletin);
  bulletin_statement_bind_text (statement, 2, get_member (event, "revision"));
  bulletin_statement_bind_text (statement, 3, get_member (event, "at"));
  bulletin_statement_bind_text (statement, 4, get_member (event, "who"));
  bulletin_statement_bind_text (statement, 5, get_member (event, "kind"));
  bulletin_statement_bind_text (statement, 6, get_member (event, "note"));

  return bulletin_statement_run (statement, NULL);
}

/* Writes the events that the trail tells of anew. They must tell it again, word for
 * word: else it was no trail of ours. The issuing comes last, as the end of the
 * trail, also where the clock had been set back before it. */
static gboolean
insert_trail (BulletinLibrary          *self,
              const BulletinRecordCopy *copy,
              const char               *trail,
              GError                  **error)
{
  g_autoptr (JsonNode) root = json_from_string (trail, NULL);
  JsonArray *array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  const guint n_events = array != NULL ? json_array_get_length (array) : 0;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  g_autofree char *written = NULL;

  for (guint i = 0; i < n_events; i++)
    g_strv_builder_take (builder, bulletin_uuid_new ());
  ids = g_strv_builder_end (builder);

  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < n_events; i++) {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *event = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (event != NULL && (pass == 1) == (g_strcmp0 (get_member (event, "kind"), "issued") == 0) &&
          !insert_event (self, copy->id, ids[i], event))
        break;
    }
  }

  written = bulletin_issued_get_trail (self, copy->id, error);
  if (written == NULL)
    return FALSE;

  return g_str_equal (written, trail) ||
         set_invalid (error, _("The review trail of a record cannot be read. A newer version of the program may be able to."));
}

static gboolean
insert_record (BulletinLibrary          *self,
               const BulletinRecordCopy *copy,
               const char               *series,
               GError                  **error)
{
  g_autoptr (BulletinIssuedFields) fields = bulletin_record_copy_get_fields (copy);

  if (!bulletin_issued_get_head (self, &fields->ordinal, &fields->previous_hash, error))
    return FALSE;
  fields->ordinal++;
  fields->series = g_strdup (series);
  fields->digest = g_strdup (copy->digest);

  if (!bulletin_issued_insert (self, fields, error))
    return FALSE;
  for (guint i = 0; i < copy->parts->len; i++)
    if (!bulletin_ledger_insert_part (self, copy->id, copy->parts->pdata[i], error))
      return FALSE;

  return bulletin_issued_set_head (self, fields->ordinal, fields->hash, error) &&
         bulletin_store_set_state (self, copy->id, BULLETIN_STATE_ISSUED, error);
}

/* It was withdrawn elsewhere; here that is a link of this library's chain. */
static gboolean
withdraw (BulletinLibrary          *self,
          const BulletinRecordCopy *copy,
          GError                  **error)
{
  g_autoptr (BulletinWithdrawalFields) fields = NULL;

  if (copy->withdrawn_at == NULL)
    return TRUE;
  fields = g_new0 (BulletinWithdrawalFields, 1);
  fields->bulletin = g_strdup (copy->id);
  fields->at = g_strdup (copy->withdrawn_at);
  fields->who = g_strdup (copy->withdrawn_by != NULL ? copy->withdrawn_by : "");
  fields->reason = g_strdup (copy->withdrawal_reason != NULL ? copy->withdrawal_reason : "");
  if (!bulletin_issued_get_head (self, &fields->ordinal, &fields->previous_hash, error))
    return FALSE;
  fields->ordinal++;

  return bulletin_store_set_state (self, copy->id, BULLETIN_STATE_WITHDRAWN, error) &&
         bulletin_withdrawal_insert (self, fields, error) &&
         bulletin_issued_set_head (self, fields->ordinal, fields->hash, error);
}

static gboolean
take (BulletinLibrary          *self,
      const BulletinRecordCopy *copy,
      const BulletinMetadata   *metadata,
      const BulletinMaterials  *pictures,
      const char               *source,
      const char               *trail,
      const char               *source_name,
      const char               *who,
      GError                  **error)
{
  g_autofree char *series = bulletin_store_find_series (self, metadata->series, error);
  g_autofree char *json = dup_text_part (copy, "metadata");

  return series != NULL &&
         bulletin_store_insert_bulletin (self, copy->id, series, error) &&
         insert_revision (self, copy, json, source, error) &&
         bulletin_store_update_row (self, copy->id, metadata, source, copy->revision, who, error) &&
         set_corrects (self, copy, error) &&
         bulletin_library_bind_pictures (self, copy->id, pictures, who, error) &&
         bulletin_ledger_bind_number (self, copy->id, series, metadata, who, error) &&
         insert_trail (self, copy, trail, error) &&
         insert_record (self, copy, series, error) &&
         bulletin_store_add_event (self, copy->id, "imported", source_name, who, error) &&
         withdraw (self, copy, error);
}

/**
 * bulletin_library_take_record:
 * @copy: a record of another library
 * @pictures: its pictures, under the names that its text uses
 * @source_name: (nullable): the file that it comes from, for its events
 * @who: the person's name
 * @is_new: (out): %FALSE if the library had it already; then nothing is changed
 *
 * Takes an issued record in as it is: with its id, its parts and its digest, its
 * number and its trail, at the end of this library's chain. All or nothing. That
 * it was imported is an event of its own.
 *
 * Returns: %FALSE with %BULLETIN_LIBRARY_ERROR_INVALID when the record is not what
 *   its digest says, %BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN when its number is another's
 *   here, %BULLETIN_LIBRARY_ERROR_STATE when the library has something else under its
 *   id, %BULLETIN_LIBRARY_ERROR_NOT_FOUND when it corrects a record that is not here
 */
gboolean
bulletin_library_take_record (BulletinLibrary          *self,
                              const BulletinRecordCopy *copy,
                              const BulletinMaterials  *pictures,
                              const char               *source_name,
                              const char               *who,
                              gboolean                 *is_new,
                              GError                  **error)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_record_copy_read_metadata (copy, error);
  g_autofree char *source = dup_text_part (copy, "source");
  g_autofree char *trail = dup_text_part (copy, "trail");
  gboolean is_there = FALSE;
  gboolean success;

  if (metadata == NULL || !check_copy (copy, metadata, source, trail, error))
    return FALSE;
  if (!bulletin_database_begin (bulletin_library_get_database (self), error))
    return FALSE;

  success = look_for_record (self, copy, &is_there, error) &&
            (is_there ||
             (check_place (self, copy, metadata, error) &&
              take (self, copy, metadata, pictures, source, trail, source_name, who, error)));
  *is_new = !is_there;

  return bulletin_store_end (self, success, error);
}
