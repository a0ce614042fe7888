/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-window.h"

#include <glib/gi18n.h>

#include "bulletin-archive-page.h"
#include "bulletin-dashboard-page.h"
#include "bulletin-desk-page.h"
#include "bulletin-drafts-page.h"
#include "bulletin-importing.h"
#include "bulletin-opening.h"
#include "bulletin-package.h"
#include "bulletin-packaging.h"
#include "bulletin-people.h"
#include "bulletin-reading-page.h"
#include "bulletin-record-page.h"
#include "bulletin-register-page.h"
#include "bulletin-review-page.h"
#include "bulletin-search-dialog.h"
#include "bulletin-sidebar.h"
#include "bulletin-start-page.h"
#include "bulletin-store.h"
#include "bulletin-template-file.h"
#include "bulletin-window-files.h"
#include "bulletin-window-packages.h"
#include "bulletin-window-series.h"

/* Two sentences are not read in the usual five seconds. */
#define TOAST_SECONDS 10

struct _BulletinWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  AdwToast *error_toast; /* weak: the one that is on the screen, if any */
  GtkStack *stack;
  BulletinStartPage *start_page;
  GtkWidget *start_back_button;
  GtkMenuButton *start_menu_button;
  GtkMenuButton *failed_menu_button;
  AdwStatusPage *busy_page;
  AdwStatusPage *failed_page;
  GtkWidget *restore_button;
  AdwNavigationSplitView *split_view;
  AdwNavigationView *navigation_view;
  AdwNavigationPage *content_page;
  BulletinSidebar *sidebar;

  /* Kept alive between bulletins: the web view in it is costly to make. */
  BulletinDeskPage *desk;

  BulletinLibraryService *service;
  char *path;
  BulletinOpenWay way;
  /* A series to be made once the new library is open. */
  BulletinSeries *first_series;
  /* Files handed over before the library was open. */
  GPtrArray *imports;
  /* Cancelled when the library is left, or another one is opened instead. */
  GCancellable *cancellable;
  gboolean may_close;
  gboolean is_closing;
};

G_DEFINE_FINAL_TYPE (BulletinWindow, bulletin_window, ADW_TYPE_APPLICATION_WINDOW)

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
left_cb (gpointer user_data)
{
  Leave *leave = user_data;

  leave->func (leave->window, leave->data);
}

static void
leave_free (gpointer user_data)
{
  Leave *self = user_data;

  g_object_unref (self->window);
  if (self->data_free)
    self->data_free (self->data);
  g_free (self);
}

/* Saves what stands on the desk and goes on; a failed save asks first. */
static void
leave_then (BulletinWindow *self,
            LeaveFunc func,
            gpointer data,
            GDestroyNotify data_free)
{
  Leave *leave = g_new0 (Leave, 1);

  leave->window = g_object_ref (self);
  leave->func = func;
  leave->data = data;
  leave->data_free = data_free;
  bulletin_desk_page_leave_then (self->desk, GTK_WIDGET (self), left_cb, leave, leave_free);
}

/* --- Places ---------------------------------------------------------------- */

static const char *
get_place (BulletinWindow *self)
{
  g_autoptr (GListModel) stack = adw_navigation_view_get_navigation_stack (self->navigation_view);
  g_autoptr (AdwNavigationPage) root = g_list_model_get_item (stack, 0);

  return root ? adw_navigation_page_get_tag (root) : NULL;
}

static void
go_to_place (BulletinWindow *self,
             gpointer data)
{
  const char *place = data;
  const char *title = bulletin_sidebar_get_title (self->sidebar, place);
  const char *tags[] = { place, NULL };

  if (!title)
    return;
  adw_navigation_view_replace_with_tags (self->navigation_view, tags, 1);
  adw_navigation_page_set_title (self->content_page, title);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  bulletin_sidebar_select_place (self->sidebar, place);
  g_settings_set_string (bulletin_get_settings (), "place", place);
}

static void
place_chosen_cb (BulletinWindow *self,
                 const char *place)
{
  bulletin_window_show_place (self, place);
}

/* --- Opening --------------------------------------------------------------- */

static void
enable_actions (BulletinWindow *self)
{
  static const char *const needing_a_library[] = {
    "new",
    "new-in",
    "templates",
    "terms",
    "ledger",
    "recipients",
    "import",
    "import-package",
    "import-papers",
    "check-package",
    "package-year",
    "back-up",
    "publish",
    "search",
    "place",
  };

  for (guint i = 0; i < G_N_ELEMENTS (needing_a_library); i++) {
    GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), needing_a_library[i]);

    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->service != NULL);
  }
}

static void
hand_out_service (BulletinWindow *self)
{
  g_autofree const char **places = bulletin_sidebar_list_places (self->sidebar);

  for (guint i = 0; places[i]; i++)
    g_object_set (adw_navigation_view_find_page (self->navigation_view, places[i]), "service", self->service, NULL);
  bulletin_sidebar_set_service (self->sidebar, self->service);
}

static void
drop_service (BulletinWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->service) {
    if (self->sidebar)
      bulletin_sidebar_set_service (self->sidebar, NULL);
    bulletin_library_service_close (self->service);
    g_clear_object (&self->service);
  }
}

static void
show_failed (BulletinWindow *self,
             const GError *error)
{
  g_autofree char *backup = bulletin_window_find_newest_backup (self->path);
  g_autofree char *sentence = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->failed_page, sentence);
  gtk_widget_set_visible (self->restore_button,
                          backup && g_error_matches (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_DAMAGED));
  gtk_stack_set_visible_child_name (self->stack, "failed");
  enable_actions (self);
}

static void
library_opened_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinLibraryService) service = bulletin_open_library_finish (result, &error);
  g_autofree char *place = NULL;
  g_autoptr (GPtrArray) imports = NULL;

  /* Another library was asked for meanwhile, or the window was closed. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!service) {
    show_failed (self, error);
    return;
  }

  self->service = g_steal_pointer (&service);
  g_settings_set_string (bulletin_get_settings (), "library", self->path);
  hand_out_service (self);
  enable_actions (self);
  place = g_settings_get_string (bulletin_get_settings (), "place");
  /* Who decides sees first what waits for a decision. */
  if (g_settings_get_enum (bulletin_get_settings (), "user-role") == BULLETIN_PERSON_REVIEWER)
    g_set_str (&place, "review");
  go_to_place (self, (gpointer) (bulletin_sidebar_get_title (self->sidebar, place) ? place : "dashboard"));
  gtk_stack_set_visible_child_name (self->stack, "library");

  imports = g_steal_pointer (&self->imports);
  for (guint i = 0; imports && i < imports->len; i++)
    bulletin_window_import (self, g_ptr_array_index (imports, i));
}

/* Opens self->path, whatever was open before. */
static void
open_path (BulletinWindow *self,
           gpointer data)
{
  gboolean is_made = self->way == BULLETIN_OPEN_SAMPLE && !g_file_test (self->path, G_FILE_TEST_EXISTS);

  drop_service (self);
  enable_actions (self);
  adw_status_page_set_title (self->busy_page, is_made ? _ ("Making the Sample Library…") : _ ("Opening the Library…"));
  gtk_stack_set_visible_child_name (self->stack, "busy");
  self->cancellable = g_cancellable_new ();
  bulletin_open_library_async (self->path, self->way, g_steal_pointer (&self->first_series), self->cancellable,
                               library_opened_cb, g_object_ref (self));
}

/* --- Actions --------------------------------------------------------------- */

static void
show_sentence (BulletinWindow *self,
               const char *sentence)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, sentence);
  bulletin_window_add_toast (self, toast);
  g_set_weak_pointer (&self->error_toast, toast);
}

/* The way back from it leads to the drafts. */
static void
open_new_draft (BulletinWindow *self,
                const char *id)
{
  bulletin_window_show_place (self, "drafts");
  bulletin_window_open_bulletin (self, id);
}

static void
imported_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;
  g_autofree char *id = bulletin_import_file_finish (result, &problem, &error);

  if (!id) {
    bulletin_window_show_error (self, error);
    return;
  }
  if (problem)
    show_sentence (self, problem);
  open_new_draft (self, id);
}

static void
search_action (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  BulletinWindow *self = user_data;

  adw_dialog_present (bulletin_search_dialog_new (self->service), GTK_WIDGET (self));
}

static void
place_action (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  bulletin_window_show_place (user_data, g_variant_get_string (parameter, NULL));
}

static void
menu_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  BulletinWindow *self = user_data;

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  bulletin_sidebar_open_menu (self->sidebar);
}

static void
show_start (BulletinWindow *self,
            gpointer data)
{
  gtk_widget_set_visible (self->start_back_button, self->service != NULL);
  gtk_stack_set_visible_child_name (self->stack, "start");
}

static void
start_action (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  leave_then (user_data, show_start, NULL, NULL);
}

static void
leave_start_action (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer user_data)
{
  BulletinWindow *self = user_data;

  gtk_stack_set_visible_child_name (self->stack, "library");
}

static void
reopen_action (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  open_path (user_data, NULL);
}

static void
open_sample_action (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer user_data)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "bulletin", "sample.bulletin", NULL);

  bulletin_window_open_library (user_data, path, TRUE);
}

static const GActionEntry actions[] = {
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
           gpointer data)
{
  self->may_close = TRUE;
  /* A request within the request is not heard; it goes on by itself. */
  if (!self->is_closing)
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
bulletin_window_close_request (GtkWindow *window)
{
  BulletinWindow *self = BULLETIN_WINDOW (window);
  GSettings *settings = bulletin_get_settings ();
  int width, height;

  if (!self->may_close) {
    self->is_closing = TRUE;
    leave_then (self, close_now, NULL, NULL);
    self->is_closing = FALSE;
    if (!self->may_close)
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
  g_clear_weak_pointer (&self->error_toast);
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
  g_type_ensure (BULLETIN_TYPE_REGISTER_PAGE);
  g_type_ensure (BULLETIN_TYPE_REVIEW_PAGE);
  g_type_ensure (BULLETIN_TYPE_SIDEBAR);
  g_type_ensure (BULLETIN_TYPE_START_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, start_back_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, start_menu_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, failed_menu_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, busy_page);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, navigation_view);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, BulletinWindow, sidebar);
  gtk_widget_class_bind_template_callback (widget_class, place_chosen_cb);
}

static void
bulletin_window_init (BulletinWindow *self)
{
  GSettings *settings = bulletin_get_settings ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->start_menu_button, bulletin_get_main_menu ());
  gtk_menu_button_set_menu_model (self->failed_menu_button, bulletin_get_main_menu ());
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  bulletin_window_add_file_actions (self);
  bulletin_window_add_package_actions (self);
  bulletin_window_add_series_actions (self);
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
                              const char *path,
                              gboolean sample)
{
  g_return_if_fail (BULLETIN_IS_WINDOW (self));
  g_return_if_fail (path);

  g_set_str (&self->path, path);
  self->way = sample ? BULLETIN_OPEN_SAMPLE : BULLETIN_OPEN_EXISTING;
  leave_then (self, open_path, NULL, NULL);
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
                                const char *issuer,
                                const char *series)
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
  self->way = BULLETIN_OPEN_NEW;
  leave_then (self, open_path, NULL, NULL);
}

const char *
bulletin_window_get_library_path (BulletinWindow *self)
{
  g_return_val_if_fail (BULLETIN_IS_WINDOW (self), NULL);

  return self->path;
}

static gboolean
is_template (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name && g_str_has_suffix (name, BULLETIN_TEMPLATE_SUFFIX);
}

/**
 * bulletin_window_import:
 * @self: the window
 * @file: a text file, one of a template, or an archive package
 *
 * Makes a draft of the text and opens it on the desk; of a template it offers to
 * make a series, and the records of an archive package go into the archive. Before the library is open
 * the file waits.
 */
void
bulletin_window_import (BulletinWindow *self,
                        GFile *file)
{
  g_return_if_fail (BULLETIN_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (!self->service) {
    if (!self->imports)
      self->imports = g_ptr_array_new_with_free_func (g_object_unref);
    g_ptr_array_add (self->imports, g_object_ref (file));
    return;
  }
  if (is_template (file))
    bulletin_window_offer_template (self, file);
  else if (bulletin_is_package_file (file))
    bulletin_import_package_in_window (self, file);
  else
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

  return self->service;
}

void
bulletin_window_push (BulletinWindow *self,
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

/* The same as BREAKPOINT of bulletin-window.ui. */
#define MIN_WIDTH_FOR_SIDEBAR 860

/**
 * bulletin_window_set_fills:
 * @self: the window
 * @fills: whether the sidebar makes room
 *
 * For a page that is to be seen large, while it is shown.
 */
void
bulletin_window_set_fills (BulletinWindow *self,
                           gboolean fills)
{
  g_return_if_fail (BULLETIN_IS_WINDOW (self));

  /* In a narrow window it is out of the way in any case. */
  if (gtk_widget_get_width (GTK_WIDGET (self)) > MIN_WIDTH_FOR_SIDEBAR)
    adw_navigation_split_view_set_collapsed (self->split_view, fills);
}

static gpointer
get_state (BulletinLibrary *library,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
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
             gpointer data)
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
state_got_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
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
                               const char *id)
{
  g_return_if_fail (BULLETIN_IS_WINDOW (self));

  if (self->service)
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
                            const char *place)
{
  const char *current = get_place (self);

  g_return_if_fail (BULLETIN_IS_WINDOW (self));

  leave_then (self, go_to_place, g_strdup (place), g_free);
  /* Until a failed save is answered the sidebar shows where one still is. */
  if (current && g_strcmp0 (get_place (self), current) == 0)
    bulletin_sidebar_select_place (self->sidebar, current);
}

/**
 * bulletin_window_add_toast:
 * @self: the window
 * @toast: (transfer full): what to say
 *
 * Says what has become of what was just asked for: at once, and long enough for
 * somebody who reads slowly. What was said before waits behind it.
 */
void
bulletin_window_add_toast (BulletinWindow *self,
                           AdwToast *toast)
{
  guint seconds = adw_toast_get_timeout (toast);

  g_return_if_fail (BULLETIN_IS_WINDOW (self));

  if (seconds != 0)
    adw_toast_set_timeout (toast, MAX (seconds, TOAST_SECONDS));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  /* What has happened since is what is true. */
  bulletin_window_clear_error (self);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * bulletin_window_clear_error:
 * @self: the window
 *
 * Takes away the sentence that says what went wrong, for what it was said of is
 * being tried again.
 */
void
bulletin_window_clear_error (BulletinWindow *self)
{
  g_autoptr (AdwToast) toast = NULL;

  g_return_if_fail (BULLETIN_IS_WINDOW (self));

  if (!self->error_toast)
    return;
  toast = g_object_ref (self->error_toast);
  g_clear_weak_pointer (&self->error_toast);
  adw_toast_dismiss (toast);
}

void
bulletin_window_show_error (BulletinWindow *self,
                            const GError *error)
{
  g_return_if_fail (BULLETIN_IS_WINDOW (self));

  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_sentence (self, error->message);
}
