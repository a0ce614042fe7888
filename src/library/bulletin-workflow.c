/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-store-private.h"

#include "bulletin-metadata-json.h"

#include <glib/gi18n.h>

/* The way of a bulletin: its events. The moves of a review stand in
 * bulletin-review-answers.c, those of an issued one in bulletin-relations.c. */

static const struct
{
  const char *kind;
  const char *label;
} event_labels[] = {
  { "created", N_ ("Created") },
  { "imported", N_ ("Imported") },
  { "sent", N_ ("Sent for review") },
  { "seen", N_ ("Seen") },
  { "instructed", N_ ("Instructed") },
  { "delegated", N_ ("Passed to another reviewer") },
  { "recalled", N_ ("Recalled") },
  { "approved", N_ ("Approved") },
  { "returned", N_ ("Sent back") },
  { "issued", N_ ("Issued") },
  { "withdrawn", N_ ("Withdrawn") },
  { "corrected", N_ ("Corrected") },
  { "reopened", N_ ("Changed after review") },
};

void
bulletin_revision_free (BulletinRevision *self)
{
  g_free (self->id);
  g_free (self->at);
  g_free (self->who);
  g_free (self->note);
  g_free (self);
}

void
bulletin_event_free (BulletinEvent *self)
{
  g_free (self->at);
  g_free (self->who);
  g_free (self->kind);
  g_free (self->note);
  g_free (self);
}

/**
 * bulletin_event_get_label:
 *
 * Returns: (transfer none): what happened, for people, translated
 */
const char *
bulletin_event_get_label (const BulletinEvent *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (event_labels); i++)
    if (g_str_equal (event_labels[i].kind, self->kind))
      return _(event_labels[i].label);

  return self->kind;
}

/*< private >
 * bulletin_store_add_answer:
 * @request: (nullable): the request that it answers
 *
 * Appends an event, at the newest revision.
 */
gboolean
bulletin_store_add_answer (BulletinLibrary *library,
                           const char      *id,
                           const char      *kind,
                           const char      *note,
                           const char      *who,
                           const char      *request,
                           GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *event = bulletin_uuid_new ();
  g_autofree char *now = bulletin_timestamp_now ();

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "INSERT INTO event (id, bulletin, revision, at, who, kind, note, request) "
                                         "VALUES (?1, ?2, (SELECT revision FROM bulletin WHERE id = ?2), ?3, ?4, ?5, ?6, ?7)",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, event);
  bulletin_statement_bind_text (statement, 1, id);
  bulletin_statement_bind_text (statement, 2, now);
  bulletin_statement_bind_text (statement, 3, who != NULL ? who : "");
  bulletin_statement_bind_text (statement, 4, kind);
  bulletin_statement_bind_text (statement, 5, note != NULL && *note != '\0' ? note : NULL);
  bulletin_statement_bind_text (statement, 6, request);

  return bulletin_statement_run (statement, error);
}

/*< private >
 * bulletin_store_add_event:
 *
 * Appends an event that answers no request, at the newest revision.
 */
gboolean
bulletin_store_add_event (BulletinLibrary *library,
                          const char      *id,
                          const char      *kind,
                          const char      *note,
                          const char      *who,
                          GError         **error)
{
  return bulletin_store_add_answer (library, id, kind, note, who, NULL, error);
}

/**
 * bulletin_library_list_events:
 *
 * Returns: (transfer full) (element-type BulletinEvent): oldest first
 */
GPtrArray *
bulletin_library_list_events (BulletinLibrary *self,
                              const char      *id,
                              GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_event_free);
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  BulletinStep step;

  if (uuid == NULL)
    return NULL;
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT e.at, e.who, e.kind, CASE e.kind WHEN 'corrected' THEN (SELECT b.year || '年第' || b.number || '期 ' "
                                         "|| b.title FROM bulletin b WHERE b.id = e.note) ELSE e.note END, r.ordinal FROM event e "
                                         "LEFT JOIN revision r ON r.id = e.revision "
                                         "WHERE e.bulletin = ?1 ORDER BY e.rowid",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, uuid);
  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW) {
    BulletinEvent *event = g_new0 (BulletinEvent, 1);

    event->at = g_strdup (bulletin_statement_get_text (statement, 0));
    event->who = g_strdup (bulletin_statement_get_text (statement, 1));
    event->kind = g_strdup (bulletin_statement_get_text (statement, 2));
    event->note = g_strdup (bulletin_statement_get_text (statement, 3));
    event->ordinal = bulletin_statement_get_int (statement, 4);
    g_ptr_array_add (list, event);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&list) : NULL;
}
