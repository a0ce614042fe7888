/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-comparison-page.h"

#include <glib/gi18n.h>

#include "bulletin-comparison-view.h"
#include "bulletin-display.h"
#include "bulletin-store.h"
#include "bulletin-window.h"

struct _BulletinComparisonPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *restore_button;
  GtkDropDown *old_drop_down;
  GtkDropDown *new_drop_down;
  AdwToggleGroup *mode_group;
  GtkStack *stack;
  AdwStatusPage *failed_page;
  BulletinComparisonView *view;

  GActionGroup *actions;
  BulletinLibraryService *service;
  char *id;
  BulletinDraft *draft;
  char *old_revision;
  char *new_revision;
  /* Newest first. */
  GPtrArray *revisions;
  BulletinComparison *comparison;
  GCancellable *cancellable;
  GtkWidget *window;
  gboolean is_narrow;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (BulletinComparisonPage, bulletin_comparison_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  SIGNAL_REVERT,
  SIGNAL_RESTORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- Comparing ------------------------------------------------------------- */

/* What is compared, and then what came of it. A revision NULL is what stands on
 * the desk, whose text and metadata are there from the start. */
typedef struct
{
  char *revisions[2];
  BulletinMetadata *metadata[2];
  char *texts[2];
  BulletinComparison *comparison;
  GPtrArray *fields;
} Comparing;

static void
comparing_free (Comparing *self)
{
  for (guint i = 0; i < 2; i++) {
    g_free (self->revisions[i]);
    g_clear_pointer (&self->metadata[i], bulletin_metadata_free);
    g_free (self->texts[i]);
  }
  g_clear_pointer (&self->comparison, bulletin_comparison_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Comparing, comparing_free)

static void
show_comparison (BulletinComparisonPage *self,
                 const Comparing *comparing)
{
  guint n_changes = bulletin_comparison_get_n_changes (comparing->comparison) + comparing->fields->len;
  gboolean is_first = self->comparison == NULL;
  g_autofree char *count = g_strdup_printf (ngettext ("%u change", "%u changes", n_changes), n_changes);

  g_clear_pointer (&self->comparison, bulletin_comparison_unref);
  self->comparison = bulletin_comparison_ref (comparing->comparison);
  bulletin_comparison_view_set_comparison (self->view, comparing->comparison, comparing->fields);
  adw_window_title_set_subtitle (self->window_title, count);
  gtk_stack_set_visible_child_name (self->stack, n_changes > 0 ? "changes" : "same");
  /* The keyboard goes on here, and not in the sidebar: at what there is to be seen. */
  if (is_first && !(n_changes > 0 && bulletin_comparison_view_go_first (self->view)))
    gtk_widget_child_focus (GTK_WIDGET (self->old_drop_down), GTK_DIR_TAB_FORWARD);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), count, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_failed (BulletinComparisonPage *self,
             const GError *error)
{
  g_autofree char *sentence = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->failed_page, sentence);
  adw_window_title_set_subtitle (self->window_title, "");
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/* On a thread of its own: neither the window nor the saving waits for it. */
static void
compare_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  Comparing *comparing = task_data;
  GError *error = NULL;

  comparing->comparison = bulletin_comparison_new (comparing->texts[0], comparing->texts[1], cancellable, &error);
  if (!comparing->comparison) {
    g_task_return_error (task, error);
    return;
  }
  comparing->fields = bulletin_metadata_compare (comparing->metadata[0], comparing->metadata[1]);
  g_task_return_boolean (task, TRUE);
}

static void
compared_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  BulletinComparisonPage *self = BULLETIN_COMPARISON_PAGE (source);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    show_comparison (self, g_task_get_task_data (G_TASK (result)));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failed (self, error);
}

static gpointer
read_texts (BulletinLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  Comparing *asked = data;
  g_autoptr (Comparing) comparing = g_new0 (Comparing, 1);

  for (guint i = 0; i < 2; i++) {
    if (asked->revisions[i]) {
      if (!bulletin_library_get_revision (library, asked->revisions[i], &comparing->metadata[i], &comparing->texts[i], error))
        return NULL;
    } else {
      comparing->metadata[i] = g_steal_pointer (&asked->metadata[i]);
      comparing->texts[i] = g_steal_pointer (&asked->texts[i]);
    }
  }
  return g_steal_pointer (&comparing);
}

static void
texts_read_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (BulletinComparisonPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Comparing) comparing = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  g_autoptr (GTask) task = NULL;

  if (!comparing) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      show_failed (self, error);
    return;
  }
  task = g_task_new (self, self->cancellable, compared_cb, NULL);
  g_task_set_source_tag (task, texts_read_cb);
  g_task_set_task_data (task, g_steal_pointer (&comparing), (GDestroyNotify) comparing_free);
  g_task_run_in_thread (task, compare_thread);
}

static void
compare (BulletinComparisonPage *self)
{
  const char *revisions[] = { self->old_revision, self->new_revision };
  Comparing *comparing;

  if (!self->old_revision || (!self->new_revision && !self->draft))
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  comparing = g_new0 (Comparing, 1);
  for (guint i = 0; i < 2; i++) {
    comparing->revisions[i] = g_strdup (revisions[i]);
    if (!revisions[i]) {
      comparing->metadata[i] = bulletin_metadata_copy (bulletin_draft_get_metadata (self->draft));
      comparing->texts[i] = g_strdup (bulletin_draft_get_text (self->draft));
    }
  }
  g_object_set (self->view, "can-revert", self->draft && !self->new_revision, NULL);
  bulletin_library_service_call_async (self->service, read_texts, FALSE, comparing, (GDestroyNotify) comparing_free,
                                       (GDestroyNotify) comparing_free, self->cancellable, texts_read_cb, g_object_ref (self));
}

/* --- Which two ------------------------------------------------------------- */

static const BulletinRevision *
get_revision (BulletinComparisonPage *self,
              guint index)
{
  return self->revisions && index < self->revisions->len ? g_ptr_array_index (self->revisions, index) : NULL;
}

static guint
find_revision (BulletinComparisonPage *self,
               const char *id)
{
  for (guint i = 0; self->revisions && i < self->revisions->len; i++)
    if (g_strcmp0 (get_revision (self, i)->id, id) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* The last one with a name that is not just what stands here, or else the last
 * one that is not. */
static const BulletinRevision *
choose_old (BulletinComparisonPage *self)
{
  guint first = self->draft && !bulletin_draft_is_revision (self->draft) ? 0 : 1;

  for (guint i = first; i < self->revisions->len; i++) {
    const BulletinRevision *revision = get_revision (self, i);

    if (revision->note && *revision->note)
      return revision;
  }
  return get_revision (self, MIN (first, self->revisions->len - 1));
}

static char *
describe_revision (const BulletinRevision *revision)
{
  g_autofree char *time = bulletin_display_time (revision->at);

  if (revision->note && *revision->note)
    return g_strdup_printf ("%s · %s", revision->note, time);
  /* Translators: the number of a revision and when it was made. */
  return g_strdup_printf (_ ("Revision %d · %s"), revision->ordinal, time);
}

static void
fill_drop_downs (BulletinComparisonPage *self)
{
  g_autoptr (GtkStringList) old_names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) new_names = gtk_string_list_new (NULL);
  guint n_before = self->draft ? 1 : 0;

  if (self->draft)
    gtk_string_list_append (new_names, C_ ("revision", "Now"));
  for (guint i = 0; i < self->revisions->len; i++) {
    g_autofree char *name = describe_revision (get_revision (self, i));

    gtk_string_list_append (old_names, name);
    gtk_string_list_append (new_names, name);
  }
  self->is_updating = TRUE;
  gtk_drop_down_set_model (self->old_drop_down, G_LIST_MODEL (old_names));
  gtk_drop_down_set_model (self->new_drop_down, G_LIST_MODEL (new_names));
  gtk_drop_down_set_selected (self->old_drop_down, find_revision (self, self->old_revision));
  gtk_drop_down_set_selected (self->new_drop_down, self->new_revision ? find_revision (self, self->new_revision) + n_before : 0);
  self->is_updating = FALSE;
}

static gpointer
read_revisions (BulletinLibrary *library,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  return bulletin_library_list_revisions (library, data, error);
}

static void
revisions_read_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (BulletinComparisonPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (!revisions) {
    show_failed (self, error);
    return;
  }
  if (revisions->len == 0)
    return;
  g_clear_pointer (&self->revisions, g_ptr_array_unref);
  self->revisions = g_steal_pointer (&revisions);
  if (!self->draft && find_revision (self, self->new_revision) == GTK_INVALID_LIST_POSITION)
    g_set_str (&self->new_revision, get_revision (self, 0)->id);
  if (find_revision (self, self->old_revision) == GTK_INVALID_LIST_POSITION)
    g_set_str (&self->old_revision, choose_old (self)->id);
  fill_drop_downs (self);
  compare (self);
}

static void
revision_selected_cb (BulletinComparisonPage *self)
{
  guint n_before = self->draft ? 1 : 0;
  const BulletinRevision *old_revision = get_revision (self, gtk_drop_down_get_selected (self->old_drop_down));
  const BulletinRevision *new_revision = get_revision (self, gtk_drop_down_get_selected (self->new_drop_down) - n_before);

  if (self->is_updating || !old_revision)
    return;
  g_set_str (&self->old_revision, old_revision->id);
  g_set_str (&self->new_revision, new_revision ? new_revision->id : NULL);
  compare (self);
}

static void
draft_changed_cb (BulletinComparisonPage *self)
{
  if (!self->new_revision)
    compare (self);
}

/* --- Signals and actions --------------------------------------------------- */

static void
show_mode (BulletinComparisonPage *self)
{
  gboolean side_by_side = g_strcmp0 (adw_toggle_group_get_active_name (self->mode_group), "side") == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->mode_group), !self->is_narrow);
  g_object_set (self->view, "side-by-side", side_by_side && !self->is_narrow, NULL);
}

static void
mode_changed_cb (BulletinComparisonPage *self)
{
  show_mode (self);
}

static void
narrow_cb (BulletinComparisonPage *self)
{
  self->is_narrow = TRUE;
  show_mode (self);
}

static void
wide_cb (BulletinComparisonPage *self)
{
  self->is_narrow = FALSE;
  show_mode (self);
}

static void
revert_cb (BulletinComparisonPage *self,
           guint change)
{
  if (self->comparison)
    g_signal_emit (self, signals[SIGNAL_REVERT], 0, self->comparison, change);
}

static void
next_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  BulletinComparisonPage *self = user_data;

  if (!bulletin_comparison_view_go (self->view, TRUE))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
previous_action (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer user_data)
{
  BulletinComparisonPage *self = user_data;

  if (!bulletin_comparison_view_go (self->view, FALSE))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
restore_action (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  BulletinComparisonPage *self = user_data;

  if (self->draft && self->old_revision)
    g_signal_emit (self, signals[SIGNAL_RESTORE], 0, self->old_revision);
}

static const GActionEntry entries[] = {
  { "next", next_action },
  { "previous", previous_action },
  { "restore", restore_action },
};

/* --- Widget ---------------------------------------------------------------- */

/* Accelerators are activated on the window, so the actions stand there while the
 * page is shown. */
static void
bulletin_comparison_page_map (GtkWidget *widget)
{
  BulletinComparisonPage *self = BULLETIN_COMPARISON_PAGE (widget);

  GTK_WIDGET_CLASS (bulletin_comparison_page_parent_class)->map (widget);
  g_set_weak_pointer (&self->window, GTK_WIDGET (gtk_widget_get_root (widget)));
  gtk_widget_insert_action_group (self->window, "comparison", self->actions);
}

static void
bulletin_comparison_page_unmap (GtkWidget *widget)
{
  BulletinComparisonPage *self = BULLETIN_COMPARISON_PAGE (widget);

  if (self->window)
    gtk_widget_insert_action_group (self->window, "comparison", NULL);
  GTK_WIDGET_CLASS (bulletin_comparison_page_parent_class)->unmap (widget);
}

static void
bulletin_comparison_page_dispose (GObject *object)
{
  BulletinComparisonPage *self = BULLETIN_COMPARISON_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->actions);
  g_clear_object (&self->service);
  g_clear_object (&self->draft);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_COMPARISON_PAGE);

  G_OBJECT_CLASS (bulletin_comparison_page_parent_class)->dispose (object);
}

static void
bulletin_comparison_page_finalize (GObject *object)
{
  BulletinComparisonPage *self = BULLETIN_COMPARISON_PAGE (object);

  g_free (self->id);
  g_free (self->old_revision);
  g_free (self->new_revision);
  g_clear_pointer (&self->revisions, g_ptr_array_unref);
  g_clear_pointer (&self->comparison, bulletin_comparison_unref);

  G_OBJECT_CLASS (bulletin_comparison_page_parent_class)->finalize (object);
}

static void
bulletin_comparison_page_class_init (BulletinComparisonPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_comparison_page_dispose;
  object_class->finalize = bulletin_comparison_page_finalize;
  widget_class->map = bulletin_comparison_page_map;
  widget_class->unmap = bulletin_comparison_page_unmap;

  signals[SIGNAL_REVERT] = g_signal_new ("revert", BULLETIN_TYPE_COMPARISON_PAGE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 2, BULLETIN_TYPE_COMPARISON, G_TYPE_UINT);
  signals[SIGNAL_RESTORE] = g_signal_new ("restore", BULLETIN_TYPE_COMPARISON_PAGE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (BULLETIN_TYPE_COMPARISON_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-comparison-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonPage, restore_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonPage, old_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonPage, new_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonPage, mode_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, BulletinComparisonPage, view);
  gtk_widget_class_bind_template_callback (widget_class, revision_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, revert_cb);
}

static void
bulletin_comparison_page_init (BulletinComparisonPage *self)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  self->actions = G_ACTION_GROUP (group);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_comparison_page_new:
 * @service: the open library
 * @id: a bulletin
 * @draft: (nullable): the bulletin as it stands on the desk; without one only
 *   revisions are compared, and nothing can be taken back
 * @old_revision: (nullable): the id of a revision; %NULL for the last that has a
 *   name, or else the last that differs
 * @new_revision: (nullable): the id of a revision; %NULL for what stands on the
 *   desk, or without one the newest
 *
 * Returns: (transfer floating): the page
 */
AdwNavigationPage *
bulletin_comparison_page_new (BulletinLibraryService *service,
                              const char *id,
                              BulletinDraft *draft,
                              const char *old_revision,
                              const char *new_revision)
{
  BulletinComparisonPage *self = g_object_new (BULLETIN_TYPE_COMPARISON_PAGE, NULL);

  self->service = g_object_ref (service);
  self->id = g_strdup (id);
  self->old_revision = g_strdup (old_revision);
  self->new_revision = g_strdup (new_revision);
  gtk_widget_set_visible (self->restore_button, draft != NULL);
  if (draft) {
    self->draft = g_object_ref (draft);
    g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), self, G_CONNECT_SWAPPED);
  }
  show_mode (self);
  bulletin_library_service_call_async (service, read_revisions, FALSE, g_strdup (id), g_free, (GDestroyNotify) g_ptr_array_unref,
                                       NULL, revisions_read_cb, g_object_ref (self));
  return ADW_NAVIGATION_PAGE (self);
}
