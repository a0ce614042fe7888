/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-chart-card.h"

#include "bulletin-chart-table.h"
#include "bulletin-chart-view.h"
#include "bulletin-csv.h"
#include "bulletin-export.h"
#include "bulletin-window.h"

#include <cairo-svg.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Of a picture that is written: points of a page. */
#define PICTURE_WIDTH 480
#define PICTURE_MARGIN 16
#define PICTURE_SCALE 3

struct _BulletinChartCard
{
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *note_label;
  BulletinChartView *view;
  GtkLabel *empty_label;
  GtkWidget *menu_button;
};

G_DEFINE_FINAL_TYPE (BulletinChartCard, bulletin_chart_card, ADW_TYPE_BIN)

static void
show_table_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  BulletinChartCard *self = BULLETIN_CHART_CARD (widget);
  BulletinChart *chart = bulletin_chart_view_get_chart (self->view);

  if (chart != NULL)
    adw_dialog_present (bulletin_chart_table_new (chart), widget);
}

/* --- Exporting --------------------------------------------------------------------- */

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* A line of text above the chart; returns its height. With cr NULL it is only
 * measured. */
static double
draw_line (PangoContext *context,
           cairo_t      *cr,
           const char   *text,
           const char   *font_name,
           double        grey,
           double        y)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (font_name);
  int height;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, PICTURE_WIDTH * PANGO_SCALE);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  if (cr != NULL) {
    cairo_set_source_rgb (cr, grey, grey, grey);
    cairo_move_to (cr, 0, y);
    pango_cairo_show_layout (cr, layout);
  }
  pango_font_description_free (font);

  return *text != '\0' ? height : 0;
}

/* The chart as the window draws it, below its title and what it stands on, on
 * white with black, as SVG or PNG. */
static GBytes *
make_picture (BulletinChart *chart,
              const char    *note,
              gboolean       is_svg)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_from_string ("Sans 10.5px");
  const BulletinChartStyle style = {
    .foreground = { 0.1, 0.1, 0.1, 1 }, .dim = { 0.4, 0.4, 0.4, 1 }, .grid = { 0.86, 0.86, 0.86, 1 }, .accent = { 0.21, 0.52, 0.89, 1 }, .font = font
  };
  const char *title = bulletin_chart_get_title (chart);
  double title_height = draw_line (context, NULL, title, "Sans Bold 13px", 0, 0);
  double note_height = draw_line (context, NULL, note, "Sans 9px", 0, 0);
  double top = title_height + note_height + PICTURE_MARGIN / 2.0;
  double height = bulletin_chart_get_height (chart, &style, PICTURE_WIDTH);
  double full_width = PICTURE_WIDTH + 2 * PICTURE_MARGIN;
  double full_height = top + height + 2 * PICTURE_MARGIN;
  GByteArray *array = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;

  surface = is_svg ? cairo_svg_surface_create_for_stream (write_cb, array, full_width, full_height)
                   : cairo_image_surface_create (CAIRO_FORMAT_RGB24, ceil (full_width * PICTURE_SCALE), ceil (full_height * PICTURE_SCALE));
  cr = cairo_create (surface);
  if (!is_svg)
    cairo_scale (cr, PICTURE_SCALE, PICTURE_SCALE);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, PICTURE_MARGIN, PICTURE_MARGIN);
  draw_line (context, cr, title, "Sans Bold 13px", 0.1, 0);
  draw_line (context, cr, note, "Sans 9px", 0.4, title_height);
  cairo_translate (cr, 0, top);
  bulletin_chart_draw (chart, cr, &style, PICTURE_WIDTH, height, -1);
  cairo_destroy (cr);
  if (!is_svg)
    cairo_surface_write_to_png_stream (surface, write_cb, array);
  cairo_surface_destroy (surface);
  pango_font_description_free (font);
  g_object_unref (context);

  return g_byte_array_free_to_bytes (array);
}

typedef struct
{
  BulletinChart *chart;
  char *note;
  BulletinWindow *window;
  gboolean is_table;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->chart);
  g_object_unref (export->window);
  g_free (export->note);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
export_chosen_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, &error);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL) {
    if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
      bulletin_window_show_error (export->window, error);
    return;
  }
  if (export->is_table) {
    g_autoptr (BulletinSheet) sheet = bulletin_chart_table_make_sheet (export->chart);
    char *text = bulletin_csv_write (sheet);

    bytes = g_bytes_new_take (text, strlen (text));
  } else {
    g_autofree char *name = g_file_get_basename (file);
    g_autofree char *lower = g_ascii_strdown (name, -1);

    bytes = make_picture (export->chart, export->note, !g_str_has_suffix (lower, ".png"));
  }
  if (bulletin_write_file (file, bytes, TRUE, NULL, &error))
    bulletin_window_add_toast (export->window, adw_toast_new (_("Exported")));
  else
    bulletin_window_show_error (export->window, error);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  BulletinChartCard *self = BULLETIN_CHART_CARD (widget);
  BulletinChart *chart = bulletin_chart_view_get_chart (self->view);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *file_name = NULL;
  Export *export;

  if (chart == NULL)
    return;
  file_name = g_strdup_printf ("%s.%s", bulletin_chart_get_title (chart), g_variant_get_string (parameter, NULL));
  g_strdelimit (file_name, "/\\", '-');
  gtk_file_dialog_set_initial_name (dialog, file_name);
  export = g_new0 (Export, 1);
  export->chart = g_object_ref (chart);
  export->note = g_strdup (gtk_label_get_label (self->note_label));
  export->window = g_object_ref (bulletin_window_of (widget));
  export->is_table = g_str_equal (g_variant_get_string (parameter, NULL), "csv");
  gtk_file_dialog_save (dialog, GTK_WINDOW (export->window), NULL, export_chosen_cb, export);
}

static void
bulletin_chart_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_CHART_CARD);

  G_OBJECT_CLASS (bulletin_chart_card_parent_class)->dispose (object);
}

static void
bulletin_chart_card_class_init (BulletinChartCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_chart_card_dispose;

  gtk_widget_class_install_action (widget_class, "chart.show-table", NULL, show_table_action);
  gtk_widget_class_install_action (widget_class, "chart.export", "s", export_action);

  g_type_ensure (BULLETIN_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-chart-card.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinChartCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinChartCard, note_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinChartCard, view);
  gtk_widget_class_bind_template_child (widget_class, BulletinChartCard, empty_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinChartCard, menu_button);
}

static void
bulletin_chart_card_init (BulletinChartCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_chart_card_set_chart:
 * @chart: what to show
 * @note: (nullable): what it stands on
 */
void
bulletin_chart_card_set_chart (BulletinChartCard *self,
                               BulletinChart     *chart,
                               const char        *note)
{
  gboolean is_empty = TRUE;
  g_autofree char *spoken = NULL;

  g_return_if_fail (BULLETIN_IS_CHART_CARD (self));
  g_return_if_fail (BULLETIN_IS_CHART (chart));

  for (guint i = 0; i < bulletin_chart_get_n_points (chart); i++)
    is_empty = is_empty && !(bulletin_chart_get_value (chart, i) > 0);
  gtk_label_set_label (self->title_label, bulletin_chart_get_title (chart));
  gtk_label_set_label (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), note != NULL);
  /* Translators: the menu of a chart, which is called as the first %s */
  spoken = g_strdup_printf (_("%s: Table and Exports"), bulletin_chart_get_title (chart));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  bulletin_chart_view_set_chart (self->view, chart);
  gtk_widget_set_visible (GTK_WIDGET (self->view), !is_empty);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_label), is_empty);
}
