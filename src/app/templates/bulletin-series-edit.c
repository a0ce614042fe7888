/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-series-edit.h"

#include "bulletin-application.h"
#include "bulletin-change.h"

/* What the database thread is asked to do with a series. */
typedef struct
{
  BulletinSeries *series;
  char *who;
  guint position;
} Edit;

static void
edit_free (Edit *self)
{
  bulletin_series_free (self->series);
  g_free (self->who);
  g_free (self);
}

static Edit *
edit_new (const BulletinSeries *series)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->series = bulletin_series_copy (series);
  edit->who = bulletin_get_user_name ();
  return edit;
}

static gpointer
store_series (BulletinLibrary *library,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  Edit *edit = data;

  return bulletin_library_edit_series (library, edit->series, edit->who, error);
}

/**
 * bulletin_series_edit_store_async:
 * @service: the open library
 * @series: as it is to be kept
 * @callback: takes the operation, a string, from
 *   bulletin_library_service_call_finish(); it can be undone
 * @user_data: for @callback
 *
 * Keeps a series as it is.
 */
void
bulletin_series_edit_store_async (BulletinLibraryService *service,
                                  const BulletinSeries *series,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  bulletin_library_service_call_async (service, store_series, TRUE, edit_new (series), (GDestroyNotify) edit_free, g_free, NULL, callback, user_data);
}

static gpointer
add_series (BulletinLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  Edit *edit = data;
  g_autoptr (GPtrArray) list = bulletin_library_list_series (library, error);
  g_autofree char *stem = g_strdup (edit->series->name);

  if (!list)
    return NULL;
  for (int i = 2;; i++) {
    gboolean is_free = TRUE;
    g_autofree char *other = NULL;

    for (guint j = 0; j < list->len && is_free; j++)
      is_free = !g_str_equal (((BulletinSeries *) g_ptr_array_index (list, j))->name, edit->series->name);
    if (is_free)
      break;
    other = g_strdup_printf ("%s（%d）", stem, i);
    g_set_str (&edit->series->name, other);
  }
  g_clear_pointer (&edit->series->id, g_free);
  return bulletin_library_edit_series (library, edit->series, edit->who, error);
}

/**
 * bulletin_series_edit_add_async:
 * @service: the open library
 * @series: what the new one is like
 * @callback: takes the operation, a string, from
 *   bulletin_library_service_call_finish(); it can be undone
 * @user_data: for @callback
 *
 * Adds a series, under a name that no other has.
 */
void
bulletin_series_edit_add_async (BulletinLibraryService *service,
                                const BulletinSeries *series,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  bulletin_library_service_call_async (service, add_series, TRUE, edit_new (series), (GDestroyNotify) edit_free, g_free, NULL, callback, user_data);
}

static gpointer
remove_series (BulletinLibrary *library,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Edit *edit = data;

  return bulletin_library_remove_series (library, edit->series->id, edit->who, error);
}

/**
 * bulletin_series_edit_remove_async:
 * @service: the open library
 * @series: the one
 * @callback: takes the operation, a string, from
 *   bulletin_library_service_call_finish(); it can be undone
 * @user_data: for @callback
 *
 * Removes a series that has neither bulletins nor numbers.
 */
void
bulletin_series_edit_remove_async (BulletinLibraryService *service,
                                   const BulletinSeries *series,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  bulletin_library_service_call_async (service, remove_series, TRUE, edit_new (series), (GDestroyNotify) edit_free, g_free, NULL, callback, user_data);
}

static gpointer
move_series (BulletinLibrary *library,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  Edit *edit = data;

  return bulletin_library_move_series (library, edit->series->id, edit->position, edit->who, error);
}

/**
 * bulletin_series_edit_move_async:
 * @service: the open library
 * @series: the one
 * @position: its place among all, from 0
 * @callback: takes the operation, a string, from
 *   bulletin_library_service_call_finish(); it can be undone
 * @user_data: for @callback
 *
 * Puts a series at another place among them.
 */
void
bulletin_series_edit_move_async (BulletinLibraryService *service,
                                 const BulletinSeries *series,
                                 guint position,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Edit *edit = edit_new (series);

  edit->position = position;
  bulletin_library_service_call_async (service, move_series, TRUE, edit, (GDestroyNotify) edit_free, g_free, NULL, callback, user_data);
}

static gpointer
undo_edit (BulletinLibrary *library,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  const char *const *strings = data;

  return bulletin_library_undo_operation (library, strings[0], strings[1], error) ? g_strdup (strings[0]) : NULL;
}

/**
 * bulletin_series_edit_undo_async:
 * @service: the open library
 * @operation: what one of the other calls answered
 * @callback: takes the operation, a string, from
 *   bulletin_library_service_call_finish()
 * @user_data: for @callback
 *
 * Takes an edit back.
 */
void
bulletin_series_edit_undo_async (BulletinLibraryService *service,
                                 const char *operation,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autofree char *who = bulletin_get_user_name ();
  const char *strings[] = { operation, who, NULL };

  bulletin_library_service_call_async (service, undo_edit, TRUE, g_strdupv ((char **) strings), (GDestroyNotify) g_strfreev, g_free,
                                       NULL, callback, user_data);
}
