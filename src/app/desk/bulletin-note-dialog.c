/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-note-dialog.h"

struct _BulletinNoteDialog
{
  AdwAlertDialog parent_instance;

  AdwEntryRow *note_row;
};

G_DEFINE_FINAL_TYPE (BulletinNoteDialog, bulletin_note_dialog, ADW_TYPE_ALERT_DIALOG)

static void
bulletin_note_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_NOTE_DIALOG);

  G_OBJECT_CLASS (bulletin_note_dialog_parent_class)->dispose (object);
}

static void
bulletin_note_dialog_class_init (BulletinNoteDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_note_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-note-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinNoteDialog, note_row);
}

static void
bulletin_note_dialog_init (BulletinNoteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_note_dialog_new:
 * @heading: what is about to be done
 * @body: what that means
 * @field: what is asked for
 * @accept_label: the button that does it, with a mnemonic
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
bulletin_note_dialog_new (const char *heading,
                          const char *body,
                          const char *field,
                          const char *accept_label)
{
  BulletinNoteDialog *self = g_object_new (BULLETIN_TYPE_NOTE_DIALOG, NULL);

  adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (self), heading);
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (self), body);
  adw_alert_dialog_set_response_label (ADW_ALERT_DIALOG (self), "accept", accept_label);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->note_row), field);
  return ADW_DIALOG (self);
}

/* What stands in the field at first, selected. */
void
bulletin_note_dialog_set_note (BulletinNoteDialog *self,
                               const char *note)
{
  g_return_if_fail (BULLETIN_IS_NOTE_DIALOG (self));

  gtk_editable_set_text (GTK_EDITABLE (self->note_row), note);
}

char *
bulletin_note_dialog_get_note (BulletinNoteDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note_row))));
}
