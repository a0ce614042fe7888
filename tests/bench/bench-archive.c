/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The archive page in its window, on the library that bench-library made: how long it
 * takes until its rows stand in a frame, how long the main loop is held, and how much
 * memory the program needs. Needs a display and a session bus. */

#include "config.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench-bulletin.h"
#include "bulletin-archive-item.h"
#include "bulletin-archive-list.h"
#include "bulletin-archive-page.h"
#include "bulletin-window.h"

#define N_RECORDS 100000
#define N_OPENED  11
#define N_JUMPS   100

typedef struct
{
  BulletinWindow *window;
  GtkColumnView *view;
  GListModel *list;
  GRand *random;
  gint64 asked;
  guint n_opened;
  guint n_jumps;
  guint wanted;     /* the row that must have its words */
  gboolean waits;
  GArray *opened;
  GArray *jumped;
  GArray *held;     /* what one turn of the main loop took without painting */
  GArray *painted;  /* and what GTK took to lay out and paint a frame */
  double painting;
  gint64 paint_start;
  gint64 turn_start;
} Bench;

static Bench bench;

static double
get_ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
add (GArray *values,
     double  value)
{
  g_array_append_val (values, value);
}

static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout)
{
  int result;

  if (bench.turn_start > 0)
    add (bench.held, get_ms_since (bench.turn_start) - bench.painting);
  result = g_poll (fds, n_fds, timeout);
  bench.turn_start = g_get_monotonic_time ();
  bench.painting = 0;
  return result;
}

static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_widget (child, type);

    if (found != NULL)
      return found;
  }

  return NULL;
}

/* In megabytes; the browser's process is not in it. */
static double
get_memory (const char *what)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) || (line = strstr (status, what)) == NULL)
    return NAN;

  return atof (line + strlen (what)) / 1024;
}

static void
finish (void)
{
  bench_print ("page chosen to a frame with its rows", bench.opened, "ms");
  bench_print ("jump in the list to a frame with its rows", bench.jumped, "ms");
  bench_print ("main loop held by one turn, painting apart", bench.held, "ms");
  bench_print ("GTK: layout and painting of a frame", bench.painted, "ms");
  g_print ("%-44s %10u\n", "rows", g_list_model_get_n_items (bench.list));
  g_print ("%-44s %10.0f MB, of which %.0f MB are files\n", "memory of the program", get_memory ("VmRSS:"), get_memory ("RssFile:"));
  g_application_quit (g_application_get_default ());
}

static gboolean
next_cb (gpointer data)
{
  if (bench.n_opened < N_OPENED) {
    if (bench.n_opened % 2 == 0 || bench.view == NULL) {
      bench.wanted = 0;
      bench.waits = TRUE;
      bench.n_opened++;
      bench.asked = g_get_monotonic_time ();
      bulletin_window_show_place (bench.window, "archive");
    } else {
      bench.n_opened++;
      bulletin_window_show_place (bench.window, "stations");
      g_timeout_add (1500, next_cb, NULL);
    }
  } else if (bench.n_jumps++ < N_JUMPS) {
    bench.wanted = g_rand_int_range (bench.random, 0, (gint32) g_list_model_get_n_items (bench.list));
    bench.waits = TRUE;
    bench.asked = g_get_monotonic_time ();
    gtk_column_view_scroll_to (bench.view, bench.wanted, NULL, GTK_LIST_SCROLL_NONE, NULL);
  } else {
    finish ();
  }
  return G_SOURCE_REMOVE;
}

static gboolean
is_shown (void)
{
  g_autoptr (BulletinArchiveItem) item = NULL;

  if (bench.view == NULL || !gtk_widget_get_mapped (GTK_WIDGET (bench.view)) || g_list_model_get_n_items (bench.list) == 0)
    return FALSE;
  item = g_list_model_get_item (bench.list, bench.wanted);
  return item != NULL && bulletin_archive_item_get_record (item) != NULL;
}

static void
before_paint_cb (void)
{
  bench.paint_start = g_get_monotonic_time ();
}

static void
after_paint_cb (void)
{
  if (bench.paint_start > 0) {
    bench.painting += get_ms_since (bench.paint_start);
    add (bench.painted, get_ms_since (bench.paint_start));
  }
  bench.paint_start = 0;
  if (bench.view == NULL) {
    GtkWidget *page = find_widget (GTK_WIDGET (bench.window), BULLETIN_TYPE_ARCHIVE_PAGE);

    bench.view = page != NULL ? GTK_COLUMN_VIEW (find_widget (page, GTK_TYPE_COLUMN_VIEW)) : NULL;
    if (bench.view != NULL)
      bench.list = gtk_single_selection_get_model (GTK_SINGLE_SELECTION (gtk_column_view_get_model (bench.view)));
  }
  if (!bench.waits || !is_shown ())
    return;
  add (bench.n_jumps > 0 ? bench.jumped : bench.opened, get_ms_since (bench.asked));
  bench.waits = FALSE;
  g_timeout_add (bench.n_jumps > 0 ? 50 : 1500, next_cb, NULL);
}

static gboolean
wait_for_library_cb (gpointer data)
{
  GdkFrameClock *clock;

  if (bulletin_window_get_service (bench.window) == NULL)
    return G_SOURCE_CONTINUE;
  bulletin_window_show_place (bench.window, "stations");
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench.window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
  g_timeout_add (3000, next_cb, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
start_cb (gpointer path)
{
  bulletin_window_open_library (bench.window, path, FALSE);
  g_timeout_add (100, wait_for_library_cb, NULL);
  return G_SOURCE_REMOVE;
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window,
                 gpointer        path)
{
  if (BULLETIN_IS_WINDOW (window)) {
    bench.window = BULLETIN_WINDOW (window);
    g_timeout_add (500, start_cb, path);
  }
}

int
main (int    argc,
      char **argv)
{
  const char *wanted = g_getenv ("BULLETIN_BENCH_RECORDS");
  guint n_records = wanted != NULL ? MAX (1, atoi (wanted)) : N_RECORDS;
  g_autofree char *home = g_dir_make_tmp ("bulletin-bench-XXXXXX", NULL);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (program);
  g_autofree char *name = g_strdup_printf ("library-%u.bulletin", n_records);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (BulletinApplication) application = NULL;

  setlocale (LC_ALL, "");
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_error ("There is no library of %u records yet: run bench-library first.", n_records);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);

  bench.random = g_rand_new_with_seed (3);
  bench.opened = g_array_new (FALSE, FALSE, sizeof (double));
  bench.jumped = g_array_new (FALSE, FALSE, sizeof (double));
  bench.held = g_array_new (FALSE, FALSE, sizeof (double));
  bench.painted = g_array_new (FALSE, FALSE, sizeof (double));
  application = bulletin_application_new ();
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), path);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}
