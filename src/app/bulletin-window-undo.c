/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-window.h"

#include <glib/gi18n.h>

#include "bulletin-change.h"

typedef struct
{
  BulletinWindow *window;
  char *operation;
} Undo;

static void
undo_free (gpointer data,
           GClosure *closure)
{
  Undo *self = data;

  g_object_unref (self->window);
  g_free (self->operation);
  g_free (self);
}

static gpointer
undo_operation (BulletinLibrary *library,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  char **strings = data;

  return GINT_TO_POINTER (bulletin_library_undo_operation (library, strings[0], strings[1], error));
}

static void
undone_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error))
    bulletin_window_add_toast (self, adw_toast_new (_ ("Undone")));
  else
    bulletin_window_show_error (self, error);
}

static void
undo_clicked_cb (AdwToast *toast,
                 gpointer user_data)
{
  Undo *undo = user_data;
  BulletinLibraryService *service = bulletin_window_get_service (undo->window);
  g_autofree char *who = bulletin_get_user_name ();
  const char *strings[] = { undo->operation, who, NULL };

  if (service)
    bulletin_library_service_call_async (service, undo_operation, TRUE,
                                         g_strdupv ((char **) strings), (GDestroyNotify) g_strfreev, NULL,
                                         NULL, undone_cb, g_object_ref (undo->window));
}

/**
 * bulletin_window_offer_undo:
 * @self: the window
 * @message: what was done
 * @operation: the journal's operation that did it
 *
 * Says what was done, with a way to take it back.
 */
void
bulletin_window_offer_undo (BulletinWindow *self,
                            const char *message,
                            const char *operation)
{
  AdwToast *toast = adw_toast_new ("");
  Undo *undo = g_new0 (Undo, 1);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, message);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  undo->window = g_object_ref (self);
  undo->operation = g_strdup (operation);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), undo, undo_free, 0);
  bulletin_window_add_toast (self, toast);
}
