/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-templates-page-private.h"

#include <glib/gi18n.h>

#include "bulletin-series-edit.h"
#include "bulletin-window.h"

/* What the page does with series as wholes; each can be taken back. */

/* Says what was done, with a way back, once the library has done it. */
typedef struct
{
  BulletinTemplatesPage *page;
  char *message;
} Done;

static Done *
done_new (BulletinTemplatesPage *page,
          char *message)
{
  Done *done = g_new0 (Done, 1);

  done->page = g_object_ref (page);
  done->message = message;
  return done;
}

static void
done_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autofree Done *done = user_data;
  g_autoptr (BulletinTemplatesPage) self = done->page;
  g_autofree char *message = done->message;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  if (!operation) {
    bulletin_templates_page_expect_new (self, FALSE);
    bulletin_templates_page_show_error (self, error);
  } else if (window && message) {
    bulletin_window_offer_undo (window, message, operation);
  }
}

/* The new series is the last of the list. */
static void
added_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  Done *done = user_data;

  bulletin_templates_page_expect_new (done->page, TRUE);
  done_cb (source, result, done);
}

static void
add (BulletinTemplatesPage *self,
     const BulletinSeries *series)
{
  bulletin_series_edit_add_async (bulletin_templates_page_get_service (self), series, added_cb,
                                  done_new (self, g_strdup (_ ("Series added"))));
}

static void
new_action (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  BulletinTemplatesPage *self = BULLETIN_TEMPLATES_PAGE (widget);
  g_autoptr (BulletinSeries) series = g_new0 (BulletinSeries, 1);
  const BulletinSeries *shown = bulletin_templates_page_get_series (self);

  bulletin_templates_page_save (self);
  /* Translators: the name of a new series of bulletins, until it gets its own */
  series->name = g_strdup (_ ("New Bulletin Series"));
  if (shown)
    series->issuer = g_strdup (shown->issuer);
  add (self, series);
}

static void
duplicate_action (GtkWidget *widget,
                  const char *name,
                  GVariant *parameter)
{
  BulletinTemplatesPage *self = BULLETIN_TEMPLATES_PAGE (widget);
  g_autoptr (BulletinSeries) copy = NULL;

  bulletin_templates_page_save (self);
  copy = bulletin_series_copy (bulletin_templates_page_get_series (self));
  /* The letters tell two series apart in archival codes. */
  g_clear_pointer (&copy->code, g_free);
  add (self, copy);
}

static void
delete_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  BulletinTemplatesPage *self = BULLETIN_TEMPLATES_PAGE (widget);
  const BulletinSeries *series;

  bulletin_templates_page_save (self);
  series = bulletin_templates_page_get_series (self);
  bulletin_series_edit_remove_async (bulletin_templates_page_get_service (self), series, done_cb,
                                     done_new (self, g_strdup_printf (_ ("“%s” deleted"), series->name)));
}

static void
move_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  BulletinTemplatesPage *self = BULLETIN_TEMPLATES_PAGE (widget);
  int position = bulletin_templates_page_get_position (self);

  if (position < 0)
    return;
  bulletin_templates_page_save (self);
  position += g_str_equal (name, "templates.move-up") ? -1 : 1;
  bulletin_series_edit_move_async (bulletin_templates_page_get_service (self), bulletin_templates_page_get_series (self),
                                   (guint) MAX (0, position), done_cb, done_new (self, NULL));
}

/* The series keeps its name and what its bulletins start with. */
static void
restore_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  BulletinTemplatesPage *self = BULLETIN_TEMPLATES_PAGE (widget);

  bulletin_templates_page_save (self);
  bulletin_templates_page_show_standard (self);
  bulletin_series_edit_store_async (bulletin_templates_page_get_service (self), bulletin_templates_page_get_series (self),
                                    done_cb, done_new (self, g_strdup (_ ("The standard is restored"))));
}

void
bulletin_templates_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "templates.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "templates.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "templates.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "templates.move-up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "templates.move-down", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "templates.restore", NULL, restore_action);
}
