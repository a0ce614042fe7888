/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-register-private.h"

#include <glib/gi18n.h>

/* Who refers to a row of a register. */
static const struct
{
  BulletinRegisterKind kind;
  BulletinRegisterKind referrer;
  const char *sql;
} referrers[] = {
  { BULLETIN_REGISTER_ORGANISATIONS, BULLETIN_REGISTER_ORGANISATIONS, "SELECT count (*) FROM organisation WHERE parent = ?1" },
  { BULLETIN_REGISTER_ORGANISATIONS, BULLETIN_REGISTER_STATIONS, "SELECT count (*) FROM station WHERE organisation = ?1" },
  { BULLETIN_REGISTER_ORGANISATIONS, BULLETIN_REGISTER_TEAMS, "SELECT count (*) FROM team WHERE organisation = ?1" },
  { BULLETIN_REGISTER_ORGANISATIONS, BULLETIN_REGISTER_ACTIVITIES, "SELECT count (*) FROM activity WHERE organisation = ?1" },
  { BULLETIN_REGISTER_ORGANISATIONS, BULLETIN_REGISTER_OBSERVATIONS, "SELECT count (*) FROM observation WHERE organisation = ?1" },
  { BULLETIN_REGISTER_STATIONS, BULLETIN_REGISTER_ACTIVITIES, "SELECT count (*) FROM activity WHERE station = ?1" },
  { BULLETIN_REGISTER_TEAMS, BULLETIN_REGISTER_VOLUNTEERS, "SELECT count (*) FROM volunteer WHERE team = ?1" },
  { BULLETIN_REGISTER_TEAMS, BULLETIN_REGISTER_ACTIVITIES, "SELECT count (*) FROM activity WHERE team = ?1" },
  { BULLETIN_REGISTER_METRICS, BULLETIN_REGISTER_OBSERVATIONS, "SELECT count (*) FROM observation WHERE metric = ?1" },
};

static char *
describe_count (BulletinRegisterKind referrer,
                int n)
{
  switch (referrer) {
  case BULLETIN_REGISTER_ORGANISATIONS:
    return g_strdup_printf (ngettext ("%d organization", "%d organizations", n), n);
  case BULLETIN_REGISTER_STATIONS:
    return g_strdup_printf (ngettext ("%d station", "%d stations", n), n);
  case BULLETIN_REGISTER_TEAMS:
    return g_strdup_printf (ngettext ("%d team", "%d teams", n), n);
  case BULLETIN_REGISTER_VOLUNTEERS:
    return g_strdup_printf (ngettext ("%d volunteer", "%d volunteers", n), n);
  case BULLETIN_REGISTER_ACTIVITIES:
    return g_strdup_printf (ngettext ("%d activity", "%d activities", n), n);
  case BULLETIN_REGISTER_OBSERVATIONS:
  default:
    return g_strdup_printf (ngettext ("%d reported value", "%d reported values", n), n);
  }
}

static gboolean
check_unreferenced (BulletinLibrary *library,
                    BulletinRegisterKind kind,
                    const BulletinStoredRow *row,
                    GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) counts = NULL;
  g_autofree char *list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (referrers); i++) {
    g_autoptr (BulletinStatement) statement = NULL;
    int n;

    if (referrers[i].kind != kind)
      continue;
    statement = bulletin_database_prepare (bulletin_library_get_database (library), referrers[i].sql, error);
    if (statement == NULL)
      return FALSE;
    bulletin_statement_bind_text (statement, 0, row->id);
    if (bulletin_statement_step (statement, error) != BULLETIN_STEP_ROW)
      return FALSE;
    n = (int) bulletin_statement_get_int (statement, 0);
    if (n > 0)
      g_strv_builder_take (builder, describe_count (referrers[i].referrer, n));
  }

  counts = g_strv_builder_end (builder);
  if (counts[0] == NULL)
    return TRUE;

  list = g_strjoinv (C_ ("list", ", "), counts);
  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_STATE,
               bulletin_register_can_close (kind)
                   /* Translators: a name, and what refers to it: “3 stations, 1 team”. */
                   ? _ ("“%s” is still referred to (%s). Close it instead, or change those first.")
                   : _ ("“%s” is still referred to (%s). Delete those first."),
               row->values[bulletin_register_find_column (kind, "name")], list);

  return FALSE;
}

/* The observation that the one superseded; "" for none. */
static char *
find_superseded (BulletinLibrary *library,
                 const char *id,
                 GError **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (bulletin_library_get_database (library),
                                         "SELECT supersedes FROM observation WHERE id = ?1",
                                         error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, id);

  switch (bulletin_statement_step (statement, error)) {
  case BULLETIN_STEP_ROW:
    return g_strdup (bulletin_statement_is_null (statement, 0) ? "" : bulletin_statement_get_text (statement, 0));
  case BULLETIN_STEP_DONE:
    return g_strdup ("");
  default:
    return NULL;
  }
}

/* Newest first, and what each superseded with it: else deleting a value would
 * bring an older one back to life. */
static gboolean
remove_observations (BulletinLibrary *library,
                     const char *id,
                     GError **error)
{
  g_autofree char *next = g_strdup (id);

  while (*next != '\0') {
    g_autofree char *superseded = find_superseded (library, next, error);

    if (superseded == NULL || !bulletin_library_remove_row (library, "observation", next, error))
      return FALSE;
    g_free (next);
    next = g_steal_pointer (&superseded);
  }

  return TRUE;
}

/**
 * bulletin_register_delete:
 * @library: the library, on the thread that owns its database
 * @kind: which register
 * @id: the row
 * @who: (nullable): the person's name, for the journal
 * @error: return location for an error
 *
 * Deletes a row that nothing refers to. An observation goes with those that it
 * superseded.
 *
 * Returns: (transfer full) (nullable): the operation, for undo. %NULL on failure:
 *   %BULLETIN_LIBRARY_ERROR_STATE while other rows refer to the row,
 *   %BULLETIN_LIBRARY_ERROR_NOT_FOUND if it is gone.
 */
char *
bulletin_register_delete (BulletinLibrary *library,
                          BulletinRegisterKind kind,
                          const char *id,
                          const char *who,
                          GError **error)
{
  g_autoptr (BulletinStoredRow) row = NULL;
  g_autofree char *operation = NULL;
  g_autofree char *what = NULL;
  gboolean success;

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (kind >= 0 && kind < BULLETIN_N_REGISTERS, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  row = bulletin_register_read_one (library, kind, id, error);
  if (row == NULL || !check_unreferenced (library, kind, row, error))
    return NULL;

  what = g_strdup_printf ("delete %s", bulletin_register_get_table (kind));
  operation = g_strdup (bulletin_library_begin_operation (library, who, what, NULL, NULL, error));
  if (operation == NULL)
    return NULL;

  if (kind == BULLETIN_REGISTER_OBSERVATIONS)
    success = remove_observations (library, id, error);
  else
    success = bulletin_library_remove_row (library, bulletin_register_get_table (kind), id, error);
  if (!bulletin_register_end_operation (library, success, error))
    return NULL;

  return g_steal_pointer (&operation);
}
