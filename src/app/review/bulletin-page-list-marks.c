/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-list-private.h"

#include "bulletin-remark-card.h"

/* What is marked on the pages, and what is chosen to be marked. */

/* Where a remark stands on these pages. */
static GArray *
get_boxes (BulletinPageList         *self,
           const BulletinAnnotation *remark)
{
  GArray *boxes = NULL;
  BulletinPlanBox box = { 0 };
  BulletinPlanBox first;

  /* A spot of this very revision, or in the head, which every revision has. */
  if (remark->page > 0 &&
      (g_strcmp0 (remark->revision, self->content->revision) == 0 || remark->now_start == G_MAXSIZE ||
       (remark->page == 1 && bulletin_page_plan_get_caret (self->plan, 0, &first) && remark->y < first.y))) {
    box.page = MIN ((guint) remark->page, bulletin_page_plan_get_n_pages (self->plan)) - 1;
    box.x = remark->x - 5;
    box.y = remark->y - 5;
    box.width = box.height = 10;
  } else if (remark->now_end > remark->now_start) {
    boxes = bulletin_page_plan_get_boxes (self->plan, remark->now_start, remark->now_end - remark->now_start, 0, G_MAXUINT);
    if (boxes->len > 0)
      return boxes;
    g_array_unref (boxes);
    if (!bulletin_page_plan_get_caret (self->plan, remark->now_start, &box))
      box.height = 10;
  } else if (!bulletin_page_plan_get_caret (self->plan, remark->now_start != G_MAXSIZE ? remark->now_start : 0, &box)) {
    box.height = 10;
  }
  boxes = g_array_new (FALSE, FALSE, sizeof box);
  g_array_append_val (boxes, box);

  return boxes;
}

static GtkWidget *
get_row (BulletinPageList *self,
         guint             page)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->pages));

  while (row != NULL && page-- > 0)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

/* By height on the pages: in this order they stand in the margin. */
static int
compare_marks (gconstpointer a,
               gconstpointer b)
{
  const BulletinPageMark *first = *(BulletinPageMark *const *) a;
  const BulletinPageMark *second = *(BulletinPageMark *const *) b;
  const BulletinPlanBox *first_box = &g_array_index (first->boxes, BulletinPlanBox, 0);
  const BulletinPlanBox *second_box = &g_array_index (second->boxes, BulletinPlanBox, 0);

  if (first_box->page != second_box->page)
    return first_box->page < second_box->page ? -1 : 1;

  return (first_box->y > second_box->y) - (first_box->y < second_box->y);
}

static const BulletinAnnotation *
find_remark (BulletinPageList *self,
             const char       *id)
{
  for (guint i = 0; self->remarks != NULL && i < self->remarks->len; i++) {
    const BulletinAnnotation *remark = self->remarks->pdata[i];

    if (g_str_equal (remark->id, id))
      return remark;
  }

  return NULL;
}

/* The cards are made anew; the keyboard does not go away with one of them. */
static void
keep_focus (BulletinPageList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->pages)))
    gtk_widget_grab_focus (GTK_WIDGET (self->scrolled_window));
}

void
bulletin_page_list_update_marks (BulletinPageList *self)
{
  keep_focus (self);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_page_mark_free);
  if (self->plan == NULL)
    return;
  for (guint i = 0; self->remarks != NULL && i < self->remarks->len; i++) {
    const BulletinAnnotation *remark = self->remarks->pdata[i];
    BulletinPageMark *mark = g_new0 (BulletinPageMark, 1);

    mark->id = g_strdup (remark->id);
    mark->boxes = get_boxes (self, remark);
    mark->is_resolved = remark->is_resolved;
    g_ptr_array_add (self->marks, mark);
  }
  g_ptr_array_sort (self->marks, compare_marks);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); row != NULL; row = gtk_widget_get_next_sibling (row)) {
    GtkWidget *margin = bulletin_page_margin_new ();

    gtk_box_remove (GTK_BOX (row), GTK_WIDGET (bulletin_page_list_get_margin (row)));
    gtk_box_append (GTK_BOX (row), margin);
    bulletin_page_view_set_marks (bulletin_page_list_get_view (row), self->marks);
  }
  for (guint i = 0; i < self->marks->len; i++) {
    BulletinPageMark *mark = self->marks->pdata[i];
    const BulletinPlanBox *box = &g_array_index (mark->boxes, BulletinPlanBox, 0);

    mark->number = i + 1;
    bulletin_page_margin_add (bulletin_page_list_get_margin (get_row (self, box->page)),
                              bulletin_remark_card_new (self->service, find_remark (self, mark->id), i + 1, FALSE), box->y);
  }
  bulletin_page_list_update_zoom (self);
}

void
bulletin_page_list_show_place (BulletinPageList *self)
{
  g_autoptr (GArray) boxes = NULL;

  if (self->has_spot) {
    boxes = g_array_new (FALSE, FALSE, sizeof (BulletinPlanBox));
    g_array_append_val (boxes, self->spot);
  } else if (self->selection_end > self->selection_start) {
    boxes = bulletin_page_plan_get_boxes (self->plan, self->selection_start, self->selection_end - self->selection_start, 0, G_MAXUINT);
  }
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); row != NULL; row = gtk_widget_get_next_sibling (row))
    bulletin_page_view_set_selection (bulletin_page_list_get_view (row), boxes);
}

static void
words_selected_cb (BulletinPageList *self,
                   guint64           start,
                   guint64           end)
{
  self->has_spot = FALSE;
  self->selection_start = start;
  self->selection_end = end;
  bulletin_page_list_follow_place (self);
  bulletin_page_list_show_place (self);
  g_signal_emit_by_name (self, "place-chosen");
}

static void
set_spot (BulletinPageList *self,
          guint             page,
          double            x,
          double            y)
{
  self->selection_start = self->selection_end = 0;
  self->has_spot = TRUE;
  self->spot.page = page;
  self->spot.x = x - 5;
  self->spot.y = y - 5;
  self->spot.width = self->spot.height = 10;
  bulletin_page_list_show_place (self);
  g_signal_emit_by_name (self, "place-chosen");
}

static void
spot_clicked_cb (BulletinPageList *self,
                 double            x,
                 double            y,
                 BulletinPageView *view)
{
  set_spot (self, bulletin_page_view_get_page (view), x, y);
}

static void
mark_clicked_cb (BulletinPageList *self,
                 const char       *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); row != NULL; row = gtk_widget_get_next_sibling (row)) {
    GtkWidget *margin = GTK_WIDGET (bulletin_page_list_get_margin (row));

    for (GtkWidget *card = gtk_widget_get_first_child (margin); card != NULL && gtk_widget_get_visible (margin); card = gtk_widget_get_next_sibling (card)) {
      if (g_str_equal (bulletin_remark_card_get_id (BULLETIN_REMARK_CARD (card)), id)) {
        bulletin_remark_card_focus (BULLETIN_REMARK_CARD (card));
        return;
      }
    }
  }
  /* There is no room for the cards. */
  g_signal_emit_by_name (self, "mark-clicked", id);
}

void
bulletin_page_list_connect_view (BulletinPageList *self,
                                 BulletinPageView *view)
{
  g_signal_connect_swapped (view, "words-selected", G_CALLBACK (words_selected_cb), self);
  g_signal_connect_swapped (view, "spot-clicked", G_CALLBACK (spot_clicked_cb), self);
  g_signal_connect_swapped (view, "mark-clicked", G_CALLBACK (mark_clicked_cb), self);
}

/**
 * bulletin_page_list_set_remarks:
 * @remarks: (nullable) (element-type BulletinAnnotation): what was remarked, followed
 *   into the text that is shown; kept
 */
void
bulletin_page_list_set_remarks (BulletinPageList *self,
                                GPtrArray        *remarks)
{
  g_return_if_fail (BULLETIN_IS_PAGE_LIST (self));

  if (remarks != NULL)
    g_ptr_array_ref (remarks);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  self->remarks = remarks;
  bulletin_page_list_update_marks (self);
}

/**
 * bulletin_page_list_get_number:
 * @id: a remark
 *
 * Returns: its number on the pages, from 1; 0 if it is not there
 */
guint
bulletin_page_list_get_number (BulletinPageList *self,
                               const char       *id)
{
  g_return_val_if_fail (BULLETIN_IS_PAGE_LIST (self), 0);

  for (guint i = 0; self->marks != NULL && i < self->marks->len; i++)
    if (g_str_equal (((BulletinPageMark *) self->marks->pdata[i])->id, id))
      return i + 1;

  return 0;
}

/**
 * bulletin_page_list_choose_place:
 *
 * Chooses the upper edge of the page that is before the eyes: a place for who has
 * no pointer. Nothing happens if a place is chosen already.
 */
void
bulletin_page_list_choose_place (BulletinPageList *self)
{
  const BulletinPageTemplate *page;
  guint index;

  g_return_if_fail (BULLETIN_IS_PAGE_LIST (self));

  if (self->plan == NULL)
    return;
  if (self->has_spot || self->selection_end > self->selection_start) {
    g_signal_emit_by_name (self, "place-chosen");
    return;
  }
  page = bulletin_page_plan_get_template (self->plan);
  index = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window)) /
              (bulletin_page_list_get_zoom (self) * page->page_height + BULLETIN_PAGE_LIST_MARGIN) +
          0.4;
  set_spot (self, MIN (index, bulletin_page_plan_get_n_pages (self->plan) - 1), page->margin_left, page->margin_top / 2);
}

void
bulletin_page_list_clear_place (BulletinPageList *self)
{
  g_return_if_fail (BULLETIN_IS_PAGE_LIST (self));

  self->has_spot = FALSE;
  self->selection_start = self->selection_end = 0;
  if (self->plan != NULL)
    bulletin_page_list_show_place (self);
}

/**
 * bulletin_page_list_get_place:
 * @place: (out caller-allocates): gets revision, start, end, page, x and y of what
 *   was chosen; revision belongs to the pages
 * @area: (out): where it is, in this widget
 *
 * Returns: whether something is chosen
 */
gboolean
bulletin_page_list_get_place (BulletinPageList   *self,
                              BulletinAnnotation *place,
                              GdkRectangle       *area)
{
  const double zoom = self->plan != NULL ? bulletin_page_list_get_zoom (self) : 1;
  BulletinPlanBox box = self->spot;
  graphene_point_t corner = { 0 }, moved;

  g_return_val_if_fail (BULLETIN_IS_PAGE_LIST (self), FALSE);

  if (self->plan == NULL || (!self->has_spot && self->selection_end <= self->selection_start))
    return FALSE;
  place->revision = self->content->revision;
  if (self->has_spot) {
    place->page = self->spot.page + 1;
    place->x = self->spot.x + 5;
    place->y = self->spot.y + 5;
    place->start = place->end = bulletin_page_plan_pick (self->plan, self->spot.page, place->x, place->y);
  } else {
    g_autoptr (GArray) boxes = bulletin_page_plan_get_boxes (self->plan, self->selection_start,
                                                             self->selection_end - self->selection_start, 0, G_MAXUINT);

    place->start = self->selection_start;
    place->end = self->selection_end;
    if (boxes->len == 0)
      return FALSE;
    box = g_array_index (boxes, BulletinPlanBox, boxes->len - 1);
  }
  if (!gtk_widget_compute_point (GTK_WIDGET (bulletin_page_list_get_view (get_row (self, box.page))), GTK_WIDGET (self), &corner, &moved))
    return FALSE;
  area->x = moved.x + box.x * zoom;
  area->y = moved.y + box.y * zoom;
  area->width = box.width * zoom;
  area->height = box.height * zoom;

  return TRUE;
}

/**
 * bulletin_page_list_show_mark:
 * @id: a remark
 *
 * Brings its place before the eyes.
 */
void
bulletin_page_list_show_mark (BulletinPageList *self,
                              const char       *id)
{
  const guint number = bulletin_page_list_get_number (self, id);
  const BulletinPageMark *mark = number > 0 ? self->marks->pdata[number - 1] : NULL;
  graphene_point_t place, moved;
  const BulletinPlanBox *box;

  if (mark == NULL)
    return;
  box = &g_array_index (mark->boxes, BulletinPlanBox, 0);
  place = GRAPHENE_POINT_INIT (0, box->y * bulletin_page_list_get_zoom (self));
  if (gtk_widget_compute_point (GTK_WIDGET (bulletin_page_list_get_view (get_row (self, box->page))), GTK_WIDGET (self->pages), &place, &moved))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), moved.y - 60);
}
