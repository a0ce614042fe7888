/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-margin.h"

#define SPACING 9

struct _BulletinPageMargin
{
  GtkWidget parent_instance;

  GArray *heights;   /* of the cards, in points */
  double zoom;
};

G_DEFINE_FINAL_TYPE (BulletinPageMargin, bulletin_page_margin, GTK_TYPE_WIDGET)

/* Where a card stands, below @bottom. */
static int
get_top (BulletinPageMargin *self,
         guint               index,
         int                 bottom)
{
  return MAX (bottom, (int) (g_array_index (self->heights, double, index) * self->zoom));
}

static void
bulletin_page_margin_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  BulletinPageMargin *self = BULLETIN_PAGE_MARGIN (widget);
  int bottom = 0;
  guint i = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = *natural = BULLETIN_PAGE_MARGIN_WIDTH;
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    int height;

    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, BULLETIN_PAGE_MARGIN_WIDTH, &height, NULL, NULL, NULL);
    bottom = get_top (self, i++, bottom) + height + SPACING;
  }
  *minimum = *natural = bottom;
}

static void
bulletin_page_margin_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  BulletinPageMargin *self = BULLETIN_PAGE_MARGIN (widget);
  int bottom = 0;
  guint i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    GtkAllocation place = { 0, get_top (self, i++, bottom), width, 0 };

    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &place.height, NULL, NULL, NULL);
    gtk_widget_size_allocate (child, &place, -1);
    bottom = place.y + place.height + SPACING;
  }
}

static GtkSizeRequestMode
bulletin_page_margin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
bulletin_page_margin_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (bulletin_page_margin_parent_class)->dispose (object);
}

static void
bulletin_page_margin_finalize (GObject *object)
{
  g_array_unref (BULLETIN_PAGE_MARGIN (object)->heights);

  G_OBJECT_CLASS (bulletin_page_margin_parent_class)->finalize (object);
}

static void
bulletin_page_margin_class_init (BulletinPageMarginClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_page_margin_dispose;
  object_class->finalize = bulletin_page_margin_finalize;
  widget_class->measure = bulletin_page_margin_measure;
  widget_class->size_allocate = bulletin_page_margin_size_allocate;
  widget_class->get_request_mode = bulletin_page_margin_get_request_mode;
}

static void
bulletin_page_margin_init (BulletinPageMargin *self)
{
  self->heights = g_array_new (FALSE, FALSE, sizeof (double));
  self->zoom = 1;
}

GtkWidget *
bulletin_page_margin_new (void)
{
  return g_object_new (BULLETIN_TYPE_PAGE_MARGIN, NULL);
}

void
bulletin_page_margin_add (BulletinPageMargin *self,
                          GtkWidget          *card,
                          double              y)
{
  g_return_if_fail (BULLETIN_IS_PAGE_MARGIN (self));

  g_array_append_val (self->heights, y);
  gtk_widget_set_parent (card, GTK_WIDGET (self));
}

void
bulletin_page_margin_set_zoom (BulletinPageMargin *self,
                               double              zoom)
{
  g_return_if_fail (BULLETIN_IS_PAGE_MARGIN (self));

  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
