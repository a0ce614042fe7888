/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-draft-deletion.h"

#include <glib/gi18n.h>

#include "bulletin-store.h"

typedef struct
{
  BulletinWindow *window;
  char *id;
  char *who;
} Deletion;

static Deletion *
deletion_new (BulletinWindow *window,
              const char *id)
{
  Deletion *self = g_new0 (Deletion, 1);

  self->window = g_object_ref (window);
  self->id = g_strdup (id);
  self->who = bulletin_get_user_name ();
  return self;
}

static void
deletion_free (Deletion *self)
{
  g_object_unref (self->window);
  g_free (self->id);
  g_free (self->who);
  g_free (self);
}

static gpointer
delete_draft (BulletinLibrary *library,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  Deletion *deletion = data;

  return GINT_TO_POINTER (bulletin_library_delete_draft (library, deletion->id, deletion->who, error));
}

static gpointer
restore_draft (BulletinLibrary *library,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Deletion *deletion = data;

  return GINT_TO_POINTER (bulletin_library_restore_draft (library, deletion->id, deletion->who, error));
}

static void
restored_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error))
    bulletin_window_add_toast (window, adw_toast_new (_ ("The draft is back")));
  else
    bulletin_window_show_error (window, error);
}

static void
undo_cb (AdwToast *toast,
         gpointer user_data)
{
  BulletinWindow *window = user_data;
  BulletinLibraryService *service = bulletin_window_get_service (window);
  const char *id = g_object_get_data (G_OBJECT (toast), "bulletin");

  if (service)
    bulletin_library_service_call_async (service, restore_draft, TRUE, deletion_new (window, id),
                                         (GDestroyNotify) deletion_free, NULL, NULL,
                                         restored_cb, g_object_ref (window));
}

static void
deleted_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  AdwToast *toast = user_data;
  BulletinWindow *window = g_object_get_data (G_OBJECT (toast), "window");
  g_autoptr (GError) error = NULL;

  if (bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error)) {
    g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), window, 0);
    g_object_ref (window);
    g_object_set_data (G_OBJECT (toast), "window", NULL);
    bulletin_window_add_toast (window, toast);
    g_object_unref (window);
  } else {
    bulletin_window_show_error (window, error);
    g_object_unref (toast);
  }
}

/**
 * bulletin_delete_draft:
 * @window: the window
 * @id: a bulletin that is not issued
 *
 * Deletes the draft and says so with a toast that brings it back.
 */
void
bulletin_delete_draft (BulletinWindow *window,
                       const char *id)
{
  BulletinLibraryService *service = bulletin_window_get_service (window);
  AdwToast *toast;

  g_return_if_fail (BULLETIN_IS_WINDOW (window));

  if (!service)
    return;
  toast = adw_toast_new (_ ("The draft was deleted"));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, 15);
  g_object_set_data_full (G_OBJECT (toast), "bulletin", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (toast), "window", g_object_ref (window), g_object_unref);
  bulletin_library_service_call_async (service, delete_draft, TRUE, deletion_new (window, id),
                                       (GDestroyNotify) deletion_free, NULL, NULL, deleted_cb, toast);
}
