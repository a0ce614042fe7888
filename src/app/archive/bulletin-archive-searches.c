/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-archive-searches.h"

#include "bulletin-saved-searches.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>

struct _BulletinArchiveSearches
{
  GtkPopover parent_instance;

  GtkWidget *list_part;
  GtkListBox *list;

  BulletinLibraryService *service;
  gulong changed_handler;
  GCancellable *cancellable;
  GPtrArray *searches; /* BulletinSavedSearch, as the rows of the list */
  char *words;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BulletinArchiveSearches, bulletin_archive_searches, GTK_TYPE_POPOVER)

/* --- Listing --------------------------------------------------------------------- */

static gpointer
list_searches (BulletinLibrary *library,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  return bulletin_library_list_saved_searches (library, error);
}

static void
add_row (BulletinArchiveSearches   *self,
         const BulletinSavedSearch *search)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-archive-searches-row.ui");
  AdwActionRow *row = ADW_ACTION_ROW (gtk_builder_get_object (builder, "row"));
  GtkWidget *rename = GTK_WIDGET (gtk_builder_get_object (builder, "rename"));
  GtkWidget *remove = GTK_WIDGET (gtk_builder_get_object (builder, "remove"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), search->name);
  adw_action_row_set_subtitle (row, search->words);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (rename), "s", search->id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (remove), "s", search->id);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *searches = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinArchiveSearches *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (searches == NULL) {
    bulletin_window_show_error (bulletin_window_of (GTK_WIDGET (self)), error);
    return;
  }
  g_clear_pointer (&self->searches, g_ptr_array_unref);
  self->searches = searches;
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < searches->len; i++)
    add_row (self, searches->pdata[i]);
  gtk_widget_set_visible (self->list_part, searches->len > 0);
}

static void
reload (BulletinArchiveSearches *self)
{
  if (self->service == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, list_searches, FALSE, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                                       self->cancellable, listed_cb, self);
}

static const BulletinSavedSearch *
find_search (BulletinArchiveSearches *self,
             const char              *id)
{
  for (guint i = 0; self->searches != NULL && i < self->searches->len; i++)
    if (g_str_equal (((const BulletinSavedSearch *) self->searches->pdata[i])->id, id))
      return self->searches->pdata[i];

  return NULL;
}

static void
row_activated_cb (BulletinArchiveSearches *self,
                  GtkListBoxRow           *row)
{
  const BulletinSavedSearch *search = self->searches->pdata[gtk_list_box_row_get_index (row)];

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, search->words);
}

/* --- Saving, renaming, removing ---------------------------------------------------- */

typedef struct
{
  BulletinSavedSearch *search;
  char *who;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  bulletin_saved_search_free (change->search);
  g_free (change->who);
  g_free (change);
}

static Change *
change_new (const char *id,
            const char *name,
            const char *words,
            int         position)
{
  Change *change = g_new0 (Change, 1);

  change->search = g_new0 (BulletinSavedSearch, 1);
  change->search->id = g_strdup (id);
  change->search->name = g_strdup (name);
  change->search->words = g_strdup (words);
  change->search->position = position;
  change->who = bulletin_get_user_name ();

  return change;
}

static gpointer
put_search (BulletinLibrary *library,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  Change *change = data;

  return bulletin_library_put_saved_search (library, change->search, change->who, error);
}

static gpointer
remove_search (BulletinLibrary *library,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  Change *change = data;

  return bulletin_library_remove_saved_search (library, change->search->id, change->who, error);
}

static void
changed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);

  if (operation == NULL)
    bulletin_window_show_error (window, error);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);

  if (operation != NULL)
    bulletin_window_offer_undo (window, _("Search saved"), operation);
  else
    bulletin_window_show_error (window, error);
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);

  if (operation != NULL)
    bulletin_window_offer_undo (window, _("Search removed"), operation);
  else
    bulletin_window_show_error (window, error);
}

static void
name_changed_cb (GtkEditable    *entry,
                 AdwAlertDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "save", *name != '\0');
}

static void
named_cb (BulletinArchiveSearches *self,
          const char              *response,
          AdwAlertDialog          *dialog)
{
  const char *id = g_object_get_data (G_OBJECT (dialog), "search");
  const BulletinSavedSearch *search = id != NULL ? find_search (self, id) : NULL;
  const char *name = gtk_editable_get_text (GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog)));
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  if (!g_str_equal (response, "save") || window == NULL || (id != NULL && search == NULL))
    return;
  bulletin_library_service_call_async (self->service, put_search, TRUE,
                                       search != NULL ? change_new (search->id, name, search->words, search->position)
                                                      : change_new (NULL, name, self->words, 0),
                                       change_free, g_free, NULL, search != NULL ? changed_cb : saved_cb, g_object_ref (window));
}

/* Asks for a name, of a new one or of one that has a name. */
static void
ask_name (BulletinArchiveSearches   *self,
          const BulletinSavedSearch *search)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-archive-searches-name.ui");
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (gtk_builder_get_object (builder, "dialog"));
  GtkEditable *entry = GTK_EDITABLE (gtk_builder_get_object (builder, "entry"));

  adw_alert_dialog_set_heading (dialog, search != NULL ? _("Rename Search") : _("Save Search"));
  adw_alert_dialog_set_body (dialog, search != NULL ? search->words : self->words);
  gtk_editable_set_text (entry, search != NULL ? search->name : self->words);
  if (search != NULL)
    g_object_set_data_full (G_OBJECT (dialog), "search", g_strdup (search->id), g_free);
  g_signal_connect_object (entry, "changed", G_CALLBACK (name_changed_cb), dialog, G_CONNECT_DEFAULT);
  name_changed_cb (entry, dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (named_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (bulletin_window_of (GTK_WIDGET (self))));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_popover_popdown (GTK_POPOVER (widget));
  ask_name (BULLETIN_ARCHIVE_SEARCHES (widget), NULL);
}

static void
rename_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  BulletinArchiveSearches *self = BULLETIN_ARCHIVE_SEARCHES (widget);
  const BulletinSavedSearch *search = find_search (self, g_variant_get_string (parameter, NULL));

  gtk_popover_popdown (GTK_POPOVER (self));
  if (search != NULL)
    ask_name (self, search);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  BulletinArchiveSearches *self = BULLETIN_ARCHIVE_SEARCHES (widget);
  BulletinWindow *window = bulletin_window_of (widget);

  gtk_popover_popdown (GTK_POPOVER (self));
  bulletin_library_service_call_async (self->service, remove_search, TRUE,
                                       change_new (g_variant_get_string (parameter, NULL), NULL, NULL, 0),
                                       change_free, g_free, NULL, removed_cb, g_object_ref (window));
}

/* --- The object ---------------------------------------------------------------------- */

static void
bulletin_archive_searches_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bulletin_archive_searches_parent_class)->map (widget);
  reload (BULLETIN_ARCHIVE_SEARCHES (widget));
}

static void
bulletin_archive_searches_dispose (GObject *object)
{
  BulletinArchiveSearches *self = BULLETIN_ARCHIVE_SEARCHES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->service != NULL)
    g_clear_signal_handler (&self->changed_handler, self->service);
  g_clear_object (&self->service);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_ARCHIVE_SEARCHES);

  G_OBJECT_CLASS (bulletin_archive_searches_parent_class)->dispose (object);
}

static void
bulletin_archive_searches_finalize (GObject *object)
{
  BulletinArchiveSearches *self = BULLETIN_ARCHIVE_SEARCHES (object);

  g_clear_pointer (&self->searches, g_ptr_array_unref);
  g_free (self->words);

  G_OBJECT_CLASS (bulletin_archive_searches_parent_class)->finalize (object);
}

static void
bulletin_archive_searches_class_init (BulletinArchiveSearchesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_archive_searches_dispose;
  object_class->finalize = bulletin_archive_searches_finalize;
  widget_class->map = bulletin_archive_searches_map;

  /**
   * BulletinArchiveSearches::chosen:
   * @words: what to search for
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", BULLETIN_TYPE_ARCHIVE_SEARCHES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "searches.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "searches.rename", "s", rename_action);
  gtk_widget_class_install_action (widget_class, "searches.remove", "s", remove_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-archive-searches.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinArchiveSearches, list_part);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchiveSearches, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
bulletin_archive_searches_init (BulletinArchiveSearches *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bulletin_archive_searches_set_words (self, "");
}

/**
 * bulletin_archive_searches_set_service:
 * @service: the library
 */
void
bulletin_archive_searches_set_service (BulletinArchiveSearches *self,
                                       BulletinLibraryService  *service)
{
  g_return_if_fail (BULLETIN_IS_ARCHIVE_SEARCHES (self));

  if (self->service != NULL)
    g_clear_signal_handler (&self->changed_handler, self->service);
  g_set_object (&self->service, service);
  self->changed_handler = g_signal_connect_swapped (service, "changed", G_CALLBACK (reload), self);
}

/**
 * bulletin_archive_searches_set_words:
 * @words: what is searched for now
 *
 * Says what is saved when somebody saves a search.
 */
void
bulletin_archive_searches_set_words (BulletinArchiveSearches *self,
                                     const char              *words)
{
  g_return_if_fail (BULLETIN_IS_ARCHIVE_SEARCHES (self));

  g_set_str (&self->words, words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "searches.save", *words != '\0');
}
