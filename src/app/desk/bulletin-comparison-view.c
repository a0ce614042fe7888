/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-comparison-view.h"

#include "bulletin-comparison-line.h"

/* How many lines that are the same stand round a change. */
#define CONTEXT 2

struct _BulletinComparisonView
{
  AdwBin parent_instance;

  GtkListView *list_view;
  GtkSingleSelection *selection;
  GListStore *items;
  GtkSignalListItemFactory *factory;

  BulletinComparison *comparison;
  gboolean side_by_side;
  gboolean can_revert;
};

G_DEFINE_FINAL_TYPE (BulletinComparisonView, bulletin_comparison_view, ADW_TYPE_BIN)

enum
{
  PROP_SIDE_BY_SIDE = 1,
  PROP_CAN_REVERT,
  N_PROPERTIES,
};

enum
{
  SIGNAL_REVERT,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

/* --- Rows ------------------------------------------------------------------ */

static void
setup_cb (BulletinComparisonView *self,
          GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, bulletin_comparison_line_new ());
}

static void
bind_cb (BulletinComparisonView *self,
         GtkListItem *list_item)
{
  BulletinComparisonItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *words = bulletin_comparison_item_describe (item);

  bulletin_comparison_line_set_item (BULLETIN_COMPARISON_LINE (gtk_list_item_get_child (list_item)), item,
                                     self->side_by_side, self->can_revert);
  gtk_list_item_set_accessible_label (list_item, words);
}

static void
unbind_cb (BulletinComparisonView *self,
           GtkListItem *list_item)
{
  bulletin_comparison_line_set_item (BULLETIN_COMPARISON_LINE (gtk_list_item_get_child (list_item)), NULL, FALSE, FALSE);
}

/* The rows that are on the screen are made anew. */
static void
show_again (BulletinComparisonView *self)
{
  gtk_list_view_set_factory (self->list_view, NULL);
  gtk_list_view_set_factory (self->list_view, GTK_LIST_ITEM_FACTORY (self->factory));
}

static void
add_lines (BulletinComparisonView *self,
           GPtrArray *items,
           guint first,
           guint end)
{
  for (guint i = first; i < end; i++)
    g_ptr_array_add (items, bulletin_comparison_item_new_line (self->comparison, i));
}

/* What is the same between two changes, folded if that saves something. */
static void
add_same (BulletinComparisonView *self,
          GPtrArray *items,
          guint first,
          guint end)
{
  guint n_rows = bulletin_comparison_get_n_rows (self->comparison);
  guint shown_end = first == 0 ? 0 : MIN (first + CONTEXT, end);
  guint shown_again = end == n_rows ? end : MAX (shown_end, end > CONTEXT ? end - CONTEXT : 0);

  if (shown_again - shown_end <= 1) {
    add_lines (self, items, first, end);
    return;
  }
  add_lines (self, items, first, shown_end);
  g_ptr_array_add (items, bulletin_comparison_item_new_fold (self->comparison, shown_end, shown_again - shown_end));
  add_lines (self, items, shown_again, end);
}

static void
fill (BulletinComparisonView *self,
      const GPtrArray *fields)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_rows = self->comparison ? bulletin_comparison_get_n_rows (self->comparison) : 0;

  for (guint i = 0; fields && i < fields->len; i++)
    g_ptr_array_add (items, bulletin_comparison_item_new_field (g_ptr_array_index (fields, i)));
  for (guint i = 0; i < n_rows;) {
    guint end = i;

    while (end < n_rows && bulletin_comparison_get_row (self->comparison, end)->kind == BULLETIN_COMPARISON_SAME)
      end++;
    if (end > i)
      add_same (self, items, i, end);
    if (end < n_rows)
      add_lines (self, items, end, end + 1);
    i = end + 1;
  }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
}

/* A fold opens. */
static void
activate_cb (BulletinComparisonView *self,
             guint position)
{
  g_autoptr (BulletinComparisonItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  guint first;
  guint n_folded = bulletin_comparison_item_get_fold (item, &first);

  if (n_folded == 0)
    return;
  add_lines (self, lines, first, first + n_folded);
  g_list_store_splice (self->items, position, 1, lines->pdata, lines->len);
  gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
}

static void
revert_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REVERT], 0, g_variant_get_uint32 (parameter));
}

/* --- Widget ---------------------------------------------------------------- */

static void
bulletin_comparison_view_get_property (GObject *object,
                                       guint property_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  BulletinComparisonView *self = BULLETIN_COMPARISON_VIEW (object);

  switch (property_id) {
  case PROP_SIDE_BY_SIDE:
    g_value_set_boolean (value, self->side_by_side);
    break;
  case PROP_CAN_REVERT:
    g_value_set_boolean (value, self->can_revert);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_comparison_view_set_property (GObject *object,
                                       guint property_id,
                                       const GValue *value,
                                       GParamSpec *pspec)
{
  BulletinComparisonView *self = BULLETIN_COMPARISON_VIEW (object);
  gboolean *field;

  switch (property_id) {
  case PROP_SIDE_BY_SIDE:
    field = &self->side_by_side;
    break;
  case PROP_CAN_REVERT:
    field = &self->can_revert;
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    return;
  }
  if (*field == g_value_get_boolean (value))
    return;
  *field = g_value_get_boolean (value);
  show_again (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
bulletin_comparison_view_dispose (GObject *object)
{
  BulletinComparisonView *self = BULLETIN_COMPARISON_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_COMPARISON_VIEW);
  g_clear_pointer (&self->comparison, bulletin_comparison_unref);

  G_OBJECT_CLASS (bulletin_comparison_view_parent_class)->dispose (object);
}

static void
bulletin_comparison_view_class_init (BulletinComparisonViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bulletin_comparison_view_get_property;
  object_class->set_property = bulletin_comparison_view_set_property;
  object_class->dispose = bulletin_comparison_view_dispose;

  properties[PROP_SIDE_BY_SIDE] = g_param_spec_boolean ("side-by-side", NULL, NULL, FALSE,
                                                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_REVERT] = g_param_spec_boolean ("can-revert", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_REVERT] = g_signal_new ("revert", BULLETIN_TYPE_COMPARISON_VIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_install_action (widget_class, "comparison-view.revert", "u", revert_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-comparison-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonView, list_view);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonView, selection);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonView, items);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonView, factory);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
bulletin_comparison_view_init (BulletinComparisonView *self)
{
  g_type_ensure (BULLETIN_TYPE_COMPARISON_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_comparison_view_set_comparison:
 * @self: the view
 * @comparison: (nullable): what differs between two texts
 * @fields: (nullable) (element-type BulletinMetadataDifference): what differs
 *   between their fields
 */
void
bulletin_comparison_view_set_comparison (BulletinComparisonView *self,
                                         BulletinComparison *comparison,
                                         const GPtrArray *fields)
{
  g_return_if_fail (BULLETIN_IS_COMPARISON_VIEW (self));

  if (comparison)
    bulletin_comparison_ref (comparison);
  g_clear_pointer (&self->comparison, bulletin_comparison_unref);
  self->comparison = comparison;
  fill (self, fields);
}

/* Whether a change begins at the item: its first row. */
static gboolean
begins_change (BulletinComparisonView *self,
               guint position)
{
  g_autoptr (BulletinComparisonItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  g_autoptr (BulletinComparisonItem) before = position > 0 ? g_list_model_get_item (G_LIST_MODEL (self->items), position - 1) : NULL;

  return bulletin_comparison_item_is_change (item) &&
         (!before || bulletin_comparison_item_get_label (item) ||
          bulletin_comparison_item_get_change (before) != bulletin_comparison_item_get_change (item));
}

/**
 * bulletin_comparison_view_go_first:
 * @self: the view
 *
 * Selects the first change, shows it and takes the focus to it.
 *
 * Returns: whether there is one
 */
gboolean
bulletin_comparison_view_go_first (BulletinComparisonView *self)
{
  g_return_val_if_fail (BULLETIN_IS_COMPARISON_VIEW (self), FALSE);

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  if (!bulletin_comparison_view_go (self, TRUE))
    return FALSE;
  /* To the row that the list has gone to, not to its first. */
  return gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/**
 * bulletin_comparison_view_go:
 * @self: the view
 * @forward: to the next change, else to the one before
 *
 * Selects a change and shows it.
 *
 * Returns: whether there was one
 */
gboolean
bulletin_comparison_view_go (BulletinComparisonView *self,
                             gboolean forward)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint position = gtk_single_selection_get_selected (self->selection);

  g_return_val_if_fail (BULLETIN_IS_COMPARISON_VIEW (self), FALSE);

  /* Nothing selected: from before the first, or behind the last. */
  if (position == GTK_INVALID_LIST_POSITION)
    position = forward ? G_MAXUINT : n_items;
  for (guint i = position + (forward ? 1 : -1); i < n_items; i += forward ? 1 : -1) {
    if (begins_change (self, i)) {
      gtk_list_view_scroll_to (self->list_view, i, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
      return TRUE;
    }
  }
  return FALSE;
}
