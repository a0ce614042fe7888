/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-print-preview.h"

#include <glib/gi18n.h>

#include "bulletin-page-view.h"
#include "bulletin-printing.h"

/* Pixels to a point: a page and the next fit into a window of common height. */
#define ZOOM 0.9

struct _BulletinPrintPreview
{
  AdwDialog parent_instance;

  AdwWindowTitle *window_title;
  GtkBox *pages;

  GtkPrintOperation *operation; /* kept until it is told that the preview ends */
  GtkPrintOperationPreview *preview;
  BulletinPagePlan *plan;
  guint current_page;
  char *job_name;
};

G_DEFINE_FINAL_TYPE (BulletinPrintPreview, bulletin_print_preview, ADW_TYPE_DIALOG)

/* Only now the operation knows which pages were chosen. */
static void
ready_cb (BulletinPrintPreview *self)
{
  const guint n_pages = bulletin_page_plan_get_n_pages (self->plan);
  g_autofree char *subtitle = NULL;
  guint n_shown = 0;

  if (gtk_widget_get_first_child (GTK_WIDGET (self->pages)))
    return;
  for (guint i = 0; i < n_pages; i++) {
    GtkWidget *page;

    if (!gtk_print_operation_preview_is_selected (self->preview, (int) i))
      continue;
    page = bulletin_page_view_new (self->plan, i);
    bulletin_page_view_set_zoom (BULLETIN_PAGE_VIEW (page), ZOOM);
    gtk_box_append (self->pages, page);
    n_shown++;
  }
  /* Translators: of the pages that are chosen for printing. */
  subtitle = g_strdup_printf (ngettext ("%u page", "%u pages", n_shown), n_shown);
  adw_window_title_set_subtitle (self->window_title, subtitle);
}

static void
end_preview (BulletinPrintPreview *self)
{
  g_autoptr (GtkPrintOperation) operation = g_steal_pointer (&self->operation);

  if (operation)
    gtk_print_operation_preview_end_preview (self->preview);
  self->preview = NULL;
}

static void
print_cb (BulletinPrintPreview *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (BulletinPagePlan) plan = bulletin_page_plan_ref (self->plan);
  g_autofree char *job_name = g_strdup (self->job_name);
  const guint current_page = self->current_page;

  adw_dialog_close (ADW_DIALOG (self));
  bulletin_print_plan (window, plan, current_page, job_name);
}

static void
bulletin_print_preview_closed (AdwDialog *dialog)
{
  end_preview (BULLETIN_PRINT_PREVIEW (dialog));
}

static void
bulletin_print_preview_dispose (GObject *object)
{
  BulletinPrintPreview *self = BULLETIN_PRINT_PREVIEW (object);

  end_preview (self);
  g_clear_pointer (&self->plan, bulletin_page_plan_unref);
  g_clear_pointer (&self->job_name, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_PRINT_PREVIEW);

  G_OBJECT_CLASS (bulletin_print_preview_parent_class)->dispose (object);
}

static void
bulletin_print_preview_class_init (BulletinPrintPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AdwDialogClass *dialog_class = ADW_DIALOG_CLASS (klass);

  object_class->dispose = bulletin_print_preview_dispose;
  dialog_class->closed = bulletin_print_preview_closed;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-print-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinPrintPreview, window_title);
  gtk_widget_class_bind_template_child (widget_class, BulletinPrintPreview, pages);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
}

static void
bulletin_print_preview_init (BulletinPrintPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bulletin_print_preview_new:
 * @operation: a print operation in its signal "preview"
 * @preview: of that signal
 * @plan: what it prints
 * @current_page: the page that was looked at before, from 0
 * @job_name: what the printer's queue calls it
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
AdwDialog *
bulletin_print_preview_new (GtkPrintOperation *operation,
                            GtkPrintOperationPreview *preview,
                            BulletinPagePlan *plan,
                            guint current_page,
                            const char *job_name)
{
  BulletinPrintPreview *self = g_object_new (BULLETIN_TYPE_PRINT_PREVIEW, NULL);

  self->operation = g_object_ref (operation);
  self->preview = preview;
  self->plan = bulletin_page_plan_ref (plan);
  self->current_page = current_page;
  self->job_name = g_strdup (job_name);
  g_signal_connect_object (preview, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  return ADW_DIALOG (self);
}
