/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-templates-page-private.h"

#include <glib/gi18n.h>

#include "bulletin-export.h"
#include "bulletin-template-file.h"
#include "bulletin-window.h"

/* --- Export ----------------------------------------------------------------- */

typedef struct
{
  BulletinWindow *window;
  BulletinSeries *series;
  GFile *file;
} Export;

static void
export_free (Export *self)
{
  g_clear_object (&self->window);
  g_clear_object (&self->file);
  g_clear_pointer (&self->series, bulletin_series_free);
  g_free (self);
}

static void
export_thread (GTask *task,
               gpointer source,
               gpointer task_data,
               GCancellable *cancellable)
{
  Export *export = task_data;
  g_autoptr (GBytes) content = bulletin_template_file_write (export->series);
  GError *error = NULL;

  /* The dialog asked whether to replace it. */
  if (bulletin_write_file (export->file, content, TRUE, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    bulletin_window_show_error (export->window, error);
    return;
  }
  message = g_strdup_printf (_ ("“%s” exported"), export->series->name);
  AdwToast *toast = adw_toast_new ("");
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, message);
  bulletin_window_add_toast (export->window, toast);
}

static void
export_chosen_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  Export *export = user_data;
  g_autoptr (GTask) task = NULL;

  export->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (!export->file) {
    export_free (export);
    return;
  }
  task = g_task_new (NULL, NULL, exported_cb, NULL);
  g_task_set_source_tag (task, export_chosen_cb);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  g_task_run_in_thread (task, export_thread);
}

/* A name that no file system objects to. */
static char *
make_file_name (const char *name)
{
  g_autofree char *safe = g_strdelimit (g_strdup (name), "/\\:*?\"<>|", '-');

  return g_strconcat (safe, BULLETIN_TEMPLATE_SUFFIX, NULL);
}

static GtkFileDialog *
make_dialog (const char *title)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ ("Templates"));
  gtk_file_filter_add_pattern (filter, "*" BULLETIN_TEMPLATE_SUFFIX);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  return dialog;
}

void
bulletin_templates_page_export (BulletinTemplatesPage *self)
{
  const BulletinSeries *series = bulletin_templates_page_get_series (self);
  g_autoptr (GtkFileDialog) dialog = make_dialog (_ ("Export the Template"));
  g_autofree char *name = make_file_name (series->name);
  Export *export = g_new0 (Export, 1);

  export->window = g_object_ref (bulletin_window_of (GTK_WIDGET (self)));
  export->series = bulletin_series_copy (series);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (export->window), NULL, export_chosen_cb, export);
}

/* --- Import ----------------------------------------------------------------- */

typedef struct
{
  BulletinTemplatesPage *page;
  BulletinWindow *window;
  GFile *file;
  BulletinSeries *series;
  BulletinTemplateCollision collision;
  char *who;
  gboolean is_offered; /* the file was opened from outside: asks first */
} Import;

static void
import_free (Import *self)
{
  g_clear_object (&self->page);
  g_clear_object (&self->window);
  g_clear_object (&self->file);
  g_clear_pointer (&self->series, bulletin_series_free);
  g_free (self->who);
  g_free (self);
}

static gpointer
import_series (BulletinLibrary *library,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Import *import = data;

  return bulletin_template_import (library, import->series, import->collision, import->who, error);
}

static void
imported_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  Import *import = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (operation) {
    g_autofree char *message = g_strdup_printf (_ ("“%s” imported"), import->series->name);

    bulletin_window_offer_undo (import->window, message, operation);
    bulletin_templates_page_choose (import->page, import->series->id);
  } else {
    bulletin_window_show_error (import->window, error);
  }
  import_free (import);
}

/* The import lives until its callback. */
static void
store (Import *import)
{
  bulletin_library_service_call_async (bulletin_templates_page_get_service (import->page), import_series, TRUE, import, NULL, g_free,
                                       NULL, imported_cb, import);
}

static void
collision_answered_cb (GObject *source,
                       GAsyncResult *result,
                       gpointer user_data)
{
  Import *import = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (response, "replace"))
    import->collision = BULLETIN_TEMPLATE_REPLACE;
  else if (g_str_equal (response, "keep-both"))
    import->collision = BULLETIN_TEMPLATE_KEEP_BOTH;
  else {
    import_free (import);
    return;
  }
  store (import);
}

static void
ask_about_collision (Import *import)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-templates-files-collision.ui");
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (gtk_builder_get_object (builder, "dialog"));

  adw_alert_dialog_format_body (dialog, _ ("There is a series “%s” already. Replaced, it gets the template, recipients and default text of the file; its bulletins stay."), import->series->name);
  adw_alert_dialog_choose (dialog, GTK_WIDGET (import->page), NULL, collision_answered_cb, import);
}

static void
ask_or_store (Import *import)
{
  if (bulletin_templates_page_has_name (import->page, import->series->name))
    ask_about_collision (import);
  else
    store (import);
}

static void
offer_answered_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  Import *import = user_data;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "import"))
    ask_or_store (import);
  else
    import_free (import);
}

static void
offer (Import *import)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-templates-files-offer.ui");
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (gtk_builder_get_object (builder, "dialog"));

  adw_alert_dialog_format_body (dialog, _ ("The file holds the series “%s”: its template, recipients and default text. They become part of this library."), import->series->name);
  adw_alert_dialog_choose (dialog, GTK_WIDGET (import->page), NULL, offer_answered_cb, import);
}

static void
load_thread (GTask *task,
             gpointer source,
             gpointer task_data,
             GCancellable *cancellable)
{
  Import *import = task_data;
  GError *error = NULL;

  import->series = bulletin_template_file_load (import->file, cancellable, &error);
  if (import->series)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  Import *import = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    bulletin_window_show_error (import->window, error);
    import_free (import);
  } else if (import->is_offered) {
    offer (import);
  } else {
    ask_or_store (import);
  }
}

static void
load (Import *import)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, loaded_cb, import);

  g_task_set_source_tag (task, load);
  g_task_set_task_data (task, import, NULL);
  g_task_run_in_thread (task, load_thread);
}

static Import *
import_new (BulletinTemplatesPage *page)
{
  Import *import = g_new0 (Import, 1);

  import->page = g_object_ref (page);
  import->window = g_object_ref (bulletin_window_of (GTK_WIDGET (page)));
  import->who = bulletin_get_user_name ();
  return import;
}

static void
import_chosen_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  Import *import = user_data;

  import->file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (import->file)
    load (import);
  else
    import_free (import);
}

void
bulletin_templates_page_import (BulletinTemplatesPage *self)
{
  g_autoptr (GtkFileDialog) dialog = make_dialog (_ ("Import a Template"));
  Import *import = import_new (self);

  gtk_file_dialog_open (dialog, GTK_WINDOW (import->window), NULL, import_chosen_cb, import);
}

void
bulletin_templates_page_offer (BulletinTemplatesPage *self,
                               GFile *file)
{
  Import *import;

  g_return_if_fail (BULLETIN_IS_TEMPLATES_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  import = import_new (self);
  import->file = g_object_ref (file);
  import->is_offered = TRUE;
  load (import);
}
