/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-chart-view.h"

#include <adwaita.h>
#include <math.h>

struct _BulletinChartView
{
  GtkWidget parent_instance;

  BulletinChart *chart;
  int point;            /* the focused one, -1 for none */
};

G_DEFINE_FINAL_TYPE (BulletinChartView, bulletin_chart_view, GTK_TYPE_WIDGET)

static void
set_colour (double        *colour,
            const GdkRGBA *rgba,
            double         alpha)
{
  colour[0] = rgba->red;
  colour[1] = rgba->green;
  colour[2] = rgba->blue;
  colour[3] = rgba->alpha * alpha;
}

/* Colours and font of the window: dark, high contrast and the accent follow. */
static BulletinChartStyle
get_style (BulletinChartView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (manager);
  gboolean high_contrast = adw_style_manager_get_high_contrast (manager);
  BulletinChartStyle style;
  GdkRGBA foreground;

  gtk_widget_get_color (GTK_WIDGET (self), &foreground);
  set_colour (style.foreground, &foreground, 1);
  set_colour (style.dim, &foreground, high_contrast ? 0.9 : 0.7);
  set_colour (style.grid, &foreground, high_contrast ? 0.4 : 0.12);
  set_colour (style.accent, accent, 1);
  style.font = pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (self)));

  return style;
}

static GtkSizeRequestMode
bulletin_chart_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
bulletin_chart_view_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  BulletinChartView *self = BULLETIN_CHART_VIEW (widget);
  BulletinChartStyle style = get_style (self);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = 80;
    *natural = self->chart != NULL && bulletin_chart_get_kind (self->chart) == BULLETIN_CHART_SPARKLINE ? 120 : 420;
  } else {
    *minimum = *natural = self->chart != NULL ? ceil (bulletin_chart_get_height (self->chart, &style, for_size > 0 ? for_size : 420)) : 0;
  }
}

static void
bulletin_chart_view_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  BulletinChartView *self = BULLETIN_CHART_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  BulletinChartStyle style;
  cairo_t *cr;

  if (self->chart == NULL || width <= 0 || height <= 0)
    return;
  style = get_style (self);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (-4, -4, width + 8, height + 8));
  bulletin_chart_draw (self->chart, cr, &style, width, height, gtk_widget_has_visible_focus (widget) ? self->point : -1);
  cairo_destroy (cr);
}

static void
focus_point (BulletinChartView *self,
             int                point)
{
  g_autofree char *sentence = NULL;
  int n = self->chart != NULL ? (int) bulletin_chart_get_n_points (self->chart) : 0;

  if (n == 0)
    return;
  self->point = CLAMP (point, 0, n - 1);
  sentence = bulletin_chart_describe_point (self->chart, self->point);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
key_pressed_cb (BulletinChartView *self,
                guint              key)
{
  switch (key) {
  case GDK_KEY_Left:
  case GDK_KEY_Up:
    focus_point (self, self->point - 1);
    return TRUE;
  case GDK_KEY_Right:
  case GDK_KEY_Down:
    focus_point (self, self->point + 1);
    return TRUE;
  case GDK_KEY_Home:
    focus_point (self, 0);
    return TRUE;
  case GDK_KEY_End:
    focus_point (self, G_MAXINT);
    return TRUE;
  default:
    return FALSE;
  }
}

/* The whole is described again once the points are left. */
static void
left_cb (BulletinChartView *self)
{
  g_autofree char *words = NULL;

  self->point = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->chart == NULL)
    return;
  words = bulletin_chart_describe (self->chart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static gboolean
bulletin_chart_view_query_tooltip (GtkWidget  *widget,
                                   int         x,
                                   int         y,
                                   gboolean    keyboard,
                                   GtkTooltip *tooltip)
{
  BulletinChartView *self = BULLETIN_CHART_VIEW (widget);
  BulletinChartStyle style;
  g_autofree char *sentence = NULL;
  int point;

  if (self->chart == NULL)
    return FALSE;
  style = get_style (self);
  point = keyboard ? self->point
                   : bulletin_chart_pick (self->chart, &style, gtk_widget_get_width (widget), gtk_widget_get_height (widget), x, y);
  if (point < 0)
    return FALSE;
  sentence = bulletin_chart_describe_point (self->chart, point);
  gtk_tooltip_set_text (tooltip, sentence);

  return TRUE;
}

static void
bulletin_chart_view_finalize (GObject *object)
{
  g_clear_object (&BULLETIN_CHART_VIEW (object)->chart);

  G_OBJECT_CLASS (bulletin_chart_view_parent_class)->finalize (object);
}

static void
bulletin_chart_view_class_init (BulletinChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = bulletin_chart_view_finalize;
  widget_class->get_request_mode = bulletin_chart_view_get_request_mode;
  widget_class->measure = bulletin_chart_view_measure;
  widget_class->snapshot = bulletin_chart_view_snapshot;
  widget_class->query_tooltip = bulletin_chart_view_query_tooltip;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
}

static void
bulletin_chart_view_init (BulletinChartView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->point = -1;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_object (manager, "notify::accent-color-rgba", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * bulletin_chart_view_set_chart:
 * @chart: (nullable): what to show
 *
 * Shows a chart; it is spoken as its title and its points.
 */
void
bulletin_chart_view_set_chart (BulletinChartView *self,
                               BulletinChart     *chart)
{
  g_autofree char *words = NULL;

  g_return_if_fail (BULLETIN_IS_CHART_VIEW (self));

  g_set_object (&self->chart, chart);
  self->point = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (chart == NULL)
    return;

  /* A sparkline goes with the number beside it and says nothing new. */
  gtk_widget_set_focusable (GTK_WIDGET (self), bulletin_chart_get_kind (chart) != BULLETIN_CHART_SPARKLINE);
  words = bulletin_chart_describe (chart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, bulletin_chart_get_title (chart),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
}

BulletinChart *
bulletin_chart_view_get_chart (BulletinChartView *self)
{
  g_return_val_if_fail (BULLETIN_IS_CHART_VIEW (self), NULL);

  return self->chart;
}
