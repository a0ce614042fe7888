/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register-table.h"

/* The table of a register: its columns, and the rows in it. */

/* Wide enough to tell rows apart; the rest is in the form. */
static int
get_width_chars (const BulletinRegisterColumn *column)
{
  if (g_str_equal (column->name, "name"))
    return 20;

  switch (column->kind) {
  case BULLETIN_VALUE_LIST:
  case BULLETIN_VALUE_ORGANISATION:
  case BULLETIN_VALUE_STATION:
  case BULLETIN_VALUE_TEAM:
  case BULLETIN_VALUE_METRIC:
    return 16;
  case BULLETIN_VALUE_DATE:
    return 10;
  default:
    return 6;
  }
}

static void
set_up_cell_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  const BulletinRegisterColumn *column = g_object_get_data (G_OBJECT (factory), "bulletin-column");
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (label, get_width_chars (column));
  gtk_label_set_max_width_chars (label, 28);
  if (column->kind == BULLETIN_VALUE_INTEGER || column->kind == BULLETIN_VALUE_NUMBER) {
    gtk_label_set_xalign (label, 1);
    gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");
  } else {
    gtk_label_set_xalign (label, 0);
    if (column->kind == BULLETIN_VALUE_DATE)
      gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");
  }
  gtk_list_item_set_child (item, GTK_WIDGET (label));
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  BulletinRegisterRow *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (label), bulletin_register_row_get_value (row, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "bulletin-index"))));
  if (bulletin_register_row_get_closed (row))
    gtk_widget_add_css_class (label, "dimmed");
  else
    gtk_widget_remove_css_class (label, "dimmed");
}

typedef struct
{
  guint column;
  gboolean is_number;
} Order;

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const Order *order = user_data;
  const char *first = bulletin_register_row_get_value ((BulletinRegisterRow *) a, order->column);
  const char *second = bulletin_register_row_get_value ((BulletinRegisterRow *) b, order->column);

  if (order->is_number) {
    double difference = g_ascii_strtod (first, NULL) - g_ascii_strtod (second, NULL);

    return difference < 0 ? -1 : difference > 0;
  }

  return g_utf8_collate (first, second);
}

static void
add_column (GtkColumnView                *view,
            const BulletinRegisterColumn *column,
            guint                         index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;
  g_autoptr (GtkSorter) sorter = NULL;
  Order *order = g_new0 (Order, 1);

  g_object_set_data (G_OBJECT (factory), "bulletin-column", (gpointer) column);
  g_object_set_data (G_OBJECT (factory), "bulletin-index", GUINT_TO_POINTER (index));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), NULL);

  order->column = index;
  order->is_number = column->kind == BULLETIN_VALUE_INTEGER || column->kind == BULLETIN_VALUE_NUMBER;
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare_rows, order, g_free));

  view_column = gtk_column_view_column_new (bulletin_register_column_get_label (column), factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_sorter (view_column, sorter);
  gtk_column_view_column_set_expand (view_column, g_str_equal (column->name, "name"));
  gtk_column_view_append_column (view, view_column);
}

/**
 * bulletin_register_table_add_columns:
 * @view: an empty table
 * @kind: the register, whose rows the table shows
 *
 * Gives the table a column for each of the register's, which can be sorted by it.
 */
void
bulletin_register_table_add_columns (GtkColumnView        *view,
                                     BulletinRegisterKind  kind)
{
  guint n_columns;
  const BulletinRegisterColumn *columns = bulletin_register_get_columns (kind, &n_columns);

  for (guint i = 0; i < n_columns; i++)
    add_column (view, &columns[i], i);
}

static gboolean
rows_are_equal (BulletinRegisterKind  kind,
                BulletinRegisterRow  *first,
                BulletinRegisterRow  *second)
{
  guint n_columns;

  if (!g_str_equal (bulletin_register_row_get_id (first), bulletin_register_row_get_id (second)) || bulletin_register_row_get_closed (first) != bulletin_register_row_get_closed (second))
    return FALSE;

  bulletin_register_get_columns (kind, &n_columns);
  for (guint i = 0; i < n_columns; i++)
    if (!g_str_equal (bulletin_register_row_get_value (first, i), bulletin_register_row_get_value (second, i)))
      return FALSE;

  return TRUE;
}

/**
 * bulletin_register_table_replace_rows:
 * @list: the rows that are shown
 * @kind: their register
 * @rows: (element-type BulletinRegisterRow): the rows that are to be shown
 *
 * Replaces only what differs, so that the table keeps its place and its selection.
 */
void
bulletin_register_table_replace_rows (GListStore           *list,
                                      BulletinRegisterKind  kind,
                                      GPtrArray            *rows)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint start = 0;
  guint end = 0;

  while (start < MIN (n_before, rows->len)) {
    g_autoptr (BulletinRegisterRow) row = g_list_model_get_item (G_LIST_MODEL (list), start);

    if (!rows_are_equal (kind, row, rows->pdata[start]))
      break;
    start++;
  }
  while (end < MIN (n_before, rows->len) - start) {
    g_autoptr (BulletinRegisterRow) row = g_list_model_get_item (G_LIST_MODEL (list), n_before - 1 - end);

    if (!rows_are_equal (kind, row, rows->pdata[rows->len - 1 - end]))
      break;
    end++;
  }
  g_list_store_splice (list, start, n_before - start - end, rows->pdata + start, rows->len - start - end);
}
