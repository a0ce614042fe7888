/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-chart-table.h"

#include <glib/gi18n.h>
#include <math.h>

/* One point of a chart as a row of the table. Properties: "label", "value",
 * "previous" (NAN for none). */
#define BULLETIN_TYPE_CHART_ROW (bulletin_chart_row_get_type ())
G_DECLARE_FINAL_TYPE (BulletinChartRow, bulletin_chart_row, BULLETIN, CHART_ROW, GObject)

struct _BulletinChartRow
{
  GObject parent_instance;

  char *label;
  double value;
  double previous;
};

enum
{
  PROP_LABEL = 1,
  PROP_VALUE,
  PROP_PREVIOUS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (BulletinChartRow, bulletin_chart_row, G_TYPE_OBJECT)

static void
bulletin_chart_row_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  BulletinChartRow *self = BULLETIN_CHART_ROW (object);

  switch (property_id) {
  case PROP_LABEL:
    g_value_set_string (value, self->label);
    break;
  case PROP_VALUE:
    g_value_set_double (value, self->value);
    break;
  case PROP_PREVIOUS:
    g_value_set_double (value, self->previous);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_chart_row_finalize (GObject *object)
{
  g_free (BULLETIN_CHART_ROW (object)->label);

  G_OBJECT_CLASS (bulletin_chart_row_parent_class)->finalize (object);
}

static void
bulletin_chart_row_class_init (BulletinChartRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bulletin_chart_row_get_property;
  object_class->finalize = bulletin_chart_row_finalize;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_VALUE] = g_param_spec_double ("value", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PREVIOUS] = g_param_spec_double ("previous", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
bulletin_chart_row_init (BulletinChartRow *self)
{
}

/* --- The dialog ------------------------------------------------------------------- */

struct _BulletinChartTable
{
  AdwDialog parent_instance;

  GtkColumnView *view;
  GtkColumnViewColumn *value_column;
  GtkColumnViewColumn *previous_column;
  GListStore *rows;
};

G_DEFINE_FINAL_TYPE (BulletinChartTable, bulletin_chart_table, ADW_TYPE_DIALOG)

static char *
format_number_cb (GtkListItem *item,
                  double       value)
{
  if (!isfinite (value))
    return g_strdup ("");
  if (value == floor (value) && fabs (value) < 1e15)
    return g_strdup_printf ("%'" G_GINT64_FORMAT, (gint64) value);

  return g_strdup_printf ("%'.1f", value);
}

static gboolean
has_previous (BulletinChart *chart)
{
  for (guint i = 0; i < bulletin_chart_get_n_points (chart); i++)
    if (isfinite (bulletin_chart_get_previous (chart, i)))
      return TRUE;

  return FALSE;
}

static void
bulletin_chart_table_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_CHART_TABLE);

  G_OBJECT_CLASS (bulletin_chart_table_parent_class)->dispose (object);
}

static void
bulletin_chart_table_class_init (BulletinChartTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bulletin_chart_table_dispose;

  g_type_ensure (BULLETIN_TYPE_CHART_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-chart-table.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinChartTable, view);
  gtk_widget_class_bind_template_child (widget_class, BulletinChartTable, value_column);
  gtk_widget_class_bind_template_child (widget_class, BulletinChartTable, previous_column);
  gtk_widget_class_bind_template_child (widget_class, BulletinChartTable, rows);
  gtk_widget_class_bind_template_callback (widget_class, format_number_cb);
}

static void
bulletin_chart_table_init (BulletinChartTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_chart_table_new:
 * @chart: whose numbers are shown
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
bulletin_chart_table_new (BulletinChart *chart)
{
  BulletinChartTable *self = g_object_new (BULLETIN_TYPE_CHART_TABLE, NULL);

  g_return_val_if_fail (BULLETIN_IS_CHART (chart), NULL);

  adw_dialog_set_title (ADW_DIALOG (self), bulletin_chart_get_title (chart));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, bulletin_chart_get_title (chart), -1);
  gtk_column_view_column_set_title (self->value_column, bulletin_chart_get_unit (chart));
  gtk_column_view_column_set_visible (self->previous_column, has_previous (chart));
  for (guint i = 0; i < bulletin_chart_get_n_points (chart); i++) {
    g_autoptr (BulletinChartRow) row = g_object_new (BULLETIN_TYPE_CHART_ROW, NULL);

    row->label = g_strdup (bulletin_chart_get_label (chart, i));
    row->value = bulletin_chart_get_value (chart, i);
    row->previous = bulletin_chart_get_previous (chart, i);
    g_list_store_append (self->rows, row);
  }

  return ADW_DIALOG (self);
}

static char *
write_number (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (isfinite (value) ? g_ascii_formatd (buffer, sizeof buffer, "%.15g", value) : "");
}

/**
 * bulletin_chart_table_make_sheet:
 * @chart: whose numbers are written
 *
 * Returns: (transfer full): a row for each point, numbers with a decimal point in
 *   every language
 */
BulletinSheet *
bulletin_chart_table_make_sheet (BulletinChart *chart)
{
  gboolean with_previous;
  const char *head[] = { NULL, NULL, NULL, NULL };
  BulletinSheet *sheet;

  g_return_val_if_fail (BULLETIN_IS_CHART (chart), NULL);

  with_previous = has_previous (chart);
  head[0] = bulletin_chart_get_title (chart);
  head[1] = bulletin_chart_get_unit (chart);
  head[2] = with_previous ? _("A Year Before") : NULL;
  sheet = bulletin_sheet_new (g_strdupv ((char **) head));
  for (guint i = 0; i < bulletin_chart_get_n_points (chart); i++) {
    char **cells = g_new0 (char *, 4);

    cells[0] = g_strdup (bulletin_chart_get_label (chart, i));
    cells[1] = write_number (bulletin_chart_get_value (chart, i));
    if (with_previous)
      cells[2] = write_number (bulletin_chart_get_previous (chart, i));
    /* The head is the first line. */
    bulletin_sheet_add_row (sheet, cells, i + 2);
  }

  return sheet;
}
