/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-list.h"

#include "bulletin-issuing.h"
#include "bulletin-load-materials.h"
#include "bulletin-page-margin.h"
#include "bulletin-page-view.h"
#include "bulletin-printing.h"
#include "bulletin-remark-card.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>
#include <math.h>

#define ZOOM_STEP 1.2
#define MIN_ZOOM  0.3
#define MAX_ZOOM  4
#define MARGIN    18
/* Half as large again as paper on the desk, where the window is wide enough. */
#define LARGE_ZOOM 1.6
/* A narrower window has no room for the remarks beside the page. */
#define MIN_WIDTH_FOR_CARDS 900

struct _BulletinPageList
{
  AdwBin parent_instance;

  GtkScrolledWindow *scrolled_window;
  GtkBox *pages;
  AdwSpinner *spinner;

  BulletinContent *content;
  BulletinPagePlan *plan;
  GCancellable *cancellable;
  double zoom;        /* 0 while the pages fit the width */
  guint fit_id;
  gboolean has_contrast;
  gboolean can_mark;

  BulletinLibraryService *service;
  GPtrArray *remarks;
  GPtrArray *marks;
  gsize selection_start, selection_end;
  BulletinPlanBox spot;
  gboolean has_spot;
};

enum
{
  PROP_ZOOM = 1,
};

enum
{
  SIGNAL_LOADED,
  SIGNAL_PLACE_CHOSEN,
  SIGNAL_MARK_CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BulletinPageList, bulletin_page_list, ADW_TYPE_BIN)

/* What the database thread reads. */
typedef struct
{
  BulletinContent *content;
  BulletinPageTemplate *page_template;
  BulletinMaterials *materials;
} Source;

static void
source_free (Source *source)
{
  g_clear_pointer (&source->content, bulletin_content_free);
  g_clear_pointer (&source->page_template, bulletin_page_template_free);
  g_clear_pointer (&source->materials, bulletin_materials_unref);
  g_free (source);
}

static gpointer
read_source (BulletinLibrary *library,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  Source *source;
  BulletinContent *content = bulletin_library_get_bulletin (library, data, error);

  if (content == NULL)
    return NULL;
  source = g_new0 (Source, 1);
  source->content = content;
  source->page_template = bulletin_load_page_template (library, content->metadata->series);
  source->materials = bulletin_load_materials (library, bulletin_record_get_id (content->record),
                                               content->metadata, content->text, error);
  if (source->materials == NULL) {
    source_free (source);
    return NULL;
  }

  return source;
}

static void
plan_thread (GTask        *task,
             gpointer      object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Source *source = task_data;
  g_autoptr (BulletinDocument) document = bulletin_document_new (source->content->text, -1, source->materials);

  g_task_return_pointer (task,
                         bulletin_page_plan_new (document, source->content->metadata, source->page_template),
                         (GDestroyNotify) bulletin_page_plan_unref);
}

/* --- Zoom ------------------------------------------------------------------- */

static gboolean
has_cards (BulletinPageList *self)
{
  return self->marks != NULL && self->marks->len > 0 &&
         gtk_widget_get_width (GTK_WIDGET (self->scrolled_window)) >= MIN_WIDTH_FOR_CARDS;
}

static double
get_zoom (BulletinPageList *self)
{
  const BulletinPageTemplate *page = bulletin_page_plan_get_template (self->plan);
  int width = gtk_widget_get_width (GTK_WIDGET (self->scrolled_window)) - 2 * MARGIN;

  if (self->zoom > 0)
    return self->zoom;
  if (has_cards (self))
    width -= BULLETIN_PAGE_MARGIN_WIDTH + MARGIN;

  return CLAMP (width / page->page_width, MIN_ZOOM, LARGE_ZOOM);
}

/* A page and, behind it, its margin. */
static BulletinPageView *
get_view (GtkWidget *row)
{
  return BULLETIN_PAGE_VIEW (gtk_widget_get_first_child (row));
}

static BulletinPageMargin *
get_margin (GtkWidget *row)
{
  return BULLETIN_PAGE_MARGIN (gtk_widget_get_last_child (row));
}

static void
update_zoom (BulletinPageList *self)
{
  const gboolean shows_cards = self->plan != NULL && has_cards (self);

  if (self->plan == NULL)
    return;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); row != NULL; row = gtk_widget_get_next_sibling (row)) {
    bulletin_page_view_set_zoom (get_view (row), get_zoom (self));
    bulletin_page_margin_set_zoom (get_margin (row), get_zoom (self));
    gtk_widget_set_visible (GTK_WIDGET (get_margin (row)), shows_cards);
  }
}

/* --- Marks ------------------------------------------------------------------ */

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

static void
update_marks (BulletinPageList *self)
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

    gtk_box_remove (GTK_BOX (row), GTK_WIDGET (get_margin (row)));
    gtk_box_append (GTK_BOX (row), margin);
    bulletin_page_view_set_marks (get_view (row), self->marks);
  }
  for (guint i = 0; i < self->marks->len; i++) {
    BulletinPageMark *mark = self->marks->pdata[i];
    const BulletinPlanBox *box = &g_array_index (mark->boxes, BulletinPlanBox, 0);

    mark->number = i + 1;
    bulletin_page_margin_add (get_margin (get_row (self, box->page)),
                              bulletin_remark_card_new (self->service, find_remark (self, mark->id), i + 1, FALSE), box->y);
  }
  update_zoom (self);
}

static void
show_selection (BulletinPageList *self)
{
  g_autoptr (GArray) boxes = NULL;

  if (self->has_spot) {
    boxes = g_array_new (FALSE, FALSE, sizeof (BulletinPlanBox));
    g_array_append_val (boxes, self->spot);
  } else if (self->selection_end > self->selection_start) {
    boxes = bulletin_page_plan_get_boxes (self->plan, self->selection_start, self->selection_end - self->selection_start, 0, G_MAXUINT);
  }
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); row != NULL; row = gtk_widget_get_next_sibling (row))
    bulletin_page_view_set_selection (get_view (row), boxes);
}

static void
words_selected_cb (BulletinPageList *self,
                   guint64           start,
                   guint64           end)
{
  self->has_spot = FALSE;
  self->selection_start = start;
  self->selection_end = end;
  show_selection (self);
  g_signal_emit (self, signals[SIGNAL_PLACE_CHOSEN], 0);
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
  show_selection (self);
  g_signal_emit (self, signals[SIGNAL_PLACE_CHOSEN], 0);
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
    GtkWidget *margin = GTK_WIDGET (get_margin (row));

    for (GtkWidget *card = gtk_widget_get_first_child (margin); card != NULL && gtk_widget_get_visible (margin); card = gtk_widget_get_next_sibling (card)) {
      if (g_str_equal (bulletin_remark_card_get_id (BULLETIN_REMARK_CARD (card)), id)) {
        bulletin_remark_card_focus (BULLETIN_REMARK_CARD (card));
        return;
      }
    }
  }
  /* There is no room for the cards. */
  g_signal_emit (self, signals[SIGNAL_MARK_CLICKED], 0, id);
}

static void
append_page (BulletinPageList *self,
             guint             page)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, MARGIN);
  GtkWidget *view = bulletin_page_view_new (self->plan, page);

  gtk_widget_set_valign (view, GTK_ALIGN_START);
  bulletin_page_view_set_contrast (BULLETIN_PAGE_VIEW (view), self->has_contrast);
  bulletin_page_view_set_can_mark (BULLETIN_PAGE_VIEW (view), self->can_mark);
  g_signal_connect_swapped (view, "words-selected", G_CALLBACK (words_selected_cb), self);
  g_signal_connect_swapped (view, "spot-clicked", G_CALLBACK (spot_clicked_cb), self);
  g_signal_connect_swapped (view, "mark-clicked", G_CALLBACK (mark_clicked_cb), self);
  gtk_box_append (GTK_BOX (row), view);
  gtk_box_append (GTK_BOX (row), bulletin_page_margin_new ());
  gtk_box_append (self->pages, row);
}

/* --- Loading ---------------------------------------------------------------- */

static void
planned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  BulletinPageList *self = BULLETIN_PAGE_LIST (object);
  g_autoptr (GError) error = NULL;
  BulletinPagePlan *plan = g_task_propagate_pointer (G_TASK (result), &error);
  Source *source = g_task_get_task_data (G_TASK (result));
  GtkWidget *child;

  if (plan == NULL)
    return;

  g_clear_pointer (&self->content, bulletin_content_free);
  g_clear_pointer (&self->plan, bulletin_page_plan_unref);
  self->content = g_steal_pointer (&source->content);
  self->plan = plan;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_box_remove (self->pages, child);
  bulletin_page_list_clear_place (self);
  for (guint i = 0; i < bulletin_page_plan_get_n_pages (plan); i++)
    append_page (self, i);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  update_marks (self);

  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  Source *source = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (object), result, &error);
  BulletinPageList *self;
  g_autoptr (GTask) task = NULL;

  /* Only when it was not cancelled is the widget still there. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (source == NULL) {
    BulletinWindow *window = bulletin_window_of (GTK_WIDGET (self));

    gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
    if (window != NULL)
      bulletin_window_show_error (window, error);
    return;
  }

  task = g_task_new (self, self->cancellable, planned_cb, NULL);
  g_task_set_source_tag (task, read_cb);
  g_task_set_task_data (task, source, (GDestroyNotify) source_free);
  g_task_run_in_thread (task, plan_thread);
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  BulletinPageList *self = BULLETIN_PAGE_LIST (widget);

  if (self->plan == NULL)
    return;
  if (g_str_equal (name, "pages.zoom-fit"))
    self->zoom = 0;
  else
    self->zoom = CLAMP (get_zoom (self) * (g_str_equal (name, "pages.zoom-in") ? ZOOM_STEP : 1 / ZOOM_STEP), MIN_ZOOM, MAX_ZOOM);
  update_zoom (self);
  g_object_notify (G_OBJECT (self), "zoom");
}

static double
get_pitch (BulletinPageList *self)
{
  return get_zoom (self) * bulletin_page_plan_get_template (self->plan)->page_height + MARGIN;
}

/* The one that has the middle of the view. */
static guint
get_current_page (BulletinPageList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  double middle = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) / 2;

  return MIN ((guint) (middle / get_pitch (self)), bulletin_page_plan_get_n_pages (self->plan) - 1);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  BulletinPageList *self = BULLETIN_PAGE_LIST (widget);

  if (self->plan != NULL)
    bulletin_print_plan (widget, self->plan, get_current_page (self), bulletin_record_get_title (self->content->record));
}

static void
turn_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  BulletinPageList *self = BULLETIN_PAGE_LIST (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  gboolean forward = g_str_equal (name, "pages.next");
  double pitch;

  if (self->plan == NULL)
    return;
  pitch = get_pitch (self);
  gtk_adjustment_set_value (adjustment,
                            pitch * (forward ? floor (gtk_adjustment_get_value (adjustment) / pitch + 0.01) + 1
                                             : ceil (gtk_adjustment_get_value (adjustment) / pitch - 0.01) - 1));
}

static void
fit_cb (gpointer user_data)
{
  BulletinPageList *self = user_data;

  self->fit_id = 0;
  update_zoom (self);
}

/* Sizes cannot be asked for while they are given out, so the pages follow right
 * after. */
static void
width_changed_cb (BulletinPageList *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_once (fit_cb, self);
}

static void
bulletin_page_list_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (property_id) {
  case PROP_ZOOM:
    g_value_set_double (value, BULLETIN_PAGE_LIST (object)->zoom);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_page_list_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  BulletinPageList *self = BULLETIN_PAGE_LIST (object);

  switch (property_id) {
  case PROP_ZOOM:
    self->zoom = g_value_get_double (value);
    update_zoom (self);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bulletin_page_list_dispose (GObject *object)
{
  BulletinPageList *self = BULLETIN_PAGE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_pointer (&self->content, bulletin_content_free);
  g_clear_pointer (&self->plan, bulletin_page_plan_unref);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_object (&self->service);
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_PAGE_LIST);

  G_OBJECT_CLASS (bulletin_page_list_parent_class)->dispose (object);
}

static void
bulletin_page_list_class_init (BulletinPageListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_page_list_dispose;
  object_class->get_property = bulletin_page_list_get_property;
  object_class->set_property = bulletin_page_list_set_property;

  g_object_class_install_property (object_class, PROP_ZOOM,
                                   g_param_spec_double ("zoom", NULL, NULL, 0, MAX_ZOOM, 0,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));

  /**
   * BulletinPageList::loaded:
   *
   * The bulletin was read and laid out.
   */
  signals[SIGNAL_LOADED] = g_signal_new ("loaded", BULLETIN_TYPE_PAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * BulletinPageList::place-chosen:
   *
   * Words were selected, or a spot was clicked.
   */
  signals[SIGNAL_PLACE_CHOSEN] = g_signal_new ("place-chosen", BULLETIN_TYPE_PAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * BulletinPageList::mark-clicked:
   *
   * A mark was clicked whose card has no room beside the page.
   */
  signals[SIGNAL_MARK_CLICKED] = g_signal_new ("mark-clicked", BULLETIN_TYPE_PAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "pages.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "pages.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "pages.zoom-fit", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "pages.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "pages.next", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "pages.previous", NULL, turn_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "pages.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "pages.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "pages.zoom-fit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "pages.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "pages.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "pages.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "pages.previous", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-page-list.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinPageList, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, BulletinPageList, pages);
  gtk_widget_class_bind_template_child (widget_class, BulletinPageList, spinner);
}

static void
bulletin_page_list_init (BulletinPageList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled_window), "notify::page-size",
                           G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * bulletin_page_list_load:
 * @id: the bulletin
 *
 * Reads a bulletin, lays it out and shows its pages; "loaded" says when.
 */
void
bulletin_page_list_load (BulletinPageList       *self,
                         BulletinLibraryService *service,
                         const char             *id)
{
  g_return_if_fail (BULLETIN_IS_PAGE_LIST (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->service, service);
  bulletin_library_service_call_async (service, read_source, FALSE, g_strdup (id), g_free,
                                       (GDestroyNotify) source_free, self->cancellable, read_cb, self);
}

const BulletinContent *
bulletin_page_list_get_content (BulletinPageList *self)
{
  g_return_val_if_fail (BULLETIN_IS_PAGE_LIST (self), NULL);

  return self->content;
}

BulletinPagePlan *
bulletin_page_list_get_plan (BulletinPageList *self)
{
  g_return_val_if_fail (BULLETIN_IS_PAGE_LIST (self), NULL);

  return self->plan;
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
  update_marks (self);
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

void
bulletin_page_list_set_contrast (BulletinPageList *self,
                                 gboolean          contrast)
{
  g_return_if_fail (BULLETIN_IS_PAGE_LIST (self));

  self->has_contrast = contrast;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); row != NULL; row = gtk_widget_get_next_sibling (row))
    bulletin_page_view_set_contrast (get_view (row), contrast);
}

void
bulletin_page_list_set_can_mark (BulletinPageList *self,
                                 gboolean          can_mark)
{
  g_return_if_fail (BULLETIN_IS_PAGE_LIST (self));

  self->can_mark = can_mark;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); row != NULL; row = gtk_widget_get_next_sibling (row))
    bulletin_page_view_set_can_mark (get_view (row), can_mark);
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
    g_signal_emit (self, signals[SIGNAL_PLACE_CHOSEN], 0);
    return;
  }
  page = bulletin_page_plan_get_template (self->plan);
  index = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window)) /
              (get_zoom (self) * page->page_height + MARGIN) +
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
    show_selection (self);
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
  const double zoom = self->plan != NULL ? get_zoom (self) : 1;
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
  if (!gtk_widget_compute_point (GTK_WIDGET (get_view (get_row (self, box.page))), GTK_WIDGET (self), &corner, &moved))
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
  place = GRAPHENE_POINT_INIT (0, box->y * get_zoom (self));
  if (gtk_widget_compute_point (GTK_WIDGET (get_view (get_row (self, box->page))), GTK_WIDGET (self->pages), &place, &moved))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), moved.y - 60);
}
