/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-table-grid.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "bulletin-escape.h"
#include "bulletin-table-writing.h"

/* What fits beside the text on a narrow window, and is more than most tables have;
 * the rest is added in the table. */
#define MAX_COLUMNS 10
#define MAX_ROWS    8

/* In pixels. */
#define SQUARE 22
#define GAP    3

struct _BulletinTableGrid
{
  GtkPopover parent_instance;

  GtkDrawingArea *squares;
  GtkLabel *size_label;
  GtkEditable *caption_entry;
  GtkCheckButton *head_check;

  guint n_columns;
  guint n_rows;
};

G_DEFINE_FINAL_TYPE (BulletinTableGrid, bulletin_table_grid, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_INSERT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
set_size (BulletinTableGrid *self,
          int n_columns,
          int n_rows)
{
  g_autofree char *size = NULL;
  g_autofree char *words = NULL;

  self->n_columns = CLAMP (n_columns, 1, MAX_COLUMNS);
  self->n_rows = CLAMP (n_rows, 1, MAX_ROWS);

  /* Translators: rows and columns of a table, as in 3 × 4. */
  size = g_strdup_printf (_ ("%u × %u"), self->n_rows, self->n_columns);
  gtk_label_set_label (self->size_label, size);
  /* Translators: said by a screen reader. */
  words = g_strdup_printf (_ ("Table of %u rows and %u columns"), self->n_rows, self->n_columns);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->squares), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self->squares));
}

static void
draw (GtkDrawingArea *area,
      cairo_t *cr,
      int width,
      int height,
      gpointer user_data)
{
  BulletinTableGrid *self = user_data;
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  gboolean is_reversed = gtk_widget_get_direction (GTK_WIDGET (area)) == GTK_TEXT_DIR_RTL;
  GdkRGBA colour;

  gtk_widget_get_color (GTK_WIDGET (area), &colour);
  cairo_set_line_width (cr, 1);
  for (guint row = 0; row < MAX_ROWS; row++) {
    for (guint column = 0; column < MAX_COLUMNS; column++) {
      gboolean is_chosen = row < self->n_rows && column < self->n_columns;
      guint place = is_reversed ? MAX_COLUMNS - 1 - column : column;

      cairo_rectangle (cr, place * (SQUARE + GAP) + 0.5, row * (SQUARE + GAP) + 0.5, SQUARE - 1, SQUARE - 1);
      if (is_chosen) {
        cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.35);
        cairo_fill_preserve (cr);
        gdk_cairo_set_source_rgba (cr, accent);
      } else {
        cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, 0.4);
      }
      cairo_stroke (cr);
    }
  }
}

static void
insert (BulletinTableGrid *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *caption = bulletin_escape_cell (gtk_editable_get_text (self->caption_entry));
  gboolean has_head = gtk_check_button_get_active (self->head_check) && self->n_rows > 1;
  g_autofree char *lines = NULL;

  for (guint i = 0; i < self->n_rows; i++) {
    char **cells = g_new0 (char *, self->n_columns + 1);

    /* Wide enough to be clicked into. */
    for (guint k = 0; k < self->n_columns; k++)
      cells[k] = g_strdup ("");
    g_ptr_array_add (rows, cells);
  }
  lines = bulletin_table_write (rows, has_head, NULL, caption);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_INSERT], 0, lines);
  gtk_editable_set_text (self->caption_entry, "");
}

/* --- Signals --------------------------------------------------------------- */

static void
moved_cb (BulletinTableGrid *self,
          double x,
          double y)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self->squares)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self->squares)) - x;
  set_size (self, (int) (x / (SQUARE + GAP)) + 1, (int) (y / (SQUARE + GAP)) + 1);
}

static void
released_cb (BulletinTableGrid *self,
             int n_press,
             double x,
             double y)
{
  if (!gtk_widget_contains (GTK_WIDGET (self->squares), x, y))
    return;
  moved_cb (self, x, y);
  insert (self);
}

static gboolean
key_pressed_cb (BulletinTableGrid *self,
                guint key,
                guint code,
                GdkModifierType state)
{
  int step = gtk_widget_get_direction (GTK_WIDGET (self->squares)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  switch (key) {
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
    set_size (self, (int) self->n_columns - step, self->n_rows);
    return TRUE;
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right:
    set_size (self, (int) self->n_columns + step, self->n_rows);
    return TRUE;
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    set_size (self, self->n_columns, (int) self->n_rows - 1);
    return TRUE;
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    set_size (self, self->n_columns, (int) self->n_rows + 1);
    return TRUE;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_space:
    insert (self);
    return TRUE;
  default:
    return FALSE;
  }
}

static void
insert_cb (BulletinTableGrid *self)
{
  insert (self);
}

static void
bulletin_table_grid_map (GtkWidget *widget)
{
  BulletinTableGrid *self = BULLETIN_TABLE_GRID (widget);

  GTK_WIDGET_CLASS (bulletin_table_grid_parent_class)->map (widget);
  set_size (self, 3, 3);
  gtk_widget_grab_focus (GTK_WIDGET (self->squares));
}

static void
bulletin_table_grid_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_TABLE_GRID);

  G_OBJECT_CLASS (bulletin_table_grid_parent_class)->dispose (object);
}

static void
bulletin_table_grid_class_init (BulletinTableGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_table_grid_dispose;
  widget_class->map = bulletin_table_grid_map;

  signals[SIGNAL_INSERT] = g_signal_new ("insert", BULLETIN_TYPE_TABLE_GRID, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-table-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinTableGrid, squares);
  gtk_widget_class_bind_template_child (widget_class, BulletinTableGrid, size_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinTableGrid, caption_entry);
  gtk_widget_class_bind_template_child (widget_class, BulletinTableGrid, head_check);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, insert_cb);
}

static void
bulletin_table_grid_init (BulletinTableGrid *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_content_width (self->squares, MAX_COLUMNS * (SQUARE + GAP) - GAP);
  gtk_drawing_area_set_content_height (self->squares, MAX_ROWS * (SQUARE + GAP) - GAP);
  gtk_drawing_area_set_draw_func (self->squares, draw, self, NULL);
  set_size (self, 3, 3);
}
