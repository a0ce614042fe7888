/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-archive-page.h"

#include "bulletin-ledger.h"
#include "bulletin-record-page.h"
#include "bulletin-search.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#define MAX_HITS 500

struct _BulletinArchivePage
{
  AdwNavigationPage parent_instance;

  GtkSearchEntry *search_entry;
  GtkStringList *years;
  GtkDropDown *years_top;
  GtkListBox *years_list;
  GtkStack *stack;
  GtkColumnView *view;
  GListStore *records;
  GtkWidget *verify_button;
  GtkRevealer *progress_revealer;
  GtkProgressBar *progress_bar;

  GtkSortListModel *sorted;
  GArray *year_numbers;      /* int, 0 for all: as the rows of years_list */
  int year;
  gboolean is_filling_years;

  BulletinLibraryService *service;
  gulong changed_handler;
  GCancellable *cancellable;
  GCancellable *verification;
};

enum
{
  PROP_SERVICE = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (BulletinArchivePage, bulletin_archive_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- Listing and searching --------------------------------------------------- */

typedef struct
{
  char *words;
  int year;
} Query;

typedef struct
{
  GPtrArray *records;
  GArray *years;       /* int: a year, then how many it has */
  guint total;
} Found;

static void
query_free (gpointer data)
{
  Query *query = data;

  g_free (query->words);
  g_free (query);
}

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->records, g_ptr_array_unref);
  g_clear_pointer (&found->years, g_array_unref);
  g_free (found);
}

static void
count_year (GArray *years,
            int     year)
{
  const int one = 1;
  guint i = 0;

  while (i < years->len && g_array_index (years, int, i) > year)
    i += 2;
  if (i < years->len && g_array_index (years, int, i) == year) {
    g_array_index (years, int, i + 1)++;
    return;
  }
  g_array_insert_val (years, i, year);
  g_array_insert_val (years, i + 1, one);
}

static gpointer
find (BulletinLibrary *library,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Query *query = data;
  g_autoptr (GPtrArray) all = bulletin_library_list_bulletins (library, BULLETIN_STATES_ARCHIVE, error);
  Found *found;

  if (all == NULL)
    return NULL;

  found = g_new0 (Found, 1);
  found->years = g_array_new (FALSE, FALSE, sizeof (int));
  found->total = all->len;
  for (guint i = 0; i < all->len; i++)
    count_year (found->years, bulletin_record_get_metadata (all->pdata[i])->year);

  if (*query->words != '\0') {
    BulletinSearch search = { .words = query->words, .year = query->year, .states = BULLETIN_STATES_ARCHIVE, .limit = MAX_HITS };

    found->records = bulletin_library_search (library, &search, cancellable, error);
    if (found->records == NULL)
      g_clear_pointer (&found, found_free);
  } else {
    found->records = g_ptr_array_new_with_free_func (g_object_unref);
    for (guint i = 0; i < all->len; i++)
      if (query->year == 0 || bulletin_record_get_metadata (all->pdata[i])->year == query->year)
        g_ptr_array_add (found->records, g_object_ref (all->pdata[i]));
  }

  return found;
}

static void
add_year (BulletinArchivePage *self,
          int                  year,
          guint                n)
{
  g_autofree char *name = year == 0 ? g_strdup (_("All Years")) : g_strdup_printf (C_ ("period", "%d"), year);
  g_autofree char *count = g_strdup_printf ("%u", n);
  /* Translators: a year of the archive and how many bulletins it has */
  g_autofree char *spoken = g_strdup_printf (ngettext ("%s: %u bulletin", "%s: %u bulletins", n), name, n);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-archive-page-year.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));

  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "name")), name);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "count")), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->years_list, row);
  gtk_string_list_append (self->years, name);
  g_array_append_val (self->year_numbers, year);
}

static void
fill_years (BulletinArchivePage *self,
            const Found         *found)
{
  guint selected = 0;

  self->is_filling_years = TRUE;
  gtk_list_box_remove_all (self->years_list);
  gtk_string_list_splice (self->years, 0, g_list_model_get_n_items (G_LIST_MODEL (self->years)), NULL);
  g_array_set_size (self->year_numbers, 0);
  add_year (self, 0, found->total);
  for (guint i = 0; i < found->years->len; i += 2)
    add_year (self, g_array_index (found->years, int, i), g_array_index (found->years, int, i + 1));
  for (guint i = 0; i < self->year_numbers->len; i++)
    if (g_array_index (self->year_numbers, int, i) == self->year)
      selected = i;
  gtk_list_box_select_row (self->years_list, gtk_list_box_get_row_at_index (self->years_list, selected));
  gtk_drop_down_set_selected (self->years_top, selected);
  self->is_filling_years = FALSE;
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  Found *found = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinArchivePage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (found == NULL) {
    BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

    if (window != NULL)
      bulletin_window_show_error (window, error);
    return;
  }

  fill_years (self, found);
  g_list_store_splice (self->records, 0, g_list_model_get_n_items (G_LIST_MODEL (self->records)),
                       found->records->pdata, found->records->len);
  gtk_stack_set_visible_child_name (self->stack, found->records->len > 0 ? "list"
                                                 : found->total > 0      ? "nothing-found"
                                                                         : "empty");
  found_free (found);
}

static void
reload (BulletinArchivePage *self)
{
  Query *query;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->service == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  query = g_new0 (Query, 1);
  query->words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
  query->year = self->year;
  bulletin_library_service_call_async (self->service, find, FALSE, query, query_free, found_free,
                                       self->cancellable, found_cb, self);
}

static void
choose_year (BulletinArchivePage *self,
             guint                index)
{
  int year;

  if (self->is_filling_years || index >= self->year_numbers->len)
    return;
  year = g_array_index (self->year_numbers, int, index);
  if (year == self->year)
    return;
  self->year = year;
  reload (self);
}

static void
year_row_selected_cb (BulletinArchivePage *self,
                      GtkListBoxRow       *row)
{
  if (row != NULL)
    choose_year (self, gtk_list_box_row_get_index (row));
}

static void
year_selected_cb (BulletinArchivePage *self)
{
  choose_year (self, gtk_drop_down_get_selected (self->years_top));
}

static void
show_all_cb (BulletinArchivePage *self)
{
  self->year = 0;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  reload (self);
}

static void
activate_cb (BulletinArchivePage *self,
             guint                position)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (self->view));
  g_autoptr (BulletinRecord) record = g_list_model_get_item (model, position);

  if (record != NULL)
    bulletin_window_push (bulletin_window_of (GTK_WIDGET (self)),
                          bulletin_record_page_new (self->service, bulletin_record_get_id (record)));
}

/* --- What a row says ---------------------------------------------------------- */

static char *
format_snippet_cb (GtkListItem *item,
                   const char  *snippet)
{
  GString *markup;

  if (snippet == NULL)
    return NULL;

  markup = g_string_new (NULL);
  for (const char *c = snippet; *c != '\0'; c = g_utf8_next_char (c)) {
    g_autofree char *escaped = NULL;

    if (*c == '\002') {
      g_string_append (markup, "<b>");
    } else if (*c == '\003') {
      g_string_append (markup, "</b>");
    } else {
      escaped = g_markup_escape_text (c, g_utf8_next_char (c) - c);
      g_string_append (markup, escaped);
    }
  }

  return g_string_free (markup, FALSE);
}

static gboolean
has_text_cb (GtkListItem *item,
             const char  *text)
{
  return text != NULL && *text != '\0';
}

static char *
format_pages_cb (GtkListItem *item,
                 guint        n_pages)
{
  return g_strdup_printf ("%u", n_pages);
}

/* --- Verifying ---------------------------------------------------------------- */

typedef struct
{
  GWeakRef page;
  guint done;
  guint total;
} Progress;

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_weak_ref_clear (&progress->page);
  g_free (progress);
}

static gboolean
progress_idle_cb (gpointer user_data)
{
  Progress *progress = user_data;
  g_autoptr (BulletinArchivePage) self = g_weak_ref_get (&progress->page);

  if (self != NULL)
    gtk_progress_bar_set_fraction (self->progress_bar, progress->total > 0 ? (double) progress->done / progress->total : 1);

  return G_SOURCE_REMOVE;
}

/* On the database thread. */
static void
progress_cb (guint    done,
             guint    total,
             gpointer user_data)
{
  Progress *all = user_data;
  Progress *now;
  g_autoptr (BulletinArchivePage) self = NULL;

  /* A hundred steps are enough to see it move. */
  if (done * 100 / MAX (total, 1) == (done - 1) * 100 / MAX (total, 1) && done != total)
    return;
  self = g_weak_ref_get (&all->page);
  now = g_new0 (Progress, 1);
  g_weak_ref_init (&now->page, self);
  now->done = done;
  now->total = total;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, progress_idle_cb, now, progress_free);
}

static gpointer
verify (BulletinLibrary *library,
        gpointer         data,
        GCancellable    *cancellable,
        GError         **error)
{
  return bulletin_library_verify (library, NULL, progress_cb, data, cancellable, error);
}

static void
show_verification (BulletinArchivePage        *self,
                   const BulletinVerification *result)
{
  g_autoptr (GString) body = g_string_new (NULL);
  AdwDialog *dialog;

  if (result->damaged->len == 0) {
    g_string_append_printf (body,
                            ngettext ("%u issued bulletin is as it was when it was issued.",
                                      "All %u issued bulletins are as they were when they were issued.",
                                      result->n_checked),
                            result->n_checked);
  } else {
    for (guint i = 0; i < result->damaged->len; i++) {
      const BulletinDamage *damage = result->damaged->pdata[i];

      g_string_append_printf (body, "%s%s%s%s", i == 0 ? "" : "\n", damage->title, *damage->title != '\0' ? ": " : "", damage->message);
    }
  }

  dialog = adw_alert_dialog_new (result->damaged->len == 0 ? _("Everything Agrees") : _("Something Was Changed"), body->str);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
verified_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (BulletinArchivePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinVerification) verification = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);

  gtk_revealer_set_reveal_child (self->progress_revealer, FALSE);
  gtk_widget_set_sensitive (self->verify_button, TRUE);
  g_clear_object (&self->verification);
  if (bulletin_window_of (GTK_WIDGET (self)) == NULL)
    return;
  if (verification != NULL)
    show_verification (self, verification);
  else
    bulletin_window_show_error (bulletin_window_of (GTK_WIDGET (self)), error);
}

static void
verify_cb (BulletinArchivePage *self)
{
  Progress *progress;

  if (self->service == NULL || self->verification != NULL)
    return;
  progress = g_new0 (Progress, 1);
  g_weak_ref_init (&progress->page, self);
  self->verification = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_revealer_set_reveal_child (self->progress_revealer, TRUE);
  gtk_widget_set_sensitive (self->verify_button, FALSE);
  bulletin_library_service_call_async (self->service, verify, FALSE, progress, progress_free,
                                       (GDestroyNotify) bulletin_verification_free,
                                       self->verification, verified_cb, g_object_ref (self));
}

static void
cancel_verification_cb (BulletinArchivePage *self)
{
  g_cancellable_cancel (self->verification);
}

/* --- The object ---------------------------------------------------------------- */

static void
set_service (BulletinArchivePage    *self,
             BulletinLibraryService *service)
{
  if (self->service == service)
    return;

  if (self->service != NULL)
    g_clear_signal_handler (&self->changed_handler, self->service);
  g_set_object (&self->service, service);
  self->year = 0;
  if (service != NULL) {
    self->changed_handler = g_signal_connect_swapped (service, "changed", G_CALLBACK (reload), self);
    reload (self);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVICE]);
}

static void
bulletin_archive_page_dispose (GObject *object)
{
  BulletinArchivePage *self = BULLETIN_ARCHIVE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->verification);
  set_service (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_ARCHIVE_PAGE);

  G_OBJECT_CLASS (bulletin_archive_page_parent_class)->dispose (object);
}

static void
bulletin_archive_page_finalize (GObject *object)
{
  BulletinArchivePage *self = BULLETIN_ARCHIVE_PAGE (object);

  g_array_unref (self->year_numbers);
  g_clear_object (&self->verification);

  G_OBJECT_CLASS (bulletin_archive_page_parent_class)->finalize (object);
}

static void
bulletin_archive_page_set_property (GObject      *object,
                                    guint         property_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  switch (property_id) {
  case PROP_SERVICE:
    set_service (BULLETIN_ARCHIVE_PAGE (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_archive_page_class_init (BulletinArchivePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_archive_page_dispose;
  object_class->finalize = bulletin_archive_page_finalize;
  object_class->set_property = bulletin_archive_page_set_property;

  properties[PROP_SERVICE] = g_param_spec_object ("service", NULL, NULL, BULLETIN_TYPE_LIBRARY_SERVICE,
                                                  G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (BULLETIN_TYPE_RECORD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-archive-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, years);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, years_top);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, years_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, view);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, records);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, verify_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, verify_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_verification_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_snippet_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_pages_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_text_cb);
}

static void
bulletin_archive_page_init (BulletinArchivePage *self)
{
  g_autoptr (GtkSingleSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->year_numbers = g_array_new (FALSE, FALSE, sizeof (int));

  /* The view's own sorter follows its headers. */
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->records)),
                                          g_object_ref (gtk_column_view_get_sorter (self->view)));
  selection = gtk_single_selection_new (G_LIST_MODEL (self->sorted));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}
