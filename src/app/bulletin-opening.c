/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-opening.h"

#include "bulletin-application.h"
#include "bulletin-sample.h"

typedef struct
{
  char *path;
  BulletinOpenWay way;
  BulletinSeries *first_series;
  char *who;
  BulletinLibraryService *service;
} Opening;

static void
opening_free (Opening *self)
{
  g_free (self->path);
  g_free (self->who);
  g_clear_pointer (&self->first_series, bulletin_series_free);
  if (self->service)
    bulletin_library_service_close (self->service);
  g_clear_object (&self->service);
  g_free (self);
}

static void
close_and_unref (gpointer service)
{
  bulletin_library_service_close (service);
  g_object_unref (service);
}

static void
return_service (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  /* A task that was cancelled meanwhile closes it again. */
  g_task_return_pointer (task, g_steal_pointer (&opening->service), close_and_unref);
}

static gpointer
put_series (BulletinLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  Opening *opening = data;
  g_autoptr (GPtrArray) there = bulletin_library_list_series (library, error);

  if (!there)
    return NULL;
  /* A library that was there already keeps what it has. */
  if (there->len == 0 && !bulletin_library_put_series (library, opening->first_series, opening->who, error))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

static void
series_put_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error))
    return_service (task);
  else
    g_task_return_error (task, error);
}

static void
opened_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  if (!bulletin_library_service_open_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error))
    g_task_return_error (task, error);
  else if (opening->first_series)
    bulletin_library_service_call_async (opening->service, put_series, TRUE, opening, NULL, NULL,
                                         g_task_get_cancellable (task), series_put_cb, g_object_ref (task));
  else
    return_service (task);
}

static void
open_service (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  opening->service = bulletin_library_service_new ();
  bulletin_library_service_open_async (opening->service, opening->path,
                                       opening->way == BULLETIN_OPEN_NEW ? BULLETIN_LIBRARY_CREATE : BULLETIN_LIBRARY_NONE,
                                       g_task_get_cancellable (task), opened_cb, g_object_ref (task));
}

static void
sample_thread (GTask *task,
               gpointer source,
               gpointer task_data,
               GCancellable *cancellable)
{
  Opening *opening = task_data;
  g_autofree char *folder = g_path_get_dirname (opening->path);
  g_autofree char *sources = g_strdup (g_getenv ("BULLETIN_SAMPLE_DIR"));
  GError *error = NULL;

  if (!sources)
    sources = g_build_filename (PKGDATADIR, "sample", NULL);
  /* That it cannot be made the next step says better. */
  g_mkdir_with_parents (folder, 0700);
  if (bulletin_sample_build (opening->path, sources, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sample_built_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    open_service (task);
  else
    g_task_return_error (task, error);
}

/**
 * bulletin_open_library_async:
 * @path: where the library lies
 * @way: what to do if it does not exist
 * @first_series: (transfer full) (nullable): what a new library begins with
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * Opens a library on a thread of its own, made first if need be.
 */
void
bulletin_open_library_async (const char *path,
                             BulletinOpenWay way,
                             BulletinSeries *first_series,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->way = way;
  opening->first_series = first_series;
  opening->who = bulletin_get_user_name ();
  g_task_set_source_tag (task, bulletin_open_library_async);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);

  if (way == BULLETIN_OPEN_SAMPLE && !g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_autoptr (GTask) building = g_task_new (NULL, cancellable, sample_built_cb, g_object_ref (task));

    g_task_set_task_data (building, opening, NULL);
    g_task_run_in_thread (building, sample_thread);
  } else {
    open_service (task);
  }
}

BulletinLibraryService *
bulletin_open_library_finish (GAsyncResult *result,
                              GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
