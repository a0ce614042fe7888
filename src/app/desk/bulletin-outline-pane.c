/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-outline-pane.h"

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

/* The last heading before the caret. A focus in the list goes along, so that a
 * section moved with the keys can be moved on. */
static void
mark_caret (BulletinOutlinePane *self)
{
  BulletinOutlineRow *current = NULL;
  BulletinOutlineRow *row;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  int first = 0;
  int after = self->n_rows;

  while (first < after) {
    int middle = first + (after - first) / 2;

    row = get_row (self, middle);
    if (bulletin_outline_row_get_offset (row) <= self->caret) {
      current = row;
      first = middle + 1;
    } else {
      after = middle;
    }
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
  int n = 0;

  for (guint i = 0; document && i < bulletin_document_get_n_blocks (document); i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);
    g_autofree char *title = NULL;

    if (block->kind != BULLETIN_BLOCK_HEADING)
      continue;
    title = bulletin_spans_to_text (block->spans);
    row = get_row (self, n++);
    if (!row) {
      row = bulletin_outline_row_new ();
      g_signal_connect_object (row, "change", G_CALLBACK (row_change_cb), self, 0);
      g_signal_connect_object (row, "dropped", G_CALLBACK (row_dropped_cb), self, 0);
      gtk_list_box_append (self->list, GTK_WIDGET (row));
    }
    bulletin_outline_row_set_heading (row, title, block->level, block->offset);
  }
  while ((row = get_row (self, n)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->n_rows = n;
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
