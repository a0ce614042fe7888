/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times as the library keeps them (UTC, YYYY-MM-DDThh:mm:ss.mmmZ), for people. */

/* "10:32", for today; else with the day. (transfer full) */
char *bulletin_display_time (const char *timestamp);
/* "today", "yesterday", or the day. (transfer full) */
char *bulletin_display_day  (const char *timestamp);

G_END_DECLS
