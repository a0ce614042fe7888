/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-place-row.h"

#include <glib/gi18n.h>

struct _BulletinPlaceRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title_label;
  GtkLabel *count_label;
  GtkImage *image;

  char *place;
  gboolean starts_group;
  guint count;
};

G_DEFINE_FINAL_TYPE (BulletinPlaceRow, bulletin_place_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_PLACE = 1,
  PROP_TITLE,
  PROP_ICON_NAME,
  PROP_COUNT,
  PROP_STARTS_GROUP,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* The name says the count too: a screen reader does not see the label. */
static void
update_name (BulletinPlaceRow *self)
{
  const char *title = gtk_label_get_text (self->title_label);
  g_autofree char *name = NULL;

  if (self->count > 0)
    /* Translators: a place of the sidebar and how many bulletins wait there. */
    name = g_strdup_printf (C_ ("place", "%s, %u"), title, self->count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name ? name : title,
                                  -1);
}

static void
activate_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  gtk_widget_activate (widget);
}

static void
bulletin_place_row_set_property (GObject *object,
                                 guint property_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  BulletinPlaceRow *self = BULLETIN_PLACE_ROW (object);

  switch (property_id) {
  case PROP_PLACE:
    g_set_str (&self->place, g_value_get_string (value));
    break;
  case PROP_TITLE:
    gtk_label_set_label (self->title_label, g_value_get_string (value));
    update_name (self);
    break;
  case PROP_ICON_NAME:
    gtk_image_set_from_icon_name (self->image, g_value_get_string (value));
    break;
  case PROP_COUNT:
    bulletin_place_row_set_count (self, g_value_get_uint (value));
    break;
  case PROP_STARTS_GROUP:
    self->starts_group = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_place_row_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  BulletinPlaceRow *self = BULLETIN_PLACE_ROW (object);

  switch (property_id) {
  case PROP_PLACE:
    g_value_set_string (value, self->place);
    break;
  case PROP_TITLE:
    g_value_set_string (value, bulletin_place_row_get_title (self));
    break;
  case PROP_ICON_NAME:
    g_value_set_string (value, gtk_image_get_icon_name (self->image));
    break;
  case PROP_COUNT:
    g_value_set_uint (value, self->count);
    break;
  case PROP_STARTS_GROUP:
    g_value_set_boolean (value, self->starts_group);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_place_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_PLACE_ROW);

  G_OBJECT_CLASS (bulletin_place_row_parent_class)->dispose (object);
}

static void
bulletin_place_row_finalize (GObject *object)
{
  BulletinPlaceRow *self = BULLETIN_PLACE_ROW (object);

  g_free (self->place);

  G_OBJECT_CLASS (bulletin_place_row_parent_class)->finalize (object);
}

static void
bulletin_place_row_class_init (BulletinPlaceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = bulletin_place_row_set_property;
  object_class->get_property = bulletin_place_row_get_property;
  object_class->dispose = bulletin_place_row_dispose;
  object_class->finalize = bulletin_place_row_finalize;

  properties[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_STARTS_GROUP] = g_param_spec_boolean ("starts-group", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-place-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinPlaceRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinPlaceRow, count_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinPlaceRow, image);

  /* A list box's row has no action that assistive technologies could call. */
  gtk_widget_class_install_action (widget_class, "row.activate", NULL, activate_action);
}

static void
bulletin_place_row_init (BulletinPlaceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

const char *
bulletin_place_row_get_place (BulletinPlaceRow *self)
{
  return self->place;
}

const char *
bulletin_place_row_get_title (BulletinPlaceRow *self)
{
  return gtk_label_get_label (self->title_label);
}

gboolean
bulletin_place_row_get_starts_group (BulletinPlaceRow *self)
{
  return self->starts_group;
}

/**
 * bulletin_place_row_set_count:
 * @self: a place of the sidebar
 * @count: how many things wait there; 0 shows nothing
 */
void
bulletin_place_row_set_count (BulletinPlaceRow *self,
                              guint count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  g_return_if_fail (BULLETIN_IS_PLACE_ROW (self));

  if (self->count == count)
    return;
  self->count = count;
  gtk_label_set_label (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), count > 0);
  update_name (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}
