/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-history-pane.h"

#include <glib/gi18n.h>

#include "bulletin-display.h"
#include "bulletin-store.h"

struct _BulletinHistoryPane
{
  AdwBin parent_instance;

  GtkListBox *revisions_list;
  GtkListBox *events_list;

  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BulletinHistoryPane, bulletin_history_pane, ADW_TYPE_BIN)

enum
{
  SIGNAL_RESTORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  GPtrArray *revisions;
  GPtrArray *events;
} History;

static void
history_free (History *self)
{
  g_clear_pointer (&self->revisions, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (History, history_free)

static gpointer
read_history (BulletinLibrary *library,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (History) history = g_new0 (History, 1);

  if (!(history->revisions = bulletin_library_list_revisions (library, data, error)) ||
      !(history->events = bulletin_library_list_events (library, data, error)))
    return NULL;
  return g_steal_pointer (&history);
}

static void
restore_cb (GtkButton *button,
            BulletinHistoryPane *self)
{
  g_signal_emit (self, signals[SIGNAL_RESTORE], 0, g_object_get_data (G_OBJECT (button), "revision"));
}

static GtkWidget *
create_row (const char *title,
            const char *at,
            const char *who)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *time = bulletin_display_time (at);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", who ? who : "", time);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static GtkWidget *
create_revision_row (BulletinHistoryPane *self,
                     const BulletinRevision *revision,
                     gboolean is_newest)
{
  g_autofree char *title = revision->note && *revision->note ? g_strdup (revision->note)
                                                             : g_strdup_printf (_ ("Revision %d"), revision->ordinal);
  GtkWidget *row = create_row (title, revision->at, revision->who);
  GtkWidget *button;
  g_autofree char *name = NULL;

  if (is_newest)
    return row;
  button = gtk_button_new_from_icon_name ("document-revert-symbolic");
  name = g_strdup_printf (_ ("Go Back to “%s”"), title);
  gtk_widget_set_tooltip_text (button, _ ("Go Back to This Revision"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "revision", g_strdup (revision->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
history_read_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  BulletinHistoryPane *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (History) history = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Cancelled: the pane may be gone. */
  if (!history)
    return;
  self = BULLETIN_HISTORY_PANE (user_data);
  gtk_list_box_remove_all (self->revisions_list);
  gtk_list_box_remove_all (self->events_list);
  /* Newest on top, whatever order they come in. */
  for (guint i = history->revisions->len; i > 0; i--) {
    const BulletinRevision *first = g_ptr_array_index (history->revisions, 0);
    const BulletinRevision *last = g_ptr_array_index (history->revisions, history->revisions->len - 1);
    guint index = first->ordinal > last->ordinal ? history->revisions->len - i : i - 1;
    const BulletinRevision *revision = g_ptr_array_index (history->revisions, index);

    gtk_list_box_append (self->revisions_list,
                         create_revision_row (self, revision, i == history->revisions->len));
  }
  for (guint i = history->events->len; i > 0; i--) {
    const BulletinEvent *event = g_ptr_array_index (history->events, i - 1);
    const char *label = bulletin_event_get_label (event);
    g_autofree char *title = event->note && *event->note ? g_strdup_printf (C_ ("event", "%s: %s"), label, event->note) : g_strdup (label);

    gtk_list_box_append (self->events_list, create_row (title, event->at, event->who));
  }
}

static void
bulletin_history_pane_dispose (GObject *object)
{
  BulletinHistoryPane *self = BULLETIN_HISTORY_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_HISTORY_PANE);

  G_OBJECT_CLASS (bulletin_history_pane_parent_class)->dispose (object);
}

static void
bulletin_history_pane_class_init (BulletinHistoryPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_history_pane_dispose;

  signals[SIGNAL_RESTORE] = g_signal_new ("restore", BULLETIN_TYPE_HISTORY_PANE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-history-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinHistoryPane, revisions_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinHistoryPane, events_list);
}

static void
bulletin_history_pane_init (BulletinHistoryPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bulletin_history_pane_load (BulletinHistoryPane *self,
                            BulletinLibraryService *service,
                            const char *id)
{
  g_return_if_fail (BULLETIN_IS_HISTORY_PANE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (!service) {
    gtk_list_box_remove_all (self->revisions_list);
    gtk_list_box_remove_all (self->events_list);
    return;
  }
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (service, read_history, FALSE, g_strdup (id), g_free,
                                       (GDestroyNotify) history_free, self->cancellable, history_read_cb, self);
}
