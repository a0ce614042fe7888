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
  gboolean has_contrast;
  gboolean can_mark;
  GPtrArray *marks;
  GArray *selection;
  GArray *found;

  /* Where the pointer went down, in the page and in the source. */
  double start_x, start_y;
  gsize anchor;
  gboolean is_selecting;
};

enum
{
  SIGNAL_WORDS_SELECTED,
  SIGNAL_SPOT_CLICKED,
  SIGNAL_MARK_CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BulletinPageView, bulletin_page_view, GTK_TYPE_WIDGET)

/* How far the pointer goes before it is a selection and no click, in pixels. */
#define CLICK_SLACK 5
/* The number of a mark beside its line, in points. */
#define BADGE_RADIUS 8
#define BADGE_INSET  26

void
bulletin_page_mark_free (BulletinPageMark *self)
{
  g_free (self->id);
  g_clear_pointer (&self->boxes, g_array_unref);
  g_free (self);
}

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

/* --- Drawing ---------------------------------------------------------------- */

static const BulletinPlanBox *
get_first_box (BulletinPageView       *self,
               const BulletinPageMark *mark)
{
  for (guint i = 0; i < mark->boxes->len; i++) {
    const BulletinPlanBox *box = &g_array_index (mark->boxes, BulletinPlanBox, i);

    if (box->page == self->page)
      return box;
  }

  return NULL;
}

static void
fill_boxes (BulletinPageView *self,
            GArray           *boxes,
            cairo_t          *cr)
{
  for (guint i = 0; i < boxes->len; i++) {
    const BulletinPlanBox *box = &g_array_index (boxes, BulletinPlanBox, i);

    if (box->page == self->page)
      cairo_rectangle (cr, box->x - (box->width > 0 ? 0 : 1), box->y, box->width > 0 ? box->width : 2, box->height);
  }
  cairo_fill (cr);
}

static void
draw_badge (BulletinPageView       *self,
            const BulletinPageMark *mark,
            const BulletinPlanBox  *box,
            cairo_t                *cr)
{
  g_autofree char *number = g_strdup_printf ("%u", mark->number);
  const double x = bulletin_page_plan_get_template (self->plan)->page_width - BADGE_INSET;
  const double y = box->y + box->height / 2;
  cairo_text_extents_t extents;

  cairo_arc (cr, x, y, BADGE_RADIUS, 0, 2 * G_PI);
  if (mark->is_resolved)
    cairo_set_source_rgb (cr, 0.45, 0.45, 0.45);
  else
    cairo_set_source_rgb (cr, 0.72, 0.38, 0);
  cairo_fill (cr);
  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_font_size (cr, mark->number > 9 ? 8.5 : 10.5);
  cairo_text_extents (cr, number, &extents);
  cairo_move_to (cr, x - extents.width / 2 - extents.x_bearing, y - extents.height / 2 - extents.y_bearing);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_show_text (cr, number);
}

static void
draw_marks (BulletinPageView *self,
            cairo_t          *cr)
{
  /* Under the type, as of a marker pen: what is marked stays black on white. */
  cairo_set_operator (cr, CAIRO_OPERATOR_MULTIPLY);
  for (guint i = 0; self->marks != NULL && i < self->marks->len; i++) {
    const BulletinPageMark *mark = self->marks->pdata[i];

    /* White on black, what is light is not seen. */
    if (self->has_contrast)
      cairo_set_source_rgb (cr, 0.62, 0.62, 0.62);
    else if (mark->is_resolved)
      cairo_set_source_rgb (cr, 0.88, 0.88, 0.88);
    else
      cairo_set_source_rgb (cr, 1, 0.88, 0.45);
    fill_boxes (self, mark->boxes, cr);
  }
  if (self->found != NULL) {
    if (self->has_contrast)
      cairo_set_source_rgb (cr, 0.55, 0.55, 0.55);
    else
      cairo_set_source_rgb (cr, 1, 0.92, 0.3);
    fill_boxes (self, self->found, cr);
  }
  if (self->selection != NULL) {
    if (self->has_contrast)
      cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
    else
      cairo_set_source_rgb (cr, 0.68, 0.83, 1);
    fill_boxes (self, self->selection, cr);
  }
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  for (guint i = 0; self->marks != NULL && i < self->marks->len; i++) {
    const BulletinPlanBox *box = get_first_box (self, self->marks->pdata[i]);

    if (box != NULL)
      draw_badge (self, self->marks->pdata[i], box, cr);
  }
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

  if (self->has_contrast) {
    /* What is dark becomes white, and what is light black, whatever its colour. */
    graphene_matrix_t matrix;
    graphene_vec4_t offset;
    /* clang-format off */
    const float values[16] = {
      -0.45f, -0.45f, -0.45f, 0,
      -0.70f, -0.70f, -0.70f, 0,
      -0.20f, -0.20f, -0.20f, 0,
      0, 0, 0, 1,
    };
    /* clang-format on */

    graphene_matrix_init_from_float (&matrix, values);
    graphene_vec4_init (&offset, 1.12f, 1.12f, 1.12f, 0);
    gtk_snapshot_push_color_matrix (snapshot, &matrix, &offset);
  }
  gtk_snapshot_append_color (snapshot, &white, &paper);
  cr = gtk_snapshot_append_cairo (snapshot, &paper);
  cairo_scale (cr, self->zoom, self->zoom);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_save (cr);
  bulletin_page_plan_draw (self->plan, self->page, cr);
  cairo_restore (cr);
  draw_marks (self, cr);
  cairo_destroy (cr);
  if (self->has_contrast)
    gtk_snapshot_pop (snapshot);
}

/* --- Marking ---------------------------------------------------------------- */

static const BulletinPageMark *
find_mark (BulletinPageView *self,
           double            x,
           double            y)
{
  const double badge_x = bulletin_page_plan_get_template (self->plan)->page_width - BADGE_INSET;

  for (guint i = 0; self->marks != NULL && i < self->marks->len; i++) {
    const BulletinPageMark *mark = self->marks->pdata[i];
    const BulletinPlanBox *first = get_first_box (self, mark);

    if (first != NULL && hypot (x - badge_x, y - first->y - first->height / 2) <= 1.5 * BADGE_RADIUS)
      return mark;
    for (guint k = 0; k < mark->boxes->len; k++) {
      const BulletinPlanBox *box = &g_array_index (mark->boxes, BulletinPlanBox, k);

      if (box->page == self->page && x >= box->x - 2 && x <= box->x + box->width + 2 && y >= box->y && y <= box->y + box->height)
        return mark;
    }
  }

  return NULL;
}

static void
drag_begin_cb (BulletinPageView *self,
               double            x,
               double            y)
{
  self->start_x = x / self->zoom;
  self->start_y = y / self->zoom;
  self->is_selecting = FALSE;
  self->anchor = bulletin_page_plan_pick (self->plan, self->page, self->start_x, self->start_y);
}

static gboolean
get_range (BulletinPageView *self,
           double            dx,
           double            dy,
           gsize            *start,
           gsize            *end)
{
  const gsize other = bulletin_page_plan_pick (self->plan, self->page, self->start_x + dx / self->zoom, self->start_y + dy / self->zoom);

  if (self->anchor == G_MAXSIZE || other == G_MAXSIZE)
    return FALSE;
  *start = MIN (self->anchor, other);
  *end = MAX (self->anchor, other);

  return *end > *start;
}

static void
drag_update_cb (BulletinPageView *self,
                double            dx,
                double            dy)
{
  gsize start, end;

  if (!self->can_mark || hypot (dx, dy) < CLICK_SLACK)
    return;
  self->is_selecting = TRUE;
  g_clear_pointer (&self->selection, g_array_unref);
  if (get_range (self, dx, dy, &start, &end))
    self->selection = bulletin_page_plan_get_boxes (self->plan, start, end - start, self->page, self->page);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (BulletinPageView *self,
             double            dx,
             double            dy)
{
  const BulletinPageMark *mark;
  gsize start, end;

  if (self->is_selecting) {
    if (get_range (self, dx, dy, &start, &end))
      g_signal_emit (self, signals[SIGNAL_WORDS_SELECTED], 0, (guint64) start, (guint64) end);
    return;
  }
  mark = find_mark (self, self->start_x, self->start_y);
  if (mark != NULL)
    g_signal_emit (self, signals[SIGNAL_MARK_CLICKED], 0, mark->id);
  else if (self->can_mark)
    g_signal_emit (self, signals[SIGNAL_SPOT_CLICKED], 0, self->start_x, self->start_y);
}

static void
bulletin_page_view_finalize (GObject *object)
{
  BulletinPageView *self = BULLETIN_PAGE_VIEW (object);

  g_clear_pointer (&self->plan, bulletin_page_plan_unref);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->selection, g_array_unref);
  g_clear_pointer (&self->found, g_array_unref);

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

  signals[SIGNAL_WORDS_SELECTED] = g_signal_new ("words-selected", BULLETIN_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);
  signals[SIGNAL_SPOT_CLICKED] = g_signal_new ("spot-clicked", BULLETIN_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[SIGNAL_MARK_CLICKED] = g_signal_new ("mark-clicked", BULLETIN_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "page");
}

static void
bulletin_page_view_init (BulletinPageView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->zoom = 1;
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
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

guint
bulletin_page_view_get_page (BulletinPageView *self)
{
  g_return_val_if_fail (BULLETIN_IS_PAGE_VIEW (self), 0);

  return self->page;
}

void
bulletin_page_view_set_contrast (BulletinPageView *self,
                                 gboolean          contrast)
{
  g_return_if_fail (BULLETIN_IS_PAGE_VIEW (self));

  self->has_contrast = contrast;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
bulletin_page_view_set_can_mark (BulletinPageView *self,
                                 gboolean          can_mark)
{
  g_return_if_fail (BULLETIN_IS_PAGE_VIEW (self));

  self->can_mark = can_mark;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), can_mark ? "text" : NULL);
}

void
bulletin_page_view_set_marks (BulletinPageView *self,
                              GPtrArray        *marks)
{
  g_return_if_fail (BULLETIN_IS_PAGE_VIEW (self));

  if (marks != NULL)
    g_ptr_array_ref (marks);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  self->marks = marks;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
bulletin_page_view_set_found (BulletinPageView *self,
                              GArray           *boxes)
{
  g_return_if_fail (BULLETIN_IS_PAGE_VIEW (self));

  if (boxes != NULL)
    g_array_ref (boxes);
  g_clear_pointer (&self->found, g_array_unref);
  self->found = boxes;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
bulletin_page_view_set_selection (BulletinPageView *self,
                                  GArray           *boxes)
{
  g_return_if_fail (BULLETIN_IS_PAGE_VIEW (self));

  if (boxes != NULL)
    g_array_ref (boxes);
  g_clear_pointer (&self->selection, g_array_unref);
  self->selection = boxes;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
