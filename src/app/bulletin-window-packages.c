/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-window-packages.h"

#include <glib/gi18n.h>

#include "bulletin-archive.h"
#include "bulletin-package.h"
#include "bulletin-packaging.h"
#include "bulletin-papers-page.h"

/* What is to be packed, while it is asked where to. */
typedef struct
{
  BulletinWindow *window;
  char *id;
  char *series;
  int year;
} Packing;

static void
packing_free (Packing *self)
{
  g_object_unref (self->window);
  g_free (self->id);
  g_free (self->series);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Packing, packing_free)

static GListModel *
make_filters (void)
{
  g_autoptr (GtkFileFilter) packages = gtk_file_filter_new ();
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (packages, _ ("Archive Packages"));
  gtk_file_filter_add_suffix (packages, "zip");
  g_list_store_append (filters, packages);
  return G_LIST_MODEL (filters);
}

/* --- Packing --------------------------------------------------------------- */

static void
target_chosen_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (Packing) packing = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (!file)
    return;
  if (packing->id)
    bulletin_package_record_in_window (packing->window, packing->id, file);
  else
    bulletin_package_year_in_window (packing->window, packing->series, packing->year, file);
}

/* Takes the packing. */
static void
ask_where (Packing *packing,
           const char *stem)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = make_filters ();
  g_autofree char *name = g_strconcat (stem, ".zip", NULL);

  gtk_file_dialog_set_title (dialog, _ ("Export Archive Package"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_save (dialog, GTK_WINDOW (packing->window), NULL, target_chosen_cb, packing);
}

static gpointer
suggest_name (BulletinLibrary *library,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  const Packing *packing = data;
  g_autoptr (BulletinContent) content = NULL;
  g_autoptr (BulletinSeries) series = NULL;

  if (!packing->id) {
    series = bulletin_library_get_series (library, packing->series, error);
    return series ? bulletin_package_make_name (series, packing->year, BULLETIN_KIND_REGULAR, 0) : NULL;
  }
  content = bulletin_library_get_bulletin (library, packing->id, error);
  if (!content)
    return NULL;
  /* Under another name now, the series has its letters all the same. */
  series = bulletin_library_get_series (library, content->metadata->series, NULL);
  if (!series)
    series = g_new0 (BulletinSeries, 1);
  return bulletin_package_make_name (series, content->metadata->year, content->metadata->kind, content->metadata->number);
}

static void
name_suggested_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (Packing) packing = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (name)
    ask_where (g_steal_pointer (&packing), name);
  else
    bulletin_window_show_error (packing->window, error);
}

/* Takes the packing. */
static void
pack (Packing *packing)
{
  bulletin_library_service_call_async (bulletin_window_get_service (packing->window), suggest_name, FALSE, packing, NULL, g_free,
                                       NULL, name_suggested_cb, packing);
}

/**
 * bulletin_window_package_record:
 * @self: the window
 * @id: an issued bulletin
 *
 * Asks where to, and writes the record's archive package there.
 */
void
bulletin_window_package_record (BulletinWindow *self,
                                const char *id)
{
  Packing *packing = g_new0 (Packing, 1);

  packing->window = g_object_ref (self);
  packing->id = g_strdup (id);
  pack (packing);
}

/* --- A year ---------------------------------------------------------------- */

typedef struct
{
  GPtrArray *series;
  GArray *years;
} Choices;

static void
choices_free (Choices *self)
{
  g_clear_pointer (&self->series, g_ptr_array_unref);
  g_clear_pointer (&self->years, g_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choices, choices_free)

static gpointer
list_choices (BulletinLibrary *library,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (Choices) choices = g_new0 (Choices, 1);

  choices->series = bulletin_library_list_series (library, error);
  if (choices->series)
    choices->years = bulletin_library_list_archive_years (library, NULL, error);
  return choices->years ? g_steal_pointer (&choices) : NULL;
}

static void
year_chosen_cb (BulletinWindow *self,
                const char *response,
                AdwAlertDialog *dialog)
{
  AdwComboRow *series_row = g_object_get_data (G_OBJECT (dialog), "series");
  AdwComboRow *year_row = g_object_get_data (G_OBJECT (dialog), "year");
  GtkStringObject *series = adw_combo_row_get_selected_item (series_row);
  GtkStringObject *year = adw_combo_row_get_selected_item (year_row);
  Packing *packing;

  if (!g_str_equal (response, "package") || !series || !year)
    return;
  packing = g_new0 (Packing, 1);
  packing->window = g_object_ref (self);
  packing->series = g_strdup (gtk_string_object_get_string (series));
  packing->year = (int) g_ascii_strtoll (gtk_string_object_get_string (year), NULL, 10);
  pack (packing);
}

static void
choices_listed_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Choices) choices = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  g_autoptr (GtkBuilder) builder = NULL;
  GObject *dialog;

  if (!choices) {
    bulletin_window_show_error (self, error);
    return;
  }
  if (choices->years->len == 0) {
    bulletin_window_add_toast (self, adw_toast_new (_ ("No bulletin is issued yet")));
    return;
  }
  builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-window-packages-year.ui");
  for (guint i = 0; i < choices->series->len; i++)
    gtk_string_list_append (GTK_STRING_LIST (gtk_builder_get_object (builder, "series_list")),
                            ((const BulletinSeries *) choices->series->pdata[i])->name);
  for (guint i = 0; i < choices->years->len; i++) {
    g_autofree char *year = g_strdup_printf ("%d", g_array_index (choices->years, BulletinArchiveYear, i).year);

    gtk_string_list_append (GTK_STRING_LIST (gtk_builder_get_object (builder, "year_list")), year);
  }
  dialog = gtk_builder_get_object (builder, "dialog");
  g_object_set_data_full (dialog, "series", g_object_ref (gtk_builder_get_object (builder, "series_row")), g_object_unref);
  g_object_set_data_full (dialog, "year", g_object_ref (gtk_builder_get_object (builder, "year_row")), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (year_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
package_year_action (GSimpleAction *action,
                     GVariant *parameter,
                     gpointer user_data)
{
  BulletinWindow *self = user_data;

  bulletin_library_service_call_async (bulletin_window_get_service (self), list_choices, FALSE, NULL, NULL,
                                       (GDestroyNotify) choices_free, NULL, choices_listed_cb, g_object_ref (self));
}

/* --- Checking and importing ------------------------------------------------ */

static void
package_to_check_chosen_cb (GObject *source,
                            GAsyncResult *result,
                            gpointer user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file)
    bulletin_check_package_in_window (self, file);
}

static void
package_to_import_chosen_cb (GObject *source,
                             GAsyncResult *result,
                             gpointer user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file)
    bulletin_import_package_in_window (self, file);
}

static void
choose_package (BulletinWindow *self,
                const char *title,
                const char *accept,
                GAsyncReadyCallback callback)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = make_filters ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, accept);
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, GTK_WINDOW (self), NULL, callback, g_object_ref (self));
}

static void
check_package_action (GSimpleAction *action,
                      GVariant *parameter,
                      gpointer user_data)
{
  choose_package (user_data, _ ("Check an Archive Package"), _ ("_Check"), package_to_check_chosen_cb);
}

static void
import_package_action (GSimpleAction *action,
                       GVariant *parameter,
                       gpointer user_data)
{
  choose_package (user_data, _ ("Import an Archive Package"), _ ("_Import"), package_to_import_chosen_cb);
}

/* --- Old papers ------------------------------------------------------------- */

static void
papers_chosen_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (BulletinWindow) self = user_data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folder)
    bulletin_window_push (self, ADW_NAVIGATION_PAGE (bulletin_papers_page_new (bulletin_window_get_service (self), folder)));
}

static void
import_papers_action (GSimpleAction *action,
                      GVariant *parameter,
                      gpointer user_data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Read In Old Papers"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Look Through"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (user_data), NULL, papers_chosen_cb, g_object_ref (user_data));
}

static const GActionEntry actions[] = {
  { "package-year", package_year_action },
  { "check-package", check_package_action },
  { "import-package", import_package_action },
  { "import-papers", import_papers_action },
};

void
bulletin_window_add_package_actions (BulletinWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
