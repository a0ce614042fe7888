/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-export.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "bulletin-materials.h"
#include "bulletin-owned-folder.h"
#include "bulletin-text-import.h"
#include "bulletin-write-error.h"

/* By this file a folder is known as a web edition of ours. */
#define MARKER       ".bulletin-web"
#define MARKER_TITLE "Bulletin web edition 1"

#define PICTURES "pictures/"

/* How much of the work the page is; the rest is its pictures. */
#define PAGE_SHARE 0.1

/* Whether the folder may be written: it is not there, is empty, or is ours and may
 * be replaced. */
static gboolean
may_write_to (const char *path,
              const char *name,
              gboolean replace,
              char ***owned,
              GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!g_file_test (path, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FAILED,
                 _ ("“%s” is a file. Choose another name for the folder."), name);
    return FALSE;
  }
  dir = g_dir_open (path, 0, NULL);
  if (!dir) {
    bulletin_set_write_error (error, name, EACCES);
    return FALSE;
  }
  if (!g_dir_read_name (dir))
    return TRUE;
  *owned = bulletin_owned_folder_read (path, MARKER, MARKER_TITLE);
  if (*owned && replace)
    return TRUE;
  if (*owned)
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_EXISTS,
                 _ ("“%s” exists already. Choose another name, or ask for it to be replaced."), name);
  else
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_FAILED,
                 _ ("The folder “%s” holds something else than a web edition. Choose an empty one."), name);
  return FALSE;
}

static gboolean
add_file (BulletinFileBatch *batch,
          GString *marker,
          const char *folder,
          const char *name,
          GBytes *content,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (marker)
    g_string_append_printf (marker, "%s\n", name);
  return bulletin_file_batch_add (batch, file, content, FALSE, cancellable, error);
}

/* A name that is one is in the folder of the pictures, and nowhere else. */
static gboolean
is_file_name (const char *name)
{
  return *name && !strchr (name, '/') && strcmp (name, ".") != 0 && strcmp (name, "..") != 0;
}

/* Each picture that the text shows, once. */
static gboolean
add_pictures (BulletinFileBatch *batch,
              GString *marker,
              const char *folder,
              BulletinDocument *document,
              const BulletinExportOptions *options,
              GCancellable *cancellable,
              GError **error)
{
  const BulletinMaterials *materials = bulletin_document_get_materials (document);
  g_autoptr (GHashTable) written = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *pictures = g_build_filename (folder, PICTURES, NULL);

  const guint n = bulletin_document_get_n_blocks (document);

  for (guint i = 0; i < n; i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);
    const BulletinPicture *picture = NULL;
    g_autofree char *name = NULL;

    if (block->kind == BULLETIN_BLOCK_PICTURE)
      picture = bulletin_materials_find_picture (materials, block->target);
    if (!picture || !is_file_name (picture->name) || g_hash_table_contains (written, picture->name))
      continue;
    if (g_hash_table_size (written) == 0 && g_mkdir (pictures, 0777) != 0) {
      g_autofree char *shown = g_filename_display_basename (folder);

      bulletin_set_write_error (error, shown, errno);
      return FALSE;
    }
    g_hash_table_add (written, (gpointer) picture->name);
    name = g_strconcat (PICTURES, picture->name, NULL);
    if (!add_file (batch, marker, folder, name, picture->content, cancellable, error))
      return FALSE;
    if (options->progress)
      options->progress (PAGE_SHARE + (i + 1.0) / n * (1 - PAGE_SHARE), options->progress_data);
  }
  return TRUE;
}

static gboolean
write_folder (const char *folder,
              BulletinDocument *document,
              const BulletinMetadata *metadata,
              const BulletinPageTemplate *page_template,
              const BulletinExportOptions *options,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (BulletinFileBatch) batch = bulletin_file_batch_new ();
  g_autoptr (GString) marker = g_string_new (MARKER_TITLE "\n" MARKER "\n");
  char *html = bulletin_html_write_with_progress (document, metadata, page_template, PICTURES, NULL, NULL, cancellable, error);
  g_autoptr (GBytes) page = NULL;
  g_autoptr (GBytes) list = NULL;

  if (!html)
    return FALSE;
  page = g_bytes_new_take (html, strlen (html));
  if (!add_file (batch, marker, folder, "index.html", page, cancellable, error) ||
      !add_pictures (batch, marker, folder, document, options, cancellable, error))
    return FALSE;
  list = g_bytes_new (marker->str, marker->len);
  return add_file (batch, NULL, folder, MARKER, list, cancellable, error) && bulletin_file_batch_commit (batch, error);
}

gboolean
bulletin_is_web_folder (GFile *folder)
{
  const char *path = g_file_peek_path (folder);
  g_auto (GStrv) owned = path ? bulletin_owned_folder_read (path, MARKER, MARKER_TITLE) : NULL;

  return owned != NULL;
}

/**
 * bulletin_export_web_folder:
 * @document: the text
 * @metadata: what is known of it
 * @page_template: (nullable): the template, or %NULL for the standard's
 * @folder: where it is to be; made if its parent is there
 * @options: (nullable): whose @replace lets the web edition of an earlier time be
 *   replaced if it is %BULLETIN_EXPORT_REPLACE_ALL, and whom to tell how far it is;
 *   %NULL to replace nothing
 * @cancellable: (nullable): stops the work before the folder has its place
 * @error: return location for an error
 *
 * Writes the web edition as a folder that can be handed on as it is: index.html and
 * the pictures beside it. It is written beside the target and takes its place at
 * once; what others put into an earlier one is carried over. A folder that holds
 * something else is refused in any case. Blocks; any thread.
 *
 * Returns: %TRUE, or %FALSE with a %BULLETIN_EXCHANGE_ERROR, which is
 *   %BULLETIN_EXCHANGE_ERROR_EXISTS only if replacing would help, or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
bulletin_export_web_folder (BulletinDocument *document,
                            const BulletinMetadata *metadata,
                            const BulletinPageTemplate *page_template,
                            GFile *folder,
                            const BulletinExportOptions *options,
                            GCancellable *cancellable,
                            GError **error)
{
  const BulletinExportOptions nothing = { 0 };
  g_autoptr (GError) reason = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *parent = NULL;
  g_autofree char *temporary = NULL;
  g_auto (GStrv) owned = NULL;
  int number;

  g_return_val_if_fail (document != NULL && metadata != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (folder), FALSE);

  if (!options)
    options = &nothing;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  name = bulletin_file_get_name (folder);
  path = g_file_get_path (folder);
  if (!path) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_READ_ONLY,
                 _ ("“%s” is not in a folder of this computer. Choose one that is, and copy the file from there."), name);
    return FALSE;
  }
  if (g_file_test (path, G_FILE_TEST_IS_SYMLINK)) {
    char *resolved = realpath (path, NULL);

    if (resolved) {
      g_free (path);
      path = resolved;
    }
  }
  if (!may_write_to (path, name, options->replace == BULLETIN_EXPORT_REPLACE_ALL, &owned, error))
    return FALSE;

  parent = g_path_get_dirname (path);
  temporary = g_build_filename (parent, ".bulletin-XXXXXX", NULL);
  if (!g_mkdtemp_full (temporary, 0777)) {
    bulletin_set_write_error (error, name, errno);
    return FALSE;
  }
  if (!write_folder (temporary, document, metadata, page_template, options, cancellable, &reason) ||
      g_cancellable_set_error_if_cancelled (cancellable, &reason)) {
    bulletin_remove_tree (temporary);
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }

  number = bulletin_owned_folder_place (temporary, path, (const char *const *) owned);
  bulletin_remove_tree (temporary);
  if (number == 0)
    return TRUE;
  bulletin_set_write_error (error, name, number);
  return FALSE;
}
