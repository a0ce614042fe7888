/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-site-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bulletin-export.h"
#include "bulletin-owned-folder.h"
#include "bulletin-text-import.h"

/* By this file a folder is known as a site of ours; its lines name what we put
 * there, so that what somebody else added can be told apart and carried over, and the
 * address that the site was written for. */
#define MARKER       ".bulletin-site"
#define MARKER_TITLE "Bulletin site 1"
#define ADDRESS      "#address "
/* Locked while a folder is being written; one without a lock was left by a run that was
 * killed. */
#define LOCK         ".bulletin-site-part"
#define PREFIX       ".site-"

struct _BulletinSiteWriter
{
  char *path;
  char *temporary;
  char **owned;      /* what the old site has of ours */
  GHashTable *was;   /* the same, to be asked */
  GString *marker;
  char *address;     /* of the old site */
  int lock;
  guint n_written;
};

static void
set_site_error (GError **error,
                const char *path,
                int number)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (number == ENOSPC || number == EDQUOT)
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FULL,
                 _ ("The disk is full, and the site “%s” is as it was. Free some space and try again."), shown);
  else if (number == ENOENT || number == ENOTDIR)
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_NOT_FOUND,
                 _ ("The folder for the site “%s” does not exist. Make it first, or choose another one."), shown);
  else
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_READ_ONLY,
                 _ ("The site “%s” could not be written: %s. Choose a folder of your own."), shown, g_strerror (number));
}

static char *
find_address (char **lines)
{
  for (guint i = 0; lines && lines[i]; i++) {
    if (g_str_has_prefix (lines[i], ADDRESS))
      return g_strdup (lines[i] + strlen (ADDRESS));
  }
  return NULL;
}

char *
bulletin_site_writer_read_address (const char *path)
{
  g_auto (GStrv) lines = bulletin_owned_folder_read (path, MARKER, MARKER_TITLE);

  return find_address (lines);
}

/* Whether the folder may be written: it is not there, is empty, or is ours. */
static gboolean
may_publish_to (const char *path,
                char ***owned,
                GError **error)
{
  g_autoptr (GDir) dir = NULL;
  g_autofree char *shown = g_filename_display_name (path);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!g_file_test (path, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS,
                 _ ("“%s” is a file. Choose a folder for the site."), shown);
    return FALSE;
  }
  dir = g_dir_open (path, 0, NULL);
  if (!dir) {
    set_site_error (error, path, EACCES);
    return FALSE;
  }
  if (!g_dir_read_name (dir))
    return TRUE;
  *owned = bulletin_owned_folder_read (path, MARKER, MARKER_TITLE);
  if (*owned)
    return TRUE;
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS,
               _ ("The folder “%s” holds something else than a site of Bulletin. Choose an empty one."), shown);
  return FALSE;
}

/* What runs left behind that were killed. */
static void
sweep (const char *parent)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *folder = NULL;
    g_autofree char *file = NULL;
    int lock;

    if (!g_str_has_prefix (name, PREFIX))
      continue;
    folder = g_build_filename (parent, name, NULL);
    file = g_build_filename (folder, LOCK, NULL);
    lock = g_open (file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC, 0);
    if (lock < 0)
      continue;
    if (flock (lock, LOCK_EX | LOCK_NB) == 0)
      bulletin_remove_tree (folder);
    close (lock);
  }
}

/**
 * bulletin_site_writer_new:
 * @path: where the site is to be
 * @error: return location for an error
 *
 * Begins a site. A folder that is not empty and holds no site of ours is refused.
 *
 * Returns: (transfer full) (nullable): the writer; freed before it has finished, it
 *   leaves everything as it was
 */
BulletinSiteWriter *
bulletin_site_writer_new (const char *path,
                          GError **error)
{
  g_autoptr (BulletinSiteWriter) self = g_new0 (BulletinSiteWriter, 1);
  g_autofree char *parent = NULL;
  g_autofree char *lock = NULL;

  self->lock = -1;
  self->path = g_strdup (path);
  /* A trailing slash is no part of a name. */
  while (strlen (self->path) > 1 && g_str_has_suffix (self->path, "/"))
    self->path[strlen (self->path) - 1] = '\0';
  if (g_file_test (self->path, G_FILE_TEST_IS_SYMLINK)) {
    char *resolved = realpath (self->path, NULL);

    if (resolved) {
      g_free (self->path);
      self->path = g_strdup (resolved);
      free (resolved);
    }
  }
  if (!may_publish_to (self->path, &self->owned, error))
    return NULL;

  parent = g_path_get_dirname (self->path);
  sweep (parent);
  self->temporary = g_build_filename (parent, PREFIX "XXXXXX", NULL);
  if (!g_mkdtemp_full (self->temporary, 0777)) {
    set_site_error (error, self->path, errno);
    g_clear_pointer (&self->temporary, g_free);
    return NULL;
  }
  lock = g_build_filename (self->temporary, LOCK, NULL);
  self->lock = g_open (lock, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (self->lock < 0 || flock (self->lock, LOCK_EX | LOCK_NB) != 0) {
    set_site_error (error, self->path, errno);
    return NULL;
  }

  self->address = find_address (self->owned);
  self->marker = g_string_new (MARKER_TITLE "\n" MARKER "\n");
  self->was = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 1; self->owned && self->owned[i]; i++)
    g_hash_table_add (self->was, self->owned[i]);
  return g_steal_pointer (&self);
}

void
bulletin_site_writer_free (BulletinSiteWriter *self)
{
  if (self->temporary)
    bulletin_remove_tree (self->temporary);
  if (self->lock >= 0)
    close (self->lock);
  g_clear_pointer (&self->was, g_hash_table_unref);
  g_strfreev (self->owned);
  if (self->marker)
    g_string_free (self->marker, TRUE);
  g_free (self->address);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}

const char *
bulletin_site_writer_get_address (BulletinSiteWriter *self)
{
  return self->address;
}

guint
bulletin_site_writer_get_n_written (BulletinSiteWriter *self)
{
  return self->n_written;
}

/* Whether a file of the old site has just this content; a link that somebody put there
 * is none. */
static gboolean
is_unchanged (BulletinSiteWriter *self,
              const char *name,
              const char *old,
              GBytes *content)
{
  g_autofree char *text = NULL;
  struct stat status;
  gsize length;

  return g_hash_table_contains (self->was, name) && g_lstat (old, &status) == 0 && S_ISREG (status.st_mode) &&
         (gsize) status.st_size == g_bytes_get_size (content) && g_file_get_contents (old, &text, &length, NULL) &&
         length == g_bytes_get_size (content) && (length == 0 || memcmp (text, g_bytes_get_data (content, NULL), length) == 0);
}

/* The same file under a second name, or where there are no such, a copy as old as it. */
static gboolean
take_over (const char *old,
           const char *path)
{
  g_autoptr (GFile) source = NULL;
  g_autoptr (GFile) target = NULL;

  if (link (old, path) == 0)
    return TRUE;
  source = g_file_new_for_path (old);
  target = g_file_new_for_path (path);
  return g_file_copy (source, target, G_FILE_COPY_ALL_METADATA | G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
}

/**
 * bulletin_site_writer_add:
 * @self: the writer
 * @name: a file's name within the site
 * @content: its bytes
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * Puts a file into the new site.
 *
 * Returns: %TRUE when it is there
 */
gboolean
bulletin_site_writer_add (BulletinSiteWriter *self,
                          const char *name,
                          GBytes *content,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *path = g_build_filename (self->temporary, name, NULL);
  g_autofree char *old = g_build_filename (self->path, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (g_mkdir (parent, 0777) != 0 && errno != EEXIST) {
    set_site_error (error, self->path, errno);
    return FALSE;
  }
  g_string_append_printf (self->marker, "%s\n", name);
  if (is_unchanged (self, name, old, content) && take_over (old, path))
    return TRUE;
  self->n_written++;
  return bulletin_write_file (file, content, FALSE, cancellable, error);
}

/**
 * bulletin_site_writer_finish:
 * @self: the writer
 * @address: (nullable): what the site was written for
 * @cancellable: (nullable): stops the work before the swap
 * @error: return location for an error
 *
 * Puts the new site in the place of the old one, at once. Where nothing changed, the old
 * one stays untouched.
 *
 * Returns: %TRUE when it is there
 */
gboolean
bulletin_site_writer_finish (BulletinSiteWriter *self,
                             const char *address,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *lock = g_build_filename (self->temporary, LOCK, NULL);
  g_autofree char *old_marker = g_build_filename (self->path, MARKER, NULL);
  g_autofree char *old_text = NULL;
  g_autoptr (GBytes) marker = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (self->temporary, MARKER, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  int number;

  if (address)
    g_string_append_printf (self->marker, ADDRESS "%s\n", address);
  if (self->n_written == 0 && g_file_get_contents (old_marker, &old_text, NULL, NULL) && g_str_equal (old_text, self->marker->str))
    return TRUE;

  text = g_strdup (self->marker->str);
  marker = g_bytes_new (text, strlen (text));
  if (!bulletin_write_file (file, marker, FALSE, cancellable, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_unlink (lock);
  number = bulletin_owned_folder_place (self->temporary, self->path, (const char *const *) self->owned);
  if (number != 0) {
    set_site_error (error, self->path, number);
    return FALSE;
  }
  return TRUE;
}
