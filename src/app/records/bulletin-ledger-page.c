/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-ledger-page.h"

#include <glib/gi18n.h>

#include "bulletin-application.h"
#include "bulletin-number-book.h"
#include "bulletin-number-row.h"
#include "bulletin-reason-dialog.h"
#include "bulletin-window.h"

struct _BulletinLedgerPage
{
  AdwNavigationPage parent_instance;

  GtkDropDown *series_choice;
  GtkStringList *series;
  GtkDropDown *year_choice;
  GtkStringList *years;
  GtkStack *stack;
  GtkWidget *regular_group;
  GtkListBox *regular_list;
  GtkWidget *supplement_group;
  GtkListBox *supplement_list;

  BulletinLibraryService *service;
  GCancellable *cancellable;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (BulletinLedgerPage, bulletin_ledger_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- Reading ---------------------------------------------------------------- */

typedef struct
{
  char *series;
  int year;
} Question;

typedef struct
{
  GPtrArray *series;
  GArray *years;
  GPtrArray *numbers;
  char *chosen_series;
  int chosen_year;
} Answer;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->series);
  g_free (question);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->series, g_ptr_array_unref);
  g_clear_pointer (&answer->years, g_array_unref);
  g_clear_pointer (&answer->numbers, g_ptr_array_unref);
  g_free (answer->chosen_series);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gboolean
has_year (const GArray *years,
          int year)
{
  for (guint i = 0; i < years->len; i++)
    if (g_array_index (years, int, i) == year)
      return TRUE;
  return FALSE;
}

static gpointer
read_numbers (BulletinLibrary *library,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  Question *question = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  const char *series = question->series;

  answer->series = bulletin_library_list_series (library, error);
  if (!answer->series)
    return NULL;
  if (!series && answer->series->len > 0)
    series = ((BulletinSeries *) answer->series->pdata[0])->name;
  answer->chosen_series = g_strdup (series);
  answer->years = bulletin_library_list_number_years (library, series, error);
  if (!answer->years)
    return NULL;
  answer->chosen_year = question->year;
  if (!has_year (answer->years, answer->chosen_year) && answer->years->len > 0)
    answer->chosen_year = g_array_index (answer->years, int, 0);
  answer->numbers = bulletin_library_list_numbers (library, series, answer->chosen_year, error);
  return answer->numbers ? g_steal_pointer (&answer) : NULL;
}

/* --- Acting ------------------------------------------------------------------ */

typedef enum
{
  ACT_RESERVE,
  ACT_RELEASE,
  ACT_VOID,
} Act;

typedef struct
{
  BulletinLibraryService *service;
  BulletinWindow *window; /* weak */
  BulletinNumberEntry *entry;
  Act act;
  char *reason;
  char *who;
} Job;

static Job *
job_new (BulletinLedgerPage *self,
         const BulletinNumberEntry *entry,
         Act act)
{
  Job *job = g_new0 (Job, 1);

  job->service = g_object_ref (self->service);
  g_set_weak_pointer (&job->window, bulletin_window_of (GTK_WIDGET (self)));
  job->entry = bulletin_number_entry_copy (entry);
  job->act = act;
  job->who = bulletin_get_user_name ();
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  if (!job)
    return;
  g_clear_object (&job->service);
  g_clear_weak_pointer (&job->window);
  bulletin_number_entry_free (job->entry);
  g_free (job->reason);
  g_free (job->who);
  g_free (job);
}

static gpointer
run_job (BulletinLibrary *library,
         gpointer data,
         GCancellable *cancellable,
         GError **error)
{
  Job *job = data;
  const BulletinNumberEntry *entry = job->entry;

  switch (job->act) {
  case ACT_RESERVE:
    return GINT_TO_POINTER (bulletin_library_reserve_number (library, entry->bulletin, entry->number, job->who, error) > 0);
  case ACT_RELEASE:
    return GINT_TO_POINTER (bulletin_library_release_number (library, entry->bulletin, job->who, error));
  default:
    return GINT_TO_POINTER (bulletin_library_void_numbers (library, entry->series, entry->kind, entry->year, entry->number,
                                                           entry->last_number, job->reason, job->who, error));
  }
}

static void
job_done_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error))
    bulletin_window_show_error (window, error);
}

/* Takes the job. */
static void
start (Job *job)
{
  g_autoptr (BulletinLibraryService) service = g_object_ref (job->service);

  if (job->window)
    bulletin_library_service_call_async (service, run_job, TRUE, job, job_free, NULL, NULL, job_done_cb, g_object_ref (job->window));
  else
    job_free (job);
}

static void
reason_given_cb (const char *reason,
                 gpointer user_data)
{
  Job *asked = user_data;
  Job *job = g_new0 (Job, 1);

  *job = *asked;
  job->window = NULL;
  g_set_weak_pointer (&job->window, asked->window);
  job->service = g_object_ref (asked->service);
  job->entry = bulletin_number_entry_copy (asked->entry);
  job->who = g_strdup (asked->who);
  job->reason = g_strdup (reason);
  start (job);
}

static void
act_cb (BulletinLedgerPage *self,
        BulletinNumberRow *row)
{
  const BulletinNumberEntry *entry = bulletin_number_row_get_entry (row);

  if (entry->state == BULLETIN_NUMBER_GAP)
    bulletin_reason_dialog_present (GTK_WIDGET (self), _ ("Why Is the Number Not Used?"),
                                    _ ("The number is void from then on and will never be used. There is no way back."),
                                    _ ("_Make Void"), TRUE, reason_given_cb, job_new (self, entry, ACT_VOID), job_free);
  else
    start (job_new (self, entry, entry->state == BULLETIN_NUMBER_RESERVED ? ACT_RELEASE : ACT_RESERVE));
}

static void
row_activated_cb (BulletinLedgerPage *self,
                  GtkListBoxRow *row)
{
  const BulletinNumberEntry *entry = bulletin_number_row_get_entry (BULLETIN_NUMBER_ROW (row));
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  if (window && entry->bulletin)
    bulletin_window_open_bulletin (window, entry->bulletin);
}

/* --- Showing ----------------------------------------------------------------- */

static void
fill_choices (BulletinLedgerPage *self,
              const Answer *answer)
{
  self->is_filling = TRUE;
  gtk_string_list_splice (self->series, 0, g_list_model_get_n_items (G_LIST_MODEL (self->series)), NULL);
  for (guint i = 0; i < answer->series->len; i++) {
    const BulletinSeries *series = answer->series->pdata[i];

    gtk_string_list_append (self->series, series->name);
    if (g_strcmp0 (series->name, answer->chosen_series) == 0)
      gtk_drop_down_set_selected (self->series_choice, i);
  }
  gtk_string_list_splice (self->years, 0, g_list_model_get_n_items (G_LIST_MODEL (self->years)), NULL);
  for (guint i = 0; i < answer->years->len; i++) {
    g_autofree char *year = g_strdup_printf ("%d", g_array_index (answer->years, int, i));

    gtk_string_list_append (self->years, year);
    if (g_array_index (answer->years, int, i) == answer->chosen_year)
      gtk_drop_down_set_selected (self->year_choice, i);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->series_choice), answer->series->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->year_choice), answer->years->len > 0);
  self->is_filling = FALSE;
}

static void
fill_lists (BulletinLedgerPage *self,
            GPtrArray *numbers)
{
  guint n_supplements = 0;

  gtk_list_box_remove_all (self->regular_list);
  gtk_list_box_remove_all (self->supplement_list);
  for (guint i = 0; i < numbers->len; i++) {
    BulletinNumberEntry *entry = bulletin_number_entry_copy (numbers->pdata[i]);
    GtkWidget *row = bulletin_number_row_new (entry);

    g_signal_connect_object (row, "act", G_CALLBACK (act_cb), self, G_CONNECT_SWAPPED);
    gtk_list_box_append (entry->kind == BULLETIN_KIND_SUPPLEMENT ? self->supplement_list : self->regular_list, row);
    n_supplements += entry->kind == BULLETIN_KIND_SUPPLEMENT;
  }
  gtk_widget_set_visible (self->supplement_group, n_supplements > 0);
  gtk_widget_set_visible (self->regular_group, n_supplements < numbers->len);
  gtk_stack_set_visible_child_name (self->stack, numbers->len > 0 ? "list" : "empty");
}

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  BulletinLedgerPage *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Cancelled: the page may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BULLETIN_LEDGER_PAGE (user_data);
  if (!answer) {
    BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

    if (window)
      bulletin_window_show_error (window, error);
    return;
  }
  fill_choices (self, answer);
  fill_lists (self, answer->numbers);
}

static const char *
get_choice (GtkDropDown *choice)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (choice);

  return item ? gtk_string_object_get_string (item) : NULL;
}

static void
reload (BulletinLedgerPage *self)
{
  Question *question = g_new0 (Question, 1);
  const char *year = get_choice (self->year_choice);

  question->series = g_strdup (get_choice (self->series_choice));
  question->year = year ? (int) g_ascii_strtoll (year, NULL, 10) : 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, read_numbers, FALSE, question, question_free, answer_free,
                                       self->cancellable, read_cb, self);
}

static void
chosen_cb (BulletinLedgerPage *self)
{
  if (self->service && !self->is_filling)
    reload (self);
}

/* --- Widget ------------------------------------------------------------------- */

static void
bulletin_ledger_page_dispose (GObject *object)
{
  BulletinLedgerPage *self = BULLETIN_LEDGER_PAGE (object);

  self->is_filling = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_LEDGER_PAGE);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (bulletin_ledger_page_parent_class)->dispose (object);
}

static void
bulletin_ledger_page_class_init (BulletinLedgerPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_ledger_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-ledger-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinLedgerPage, series_choice);
  gtk_widget_class_bind_template_child (widget_class, BulletinLedgerPage, series);
  gtk_widget_class_bind_template_child (widget_class, BulletinLedgerPage, year_choice);
  gtk_widget_class_bind_template_child (widget_class, BulletinLedgerPage, years);
  gtk_widget_class_bind_template_child (widget_class, BulletinLedgerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinLedgerPage, regular_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinLedgerPage, regular_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinLedgerPage, supplement_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinLedgerPage, supplement_list);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
bulletin_ledger_page_init (BulletinLedgerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_ledger_page_new:
 * @service: the open library
 *
 * Returns: (transfer floating): the page, which follows the library
 */
AdwNavigationPage *
bulletin_ledger_page_new (BulletinLibraryService *service)
{
  BulletinLedgerPage *self = g_object_new (BULLETIN_TYPE_LEDGER_PAGE, NULL);

  self->service = g_object_ref (service);
  g_signal_connect_object (service, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
  return ADW_NAVIGATION_PAGE (self);
}
