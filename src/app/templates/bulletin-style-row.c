/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-style-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bulletin-fonts.h"

struct _BulletinStyleRow
{
  AdwActionRow parent_instance;

  GtkDropDown *font_drop_down;
  GtkDropDown *size_drop_down;
  GtkToggleButton *bold_button;
  GtkStringList *fonts;
  GtkStringList *sizes;

  /* The sizes of the list, in points, largest first; one more than the usual ones
   * if the style's own is none of them. */
  GArray *points;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (BulletinStyleRow, bulletin_style_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* 字号 as printers and word processors have them; they are names, and the same in
 * every language. Between and above them sizes go by points. */
static const struct
{
  const char *name;
  double points;
} usual_sizes[] = {
  { NULL, 72 },
  { NULL, 64 },
  { NULL, 56 },
  { NULL, 48 },
  { "初号", 42 },
  { "小初", 36 },
  { NULL, 30 },
  { "一号", 26 },
  { "小一", 24 },
  { "二号", 22 },
  { NULL, 20 },
  { "小二", 18 },
  { "三号", 16 },
  { "小三", 15 },
  { "四号", 14 },
  { NULL, 13 },
  { "小四", 12 },
  { NULL, 11 },
  { "五号", 10.5 },
  { "小五", 9 },
  { "六号", 7.5 },
};

static char *
format_size (const char *name,
             double points)
{
  if (name)
    /* Translators: a size of type by name and in points, such as 三号 (16) */
    return g_strdup_printf (C_ ("type size", "%s (%g)"), name, points);

  /* Translators: a size of type in points, such as 48 pt */
  return g_strdup_printf (C_ ("type size", "%g pt"), points);
}

/* Lists the usual sizes, and @own among them. */
static guint
list_sizes (BulletinStyleRow *self,
            double own)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  guint selected = GTK_INVALID_LIST_POSITION;

  g_array_set_size (self->points, 0);
  for (guint i = 0; i < G_N_ELEMENTS (usual_sizes); i++) {
    const double points = usual_sizes[i].points;

    if (selected == GTK_INVALID_LIST_POSITION && own > points + 0.001) {
      selected = self->points->len;
      g_array_append_val (self->points, own);
      g_strv_builder_take (names, format_size (NULL, own));
    } else if (fabs (own - points) <= 0.001) {
      selected = self->points->len;
    }
    g_array_append_val (self->points, points);
    g_strv_builder_take (names, format_size (usual_sizes[i].name, points));
  }
  if (selected == GTK_INVALID_LIST_POSITION) {
    selected = self->points->len;
    g_array_append_val (self->points, own);
    g_strv_builder_take (names, format_size (NULL, own));
  }

  list = g_strv_builder_end (names);
  gtk_string_list_splice (self->sizes, 0, g_list_model_get_n_items (G_LIST_MODEL (self->sizes)), (const char *const *) list);
  return selected;
}

static void
changed_cb (BulletinStyleRow *self)
{
  if (!self->is_updating)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
name_controls_cb (BulletinStyleRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *font = g_strdup_printf (_ ("Typeface: %s"), title);
  g_autofree char *size = g_strdup_printf (_ ("Size: %s"), title);
  g_autofree char *bold = g_strdup_printf (_ ("Bold: %s"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->font_drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, font, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->size_drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, size, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bold_button), GTK_ACCESSIBLE_PROPERTY_LABEL, bold, -1);
}

static void
bulletin_style_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_STYLE_ROW);

  G_OBJECT_CLASS (bulletin_style_row_parent_class)->dispose (object);
}

static void
bulletin_style_row_finalize (GObject *object)
{
  g_array_unref (BULLETIN_STYLE_ROW (object)->points);

  G_OBJECT_CLASS (bulletin_style_row_parent_class)->finalize (object);
}

static void
bulletin_style_row_class_init (BulletinStyleRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_style_row_dispose;
  object_class->finalize = bulletin_style_row_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BULLETIN_TYPE_STYLE_ROW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-style-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinStyleRow, font_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BulletinStyleRow, size_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BulletinStyleRow, bold_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinStyleRow, fonts);
  gtk_widget_class_bind_template_child (widget_class, BulletinStyleRow, sizes);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_controls_cb);
}

static void
bulletin_style_row_init (BulletinStyleRow *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (double));
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++)
    gtk_string_list_append (self->fonts, bulletin_font_role_get_name (role));
  list_sizes (self, usual_sizes[0].points);
  self->is_updating = FALSE;
}

/**
 * bulletin_style_row_set_style:
 * @self: a row
 * @style: what it is to show
 */
void
bulletin_style_row_set_style (BulletinStyleRow *self,
                              const BulletinTypeStyle *style)
{
  BulletinTypeStyle shown;

  g_return_if_fail (BULLETIN_IS_STYLE_ROW (self));

  bulletin_style_row_get_style (self, &shown);
  if (shown.font == style->font && shown.size == style->size && shown.is_bold == !!style->is_bold)
    return;

  self->is_updating = TRUE;
  gtk_drop_down_set_selected (self->font_drop_down, style->font);
  if (shown.size != style->size)
    gtk_drop_down_set_selected (self->size_drop_down, list_sizes (self, style->size));
  gtk_toggle_button_set_active (self->bold_button, style->is_bold);
  self->is_updating = FALSE;
}

/**
 * bulletin_style_row_get_style:
 * @self: a row
 * @style: (out): what was chosen
 */
void
bulletin_style_row_get_style (BulletinStyleRow *self,
                              BulletinTypeStyle *style)
{
  guint size;

  g_return_if_fail (BULLETIN_IS_STYLE_ROW (self));

  size = gtk_drop_down_get_selected (self->size_drop_down);
  style->font = (BulletinFontRole) MIN (gtk_drop_down_get_selected (self->font_drop_down), BULLETIN_N_FONT_ROLES - 1);
  style->size = size < self->points->len ? g_array_index (self->points, double, size) : 0;
  style->is_bold = gtk_toggle_button_get_active (self->bold_button);
}
