/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-outline-row.h"

#include <glib/gi18n.h>

/* How much further in a level stands, in pixels. */
#define INDENT 14

struct _BulletinOutlineRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *box;
  GtkWidget *expander;
  GtkLabel *title_label;

  gsize offset;
  int level;
  gboolean has_children;
  gboolean is_collapsed;
  gboolean is_told; /* whether the two are shown */
};

G_DEFINE_FINAL_TYPE (BulletinOutlineRow, bulletin_outline_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_CHANGE,
  SIGNAL_DROPPED,
  SIGNAL_COLLAPSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
change_action (GtkWidget *widget,
               const char *action,
               GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CHANGE], 0, g_variant_get_int32 (parameter));
}

static void
collapse_action (GtkWidget *widget,
                 const char *action,
                 GVariant *parameter)
{
  BulletinOutlineRow *self = BULLETIN_OUTLINE_ROW (widget);
  gboolean collapse = g_variant_get_boolean (parameter);

  if (self->has_children && collapse != self->is_collapsed)
    g_signal_emit (self, signals[SIGNAL_COLLAPSE], 0, collapse);
}

static void
expander_clicked_cb (BulletinOutlineRow *self)
{
  g_signal_emit (self, signals[SIGNAL_COLLAPSE], 0, !self->is_collapsed);
}

/* --- Dragging -------------------------------------------------------------- */

static GdkContentProvider *
prepare_drag_cb (BulletinOutlineRow *self)
{
  return gdk_content_provider_new_typed (BULLETIN_TYPE_OUTLINE_ROW, self);
}

static void
drag_begin_cb (BulletinOutlineRow *self,
               GdkDrag *drag,
               GtkDragSource *source)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 12, 12);
}

static gboolean
is_below (BulletinOutlineRow *self,
          double y)
{
  return y > gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
}

static void
show_place (BulletinOutlineRow *self,
            const char *shown)
{
  static const char *const places[] = { "drop-above", "drop-below" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    if (g_strcmp0 (shown, places[i]) == 0)
      gtk_widget_add_css_class (GTK_WIDGET (self), places[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), places[i]);
  }
}

static GdkDragAction
drag_motion_cb (BulletinOutlineRow *self,
                double x,
                double y)
{
  show_place (self, is_below (self, y) ? "drop-below" : "drop-above");
  return GDK_ACTION_MOVE;
}

static void
drag_leave_cb (BulletinOutlineRow *self)
{
  show_place (self, NULL);
}

static gboolean
drop_cb (BulletinOutlineRow *self,
         const GValue *value,
         double x,
         double y)
{
  BulletinOutlineRow *other = g_value_get_object (value);

  show_place (self, NULL);
  if (!other || other == self || gtk_widget_get_parent (GTK_WIDGET (other)) != gtk_widget_get_parent (GTK_WIDGET (self)))
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_DROPPED], 0, other, is_below (self, y));
  return TRUE;
}

/* --- Widget ---------------------------------------------------------------- */

static void
bulletin_outline_row_dispose (GObject *object)
{
  /* The row would take its child away once more after the template did. */
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_OUTLINE_ROW);

  G_OBJECT_CLASS (bulletin_outline_row_parent_class)->dispose (object);
}

static void
bulletin_outline_row_class_init (BulletinOutlineRowClass *klass)
{
  static const struct
  {
    guint key;
    BulletinSectionChange change;
  } bindings[] = {
    { GDK_KEY_Up, BULLETIN_SECTION_UP },
    { GDK_KEY_Down, BULLETIN_SECTION_DOWN },
    { GDK_KEY_Left, BULLETIN_SECTION_RAISE },
    { GDK_KEY_Right, BULLETIN_SECTION_LOWER },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bulletin_outline_row_dispose;

  signals[SIGNAL_CHANGE] = g_signal_new ("change", BULLETIN_TYPE_OUTLINE_ROW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_DROPPED] = g_signal_new ("dropped", BULLETIN_TYPE_OUTLINE_ROW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 2, BULLETIN_TYPE_OUTLINE_ROW, G_TYPE_BOOLEAN);

  signals[SIGNAL_COLLAPSE] = g_signal_new ("collapse", BULLETIN_TYPE_OUTLINE_ROW, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "row.change", "i", change_action);
  gtk_widget_class_install_action (widget_class, "row.collapse", "b", collapse_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, 0, "row.collapse", "b", TRUE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, 0, "row.collapse", "b", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].key, GDK_ALT_MASK, "row.change", "i", bindings[i].change);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-outline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinOutlineRow, box);
  gtk_widget_class_bind_template_child (widget_class, BulletinOutlineRow, expander);
  gtk_widget_class_bind_template_child (widget_class, BulletinOutlineRow, title_label);
  gtk_widget_class_bind_template_callback (widget_class, prepare_drag_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, expander_clicked_cb);
}

static void
bulletin_outline_row_init (BulletinOutlineRow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (BULLETIN_TYPE_OUTLINE_ROW, GDK_ACTION_MOVE);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (target, "motion", G_CALLBACK (drag_motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (drag_leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

BulletinOutlineRow *
bulletin_outline_row_new (void)
{
  return g_object_new (BULLETIN_TYPE_OUTLINE_ROW, NULL);
}

void
bulletin_outline_row_set_heading (BulletinOutlineRow *self,
                                  const char *title,
                                  int level,
                                  gsize offset)
{
  g_return_if_fail (BULLETIN_IS_OUTLINE_ROW (self));

  self->offset = offset;
  if (level != self->level) {
    self->level = level;
    gtk_widget_set_margin_start (self->box, INDENT * (level - 1));
  }
  if (g_strcmp0 (title, gtk_label_get_label (self->title_label)) != 0)
    gtk_label_set_label (self->title_label, title);
}

gsize
bulletin_outline_row_get_offset (BulletinOutlineRow *self)
{
  g_return_val_if_fail (BULLETIN_IS_OUTLINE_ROW (self), 0);

  return self->offset;
}

const char *
bulletin_outline_row_get_title (BulletinOutlineRow *self)
{
  g_return_val_if_fail (BULLETIN_IS_OUTLINE_ROW (self), NULL);

  return gtk_label_get_label (self->title_label);
}

int
bulletin_outline_row_get_level (BulletinOutlineRow *self)
{
  g_return_val_if_fail (BULLETIN_IS_OUTLINE_ROW (self), 0);

  return self->level;
}

gboolean
bulletin_outline_row_get_collapsed (BulletinOutlineRow *self)
{
  g_return_val_if_fail (BULLETIN_IS_OUTLINE_ROW (self), FALSE);

  return self->has_children && self->is_collapsed;
}

void
bulletin_outline_row_set_collapsed (BulletinOutlineRow *self,
                                    gboolean has_children,
                                    gboolean is_collapsed)
{
  const char *label = is_collapsed ? _ ("Expand") : _ ("Collapse");

  g_return_if_fail (BULLETIN_IS_OUTLINE_ROW (self));

  if (self->is_told && self->has_children == has_children && self->is_collapsed == is_collapsed)
    return;
  self->is_told = TRUE;
  self->has_children = has_children;
  self->is_collapsed = is_collapsed;
  /* Its place stays, so that headings of a level stand below each other. */
  gtk_widget_set_opacity (self->expander, has_children ? 1 : 0);
  gtk_widget_set_sensitive (self->expander, has_children);
  gtk_button_set_icon_name (GTK_BUTTON (self->expander), is_collapsed ? "pan-end-symbolic" : "pan-down-symbolic");
  gtk_widget_set_tooltip_text (self->expander, has_children ? label : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (has_children)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, !is_collapsed, -1);
  else
    gtk_accessible_reset_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED);
}
