/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-store-private.h"

#include "bulletin-metadata-json.h"
#include "bulletin-search-index.h"
#include "bulletin-record-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Bulletins: making, reading and listing them. */

void
bulletin_content_free (BulletinContent *self)
{
  g_clear_object (&self->record);
  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_free (self->text);
  g_free (self->revision);
  g_free (self);
}

/*< private >
 * bulletin_store_end:
 * @success: whether all within the transaction went well
 *
 * Ends a transaction: commits it or takes it back.
 */
gboolean
bulletin_store_end (BulletinLibrary *library,
                    gboolean         success,
                    GError         **error)
{
  BulletinDatabase *database = bulletin_library_get_database (library);

  if (success)
    return bulletin_database_commit (database, error);

  bulletin_database_rollback (database);

  return FALSE;
}

static gboolean
set_not_found (const char *id,
               GError    **error)
{
  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
               _("There is no bulletin “%s”. Look up its number in the list."), id);

  return FALSE;
}

/*< private >
 * bulletin_store_read_record:
 * @statement: a row of %BULLETIN_RECORD_COLUMNS
 * @snippet: (transfer full) (nullable): where a search found its words
 */
BulletinRecord *
bulletin_store_read_record (BulletinStatement *statement,
                            char              *snippet)
{
  BulletinRecordFields fields = { 0 };
  BulletinMetadata *metadata = bulletin_metadata_new ();

  fields.id = g_strdup (bulletin_statement_get_text (statement, 0));
  fields.serial = bulletin_statement_get_int (statement, 1);
  bulletin_state_parse (bulletin_statement_get_text (statement, 2), &fields.state);
  bulletin_metadata_set_string (&metadata->series, bulletin_statement_get_text (statement, 3));
  metadata->kind = bulletin_kind_parse (bulletin_statement_get_text (statement, 4));
  metadata->year = bulletin_statement_get_int (statement, 5);
  metadata->number = bulletin_statement_get_int (statement, 6);
  bulletin_metadata_set_string (&metadata->date, bulletin_statement_get_text (statement, 7));
  bulletin_metadata_set_string (&metadata->title, bulletin_statement_get_text (statement, 8));
  fields.changed_at = g_strdup (bulletin_statement_get_text (statement, 9));
  fields.changed_by = g_strdup (bulletin_statement_get_text (statement, 10));
  bulletin_metadata_set_string (&metadata->issuer, bulletin_statement_get_text (statement, 11));
  bulletin_metadata_set_string (&metadata->signer, bulletin_statement_get_text (statement, 12));
  fields.n_pages = bulletin_statement_get_int (statement, 13);
  fields.reason = g_strdup (bulletin_statement_get_text (statement, 14));
  fields.sent_by = g_strdup (bulletin_statement_get_text (statement, 15));
  fields.sent_at = g_strdup (bulletin_statement_get_text (statement, 16));
  fields.relation = bulletin_statement_get_int (statement, 17);
  fields.metadata = metadata;
  fields.snippet = snippet;

  return bulletin_record_new_take (&fields);
}

/*< private >
 * bulletin_store_state_list:
 * @states: mask of 1 << BulletinState
 *
 * Returns: (transfer full): "'draft', 'review'", for an IN of SQL
 */
char *
bulletin_store_state_list (guint states)
{
  GString *list = g_string_new (NULL);

  for (guint state = 0; state <= BULLETIN_STATE_WITHDRAWN; state++)
    if ((states & (1u << state)) != 0)
      g_string_append_printf (list, "%s'%s'", list->len > 0 ? ", " : "", bulletin_state_to_string (state));

  return g_string_free (list, FALSE);
}

gboolean
bulletin_store_get_state (BulletinLibrary *library,
                          const char      *id,
                          BulletinState   *state,
                          GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "SELECT state FROM bulletin WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  step = bulletin_statement_step (statement, error);
  if (step == BULLETIN_STEP_DONE)
    return set_not_found (id, error);

  return step == BULLETIN_STEP_ROW && bulletin_state_parse (bulletin_statement_get_text (statement, 0), state);
}

gboolean
bulletin_store_set_state (BulletinLibrary *library,
                          const char      *id,
                          BulletinState    state,
                          GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "UPDATE bulletin SET state = ?2 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, bulletin_state_to_string (state));

  return bulletin_statement_run (statement, error);
}

/*< private >
 * bulletin_store_update_row:
 * @revision: (nullable): its newest revision, if that is another one now
 * @who: (nullable): the person's name; %NULL while it is only being typed
 *
 * Brings what lists show of a bulletin up to its newest metadata.
 */
gboolean
bulletin_store_update_row (BulletinLibrary        *self,
                           const char             *id,
                           const BulletinMetadata *metadata,
                           const char             *text,
                           const char             *revision,
                           const char             *who,
                           GError                **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *now = bulletin_timestamp_now ();

  /* A name that no series has is that of one renamed meanwhile. */
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "UPDATE bulletin SET series = coalesce ((SELECT id FROM series WHERE name = ?2), series), title = ?3, kind = ?4, year = ?5, "
                                         "number = ?6, date = ?7, changed_at = ?8, "
                                         "changed_by = coalesce (?9, changed_by), "
                                         "revision = coalesce (?10, revision) WHERE id = ?1",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, metadata->series);
  bulletin_statement_bind_text (statement, 2, metadata->title);
  bulletin_statement_bind_text (statement, 3, bulletin_kind_to_string (metadata->kind));
  bulletin_statement_bind_int (statement, 4, metadata->year);
  bulletin_statement_bind_int (statement, 5, metadata->number);
  bulletin_statement_bind_text (statement, 6, metadata->date);
  bulletin_statement_bind_text (statement, 7, now);
  bulletin_statement_bind_text (statement, 8, who);
  bulletin_statement_bind_text (statement, 9, revision);

  return bulletin_statement_run (statement, error) &&
         bulletin_search_index_put (bulletin_library_get_database (self), id, metadata, text, error);
}

/*< private >
 * bulletin_store_insert_revision:
 *
 * Returns: (transfer full) (nullable): the id of the new revision
 */
char *
bulletin_store_insert_revision (BulletinLibrary        *self,
                                const char             *id,
                                const BulletinMetadata *metadata,
                                const char             *text,
                                const char             *note,
                                const char             *who,
                                GError                **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *revision = bulletin_uuid_new ();
  g_autofree char *now = bulletin_timestamp_now ();
  g_autofree char *json = bulletin_metadata_to_json (metadata);

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO revision (id, bulletin, ordinal, at, who, note, metadata, text) "
                                         "VALUES (?1, ?2, (SELECT coalesce (max (ordinal), 0) + 1 FROM revision "
                                         "WHERE bulletin = ?2), ?3, ?4, ?5, ?6, ?7)",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, revision);
  bulletin_statement_bind_text (statement, 1, id);
  bulletin_statement_bind_text (statement, 2, now);
  bulletin_statement_bind_text (statement, 3, who);
  bulletin_statement_bind_text (statement, 4, note);
  bulletin_statement_bind_text (statement, 5, json);
  bulletin_statement_bind_text (statement, 6, text);
  if (!bulletin_statement_run (statement, error))
    return NULL;

  return g_steal_pointer (&revision);
}

gboolean
bulletin_store_insert_bulletin (BulletinLibrary *self,
                                const char      *id,
                                const char      *series,
                                GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  /* A serial is never given twice, also not that of a draft that was deleted. */
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO bulletin (id, serial, series, state, kind, year, number, "
                                         "changed_at, changed_by) VALUES (?1, "
                                         "1 + max ((SELECT coalesce (max (serial), 0) FROM bulletin), "
                                         "(SELECT coalesce (max (coalesce (before, after) ->> '$.serial'), 0) FROM change "
                                         "WHERE table_name = 'bulletin')), ?2, 'draft', 'regular', 0, 0, '', '')",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, series);

  return bulletin_statement_run (statement, error);
}

/*< private >
 * bulletin_store_create_bulletin:
 * @event: its first event, "created" or "imported"
 * @note: (nullable): what the event says
 *
 * Returns: (transfer full) (nullable): the new draft's id
 */
char *
bulletin_store_create_bulletin (BulletinLibrary        *library,
                                const BulletinMetadata *metadata,
                                const char             *text,
                                const char             *event,
                                const char             *note,
                                const char             *who,
                                GError                **error)
{
  g_autofree char *id = bulletin_uuid_new ();
  g_autofree char *series = NULL;
  g_autofree char *revision = NULL;
  gboolean success;

  if (!bulletin_database_begin (bulletin_library_get_database (library), error))
    return NULL;

  success = (series = bulletin_store_find_series (library, metadata->series, error)) != NULL &&
            bulletin_store_insert_bulletin (library, id, series, error) &&
            (revision = bulletin_store_insert_revision (library, id, metadata, text, NULL, who, error)) != NULL &&
            bulletin_store_update_row (library, id, metadata, text, revision, who, error) &&
            bulletin_store_add_event (library, id, event, note, who, error);

  return bulletin_store_end (library, success, error) ? g_steal_pointer (&id) : NULL;
}

/**
 * bulletin_library_create_bulletin:
 * @metadata: what is known of it
 * @text: the text, UTF-8
 * @source_name: (nullable): the file that it was imported from
 * @who: the person's name
 *
 * Returns: (transfer full) (nullable): the new draft's id
 */
char *
bulletin_library_create_bulletin (BulletinLibrary        *self,
                                  const BulletinMetadata *metadata,
                                  const char             *text,
                                  const char             *source_name,
                                  const char             *who,
                                  GError                **error)
{
  return bulletin_store_create_bulletin (self, metadata, text, source_name != NULL ? "imported" : "created", source_name, who, error);
}

/**
 * bulletin_library_resolve:
 * @id: a UUID, a start of one that no other shares (at least 8 characters), or
 *   a serial
 *
 * Returns: (transfer full) (nullable): the UUID, or %NULL with
 *   %BULLETIN_LIBRARY_ERROR_NOT_FOUND
 */
char *
bulletin_library_resolve (BulletinLibrary *self,
                          const char      *id,
                          GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *found = NULL;
  guint64 serial;
  BulletinStep step;

  if (strlen (id) < 8 && g_ascii_string_to_unsigned (id, 10, 1, G_MAXINT32, &serial, NULL)) {
    statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                           "SELECT id FROM bulletin WHERE serial = ?1", error);
    if (statement == NULL)
      return NULL;
    bulletin_statement_bind_int (statement, 0, serial);
  } else if (strlen (id) >= 8) {
    /* A range, which the index answers: what follows in an id is before '~'. Every
     * call with an id comes by here. */
    statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                           "SELECT id FROM bulletin WHERE id >= ?1 AND id < ?1 || '~' "
                                           "AND substr (id, 1, length (?1)) = ?1 LIMIT 2",
                                           error);
    if (statement == NULL)
      return NULL;
    bulletin_statement_bind_text (statement, 0, id);
  } else {
    set_not_found (id, error);
    return NULL;
  }

  step = bulletin_statement_step (statement, error);
  if (step == BULLETIN_STEP_ERROR)
    return NULL;
  if (step == BULLETIN_STEP_ROW)
    found = g_strdup (bulletin_statement_get_text (statement, 0));
  if (found == NULL || bulletin_statement_step (statement, NULL) == BULLETIN_STEP_ROW) {
    set_not_found (id, error);
    return NULL;
  }

  return g_steal_pointer (&found);
}

/**
 * bulletin_library_get_state:
 * @id: as for bulletin_library_resolve()
 * @state: (out): how far it has come
 *
 * Returns: %FALSE when there is no such bulletin or it cannot be read
 */
gboolean
bulletin_library_get_state (BulletinLibrary *self,
                            const char      *id,
                            BulletinState   *state,
                            GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);

  return uuid != NULL && bulletin_store_get_state (self, uuid, state, error);
}

/**
 * bulletin_library_get_bulletin:
 * @id: as for bulletin_library_resolve()
 *
 * Returns: (transfer full) (nullable): the newest content, what is being typed
 *   included
 */
BulletinContent *
bulletin_library_get_bulletin (BulletinLibrary *self,
                               const char      *id,
                               GError         **error)
{
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  BulletinStep step;

  if (uuid == NULL)
    return NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT " BULLETIN_RECORD_COLUMNS
                                         ", coalesce (w.metadata, r.metadata), coalesce (w.text, r.text), "
                                         "b.revision, w.bulletin IS NOT NULL FROM " BULLETIN_RECORD_TABLES
                                         " WHERE b.id = ?1",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, uuid);
  step = bulletin_statement_step (statement, error);
  if (step != BULLETIN_STEP_ROW) {
    if (step == BULLETIN_STEP_DONE)
      set_not_found (id, error);
    return NULL;
  }

  content = g_new0 (BulletinContent, 1);
  content->record = bulletin_store_read_record (statement, NULL);
  content->metadata = bulletin_metadata_from_json (bulletin_statement_get_text (statement, BULLETIN_RECORD_N_COLUMNS), error);
  /* An open bulletin goes with its series when that gets another name. */
  if (content->metadata != NULL && ((1u << bulletin_record_get_state (content->record)) & BULLETIN_STATES_ARCHIVE) == 0)
    bulletin_metadata_set_string (&content->metadata->series, bulletin_statement_get_text (statement, 3));
  content->text = g_strdup (bulletin_statement_get_text (statement, BULLETIN_RECORD_N_COLUMNS + 1));
  content->revision = g_strdup (bulletin_statement_get_text (statement, BULLETIN_RECORD_N_COLUMNS + 2));
  content->is_unsaved = bulletin_statement_get_int (statement, BULLETIN_RECORD_N_COLUMNS + 3) != 0;

  return content->metadata != NULL ? g_steal_pointer (&content) : NULL;
}

/**
 * bulletin_library_list_bulletins:
 * @states: mask of 1 << #BulletinState
 *
 * Returns: (transfer full) (element-type BulletinRecord): open ones by their
 *   newest change, issued ones after them by date and number, newest first
 */
GPtrArray *
bulletin_library_list_bulletins (BulletinLibrary *self,
                                 guint            states,
                                 GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *names = bulletin_store_state_list (states);
  g_autofree char *sql = NULL;
  BulletinStep step;

  sql = g_strdup_printf ("SELECT " BULLETIN_RECORD_COLUMNS " FROM " BULLETIN_RECORD_TABLES
                         " WHERE b.state IN (%s) ORDER BY " BULLETIN_RECORD_ORDER,
                         names);
  statement = bulletin_database_prepare (bulletin_library_get_database (self), sql, error);
  if (statement == NULL)
    return NULL;

  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW)
    g_ptr_array_add (list, bulletin_store_read_record (statement, NULL));

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&list) : NULL;
}
