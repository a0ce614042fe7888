/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-remarks-dialog.h"

#include "bulletin-remarks-pane.h"

struct _BulletinRemarksDialog
{
  AdwDialog parent_instance;

  BulletinRemarksPane *pane;
};

enum
{
  SIGNAL_REVEAL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BulletinRemarksDialog, bulletin_remarks_dialog, ADW_TYPE_DIALOG)

/* The dialog lies over the place. */
static void
reveal_cb (BulletinRemarksDialog *self,
           const char            *id)
{
  g_signal_emit (self, signals[SIGNAL_REVEAL], 0, id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
bulletin_remarks_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_REMARKS_DIALOG);

  G_OBJECT_CLASS (bulletin_remarks_dialog_parent_class)->dispose (object);
}

static void
bulletin_remarks_dialog_class_init (BulletinRemarksDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bulletin_remarks_dialog_dispose;

  signals[SIGNAL_REVEAL] = g_signal_new ("reveal", BULLETIN_TYPE_REMARKS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (BULLETIN_TYPE_REMARKS_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-remarks-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarksDialog, pane);
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
}

static void
bulletin_remarks_dialog_init (BulletinRemarksDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
bulletin_remarks_dialog_new (void)
{
  return g_object_new (BULLETIN_TYPE_REMARKS_DIALOG, NULL);
}

void
bulletin_remarks_dialog_set_remarks (BulletinRemarksDialog  *self,
                                     BulletinLibraryService *service,
                                     const GPtrArray        *remarks)
{
  g_return_if_fail (BULLETIN_IS_REMARKS_DIALOG (self));

  bulletin_remarks_pane_set_remarks (self->pane, service, remarks);
}
