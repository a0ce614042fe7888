/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-store-private.h"

#include "bulletin-metadata-json.h"

#include <glib/gi18n.h>

/* Revisions: which there are, what each says, and what it is called. */

/**
 * bulletin_library_list_revisions:
 *
 * Returns: (transfer full) (element-type BulletinRevision): newest first
 */
GPtrArray *
bulletin_library_list_revisions (BulletinLibrary *self,
                                 const char      *id,
                                 GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_revision_free);
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  BulletinStep step;

  if (uuid == NULL)
    return NULL;
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT id, ordinal, at, who, coalesce ((SELECT name FROM revision_name n "
                                         "WHERE n.revision = r.id ORDER BY n.id DESC LIMIT 1), note) "
                                         "FROM revision r WHERE bulletin = ?1 ORDER BY ordinal DESC",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, uuid);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinRevision *revision = g_new0 (BulletinRevision, 1);

    revision->id = g_strdup (bulletin_statement_get_text (statement, 0));
    revision->ordinal = bulletin_statement_get_int (statement, 1);
    revision->at = g_strdup (bulletin_statement_get_text (statement, 2));
    revision->who = g_strdup (bulletin_statement_get_text (statement, 3));
    revision->note = g_strdup (bulletin_statement_get_text (statement, 4));
    g_ptr_array_add (list, revision);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/**
 * bulletin_library_get_revision:
 * @revision: a revision's id
 * @metadata: (out) (transfer full): its metadata
 * @text: (out) (transfer full): its text
 */
gboolean
bulletin_library_get_revision (BulletinLibrary   *self,
                               const char        *revision,
                               BulletinMetadata **metadata,
                               char             **text,
                               GError           **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT metadata, text FROM revision WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, revision);
  step = bulletin_statement_step (statement, error);
  if (step != BULLETIN_STEP_ROW) {
    if (step == BULLETIN_STEP_DONE)
      g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                   _("This revision is no longer there. Look at the list again."));
    return FALSE;
  }

  *metadata = bulletin_metadata_from_json (bulletin_statement_get_text (statement, 0), error);
  if (*metadata == NULL)
    return FALSE;
  *text = g_strdup (bulletin_statement_get_text (statement, 1));

  return TRUE;
}

static gboolean
insert_name (BulletinLibrary *self,
             const char      *revision,
             const char      *name,
             const char      *who,
             GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *id = bulletin_uuid_new ();
  g_autofree char *now = bulletin_timestamp_now ();

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO revision_name (id, bulletin, revision, at, who, name) "
                                         "SELECT ?1, bulletin, id, ?3, ?4, ?5 FROM revision WHERE id = ?2 "
                                         "RETURNING id",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, revision);
  bulletin_statement_bind_text (statement, 2, now);
  bulletin_statement_bind_text (statement, 3, who);
  bulletin_statement_bind_text (statement, 4, name);
  switch (bulletin_statement_step (statement, error)) {
  case BULLETIN_STEP_ROW:
    return TRUE;
  case BULLETIN_STEP_DONE:
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                 _("This revision is no longer there. Look at the list again."));
    return FALSE;
  default:
    return FALSE;
  }
}

/**
 * bulletin_library_name_revision:
 * @revision: a revision's id
 * @name: what it is called from now on; "" takes its name away
 * @who: the person's name
 *
 * Gives a revision a name. The revision itself stays as it is, and so do the
 * names that it had before.
 */
gboolean
bulletin_library_name_revision (BulletinLibrary *self,
                                const char      *revision,
                                const char      *name,
                                const char      *who,
                                GError         **error)
{
  gboolean success;

  if (!bulletin_database_begin (bulletin_library_get_database (self), error))
    return FALSE;
  success = insert_name (self, revision, name, who, error);

  return bulletin_store_end (self, success, error);
}
