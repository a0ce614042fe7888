/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-remarks-pane.h"

#include "bulletin-remark-card.h"

#include <glib/gi18n.h>

struct _BulletinRemarksPane
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkBox *cards;
  GtkLabel *summary_label;

  guint n_open;
};

enum
{
  SIGNAL_REVEAL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BulletinRemarksPane, bulletin_remarks_pane, ADW_TYPE_BIN)

static void
shown_cb (BulletinRemarksPane *self,
          BulletinRemarkCard  *card)
{
  g_signal_emit (self, signals[SIGNAL_REVEAL], 0, bulletin_remark_card_get_id (card));
}

static void
bulletin_remarks_pane_dispose (GObject *object)
{
  /* The bin would take its child away once more after the template did. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_REMARKS_PANE);

  G_OBJECT_CLASS (bulletin_remarks_pane_parent_class)->dispose (object);
}

static void
bulletin_remarks_pane_class_init (BulletinRemarksPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_remarks_pane_dispose;

  signals[SIGNAL_REVEAL] = g_signal_new ("reveal", BULLETIN_TYPE_REMARKS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-remarks-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarksPane, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarksPane, cards);
  gtk_widget_class_bind_template_child (widget_class, BulletinRemarksPane, summary_label);
}

static void
bulletin_remarks_pane_init (BulletinRemarksPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The card that has the keyboard, before the cards are made anew; the focus does
 * not go away with a widget that is taken out. */
static char *
take_focus (BulletinRemarksPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *card;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->cards)))
    return NULL;
  card = gtk_widget_get_ancestor (focus, BULLETIN_TYPE_REMARK_CARD);
  gtk_root_set_focus (root, NULL);

  return card != NULL ? g_strdup (bulletin_remark_card_get_id (BULLETIN_REMARK_CARD (card))) : NULL;
}

void
bulletin_remarks_pane_set_remarks (BulletinRemarksPane    *self,
                                   BulletinLibraryService *service,
                                   const GPtrArray        *remarks)
{
  g_autofree char *summary = NULL;
  g_autofree char *focused = NULL;
  GtkWidget *child;

  g_return_if_fail (BULLETIN_IS_REMARKS_PANE (self));

  focused = take_focus (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  self->n_open = 0;
  for (guint i = 0; remarks != NULL && i < remarks->len; i++) {
    const BulletinAnnotation *remark = remarks->pdata[i];
    GtkWidget *card = bulletin_remark_card_new (service, remark, i + 1, TRUE);

    self->n_open += !remark->is_resolved;
    g_signal_connect_object (card, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
    gtk_box_append (self->cards, card);
    if (g_strcmp0 (focused, remark->id) == 0)
      bulletin_remark_card_focus (BULLETIN_REMARK_CARD (card));
  }
  summary = g_strdup_printf (ngettext ("%u remark is open", "%u remarks are open", self->n_open), self->n_open);
  gtk_label_set_label (self->summary_label, summary);
  gtk_stack_set_visible_child_name (self->stack, remarks != NULL && remarks->len > 0 ? "list" : "empty");
}

guint
bulletin_remarks_pane_count_open (BulletinRemarksPane *self)
{
  g_return_val_if_fail (BULLETIN_IS_REMARKS_PANE (self), 0);

  return self->n_open;
}
