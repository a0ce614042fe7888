/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-load-dialog.h"

#include "bulletin-csv.h"
#include "bulletin-export.h"
#include "bulletin-load-terms.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_REFUSALS_SHOWN 200
/* A sheet of 200,000 rows, the most that is read, stays below this. */
#define MAX_BYTES          (64 * 1024 * 1024)

struct _BulletinLoadDialog
{
  AdwDialog parent_instance;

  GtkStack *stack;
  GtkWidget *load_button;
  AdwStatusPage *error_page;
  AdwActionRow *file_row;
  AdwActionRow *added_row;
  AdwActionRow *changed_row;
  AdwActionRow *unchanged_row;
  AdwActionRow *refused_row;
  GtkListBox *refused_list;
  AdwPreferencesGroup *refused_group;
  GtkWidget *nothing_label;
  AdwStatusPage *choose_page;
  GtkWidget *cancel_button;

  BulletinLibraryService *service;
  BulletinRegisterKind kind;
  gboolean is_of_terms;    /* and of no register */
  GFile *file;
  GBytes *bytes;
  GCancellable *cancellable;
  BulletinWindow *window;  /* weak */
  gboolean is_loading;     /* for good, not for a look */
};

G_DEFINE_FINAL_TYPE (BulletinLoadDialog, bulletin_load_dialog, ADW_TYPE_DIALOG)

/* What the database thread loads, or only looks at. */
typedef struct
{
  BulletinRegisterKind kind;
  gboolean is_of_terms;
  GBytes *bytes;
  char *name;
  char *who;
  gboolean dry_run;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->bytes);
  g_free (job->name);
  g_free (job->who);
  g_free (job);
}

static gpointer
run_job (BulletinLibrary *library,
         gpointer         data,
         GCancellable    *cancellable,
         GError         **error)
{
  Job *job = data;
  g_autoptr (BulletinSheet) sheet = bulletin_csv_read (job->bytes, job->name, error);

  if (sheet == NULL)
    return NULL;
  if (job->is_of_terms)
    return bulletin_load_terms (library, sheet, job->name, job->bytes, job->dry_run, job->who, error);

  return bulletin_register_load (library, job->kind, sheet, job->name, job->bytes, job->dry_run, job->who, cancellable, error);
}

static void
show_error (BulletinLoadDialog *self,
            const GError       *error)
{
  g_autofree char *sentence = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->error_page, sentence);
  gtk_stack_set_visible_child_name (self->stack, "error");
  gtk_widget_set_sensitive (self->load_button, FALSE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
set_number (AdwActionRow *row,
            guint         number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  adw_action_row_set_subtitle (row, text);
}

static void
show_report (BulletinLoadDialog       *self,
             const BulletinLoadReport *report)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *display_name = g_filename_display_name (name);

  adw_action_row_set_subtitle (self->file_row, display_name);
  set_number (self->added_row, report->added);
  set_number (self->changed_row, report->changed);
  set_number (self->unchanged_row, report->unchanged);
  set_number (self->refused_row, report->refused->len);

  gtk_list_box_remove_all (self->refused_list);
  for (guint i = 0; i < report->refused->len && i < MAX_REFUSALS_SHOWN; i++) {
    const BulletinRefusal *refusal = report->refused->pdata[i];
    GtkWidget *row = adw_action_row_new ();
    g_autofree char *title = g_strdup_printf (_("Line %u"), refusal->line);

    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), refusal->reason);
    gtk_list_box_append (self->refused_list, row);
  }
  if (report->refused->len > MAX_REFUSALS_SHOWN) {
    g_autofree char *rest = g_strdup_printf (ngettext ("The first %u of them is shown.", "The first %u of them are shown.", MAX_REFUSALS_SHOWN),
                                             MAX_REFUSALS_SHOWN);

    adw_preferences_group_set_description (self->refused_group, rest);
  } else {
    adw_preferences_group_set_description (self->refused_group, NULL);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->refused_group), report->refused->len > 0);
  gtk_widget_set_visible (self->nothing_label, report->added + report->changed == 0);
  gtk_widget_set_sensitive (self->load_button, report->added + report->changed > 0);
  gtk_stack_set_visible_child_name (self->stack, "report");
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinLoadReport) report = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (report != NULL)
    show_report (user_data, report);
  else
    show_error (user_data, error);
}

static void start_job (BulletinLoadDialog *self,
                       gboolean            dry_run);

/* Holds a reference to the dialog: what was loaded must be said, and can be
 * undone, in any case. */
static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (BulletinLoadDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinLoadReport) report = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  g_autofree char *message = NULL;

  self->is_loading = FALSE;
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (self->service == NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    /* Looks again, in case that it was too late to cancel. */
    g_clear_object (&self->cancellable);
    self->cancellable = g_cancellable_new ();
    start_job (self, TRUE);
    return;
  }
  if (report == NULL) {
    show_error (self, error);
    return;
  }

  /* Translators: how many rows were added and changed */
  message = g_strdup_printf (_("Loaded: %u added, %u changed"), report->added, report->changed);
  if (self->window != NULL && report->operation != NULL)
    bulletin_window_offer_undo (self->window, message, report->operation);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
start_job (BulletinLoadDialog *self,
           gboolean            dry_run)
{
  Job *job = g_new0 (Job, 1);

  job->kind = self->kind;
  job->is_of_terms = self->is_of_terms;
  job->bytes = g_bytes_ref (self->bytes);
  job->name = g_file_get_basename (self->file);
  job->who = bulletin_get_user_name ();
  job->dry_run = dry_run;
  gtk_widget_set_sensitive (self->load_button, FALSE);
  gtk_widget_set_visible (self->cancel_button, !dry_run);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  self->is_loading = !dry_run;
  adw_dialog_set_can_close (ADW_DIALOG (self), dry_run);
  bulletin_library_service_call_async (self->service, run_job, !dry_run, job, job_free,
                                       (GDestroyNotify) bulletin_load_report_free, self->cancellable,
                                       dry_run ? looked_cb : loaded_cb, dry_run ? self : g_object_ref (self));
}

static void
cancel_cb (BulletinLoadDialog *self)
{
  if (self->is_loading)
    g_cancellable_cancel (self->cancellable);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (object), result, NULL, &error);
  BulletinLoadDialog *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (bytes == NULL) {
    show_error (self, error);
    return;
  }
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = g_steal_pointer (&bytes);
  start_job (self, TRUE);
}

static void
measured_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, &error);
  BulletinLoadDialog *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (info != NULL && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _("This is not a file. Choose a sheet that was saved as CSV."));
  else if (info != NULL && g_file_info_get_size (info) > MAX_BYTES)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _("The file is larger than 64 MB. Split the sheet and load the parts one after the other."));
  if (error != NULL) {
    show_error (self, error);
    return;
  }
  g_file_load_bytes_async (self->file, self->cancellable, read_cb, self);
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (BulletinLoadDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, &error);

  /* Without the service the dialog was closed meanwhile. */
  if (self->service == NULL)
    return;
  if (file == NULL) {
    if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
      show_error (self, error);
    return;
  }
  g_set_object (&self->file, file);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, self->cancellable, measured_cb, self);
}

static void
choose_cb (BulletinLoadDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _("Sheets (CSV)"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "tsv");
  gtk_file_filter_add_suffix (filter, "txt");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _("Choose a Sheet"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (self->window), NULL, chosen_cb, g_object_ref (self));
}

static void
load_cb (BulletinLoadDialog *self)
{
  if (self->bytes != NULL)
    start_job (self, FALSE);
}

/* The heads that the empty template carries. (transfer full) */
static char **
get_heads (BulletinLoadDialog *self)
{
  guint n_columns;
  const BulletinRegisterColumn *columns;
  char **heads;

  if (self->is_of_terms)
    return bulletin_terms_list_heads ();
  columns = bulletin_register_get_columns (self->kind, &n_columns);
  heads = g_new0 (char *, n_columns + 1);

  for (guint i = 0; i < n_columns; i++)
    heads[i] = g_strdup (columns[i].heads[0]);

  return heads;
}

/* --- The empty template --------------------------------------------------------- */

static void
template_chosen_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (BulletinLoadDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autoptr (BulletinSheet) sheet = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  if (file == NULL || self->window == NULL)
    return;
  sheet = bulletin_sheet_new (get_heads (self));
  text = bulletin_csv_write (sheet);
  bytes = g_bytes_new_take (text, strlen (text));
  if (bulletin_write_file (file, bytes, TRUE, NULL, &error))
    bulletin_window_add_toast (self->window, adw_toast_new (_("Template saved")));
  else
    bulletin_window_show_error (self->window, error);
}

static void
save_template_cb (BulletinLoadDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_strdup_printf ("%s.csv", self->is_of_terms ? "terms" : bulletin_register_get_name (self->kind));

  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (self->window), NULL, template_chosen_cb, g_object_ref (self));
}

static void
bulletin_load_dialog_dispose (GObject *object)
{
  BulletinLoadDialog *self = BULLETIN_LOAD_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_weak_pointer (&self->window);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_LOAD_DIALOG);

  G_OBJECT_CLASS (bulletin_load_dialog_parent_class)->dispose (object);
}

static void
bulletin_load_dialog_class_init (BulletinLoadDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_load_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-load-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinLoadDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinLoadDialog, load_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinLoadDialog, error_page);
  gtk_widget_class_bind_template_child (widget_class, BulletinLoadDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinLoadDialog, added_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinLoadDialog, changed_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinLoadDialog, unchanged_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinLoadDialog, refused_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinLoadDialog, refused_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinLoadDialog, refused_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinLoadDialog, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinLoadDialog, choose_page);
  gtk_widget_class_bind_template_child (widget_class, BulletinLoadDialog, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_template_cb);
}

static void
bulletin_load_dialog_init (BulletinLoadDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

static void
present (BulletinLoadDialog     *self,
         GtkWidget              *parent,
         BulletinLibraryService *service)
{
  g_auto (GStrv) heads = get_heads (self);
  /* Translators: between the heads of a sheet's columns */
  g_autofree char *list = g_strjoinv (C_ ("heads", ", "), heads);
  g_autofree char *words = g_strdup_printf (_("A CSV file in UTF-8 or GB18030 whose first row names the columns: %s. You see what it would change before it is loaded."), list);

  adw_status_page_set_description (self->choose_page, words);
  self->service = g_object_ref (service);
  g_set_weak_pointer (&self->window, bulletin_window_of (parent));
  adw_dialog_present (ADW_DIALOG (self), parent);
}

/**
 * bulletin_load_dialog_present:
 * @parent: a widget of the window
 * @service: the library
 * @kind: the register to load into
 *
 * Leads from a file over a look at what it would do to its loading, which can be
 * undone from a toast.
 */
void
bulletin_load_dialog_present (GtkWidget              *parent,
                              BulletinLibraryService *service,
                              BulletinRegisterKind    kind)
{
  BulletinLoadDialog *self = g_object_new (BULLETIN_TYPE_LOAD_DIALOG, NULL);

  self->kind = kind;
  present (self, parent, service);
}

/**
 * bulletin_load_dialog_present_terms:
 * @parent: a widget of the window
 * @service: the library
 *
 * The same for the office's terms.
 */
void
bulletin_load_dialog_present_terms (GtkWidget              *parent,
                                    BulletinLibraryService *service)
{
  BulletinLoadDialog *self = g_object_new (BULLETIN_TYPE_LOAD_DIALOG, NULL);

  self->is_of_terms = TRUE;
  present (self, parent, service);
}
