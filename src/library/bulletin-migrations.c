/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-migrations.h"

#include "bulletin-backup.h"
#include "bulletin-database-private.h"
#include "bulletin-migration-resources.h"
#include "bulletin-search-index.h"

#include <glib/gi18n.h>
#include <string.h>

/* In order; the n-th takes a library from version n to n + 1. What SQL cannot do
 * is done after it, in the same transaction. */
static const struct
{
  const char *sql;
  gboolean (*finish) (BulletinDatabase  *database,
                      GError           **error);
} migrations[] = {
  { "0001.sql" },
  { "0002.sql" },
  { "0003.sql", bulletin_search_index_rebuild },
};

/* Where SQLite's file format keeps them (https://sqlite.org/fileformat2.html,
 * 1.3): big-endian 32 bit integers. */
#define HEADER_SIZE                  100
#define HEADER_USER_VERSION_OFFSET   60
#define HEADER_APPLICATION_ID_OFFSET 68

static guint32
read_uint32 (const guint8 *data)
{
  return ((guint32) data[0] << 24) | ((guint32) data[1] << 16) | ((guint32) data[2] << 8) | data[3];
}

static gboolean
set_too_new (const char *path,
             GError    **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_TOO_NEW,
               _("The library “%s” was made by a newer version of Bulletin. Install that version to open it."), name);

  return FALSE;
}

static gboolean
set_not_a_library (const char *path,
                   GError    **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_A_LIBRARY,
               _("“%s” is not a library of Bulletin. Choose another file."), name);

  return FALSE;
}

/*< private >
 * bulletin_migrations_check_header:
 * @path: a file that exists
 *
 * Looks at the file's first bytes alone, so that a file of another program is
 * not even opened as a database, which could make files beside it.
 */
gboolean
bulletin_migrations_check_header (const char *path,
                                  GError    **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  guint8 header[HEADER_SIZE];
  gsize size = 0;

  if (stream == NULL) {
    bulletin_database_set_error (path, SQLITE_CANTOPEN, 0, NULL, error);
    return FALSE;
  }

  g_input_stream_read_all (G_INPUT_STREAM (stream), header, sizeof header, &size, NULL, NULL);
  if (size < sizeof header || memcmp (header, "SQLite format 3", 16) != 0 ||
      read_uint32 (header + HEADER_APPLICATION_ID_OFFSET) != BULLETIN_APPLICATION_ID)
    return set_not_a_library (path, error);

  if (read_uint32 (header + HEADER_USER_VERSION_OFFSET) > G_N_ELEMENTS (migrations))
    return set_too_new (path, error);

  return TRUE;
}

static gboolean
get_version (BulletinDatabase *database,
             gint64           *version,
             GError          **error)
{
  g_autoptr (BulletinStatement) statement = bulletin_database_prepare (database, "PRAGMA user_version", error);

  if (statement == NULL || bulletin_statement_step (statement, error) != BULLETIN_STEP_ROW)
    return FALSE;

  *version = bulletin_statement_get_int (statement, 0);

  return TRUE;
}

static gboolean
migrate (BulletinDatabase *database,
         guint             version,
         GError          **error)
{
  g_autofree char *path = g_strconcat ("/org/mdjgx/Bulletin/migrations/", migrations[version].sql, NULL);
  g_autoptr (GBytes) sql = g_resource_lookup_data (bulletin_migrations_get_resource (), path,
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *text = NULL;
  g_autofree char *stamp = NULL;

  if (sql == NULL)
    return FALSE;

  text = g_strndup (g_bytes_get_data (sql, NULL), g_bytes_get_size (sql));
  stamp = g_strdup_printf ("PRAGMA user_version = %u", version + 1);

  return bulletin_database_execute (database, text, error) &&
         (migrations[version].finish == NULL || migrations[version].finish (database, error)) &&
         bulletin_database_execute (database, stamp, error);
}

/* Each step in one transaction; the version is looked at again inside, since
 * another process may have been faster. */
static gboolean
migrate_database (BulletinDatabase *database,
                  GError          **error)
{
  for (;;) {
    gint64 version;

    if (!bulletin_database_begin (database, error))
      return FALSE;

    if (!get_version (database, &version, error)) {
      bulletin_database_rollback (database);
      return FALSE;
    }
    if (version == G_N_ELEMENTS (migrations))
      return bulletin_database_commit (database, error);
    if (version > (gint64) G_N_ELEMENTS (migrations)) {
      bulletin_database_rollback (database);
      return set_too_new (bulletin_database_get_path (database), error);
    }
    if (!migrate (database, version, error)) {
      bulletin_database_rollback (database);
      return FALSE;
    }
    if (!bulletin_database_commit (database, error))
      return FALSE;
  }
}

/*< private >
 * bulletin_migrations_run:
 *
 * Brings a library to the newest schema. A library that held something is
 * backed up first.
 */
gboolean
bulletin_migrations_run (BulletinLibrary *library,
                         GError         **error)
{
  BulletinDatabase *database = bulletin_library_get_database (library);
  gint64 version;

  if (!get_version (database, &version, error))
    return FALSE;
  if (version == G_N_ELEMENTS (migrations))
    return TRUE;

  if (version > 0) {
    g_autofree char *target = g_strdup_printf ("%s.before-version-%u",
                                               bulletin_library_get_path (library),
                                               (guint) G_N_ELEMENTS (migrations));

    if (!bulletin_library_back_up (library, target, TRUE, NULL, error))
      return FALSE;
  }

  return migrate_database (database, error);
}

/*< private >
 * bulletin_database_get_triggers:
 *
 * Returns: (transfer full) (element-type utf8 utf8): every trigger's SQL by its name
 */
GHashTable *
bulletin_database_get_triggers (BulletinDatabase *database,
                                GError          **error)
{
  g_autoptr (GHashTable) triggers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (database, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'", error);
  if (statement == NULL)
    return NULL;

  while ((step = bulletin_statement_step (statement, error)) == BULLETIN_STEP_ROW)
    g_hash_table_insert (triggers,
                         g_strdup (bulletin_statement_get_text (statement, 0)),
                         g_strdup (bulletin_statement_get_text (statement, 1)));

  return step == BULLETIN_STEP_DONE ? g_steal_pointer (&triggers) : NULL;
}

/*< private >
 * bulletin_migrations_get_triggers:
 *
 * What guards a library should have, read from a fresh one in memory.
 */
GHashTable *
bulletin_migrations_get_triggers (GError **error)
{
  BulletinDatabase *database = bulletin_database_open (":memory:", TRUE, error);
  GHashTable *triggers = NULL;

  if (database == NULL)
    return NULL;
  if (migrate_database (database, error))
    triggers = bulletin_database_get_triggers (database, error);
  bulletin_database_close (database, NULL);

  return triggers;
}
