/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register-form.h"

#include "bulletin-window.h"

#include <glib/gi18n.h>

struct _BulletinRegisterForm
{
  AdwDialog parent_instance;

  AdwPreferencesGroup *group;
  AdwPreferencesGroup *actions_group;
  GtkWidget *close_row;
  GtkLabel *error_label;
  GtkWidget *save_button;

  BulletinLibraryService *service;
  BulletinRegisterKind kind;
  char *id;                /* NULL for a new row */
  GPtrArray *entries;      /* AdwEntryRow, one for each column */
  BulletinWindow *window;  /* weak: where the toast goes */
};

G_DEFINE_FINAL_TYPE (BulletinRegisterForm, bulletin_register_form, ADW_TYPE_DIALOG)

typedef enum
{
  ACTION_SAVE,
  ACTION_CLOSE,
  ACTION_DELETE,
} Action;

static const char *const done[] = {
  [ACTION_SAVE] = N_ ("Saved"),
  [ACTION_CLOSE] = N_ ("Closed"),
  [ACTION_DELETE] = N_ ("Deleted"),
};

/* What the database thread does, and what comes of it. */
typedef struct
{
  Action action;
  BulletinRegisterKind kind;
  char *id;
  char **values;
  char *who;
  int bad_column;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->id);
  g_strfreev (job->values);
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
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  switch (job->action) {
  case ACTION_CLOSE:
    return bulletin_register_close (library, job->kind, job->id, today, job->who, error);
  case ACTION_DELETE:
    return bulletin_register_delete (library, job->kind, job->id, job->who, error);
  default:
    return bulletin_register_save (library, job->kind, job->id, (const char *const *) job->values, job->who,
                                   NULL, &job->bad_column, error);
  }
}

static void
show_error (BulletinRegisterForm *self,
            const GError         *error,
            int                   bad_column)
{
  gtk_label_set_label (self->error_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (bad_column >= 0 && bad_column < (int) self->entries->len) {
    gtk_widget_add_css_class (self->entries->pdata[bad_column], "error");
    gtk_widget_grab_focus (self->entries->pdata[bad_column]);
  }
}

typedef struct
{
  BulletinRegisterForm *form;
  Job *job;
} Pending;

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Pending *pending = user_data;
  g_autoptr (BulletinRegisterForm) self = pending->form;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);

  gtk_widget_set_sensitive (self->save_button, TRUE);
  /* The job lives as long as the task that is just being answered. */
  if (operation == NULL) {
    show_error (self, error, pending->job->bad_column);
    return;
  }
  if (self->window != NULL)
    bulletin_window_offer_undo (self->window, _(done[pending->job->action]), operation);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
start_job (BulletinRegisterForm *self,
           Action                action)
{
  Job *job = g_new0 (Job, 1);
  Pending *pending = g_new0 (Pending, 1);

  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  job->action = action;
  job->kind = self->kind;
  job->id = g_strdup (self->id);
  job->who = bulletin_get_user_name ();
  job->bad_column = -1;
  job->values = g_new0 (char *, self->entries->len + 1);
  for (guint i = 0; i < self->entries->len; i++) {
    gtk_widget_remove_css_class (self->entries->pdata[i], "error");
    job->values[i] = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries->pdata[i])));
  }
  pending->form = g_object_ref (self);
  pending->job = job;
  gtk_widget_set_sensitive (self->save_button, FALSE);
  bulletin_library_service_call_async (self->service, run_job, TRUE, job, job_free, g_free, NULL, done_cb, pending);
}

static void
save_cb (BulletinRegisterForm *self)
{
  start_job (self, ACTION_SAVE);
}

static void
close_row_cb (BulletinRegisterForm *self)
{
  start_job (self, ACTION_CLOSE);
}

static void
delete_cb (BulletinRegisterForm *self)
{
  start_job (self, ACTION_DELETE);
}

static void
bulletin_register_form_dispose (GObject *object)
{
  BulletinRegisterForm *self = BULLETIN_REGISTER_FORM (object);

  g_clear_object (&self->service);
  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_REGISTER_FORM);

  G_OBJECT_CLASS (bulletin_register_form_parent_class)->dispose (object);
}

static void
bulletin_register_form_finalize (GObject *object)
{
  g_free (BULLETIN_REGISTER_FORM (object)->id);

  G_OBJECT_CLASS (bulletin_register_form_parent_class)->finalize (object);
}

static void
bulletin_register_form_class_init (BulletinRegisterFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_register_form_dispose;
  object_class->finalize = bulletin_register_form_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-register-form.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterForm, group);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterForm, actions_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterForm, close_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterForm, error_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterForm, save_button);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
bulletin_register_form_init (BulletinRegisterForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entries = g_ptr_array_new ();
}

static void
add_entry (BulletinRegisterForm         *self,
           const BulletinRegisterColumn *column,
           const char                   *value)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), bulletin_register_column_get_label (column));
  gtk_editable_set_text (GTK_EDITABLE (entry), value);
  if (column->kind == BULLETIN_VALUE_INTEGER || column->kind == BULLETIN_VALUE_NUMBER)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (entry), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect_object (entry, "entry-activated", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, entry);
  g_ptr_array_add (self->entries, entry);
}

/**
 * bulletin_register_form_present:
 * @parent: a widget of the window
 * @service: the library
 * @kind: the register
 * @row: (nullable): the row to edit, %NULL to add one
 *
 * Shows the form. What it does can be undone from a toast.
 */
void
bulletin_register_form_present (GtkWidget              *parent,
                                BulletinLibraryService *service,
                                BulletinRegisterKind    kind,
                                BulletinRegisterRow    *row)
{
  BulletinRegisterForm *self = g_object_new (BULLETIN_TYPE_REGISTER_FORM, NULL);
  const BulletinRegisterColumn *columns;
  guint n_columns;

  self->service = g_object_ref (service);
  self->kind = kind;
  self->id = row != NULL ? g_strdup (bulletin_register_row_get_id (row)) : NULL;
  g_set_weak_pointer (&self->window, bulletin_window_of (parent));

  columns = bulletin_register_get_columns (kind, &n_columns);
  for (guint i = 0; i < n_columns; i++)
    add_entry (self, &columns[i], row != NULL ? bulletin_register_row_get_value (row, i) : "");
  adw_dialog_set_title (ADW_DIALOG (self), row != NULL ? _("Edit") : _("Add"));
  gtk_widget_set_visible (GTK_WIDGET (self->actions_group), row != NULL);
  gtk_widget_set_visible (self->close_row, row != NULL && bulletin_register_can_close (kind) && !bulletin_register_row_get_closed (row));
  adw_dialog_present (ADW_DIALOG (self), parent);
}
