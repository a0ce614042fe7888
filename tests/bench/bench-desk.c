/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How fast the pages follow the keys in a bulletin of 20 pages: first the layout
 * alone, then the whole desk in its window. Needs a display and a session bus. */

#include "config.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <time.h>
#include <webkit/webkit.h>

#include "bench-bulletin.h"
#include "bench-screen.h"
#include "bulletin-desk-page-private.h"
#include "bulletin-page-plan.h"
#include "bulletin-planner.h"
#include "bulletin-window.h"

#define N_PAGES 20
/* How long after a key what stands on the screen is taken to stay. */
#define SETTLE_MS 200
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
  double ms;
  GBytes *pixels;
} Seen;

typedef struct
{
  BulletinWindow *window;
  BulletinDeskPage *desk;
  GtkTextView *source;
  WebKitWebView *view;
  GRand *random;
  guint n_keys;
  guint n_unseen;

  gint64 pressed;
  /* The same moment on the clock that scripts have. */
  gint64 pressed_real;
  gboolean waits_for_plan;
  /* The rows of the page that the key changes: what stood on the screen there, and what
   * does after each frame. The page with the key is on the screen with the first frame
   * after which nothing changes there any more. */
  graphene_rect_t strip;
  GBytes *before;
  GArray *seen; /* (element-type Seen) */

  GArray *planned;
  GArray *patched;
  GArray *shown;
  GArray *frames;
  /* What one turn of the main loop took, by the clock and of the processor, and what of
   * it GTK painted and the bench itself looked at. */
  GArray *held;
  GArray *worked;
  double aside;
  double aside_work;
  gint64 paint_start;
  double paint_work;
  gint64 turn_start;
  double turn_work;
  gboolean is_measuring;
} Bench;

static Bench bench;

/* Where the caret stands in the view: the text changes there or a line below. */
static const char caret_script[] =
    "const caret = document.querySelector ('#pages .caret')?.getBoundingClientRect ();"
    "return caret && caret.height > 0 && caret.top > 0 && caret.bottom < window.innerHeight - caret.height"
    "  ? `${caret.top} ${caret.height}` : '';";

/* When the browser has the changed line, in milliseconds since 1970. */
static const char patched_script[] =
    "await new Promise (done => {"
    "  new MutationObserver ((changes, observer) => {"
    "    if (!changes.some (c => Array.from (c.addedNodes).some (n => n.classList?.contains ('line')))) return;"
    "    observer.disconnect ();"
    "    done ();"
    "  }).observe (document.getElementById ('pages'), { subtree: true, childList: true });"
    "});"
    "return performance.timeOrigin + performance.now ();";

static gboolean press_cb (gpointer data);

static void
add (GArray *values,
     double  value)
{
  g_array_append_val (values, value);
}

/* The processor time of the main thread so far, in milliseconds. */
static double
get_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1000000;
}

static void
put_aside (gint64 start,
           double work)
{
  bench.aside += get_ms_since (start);
  bench.aside_work += get_work () - work;
}

/* What the screen shows there; that it is asked is none of the program's work. */
static GBytes *
look (void)
{
  const gint64 start = g_get_monotonic_time ();
  const double work = get_work ();
  GBytes *pixels = bench_screen_read (GTK_WIDGET (bench.view), &bench.strip);

  put_aside (start, work);
  return pixels;
}

static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout)
{
  int result;

  if (bench.is_measuring && bench.turn_start > 0) {
    add (bench.held, get_ms_since (bench.turn_start) - bench.aside);
    add (bench.worked, get_work () - bench.turn_work - bench.aside_work);
  }
  result = g_poll (fds, n_fds, timeout);
  bench.turn_start = g_get_monotonic_time ();
  bench.turn_work = get_work ();
  bench.aside = bench.aside_work = 0;
  return result;
}

static void
before_paint_cb (void)
{
  bench.paint_start = g_get_monotonic_time ();
  bench.paint_work = get_work ();
}

/* With the time it takes to ask the screen, which has drawn the frame then. */
static void
after_paint_cb (void)
{
  if (bench.paint_start > 0 && bench.before) {
    Seen seen = { .pixels = bench_screen_read (GTK_WIDGET (bench.view), &bench.strip) };

    seen.ms = get_ms_since (bench.pressed);
    if (seen.pixels)
      g_array_append_val (bench.seen, seen);
  }
  if (bench.paint_start > 0)
    put_aside (bench.paint_start, bench.paint_work);
  bench.paint_start = 0;
}

static void
seen_clear (gpointer data)
{
  g_bytes_unref (((Seen *) data)->pixels);
}

static void
next_key (void)
{
  /* Never in step with the frames. */
  g_timeout_add (30 + g_rand_int_range (bench.random, 0, 40), press_cb, NULL);
}

static gboolean
settled_cb (gpointer data)
{
  const gint64 start = g_get_monotonic_time ();
  const double work = get_work ();
  guint first = bench.seen->len;

  while (first > 0 && g_bytes_equal (g_array_index (bench.seen, Seen, first - 1).pixels,
                                     g_array_index (bench.seen, Seen, bench.seen->len - 1).pixels))
    first--;
  if (first < bench.seen->len && (first > 0 || !g_bytes_equal (g_array_index (bench.seen, Seen, 0).pixels, bench.before))) {
    add (bench.shown, g_array_index (bench.seen, Seen, first).ms);
    add (bench.frames, first + 1);
  } else {
    bench.n_unseen++;
  }
  g_array_set_size (bench.seen, 0);
  g_clear_pointer (&bench.before, g_bytes_unref);
  put_aside (start, work);
  next_key ();
  return G_SOURCE_REMOVE;
}

static void
patched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (object), result, &error);

  if (!value)
    g_error ("The view did not answer: %s", error->message);
  add (bench.patched, jsc_value_to_double (value) - (double) bench.pressed_real / 1000);
}

static gboolean
planned_hook (GSignalInvocationHint *hint,
              guint                  n_values,
              const GValue          *values,
              gpointer               data)
{
  if (bench.waits_for_plan) {
    bench.waits_for_plan = FALSE;
    add (bench.planned, get_ms_since (bench.pressed));
  }
  return TRUE;
}

static void
finish (void)
{
  bench.is_measuring = FALSE;
  bench_print ("desk: from a key to the plan on the main thread", bench.planned, "ms");
  bench_print ("desk: from a key to the line in the browser", bench.patched, "ms");
  bench_print ("desk: from a key to the page on screen", bench.shown, "ms");
  bench_print ("desk: the frame in which it is", bench.frames, "");
  bench_print ("desk: a turn of the main loop, painting aside", bench.held, "ms");
  bench_print ("desk: of it work of the processor", bench.worked, "ms");
  if (bench.n_unseen > 0)
    g_print ("%u keys changed nothing in sight\n", bench.n_unseen);
  exit (0);
}

/* The strip is known; the key follows when the view has been quiet. */
static gboolean
type_cb (gpointer data)
{
  bench.before = look ();
  if (!bench.before) {
    bench.n_unseen++;
    next_key ();
    return G_SOURCE_REMOVE;
  }
  bench.is_measuring = TRUE;
  webkit_web_view_call_async_javascript_function (bench.view, patched_script, -1, NULL, NULL, NULL, NULL, patched_cb, NULL);
  g_timeout_add (SETTLE_MS, settled_cb, NULL);
  bench.waits_for_plan = TRUE;
  bench.pressed_real = g_get_real_time ();
  bench.pressed = g_get_monotonic_time ();
  g_signal_emit_by_name (bench.source, "insert-at-cursor", bench.n_keys % 2 ? "新" : "年");
  return G_SOURCE_REMOVE;
}

static void
caret_found_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (object), result, &error);
  g_autofree char *text = value ? jsc_value_to_string (value) : NULL;
  double top, height;

  if (!text)
    g_error ("The view did not answer: %s", error->message);
  if (sscanf (text, "%lf %lf", &top, &height) != 2) {
    bench.n_unseen++;
    next_key ();
    return;
  }
  bench.strip = GRAPHENE_RECT_INIT (0, (float) floor (top), (float) gtk_widget_get_width (GTK_WIDGET (bench.view)),
                                    (float) ceil (2.2 * height));
  g_timeout_add (40, type_cb, NULL);
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
    g_timeout_add (1000, press_cb, NULL);
    return G_SOURCE_REMOVE;
  }
  webkit_web_view_call_async_javascript_function (bench.view, caret_script, -1, NULL, NULL, NULL, NULL, caret_found_cb, NULL);
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
  bench.patched = g_array_new (FALSE, FALSE, sizeof (double));
  bench.shown = g_array_new (FALSE, FALSE, sizeof (double));
  bench.seen = g_array_new (FALSE, FALSE, sizeof (Seen));
  g_array_set_clear_func (bench.seen, seen_clear);
  bench.frames = g_array_new (FALSE, FALSE, sizeof (double));
  bench.held = g_array_new (FALSE, FALSE, sizeof (double));
  bench.worked = g_array_new (FALSE, FALSE, sizeof (double));

  application = bulletin_application_new ();
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), file);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}
