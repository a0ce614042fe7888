/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include <glib/gi18n.h>

#include "bulletin-draft-deletion.h"
#include "bulletin-issue-dialog.h"
#include "bulletin-note-dialog.h"
#include "bulletin-number-book.h"
#include "bulletin-review.h"
#include "bulletin-send-dialog.h"
#include "bulletin-window.h"

/* Every move begins with a revision: what is sent, issued or named is what
 * stands on the desk. */

/* --- Revisions ------------------------------------------------------------- */

static void
revision_saved_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (bulletin_draft_commit_finish (BULLETIN_DRAFT (source), result, &error))
    bulletin_window_add_toast (window, adw_toast_new (_ ("The revision was saved")));
  else
    bulletin_window_show_error (window, error);
}

void
bulletin_desk_page_save_revision (BulletinDeskPage *self)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);

  if (draft)
    bulletin_draft_commit_async (draft, NULL, revision_saved_cb, g_object_ref (bulletin_window_of (GTK_WIDGET (self))));
}

static void
revision_named_cb (BulletinNoteDialog *dialog,
                   const char *response,
                   BulletinDeskPage *self)
{
  g_autofree char *note = bulletin_note_dialog_get_note (dialog);
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);

  if (g_str_equal (response, "accept") && draft)
    bulletin_draft_commit_async (draft, *note ? note : NULL, revision_saved_cb,
                                 g_object_ref (bulletin_window_of (GTK_WIDGET (self))));
}

void
bulletin_desk_page_name_revision (BulletinDeskPage *self)
{
  AdwDialog *dialog;

  if (!bulletin_desk_page_get_draft (self))
    return;
  dialog = bulletin_note_dialog_new (_ ("Name This Revision"),
                                     _ ("Under this name you find the text of now again in the history."),
                                     _ ("Name of the Revision"), _ ("_Save"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (revision_named_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* --- Numbers --------------------------------------------------------------- */

typedef struct
{
  BulletinDeskPage *page;
  char *id;
  char *who;
} Reserving;

static void
reserving_free (Reserving *self)
{
  g_object_unref (self->page);
  g_free (self->id);
  g_free (self->who);
  g_free (self);
}

static gpointer
reserve_number (BulletinLibrary *library,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  Reserving *reserving = data;

  return GINT_TO_POINTER (bulletin_library_reserve_number (library, reserving->id, 0, reserving->who, error));
}

static void
reserved_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (BulletinDeskPage) self = user_data;
  g_autoptr (GError) error = NULL;
  int number = GPOINTER_TO_INT (bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error));
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  g_autofree char *message = NULL;
  AdwToast *toast;

  if (!window)
    return;
  if (number == 0) {
    bulletin_window_show_error (window, error);
    return;
  }
  /* The draft bears it from now on, whatever it bore. */
  if (draft && bulletin_draft_get_metadata (draft)->number != number) {
    g_autoptr (BulletinMetadata) metadata = bulletin_metadata_copy (bulletin_draft_get_metadata (draft));

    metadata->number = number;
    bulletin_draft_set_metadata (draft, metadata);
  }
  message = g_strdup_printf (_ ("Number %d is reserved for this bulletin"), number);
  toast = adw_toast_new (message);
  adw_toast_set_button_label (toast, _ ("_Number Book"));
  adw_toast_set_action_name (toast, "win.ledger");
  bulletin_window_add_toast (window, toast);
}

static void
committed_for_number_cb (GObject *source,
                         GAsyncResult *result,
                         gpointer user_data)
{
  Reserving *reserving = user_data;
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (reserving->page));
  g_autoptr (GError) error = NULL;

  if (bulletin_draft_commit_finish (BULLETIN_DRAFT (source), result, &error) && window) {
    bulletin_library_service_call_async (bulletin_draft_get_service (BULLETIN_DRAFT (source)), reserve_number, TRUE,
                                         reserving, (GDestroyNotify) reserving_free, NULL, NULL,
                                         reserved_cb, g_object_ref (reserving->page));
    return;
  }
  if (window)
    bulletin_window_show_error (window, error);
  reserving_free (reserving);
}

/* Keeps the draft's own number for it, or the next that is free. */
void
bulletin_desk_page_reserve_number (BulletinDeskPage *self)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  Reserving *reserving;

  if (!draft)
    return;
  reserving = g_new0 (Reserving, 1);
  reserving->page = g_object_ref (self);
  reserving->id = g_strdup (bulletin_draft_get_id (draft));
  reserving->who = bulletin_get_user_name ();
  bulletin_draft_commit_async (draft, NULL, committed_for_number_cb, reserving);
}

/* --- Review ---------------------------------------------------------------- */

typedef struct
{
  BulletinDeskPage *page;
  char *id;
  char **reviewers;
  gboolean in_order;
  char *due;
  char *note;
  char *who;
} Sending;

static void
sending_free (Sending *self)
{
  g_object_unref (self->page);
  g_free (self->id);
  g_strfreev (self->reviewers);
  g_free (self->due);
  g_free (self->note);
  g_free (self->who);
  g_free (self);
}

static gpointer
send_for_review (BulletinLibrary *library,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  Sending *sending = data;

  return bulletin_library_send_to_reviewers (library, sending->id, (const char *const *) sending->reviewers, sending->in_order,
                                             sending->due, sending->note, sending->who, error);
}

static void
sent_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *review = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (!review) {
    bulletin_window_show_error (window, error);
    return;
  }
  bulletin_window_pop (window);
  bulletin_window_add_toast (window, adw_toast_new (_ ("The bulletin was sent for review")));
}

static void
committed_for_review_cb (GObject *source,
                         GAsyncResult *result,
                         gpointer user_data)
{
  Sending *sending = user_data;
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (sending->page));
  g_autoptr (GError) error = NULL;

  if (!bulletin_draft_commit_finish (BULLETIN_DRAFT (source), result, &error)) {
    if (window)
      bulletin_window_show_error (window, error);
    sending_free (sending);
  } else if (!window) {
    sending_free (sending);
  } else {
    bulletin_library_service_call_async (bulletin_draft_get_service (BULLETIN_DRAFT (source)), send_for_review, TRUE,
                                         sending, (GDestroyNotify) sending_free, g_free, NULL,
                                         sent_cb, g_object_ref (window));
  }
}

static void
send_cb (BulletinDeskPage *self,
         BulletinSendDialog *dialog)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  Sending *sending;

  if (!draft)
    return;
  sending = g_new0 (Sending, 1);
  sending->page = g_object_ref (self);
  sending->id = g_strdup (bulletin_draft_get_id (draft));
  sending->reviewers = bulletin_send_dialog_get_reviewers (dialog);
  sending->in_order = bulletin_send_dialog_get_in_order (dialog);
  sending->due = g_strdup (bulletin_send_dialog_get_due (dialog));
  sending->note = g_strdup (bulletin_send_dialog_get_note (dialog));
  sending->who = bulletin_get_user_name ();
  bulletin_draft_commit_async (draft, NULL, committed_for_review_cb, sending);
}

void
bulletin_desk_page_send_for_review (BulletinDeskPage *self)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  guint n_findings = bulletin_findings_pane_get_open (bulletin_desk_page_get_findings (self))->len;
  AdwDialog *dialog;

  if (!draft)
    return;
  dialog = bulletin_send_dialog_new (bulletin_draft_get_service (draft), bulletin_draft_get_id (draft), n_findings);
  g_signal_connect_object (dialog, "send", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* --- Issuing --------------------------------------------------------------- */

static void
committed_for_issue_cb (GObject *source,
                        GAsyncResult *result,
                        gpointer user_data)
{
  g_autoptr (BulletinDeskPage) self = user_data;
  BulletinDraft *draft = BULLETIN_DRAFT (source);
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  if (!window)
    return;
  if (!bulletin_draft_commit_finish (draft, result, &error)) {
    bulletin_window_show_error (window, error);
    return;
  }
  bulletin_issue_dialog_present (GTK_WIDGET (self), bulletin_draft_get_service (draft), bulletin_draft_get_id (draft));
}

void
bulletin_desk_page_issue (BulletinDeskPage *self)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);

  if (draft)
    bulletin_draft_commit_async (draft, NULL, committed_for_issue_cb, g_object_ref (self));
}

/* --- Deleting -------------------------------------------------------------- */

void
bulletin_desk_page_delete (BulletinDeskPage *self)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  g_autofree char *id = NULL;

  if (!draft)
    return;
  id = g_strdup (bulletin_draft_get_id (draft));
  /* Nothing is to be saved after it is gone. */
  bulletin_draft_save_now (draft);
  bulletin_draft_discard (draft);
  bulletin_window_pop (window);
  bulletin_delete_draft (window, id);
}
