/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-verifying.h"

struct _BulletinVerifying
{
  char *path;
  guint done;    /* both are set on the thread */
  guint total;
};

static void
verifying_clear (gpointer data)
{
  g_free (((BulletinVerifying *) data)->path);
}

void
bulletin_verifying_unref (BulletinVerifying *self)
{
  g_atomic_rc_box_release_full (self, verifying_clear);
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer user_data)
{
  BulletinVerifying *self = user_data;

  g_atomic_int_set (&self->total, total);
  g_atomic_int_set (&self->done, done);
}

static void
verify_thread (GTask        *task,
               gpointer      object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  BulletinVerifying *self = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinLibrary) library = bulletin_library_open (self->path, BULLETIN_LIBRARY_NONE, &error);
  BulletinVerification *verification = NULL;

  if (library != NULL) {
    verification = bulletin_library_verify (library, NULL, progress_cb, self, cancellable, &error);
    bulletin_library_close (library, NULL);
  }
  if (verification != NULL)
    g_task_return_pointer (task, verification, (GDestroyNotify) bulletin_verification_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * bulletin_verifying_start:
 * @path: the library, which may be open elsewhere
 * @cancellable: (nullable): ends the check
 * @callback: called when it is done, for bulletin_verifying_finish()
 *
 * Checks every record and the chain.
 *
 * Returns: (transfer full): the check, to ask how far it is
 */
BulletinVerifying *
bulletin_verifying_start (const char          *path,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  BulletinVerifying *self = g_atomic_rc_box_new0 (BulletinVerifying);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  self->path = g_strdup (path);
  g_task_set_source_tag (task, bulletin_verifying_start);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (self), (GDestroyNotify) bulletin_verifying_unref);
  g_task_run_in_thread (task, verify_thread);

  return self;
}

void
bulletin_verifying_get_progress (BulletinVerifying *self,
                                 guint             *done,
                                 guint             *total)
{
  *total = g_atomic_int_get (&self->total);
  *done = g_atomic_int_get (&self->done);
}

/**
 * bulletin_verifying_finish:
 *
 * Returns: (transfer full) (nullable): what was checked and what is damaged
 */
BulletinVerification *
bulletin_verifying_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
