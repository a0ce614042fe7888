/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-menu-names.h"

/* The items of a popover that GTK makes of a menu model point to a label that a
 * screen reader does not see (GTK 4.18), and so have no name. Their property "text"
 * has it. */
static void
name_items (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child)) {
    if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child)) == GTK_ACCESSIBLE_ROLE_MENU_ITEM ||
        gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child)) == GTK_ACCESSIBLE_ROLE_MENU_ITEM_CHECKBOX ||
        gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child)) == GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO) {
      g_autofree char *text = NULL;

      if (g_object_class_find_property (G_OBJECT_GET_CLASS (child), "text"))
        g_object_get (child, "text", &text, NULL);
      if (text && *text) {
        g_autoptr (GString) name = g_string_new (text);

        g_string_replace (name, "_", "", 0);
        gtk_accessible_reset_relation (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
      }
    }
    name_items (child);
  }
}

static gboolean
mapped_hook (GSignalInvocationHint *hint,
             guint n_values,
             const GValue *values,
             gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (values);

  if (GTK_IS_POPOVER_MENU (widget))
    name_items (widget);
  return TRUE;
}

/**
 * bulletin_menu_names_init:
 *
 * Sees to it that the items of every menu have a name that a screen reader speaks,
 * from when the menu is shown on; those of GTK's own menus too. Called once.
 */
void
bulletin_menu_names_init (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_hook, NULL, NULL);
}
