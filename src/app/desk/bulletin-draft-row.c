/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-draft-row.h"

#include <glib/gi18n.h>

#include "bulletin-display.h"

struct _BulletinDraftRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title_label;
  GtkLabel *detail_label;
  GtkLabel *reason_label;
  GtkLabel *state_label;
  GtkWidget *delete_button;

  BulletinRecord *record;
};

G_DEFINE_FINAL_TYPE (BulletinDraftRow, bulletin_draft_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_DELETE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
delete_cb (BulletinDraftRow *self)
{
  g_signal_emit (self, signals[SIGNAL_DELETE], 0);
}

static void
activate_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  gtk_widget_activate (widget);
}

static void
bulletin_draft_row_dispose (GObject *object)
{
  BulletinDraftRow *self = BULLETIN_DRAFT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_DRAFT_ROW);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (bulletin_draft_row_parent_class)->dispose (object);
}

static void
bulletin_draft_row_class_init (BulletinDraftRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_draft_row_dispose;

  signals[SIGNAL_DELETE] = g_signal_new ("delete", BULLETIN_TYPE_DRAFT_ROW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-draft-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinDraftRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinDraftRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinDraftRow, reason_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinDraftRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinDraftRow, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_install_action (widget_class, "row.activate", NULL, activate_action);
}

static void
bulletin_draft_row_init (BulletinDraftRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_draft_row_new:
 * @record: a bulletin that is not issued
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
bulletin_draft_row_new (BulletinRecord *record)
{
  BulletinDraftRow *self = g_object_new (BULLETIN_TYPE_DRAFT_ROW, NULL);
  const BulletinMetadata *metadata = bulletin_record_get_metadata (record);
  const char *state = bulletin_state_get_label (bulletin_record_get_state (record));
  const char *reason = bulletin_record_get_reason (record);
  const char *who = bulletin_record_get_changed_by (record);
  g_autofree char *issue = NULL;
  g_autofree char *when = bulletin_display_time (bulletin_record_get_changed_at (record));
  g_autofree char *detail = NULL;
  g_autofree char *name = NULL;
  g_autofree char *returned = NULL;

  self->record = g_object_ref (record);
  if (metadata->number > 0)
    g_object_get (record, "issue", &issue, NULL);
  else
    issue = g_strdup (_ ("No number yet"));
  detail = g_strdup_printf ("%s · %s · %s", issue, who ? who : "", when);

  gtk_label_set_label (self->title_label, bulletin_record_get_title (record));
  gtk_label_set_label (self->detail_label, detail);
  gtk_label_set_label (self->state_label, state);
  gtk_widget_add_css_class (GTK_WIDGET (self->state_label), bulletin_state_to_string (bulletin_record_get_state (record)));
  if (reason && *reason)
    returned = g_strdup_printf (_ ("Sent back: %s"), reason);
  gtk_label_set_label (self->reason_label, returned ? returned : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), returned != NULL);

  name = g_strdup_printf ("%s, %s", bulletin_record_get_title (record), state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, returned ? returned : detail,
                                  -1);
  g_free (name);
  name = g_strdup_printf (_ ("Delete “%s”"), bulletin_record_get_title (record));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->delete_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

BulletinRecord *
bulletin_draft_row_get_record (BulletinDraftRow *self)
{
  return self->record;
}
