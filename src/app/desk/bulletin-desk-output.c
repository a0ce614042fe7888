/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-desk-page-private.h"

#include <glib/gi18n.h>

#include "bulletin-export.h"
#include "bulletin-plan-drawing.h"
#include "bulletin-window.h"

/* --- Printing -------------------------------------------------------------- */

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext *context,
              int page,
              BulletinPlanning *planning)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  /* The context's unit is the point, like the plan's, and its origin the corner
   * of the sheet. */
  bulletin_page_plan_draw (planning->plan, page, cr);
}

static void
print_done_cb (GtkPrintOperation *operation,
               GtkPrintOperationResult result,
               gpointer user_data)
{
  BulletinDeskPage *self = user_data;
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR || !window)
    return;
  gtk_print_operation_get_error (operation, &error);
  bulletin_window_show_error (window, error);
}

void
bulletin_desk_page_print (BulletinDeskPage *self)
{
  BulletinPlanning *planning = bulletin_desk_page_get_planning (self);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GtkPageSetup) setup = NULL;
  g_autoptr (GtkPaperSize) paper = NULL;
  g_autoptr (GError) error = NULL;

  if (!planning)
    return;
  operation = gtk_print_operation_new ();
  setup = gtk_page_setup_new ();
  paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, bulletin_page_plan_get_n_pages (planning->plan));
  gtk_print_operation_set_job_name (operation, adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)));
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), bulletin_planning_ref (planning),
                         (GClosureNotify) (GCallback) bulletin_planning_unref, 0);
  g_signal_connect_object (operation, "done", G_CALLBACK (print_done_cb), self, 0);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    bulletin_window_show_error (bulletin_window_of (GTK_WIDGET (self)), error);
}

/* --- Exporting ------------------------------------------------------------- */

typedef struct
{
  BulletinDocument *document;
  BulletinMetadata *metadata;
  BulletinPageTemplate *page_template;
  GFile *file;
} Export;

static void
export_free (Export *self)
{
  g_clear_pointer (&self->document, bulletin_document_unref);
  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_clear_pointer (&self->page_template, bulletin_page_template_free);
  g_clear_object (&self->file);
  g_free (self);
}

static void
export_thread (GTask *task,
               gpointer source,
               gpointer task_data,
               GCancellable *cancellable)
{
  Export *export = task_data;
  GError *error = NULL;

  /* The file dialog has asked whether an existing file is to be replaced. */
  if (bulletin_export_files (export->document, export->metadata, export->page_template, export->file,
                             TRUE, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
open_file_cb (AdwToast *toast,
              gpointer user_data)
{
  GFile *file = g_object_get_data (G_OBJECT (toast), "file");
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (user_data), NULL, NULL, NULL);
}

static void
exported_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  BulletinWindow *window = BULLETIN_WINDOW (source);
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  AdwToast *toast;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    bulletin_window_show_error (window, error);
    return;
  }
  name = g_file_get_basename (export->file);
  title = g_strdup_printf (_ ("“%s” was written"), name);
  toast = adw_toast_new ("");
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, title);
  adw_toast_set_button_label (toast, _ ("_Open"));
  g_object_set_data_full (G_OBJECT (toast), "file", g_object_ref (export->file), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (open_file_cb), window, 0);
  bulletin_window_add_toast (window, toast);
}

static void
file_chosen_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (BulletinDeskPage) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));
  g_autoptr (GTask) task = NULL;
  Export *export;

  if (!file || !draft || !window)
    return;
  export = g_new0 (Export, 1);
  export->document = bulletin_document_new (bulletin_draft_get_text (draft), -1,
                                            bulletin_materials_keeper_get_materials (bulletin_desk_page_get_materials_keeper (self)));
  export->metadata = bulletin_metadata_copy (bulletin_draft_get_metadata (draft));
  export->page_template = bulletin_page_template_copy (bulletin_desk_page_get_page_template (self));
  export->file = g_object_ref (file);
  task = g_task_new (window, NULL, exported_cb, NULL);
  g_task_set_source_tag (task, bulletin_desk_page_export);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  g_task_run_in_thread (task, export_thread);
}

/* A title as a file's name: what file systems do not take becomes a blank. */
static char *
create_file_name (const BulletinMetadata *metadata,
                  const char *format)
{
  g_autofree char *number = bulletin_metadata_format_number (metadata);
  g_autofree char *name = g_strdup_printf ("%s %s", number ? number : "", metadata->title ? metadata->title : _ ("Untitled"));

  g_strdelimit (name, "/\\:*?\"<>|\n\t", ' ');
  g_strstrip (name);
  return g_strdup_printf ("%s.%s", name, format);
}

void
bulletin_desk_page_export (BulletinDeskPage *self,
                           const char *format)
{
  BulletinDraft *draft = bulletin_desk_page_get_draft (self);
  g_autoptr (GtkFileDialog) dialog = NULL;
  g_autofree char *name = NULL;

  if (!draft)
    return;
  dialog = gtk_file_dialog_new ();
  name = create_file_name (bulletin_draft_get_metadata (draft), format);
  gtk_file_dialog_set_title (dialog, _ ("Export the Bulletin"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        file_chosen_cb, g_object_ref (self));
}
