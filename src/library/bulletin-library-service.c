/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-library-service.h"

#include <glib/gi18n.h>

/* One thread owns the library. Calls are GTasks in a queue; the thread takes
 * them one after the other, and GTask hands each result back to the main
 * context of its caller. */

struct _BulletinLibraryService
{
  GObject parent_instance;

  GThread *thread;
  GAsyncQueue *queue;
};

/* The thread's own. Apart from the service, whose last reference may be that of
 * a task which ends on the thread. */
typedef struct
{
  GAsyncQueue *queue;
  BulletinLibrary *library;
  GError *open_error;
} Worker;

typedef struct
{
  BulletinLibraryFunc func;
  gboolean writes;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
} Call;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What ends the thread. */
static char stop_mark;

G_DEFINE_FINAL_TYPE (BulletinLibraryService, bulletin_library_service, G_TYPE_OBJECT)

static void
call_free (gpointer data)
{
  Call *call = data;

  if (call->data_free != NULL)
    call->data_free (call->data);
  g_free (call);
}

static void
run_call (Worker *self,
          GTask  *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gpointer result;

  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->library == NULL) {
    if (self->open_error != NULL)
      g_task_return_error (task, g_error_copy (self->open_error));
    else
      g_task_return_new_error (task, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FAILED,
                               _("No library is open. Open one first."));
    return;
  }

  bulletin_database_set_cancellable (bulletin_library_get_database (self->library), g_task_get_cancellable (task));
  result = call->func (self->library, call->data, g_task_get_cancellable (task), &error);
  bulletin_database_set_cancellable (bulletin_library_get_database (self->library), NULL);

  if (error != NULL) {
    if (result != NULL && call->result_free != NULL)
      call->result_free (result);
    g_task_return_error (task, g_steal_pointer (&error));
  } else {
    g_task_return_pointer (task, result, call->result_free);
  }
}

typedef struct
{
  char *path;
  BulletinLibraryFlags flags;
} OpenData;

static void
open_data_free (gpointer data)
{
  OpenData *open = data;

  g_free (open->path);
  g_free (open);
}

static void
run_open (Worker *self,
          GTask  *task)
{
  OpenData *open = g_task_get_task_data (task);

  g_clear_error (&self->open_error);
  g_clear_object (&self->library);
  self->library = bulletin_library_open (open->path, open->flags, &self->open_error);

  if (self->library != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_error_copy (self->open_error));
}

static gpointer
thread_main (gpointer data)
{
  Worker self = { data, NULL, NULL };

  for (;;) {
    gpointer message = g_async_queue_pop (self.queue);

    if (message == &stop_mark)
      break;

    if (g_task_get_source_tag (message) == bulletin_library_service_open_async)
      run_open (&self, message);
    else
      run_call (&self, message);
    g_object_unref (message);
  }

  if (self.library != NULL)
    bulletin_library_close (self.library, NULL);
  g_clear_object (&self.library);
  g_clear_error (&self.open_error);
  g_async_queue_unref (self.queue);

  return NULL;
}

static void
bulletin_library_service_finalize (GObject *object)
{
  BulletinLibraryService *self = BULLETIN_LIBRARY_SERVICE (object);

  /* A queued call holds a reference, so by now the queue is empty. */
  bulletin_library_service_close (self);
  g_async_queue_unref (self->queue);

  G_OBJECT_CLASS (bulletin_library_service_parent_class)->finalize (object);
}

static void
bulletin_library_service_class_init (BulletinLibraryServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bulletin_library_service_finalize;

  /**
   * BulletinLibraryService::changed:
   *
   * Emitted on the main loop after a call that writes has succeeded, before its
   * callback.
   */
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", BULLETIN_TYPE_LIBRARY_SERVICE, G_SIGNAL_RUN_LAST,
                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bulletin_library_service_init (BulletinLibraryService *self)
{
  self->queue = g_async_queue_new ();
  self->thread = g_thread_new ("library", thread_main, g_async_queue_ref (self->queue));
}

/**
 * bulletin_library_service_new:
 *
 * Returns: (transfer full): a service with its thread, no library open yet
 */
BulletinLibraryService *
bulletin_library_service_new (void)
{
  return g_object_new (BULLETIN_TYPE_LIBRARY_SERVICE, NULL);
}

static void
push (BulletinLibraryService *self,
      GTask                  *task)
{
  if (self->thread == NULL) {
    g_task_return_new_error (task, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FAILED,
                             _("The library is closed. Open it again."));
    g_object_unref (task);
    return;
  }

  g_async_queue_push (self->queue, task);
}

/**
 * bulletin_library_service_open_async:
 * @path: the library's file
 * @flags: whether it may be made
 *
 * Opens a library in place of the one that is open.
 */
void
bulletin_library_service_open_async (BulletinLibraryService *self,
                                     const char             *path,
                                     BulletinLibraryFlags    flags,
                                     GCancellable           *cancellable,
                                     GAsyncReadyCallback     callback,
                                     gpointer                user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  OpenData *open = g_new0 (OpenData, 1);

  open->path = g_strdup (path);
  open->flags = flags;
  g_task_set_source_tag (task, bulletin_library_service_open_async);
  g_task_set_task_data (task, open, open_data_free);
  push (self, task);
}

gboolean
bulletin_library_service_open_finish (BulletinLibraryService *self,
                                      GAsyncResult           *result,
                                      GError                **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * bulletin_library_service_call_async:
 * @func: runs on the database thread
 * @writes: whether it changes the library
 * @data: (nullable): handed to @func; belongs to the call
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees a result that nobody took
 * @cancellable: (nullable): cancels it in the queue, and its statements while it runs
 *
 * Queues a function. Its result is taken with
 * bulletin_library_service_call_finish() in @callback, on the main context of
 * the caller.
 */
void
bulletin_library_service_call_async (BulletinLibraryService *self,
                                     BulletinLibraryFunc     func,
                                     gboolean                writes,
                                     gpointer                data,
                                     GDestroyNotify          data_free,
                                     GDestroyNotify          result_free,
                                     GCancellable           *cancellable,
                                     GAsyncReadyCallback     callback,
                                     gpointer                user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->func = func;
  call->writes = writes;
  call->data = data;
  call->data_free = data_free;
  call->result_free = result_free;
  g_task_set_source_tag (task, bulletin_library_service_call_async);
  g_task_set_task_data (task, call, call_free);
  push (self, task);
}

/**
 * bulletin_library_service_call_finish:
 *
 * Returns: (transfer full): what the function returned; %NULL with @error set
 *   when it failed or was cancelled
 */
gpointer
bulletin_library_service_call_finish (BulletinLibraryService *self,
                                      GAsyncResult           *result,
                                      GError                **error)
{
  Call *call;
  GError *local_error = NULL;
  gpointer value;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  call = g_task_get_task_data (G_TASK (result));
  value = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (call->writes)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return value;
}

/**
 * bulletin_library_service_close:
 *
 * Runs what is queued, closes the library and ends the thread. Waits for it.
 */
void
bulletin_library_service_close (BulletinLibraryService *self)
{
  g_return_if_fail (BULLETIN_IS_LIBRARY_SERVICE (self));

  if (self->thread == NULL)
    return;

  g_async_queue_push (self->queue, &stop_mark);
  /* On the thread itself, when a task there held the last reference, it cannot be
   * waited for: it ends by itself. */
  if (self->thread == g_thread_self ())
    g_thread_unref (g_steal_pointer (&self->thread));
  else
    g_thread_join (g_steal_pointer (&self->thread));
}
