/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the arguments ask for the command line: a subcommand, --version or
 * --help stands among them. */
gboolean bulletin_cli_wants (int    argc,
                             char **argv);
/* Runs a subcommand in place, without a display. Returns the exit status: 0
 * done, 1 failed, 2 wrong usage. */
int      bulletin_cli_run   (int    argc,
                             char **argv);

G_END_DECLS
