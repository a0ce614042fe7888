/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-clock.h"

#include <glib/gi18n.h>

/* Whether the computer's clock can be believed. Nothing in a library depends on it:
 * ordinals decide the order of the records, and ids never run backwards. But the days
 * that people read come from it. */

/* Clocks are set by a few seconds now and then; that is nobody's business. */
#define TOLERANCE (10 * G_TIME_SPAN_MINUTE)

static char *
format_local (GDateTime *time)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

/**
 * bulletin_library_check_clock:
 * @sentence: (out) (nullable) (transfer full): what is wrong with the clock and what
 *   to do, translated; %NULL if nothing is
 *
 * Compares the computer's clock with the newest record, by the chain's count.
 *
 * Returns: %FALSE when it cannot be found out
 */
gboolean
bulletin_library_check_clock (BulletinLibrary *self,
                              char           **sentence,
                              GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) newest = NULL;
  BulletinStep step;

  *sentence = NULL;
  statement = bulletin_database_prepare (bulletin_library_get_database (self),
                                         "SELECT at, ordinal FROM issued WHERE ordinal = (SELECT max (ordinal) FROM issued) UNION ALL "
                                         "SELECT at, ordinal FROM withdrawal WHERE ordinal = (SELECT max (ordinal) FROM withdrawal) "
                                         "ORDER BY ordinal DESC LIMIT 1",
                                         error);
  if (statement == NULL)
    return FALSE;
  step = bulletin_statement_step (statement, error);
  if (step == BULLETIN_STEP_ROW)
    newest = g_date_time_new_from_iso8601 (bulletin_statement_get_text (statement, 0), NULL);
  if (newest != NULL && g_date_time_difference (newest, now) > TOLERANCE) {
    g_autofree char *now_text = format_local (now);
    g_autofree char *newest_text = format_local (newest);

    *sentence = g_strdup_printf (_("The computer’s clock says %s, but the newest record is from %s. Set the clock right first."),
                                 now_text, newest_text);
  }

  return step != BULLETIN_STEP_ERROR;
}
