/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* renameat2 */

#include "config.h"

#include "bulletin-owned-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/**
 * bulletin_remove_tree:
 * @path: a file or a folder
 *
 * Removes it with all that is in it, as far as that may be; links are not
 * followed. Any thread.
 */
void
bulletin_remove_tree (const char *path)
{
  struct stat status;

  if (g_lstat (path, &status) != 0)
    return;
  if (S_ISDIR (status.st_mode)) {
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name (dir))) {
      g_autofree char *child = g_build_filename (path, name, NULL);

      bulletin_remove_tree (child);
    }
    g_rmdir (path);
  } else {
    g_unlink (path);
  }
}

/**
 * bulletin_owned_folder_read:
 * @path: a folder
 * @marker: the name of the marker's file
 * @title: its first line
 *
 * Returns: (transfer full) (nullable): the lines of the marker, among them what an
 *   earlier run put there, as paths within the folder; %NULL for a folder that is
 *   not ours
 */
char **
bulletin_owned_folder_read (const char *path,
                            const char *marker,
                            const char *title)
{
  g_autofree char *file = g_build_filename (path, marker, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (file, &text, NULL, NULL))
    return NULL;
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  return g_strcmp0 (lines[0], title) == 0 ? g_steal_pointer (&lines) : NULL;
}

static gboolean
holds_owned (const char *place,
             const char *const *owned)
{
  gsize length = strlen (place);

  for (; *owned; owned++) {
    if (strncmp (*owned, place, length) == 0 && (*owned)[length] == '/')
      return TRUE;
  }
  return FALSE;
}

/* Moves what somebody else put into the old folder (a domain's file, a picture)
 * over to the new one. `within` is the folder's path in it, or NULL. */
static void
carry_over (const char *from,
            const char *to,
            const char *within,
            const char *const *owned)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  while (owned && dir && (name = g_dir_read_name (dir))) {
    g_autofree char *place = within ? g_strconcat (within, "/", name, NULL) : g_strdup (name);
    g_autofree char *source = g_build_filename (from, name, NULL);
    g_autofree char *target = g_build_filename (to, name, NULL);

    if (g_strv_contains (owned, place))
      continue;
    if (holds_owned (place, owned)) {
      g_mkdir (target, 0777);
      carry_over (source, target, place, owned);
      /* Goes only if nothing of ours or theirs is in it. */
      g_rmdir (target);
    } else {
      renameat2 (AT_FDCWD, source, AT_FDCWD, target, RENAME_NOREPLACE);
    }
  }
}

/**
 * bulletin_owned_folder_place:
 * @temporary: the finished folder, in the same folder as @path
 * @path: where it belongs
 * @owned: (nullable): what of the folder that is there is ours; the rest is carried
 *   over
 *
 * Puts a finished folder in the place of the old one, at once where the file system
 * can. After success @temporary holds the old one, or nothing. Any thread.
 *
 * Returns: 0 or an errno; then the old folder is where it was
 */
int
bulletin_owned_folder_place (const char *temporary,
                             const char *path,
                             const char *const *owned)
{
  g_autofree char *aside = NULL;
  int number;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_rename (temporary, path) == 0 ? 0 : errno;
  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_EXCHANGE) == 0) {
    carry_over (temporary, path, NULL, owned);
    return 0;
  }
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return errno;

  /* Without an exchange there is a moment with neither; the old one comes back
   * if the new one cannot take its place. */
  aside = g_strconcat (temporary, ".old", NULL);
  if (g_rename (path, aside) != 0)
    return errno;
  if (g_rename (temporary, path) != 0) {
    number = errno;
    g_rename (aside, path);
    return number;
  }
  carry_over (aside, path, NULL, owned);
  bulletin_remove_tree (aside);
  return 0;
}
