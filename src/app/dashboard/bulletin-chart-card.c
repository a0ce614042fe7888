/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-chart-card.h"

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
};

G_DEFINE_FINAL_TYPE (BulletinChartCard, bulletin_chart_card, ADW_TYPE_BIN)

static BulletinSheet *
make_sheet (BulletinChart *chart)
{
  const char *head[] = { bulletin_chart_get_title (chart), bulletin_chart_get_unit (chart), _("A Year Before"), NULL };
  gboolean has_previous = FALSE;
  BulletinSheet *sheet;

  for (guint i = 0; i < bulletin_chart_get_n_points (chart); i++)
    has_previous = has_previous || isfinite (bulletin_chart_get_previous (chart, i));
  if (!has_previous)
    head[2] = NULL;

  sheet = bulletin_sheet_new (g_strdupv ((char **) head));
  for (guint i = 0; i < bulletin_chart_get_n_points (chart); i++) {
    char **cells = g_new0 (char *, 4);

    cells[0] = g_strdup (bulletin_chart_get_label (chart, i));
    cells[1] = g_strdup_printf ("%.15g", bulletin_chart_get_value (chart, i));
    if (has_previous)
      cells[2] = isfinite (bulletin_chart_get_previous (chart, i)) ? g_strdup_printf ("%.15g", bulletin_chart_get_previous (chart, i)) : g_strdup ("");
    bulletin_sheet_add_row (sheet, cells, i + 2);
  }

  return sheet;
}

static void
show_table_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  BulletinChartCard *self = BULLETIN_CHART_CARD (widget);
  BulletinChart *chart = bulletin_chart_view_get_chart (self->view);
  g_autoptr (GtkBuilder) builder = NULL;
  GtkListBox *list;

  if (chart == NULL)
    return;
  builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/chart-table-dialog.ui");
  list = GTK_LIST_BOX (gtk_builder_get_object (builder, "list"));
  adw_dialog_set_title (ADW_DIALOG (gtk_builder_get_object (builder, "dialog")), bulletin_chart_get_title (chart));
  for (guint i = 0; i < bulletin_chart_get_n_points (chart); i++) {
    GtkWidget *row = adw_action_row_new ();
    g_autofree char *sentence = bulletin_chart_describe_point (chart, i);

    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
    gtk_widget_add_css_class (row, "numeric");
    gtk_list_box_append (list, row);
  }
  adw_dialog_present (ADW_DIALOG (gtk_builder_get_object (builder, "dialog")), widget);
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* The chart as the window draws it, on white with black, as SVG or PNG. */
static GBytes *
make_picture (BulletinChart *chart,
              gboolean       is_svg)
{
  PangoFontDescription *font = pango_font_description_from_string ("Sans 10.5px");
  const BulletinChartStyle style = {
    .foreground = { 0.1, 0.1, 0.1, 1 }, .dim = { 0.4, 0.4, 0.4, 1 }, .grid = { 0.86, 0.86, 0.86, 1 }, .accent = { 0.21, 0.52, 0.89, 1 }, .font = font
  };
  double height = bulletin_chart_get_height (chart, &style, PICTURE_WIDTH);
  double full_width = PICTURE_WIDTH + 2 * PICTURE_MARGIN;
  double full_height = height + 2 * PICTURE_MARGIN;
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
  bulletin_chart_draw (chart, cr, &style, PICTURE_WIDTH, height, -1);
  cairo_destroy (cr);
  if (!is_svg)
    cairo_surface_write_to_png_stream (surface, write_cb, array);
  cairo_surface_destroy (surface);
  pango_font_description_free (font);

  return g_byte_array_free_to_bytes (array);
}

typedef struct
{
  BulletinChart *chart;
  BulletinWindow *window;
  gboolean is_table;
} Export;

static void
export_chosen_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autofree Export *export = user_data;
  g_autoptr (BulletinChart) chart = export->chart;
  g_autoptr (BulletinWindow) window = export->window;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (file == NULL)
    return;
  if (export->is_table) {
    g_autoptr (BulletinSheet) sheet = make_sheet (chart);
    char *text = bulletin_csv_write (sheet);

    bytes = g_bytes_new_take (text, strlen (text));
  } else {
    g_autofree char *name = g_file_get_basename (file);

    bytes = make_picture (chart, !g_str_has_suffix (name, ".png"));
  }
  if (bulletin_write_file (file, bytes, TRUE, NULL, &error))
    bulletin_window_add_toast (window, adw_toast_new (_("Exported")));
  else
    bulletin_window_show_error (window, error);
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
  gtk_file_dialog_set_initial_name (dialog, file_name);
  export = g_new0 (Export, 1);
  export->chart = g_object_ref (chart);
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

  g_return_if_fail (BULLETIN_IS_CHART_CARD (self));

  for (guint i = 0; i < bulletin_chart_get_n_points (chart); i++)
    is_empty = is_empty && !(bulletin_chart_get_value (chart, i) > 0);
  gtk_label_set_label (self->title_label, bulletin_chart_get_title (chart));
  gtk_label_set_label (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), note != NULL);
  bulletin_chart_view_set_chart (self->view, chart);
  gtk_widget_set_visible (GTK_WIDGET (self->view), !is_empty);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_label), is_empty);
}
