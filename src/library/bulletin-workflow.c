/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-store-private.h"

#include "bulletin-metadata-json.h"

#include <glib/gi18n.h>

/* The way of a bulletin: its events, its revisions, and the moves between its
 * states. Only the moves of the table below exist. */

static const struct
{
  const char *event;
  guint from;             /* mask of states */
  int to;                 /* -1: stays where it is */
} moves[] = {
  { "sent", (1u << BULLETIN_STATE_DRAFT) | (1u << BULLETIN_STATE_RETURNED), BULLETIN_STATE_REVIEW },
  { "approved", 1u << BULLETIN_STATE_REVIEW, BULLETIN_STATE_APPROVED },
  { "returned", (1u << BULLETIN_STATE_REVIEW) | (1u << BULLETIN_STATE_APPROVED), BULLETIN_STATE_RETURNED },
  { "seen", (1u << BULLETIN_STATE_REVIEW) | (1u << BULLETIN_STATE_APPROVED), -1 },
  { "instructed", (1u << BULLETIN_STATE_REVIEW) | (1u << BULLETIN_STATE_APPROVED), -1 },
  { "withdrawn", 1u << BULLETIN_STATE_ISSUED, BULLETIN_STATE_WITHDRAWN },
};

static const struct
{
  const char *kind;
  const char *label;
} event_labels[] = {
  { "created", N_ ("Created") },
  { "imported", N_ ("Imported") },
  { "sent", N_ ("Sent for review") },
  { "seen", N_ ("Seen") },
  { "instructed", N_ ("Commented") },
  { "approved", N_ ("Approved") },
  { "returned", N_ ("Sent back") },
  { "issued", N_ ("Issued") },
  { "withdrawn", N_ ("Withdrawn") },
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
 * bulletin_store_add_event:
 *
 * Appends an event, at the newest revision.
 */
gboolean
bulletin_store_add_event (BulletinLibrary *library,
                          const char      *id,
                          const char      *kind,
                          const char      *note,
                          const char      *who,
                          GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autofree char *event = bulletin_uuid_new ();
  g_autofree char *now = bulletin_timestamp_now ();

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "INSERT INTO event (id, bulletin, revision, at, who, kind, note) "
                                         "VALUES (?1, ?2, (SELECT revision FROM bulletin WHERE id = ?2), ?3, ?4, ?5, ?6)",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, event);
  bulletin_statement_bind_text (statement, 1, id);
  bulletin_statement_bind_text (statement, 2, now);
  bulletin_statement_bind_text (statement, 3, who != NULL ? who : "");
  bulletin_statement_bind_text (statement, 4, kind);
  bulletin_statement_bind_text (statement, 5, note != NULL && *note != '\0' ? note : NULL);

  return bulletin_statement_run (statement, error);
}

static gboolean
move (BulletinLibrary *self,
      const char      *id,
      const char      *event,
      const char      *note,
      const char      *who,
      GError         **error)
{
  g_autofree char *uuid = bulletin_library_resolve (self, id, error);
  BulletinState state;
  gboolean success;
  guint i = 0;

  if (uuid == NULL)
    return FALSE;
  while (!g_str_equal (moves[i].event, event))
    i++;

  if (!bulletin_database_begin (bulletin_library_get_database (self), error))
    return FALSE;

  success = bulletin_store_get_state (self, uuid, &state, error);
  if (success && (moves[i].from & (1u << state)) == 0) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
                 _("This cannot be done while the bulletin’s state is “%s”. Look at the list again."),
                 bulletin_state_get_label (state));
    success = FALSE;
  }
  success = success &&
            (moves[i].to < 0 || bulletin_store_set_state (self, uuid, moves[i].to, error)) &&
            bulletin_store_add_event (self, uuid, event, note, who, error);

  return bulletin_store_end (self, success, error);
}

static gboolean
has_reason (const char *reason,
            GError    **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (reason != NULL ? reason : ""));

  if (*stripped != '\0')
    return TRUE;

  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
               _("A reason is needed. Say in a sentence why."));

  return FALSE;
}

/**
 * bulletin_library_send_for_review:
 * @note: (nullable): a word to the reviewer
 */
gboolean
bulletin_library_send_for_review (BulletinLibrary *self,
                                  const char      *id,
                                  const char      *note,
                                  const char      *who,
                                  GError         **error)
{
  return move (self, id, "sent", note, who, error);
}

/**
 * bulletin_library_approve:
 * @note: (nullable): an instruction that goes with it
 */
gboolean
bulletin_library_approve (BulletinLibrary *self,
                          const char      *id,
                          const char      *note,
                          const char      *who,
                          GError         **error)
{
  return move (self, id, "approved", note, who, error);
}

/**
 * bulletin_library_send_back:
 * @reason: why; %BULLETIN_LIBRARY_ERROR_INVALID when it is empty
 */
gboolean
bulletin_library_send_back (BulletinLibrary *self,
                            const char      *id,
                            const char      *reason,
                            const char      *who,
                            GError         **error)
{
  return has_reason (reason, error) && move (self, id, "returned", reason, who, error);
}

/**
 * bulletin_library_mark_seen:
 * @note: (nullable): with a note it is a comment (批示), without it a mark that it
 *   was seen (圈阅)
 */
gboolean
bulletin_library_mark_seen (BulletinLibrary *self,
                            const char      *id,
                            const char      *note,
                            const char      *who,
                            GError         **error)
{
  return move (self, id, note != NULL && *note != '\0' ? "instructed" : "seen", note, who, error);
}

/**
 * bulletin_library_withdraw:
 * @reason: why; %BULLETIN_LIBRARY_ERROR_INVALID when it is empty
 */
gboolean
bulletin_library_withdraw (BulletinLibrary *self,
                           const char      *id,
                           const char      *reason,
                           const char      *who,
                           GError         **error)
{
  return has_reason (reason, error) && move (self, id, "withdrawn", reason, who, error);
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
                                         "SELECT at, who, kind, note FROM event WHERE bulletin = ?1 ORDER BY at, id",
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
    g_ptr_array_add (list, event);
  }

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&list) : NULL;
}
