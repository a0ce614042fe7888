/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-reading-page-private.h"

#include "bulletin-delegate-dialog.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>

/* What a reader answers: each answer names the revision that is before the eyes,
 * so that nobody agrees to what they have not read. */

typedef enum
{
  MOVE_ANSWER,
  MOVE_DELEGATE,
  MOVE_RECALL,
} MoveKind;

/* On its way to the database thread. */
typedef struct
{
  MoveKind kind;
  BulletinAnswer answer;
  char *id;
  char *revision;
  char *to;
  char *note;
  char *who;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_free (move->id);
  g_free (move->revision);
  g_free (move->to);
  g_free (move->note);
  g_free (move->who);
  g_free (move);
}

static gpointer
run_move (BulletinLibrary *library,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  Move *move = data;

  switch (move->kind) {
  case MOVE_DELEGATE:
    return GINT_TO_POINTER (bulletin_library_delegate_review (library, move->id, move->to, move->note, move->who, error));
  case MOVE_RECALL:
    return GINT_TO_POINTER (bulletin_library_recall_review (library, move->id, move->note, move->who, error));
  case MOVE_ANSWER:
  default:
    return GINT_TO_POINTER (bulletin_library_answer_review (library, move->id, move->revision, move->answer, move->note, move->who, error));
  }
}

typedef struct
{
  BulletinReadingPage *page;   /* a reference */
  const char *done;            /* what the toast says */
  gboolean leaves;
} Outcome;

static void
moved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Outcome *outcome = user_data;
  g_autoptr (BulletinReadingPage) self = outcome->page;
  g_autoptr (GError) error = NULL;
  gboolean success = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error) != NULL;
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  /* The person may have gone elsewhere meanwhile. */
  if (window == NULL)
    return;
  if (!success) {
    bulletin_window_show_error (window, error);
    /* Most often somebody was faster, in another window: show how it stands now. */
    bulletin_reading_page_refresh (self);
    return;
  }
  bulletin_window_add_toast (window, adw_toast_new (outcome->done));
  if (outcome->leaves)
    bulletin_window_pop (window);
}

static void
start_move (BulletinReadingPage *self,
            MoveKind             kind,
            BulletinAnswer       answer,
            const char          *to,
            const char          *note,
            const char          *done,
            gboolean             leaves)
{
  const BulletinContent *content = bulletin_page_list_get_content (bulletin_reading_page_get_pages (self));
  Move *move = g_new0 (Move, 1);
  Outcome *outcome = g_new0 (Outcome, 1);

  move->kind = kind;
  move->answer = answer;
  move->id = g_strdup (bulletin_reading_page_get_id (self));
  move->revision = g_strdup (content != NULL ? content->revision : NULL);
  move->to = g_strdup (to);
  move->note = g_strdup (note);
  move->who = bulletin_get_user_name ();
  outcome->page = g_object_ref (self);
  outcome->done = done;
  outcome->leaves = leaves;
  bulletin_library_service_call_async (bulletin_reading_page_get_service (self), run_move, TRUE, move, move_free, NULL, NULL,
                                       moved_cb, outcome);
}

void
bulletin_reading_page_mark_seen (BulletinReadingPage *self)
{
  start_move (self, MOVE_ANSWER, BULLETIN_ANSWER_SEEN, NULL, NULL, _("Marked as seen"), FALSE);
}

/* --- Asking for a sentence -------------------------------------------------- */

typedef struct
{
  BulletinReadingPage *page;
  GtkTextBuffer *buffer;
  MoveKind kind;
  BulletinAnswer answer;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->page);
  g_free (question);
}

static char *
get_words (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  char *text;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

  return g_strstrip (text);
}

static void
words_changed_cb (GtkTextBuffer  *buffer,
                  AdwAlertDialog *dialog)
{
  g_autofree char *words = get_words (buffer);

  adw_alert_dialog_set_response_enabled (dialog, "answer", *words != '\0');
}

static void
answered_cb (AdwAlertDialog *dialog,
             const char     *response,
             gpointer        user_data)
{
  Question *question = user_data;
  g_autofree char *words = NULL;

  if (!g_str_equal (response, "answer"))
    return;
  words = get_words (question->buffer);
  if (question->kind == MOVE_RECALL)
    start_move (question->page, MOVE_RECALL, 0, NULL, words, _("The bulletin is back at the desk"), TRUE);
  else if (question->answer == BULLETIN_ANSWER_RETURN)
    start_move (question->page, MOVE_ANSWER, question->answer, NULL, words, _("Sent back to the editor"), TRUE);
  else
    start_move (question->page, MOVE_ANSWER, question->answer, NULL, words, _("The instruction was added"), FALSE);
}

static void
ask_for_words (BulletinReadingPage *self,
               MoveKind             kind,
               BulletinAnswer       answer,
               const char          *heading,
               const char          *body,
               const char          *label)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-reading-answers-words.ui");
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (gtk_builder_get_object (builder, "dialog"));
  GtkTextView *view = GTK_TEXT_VIEW (gtk_builder_get_object (builder, "view"));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  Question *question = g_new0 (Question, 1);

  adw_alert_dialog_set_heading (dialog, heading);
  adw_alert_dialog_set_body (dialog, body);
  adw_alert_dialog_set_response_label (dialog, "answer", label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  if (kind == MOVE_ANSWER && answer == BULLETIN_ANSWER_RETURN)
    adw_alert_dialog_set_response_appearance (dialog, "answer", ADW_RESPONSE_DESTRUCTIVE);
  if (kind == MOVE_ANSWER) {
    g_signal_connect_object (buffer, "changed", G_CALLBACK (words_changed_cb), dialog, G_CONNECT_DEFAULT);
    words_changed_cb (buffer, dialog);
  }

  question->page = g_object_ref (self);
  question->buffer = buffer;
  question->kind = kind;
  question->answer = answer;
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  adw_dialog_set_focus (ADW_DIALOG (dialog), GTK_WIDGET (view));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

void
bulletin_reading_page_instruct (BulletinReadingPage *self)
{
  ask_for_words (self, MOVE_ANSWER, BULLETIN_ANSWER_INSTRUCT, _("Instruction"),
                 _("It stands in the record of the bulletin."), _("_Add"));
}

void
bulletin_reading_page_send_back (BulletinReadingPage *self)
{
  ask_for_words (self, MOVE_ANSWER, BULLETIN_ANSWER_RETURN, _("Send Back"), _("Say what is to be changed."), _("_Send Back"));
}

void
bulletin_reading_page_recall (BulletinReadingPage *self)
{
  ask_for_words (self, MOVE_RECALL, 0, _("Recall the Bulletin?"),
                 _("It comes back to the desk, and what was answered in this round no longer counts. You may say why."),
                 _("_Recall"));
}

/* --- Delegating ------------------------------------------------------------- */

static void
delegated_cb (BulletinReadingPage    *self,
              const char             *response,
              BulletinDelegateDialog *dialog)
{
  if (g_str_equal (response, "delegate"))
    start_move (self, MOVE_DELEGATE, 0, bulletin_delegate_dialog_get_name (dialog), bulletin_delegate_dialog_get_note (dialog),
                _("Somebody else was asked"), TRUE);
}

void
bulletin_reading_page_delegate (BulletinReadingPage *self)
{
  AdwDialog *dialog = bulletin_delegate_dialog_new (bulletin_reading_page_get_service (self));

  g_signal_connect_object (dialog, "response", G_CALLBACK (delegated_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* --- Approving -------------------------------------------------------------- */

static void
approve_answered_cb (BulletinReadingPage *self,
                     const char          *response)
{
  if (g_str_equal (response, "approve"))
    start_move (self, MOVE_ANSWER, BULLETIN_ANSWER_APPROVE, NULL, NULL, _("Approved"), TRUE);
}

void
bulletin_reading_page_approve (BulletinReadingPage *self)
{
  BulletinPageList *pages = bulletin_reading_page_get_pages (self);
  const BulletinContent *content = bulletin_page_list_get_content (pages);
  g_autofree char *issue = NULL;
  g_autofree char *date = NULL;
  g_autofree char *body = NULL;
  AdwDialog *dialog;

  if (content == NULL)
    return;
  issue = bulletin_metadata_format_issue (content->metadata);
  date = bulletin_metadata_format_date (content->metadata);
  /* Translators: the title of a bulletin; its number; its date; the number of the
   * revision; how many pages it has */
  body = g_strdup_printf (_("%s\n%s, %s\nRevision %d, %u pages"),
                          bulletin_record_get_title (content->record),
                          issue != NULL && *issue != '\0' ? issue : _("No number yet"),
                          date != NULL && *date != '\0' ? date : _("no date yet"),
                          bulletin_reading_page_get_ordinal (self),
                          bulletin_page_plan_get_n_pages (bulletin_page_list_get_plan (pages)));
  dialog = adw_alert_dialog_new (_("Approve This Bulletin?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "approve", _("_Approve"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "approve", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "approve");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (approve_answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
