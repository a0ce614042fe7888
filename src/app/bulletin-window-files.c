/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-window-files.h"

#include <glib/gi18n.h>

#include "bulletin-backup.h"
#include "bulletin-publish-dialog.h"

/* --- Import ---------------------------------------------------------------- */

static void
import_chosen_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GListModel) files = NULL;

  files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);
  for (guint i = 0; files && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    bulletin_window_import (self, file);
  }
}

static void
import_action (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  BulletinWindow *self = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) texts = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (texts, _ ("Texts and Web Pages"));
  gtk_file_filter_add_mime_type (texts, "text/plain");
  gtk_file_filter_add_mime_type (texts, "text/html");
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, texts);
  g_list_store_append (filters, all);

  gtk_file_dialog_set_title (dialog, _ ("Import Bulletins"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Import"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (self), NULL, import_chosen_cb, g_object_ref (self));
}

/* --- Open a library -------------------------------------------------------- */

static void
library_chosen_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file && g_file_peek_path (file))
    bulletin_window_open_library (self, g_file_peek_path (file), FALSE);
}

static void
open_library_action (GSimpleAction *action,
                     GVariant *parameter,
                     gpointer user_data)
{
  BulletinWindow *self = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) libraries = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (libraries, _ ("Libraries and Backups"));
  gtk_file_filter_add_pattern (libraries, "*.bulletin");
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, libraries);
  g_list_store_append (filters, all);

  gtk_file_dialog_set_title (dialog, _ ("Open a Library or a Backup"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (self), NULL, library_chosen_cb, g_object_ref (self));
}

/* --- Back up --------------------------------------------------------------- */

static gpointer
back_up (BulletinLibrary *library,
         gpointer data,
         GCancellable *cancellable,
         GError **error)
{
  /* The file dialog has asked whether an existing file is to be replaced. */
  return GINT_TO_POINTER (bulletin_library_back_up (library, data, TRUE, cancellable, error));
}

static void
backed_up_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error))
    bulletin_window_add_toast (self, adw_toast_new (_ ("The library was backed up")));
  else
    bulletin_window_show_error (self, error);
}

static void
backup_chosen_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  BulletinLibraryService *service = bulletin_window_get_service (self);

  if (file && g_file_peek_path (file) && service)
    bulletin_library_service_call_async (service, back_up, FALSE, g_file_get_path (file), g_free, NULL,
                                         NULL, backed_up_cb, g_object_ref (self));
}

static void
back_up_action (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  BulletinWindow *self = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = g_strdup_printf ("%s-%s.bulletin", g_get_application_name (), day);

  gtk_file_dialog_set_title (dialog, _ ("Back Up the Library"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), NULL, backup_chosen_cb, g_object_ref (self));
}

/* --- Publish the site ------------------------------------------------------ */

static void
publish_action (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  bulletin_publish_dialog_present (user_data);
}

/* --- Restore --------------------------------------------------------------- */

typedef struct
{
  char *library;
  char *backup;
} Restore;

static void
restore_free (Restore *self)
{
  g_free (self->library);
  g_free (self->backup);
  g_free (self);
}

static void
restore_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  Restore *restore = task_data;
  GError *error = NULL;

  if (bulletin_library_restore (restore->backup, restore->library, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
restored_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  BulletinWindow *self = BULLETIN_WINDOW (source);
  Restore *restore = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    bulletin_window_open_library (self, restore->library, FALSE);
  else
    bulletin_window_show_error (self, error);
}

static void
restore_newest_action (GSimpleAction *action,
                       GVariant *parameter,
                       gpointer user_data)
{
  BulletinWindow *self = user_data;
  const char *library = bulletin_window_get_library_path (self);
  g_autofree char *backup = bulletin_window_find_newest_backup (library);
  g_autoptr (GTask) task = NULL;
  Restore *restore;

  if (!backup)
    return;
  restore = g_new0 (Restore, 1);
  restore->library = g_strdup (library);
  restore->backup = g_steal_pointer (&backup);
  task = g_task_new (self, NULL, restored_cb, NULL);
  g_task_set_source_tag (task, restore_newest_action);
  g_task_set_task_data (task, restore, (GDestroyNotify) restore_free);
  g_task_run_in_thread (task, restore_thread);
}

/**
 * bulletin_window_find_newest_backup:
 * @library: (nullable): where a library lies
 *
 * Returns: (transfer full) (nullable): the backup beside it that was written last
 */
char *
bulletin_window_find_newest_backup (const char *library)
{
  g_autofree char *parent = NULL;
  g_autofree char *folder_path = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFileEnumerator) files = NULL;
  g_autofree char *newest = NULL;
  gint64 newest_time = -1;
  GFileInfo *info;
  GFile *child;

  if (!library)
    return NULL;
  parent = g_path_get_dirname (library);
  folder_path = g_build_filename (parent, "backups", NULL);
  folder = g_file_new_for_path (folder_path);
  files = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                     G_FILE_QUERY_INFO_NONE, NULL, NULL);
  while (files && g_file_enumerator_iterate (files, &info, &child, NULL, NULL) && info) {
    gint64 time = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED);

    if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
        g_str_has_suffix (g_file_info_get_name (info), ".bulletin") && time > newest_time) {
      newest_time = time;
      g_free (newest);
      newest = g_file_get_path (child);
    }
  }
  return g_steal_pointer (&newest);
}

static const GActionEntry actions[] = {
  { "import", import_action },
  { "open-library", open_library_action },
  { "back-up", back_up_action },
  { "publish", publish_action },
  { "restore-newest", restore_newest_action },
};

void
bulletin_window_add_file_actions (BulletinWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
