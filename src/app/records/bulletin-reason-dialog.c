/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-reason-dialog.h"

typedef struct
{
  AdwAlertDialog *dialog; /* weak */
  GtkEditable *entry;     /* weak */
  BulletinReasonFunc func;
  gpointer user_data;
  GDestroyNotify data_free;
} Question;

static void
question_free (gpointer data,
               GClosure *closure)
{
  Question *question = data;

  if (question->data_free)
    question->data_free (question->user_data);
  g_free (question);
}

static char *
get_reason (const Question *question)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (question->entry)));
}

static void
changed_cb (GtkEditable *entry,
            gpointer user_data)
{
  Question *question = user_data;
  g_autofree char *reason = get_reason (question);

  adw_alert_dialog_set_response_enabled (question->dialog, "do", *reason != '\0');
}

static void
response_cb (AdwAlertDialog *dialog,
             const char *response,
             gpointer user_data)
{
  Question *question = user_data;
  g_autofree char *reason = get_reason (question);

  if (g_str_equal (response, "do") && *reason)
    question->func (reason, question->user_data);
}

/**
 * bulletin_reason_dialog_present:
 * @parent: the widget that asks
 * @heading: the question
 * @body: what will happen
 * @verb: what the button says, with a mnemonic
 * @is_destructive: whether there is no way back
 * @func: called with the reason when it is to be done
 */
void
bulletin_reason_dialog_present (GtkWidget *parent,
                                const char *heading,
                                const char *body,
                                const char *verb,
                                gboolean is_destructive,
                                BulletinReasonFunc func,
                                gpointer user_data,
                                GDestroyNotify data_free)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/mdjgx/Bulletin/ui/bulletin-reason-dialog.ui");
  Question *question = g_new0 (Question, 1);

  question->dialog = ADW_ALERT_DIALOG (gtk_builder_get_object (builder, "dialog"));
  question->entry = GTK_EDITABLE (gtk_builder_get_object (builder, "entry"));
  question->func = func;
  question->user_data = user_data;
  question->data_free = data_free;
  adw_alert_dialog_set_heading (question->dialog, heading);
  adw_alert_dialog_set_body (question->dialog, body);
  adw_alert_dialog_set_response_label (question->dialog, "do", verb);
  adw_alert_dialog_set_response_appearance (question->dialog, "do", is_destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  g_signal_connect (question->entry, "changed", G_CALLBACK (changed_cb), question);
  g_signal_connect_data (question->dialog, "response", G_CALLBACK (response_cb), question, question_free, G_CONNECT_DEFAULT);
  changed_cb (question->entry, question);
  adw_dialog_present (ADW_DIALOG (question->dialog), parent);
}
