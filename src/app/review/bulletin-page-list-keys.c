/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-list-private.h"

/* Reading and marking with one hand on the arrow keys: Right and Left choose the
 * next and the previous sentence, with Shift one more; Return remarks on them. */

/* How far Up and Down go, in parts of what is in sight. */
#define SCROLL_PART 0.12
/* What is kept in sight above and below a sentence, in pixels. */
#define SCROLL_SLACK 48

static double
get_pitch (BulletinPageList *self)
{
  return bulletin_page_list_get_zoom (self) * bulletin_page_plan_get_template (self->plan)->page_height + BULLETIN_PAGE_LIST_MARGIN;
}

/* The upper and lower edge of a sentence among the pages, in pixels. */
static void
get_edges (BulletinPageList           *self,
           const BulletinPlanSentence *sentence,
           double                     *top,
           double                     *bottom)
{
  g_autoptr (GArray) boxes = bulletin_page_plan_get_boxes (self->plan, sentence->start, sentence->end - sentence->start,
                                                           sentence->page, sentence->page + 1);
  const double zoom = bulletin_page_list_get_zoom (self);

  *top = BULLETIN_PAGE_LIST_MARGIN + sentence->page * get_pitch (self) + sentence->y * zoom;
  *bottom = *top;
  for (guint i = 0; i < boxes->len; i++) {
    const BulletinPlanBox *box = &g_array_index (boxes, BulletinPlanBox, i);

    *bottom = MAX (*bottom, BULLETIN_PAGE_LIST_MARGIN + box->page * get_pitch (self) + (box->y + box->height) * zoom);
  }
}

static gboolean
is_in_sight (BulletinPageList *self,
             gint64            index)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  double top, bottom;

  get_edges (self, &g_array_index (self->sentences, BulletinPlanSentence, index), &top, &bottom);

  return bottom > gtk_adjustment_get_value (adjustment) &&
         top < gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment);
}

static void
bring_into_sight (BulletinPageList *self,
                  gint64            index)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  const double size = gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);
  double top, bottom;

  get_edges (self, &g_array_index (self->sentences, BulletinPlanSentence, index), &top, &bottom);
  value = MAX (value, bottom + SCROLL_SLACK - size);
  value = MIN (value, MAX (top - SCROLL_SLACK, 0));
  gtk_adjustment_set_value (adjustment, value);
}

/**
 * bulletin_page_list_make_room:
 * @area: (inout): where something is, in this widget; moves along
 * @height: how much room is wanted below it, in pixels
 *
 * Scrolls as far as it goes, and not so far that the place itself is out of sight.
 */
void
bulletin_page_list_make_room (BulletinPageList *self,
                              GdkRectangle     *area,
                              int               height)
{
  GtkAdjustment *adjustment;
  double value, missing;

  g_return_if_fail (BULLETIN_IS_PAGE_LIST (self));

  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  value = gtk_adjustment_get_value (adjustment);
  missing = area->y + area->height + height - gtk_adjustment_get_page_size (adjustment);
  gtk_adjustment_set_value (adjustment, value + CLAMP (missing, 0, MAX (area->y - SCROLL_SLACK, 0)));
  area->y -= gtk_adjustment_get_value (adjustment) - value;
}

/* The first sentence that starts in sight. */
static gint64
find_first (BulletinPageList *self)
{
  const double value = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window));
  const guint page = MAX (value - BULLETIN_PAGE_LIST_MARGIN, 0) / get_pitch (self);

  return bulletin_plan_sentences_find (self->sentences, page,
                                       (value - BULLETIN_PAGE_LIST_MARGIN - page * get_pitch (self)) / bulletin_page_list_get_zoom (self));
}

/**
 * bulletin_page_list_choose_sentence:
 * @forward: the next one, or the one before
 * @extend: in addition to what is chosen
 *
 * Chooses a sentence, from where the last one was, or else the first in sight, and
 * says it to a screen reader. bulletin_page_list_choose_place() is then about it.
 *
 * Returns: whether there are any
 */
gboolean
bulletin_page_list_choose_sentence (BulletinPageList *self,
                                    gboolean          forward,
                                    gboolean          extend)
{
  const BulletinPlanSentence *first, *last;
  g_autofree char *words = NULL;

  g_return_val_if_fail (BULLETIN_IS_PAGE_LIST (self), FALSE);

  if (self->plan == NULL || !self->can_mark || self->sentences->len == 0)
    return FALSE;
  /* Whoever turned the pages meanwhile means what they see now. */
  if (self->head < 0 || !is_in_sight (self, self->head)) {
    self->head = self->anchor = find_first (self);
  } else {
    self->head = CLAMP (self->head + (forward ? 1 : -1), 0, (gint64) self->sentences->len - 1);
    if (!extend)
      self->anchor = self->head;
  }
  first = &g_array_index (self->sentences, BulletinPlanSentence, MIN (self->anchor, self->head));
  last = &g_array_index (self->sentences, BulletinPlanSentence, MAX (self->anchor, self->head));
  self->has_spot = FALSE;
  self->selection_start = first->start;
  self->selection_end = last->end;
  bulletin_page_list_show_place (self);
  bring_into_sight (self, self->head);
  words = g_strndup (self->content->text + first->start, last->end - first->start);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

  return TRUE;
}

/* The keyboard goes on from what the pointer selected. */
void
bulletin_page_list_follow_place (BulletinPageList *self)
{
  self->anchor = self->head = -1;
  for (guint i = 0; i < self->sentences->len; i++) {
    const BulletinPlanSentence *sentence = &g_array_index (self->sentences, BulletinPlanSentence, i);

    if (sentence->start <= self->selection_start && sentence->end > self->selection_start)
      self->anchor = self->head = i;
  }
}

/* --- Keys ------------------------------------------------------------------- */

/* A card or a note beside the page has its own use for the arrow keys. */
static gboolean
has_focus (BulletinPageList *self)
{
  return self->plan != NULL && gtk_widget_has_focus (GTK_WIDGET (self->scrolled_window));
}

static gboolean
sentence_key_cb (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   user_data)
{
  BulletinPageList *self = BULLETIN_PAGE_LIST (widget);
  gboolean forward, extend;

  g_variant_get (arguments, "(bb)", &forward, &extend);

  return has_focus (self) && bulletin_page_list_choose_sentence (self, forward, extend);
}

static gboolean
scroll_key_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   user_data)
{
  BulletinPageList *self = BULLETIN_PAGE_LIST (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  gboolean forward;

  g_variant_get (arguments, "(b)", &forward);
  if (!has_focus (self))
    return FALSE;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                                            (forward ? 1 : -1) * SCROLL_PART * gtk_adjustment_get_page_size (adjustment));

  return TRUE;
}

static gboolean
has_place (BulletinPageList *self)
{
  return self->has_spot || self->selection_end > self->selection_start;
}

static gboolean
return_key_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   user_data)
{
  BulletinPageList *self = BULLETIN_PAGE_LIST (widget);

  if (!has_focus (self) || !has_place (self))
    return FALSE;
  bulletin_page_list_choose_place (self);

  return TRUE;
}

/* What is chosen goes first, and the page only after that. */
static gboolean
escape_key_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   user_data)
{
  BulletinPageList *self = BULLETIN_PAGE_LIST (widget);

  if (!has_focus (self) || !has_place (self))
    return FALSE;
  bulletin_page_list_clear_place (self);

  return TRUE;
}

void
bulletin_page_list_add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    gboolean forward;
  } arrows[] = {
    { GDK_KEY_Right, TRUE },
    { GDK_KEY_KP_Right, TRUE },
    { GDK_KEY_Left, FALSE },
    { GDK_KEY_KP_Left, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++) {
    gtk_widget_class_add_binding (widget_class, arrows[i].key, 0, sentence_key_cb, "(bb)", arrows[i].forward, FALSE);
    gtk_widget_class_add_binding (widget_class, arrows[i].key, GDK_SHIFT_MASK, sentence_key_cb, "(bb)", arrows[i].forward, TRUE);
  }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, scroll_key_cb, "(b)", TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, scroll_key_cb, "(b)", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, return_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, return_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_key_cb, NULL);
}
