/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include <glib/gi18n.h>

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

static void
answered_cb (AdwAlertDialog *dialog,
             const char *response,
             gpointer user_data)
{
  Leave *leave = user_data;

  if (g_str_equal (response, "discard")) {
    bulletin_draft_discard (bulletin_desk_page_get_draft (leave->page));
    leave->func (leave->data);
  }
  leave_free (leave);
}

static void
committed_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  Leave *leave = user_data;
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;

  if (bulletin_draft_commit_finish (BULLETIN_DRAFT (source), result, &error) ||
      bulletin_desk_page_get_draft (leave->page) != BULLETIN_DRAFT (source)) {
    leave->func (leave->data);
    leave_free (leave);
    return;
  }

  dialog = adw_alert_dialog_new (_ ("What You Typed Is Not Saved"), NULL);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                /* Translators: %s is a sentence that says what happened. */
                                _ ("%s If you leave now, what was typed since the last save is lost."), error->message);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "keep", _ ("_Keep Editing"),
                                  "discard", _ ("_Discard Changes"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), leave);
  adw_dialog_present (dialog, leave->parent);
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
 * asked whether to keep editing, and then @func is not called. With nothing to
 * save @func is called at once.
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
  bulletin_draft_commit_async (draft, NULL, committed_cb, leave);
}
