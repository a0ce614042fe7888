/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-terms-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-csv.h"
#include "bulletin-export.h"
#include "bulletin-load-dialog.h"
#include "bulletin-load-terms.h"
#include "bulletin-term-dialog.h"
#include "bulletin-term-item.h"
#include "bulletin-window.h"

struct _BulletinTermsPage
{
  AdwNavigationPage parent_instance;

  GtkSearchEntry *search_entry;
  GtkDropDown *kind_choice;
  GtkStringList *kinds;
  GtkStack *stack;
  GtkListView *view;

  BulletinLibraryService *service;
  gboolean had_focus;
  GCancellable *cancellable;
  GListStore *items;
  GtkCustomFilter *filter;
  GtkFilterListModel *filtered;
  char *folded;
};

G_DEFINE_FINAL_TYPE (BulletinTermsPage, bulletin_terms_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- Showing ---------------------------------------------------------------- */

/* 0 for all, or a kind and 1. */
static guint
get_choice (BulletinTermsPage *self)
{
  guint choice = gtk_drop_down_get_selected (self->kind_choice);

  return choice == GTK_INVALID_LIST_POSITION ? 0 : choice;
}

static gboolean
match (gpointer item,
       gpointer user_data)
{
  BulletinTermsPage *self = user_data;
  guint choice = get_choice (self);

  return (choice == 0 || bulletin_term_item_get_record (item)->kind == choice - 1) &&
         bulletin_term_item_matches (item, self->folded);
}

static void
update_stack (BulletinTermsPage *self)
{
  const char *name = "list";

  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    name = "empty";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0)
    name = "none";
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "terms.export", !g_str_equal (name, "empty"));
}

static void
filter_cb (BulletinTermsPage *self)
{
  if (!self->filtered)
    return;
  g_free (self->folded);
  self->folded = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static gpointer
list_terms (BulletinLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) terms = bulletin_library_list_terms (library, error);
  GPtrArray *items;

  if (!terms)
    return NULL;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_set_free_func (terms, NULL);
  for (guint i = 0; i < terms->len; i++)
    g_ptr_array_add (items, bulletin_term_item_new (terms->pdata[i]));
  return items;
}

/* The keyboard goes on here, and not in the sidebar: searching, or adding the first. */
static void
take_focus (BulletinTermsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (self->had_focus || !root || (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    return;
  self->had_focus = TRUE;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  BulletinTermsPage *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Cancelled: the page may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BULLETIN_TERMS_PAGE (user_data);
  if (!items) {
    BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

    if (window)
      bulletin_window_show_error (window, error);
    return;
  }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  update_stack (self);
  take_focus (self);
}

static void
reload (BulletinTermsPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, list_terms, FALSE, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                                       self->cancellable, listed_cb, self);
}

/* --- Changing --------------------------------------------------------------- */

static void
activate_cb (BulletinTermsPage *self,
             guint position)
{
  g_autoptr (BulletinTermItem) item = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  if (item)
    bulletin_term_dialog_present (GTK_WIDGET (self), self->service, bulletin_term_item_get_record (item), 0, G_LIST_MODEL (self->items));
}

static void
add_action (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  BulletinTermsPage *self = BULLETIN_TERMS_PAGE (widget);
  guint choice = get_choice (self);

  bulletin_term_dialog_present (widget, self->service, NULL, choice > 0 ? choice - 1 : BULLETIN_TERM_ORGANISATION, G_LIST_MODEL (self->items));
}

static void
load_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  bulletin_load_dialog_present_terms (widget, BULLETIN_TERMS_PAGE (widget)->service);
}

/* --- Export ----------------------------------------------------------------- */

/* On the database thread, with the writing of the file. */
static gpointer
export_terms (BulletinLibrary *library,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (BulletinSheet) sheet = bulletin_terms_write (library, error);
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (!sheet)
    return NULL;
  text = bulletin_csv_write (sheet);
  bytes = g_bytes_new_take (text, strlen (text));
  /* The dialog asked whether to replace it. */
  return GINT_TO_POINTER (bulletin_write_file (data, bytes, TRUE, NULL, error));
}

static void
exported_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error))
    bulletin_window_add_toast (window, adw_toast_new (_ ("Terms exported")));
  else
    bulletin_window_show_error (window, error);
}

static void
file_chosen_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  BulletinLibraryService *service = bulletin_window_get_service (window);

  if (file && service)
    bulletin_library_service_call_async (service, export_terms, FALSE, g_steal_pointer (&file), g_object_unref, NULL, NULL,
                                         exported_cb, g_object_ref (window));
}

static void
export_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  BulletinWindow *window = bulletin_window_of (widget);
  g_autofree char *file_name = g_strdup_printf ("%s.csv", _ ("Terms"));

  gtk_file_dialog_set_title (dialog, _ ("Export the Terms"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (window), NULL, file_chosen_cb, g_object_ref (window));
}

/* --- Widget ----------------------------------------------------------------- */

static void
bulletin_terms_page_dispose (GObject *object)
{
  BulletinTermsPage *self = BULLETIN_TERMS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* The filter is asked no more. */
  if (self->filter)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_TERMS_PAGE);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);
  g_clear_object (&self->service);
  g_clear_pointer (&self->folded, g_free);

  G_OBJECT_CLASS (bulletin_terms_page_parent_class)->dispose (object);
}

static void
bulletin_terms_page_class_init (BulletinTermsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_terms_page_dispose;

  g_type_ensure (BULLETIN_TYPE_TERM_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-terms-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinTermsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BulletinTermsPage, kind_choice);
  gtk_widget_class_bind_template_child (widget_class, BulletinTermsPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, BulletinTermsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinTermsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "terms.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "terms.load", NULL, load_action);
  gtk_widget_class_install_action (widget_class, "terms.export", NULL, export_action);
}

static void
bulletin_terms_page_init (BulletinTermsPage *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (self->kinds, _ ("All Kinds"));
  for (guint i = 0; i <= BULLETIN_TERM_PHRASE; i++)
    gtk_string_list_append (self->kinds, bulletin_term_kind_get_label (i));

  self->folded = g_strdup ("");
  self->items = g_list_store_new (BULLETIN_TYPE_TERM_ITEM);
  self->filter = gtk_custom_filter_new (match, self, NULL);
  self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)), GTK_FILTER (g_object_ref (self->filter)));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->filtered))));
  gtk_list_view_set_model (self->view, selection);
}

/**
 * bulletin_terms_page_new:
 * @service: the open library
 *
 * Returns: (transfer floating): the page, which follows the library
 */
AdwNavigationPage *
bulletin_terms_page_new (BulletinLibraryService *service)
{
  BulletinTermsPage *self = g_object_new (BULLETIN_TYPE_TERMS_PAGE, NULL);

  self->service = g_object_ref (service);
  g_signal_connect_object (service, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}
