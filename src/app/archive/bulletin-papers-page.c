/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-papers-page.h"

#include "bulletin-paper-cell.h"
#include "bulletin-paper-item.h"
#include "bulletin-papers-work.h"
#include "bulletin-text-import.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>

/* As much of a text as is a first look, in characters. */
#define LOOK_CHARS 4000
/* Who leaves out more than that has the wrong folder. */
#define MAX_REPORT_ROWS 500

struct _BulletinPapersPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  GtkLabel *busy_label;
  GtkProgressBar *progress_bar;
  GtkButton *cancel_button;
  AdwStatusPage *error_page;
  GtkDropDown *series_choice;
  GtkStringList *series;
  GtkToggleButton *problems_button;
  GtkLabel *summary;
  GtkColumnView *view;
  GtkLabel *look_title;
  GtkLabel *look_remark;
  GtkTextBuffer *look_text;
  GtkButton *take_button;
  GtkLabel *report_heading;
  GtkLabel *report_summary;
  GtkListBox *report_list;
  GtkLabel *report_rest;
  GtkWidget *done_button;

  BulletinLibraryService *service;
  BulletinPapers *papers;
  GListStore *items;
  GtkCustomFilter *filter;
  GtkFilterListModel *shown;
  GtkSingleSelection *selection;
  GCancellable *cancellable;
  BulletinWindow *window; /* weak: where to say how it ended once the page was left */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (BulletinPapersPage, bulletin_papers_page, ADW_TYPE_NAVIGATION_PAGE)

static void look (BulletinPapersPage *self,
                  GFile              *folder);

static GCancellable *
begin_work (BulletinPapersPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), TRUE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));

  return self->cancellable;
}

/* --- Rows -------------------------------------------------------------------------- */

static void
update_summary (BulletinPapersPage *self)
{
  guint n_chosen = bulletin_papers_count_chosen (self->papers);
  guint n_ready = bulletin_papers_count (self->papers, BULLETIN_PAPER_READY);
  guint n_problems = self->papers->papers->len - n_ready;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *label = NULL;

  g_string_append_printf (text, ngettext ("%u file", "%u files", self->papers->papers->len), self->papers->papers->len);
  g_string_append_printf (text, ngettext (", %u with a problem", ", %u with problems", n_problems), n_problems);
  if (self->papers->n_passed_over > 0)
    g_string_append_printf (text, ngettext (", %u of another kind passed over", ", %u of other kinds passed over", self->papers->n_passed_over), self->papers->n_passed_over);
  gtk_label_set_label (self->summary, text->str);
  label = g_strdup_printf (ngettext ("_Read In %u Paper", "_Read In %u Papers", n_chosen), n_chosen);
  gtk_button_set_label (self->take_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->take_button), n_chosen > 0);
}

static void
show_look (BulletinPapersPage *self)
{
  BulletinPaperItem *item = gtk_single_selection_get_selected_item (self->selection);
  const BulletinPaper *paper = item != NULL ? bulletin_paper_item_get_paper (item) : NULL;
  g_autofree char *text = paper != NULL && paper->text != NULL ? g_utf8_substring (paper->text, 0, MIN (LOOK_CHARS, g_utf8_strlen (paper->text, -1))) : NULL;

  gtk_label_set_label (self->look_title, paper != NULL ? paper->name : "");
  gtk_label_set_label (self->look_remark, paper != NULL ? paper->remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->look_remark), paper != NULL && *paper->remark != '\0');
  gtk_text_buffer_set_text (self->look_text, text != NULL ? text : "", -1);
}

static void
refresh (BulletinPapersPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++) {
    g_autoptr (BulletinPaperItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

    bulletin_paper_item_refresh (item);
  }
  update_summary (self);
  show_look (self);
}

static void
item_changed_cb (BulletinPapersPage *self)
{
  /* The filter stays as it was: a row that was put right does not vanish from under
   * the hand that types in it. */
  refresh (self);
}

static void
item_entered_cb (BulletinPapersPage *self,
                 BulletinPaperItem  *item)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  for (guint i = 0; i < n; i++) {
    g_autoptr (BulletinPaperItem) other = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

    if (other == item) {
      gtk_single_selection_set_selected (self->selection, i);
      return;
    }
  }
}

static void
chosen_toggled_cb (GtkCheckButton *button,
                   GtkListItem    *row)
{
  BulletinPaperItem *item = gtk_list_item_get_item (row);

  if (item != NULL)
    g_object_set (item, "chosen", gtk_check_button_get_active (button), NULL);
}

static gboolean
filter_cb (gpointer item,
           gpointer user_data)
{
  BulletinPapersPage *self = user_data;

  return !gtk_toggle_button_get_active (self->problems_button) || bulletin_paper_item_has_problem (item);
}

static void
problems_toggled_cb (BulletinPapersPage *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_look (self);
}

static void
selected_cb (BulletinPapersPage *self)
{
  show_look (self);
}

static void
series_selected_cb (BulletinPapersPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->series_choice);

  if (self->is_filling || self->papers == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  bulletin_papers_set_series (self->papers, selected == 0 ? NULL : gtk_string_list_get_string (self->series, selected));
  refresh (self);
}

static void
fill_series (BulletinPapersPage *self)
{
  const GPtrArray *names = bulletin_known_issues_get_series (self->papers->known);

  self->is_filling = TRUE;
  gtk_string_list_splice (self->series, 0, g_list_model_get_n_items (G_LIST_MODEL (self->series)), NULL);
  gtk_string_list_append (self->series, _("As the Papers Say"));
  for (guint i = 0; i < names->len; i++)
    gtk_string_list_append (self->series, names->pdata[i]);
  gtk_drop_down_set_selected (self->series_choice, 0);
  self->is_filling = FALSE;
}

static void
fill (BulletinPapersPage *self)
{
  fill_series (self);
  g_list_store_remove_all (self->items);
  for (guint i = 0; i < self->papers->papers->len; i++) {
    g_autoptr (BulletinPaperItem) item = bulletin_paper_item_new (self->papers, self->papers->papers->pdata[i]);

    g_signal_connect_object (item, "changed", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (item, "entered", G_CALLBACK (item_entered_cb), self, G_CONNECT_SWAPPED);
    g_list_store_append (self->items, item);
  }
  gtk_single_selection_set_selected (self->selection, 0);
  update_summary (self);
  show_look (self);
  gtk_stack_set_visible_child_name (self->stack, "rows");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* --- Looking through the folder ------------------------------------------------------ */

static void
look_progress_cb (guint    done,
                  guint    total,
                  gpointer user_data)
{
  BulletinPapersPage *self = user_data;

  if (total == 0)
    gtk_progress_bar_pulse (self->progress_bar);
  else
    gtk_progress_bar_set_fraction (self->progress_bar, (double) done / total);
}

static void
show_error_page (BulletinPapersPage *self,
                 const char         *message)
{
  adw_status_page_set_description (self->error_page, message);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinPapers) papers = bulletin_papers_look_finish (result, &error);
  BulletinPapersPage *self = user_data;

  /* Cancelled means that the page may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (papers == NULL) {
    show_error_page (self, error->message);
    return;
  }
  if (papers->papers->len == 0) {
    show_error_page (self, _("There are no text or HTML files in this folder."));
    return;
  }
  g_clear_pointer (&self->papers, bulletin_papers_unref);
  self->papers = g_steal_pointer (&papers);
  fill (self);
}

static void
look (BulletinPapersPage *self,
      GFile              *folder)
{
  g_autofree char *name = bulletin_file_get_name (folder);
  g_autofree char *label = g_strdup_printf (_("Looking through “%s”…"), name);
  GCancellable *cancellable = begin_work (self);

  gtk_label_set_label (self->busy_label, label);
  bulletin_papers_look_async (folder, self->service, look_progress_cb, cancellable, looked_cb, self);
}

/* --- Reading in -------------------------------------------------------------------------- */

static void
take_progress_cb (guint    done,
                  guint    total,
                  gpointer user_data)
{
  BulletinPapersPage *self = user_data;
  g_autofree char *label = g_strdup_printf (_("Reading in paper %u of %u…"), done + 1, total);

  gtk_label_set_label (self->busy_label, label);
  gtk_progress_bar_set_fraction (self->progress_bar, total > 0 ? (double) done / total : 0);
}

static void
add_report_row (BulletinPapersPage *self,
                const char         *file,
                const char         *reason)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), file);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
  gtk_list_box_append (self->report_list, row);
}

static char *
make_heading (const BulletinPapersReport *report)
{
  return g_strdup_printf (ngettext ("%u Paper Was Read In", "%u Papers Were Read In", report->n_taken), report->n_taken);
}

static void
show_report (BulletinPapersPage         *self,
             const BulletinPapersReport *report)
{
  guint n_left = report->left_out->len / 2;
  g_autofree char *heading = make_heading (report);
  g_autofree char *left = g_strdup_printf (ngettext ("%u file was left out.", "%u files were left out.", n_left), n_left);
  g_autofree char *rest = g_strdup_printf (ngettext ("And %u more.", "And %u more.", n_left - MIN (n_left, MAX_REPORT_ROWS)), n_left - MIN (n_left, MAX_REPORT_ROWS));
  g_autofree char *summary = report->was_stopped ? g_strdup_printf ("%s %s", _("The reading in was stopped. Read the folder in again to go on."), left)
                                                 : g_strdup (n_left > 0 ? left : _("No file was left out."));

  gtk_label_set_label (self->report_heading, heading);
  gtk_label_set_label (self->report_summary, summary);
  gtk_list_box_remove_all (self->report_list);
  for (guint i = 0; i < MIN (n_left, MAX_REPORT_ROWS); i++)
    add_report_row (self, report->left_out->pdata[2 * i], report->left_out->pdata[2 * i + 1]);
  gtk_widget_set_visible (GTK_WIDGET (self->report_list), n_left > 0);
  gtk_label_set_label (self->report_rest, rest);
  gtk_widget_set_visible (GTK_WIDGET (self->report_rest), n_left > MAX_REPORT_ROWS);
  gtk_stack_set_visible_child_name (self->stack, "report");
  gtk_widget_grab_focus (self->done_button);
}

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (BulletinPapersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BulletinPapersReport) report = bulletin_papers_take_finish (result, &error);

  if (report == NULL)
    return;
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL) {
    show_report (self, report);
  } else if (self->window != NULL) {
    /* The page was left meanwhile; its papers were read in all the same. */
    g_autofree char *heading = make_heading (report);

    bulletin_window_add_toast (self->window, adw_toast_new (heading));
  }
}

/* A value that stands in a row and could not be taken over: reading the row in would
 * bind another one than is seen. */
static gboolean
refuse_invalid (BulletinPapersPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++) {
    g_autoptr (BulletinPaperItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
    BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

    if (bulletin_paper_item_get_invalid (item) && window != NULL) {
      g_autofree char *message = g_strdup_printf (_("The row of “%s” has a value that it cannot have. Correct it first."), bulletin_paper_item_get_paper (item)->name);
      AdwToast *toast = adw_toast_new (message);

      adw_toast_set_use_markup (toast, FALSE);
      bulletin_window_add_toast (window, toast);
      return TRUE;
    }
  }

  return FALSE;
}

static void
take_cb (BulletinPapersPage *self)
{
  g_autofree char *who = bulletin_get_user_name ();
  GCancellable *cancellable;

  if (refuse_invalid (self))
    return;
  cancellable = begin_work (self);
  g_set_weak_pointer (&self->window, bulletin_window_of (GTK_WIDGET (self)));
  bulletin_papers_take_async (self->papers, self->service, who, take_progress_cb, cancellable, taken_cb, g_object_ref (self));
}

static void
cancel_cb (BulletinPapersPage *self)
{
  gboolean is_taking = self->papers != NULL;

  g_cancellable_cancel (self->cancellable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), FALSE);
  /* What is being read in ends with a report; a look has nothing to report. */
  if (!is_taking)
    show_error_page (self, _("The folder was not looked through to its end."));
}

/* --- Choosing, leaving --------------------------------------------------------------------- */

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (BulletinPapersPage) self = user_data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folder == NULL)
    return;
  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->papers, bulletin_papers_unref);
  look (self, folder);
}

static void
choose_cb (BulletinPapersPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Read In Old Papers"));
  gtk_file_dialog_set_accept_label (dialog, _("_Look Through"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, folder_chosen_cb, g_object_ref (self));
}

static void
close_cb (BulletinPapersPage *self)
{
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  if (window != NULL)
    bulletin_window_pop (window);
}

static void
bulletin_papers_page_dispose (GObject *object)
{
  BulletinPapersPage *self = BULLETIN_PAPERS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->items != NULL)
    g_list_store_remove_all (self->items);
  gtk_widget_dispose_template (GTK_WIDGET (object), BULLETIN_TYPE_PAPERS_PAGE);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->service);
  g_clear_pointer (&self->papers, bulletin_papers_unref);

  G_OBJECT_CLASS (bulletin_papers_page_parent_class)->dispose (object);
}

static void
bulletin_papers_page_class_init (BulletinPapersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_papers_page_dispose;

  g_type_ensure (BULLETIN_TYPE_PAPER_CELL);
  g_type_ensure (BULLETIN_TYPE_PAPER_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-papers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, busy_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, series_choice);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, series);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, problems_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, summary);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, view);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, look_title);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, look_remark);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, look_text);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, take_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, report_heading);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, report_summary);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, report_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, report_rest);
  gtk_widget_class_bind_template_child (widget_class, BulletinPapersPage, done_button);
  gtk_widget_class_bind_template_callback (widget_class, chosen_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, problems_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, series_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
bulletin_papers_page_init (BulletinPapersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->items = g_list_store_new (BULLETIN_TYPE_PAPER_ITEM);
  self->filter = gtk_custom_filter_new (filter_cb, self, NULL);
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)), GTK_FILTER (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->shown));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

/**
 * bulletin_papers_page_new:
 * @service: the library that they go to
 * @folder: a folder of old papers
 *
 * Returns: a page that looks through the folder
 */
BulletinPapersPage *
bulletin_papers_page_new (BulletinLibraryService *service,
                          GFile                  *folder)
{
  BulletinPapersPage *self = g_object_new (BULLETIN_TYPE_PAPERS_PAGE, NULL);

  self->service = g_object_ref (service);
  look (self, folder);

  return self;
}
