/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a PDF of a bulletin of 20 pages costs: in processor time, first of layout
 * and PDF alone, then of whole programs, beside the two that an office would use
 * instead: Chromium printing the web edition, LibreOffice converting the DOCX. */

#define _GNU_SOURCE /* RUSAGE_THREAD */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "bench-bulletin.h"
#include "bulletin-docx.h"
#include "bulletin-export.h"
#include "bulletin-html.h"
#include "bulletin-page-plan.h"
#include "bulletin-plan-drawing.h"
#include "remove-folder.h"

#define N_PAGES    20
#define N_OURSELF  20
#define N_PROGRAM  9
#define N_PEERS    3 /* each takes a second or more */

static double
get_ms (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

/* Nothing may be left from the run before, so each is on a thread of its own. */
static gpointer
export_thread (gpointer text)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (BulletinMetadata) metadata = bench_bulletin_make_metadata ();
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  double *ms = g_new (double, 3);
  const double start = get_ms (RUSAGE_THREAD);
  g_autoptr (BulletinPagePlan) plan = bulletin_page_plan_new (document, metadata, page_template);
  const double planned = get_ms (RUSAGE_THREAD);
  g_autoptr (GBytes) pdf = bulletin_page_plan_to_pdf (plan, NULL, NULL);
  const double drawn = get_ms (RUSAGE_THREAD);

  g_assert (pdf);
  ms[0] = planned - start;
  ms[1] = drawn - planned;
  ms[2] = drawn - start;
  return ms;
}

static void
bench_ourself (char *text)
{
  static const char *const names[] = { "layout alone, CPU", "PDF alone, CPU", "layout and PDF, CPU (150 ms allowed)" };
  GArray *times[3];

  for (guint i = 0; i < 3; i++)
    times[i] = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint n = 0; n < N_OURSELF; n++) {
    g_autofree double *ms = g_thread_join (g_thread_new ("export", export_thread, text));

    for (guint i = 0; i < 3; i++)
      g_array_append_val (times[i], ms[i]);
  }
  for (guint i = 0; i < 3; i++) {
    bench_print (names[i], times[i], "ms");
    g_array_unref (times[i]);
  }
}

/* The processor time of a program and of every process that it starts, also of
 * those that it does not wait for: they become children of this one. */
static gboolean
run (const char *const *arguments,
     double            *ms)
{
  const double start = get_ms (RUSAGE_CHILDREN);
  g_autoptr (GError) error = NULL;
  GPid pid;

  if (!g_spawn_async (NULL, (char **) arguments, NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                      NULL, NULL, &pid, &error)) {
    g_print ("%s\n", error->message);
    return FALSE;
  }
  while (waitpid (-1, NULL, 0) > 0)
    ;
  *ms = get_ms (RUSAGE_CHILDREN) - start;
  return TRUE;
}

static double
bench_program (const char        *name,
               const char *const *arguments,
               const char        *output,
               guint              n)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n; i++) {
    double ms;

    g_unlink (output);
    if (!run (arguments, &ms))
      return 0;
    if (!g_file_test (output, G_FILE_TEST_EXISTS)) {
      g_print ("%s wrote no PDF.\n", name);
      return 0;
    }
    g_array_append_val (times, ms);
  }
  bench_print (name, times, "ms");
  return bench_percentile (times, 50);
}

static void
write_file (const char *path,
            GBytes     *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  if (!g_file_set_contents (path, data, (gssize) length, NULL))
    g_error ("%s cannot be written.", path);
}

static void
bench_programs (const char *folder,
                char       *text)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (BulletinMetadata) metadata = bench_bulletin_make_metadata ();
  g_autoptr (BulletinPageTemplate) page_template = bulletin_page_template_new ();
  g_autoptr (BulletinPagePlan) plan = bulletin_page_plan_new (document, metadata, page_template);
  g_autoptr (GBytes) docx = bulletin_docx_write (plan, NULL, NULL);
  g_autofree char *html = bulletin_html_write (document, metadata, page_template, NULL);
  g_autofree char *source = g_strconcat (metadata->title, "\n", text, NULL);
  g_autofree char *text_path = g_build_filename (folder, "bench.txt", NULL);
  g_autofree char *docx_path = g_build_filename (folder, "bench.docx", NULL);
  g_autofree char *html_path = g_build_filename (folder, "bench.html", NULL);
  g_autofree char *pdf_path = g_build_filename (folder, "bench.pdf", NULL);
  g_autofree char *print = g_strconcat ("--print-to-pdf=", pdf_path, NULL);
  g_autofree char *profile = g_strconcat ("--user-data-dir=", folder, "/chromium", NULL);
  g_autofree char *installation = g_strconcat ("-env:UserInstallation=file://", folder, "/office", NULL);
  const char *const ours[] = { "bulletin", "export", text_path, "-o", pdf_path, "--force", NULL };
  const char *const chromium[] = { "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", profile, print, html_path, NULL };
  const char *const office[] = { "soffice", "--headless", installation, "--convert-to", "pdf", "--outdir", folder, docx_path, NULL };
  double own, best = G_MAXDOUBLE, ms;

  g_print ("%u pages, %ld characters\n", bulletin_page_plan_get_n_pages (plan), g_utf8_strlen (text, -1));
  write_file (docx_path, docx);
  g_file_set_contents (html_path, html, -1, NULL);
  g_file_set_contents (text_path, source, -1, NULL);

  own = bench_program ("bulletin export, the whole program, CPU", ours, pdf_path, N_PROGRAM);
  ms = bench_program ("peer: chromium --print-to-pdf of the HTML", chromium, pdf_path, N_PEERS);
  if (ms > 0)
    best = MIN (best, ms);
  ms = bench_program ("peer: soffice --convert-to pdf of the DOCX", office, pdf_path, N_PEERS);
  if (ms > 0)
    best = MIN (best, ms);
  if (own > 0 && best < G_MAXDOUBLE)
    g_print ("%-44s %.1f×\n", "ratio to the better one, at p50", best / own);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("bulletin-bench-XXXXXX", NULL);
  g_autofree char *text = bench_bulletin_make_text (N_PAGES);

  setlocale (LC_ALL, "");
  prctl (PR_SET_CHILD_SUBREAPER, 1);
  bench_ourself (text);
  bench_programs (folder, text);
  remove_folder (folder);
  return 0;
}
