/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include <glib/gi18n.h>

#include "bulletin-comparison-page.h"
#include "bulletin-note-dialog.h"
#include "bulletin-window.h"

/* --- Going back to a revision ---------------------------------------------- */

typedef struct
{
  BulletinMetadata *metadata;
  char *text;
} Revision;

static void
revision_free (Revision *self)
{
  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_free (self->text);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Revision, revision_free)

static gpointer
read_revision (BulletinLibrary *library,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (Revision) revision = g_new0 (Revision, 1);

  if (!bulletin_library_get_revision (library, data, &revision->metadata, &revision->text, error))
    return NULL;
  return g_steal_pointer (&revision);
}

static void
undo_clicked_cb (BulletinDeskPage *self)
{
  bulletin_source_editor_undo (bulletin_desk_page_get_editor (self), FALSE);
}

/* Says what was done and offers to take it back: as long as nothing else was
 * done, for undo takes back what was done last. */
static void
offer_undo (BulletinDeskPage *self,
            const char *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bulletin_desk_page_get_draft (self), "changed", G_CALLBACK (adw_toast_dismiss), toast, G_CONNECT_SWAPPED);
  bulletin_window_add_toast (bulletin_window_of (GTK_WIDGET (self)), toast);
}

static void
revision_read_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (BulletinDeskPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Revision) revision = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  BulletinSourceEditor *editor = bulletin_desk_page_get_editor (self);

  if (!window || !draft)
    return;
  if (!revision) {
    bulletin_window_show_error (window, error);
    return;
  }
  bulletin_undo_recorder_begin (bulletin_source_editor_get_undo_recorder (editor));
  bulletin_source_editor_replace_all (editor, revision->text);
  bulletin_draft_set_metadata (draft, revision->metadata);
  bulletin_undo_recorder_end (bulletin_source_editor_get_undo_recorder (editor));
  offer_undo (self, _ ("The text is that of the earlier revision again"));
}

/**
 * bulletin_desk_page_restore:
 * @self: the desk
 * @revision: the id of a revision of the bulletin on it
 *
 * Puts text and metadata back to what they were, in one step that can be undone.
 */
void
bulletin_desk_page_restore (BulletinDeskPage *self,
                            const char *revision)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);

  if (draft)
    bulletin_library_service_call_async (bulletin_draft_get_service (draft), read_revision, FALSE,
                                         g_strdup (revision), g_free, (GDestroyNotify) revision_free,
                                         NULL, revision_read_cb, g_object_ref (self));
}

/* --- Comparing ------------------------------------------------------------- */

static void
revert_cb (BulletinDeskPage *self,
           BulletinComparison *comparison,
           guint change)
{
  BulletinSourceEditor *editor = bulletin_desk_page_get_editor (self);
  g_autofree char *words = NULL;
  gsize offset, length;

  /* Of an older text: its places are not sure. */
  if (!bulletin_desk_page_get_draft (self) ||
      g_strcmp0 (bulletin_draft_get_text (bulletin_desk_page_get_draft (self)), bulletin_comparison_get_new_text (comparison)) != 0)
    return;
  words = bulletin_comparison_revert (comparison, change, &offset, &length);
  bulletin_source_editor_replace (editor, offset, length, words);
  offer_undo (self, _ ("The change was taken back"));
}

static void
comparison_restore_cb (BulletinDeskPage *self,
                       const char *revision)
{
  bulletin_window_pop (bulletin_window_of (GTK_WIDGET (self)));
  bulletin_desk_page_restore (self, revision);
}

/**
 * bulletin_desk_page_compare:
 * @self: the desk
 * @revision: (nullable): the id of a revision of the bulletin on it; %NULL for the
 *   last one that has a name, or else the last one that differs
 *
 * Shows what was changed since a revision.
 */
void
bulletin_desk_page_compare (BulletinDeskPage *self,
                            const char *revision)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  AdwNavigationPage *page;

  if (!draft)
    return;
  page = bulletin_comparison_page_new (bulletin_draft_get_service (draft), bulletin_draft_get_id (draft), draft,
                                       revision, NULL);
  g_signal_connect_object (page, "revert", G_CALLBACK (revert_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "restore", G_CALLBACK (comparison_restore_cb), self, G_CONNECT_SWAPPED);
  bulletin_window_push (bulletin_window_of (GTK_WIDGET (self)), page);
}

/* --- Names ----------------------------------------------------------------- */

typedef struct
{
  char *revision;
  char *name;
  char *who;
} Naming;

static void
naming_free (Naming *self)
{
  g_free (self->revision);
  g_free (self->name);
  g_free (self->who);
  g_free (self);
}

static gpointer
name_revision (BulletinLibrary *library,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  const Naming *naming = data;

  return GINT_TO_POINTER (bulletin_library_name_revision (library, naming->revision, naming->name, naming->who, error));
}

static void
named_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (BulletinWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error))
    bulletin_window_show_error (window, error);
}

static void
rename_answered_cb (BulletinNoteDialog *dialog,
                    const char *response,
                    BulletinDeskPage *self)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  Naming *naming;

  if (!g_str_equal (response, "accept") || !draft)
    return;
  naming = g_new0 (Naming, 1);
  naming->revision = g_strdup (g_object_get_data (G_OBJECT (dialog), "revision"));
  naming->name = bulletin_note_dialog_get_note (dialog);
  naming->who = bulletin_get_user_name ();
  bulletin_library_service_call_async (bulletin_draft_get_service (draft), name_revision, TRUE,
                                       naming, (GDestroyNotify) naming_free, NULL, NULL,
                                       named_cb, g_object_ref (bulletin_window_of (GTK_WIDGET (self))));
}

/**
 * bulletin_desk_page_rename_revision:
 * @self: the desk
 * @revision: the id of a revision of the bulletin on it
 * @name: what it is called now, or ""
 *
 * Asks what a revision is to be called.
 */
void
bulletin_desk_page_rename_revision (BulletinDeskPage *self,
                                    const char *revision,
                                    const char *name)
{
  AdwDialog *dialog;

  if (!bulletin_desk_page_get_draft (self))
    return;
  dialog = bulletin_note_dialog_new (_ ("Name This Revision"), _ ("An empty field takes the name away."),
                                     _ ("Name of the Revision"), _ ("_Save"));
  bulletin_note_dialog_set_note (BULLETIN_NOTE_DIALOG (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "revision", g_strdup (revision), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (rename_answered_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
