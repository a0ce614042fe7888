/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-packaging.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bulletin-export.h"
#include "bulletin-package.h"
#include "bulletin-text-import.h"

/* What takes less than this is done before a toast could be read. In milliseconds. */
#define PATIENCE 400
/* How often the progress is looked at. */
#define INTERVAL 100
/* Progress is told from thread to thread in thousandths. */
#define THOUSAND 1000
/* As many records as a report names. */
#define MAX_NAMED 12

typedef enum
{
  JOB_PACK,
  JOB_CHECK,
  JOB_IMPORT,
} JobKind;

/**
 * Job:
 * @id: (nullable): the record to pack
 * @series, @year: the volume to pack
 * @file: the package
 * @contents, @package, @imported: what the steps have come to
 * @progress: in thousandths; atomic
 * @timer: that of the patience, then that of the progress
 * @toast: (nullable): that shows the progress
 *
 * Owned by its task; what concerns the window is of the main thread.
 */
typedef struct
{
  JobKind kind;
  char *id;
  char *series;
  int year;
  GFile *file;
  char *who;
  BulletinPackageContents *contents;
  BulletinPackage *package;
  BulletinPackageImport *imported;
  GCancellable *cancellable;
  BulletinPackageWork work;
  int progress;
  guint timer;
  AdwToast *toast;
  GtkProgressBar *bar;
} Job;

static void
job_free (Job *self)
{
  g_free (self->id);
  g_free (self->series);
  g_clear_object (&self->file);
  g_free (self->who);
  g_clear_pointer (&self->contents, bulletin_package_contents_free);
  g_clear_pointer (&self->package, bulletin_package_free);
  g_clear_pointer (&self->imported, bulletin_package_import_free);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
progress_cb (double fraction,
             gpointer user_data)
{
  g_atomic_int_set (&((Job *) user_data)->progress, (int) lround (fraction * THOUSAND));
}

/* --- The steps ----------------------------------------------------------------- */

static void
step_done_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Runs one more step on a thread of its own, which ends the task. */
static void
run_in_thread (GTask *task,
               GTaskThreadFunc func,
               GAsyncReadyCallback callback)
{
  Job *job = g_task_get_task_data (task);
  g_autoptr (GTask) step = g_task_new (g_task_get_source_object (task), job->cancellable, callback, g_object_ref (task));

  g_task_set_task_data (step, job, NULL);
  g_task_run_in_thread (step, func);
}

static gpointer
collect (BulletinLibrary *library,
         gpointer data,
         GCancellable *cancellable,
         GError **error)
{
  Job *job = data;

  return job->id ? bulletin_package_collect_record (library, job->id, &job->work, error)
                 : bulletin_package_collect_year (library, job->series, job->year, &job->work, error);
}

static void
build_thread (GTask *task,
              gpointer source,
              gpointer task_data,
              GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = bulletin_package_build (job->contents, &job->work, &error);

  /* The dialog for files has asked about a file that is there. */
  if (bytes && bulletin_write_file (job->file, bytes, TRUE, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
collected_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->contents = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  if (job->contents)
    run_in_thread (task, build_thread, step_done_cb);
  else
    g_task_return_error (task, error);
}

static void
read_thread (GTask *task,
             gpointer source,
             gpointer task_data,
             GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  job->package = bulletin_package_read (job->file, cancellable, &error);
  if (job->package)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gpointer
take_in (BulletinLibrary *library,
         gpointer data,
         GCancellable *cancellable,
         GError **error)
{
  Job *job = data;
  g_autofree char *name = bulletin_file_get_name (job->file);

  return bulletin_package_import (library, job->package, name, job->who, &job->work, error);
}

static void
taken_in_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->imported = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  if (job->imported)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
package_read_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  BulletinLibraryService *service = bulletin_window_get_service (BULLETIN_WINDOW (source));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (job->kind == JOB_CHECK)
    g_task_return_boolean (task, TRUE);
  else
    bulletin_library_service_call_async (service, take_in, TRUE, job, NULL, (GDestroyNotify) bulletin_package_import_free,
                                         job->cancellable, taken_in_cb, g_object_ref (task));
}

/* --- While it takes time ------------------------------------------------------- */

static gboolean
show_progress_cb (gpointer user_data)
{
  Job *job = user_data;
  int progress = g_atomic_int_get (&job->progress);

  if (progress <= 0)
    gtk_progress_bar_pulse (job->bar);
  else
    gtk_progress_bar_set_fraction (job->bar, (double) progress / THOUSAND);
  return G_SOURCE_CONTINUE;
}

static gboolean
patience_ended_cb (gpointer user_data)
{
  GTask *task = user_data;
  BulletinWindow *window = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-packaging-progress.ui");
  g_autofree char *name = bulletin_file_get_name (job->file);
  g_autofree char *message = g_strdup_printf (job->kind == JOB_PACK     ? _ ("Packing “%s”…")
                                              : job->kind == JOB_IMPORT ? _ ("Importing “%s”…")
                                                                        : _ ("Checking “%s”…"),
                                              name);

  job->toast = g_object_ref (ADW_TOAST (gtk_builder_get_object (builder, "toast")));
  job->bar = g_object_ref (GTK_PROGRESS_BAR (gtk_builder_get_object (builder, "bar")));
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "label")), message);
  g_signal_connect_object (job->toast, "button-clicked", G_CALLBACK (g_cancellable_cancel), job->cancellable, G_CONNECT_SWAPPED);
  bulletin_window_add_toast (window, g_object_ref (job->toast));

  job->timer = g_timeout_add (INTERVAL, show_progress_cb, job);
  return G_SOURCE_REMOVE;
}

/* --- When it is done ------------------------------------------------------------- */

static void
show_sentence (BulletinWindow *window,
               const char *sentence)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, sentence);
  bulletin_window_add_toast (window, toast);
}

static void
show_report (BulletinWindow *window,
             const Job *job)
{
  const BulletinPackage *package = job->package;
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-packaging-report.ui");
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (gtk_builder_get_object (builder, "dialog"));
  GtkListBox *list = GTK_LIST_BOX (gtk_builder_get_object (builder, "list"));
  g_autofree char *name = bulletin_file_get_name (job->file);
  g_autofree char *records = g_strdup_printf (ngettext ("%u issued bulletin", "%u issued bulletins", package->records->len), package->records->len);
  g_autofree char *files = g_strdup_printf (ngettext ("%u file", "%u files", package->payload_files), package->payload_files);

  /* Translators: the name of a file, “3 issued bulletins”, “20 files”. */
  adw_alert_dialog_format_body (dialog, _ ("“%s” is whole and unchanged. It holds %s in %s, each as it was when it was issued."), name, records, files);
  for (guint i = 0; i < package->records->len && i < MAX_NAMED; i++) {
    const BulletinRecordCopy *copy = package->records->pdata[i];
    g_autoptr (BulletinMetadata) metadata = bulletin_record_copy_read_metadata (copy, NULL);
    g_autofree char *issue = metadata ? bulletin_metadata_format_issue (metadata) : NULL;
    g_autofree char *subtitle = g_strdup_printf (C_ ("issue of a year", "%s %d %s"), copy->series, copy->year, issue ? issue : "");
    GtkWidget *row = adw_action_row_new ();

    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), copy->title);
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
    gtk_list_box_append (list, row);
  }
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
}

static void
show_done (BulletinWindow *window,
           const Job *job)
{
  g_autofree char *name = bulletin_file_get_name (job->file);
  g_autofree char *sentence = NULL;
  guint n;

  switch (job->kind) {
  case JOB_CHECK:
    show_report (window, job);
    return;
  case JOB_IMPORT:
    n = job->imported->ids->len;
    if (n > 0) {
      sentence = g_strdup_printf (ngettext ("%u bulletin was imported", "%u bulletins were imported", n), n);
      bulletin_window_show_place (window, "archive");
    } else {
      sentence = g_strdup_printf (_ ("Everything in “%s” is in the library already"), name);
    }
    break;
  case JOB_PACK:
  default:
    sentence = g_strdup_printf (_ ("“%s” was written"), name);
    break;
  }
  show_sentence (window, sentence);
}

static void
done_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GApplication) application = user_data;
  BulletinWindow *window = BULLETIN_WINDOW (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean is_done = g_task_propagate_boolean (G_TASK (result), &error);

  g_clear_handle_id (&job->timer, g_source_remove);
  if (job->toast)
    adw_toast_dismiss (job->toast);
  /* Another thread may be the last to let go of the task; widgets are not for it. */
  g_clear_object (&job->toast);
  g_clear_object (&job->bar);
  /* The window may have been closed meanwhile. */
  if (gtk_widget_get_mapped (GTK_WIDGET (window))) {
    if (is_done)
      show_done (window, job);
    else
      bulletin_window_show_error (window, error);
  }
  g_application_release (application);
}

/* Takes the job. */
static void
start (BulletinWindow *window,
       Job *job)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (GTask) task = NULL;

  job->cancellable = g_cancellable_new ();
  job->work = (BulletinPackageWork) { progress_cb, job, job->cancellable };
  job->who = bulletin_get_user_name ();
  /* With its window gone the work stops, and then the program ends. */
  g_application_hold (application);
  g_signal_connect_object (window, "unrealize", G_CALLBACK (g_cancellable_cancel), job->cancellable, G_CONNECT_SWAPPED);
  task = g_task_new (window, NULL, done_cb, g_object_ref (application));
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  job->timer = g_timeout_add_full (G_PRIORITY_DEFAULT, PATIENCE, patience_ended_cb, g_object_ref (task), g_object_unref);

  if (job->kind == JOB_PACK)
    bulletin_library_service_call_async (bulletin_window_get_service (window), collect, FALSE, job, NULL,
                                         (GDestroyNotify) bulletin_package_contents_free, job->cancellable, collected_cb, g_object_ref (task));
  else
    run_in_thread (task, read_thread, package_read_cb);
}

static Job *
job_new (JobKind kind,
         GFile *file)
{
  Job *self = g_new0 (Job, 1);

  self->kind = kind;
  self->file = g_object_ref (file);
  return self;
}

/**
 * bulletin_package_record_in_window:
 * @window: where to say how it goes
 * @id: an issued bulletin
 * @file: where to; may be replaced
 *
 * Writes the archive package of a record.
 */
void
bulletin_package_record_in_window (BulletinWindow *window,
                                   const char *id,
                                   GFile *file)
{
  Job *job = job_new (JOB_PACK, file);

  job->id = g_strdup (id);
  start (window, job);
}

/**
 * bulletin_package_year_in_window:
 * @window: where to say how it goes
 * @series: the name of a series
 * @year: the year
 * @file: where to; may be replaced
 *
 * Writes a year of a series as one volume.
 */
void
bulletin_package_year_in_window (BulletinWindow *window,
                                 const char *series,
                                 int year,
                                 GFile *file)
{
  Job *job = job_new (JOB_PACK, file);

  job->series = g_strdup (series);
  job->year = year;
  start (window, job);
}

/**
 * bulletin_check_package_in_window:
 * @window: where to say how it goes
 * @file: a package
 *
 * Checks a package, and says what is in it or what is wrong with it.
 */
void
bulletin_check_package_in_window (BulletinWindow *window,
                                  GFile *file)
{
  start (window, job_new (JOB_CHECK, file));
}

/**
 * bulletin_import_package_in_window:
 * @window: the window, with a library open
 * @file: a package
 *
 * Takes the records of a package into the library.
 */
void
bulletin_import_package_in_window (BulletinWindow *window,
                                   GFile *file)
{
  start (window, job_new (JOB_IMPORT, file));
}
