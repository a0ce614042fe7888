/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#endif

#include "bulletin-cli.h"

#define HUGE_PAGE     ((uintptr_t) 2 * 1024 * 1024)
#define EXPECTED_HEAP (32 * 1024 * 1024)

/* A subcommand lives for a tenth of a second, in which it asks for some megabytes
 * of memory and soon gives them back, most of it to cut fonts down. By default the
 * system gets them back too, and hands them out anew, cleared, in pieces of 4 kB:
 * for a PDF of twenty pages that is every fourth part of the time. What ends so
 * soon may keep what it has, and take it in larger pieces. The window, which stays
 * for the day, leaves all this as it is. */
static void
prepare_heap (void)
{
#ifdef __GLIBC__
  void *volatile block;
  uintptr_t start, end;

  mallopt (M_MMAP_THRESHOLD, EXPECTED_HEAP);
  mallopt (M_TRIM_THRESHOLD, 16 * EXPECTED_HEAP);
  mallopt (M_TOP_PAD, EXPECTED_HEAP);

  /* More than is left of what the libraries took at their start. The room that is
   * reserved with it is used only as it is needed. */
  block = malloc (1024 * 1024);
  start = ((uintptr_t) block + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
  end = (uintptr_t) sbrk (0);
  free (block);
  if (start < end && end - start <= 2 * EXPECTED_HEAP)
    madvise ((void *) start, end - start, MADV_HUGEPAGE); /* A wish: a kernel without them says no. */
#endif
}

/* One command with two faces: with a subcommand it works without a display, else it
 * becomes the window. That is a program of its own, because the libraries of a
 * browser take five times as long to load as most subcommands take in all. */
int
main (int argc,
      char **argv)
{
  static const char window[] = LIBEXECDIR "/bulletin-window";
  int error;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (bulletin_cli_wants (argc, argv)) {
    prepare_heap ();
    g_set_prgname ("bulletin");
    g_set_application_name (_ ("Bulletin"));
    return bulletin_cli_run (argc, argv);
  }

  execv (window, argv);
  error = errno;
  /* Translators: the first %s is a file, the second the system's reason. */
  g_printerr (_ ("Bulletin is not installed completely: its window, %s, cannot be started (%s). Install the program again."),
              window, g_strerror (error));
  g_printerr ("\n");
  return 1;
}
