/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-outline-pane.h"

struct _BulletinOutlinePane
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkListBox *list;

  /* The headings shown, to tell whether anything changed. */
  GArray *offsets;
};

G_DEFINE_FINAL_TYPE (BulletinOutlinePane, bulletin_outline_pane, ADW_TYPE_BIN)

enum
{
  SIGNAL_GO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
row_activated_cb (BulletinOutlinePane *self,
                  GtkListBoxRow *row)
{
  guint64 offset = g_array_index (self->offsets, guint64, gtk_list_box_row_get_index (row));

  g_signal_emit (self, signals[SIGNAL_GO], 0, offset);
}

static void
bulletin_outline_pane_dispose (GObject *object)
{
  /* The bin would take its child away once more after the template did. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_OUTLINE_PANE);

  G_OBJECT_CLASS (bulletin_outline_pane_parent_class)->dispose (object);
}

static void
bulletin_outline_pane_finalize (GObject *object)
{
  BulletinOutlinePane *self = BULLETIN_OUTLINE_PANE (object);

  g_array_unref (self->offsets);

  G_OBJECT_CLASS (bulletin_outline_pane_parent_class)->finalize (object);
}

static void
bulletin_outline_pane_class_init (BulletinOutlinePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_outline_pane_dispose;
  object_class->finalize = bulletin_outline_pane_finalize;

  signals[SIGNAL_GO] = g_signal_new ("go", BULLETIN_TYPE_OUTLINE_PANE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-outline-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinOutlinePane, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinOutlinePane, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
bulletin_outline_pane_init (BulletinOutlinePane *self)
{
  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_outline_pane_set_document:
 * @self: the outline
 * @document: (nullable): the text's structure
 *
 * Shows the document's headings, each indented by its level.
 */
void
bulletin_outline_pane_set_document (BulletinOutlinePane *self,
                                    BulletinDocument *document)
{
  g_return_if_fail (BULLETIN_IS_OUTLINE_PANE (self));

  gtk_list_box_remove_all (self->list);
  g_array_set_size (self->offsets, 0);
  for (guint i = 0; document && i < bulletin_document_get_n_blocks (document); i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);
    g_autofree char *title = NULL;
    GtkWidget *row;
    guint64 offset = block->offset;

    if (block->kind != BULLETIN_BLOCK_HEADING)
      continue;
    title = bulletin_spans_to_text (block->spans);
    row = adw_action_row_new ();
    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
    adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    gtk_widget_set_margin_start (row, 12 * (block->level - 1));
    gtk_list_box_append (self->list, row);
    g_array_append_val (self->offsets, offset);
  }
  gtk_stack_set_visible_child_name (self->stack, self->offsets->len > 0 ? "outline" : "none");
}
