/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-people-page.h"

#include <glib/gi18n.h>

#include "bulletin-application.h"
#include "bulletin-people.h"
#include "bulletin-person-dialog.h"

struct _BulletinPeoplePage
{
  AdwPreferencesPage parent_instance;

  GtkListBox *list;
  GtkWidget *add_row;

  BulletinLibraryService *service;
  GCancellable *cancellable;
  GPtrArray *people;
};

G_DEFINE_FINAL_TYPE (BulletinPeoplePage, bulletin_people_page, ADW_TYPE_PREFERENCES_PAGE)

/* A row keeps its check button, and that the person of the list with its index. */
#define CHECK_KEY "bulletin-check"
#define INDEX_KEY "bulletin-index"

static const BulletinPerson *
get_person (BulletinPeoplePage *self,
            gpointer widget)
{
  return self->people->pdata[GPOINTER_TO_UINT (g_object_get_data (widget, INDEX_KEY))];
}

/* Who is chosen writes, answers and issues under this name from now on. */
static void
toggled_cb (BulletinPeoplePage *self,
            GtkCheckButton *check)
{
  GSettings *settings = bulletin_get_settings ();
  const BulletinPerson *person;

  if (!gtk_check_button_get_active (check))
    return;
  person = get_person (self, check);
  g_settings_set_enum (settings, "user-role", person->role);
  g_settings_set_string (settings, "user-post", person->post ? person->post : "");
  g_settings_set_string (settings, "user-name", person->name);
}

static void
edit_cb (BulletinPeoplePage *self,
         GtkButton *button)
{
  bulletin_person_dialog_present (GTK_WIDGET (self), self->service, get_person (self, button));
}

static void
add_cb (BulletinPeoplePage *self)
{
  bulletin_person_dialog_present (GTK_WIDGET (self), self->service, NULL);
}

static const char *
get_role_label (BulletinPersonRole role)
{
  switch (role) {
  case BULLETIN_PERSON_EDITOR:
    return _ ("Editor");
  case BULLETIN_PERSON_REVIEWER:
    return _ ("Reviewer");
  case BULLETIN_PERSON_BOTH:
  default:
    return _ ("Both");
  }
}

static GtkCheckButton *
append_row (BulletinPeoplePage *self,
            guint index,
            GtkCheckButton *first)
{
  const BulletinPerson *person = self->people->pdata[index];
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-people-page-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_builder_get_object (builder, "check"));
  GtkWidget *button = GTK_WIDGET (gtk_builder_get_object (builder, "edit_button"));
  g_autofree char *subtitle = NULL;
  g_autofree char *tooltip = g_strdup_printf (_ ("Edit %s"), person->name);

  if (person->post)
    subtitle = g_strdup_printf ("%s · %s", person->post, get_role_label (person->role));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), person->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle ? subtitle : get_role_label (person->role));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, person->name, -1);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_check_button_set_group (check, first);
  g_object_set_data (G_OBJECT (row), CHECK_KEY, check);
  g_object_set_data (G_OBJECT (check), INDEX_KEY, GUINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (button), INDEX_KEY, GUINT_TO_POINTER (index));
  gtk_list_box_append (self->list, row);
  g_signal_connect_object (button, "clicked", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  return check;
}

/* Marks who sits here; a name that was typed may be nobody of the list. */
static void
show_person (BulletinPeoplePage *self)
{
  g_autofree char *name = g_settings_get_string (bulletin_get_settings (), "user-name");
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++) {
    GtkCheckButton *check = g_object_get_data (G_OBJECT (row), CHECK_KEY);

    g_signal_handlers_block_by_func (check, toggled_cb, self);
    gtk_check_button_set_active (check, g_str_equal (get_person (self, check)->name, name));
    g_signal_handlers_unblock_by_func (check, toggled_cb, self);
  }
}

static gpointer
list_people (BulletinLibrary *library,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  return bulletin_library_list_people (library, error);
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  GPtrArray *people = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, NULL);
  BulletinPeoplePage *self;
  GtkCheckButton *first = NULL;

  if (!people)
    return;
  self = user_data;
  gtk_list_box_remove_all (self->list);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = people;
  for (guint i = 0; i < people->len; i++) {
    GtkCheckButton *check = append_row (self, i, first);

    if (!first)
      first = check;
    g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->list), people->len > 0);
  show_person (self);
}

static void
reload (BulletinPeoplePage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, list_people, FALSE, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                                       self->cancellable, listed_cb, self);
}

static void
bulletin_people_page_dispose (GObject *object)
{
  BulletinPeoplePage *self = BULLETIN_PEOPLE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_PEOPLE_PAGE);
  g_clear_pointer (&self->people, g_ptr_array_unref);

  G_OBJECT_CLASS (bulletin_people_page_parent_class)->dispose (object);
}

static void
bulletin_people_page_class_init (BulletinPeoplePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_people_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinPeoplePage, list);
  gtk_widget_class_bind_template_child (widget_class, BulletinPeoplePage, add_row);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
bulletin_people_page_init (BulletinPeoplePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  gtk_widget_set_sensitive (self->add_row, FALSE);
  g_signal_connect_object (bulletin_get_settings (), "changed::user-name", G_CALLBACK (show_person), self, G_CONNECT_SWAPPED);
}

/**
 * bulletin_people_page_load:
 * @self: the page
 * @service: (nullable): the open library, which keeps the people
 *
 * Shows the people of a library, and follows its changes.
 */
void
bulletin_people_page_load (BulletinPeoplePage *self,
                           BulletinLibraryService *service)
{
  g_return_if_fail (BULLETIN_IS_PEOPLE_PAGE (self));

  if (!service || !g_set_object (&self->service, service))
    return;
  gtk_widget_set_sensitive (self->add_row, TRUE);
  g_signal_connect_object (service, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
}
