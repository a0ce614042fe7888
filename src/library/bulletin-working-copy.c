/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-store-private.h"

#include "bulletin-metadata-json.h"
#include "bulletin-search-index.h"

#include <glib/gi18n.h>

/* What is typed: journalled at first, then kept for good as a revision. */

/* Whether metadata and text are the newest revision's. */
static gboolean
equals_revision (BulletinLibrary        *self,
                 const char             *id,
                 const BulletinMetadata *metadata,
                 const char             *text,
                 gboolean               *equal,
                 GError                **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *json = bulletin_metadata_to_json (metadata);

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT 1 FROM bulletin b JOIN revision r ON r.id = b.revision "
                                         "WHERE b.id = ?1 AND r.metadata = ?2 AND r.text = ?3",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, json);
  bulletin_statement_bind_text (statement, 2, text);

  switch (bulletin_statement_step (statement, error)) {
  case BULLETIN_STEP_ROW:
    *equal = TRUE;
    return TRUE;
  case BULLETIN_STEP_DONE:
    *equal = FALSE;
    return TRUE;
  default:
    return FALSE;
  }
}

/* What was asked of a reviewer holds for what he was shown: once the text or
 * the metadata differ, it is a draft again. */
static gboolean
reopen_if_changed (BulletinLibrary *self,
                   const char      *id,
                   const char      *who,
                   GError         **error)
{
  BulletinState state;

  if (!bulletin_store_get_state (self, id, &state, error))
    return FALSE;

  switch (state) {
  case BULLETIN_STATE_ISSUED:
  case BULLETIN_STATE_WITHDRAWN:
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FROZEN,
                 _("What is issued cannot be changed. Issue a correction instead."));
    return FALSE;
  case BULLETIN_STATE_REVIEW:
  case BULLETIN_STATE_APPROVED:
    return bulletin_store_set_state (self, id, BULLETIN_STATE_DRAFT, error) &&
           bulletin_store_add_event (self, id, "reopened", NULL, who, error);
  default:
    return TRUE;
  }
}

static gboolean
remove_working_copy (BulletinLibrary *self,
                     const char      *id,
                     GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "DELETE FROM working_copy WHERE bulletin = ?1", error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);

  return bulletin_statement_run (statement, error);
}

static gboolean
put_working_copy (BulletinLibrary        *self,
                  const char             *id,
                  const BulletinMetadata *metadata,
                  const char             *text,
                  GError                **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *now = bulletin_timestamp_now ();
  g_autofree char *json = bulletin_metadata_to_json (metadata);

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "INSERT INTO working_copy (bulletin, at, metadata, text) "
                                         "VALUES (?1, ?2, ?3, ?4) ON CONFLICT (bulletin) DO UPDATE SET "
                                         "at = excluded.at, metadata = excluded.metadata, text = excluded.text",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, id);
  bulletin_statement_bind_text (statement, 1, now);
  bulletin_statement_bind_text (statement, 2, json);
  bulletin_statement_bind_text (statement, 3, text);

  return bulletin_statement_run (statement, error);
}

/**
 * bulletin_library_save_working_copy:
 * @who: the person’s name
 *
 * Journals what is being typed. When this returns %TRUE it survives the end of
 * the program, however it ends.
 */
gboolean
bulletin_library_save_working_copy (BulletinLibrary        *self,
                                    const char             *id,
                                    const BulletinMetadata *metadata,
                                    const char             *text,
                                    const char             *who,
                                    GError                **error)
{
  gboolean equal = FALSE;
  gboolean success;

  if (!bulletin_database_begin (bulletin_library_get_database (self), error))
    return FALSE;

  success = equals_revision (self, id, metadata, text, &equal, error);
  if (success && equal)
    success = remove_working_copy (self, id, error) &&
              bulletin_search_index_put (bulletin_library_get_database (self), id, metadata, text, error);
  else if (success)
    success = reopen_if_changed (self, id, who, error) &&
              put_working_copy (self, id, metadata, text, error) &&
              bulletin_store_update_row (self, id, metadata, text, NULL, NULL, error);

  return bulletin_store_end (self, success, error);
}

static char *
get_newest_revision (BulletinLibrary *self,
                     const char      *id,
                     GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT revision FROM bulletin WHERE id = ?1", error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);

  return bulletin_statement_step (statement, error) == BULLETIN_STEP_ROW
             ? g_strdup (bulletin_statement_get_text (statement, 0))
             : NULL;
}

/*< private >
 * bulletin_store_put_revision:
 *
 * bulletin_library_add_revision() within a transaction, and without what a
 * change means for a review.
 */
char *
bulletin_store_put_revision (BulletinLibrary        *library,
                             const char             *id,
                             const BulletinMetadata *metadata,
                             const char             *text,
                             const char             *note,
                             const char             *who,
                             GError                **error)
{
  g_autofree char *revision = NULL;
  gboolean equal = FALSE;

  if (!equals_revision (library, id, metadata, text, &equal, error) ||
      !remove_working_copy (library, id, error))
    return NULL;

  if (equal) {
    revision = get_newest_revision (library, id, error);
    if (revision == NULL || (note != NULL && !bulletin_library_name_revision (library, revision, note, who, error)))
      return NULL;
    return g_steal_pointer (&revision);
  }

  revision = bulletin_store_insert_revision (library, id, metadata, text, note, who, error);
  if (revision == NULL || !bulletin_store_update_row (library, id, metadata, text, revision, who, error))
    return NULL;

  return g_steal_pointer (&revision);
}

/**
 * bulletin_library_add_revision:
 * @note: (nullable): the revision's name
 *
 * Keeps what was written for good. If nothing differs from the newest revision,
 * that one is returned, called @note if there is one, and none is added.
 *
 * Returns: (transfer full) (nullable): the revision's id
 */
char *
bulletin_library_add_revision (BulletinLibrary        *self,
                               const char             *id,
                               const BulletinMetadata *metadata,
                               const char             *text,
                               const char             *note,
                               const char             *who,
                               GError                **error)
{
  g_autofree char *revision = NULL;
  gboolean equal = FALSE;
  gboolean success;

  if (!bulletin_database_begin (bulletin_library_get_database (self), error))
    return NULL;

  success = equals_revision (self, id, metadata, text, &equal, error) &&
            (equal || reopen_if_changed (self, id, who, error)) &&
            (revision = bulletin_store_put_revision (self, id, metadata, text, note, who, error)) != NULL;

  return bulletin_store_end (self, success, error) ? g_steal_pointer (&revision) : NULL;
}
