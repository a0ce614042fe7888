/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-window.h"

#include <glib/gi18n.h>

#include "bulletin-archive-page.h"
#include "bulletin-backup.h"
#include "bulletin-change.h"
#include "bulletin-dashboard-page.h"
#include "bulletin-desk-page.h"
#include "bulletin-display.h"
#include "bulletin-drafts-page.h"
#include "bulletin-importing.h"
#include "bulletin-place-row.h"
#include "bulletin-reading-page.h"
#include "bulletin-record-page.h"
#include "bulletin-register-page.h"
#include "bulletin-review-page.h"
#include "bulletin-sample.h"
#include "bulletin-search-dialog.h"
#include "bulletin-start-page.h"
#include "bulletin-store.h"
#include "bulletin-window-files.h"

struct _BulletinWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  GtkStack *stack;
  BulletinStartPage *start_page;
  GtkWidget *start_back_button;
  AdwStatusPage *busy_page;
  AdwStatusPage *failed_page;
  GtkWidget *restore_button;
  AdwNavigationSplitView *split_view;
  AdwNavigationView *navigation_view;
  AdwNavigationPage *content_page;
  GtkMenuButton *menu_button;
  GtkListBox *places;
  BulletinPlaceRow *drafts_row;
  BulletinPlaceRow *review_row;
  GtkImage *backup_image;
  GtkLabel *backup_label;

  /* Kept alive between bulletins: the web view in it is costly to make. */
  BulletinDeskPage *desk;

  BulletinLibraryService *service;
  gulong changed_handler;
  gboolean is_open;
  char *path;
  gboolean is_sample;
  /* A series to be made once the new library is open. */
  BulletinSeries *first_series;
  /* Files handed over before the library was open. */
  GPtrArray *imports;
  /* Cancelled when the library is left. */
  GCancellable *cancellable;
  gboolean may_close;
};

G_DEFINE_FINAL_TYPE (BulletinWindow, bulletin_window, ADW_TYPE_APPLICATION_WINDOW)

static void open_service (BulletinWindow *self, BulletinLibraryFlags flags);

/* --- Leaving what is being written ----------------------------------------- */

typedef void (*LeaveFunc) (BulletinWindow *self, gpointer data);

/* What is to be done once what is typed is safe. */
typedef struct
{
  BulletinWindow *window;
  LeaveFunc func;
  gpointer data;
  GDestroyNotify data_free;
} Leave;

static void
leave_free (Leave *self)
{
  g_object_unref (self->window);
  if (self->data_free)
    self->data_free (self->data);
  g_free (self);
}

static void
unsaved_answer_cb (AdwAlertDialog *dialog,
                   const char     *response,
                   gpointer        user_data)
{
  Leave *leave = user_data;

  if (g_str_equal (response, "discard")) {
    bulletin_desk_page_discard (leave->window->desk);
    leave->func (leave->window, leave->data);
  }
  leave_free (leave);
}

static void
desk_left_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Leave *leave = user_data;
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;

  if (bulletin_desk_page_leave_finish (BULLETIN_DESK_PAGE (source), result, &error)) {
    leave->func (leave->window, leave->data);
    leave_free (leave);
    return;
  }

  dialog = adw_alert_dialog_new (_("What You Typed Is Not Saved"), NULL);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                /* Translators: %s is a sentence that says what happened. */
                                _("%s If you leave now, what was typed since the last save is lost."), error->message);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "keep", _("_Keep Editing"),
                                  "discard", _("_Discard Changes"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect (dialog, "response", G_CALLBACK (unsaved_answer_cb), leave);
  adw_dialog_present (dialog, GTK_WIDGET (leave->window));
}

/* Saves what stands on the desk and goes on; a failed save asks first. */
static void
leave_then (BulletinWindow *self,
            LeaveFunc       func,
            gpointer        data,
            GDestroyNotify  data_free)
{
  Leave *leave = g_new0 (Leave, 1);

  leave->window = g_object_ref (self);
  leave->func = func;
  leave->data = data;
  leave->data_free = data_free;
  if (bulletin_desk_page_is_open (self->desk)) {
    bulletin_desk_page_leave_async (self->desk, desk_left_cb, leave);
  } else {
    func (self, data);
    leave_free (leave);
  }
}

/* --- Places ---------------------------------------------------------------- */

static const char *
get_place (BulletinWindow *self)
{
  g_autoptr (GListModel) stack = adw_navigation_view_get_navigation_stack (self->navigation_view);
  g_autoptr (AdwNavigationPage) root = g_list_model_get_item (stack, 0);

  return root ? adw_navigation_page_get_tag (root) : NULL;
}

static BulletinPlaceRow *
find_row (BulletinWindow *self,
          const char     *place)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->places, i)); i++)
    if (g_strcmp0 (bulletin_place_row_get_place (BULLETIN_PLACE_ROW (row)), place) == 0)
      return BULLETIN_PLACE_ROW (row);
  return NULL;
}

static void
go_to_place (BulletinWindow *self,
             gpointer        data)
{
  const char *place = data;
  BulletinPlaceRow *row = find_row (self, place);
  const char *tags[] = { place, NULL };

  if (!row)
    return;
  adw_navigation_view_replace_with_tags (self->navigation_view, tags, 1);
  adw_navigation_page_set_title (self->content_page, bulletin_place_row_get_title (row));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  gtk_list_box_select_row (self->places, GTK_LIST_BOX_ROW (row));
  g_settings_set_string (bulletin_get_settings (), "place", place);
}

static void
place_activated_cb (BulletinWindow *self,
                    GtkListBoxRow  *row)
{
  bulletin_window_show_place (self, bulletin_place_row_get_place (BULLETIN_PLACE_ROW (row)));
}

static void
place_header_cb (GtkListBoxRow *row,
                 GtkListBoxRow *before,
                 gpointer       user_data)
{
  if (before && bulletin_place_row_get_starts_group (BULLETIN_PLACE_ROW (row))) {
    if (!gtk_list_box_row_get_header (row))
      gtk_list_box_row_set_header (row, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  } else {
    gtk_list_box_row_set_header (row, NULL);
  }
}

/* --- What the sidebar says ------------------------------------------------- */

static gpointer
list_open_bulletins (BulletinLibrary *library,
                     gpointer         data,
                     GCancellable    *cancellable,
                     GError         **error)
{
  return bulletin_library_list_bulletins (library, BULLETIN_STATES_OPEN, error);
}

static void
open_bulletins_listed_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  guint n_in_review = 0;

  if (!records || BULLETIN_LIBRARY_SERVICE (source) != self->service)
    return;
  for (guint i = 0; i < records->len; i++)
    n_in_review += bulletin_record_get_state (g_ptr_array_index (records, i)) == BULLETIN_STATE_REVIEW;
  bulletin_place_row_set_count (self->drafts_row, records->len);
  bulletin_place_row_set_count (self->review_row, n_in_review);
}

static void
library_changed_cb (BulletinWindow *self)
{
  bulletin_library_service_call_async (self->service, list_open_bulletins, FALSE, NULL, NULL,
                                       (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                                       open_bulletins_listed_cb, g_object_ref (self));
}

static gpointer
back_up_daily (BulletinLibrary *library,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  return bulletin_library_daily_back_up (library, cancellable, error);
}

static void
daily_backed_up_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *at = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || BULLETIN_LIBRARY_SERVICE (source) != self->service)
    return;
  if (error) {
    gtk_image_set_from_icon_name (self->backup_image, "dialog-warning-symbolic");
    gtk_label_set_label (self->backup_label, _("Not backed up"));
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->backup_label), error->message);
    bulletin_window_show_error (self, error);
    return;
  }
  day = bulletin_display_day (at);
  /* Translators: %s is "today", "yesterday" or a day. */
  text = g_strdup_printf (_("Backed up %s"), day);
  gtk_image_set_from_icon_name (self->backup_image, "drive-harddisk-symbolic");
  gtk_label_set_label (self->backup_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->backup_label), NULL);
}

static gboolean
back_up_idle_cb (gpointer user_data)
{
  BulletinWindow *self = user_data;

  if (self->is_open)
    bulletin_library_service_call_async (self->service, back_up_daily, FALSE, NULL, NULL, g_free,
                                         self->cancellable, daily_backed_up_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* --- Opening --------------------------------------------------------------- */

static void
enable_actions (BulletinWindow *self)
{
  static const char *const needing_a_library[] = {
    "new", "import", "back-up", "publish", "search", "place",
  };

  for (guint i = 0; i < G_N_ELEMENTS (needing_a_library); i++) {
    GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), needing_a_library[i]);

    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->is_open);
  }
}

static void
hand_out_service (BulletinWindow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->places, i)); i++) {
    AdwNavigationPage *page = adw_navigation_view_find_page (self->navigation_view,
                                                             bulletin_place_row_get_place (BULLETIN_PLACE_ROW (row)));

    g_object_set (page, "service", self->service, NULL);
  }
}

static void
drop_service (BulletinWindow *self)
{
  self->is_open = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->service) {
    g_clear_signal_handler (&self->changed_handler, self->service);
    bulletin_library_service_close (self->service);
    g_clear_object (&self->service);
  }
}

static void
show_busy (BulletinWindow *self,
           const char     *title)
{
  adw_status_page_set_title (self->busy_page, title);
  gtk_stack_set_visible_child_name (self->stack, "busy");
}

static void
show_failed (BulletinWindow *self,
             const GError   *error)
{
  g_autofree char *backup = bulletin_window_find_newest_backup (self->path);
  g_autofree char *sentence = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->failed_page, sentence);
  gtk_widget_set_visible (self->restore_button,
                          backup && g_error_matches (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_DAMAGED));
  gtk_stack_set_visible_child_name (self->stack, "failed");
  enable_actions (self);
}

static gpointer
put_series (BulletinLibrary *library,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GPtrArray) there = bulletin_library_list_series (library, error);
  BulletinSeries *series = data;

  if (!there)
    return NULL;
  /* A library that was there already keeps what it has. */
  if (there->len == 0 && !bulletin_library_put_series (library, series, series->issuer, error))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

static void
series_put_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error))
    bulletin_window_show_error (self, error);
}

static void
service_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  BulletinLibraryService *service = BULLETIN_LIBRARY_SERVICE (source);
  g_autoptr (GError) error = NULL;
  gboolean success = bulletin_library_service_open_finish (service, result, &error);
  g_autofree char *place = NULL;
  g_autoptr (GPtrArray) imports = NULL;

  /* Another library was asked for meanwhile. */
  if (service != self->service)
    return;
  if (!success) {
    show_failed (self, error);
    g_clear_pointer (&self->first_series, bulletin_series_free);
    return;
  }

  self->is_open = TRUE;
  g_settings_set_string (bulletin_get_settings (), "library", self->path);
  self->changed_handler = g_signal_connect_object (service, "changed", G_CALLBACK (library_changed_cb),
                                                   self, G_CONNECT_SWAPPED);
  if (self->first_series)
    bulletin_library_service_call_async (service, put_series, TRUE, g_steal_pointer (&self->first_series),
                                         (GDestroyNotify) bulletin_series_free, NULL, NULL,
                                         series_put_cb, g_object_ref (self));
  hand_out_service (self);
  library_changed_cb (self);
  enable_actions (self);
  place = g_settings_get_string (bulletin_get_settings (), "place");
  go_to_place (self, (gpointer) (find_row (self, place) ? place : "dashboard"));
  gtk_stack_set_visible_child_name (self->stack, "library");
  g_idle_add_full (G_PRIORITY_LOW, back_up_idle_cb, g_object_ref (self), g_object_unref);

  imports = g_steal_pointer (&self->imports);
  for (guint i = 0; imports && i < imports->len; i++)
    bulletin_window_import (self, g_ptr_array_index (imports, i));
}

static void
open_service (BulletinWindow       *self,
              BulletinLibraryFlags  flags)
{
  self->service = bulletin_library_service_new ();
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_open_async (self->service, self->path, flags, NULL,
                                       service_opened_cb, g_object_ref (self));
}

static void
sample_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const char *path = task_data;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *sources = g_strdup (g_getenv ("BULLETIN_SAMPLE_DIR"));
  GError *error = NULL;

  if (!sources)
    sources = g_build_filename (PKGDATADIR, "sample", NULL);
  /* That it cannot be made the next step says better. */
  g_mkdir_with_parents (folder, 0700);
  if (bulletin_sample_build (path, sources, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sample_built_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  BulletinWindow *self = BULLETIN_WINDOW (source);
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (self->path, g_task_get_task_data (G_TASK (result))) != 0)
    return;
  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    show_failed (self, error);
    return;
  }
  open_service (self, BULLETIN_LIBRARY_NONE);
}

/* Opens self->path, whatever was open before. */
static void
open_path (BulletinWindow *self,
           gpointer        data)
{
  gboolean create = GPOINTER_TO_INT (data);

  drop_service (self);
  enable_actions (self);
  if (self->is_sample && !g_file_test (self->path, G_FILE_TEST_EXISTS)) {
    g_autoptr (GTask) task = g_task_new (self, NULL, sample_built_cb, NULL);

    show_busy (self, _("Making the Sample Library…"));
    g_task_set_source_tag (task, open_path);
    g_task_set_task_data (task, g_strdup (self->path), g_free);
    g_task_run_in_thread (task, sample_thread);
    return;
  }
  show_busy (self, _("Opening the Library…"));
  open_service (self, create ? BULLETIN_LIBRARY_CREATE : BULLETIN_LIBRARY_NONE);
}

/* --- Actions --------------------------------------------------------------- */

/* The way back from it leads to the drafts. */
static void
open_new_draft (BulletinWindow *self,
                const char     *id)
{
  bulletin_window_show_place (self, "drafts");
  bulletin_window_open_bulletin (self, id);
}

static void
draft_made_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = bulletin_new_draft_finish (result, &error);

  if (id)
    open_new_draft (self, id);
  else
    bulletin_window_show_error (self, error);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = bulletin_import_file_finish (result, &error);

  if (id)
    open_new_draft (self, id);
  else
    bulletin_window_show_error (self, error);
}

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  BulletinWindow *self = user_data;

  bulletin_new_draft_async (self->service, NULL, draft_made_cb, g_object_ref (self));
}

static void
search_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  BulletinWindow *self = user_data;

  adw_dialog_present (bulletin_search_dialog_new (self->service), GTK_WIDGET (self));
}

static void
place_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  bulletin_window_show_place (user_data, g_variant_get_string (parameter, NULL));
}

static void
menu_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  BulletinWindow *self = user_data;

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  gtk_menu_button_popup (self->menu_button);
}

static void
show_start (BulletinWindow *self,
            gpointer        data)
{
  gtk_widget_set_visible (self->start_back_button, self->is_open);
  gtk_stack_set_visible_child_name (self->stack, "start");
}

static void
start_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  leave_then (user_data, show_start, NULL, NULL);
}

static void
leave_start_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  BulletinWindow *self = user_data;

  gtk_stack_set_visible_child_name (self->stack, "library");
}

static void
reopen_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  open_path (user_data, GINT_TO_POINTER (FALSE));
}

static void
open_sample_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "bulletin", "sample.bulletin", NULL);

  bulletin_window_open_library (user_data, path, TRUE);
}

static const GActionEntry actions[] = {
  { "new", new_action },
  { "search", search_action },
  { "place", place_action, "s" },
  { "menu", menu_action },
  { "start", start_action },
  { "leave-start", leave_start_action },
  { "reopen", reopen_action },
  { "open-sample", open_sample_action },
};

/* --- The window ------------------------------------------------------------ */

static void
close_now (BulletinWindow *self,
           gpointer        data)
{
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
bulletin_window_close_request (GtkWindow *window)
{
  BulletinWindow *self = BULLETIN_WINDOW (window);
  GSettings *settings = bulletin_get_settings ();
  int width, height;

  if (!self->may_close) {
    leave_then (self, close_now, NULL, NULL);
    /* Closed already if there was nothing to save. */
    return TRUE;
  }

  gtk_window_get_default_size (window, &width, &height);
  g_settings_delay (settings);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  if (!gtk_window_is_maximized (window)) {
    g_settings_set_int (settings, "window-width", CLAMP (width, 360, 16384));
    g_settings_set_int (settings, "window-height", CLAMP (height, 294, 16384));
  }
  g_settings_apply (settings);
  return GTK_WINDOW_CLASS (bulletin_window_parent_class)->close_request (window);
}

static void
bulletin_window_dispose (GObject *object)
{
  BulletinWindow *self = BULLETIN_WINDOW (object);

  drop_service (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_WINDOW);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->imports, g_ptr_array_unref);
  g_clear_pointer (&self->first_series, bulletin_series_free);

  G_OBJECT_CLASS (bulletin_window_parent_class)->dispose (object);
}

static void
bulletin_window_finalize (GObject *object)
{
  BulletinWindow *self = BULLETIN_WINDOW (object);

  g_free (self->path);

  G_OBJECT_CLASS (bulletin_window_parent_class)->finalize (object);
}

static void
bulletin_window_class_init (BulletinWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = bulletin_window_dispose;
  object_class->finalize = bulletin_window_finalize;
  window_class->close_request = bulletin_window_close_request;

  g_type_ensure (BULLETIN_TYPE_ARCHIVE_PAGE);
  g_type_ensure (BULLETIN_TYPE_DASHBOARD_PAGE);
  g_type_ensure (BULLETIN_TYPE_DRAFTS_PAGE);
  g_type_ensure (BULLETIN_TYPE_PLACE_ROW);
  g_type_ensure (BULLETIN_TYPE_REGISTER_PAGE);
  g_type_ensure (BULLETIN_TYPE_REVIEW_PAGE);
  g_type_ensure (BULLETIN_TYPE_START_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, start_back_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, busy_page);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, navigation_view);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, places);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, drafts_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, review_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, backup_image);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, backup_label);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
}

static void
bulletin_window_init (BulletinWindow *self)
{
  GSettings *settings = bulletin_get_settings ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->places, place_header_cb, NULL, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  bulletin_window_add_file_actions (self);
  enable_actions (self);

  self->desk = g_object_ref_sink (bulletin_desk_page_new ());
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

/**
 * bulletin_window_new:
 * @application: the application
 *
 * A window on no library yet: it shows the ways to begin.
 *
 * Returns: (transfer none): the window; it belongs to GTK
 */
BulletinWindow *
bulletin_window_new (BulletinApplication *application)
{
  return g_object_new (BULLETIN_TYPE_WINDOW, "application", application, NULL);
}

/**
 * bulletin_window_open_library:
 * @self: the window
 * @path: where the library lies
 * @sample: whether it is the sample, to be made from its sources if it is missing
 *
 * Opens a library in place of the one that is open, once what is being typed
 * there is safe. When it cannot be opened the window says why and what to do.
 */
void
bulletin_window_open_library (BulletinWindow *self,
                              const char     *path,
                              gboolean        sample)
{
  g_return_if_fail (BULLETIN_IS_WINDOW (self));
  g_return_if_fail (path);

  g_set_str (&self->path, path);
  self->is_sample = sample;
  leave_then (self, open_path, GINT_TO_POINTER (FALSE), NULL);
}

/* A name in the usual folder that no library has. */
static char *
find_free_path (void)
{
  for (int i = 1;; i++) {
    g_autofree char *name = i == 1 ? g_strdup ("library.bulletin") : g_strdup_printf ("library-%d.bulletin", i);
    g_autofree char *path = g_build_filename (g_get_user_data_dir (), "bulletin", name, NULL);

    if (!g_file_test (path, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&path);
  }
}

/**
 * bulletin_window_create_library:
 * @self: the window
 * @issuer: the committee that issues the bulletins
 * @series: the name of its first series
 *
 * Makes a library in the user's data folder, with one series, and opens it.
 */
void
bulletin_window_create_library (BulletinWindow *self,
                                const char     *issuer,
                                const char     *series)
{
  g_autofree char *path = find_free_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_return_if_fail (BULLETIN_IS_WINDOW (self));

  /* Opening says it better if this fails. */
  g_mkdir_with_parents (folder, 0700);
  g_clear_pointer (&self->first_series, bulletin_series_free);
  self->first_series = g_new0 (BulletinSeries, 1);
  self->first_series->name = g_strdup (series);
  self->first_series->issuer = g_strdup (issuer);
  g_set_str (&self->path, path);
  self->is_sample = FALSE;
  leave_then (self, open_path, GINT_TO_POINTER (TRUE), NULL);
}

const char *
bulletin_window_get_library_path (BulletinWindow *self)
{
  g_return_val_if_fail (BULLETIN_IS_WINDOW (self), NULL);

  return self->path;
}

/**
 * bulletin_window_import:
 * @self: the window
 * @file: a text file
 *
 * Makes a draft of the text and opens it on the desk. Before the library is open
 * the file waits.
 */
void
bulletin_window_import (BulletinWindow *self,
                        GFile          *file)
{
  g_return_if_fail (BULLETIN_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (!self->is_open) {
    if (!self->imports)
      self->imports = g_ptr_array_new_with_free_func (g_object_unref);
    g_ptr_array_add (self->imports, g_object_ref (file));
    return;
  }
  bulletin_import_file_async (self->service, file, NULL, imported_cb, g_object_ref (self));
}

BulletinWindow *
bulletin_window_of (GtkWidget *widget)
{
  return BULLETIN_WINDOW (gtk_widget_get_ancestor (widget, BULLETIN_TYPE_WINDOW));
}

/* NULL before a library is open. */
BulletinLibraryService *
bulletin_window_get_service (BulletinWindow *self)
{
  g_return_val_if_fail (BULLETIN_IS_WINDOW (self), NULL);

  return self->is_open ? self->service : NULL;
}

void
bulletin_window_push (BulletinWindow    *self,
                      AdwNavigationPage *page)
{
  g_return_if_fail (BULLETIN_IS_WINDOW (self));
  g_return_if_fail (ADW_IS_NAVIGATION_PAGE (page));

  adw_navigation_view_push (self->navigation_view, page);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

void
bulletin_window_pop (BulletinWindow *self)
{
  g_return_if_fail (BULLETIN_IS_WINDOW (self));

  adw_navigation_view_pop (self->navigation_view);
}

static gpointer
get_state (BulletinLibrary *library,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (library, data, error);

  return content ? g_object_ref (content->record) : NULL;
}

static gboolean
is_desk_shown (BulletinWindow *self)
{
  return adw_navigation_view_get_visible_page (self->navigation_view) == ADW_NAVIGATION_PAGE (self->desk);
}

/* Takes away the pages above the place: a bulletin is not opened over another. */
static void
open_record (BulletinWindow *self,
             gpointer        data)
{
  BulletinRecord *record = data;
  const char *id = bulletin_record_get_id (record);

  switch (bulletin_record_get_state (record)) {
  case BULLETIN_STATE_REVIEW:
    bulletin_window_push (self, bulletin_reading_page_new (self->service, id));
    break;
  case BULLETIN_STATE_ISSUED:
  case BULLETIN_STATE_WITHDRAWN:
    bulletin_window_push (self, bulletin_record_page_new (self->service, id));
    break;
  default:
    bulletin_desk_page_open (self->desk, self->service, id);
    if (!is_desk_shown (self))
      bulletin_window_push (self, ADW_NAVIGATION_PAGE (self->desk));
  }
}

static void
state_got_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinRecord) record = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (BULLETIN_LIBRARY_SERVICE (source) != self->service)
    return;
  if (!record) {
    bulletin_window_show_error (self, error);
    return;
  }
  leave_then (self, open_record, g_object_ref (record), g_object_unref);
}

/**
 * bulletin_window_open_bulletin:
 * @self: the window
 * @id: a bulletin
 *
 * Opens what suits its state: the desk, the reading view or the archive reader.
 */
void
bulletin_window_open_bulletin (BulletinWindow *self,
                               const char     *id)
{
  g_return_if_fail (BULLETIN_IS_WINDOW (self));

  if (self->is_open)
    bulletin_library_service_call_async (self->service, get_state, FALSE, g_strdup (id), g_free, g_object_unref,
                                         self->cancellable, state_got_cb, g_object_ref (self));
}

/**
 * bulletin_window_show_place:
 * @self: the window
 * @place: a place of the sidebar
 *
 * Goes there once what stands on the desk is saved.
 */
void
bulletin_window_show_place (BulletinWindow *self,
                            const char     *place)
{
  const char *current = get_place (self);

  g_return_if_fail (BULLETIN_IS_WINDOW (self));

  leave_then (self, go_to_place, g_strdup (place), g_free);
  /* Until a failed save is answered the sidebar shows where one still is. */
  if (g_strcmp0 (get_place (self), current) == 0 && find_row (self, current))
    gtk_list_box_select_row (self->places, GTK_LIST_BOX_ROW (find_row (self, current)));
}

void
bulletin_window_add_toast (BulletinWindow *self,
                           AdwToast       *toast)
{
  g_return_if_fail (BULLETIN_IS_WINDOW (self));

  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

void
bulletin_window_show_error (BulletinWindow *self,
                            const GError   *error)
{
  AdwToast *toast;

  g_return_if_fail (BULLETIN_IS_WINDOW (self));

  if (!error || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  toast = adw_toast_new ("");
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, error->message);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  /* Two sentences are not read in the usual five seconds. */
  adw_toast_set_timeout (toast, 12);
  bulletin_window_add_toast (self, toast);
}

/* --- Undo ------------------------------------------------------------------ */

typedef struct
{
  BulletinWindow *window;
  char *operation;
  char *who;
} Undo;

static void
undo_free (gpointer  data,
           GClosure *closure)
{
  Undo *self = data;

  g_object_unref (self->window);
  g_free (self->operation);
  g_free (self->who);
  g_free (self);
}

static gpointer
undo_operation (BulletinLibrary *library,
                gpointer         data,
                GCancellable    *cancellable,
                GError         **error)
{
  char **strings = data;

  return GINT_TO_POINTER (bulletin_library_undo_operation (library, strings[0], strings[1], error));
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error))
    bulletin_window_add_toast (self, adw_toast_new (_("Undone")));
  else
    bulletin_window_show_error (self, error);
}

static void
undo_clicked_cb (AdwToast *toast,
                 gpointer  user_data)
{
  Undo *undo = user_data;
  g_autofree char *who = bulletin_get_user_name ();
  const char *strings[] = { undo->operation, who, NULL };

  if (undo->window->is_open)
    bulletin_library_service_call_async (undo->window->service, undo_operation, TRUE,
                                         g_strdupv ((char **) strings), (GDestroyNotify) g_strfreev, NULL,
                                         NULL, undone_cb, g_object_ref (undo->window));
}

/**
 * bulletin_window_offer_undo:
 * @self: the window
 * @message: what was done
 * @operation: the journal's operation that did it
 *
 * Says what was done, with a way to take it back.
 */
void
bulletin_window_offer_undo (BulletinWindow *self,
                            const char     *message,
                            const char     *operation)
{
  AdwToast *toast = adw_toast_new ("");
  Undo *undo = g_new0 (Undo, 1);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, message);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, 10);
  undo->window = g_object_ref (self);
  undo->operation = g_strdup (operation);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), undo, undo_free, 0);
  bulletin_window_add_toast (self, toast);
}
