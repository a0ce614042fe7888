/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "bulletin-text-import.h"
#include "bulletin-window.h"

static void
launched_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  GtkFileLauncher *launcher = GTK_FILE_LAUNCHER (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) shown = NULL;
  g_autofree char *name = NULL;

  if (gtk_file_launcher_launch_finish (launcher, result, &error) || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  name = bulletin_file_get_name (gtk_file_launcher_get_file (launcher));
  shown = g_error_new (BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FAILED,
                       _ ("This computer has no program that opens “%s”. Look for the file in its folder."), name);
  bulletin_window_show_error (window, shown);
}

static void
open_cb (AdwToast *toast,
         BulletinWindow *window)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (g_object_get_data (G_OBJECT (toast), "file"));

  gtk_file_launcher_launch (launcher, GTK_WINDOW (window), NULL, launched_cb, g_object_ref (window));
}

/**
 * bulletin_window_offer_open:
 * @self: the window
 * @message: that it was written
 * @file: what was written
 *
 * Says that a file was written, with a way to look at it.
 */
void
bulletin_window_offer_open (BulletinWindow *self,
                            const char *message,
                            GFile *file)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, message);
  adw_toast_set_button_label (toast, _ ("_Open"));
  g_object_set_data_full (G_OBJECT (toast), "file", g_object_ref (file), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (open_cb), self, 0);
  bulletin_window_add_toast (self, toast);
}
