/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-sidebar.h"

#include <glib/gi18n.h>

#include "bulletin-application.h"
#include "bulletin-review.h"
#include "bulletin-backup.h"
#include "bulletin-display.h"
#include "bulletin-place-row.h"
#include "bulletin-store.h"
#include "bulletin-window.h"

struct _BulletinSidebar
{
  AdwBin parent_instance;

  GtkMenuButton *menu_button;
  GtkListBox *places;
  BulletinPlaceRow *drafts_row;
  BulletinPlaceRow *review_row;
  GtkImage *backup_image;
  GtkLabel *backup_label;

  BulletinLibraryService *service;
  GCancellable *cancellable;
  guint backup_idle;
};

G_DEFINE_FINAL_TYPE (BulletinSidebar, bulletin_sidebar, ADW_TYPE_BIN)

enum
{
  SIGNAL_PLACE_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static BulletinPlaceRow *
find_row (BulletinSidebar *self,
          const char *place)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->places, i)); i++)
    if (g_strcmp0 (bulletin_place_row_get_place (BULLETIN_PLACE_ROW (row)), place) == 0)
      return BULLETIN_PLACE_ROW (row);
  return NULL;
}

static void
place_activated_cb (BulletinSidebar *self,
                    GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_PLACE_CHOSEN], 0, bulletin_place_row_get_place (BULLETIN_PLACE_ROW (row)));
}

static void
place_header_cb (GtkListBoxRow *row,
                 GtkListBoxRow *before,
                 gpointer user_data)
{
  if (before && bulletin_place_row_get_starts_group (BULLETIN_PLACE_ROW (row))) {
    if (!gtk_list_box_row_get_header (row))
      gtk_list_box_row_set_header (row, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  } else {
    gtk_list_box_row_set_header (row, NULL);
  }
}

/* What the numbers beside the places say. */
typedef struct
{
  char *who;
  guint n_open;
  guint n_waiting;
} Counts;

static void
counts_free (Counts *self)
{
  g_free (self->who);
  g_free (self);
}

static gpointer
count_bulletins (BulletinLibrary *library,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  const Counts *asked = data;
  g_autoptr (GPtrArray) records = bulletin_library_list_bulletins (library, BULLETIN_STATES_OPEN, error);
  g_autoptr (GPtrArray) waiting = NULL;
  Counts *counts;

  /* Nothing is overdue here, so any day will do. */
  if (!records || !(waiting = bulletin_library_list_waiting (library, asked->who, "", error)))
    return NULL;
  counts = g_new0 (Counts, 1);
  counts->n_open = records->len;
  for (guint i = 0; i < waiting->len; i++) {
    const BulletinWaiting *it = g_ptr_array_index (waiting, i);

    /* Of what is asked of others by name, one has nothing to do. */
    counts->n_waiting += bulletin_record_get_state (it->record) == BULLETIN_STATE_REVIEW && (it->is_for_me || !*it->names);
  }
  return counts;
}

static void
bulletins_counted_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer user_data)
{
  BulletinSidebar *self;
  g_autoptr (GError) error = NULL;
  Counts *counts = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Cancelled: the sidebar may be gone. */
  if (!counts)
    return;
  self = BULLETIN_SIDEBAR (user_data);
  bulletin_place_row_set_count (self->drafts_row, counts->n_open);
  bulletin_place_row_set_count (self->review_row, counts->n_waiting);
  counts_free (counts);
}

static void
library_changed_cb (BulletinSidebar *self)
{
  Counts *asked = g_new0 (Counts, 1);

  asked->who = bulletin_get_user_name ();
  bulletin_library_service_call_async (self->service, count_bulletins, FALSE, asked, (GDestroyNotify) counts_free,
                                       (GDestroyNotify) counts_free, self->cancellable, bulletins_counted_cb, self);
}

/* What waits, waits for somebody else now. */
static void
person_changed_cb (BulletinSidebar *self)
{
  if (self->service)
    library_changed_cb (self);
}

/* With a connection of its own: a large library takes seconds, and the window's
 * questions are not to wait for them. */
static void
back_up_thread (GTask *task,
                gpointer source,
                gpointer path,
                GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (BulletinLibrary) library = bulletin_library_open (path, BULLETIN_LIBRARY_NONE, &error);
  char *at = library ? bulletin_library_daily_back_up (library, cancellable, &error) : NULL;

  if (library)
    bulletin_library_close (library, NULL);
  if (at)
    g_task_return_pointer (task, at, g_free);
  else
    g_task_return_error (task, error);
}

static void
daily_backed_up_cb (GObject *source,
                    GAsyncResult *result,
                    gpointer user_data)
{
  BulletinSidebar *self;
  g_autoptr (GError) error = NULL;
  g_autofree char *at = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  g_application_release (g_application_get_default ());
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BULLETIN_SIDEBAR (user_data);
  if (error) {
    gtk_image_set_from_icon_name (self->backup_image, "dialog-warning-symbolic");
    gtk_label_set_label (self->backup_label, _ ("Not backed up"));
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->backup_label), error->message);
    bulletin_window_show_error (bulletin_window_of (GTK_WIDGET (self)), error);
    return;
  }
  day = bulletin_display_day (at);
  /* Translators: %s is "today", "yesterday" or a day. */
  text = g_strdup_printf (_ ("Backed up %s"), day);
  gtk_image_set_from_icon_name (self->backup_image, "drive-harddisk-symbolic");
  gtk_label_set_label (self->backup_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->backup_label), NULL);
}

static gboolean
back_up_idle_cb (gpointer user_data)
{
  BulletinSidebar *self = user_data;
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  g_autoptr (GTask) task = NULL;

  self->backup_idle = 0;
  if (!window)
    return G_SOURCE_REMOVE;
  task = g_task_new (self->service, self->cancellable, daily_backed_up_cb, self);
  g_task_set_source_tag (task, back_up_idle_cb);
  g_task_set_task_data (task, g_strdup (bulletin_window_get_library_path (window)), g_free);
  /* The program does not end before a copy that was stopped is cleared away. */
  g_application_hold (g_application_get_default ());
  g_task_run_in_thread (task, back_up_thread);
  return G_SOURCE_REMOVE;
}

static void
bulletin_sidebar_dispose (GObject *object)
{
  BulletinSidebar *self = BULLETIN_SIDEBAR (object);

  bulletin_sidebar_set_service (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_SIDEBAR);

  G_OBJECT_CLASS (bulletin_sidebar_parent_class)->dispose (object);
}

static void
bulletin_sidebar_class_init (BulletinSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_sidebar_dispose;

  signals[SIGNAL_PLACE_CHOSEN] = g_signal_new ("place-chosen", BULLETIN_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (BULLETIN_TYPE_PLACE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinSidebar, places);
  gtk_widget_class_bind_template_child (widget_class, BulletinSidebar, drafts_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinSidebar, review_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinSidebar, backup_image);
  gtk_widget_class_bind_template_child (widget_class, BulletinSidebar, backup_label);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
}

static void
bulletin_sidebar_init (BulletinSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->menu_button, bulletin_get_main_menu ());
  gtk_list_box_set_header_func (self->places, place_header_cb, NULL, NULL);
  g_signal_connect_object (bulletin_get_settings (), "changed::user-name", G_CALLBACK (person_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * bulletin_sidebar_set_service:
 * @self: the sidebar
 * @service: (nullable): an open library
 *
 * Speaks of another library. Its daily backup is made when nothing else is to be
 * done.
 */
void
bulletin_sidebar_set_service (BulletinSidebar *self,
                              BulletinLibraryService *service)
{
  g_return_if_fail (BULLETIN_IS_SIDEBAR (self));

  if (self->service == service)
    return;
  g_clear_handle_id (&self->backup_idle, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->service)
    g_signal_handlers_disconnect_by_func (self->service, library_changed_cb, self);
  g_set_object (&self->service, service);
  if (!service)
    return;
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (service, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  library_changed_cb (self);
  self->backup_idle = g_idle_add_full (G_PRIORITY_LOW, back_up_idle_cb, self, NULL);
}

const char *
bulletin_sidebar_get_title (BulletinSidebar *self,
                            const char *place)
{
  BulletinPlaceRow *row = find_row (self, place);

  return row ? bulletin_place_row_get_title (row) : NULL;
}

void
bulletin_sidebar_select_place (BulletinSidebar *self,
                               const char *place)
{
  BulletinPlaceRow *row = find_row (self, place);

  gtk_list_box_select_row (self->places, row ? GTK_LIST_BOX_ROW (row) : NULL);
}

const char **
bulletin_sidebar_list_places (BulletinSidebar *self)
{
  GPtrArray *places = g_ptr_array_new_null_terminated (16, NULL, TRUE);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->places, i)); i++)
    g_ptr_array_add (places, (gpointer) bulletin_place_row_get_place (BULLETIN_PLACE_ROW (row)));
  return (const char **) g_ptr_array_free (places, FALSE);
}

void
bulletin_sidebar_open_menu (BulletinSidebar *self)
{
  gtk_menu_button_popup (self->menu_button);
}
