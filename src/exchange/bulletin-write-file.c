/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* renameat2 */

#include "config.h"

#include "bulletin-export.h"
#include "bulletin-write-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bulletin-text-import.h"

static void
set_exists (GError **error,
            const char *name)
{
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS,
               _ ("“%s” exists already. Choose another name, or ask for it to be replaced."), name);
}

void
bulletin_set_write_error (GError **error,
                          const char *name,
                          int number)
{
  switch (number) {
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FULL,
                 _ ("The disk is full, and “%s” was not written. Free some space and try again."), name);
    break;
  case EACCES:
  case EPERM:
  case EROFS:
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_READ_ONLY,
                 _ ("“%s” may not be written in this folder. Choose a folder of your own."), name);
    break;
  case ENOENT:
  case ENOTDIR:
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_NOT_FOUND,
                 _ ("The folder for “%s” does not exist. Make it first, or choose another one."), name);
    break;
  case EISDIR:
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS,
                 _ ("“%s” is a folder. Choose a name for a file."), name);
    break;
  case EEXIST:
    set_exists (error, name);
    break;
  default:
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FAILED,
                 _ ("“%s” could not be written: %s. Try again, or choose another folder."), name, g_strerror (number));
  }
}

/* 0, or the errno; ECANCELED when cancelled. */
static int
write_all (int fd,
           GBytes *content,
           GCancellable *cancellable)
{
  gsize length;
  const char *data = g_bytes_get_data (content, &length);

  while (length > 0) {
    gssize n = write (fd, data, MIN (length, 1024 * 1024));

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return errno;
    data += n;
    length -= (gsize) n;
    if (g_cancellable_is_cancelled (cancellable))
      return ECANCELED;
  }
  return 0;
}

/* A rename that never replaces: in the kernel where the file system can, else
 * after a look. */
static int
rename_new (const char *from,
            const char *to)
{
  struct stat status;

  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return errno;
  if (lstat (to, &status) == 0)
    return EEXIST;
  return g_rename (from, to) == 0 ? 0 : errno;
}

static void
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  /* Best effort: some file systems cannot, and the file itself is on the disk. */
  if (fd >= 0) {
    fsync (fd);
    close (fd);
  }
}

/* Devices and pipes cannot be renamed over; what is written to them is gone at
 * once anyway. */
static int
write_through (const char *path,
               GBytes *content,
               GCancellable *cancellable)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  int result;

  if (fd < 0)
    return errno;
  result = write_all (fd, content, cancellable);
  if (close (fd) != 0 && result == 0)
    result = errno;
  return result;
}

/* What is to be the file, complete and on the disk, under a name of its own beside
 * it; NULL if it could not be written, with an errno. */
static char *
stage (const char *path,
       GBytes *content,
       mode_t mode,
       GCancellable *cancellable,
       int *number)
{
  g_autofree char *folder = g_path_get_dirname (path);
  /* Not the file's own name, which may be as long as the system allows. */
  g_autofree char *temporary = g_build_filename (folder, ".bulletin-XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, (int) mode);

  if (fd < 0) {
    *number = errno;
    return NULL;
  }
  *number = write_all (fd, content, cancellable);
  if (*number == 0 && fsync (fd) != 0)
    *number = errno;
  if (close (fd) != 0 && *number == 0)
    *number = errno;
  if (*number == 0)
    return g_steal_pointer (&temporary);
  g_unlink (temporary);
  return NULL;
}

/* --- Several files at once ------------------------------------------------------ */

typedef struct
{
  char *path;
  char *name;      /* as messages say it */
  char *temporary; /* NULL once it has its place */
  gboolean replace;
} StagedFile;

struct _BulletinFileBatch
{
  GPtrArray *files; /* (element-type StagedFile) */
};

static void
staged_file_free (gpointer data)
{
  StagedFile *self = data;

  if (self->temporary)
    g_unlink (self->temporary);
  g_free (self->path);
  g_free (self->name);
  g_free (self->temporary);
  g_free (self);
}

/**
 * bulletin_file_batch_new:
 *
 * Files that are written together or not at all: first each beside its target, then
 * all are renamed. Freed without bulletin_file_batch_commit() it leaves nothing
 * behind. Blocks; any thread, one at a time.
 *
 * Returns: (transfer full): a batch without files
 */
BulletinFileBatch *
bulletin_file_batch_new (void)
{
  BulletinFileBatch *self = g_new0 (BulletinFileBatch, 1);

  self->files = g_ptr_array_new_with_free_func (staged_file_free);
  return self;
}

void
bulletin_file_batch_free (BulletinFileBatch *self)
{
  g_ptr_array_unref (self->files);
  g_free (self);
}

/**
 * bulletin_file_batch_add:
 * @self: a batch
 * @file: where to
 * @content: what
 * @replace: whether an existing file may be replaced
 * @cancellable: (nullable): stops the writing
 * @error: return location for an error
 *
 * Writes what the file is to be beside it. A symbolic link is followed; a device
 * or a pipe, which nothing can be renamed over, gets it at once.
 *
 * Returns: %TRUE, or %FALSE with a %BULLETIN_EXCHANGE_ERROR
 */
gboolean
bulletin_file_batch_add (BulletinFileBatch *self,
                         GFile *file,
                         GBytes *content,
                         gboolean replace,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *resolved = NULL;
  g_autofree char *temporary = NULL;
  struct stat status;
  const char *path;
  mode_t mode = 0666;
  int number = 0;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (content != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  name = bulletin_file_get_name (file);
  path = g_file_peek_path (file);
  if (!path) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_READ_ONLY,
                 _ ("“%s” is not in a folder of this computer. Choose one that is, and copy the file from there."), name);
    return FALSE;
  }

  if (g_lstat (path, &status) == 0) {
    if (!replace) {
      set_exists (error, name);
      return FALSE;
    }
    if (S_ISLNK (status.st_mode) && (resolved = realpath (path, NULL)))
      path = resolved;
    if (g_stat (path, &status) == 0)
      mode = status.st_mode & 0777;
    if (S_ISDIR (status.st_mode))
      number = EISDIR;
    else if (!S_ISREG (status.st_mode) && !S_ISLNK (status.st_mode))
      number = write_through (path, content, cancellable);
    else
      temporary = stage (path, content, mode, cancellable, &number);
  } else {
    temporary = stage (path, content, mode, cancellable, &number);
  }

  if (number == 0) {
    if (temporary) {
      StagedFile *staged = g_new0 (StagedFile, 1);

      staged->path = g_strdup (path);
      staged->name = g_steal_pointer (&name);
      staged->temporary = g_steal_pointer (&temporary);
      staged->replace = replace;
      g_ptr_array_add (self->files, staged);
    }
    return TRUE;
  }
  if (number == ECANCELED && g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  bulletin_set_write_error (error, name, number);
  return FALSE;
}

/**
 * bulletin_file_batch_commit:
 * @self: a batch
 * @error: return location for an error
 *
 * Gives every file its place. Each is there whole or as it was before; if one
 * cannot have its place, what is new of those before it goes again.
 *
 * Returns: %TRUE, or %FALSE with a %BULLETIN_EXCHANGE_ERROR
 */
gboolean
bulletin_file_batch_commit (BulletinFileBatch *self,
                            GError **error)
{
  for (guint i = 0; i < self->files->len; i++) {
    StagedFile *file = g_ptr_array_index (self->files, i);
    g_autofree char *folder = g_path_get_dirname (file->path);
    int number = 0;

    if (!file->replace)
      number = rename_new (file->temporary, file->path);
    else if (g_rename (file->temporary, file->path) != 0)
      number = errno;

    if (number != 0) {
      for (guint j = 0; j < i; j++) {
        const StagedFile *placed = g_ptr_array_index (self->files, j);

        if (!placed->replace)
          g_unlink (placed->path);
      }
      bulletin_set_write_error (error, file->name, number);
      return FALSE;
    }
    g_clear_pointer (&file->temporary, g_free);
    if (i + 1 == self->files->len)
      sync_folder (folder);
  }
  return TRUE;
}

/**
 * bulletin_write_file:
 * @file: where to
 * @content: what
 * @replace: whether an existing file may be replaced
 * @cancellable: (nullable): stops the writing
 * @error: return location for an error
 *
 * Writes a file so that it is either there whole or not at all: into a temporary
 * file beside it, which is put on the disk and then renamed. On failure nothing is
 * left behind and a file of that name is as it was. A symbolic link is followed.
 * Blocks; any thread.
 *
 * Returns: %TRUE, or %FALSE with a %BULLETIN_EXCHANGE_ERROR
 */
gboolean
bulletin_write_file (GFile *file,
                     GBytes *content,
                     gboolean replace,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (BulletinFileBatch) batch = bulletin_file_batch_new ();

  return bulletin_file_batch_add (batch, file, content, replace, cancellable, error) &&
         bulletin_file_batch_commit (batch, error);
}
