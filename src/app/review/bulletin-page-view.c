/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-view.h"

#include "bulletin-plan-drawing.h"

#include <glib/gi18n.h>
#include <math.h>

struct _BulletinPageView
{
  GtkWidget parent_instance;

  BulletinPagePlan *plan;
  guint page;
  double zoom;
};

G_DEFINE_FINAL_TYPE (BulletinPageView, bulletin_page_view, GTK_TYPE_WIDGET)

static void
bulletin_page_view_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  BulletinPageView *self = BULLETIN_PAGE_VIEW (widget);
  const BulletinPageTemplate *page = bulletin_page_plan_get_template (self->plan);

  *minimum = *natural = ceil (self->zoom * (orientation == GTK_ORIENTATION_HORIZONTAL ? page->page_width : page->page_height));
}

static void
bulletin_page_view_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  BulletinPageView *self = BULLETIN_PAGE_VIEW (widget);
  const BulletinPageTemplate *page = bulletin_page_plan_get_template (self->plan);
  graphene_rect_t paper = GRAPHENE_RECT_INIT (0, 0, self->zoom * page->page_width, self->zoom * page->page_height);
  /* Paper is white in the dark too. */
  const GdkRGBA white = { 1, 1, 1, 1 };
  cairo_t *cr;

  gtk_snapshot_append_color (snapshot, &white, &paper);
  cr = gtk_snapshot_append_cairo (snapshot, &paper);
  cairo_scale (cr, self->zoom, self->zoom);
  bulletin_page_plan_draw (self->plan, self->page, cr);
  cairo_destroy (cr);
}

static void
bulletin_page_view_finalize (GObject *object)
{
  BulletinPageView *self = BULLETIN_PAGE_VIEW (object);

  g_clear_pointer (&self->plan, bulletin_page_plan_unref);

  G_OBJECT_CLASS (bulletin_page_view_parent_class)->finalize (object);
}

static void
bulletin_page_view_class_init (BulletinPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = bulletin_page_view_finalize;
  widget_class->measure = bulletin_page_view_measure;
  widget_class->snapshot = bulletin_page_view_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "page");
}

static void
bulletin_page_view_init (BulletinPageView *self)
{
  self->zoom = 1;
}

/* The words on the page, for those who hear it. */
static char *
get_words (BulletinPagePlan *plan,
           guint             page)
{
  const BulletinPlanPage *it = bulletin_page_plan_get_page (plan, page);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < it->lines->len; i++) {
    const BulletinPlanLine *line = it->lines->pdata[i];

    for (guint j = 0; j < line->runs->len; j++)
      g_string_append (words, ((const BulletinPlanRun *) line->runs->pdata[j])->text);
    if (i + 1 < it->lines->len && ((const BulletinPlanLine *) it->lines->pdata[i + 1])->element != line->element)
      g_string_append_c (words, '\n');
  }

  return g_string_free (words, FALSE);
}

/**
 * bulletin_page_view_new:
 * @plan: the plan
 * @page: which page of it, from 0
 *
 * Returns: (transfer floating): a picture of that page
 */
GtkWidget *
bulletin_page_view_new (BulletinPagePlan *plan,
                        guint             page)
{
  BulletinPageView *self = g_object_new (BULLETIN_TYPE_PAGE_VIEW, NULL);
  g_autofree char *name = g_strdup_printf (_("Page %u of %u"), page + 1, bulletin_page_plan_get_n_pages (plan));
  g_autofree char *words = get_words (plan, page);

  self->plan = bulletin_page_plan_ref (plan);
  self->page = page;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);

  return GTK_WIDGET (self);
}

/**
 * bulletin_page_view_set_zoom:
 * @zoom: pixels to a point, above 0
 */
void
bulletin_page_view_set_zoom (BulletinPageView *self,
                             double            zoom)
{
  g_return_if_fail (BULLETIN_IS_PAGE_VIEW (self));

  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
