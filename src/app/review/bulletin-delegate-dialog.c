/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-delegate-dialog.h"

#include "bulletin-application.h"
#include "bulletin-people.h"

/* More would not be a choice but a list. */
#define MAX_OFFERED 8

struct _BulletinDelegateDialog
{
  AdwAlertDialog parent_instance;

  GtkEditable *name_row;
  GtkEditable *note_row;
  AdwWrapBox *offers;

  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BulletinDelegateDialog, bulletin_delegate_dialog, ADW_TYPE_ALERT_DIALOG)

static void
name_changed_cb (BulletinDelegateDialog *self)
{
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "delegate", *gtk_editable_get_text (self->name_row) != '\0');
}

static void
offer_cb (BulletinDelegateDialog *self,
          GtkButton              *button)
{
  gtk_editable_set_text (self->name_row, gtk_button_get_label (button));
}

static gpointer
list_reviewers (BulletinLibrary *library,
                gpointer         data,
                GCancellable    *cancellable,
                GError         **error)
{
  return bulletin_library_list_reviewers (library, error);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GPtrArray) people = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, NULL);
  g_autofree char *me = bulletin_get_user_name ();
  BulletinDelegateDialog *self;

  /* Cancelled, or no names to offer: one can be typed. */
  if (people == NULL)
    return;
  self = user_data;
  for (guint i = 0, n = 0; i < people->len && n < MAX_OFFERED; i++) {
    const BulletinPerson *person = people->pdata[i];
    GtkWidget *button;

    if (g_str_equal (person->name, me))
      continue;
    button = gtk_button_new_with_label (person->name);
    g_signal_connect_object (button, "clicked", G_CALLBACK (offer_cb), self, G_CONNECT_SWAPPED);
    adw_wrap_box_append (self->offers, button);
    n++;
  }
}

static void
bulletin_delegate_dialog_dispose (GObject *object)
{
  BulletinDelegateDialog *self = BULLETIN_DELEGATE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_DELEGATE_DIALOG);

  G_OBJECT_CLASS (bulletin_delegate_dialog_parent_class)->dispose (object);
}

static void
bulletin_delegate_dialog_class_init (BulletinDelegateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bulletin_delegate_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-delegate-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinDelegateDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinDelegateDialog, note_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinDelegateDialog, offers);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
}

static void
bulletin_delegate_dialog_init (BulletinDelegateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_changed_cb (self);
}

AdwDialog *
bulletin_delegate_dialog_new (BulletinLibraryService *service)
{
  BulletinDelegateDialog *self = g_object_new (BULLETIN_TYPE_DELEGATE_DIALOG, NULL);

  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (service, list_reviewers, FALSE, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                                       self->cancellable, listed_cb, self);

  return ADW_DIALOG (self);
}

const char *
bulletin_delegate_dialog_get_name (BulletinDelegateDialog *self)
{
  return gtk_editable_get_text (self->name_row);
}

const char *
bulletin_delegate_dialog_get_note (BulletinDelegateDialog *self)
{
  return gtk_editable_get_text (self->note_row);
}
