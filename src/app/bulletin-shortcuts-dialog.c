/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-shortcuts-dialog.h"

struct _BulletinShortcutRow
{
  AdwActionRow parent_instance;

  GtkWidget *keys_label;
};

G_DEFINE_FINAL_TYPE (BulletinShortcutRow, bulletin_shortcut_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_DETAILED_ACTION = 1,
  PROP_ACCELERATOR,
};

static void
show_keys (BulletinShortcutRow *self,
           const char *accelerator)
{
  guint key;
  GdkModifierType modifiers;
  g_autofree char *keys = NULL;

  if (!accelerator || !gtk_accelerator_parse (accelerator, &key, &modifiers))
    return;
  keys = gtk_accelerator_get_label (key, modifiers);
  gtk_label_set_label (GTK_LABEL (self->keys_label), keys);
}

/* The keys that the application gave the action, so that the list cannot say
 * other ones. */
static void
set_action (BulletinShortcutRow *self,
            const char *action)
{
  g_auto (GStrv) accelerators = gtk_application_get_accels_for_action (GTK_APPLICATION (g_application_get_default ()), action);

  show_keys (self, accelerators[0]);
}

static void
bulletin_shortcut_row_set_property (GObject *object,
                                    guint property_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  switch (property_id) {
  case PROP_DETAILED_ACTION:
    set_action (BULLETIN_SHORTCUT_ROW (object), g_value_get_string (value));
    break;
  case PROP_ACCELERATOR:
    show_keys (BULLETIN_SHORTCUT_ROW (object), g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_shortcut_row_class_init (BulletinShortcutRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bulletin_shortcut_row_set_property;
  g_object_class_install_property (object_class, PROP_DETAILED_ACTION,
                                   g_param_spec_string ("detailed-action", NULL, NULL, NULL,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  /* Of a key that a page has for itself. */
  g_object_class_install_property (object_class, PROP_ACCELERATOR,
                                   g_param_spec_string ("accelerator", NULL, NULL, NULL,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

static void
bulletin_shortcut_row_init (BulletinShortcutRow *self)
{
  self->keys_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->keys_label, "keys");
  gtk_widget_set_valign (self->keys_label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->keys_label);
}

/* --- The dialog ------------------------------------------------------------ */

struct _BulletinShortcutsDialog
{
  AdwDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (BulletinShortcutsDialog, bulletin_shortcuts_dialog, ADW_TYPE_DIALOG)

static void
bulletin_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (bulletin_shortcuts_dialog_parent_class)->dispose (object);
}

static void
bulletin_shortcuts_dialog_class_init (BulletinShortcutsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bulletin_shortcuts_dialog_dispose;

  g_type_ensure (BULLETIN_TYPE_SHORTCUT_ROW);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/org/mdjgx/Bulletin/ui/bulletin-shortcuts-dialog.ui");
}

static void
bulletin_shortcuts_dialog_init (BulletinShortcutsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
bulletin_shortcuts_dialog_new (void)
{
  return g_object_new (BULLETIN_TYPE_SHORTCUTS_DIALOG, NULL);
}
