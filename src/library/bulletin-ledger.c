/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-ledger.h"

#include "bulletin-issued-private.h"
#include "bulletin-metadata-json.h"
#include "bulletin-number-book.h"
#include "bulletin-review-private.h"
#include "bulletin-store-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The ledger of numbers, and issuing, which binds one. */

/**
 * bulletin_library_next_number:
 * @series: (nullable): the series' name
 * @kind: regular issue or supplement
 * @year: the year
 *
 * Returns: the number after the highest that was given out, 0 on an error
 */
int
bulletin_library_next_number (BulletinLibrary *self,
                              const char      *series,
                              BulletinKind     kind,
                              int              year,
                              GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *series_id = bulletin_store_find_series (self, series, error);

  if (series_id == NULL)
    return 0;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT coalesce (max (number), 0) + 1 FROM ledger "
                                         "WHERE series = ?1 AND kind = ?2 AND year = ?3",
                                         error);
  if (statement == NULL)
    return 0;
  bulletin_statement_bind_text (statement, 0, series_id);
  bulletin_statement_bind_text (statement, 1, bulletin_kind_to_string (kind));
  bulletin_statement_bind_int (statement, 2, year);

  return bulletin_statement_step (statement, error) == BULLETIN_STEP_ROW ? bulletin_statement_get_int (statement, 0) : 0;
}

/**
 * bulletin_library_propose_number:
 * @series: (nullable): the series' name
 * @kind: regular issue or supplement
 * @year: the year
 * @id: (nullable): the draft that it is for
 *
 * Like bulletin_library_next_number(), but two drafts that are written at the same
 * time do not expect the same number.
 *
 * Returns: the number, 0 on an error
 */
int
bulletin_library_propose_number (BulletinLibrary *self,
                                 const char      *series,
                                 BulletinKind     kind,
                                 int              year,
                                 const char      *id,
                                 GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *series_id = NULL;
  int next = bulletin_library_next_number (self, series, kind, year, error);

  if (next == 0 || (series_id = bulletin_store_find_series (self, series, error)) == NULL)
    return 0;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT max (?5, coalesce (max (number), 0) + 1) FROM bulletin "
                                         "WHERE series = ?1 AND kind = ?2 AND year = ?3 AND id IS NOT ?4 "
                                         "AND state IN ('draft', 'review', 'returned', 'approved')",
                                         error);
  if (statement == NULL)
    return 0;
  bulletin_statement_bind_text (statement, 0, series_id);
  bulletin_statement_bind_text (statement, 1, bulletin_kind_to_string (kind));
  bulletin_statement_bind_int (statement, 2, year);
  bulletin_statement_bind_text (statement, 3, id);
  bulletin_statement_bind_int (statement, 4, next);

  return bulletin_statement_step (statement, error) == BULLETIN_STEP_ROW ? bulletin_statement_get_int (statement, 0) : 0;
}

/**
 * bulletin_library_number_is_free:
 * @metadata: series, kind, year and number to ask for
 * @id: (nullable): the bulletin that wants it
 * @is_free: (out): whether it may be bound
 */
gboolean
bulletin_library_number_is_free (BulletinLibrary        *self,
                                 const BulletinMetadata *metadata,
                                 const char             *id,
                                 gboolean               *is_free,
                                 GError                **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT 1 FROM ledger l JOIN series s ON s.id = l.series "
                                         "WHERE s.name = ?1 AND l.kind = ?2 AND l.year = ?3 AND l.number = ?4 "
                                         "AND NOT (l.state = 'reserved' AND l.bulletin IS ?5)",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, metadata->series);
  bulletin_statement_bind_text (statement, 1, bulletin_kind_to_string (metadata->kind));
  bulletin_statement_bind_int (statement, 2, metadata->year);
  bulletin_statement_bind_int (statement, 3, metadata->number);
  bulletin_statement_bind_text (statement, 4, id);
  step = bulletin_statement_step (statement, error);
  *is_free = step == BULLETIN_STEP_DONE;

  return step != BULLETIN_STEP_ERROR;
}

/**
 * bulletin_issue_part_new:
 * @name: its name within the record
 * @media_type: what it is
 * @content: its bytes
 *
 * Returns: (transfer full): a part to freeze
 */
BulletinIssuePart *
bulletin_issue_part_new (const char *name,
                         const char *media_type,
                         GBytes     *content)
{
  BulletinIssuePart *self = g_new0 (BulletinIssuePart, 1);

  self->name = g_strdup (name);
  self->media_type = g_strdup (media_type);
  self->content = g_bytes_ref (content);

  return self;
}

void
bulletin_issue_part_free (BulletinIssuePart *self)
{
  g_free (self->name);
  g_free (self->media_type);
  g_bytes_unref (self->content);
  g_free (self);
}

/*< private >
 * bulletin_ledger_check_request:
 *
 * Whether all is set that is bound when a bulletin is issued.
 */
gboolean
bulletin_ledger_check_request (const BulletinMetadata *metadata,
                               GError                **error)
{
  const char *message = NULL;

  if (metadata->title == NULL)
    message = _("The bulletin has no title. Enter one before you issue it.");
  else if (metadata->number < 1 || metadata->number > 9999)
    message = _("The bulletin has no number. Enter one from 1 to 9999 before you issue it.");
  else if (metadata->year < 1900 || metadata->year > 2200)
    message = _("The bulletin has no year. Enter one from 1900 to 2200 before you issue it.");
  else if (metadata->date == NULL || !bulletin_date_is_valid (metadata->date))
    message = _("The bulletin has no valid date. Enter one before you issue it.");

  if (message != NULL)
    g_set_error_literal (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID, message);

  return message == NULL;
}

/*< private >
 * bulletin_ledger_bind_number:
 * @series: the series' id
 *
 * A number is taken by a row of the ledger; that the row is new is the database's
 * UNIQUE and holds between processes too.
 */
gboolean
bulletin_ledger_bind_number (BulletinLibrary        *self,
                             const char             *id,
                             const char             *series,
                             const BulletinMetadata *metadata,
                             const char             *who,
                             GError                **error)
{
  BulletinDatabase *database = bulletin_library_get_database (self);
  g_autoptr (BulletinStatement) release = NULL;
  g_autoptr (BulletinStatement) insert = NULL;
  g_autofree char *entry = bulletin_uuid_new ();
  g_autofree char *now = bulletin_timestamp_now ();
  gboolean is_free;

  if (!bulletin_library_number_is_free (self, metadata, id, &is_free, error))
    return FALSE;
  if (!is_free) {
    g_autofree char *issue = bulletin_metadata_format_issue (metadata);

    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN,
                 _("Number %s of %d was already given out. Choose another number."), issue, metadata->year);
    return FALSE;
  }
  if (!bulletin_library_total_is_free (self, metadata, id, &is_free, error))
    return FALSE;
  if (!is_free) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN,
                 _("The running number %d was already given out. Choose another one."), metadata->total_number);
    return FALSE;
  }

  release = bulletin_database_prepare (database, "DELETE FROM ledger WHERE bulletin = ?1 AND state = 'reserved'", error);
  if (release == NULL)
    return FALSE;
  bulletin_statement_bind_text (release, 0, id);
  if (!bulletin_statement_run (release, error))
    return FALSE;

  insert = bulletin_database_prepare (database,
                                      "INSERT INTO ledger (id, series, kind, year, number, state, bulletin, at, who, total) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5, 'used', ?6, ?7, ?8, ?9)",
                                      error);
  if (insert == NULL)
    return FALSE;
  bulletin_statement_bind_text (insert, 0, entry);
  bulletin_statement_bind_text (insert, 1, series);
  bulletin_statement_bind_text (insert, 2, bulletin_kind_to_string (metadata->kind));
  bulletin_statement_bind_int (insert, 3, metadata->year);
  bulletin_statement_bind_int (insert, 4, metadata->number);
  bulletin_statement_bind_text (insert, 5, id);
  bulletin_statement_bind_text (insert, 6, now);
  bulletin_statement_bind_text (insert, 7, who);
  if (metadata->total_number > 0)
    bulletin_statement_bind_int (insert, 8, metadata->total_number);
  else
    bulletin_statement_bind_null (insert, 8);

  return bulletin_statement_run (insert, error);
}

gboolean
bulletin_ledger_insert_part (BulletinLibrary         *self,
                             const char              *id,
                             const BulletinIssuePart *part,
                             GError                 **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, part->content);

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO issued_part (bulletin, name, media_type, content, sha256) "
                                         "VALUES (?1, ?2, ?3, ?4, ?5)",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, part->name);
  bulletin_statement_bind_text (statement, 2, part->media_type);
  bulletin_statement_bind_bytes (statement, 3, part->content);
  bulletin_statement_bind_text (statement, 4, hash);

  return bulletin_statement_run (statement, error);
}

static gboolean
insert_text_part (BulletinLibrary *self,
                  const char      *id,
                  const char      *name,
                  const char      *media_type,
                  const char      *text,
                  GError         **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  BulletinIssuePart part = { (char *) name, (char *) media_type, bytes };

  return bulletin_ledger_insert_part (self, id, &part, error);
}

/*< private >
 * bulletin_ledger_freeze:
 * @series: the series' id
 * @revision: the revision that is issued
 *
 * Writes the record with its parts at the end of the chain. What happened up to the
 * issuing must be among the events already: it is frozen as the trail.
 */
gboolean
bulletin_ledger_freeze (BulletinLibrary        *self,
                        const char             *id,
                        const char             *series,
                        const char             *revision,
                        const BulletinMetadata *metadata,
                        const char             *text,
                        guint                   n_pages,
                        GPtrArray              *parts,
                        const char             *overridden,
                        const char             *who,
                        GError                **error)
{
  g_autoptr (BulletinIssuedFields) fields = g_new0 (BulletinIssuedFields, 1);
  g_autofree char *json = bulletin_metadata_to_json (metadata);
  g_autofree char *trail = NULL;
  g_autofree char *relation = NULL;

  fields->bulletin = g_strdup (id);
  fields->series = g_strdup (series);
  fields->kind = g_strdup (bulletin_kind_to_string (metadata->kind));
  fields->year = metadata->year;
  fields->number = metadata->number;
  fields->date = g_strdup (metadata->date);
  fields->title = g_strdup (metadata->title);
  fields->signer = g_strdup (metadata->signer);
  fields->at = bulletin_timestamp_now ();
  fields->who = g_strdup (who);
  fields->n_pages = n_pages;
  fields->revision = g_strdup (revision);
  fields->overridden = g_strdup (overridden);

  if (!bulletin_issued_get_corrects (self, id, &fields->corrects, error) ||
      !bulletin_issued_get_head (self, &fields->ordinal, &fields->previous_hash, error))
    return FALSE;
  fields->ordinal++;

  /* The record comes first, since its parts refer to it; the hash needs the
   * parts' hashes, which are known without their rows. */
  trail = bulletin_issued_get_trail (self, id, error);
  if (trail == NULL)
    return FALSE;
  if (fields->corrects != NULL && (relation = bulletin_issued_write_relation (self, fields->corrects, error)) == NULL)
    return FALSE;

  for (guint i = 0; i < parts->len; i++) {
    const BulletinIssuePart *part = parts->pdata[i];
    g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, part->content);

    bulletin_issued_fields_add_part (fields, part->name, part->media_type, hash);
  }
  bulletin_issued_fields_add_text (fields, "source", "text/plain", text);
  bulletin_issued_fields_add_text (fields, "metadata", "application/json", json);
  bulletin_issued_fields_add_text (fields, "trail", "application/json", trail);
  if (relation != NULL)
    bulletin_issued_fields_add_text (fields, "relation", "application/json", relation);
  fields->digest = bulletin_issued_fields_compute_digest (fields);

  if (!bulletin_issued_insert (self, fields, error))
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    if (!bulletin_ledger_insert_part (self, id, parts->pdata[i], error))
      return FALSE;

  return insert_text_part (self, id, "source", "text/plain", text, error) &&
         insert_text_part (self, id, "metadata", "application/json", json, error) &&
         insert_text_part (self, id, "trail", "application/json", trail, error) &&
         (relation == NULL || insert_text_part (self, id, "relation", "application/json", relation, error)) &&
         bulletin_issued_set_head (self, fields->ordinal, fields->hash, error);
}

/**
 * bulletin_library_issue:
 * @id: the bulletin
 * @metadata: what is bound: number, year, date and title must be set
 * @text: what is issued
 * @n_pages: how many pages it has on paper
 * @parts: (element-type BulletinIssuePart): what else is frozen with it
 * @overridden: (nullable): JSON of the findings that were accepted
 * @who: the person's name
 *
 * Issues a bulletin, all or nothing. Metadata and text that differ from the
 * newest revision become one first.
 *
 * Returns: %FALSE with %BULLETIN_LIBRARY_ERROR_NUMBER_TAKEN when the number was
 *   given out, %BULLETIN_LIBRARY_ERROR_STATE when the bulletin is issued already,
 *   %BULLETIN_LIBRARY_ERROR_INVALID when something is not set
 */
gboolean
bulletin_library_issue (BulletinLibrary        *self,
                        const char             *id,
                        const BulletinMetadata *metadata,
                        const char             *text,
                        guint                   n_pages,
                        GPtrArray              *parts,
                        const char             *overridden,
                        const char             *who,
                        GError                **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autofree char *series = NULL;
  g_autofree char *revision = NULL;
  BulletinState state;
  gboolean success;

  if (uuid == NULL || !bulletin_ledger_check_request (metadata, error))
    return FALSE;
  if (!bulletin_database_begin (bulletin_library_get_database (self), error))
    return FALSE;

  success = bulletin_store_get_state (self, uuid, &state, error);
  if (success && ((1u << state) & BULLETIN_STATES_ARCHIVE) != 0) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
                 _("This bulletin is issued already. Look for it in the archive."));
    success = FALSE;
  }
  success = success &&
            bulletin_review_allows_issue (self, uuid, state, metadata, text, error) &&
            (series = bulletin_store_find_series (self, metadata->series, error)) != NULL &&
            bulletin_ledger_bind_number (self, uuid, series, metadata, who, error) &&
            (revision = bulletin_store_put_revision (self, uuid, metadata, text, NULL, who, error)) != NULL &&
            bulletin_store_add_event (self, uuid, "issued", NULL, who, error) &&
            bulletin_ledger_freeze (self, uuid, series, revision, metadata, text, n_pages, parts, overridden, who, error) &&
            bulletin_store_set_state (self, uuid, BULLETIN_STATE_ISSUED, error);

  return bulletin_store_end (self, success, error);
}

/**
 * bulletin_library_get_part:
 * @name: the part's name
 *
 * Returns: (transfer full) (nullable): the bytes as they were frozen
 */
GBytes *
bulletin_library_get_part (BulletinLibrary *self,
                           const char      *id,
                           const char      *name,
                           GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  BulletinStep step;

  if (uuid == NULL)
    return NULL;
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT content FROM issued_part WHERE bulletin = ?1 AND name = ?2", error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, uuid);
  bulletin_statement_bind_text (statement, 1, name);
  step = bulletin_statement_step (statement, error);
  if (step == BULLETIN_STEP_DONE)
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                 _("The record has no part “%s”."), name);

  return step == BULLETIN_STEP_ROW ? bulletin_statement_get_bytes (statement, 0) : NULL;
}
