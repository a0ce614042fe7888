/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-period-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

struct _BulletinPeriodDialog
{
  AdwDialog parent_instance;

  AdwEntryRow *first_row;
  AdwEntryRow *last_row;
  GtkLabel *message_label;

  BulletinPeriod period;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BulletinPeriodDialog, bulletin_period_dialog, ADW_TYPE_DIALOG)

static gboolean
read_day (AdwEntryRow *row,
          char         date[11],
          GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  if (bulletin_date_parse (gtk_editable_get_text (GTK_EDITABLE (row)), date, &local_error)) {
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
    return TRUE;
  }

  gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  /* The first one that is wrong speaks. */
  if (*error == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static void
changed_cb (BulletinPeriodDialog *self)
{
  g_autoptr (GError) error = NULL;
  BulletinPeriod period = { .kind = BULLETIN_PERIOD_CUSTOM };
  gboolean is_first = read_day (self->first_row, period.first, &error);
  gboolean is_last = read_day (self->last_row, period.last, &error);
  const char *sentence = error != NULL ? error->message : "";

  if (is_first && is_last && strcmp (period.first, period.last) > 0) {
    gtk_widget_add_css_class (GTK_WIDGET (self->last_row), "error");
    sentence = _("The last day is before the first. Exchange them.");
    is_last = FALSE;
  }
  gtk_label_set_label (self->message_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), *sentence != '\0');
  if (is_first && is_last) {
    bulletin_period_canonicalise (&period);
    self->period = period;
  }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "period.show", is_first && is_last);
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CHOSEN], 0);
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
activated_cb (BulletinPeriodDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "period.show", NULL);
}

static void
bulletin_period_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_PERIOD_DIALOG);

  G_OBJECT_CLASS (bulletin_period_dialog_parent_class)->dispose (object);
}

static void
bulletin_period_dialog_class_init (BulletinPeriodDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bulletin_period_dialog_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", BULLETIN_TYPE_PERIOD_DIALOG, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "period.show", NULL, show_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-period-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinPeriodDialog, first_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPeriodDialog, last_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPeriodDialog, message_label);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
bulletin_period_dialog_init (BulletinPeriodDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_period_dialog_new:
 * @period: what its fields start with
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
bulletin_period_dialog_new (const BulletinPeriod *period)
{
  BulletinPeriodDialog *self = g_object_new (BULLETIN_TYPE_PERIOD_DIALOG, NULL);

  g_return_val_if_fail (period != NULL, NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->first_row), period->first);
  gtk_editable_set_text (GTK_EDITABLE (self->last_row), period->last);

  return ADW_DIALOG (self);
}

/**
 * bulletin_period_dialog_get_period:
 * @period: (out): the days; a month, quarter or year if they are one
 */
void
bulletin_period_dialog_get_period (BulletinPeriodDialog *self,
                                   BulletinPeriod       *period)
{
  g_return_if_fail (BULLETIN_IS_PERIOD_DIALOG (self));
  g_return_if_fail (period != NULL);

  *period = self->period;
}
