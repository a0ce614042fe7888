/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-source-view.h"

struct _BulletinSourceView
{
  GtkSourceView parent_instance;
};

G_DEFINE_FINAL_TYPE (BulletinSourceView, bulletin_source_view, GTK_SOURCE_TYPE_VIEW)

enum
{
  SIGNAL_UNDO,
  SIGNAL_REDO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is being composed by the input method is no part of the text yet, so it
 * would come down in the wrong place. */
static void
undo_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (widget));
  g_signal_emit (widget, signals[SIGNAL_UNDO], 0);
}

static void
redo_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (widget));
  g_signal_emit (widget, signals[SIGNAL_REDO], 0);
}

static void
bulletin_source_view_class_init (BulletinSourceViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_UNDO] = g_signal_new ("undo", BULLETIN_TYPE_SOURCE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REDO] = g_signal_new ("redo", BULLETIN_TYPE_SOURCE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* In place of GtkTextView's own, which its keys and its menu activate. */
  gtk_widget_class_install_action (widget_class, "text.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "text.redo", NULL, redo_action);
}

static void
bulletin_source_view_init (BulletinSourceView *self)
{
  bulletin_source_view_enable_undo (self, FALSE, FALSE);
}

/**
 * bulletin_source_view_enable_undo:
 * @self: the view
 * @can_undo: whether there is something to take back
 * @can_redo: whether there is something to make again
 *
 * Says whether its actions can do something.
 */
void
bulletin_source_view_enable_undo (BulletinSourceView *self,
                                  gboolean can_undo,
                                  gboolean can_redo)
{
  g_return_if_fail (BULLETIN_IS_SOURCE_VIEW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "text.undo", can_undo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "text.redo", can_redo);
}
