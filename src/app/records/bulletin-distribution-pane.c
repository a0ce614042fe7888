/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-distribution-pane.h"

#include <glib/gi18n.h>

#include "bulletin-export.h"
#include "bulletin-mail-draft.h"
#include "bulletin-posting.h"
#include "bulletin-recipient-dialog.h"
#include "bulletin-store.h"
#include "bulletin-window.h"

struct _BulletinDistributionPane
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *summary_label;
  GtkListBox *list;

  BulletinLibraryService *service;
  GCancellable *cancellable;
  char *id;
  char *issue;
  GPtrArray *deliveries;
};

G_DEFINE_FINAL_TYPE (BulletinDistributionPane, bulletin_distribution_pane, ADW_TYPE_BIN)

/* --- Reading ------------------------------------------------------------------ */

typedef struct
{
  char *id;
  char *who;
} Question;

typedef struct
{
  GPtrArray *deliveries;
  int copies;
  char *issue;
} Answer;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->id);
  g_free (question->who);
  g_free (question);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->deliveries, g_ptr_array_unref);
  g_free (answer->issue);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
read_list (BulletinLibrary *library,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  Question *question = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (library, question->id, error);
  g_autofree char *issue = NULL;

  if (!content)
    return NULL;
  answer->copies = content->metadata->copies;
  issue = bulletin_metadata_format_issue (content->metadata);
  answer->issue = g_strdup_printf ("%s%d年%s", content->metadata->series, content->metadata->year, issue);
  answer->deliveries = bulletin_library_open_distribution (library, question->id, question->who, error);
  return answer->deliveries ? g_steal_pointer (&answer) : NULL;
}

/* --- Showing -------------------------------------------------------------------- */

static char *
format_subtitle (const BulletinDelivery *delivery)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  g_strv_builder_take (parts, g_strdup_printf (ngettext ("%d copy", "%d copies", delivery->copies), delivery->copies));
  if (delivery->first_copy > 0 && delivery->last_copy > delivery->first_copy)
    g_strv_builder_take (parts, g_strdup_printf (_ ("nos. %d to %d"), delivery->first_copy, delivery->last_copy));
  else if (delivery->first_copy > 0)
    g_strv_builder_take (parts, g_strdup_printf (_ ("no. %d"), delivery->first_copy));
  if (delivery->received)
    g_strv_builder_take (parts, delivery->received_by ? g_strdup_printf (_ ("received on %s by %s"), delivery->received, delivery->received_by)
                                                      : g_strdup_printf (_ ("received on %s"), delivery->received));
  else if (delivery->sent)
    g_strv_builder_take (parts, g_strdup_printf (_ ("sent on %s"), delivery->sent));
  else
    g_strv_builder_add (parts, _ ("not sent yet"));
  if (delivery->note)
    g_strv_builder_add (parts, delivery->note);
  strings = g_strv_builder_end (parts);
  return g_strjoinv (" · ", strings);
}

static void
add_row (BulletinDistributionPane *self,
         const BulletinDelivery *delivery)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = format_subtitle (delivery);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), delivery->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (delivery->received)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->list, row);
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer user_data)
{
  BulletinDistributionPane *self = user_data;
  const BulletinDelivery *delivery = self->deliveries->pdata[gtk_list_box_row_get_index (row)];
  const BulletinDelivery *other = before ? self->deliveries->pdata[gtk_list_box_row_get_index (before)] : NULL;
  GtkWidget *label;

  if (other && other->kind == delivery->kind) {
    gtk_list_box_row_set_header (row, NULL);
    return;
  }
  label = gtk_label_new (bulletin_recipient_kind_get_label (delivery->kind));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_box_row_set_header (row, label);
}

static void
show_summary (BulletinDistributionPane *self,
              int copies)
{
  int n_copies = 0, n_received = 0;
  g_autofree char *given = NULL;
  g_autofree char *received = NULL;
  g_autoptr (GString) summary = g_string_new (NULL);

  for (guint i = 0; i < self->deliveries->len; i++) {
    const BulletinDelivery *delivery = self->deliveries->pdata[i];

    n_copies += delivery->copies;
    n_received += delivery->received != NULL;
  }
  if (copies > 0) {
    g_string_append_printf (summary, _ ("%d printed"), copies);
    g_string_append (summary, " · ");
  }
  given = g_strdup_printf (_ ("%d given out"), n_copies);
  received = g_strdup_printf (_ ("%d of %u received"), n_received, self->deliveries->len);
  g_string_append_printf (summary, "%s · %s", given, received);
  if (copies > 0 && n_copies > copies) {
    g_string_append (summary, " · ");
    g_string_append (summary, _ ("more than were printed"));
  }
  gtk_label_set_label (self->summary_label, summary->str);
}

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  BulletinDistributionPane *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  gboolean has_any;

  /* Cancelled: the pane may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BULLETIN_DISTRIBUTION_PANE (user_data);
  if (!answer) {
    BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

    if (window)
      bulletin_window_show_error (window, error);
    return;
  }
  gtk_list_box_remove_all (self->list);
  g_clear_pointer (&self->deliveries, g_ptr_array_unref);
  self->deliveries = g_steal_pointer (&answer->deliveries);
  g_set_str (&self->issue, answer->issue);
  for (guint i = 0; i < self->deliveries->len; i++)
    add_row (self, self->deliveries->pdata[i]);
  show_summary (self, answer->copies);
  has_any = self->deliveries->len > 0;
  gtk_stack_set_visible_child_name (self->stack, has_any ? "list" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "distribution.send", has_any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "distribution.number", has_any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "distribution.labels", has_any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "distribution.list", has_any);
}

static void
reload (BulletinDistributionPane *self)
{
  Question *question;

  if (!self->id || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  question = g_new0 (Question, 1);
  question->id = g_strdup (self->id);
  question->who = bulletin_get_user_name ();
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (self->service, read_list, FALSE, question, question_free, answer_free,
                                       self->cancellable, read_cb, self);
}

/* --- Changing ------------------------------------------------------------------- */

static void
row_activated_cb (BulletinDistributionPane *self,
                  GtkListBoxRow *row)
{
  bulletin_recipient_dialog_present_delivery (GTK_WIDGET (self), self->service,
                                              self->deliveries->pdata[gtk_list_box_row_get_index (row)]);
}

static void
add_action (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  BulletinDistributionPane *self = BULLETIN_DISTRIBUTION_PANE (widget);
  BulletinDelivery delivery = { .bulletin = self->id, .kind = BULLETIN_RECIPIENT_SEND, .copies = 1 };

  bulletin_recipient_dialog_present_delivery (widget, self->service, &delivery);
}

static gpointer
send_all (BulletinLibrary *library,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  Question *question = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  return bulletin_library_send_deliveries (library, question->id, today, question->who, error);
}

static gpointer
number_all (BulletinLibrary *library,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  Question *question = data;

  return bulletin_library_number_copies (library, question->id, 1, question->who, error);
}

static void
changed_cb (BulletinWindow *window,
            GObject *source,
            GAsyncResult *result,
            const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (operation)
    bulletin_window_offer_undo (window, message, operation);
  else
    bulletin_window_show_error (window, error);
}

static void
sent_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;

  changed_cb (window, source, result, _ ("Noted as sent today"));
}

static void
numbered_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;

  changed_cb (window, source, result, _ ("Copies numbered"));
}

static void
change (BulletinDistributionPane *self,
        BulletinLibraryFunc func,
        GAsyncReadyCallback callback)
{
  Question *question = g_new0 (Question, 1);

  question->id = g_strdup (self->id);
  question->who = bulletin_get_user_name ();
  bulletin_library_service_call_async (self->service, func, TRUE, question, question_free, g_free, NULL, callback,
                                       g_object_ref (bulletin_window_of (GTK_WIDGET (self))));
}

static void
send_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  change (BULLETIN_DISTRIBUTION_PANE (widget), send_all, sent_cb);
}

static void
number_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  change (BULLETIN_DISTRIBUTION_PANE (widget), number_all, numbered_cb);
}

/* --- Paper ------------------------------------------------------------------------ */

/* A PDF that is asked for: of labels, or with no sheet the covering list. */
typedef struct
{
  BulletinLibraryService *service;
  BulletinWindow *window; /* weak */
  char *id;
  const BulletinLabelSheet *sheet;
  guint skip;
  GFile *file;
} Paper;

static void
paper_free (gpointer data)
{
  Paper *paper = data;

  g_clear_object (&paper->service);
  g_clear_weak_pointer (&paper->window);
  g_free (paper->id);
  g_clear_object (&paper->file);
  g_free (paper);
}

static gpointer
write_paper (BulletinLibrary *library,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  Paper *paper = data;
  g_autoptr (GBytes) pdf = paper->sheet ? bulletin_posting_write_labels (library, paper->id, paper->sheet, paper->skip, error)
                                        : bulletin_posting_write_list (library, paper->id, error);

  /* The dialog asked whether to replace it. */
  return GINT_TO_POINTER (pdf && bulletin_write_file (paper->file, pdf, TRUE, cancellable, error));
}

/* What is said of it when it is there. */
typedef struct
{
  BulletinWindow *window;
  GFile *file;
  const char *message;
} Written;

static void
written_free (Written *written)
{
  g_object_unref (written->window);
  g_object_unref (written->file);
  g_free (written);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Written, written_free)

static void
written_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (Written) written = user_data;
  g_autoptr (GError) error = NULL;

  if (bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error))
    bulletin_window_offer_open (written->window, written->message, written->file);
  else
    bulletin_window_show_error (written->window, error);
}

static void
file_chosen_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  Paper *paper = user_data;
  g_autoptr (BulletinLibraryService) service = g_object_ref (paper->service);
  Written *written;

  paper->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (!paper->file || !paper->window) {
    paper_free (paper);
    return;
  }
  written = g_new0 (Written, 1);
  written->window = g_object_ref (paper->window);
  written->file = g_object_ref (paper->file);
  written->message = paper->sheet ? _ ("Labels written") : _ ("Covering list written");
  bulletin_library_service_call_async (service, write_paper, FALSE, paper, paper_free, NULL, NULL, written_cb, written);
}

/* Takes nothing but what it copies; sheet NULL for the covering list. */
static void
choose_file (BulletinDistributionPane *self,
             const BulletinLabelSheet *sheet,
             guint skip)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  Paper *paper = g_new0 (Paper, 1);
  g_autofree char *file_name = g_strdup_printf ("%s%s.pdf", self->issue ? self->issue : "", sheet ? _ ("Labels") : _ ("Covering List"));

  paper->service = g_object_ref (self->service);
  g_set_weak_pointer (&paper->window, window);
  paper->id = g_strdup (self->id);
  paper->sheet = sheet;
  paper->skip = skip;
  gtk_file_dialog_set_title (dialog, sheet ? _ ("Labels") : _ ("Covering List"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (window), NULL, file_chosen_cb, paper);
}

static void
labels_answered_cb (BulletinDistributionPane *self,
                    const char *response,
                    AdwAlertDialog *dialog)
{
  GtkBuilder *builder = g_object_get_data (G_OBJECT (dialog), "builder");
  AdwComboRow *sheet_row = ADW_COMBO_ROW (gtk_builder_get_object (builder, "sheet_row"));
  AdwSpinRow *skip_row = ADW_SPIN_ROW (gtk_builder_get_object (builder, "skip_row"));
  guint n_sheets;
  const BulletinLabelSheet *sheets = bulletin_label_sheets_list (&n_sheets);

  if (g_str_equal (response, "write"))
    choose_file (self, &sheets[MIN (adw_combo_row_get_selected (sheet_row), n_sheets - 1)], (guint) adw_spin_row_get_value (skip_row));
}

static void
labels_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  GtkBuilder *builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-distribution-pane-labels.ui");
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (gtk_builder_get_object (builder, "dialog"));
  GtkStringList *names = GTK_STRING_LIST (gtk_builder_get_object (builder, "sheets"));
  guint n_sheets;
  const BulletinLabelSheet *sheets = bulletin_label_sheets_list (&n_sheets);

  for (guint i = 0; i < n_sheets; i++) {
    g_autofree char *sheet = bulletin_label_sheet_format (&sheets[i]);

    gtk_string_list_append (names, sheet);
  }
  /* The dialog lives by its parent; the builder's rows by the dialog. */
  g_object_set_data_full (G_OBJECT (dialog), "builder", builder, g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (labels_answered_cb), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
list_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  choose_file (BULLETIN_DISTRIBUTION_PANE (widget), NULL, 0);
}

static void
mail_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  BulletinDistributionPane *self = BULLETIN_DISTRIBUTION_PANE (widget);

  bulletin_mail_draft_compose (bulletin_window_of (widget), self->service, self->id);
}

/* --- Widget ------------------------------------------------------------------------- */

static void
bulletin_distribution_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bulletin_distribution_pane_parent_class)->map (widget);
  reload (BULLETIN_DISTRIBUTION_PANE (widget));
}

static void
bulletin_distribution_pane_dispose (GObject *object)
{
  BulletinDistributionPane *self = BULLETIN_DISTRIBUTION_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->list)
    gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_DISTRIBUTION_PANE);
  g_clear_pointer (&self->deliveries, g_ptr_array_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->issue, g_free);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (bulletin_distribution_pane_parent_class)->dispose (object);
}

static void
bulletin_distribution_pane_class_init (BulletinDistributionPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_distribution_pane_dispose;
  widget_class->map = bulletin_distribution_pane_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-distribution-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinDistributionPane, stack);
  gtk_widget_class_bind_template_child (widget_class, BulletinDistributionPane, summary_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinDistributionPane, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "distribution.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "distribution.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "distribution.number", NULL, number_action);
  gtk_widget_class_install_action (widget_class, "distribution.labels", NULL, labels_action);
  gtk_widget_class_install_action (widget_class, "distribution.list", NULL, list_action);
  gtk_widget_class_install_action (widget_class, "distribution.mail", NULL, mail_action);
}

static void
bulletin_distribution_pane_init (BulletinDistributionPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->deliveries = g_ptr_array_new ();
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
}

/**
 * bulletin_distribution_pane_load:
 * @self: the pane
 * @service: the library
 * @id: an issued bulletin
 */
void
bulletin_distribution_pane_load (BulletinDistributionPane *self,
                                 BulletinLibraryService *service,
                                 const char *id)
{
  self->service = g_object_ref (service);
  self->id = g_strdup (id);
  g_signal_connect_object (service, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
}
