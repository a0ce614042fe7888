/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-issue-dialog.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "bulletin-application.h"
#include "bulletin-issue-finding-row.h"
#include "bulletin-issuing.h"
#include "bulletin-review.h"
#include "bulletin-text-import.h"
#include "bulletin-window.h"

struct _BulletinIssueDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  AdwActionRow *title_row;
  AdwSpinRow *number_row;
  AdwEntryRow *date_row;
  AdwEntryRow *signer_row;
  GtkWidget *findings_group;
  GtkListBox *findings_list;
  GtkWidget *issue_button;
  GtkWidget *spinner;

  BulletinLibraryService *service;
  char *id;
  BulletinMetadata *metadata;
  GCancellable *cancellable;
  gboolean is_ready;
  gboolean is_issuing;
};

G_DEFINE_FINAL_TYPE (BulletinIssueDialog, bulletin_issue_dialog, ADW_TYPE_DIALOG)

static char *
get_date (BulletinIssueDialog *self)
{
  char *date = NULL;

  bulletin_metadata_set_string (&date, gtk_editable_get_text (GTK_EDITABLE (self->date_row)));
  return date;
}

/* The reasons that are given; all of them are there if n_missing is 0. */
static GPtrArray *
list_acceptances (BulletinIssueDialog *self,
                  guint *n_missing)
{
  GPtrArray *acceptances = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_acceptance_free);
  GtkListBoxRow *row;

  *n_missing = 0;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->findings_list, i)); i++) {
    BulletinAcceptance *acceptance = bulletin_issue_finding_row_create_acceptance (BULLETIN_ISSUE_FINDING_ROW (row));

    if (acceptance)
      g_ptr_array_add (acceptances, acceptance);
    else if (bulletin_issue_finding_row_needs_reason (BULLETIN_ISSUE_FINDING_ROW (row)))
      (*n_missing)++;
  }
  return acceptances;
}

static void
update (BulletinIssueDialog *self)
{
  guint n_missing;
  g_autoptr (GPtrArray) acceptances = list_acceptances (self, &n_missing);
  g_autofree char *date = get_date (self);
  gboolean is_date = date && bulletin_date_is_valid (date);

  if (is_date)
    gtk_widget_remove_css_class (GTK_WIDGET (self->date_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->date_row), "error");
  gtk_widget_set_visible (self->spinner, !self->is_ready || self->is_issuing);
  gtk_widget_set_sensitive (self->issue_button, self->is_ready && !self->is_issuing && is_date &&
                                                    adw_spin_row_get_value (self->number_row) >= 1 &&
                                                    n_missing == 0);
}

/* --- What is asked of the library first ------------------------------------ */

typedef struct
{
  char *id;
  char *series;
  BulletinKind kind;
  int year;
  char *date;
  int number;
} Question;

typedef struct
{
  GPtrArray *findings;
  char *text;
  int next_number;
} Answer;

static void
question_free (Question *self)
{
  g_free (self->id);
  g_free (self->series);
  g_free (self->date);
  g_free (self);
}

static void
answer_free (Answer *self)
{
  g_free (self->text);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
ask (BulletinLibrary *library,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  Question *question = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  const BulletinIssueRequest request = { .id = question->id, .date = question->date, .number = question->number };
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (library, question->id, error);

  if (!content)
    return NULL;
  answer->text = g_steal_pointer (&content->text);
  answer->findings = bulletin_check_issue (library, &request, error);
  if (!answer->findings)
    return NULL;
  answer->next_number = bulletin_library_next_number (library, question->series, question->kind, question->year, error);
  if (answer->next_number < 1)
    return NULL;
  return g_steal_pointer (&answer);
}

/* The reasons that were given already stay with their findings. */
static void
show_findings (BulletinIssueDialog *self,
               const Answer *answer)
{
  guint n_missing, n_needing = 0;
  g_autoptr (GPtrArray) acceptances = list_acceptances (self, &n_missing);

  gtk_list_box_remove_all (self->findings_list);
  for (guint i = 0; i < answer->findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (answer->findings, i);
    GtkWidget *row = bulletin_issue_finding_row_new (finding, answer->text, n_needing == 0);

    n_needing += bulletin_finding_needs_acceptance (finding);
    bulletin_issue_finding_row_take_reason (BULLETIN_ISSUE_FINDING_ROW (row), acceptances);
    g_signal_connect_object (row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    gtk_list_box_append (self->findings_list, row);
  }
  gtk_widget_set_visible (self->findings_group, answer->findings->len > 0);
}

static void
show_error (BulletinIssueDialog *self,
            const GError *error)
{
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_banner_set_title (self->banner, error->message);
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
answered_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  BulletinIssueDialog *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Closed meanwhile: there is no dialog any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BULLETIN_ISSUE_DIALOG (user_data);
  if (!answer) {
    show_error (self, error);
    gtk_widget_set_visible (self->spinner, FALSE);
    return;
  }
  if (self->metadata->number == 0)
    adw_spin_row_set_value (self->number_row, answer->next_number);
  show_findings (self, answer);
  self->is_ready = TRUE;
  update (self);
}

/* Checks the bulletin with the date that is typed and a number, 0 for the next. */
static void
start_check (BulletinIssueDialog *self,
             int number)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  Question *question = g_new0 (Question, 1);

  self->is_ready = FALSE;
  question->id = g_strdup (self->id);
  question->series = g_strdup (self->metadata->series);
  question->kind = self->metadata->kind;
  question->year = self->metadata->year > 0 ? self->metadata->year : g_date_time_get_year (now);
  question->date = get_date (self);
  question->number = number;
  bulletin_library_service_call_async (self->service, ask, FALSE, question, (GDestroyNotify) question_free,
                                       (GDestroyNotify) answer_free, self->cancellable, answered_cb, self);
}

/* --- Issuing --------------------------------------------------------------- */

static void
open_record_cb (AdwToast *toast,
                gpointer user_data)
{
  BulletinWindow *window = user_data;

  bulletin_window_show_place (window, "archive");
  bulletin_window_open_bulletin (window, g_object_get_data (G_OBJECT (toast), "bulletin"));
}

/* What is issued is not written any more: its page is left. */
static void
leave_issued (BulletinIssueDialog *self,
              const char *issue)
{
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *title = g_strdup_printf (_ ("Issued: %s"), issue);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, title);
  adw_toast_set_button_label (toast, _ ("_Open in Archive"));
  adw_toast_set_timeout (toast, 15);
  g_object_set_data_full (G_OBJECT (toast), "bulletin", g_strdup (self->id), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (open_record_cb), window, 0);
  bulletin_window_pop (window);
  bulletin_window_add_toast (window, toast);
}

typedef struct
{
  char *id;
  char *signer;
  char *date;
  int number;
  GPtrArray *acceptances;
  char *who;
} Issue;

static void
issue_free (Issue *self)
{
  g_free (self->id);
  g_free (self->signer);
  g_free (self->date);
  g_clear_pointer (&self->acceptances, g_ptr_array_unref);
  g_free (self->who);
  g_free (self);
}

static gpointer
issue (BulletinLibrary *library,
       gpointer data,
       GCancellable *cancellable,
       GError **error)
{
  Issue *issuing = data;
  const BulletinIssueRequest request = {
    .id = issuing->id,
    .signer = issuing->signer,
    .date = issuing->date,
    .number = issuing->number,
    .acceptances = issuing->acceptances,
    .who = issuing->who,
  };

  return GINT_TO_POINTER (bulletin_issue_bulletin (library, &request, cancellable, error));
}

static void
issued_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (BulletinIssueDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  self->is_issuing = FALSE;
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (!bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error)) {
    show_error (self, error);
    /* With another number or date something else may be in the way. */
    if (g_error_matches (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FINDINGS))
      start_check (self, (int) adw_spin_row_get_value (self->number_row));
    update (self);
    return;
  }
  self->metadata->number = (int) adw_spin_row_get_value (self->number_row);
  g_free (self->metadata->date);
  self->metadata->date = get_date (self);
  if (self->metadata->year == 0)
    self->metadata->year = atoi (self->metadata->date);
  label = bulletin_metadata_format_number (self->metadata);
  leave_issued (self, label);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
issue_cb (BulletinIssueDialog *self)
{
  Issue *issuing = g_new0 (Issue, 1);
  guint n_missing;

  issuing->id = g_strdup (self->id);
  issuing->date = get_date (self);
  issuing->number = (int) adw_spin_row_get_value (self->number_row);
  issuing->acceptances = list_acceptances (self, &n_missing);
  issuing->who = bulletin_get_user_name ();
  bulletin_metadata_set_string (&issuing->signer, gtk_editable_get_text (GTK_EDITABLE (self->signer_row)));

  self->is_issuing = TRUE;
  /* What has begun is not called off half way. */
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  adw_banner_set_revealed (self->banner, FALSE);
  update (self);
  bulletin_library_service_call_async (self->service, issue, TRUE, issuing, (GDestroyNotify) issue_free, NULL,
                                       NULL, issued_cb, g_object_ref (self));
}

static void
changed_cb (BulletinIssueDialog *self)
{
  if (self->metadata)
    update (self);
}

static void
cancel_cb (BulletinIssueDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- Widget ---------------------------------------------------------------- */

static void
bulletin_issue_dialog_dispose (GObject *object)
{
  BulletinIssueDialog *self = BULLETIN_ISSUE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_ISSUE_DIALOG);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (bulletin_issue_dialog_parent_class)->dispose (object);
}

static void
bulletin_issue_dialog_finalize (GObject *object)
{
  BulletinIssueDialog *self = BULLETIN_ISSUE_DIALOG (object);

  g_free (self->id);
  g_clear_pointer (&self->metadata, bulletin_metadata_free);

  G_OBJECT_CLASS (bulletin_issue_dialog_parent_class)->finalize (object);
}

static void
bulletin_issue_dialog_class_init (BulletinIssueDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_issue_dialog_dispose;
  object_class->finalize = bulletin_issue_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-issue-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinIssueDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, BulletinIssueDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinIssueDialog, number_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinIssueDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinIssueDialog, signer_row);
  gtk_widget_class_bind_template_child (widget_class, BulletinIssueDialog, findings_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinIssueDialog, findings_list);
  gtk_widget_class_bind_template_child (widget_class, BulletinIssueDialog, issue_button);
  gtk_widget_class_bind_template_child (widget_class, BulletinIssueDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, issue_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
bulletin_issue_dialog_init (BulletinIssueDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What the dialog begins with. */
typedef struct
{
  BulletinContent *content;
  char *approver;
} Beginning;

static void
beginning_free (Beginning *self)
{
  g_clear_pointer (&self->content, bulletin_content_free);
  g_free (self->approver);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Beginning, beginning_free)

static AdwDialog *
create_dialog (BulletinLibraryService *service,
               const Beginning *beginning)
{
  const BulletinMetadata *metadata = beginning->content->metadata;
  const char *signer = metadata->signer ? metadata->signer : beginning->approver;
  BulletinIssueDialog *self = g_object_new (BULLETIN_TYPE_ISSUE_DIALOG, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  self->service = g_object_ref (service);
  self->id = g_strdup (bulletin_record_get_id (beginning->content->record));
  self->metadata = bulletin_metadata_copy (metadata);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->title_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->title_row), metadata->title ? metadata->title : _ ("Untitled"));
  adw_action_row_set_subtitle (self->title_row, metadata->series ? metadata->series : "");
  adw_spin_row_set_value (self->number_row, metadata->number);
  gtk_editable_set_text (GTK_EDITABLE (self->date_row), metadata->date ? metadata->date : today);
  gtk_editable_set_text (GTK_EDITABLE (self->signer_row), signer ? signer : "");
  update (self);
  start_check (self, metadata->number);
  return ADW_DIALOG (self);
}

/* Who approved last, as a rule the one who signs; %NULL if nobody asked by name did. */
static char *
find_approver (const GPtrArray *reviews)
{
  const BulletinReview *newest = reviews->len > 0 ? reviews->pdata[0] : NULL;
  const BulletinReviewRequest *last = NULL;

  for (guint i = 0; newest && i < newest->requests->len; i++) {
    const BulletinReviewRequest *request = newest->requests->pdata[i];

    if (request->state == BULLETIN_REQUEST_APPROVED && (!last || g_strcmp0 (request->answered_at, last->answered_at) >= 0))
      last = request;
  }
  return last ? g_strdup (last->reviewer) : NULL;
}

static gpointer
read_bulletin (BulletinLibrary *library,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (Beginning) beginning = g_new0 (Beginning, 1);
  g_autoptr (GPtrArray) reviews = NULL;

  beginning->content = bulletin_library_get_bulletin (library, data, error);
  if (!beginning->content)
    return NULL;
  reviews = bulletin_library_list_reviews (library, data, error);
  if (!reviews)
    return NULL;
  if (bulletin_record_get_state (beginning->content->record) == BULLETIN_STATE_APPROVED)
    beginning->approver = find_approver (reviews);
  return g_steal_pointer (&beginning);
}

static void
bulletin_read_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  BulletinLibraryService *service = BULLETIN_LIBRARY_SERVICE (source);
  BulletinWindow *window = bulletin_window_of (parent);
  g_autoptr (GError) error = NULL;
  g_autoptr (Beginning) beginning = bulletin_library_service_call_finish (service, result, &error);

  if (!window)
    return;
  if (!beginning) {
    bulletin_window_show_error (window, error);
    return;
  }
  adw_dialog_present (create_dialog (service, beginning), parent);
}

/**
 * bulletin_issue_dialog_present:
 * @parent: a widget of the page that the bulletin is open in
 * @service: the library
 * @id: a bulletin whose newest text is a revision
 *
 * Asks once more and issues. When it is done the page is left and a toast leads to
 * the record in the archive.
 */
void
bulletin_issue_dialog_present (GtkWidget *parent,
                               BulletinLibraryService *service,
                               const char *id)
{
  g_return_if_fail (GTK_IS_WIDGET (parent));

  bulletin_library_service_call_async (service, read_bulletin, FALSE, g_strdup (id), g_free,
                                       (GDestroyNotify) beginning_free, NULL,
                                       bulletin_read_cb, g_object_ref (parent));
}
