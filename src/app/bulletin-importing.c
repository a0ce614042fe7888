/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-importing.h"

#include "bulletin-application.h"
#include "bulletin-pictures-beside.h"
#include "bulletin-pictures.h"
#include "bulletin-store.h"
#include "bulletin-text-import.h"

/* What becomes a draft, on its way between the threads. */
typedef struct
{
  BulletinLibraryService *service;
  GFile *file;
  BulletinMetadata *metadata;
  char *text;
  BulletinMaterials *materials;
  GPtrArray *problems; /* what of its pictures could not be taken, in sentences */
  char *source_name;
  char *who;
  char *series;
} Import;

static void
import_free (Import *self)
{
  g_clear_object (&self->service);
  g_clear_object (&self->file);
  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_free (self->text);
  g_clear_pointer (&self->materials, bulletin_materials_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self->source_name);
  g_free (self->who);
  g_free (self->series);
  g_free (self);
}

static gpointer
create_draft (BulletinLibrary *library,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  Import *import = data;
  g_autoptr (BulletinSeries) series = bulletin_library_get_series (library, import->metadata->series, NULL);
  g_autofree char *id = NULL;

  if (!series)
    series = bulletin_library_get_series (library, NULL, NULL);
  if (series)
    bulletin_series_fill_in (series, import->metadata);
  else if (!import->metadata->series)
    bulletin_metadata_set_string (&import->metadata->series, BULLETIN_DEFAULT_SERIES);
  id = bulletin_library_create_bulletin (library, import->metadata, import->text,
                                         import->source_name, import->who, error);
  if (!id || !bulletin_library_bind_pictures (library, id, import->materials, import->who, error))
    return NULL;
  return g_steal_pointer (&id);
}

static gpointer
start_draft (BulletinLibrary *library,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  Import *import = data;

  return bulletin_library_start_bulletin (library, import->series, import->metadata->kind, import->metadata->year,
                                          import->who, error);
}

static void
draft_created_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *id = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (id)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, error);
}

static void
store (GTask *task,
       BulletinLibraryFunc func)
{
  Import *import = g_task_get_task_data (task);

  /* The task, and with it the import, lives until the callback. */
  bulletin_library_service_call_async (import->service, func, TRUE, import, NULL, g_free,
                                       g_task_get_cancellable (task), draft_created_cb, g_object_ref (task));
}

static void
read_thread (GTask *task,
             gpointer source,
             gpointer task_data,
             GCancellable *cancellable)
{
  Import *import = task_data;
  g_autoptr (GPtrArray) pictures = NULL;
  GError *error = NULL;

  if (!bulletin_read_bulletin_file (import->file, cancellable, &import->metadata, &import->text, &pictures, &error)) {
    g_task_return_error (task, error);
    return;
  }
  /* A sandbox may show the file and not what lies beside it: then the check says
   * which pictures are missing. */
  import->materials = bulletin_load_pictures_beside (import->file, import->text, pictures, cancellable, &import->problems);
  g_task_return_boolean (task, TRUE);
}

static void
file_read_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    g_task_return_error (task, error);
    return;
  }
  store (task, create_draft);
}

static GTask *
import_task_new (BulletinLibraryService *service,
                 GCancellable *cancellable,
                 gpointer tag,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  GTask *task = g_task_new (service, cancellable, callback, user_data);
  Import *import = g_new0 (Import, 1);

  import->service = g_object_ref (service);
  import->who = bulletin_get_user_name ();
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, import, (GDestroyNotify) import_free);
  return task;
}

/**
 * bulletin_import_file_async:
 * @service: the open library
 * @file: a text file, a saved web page, or such a page's text
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * Reads @file and recognises the bulletin in it on a worker thread, then makes a
 * draft of it. What the text does not say is taken from the series. The pictures in
 * the file and beside it come with it.
 */
void
bulletin_import_file_async (BulletinLibraryService *service,
                            GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = import_task_new (service, cancellable, bulletin_import_file_async, callback, user_data);
  g_autoptr (GTask) reading = g_task_new (service, cancellable, file_read_cb, g_object_ref (task));
  Import *import = g_task_get_task_data (task);

  import->file = g_object_ref (file);
  import->source_name = bulletin_file_get_name (file);
  g_task_set_task_data (reading, import, NULL);
  g_task_run_in_thread (reading, read_thread);
}

/**
 * bulletin_import_file_finish:
 * @result: the result
 * @problem: (out) (transfer full) (nullable): a sentence about the first of its
 *   pictures that could not be taken, if there is one
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the UUID of the draft
 */
char *
bulletin_import_file_finish (GAsyncResult *result,
                             char **problem,
                             GError **error)
{
  Import *import = g_task_get_task_data (G_TASK (result));

  *problem = import->problems && import->problems->len > 0 ? g_strdup (import->problems->pdata[0]) : NULL;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * bulletin_new_draft_async:
 * @service: the open library
 * @series: (nullable): the name of its series; %NULL for the first
 * @kind: regular issue or supplement
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * Makes a draft of this year with what the series gives to a new one.
 */
void
bulletin_new_draft_async (BulletinLibraryService *service,
                          const char *series,
                          BulletinKind kind,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = import_task_new (service, cancellable, bulletin_new_draft_async, callback, user_data);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  Import *import = g_task_get_task_data (task);

  import->series = g_strdup (series);
  import->metadata = bulletin_metadata_new ();
  import->metadata->kind = kind;
  import->metadata->year = g_date_time_get_year (now);
  store (task, start_draft);
}

char *
bulletin_new_draft_finish (GAsyncResult *result,
                           GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
