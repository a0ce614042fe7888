/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-outline-pane.h"

#include <string.h>

struct _BulletinOutlinePane
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkListBox *list;

  int n_rows;
  gsize caret;
  /* What is to be shown once the pane is looked at; NULL when it is shown. */
  BulletinDocument *waiting;
};

G_DEFINE_FINAL_TYPE (BulletinOutlinePane, bulletin_outline_pane, ADW_TYPE_BIN)

enum
{
  SIGNAL_GO,
  SIGNAL_CHANGE,
  SIGNAL_MOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static BulletinOutlineRow *
get_row (BulletinOutlinePane *self,
         int index)
{
  return (BulletinOutlineRow *) gtk_list_box_get_row_at_index (self->list, index);
}

static void mark_caret (BulletinOutlinePane *self);

/* --- Folding --------------------------------------------------------------- */

/* Hides what is folded away. */
static void
update_folds (BulletinOutlinePane *self)
{
  int folded = G_MAXINT;

  for (int i = 0; i < self->n_rows; i++) {
    BulletinOutlineRow *row = get_row (self, i);
    int level = bulletin_outline_row_get_level (row);
    gboolean has_children = i + 1 < self->n_rows && bulletin_outline_row_get_level (get_row (self, i + 1)) > level;

    bulletin_outline_row_set_collapsed (row, has_children, has_children && bulletin_outline_row_get_collapsed (row));
    if (level <= folded)
      folded = G_MAXINT;
    gtk_widget_set_visible (GTK_WIDGET (row), folded == G_MAXINT);
    if (folded == G_MAXINT && bulletin_outline_row_get_collapsed (row))
      folded = level;
  }
}

static void
row_collapse_cb (BulletinOutlineRow *row,
                 gboolean collapse,
                 BulletinOutlinePane *self)
{
  bulletin_outline_row_set_collapsed (row, TRUE, collapse);
  update_folds (self);
  mark_caret (self);
}

static void
collapse_all_action (GtkWidget *widget,
                     const char *action,
                     GVariant *parameter)
{
  BulletinOutlinePane *self = BULLETIN_OUTLINE_PANE (widget);
  gboolean collapse = g_str_equal (action, "outline.collapse-all");

  for (int i = 0; i < self->n_rows; i++)
    bulletin_outline_row_set_collapsed (get_row (self, i), TRUE, collapse);
  update_folds (self);
  mark_caret (self);
}

/* The titles of the rows that are folded: what is folded stays so when headings
 * come or go above it. */
static GHashTable *
list_folded (BulletinOutlinePane *self)
{
  GHashTable *titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < self->n_rows; i++) {
    if (bulletin_outline_row_get_collapsed (get_row (self, i)))
      g_hash_table_add (titles, g_strdup (bulletin_outline_row_get_title (get_row (self, i))));
  }
  return titles;
}

/* --- Signals --------------------------------------------------------------- */

static void
row_activated_cb (BulletinOutlinePane *self,
                  BulletinOutlineRow *row)
{
  g_signal_emit (self, signals[SIGNAL_GO], 0, (guint64) bulletin_outline_row_get_offset (row));
}

static void
row_change_cb (BulletinOutlineRow *row,
               int change,
               BulletinOutlinePane *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGE], 0, (guint64) bulletin_outline_row_get_offset (row), change);
}

static void
row_dropped_cb (BulletinOutlineRow *row,
                BulletinOutlineRow *dropped,
                gboolean below,
                BulletinOutlinePane *self)
{
  g_signal_emit (self, signals[SIGNAL_MOVE], 0, (guint64) bulletin_outline_row_get_offset (dropped),
                 (guint64) bulletin_outline_row_get_offset (row), below);
}

/* The last heading in sight before the caret. A focus in the list goes along, so that a
 * section moved with the keys can be moved on. */
static void
mark_caret (BulletinOutlinePane *self)
{
  BulletinOutlineRow *current = NULL;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  int first = 0;
  int after = self->n_rows;

  while (first < after) {
    int middle = first + (after - first) / 2;

    if (bulletin_outline_row_get_offset (get_row (self, middle)) <= self->caret)
      first = middle + 1;
    else
      after = middle;
  }
  for (int i = first - 1; i >= 0 && !current; i--) {
    if (gtk_widget_get_visible (GTK_WIDGET (get_row (self, i))))
      current = get_row (self, i);
  }
  if ((GtkListBoxRow *) current == gtk_list_box_get_selected_row (self->list))
    return;
  if (current)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (current));
  else
    gtk_list_box_unselect_all (self->list);
  if (current && focus && GTK_IS_LIST_BOX_ROW (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    gtk_widget_grab_focus (GTK_WIDGET (current));
}

/* Rows are kept, and only what changed in them is set anew. */
static void
show_document (BulletinOutlinePane *self,
               BulletinDocument *document)
{
  BulletinOutlineRow *row;
  g_autoptr (GHashTable) folded = list_folded (self);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (gboolean));
  int n = 0;

  for (int i = 0; i < self->n_rows; i++) {
    gboolean is_folded = bulletin_outline_row_get_collapsed (get_row (self, i));

    g_array_append_val (kept, is_folded);
  }

  for (guint i = 0; document && i < bulletin_document_get_n_blocks (document); i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);
    g_autofree char *title = NULL;

    if (block->kind != BULLETIN_BLOCK_HEADING)
      continue;
    title = bulletin_spans_to_text (block->spans);
    /* A run-in heading is a sentence; in an outline it is a heading. */
    if (block->body && g_str_has_suffix (title, "。"))
      title[strlen (title) - strlen ("。")] = '\0';
    row = get_row (self, n++);
    if (!row) {
      row = bulletin_outline_row_new ();
      g_signal_connect_object (row, "change", G_CALLBACK (row_change_cb), self, 0);
      g_signal_connect_object (row, "dropped", G_CALLBACK (row_dropped_cb), self, 0);
      g_signal_connect_object (row, "collapse", G_CALLBACK (row_collapse_cb), self, 0);
      gtk_list_box_append (self->list, GTK_WIDGET (row));
    }
    bulletin_outline_row_set_heading (row, title, block->level, block->offset);
  }
  while ((row = get_row (self, n)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->n_rows = n;
  for (int i = 0; i < n; i++) {
    row = get_row (self, i);
    /* While a heading is being typed its title changes and its place does not. */
    bulletin_outline_row_set_collapsed (row, TRUE,
                                        (guint) n == kept->len ? g_array_index (kept, gboolean, i)
                                                               : g_hash_table_contains (folded, bulletin_outline_row_get_title (row)));
  }
  update_folds (self);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "outline" : "none");
}

static void
bulletin_outline_pane_map (GtkWidget *widget)
{
  BulletinOutlinePane *self = BULLETIN_OUTLINE_PANE (widget);
  g_autoptr (BulletinDocument) document = g_steal_pointer (&self->waiting);

  GTK_WIDGET_CLASS (bulletin_outline_pane_parent_class)->map (widget);
  if (document)
    show_document (self, document);
  mark_caret (self);
}

static void
bulletin_outline_pane_dispose (GObject *object)
{
  g_clear_pointer (&BULLETIN_OUTLINE_PANE (object)->waiting, bulletin_document_unref);
  /* The bin would take its child away once more after the template did. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_OUTLINE_PANE);

  G_OBJECT_CLASS (bulletin_outline_pane_parent_class)->dispose (object);
}

static void
bulletin_outline_pane_class_init (BulletinOutlinePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_outline_pane_dispose;
  widget_class->map = bulletin_outline_pane_map;

  signals[SIGNAL_GO] = g_signal_new ("go", BULLETIN_TYPE_OUTLINE_PANE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
  signals[SIGNAL_CHANGE] = g_signal_new ("change", BULLETIN_TYPE_OUTLINE_PANE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_INT);
  signals[SIGNAL_MOVE] = g_signal_new ("move", BULLETIN_TYPE_OUTLINE_PANE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_UINT64, G_TYPE_UINT64, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "outline.collapse-all", NULL, collapse_all_action);
  gtk_widget_class_install_action (widget_class, "outline.expand-all", NULL, collapse_all_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-outline-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinOutlinePane, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinOutlinePane, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
bulletin_outline_pane_init (BulletinOutlinePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_outline_pane_set_document:
 * @self: the outline
 * @document: (nullable): the text's structure
 *
 * Shows the document's headings, each indented by its level: at once if the pane
 * is looked at, else when it is.
 */
void
bulletin_outline_pane_set_document (BulletinOutlinePane *self,
                                    BulletinDocument *document)
{
  g_return_if_fail (BULLETIN_IS_OUTLINE_PANE (self));

  g_clear_pointer (&self->waiting, bulletin_document_unref);
  if (!document || gtk_widget_get_mapped (GTK_WIDGET (self))) {
    show_document (self, document);
    if (gtk_widget_get_mapped (GTK_WIDGET (self)))
      mark_caret (self);
  } else {
    /* A long text has hundreds of rows, which nobody may ever look at. */
    self->waiting = bulletin_document_ref (document);
  }
}

void
bulletin_outline_pane_set_caret (BulletinOutlinePane *self,
                                 gsize offset)
{
  g_return_if_fail (BULLETIN_IS_OUTLINE_PANE (self));

  self->caret = offset;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    mark_caret (self);
}
