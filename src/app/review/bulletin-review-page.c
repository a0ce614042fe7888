/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-review-page.h"

#include "bulletin-reading-page.h"
#include "bulletin-review.h"
#include "bulletin-waiting-row.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>

struct _BulletinReviewPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  GtkListBox *mine_list;
  GtkListBox *sent_list;
  GtkListBox *others_list;
  GtkListBox *approved_list;
  GtkWidget *mine_group;
  GtkWidget *sent_group;
  GtkWidget *others_group;
  GtkWidget *approved_group;

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

typedef struct
{
  char *who;
  char *today;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->who);
  g_free (asked->today);
  g_free (asked);
}

static gpointer
list_waiting (BulletinLibrary *library,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  const Asked *asked = data;

  return bulletin_library_list_waiting (library, asked->who, asked->today, error);
}

/* The list that a bulletin stands in: what waits for oneself comes first. */
static GtkListBox *
choose_list (BulletinReviewPage    *self,
             const BulletinWaiting *waiting)
{
  if (bulletin_record_get_state (waiting->record) == BULLETIN_STATE_APPROVED)
    return self->approved_list;
  if (waiting->is_for_me || *waiting->names == '\0')
    return self->mine_list;

  return waiting->is_by_me ? self->sent_list : self->others_list;
}

static void
fill (BulletinReviewPage *self,
      GPtrArray          *list)
{
  GtkListBox *lists[] = { self->mine_list, self->sent_list, self->others_list, self->approved_list };
  GtkWidget *groups[] = { self->mine_group, self->sent_group, self->others_group, self->approved_group };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    gtk_list_box_remove_all (lists[i]);
  for (guint i = 0; i < list->len; i++)
    gtk_list_box_append (choose_list (self, list->pdata[i]), bulletin_waiting_row_new (list->pdata[i]));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    gtk_widget_set_visible (groups[i], gtk_list_box_get_row_at_index (lists[i], 0) != NULL);
  gtk_stack_set_visible_child_name (self->stack, list->len > 0 ? "list" : "empty");
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinReviewPage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (list == NULL) {
    BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

    if (window != NULL)
      bulletin_window_show_error (window, error);
    return;
  }
  fill (self, list);
}

static void
reload (BulletinReviewPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  Asked *asked = g_new0 (Asked, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  asked->who = bulletin_get_user_name ();
  asked->today = g_date_time_format (now, "%Y-%m-%d");
  bulletin_library_service_call_async (self->service, list_waiting, FALSE, asked, asked_free,
                                       (GDestroyNotify) g_ptr_array_unref, self->cancellable, listed_cb, self);
}

/* Another program may have written meanwhile, and the day may be another. */
static void
bulletin_review_page_showing (AdwNavigationPage *page)
{
  BulletinReviewPage *self = BULLETIN_REVIEW_PAGE (page);

  if (self->service != NULL)
    reload (self);
}

static void
activate_cb (BulletinReviewPage *self,
             BulletinWaitingRow *row)
{
  bulletin_window_push (bulletin_window_of (GTK_WIDGET (self)),
                        bulletin_reading_page_new (self->service, bulletin_waiting_row_get_id (row)));
}

static void
person_changed_cb (BulletinReviewPage *self)
{
  if (self->service != NULL)
    reload (self);
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
  ADW_NAVIGATION_PAGE_CLASS (klass)->showing = bulletin_review_page_showing;

  properties[PROP_SERVICE] = g_param_spec_object ("service", NULL, NULL, BULLETIN_TYPE_LIBRARY_SERVICE,
                                                  G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinReviewPage, mine_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinReviewPage, mine_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinReviewPage, sent_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinReviewPage, sent_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinReviewPage, others_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinReviewPage, others_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinReviewPage, approved_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinReviewPage, approved_group);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
bulletin_review_page_init (BulletinReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (bulletin_get_settings (), "changed::user-name", G_CALLBACK (person_changed_cb), self, G_CONNECT_SWAPPED);
}
