/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-issued-private.h"

#include "bulletin-store-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* The frozen record, and the hash that covers it. */

static void
part_hash_free (BulletinIssuedPartHash *part)
{
  g_free (part->name);
  g_free (part->media_type);
  g_free (part->sha256);
  g_free (part);
}

void
bulletin_issued_fields_free (BulletinIssuedFields *self)
{
  g_free (self->bulletin);
  g_free (self->series);
  g_free (self->kind);
  g_free (self->date);
  g_free (self->title);
  g_free (self->signer);
  g_free (self->at);
  g_free (self->who);
  g_free (self->revision);
  g_free (self->overridden);
  g_free (self->corrects);
  g_free (self->seal);
  g_free (self->digest);
  g_free (self->previous_hash);
  g_free (self->hash);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self);
}

void
bulletin_issued_fields_add_part (BulletinIssuedFields *self,
                                 const char           *name,
                                 const char           *media_type,
                                 const char           *sha256)
{
  BulletinIssuedPartHash *part = g_new0 (BulletinIssuedPartHash, 1);

  if (self->parts == NULL)
    self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_hash_free);
  part->name = g_strdup (name);
  part->media_type = g_strdup (media_type);
  part->sha256 = g_strdup (sha256);
  g_ptr_array_add (self->parts, part);
}

void
bulletin_issued_fields_add_text (BulletinIssuedFields *self,
                                 const char           *name,
                                 const char           *media_type,
                                 const char           *text)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  bulletin_issued_fields_add_part (self, name, media_type, hash);
}

static int
compare_parts (gconstpointer a,
               gconstpointer b)
{
  const BulletinIssuedPartHash *first = *(const BulletinIssuedPartHash *const *) a;
  const BulletinIssuedPartHash *second = *(const BulletinIssuedPartHash *const *) b;

  return strcmp (first->name, second->name);
}

static void
add_text (GChecksum  *checksum,
          const char *text)
{
  g_autofree char *length = NULL;

  /* The length before each field, so that no two records can run together to
   * the same bytes; a missing field differs from an empty one. */
  length = text != NULL ? g_strdup_printf ("%" G_GSIZE_FORMAT ":", strlen (text)) : g_strdup ("-:");
  g_checksum_update (checksum, (const guchar *) length, -1);
  if (text != NULL)
    g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
}

static void
add_number (GChecksum *checksum,
            gint64     number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  add_text (checksum, text);
}

static void
add_parts (GChecksum                  *checksum,
           const BulletinIssuedFields *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    g_ptr_array_add (parts, self->parts->pdata[i]);
  g_ptr_array_sort (parts, compare_parts);
  for (guint i = 0; i < parts->len; i++) {
    const BulletinIssuedPartHash *part = parts->pdata[i];

    add_text (checksum, part->name);
    add_text (checksum, part->media_type);
    add_text (checksum, part->sha256);
  }
}

/*< private >
 * bulletin_issued_fields_compute_digest:
 *
 * What the record says, in 64 digits: SHA-256 over the fields that are its own,
 * each with its length before it, then the parts by name. Where the record stands
 * in this library is left out (its ordinal, the hash before it, and the series' row,
 * whose name is in the metadata), so the digest is the same in every library that
 * holds the record.
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *
bulletin_issued_fields_compute_digest (const BulletinIssuedFields *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add_text (checksum, "bulletin-record-1");
  add_text (checksum, self->bulletin);
  add_text (checksum, self->kind);
  add_number (checksum, self->year);
  add_number (checksum, self->number);
  add_text (checksum, self->date);
  add_text (checksum, self->title);
  add_text (checksum, self->signer);
  add_text (checksum, self->at);
  add_text (checksum, self->who);
  add_number (checksum, self->n_pages);
  add_text (checksum, self->revision);
  add_text (checksum, self->overridden);
  add_text (checksum, self->corrects);
  add_parts (checksum, self);

  return g_strdup (g_checksum_get_string (checksum));
}

/* As records were hashed that have no digest. */
static char *
compute_first_hash (const BulletinIssuedFields *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add_text (checksum, "bulletin-issued-1");
  add_text (checksum, self->previous_hash);
  add_number (checksum, self->ordinal);
  add_text (checksum, self->bulletin);
  add_text (checksum, self->series);
  add_text (checksum, self->kind);
  add_number (checksum, self->year);
  add_number (checksum, self->number);
  add_text (checksum, self->date);
  add_text (checksum, self->title);
  add_text (checksum, self->signer);
  add_text (checksum, self->at);
  add_text (checksum, self->who);
  add_number (checksum, self->n_pages);
  add_text (checksum, self->revision);
  add_text (checksum, self->overridden);
  add_parts (checksum, self);

  return g_strdup (g_checksum_get_string (checksum));
}

/*< private >
 * bulletin_issued_fields_compute_hash:
 *
 * The record's place in the chain: SHA-256 over its ordinal, the hash of the record
 * before it, its series here, its digest and the seal over the rows beside it. Where the digest is %NULL, as in records
 * from before there were digests, it covers the fields themselves.
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *
bulletin_issued_fields_compute_hash (const BulletinIssuedFields *self)
{
  g_autoptr (GChecksum) checksum = NULL;

  if (self->digest == NULL)
    return compute_first_hash (self);

  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  add_text (checksum, "bulletin-issued-2");
  add_text (checksum, self->previous_hash);
  add_number (checksum, self->ordinal);
  add_text (checksum, self->series);
  add_text (checksum, self->digest);
  add_text (checksum, self->seal);

  return g_strdup (g_checksum_get_string (checksum));
}

/*< private >
 * bulletin_issued_get_head:
 * @ordinal: (out): of the newest record or withdrawal, 0 if there is none
 * @hash: (out) (transfer full): its hash, "" if there is none
 */
gboolean
bulletin_issued_get_head (BulletinLibrary *library,
                          int             *ordinal,
                          char           **hash,
                          GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "SELECT ordinal, hash FROM issued WHERE ordinal = (SELECT max (ordinal) FROM issued) UNION ALL "
                                         "SELECT ordinal, hash FROM withdrawal WHERE ordinal = (SELECT max (ordinal) FROM withdrawal) "
                                         "ORDER BY ordinal DESC LIMIT 1",
                                         error);
  if (statement == NULL)
    return FALSE;
  step = bulletin_statement_step (statement, error);
  *ordinal = step == BULLETIN_STEP_ROW ? bulletin_statement_get_int (statement, 0) : 0;
  *hash = g_strdup (step == BULLETIN_STEP_ROW ? bulletin_statement_get_text (statement, 1) : "");

  return step != BULLETIN_STEP_ERROR;
}

/*< private >
 * bulletin_issued_set_head:
 *
 * Notes the end of the chain apart from it: without, the newest records could
 * be taken away unseen.
 */
gboolean
bulletin_issued_set_head (BulletinLibrary *library,
                          int              ordinal,
                          const char      *hash,
                          GError         **error)
{
  g_autofree char *head = g_strdup_printf ("%d %s", ordinal, hash);

  return bulletin_library_set_setting (library, "chain-head", head, error);
}

/*< private >
 * bulletin_issued_get_trail:
 *
 * What happened later is not in it: rows of events only grow, so what stands behind
 * the issuing came after it, whatever the clock said.
 *
 * Returns: (transfer full): the bulletin's events up to its issuing, as JSON
 */
char *
bulletin_issued_get_trail (BulletinLibrary *library,
                           const char      *id,
                           GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "SELECT json_group_array (json_object ('at', at, 'who', who, 'kind', kind, "
                                         "'note', note, 'revision', revision)) FROM (SELECT * FROM event "
                                         "WHERE bulletin = ?1 AND rowid <= (SELECT rowid FROM event "
                                         "WHERE bulletin = ?1 AND kind = 'issued' ORDER BY rowid LIMIT 1) "
                                         "ORDER BY at, id)",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);

  return bulletin_statement_step (statement, error) == BULLETIN_STEP_ROW
             ? g_strdup (bulletin_statement_get_text (statement, 0))
             : NULL;
}

/*< private >
 * bulletin_issued_get_corrects:
 * @corrects: (out) (nullable) (transfer full): the record that the bulletin corrects
 */
gboolean
bulletin_issued_get_corrects (BulletinLibrary *library,
                              const char      *id,
                              char           **corrects,
                              GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "SELECT corrects FROM bulletin WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  step = bulletin_statement_step (statement, error);
  *corrects = step == BULLETIN_STEP_ROW ? g_strdup (bulletin_statement_get_text (statement, 0)) : NULL;

  return step != BULLETIN_STEP_ERROR;
}

/* The record that is corrected says so from now on. */
static gboolean
note_correction (BulletinLibrary            *library,
                 const BulletinIssuedFields *fields,
                 GError                    **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *event = bulletin_uuid_new ();

  if (fields->corrects == NULL)
    return TRUE;
  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "INSERT INTO event (id, bulletin, revision, at, who, kind, note) "
                                         "SELECT ?1, id, revision, ?2, ?3, 'corrected', ?4 FROM bulletin WHERE id = ?5",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, event);
  bulletin_statement_bind_text (statement, 1, fields->at);
  bulletin_statement_bind_text (statement, 2, fields->who);
  bulletin_statement_bind_text (statement, 3, fields->bulletin);
  bulletin_statement_bind_text (statement, 4, fields->corrects);

  return bulletin_statement_run (statement, error);
}

/*< private >
 * bulletin_issued_insert:
 * @fields: the record; its seal is set, and its hash for good
 *
 * Writes the record's row; the parts are the caller's. All other rows that belong to
 * the record must be there: they are sealed. What it corrects gets its event.
 */
gboolean
bulletin_issued_insert (BulletinLibrary      *library,
                        BulletinIssuedFields *fields,
                        GError              **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  if (!note_correction (library, fields, error))
    return FALSE;
  g_free (fields->seal);
  fields->seal = bulletin_issued_compute_seal (library, fields->bulletin, error);
  if (fields->seal == NULL)
    return FALSE;
  g_free (fields->hash);
  fields->hash = bulletin_issued_fields_compute_hash (fields);

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "INSERT INTO issued (bulletin, ordinal, series, kind, year, number, date, "
                                         "title, signer, at, who, n_pages, revision, overridden, previous_hash, hash, "
                                         "digest, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
                                         "?15, ?16, ?17, ?18)",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, fields->bulletin);
  bulletin_statement_bind_int (statement, 1, fields->ordinal);
  bulletin_statement_bind_text (statement, 2, fields->series);
  bulletin_statement_bind_text (statement, 3, fields->kind);
  bulletin_statement_bind_int (statement, 4, fields->year);
  bulletin_statement_bind_int (statement, 5, fields->number);
  bulletin_statement_bind_text (statement, 6, fields->date);
  bulletin_statement_bind_text (statement, 7, fields->title);
  bulletin_statement_bind_text (statement, 8, fields->signer);
  bulletin_statement_bind_text (statement, 9, fields->at);
  bulletin_statement_bind_text (statement, 10, fields->who);
  bulletin_statement_bind_int (statement, 11, fields->n_pages);
  bulletin_statement_bind_text (statement, 12, fields->revision);
  bulletin_statement_bind_text (statement, 13, fields->overridden);
  bulletin_statement_bind_text (statement, 14, fields->previous_hash);
  bulletin_statement_bind_text (statement, 15, fields->hash);
  bulletin_statement_bind_text (statement, 16, fields->digest);
  bulletin_statement_bind_text (statement, 17, fields->seal);

  return bulletin_statement_run (statement, error);
}

static gboolean
read_parts (BulletinLibrary      *library,
            BulletinIssuedFields *fields,
            GError              **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "SELECT name, media_type, sha256 FROM issued_part "
                                         "WHERE bulletin = ?1 ORDER BY name",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, fields->bulletin);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW)
    bulletin_issued_fields_add_part (fields,
                                     bulletin_statement_get_text (statement, 0),
                                     bulletin_statement_get_text (statement, 1),
                                     bulletin_statement_get_text (statement, 2));

  return step == BULLETIN_STEP_DONE;
}

/*< private >
 * bulletin_issued_read:
 * @id: a UUID
 *
 * Returns: (transfer full) (nullable): the record as it stands in the file;
 *   %BULLETIN_LIBRARY_ERROR_NOT_FOUND if it is not issued
 */
BulletinIssuedFields *
bulletin_issued_read (BulletinLibrary *library,
                      const char      *id,
                      GError         **error)
{
  g_autoptr (BulletinIssuedFields) fields = NULL;
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "SELECT bulletin, ordinal, series, kind, year, number, date, title, signer, "
                                         "at, who, n_pages, revision, overridden, previous_hash, hash, digest, "
                                         "(SELECT corrects FROM bulletin WHERE id = ?1), seal "
                                         "FROM issued WHERE bulletin = ?1",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);
  step = bulletin_statement_step (statement, error);
  if (step != BULLETIN_STEP_ROW) {
    if (step == BULLETIN_STEP_DONE)
      g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                   _("This bulletin is not issued."));
    return NULL;
  }

  fields = g_new0 (BulletinIssuedFields, 1);
  fields->bulletin = g_strdup (bulletin_statement_get_text (statement, 0));
  fields->ordinal = bulletin_statement_get_int (statement, 1);
  fields->series = g_strdup (bulletin_statement_get_text (statement, 2));
  fields->kind = g_strdup (bulletin_statement_get_text (statement, 3));
  fields->year = bulletin_statement_get_int (statement, 4);
  fields->number = bulletin_statement_get_int (statement, 5);
  fields->date = g_strdup (bulletin_statement_get_text (statement, 6));
  fields->title = g_strdup (bulletin_statement_get_text (statement, 7));
  fields->signer = g_strdup (bulletin_statement_get_text (statement, 8));
  fields->at = g_strdup (bulletin_statement_get_text (statement, 9));
  fields->who = g_strdup (bulletin_statement_get_text (statement, 10));
  fields->n_pages = bulletin_statement_get_int (statement, 11);
  fields->revision = g_strdup (bulletin_statement_get_text (statement, 12));
  fields->overridden = g_strdup (bulletin_statement_get_text (statement, 13));
  fields->previous_hash = g_strdup (bulletin_statement_get_text (statement, 14));
  fields->hash = g_strdup (bulletin_statement_get_text (statement, 15));
  fields->digest = g_strdup (bulletin_statement_get_text (statement, 16));
  fields->corrects = g_strdup (bulletin_statement_get_text (statement, 17));
  fields->seal = g_strdup (bulletin_statement_get_text (statement, 18));

  return read_parts (library, fields, error) ? g_steal_pointer (&fields) : NULL;
}

void
bulletin_issued_record_free (BulletinIssuedRecord *self)
{
  g_free (self->at);
  g_free (self->who);
  g_free (self->digest);
  g_free (self->hash);
  g_free (self->previous_hash);
  g_free (self->overridden);
  g_clear_pointer (&self->part_names, g_ptr_array_unref);
  g_clear_pointer (&self->part_hashes, g_ptr_array_unref);
  g_free (self);
}

/**
 * bulletin_library_get_issued:
 * @id: as for bulletin_library_resolve()
 *
 * Returns: (transfer full) (nullable): what the archive says of it
 */
BulletinIssuedRecord *
bulletin_library_get_issued (BulletinLibrary *self,
                             const char      *id,
                             GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autoptr (BulletinIssuedFields) fields = NULL;
  BulletinIssuedRecord *record;

  if (uuid == NULL || (fields = bulletin_issued_read (self, uuid, error)) == NULL)
    return NULL;

  record = g_new0 (BulletinIssuedRecord, 1);
  record->ordinal = fields->ordinal;
  record->at = g_steal_pointer (&fields->at);
  record->who = g_steal_pointer (&fields->who);
  record->digest = g_steal_pointer (&fields->digest);
  record->hash = g_steal_pointer (&fields->hash);
  record->previous_hash = g_steal_pointer (&fields->previous_hash);
  record->overridden = g_steal_pointer (&fields->overridden);
  record->part_names = g_ptr_array_new_with_free_func (g_free);
  record->part_hashes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; fields->parts != NULL && i < fields->parts->len; i++) {
    const BulletinIssuedPartHash *part = fields->parts->pdata[i];

    g_ptr_array_add (record->part_names, g_strdup (part->name));
    g_ptr_array_add (record->part_hashes, g_strdup (part->sha256));
  }

  return record;
}
