/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>

#include "bulletin-cli.h"

/* The command line alone, as the tests run it: what main() of the application
 * does before it hands over, without the application. Messages stay in the
 * source's language unless the test asks for another. */
int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "");

  if (!bulletin_cli_wants (argc, argv))
    return 3;
  return bulletin_cli_run (argc, argv);
}
