/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-preferences-dialog.h"

#include <glib/gi18n.h>

#include "bulletin-application.h"
#include "bulletin-people-page.h"
#include "bulletin-people.h"
#include "bulletin-rules-page.h"
#include "bulletin-window.h"

struct _BulletinPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  AdwEntryRow *name_row;
  AdwEntryRow *post_row;
  AdwComboRow *role_row;
  AdwSpinRow *font_size_row;
  AdwSwitchRow *numbers_row;
  AdwSwitchRow *quotes_row;
  AdwActionRow *library_row;
  BulletinPeoplePage *people_page;
  BulletinRulesPage *rules_page;

  BulletinLibraryService *service;
};

G_DEFINE_FINAL_TYPE (BulletinPreferencesDialog, bulletin_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
open_folder_cb (BulletinPreferencesDialog *self)
{
  g_autofree char *path = g_settings_get_string (bulletin_get_settings (), "library");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_launcher_open_containing_folder (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                            NULL, NULL, NULL);
}

/* The page is behind the dialog. */
static void
templates_cb (BulletinPreferencesDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.templates", NULL);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
bulletin_preferences_dialog_dispose (GObject *object)
{
  g_clear_object (&BULLETIN_PREFERENCES_DIALOG (object)->service);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (bulletin_preferences_dialog_parent_class)->dispose (object);
}

static void
bulletin_preferences_dialog_class_init (BulletinPreferencesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_preferences_dialog_dispose;

  g_type_ensure (BULLETIN_TYPE_PEOPLE_PAGE);
  g_type_ensure (BULLETIN_TYPE_RULES_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinPreferencesDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPreferencesDialog, post_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPreferencesDialog, role_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPreferencesDialog, font_size_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPreferencesDialog, numbers_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPreferencesDialog, quotes_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPreferencesDialog, library_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinPreferencesDialog, people_page);
  gtk_widget_class_bind_template_child (widget_class, BulletinPreferencesDialog, rules_page);
  gtk_widget_class_bind_template_callback (widget_class, open_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, templates_cb);
}

/* In the order of the rows; the library names them as BulletinPersonRole does. */
static const char *const roles[] = { "editor", "leader", "both" };

static GVariant *
role_to_setting (const GValue *value,
                 const GVariantType *type,
                 gpointer user_data)
{
  return g_variant_new_string (roles[MIN (g_value_get_uint (value), G_N_ELEMENTS (roles) - 1)]);
}

static gboolean
role_from_setting (GValue *value,
                   GVariant *setting,
                   gpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (roles[i], g_variant_get_string (setting, NULL)))
      g_value_set_uint (value, i);
  return TRUE;
}

/* --- The person in the library --------------------------------------------- */

typedef struct
{
  BulletinPerson *person;
  char *who;
} Entry;

static void
entry_free (Entry *self)
{
  bulletin_person_free (self->person);
  g_free (self->who);
  g_free (self);
}

/* Others see the person in their lists, with the role. */
static gpointer
put_person (BulletinLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  Entry *entry = data;
  g_autofree char *operation = NULL;
  g_autoptr (GPtrArray) people = bulletin_library_list_people (library, error);

  if (!people)
    return NULL;
  for (guint i = 0; i < people->len; i++) {
    const BulletinPerson *other = g_ptr_array_index (people, i);

    if (g_str_equal (other->name, entry->person->name) && other->role == entry->person->role &&
        g_strcmp0 (other->post ? other->post : "", entry->person->post ? entry->person->post : "") == 0)
      return GINT_TO_POINTER (TRUE);
  }
  operation = bulletin_library_put_person (library, entry->person, entry->who, error);
  return GINT_TO_POINTER (operation != NULL);
}

static void
person_put_cb (GObject *source,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error) && window)
    bulletin_window_show_error (window, error);
}

static void
closed_cb (BulletinPreferencesDialog *self)
{
  GSettings *settings = bulletin_get_settings ();
  g_autofree char *name = g_settings_get_string (settings, "user-name");
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  Entry *entry;

  /* The account's name is nobody's wish. */
  if (!self->service || !*g_strstrip (name))
    return;
  entry = g_new0 (Entry, 1);
  entry->person = g_new0 (BulletinPerson, 1);
  entry->person->name = g_steal_pointer (&name);
  entry->person->post = g_settings_get_string (settings, "user-post");
  entry->person->role = g_settings_get_enum (settings, "user-role");
  entry->who = bulletin_get_user_name ();
  bulletin_library_service_call_async (self->service, put_person, TRUE, entry, (GDestroyNotify) entry_free, NULL, NULL,
                                       person_put_cb, window ? g_object_ref (window) : NULL);
}

static void
bulletin_preferences_dialog_init (BulletinPreferencesDialog *self)
{
  GSettings *settings = bulletin_get_settings ();
  g_autofree char *library = g_settings_get_string (settings, "library");
  g_autofree char *account = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  g_settings_bind (settings, "user-name", self->name_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "user-post", self->post_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "user-role", self->role_row, "selected", G_SETTINGS_BIND_DEFAULT,
                                role_from_setting, role_to_setting, NULL, NULL);
  g_settings_bind (settings, "source-font-size", self->font_size_row, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "automatic-numbers", self->numbers_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "chinese-quotes", self->quotes_row, "active", G_SETTINGS_BIND_DEFAULT);
  adw_action_row_set_subtitle (self->library_row, *library ? library : _ ("No library is open"));
}

/**
 * bulletin_preferences_dialog_new:
 * @service: (nullable): the open library, whose checks can be switched
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
bulletin_preferences_dialog_new (BulletinLibraryService *service)
{
  BulletinPreferencesDialog *self = g_object_new (BULLETIN_TYPE_PREFERENCES_DIALOG, NULL);

  g_set_object (&self->service, service);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
  bulletin_people_page_load (self->people_page, service);
  bulletin_rules_page_load (self->rules_page, service);

  return ADW_DIALOG (self);
}
