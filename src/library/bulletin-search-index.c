/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-search-index.h"

#include "bulletin-metadata-json.h"

/*< private >
 * bulletin_search_index_remove:
 * @id: a bulletin's UUID
 *
 * Takes a bulletin out of the index, if it is there.
 */
gboolean
bulletin_search_index_remove (BulletinDatabase  *database,
                              const char        *id,
                              GError           **error)
{
  static const char *const steps[] = {
    "DELETE FROM search WHERE rowid = (SELECT e.entry FROM search_entry e JOIN bulletin b ON b.serial = e.serial "
    "WHERE b.id = ?1)",
    "DELETE FROM search_entry WHERE serial = (SELECT serial FROM bulletin WHERE id = ?1)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autoptr (BulletinStatement) statement = bulletin_database_prepare (database, steps[i], error);

    if (statement == NULL)
      return FALSE;
    bulletin_statement_bind_text (statement, 0, id);
    if (!bulletin_statement_run (statement, error))
      return FALSE;
  }

  return TRUE;
}

/*< private >
 * bulletin_search_index_put:
 * @id: a bulletin's UUID
 * @metadata: its newest metadata
 * @text: its newest text
 *
 * Puts a bulletin into the index in place of what was there. It stands at its
 * date, or at the day of its last change while it has none.
 */
gboolean
bulletin_search_index_put (BulletinDatabase        *database,
                           const char              *id,
                           const BulletinMetadata  *metadata,
                           const char              *text,
                           GError                 **error)
{
  g_autoptr (BulletinStatement) enter = NULL;
  g_autoptr (BulletinStatement) insert = NULL;
  g_autofree char *issue = bulletin_metadata_format_issue (metadata);
  g_autofree char *date = bulletin_metadata_format_date (metadata);
  g_autofree char *other = g_strjoin ("\n",
                                      metadata->series != NULL ? metadata->series : "",
                                      issue != NULL ? issue : "",
                                      date != NULL ? date : "",
                                      metadata->signer != NULL ? metadata->signer : "", NULL);

  if (!bulletin_search_index_remove (database, id, error))
    return FALSE;

  /* A date that does not exist counts as none. */
  enter = bulletin_database_prepare (database,
                                     "INSERT INTO search_entry (serial, entry) SELECT serial, "
                                     "(CAST (coalesce (julianday (iif (?2, date, NULL)), "
                                     "julianday (substr (changed_at, 1, 10)), 0) + 0.5 AS INTEGER) "
                                     "<< " G_STRINGIFY (BULLETIN_SEARCH_SERIAL_BITS) ") | serial "
                                     "FROM bulletin WHERE id = ?1",
                                     error);
  if (enter == NULL)
    return FALSE;
  bulletin_statement_bind_text (enter, 0, id);
  bulletin_statement_bind_int (enter, 1, metadata->date != NULL && bulletin_date_is_valid (metadata->date));
  if (!bulletin_statement_run (enter, error))
    return FALSE;

  insert = bulletin_database_prepare (database,
                                      "INSERT INTO search (rowid, title, text, issuer, metadata) "
                                      "SELECT entry, ?2, ?3, ?4, ?5 FROM search_entry "
                                      "WHERE serial = (SELECT serial FROM bulletin WHERE id = ?1)",
                                      error);
  if (insert == NULL)
    return FALSE;
  bulletin_statement_bind_text (insert, 0, id);
  bulletin_statement_bind_text (insert, 1, metadata->title != NULL ? metadata->title : "");
  bulletin_statement_bind_text (insert, 2, text);
  bulletin_statement_bind_text (insert, 3, metadata->issuer != NULL ? metadata->issuer : "");
  bulletin_statement_bind_text (insert, 4, other);

  return bulletin_statement_run (insert, error);
}

/*< private >
 * bulletin_search_index_rebuild:
 *
 * Makes the index anew from the bulletins, in the transaction that is open: for
 * libraries whose index has another form.
 */
gboolean
bulletin_search_index_rebuild (BulletinDatabase  *database,
                               GError           **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  if (!bulletin_database_execute (database, "INSERT INTO search (search) VALUES ('delete-all')", error) ||
      !bulletin_database_execute (database, "DELETE FROM search_entry", error))
    return FALSE;

  statement = bulletin_database_prepare (database,
                                         "SELECT b.id, coalesce (w.metadata, r.metadata), coalesce (w.text, r.text) "
                                         "FROM bulletin b JOIN revision r ON r.id = b.revision "
                                         "LEFT JOIN working_copy w ON w.bulletin = b.id ORDER BY b.serial",
                                         error);
  if (statement == NULL)
    return FALSE;

  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    g_autoptr (BulletinMetadata) metadata = bulletin_metadata_from_json (bulletin_statement_get_text (statement, 1), error);

    if (metadata == NULL ||
        !bulletin_search_index_put (database, bulletin_statement_get_text (statement, 0), metadata,
                                    bulletin_statement_get_text (statement, 2), error))
      return FALSE;
  }

  return step == BULLETIN_STEP_DONE;
}
