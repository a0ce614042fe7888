/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-export.h"
#include "bulletin-exporting.h"
#include "bulletin-window.h"

/* Files for others, in every format. */

/* What is asked for, while the dialog for files is open. */
typedef struct
{
  BulletinDeskPage *page;
  gboolean is_folder;
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->page);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* A title as a file's name: what file systems do not take becomes a blank. */
static char *
create_file_name (const BulletinMetadata *metadata)
{
  g_autofree char *number = bulletin_metadata_format_number (metadata);
  g_autofree char *name = g_strdup_printf ("%s %s", number ? number : "", metadata->title ? metadata->title : _ ("Untitled"));

  g_strdelimit (name, "/\\:*?\"<>|\n\t", ' ');
  g_strstrip (name);
  return g_steal_pointer (&name);
}

static void
export_to (BulletinDeskPage *self,
           GFile *file,
           gboolean is_folder)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

  if (draft && window)
    bulletin_export_in_window (window, bulletin_draft_get_text (draft), bulletin_draft_get_metadata (draft),
                               bulletin_desk_page_get_page_template (self),
                               bulletin_materials_keeper_get_materials (bulletin_desk_page_get_materials_keeper (self)),
                               file, is_folder);
}

static void
file_chosen_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file)
    export_to (question->page, file, question->is_folder);
}

/* The web edition gets a folder of its own in the one that was chosen, unless that
 * is an earlier web edition itself. */
static void
folder_chosen_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GFile) parent = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GFile) folder = NULL;
  g_autofree char *name = NULL;
  BulletinDraft *draft = bulletin_desk_page_get_draft (question->page);

  if (!parent || !draft)
    return;
  name = create_file_name (bulletin_draft_get_metadata (draft));
  folder = bulletin_is_web_folder (parent) ? g_object_ref (parent) : g_file_get_child (parent, name);
  export_to (question->page, folder, question->is_folder);
}

void
bulletin_desk_page_export (BulletinDeskPage *self,
                           const char *format)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  BulletinPlanning *planning = bulletin_desk_page_get_planning (self);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (GtkFileDialog) dialog = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *name = NULL;
  Question *question;
  gboolean has_pages;

  if (!draft)
    return;
  question = g_new0 (Question, 1);
  question->page = g_object_ref (self);
  question->is_folder = strcmp (format, "folder") == 0;
  dialog = gtk_file_dialog_new ();
  if (question->is_folder) {
    gtk_file_dialog_set_title (dialog, _ ("Choose Where the Web Edition’s Folder Goes"));
    gtk_file_dialog_set_accept_label (dialog, _ ("_Choose"));
    gtk_file_dialog_select_folder (dialog, window, NULL, folder_chosen_cb, question);
    return;
  }

  /* The pages of pictures count on from -1. */
  has_pages = strcmp (format, "png") == 0 && planning && bulletin_page_plan_get_n_pages (planning->plan) > 1;
  stem = create_file_name (bulletin_draft_get_metadata (draft));
  name = g_strdup_printf ("%s%s.%s", stem, has_pages ? "-1" : "", format);
  gtk_file_dialog_set_title (dialog, _ ("Export the Bulletin"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, window, NULL, file_chosen_cb, question);
}
