/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-library.h"

#include "bulletin-backup.h"
#include "bulletin-database-private.h"
#include "bulletin-library-private.h"
#include "bulletin-migrations.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>

/* A file, whatever it is called. */
typedef struct
{
  guint64 device;
  guint64 number;
} OpenFile;

struct _BulletinLibrary
{
  GObject parent_instance;

  BulletinDatabase *database;
  char *path;

  /* The operation that is open, see bulletin-change.c. */
  char *operation;

  OpenFile file;
  gboolean is_noted;
};

G_DEFINE_FINAL_TYPE (BulletinLibrary, bulletin_library, G_TYPE_OBJECT)

static void
bulletin_library_finalize (GObject *object)
{
  BulletinLibrary *self = BULLETIN_LIBRARY (object);

  if (self->database != NULL)
    bulletin_library_close (self, NULL);
  g_free (self->path);
  g_free (self->operation);

  G_OBJECT_CLASS (bulletin_library_parent_class)->finalize (object);
}

static void
bulletin_library_class_init (BulletinLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bulletin_library_finalize;
}

static void
bulletin_library_init (BulletinLibrary *self)
{
}

/* The newest id of this process: its milliseconds, and the count within them. */
static GMutex uuid_mutex;
static guint64 uuid_time;
static guint uuid_counter;

/* A time of an id that was made elsewhere, if it is a UUID version 7. */
static void
uuid_not_before (const char *uuid)
{
  g_autofree char *digits = strlen (uuid) == 36 && uuid[8] == '-' && uuid[14] == '7' ? g_strdup_printf ("%.8s%.4s", uuid, uuid + 9) : NULL;
  guint64 time;

  if (digits == NULL || !g_ascii_string_to_unsigned (digits, 16, 0, G_MAXUINT64, &time, NULL))
    return;
  g_mutex_lock (&uuid_mutex);
  if (time >= uuid_time) {
    uuid_time = time + 1;
    uuid_counter = 0;
  }
  g_mutex_unlock (&uuid_mutex);
}

/* The files that this process has open as libraries, by device and number. Closing
 * any other descriptor of such a file takes SQLite's locks of it away (POSIX), and
 * with them what keeps another process from removing the log that is in use. */
static GMutex open_mutex;
static GArray *open_files;

static void
note_open (BulletinLibrary *self)
{
  GStatBuf info;

  if (g_stat (self->path, &info) != 0)
    return;
  self->file.device = info.st_dev;
  self->file.number = info.st_ino;
  if (open_files == NULL)
    open_files = g_array_new (FALSE, FALSE, sizeof (OpenFile));
  g_array_append_val (open_files, self->file);
  self->is_noted = TRUE;
}

static void
note_closed (BulletinLibrary *self)
{
  g_mutex_lock (&open_mutex);
  for (guint i = 0; self->is_noted && i < open_files->len; i++) {
    const OpenFile *file = &g_array_index (open_files, OpenFile, i);

    if (file->device == self->file.device && file->number == self->file.number) {
      g_array_remove_index_fast (open_files, i);
      self->is_noted = FALSE;
    }
  }
  g_mutex_unlock (&open_mutex);
}

static gboolean
is_open (const GStatBuf *info)
{
  for (guint i = 0; open_files != NULL && i < open_files->len; i++) {
    const OpenFile *file = &g_array_index (open_files, OpenFile, i);

    if (file->device == info->st_dev && file->number == info->st_ino)
      return TRUE;
  }

  return FALSE;
}

/* Refuses what is no library before a byte of it is touched. */
static gboolean
check_file (const char           *path,
            BulletinLibraryFlags  flags,
            gboolean             *exists,
            GError              **error)
{
  g_autofree char *name = g_filename_display_name (path);
  GStatBuf info;

  *exists = g_stat (path, &info) == 0;
  if (!*exists) {
    if ((flags & BULLETIN_LIBRARY_CREATE) == 0) {
      g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                   _("There is no library “%s”. Check the name, or import something to make one."), name);
      return FALSE;
    }
    return TRUE;
  }

  if (!S_ISREG (info.st_mode)) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_A_LIBRARY,
                 _("“%s” is not a library of Bulletin. Choose another file."), name);
    return FALSE;
  }

  if (g_access (path, W_OK) != 0) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_READ_ONLY,
                 _("The library “%s” cannot be written. Check the permissions of the file and its folder."), name);
    return FALSE;
  }

  return is_open (&info) || bulletin_migrations_check_header (path, error);
}

/* Ids sort by when they were made, and lists rely on it: none is made that sorts
 * before the newest of the library, wherever the clock stands. */
static gboolean
note_newest_id (BulletinLibrary *self,
                GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;
  BulletinStep step;

  statement = bulletin_database_prepare (self->database,
                                         "SELECT max (id) FROM (SELECT max (id) AS id FROM operation UNION ALL "
                                         "SELECT max (id) FROM revision UNION ALL SELECT max (id) FROM event)",
                                         error);
  if (statement == NULL)
    return FALSE;
  step = bulletin_statement_step (statement, error);
  if (step == BULLETIN_STEP_ROW && !bulletin_statement_is_null (statement, 0))
    uuid_not_before (bulletin_statement_get_text (statement, 0));

  return step != BULLETIN_STEP_ERROR;
}

/**
 * bulletin_library_open:
 * @path: the file
 * @flags: whether it may be made
 *
 * Opens a library, brings it to the newest schema (after a backup, when it held
 * something) and only then hands it out. It belongs to the calling thread.
 *
 * Returns: (transfer full): the library, or %NULL with @error in
 *   %BULLETIN_LIBRARY_ERROR. When making a new one fails, no file is left.
 */
BulletinLibrary *
bulletin_library_open (const char            *path,
                       BulletinLibraryFlags   flags,
                       GError               **error)
{
  g_autoptr (BulletinLibrary) self = NULL;
  gboolean exists;

  g_return_val_if_fail (path != NULL, NULL);

  g_mutex_lock (&open_mutex);
  if (!check_file (path, flags, &exists, error)) {
    g_mutex_unlock (&open_mutex);
    return NULL;
  }

  if (!exists) {
    g_autofree char *folder = g_path_get_dirname (path);

    /* Its failure shows when the file is opened. */
    g_mkdir_with_parents (folder, 0700);
  }

  self = g_object_new (BULLETIN_TYPE_LIBRARY, NULL);
  self->path = g_strdup (path);
  self->database = bulletin_database_open (path, !exists, error);
  if (self->database != NULL)
    note_open (self);
  g_mutex_unlock (&open_mutex);

  if (self->database == NULL || !bulletin_migrations_run (self, error) || !note_newest_id (self, error)) {
    if (!exists) {
      g_clear_object (&self);
      bulletin_library_remove_files (path);
    }
    return NULL;
  }

  return g_steal_pointer (&self);
}

/*< private >
 * bulletin_library_remove_files:
 *
 * Removes a library's file with what SQLite keeps beside it.
 */
void
bulletin_library_remove_files (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

    g_unlink (file);
  }
}

/**
 * bulletin_library_close:
 *
 * Closes the file. Nothing else may be called afterwards.
 */
gboolean
bulletin_library_close (BulletinLibrary *self,
                        GError         **error)
{
  BulletinDatabase *database;
  gboolean success;

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (self), FALSE);

  database = g_steal_pointer (&self->database);

  if (database == NULL)
    return TRUE;
  success = bulletin_database_close (database, error);
  note_closed (self);

  return success;
}

/**
 * bulletin_library_get_path:
 *
 * Returns: (transfer none): the file
 */
const char *
bulletin_library_get_path (BulletinLibrary *self)
{
  g_return_val_if_fail (BULLETIN_IS_LIBRARY (self), NULL);

  return self->path;
}

/**
 * bulletin_library_get_database:
 *
 * For src/library and src/statistics, where SQL may stand.
 *
 * Returns: (transfer none): the connection
 */
BulletinDatabase *
bulletin_library_get_database (BulletinLibrary *self)
{
  g_return_val_if_fail (BULLETIN_IS_LIBRARY (self), NULL);

  return self->database;
}

const char *
bulletin_library_get_operation (BulletinLibrary *self)
{
  return self->operation;
}

void
bulletin_library_take_operation (BulletinLibrary *self,
                                 char            *operation)
{
  g_free (self->operation);
  self->operation = operation;
}

/**
 * bulletin_library_get_setting:
 * @key: a name
 *
 * Returns: (transfer full) (nullable): the value, %NULL if it is not set (and
 *   @error is clear) or on an error
 */
char *
bulletin_library_get_setting (BulletinLibrary *self,
                              const char      *key,
                              GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (self->database, "SELECT value FROM setting WHERE key = ?1", error);
  if (statement == NULL)
    return NULL;
  bulletin_statement_bind_text (statement, 0, key);

  if (bulletin_statement_step (statement, error) != BULLETIN_STEP_ROW)
    return NULL;

  return g_strdup (bulletin_statement_get_text (statement, 0));
}

/**
 * bulletin_library_set_setting:
 * @value: (nullable): the value; %NULL removes it
 */
gboolean
bulletin_library_set_setting (BulletinLibrary *self,
                              const char      *key,
                              const char      *value,
                              GError         **error)
{
  g_autoptr (BulletinStatement) statement = NULL;

  statement = bulletin_database_prepare (self->database,
                                         value != NULL
                                             ? "INSERT INTO setting (key, value) VALUES (?1, ?2) "
                                               "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
                                             : "DELETE FROM setting WHERE key = ?1",
                                         error);
  if (statement == NULL)
    return FALSE;
  bulletin_statement_bind_text (statement, 0, key);
  if (value != NULL)
    bulletin_statement_bind_text (statement, 1, value);

  return bulletin_statement_run (statement, error);
}

/**
 * bulletin_uuid_new:
 *
 * A UUID version 7 (RFC 9562, 5.7): 48 bits of Unix time in milliseconds, then
 * random bits, so that ids sort by when they were made. Within a millisecond,
 * and while the clock stands before the newest id of an open library, the 12 bits
 * after the version count up. May be called from any thread.
 *
 * Returns: (transfer full): its text
 */
char *
bulletin_uuid_new (void)
{
  guint64 time = g_get_real_time () / 1000;
  guint32 random[3];
  guint count;

  /* From the kernel, so that two processes never draw the same. */
  while (getrandom (random, sizeof random, 0) != sizeof random)
    ;

  g_mutex_lock (&uuid_mutex);
  if (time > uuid_time) {
    uuid_time = time;
    uuid_counter = random[2] % 0x400;
  } else {
    uuid_counter++;
    if (uuid_counter > 0xfff) {
      uuid_time++;
      uuid_counter = 0;
    }
    time = uuid_time;
  }
  count = uuid_counter;
  g_mutex_unlock (&uuid_mutex);

  return g_strdup_printf ("%08x-%04x-7%03x-%04x-%04x%08x",
                          (guint) (time >> 16), (guint) (time & 0xffff), count,
                          0x8000 | (random[0] & 0x3fff), random[0] >> 16, random[1]);
}

/**
 * bulletin_timestamp_now:
 *
 * Returns: (transfer full): now in UTC, as YYYY-MM-DDThh:mm:ss.mmmZ
 */
char *
bulletin_timestamp_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *seconds = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, g_date_time_get_microsecond (now) / 1000);
}
