/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-drafts-page.h"

#include "bulletin-draft-deletion.h"
#include "bulletin-draft-row.h"
#include "bulletin-store.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>

struct _BulletinDraftsPage
{
  AdwNavigationPage parent_instance;

  AdwSplitButton *new_button;
  GtkStack *stack;
  GtkListBox *list;

  char *series_names; /* those of the menu */
  BulletinLibraryService *service;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BulletinDraftsPage, bulletin_drafts_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_SERVICE = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
row_activated_cb (BulletinDraftsPage *self,
                  GtkListBoxRow *row)
{
  BulletinRecord *record = bulletin_draft_row_get_record (BULLETIN_DRAFT_ROW (row));

  bulletin_window_open_bulletin (bulletin_window_of (GTK_WIDGET (self)), bulletin_record_get_id (record));
}

static void
delete_cb (BulletinDraftRow *row,
           BulletinDraftsPage *self)
{
  bulletin_delete_draft (bulletin_window_of (GTK_WIDGET (self)),
                         bulletin_record_get_id (bulletin_draft_row_get_record (row)));
}

/* What the database thread reads. */
typedef struct
{
  GPtrArray *records;
  GPtrArray *series;
} Drafts;

static void
drafts_free (Drafts *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->series, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Drafts, drafts_free)

static gpointer
list_drafts (BulletinLibrary *library,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (Drafts) drafts = g_new0 (Drafts, 1);

  drafts->records = bulletin_library_list_bulletins (library, BULLETIN_STATES_OPEN, error);
  if (!drafts->records)
    return NULL;
  drafts->series = bulletin_library_list_series (library, error);
  return drafts->series ? g_steal_pointer (&drafts) : NULL;
}

/* A section for each series: what can be begun in it. The menu stays as it is while
 * the series do, because it may be open. */
static void
show_series (BulletinDraftsPage *self,
             GPtrArray *series)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < series->len; i++)
    g_string_append_printf (names, "%s\n", ((const BulletinSeries *) g_ptr_array_index (series, i))->name);
  if (!g_set_str (&self->series_names, names->str))
    return;

  for (guint i = 0; i < series->len; i++) {
    const BulletinSeries *it = g_ptr_array_index (series, i);
    g_autoptr (GMenu) section = g_menu_new ();
    g_autoptr (GMenuItem) regular = g_menu_item_new (_ ("Regular Issue"), NULL);
    g_autoptr (GMenuItem) supplement = g_menu_item_new (_ ("Supplement"), NULL);

    g_menu_item_set_action_and_target (regular, "win.new-in", "(sb)", it->name, FALSE);
    g_menu_item_set_action_and_target (supplement, "win.new-in", "(sb)", it->name, TRUE);
    g_menu_append_item (section, regular);
    g_menu_append_item (section, supplement);
    g_menu_append_section (menu, it->name, G_MENU_MODEL (section));
  }
  adw_split_button_set_menu_model (self->new_button, G_MENU_MODEL (menu));
}

static void
drafts_listed_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  BulletinDraftsPage *self;
  BulletinWindow *window;
  g_autoptr (GError) error = NULL;
  g_autoptr (Drafts) drafts = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Cancelled: the page may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BULLETIN_DRAFTS_PAGE (user_data);
  window = bulletin_window_of (GTK_WIDGET (self));
  if (!drafts) {
    if (window)
      bulletin_window_show_error (window, error);
    return;
  }
  show_series (self, drafts->series);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < drafts->records->len; i++) {
    GtkWidget *row = bulletin_draft_row_new (g_ptr_array_index (drafts->records, i));

    g_signal_connect_object (row, "delete", G_CALLBACK (delete_cb), self, 0);
    gtk_list_box_append (self->list, row);
  }
  gtk_stack_set_visible_child_name (self->stack, drafts->records->len > 0 ? "drafts" : "none");
}

static void
reload (BulletinDraftsPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (!self->service)
    return;
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, list_drafts, FALSE, NULL, NULL,
                                       (GDestroyNotify) drafts_free, self->cancellable,
                                       drafts_listed_cb, self);
}

static void
set_service (BulletinDraftsPage *self,
             BulletinLibraryService *service)
{
  if (self->service == service)
    return;
  if (self->service)
    g_signal_handlers_disconnect_by_func (self->service, reload, self);
  g_set_object (&self->service, service);
  if (service)
    g_signal_connect_object (service, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVICE]);
}

static void
bulletin_drafts_page_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  switch (property_id) {
  case PROP_SERVICE:
    set_service (BULLETIN_DRAFTS_PAGE (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_drafts_page_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  switch (property_id) {
  case PROP_SERVICE:
    g_value_set_object (value, BULLETIN_DRAFTS_PAGE (object)->service);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_drafts_page_dispose (GObject *object)
{
  BulletinDraftsPage *self = BULLETIN_DRAFTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  g_clear_pointer (&self->series_names, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_DRAFTS_PAGE);

  G_OBJECT_CLASS (bulletin_drafts_page_parent_class)->dispose (object);
}

static void
bulletin_drafts_page_class_init (BulletinDraftsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bulletin_drafts_page_set_property;
  object_class->get_property = bulletin_drafts_page_get_property;
  object_class->dispose = bulletin_drafts_page_dispose;

  properties[PROP_SERVICE] = g_param_spec_object ("service", NULL, NULL, BULLETIN_TYPE_LIBRARY_SERVICE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-drafts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinDraftsPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinDraftsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinDraftsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
bulletin_drafts_page_init (BulletinDraftsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
