/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-template-preview.h"

#include "bulletin-page-view.h"
#include "bulletin-planner.h"

#define MIN_ZOOM 0.2
#define MAX_ZOOM 1.4
#define MARGIN   18

struct _BulletinTemplatePreview
{
  AdwBin parent_instance;

  GtkScrolledWindow *scrolled_window;
  GtkBox *pages;

  BulletinPlanner *planner;
  BulletinPagePlan *plan;
  guint fit_id;
};

G_DEFINE_FINAL_TYPE (BulletinTemplatePreview, bulletin_template_preview, ADW_TYPE_BIN)

static void
update_zoom (BulletinTemplatePreview *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->scrolled_window)) - 2 * MARGIN;

  if (!self->plan)
    return;

  const double zoom = CLAMP (width / bulletin_page_plan_get_template (self->plan)->page_width, MIN_ZOOM, MAX_ZOOM);
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page; page = gtk_widget_get_next_sibling (page))
    bulletin_page_view_set_zoom (BULLETIN_PAGE_VIEW (page), zoom);
}

static void
fit_cb (gpointer user_data)
{
  BulletinTemplatePreview *self = user_data;

  self->fit_id = 0;
  update_zoom (self);
}

/* Sizes cannot be asked for while they are given out, so the pages follow right
 * after. */
static void
width_changed_cb (BulletinTemplatePreview *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_once (fit_cb, self);
}

static void
planned_cb (BulletinTemplatePreview *self,
            BulletinPlanning *planning)
{
  GtkWidget *child;

  g_clear_pointer (&self->plan, bulletin_page_plan_unref);
  self->plan = bulletin_page_plan_ref (planning->plan);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))))
    gtk_box_remove (self->pages, child);
  for (guint i = 0; i < bulletin_page_plan_get_n_pages (self->plan); i++)
    gtk_box_append (self->pages, bulletin_page_view_new (self->plan, i));
  update_zoom (self);
}

static void
bulletin_template_preview_dispose (GObject *object)
{
  BulletinTemplatePreview *self = BULLETIN_TEMPLATE_PREVIEW (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_object (&self->planner);
  g_clear_pointer (&self->plan, bulletin_page_plan_unref);
  /* AdwBin keeps a pointer of its own to the child, which is the template's too. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_TEMPLATE_PREVIEW);

  G_OBJECT_CLASS (bulletin_template_preview_parent_class)->dispose (object);
}

static void
bulletin_template_preview_class_init (BulletinTemplatePreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_template_preview_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-template-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinTemplatePreview, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, BulletinTemplatePreview, pages);
}

static void
bulletin_template_preview_init (BulletinTemplatePreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->planner = bulletin_planner_new ();
  g_signal_connect_object (self->planner, "planned", G_CALLBACK (planned_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled_window), "notify::page-size",
                           G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * bulletin_template_preview_show:
 * @self: a preview
 * @text: a text
 * @metadata: what stands beside it
 * @page_template: how it is to look; one that makes a page
 * @materials: (nullable): what the text refers to
 *
 * Lays the text out and shows its pages. Of calls in quick succession the last
 * one counts.
 */
void
bulletin_template_preview_show (BulletinTemplatePreview *self,
                                const char *text,
                                const BulletinMetadata *metadata,
                                const BulletinPageTemplate *page_template,
                                BulletinMaterials *materials)
{
  g_return_if_fail (BULLETIN_IS_TEMPLATE_PREVIEW (self));

  bulletin_planner_request (self->planner, 0, text, metadata, page_template, materials);
}
