/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-preview.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "bulletin-preview-feed.h"
#include "bulletin-preview-web.h"

struct _BulletinPagePreview
{
  AdwBin parent_instance;

  AdwBin *frame;
  AdwToggleGroup *edition_group;
  GtkLabel *page_label;

  WebKitWebView *view;
  guint idle;
  gboolean is_ready;
  BulletinPlanning *planning;
  BulletinReading *reading;
  BulletinPreviewFeed *feed;
  gboolean is_article_sent;
  guint page;
  gsize caret;
  /* 0 fits the width; 1 is the size of the paper. */
  double zoom;
};

G_DEFINE_FINAL_TYPE (BulletinPagePreview, bulletin_page_preview, ADW_TYPE_BIN)

enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const double zooms[] = { 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0 };

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

static void
send_zoom (BulletinPagePreview *self)
{
  call (self, "bulletinPreview.setZoom (zoom);",
        g_variant_new_parsed ("{'zoom': <%d>}", self->zoom));
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
send_pages (BulletinPagePreview *self)
{
  g_autofree char *json = NULL;

  if (!self->is_ready || !self->planning)
    return;
  json = bulletin_preview_feed_update (self->feed, self->planning->plan);
  call (self, "bulletinPreview.update (JSON.parse (data));",
        g_variant_new_parsed ("{'data': <%s>}", json));
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
send_caret (BulletinPagePreview *self)
{
  guint page;
  double x, y;

  if (!self->planning || self->caret == G_MAXSIZE ||
      !bulletin_page_plan_locate_caret (self->planning->plan, self->caret, &page, &x, &y))
    return;
  call (self, "bulletinPreview.reveal (page, x, y);",
        g_variant_new_parsed ("{'page': <%d>, 'x': <%d>, 'y': <%d>}", (double) page, x, y));
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
    self->is_article_sent = FALSE;
    send_zoom (self);
    send_edition (self);
    send_pages (self);
    send_article (self);
    send_caret (self);
  } else if (g_str_equal (type, "page")) {
    self->page = CLAMP (json_object_get_int_member_with_default (message, "page", 0), 0, 100000);
    update_page_label (self);
  } else if (g_str_equal (type, "pick") && self->planning) {
    gint64 page = json_object_get_int_member_with_default (message, "page", -1);
    gsize offset;

    if (page < 0 || page >= bulletin_page_plan_get_n_pages (self->planning->plan))
      return;
    offset = bulletin_page_plan_pick (self->planning->plan, page,
                                      json_object_get_double_member_with_default (message, "x", 0),
                                      json_object_get_double_member_with_default (message, "y", 0));
    if (offset != G_MAXSIZE)
      g_signal_emit (self, signals[SIGNAL_PICKED], 0, (guint64) offset);
  }
}

/* --- The view -------------------------------------------------------------- */

/* The web process is gone; a new page brings a new one. */
static void
terminated_cb (BulletinPagePreview *self)
{
  self->is_ready = FALSE;
  webkit_web_view_reload (self->view);
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
zoom_fit_cb (BulletinPagePreview *self)
{
  self->zoom = 0;
  send_zoom (self);
}

static void
bulletin_page_preview_dispose (GObject *object)
{
  BulletinPagePreview *self = BULLETIN_PAGE_PREVIEW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
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
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mdjgx/Bulletin/ui/bulletin-page-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, BulletinPagePreview, frame);
  gtk_widget_class_bind_template_child (widget_class, BulletinPagePreview, edition_group);
  gtk_widget_class_bind_template_child (widget_class, BulletinPagePreview, page_label);
  gtk_widget_class_bind_template_callback (widget_class, edition_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_fit_cb);
}

static void
bulletin_page_preview_init (BulletinPagePreview *self)
{
  self->feed = bulletin_preview_feed_new ();
  self->caret = G_MAXSIZE;
  gtk_widget_init_template (GTK_WIDGET (self));
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

  if (planning)
    bulletin_planning_ref (planning);
  g_clear_pointer (&self->planning, bulletin_planning_unref);
  self->planning = planning;
  if (planning) {
    send_pages (self);
    send_caret (self);
  } else {
    self->page = 0;
    self->caret = G_MAXSIZE;
    bulletin_preview_feed_reset (self->feed);
    g_clear_pointer (&self->reading, bulletin_reading_unref);
    call (self, "bulletinPreview.clear ();", NULL);
  }
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
bulletin_page_preview_reveal (BulletinPagePreview *self,
                              gsize offset)
{
  g_return_if_fail (BULLETIN_IS_PAGE_PREVIEW (self));

  if (self->caret == offset)
    return;
  self->caret = offset;
  send_caret (self);
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

/* From fitted width one goes on as if from the size of the paper. */
static double
get_current_zoom (BulletinPagePreview *self)
{
  return self->zoom > 0 ? self->zoom : 1;
}

void
bulletin_page_preview_zoom_in (BulletinPagePreview *self)
{
  double zoom = get_current_zoom (self);

  g_return_if_fail (BULLETIN_IS_PAGE_PREVIEW (self));

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++) {
    if (zooms[i] > zoom + 0.01) {
      self->zoom = zooms[i];
      break;
    }
  }
  send_zoom (self);
}

void
bulletin_page_preview_zoom_out (BulletinPagePreview *self)
{
  double zoom = get_current_zoom (self);

  g_return_if_fail (BULLETIN_IS_PAGE_PREVIEW (self));

  for (guint i = G_N_ELEMENTS (zooms); i > 0; i--) {
    if (zooms[i - 1] < zoom - 0.01) {
      self->zoom = zooms[i - 1];
      break;
    }
  }
  send_zoom (self);
}
