/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-start-page.h"

#include "bulletin-text-import.h"
#include "bulletin-window.h"

struct _BulletinStartPage
{
  AdwBin parent_instance;

  AdwEntryRow *issuer_row;
  AdwEntryRow *series_row;
  GtkWidget *create_button;
};

G_DEFINE_FINAL_TYPE (BulletinStartPage, bulletin_start_page, ADW_TYPE_BIN)

static char *
get_value (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
entry_changed_cb (BulletinStartPage *self)
{
  g_autofree char *issuer = get_value (self->issuer_row);
  g_autofree char *series = get_value (self->series_row);

  gtk_widget_set_sensitive (self->create_button, *issuer && *series);
}

static void
create_cb (BulletinStartPage *self)
{
  g_autofree char *issuer = get_value (self->issuer_row);
  g_autofree char *series = get_value (self->series_row);

  if (*issuer && *series)
    bulletin_window_create_library (bulletin_window_of (GTK_WIDGET (self)), issuer, series);
}

static void
bulletin_start_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_START_PAGE);

  G_OBJECT_CLASS (bulletin_start_page_parent_class)->dispose (object);
}

static void
bulletin_start_page_class_init (BulletinStartPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_start_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinStartPage, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinStartPage, series_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinStartPage, create_button);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
}

static void
bulletin_start_page_init (BulletinStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_editable_set_text (GTK_EDITABLE (self->series_row), BULLETIN_DEFAULT_SERIES);
  entry_changed_cb (self);
}
