/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-recipient-dialog.h"

#include <glib/gi18n.h>

#include "bulletin-window.h"

struct _BulletinRecipientDialog
{
  AdwDialog parent_instance;

  AdwComboRow *kind_row;
  AdwEntryRow *name_row;
  AdwEntryRow *contact_row;
  AdwEntryRow *address_row;
  AdwEntryRow *postcode_row;
  AdwEntryRow *mail_row;
  AdwSpinRow *copies_row;
  GtkWidget *delivery_group;
  AdwSpinRow *first_row;
  AdwEntryRow *sent_row;
  AdwEntryRow *received_row;
  AdwEntryRow *received_by_row;
  AdwEntryRow *note_row;
  GtkLabel *error_label;
  GtkWidget *save_button;
  GtkWidget *delete_group;

  BulletinLibraryService *service;
  BulletinWindow *window; /* weak */
  /* One of the two. */
  BulletinRecipient *recipient;
  BulletinDelivery *delivery;
};

G_DEFINE_FINAL_TYPE (BulletinRecipientDialog, bulletin_recipient_dialog, ADW_TYPE_DIALOG)

/* What the database thread stores, or removes. */
typedef struct
{
  BulletinRecipient *recipient;
  BulletinDelivery *delivery;
  char *who;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->recipient, bulletin_recipient_free);
  g_clear_pointer (&job->delivery, bulletin_delivery_free);
  g_free (job->who);
  g_free (job);
}

static gpointer
store (BulletinLibrary *library,
       gpointer data,
       GCancellable *cancellable,
       GError **error)
{
  Job *job = data;

  return job->recipient ? bulletin_library_edit_recipient (library, job->recipient, job->who, error)
                        : bulletin_library_edit_delivery (library, job->delivery, job->who, error);
}

static gpointer
take_off (BulletinLibrary *library,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  Job *job = data;

  return job->recipient ? bulletin_library_remove_recipient (library, job->recipient->id, job->who, error)
                        : bulletin_library_remove_delivery (library, job->delivery->id, job->who, error);
}

/* What is typed, without the spaces around it; NULL for nothing. */
static void
take_text (gpointer row,
           char **field)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  g_free (*field);
  *field = *text ? g_utf8_normalize (text, -1, G_NORMALIZE_NFC) : NULL;
}

static gboolean
is_empty (gpointer row)
{
  g_autofree char *text = NULL;

  take_text (row, &text);
  return text == NULL;
}

static void
validate_cb (BulletinRecipientDialog *self)
{
  gtk_widget_set_sensitive (self->save_button, !is_empty (self->name_row));
}

static void
show_problem (BulletinRecipientDialog *self,
              const char *problem)
{
  gtk_label_set_text (self->error_label, problem ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), problem != NULL);
}

static void
done_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (BulletinRecipientDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (operation) {
    if (self->window)
      bulletin_window_offer_undo (self->window, g_object_get_data (G_OBJECT (self), "message"), operation);
    adw_dialog_force_close (ADW_DIALOG (self));
    return;
  }
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  show_problem (self, error->message);
}

static void
read_recipient (BulletinRecipientDialog *self,
                BulletinRecipient *recipient)
{
  recipient->kind = adw_combo_row_get_selected (self->kind_row);
  take_text (self->name_row, &recipient->name);
  take_text (self->contact_row, &recipient->contact);
  take_text (self->address_row, &recipient->address);
  take_text (self->postcode_row, &recipient->postcode);
  take_text (self->mail_row, &recipient->mail);
  recipient->copies = (int) adw_spin_row_get_value (self->copies_row);
}

static void
read_delivery (BulletinRecipientDialog *self,
               BulletinDelivery *delivery)
{
  delivery->kind = adw_combo_row_get_selected (self->kind_row);
  take_text (self->name_row, &delivery->name);
  take_text (self->contact_row, &delivery->contact);
  take_text (self->address_row, &delivery->address);
  take_text (self->postcode_row, &delivery->postcode);
  take_text (self->mail_row, &delivery->mail);
  delivery->copies = (int) adw_spin_row_get_value (self->copies_row);
  delivery->first_copy = (int) adw_spin_row_get_value (self->first_row);
  delivery->last_copy = delivery->first_copy > 0 ? delivery->first_copy + MAX (delivery->copies, 1) - 1 : 0;
  take_text (self->sent_row, &delivery->sent);
  take_text (self->received_row, &delivery->received);
  take_text (self->received_by_row, &delivery->received_by);
  take_text (self->note_row, &delivery->note);
}

static void
start (BulletinRecipientDialog *self,
       BulletinLibraryFunc func,
       const char *format)
{
  Job *job = g_new0 (Job, 1);

  job->who = bulletin_get_user_name ();
  if (self->recipient) {
    job->recipient = bulletin_recipient_copy (self->recipient);
    read_recipient (self, job->recipient);
  } else {
    job->delivery = bulletin_delivery_copy (self->delivery);
    read_delivery (self, job->delivery);
  }
  g_object_set_data_full (G_OBJECT (self), "message",
                          g_strdup_printf (format, gtk_editable_get_text (GTK_EDITABLE (self->name_row))), g_free);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  show_problem (self, NULL);
  bulletin_library_service_call_async (self->service, func, TRUE, job, job_free, g_free, NULL, done_cb, g_object_ref (self));
}

static void
save_cb (BulletinRecipientDialog *self)
{
  if (gtk_widget_get_sensitive (self->save_button))
    start (self, store, _ ("“%s” saved"));
}

static void
delete_cb (BulletinRecipientDialog *self)
{
  start (self, take_off, _ ("“%s” taken off the list"));
}

static void
today_cb (AdwEntryRow *row)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  gtk_editable_set_text (GTK_EDITABLE (row), today);
}

static void
bulletin_recipient_dialog_dispose (GObject *object)
{
  BulletinRecipientDialog *self = BULLETIN_RECIPIENT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_RECIPIENT_DIALOG);
  g_clear_object (&self->service);
  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->recipient, bulletin_recipient_free);
  g_clear_pointer (&self->delivery, bulletin_delivery_free);

  G_OBJECT_CLASS (bulletin_recipient_dialog_parent_class)->dispose (object);
}

static void
bulletin_recipient_dialog_class_init (BulletinRecipientDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_recipient_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-recipient-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, contact_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, postcode_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, mail_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, copies_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, delivery_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, first_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, sent_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, received_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, received_by_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, note_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinRecipientDialog, delete_group);
  gtk_widget_class_bind_template_callback (widget_class, validate_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_cb);
}

static void
bulletin_recipient_dialog_init (BulletinRecipientDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < BULLETIN_N_RECIPIENT_KINDS; i++)
    gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (self->kind_row)), bulletin_recipient_kind_get_label (i));
}

static void
set_text (AdwEntryRow *row,
          const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

static BulletinRecipientDialog *
create (GtkWidget *parent,
        BulletinLibraryService *service,
        const BulletinRecipient *shown,
        gboolean is_new)
{
  BulletinRecipientDialog *self = g_object_new (BULLETIN_TYPE_RECIPIENT_DIALOG, NULL);

  self->service = g_object_ref (service);
  g_set_weak_pointer (&self->window, bulletin_window_of (parent));
  if (!is_new)
    adw_dialog_set_title (ADW_DIALOG (self), shown->name);
  adw_combo_row_set_selected (self->kind_row, shown->kind);
  set_text (self->name_row, shown->name);
  set_text (self->contact_row, shown->contact);
  set_text (self->address_row, shown->address);
  set_text (self->postcode_row, shown->postcode);
  set_text (self->mail_row, shown->mail);
  adw_spin_row_set_value (self->copies_row, shown->copies);
  gtk_widget_set_visible (self->delete_group, !is_new);
  validate_cb (self);
  return self;
}

void
bulletin_recipient_dialog_present (GtkWidget *parent,
                                   BulletinLibraryService *service,
                                   const BulletinRecipient *recipient)
{
  BulletinRecipientDialog *self = create (parent, service, recipient, recipient->id == NULL);

  self->recipient = bulletin_recipient_copy (recipient);
  gtk_widget_set_visible (self->delivery_group, FALSE);
  adw_dialog_present (ADW_DIALOG (self), parent);
}

void
bulletin_recipient_dialog_present_delivery (GtkWidget *parent,
                                            BulletinLibraryService *service,
                                            const BulletinDelivery *delivery)
{
  BulletinRecipient shown = {
    .kind = delivery->kind,
    .name = delivery->name,
    .contact = delivery->contact,
    .address = delivery->address,
    .postcode = delivery->postcode,
    .mail = delivery->mail,
    .copies = delivery->copies,
  };
  BulletinRecipientDialog *self = create (parent, service, &shown, delivery->id == NULL);

  self->delivery = bulletin_delivery_copy (delivery);
  adw_spin_row_set_value (self->first_row, delivery->first_copy);
  set_text (self->sent_row, delivery->sent);
  set_text (self->received_row, delivery->received);
  set_text (self->received_by_row, delivery->received_by);
  set_text (self->note_row, delivery->note);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
