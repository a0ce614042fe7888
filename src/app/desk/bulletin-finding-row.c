/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-finding-row.h"

#include <glib/gi18n.h>

struct _BulletinFindingRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *message_label;
  GtkLabel *place_label;
  GtkWidget *mend_button;

  BulletinFinding *finding;
};

G_DEFINE_FINAL_TYPE (BulletinFindingRow, bulletin_finding_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_MEND,
  SIGNAL_IGNORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
mend_cb (BulletinFindingRow *self)
{
  g_signal_emit (self, signals[SIGNAL_MEND], 0);
}

static void
ignore_cb (BulletinFindingRow *self)
{
  g_signal_emit (self, signals[SIGNAL_IGNORE], 0);
}

static void
activate_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  gtk_widget_activate (widget);
}

static void
bulletin_finding_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_FINDING_ROW);

  G_OBJECT_CLASS (bulletin_finding_row_parent_class)->dispose (object);
}

static void
bulletin_finding_row_finalize (GObject *object)
{
  BulletinFindingRow *self = BULLETIN_FINDING_ROW (object);

  g_clear_pointer (&self->finding, bulletin_finding_free);

  G_OBJECT_CLASS (bulletin_finding_row_parent_class)->finalize (object);
}

static void
bulletin_finding_row_class_init (BulletinFindingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_finding_row_dispose;
  object_class->finalize = bulletin_finding_row_finalize;

  signals[SIGNAL_MEND] = g_signal_new ("mend", BULLETIN_TYPE_FINDING_ROW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_IGNORE] = g_signal_new ("ignore", BULLETIN_TYPE_FINDING_ROW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinFindingRow, message_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinFindingRow, place_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinFindingRow, mend_button);
  gtk_widget_class_bind_template_callback (widget_class, mend_cb);
  gtk_widget_class_bind_template_callback (widget_class, ignore_cb);
  gtk_widget_class_install_action (widget_class, "row.activate", NULL, activate_action);
}

static void
bulletin_finding_row_init (BulletinFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show (BulletinFindingRow *self,
      const BulletinFinding *finding,
      const char *place)
{
  g_clear_pointer (&self->finding, bulletin_finding_free);
  self->finding = bulletin_finding_copy (finding);
  if (!g_str_equal (gtk_label_get_label (self->message_label), finding->message))
    gtk_label_set_label (self->message_label, finding->message);
  if (g_str_equal (gtk_label_get_label (self->place_label), place))
    return;
  gtk_label_set_label (self->place_label, place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, finding->message,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, place,
                                  -1);
}

/**
 * bulletin_finding_row_new:
 * @finding: a finding
 * @line: its line, from 1; 0 if it has no place in the text
 * @column: its column, likewise
 *
 * Returns: (transfer floating): a row that says where the finding stands
 */
GtkWidget *
bulletin_finding_row_new (const BulletinFinding *finding,
                          guint line,
                          guint column)
{
  BulletinFindingRow *self = g_object_new (BULLETIN_TYPE_FINDING_ROW, NULL);

  gtk_widget_set_visible (self->mend_button, finding->replacement != NULL);
  bulletin_finding_row_set_finding (self, finding, line, column);
  return GTK_WIDGET (self);
}

GtkWidget *
bulletin_finding_row_new_for_fix (const BulletinFinding *finding)
{
  BulletinFindingRow *self = g_object_new (BULLETIN_TYPE_FINDING_ROW, NULL);
  g_autofree char *fix = NULL;

  if (!finding->replacement)
    fix = g_strdup (_ ("How to fix this is for you to decide"));
  else if (*finding->replacement)
    /* Translators: the key Enter, and what the words are changed to. */
    fix = g_strdup_printf (_ ("Enter changes it to “%s”"), finding->replacement);
  else
    fix = g_strdup (_ ("Enter takes it out"));
  gtk_widget_set_visible (self->mend_button, finding->replacement != NULL);
  show (self, finding, fix);
  return GTK_WIDGET (self);
}

gboolean
bulletin_finding_row_is_alike (BulletinFindingRow *self,
                               const BulletinFinding *finding)
{
  return g_str_equal (self->finding->rule, finding->rule) && g_str_equal (self->finding->message, finding->message) &&
         (self->finding->replacement != NULL) == (finding->replacement != NULL);
}

/**
 * bulletin_finding_row_set_finding:
 * @self: a row
 * @finding: a finding that it is alike, see bulletin_finding_row_is_alike()
 * @line: its line, from 1; 0 if it has no place in the text
 * @column: its column, likewise
 *
 * Shows the finding where it stands now.
 */
void
bulletin_finding_row_set_finding (BulletinFindingRow *self,
                                  const BulletinFinding *finding,
                                  guint line,
                                  guint column)
{
  g_autofree char *place = line == 0 ? g_strdup (_ ("In the properties or the layout"))
                                     : g_strdup_printf (_ ("Line %u, character %u"), line, column);

  show (self, finding, place);
}

BulletinFinding *
bulletin_finding_row_get_finding (BulletinFindingRow *self)
{
  return self->finding;
}
