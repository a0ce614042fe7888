/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include <glib/gi18n.h>

#include "bulletin-window.h"

/* Leaving the desk: what is typed becomes a revision first, and where that fails
 * nobody goes on without having said so. */

typedef struct
{
  BulletinDeskPage *page;
  GtkWidget *parent;
  BulletinLeaveFunc func;
  gpointer data;
  GDestroyNotify data_free;
} Leave;

static void
leave_free (Leave *self)
{
  g_object_unref (self->page);
  g_object_unref (self->parent);
  if (self->data_free)
    self->data_free (self->data);
  g_free (self);
}

static void commit (Leave *leave);

/* The question, as long as it stands: nobody is asked twice at once. */
#define QUESTION "bulletin-leaving-question"

static void
copy_text (Leave *leave)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (leave->page);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (leave->page)), bulletin_draft_get_text (draft));
  bulletin_window_add_toast (bulletin_window_of (GTK_WIDGET (leave->page)),
                             adw_toast_new (_ ("The text was copied. Paste it into another program before you leave")));
}

static void
answered_cb (AdwAlertDialog *dialog,
             const char *response,
             gpointer user_data)
{
  Leave *leave = user_data;

  g_object_set_data (G_OBJECT (leave->page), QUESTION, NULL);
  if (g_str_equal (response, "retry")) {
    commit (leave);
    return;
  }
  if (g_str_equal (response, "discard")) {
    bulletin_draft_discard (bulletin_desk_page_get_draft (leave->page));
    leave->func (leave->data);
  } else if (g_str_equal (response, "copy")) {
    copy_text (leave);
  }
  leave_free (leave);
}

static void
ask (Leave *leave,
     const GError *error)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("What You Typed Is Not Saved"), NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_format_body (alert,
                                /* Translators: %s is a sentence that says what happened. */
                                _ ("%s If you leave now, what was typed since the last save is lost."), error->message);
  adw_alert_dialog_add_responses (alert,
                                  "keep", _ ("_Keep Editing"),
                                  "discard", _ ("_Discard Changes"),
                                  "copy", _ ("_Copy the Text"),
                                  "retry", _ ("_Try Again"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (alert, "retry", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_appearance (alert, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "retry");
  adw_alert_dialog_set_close_response (alert, "keep");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), leave);
  g_object_set_data (G_OBJECT (leave->page), QUESTION, dialog);
  adw_dialog_present (dialog, leave->parent);
}

static void
committed_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  Leave *leave = user_data;
  g_autoptr (GError) error = NULL;

  if (bulletin_draft_commit_finish (BULLETIN_DRAFT (source), result, &error) ||
      bulletin_desk_page_get_draft (leave->page) != BULLETIN_DRAFT (source)) {
    leave->func (leave->data);
    leave_free (leave);
  } else if (g_object_get_data (G_OBJECT (leave->page), QUESTION)) {
    leave_free (leave);
  } else {
    ask (leave, error);
  }
}

static void
commit (Leave *leave)
{
  bulletin_draft_commit_async (bulletin_desk_page_get_draft (leave->page), NULL, committed_cb, leave);
}

/**
 * bulletin_desk_page_leave_then:
 * @self: the desk
 * @parent: what a question is asked above
 * @func: what is to be done once the text is safe or given up
 * @data: for @func
 * @data_free: (nullable): frees @data, whether @func was called or not
 *
 * Makes a revision of what was typed and goes on. If that fails the person is
 * told why and may try again, copy the text, give it up or keep editing; @func is
 * called only once it is saved or given up. With nothing to save it is called at
 * once.
 */
void
bulletin_desk_page_leave_then (BulletinDeskPage *self,
                               GtkWidget *parent,
                               BulletinLeaveFunc func,
                               gpointer data,
                               GDestroyNotify data_free)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  Leave *leave;

  if (!draft) {
    func (data);
    if (data_free)
      data_free (data);
    return;
  }
  leave = g_new0 (Leave, 1);
  leave->page = g_object_ref (self);
  leave->parent = g_object_ref (parent);
  leave->func = func;
  leave->data = data;
  leave->data_free = data_free;
  commit (leave);
}
