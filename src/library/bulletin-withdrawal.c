/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-issued-private.h"

#include "bulletin-metadata-json.h"
#include "bulletin-store-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* What speaks of another record: the withdrawal of one, as a link of the chain, and
 * what a correction says it corrects. */

void
bulletin_withdrawal_fields_free (BulletinWithdrawalFields *self)
{
  g_free (self->bulletin);
  g_free (self->at);
  g_free (self->who);
  g_free (self->reason);
  g_free (self->previous_hash);
  g_free (self->hash);
  g_free (self);
}

static void
add_text (GChecksum  *checksum,
          const char *text)
{
  g_autofree char *length = text != NULL ? g_strdup_printf ("%" G_GSIZE_FORMAT ":", strlen (text)) : g_strdup ("-:");

  g_checksum_update (checksum, (const guchar *) length, -1);
  if (text != NULL)
    g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
}

/*< private >
 * bulletin_withdrawal_compute_hash:
 *
 * Returns: (transfer full) (nullable): SHA-256 over the hash of the link before, the
 *   withdrawal, the hash of the record that it withdraws, and the event that the
 *   bulletin's trail shows of it
 */
char *
bulletin_withdrawal_compute_hash (BulletinLibrary                *library,
                                  const BulletinWithdrawalFields *fields,
                                  GError                        **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *ordinal = g_strdup_printf ("%d", fields->ordinal);
  BulletinStep step;

  add_text (checksum, "bulletin-withdrawal-1");
  add_text (checksum, fields->previous_hash);
  add_text (checksum, ordinal);
  add_text (checksum, fields->bulletin);
  add_text (checksum, fields->at);
  add_text (checksum, fields->who);
  add_text (checksum, fields->reason);

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "SELECT i.hash, e.id, e.revision, e.at, e.who, e.note, e.request FROM issued i "
                                         "LEFT JOIN event e ON e.bulletin = i.bulletin AND e.kind = 'withdrawn' "
                                         "WHERE i.bulletin = ?1 ORDER BY e.rowid",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, fields->bulletin);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW)
    for (int i = 0; i < 7; i++)
      add_text (checksum, bulletin_statement_get_text (statement, i));

  return step == BULLETIN_STEP_DONE ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static gboolean
insert_event (BulletinLibrary                *library,
              const BulletinWithdrawalFields *fields,
              GError                        **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *event = bulletin_uuid_new ();

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "INSERT INTO event (id, bulletin, revision, at, who, kind, note) "
                                         "SELECT ?1, id, revision, ?2, ?3, 'withdrawn', ?4 FROM bulletin WHERE id = ?5",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, event);
  bulletin_statement_bind_text (statement, 1, fields->at);
  bulletin_statement_bind_text (statement, 2, fields->who);
  bulletin_statement_bind_text (statement, 3, fields->reason);
  bulletin_statement_bind_text (statement, 4, fields->bulletin);

  return bulletin_statement_run (statement, error);
}

/*< private >
 * bulletin_withdrawal_insert:
 * @fields: the withdrawal; its hash is set
 *
 * Writes the event and the link. The caller moves the state and the chain's head.
 */
gboolean
bulletin_withdrawal_insert (BulletinLibrary          *library,
                            BulletinWithdrawalFields *fields,
                            GError                  **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  if (!insert_event (library, fields, error))
    return FALSE;
  g_free (fields->hash);
  fields->hash = bulletin_withdrawal_compute_hash (library, fields, error);
  if (fields->hash == NULL)
    return FALSE;

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "INSERT INTO withdrawal (bulletin, ordinal, at, who, reason, previous_hash, hash) "
                                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, fields->bulletin);
  bulletin_statement_bind_int (statement, 1, fields->ordinal);
  bulletin_statement_bind_text (statement, 2, fields->at);
  bulletin_statement_bind_text (statement, 3, fields->who);
  bulletin_statement_bind_text (statement, 4, fields->reason);
  bulletin_statement_bind_text (statement, 5, fields->previous_hash);
  bulletin_statement_bind_text (statement, 6, fields->hash);

  return bulletin_statement_run (statement, error);
}

/*< private >
 * bulletin_withdrawal_read:
 * @id: a UUID
 *
 * Returns: (transfer full) (nullable): the withdrawal as it stands in the file;
 *   %BULLETIN_LIBRARY_ERROR_NOT_FOUND if there is none
 */
BulletinWithdrawalFields *
bulletin_withdrawal_read (BulletinLibrary *library,
                          const char      *id,
                          GError         **error)
{
  g_autoptr (BulletinWithdrawalFields) fields = NULL;
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "SELECT bulletin, ordinal, at, who, reason, previous_hash, hash "
                                         "FROM withdrawal WHERE bulletin = ?1",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);
  step = bulletin_statement_step (statement, error);
  if (step != BULLETIN_STEP_ROW) {
    if (step == BULLETIN_STEP_DONE)
      g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND, _("This bulletin is not withdrawn."));
    return NULL;
  }
  fields = g_new0 (BulletinWithdrawalFields, 1);
  fields->bulletin = g_strdup (bulletin_statement_get_text (statement, 0));
  fields->ordinal = bulletin_statement_get_int (statement, 1);
  fields->at = g_strdup (bulletin_statement_get_text (statement, 2));
  fields->who = g_strdup (bulletin_statement_get_text (statement, 3));
  fields->reason = g_strdup (bulletin_statement_get_text (statement, 4));
  fields->previous_hash = g_strdup (bulletin_statement_get_text (statement, 5));
  fields->hash = g_strdup (bulletin_statement_get_text (statement, 6));

  return g_steal_pointer (&fields);
}

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value != NULL ? value : "");
}

/*< private >
 * bulletin_issued_write_relation:
 * @corrects: the record that is corrected
 *
 * Returns: (transfer full) (nullable): what a correction keeps of the record that it
 *   corrects, as JSON: relation, id, digest, hash, series, kind, year, number, title
 *   and date
 */
char *
bulletin_issued_write_relation (BulletinLibrary *library,
                                const char      *corrects,
                                GError         **error)
{
  g_autoptr (BulletinIssuedFields) fields = bulletin_issued_read (library, corrects, error);
  g_autoptr (BulletinContent) content = fields != NULL ? bulletin_library_get_bulletin (library, corrects, error) : NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (content == NULL)
    return NULL;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_member (builder, "relation", "corrects");
  add_member (builder, "id", fields->bulletin);
  if (fields->digest != NULL)
    add_member (builder, "digest", fields->digest);
  add_member (builder, "hash", fields->hash);
  add_member (builder, "series", content->metadata->series);
  add_member (builder, "kind", fields->kind);
  json_builder_set_member_name (builder, "year");
  json_builder_add_int_value (builder, fields->year);
  json_builder_set_member_name (builder, "number");
  json_builder_add_int_value (builder, fields->number);
  add_member (builder, "title", fields->title);
  add_member (builder, "date", fields->date);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}
