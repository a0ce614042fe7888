/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-history-pane.h"

#include <glib/gi18n.h>

#include "bulletin-display.h"
#include "bulletin-document.h"
#include "bulletin-load-materials.h"
#include "bulletin-revision-row.h"

/* How many revisions are counted at a time, newest first: to count one takes a few
 * milliseconds of the thread that also saves. */
#define MAX_COUNTED 40

struct _BulletinHistoryPane
{
  AdwBin parent_instance;

  GtkListBox *revisions_list;
  GtkListBox *events_list;

  /* How many words each revision has, by its id; they never change. */
  GHashTable *n_words;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BulletinHistoryPane, bulletin_history_pane, ADW_TYPE_BIN)

enum
{
  SIGNAL_COMPARE,
  SIGNAL_RENAME,
  SIGNAL_RESTORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- Reading it ------------------------------------------------------------ */

typedef struct
{
  char *id;
  GHashTable *n_words;
  GPtrArray *revisions;
  GPtrArray *events;
} History;

static void
history_free (History *self)
{
  g_free (self->id);
  g_clear_pointer (&self->n_words, g_hash_table_unref);
  g_clear_pointer (&self->revisions, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (History, history_free)

static GHashTable *
copy_counts (GHashTable *n_words)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, n_words);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, g_strdup (key), value);
  return copy;
}

static gboolean
count_words (BulletinLibrary *library,
             History *history,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (BulletinMaterials) materials_before = NULL;
  guint n_counted = 0;

  for (guint i = 0; i < history->revisions->len && n_counted < MAX_COUNTED; i++) {
    const BulletinRevision *revision = g_ptr_array_index (history->revisions, i);
    g_autoptr (BulletinMetadata) metadata = NULL;
    g_autoptr (BulletinMaterials) materials = NULL;
    g_autoptr (BulletinDocument) document = NULL;
    g_autofree char *text = NULL;

    if (g_hash_table_contains (history->n_words, revision->id))
      continue;
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !bulletin_library_get_revision (library, revision->id, &metadata, &text, error))
      return FALSE;
    /* With the values of its figures, as the foot of the desk counts. */
    materials = bulletin_reload_materials (library, materials_before, history->id, metadata, text, error);
    if (!materials)
      return FALSE;
    document = bulletin_document_new (text, -1, materials);
    g_clear_pointer (&materials_before, bulletin_materials_unref);
    materials_before = bulletin_materials_ref (materials);
    g_hash_table_insert (history->n_words, g_strdup (revision->id), GUINT_TO_POINTER (bulletin_document_count_words (document)));
    n_counted++;
  }
  return TRUE;
}

static gpointer
read_history (BulletinLibrary *library,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  History *asked = data;
  g_autoptr (History) history = g_new0 (History, 1);

  history->id = g_strdup (asked->id);
  history->n_words = g_steal_pointer (&asked->n_words);
  if (!(history->revisions = bulletin_library_list_revisions (library, asked->id, error)) ||
      !(history->events = bulletin_library_list_events (library, asked->id, error)) ||
      !count_words (library, history, cancellable, error))
    return NULL;
  return g_steal_pointer (&history);
}

/* --- Rows ------------------------------------------------------------------ */

static void
compare_cb (BulletinHistoryPane *self,
            BulletinRevisionRow *row)
{
  g_signal_emit (self, signals[SIGNAL_COMPARE], 0, bulletin_revision_row_get_id (row));
}

static void
rename_cb (BulletinHistoryPane *self,
           BulletinRevisionRow *row)
{
  g_signal_emit (self, signals[SIGNAL_RENAME], 0, bulletin_revision_row_get_id (row), bulletin_revision_row_get_name (row));
}

static void
restore_cb (BulletinHistoryPane *self,
            BulletinRevisionRow *row)
{
  g_signal_emit (self, signals[SIGNAL_RESTORE], 0, bulletin_revision_row_get_id (row));
}

static const BulletinRevision *
get_revision (const History *history,
              guint index)
{
  return index < history->revisions->len ? g_ptr_array_index (history->revisions, index) : NULL;
}

static guint
get_n_words (BulletinHistoryPane *self,
             const BulletinRevision *revision)
{
  return revision ? GPOINTER_TO_UINT (g_hash_table_lookup (self->n_words, revision->id)) : 0;
}

static GtkWidget *
create_revision_row (BulletinHistoryPane *self,
                     const History *history,
                     guint index)
{
  const BulletinRevision *revision = get_revision (history, index);
  GtkWidget *row = bulletin_revision_row_new (revision, get_n_words (self, revision),
                                              get_n_words (self, get_revision (history, index + 1)));

  g_signal_connect_object (row, "compare", G_CALLBACK (compare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "rename", G_CALLBACK (rename_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "restore", G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static gboolean
has_name (const BulletinRevision *revision)
{
  return revision->note && *revision->note;
}

/* Where a run of revisions ends that nobody named, of one person on one day: they
 * came by themselves, with leaving the desk. The newest always stands by itself. */
static guint
find_end_of_group (const History *history,
                   guint index)
{
  const BulletinRevision *first = get_revision (history, index);
  g_autofree char *day = bulletin_display_day (first->at);
  guint end = index + 1;

  if (index == 0 || has_name (first))
    return end;
  for (; end < history->revisions->len; end++) {
    const BulletinRevision *revision = get_revision (history, end);
    g_autofree char *other_day = bulletin_display_day (revision->at);

    if (has_name (revision) || g_strcmp0 (revision->who, first->who) != 0 || g_strcmp0 (day, other_day) != 0)
      break;
  }
  return end;
}

static GtkWidget *
create_group_row (BulletinHistoryPane *self,
                  const History *history,
                  guint index,
                  guint end)
{
  const BulletinRevision *newest = get_revision (history, index);
  const BulletinRevision *oldest = get_revision (history, end - 1);
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title = g_strdup_printf (_ ("Revisions %d to %d"), oldest->ordinal, newest->ordinal);
  g_autofree char *day = bulletin_display_day (newest->at);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", newest->who, day);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  for (guint i = index; i < end; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), create_revision_row (self, history, i));
  return row;
}

static GtkWidget *
create_event_row (const BulletinEvent *event)
{
  GtkWidget *row = adw_action_row_new ();
  const char *label = bulletin_event_get_label (event);
  g_autofree char *title = event->note && *event->note ? g_strdup_printf (C_ ("event", "%s: %s"), label, event->note) : g_strdup (label);
  g_autofree char *time = bulletin_display_time (event->at);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", event->who ? event->who : "", time);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
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
  g_hash_table_unref (self->n_words);
  self->n_words = g_steal_pointer (&history->n_words);
  gtk_list_box_remove_all (self->revisions_list);
  gtk_list_box_remove_all (self->events_list);
  /* Newest on top, as they come. */
  for (guint i = 0; i < history->revisions->len;) {
    guint end = find_end_of_group (history, i);

    gtk_list_box_append (self->revisions_list, end - i > 1 ? create_group_row (self, history, i, end) : create_revision_row (self, history, i));
    i = end;
  }
  for (guint i = history->events->len; i > 0; i--)
    gtk_list_box_append (self->events_list, create_event_row (g_ptr_array_index (history->events, i - 1)));
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
bulletin_history_pane_finalize (GObject *object)
{
  g_hash_table_unref (BULLETIN_HISTORY_PANE (object)->n_words);

  G_OBJECT_CLASS (bulletin_history_pane_parent_class)->finalize (object);
}

static void
bulletin_history_pane_class_init (BulletinHistoryPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_history_pane_dispose;
  object_class->finalize = bulletin_history_pane_finalize;

  signals[SIGNAL_COMPARE] = g_signal_new ("compare", BULLETIN_TYPE_HISTORY_PANE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_RENAME] = g_signal_new ("rename", BULLETIN_TYPE_HISTORY_PANE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_RESTORE] = g_signal_new ("restore", BULLETIN_TYPE_HISTORY_PANE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-history-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinHistoryPane, revisions_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinHistoryPane, events_list);
}

static void
bulletin_history_pane_init (BulletinHistoryPane *self)
{
  self->n_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bulletin_history_pane_load (BulletinHistoryPane *self,
                            BulletinLibraryService *service,
                            const char *id)
{
  History *asked;

  g_return_if_fail (BULLETIN_IS_HISTORY_PANE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (!service) {
    gtk_list_box_remove_all (self->revisions_list);
    gtk_list_box_remove_all (self->events_list);
    return;
  }
  self->cancellable = g_cancellable_new ();
  asked = g_new0 (History, 1);
  asked->id = g_strdup (id);
  asked->n_words = copy_counts (self->n_words);
  bulletin_library_service_call_async (service, read_history, FALSE, asked, (GDestroyNotify) history_free,
                                       (GDestroyNotify) history_free, self->cancellable, history_read_cb, self);
}
