/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-paper-cell.h"

#include "bulletin-paper-item.h"

#include <glib/gi18n.h>

struct _BulletinPaperCell
{
  AdwBin parent_instance;

  GtkEntry *entry;

  BulletinPaperItem *item;
  BulletinPaperField field;
  const char *label; /* static */
  gulong handler;
};

enum
{
  PROP_ITEM = 1,
  PROP_FIELD,
  PROP_CHARS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (BulletinPaperCell, bulletin_paper_cell, ADW_TYPE_BIN)

static const struct
{
  const char *name;
  const char *label;
  BulletinPaperField field;
} fields[] = {
  { "year", NC_ ("old paper", "Year"), BULLETIN_PAPER_YEAR },
  { "number", NC_ ("old paper", "Number"), BULLETIN_PAPER_NUMBER },
  { "date", NC_ ("old paper", "Date"), BULLETIN_PAPER_DATE },
  { "title", NC_ ("old paper", "Title"), BULLETIN_PAPER_TITLE },
};

static void
show_error (BulletinPaperCell *self,
            const GError      *error)
{
  bulletin_paper_item_set_invalid (self->item, self->field, error != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), error != NULL ? error->message : NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY, error != NULL ? "dialog-warning-symbolic" : NULL);
  if (error != NULL) {
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
    gtk_entry_set_icon_tooltip_text (self->entry, GTK_ENTRY_ICON_SECONDARY, error->message);
    gtk_accessible_announce (GTK_ACCESSIBLE (self->entry), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  } else {
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  }
}

static void
show_value (BulletinPaperCell *self)
{
  g_autofree char *text = NULL;

  if (self->item == NULL)
    return;
  text = bulletin_paper_get_field (bulletin_paper_item_get_paper (self->item), self->field);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  show_error (self, NULL);
}

static void
take_over (BulletinPaperCell *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (self->item == NULL)
    return;
  if (bulletin_paper_item_set_field (self->item, self->field, text, &error))
    show_value (self);
  else
    show_error (self, error);
}

static void
activate_cb (BulletinPaperCell *self)
{
  take_over (self);
}

/* The row's text and reasons stand beside the table while somebody types in it. */
static void
enter_cb (BulletinPaperCell *self)
{
  if (self->item != NULL)
    bulletin_paper_item_enter (self->item);
}

static void
leave_cb (BulletinPaperCell *self)
{
  take_over (self);
}

static gboolean
key_pressed_cb (BulletinPaperCell *self,
                guint              keyval)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  show_value (self);

  return TRUE;
}

static void
update_label (BulletinPaperCell *self)
{
  g_autofree char *spoken = NULL;

  if (self->item == NULL || self->label == NULL)
    return;
  /* Translators: a field of a file's row: what it is, and the file's name */
  spoken = g_strdup_printf (_("%s of “%s”"), g_dpgettext2 (NULL, "old paper", self->label), bulletin_paper_item_get_paper (self->item)->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* What is being typed in this cell is not overwritten by a change elsewhere. */
static void
item_changed_cb (BulletinPaperCell *self)
{
  if (!(gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN))
    show_value (self);
}

static void
set_item (BulletinPaperCell *self,
          BulletinPaperItem *item)
{
  if (self->item == item)
    return;
  if (self->item != NULL) {
    g_clear_signal_handler (&self->handler, self->item);
    /* What was typed for it goes with it. */
    bulletin_paper_item_set_invalid (self->item, self->field, FALSE);
  }
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  self->handler = g_signal_connect_object (item, "notify::state-label", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), bulletin_paper_item_get_paper (item)->failure == NULL);
  show_value (self);
  update_label (self);
}

static void
set_field (BulletinPaperCell *self,
           const char        *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    if (g_strcmp0 (fields[i].name, name) == 0) {
      self->field = fields[i].field;
      self->label = fields[i].label;
    }
  }
  if (self->field != BULLETIN_PAPER_TITLE)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");
  show_value (self);
  update_label (self);
}

static void
bulletin_paper_cell_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  BulletinPaperCell *self = BULLETIN_PAPER_CELL (object);

  switch (property_id) {
  case PROP_ITEM:
    set_item (self, g_value_get_object (value));
    break;
  case PROP_FIELD:
    set_field (self, g_value_get_string (value));
    break;
  case PROP_CHARS:
    gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), g_value_get_int (value));
    gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), g_value_get_int (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_paper_cell_dispose (GObject *object)
{
  BulletinPaperCell *self = BULLETIN_PAPER_CELL (object);

  set_item (self, NULL);
  /* The bin lets go of its child by itself, and must do so first. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_PAPER_CELL);

  G_OBJECT_CLASS (bulletin_paper_cell_parent_class)->dispose (object);
}

static void
bulletin_paper_cell_class_init (BulletinPaperCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = bulletin_paper_cell_set_property;
  object_class->dispose = bulletin_paper_cell_dispose;

  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT, flags);
  properties[PROP_FIELD] = g_param_spec_string ("field", NULL, NULL, NULL, flags);
  properties[PROP_CHARS] = g_param_spec_int ("chars", NULL, NULL, 1, 200, 10, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-paper-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinPaperCell, entry);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
bulletin_paper_cell_init (BulletinPaperCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
