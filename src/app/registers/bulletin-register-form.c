/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register-form.h"

#include "bulletin-period.h"
#include "bulletin-register-field.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>

struct _BulletinRegisterForm
{
  AdwBin parent_instance;

  AdwWindowTitle *title_widget;
  GtkLabel *error_label;
  AdwPreferencesPage *page;
  AdwPreferencesGroup *group;
  AdwPreferencesGroup *actions_group;
  GtkWidget *close_row;

  BulletinLibraryService *service;
  gulong changed_handler;
  BulletinRegisterKind kind;
  char *id;                  /* NULL for a new row */
  GPtrArray *fields;         /* BulletinRegisterField, one for each column */
  gboolean has_references;   /* what the fields offer is of the library as it is */
  gboolean is_busy;
  GCancellable *cancellable; /* of the references that are being read */
};

enum
{
  SIGNAL_DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BulletinRegisterForm, bulletin_register_form, ADW_TYPE_BIN)

/* A station is closed; a person leaves. */
static gboolean
is_about_people (BulletinRegisterForm *self)
{
  return bulletin_register_find_column (self->kind, "left") >= 0;
}

static void
update_actions (BulletinRegisterForm *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save",
                                 !self->is_busy && self->service != NULL && bulletin_register_form_is_modified (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.delete", !self->is_busy && self->id != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.close", !self->is_busy && self->id != NULL);
}

static void
set_error (BulletinRegisterForm *self,
           const char           *sentence)
{
  gtk_label_set_label (self->error_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), sentence != NULL);
  if (sentence != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* --- What the fields refer to ----------------------------------------------------- */

/* (element-type GPtrArray): the rows of each register that is asked for. */
static gpointer
list_references (BulletinLibrary *library,
                 gpointer         data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  const guint wanted = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) lists = g_ptr_array_new_full (BULLETIN_N_REGISTERS, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < BULLETIN_N_REGISTERS; i++) {
    GPtrArray *rows = (wanted & 1u << i) != 0 ? bulletin_register_list (library, i, error)
                                              : g_ptr_array_new_with_free_func (g_object_unref);

    if (rows == NULL)
      return NULL;
    g_ptr_array_add (lists, rows);
  }

  return g_steal_pointer (&lists);
}

static void
references_listed_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lists = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinRegisterForm *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (lists == NULL) {
    set_error (self, error->message);
    return;
  }

  for (guint i = 0; i < self->fields->len; i++) {
    int referred = bulletin_register_field_get_referred (self->fields->pdata[i]);

    if (referred >= 0)
      bulletin_register_field_set_referred (self->fields->pdata[i], lists->pdata[referred]);
  }
  self->has_references = TRUE;
}

static void
read_references (BulletinRegisterForm *self)
{
  guint wanted = 0;

  if (self->has_references || self->service == NULL)
    return;
  for (guint i = 0; i < self->fields->len; i++) {
    int referred = bulletin_register_field_get_referred (self->fields->pdata[i]);

    if (referred >= 0)
      wanted |= 1u << referred;
  }
  if (wanted == 0)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, list_references, FALSE, GUINT_TO_POINTER (wanted), NULL,
                                       (GDestroyNotify) g_ptr_array_unref, self->cancellable, references_listed_cb, self);
}

static void
library_changed_cb (BulletinRegisterForm *self)
{
  self->has_references = FALSE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_references (self);
}

/* --- What is done to the row -------------------------------------------------------- */

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
  char *date;
  char *who;
  char *row_id;
  int bad_column;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->id);
  g_strfreev (job->values);
  g_free (job->date);
  g_free (job->who);
  g_free (job->row_id);
  g_free (job);
}

static gpointer
run_job (BulletinLibrary *library,
         gpointer         data,
         GCancellable    *cancellable,
         GError         **error)
{
  Job *job = data;

  switch (job->action) {
  case ACTION_CLOSE:
    return bulletin_register_close (library, job->kind, job->id, job->date, job->who, error);
  case ACTION_DELETE:
    return bulletin_register_delete (library, job->kind, job->id, job->who, error);
  default:
    return bulletin_register_save (library, job->kind, job->id, (const char *const *) job->values, job->who,
                                   &job->row_id, &job->bad_column, error);
  }
}

/* What was written is done, also when the form is left meanwhile: the toast goes
 * to the window that it was in. */
typedef struct
{
  BulletinRegisterForm *form;
  BulletinWindow *window;
  Job *job;
} Pending;

static void
take_saved (BulletinRegisterForm *self,
            const Job            *job)
{
  if (job->row_id != NULL)
    g_set_str (&self->id, job->row_id);
  for (guint i = 0; i < self->fields->len; i++) {
    g_autofree char *now = bulletin_register_field_get_value (self->fields->pdata[i]);

    /* Unless it was typed on meanwhile. */
    if (g_str_equal (now, job->values[i]))
      bulletin_register_field_accept (self->fields->pdata[i]);
  }
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Pending *pending = user_data;
  g_autoptr (BulletinRegisterForm) self = pending->form;
  g_autoptr (BulletinWindow) window = pending->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  const Job *job = pending->job;  /* lives as long as the task that is being answered */
  gboolean is_same = g_strcmp0 (self->id, job->id) == 0;

  self->is_busy = FALSE;
  if (operation == NULL) {
    if (is_same && job->bad_column >= 0 && job->bad_column < (int) self->fields->len) {
      bulletin_register_field_set_error (self->fields->pdata[job->bad_column], error->message);
      bulletin_register_field_grab_focus (self->fields->pdata[job->bad_column]);
    } else {
      set_error (self, error->message);
    }
    update_actions (self);
    return;
  }

  if (window != NULL)
    bulletin_window_offer_undo (window, job->action == ACTION_CLOSE && is_about_people (self) ? _("Noted as left") : _(done[job->action]), operation);
  if (is_same && job->action == ACTION_SAVE)
    take_saved (self, job);
  update_actions (self);
  if (is_same && job->action == ACTION_DELETE)
    g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
start_job (BulletinRegisterForm *self,
           Action                action,
           const char           *date)
{
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  Job *job;
  Pending *pending;

  if (self->service == NULL || self->is_busy)
    return;
  set_error (self, NULL);
  job = g_new0 (Job, 1);
  job->action = action;
  job->kind = self->kind;
  job->id = g_strdup (self->id);
  job->date = g_strdup (date);
  job->who = bulletin_get_user_name ();
  job->bad_column = -1;
  job->values = g_new0 (char *, self->fields->len + 1);
  for (guint i = 0; i < self->fields->len; i++) {
    bulletin_register_field_set_error (self->fields->pdata[i], NULL);
    job->values[i] = bulletin_register_field_get_value (self->fields->pdata[i]);
  }
  pending = g_new0 (Pending, 1);
  pending->form = g_object_ref (self);
  pending->window = window != NULL ? g_object_ref (window) : NULL;
  pending->job = job;
  self->is_busy = TRUE;
  update_actions (self);
  bulletin_library_service_call_async (self->service, run_job, TRUE, job, job_free, g_free, NULL, done_cb, pending);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  start_job (BULLETIN_REGISTER_FORM (widget), ACTION_SAVE, NULL);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  start_job (BULLETIN_REGISTER_FORM (widget), ACTION_DELETE, NULL);
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_DONE], 0);
}

/* --- Closing a row as of a day -------------------------------------------------------- */

static void
close_date_changed_cb (GtkEditable    *row,
                       AdwAlertDialog *dialog)
{
  char date[11];
  gboolean is_date = bulletin_date_parse (gtk_editable_get_text (row), date, NULL);

  if (is_date)
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  adw_alert_dialog_set_response_enabled (dialog, "close", is_date);
}

static void
close_response_cb (BulletinRegisterForm *self,
                   const char           *response,
                   AdwAlertDialog       *dialog)
{
  GtkEditable *row = g_object_get_data (G_OBJECT (dialog), "bulletin-date-row");

  if (g_str_equal (response, "close"))
    start_job (self, ACTION_CLOSE, gtk_editable_get_text (row));
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  BulletinRegisterForm *self = BULLETIN_REGISTER_FORM (widget);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-register-form-close.ui");
  AdwDialog *dialog = ADW_DIALOG (gtk_builder_get_object (builder, "dialog"));
  GtkEditable *row = GTK_EDITABLE (gtk_builder_get_object (builder, "date_row"));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  if (is_about_people (self)) {
    adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (dialog), _("From When On Is This Person No Longer With the Team?"));
    adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), _("They are no longer counted from this day on. What they took part in stays."));
    adw_alert_dialog_set_response_label (ADW_ALERT_DIALOG (dialog), "close", _("_Leave"));
  }
  gtk_editable_set_text (row, today);
  g_object_set_data (G_OBJECT (dialog), "bulletin-date-row", row);
  g_signal_connect_object (row, "changed", G_CALLBACK (close_date_changed_cb), dialog, G_CONNECT_DEFAULT);
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

/* --- The object --------------------------------------------------------------------------- */

static void
field_changed_cb (BulletinRegisterForm *self)
{
  update_actions (self);
}

static void
field_activated_cb (BulletinRegisterForm *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.save", NULL);
}

static void
bulletin_register_form_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bulletin_register_form_parent_class)->map (widget);

  read_references (BULLETIN_REGISTER_FORM (widget));
}

static void
bulletin_register_form_dispose (GObject *object)
{
  BulletinRegisterForm *self = BULLETIN_REGISTER_FORM (object);

  bulletin_register_form_set_service (self, NULL);
  g_ptr_array_set_size (self->fields, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_REGISTER_FORM);

  G_OBJECT_CLASS (bulletin_register_form_parent_class)->dispose (object);
}

static void
bulletin_register_form_finalize (GObject *object)
{
  BulletinRegisterForm *self = BULLETIN_REGISTER_FORM (object);

  g_free (self->id);
  g_ptr_array_unref (self->fields);

  G_OBJECT_CLASS (bulletin_register_form_parent_class)->finalize (object);
}

static void
bulletin_register_form_class_init (BulletinRegisterFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_register_form_dispose;
  object_class->finalize = bulletin_register_form_finalize;
  widget_class->map = bulletin_register_form_map;

  signals[SIGNAL_DONE] = g_signal_new ("done", BULLETIN_TYPE_REGISTER_FORM, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "form.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "form.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "form.delete", NULL, delete_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "form.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-register-form.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterForm, title_widget);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterForm, error_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterForm, page);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterForm, group);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterForm, actions_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinRegisterForm, close_row);
}

static void
bulletin_register_form_init (BulletinRegisterForm *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_register_form_set_kind:
 * @kind: the register
 *
 * Gives the form a field for each column.
 */
void
bulletin_register_form_set_kind (BulletinRegisterForm *self,
                                 BulletinRegisterKind  kind)
{
  const BulletinRegisterColumn *columns;
  guint n_columns;

  g_return_if_fail (BULLETIN_IS_REGISTER_FORM (self));
  g_return_if_fail (self->fields->len == 0);

  self->kind = kind;
  if (is_about_people (self))
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->close_row), _("_Leave…"));
  columns = bulletin_register_get_columns (kind, &n_columns);
  for (guint i = 0; i < n_columns; i++) {
    BulletinRegisterField *field = bulletin_register_field_new (&columns[i], self->group);

    g_signal_connect_object (field, "changed", G_CALLBACK (field_changed_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (field, "activated", G_CALLBACK (field_activated_cb), self, G_CONNECT_SWAPPED);
    g_ptr_array_add (self->fields, field);
  }
}

/**
 * bulletin_register_form_set_service:
 * @service: (nullable): the library
 */
void
bulletin_register_form_set_service (BulletinRegisterForm   *self,
                                    BulletinLibraryService *service)
{
  g_return_if_fail (BULLETIN_IS_REGISTER_FORM (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->service != NULL)
    g_clear_signal_handler (&self->changed_handler, self->service);
  g_set_object (&self->service, service);
  self->has_references = FALSE;
  if (service != NULL)
    self->changed_handler = g_signal_connect_swapped (service, "changed", G_CALLBACK (library_changed_cb), self);
}

/**
 * bulletin_register_form_open:
 * @row: (nullable): the row to edit, %NULL to add one
 *
 * Shows a row and forgets what was typed for the one before. What is done to it
 * can be undone from a toast.
 */
void
bulletin_register_form_open (BulletinRegisterForm *self,
                             BulletinRegisterRow  *row)
{
  int name;

  g_return_if_fail (BULLETIN_IS_REGISTER_FORM (self));

  name = bulletin_register_find_column (self->kind, "name");
  g_set_str (&self->id, row != NULL ? bulletin_register_row_get_id (row) : NULL);
  for (guint i = 0; i < self->fields->len; i++)
    bulletin_register_field_set_value (self->fields->pdata[i], row != NULL ? bulletin_register_row_get_value (row, i) : "");
  set_error (self, NULL);
  adw_window_title_set_title (self->title_widget, row == NULL ? _("Add") : name >= 0 ? bulletin_register_row_get_value (row, name)
                                                                                     : _("Edit"));
  adw_window_title_set_subtitle (self->title_widget, row == NULL || !bulletin_register_row_get_closed (row) ? ""
                                                       : is_about_people (self)                               ? _("No longer with the team")
                                                                                                              : _("Closed"));
  gtk_widget_set_visible (GTK_WIDGET (self->actions_group), row != NULL);
  gtk_widget_set_visible (self->close_row, row != NULL && bulletin_register_can_close (self->kind) && !bulletin_register_row_get_closed (row));
  read_references (self);
  update_actions (self);
}

gboolean
bulletin_register_form_is_modified (BulletinRegisterForm *self)
{
  g_return_val_if_fail (BULLETIN_IS_REGISTER_FORM (self), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    if (bulletin_register_field_is_modified (self->fields->pdata[i]))
      return TRUE;

  return FALSE;
}

const char *
bulletin_register_form_get_id (BulletinRegisterForm *self)
{
  g_return_val_if_fail (BULLETIN_IS_REGISTER_FORM (self), NULL);

  return self->id;
}

void
bulletin_register_form_focus_first (BulletinRegisterForm *self)
{
  g_return_if_fail (BULLETIN_IS_REGISTER_FORM (self));

  adw_preferences_page_scroll_to_top (self->page);
  if (self->fields->len > 0)
    bulletin_register_field_grab_focus (self->fields->pdata[0]);
}
