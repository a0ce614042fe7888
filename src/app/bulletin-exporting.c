/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-exporting.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bulletin-document.h"
#include "bulletin-export.h"
#include "bulletin-text-import.h"

/* What takes less than this is done before a toast could be read. In milliseconds. */
#define PATIENCE 400
/* How often the progress is looked at. */
#define INTERVAL 100
/* Progress is told from thread to thread in thousandths. */
#define THOUSAND 1000

/**
 * Export:
 * @source: the text
 * @is_folder: whether @file is a folder for the web edition
 * @replace: what may be replaced
 * @progress: in thousandths, −1 while there is nothing to tell; atomic
 * @timer: that of the patience, then that of the progress
 * @toast: (nullable): that shows the progress
 *
 * One file or folder on its way. Owned by its task; what concerns the window is of
 * the main thread.
 */
typedef struct
{
  char *source;
  BulletinMetadata *metadata;
  BulletinPageTemplate *page_template;
  BulletinMaterials *materials;
  GFile *file;
  gboolean is_folder;
  BulletinExportReplace replace;
  GCancellable *cancellable;
  int progress;
  guint timer;
  AdwToast *toast;
  GtkProgressBar *bar;
} Export;

static void start (BulletinWindow *window,
                   Export         *export);

static void
export_free (Export *self)
{
  g_free (self->source);
  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_clear_pointer (&self->page_template, bulletin_page_template_free);
  g_clear_pointer (&self->materials, bulletin_materials_unref);
  g_clear_object (&self->file);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
progress_cb (double fraction,
             gpointer user_data)
{
  Export *export = user_data;

  g_atomic_int_set (&export->progress, (int) lround (fraction * THOUSAND));
}

static void
export_thread (GTask *task,
               gpointer source,
               gpointer task_data,
               GCancellable *cancellable)
{
  Export *export = task_data;
  g_autoptr (BulletinDocument) document = bulletin_document_new (export->source, -1, export->materials);
  const BulletinExportOptions options = { .replace = export->replace, .progress = progress_cb, .progress_data = export };
  GError *error = NULL;
  gboolean is_done;

  if (export->is_folder)
    is_done = bulletin_export_web_folder (document, export->metadata, export->page_template, export->file, &options, cancellable, &error);
  else
    is_done = bulletin_export_files (document, export->metadata, export->page_template, export->file, &options, cancellable, &error);
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- While it takes time ------------------------------------------------------- */

static gboolean
show_progress_cb (gpointer user_data)
{
  Export *export = user_data;
  int progress = g_atomic_int_get (&export->progress);

  if (progress < 0)
    gtk_progress_bar_pulse (export->bar);
  else
    gtk_progress_bar_set_fraction (export->bar, (double) progress / THOUSAND);
  return G_SOURCE_CONTINUE;
}

static gboolean
patience_ended_cb (gpointer user_data)
{
  GTask *task = user_data;
  BulletinWindow *window = g_task_get_source_object (task);
  Export *export = g_task_get_task_data (task);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-exporting-progress.ui");
  g_autofree char *name = bulletin_file_get_name (export->file);
  g_autofree char *message = g_strdup_printf (_ ("Writing “%s”…"), name);

  export->toast = g_object_ref (ADW_TOAST (gtk_builder_get_object (builder, "toast")));
  export->bar = g_object_ref (GTK_PROGRESS_BAR (gtk_builder_get_object (builder, "bar")));
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "label")), message);
  g_signal_connect_object (export->toast, "button-clicked", G_CALLBACK (g_cancellable_cancel), export->cancellable, G_CONNECT_SWAPPED);
  bulletin_window_add_toast (window, g_object_ref (export->toast));

  export->timer = g_timeout_add (INTERVAL, show_progress_cb, export);
  return G_SOURCE_REMOVE;
}

/* --- When it is done ------------------------------------------------------------- */

static void
show_written (BulletinWindow *window,
              const Export *export)
{
  g_autofree char *name = bulletin_file_get_name (export->file);
  g_autofree char *title = g_strdup_printf (_ ("“%s” was written"), name);
  g_autoptr (GFile) file = export->is_folder ? g_file_get_child (export->file, "index.html") : g_object_ref (export->file);

  bulletin_window_offer_open (window, title, file);
}

typedef struct
{
  BulletinWindow *window;
  Export *export;
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->window);
  g_clear_pointer (&self->export, export_free);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
answered_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_strcmp0 (response, "replace") != 0)
    return;
  question->export->replace = BULLETIN_EXPORT_REPLACE_ALL;
  start (question->window, g_steal_pointer (&question->export));
}

/* The dialog for files has asked about the file that was named; about what else is
 * in the way we ask. */
static void
ask_to_replace (BulletinWindow *window,
                const Export *export)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-exporting-replace.ui");
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (gtk_builder_get_object (builder, "dialog"));
  g_autofree char *name = bulletin_file_get_name (export->file);
  Question *question = g_new0 (Question, 1);
  Export *again = g_new0 (Export, 1);

  if (export->is_folder)
    adw_alert_dialog_format_body (dialog, _ ("The folder “%s” holds an earlier web edition. It will be replaced; files that others put there stay."), name);
  else
    adw_alert_dialog_format_body (dialog, _ ("Pictures of further pages are there already. They will be replaced together with “%s”."), name);
  again->source = g_strdup (export->source);
  again->metadata = bulletin_metadata_copy (export->metadata);
  again->page_template = bulletin_page_template_copy (export->page_template);
  again->materials = export->materials ? bulletin_materials_ref (export->materials) : NULL;
  again->file = g_object_ref (export->file);
  again->is_folder = export->is_folder;
  question->window = g_object_ref (window);
  question->export = again;
  adw_alert_dialog_choose (dialog, GTK_WIDGET (window), NULL, answered_cb, question);
}

static void
exported_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GApplication) application = user_data;
  BulletinWindow *window = BULLETIN_WINDOW (source);
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean is_done = g_task_propagate_boolean (G_TASK (result), &error);

  g_clear_handle_id (&export->timer, g_source_remove);
  if (export->toast)
    adw_toast_dismiss (export->toast);
  /* The other thread may be the last to let go of the task; widgets are not for it. */
  g_clear_object (&export->toast);
  g_clear_object (&export->bar);
  /* The window may have been closed meanwhile. */
  if (gtk_widget_get_mapped (GTK_WIDGET (window))) {
    if (is_done)
      show_written (window, export);
    else if (g_error_matches (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS) && export->replace != BULLETIN_EXPORT_REPLACE_ALL)
      ask_to_replace (window, export);
    else
      bulletin_window_show_error (window, error);
  }
  g_application_release (application);
}

/* Takes the export. */
static void
start (BulletinWindow *window,
       Export *export)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (GTask) task = NULL;

  bulletin_window_clear_error (window);
  export->progress = -1;
  export->cancellable = g_cancellable_new ();
  /* The program does not end over a file that is half written: with its window gone,
   * the work stops, and then the program. */
  g_application_hold (application);
  g_signal_connect_object (window, "unrealize", G_CALLBACK (g_cancellable_cancel), export->cancellable, G_CONNECT_SWAPPED);
  task = g_task_new (window, export->cancellable, exported_cb, g_object_ref (application));
  g_task_set_source_tag (task, bulletin_export_in_window);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  export->timer = g_timeout_add_full (G_PRIORITY_DEFAULT, PATIENCE, patience_ended_cb, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (task, export_thread);
}

/**
 * bulletin_export_in_window:
 * @window: where to say how it goes
 * @text: the text
 * @metadata: what is known of it
 * @page_template: the measures of its pages
 * @materials: (nullable): what it refers to
 * @file: where to, in the format of the name's ending
 * @is_folder: whether it is a folder, for the web edition with its pictures
 *
 * Writes a bulletin on another thread. What takes longer shows its progress in a
 * toast, where it can be stopped; at the end a toast offers to open what was written,
 * or says why it was not. The file itself may be replaced, for the dialog for files
 * has asked; before anything else is, the window asks.
 */
void
bulletin_export_in_window (BulletinWindow *window,
                           const char *text,
                           const BulletinMetadata *metadata,
                           const BulletinPageTemplate *page_template,
                           BulletinMaterials *materials,
                           GFile *file,
                           gboolean is_folder)
{
  Export *export;

  g_return_if_fail (BULLETIN_IS_WINDOW (window));
  g_return_if_fail (text != NULL && metadata != NULL && page_template != NULL);
  g_return_if_fail (G_IS_FILE (file));

  export = g_new0 (Export, 1);
  export->source = g_strdup (text);
  export->metadata = bulletin_metadata_copy (metadata);
  export->page_template = bulletin_page_template_copy (page_template);
  export->materials = materials ? bulletin_materials_ref (materials) : NULL;
  export->file = g_object_ref (file);
  export->is_folder = is_folder;
  export->replace = is_folder ? BULLETIN_EXPORT_REPLACE_NOTHING : BULLETIN_EXPORT_REPLACE_NAMED;
  start (window, export);
}
