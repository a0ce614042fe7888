/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-search-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-register.h"
#include "bulletin-search-row.h"
#include "bulletin-search.h"
#include "bulletin-window.h"

/* So many of each kind; who looks for more goes to its page. */
#define N_BULLETINS 30
#define N_ROWS      8

struct _BulletinSearchDialog
{
  AdwDialog parent_instance;

  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListBox *list;

  BulletinLibraryService *service;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BulletinSearchDialog, bulletin_search_dialog, ADW_TYPE_DIALOG)

static const struct
{
  const char *title;
  const char *action;
  const char *icon_name;
} commands[] = {
  { N_ ("Overview"), "win.place::dashboard", "view-grid-symbolic" },
  { N_ ("Drafts"), "win.place::drafts", "document-edit-symbolic" },
  { N_ ("Review"), "win.place::review", "object-select-symbolic" },
  { N_ ("Archive"), "win.place::archive", "folder-documents-symbolic" },
  { N_ ("Stations"), "win.place::stations", "mark-location-symbolic" },
  { N_ ("Teams"), "win.place::teams", "system-users-symbolic" },
  { N_ ("Volunteers"), "win.place::volunteers", "user-info-symbolic" },
  { N_ ("Activities"), "win.place::activities", "x-office-calendar-symbolic" },
  { N_ ("Organizations"), "win.place::organisations", "network-workgroup-symbolic" },
  { N_ ("Data"), "win.place::metrics", "x-office-spreadsheet-symbolic" },
  { N_ ("New Bulletin"), "win.new", "document-new-symbolic" },
  { N_ ("Terms"), "win.terms", "accessories-dictionary-symbolic" },
  { N_ ("Number Book"), "win.ledger", "view-list-ordered-symbolic" },
  { N_ ("Recipient List"), "win.recipients", "mail-send-symbolic" },
  { N_ ("Import"), "win.import", "document-open-symbolic" },
  { N_ ("Back Up"), "win.back-up", "drive-harddisk-symbolic" },
  { N_ ("Publish Site"), "win.publish", "network-server-symbolic" },
  { N_ ("Preferences"), "app.preferences", "preferences-system-symbolic" },
  { N_ ("Keyboard Shortcuts"), "app.shortcuts", "preferences-desktop-keyboard-shortcuts-symbolic" },
};

/* --- Asking the library ---------------------------------------------------- */

typedef struct
{
  GPtrArray *bulletins;
  GPtrArray *stations;
  GPtrArray *teams;
} Found;

static void
found_free (Found *self)
{
  g_clear_pointer (&self->bulletins, g_ptr_array_unref);
  g_clear_pointer (&self->stations, g_ptr_array_unref);
  g_clear_pointer (&self->teams, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static gboolean
row_matches (BulletinRegisterRow *row,
             BulletinRegisterKind kind,
             const char *folded)
{
  guint n_columns;

  bulletin_register_get_columns (kind, &n_columns);
  for (guint i = 0; i < n_columns; i++) {
    g_autofree char *value = g_utf8_casefold (bulletin_register_row_get_value (row, i), -1);

    if (strstr (value, folded))
      return TRUE;
  }
  return FALSE;
}

static GPtrArray *
find_rows (BulletinLibrary *library,
           BulletinRegisterKind kind,
           const char *words,
           GError **error)
{
  g_autofree char *folded = g_utf8_casefold (words, -1);
  g_autoptr (GPtrArray) rows = bulletin_register_list (library, kind, error);
  GPtrArray *found;

  if (!rows)
    return NULL;
  found = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < rows->len && found->len < N_ROWS; i++)
    if (row_matches (g_ptr_array_index (rows, i), kind, folded))
      g_ptr_array_add (found, g_object_ref (g_ptr_array_index (rows, i)));
  return found;
}

static gpointer
search (BulletinLibrary *library,
        gpointer data,
        GCancellable *cancellable,
        GError **error)
{
  const BulletinSearch question = { .words = data, .states = BULLETIN_STATES_ALL, .limit = N_BULLETINS };
  g_autoptr (Found) found = g_new0 (Found, 1);

  if (!(found->bulletins = bulletin_library_search (library, &question, cancellable, error)) ||
      !(found->stations = find_rows (library, BULLETIN_REGISTER_STATIONS, data, error)) ||
      !(found->teams = find_rows (library, BULLETIN_REGISTER_TEAMS, data, error)))
    return NULL;
  return g_steal_pointer (&found);
}

/* --- Showing --------------------------------------------------------------- */

static void
append (BulletinSearchDialog *self,
        GtkWidget *row)
{
  gtk_list_box_append (self->list, row);
}

static void
append_commands (BulletinSearchDialog *self,
                 const char *words)
{
  g_autofree char *folded = g_utf8_casefold (words, -1);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_autofree char *title = g_utf8_casefold (_ (commands[i].title), -1);
    GtkWidget *row;

    if (!strstr (title, folded))
      continue;
    row = bulletin_search_row_new (_ ("Places and Commands"), commands[i].icon_name, _ (commands[i].title), NULL);
    bulletin_search_row_set_action (BULLETIN_SEARCH_ROW (row), commands[i].action);
    append (self, row);
  }
}

/* The value of a column by its name in the database. */
static const char *
get_value (BulletinRegisterRow *row,
           BulletinRegisterKind kind,
           const char *name)
{
  guint n_columns;
  const BulletinRegisterColumn *columns = bulletin_register_get_columns (kind, &n_columns);

  for (guint i = 0; i < n_columns; i++)
    if (g_str_equal (columns[i].name, name))
      return bulletin_register_row_get_value (row, i);
  return "";
}

static void
append_rows (BulletinSearchDialog *self,
             BulletinRegisterKind kind,
             GPtrArray *rows,
             const char *group,
             const char *icon_name,
             const char *action)
{
  for (guint i = 0; i < rows->len; i++) {
    BulletinRegisterRow *found = g_ptr_array_index (rows, i);
    GtkWidget *row = bulletin_search_row_new (group, icon_name, get_value (found, kind, "name"),
                                              get_value (found, kind, "organisation"));

    bulletin_search_row_set_action (BULLETIN_SEARCH_ROW (row), action);
    append (self, row);
  }
}

static void
show_result (BulletinSearchDialog *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if (first)
    gtk_list_box_select_row (self->list, first);
  gtk_stack_set_visible_child_name (self->stack, first ? "results" : "none");
}

static void
searched_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  BulletinSearchDialog *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (Found) found = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Cancelled: the dialog may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BULLETIN_SEARCH_DIALOG (user_data);
  gtk_list_box_remove_all (self->list);
  append_commands (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  for (guint i = 0; found && i < found->bulletins->len; i++) {
    BulletinRecord *record = g_ptr_array_index (found->bulletins, i);
    g_autofree char *issue = NULL;
    g_autofree char *title = NULL;
    GtkWidget *row;

    g_object_get (record, "issue", &issue, NULL);
    title = issue && *issue ? g_strdup_printf ("%s  %s", issue, bulletin_record_get_title (record))
                            : g_strdup (bulletin_record_get_title (record));
    row = bulletin_search_row_new (_ ("Bulletins"), "text-x-generic-symbolic", title, bulletin_record_get_snippet (record));
    bulletin_search_row_set_bulletin (BULLETIN_SEARCH_ROW (row), bulletin_record_get_id (record));
    append (self, row);
  }
  if (found) {
    append_rows (self, BULLETIN_REGISTER_STATIONS, found->stations, _ ("Stations"), "mark-location-symbolic", "win.place::stations");
    append_rows (self, BULLETIN_REGISTER_TEAMS, found->teams, _ ("Teams"), "system-users-symbolic", "win.place::teams");
  }
  show_result (self);
}

static void
search_changed_cb (BulletinSearchDialog *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (!*words) {
    gtk_list_box_remove_all (self->list);
    append_commands (self, "");
    show_result (self);
    return;
  }
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, search, FALSE, g_steal_pointer (&words), g_free,
                                       (GDestroyNotify) found_free, self->cancellable, searched_cb, self);
}

/* --- Choosing -------------------------------------------------------------- */

static void
row_activated_cb (BulletinSearchDialog *self,
                  GtkListBoxRow *row)
{
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  g_autofree char *bulletin = g_strdup (bulletin_search_row_get_bulletin (BULLETIN_SEARCH_ROW (row)));
  g_autofree char *action = g_strdup (bulletin_search_row_get_action (BULLETIN_SEARCH_ROW (row)));

  if (!window)
    return;
  adw_dialog_close (ADW_DIALOG (self));
  if (bulletin) {
    bulletin_window_open_bulletin (window, bulletin);
  } else if (action) {
    g_autofree char *name = NULL;
    g_autoptr (GVariant) target = NULL;

    if (g_action_parse_detailed_name (action, &name, &target, NULL))
      gtk_widget_activate_action_variant (GTK_WIDGET (window), name, target);
  }
}

static void
activate_cb (BulletinSearchDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row)
    row_activated_cb (self, row);
}

static void
select_next (BulletinSearchDialog *self,
             int step)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, selected ? gtk_list_box_row_get_index (selected) + step : 0);

  if (!row)
    return;
  gtk_list_box_select_row (self->list, row);
  /* Scrolls to it without taking the keys away from the field. */
  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static gboolean
key_pressed_cb (BulletinSearchDialog *self,
                guint key)
{
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    select_next (self, 1);
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    select_next (self, -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
stop_cb (BulletinSearchDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer user_data)
{
  const char *group = bulletin_search_row_get_group (BULLETIN_SEARCH_ROW (row));
  GtkWidget *label;

  if (before && g_strcmp0 (group, bulletin_search_row_get_group (BULLETIN_SEARCH_ROW (before))) == 0) {
    gtk_list_box_row_set_header (row, NULL);
    return;
  }
  label = gtk_label_new (group);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, before ? 12 : 6);
  gtk_widget_set_margin_start (label, 6);
  gtk_list_box_row_set_header (row, label);
}

/* --- Widget ---------------------------------------------------------------- */

static void
bulletin_search_dialog_dispose (GObject *object)
{
  BulletinSearchDialog *self = BULLETIN_SEARCH_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_SEARCH_DIALOG);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (bulletin_search_dialog_parent_class)->dispose (object);
}

static void
bulletin_search_dialog_class_init (BulletinSearchDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_search_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-search-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinSearchDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, BulletinSearchDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinSearchDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
bulletin_search_dialog_init (BulletinSearchDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
}

/**
 * bulletin_search_dialog_new:
 * @service: the open library
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
bulletin_search_dialog_new (BulletinLibraryService *service)
{
  BulletinSearchDialog *self = g_object_new (BULLETIN_TYPE_SEARCH_DIALOG, NULL);

  self->service = g_object_ref (service);
  search_changed_cb (self);
  return ADW_DIALOG (self);
}
