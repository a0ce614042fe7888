/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-printing.h"

#include <glib/gi18n.h>

#include "bulletin-plan-drawing.h"
#include "bulletin-print-preview.h"
#include "bulletin-window.h"

/* What was chosen in the dialog, for the next time: the printer, both sides of the
 * sheet. In this run of the program only, and on the main thread. */
static GtkPrintSettings *last_settings;

typedef struct
{
  BulletinPagePlan *plan;
  guint current_page;
  BulletinWindow *window;
  char *job_name;
} Printing;

static void
printing_free (Printing *self)
{
  bulletin_page_plan_unref (self->plan);
  g_object_unref (self->window);
  g_free (self->job_name);
  g_free (self);
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext *context,
              int page,
              Printing *self)
{
  /* The context's unit is the point, like the plan's, and its origin the corner
   * of the sheet. */
  bulletin_page_plan_draw (self->plan, (guint) page, gtk_print_context_get_cairo_context (context));
}

/* The pages as they will be: in a dialog of our own, for the one of GTK calls a
 * program that an office computer seldom has. */
static gboolean
preview_cb (GtkPrintOperation *operation,
            GtkPrintOperationPreview *preview,
            GtkPrintContext *context,
            GtkWindow *parent,
            Printing *self)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  /* The operation wants something to draw on before it says which pages were chosen. */
  gtk_print_context_set_cairo_context (context, cr, 72, 72);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  adw_dialog_present (bulletin_print_preview_new (operation, preview, self->plan, self->current_page, self->job_name), GTK_WIDGET (self->window));
  return TRUE;
}

/* What is for one job only is not kept. */
static void
keep_settings (GtkPrintOperation *operation)
{
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_copy (gtk_print_operation_get_print_settings (operation));

  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_N_COPIES);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_PRINT_PAGES);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_PAGE_RANGES);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_OUTPUT_URI);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME);
  g_set_object (&last_settings, settings);
}

static void
done_cb (GtkPrintOperation *operation,
         GtkPrintOperationResult result,
         Printing *self)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    keep_settings (operation);
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  bulletin_window_show_error (self->window, error);
}

/* A4 as it is: neither the margins of the printer nor its wish to fit the sheet
 * change a millimetre of what the standard says. */
static GtkPrintSettings *
create_settings (GtkPaperSize *paper,
                 const char *job_name)
{
  GtkPrintSettings *settings = last_settings ? gtk_print_settings_copy (last_settings) : gtk_print_settings_new ();
  g_autofree char *basename = g_strdup (job_name);

  gtk_print_settings_set_paper_size (settings, paper);
  gtk_print_settings_set_orientation (settings, GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_settings_set_scale (settings, 100);
  /* For printers that speak IPP, and for drivers of the older way of CUPS. */
  gtk_print_settings_set (settings, "cups-print-scaling", "none");
  gtk_print_settings_set (settings, "cups-fit-to-page", "false");
  /* The name that is proposed for printing to a file. */
  g_strdelimit (basename, "/\\:*?\"<>|\n\t", ' ');
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, basename);
  return settings;
}

/**
 * bulletin_print_plan:
 * @widget: what of the window asks for it
 * @plan: the pages
 * @current_page: the one that is looked at, from 0
 * @job_name: what the printer's queue calls it
 *
 * Asks for printer, pages and copies, shows the pages if that is wanted, and prints
 * them in the size that the plan has. Errors are shown in the window. Returns at
 * once.
 */
void
bulletin_print_plan (GtkWidget *widget,
                     BulletinPagePlan *plan,
                     guint current_page,
                     const char *job_name)
{
  BulletinWindow *window = bulletin_window_of (widget);
  const BulletinPageTemplate *page = bulletin_page_plan_get_template (plan);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GtkPrintSettings) settings = NULL;
  g_autoptr (GtkPageSetup) setup = NULL;
  GtkPaperSize *paper;
  g_autoptr (GError) error = NULL;
  Printing *self;

  g_return_if_fail (plan != NULL && job_name != NULL);

  if (!window)
    return;
  operation = gtk_print_operation_new ();
  setup = gtk_page_setup_new ();
  paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  if (ABS (gtk_paper_size_get_width (paper, GTK_UNIT_POINTS) - page->page_width) > 2 ||
      ABS (gtk_paper_size_get_height (paper, GTK_UNIT_POINTS) - page->page_height) > 2) {
    gtk_paper_size_free (paper);
    paper = gtk_paper_size_new_custom ("bulletin", _ ("The Series’ Paper"), page->page_width, page->page_height, GTK_UNIT_POINTS);
  }
  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  settings = create_settings (paper, job_name);
  gtk_paper_size_free (paper);

  self = g_new0 (Printing, 1);
  self->plan = bulletin_page_plan_ref (plan);
  self->current_page = current_page;
  self->window = g_object_ref (window);
  self->job_name = g_strdup (job_name);
  g_object_set_data_full (G_OBJECT (operation), "printing", self, (GDestroyNotify) printing_free);

  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int) bulletin_page_plan_get_n_pages (plan));
  /* Without one the dialog does not offer to print just that. */
  gtk_print_operation_set_current_page (operation, (int) MIN (current_page, bulletin_page_plan_get_n_pages (plan) - 1));
  gtk_print_operation_set_job_name (operation, job_name);
  /* Pages are drawn one an idle moment, behind a dialog that counts and can stop them. */
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  g_signal_connect (operation, "preview", G_CALLBACK (preview_cb), self);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), self);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (window), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    bulletin_window_show_error (window, error);
}
