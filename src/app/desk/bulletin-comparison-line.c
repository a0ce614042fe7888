/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-comparison-line.h"

#include <glib/gi18n.h>

struct _BulletinComparisonLine
{
  GtkWidget parent_instance;

  GtkLabel *sign_label;
  GtkLabel *number_label;
  GtkLabel *field_label;
  GtkLabel *old_label;
  GtkLabel *new_label;
  GtkWidget *revert_button;
};

G_DEFINE_FINAL_TYPE (BulletinComparisonLine, bulletin_comparison_line, GTK_TYPE_WIDGET)

static void
bulletin_comparison_line_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_COMPARISON_LINE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (bulletin_comparison_line_parent_class)->dispose (object);
}

static void
bulletin_comparison_line_class_init (BulletinComparisonLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_comparison_line_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparison-line");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-comparison-line.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonLine, sign_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonLine, number_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonLine, field_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonLine, old_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonLine, new_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonLine, revert_button);
}

static void
bulletin_comparison_line_init (BulletinComparisonLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bulletin_comparison_line_new (void)
{
  return g_object_new (BULLETIN_TYPE_COMPARISON_LINE, NULL);
}

static void
show_text (GtkLabel *label,
           BulletinComparisonItem *item,
           BulletinComparisonSide side)
{
  PangoAttrList *attributes = NULL;
  g_autofree char *text = bulletin_comparison_item_get_text (item, side, &attributes);

  gtk_label_set_text (label, text);
  gtk_label_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
}

static const char *
get_sign (BulletinComparisonItem *item)
{
  if (bulletin_comparison_item_is_moved (item))
    return "↕";
  switch (bulletin_comparison_item_get_kind (item)) {
  case BULLETIN_COMPARISON_REMOVED:
    return "−";
  case BULLETIN_COMPARISON_ADDED:
    return "+";
  case BULLETIN_COMPARISON_CHANGED:
    return "±";
  default:
    return "";
  }
}

void
bulletin_comparison_line_set_item (BulletinComparisonLine *self,
                                   BulletinComparisonItem *item,
                                   gboolean side_by_side,
                                   gboolean can_revert)
{
  static const char *const classes[] = { "same", "removed", "added", "changed" };
  guint number, change;
  gboolean is_fold;
  g_autofree char *digits = NULL;

  g_return_if_fail (BULLETIN_IS_COMPARISON_LINE (self));

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "fold");
  if (!item)
    return;

  is_fold = bulletin_comparison_item_get_fold (item, NULL) > 0;
  gtk_widget_add_css_class (GTK_WIDGET (self), is_fold ? "fold" : classes[bulletin_comparison_item_get_kind (item)]);
  number = bulletin_comparison_item_get_number (item);
  digits = number > 0 ? g_strdup_printf ("%u", number) : g_strdup ("");
  gtk_label_set_text (self->number_label, digits);
  gtk_label_set_text (self->sign_label, is_fold ? "⋯" : get_sign (item));
  gtk_label_set_text (self->field_label, bulletin_comparison_item_get_label (item) ? bulletin_comparison_item_get_label (item) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->field_label), bulletin_comparison_item_get_label (item) != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->new_label), side_by_side && !is_fold);
  if (side_by_side && !is_fold) {
    show_text (self->old_label, item, BULLETIN_COMPARISON_OLD);
    show_text (self->new_label, item, BULLETIN_COMPARISON_NEW);
  } else {
    show_text (self->old_label, item, BULLETIN_COMPARISON_BOTH);
  }

  change = bulletin_comparison_item_get_change (item);
  gtk_widget_set_visible (self->revert_button, can_revert);
  gtk_widget_set_opacity (self->revert_button, change != BULLETIN_COMPARISON_NONE ? 1 : 0);
  gtk_widget_set_sensitive (self->revert_button, change != BULLETIN_COMPARISON_NONE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->revert_button), "u", change);
}
