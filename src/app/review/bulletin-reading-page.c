/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-reading-page.h"

#include "bulletin-issue-dialog.h"
#include "bulletin-page-list.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>

struct _BulletinReadingPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  BulletinPageList *pages;
  GtkWidget *review_buttons;
  GtkWidget *approved_buttons;

  BulletinLibraryService *service;
  char *id;
};

G_DEFINE_FINAL_TYPE (BulletinReadingPage, bulletin_reading_page, ADW_TYPE_NAVIGATION_PAGE)

/* One of the four moves, on its way to the database thread. */
typedef struct
{
  gboolean (*move) (BulletinLibrary *library,
                    const char      *id,
                    const char      *note,
                    const char      *who,
                    GError         **error);
  char *id;
  char *note;
  char *who;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_free (move->id);
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

  return GINT_TO_POINTER (move->move (library, move->id, move->note, move->who, error));
}

typedef struct
{
  BulletinReadingPage *page;   /* a reference */
  const char *done;            /* what the toast says */
  gboolean leaves;
} Answer;

static void
moved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Answer *answer = user_data;
  g_autoptr (BulletinReadingPage) self = answer->page;
  g_autoptr (GError) error = NULL;
  gboolean success = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error) != NULL;
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  /* The person may have gone elsewhere meanwhile. */
  if (window == NULL)
    return;
  if (!success) {
    bulletin_window_show_error (window, error);
    return;
  }
  bulletin_window_add_toast (window, adw_toast_new (answer->done));
  if (answer->leaves)
    bulletin_window_pop (window);
}

static void
start_move (BulletinReadingPage *self,
            gpointer             move_func,
            const char          *note,
            const char          *done,
            gboolean             leaves)
{
  Move *move = g_new0 (Move, 1);
  Answer *answer = g_new0 (Answer, 1);

  move->move = move_func;
  move->id = g_strdup (self->id);
  move->note = g_strdup (note);
  move->who = bulletin_get_user_name ();
  answer->page = g_object_ref (self);
  answer->done = done;
  answer->leaves = leaves;
  bulletin_library_service_call_async (self->service, run_move, TRUE, move, move_free, NULL, NULL, moved_cb, answer);
}

static void
seen_cb (BulletinReadingPage *self)
{
  start_move (self, bulletin_library_mark_seen, NULL, _("Marked as seen"), FALSE);
}

/* --- Asking for a sentence -------------------------------------------------- */

typedef struct
{
  BulletinReadingPage *page;
  GtkTextBuffer *buffer;
  const char *response;
  gboolean is_return;
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
  if (question->is_return)
    start_move (question->page, bulletin_library_send_back, words, _("Sent back to the editor"), TRUE);
  else
    start_move (question->page, bulletin_library_mark_seen, words, _("Comment added"), FALSE);
}

static void
ask_for_words (BulletinReadingPage *self,
               const char          *heading,
               const char          *body,
               const char          *answer,
               gboolean             is_return)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-reading-page-words.ui");
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (gtk_builder_get_object (builder, "dialog"));
  GtkTextView *view = GTK_TEXT_VIEW (gtk_builder_get_object (builder, "view"));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  Question *question = g_new0 (Question, 1);

  adw_alert_dialog_set_heading (dialog, heading);
  adw_alert_dialog_set_body (dialog, body);
  adw_alert_dialog_set_response_label (dialog, "answer", answer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  if (is_return)
    adw_alert_dialog_set_response_appearance (dialog, "answer", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (words_changed_cb), dialog, G_CONNECT_DEFAULT);
  words_changed_cb (buffer, dialog);

  question->page = g_object_ref (self);
  question->buffer = buffer;
  question->is_return = is_return;
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
comment_cb (BulletinReadingPage *self)
{
  ask_for_words (self, _("Comment"), _("The editor sees it beside the bulletin."), _("_Add"), FALSE);
}

static void
send_back_cb (BulletinReadingPage *self)
{
  ask_for_words (self, _("Send Back"), _("Say what is to be changed."), _("_Send Back"), TRUE);
}

/* --- Approving and issuing -------------------------------------------------- */

static void
approve_answered_cb (BulletinReadingPage *self,
                     const char          *response)
{
  if (g_str_equal (response, "approve"))
    start_move (self, bulletin_library_approve, NULL, _("Approved"), TRUE);
}

static void
approve_cb (BulletinReadingPage *self)
{
  const BulletinContent *content = bulletin_page_list_get_content (self->pages);
  g_autofree char *issue = NULL;
  g_autofree char *body = NULL;
  AdwDialog *dialog;

  if (content == NULL)
    return;
  issue = bulletin_metadata_format_issue (content->metadata);
  /* Translators: the title of a bulletin; its number; its date; how many pages it has */
  body = g_strdup_printf (_("%s\n%s, %s, %u pages"),
                          bulletin_record_get_title (content->record),
                          issue != NULL && *issue != '\0' ? issue : _("No number yet"),
                          content->metadata->date != NULL ? content->metadata->date : _("no date yet"),
                          bulletin_page_plan_get_n_pages (bulletin_page_list_get_plan (self->pages)));
  dialog = adw_alert_dialog_new (_("Approve This Bulletin?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "approve", _("_Approve"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "approve", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "approve");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (approve_answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
issue_cb (BulletinReadingPage *self)
{
  bulletin_issue_dialog_present (GTK_WIDGET (self), self->service, self->id);
}

static void
zoom_in_cb (BulletinReadingPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->pages), "pages.zoom-in", NULL);
}

static void
zoom_out_cb (BulletinReadingPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->pages), "pages.zoom-out", NULL);
}

static void
loaded_cb (BulletinReadingPage *self)
{
  const BulletinContent *content = bulletin_page_list_get_content (self->pages);
  guint n_pages = bulletin_page_plan_get_n_pages (bulletin_page_list_get_plan (self->pages));
  BulletinState state = bulletin_record_get_state (content->record);
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%u page", "%u pages", n_pages), n_pages);

  adw_window_title_set_title (self->window_title, bulletin_record_get_title (content->record));
  adw_window_title_set_subtitle (self->window_title, subtitle);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), bulletin_record_get_title (content->record));
  gtk_widget_set_visible (self->review_buttons, state == BULLETIN_STATE_REVIEW);
  gtk_widget_set_visible (self->approved_buttons, state == BULLETIN_STATE_APPROVED);
  gtk_widget_grab_focus (GTK_WIDGET (self->pages));
}

static void
bulletin_reading_page_dispose (GObject *object)
{
  BulletinReadingPage *self = BULLETIN_READING_PAGE (object);

  g_clear_object (&self->service);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_READING_PAGE);

  G_OBJECT_CLASS (bulletin_reading_page_parent_class)->dispose (object);
}

static void
bulletin_reading_page_finalize (GObject *object)
{
  g_free (BULLETIN_READING_PAGE (object)->id);

  G_OBJECT_CLASS (bulletin_reading_page_parent_class)->finalize (object);
}

static void
bulletin_reading_page_class_init (BulletinReadingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_reading_page_dispose;
  object_class->finalize = bulletin_reading_page_finalize;

  g_type_ensure (BULLETIN_TYPE_PAGE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-reading-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinReadingPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, BulletinReadingPage, pages);
  gtk_widget_class_bind_template_child (widget_class, BulletinReadingPage, review_buttons);
  gtk_widget_class_bind_template_child (widget_class, BulletinReadingPage, approved_buttons);
  gtk_widget_class_bind_template_callback (widget_class, loaded_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, seen_cb);
  gtk_widget_class_bind_template_callback (widget_class, comment_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, approve_cb);
  gtk_widget_class_bind_template_callback (widget_class, issue_cb);
}

static void
bulletin_reading_page_init (BulletinReadingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_reading_page_new:
 * @service: the library
 * @id: a bulletin in review, or approved
 *
 * Returns: (transfer floating): a page to push
 */
AdwNavigationPage *
bulletin_reading_page_new (BulletinLibraryService *service,
                           const char             *id)
{
  BulletinReadingPage *self = g_object_new (BULLETIN_TYPE_READING_PAGE, NULL);

  self->service = g_object_ref (service);
  self->id = g_strdup (id);
  bulletin_page_list_load (self->pages, service, id);

  return ADW_NAVIGATION_PAGE (self);
}
