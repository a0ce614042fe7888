/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-database-private.h"
#include "bulletin-tokenizer.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

/* How long a statement waits for another process that is writing. */
#define BUSY_TIMEOUT_MS 5000

/* How many of SQLite's virtual machine steps go by between two looks at the
 * cancellable: some hundred microseconds. */
#define PROGRESS_STEPS 2000

struct _BulletinDatabase
{
  sqlite3 *handle;
  char *path;
  GThread *owner;
  GHashTable *cache;    /* SQL → sqlite3_stmt, the ones not in use */
  GCancellable *cancellable;
  guint depth;          /* of nested transactions */
};

struct _BulletinStatement
{
  BulletinDatabase *database;
  sqlite3_stmt *handle;
  char *sql;
  int bind_result;
};

G_DEFINE_QUARK (bulletin-library-error-quark, bulletin_library_error)

static void
assert_owner (BulletinDatabase *self)
{
  g_assert (self->owner == g_thread_self ());
}

/*< private >
 * bulletin_database_set_error:
 * @path: the library's file
 * @code: SQLite's extended result code
 * @system_error: errno of the failed call, or 0
 * @detail: (nullable): SQLite's own message
 *
 * Puts SQLite's codes into sentences that a person can act on.
 */
void
bulletin_database_set_error (const char  *path,
                             int          code,
                             int          system_error,
                             const char  *detail,
                             GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (system_error == ENOSPC || system_error == EDQUOT || (code & 0xff) == SQLITE_FULL) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FULL,
                 _("The disk is full, so nothing could be saved in “%s”. Free some space and try again."), name);
    return;
  }

  if (code == SQLITE_CONSTRAINT_TRIGGER) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FROZEN,
                 _("What is issued cannot be changed (%s). Issue a correction instead."),
                 detail != NULL ? detail : "");
    return;
  }

  switch (code & 0xff) {
  case SQLITE_READONLY:
  case SQLITE_PERM:
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_READ_ONLY,
                 _("The library “%s” cannot be written. Check the permissions of the file and its folder."), name);
    break;
  case SQLITE_CANTOPEN:
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_READ_ONLY,
                 _("The library “%s” cannot be opened. Check that its folder exists and that you may write in it."), name);
    break;
  case SQLITE_NOTADB:
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_A_LIBRARY,
                 _("“%s” is not a library of Bulletin. Choose another file."), name);
    break;
  case SQLITE_CORRUPT:
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_DAMAGED,
                 _("The library “%s” is damaged. Restore the newest backup from the folder “backups” beside it."), name);
    break;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_BUSY,
                 _("Another program is writing in the library “%s”. Try again in a moment."), name);
    break;
  case SQLITE_INTERRUPT:
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The operation was canceled."));
    break;
  case SQLITE_CONSTRAINT:
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("The library cannot take this value (%s). Check what was entered."),
                 detail != NULL ? detail : "");
    break;
  case SQLITE_TOOBIG:
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_INVALID,
                 _("This is too large for the library. Split it into smaller parts."));
    break;
  default:
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FAILED,
                 _("The library “%s” could not be used (%s). Close other programs that use it and try again."),
                 name, detail != NULL ? detail : sqlite3_errstr (code));
    break;
  }
}

static void
set_error (BulletinDatabase *self,
           GError          **error)
{
  bulletin_database_set_error (self->path,
                               sqlite3_extended_errcode (self->handle),
                               sqlite3_system_errno (self->handle),
                               sqlite3_errmsg (self->handle),
                               error);
}

static int
progress_cb (void *user_data)
{
  BulletinDatabase *self = user_data;

  return self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable);
}

static gboolean
configure (BulletinDatabase *self,
           gboolean          create,
           GError          **error)
{
  /* WAL and FULL: what was saved stands after a power cut. No mmap: an I/O
   * error must come back as an error and not as a signal. */
  static const char *const pragmas[] = {
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
  };

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_progress_handler (self->handle, PROGRESS_STEPS, progress_cb, self);

  /* Before WAL, so that it stands in the file itself from the start: others
   * know a library by it before they open it. */
  if (create) {
    g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d", BULLETIN_APPLICATION_ID);

    if (!bulletin_database_execute (self, stamp, error))
      return FALSE;
  }

  for (guint i = 0; i < G_N_ELEMENTS (pragmas); i++)
    if (!bulletin_database_execute (self, pragmas[i], error))
      return FALSE;

  return bulletin_tokenizer_register (self->handle, self->path, error);
}

static void
finalize_statement (gpointer handle)
{
  sqlite3_finalize (handle);
}

/*< private >
 * bulletin_database_open:
 * @path: the file
 * @create: whether a file that is not there is made
 *
 * Opens a connection with the settings that every library has. It belongs to
 * the calling thread.
 *
 * Returns: (transfer full): the connection, or %NULL
 */
BulletinDatabase *
bulletin_database_open (const char *path,
                        gboolean    create,
                        GError    **error)
{
  BulletinDatabase *self = g_new0 (BulletinDatabase, 1);
  int result;

  self->path = g_strdup (path);
  self->owner = g_thread_self ();
  self->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);

  result = sqlite3_open_v2 (path, &self->handle,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                                (create ? SQLITE_OPEN_CREATE : 0),
                            NULL);
  if (result != SQLITE_OK) {
    bulletin_database_set_error (path, result,
                                 self->handle != NULL ? sqlite3_system_errno (self->handle) : 0,
                                 NULL, error);
    bulletin_database_close (self, NULL);
    return NULL;
  }

  if (!configure (self, create, error)) {
    bulletin_database_close (self, NULL);
    return NULL;
  }

  return self;
}

/*< private >
 * bulletin_database_close:
 *
 * Closes and frees the connection. Statements must have been freed before.
 *
 * Returns: %FALSE if SQLite reported an error; the connection is gone either way
 */
gboolean
bulletin_database_close (BulletinDatabase *self,
                         GError          **error)
{
  int result;

  g_clear_pointer (&self->cache, g_hash_table_unref);
  result = sqlite3_close_v2 (self->handle);
  if (result != SQLITE_OK)
    bulletin_database_set_error (self->path, result, 0, NULL, error);

  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self);

  return result == SQLITE_OK;
}

sqlite3 *
bulletin_database_get_handle (BulletinDatabase *self)
{
  return self->handle;
}

const char *
bulletin_database_get_path (BulletinDatabase *self)
{
  return self->path;
}

/**
 * bulletin_database_prepare:
 * @sql: one statement
 *
 * Prepares a statement, or takes it from the cache of the connection. Two users
 * of the same SQL at once get a statement each.
 *
 * Returns: (transfer full): the statement, or %NULL
 */
BulletinStatement *
bulletin_database_prepare (BulletinDatabase *self,
                           const char       *sql,
                           GError          **error)
{
  BulletinStatement *statement;
  sqlite3_stmt *handle = NULL;
  char *key = NULL;

  assert_owner (self);

  if (!g_hash_table_steal_extended (self->cache, sql, (gpointer *) &key, (gpointer *) &handle)) {
    if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL) != SQLITE_OK) {
      set_error (self, error);
      return NULL;
    }
    key = g_strdup (sql);
  }

  statement = g_new0 (BulletinStatement, 1);
  statement->database = self;
  statement->handle = handle;
  statement->sql = key;
  statement->bind_result = SQLITE_OK;

  return statement;
}

/**
 * bulletin_database_execute:
 * @sql: one or more statements without parameters, whose rows are of no interest
 *
 * Returns: whether all of them succeeded
 */
gboolean
bulletin_database_execute (BulletinDatabase *self,
                           const char       *sql,
                           GError          **error)
{
  assert_owner (self);

  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) != SQLITE_OK) {
    set_error (self, error);
    return FALSE;
  }

  return TRUE;
}

/**
 * bulletin_database_begin:
 *
 * Begins a transaction that may write; inside one, a savepoint. Every begin is
 * answered by one commit or rollback.
 */
gboolean
bulletin_database_begin (BulletinDatabase *self,
                         GError          **error)
{
  g_autofree char *sql = self->depth == 0 ? g_strdup ("BEGIN IMMEDIATE")
                                          : g_strdup_printf ("SAVEPOINT nested_%u", self->depth);

  if (!bulletin_database_execute (self, sql, error))
    return FALSE;

  self->depth++;

  return TRUE;
}

/**
 * bulletin_database_commit:
 *
 * Commits the innermost transaction. When that fails it is rolled back.
 */
gboolean
bulletin_database_commit (BulletinDatabase *self,
                          GError          **error)
{
  g_autofree char *sql = NULL;

  g_assert (self->depth > 0);

  sql = self->depth == 1 ? g_strdup ("COMMIT") : g_strdup_printf ("RELEASE nested_%u", self->depth - 1);
  if (!bulletin_database_execute (self, sql, error)) {
    bulletin_database_rollback (self);
    return FALSE;
  }

  self->depth--;

  return TRUE;
}

/**
 * bulletin_database_rollback:
 *
 * Takes back the innermost transaction. Nothing to do if SQLite has already
 * rolled everything back by itself, as it does when the disk is full.
 */
void
bulletin_database_rollback (BulletinDatabase *self)
{
  assert_owner (self);
  g_assert (self->depth > 0);

  self->depth--;
  if (sqlite3_get_autocommit (self->handle))
    return;

  if (self->depth == 0) {
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  } else {
    g_autofree char *sql = g_strdup_printf ("ROLLBACK TO nested_%u; RELEASE nested_%u", self->depth, self->depth);

    sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  }
}

/**
 * bulletin_database_set_cancellable:
 * @cancellable: (nullable): looked at while statements run
 *
 * While it is set, a statement that runs long ends in %G_IO_ERROR_CANCELLED
 * soon after it was cancelled.
 */
void
bulletin_database_set_cancellable (BulletinDatabase *self,
                                   GCancellable     *cancellable)
{
  assert_owner (self);
  g_set_object (&self->cancellable, cancellable);
}

static void
note_bind (BulletinStatement *self,
           int                result)
{
  if (self->bind_result == SQLITE_OK)
    self->bind_result = result;
}

void
bulletin_statement_bind_text (BulletinStatement *self,
                              int                column,
                              const char        *value)
{
  if (value == NULL)
    bulletin_statement_bind_null (self, column);
  else if (!g_utf8_validate (value, -1, NULL))
    note_bind (self, SQLITE_MISMATCH);
  else
    note_bind (self, sqlite3_bind_text64 (self->handle, column + 1, value, strlen (value), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void
bulletin_statement_bind_int (BulletinStatement *self,
                             int                column,
                             gint64             value)
{
  note_bind (self, sqlite3_bind_int64 (self->handle, column + 1, value));
}

void
bulletin_statement_bind_double (BulletinStatement *self,
                                int                column,
                                double             value)
{
  note_bind (self, sqlite3_bind_double (self->handle, column + 1, value));
}

void
bulletin_statement_bind_bytes (BulletinStatement *self,
                               int                column,
                               GBytes            *value)
{
  gsize size;
  gconstpointer data;

  if (value == NULL) {
    bulletin_statement_bind_null (self, column);
    return;
  }

  data = g_bytes_get_data (value, &size);
  /* An empty blob is a blob and not NULL. */
  note_bind (self, sqlite3_bind_blob64 (self->handle, column + 1, data != NULL ? data : "", size, SQLITE_TRANSIENT));
}

void
bulletin_statement_bind_null (BulletinStatement *self,
                              int                column)
{
  note_bind (self, sqlite3_bind_null (self->handle, column + 1));
}

/**
 * bulletin_statement_step:
 *
 * Goes on to the next row.
 *
 * Returns: %BULLETIN_STEP_ROW, %BULLETIN_STEP_DONE after the last one, or
 *   %BULLETIN_STEP_ERROR with @error set
 */
BulletinStep
bulletin_statement_step (BulletinStatement *self,
                         GError           **error)
{
  assert_owner (self->database);

  if (self->bind_result != SQLITE_OK) {
    bulletin_database_set_error (self->database->path, self->bind_result, 0, NULL, error);
    return BULLETIN_STEP_ERROR;
  }

  switch (sqlite3_step (self->handle)) {
  case SQLITE_ROW:
    return BULLETIN_STEP_ROW;
  case SQLITE_DONE:
    return BULLETIN_STEP_DONE;
  default:
    set_error (self->database, error);
    return BULLETIN_STEP_ERROR;
  }
}

/**
 * bulletin_statement_run:
 *
 * Runs a statement whose rows, if any, are of no interest, and resets it.
 */
gboolean
bulletin_statement_run (BulletinStatement *self,
                        GError           **error)
{
  BulletinStep step;

  do
    step = bulletin_statement_step (self, error);
  while (step == BULLETIN_STEP_ROW);

  sqlite3_reset (self->handle);

  return step == BULLETIN_STEP_DONE;
}

/* Valid until the next step. */
const char *
bulletin_statement_get_text (BulletinStatement *self,
                             int                column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

gint64
bulletin_statement_get_int (BulletinStatement *self,
                            int                column)
{
  return sqlite3_column_int64 (self->handle, column);
}

double
bulletin_statement_get_double (BulletinStatement *self,
                               int                column)
{
  return sqlite3_column_double (self->handle, column);
}

GBytes *
bulletin_statement_get_bytes (BulletinStatement *self,
                              int                column)
{
  const void *data = sqlite3_column_blob (self->handle, column);

  return g_bytes_new (data, sqlite3_column_bytes (self->handle, column));
}

gboolean
bulletin_statement_is_null (BulletinStatement *self,
                            int                column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

/* Makes the statement ready to be bound and run again. */
void
bulletin_statement_reset (BulletinStatement *self)
{
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->bind_result = SQLITE_OK;
}

void
bulletin_statement_free (BulletinStatement *self)
{
  bulletin_statement_reset (self);
  /* Keeps one of each; a second one in use at the same time is dropped. */
  if (g_hash_table_contains (self->database->cache, self->sql)) {
    sqlite3_finalize (self->handle);
    g_free (self->sql);
  } else {
    g_hash_table_insert (self->database->cache, self->sql, self->handle);
  }
  g_free (self);
}
