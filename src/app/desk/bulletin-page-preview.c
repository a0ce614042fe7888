/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-preview.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

#include "bulletin-application.h"
#include "bulletin-preview-feed.h"
#include "bulletin-preview-web.h"

/* How many pages beyond those in sight are set in the view. */
#define REACH 6

/* A web process that ends this soon after the last one is not the user's bad luck. */
#define CRASH_PAUSE_MS 3000

struct _BulletinPagePreview
{
  AdwBin parent_instance;

  AdwBin *frame;
  AdwToggleGroup *edition_group;
  GtkLabel *page_label;
  GtkMenuButton *view_button;

  WebKitWebView *view;
  guint idle;
  guint reload;
  gint64 terminated_at;
  gboolean is_ready;
  BulletinPlanning *planning;
  BulletinReading *reading;
  BulletinPreviewFeed *feed;
  gboolean is_article_sent;
  /* The page that is read, and those in sight. */
  guint page, first_page, last_page;
  /* Those that the view has, of the ones in reach; the source that brings the others. */
  guint fed_first, fed_last;
  gboolean is_fed;
  guint feeding;
  /* In the text, in bytes; the caret is G_MAXSIZE when there is none. */
  gsize caret, selection, selection_length;
  /* Whether they are shown where this layout has them. */
  gboolean is_marked;
  /* As bulletinPreview.setView: 0 fits the width, -1 the page, 1 is the paper's. */
  double zoom;
  /* What that comes to: 1 is the size of the paper. */
  double scale;
  double pinch_scale;
  double pointer_x, pointer_y;
};

G_DEFINE_FINAL_TYPE (BulletinPagePreview, bulletin_page_preview, ADW_TYPE_BIN)

enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const double zooms[] = { 0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0 };

/* --- Talking to preview.js ------------------------------------------------- */

static void
called_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  JSCValue *value = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result, &error);

  if (value)
    g_object_unref (value);
  else
    g_debug ("The preview did not follow: %s", error->message);
}

/* Text travels as an argument and never as part of a script. */
static void
call (BulletinPagePreview *self,
      const char *body,
      GVariant *arguments)
{
  g_autoptr (GVariant) owned = arguments ? g_variant_ref_sink (arguments) : NULL;

  if (self->is_ready)
    webkit_web_view_call_async_javascript_function (self->view, body, -1, owned, BULLETIN_PREVIEW_WORLD,
                                                    NULL, NULL, called_cb, NULL);
}

/* Keeps what stands at @x, @y of the view in place; below 0 what is read. */
static void
send_view (BulletinPagePreview *self,
           double x,
           double y)
{
  const double two_up = g_settings_get_boolean (bulletin_get_settings (), "preview-two-up") ? 1 : 0;

  if (x < 0)
    call (self, "bulletinPreview.setView (zoom, twoUp === 1);",
          g_variant_new_parsed ("{'zoom': <%d>, 'twoUp': <%d>}", self->zoom, two_up));
  else
    call (self, "bulletinPreview.setView (zoom, twoUp === 1, x, y);",
          g_variant_new_parsed ("{'zoom': <%d>, 'twoUp': <%d>, 'x': <%d>, 'y': <%d>}", self->zoom, two_up, x, y));
}

static void
send_grid (BulletinPagePreview *self)
{
  call (self, "bulletinPreview.setGrid (grid === 1);",
        g_variant_new_parsed ("{'grid': <%d>}", g_settings_get_boolean (bulletin_get_settings (), "preview-grid") ? 1.0 : 0.0));
}

/* What a screen reader calls a page. */
static void
send_label (BulletinPagePreview *self)
{
  call (self, "bulletinPreview.setLabel (label);",
        /* Translators: %u is a page's number. */
        g_variant_new_parsed ("{'label': <%s>}", _ ("Page %u")));
}

static void
send_edition (BulletinPagePreview *self)
{
  /* A number: WebKit takes no booleans as arguments. */
  call (self, "return bulletinPreview.setWeb (web === 1);",
        g_variant_new_parsed ("{'web': <%d>}", bulletin_page_preview_get_web_edition (self) ? 1.0 : 0.0));
}

static void
update_page_label (BulletinPagePreview *self)
{
  guint n_pages = self->planning ? bulletin_page_plan_get_n_pages (self->planning->plan) : 0;
  g_autofree char *text = NULL;

  if (n_pages > 0)
    text = g_strdup_printf (_ ("Page %u of %u"), MIN (self->page, n_pages - 1) + 1, n_pages);
  gtk_label_set_label (self->page_label, text ? text : "");
}

static void
update_view_button (BulletinPagePreview *self)
{
  g_autofree char *label = g_strdup_printf ("%.0f%%", self->scale * 100);

  gtk_menu_button_set_label (self->view_button, label);
}

/* The web edition only while it is looked at. */
static void
send_article (BulletinPagePreview *self)
{
  if (!self->is_ready || !self->reading || self->is_article_sent || !bulletin_page_preview_get_web_edition (self))
    return;
  call (self, "bulletinPreview.setArticle (html);",
        g_variant_new_parsed ("{'html': <%s>}", self->reading->article));
  self->is_article_sent = TRUE;
}

static void
append_box (GString *json,
            const BulletinPlanBox *box)
{
  const double numbers[] = { box->x, box->y, box->width, box->height };

  g_string_append_printf (json, "[%u", box->page);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append_printf (json, ",%s", g_ascii_formatd (buffer, sizeof buffer, "%.2f", numbers[i]));
  }
  g_string_append_c (json, ']');
}

/* What preview.js marks: a box or null for the caret, and the boxes of the selection. */
static char *
write_marks (BulletinPagePreview *self)
{
  GString *json = g_string_new ("[");
  BulletinPlanBox caret;

  if (bulletin_page_plan_get_caret (self->planning->plan, self->caret, &caret))
    append_box (json, &caret);
  else
    g_string_append (json, "null");
  g_string_append (json, ",[");
  if (self->selection_length > 0) {
    g_autoptr (GArray) boxes = bulletin_page_plan_get_boxes (self->planning->plan, self->selection, self->selection_length,
                                                             self->first_page - MIN (self->first_page, REACH), self->last_page + REACH);

    for (guint i = 0; i < boxes->len; i++) {
      if (i > 0)
        g_string_append_c (json, ',');
      append_box (json, &g_array_index (boxes, BulletinPlanBox, i));
    }
  }
  g_string_append (json, "]]");
  return g_string_free_and_steal (json);
}

static void
send_marks (BulletinPagePreview *self,
            gboolean reveal)
{
  g_autofree char *marks = NULL;

  if (!self->is_ready || !self->planning || self->caret == G_MAXSIZE)
    return;
  marks = write_marks (self);
  call (self, "bulletinPreview.mark (...JSON.parse (marks), reveal === 1);",
        g_variant_new_parsed ("{'marks': <%s>, 'reveal': <%d>}", marks, reveal ? 1.0 : 0.0));
}

/* The pages that the view shall have: those in sight and some on either side. */
static void
get_reach (BulletinPagePreview *self,
           guint *first,
           guint *last)
{
  const guint n_pages = MAX (bulletin_page_plan_get_n_pages (self->planning->plan), 1);

  *first = MIN (self->first_page - MIN (self->first_page, REACH), n_pages - 1);
  *last = MIN (self->last_page + REACH, n_pages - 1);
}

/* What the view has and shall keep; where it has nothing yet, the page that is read. */
static void
limit_fed_pages (BulletinPagePreview *self)
{
  guint first, last;

  get_reach (self, &first, &last);
  if (!self->is_fed || self->fed_first > last || self->fed_last < first) {
    self->fed_first = self->fed_last = CLAMP (self->page, first, last);
    self->is_fed = TRUE;
  } else {
    self->fed_first = MAX (self->fed_first, first);
    self->fed_last = MIN (self->fed_last, last);
  }
}

static void send_pages (BulletinPagePreview *self,
                        gboolean with_marks,
                        gboolean reveal);

/* One page more at a time: all those that a jump brings into reach at once would hold
 * the main loop longer than a key may take. Those in sight come first. */
static gboolean
feed_cb (gpointer user_data)
{
  BulletinPagePreview *self = user_data;
  guint first, last;

  if (!self->is_ready || !self->planning) {
    self->feeding = 0;
    return G_SOURCE_REMOVE;
  }
  limit_fed_pages (self);
  get_reach (self, &first, &last);
  if (self->fed_last < last && (self->fed_last < self->last_page || self->fed_first <= self->first_page))
    self->fed_last++;
  else if (self->fed_first > first)
    self->fed_first--;
  else {
    self->feeding = 0;
    return G_SOURCE_REMOVE;
  }
  send_pages (self, FALSE, FALSE);
  return G_SOURCE_CONTINUE;
}

/* Lines and caret in one call: of two the browser would draw two frames, and hold
 * the second back until this process has painted the first. */
static void
send_pages (BulletinPagePreview *self,
            gboolean with_marks,
            gboolean reveal)
{
  g_autofree char *json = NULL;
  g_autofree char *marks = NULL;

  if (!self->is_ready || !self->planning)
    return;
  limit_fed_pages (self);
  if (self->feeding == 0)
    self->feeding = g_idle_add_full (G_PRIORITY_HIGH_IDLE, feed_cb, self, NULL);
  json = bulletin_preview_feed_update (self->feed, self->planning->plan, self->fed_first, self->fed_last);
  marks = with_marks && self->caret != G_MAXSIZE ? write_marks (self) : g_strdup ("null");
  call (self, "bulletinPreview.update (JSON.parse (data), JSON.parse (marks), reveal === 1);",
        g_variant_new_parsed ("{'data': <%s>, 'marks': <%s>, 'reveal': <%d>}", json, marks, reveal ? 1.0 : 0.0));
}

/* The byte of the text at a place that the view names, or G_MAXSIZE. */
static gsize
find_place (BulletinPagePreview *self,
            JsonObject *message,
            const char *name)
{
  JsonNode *node = json_object_get_member (message, name);
  JsonObject *place;
  gint64 page;

  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    return G_MAXSIZE;
  place = json_node_get_object (node);
  page = json_object_get_int_member_with_default (place, "page", -1);
  if (page < 0 || page >= bulletin_page_plan_get_n_pages (self->planning->plan))
    return G_MAXSIZE;
  return bulletin_page_plan_pick (self->planning->plan, (guint) page,
                                  json_object_get_double_member_with_default (place, "x", 0),
                                  json_object_get_double_member_with_default (place, "y", 0));
}

static guint
get_page_member (JsonObject *message,
                 const char *name)
{
  return (guint) CLAMP (json_object_get_int_member_with_default (message, name, 0), 0, 1000000);
}

static void
view_moved (BulletinPagePreview *self,
            JsonObject *message)
{
  const guint first = get_page_member (message, "first");
  const guint last = get_page_member (message, "last");
  const gboolean is_elsewhere = first != self->first_page || last != self->last_page;

  self->page = get_page_member (message, "page");
  self->first_page = first;
  self->last_page = last;
  self->scale = CLAMP (json_object_get_double_member_with_default (message, "scale", 1), 0.05, 10);
  if (is_elsewhere) {
    send_pages (self, self->selection_length > 0, FALSE);
  }
  update_page_label (self);
  update_view_button (self);
}

static void
message_cb (WebKitUserContentManager *manager,
            JSCValue *value,
            BulletinPagePreview *self)
{
  g_autofree char *text = jsc_value_to_string (value);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *message;
  const char *type;

  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  message = json_node_get_object (root);
  type = json_object_get_string_member_with_default (message, "type", "");
  if (g_str_equal (type, "ready")) {
    self->is_ready = TRUE;
    bulletin_preview_feed_reset (self->feed);
    self->is_fed = FALSE;
    self->is_article_sent = FALSE;
    send_label (self);
    send_view (self, -1, -1);
    send_grid (self);
    send_edition (self);
    send_pages (self, TRUE, TRUE);
    send_article (self);
  } else if (g_str_equal (type, "view")) {
    view_moved (self, message);
  } else if (g_str_equal (type, "pick") && self->planning) {
    const gsize anchor = find_place (self, message, "anchor");
    const gsize head = find_place (self, message, "head");

    if (anchor != G_MAXSIZE && head != G_MAXSIZE)
      g_signal_emit (self, signals[SIGNAL_PICKED], 0, (guint64) anchor, (guint64) head,
                     json_object_get_boolean_member_with_default (message, "done", TRUE));
  }
}

/* --- Zooming with the pointer ---------------------------------------------- */

static void
set_zoom (BulletinPagePreview *self,
          double zoom,
          double x,
          double y)
{
  if (zoom > 0)
    zoom = CLAMP (zoom, zooms[0], zooms[G_N_ELEMENTS (zooms) - 1]);
  if (zoom == self->zoom)
    return;
  self->zoom = zoom;
  send_view (self, x, y);
  g_settings_set_double (bulletin_get_settings (), "preview-zoom", zoom);
}

static void
pointer_moved_cb (BulletinPagePreview *self,
                  double x,
                  double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static gboolean
scroll_cb (BulletinPagePreview *self,
           double dx,
           double dy,
           GtkEventController *controller)
{
  if (!(gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK))
    return FALSE;
  if (dy != 0)
    set_zoom (self, self->scale * pow (1.1, -dy), self->pointer_x, self->pointer_y);
  return TRUE;
}

static void
pinch_begun_cb (BulletinPagePreview *self,
                GdkEventSequence *sequence,
                GtkGesture *gesture)
{
  self->pinch_scale = self->scale;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
pinched_cb (BulletinPagePreview *self,
            double factor,
            GtkGesture *gesture)
{
  double x = -1, y = -1;

  gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  set_zoom (self, self->pinch_scale * factor, x, y);
}

/* --- The view -------------------------------------------------------------- */

static gboolean
reload_cb (gpointer user_data)
{
  BulletinPagePreview *self = user_data;

  self->reload = 0;
  webkit_web_view_reload (self->view);
  return G_SOURCE_REMOVE;
}

/* The web process is gone; loading the page brings a new one. One that does not live
 * is not started in a hurry. */
static void
terminated_cb (BulletinPagePreview *self)
{
  const gint64 now = g_get_monotonic_time ();
  const gboolean is_soon = now - self->terminated_at < CRASH_PAUSE_MS * G_TIME_SPAN_MILLISECOND;

  self->is_ready = FALSE;
  self->terminated_at = now;
  g_clear_handle_id (&self->reload, g_source_remove);
  self->reload = g_timeout_add (is_soon ? CRASH_PAUSE_MS : 0, reload_cb, self);
}

static gboolean
make_view_cb (gpointer user_data)
{
  BulletinPagePreview *self = user_data;

  self->idle = 0;
  self->view = bulletin_preview_web_view_new ();
  g_signal_connect_object (webkit_web_view_get_user_content_manager (self->view), "script-message-received::bulletin",
                           G_CALLBACK (message_cb), self, 0);
  g_signal_connect_object (self->view, "web-process-terminated", G_CALLBACK (terminated_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pages as they will be printed"),
                                  -1);
  adw_bin_set_child (self->frame, GTK_WIDGET (self->view));
  return G_SOURCE_REMOVE;
}

static gboolean
first_frame_cb (GtkWidget *widget,
                GdkFrameClock *clock,
                gpointer user_data)
{
  BulletinPagePreview *self = BULLETIN_PAGE_PREVIEW (widget);

  if (!self->view && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_LOW, make_view_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

static void
bulletin_page_preview_map (GtkWidget *widget)
{
  BulletinPagePreview *self = BULLETIN_PAGE_PREVIEW (widget);

  GTK_WIDGET_CLASS (bulletin_page_preview_parent_class)->map (widget);
  if (!self->view)
    gtk_widget_add_tick_callback (widget, first_frame_cb, NULL, NULL);
}

static void
edition_changed_cb (BulletinPagePreview *self)
{
  send_edition (self);
  send_article (self);
  gtk_widget_set_visible (GTK_WIDGET (self->page_label), !bulletin_page_preview_get_web_edition (self));
}

static void
zoom_in_cb (BulletinPagePreview *self)
{
  bulletin_page_preview_zoom_in (self);
}

static void
zoom_out_cb (BulletinPagePreview *self)
{
  bulletin_page_preview_zoom_out (self);
}

static void
settings_changed_cb (BulletinPagePreview *self,
                     const char *key)
{
  if (g_str_equal (key, "preview-grid"))
    send_grid (self);
  else if (g_str_equal (key, "preview-two-up")) {
    send_view (self, -1, -1);
  } else if (g_str_equal (key, "preview-zoom")) {
    const double zoom = g_settings_get_double (bulletin_get_settings (), key);

    if (zoom == self->zoom)
      return;
    self->zoom = zoom;
    send_view (self, -1, -1);
  }
}

static void
bulletin_page_preview_dispose (GObject *object)
{
  BulletinPagePreview *self = BULLETIN_PAGE_PREVIEW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->reload, g_source_remove);
  g_clear_handle_id (&self->feeding, g_source_remove);
  self->is_ready = FALSE;
  gtk_widget_dispose_template (GTK_WIDGET (self), BULLETIN_TYPE_PAGE_PREVIEW);
  g_clear_pointer (&self->planning, bulletin_planning_unref);
  g_clear_pointer (&self->reading, bulletin_reading_unref);

  G_OBJECT_CLASS (bulletin_page_preview_parent_class)->dispose (object);
}

static void
bulletin_page_preview_finalize (GObject *object)
{
  BulletinPagePreview *self = BULLETIN_PAGE_PREVIEW (object);

  bulletin_preview_feed_free (self->feed);

  G_OBJECT_CLASS (bulletin_page_preview_parent_class)->finalize (object);
}

static void
bulletin_page_preview_class_init (BulletinPagePreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bulletin_page_preview_dispose;
  object_class->finalize = bulletin_page_preview_finalize;
  widget_class->map = bulletin_page_preview_map;

  signals[SIGNAL_PICKED] = g_signal_new ("picked", BULLETIN_TYPE_PAGE_PREVIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_UINT64, G_TYPE_UINT64, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-page-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinPagePreview, frame);
  gtk_widget_class_bind_template_child (widget_class, BulletinPagePreview, edition_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinPagePreview, page_label);
  gtk_widget_class_bind_template_child (widget_class, BulletinPagePreview, view_button);
  gtk_widget_class_bind_template_callback (widget_class, edition_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, pointer_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, scroll_cb);
  gtk_widget_class_bind_template_callback (widget_class, pinch_begun_cb);
  gtk_widget_class_bind_template_callback (widget_class, pinched_cb);
}

static void
bulletin_page_preview_init (BulletinPagePreview *self)
{
  self->feed = bulletin_preview_feed_new ();
  self->caret = G_MAXSIZE;
  self->scale = 1;
  self->zoom = g_settings_get_double (bulletin_get_settings (), "preview-zoom");
  gtk_widget_init_template (GTK_WIDGET (self));
  update_view_button (self);
  g_settings_bind (bulletin_get_settings (), "preview-edition", self->edition_group, "active-name", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (bulletin_get_settings (), "changed", G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
take_planning (BulletinPagePreview *self,
               BulletinPlanning *planning)
{
  if (planning)
    bulletin_planning_ref (planning);
  g_clear_pointer (&self->planning, bulletin_planning_unref);
  self->planning = planning;
}

static void
take_selection (BulletinPagePreview *self,
                gsize caret,
                gsize offset,
                gsize length)
{
  self->is_marked = TRUE;
  self->caret = caret;
  self->selection = offset;
  self->selection_length = length;
}

GtkWidget *
bulletin_page_preview_new (void)
{
  return g_object_new (BULLETIN_TYPE_PAGE_PREVIEW, NULL);
}

void
bulletin_page_preview_set_planning (BulletinPagePreview *self,
                                    BulletinPlanning *planning)
{
  g_return_if_fail (BULLETIN_IS_PAGE_PREVIEW (self));

  take_planning (self, planning);
  if (planning) {
    self->is_marked = FALSE;
    send_pages (self, FALSE, FALSE);
  } else {
    self->page = self->first_page = self->last_page = 0;
    self->caret = G_MAXSIZE;
    self->selection_length = 0;
    bulletin_preview_feed_reset (self->feed);
    self->is_fed = FALSE;
    g_clear_pointer (&self->reading, bulletin_reading_unref);
    call (self, "bulletinPreview.clear ();", NULL);
  }
  update_page_label (self);
}

void
bulletin_page_preview_show (BulletinPagePreview *self,
                            BulletinPlanning *planning,
                            gsize caret,
                            gsize offset,
                            gsize length)
{
  const gboolean is_moved = self->caret != caret;

  g_return_if_fail (BULLETIN_IS_PAGE_PREVIEW (self) && planning != NULL);

  take_planning (self, planning);
  take_selection (self, caret, offset, length);
  send_pages (self, TRUE, is_moved);
  update_page_label (self);
}

void
bulletin_page_preview_set_reading (BulletinPagePreview *self,
                                   BulletinReading *reading)
{
  g_return_if_fail (BULLETIN_IS_PAGE_PREVIEW (self) && reading != NULL);

  bulletin_reading_ref (reading);
  g_clear_pointer (&self->reading, bulletin_reading_unref);
  self->reading = reading;
  self->is_article_sent = FALSE;
  send_article (self);
}

void
bulletin_page_preview_set_selection (BulletinPagePreview *self,
                                     gsize caret,
                                     gsize offset,
                                     gsize length)
{
  const gboolean is_moved = self->caret != caret;

  g_return_if_fail (BULLETIN_IS_PAGE_PREVIEW (self));

  if (self->is_marked && !is_moved && self->selection_length == length && (length == 0 || self->selection == offset))
    return;
  take_selection (self, caret, offset, length);
  send_marks (self, is_moved);
}

/* The page that is looked at, from 0. */
guint
bulletin_page_preview_get_page (BulletinPagePreview *self)
{
  g_return_val_if_fail (BULLETIN_IS_PAGE_PREVIEW (self), 0);

  return self->page;
}

gboolean
bulletin_page_preview_get_web_edition (BulletinPagePreview *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->edition_group), "web") == 0;
}

void
bulletin_page_preview_set_web_edition (BulletinPagePreview *self,
                                       gboolean web_edition)
{
  g_return_if_fail (BULLETIN_IS_PAGE_PREVIEW (self));

  adw_toggle_group_set_active_name (self->edition_group, web_edition ? "web" : "pages");
}

void
bulletin_page_preview_zoom_in (BulletinPagePreview *self)
{
  g_return_if_fail (BULLETIN_IS_PAGE_PREVIEW (self));

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++) {
    if (zooms[i] > self->scale + 0.01) {
      set_zoom (self, zooms[i], -1, -1);
      break;
    }
  }
}

void
bulletin_page_preview_zoom_out (BulletinPagePreview *self)
{
  g_return_if_fail (BULLETIN_IS_PAGE_PREVIEW (self));

  for (guint i = G_N_ELEMENTS (zooms); i > 0; i--) {
    if (zooms[i - 1] < self->scale - 0.01) {
      set_zoom (self, zooms[i - 1], -1, -1);
      break;
    }
  }
}
