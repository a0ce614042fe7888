/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-record-copy.h"

#include "bulletin-issued-private.h"
#include "bulletin-metadata-json.h"
#include "bulletin-relations.h"
#include "bulletin-store-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Records as they leave the library. */

/**
 * bulletin_record_copy_new:
 *
 * Returns: (transfer full): an empty copy, to be filled
 */
BulletinRecordCopy *
bulletin_record_copy_new (void)
{
  BulletinRecordCopy *self = g_new0 (BulletinRecordCopy, 1);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_issue_part_free);
  self->corrected_by = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
bulletin_record_copy_free (BulletinRecordCopy *self)
{
  g_free (self->id);
  g_free (self->series);
  g_free (self->date);
  g_free (self->title);
  g_free (self->signer);
  g_free (self->at);
  g_free (self->who);
  g_free (self->revision);
  g_free (self->overridden);
  g_free (self->corrects);
  g_free (self->digest);
  g_ptr_array_unref (self->parts);
  g_free (self->previous_hash);
  g_free (self->hash);
  g_ptr_array_unref (self->corrected_by);
  g_free (self->withdrawn_at);
  g_free (self->withdrawn_by);
  g_free (self->withdrawal_reason);
  g_strfreev (self->standing);
  g_free (self);
}

/**
 * bulletin_record_copy_get_part:
 * @name: a part's name
 *
 * Returns: (transfer none) (nullable): its bytes, %NULL if there is none of that name
 */
GBytes *
bulletin_record_copy_get_part (const BulletinRecordCopy *self,
                               const char               *name)
{
  for (guint i = 0; i < self->parts->len; i++) {
    const BulletinIssuePart *part = self->parts->pdata[i];

    if (g_str_equal (part->name, name))
      return part->content;
  }

  return NULL;
}

/*< private >
 * bulletin_record_copy_get_fields:
 *
 * Returns: (transfer full): the record without a place in a chain; the parts' hashes
 *   are computed from their bytes
 */
BulletinIssuedFields *
bulletin_record_copy_get_fields (const BulletinRecordCopy *self)
{
  BulletinIssuedFields *fields = g_new0 (BulletinIssuedFields, 1);

  fields->bulletin = g_strdup (self->id);
  fields->kind = g_strdup (bulletin_kind_to_string (self->kind));
  fields->year = self->year;
  fields->number = self->number;
  fields->date = g_strdup (self->date);
  fields->title = g_strdup (self->title);
  fields->signer = g_strdup (self->signer);
  fields->at = g_strdup (self->at);
  fields->who = g_strdup (self->who);
  fields->n_pages = self->n_pages;
  fields->revision = g_strdup (self->revision);
  fields->overridden = g_strdup (self->overridden);
  fields->corrects = g_strdup (self->corrects);
  for (guint i = 0; i < self->parts->len; i++) {
    const BulletinIssuePart *part = self->parts->pdata[i];
    g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, part->content);

    bulletin_issued_fields_add_part (fields, part->name, part->media_type, hash);
  }

  return fields;
}

/**
 * bulletin_record_copy_compute_digest:
 *
 * Returns: (transfer full): what the fields and the bytes of the parts come to; it
 *   is @digest if nothing was changed
 */
char *
bulletin_record_copy_compute_digest (const BulletinRecordCopy *self)
{
  g_autoptr (BulletinIssuedFields) fields = bulletin_record_copy_get_fields (self);

  return bulletin_issued_fields_compute_digest (fields);
}

/**
 * bulletin_record_copy_read_metadata:
 *
 * Returns: (transfer full) (nullable): the metadata that were frozen, or %NULL with
 *   %BULLETIN_LIBRARY_ERROR_DAMAGED
 */
BulletinMetadata *
bulletin_record_copy_read_metadata (const BulletinRecordCopy *self,
                                    GError                  **error)
{
  GBytes *part = bulletin_record_copy_get_part (self, "metadata");
  g_autofree char *json = NULL;
  gsize size = 0;
  const char *data = part != NULL ? g_bytes_get_data (part, &size) : NULL;

  /* Bytes that are no text are left as nothing, which is no JSON. */
  json = g_strndup (data != NULL ? data : "", size);

  return bulletin_metadata_from_json (g_utf8_validate_len (json, size, NULL) ? json : "", error);
}

static gboolean
read_parts (BulletinLibrary    *self,
            BulletinRecordCopy *copy,
            GError            **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT name, media_type, content FROM issued_part WHERE bulletin = ?1 ORDER BY name",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, copy->id);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    g_autoptr (GBytes) content = bulletin_statement_get_bytes (statement, 2);

    g_ptr_array_add (copy->parts, bulletin_issue_part_new (bulletin_statement_get_text (statement, 0),
                                                           bulletin_statement_get_text (statement, 1), content));
  }

  return step == BULLETIN_STEP_DONE;
}

/* What became of it later. */
static gboolean
read_relations (BulletinLibrary    *self,
                BulletinRecordCopy *copy,
                GError            **error)
{
  g_autoptr (BulletinRelations) relations = bulletin_library_get_relations (self, copy->id, error);

  if (relations == NULL)
    return FALSE;
  for (guint i = 0; i < relations->corrected_by->len; i++)
    g_ptr_array_add (copy->corrected_by, g_strdup (((const BulletinRelated *) relations->corrected_by->pdata[i])->id));
  copy->withdrawn_at = g_strdup (relations->withdrawn_at);
  copy->withdrawn_by = g_strdup (relations->withdrawn_by);
  copy->withdrawal_reason = g_strdup (relations->withdrawal_reason);
  copy->standing = bulletin_relations_list_sentences (relations);

  return TRUE;
}

/**
 * bulletin_library_copy_record:
 * @id: as for bulletin_library_resolve()
 *
 * Reads an issued record whole. It is not verified: see bulletin_library_verify().
 *
 * Returns: (transfer full) (nullable): the record, or %NULL with
 *   %BULLETIN_LIBRARY_ERROR_NOT_FOUND if the bulletin is not issued
 */
BulletinRecordCopy *
bulletin_library_copy_record (BulletinLibrary *self,
                              const char      *id,
                              GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  g_autoptr (BulletinIssuedFields) fields = uuid != NULL ? bulletin_issued_read (self, uuid, error) : NULL;
  g_autoptr (BulletinRecordCopy) copy = NULL;
  g_autoptr (BulletinMetadata) metadata = NULL;

  if (fields == NULL)
    return NULL;

  copy = bulletin_record_copy_new ();
  copy->id = g_steal_pointer (&fields->bulletin);
  copy->kind = bulletin_kind_parse (fields->kind);
  copy->year = fields->year;
  copy->number = fields->number;
  copy->date = g_steal_pointer (&fields->date);
  copy->title = g_steal_pointer (&fields->title);
  copy->signer = g_steal_pointer (&fields->signer);
  copy->at = g_steal_pointer (&fields->at);
  copy->who = g_steal_pointer (&fields->who);
  copy->n_pages = fields->n_pages;
  copy->revision = g_steal_pointer (&fields->revision);
  copy->overridden = g_steal_pointer (&fields->overridden);
  copy->corrects = g_steal_pointer (&fields->corrects);
  copy->ordinal = fields->ordinal;
  copy->previous_hash = g_steal_pointer (&fields->previous_hash);
  copy->hash = g_steal_pointer (&fields->hash);

  if (!read_parts (self, copy, error) || !read_relations (self, copy, error))
    return NULL;
  metadata = bulletin_record_copy_read_metadata (copy, error);
  if (metadata == NULL)
    return NULL;
  copy->series = g_strdup (metadata->series);
  copy->digest = fields->digest != NULL ? g_steal_pointer (&fields->digest) : bulletin_record_copy_compute_digest (copy);

  return g_steal_pointer (&copy);
}

/**
 * bulletin_library_list_volume:
 * @series: the name of a series
 * @year: the year that its numbers count in
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the ids of its records,
 *   withdrawn ones too: regular issues by number, then supplements
 */
GPtrArray *
bulletin_library_list_volume (BulletinLibrary *self,
                              const char      *series,
                              int              year,
                              GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT i.bulletin FROM issued i JOIN series s ON s.id = i.series "
                                         "WHERE s.name = ?1 AND i.year = ?2 ORDER BY i.kind, i.number",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, series);
  bulletin_statement_bind_int (statement, 1, year);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW)
    g_ptr_array_add (list, g_strdup (bulletin_statement_get_text (statement, 0)));

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/**
 * bulletin_library_get_record_series:
 * @id: the UUID of an issued bulletin
 *
 * Returns: (transfer full) (nullable): the id of its series, which may be called
 *   otherwise than when the record was issued
 */
char *
bulletin_library_get_record_series (BulletinLibrary *self,
                                    const char      *id,
                                    GError         **error)
{
  g_autoptr (BulletinIssuedFields) fields = bulletin_issued_read (self, id, error);

  return fields != NULL ? g_steal_pointer (&fields->series) : NULL;
}
