/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How fast the pages follow the keys in a bulletin of 20 pages: first the layout
 * alone, then the whole desk in its window. Needs a display and a session bus. */

#include "config.h"

#include <locale.h>
#include <webkit/webkit.h>

#include "bench-bulletin.h"
#include "bulletin-desk-page-private.h"
#include "bulletin-page-plan.h"
#include "bulletin-planner.h"
#include "bulletin-window.h"

#define N_PAGES 20
#define N_KEYS  300

/* --- The layout alone -------------------------------------------------------- */

static double
get_ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static double
lay_out (const char *text,
         guint      *n_pages)
{
  g_autoptr (BulletinMetadata) metadata = bench_bulletin_make_metadata ();
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  gint64 start = g_get_monotonic_time ();
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (BulletinPagePlan) plan = bulletin_page_plan_new (document, metadata, page_template);
  double ms = get_ms_since (start);

  if (n_pages)
    *n_pages = bulletin_page_plan_get_n_pages (plan);
  return ms;
}

/* Without what the thread that types has set already. */
static gpointer
lay_out_anew_thread (gpointer data)
{
  double *ms = g_new (double, 1);

  *ms = lay_out (data, NULL);
  return ms;
}

static void
bench_layout (const char *source)
{
  g_autoptr (GArray) typed = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) anew = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GString) text = g_string_new (source);
  guint n_pages;

  lay_out (text->str, &n_pages);
  g_print ("%u pages, %ld characters\n", n_pages, g_utf8_strlen (text->str, -1));

  for (guint i = 0; i < N_KEYS; i++) {
    glong n_chars = g_utf8_strlen (text->str, -1);
    gsize at = g_utf8_offset_to_pointer (text->str, g_rand_int_range (random, 0, (gint32) n_chars)) - text->str;
    double ms;

    g_string_insert (text, (gssize) at, i % 40 == 39 ? "\n" : "新");
    ms = lay_out (text->str, NULL);
    g_array_append_val (typed, ms);
    if (i % 10 == 0) {
      g_autofree double *cold = g_thread_join (g_thread_new ("anew", lay_out_anew_thread, text->str));

      g_array_append_val (anew, *cold);
    }
  }

  bench_print ("from a key to the new page plan", typed, "ms");
  bench_print ("peer: the same without what is kept", anew, "ms");
  g_print ("%-44s %.1f×\n", "ratio at p95", bench_percentile (anew, 95) / bench_percentile (typed, 95));
}

/* --- The desk ------------------------------------------------------------------ */

typedef struct
{
  BulletinWindow *window;
  BulletinDeskPage *desk;
  GtkTextView *source;
  WebKitWebView *view;
  GRand *random;
  guint n_keys;

  gint64 pressed;
  gboolean waits_for_plan;
  gboolean waits_for_web;
  gboolean waits_for_paint;

  GArray *planned;
  GArray *shown;
  /* What one turn of the main loop took, and what of it GTK painted. */
  GArray *held;
  double painting;
  gint64 paint_start;
  gint64 turn_start;
  gboolean is_measuring;
} Bench;

static Bench bench;

/* The page is on the screen once the browser's process has rendered a frame after
 * the line changed, and this one has painted it. */
static const char script[] =
    "await new Promise (done => {"
    "  new MutationObserver ((changes, observer) => {"
    "    if (!changes.some (c => Array.from (c.addedNodes).some (n => n.classList?.contains ('line')))) return;"
    "    observer.disconnect ();"
    "    requestAnimationFrame (() => setTimeout (done));"
    "  }).observe (document.getElementById ('pages'), { subtree: true, childList: true });"
    "});";

static gboolean press_cb (gpointer data);

static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout)
{
  int result;

  if (bench.is_measuring && bench.turn_start > 0) {
    double ms = get_ms_since (bench.turn_start) - bench.painting;

    g_array_append_val (bench.held, ms);
  }
  result = g_poll (fds, n_fds, timeout);
  bench.turn_start = g_get_monotonic_time ();
  bench.painting = 0;
  return result;
}

static void
before_paint_cb (void)
{
  bench.paint_start = g_get_monotonic_time ();
}

static void
next_key (void)
{
  /* Long enough for the text to be proofread in between, and never in step with
   * the frames. */
  g_timeout_add (230 + g_rand_int_range (bench.random, 0, 40), press_cb, NULL);
}

static void
after_paint_cb (void)
{
  if (bench.paint_start > 0)
    bench.painting += get_ms_since (bench.paint_start);
  bench.paint_start = 0;
  if (bench.waits_for_paint) {
    double ms = get_ms_since (bench.pressed);

    bench.waits_for_paint = FALSE;
    g_array_append_val (bench.shown, ms);
    next_key ();
  }
}

static void
web_done_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (object), result, &error);

  if (!value)
    g_error ("The view did not answer: %s", error->message);
  bench.waits_for_paint = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (bench.view));
}

static gboolean
planned_hook (GSignalInvocationHint *hint,
              guint                  n_values,
              const GValue          *values,
              gpointer               data)
{
  if (bench.waits_for_plan) {
    double ms = get_ms_since (bench.pressed);

    bench.waits_for_plan = FALSE;
    g_array_append_val (bench.planned, ms);
  }
  return TRUE;
}

static void
finish (void)
{
  bench.is_measuring = FALSE;
  bench_print ("desk: from a key to the plan on the main thread", bench.planned, "ms");
  bench_print ("desk: from a key to the page on screen", bench.shown, "ms");
  bench_print ("desk: a turn of the main loop, painting aside", bench.held, "ms");
  exit (0);
}

static gboolean
press_cb (gpointer data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (bench.source);

  if (bench.n_keys++ >= N_KEYS) {
    finish ();
    return G_SOURCE_REMOVE;
  }
  if (bench.n_keys % 10 == 1) {
    GtkTextIter iter;

    gtk_text_buffer_get_iter_at_offset (buffer, &iter, g_rand_int_range (bench.random, 0, gtk_text_buffer_get_char_count (buffer)));
    gtk_text_iter_forward_to_line_end (&iter);
    gtk_text_buffer_place_cursor (buffer, &iter);
    gtk_text_view_scroll_mark_onscreen (bench.source, gtk_text_buffer_get_insert (buffer));
    /* The page turns first; what is timed is the typing. */
    g_timeout_add (600, press_cb, NULL);
    return G_SOURCE_REMOVE;
  }
  bench.is_measuring = TRUE;
  webkit_web_view_call_async_javascript_function (bench.view, script, -1, NULL, NULL, NULL, NULL, web_done_cb, NULL);
  bench.waits_for_plan = TRUE;
  bench.pressed = g_get_monotonic_time ();
  g_signal_emit_by_name (bench.source, "insert-at-cursor", bench.n_keys % 2 ? "新" : "年");
  return G_SOURCE_REMOVE;
}

static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_widget (child, type);

    if (found)
      return found;
  }
  return NULL;
}

static gboolean
wait_for_desk_cb (gpointer data)
{
  GdkFrameClock *clock;

  bench.desk = (BulletinDeskPage *) find_widget (GTK_WIDGET (bench.window), BULLETIN_TYPE_DESK_PAGE);
  if (!bench.desk || !bulletin_desk_page_get_planning (bench.desk))
    return G_SOURCE_CONTINUE;
  bench.source = GTK_TEXT_VIEW (find_widget (GTK_WIDGET (bench.desk), GTK_TYPE_TEXT_VIEW));
  bench.view = WEBKIT_WEB_VIEW (find_widget (GTK_WIDGET (bench.desk), WEBKIT_TYPE_WEB_VIEW));
  if (!bench.view || webkit_web_view_is_loading (bench.view))
    return G_SOURCE_CONTINUE;

  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench.window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
  g_signal_add_emission_hook (g_signal_lookup ("planned", BULLETIN_TYPE_PLANNER), 0, planned_hook, NULL, NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
  gtk_widget_grab_focus (GTK_WIDGET (bench.source));
  g_timeout_add (3000, press_cb, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
wait_for_library_cb (gpointer data)
{
  GFile *file = data;

  if (!bulletin_window_get_service (bench.window))
    return G_SOURCE_CONTINUE;
  bulletin_window_import (bench.window, file);
  g_timeout_add (100, wait_for_desk_cb, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
start_cb (gpointer file)
{
  bulletin_window_create_library (bench.window, "青禾市关心下一代工作委员会", "工作简报");
  g_timeout_add (100, wait_for_library_cb, file);
  return G_SOURCE_REMOVE;
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window,
                 GFile          *file)
{
  if (BULLETIN_IS_WINDOW (window)) {
    bench.window = BULLETIN_WINDOW (window);
    g_timeout_add (500, start_cb, file);
  }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("bulletin-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (home, "bench.txt", NULL);
  g_autofree char *text = NULL;
  g_autofree char *source = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BulletinApplication) application = NULL;

  setlocale (LC_ALL, "");
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);

  text = bench_bulletin_make_text (N_PAGES);
  bench_layout (text);

  source = g_strconcat ("关于上半年工作开展情况的综合报告\n", text, NULL);
  g_file_set_contents (path, source, -1, NULL);
  bench.random = g_rand_new_with_seed (2);
  bench.planned = g_array_new (FALSE, FALSE, sizeof (double));
  bench.shown = g_array_new (FALSE, FALSE, sizeof (double));
  bench.held = g_array_new (FALSE, FALSE, sizeof (double));

  application = bulletin_application_new ();
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), file);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}
