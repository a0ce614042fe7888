/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "bulletin-guide-dialog.h"
#include "bulletin-importing.h"
#include "bulletin-menu-names.h"
#include "bulletin-preferences-dialog.h"
#include "bulletin-shortcuts-dialog.h"
#include "bulletin-window.h"

struct _BulletinApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (BulletinApplication, bulletin_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the sample library, made first if it is not there"), NULL },
  { "library", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open this library"), N_ ("FILE") },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[FILE…]") },
  { NULL },
};

static char *
get_library_folder_file (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "bulletin", name, NULL);
}

/* The window that has this library open, or NULL. */
static BulletinWindow *
find_window (BulletinApplication *self,
             const char *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next) {
    if (!BULLETIN_IS_WINDOW (l->data))
      continue;
    if (!path || g_strcmp0 (bulletin_window_get_library_path (l->data), path) == 0)
      return l->data;
  }
  return NULL;
}

/* The library of the last time, else the one that an earlier installation left
 * in the usual place, else none: then the window shows the start page. */
static char *
get_last_library (BulletinApplication *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "library");
  g_autofree char *usual = NULL;

  if (*last)
    return g_steal_pointer (&last);
  usual = get_library_folder_file ("library.bulletin");
  if (g_file_test (usual, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&usual);
  return NULL;
}

static BulletinWindow *
present_library (BulletinApplication *self,
                 const char *path,
                 gboolean sample)
{
  BulletinWindow *window = find_window (self, path);

  if (!window) {
    g_autofree char *last = path ? g_strdup (path) : get_last_library (self);

    window = bulletin_window_new (self);
    if (last)
      bulletin_window_open_library (window, last, sample);
  }
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
preferences_action (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer user_data)
{
  BulletinApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  adw_dialog_present (bulletin_preferences_dialog_new (bulletin_window_get_service (BULLETIN_WINDOW (window))), GTK_WIDGET (window));
}

static void
shortcuts_action (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer user_data)
{
  BulletinApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  adw_dialog_present (bulletin_shortcuts_dialog_new (), GTK_WIDGET (window));
}

static void
help_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  BulletinApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  adw_dialog_present (bulletin_guide_dialog_new (), GTK_WIDGET (window));
}

static void
about_action (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  BulletinApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  AdwDialog *dialog = adw_about_dialog_new ();
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (dialog);

  adw_about_dialog_set_application_name (about, g_get_application_name ());
  adw_about_dialog_set_application_icon (about, APPLICATION_ID);
  adw_about_dialog_set_version (about, PACKAGE_VERSION);
  adw_about_dialog_set_developer_name (about, _ ("The Bulletin developers"));
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_website (about, "https://www.mdjgx.cn");
  adw_about_dialog_set_comments (about, _ ("Write, check, issue and archive numbered work bulletins, set on paper as GB/T 9704-2012 has it."));
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

/* Every window saves what is typed and may refuse; the program ends with the
 * last of them. */
static void
quit_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  BulletinApplication *self = user_data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  for (GList *l = windows; l; l = l->next)
    gtk_window_close (l->data);
}

/* The session ends, or somebody asks the program to: what is typed is saved first. A
 * dialog would take the request to close for its own. */
static gboolean
signal_cb (gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *l = windows; l; l = l->next) {
    AdwDialog *dialog;

    if (!ADW_IS_APPLICATION_WINDOW (l->data))
      continue;
    while ((dialog = adw_application_window_get_visible_dialog (l->data)))
      adw_dialog_force_close (dialog);
  }
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static const GActionEntry actions[] = {
  { "preferences", preferences_action },
  { "help", help_action },
  { "shortcuts", shortcuts_action },
  { "about", about_action },
  { "quit", quit_action },
};

static const struct
{
  const char *action;
  const char *accelerators[3];
} shortcuts[] = {
  { "app.preferences", { "<Ctrl>comma" } },
  { "app.help", { "F1" } },
  { "app.shortcuts", { "<Ctrl>question" } },
  { "app.quit", { "<Ctrl>q" } },
  { "window.close", { "<Ctrl>w" } },
  { "win.menu", { "F10" } },
  { "win.new", { "<Ctrl>n" } },
  { "win.import", { "<Ctrl>o" } },
  { "win.search", { "<Ctrl>k" } },
  { "win.templates", { "<Ctrl><Shift>t" } },
  { "win.terms", { "<Ctrl><Shift>y" } },
  { "win.ledger", { "<Ctrl><Shift>b" } },
  { "win.recipients", { "<Ctrl><Shift>f" } },
  { "win.place::dashboard", { "<Alt>1" } },
  { "win.place::drafts", { "<Alt>2" } },
  { "win.place::review", { "<Alt>3" } },
  { "win.place::archive", { "<Alt>4" } },
  { "win.place::stations", { "<Alt>5" } },
  { "win.place::teams", { "<Alt>6" } },
  { "win.place::volunteers", { "<Alt>7" } },
  { "win.place::activities", { "<Alt>8" } },
  { "win.place::organisations", { "<Alt>9" } },
  { "win.place::metrics", { "<Alt>0" } },
  { "desk.undo", { "<Ctrl>z" } },
  { "desk.redo", { "<Ctrl><Shift>z", "<Ctrl>y" } },
  { "desk.save", { "<Ctrl>s" } },
  { "desk.name-revision", { "<Ctrl><Shift>s" } },
  { "desk.compare", { "<Ctrl><Shift>h" } },
  { "comparison.next", { "F7", "<Alt>Down" } },
  { "comparison.previous", { "<Shift>F7", "<Alt>Up" } },
  { "desk.find", { "<Ctrl>f" } },
  { "desk.replace", { "<Ctrl>h" } },
  { "desk.find-next", { "F3" } },
  { "desk.find-previous", { "<Shift>F3" } },
  { "desk.inspector", { "F9" } },
  { "desk.next-finding", { "F8" } },
  { "desk.previous-finding", { "<Shift>F8" } },
  { "desk.show-finding", { "<Ctrl>period" } },
  { "desk.mend-rule", { "<Ctrl>F8" } },
  { "desk.ignore-finding", { "<Ctrl><Alt>period" } },
  { "desk.print", { "<Ctrl>p" } },
  { "desk.export::pdf", { "<Ctrl>e" } },
  { "desk.export::docx", { "<Ctrl><Alt>e" } },
  { "desk.export::html", { "<Ctrl><Alt>w" } },
  { "desk.check", { "<Ctrl>j" } },
  { "desk.reserve-number", { "<Ctrl><Alt>n" } },
  { "desk.send", { "<Ctrl><Alt>Return" } },
  { "desk.issue", { "<Ctrl><Shift>Return" } },
  { "desk.web-edition", { "<Ctrl><Shift>e" } },
  { "desk.strong", { "<Ctrl>b" } },
  { "desk.internal", { "<Ctrl><Shift>x" } },
  { "desk.picture", { "<Ctrl><Shift>p" } },
  { "desk.figure", { "<Ctrl>m" } },
  { "desk.table", { "<Ctrl>t" } },
  { "desk.table-edit::move-row-up", { "<Alt>Up" } },
  { "desk.table-edit::move-row-down", { "<Alt>Down" } },
  { "desk.table-edit::move-column-left", { "<Alt>Left" } },
  { "desk.table-edit::move-column-right", { "<Alt>Right" } },
  { "desk.table-edit::add-row-below", { "<Alt>Insert", "<Alt>Return" } },
  { "desk.table-edit::remove-row", { "<Alt>Delete" } },
  { "desk.table-edit::add-column-right", { "<Alt><Shift>Insert", "<Alt><Shift>Return" } },
  { "desk.table-edit::remove-column", { "<Alt><Shift>Delete" } },
  { "desk.copy-formatted", { "<Ctrl><Shift>c" } },
  { "desk.paste-plain", { "<Ctrl><Shift>v" } },
  { "desk.heading(1)", { "<Ctrl>1" } },
  { "desk.heading(2)", { "<Ctrl>2" } },
  { "desk.heading(3)", { "<Ctrl>3" } },
  { "desk.heading(4)", { "<Ctrl>4" } },
  { "desk.heading(0)", { "<Ctrl><Shift>n" } },
  { "desk.note", { "<Ctrl><Shift>m" } },
  { "desk.attachments", { "<Ctrl><Shift>a" } },
  /* As in Word, whose users press it without looking. */
  { "desk.page-break", { "<Ctrl>Return" } },
  { "desk.section-up", { "<Alt><Shift>Up" } },
  { "desk.section-down", { "<Alt><Shift>Down" } },
  { "desk.section-raise", { "<Alt><Shift>Left" } },
  { "desk.section-lower", { "<Alt><Shift>Right" } },
  { "desk.renumber", { "<Ctrl><Shift>r" } },
  { "desk.convert::quotes", { "<Ctrl><Shift>apostrophe", "<Ctrl>quotedbl" } },
  { "desk.convert::punctuation", { "<Ctrl><Shift>comma", "<Ctrl>less" } },
  { "desk.convert::digits", { "<Ctrl><Shift>d" } },
  { "desk.zoom-in", { "<Ctrl>plus", "<Ctrl>equal" } },
  { "desk.zoom-out", { "<Ctrl>minus" } },
  { "desk.preview-zoom(0.0)", { "<Ctrl>8" } },
  { "desk.preview-zoom(-1.0)", { "<Ctrl>9" } },
  { "desk.preview-zoom(1.0)", { "<Ctrl>0" } },
  { "desk.preview-two-up", { "<Ctrl>7" } },
  { "desk.preview-grid", { "<Ctrl><Shift>g" } },
};

static void
bulletin_application_startup (GApplication *application)
{
  BulletinApplication *self = BULLETIN_APPLICATION (application);

  G_APPLICATION_CLASS (bulletin_application_parent_class)->startup (application);

  gtk_source_init ();
  bulletin_menu_names_init ();
  gtk_window_set_default_icon_name (APPLICATION_ID);
  self->settings = g_settings_new (APPLICATION_ID);
  g_unix_signal_add (SIGTERM, signal_cb, self);
  g_unix_signal_add (SIGHUP, signal_cb, self);
  g_unix_signal_add (SIGINT, signal_cb, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++) {
    const char *accelerators[] = { shortcuts[i].accelerators[0], shortcuts[i].accelerators[1], NULL };

    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action, accelerators);
  }
}

static void
bulletin_application_activate (GApplication *application)
{
  present_library (BULLETIN_APPLICATION (application), NULL, FALSE);
}

static void
bulletin_application_open (GApplication *application,
                           GFile **files,
                           int n_files,
                           const char *hint)
{
  BulletinWindow *window = present_library (BULLETIN_APPLICATION (application), NULL, FALSE);

  for (int i = 0; i < n_files; i++)
    bulletin_window_import (window, files[i]);
}

static int
bulletin_application_command_line (GApplication *application,
                                   GApplicationCommandLine *command_line)
{
  BulletinApplication *self = BULLETIN_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  g_autofree char *path = NULL;
  g_autofree const char **names = NULL;
  const char *library = NULL;
  gboolean sample = FALSE;
  BulletinWindow *window;

  g_variant_dict_lookup (dict, "sample", "b", &sample);
  if (g_variant_dict_lookup (dict, "library", "^&ay", &library)) {
    g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, library);

    path = g_file_get_path (file);
  } else if (sample) {
    path = get_library_folder_file ("sample.bulletin");
  } else if (g_application_command_line_getenv (command_line, "BULLETIN_LIBRARY")) {
    g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line,
                                                                             g_application_command_line_getenv (command_line, "BULLETIN_LIBRARY"));

    path = g_file_get_path (file);
  }

  window = present_library (self, path, sample);
  if (g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&ay", &names)) {
    for (guint i = 0; names[i]; i++) {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, names[i]);

      bulletin_window_import (window, file);
    }
  }
  return 0;
}

static void
bulletin_application_finalize (GObject *object)
{
  BulletinApplication *self = BULLETIN_APPLICATION (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (bulletin_application_parent_class)->finalize (object);
}

static void
bulletin_application_class_init (BulletinApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = bulletin_application_finalize;
  application_class->startup = bulletin_application_startup;
  application_class->activate = bulletin_application_activate;
  application_class->open = bulletin_application_open;
  application_class->command_line = bulletin_application_command_line;
}

static void
bulletin_application_init (BulletinApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * bulletin_application_new:
 *
 * The application with a window a library. A second start hands its arguments to
 * the first.
 *
 * Returns: (transfer full): the application, to be run
 */
BulletinApplication *
bulletin_application_new (void)
{
  return g_object_new (BULLETIN_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "resource-base-path", "/org/mdjgx/Bulletin",
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

/**
 * bulletin_application_is_installed:
 *
 * GSettings ends a program whose schema it cannot find, without a word that its
 * user could act on; so this is asked first.
 *
 * Returns: whether the settings schema is there
 */
gboolean
bulletin_application_is_installed (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);
  return schema != NULL;
}

/**
 * bulletin_application_get_settings:
 * @self: the application
 *
 * Returns: (transfer none): its settings, from its start on
 */
GSettings *
bulletin_application_get_settings (BulletinApplication *self)
{
  g_return_val_if_fail (BULLETIN_IS_APPLICATION (self), NULL);

  return self->settings;
}

/**
 * bulletin_get_settings:
 *
 * Returns: (transfer none): the settings of the running application
 */
GSettings *
bulletin_get_settings (void)
{
  return bulletin_application_get_settings (BULLETIN_APPLICATION (g_application_get_default ()));
}

/**
 * bulletin_get_main_menu:
 *
 * Returns: (transfer none): the menu that every window of the running application
 *   has; on the main thread only
 */
GMenuModel *
bulletin_get_main_menu (void)
{
  return G_MENU_MODEL (gtk_application_get_menu_by_id (GTK_APPLICATION (g_application_get_default ()), "main-menu"));
}

/**
 * bulletin_get_user_name:
 *
 * The name that goes into revisions, events and the journal: what the
 * preferences say, else the real name of the account, else its login. On the
 * main thread only.
 *
 * Returns: (transfer full): the name
 */
char *
bulletin_get_user_name (void)
{
  g_autofree char *name = g_settings_get_string (bulletin_get_settings (), "user-name");
  const char *real_name = g_get_real_name ();

  g_strstrip (name);
  if (*name)
    return g_steal_pointer (&name);
  /* What GLib says for an account without one. */
  if (!real_name || !*real_name || g_str_equal (real_name, "Unknown"))
    real_name = g_get_user_name ();
  return g_utf8_make_valid (real_name, -1);
}
