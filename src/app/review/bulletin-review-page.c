/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-review-page.h"

#include "bulletin-display.h"
#include "bulletin-reading-page.h"
#include "bulletin-store.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>

struct _BulletinReviewPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  GListStore *records;

  BulletinLibraryService *service;
  gulong changed_handler;
  GCancellable *cancellable;
};

enum
{
  PROP_SERVICE = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (BulletinReviewPage, bulletin_review_page, ADW_TYPE_NAVIGATION_PAGE)

static gpointer
list_waiting (BulletinLibrary *library,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  return bulletin_library_list_bulletins (library, (1u << BULLETIN_STATE_REVIEW) | (1u << BULLETIN_STATE_APPROVED), error);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinReviewPage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (records == NULL) {
    BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

    if (window != NULL)
      bulletin_window_show_error (window, error);
    return;
  }

  g_list_store_splice (self->records, 0, g_list_model_get_n_items (G_LIST_MODEL (self->records)),
                       records->pdata, records->len);
  gtk_stack_set_visible_child_name (self->stack, records->len > 0 ? "list" : "empty");
}

static void
reload (BulletinReviewPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, list_waiting, FALSE, NULL, NULL,
                                       (GDestroyNotify) g_ptr_array_unref, self->cancellable, listed_cb, self);
}

static void
activate_cb (BulletinReviewPage *self,
             guint               position)
{
  g_autoptr (BulletinRecord) record = g_list_model_get_item (G_LIST_MODEL (self->records), position);

  if (record != NULL)
    bulletin_window_push (bulletin_window_of (GTK_WIDGET (self)),
                          bulletin_reading_page_new (self->service, bulletin_record_get_id (record)));
}

static char *
format_time_cb (GtkListItem *item,
                const char  *timestamp)
{
  return timestamp != NULL ? bulletin_display_time (timestamp) : NULL;
}

static char *
format_issue_cb (GtkListItem *item,
                 const char  *issue)
{
  return g_strdup (issue != NULL && *issue != '\0' ? issue : _("No number yet"));
}

static void
set_service (BulletinReviewPage     *self,
             BulletinLibraryService *service)
{
  if (self->service == service)
    return;

  if (self->service != NULL)
    g_clear_signal_handler (&self->changed_handler, self->service);
  g_set_object (&self->service, service);
  if (service != NULL) {
    self->changed_handler = g_signal_connect_swapped (service, "changed", G_CALLBACK (reload), self);
    reload (self);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVICE]);
}

static void
bulletin_review_page_dispose (GObject *object)
{
  BulletinReviewPage *self = BULLETIN_REVIEW_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  set_service (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_REVIEW_PAGE);

  G_OBJECT_CLASS (bulletin_review_page_parent_class)->dispose (object);
}

static void
bulletin_review_page_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  switch (property_id) {
  case PROP_SERVICE:
    set_service (BULLETIN_REVIEW_PAGE (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_review_page_class_init (BulletinReviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_review_page_dispose;
  object_class->set_property = bulletin_review_page_set_property;

  properties[PROP_SERVICE] = g_param_spec_object ("service", NULL, NULL, BULLETIN_TYPE_LIBRARY_SERVICE,
                                                  G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (BULLETIN_TYPE_RECORD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinReviewPage, records);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_time_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_issue_cb);
}

static void
bulletin_review_page_init (BulletinReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
