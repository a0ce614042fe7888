/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-person-dialog.h"

#include <glib/gi18n.h>

#include "bulletin-application.h"
#include "bulletin-window.h"

struct _BulletinPersonDialog
{
  AdwDialog parent_instance;

  AdwEntryRow *name_row;
  AdwEntryRow *post_row;
  AdwComboRow *role_row;
  GtkLabel *error_label;
  GtkWidget *save_button;
  GtkWidget *remove_group;

  BulletinLibraryService *service;
  BulletinWindow *window; /* weak */
  char *id;
  int position;
  gboolean is_at_desk;
};

G_DEFINE_FINAL_TYPE (BulletinPersonDialog, bulletin_person_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  BulletinPerson *person;
  char *who;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  bulletin_person_free (job->person);
  g_free (job->who);
  g_free (job);
}

static gpointer
put (BulletinLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  Job *job = data;

  return bulletin_library_put_person (library, job->person, job->who, error);
}

static gpointer
take_off (BulletinLibrary *library,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  Job *job = data;

  return bulletin_library_remove_person (library, job->person->id, job->who, error);
}

static char *
get_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
validate_cb (BulletinPersonDialog *self)
{
  g_autofree char *name = get_text (self->name_row);

  gtk_widget_set_sensitive (self->save_button, *name != '\0');
}

static void
show_problem (BulletinPersonDialog *self,
              const char *problem)
{
  gtk_label_set_text (self->error_label, problem ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), problem != NULL);
}

/* The person at this machine goes by what was entered now. */
static void
follow_person (BulletinPersonDialog *self)
{
  GSettings *settings = bulletin_get_settings ();
  g_autofree char *name = get_text (self->name_row);
  g_autofree char *post = get_text (self->post_row);

  g_settings_set_enum (settings, "user-role", adw_combo_row_get_selected (self->role_row));
  g_settings_set_string (settings, "user-post", post);
  g_settings_set_string (settings, "user-name", name);
}

static void
done_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (BulletinPersonDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (!operation) {
    gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
    show_problem (self, error->message);
    return;
  }
  if (self->is_at_desk)
    follow_person (self);
  if (self->window)
    bulletin_window_offer_undo (self->window, g_object_get_data (G_OBJECT (self), "message"), operation);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
start (BulletinPersonDialog *self,
       BulletinLibraryFunc func,
       const char *format)
{
  Job *job = g_new0 (Job, 1);

  job->who = bulletin_get_user_name ();
  job->person = g_new0 (BulletinPerson, 1);
  job->person->id = g_strdup (self->id);
  job->person->name = get_text (self->name_row);
  job->person->post = get_text (self->post_row);
  job->person->role = adw_combo_row_get_selected (self->role_row);
  job->person->position = self->position;
  g_object_set_data_full (G_OBJECT (self), "message", g_strdup_printf (format, job->person->name), g_free);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  show_problem (self, NULL);
  bulletin_library_service_call_async (self->service, func, TRUE, job, job_free, g_free, NULL, done_cb, g_object_ref (self));
}

static void
save_cb (BulletinPersonDialog *self)
{
  if (gtk_widget_get_sensitive (self->save_button))
    start (self, put, _ ("“%s” saved"));
}

static void
remove_cb (BulletinPersonDialog *self)
{
  start (self, take_off, _ ("“%s” taken off the list"));
}

static void
bulletin_person_dialog_dispose (GObject *object)
{
  BulletinPersonDialog *self = BULLETIN_PERSON_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_PERSON_DIALOG);
  g_clear_object (&self->service);
  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (bulletin_person_dialog_parent_class)->dispose (object);
}

static void
bulletin_person_dialog_class_init (BulletinPersonDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_person_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-person-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinPersonDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPersonDialog, post_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPersonDialog, role_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPersonDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinPersonDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinPersonDialog, remove_group);
  gtk_widget_class_bind_template_callback (widget_class, validate_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
bulletin_person_dialog_init (BulletinPersonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bulletin_person_dialog_present (GtkWidget *parent,
                                BulletinLibraryService *service,
                                const BulletinPerson *person)
{
  BulletinPersonDialog *self = g_object_new (BULLETIN_TYPE_PERSON_DIALOG, NULL);
  g_autofree char *at_desk = g_settings_get_string (bulletin_get_settings (), "user-name");

  self->service = g_object_ref (service);
  g_set_weak_pointer (&self->window, bulletin_window_of (parent));
  if (person) {
    self->id = g_strdup (person->id);
    self->position = person->position;
    self->is_at_desk = g_str_equal (person->name, at_desk);
    adw_dialog_set_title (ADW_DIALOG (self), person->name);
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), person->name);
    gtk_editable_set_text (GTK_EDITABLE (self->post_row), person->post ? person->post : "");
    adw_combo_row_set_selected (self->role_row, person->role);
  } else {
    adw_combo_row_set_selected (self->role_row, BULLETIN_PERSON_REVIEWER);
  }
  /* Whoever sits here would be entered again as soon as the preferences close. */
  gtk_widget_set_visible (self->remove_group, person && !self->is_at_desk);
  validate_cb (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
