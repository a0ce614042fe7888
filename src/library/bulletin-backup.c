/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-backup.h"

#include "bulletin-database-private.h"
#include "bulletin-library-private.h"
#include "bulletin-migrations.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Pages copied between two looks at the cancellable: 1 MiB of 4 KiB pages. */
#define PAGES_PER_STEP 256

#define DAILY_KEPT     7
#define MONTHLY_KEPT   12

static gboolean
set_system_error (const char *path,
                  int         code,
                  GError    **error)
{
  bulletin_database_set_error (path, SQLITE_CANTOPEN, code, NULL, error);

  return FALSE;
}

static gboolean
sync_file (const char *path,
           GError    **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean success;

  if (fd < 0)
    return set_system_error (path, errno, error);
  success = fsync (fd) == 0;
  if (!success)
    set_system_error (path, errno, error);
  close (fd);

  return success;
}

static gboolean
copy_pages (sqlite3       *source,
            const char    *target,
            GCancellable  *cancellable,
            GError       **error)
{
  sqlite3 *copy = NULL;
  sqlite3_backup *backup = NULL;
  const gboolean holds = sqlite3_get_autocommit (source) != 0;
  int result;

  result = sqlite3_open_v2 (target, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, NULL);
  if (result == SQLITE_OK) {
    backup = sqlite3_backup_init (copy, "main", source, "main");
    if (backup == NULL)
      result = sqlite3_extended_errcode (copy);
  }
  /* What others write meanwhile would make it begin anew each time. */
  if (holds)
    sqlite3_exec (source, "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL);
  while (result == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    result = sqlite3_backup_step (backup, PAGES_PER_STEP);
  if (result == SQLITE_OK)
    result = SQLITE_INTERRUPT;
  if (backup != NULL)
    sqlite3_backup_finish (backup);
  if (holds)
    sqlite3_exec (source, "COMMIT", NULL, NULL, NULL);
  /* A backup is one file: no WAL beside it. */
  if (result == SQLITE_DONE)
    sqlite3_exec (copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);

  if (result != SQLITE_DONE)
    bulletin_database_set_error (target, result, copy != NULL ? sqlite3_system_errno (copy) : 0, NULL, error);
  sqlite3_close (copy);

  return result == SQLITE_DONE;
}

/**
 * bulletin_library_back_up:
 * @target: the file to write
 * @replace: whether an existing file may be replaced
 * @cancellable: (nullable): stops it; nothing is left then
 *
 * Writes a complete copy of the library.
 */
gboolean
bulletin_library_back_up (BulletinLibrary *self,
                          const char      *target,
                          gboolean         replace,
                          GCancellable    *cancellable,
                          GError         **error)
{
  g_autofree char *part = g_strdup_printf ("%s.part-%d", target, (int) getpid ());
  BulletinDatabase *database = bulletin_library_get_database (self);

  if (!replace && g_file_test (target, G_FILE_TEST_EXISTS)) {
    g_autofree char *name = g_filename_display_name (target);

    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("The file “%s” exists already. Choose another name."), name);
    return FALSE;
  }

  if (!copy_pages (bulletin_database_get_handle (database), part, cancellable, error) ||
      !sync_file (part, error)) {
    bulletin_library_remove_files (part);
    return FALSE;
  }

  if (g_rename (part, target) != 0) {
    set_system_error (target, errno, error);
    bulletin_library_remove_files (part);
    return FALSE;
  }

  return TRUE;
}

static gboolean
check_integrity (const char *path,
                 GError    **error)
{
  BulletinDatabase *database;
  g_autoptr (BulletinStatement) statement = NULL;
  gboolean sound = FALSE;

  database = bulletin_database_open (path, FALSE, error);
  if (database == NULL)
    return FALSE;

  statement = bulletin_database_prepare (database, "PRAGMA quick_check (1)", error);
  if (statement != NULL && bulletin_statement_step (statement, error) == BULLETIN_STEP_ROW) {
    sound = g_strcmp0 (bulletin_statement_get_text (statement, 0), "ok") == 0;
    if (!sound)
      bulletin_database_set_error (path, SQLITE_CORRUPT, 0, NULL, error);
  }
  g_clear_pointer (&statement, bulletin_statement_free);
  bulletin_database_close (database, NULL);

  return sound;
}

static gboolean
copy_file (const char *source,
           const char *target,
           GError    **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (source);
  g_autoptr (GFile) to = g_file_new_for_path (target);
  g_autoptr (GError) local_error = NULL;

  if (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &local_error))
    return sync_file (target, error);

  bulletin_database_set_error (target,
                               g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? SQLITE_FULL : SQLITE_CANTOPEN,
                               0, local_error->message, error);

  return FALSE;
}

static gboolean
set_aside (const char *path,
           GError    **error)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
    g_autofree char *to = g_strdup_printf ("%s.before-restore-%s%s", path, stamp, suffixes[i]);

    if (g_file_test (from, G_FILE_TEST_EXISTS) && g_rename (from, to) != 0)
      return set_system_error (path, errno, error);
  }

  return TRUE;
}

/**
 * bulletin_library_restore:
 * @backup: a backup, or any library
 * @path: where the library shall be; must not be open anywhere
 *
 * Puts a backup in a library's place, once it has proven to be a library in good
 * order. What was there is kept beside it.
 */
gboolean
bulletin_library_restore (const char *backup,
                          const char *path,
                          GError    **error)
{
  g_autofree char *part = g_strdup_printf ("%s.part-%d", path, (int) getpid ());
  g_autofree char *folder = g_path_get_dirname (path);

  if (!g_file_test (backup, G_FILE_TEST_EXISTS)) {
    g_autofree char *name = g_filename_display_name (backup);

    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                 _("There is no file “%s”. Check the name."), name);
    return FALSE;
  }
  if (!bulletin_migrations_check_header (backup, error))
    return FALSE;

  g_mkdir_with_parents (folder, 0700);
  if (!copy_file (backup, part, error) ||
      !check_integrity (part, error) ||
      !set_aside (path, error)) {
    bulletin_library_remove_files (part);
    return FALSE;
  }

  /* Checking it left its own WAL files, which are empty by now. */
  if (g_rename (part, path) != 0) {
    set_system_error (path, errno, error);
    bulletin_library_remove_files (part);
    return FALSE;
  }
  bulletin_library_remove_files (part);

  return TRUE;
}

/* Keeps the newest daily backups, and of older ones the first of each month. */
static void
remove_old_backups (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *month = NULL;
  guint monthly = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "daily-") && g_str_has_suffix (name, ".bulletin"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);

  for (guint i = names->len; i-- > 0;) {
    g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
    g_autofree char *its_month = g_strndup (names->pdata[i], strlen ("daily-2024-06"));
    guint age = names->len - 1 - i;
    gboolean is_first = i == 0 || strncmp (names->pdata[i - 1], its_month, strlen (its_month)) != 0;

    if (age < DAILY_KEPT)
      continue;
    if (is_first && g_strcmp0 (month, its_month) != 0 && monthly < MONTHLY_KEPT) {
      monthly++;
      g_free (month);
      month = g_steal_pointer (&its_month);
      continue;
    }
    g_unlink (path);
  }
}

/**
 * bulletin_library_daily_back_up:
 *
 * Makes today's backup if it is missing, in the folder "backups" beside the
 * library, and removes what is older than seven days and twelve months.
 *
 * Returns: (transfer full) (nullable): the day of the newest backup, YYYY-MM-DD
 */
char *
bulletin_library_daily_back_up (BulletinLibrary *self,
                                GCancellable    *cancellable,
                                GError         **error)
{
  const char *path = bulletin_library_get_path (self);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *folder = g_build_filename (parent, "backups", base, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = g_strdup_printf ("daily-%s.bulletin", day);
  g_autofree char *target = g_build_filename (folder, name, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    set_system_error (folder, errno, error);
    return NULL;
  }

  if (!g_file_test (target, G_FILE_TEST_EXISTS)) {
    if (!bulletin_library_back_up (self, target, FALSE, cancellable, error))
      return NULL;
    remove_old_backups (folder);
  }

  return g_steal_pointer (&day);
}
