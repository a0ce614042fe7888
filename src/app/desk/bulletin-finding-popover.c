/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-finding-popover.h"

#include <glib/gi18n.h>

#include "bulletin-finding-row.h"

struct _BulletinFindingPopover
{
  GtkPopover parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (BulletinFindingPopover, bulletin_finding_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_MEND,
  SIGNAL_IGNORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is done changes the findings, and with them may end the row. */
static void
finish (BulletinFindingPopover *self,
        guint signal,
        BulletinFindingRow *row)
{
  g_autoptr (BulletinFinding) finding = bulletin_finding_copy (bulletin_finding_row_get_finding (row));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[signal], 0, finding);
}

static void
mend_cb (BulletinFindingPopover *self,
         BulletinFindingRow *row)
{
  finish (self, SIGNAL_MEND, row);
}

static void
ignore_cb (BulletinFindingPopover *self,
           BulletinFindingRow *row)
{
  finish (self, SIGNAL_IGNORE, row);
}

static void
row_activated_cb (BulletinFindingPopover *self,
                  GtkListBoxRow *row)
{
  if (bulletin_finding_row_get_finding (BULLETIN_FINDING_ROW (row))->replacement)
    mend_cb (self, BULLETIN_FINDING_ROW (row));
  else
    gtk_widget_error_bell (GTK_WIDGET (row));
}

/* --- Life ------------------------------------------------------------------ */

static gboolean
unparent_idle (gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;

  if (gtk_widget_get_parent (widget))
    gtk_widget_unparent (widget);
  return G_SOURCE_REMOVE;
}

/* It lives as long as it is open; its parent knows nothing of it. Signals of its own
 * may still be under way. */
static void
bulletin_finding_popover_closed (GtkPopover *popover)
{
  g_idle_add (unparent_idle, g_object_ref (popover));
}

static void
parent_destroyed_cb (GtkWidget *self)
{
  if (gtk_widget_get_parent (self))
    gtk_widget_unparent (self);
}

static void
bulletin_finding_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_FINDING_POPOVER);

  G_OBJECT_CLASS (bulletin_finding_popover_parent_class)->dispose (object);
}

static void
bulletin_finding_popover_class_init (BulletinFindingPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_finding_popover_dispose;
  GTK_POPOVER_CLASS (klass)->closed = bulletin_finding_popover_closed;

  signals[SIGNAL_MEND] = g_signal_new ("mend", BULLETIN_TYPE_FINDING_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, BULLETIN_TYPE_FINDING);
  signals[SIGNAL_IGNORE] = g_signal_new ("ignore", BULLETIN_TYPE_FINDING_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, BULLETIN_TYPE_FINDING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-finding-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinFindingPopover, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
bulletin_finding_popover_init (BulletinFindingPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

BulletinFindingPopover *
bulletin_finding_popover_new (void)
{
  return g_object_new (BULLETIN_TYPE_FINDING_POPOVER, NULL);
}

/**
 * bulletin_finding_popover_add:
 * @self: the popover
 * @finding: a finding at its place
 *
 * Lists a finding, below those that were added before.
 */
void
bulletin_finding_popover_add (BulletinFindingPopover *self,
                              const BulletinFinding *finding)
{
  GtkWidget *row;

  g_return_if_fail (BULLETIN_IS_FINDING_POPOVER (self));

  row = bulletin_finding_row_new_for_fix (finding);
  g_signal_connect_object (row, "mend", G_CALLBACK (mend_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "ignore", G_CALLBACK (ignore_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

/**
 * bulletin_finding_popover_popup:
 * @self: (transfer floating): a popover with at least one finding
 * @parent: the view of the text
 * @place: where it points, in the coordinates of @parent
 *
 * Shows the findings with the focus on the first. The popover is gone once it is
 * closed.
 */
void
bulletin_finding_popover_popup (BulletinFindingPopover *self,
                                GtkWidget *parent,
                                const GdkRectangle *place)
{
  g_return_if_fail (BULLETIN_IS_FINDING_POPOVER (self));

  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (parent_destroyed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
}
