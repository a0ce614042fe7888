/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-stat-tile.h"

#include "bulletin-chart-view.h"

#include <glib/gi18n.h>
#include <math.h>

struct _BulletinStatTile
{
  GtkButton parent_instance;

  GtkLabel *title_label;
  GtkLabel *value_label;
  GtkLabel *change_label;
  BulletinChartView *sparkline;

  char *title;
};

enum
{
  PROP_TITLE = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (BulletinStatTile, bulletin_stat_tile, GTK_TYPE_BUTTON)

static char *
format_number (double value)
{
  if (value == floor (value))
    return g_strdup_printf ("%'" G_GINT64_FORMAT, (gint64) value);

  return g_strdup_printf ("%'.1f", value);
}

static void
bulletin_stat_tile_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_STAT_TILE);

  G_OBJECT_CLASS (bulletin_stat_tile_parent_class)->dispose (object);
}

static void
bulletin_stat_tile_finalize (GObject *object)
{
  g_free (BULLETIN_STAT_TILE (object)->title);

  G_OBJECT_CLASS (bulletin_stat_tile_parent_class)->finalize (object);
}

static void
bulletin_stat_tile_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  BulletinStatTile *self = BULLETIN_STAT_TILE (object);

  switch (property_id) {
  case PROP_TITLE:
    g_set_str (&self->title, g_value_get_string (value));
    gtk_label_set_label (self->title_label, self->title);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_stat_tile_class_init (BulletinStatTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_stat_tile_dispose;
  object_class->finalize = bulletin_stat_tile_finalize;
  object_class->set_property = bulletin_stat_tile_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (BULLETIN_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-stat-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinStatTile, title_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinStatTile, value_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinStatTile, change_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinStatTile, sparkline);
}

static void
bulletin_stat_tile_init (BulletinStatTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_stat_tile_set_value:
 * @value: the number
 * @before: the same a year before; NAN or 0 show no growth, since there is
 *   nothing that it could have grown from
 * @sparkline: (nullable): how it came there
 */
void
bulletin_stat_tile_set_value (BulletinStatTile *self,
                              double            value,
                              double            before,
                              BulletinChart    *sparkline)
{
  g_autofree char *number = format_number (value);
  g_autofree char *change = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (BULLETIN_IS_STAT_TILE (self));

  if (isfinite (before) && before > 0) {
    g_autofree char *difference = format_number (fabs (value - before));

    change = value > before   ? g_strdup_printf (_("▲%s on last year"), difference)
             : value < before ? g_strdup_printf (_("▼%s on last year"), difference)
                              : g_strdup (_("As last year"));
  } else {
    change = g_strdup ("");
  }

  gtk_label_set_label (self->value_label, number);
  gtk_label_set_label (self->change_label, change);
  bulletin_chart_view_set_chart (self->sparkline, sparkline);
  gtk_widget_set_visible (GTK_WIDGET (self->sparkline), sparkline != NULL);

  /* Translators: a number of the dashboard: its name and its value */
  spoken = g_strdup_printf (_("%s: %s"), self->title, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, change,
                                  -1);
}
