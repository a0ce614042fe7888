/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-preview-web.h"

#include "bulletin-preview-feed.h"

#include <libsoup/soup.h>
#include <string.h>

/* Texts come from outside and end up in this view, so it is closed in layers,
 * each of which would do alone if the others worked as one hopes. Measured on
 * WebKitGTK 2.52: the policy and scripts off still let preconnect and a meta
 * refresh out; all of these together let out nothing.
 *
 *  - the page is our own, served by our own scheme, and its policy opens nothing
 *    but pictures of that scheme and those that are in the page itself;
 *  - scripts in markup are off; preview.js runs in a world of its own;
 *  - the network session is ephemeral and its proxy is a port that nobody serves;
 *  - every navigation but the first is refused;
 *  - a content filter blocks every load that is not of our scheme. */

#define PREVIEW_URI "bulletin:preview"
/* A page that was frozen has its styles and pictures in it. */
#define FROZEN_URI    "bulletin:frozen"
#define FROZEN_POLICY "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
#define POLICY      "default-src 'none'; img-src bulletin: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/* Discard, of RFC 863: refused at once on any machine that does not serve it. */
#define DEAD_PROXY "http://127.0.0.1:9"

static const char page[] =
    "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>Bulletin</title></head>"
    "<body><main id=\"pages\"></main><main id=\"article\"></main></body></html>";

static const char filter[] =
    "[{\"trigger\":{\"url-filter\":\".*\"},\"action\":{\"type\":\"block\"}},"
    "{\"trigger\":{\"url-filter\":\"^bulletin:\"},\"action\":{\"type\":\"ignore-previous-rules\"}},"
    "{\"trigger\":{\"url-filter\":\"^data:image/\"},\"action\":{\"type\":\"ignore-previous-rules\"}}]";

static void
answer (WebKitURISchemeRequest *request,
        GBytes *content,
        const char *media_type,
        const char *policy,
        int status)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (content);
  g_autoptr (WebKitURISchemeResponse) response = webkit_uri_scheme_response_new (stream, g_bytes_get_size (content));
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);

  soup_message_headers_append (headers, "Content-Security-Policy", policy);
  soup_message_headers_append (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_append (headers, "X-Content-Type-Options", "nosniff");
  webkit_uri_scheme_response_set_status (response, status, NULL);
  webkit_uri_scheme_response_set_content_type (response, media_type);
  webkit_uri_scheme_response_set_http_headers (response, headers);
  webkit_uri_scheme_request_finish_with_response (request, response);
}

/* Answers every request of the scheme: the page, a picture of it, the page that was
 * frozen, or that there is no such. */
static void
scheme_request_cb (WebKitURISchemeRequest *request,
                   gpointer user_data)
{
  const char *uri = webkit_uri_scheme_request_get_uri (request);
  const char *media_type = "text/html; charset=utf-8";
  g_autoptr (GBytes) picture = bulletin_preview_feed_find_picture (uri, &media_type);
  g_autoptr (GBytes) preview = g_bytes_new_static (page, strlen (page));
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  GBytes *frozen = g_object_get_data (G_OBJECT (webkit_uri_scheme_request_get_web_view (request)), FROZEN_URI);

  if (g_strcmp0 (uri, PREVIEW_URI) == 0)
    answer (request, preview, media_type, POLICY, 200);
  else if (g_strcmp0 (uri, FROZEN_URI) == 0 && frozen)
    answer (request, frozen, media_type, FROZEN_POLICY, 200);
  else if (picture)
    answer (request, picture, media_type, POLICY, 200);
  else
    answer (request, nothing, media_type, POLICY, 404);
}

static WebKitWebContext *
get_context (void)
{
  static WebKitWebContext *context;

  if (!context) {
    WebKitSecurityManager *security;

    context = webkit_web_context_new ();
    webkit_web_context_set_cache_model (context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
    webkit_web_context_set_spell_checking_enabled (context, FALSE);
    webkit_web_context_register_uri_scheme (context, "bulletin", scheme_request_cb, NULL, NULL);
    security = webkit_web_context_get_security_manager (context);
    webkit_security_manager_register_uri_scheme_as_no_access (security, "bulletin");
  }
  return context;
}

static WebKitNetworkSession *
get_session (void)
{
  static WebKitNetworkSession *session;

  if (!session) {
    WebKitNetworkProxySettings *proxy = webkit_network_proxy_settings_new (DEAD_PROXY, NULL);

    session = webkit_network_session_new_ephemeral ();
    webkit_network_session_set_proxy_settings (session, WEBKIT_NETWORK_PROXY_MODE_CUSTOM, proxy);
    webkit_network_session_set_persistent_credential_storage_enabled (session, FALSE);
    webkit_network_proxy_settings_free (proxy);
  }
  return session;
}

static gboolean
is_own_page (const char *uri)
{
  return g_strcmp0 (uri, PREVIEW_URI) == 0 || g_strcmp0 (uri, FROZEN_URI) == 0;
}

static gboolean
decide_policy_cb (WebKitWebView *view,
                  WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type,
                  gpointer user_data)
{
  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION) {
    WebKitNavigationAction *action = webkit_navigation_policy_decision_get_navigation_action (WEBKIT_NAVIGATION_POLICY_DECISION (decision));
    const char *uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));

    if (is_own_page (uri) && !webkit_navigation_action_is_user_gesture (action)) {
      webkit_policy_decision_use (decision);
      return TRUE;
    }
  } else if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE) {
    const char *uri = webkit_uri_response_get_uri (webkit_response_policy_decision_get_response (WEBKIT_RESPONSE_POLICY_DECISION (decision)));

    if (is_own_page (uri)) {
      webkit_policy_decision_use (decision);
      return TRUE;
    }
  }
  webkit_policy_decision_ignore (decision);
  return TRUE;
}

static gboolean
context_menu_cb (void)
{
  return TRUE;
}

static gboolean
permission_cb (WebKitWebView *view,
               WebKitPermissionRequest *request,
               gpointer user_data)
{
  webkit_permission_request_deny (request);
  return TRUE;
}

/* The page is loaded once the filter stands. Without a filter it is loaded all
 * the same: the other layers hold. */
static void
filter_saved_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (WebKitWebView) view = user_data;
  g_autoptr (GError) error = NULL;
  WebKitUserContentFilter *saved = webkit_user_content_filter_store_save_finish (WEBKIT_USER_CONTENT_FILTER_STORE (source), result, &error);

  if (saved) {
    webkit_user_content_manager_add_filter (webkit_web_view_get_user_content_manager (view), saved);
    webkit_user_content_filter_unref (saved);
  } else {
    g_debug ("The content filter could not be made: %s", error->message);
  }
  webkit_web_view_load_uri (view, g_object_get_data (G_OBJECT (view), FROZEN_URI) ? FROZEN_URI : PREVIEW_URI);
}

static void
add_filter_and_load (WebKitWebView *view)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "bulletin", "filters", NULL);
  g_autoptr (WebKitUserContentFilterStore) store = webkit_user_content_filter_store_new (folder);
  g_autoptr (GBytes) source = g_bytes_new_static (filter, strlen (filter));

  webkit_user_content_filter_store_save (store, "block-all", source, NULL, filter_saved_cb, g_object_ref (view));
}

static char *
load_resource (const char *path)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static WebKitUserContentManager *
create_content_manager (void)
{
  WebKitUserContentManager *manager = webkit_user_content_manager_new ();
  g_autofree char *style_source = load_resource ("/org/mdjgx/Bulletin/preview/preview.css");
  g_autofree char *script_source = load_resource ("/org/mdjgx/Bulletin/preview/preview.js");
  WebKitUserStyleSheet *style = webkit_user_style_sheet_new (style_source, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                                             WEBKIT_USER_STYLE_LEVEL_AUTHOR, NULL, NULL);
  WebKitUserScript *script = webkit_user_script_new_for_world (script_source, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                                               WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_END,
                                                               BULLETIN_PREVIEW_WORLD, NULL, NULL);

  webkit_user_content_manager_add_style_sheet (manager, style);
  webkit_user_content_manager_register_script_message_handler (manager, "bulletin", BULLETIN_PREVIEW_WORLD);
  webkit_user_content_manager_add_script (manager, script);
  webkit_user_style_sheet_unref (style);
  webkit_user_script_unref (script);
  return manager;
}

static WebKitSettings *
create_settings (void)
{
  return webkit_settings_new_with_settings ("enable-javascript-markup", FALSE,
                                            "auto-load-images", TRUE,
                                            "enable-back-forward-navigation-gestures", FALSE,
                                            "enable-developer-extras", FALSE,
                                            "enable-html5-database", FALSE,
                                            "enable-html5-local-storage", FALSE,
                                            "enable-media", FALSE,
                                            "enable-media-stream", FALSE,
                                            "enable-mediasource", FALSE,
                                            "enable-page-cache", FALSE,
                                            "enable-site-specific-quirks", FALSE,
                                            "enable-smooth-scrolling", FALSE,
                                            "enable-webaudio", FALSE,
                                            "enable-webgl", FALSE,
                                            "enable-webrtc", FALSE,
                                            "javascript-can-open-windows-automatically", FALSE,
                                            "hardware-acceleration-policy", WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER,
                                            NULL);
}

static WebKitWebView *
create_view (WebKitUserContentManager *manager,
             WebKitSettings *settings)
{
  WebKitWebView *view = g_object_new (WEBKIT_TYPE_WEB_VIEW,
                                      "web-context", get_context (),
                                      "network-session", get_session (),
                                      "user-content-manager", manager,
                                      "settings", settings,
                                      NULL);

  g_signal_connect (view, "decide-policy", G_CALLBACK (decide_policy_cb), NULL);
  g_signal_connect (view, "context-menu", G_CALLBACK (context_menu_cb), NULL);
  g_signal_connect (view, "permission-request", G_CALLBACK (permission_cb), NULL);
  return view;
}

/**
 * bulletin_preview_web_view_new:
 *
 * The view is costly (it starts a process): make it once the window shows, and
 * keep it. It says {"type": "ready"} through the message handler "bulletin" of
 * its content manager when its page is there.
 *
 * Returns: (transfer floating): the view
 */
WebKitWebView *
bulletin_preview_web_view_new (void)
{
  g_autoptr (WebKitUserContentManager) manager = create_content_manager ();
  g_autoptr (WebKitSettings) settings = create_settings ();
  WebKitWebView *view = create_view (manager, settings);

  add_filter_and_load (view);
  return view;
}

/**
 * bulletin_frozen_web_view_new:
 *
 * Closed in the same layers, and besides no script runs in it at all.
 *
 * Returns: (transfer floating): an empty view
 */
WebKitWebView *
bulletin_frozen_web_view_new (void)
{
  g_autoptr (WebKitUserContentManager) manager = webkit_user_content_manager_new ();
  g_autoptr (WebKitSettings) settings = create_settings ();

  webkit_settings_set_enable_javascript (settings, FALSE);
  return create_view (manager, settings);
}

/**
 * bulletin_frozen_web_view_show:
 * @view: of bulletin_frozen_web_view_new()
 * @html: a complete page, UTF-8
 */
void
bulletin_frozen_web_view_show (WebKitWebView *view,
                               GBytes *html)
{
  g_object_set_data_full (G_OBJECT (view), FROZEN_URI, g_bytes_ref (html), (GDestroyNotify) g_bytes_unref);
  add_filter_and_load (view);
}
