/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-findings-pane.h"

#include <string.h>

#include "bulletin-finding-row.h"

struct _BulletinFindingsPane
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *groups[BULLETIN_SEVERITY_ERROR + 1];
  GtkListBox *lists[BULLETIN_SEVERITY_ERROR + 1];
  GtkButton *unignore_button;

  GPtrArray *all;
  GPtrArray *open;
  char *source;
  /* What is ignored, by rule and the words that it is about, so that it stays
   * ignored while the text round it changes. */
  GHashTable *ignored;
};

G_DEFINE_FINAL_TYPE (BulletinFindingsPane, bulletin_findings_pane, ADW_TYPE_BIN)

enum
{
  SIGNAL_GO,
  SIGNAL_MEND,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
get_key (BulletinFindingsPane *self,
         const BulletinFinding *finding)
{
  gsize length = self->source ? strlen (self->source) : 0;
  g_autofree char *words = NULL;

  if (finding->offset < length)
    words = g_strndup (self->source + finding->offset, MIN (finding->length, length - finding->offset));
  return g_strdup_printf ("%s\n%s\n%s", finding->rule, words ? words : "", finding->message);
}

static void
go_cb (BulletinFindingsPane *self,
       BulletinFindingRow *row)
{
  g_signal_emit (self, signals[SIGNAL_GO], 0, bulletin_finding_row_get_finding (row));
}

static void
mend_cb (BulletinFindingsPane *self,
         BulletinFindingRow *row)
{
  g_autoptr (BulletinFinding) finding = bulletin_finding_copy (bulletin_finding_row_get_finding (row));

  g_signal_emit (self, signals[SIGNAL_MEND], 0, finding);
}

static void update (BulletinFindingsPane *self);

static void
ignore_cb (BulletinFindingsPane *self,
           BulletinFindingRow *row)
{
  g_hash_table_add (self->ignored, get_key (self, bulletin_finding_row_get_finding (row)));
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
unignore_cb (BulletinFindingsPane *self)
{
  g_hash_table_remove_all (self->ignored);
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
row_activated_cb (BulletinFindingsPane *self,
                  GtkListBoxRow *row)
{
  go_cb (self, BULLETIN_FINDING_ROW (row));
}

static void
update (BulletinFindingsPane *self)
{
  g_ptr_array_set_size (self->open, 0);
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    gtk_list_box_remove_all (self->lists[i]);

  for (guint i = 0; self->all && i < self->all->len; i++) {
    BulletinFinding *finding = g_ptr_array_index (self->all, i);
    g_autofree char *key = get_key (self, finding);
    GtkWidget *row;

    if (g_hash_table_contains (self->ignored, key))
      continue;
    g_ptr_array_add (self->open, bulletin_finding_copy (finding));
    row = bulletin_finding_row_new (finding, self->source);
    g_signal_connect_object (row, "mend", G_CALLBACK (mend_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (row, "ignore", G_CALLBACK (ignore_cb), self, G_CONNECT_SWAPPED);
    gtk_list_box_append (self->lists[finding->severity], row);
  }
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    gtk_widget_set_visible (self->groups[i], gtk_list_box_get_row_at_index (self->lists[i], 0) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->unignore_button), g_hash_table_size (self->ignored) > 0);
  gtk_stack_set_visible_child_name (self->stack, self->open->len > 0 || g_hash_table_size (self->ignored) > 0 ? "findings" : "none");
}

static void
bulletin_findings_pane_dispose (GObject *object)
{
  /* The bin would take its child away once more after the template did. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_FINDINGS_PANE);

  G_OBJECT_CLASS (bulletin_findings_pane_parent_class)->dispose (object);
}

static void
bulletin_findings_pane_finalize (GObject *object)
{
  BulletinFindingsPane *self = BULLETIN_FINDINGS_PANE (object);

  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_ptr_array_unref (self->open);
  g_hash_table_unref (self->ignored);
  g_free (self->source);

  G_OBJECT_CLASS (bulletin_findings_pane_parent_class)->finalize (object);
}

static void
bulletin_findings_pane_class_init (BulletinFindingsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const groups[] = { "hint_group", "warning_group", "error_group" };
  static const char *const lists[] = { "hint_list", "warning_list", "error_list" };

  object_class->dispose = bulletin_findings_pane_dispose;
  object_class->finalize = bulletin_findings_pane_finalize;

  signals[SIGNAL_GO] = g_signal_new ("go", BULLETIN_TYPE_FINDINGS_PANE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, BULLETIN_TYPE_FINDING);
  signals[SIGNAL_MEND] = g_signal_new ("mend", BULLETIN_TYPE_FINDINGS_PANE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, BULLETIN_TYPE_FINDING);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BULLETIN_TYPE_FINDINGS_PANE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-findings-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinFindingsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinFindingsPane, unignore_button);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    gtk_widget_class_bind_template_child_full (widget_class, groups[i], FALSE,
                                               G_STRUCT_OFFSET (BulletinFindingsPane, groups) + i * sizeof (GtkWidget *));
    gtk_widget_class_bind_template_child_full (widget_class, lists[i], FALSE,
                                               G_STRUCT_OFFSET (BulletinFindingsPane, lists) + i * sizeof (GtkListBox *));
  }
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, unignore_cb);
}

static void
bulletin_findings_pane_init (BulletinFindingsPane *self)
{
  self->open = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_finding_free);
  self->ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
bulletin_findings_pane_set_findings (BulletinFindingsPane *self,
                                     GPtrArray *findings,
                                     const char *source)
{
  g_return_if_fail (BULLETIN_IS_FINDINGS_PANE (self));

  if (findings)
    g_ptr_array_ref (findings);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  self->all = findings;
  g_set_str (&self->source, source);
  update (self);
}

void
bulletin_findings_pane_reset (BulletinFindingsPane *self)
{
  g_return_if_fail (BULLETIN_IS_FINDINGS_PANE (self));

  g_hash_table_remove_all (self->ignored);
  bulletin_findings_pane_set_findings (self, NULL, NULL);
}

GPtrArray *
bulletin_findings_pane_get_open (BulletinFindingsPane *self)
{
  g_return_val_if_fail (BULLETIN_IS_FINDINGS_PANE (self), NULL);

  return self->open;
}
