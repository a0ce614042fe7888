/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-archive-page.h"

#include "bulletin-archive-item.h"
#include "bulletin-archive-list.h"
#include "bulletin-archive-question.h"
#include "bulletin-archive-searches.h"
#include "bulletin-record-page.h"
#include "bulletin-verification-dialog.h"
#include "bulletin-verifying.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>

/* How long a row is chosen before its record is opened beside it: keys that are
 * held down pass over many. */
#define OPEN_MS     120
#define PROGRESS_MS 100

struct _BulletinArchivePage
{
  AdwNavigationPage parent_instance;

  GtkSearchEntry *search_entry;
  GtkStringList *years;
  GtkDropDown *years_top;
  GtkListBox *years_list;
  GtkStringList *series;
  GtkDropDown *series_choice;
  GtkToggleButton *changed_button;
  BulletinArchiveSearches *searches;
  GtkStack *stack;
  GtkScrolledWindow *scrolled_window;
  GtkColumnView *view;
  GtkColumnViewColumn *number_column;
  GtkColumnViewColumn *title_column;
  GtkColumnViewColumn *date_column;
  GtkColumnViewColumn *signer_column;
  GtkColumnViewColumn *pages_column;
  AdwOverlaySplitView *split_view;
  AdwBin *beside;
  GtkWidget *verify_button;
  GtkRevealer *progress_revealer;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;

  BulletinArchiveList *list;
  GtkSingleSelection *selection;
  BulletinArchiveQuestion *asked; /* what the list answers */
  GArray *year_numbers;           /* int, 0 for all: as the rows of years_list */
  GPtrArray *all_series;          /* BulletinSeries, as series_choice after its first row */
  int year;
  gboolean is_filling;            /* nothing that changes now was chosen by somebody */
  gboolean is_stale;              /* the library changed while the page was not in sight */
  gboolean has_more;
  gboolean is_wide;
  char *opened;                   /* the record that stands beside the list */
  guint open_id;
  guint narrow_id;

  BulletinLibraryService *service;
  gulong changed_handler;
  GCancellable *cancellable;
  GCancellable *shelves_cancellable;
  GCancellable *more_cancellable;
  BulletinVerifying *verifying;
  GCancellable *verification;
  guint progress_id;
};

enum
{
  PROP_SERVICE = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (BulletinArchivePage, bulletin_archive_page, ADW_TYPE_NAVIGATION_PAGE)

static void
show_error (BulletinArchivePage *self,
            const GError        *error)
{
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  if (window != NULL)
    bulletin_window_show_error (window, error);
}

static void
start_anew (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
}

/* --- Years and series --------------------------------------------------------- */

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
            GArray              *years)
{
  guint selected = 0;
  guint total = 0;

  gtk_list_box_remove_all (self->years_list);
  gtk_string_list_splice (self->years, 0, g_list_model_get_n_items (G_LIST_MODEL (self->years)), NULL);
  g_array_set_size (self->year_numbers, 0);
  for (guint i = 0; i < years->len; i++)
    total += g_array_index (years, BulletinArchiveYear, i).n_records;
  add_year (self, 0, total);
  for (guint i = 0; i < years->len; i++) {
    const BulletinArchiveYear *year = &g_array_index (years, BulletinArchiveYear, i);

    add_year (self, year->year, year->n_records);
    if (year->year == self->year)
      selected = i + 1;
  }
  gtk_list_box_select_row (self->years_list, gtk_list_box_get_row_at_index (self->years_list, selected));
  gtk_drop_down_set_selected (self->years_top, selected);
}

static const BulletinSeries *
get_series (BulletinArchivePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->series_choice);

  return selected > 0 && selected != GTK_INVALID_LIST_POSITION && selected <= self->all_series->len
             ? self->all_series->pdata[selected - 1]
             : NULL;
}

static void
fill_series (BulletinArchivePage *self,
             GPtrArray           *series)
{
  const BulletinSeries *chosen = get_series (self);
  g_autofree char *id = chosen != NULL ? g_strdup (chosen->id) : NULL;
  guint selected = 0;

  g_ptr_array_unref (self->all_series);
  self->all_series = g_ptr_array_ref (series);
  gtk_string_list_splice (self->series, 0, g_list_model_get_n_items (G_LIST_MODEL (self->series)), NULL);
  gtk_string_list_append (self->series, _("All Series"));
  for (guint i = 0; i < series->len; i++) {
    const BulletinSeries *one = series->pdata[i];

    gtk_string_list_append (self->series, one->name);
    if (g_strcmp0 (one->id, id) == 0)
      selected = i + 1;
  }
  gtk_drop_down_set_selected (self->series_choice, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->series_choice), series->len > 1);
}

static void
shelves_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinArchiveShelves) shelves = NULL;
  BulletinArchivePage *self;

  shelves = bulletin_archive_list_shelves_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (shelves == NULL) {
    show_error (self, error);
    return;
  }
  self->is_filling = TRUE;
  fill_years (self, shelves->years);
  fill_series (self, shelves->series);
  self->is_filling = FALSE;
}

/* --- Listing and searching ------------------------------------------------------ */

static BulletinArchiveOrder
get_order (BulletinArchivePage *self,
           gboolean            *is_ascending)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->view));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);

  *is_ascending = column != NULL && gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_ASCENDING;
  if (column == self->number_column)
    return BULLETIN_ARCHIVE_BY_NUMBER;
  if (column == self->title_column)
    return BULLETIN_ARCHIVE_BY_TITLE;
  if (column == self->signer_column)
    return BULLETIN_ARCHIVE_BY_SIGNER;
  if (column == self->pages_column)
    return BULLETIN_ARCHIVE_BY_PAGES;

  return BULLETIN_ARCHIVE_BY_DATE;
}

static BulletinArchiveQuestion *
make_question (BulletinArchivePage *self)
{
  BulletinArchiveQuestion *question = g_new0 (BulletinArchiveQuestion, 1);
  const BulletinSeries *series = get_series (self);

  question->words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
  question->year = self->year;
  question->series = series != NULL ? g_strdup (series->id) : NULL;
  question->series_name = series != NULL ? g_strdup (series->name) : NULL;
  question->only_changed = gtk_toggle_button_get_active (self->changed_button);
  question->order = get_order (self, &question->is_ascending);

  return question;
}

static gboolean
asks_for_all (const BulletinArchiveQuestion *question)
{
  return *question->words == '\0' && question->year == 0 && question->series == NULL && !question->only_changed;
}

/* The row that was chosen stays chosen wherever it stands now. The selection would
 * look for it by asking for every row. */
static void
replace_rows (BulletinArchivePage         *self,
              const BulletinArchiveAnswer *answer)
{
  BulletinArchiveItem *item = gtk_single_selection_get_selected_item (self->selection);
  guint serial = item != NULL ? bulletin_archive_item_get_serial (item) : 0;
  guint position = gtk_single_selection_get_selected (self->selection);
  const guint *serials = (const guint *) answer->serials->data;

  self->is_filling = TRUE;
  if (item != NULL && (position >= answer->serials->len || serials[position] != serial)) {
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
    bulletin_archive_list_replace (self->list, answer->serials, answer->records);
    for (guint i = 0; i < answer->serials->len; i++)
      if (serials[i] == serial)
        gtk_single_selection_set_selected (self->selection, i);
  } else {
    bulletin_archive_list_replace (self->list, answer->serials, answer->records);
  }
  self->is_filling = FALSE;
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinArchiveAnswer) answer = bulletin_archive_ask_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinArchivePage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (answer == NULL) {
    show_error (self, error);
    return;
  }

  self->has_more = answer->has_more;
  replace_rows (self, answer);
  gtk_stack_set_visible_child_name (self->stack, answer->serials->len > 0     ? "list"
                                                 : asks_for_all (self->asked) ? "empty"
                                                                              : "nothing-found");
}

static void
ask (BulletinArchivePage *self)
{
  g_autofree char *words = NULL;

  start_anew (&self->cancellable);
  g_cancellable_cancel (self->more_cancellable);
  g_clear_pointer (&self->asked, bulletin_archive_question_free);
  self->has_more = FALSE;
  if (self->service == NULL)
    return;

  self->asked = make_question (self);
  words = bulletin_archive_question_to_words (self->asked);
  bulletin_archive_searches_set_words (self->searches, words);
  bulletin_archive_ask_async (self->service, make_question (self), self->cancellable, answered_cb, self);
}

static void
reload (BulletinArchivePage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self))) {
    self->is_stale = TRUE;
    return;
  }
  self->is_stale = FALSE;
  ask (self);
  start_anew (&self->shelves_cancellable);
  if (self->service != NULL)
    bulletin_archive_list_shelves_async (self->service, self->asked->series, self->shelves_cancellable, shelves_cb, self);
}

static void
scroll_to_start (BulletinArchivePage *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), 0);
}

/* Hits come newest first, so that the headers sort only what is browsed. */
static void
update_sorters (BulletinArchivePage *self)
{
  GtkColumnViewColumn *columns[] = { self->number_column, self->title_column, self->date_column, self->signer_column, self->pages_column };
  gboolean sorts = *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) == '\0';

  if ((gtk_column_view_column_get_sorter (self->date_column) != NULL) == sorts)
    return;
  self->is_filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    /* It is never asked to compare: the library sorts. */
    g_autoptr (GtkSorter) sorter = sorts ? GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL)) : NULL;

    gtk_column_view_column_set_sorter (columns[i], sorter);
  }
  gtk_column_view_sort_by_column (self->view, sorts ? self->date_column : NULL, GTK_SORT_DESCENDING);
  self->is_filling = FALSE;
}

static void
words_changed_cb (BulletinArchivePage *self)
{
  update_sorters (self);
  ask (self);
  scroll_to_start (self);
}

static void
sorted_cb (BulletinArchivePage *self)
{
  if (self->is_filling || self->service == NULL)
    return;
  ask (self);
  scroll_to_start (self);
}

static void
filter_cb (BulletinArchivePage *self)
{
  if (self->is_filling)
    return;
  reload (self);
  scroll_to_start (self);
}

static void
choose_year (BulletinArchivePage *self,
             guint                index)
{
  int year;

  if (self->is_filling || index >= self->year_numbers->len)
    return;
  year = g_array_index (self->year_numbers, int, index);
  if (year == self->year)
    return;
  self->year = year;
  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->years_top, index);
  gtk_list_box_select_row (self->years_list, gtk_list_box_get_row_at_index (self->years_list, index));
  self->is_filling = FALSE;
  ask (self);
  scroll_to_start (self);
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

/* Asks for these words and nothing else. */
static void
search_for (BulletinArchivePage *self,
            const char          *words)
{
  self->is_filling = TRUE;
  self->year = 0;
  gtk_drop_down_set_selected (self->series_choice, 0);
  gtk_toggle_button_set_active (self->changed_button, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), words);
  self->is_filling = FALSE;
  update_sorters (self);
  reload (self);
  scroll_to_start (self);
}

static void
show_all_cb (BulletinArchivePage *self)
{
  search_for (self, "");
}

static void
search_chosen_cb (BulletinArchivePage *self,
                  const char          *words)
{
  search_for (self, words);
}

/* --- More hits ------------------------------------------------------------------- */

static void
more_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinArchiveAnswer) answer = bulletin_archive_ask_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinArchivePage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (answer == NULL) {
    show_error (self, error);
    return;
  }
  self->has_more = answer->has_more;
  bulletin_archive_list_append (self->list, answer->records);
}

static void
scrolled_cb (BulletinArchivePage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  double page = gtk_adjustment_get_page_size (adjustment);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autoptr (BulletinArchiveItem) last = NULL;
  BulletinArchiveQuestion *question;

  if (!self->has_more || n == 0 ||
      gtk_adjustment_get_value (adjustment) + 2 * page < gtk_adjustment_get_upper (adjustment))
    return;
  self->has_more = FALSE;
  last = g_list_model_get_item (G_LIST_MODEL (self->list), n - 1);
  question = make_question (self);
  question->after = bulletin_archive_item_get_serial (last);
  start_anew (&self->more_cancellable);
  bulletin_archive_ask_async (self->service, question, self->more_cancellable, more_cb, self);
}

/* --- Opening ---------------------------------------------------------------------- */

static AdwNavigationPage *
make_record_page (BulletinArchivePage *self,
                  BulletinRecord      *record)
{
  AdwNavigationPage *page = bulletin_record_page_new (self->service, bulletin_record_get_id (record));

  if (self->asked != NULL && *self->asked->words != '\0')
    bulletin_record_page_set_words (BULLETIN_RECORD_PAGE (page), self->asked->words);

  return page;
}

static void
close_beside (BulletinArchivePage *self)
{
  g_clear_handle_id (&self->open_id, g_source_remove);
  g_clear_pointer (&self->opened, g_free);
  adw_overlay_split_view_set_show_sidebar (self->split_view, FALSE);
  adw_bin_set_child (self->beside, NULL);
}

static void
open_beside_cb (gpointer user_data)
{
  BulletinArchivePage *self = user_data;
  BulletinArchiveItem *item = gtk_single_selection_get_selected_item (self->selection);
  BulletinRecord *record = item != NULL ? bulletin_archive_item_get_record (item) : NULL;

  self->open_id = 0;
  if (record == NULL || g_strcmp0 (self->opened, bulletin_record_get_id (record)) == 0)
    return;
  g_set_str (&self->opened, bulletin_record_get_id (record));
  adw_bin_set_child (self->beside, GTK_WIDGET (make_record_page (self, record)));
  bulletin_record_page_set_beside (BULLETIN_RECORD_PAGE (adw_bin_get_child (self->beside)), TRUE);
  adw_overlay_split_view_set_show_sidebar (self->split_view, TRUE);
}

static void
selected_cb (BulletinArchivePage *self)
{
  if (self->is_filling || !self->is_wide)
    return;
  g_clear_handle_id (&self->open_id, g_source_remove);
  self->open_id = g_timeout_add_once (OPEN_MS, open_beside_cb, self);
}

static void
activate_cb (BulletinArchivePage *self,
             guint                position)
{
  g_autoptr (BulletinArchiveItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  BulletinRecord *record = item != NULL ? bulletin_archive_item_get_record (item) : NULL;

  g_clear_handle_id (&self->open_id, g_source_remove);
  if (record != NULL)
    bulletin_window_push (bulletin_window_of (GTK_WIDGET (self)), make_record_page (self, record));
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  BulletinArchivePage *self = BULLETIN_ARCHIVE_PAGE (widget);

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  close_beside (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
close_narrow_cb (gpointer user_data)
{
  BulletinArchivePage *self = user_data;

  self->narrow_id = 0;
  if (!self->is_wide)
    close_beside (self);
}

/* The breakpoint applies while sizes are given out, when no widget may go. */
static void
narrow_cb (BulletinArchivePage *self)
{
  self->is_wide = FALSE;
  g_clear_handle_id (&self->open_id, g_source_remove);
  if (self->narrow_id == 0)
    self->narrow_id = g_idle_add_once (close_narrow_cb, self);
}

static void
wide_cb (BulletinArchivePage *self)
{
  self->is_wide = TRUE;
}

static gboolean
has_text_cb (GtkListItem *item,
             const char  *text)
{
  return text != NULL && *text != '\0';
}

/* --- Verifying ---------------------------------------------------------------------- */

static gboolean
progress_cb (gpointer user_data)
{
  BulletinArchivePage *self = user_data;
  g_autofree char *label = NULL;
  guint done, total;

  bulletin_verifying_get_progress (self->verifying, &done, &total);
  if (total == 0)
    return G_SOURCE_CONTINUE;
  /* Translators: so many records of so many were verified */
  label = g_strdup_printf (_("%u of %u"), done, total);
  gtk_label_set_label (self->progress_label, label);
  gtk_progress_bar_set_fraction (self->progress_bar, (double) done / total);

  return G_SOURCE_CONTINUE;
}

static void
verified_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (BulletinArchivePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinVerification) verification = bulletin_verifying_finish (result, &error);
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_pointer (&self->verifying, bulletin_verifying_unref);
  g_clear_object (&self->verification);
  if (self->progress_revealer == NULL)
    return;
  gtk_revealer_set_reveal_child (self->progress_revealer, FALSE);
  gtk_widget_set_sensitive (self->verify_button, TRUE);
  if (window == NULL)
    return;
  if (verification != NULL)
    bulletin_verification_dialog_present (GTK_WIDGET (window), verification);
  else
    bulletin_window_show_error (window, error);
}

static void
verify_cb (BulletinArchivePage *self)
{
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  if (self->service == NULL || self->verification != NULL || window == NULL)
    return;
  self->verification = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_label_set_label (self->progress_label, "");
  gtk_revealer_set_reveal_child (self->progress_revealer, TRUE);
  gtk_widget_set_sensitive (self->verify_button, FALSE);
  self->verifying = bulletin_verifying_start (bulletin_window_get_library_path (window), self->verification,
                                              verified_cb, g_object_ref (self));
  self->progress_id = g_timeout_add (PROGRESS_MS, progress_cb, self);
}

static void
cancel_verification_cb (BulletinArchivePage *self)
{
  g_cancellable_cancel (self->verification);
}

/* --- The object ---------------------------------------------------------------------- */

static void
set_service (BulletinArchivePage    *self,
             BulletinLibraryService *service)
{
  if (self->service == service)
    return;

  if (self->service != NULL)
    g_clear_signal_handler (&self->changed_handler, self->service);
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->shelves_cancellable);
  g_cancellable_cancel (self->more_cancellable);
  g_cancellable_cancel (self->verification);
  g_set_object (&self->service, service);
  bulletin_archive_list_set_service (self->list, service);
  self->year = 0;
  if (service != NULL) {
    close_beside (self);
    bulletin_archive_searches_set_service (self->searches, service);
    self->changed_handler = g_signal_connect_swapped (service, "changed", G_CALLBACK (reload), self);
    gtk_stack_set_visible_child_name (self->stack, "reading");
    reload (self);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVICE]);
}

static void
bulletin_archive_page_map (GtkWidget *widget)
{
  BulletinArchivePage *self = BULLETIN_ARCHIVE_PAGE (widget);

  GTK_WIDGET_CLASS (bulletin_archive_page_parent_class)->map (widget);
  if (self->is_stale)
    reload (self);
}

static void
bulletin_archive_page_dispose (GObject *object)
{
  BulletinArchivePage *self = BULLETIN_ARCHIVE_PAGE (object);

  set_service (self, NULL);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->shelves_cancellable);
  g_clear_object (&self->more_cancellable);
  g_clear_handle_id (&self->narrow_id, g_source_remove);
  g_clear_handle_id (&self->open_id, g_source_remove);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_ARCHIVE_PAGE);

  G_OBJECT_CLASS (bulletin_archive_page_parent_class)->dispose (object);
}

static void
bulletin_archive_page_finalize (GObject *object)
{
  BulletinArchivePage *self = BULLETIN_ARCHIVE_PAGE (object);

  g_object_unref (self->list);
  g_object_unref (self->selection);
  g_array_unref (self->year_numbers);
  g_ptr_array_unref (self->all_series);
  g_clear_pointer (&self->asked, bulletin_archive_question_free);
  g_clear_pointer (&self->verifying, bulletin_verifying_unref);
  g_clear_object (&self->verification);
  g_free (self->opened);

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
  widget_class->map = bulletin_archive_page_map;

  properties[PROP_SERVICE] = g_param_spec_object ("service", NULL, NULL, BULLETIN_TYPE_LIBRARY_SERVICE,
                                                  G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_install_action (widget_class, "archive.close-record", NULL, close_action);

  g_type_ensure (BULLETIN_TYPE_ARCHIVE_ITEM);
  g_type_ensure (BULLETIN_TYPE_ARCHIVE_SEARCHES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-archive-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, years);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, years_top);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, years_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, series);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, series_choice);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, changed_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, searches);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, view);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, number_column);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, title_column);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, date_column);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, signer_column);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, pages_column);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, split_view);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, beside);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, verify_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, BulletinArchivePage, progress_label);
  gtk_widget_class_bind_template_callback (widget_class, words_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, verify_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_verification_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_text_cb);
}

static void
bulletin_archive_page_init (BulletinArchivePage *self)
{
  self->is_wide = TRUE;
  self->list = bulletin_archive_list_new ();
  self->year_numbers = g_array_new (FALSE, FALSE, sizeof (int));
  self->all_series = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  update_sorters (self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sorted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled_window), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}
