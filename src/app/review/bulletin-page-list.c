/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-list-private.h"

#include "bulletin-issuing.h"
#include "bulletin-load-materials.h"
#include "bulletin-printing.h"
#include "bulletin-window.h"

#include <glib/gi18n.h>
#include <math.h>

#define ZOOM_STEP 1.2
#define MIN_ZOOM  0.3
#define MAX_ZOOM  4
/* Half as large again as paper on the desk, where the window is wide enough. */
#define LARGE_ZOOM 1.6
/* A narrower window has no room for the remarks beside the page. */
#define MIN_WIDTH_FOR_CARDS 900

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
  source->page_template = bulletin_load_record_template (library, bulletin_record_get_id (content->record), content->metadata->series);
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

double
bulletin_page_list_get_zoom (BulletinPageList *self)
{
  const BulletinPageTemplate *page = bulletin_page_plan_get_template (self->plan);
  int width = gtk_widget_get_width (GTK_WIDGET (self->scrolled_window)) - 2 * BULLETIN_PAGE_LIST_MARGIN;

  if (self->zoom > 0)
    return self->zoom;
  if (has_cards (self))
    width -= BULLETIN_PAGE_MARGIN_WIDTH + BULLETIN_PAGE_LIST_MARGIN;

  return CLAMP (width / page->page_width, MIN_ZOOM, LARGE_ZOOM);
}

void
bulletin_page_list_update_zoom (BulletinPageList *self)
{
  const gboolean shows_cards = self->plan != NULL && has_cards (self);

  if (self->plan == NULL)
    return;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); row != NULL; row = gtk_widget_get_next_sibling (row)) {
    bulletin_page_view_set_zoom (bulletin_page_list_get_view (row), bulletin_page_list_get_zoom (self));
    bulletin_page_margin_set_zoom (bulletin_page_list_get_margin (row), bulletin_page_list_get_zoom (self));
    gtk_widget_set_visible (GTK_WIDGET (bulletin_page_list_get_margin (row)), shows_cards);
  }
}

static void
append_page (BulletinPageList *self,
             guint             page)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, BULLETIN_PAGE_LIST_MARGIN);
  GtkWidget *view = bulletin_page_view_new (self->plan, page);

  gtk_widget_set_valign (view, GTK_ALIGN_START);
  bulletin_page_view_set_contrast (BULLETIN_PAGE_VIEW (view), self->has_contrast);
  bulletin_page_view_set_can_mark (BULLETIN_PAGE_VIEW (view), self->can_mark);
  bulletin_page_list_connect_view (self, BULLETIN_PAGE_VIEW (view));
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
  g_clear_pointer (&self->sentences, g_array_unref);
  self->sentences = bulletin_page_plan_list_sentences (plan);
  self->anchor = self->head = -1;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_box_remove (self->pages, child);
  bulletin_page_list_clear_place (self);
  for (guint i = 0; i < bulletin_page_plan_get_n_pages (plan); i++)
    append_page (self, i);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  bulletin_page_list_update_marks (self);

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
    self->zoom = CLAMP (bulletin_page_list_get_zoom (self) * (g_str_equal (name, "pages.zoom-in") ? ZOOM_STEP : 1 / ZOOM_STEP), MIN_ZOOM, MAX_ZOOM);
  bulletin_page_list_update_zoom (self);
  g_object_notify (G_OBJECT (self), "zoom");
}

static double
get_pitch (BulletinPageList *self)
{
  return bulletin_page_list_get_zoom (self) * bulletin_page_plan_get_template (self->plan)->page_height + BULLETIN_PAGE_LIST_MARGIN;
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
  bulletin_page_list_update_zoom (self);
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
    bulletin_page_list_update_zoom (self);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

/* The keys are for the pages, whatever stands beside them. */
static gboolean
bulletin_page_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BULLETIN_PAGE_LIST (widget)->scrolled_window));
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
  g_clear_pointer (&self->sentences, g_array_unref);
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
  widget_class->grab_focus = bulletin_page_list_grab_focus;

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
  bulletin_page_list_add_keys (widget_class);

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
  self->anchor = self->head = -1;
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

void
bulletin_page_list_set_contrast (BulletinPageList *self,
                                 gboolean          contrast)
{
  g_return_if_fail (BULLETIN_IS_PAGE_LIST (self));

  self->has_contrast = contrast;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); row != NULL; row = gtk_widget_get_next_sibling (row))
    bulletin_page_view_set_contrast (bulletin_page_list_get_view (row), contrast);
}

void
bulletin_page_list_set_can_mark (BulletinPageList *self,
                                 gboolean          can_mark)
{
  g_return_if_fail (BULLETIN_IS_PAGE_LIST (self));

  self->can_mark = can_mark;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); row != NULL; row = gtk_widget_get_next_sibling (row))
    bulletin_page_view_set_can_mark (bulletin_page_list_get_view (row), can_mark);
}
