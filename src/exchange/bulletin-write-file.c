/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* renameat2 */

#include "config.h"

#include "bulletin-export.h"

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

/* One sentence or two for what the system says about writing a file. */
static void
set_write_error (GError **error,
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

static int
write_beside (const char *path,
              GBytes *content,
              gboolean replace,
              mode_t mode,
              GCancellable *cancellable)
{
  g_autofree char *folder = g_path_get_dirname (path);
  /* Not the file's own name, which may be as long as the system allows. */
  g_autofree char *temporary = g_build_filename (folder, ".bulletin-XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, (int) mode);
  int result;

  if (fd < 0)
    return errno;
  result = write_all (fd, content, cancellable);
  if (result == 0 && fsync (fd) != 0)
    result = errno;
  if (close (fd) != 0 && result == 0)
    result = errno;
  if (result == 0)
    result = !replace ? rename_new (temporary, path) : g_rename (temporary, path) == 0 ? 0
                                                                                       : errno;
  if (result != 0)
    g_unlink (temporary);
  else
    sync_folder (folder);
  return result;
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
  g_autofree char *name = NULL;
  g_autofree char *resolved = NULL;
  struct stat status;
  const char *path;
  mode_t mode = 0666;
  int result;

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
      result = EISDIR;
    else if (!S_ISREG (status.st_mode) && !S_ISLNK (status.st_mode))
      result = write_through (path, content, cancellable);
    else
      result = write_beside (path, content, TRUE, mode, cancellable);
  } else {
    result = write_beside (path, content, replace, mode, cancellable);
  }

  if (result == 0)
    return TRUE;
  if (result == ECANCELED && g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  set_write_error (error, name, result);
  return FALSE;
}
