/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-pictures-beside.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-document.h"
#include "bulletin-html-import.h"
#include "bulletin-picture-import.h"

/* Where the pictures of a text lie: beside it, or in the folder that programs make
 * for a page that they save. */
static GPtrArray *
list_folders (GFile *file)
{
  static const char *const endings[] = { ".files", "_files" };
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autofree char *stem = g_file_get_basename (file);
  char *dot = strrchr (stem, '.');

  if (!parent)
    return folders;
  if (dot && dot != stem)
    *dot = '\0';
  g_ptr_array_add (folders, g_object_ref (parent));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *name = g_strconcat (stem, endings[i], NULL);

    g_ptr_array_add (folders, g_file_get_child (parent, name));
  }
  return folders;
}

/* A name and no way out of the folder. */
static gboolean
is_safe (const char *name)
{
  return *name != '\0' && *name != '.' && strpbrk (name, "/\\:") == NULL && g_utf8_validate (name, -1, NULL);
}

/* A file that is there; a link could lead anywhere. */
static GFile *
find_file (const GPtrArray *folders,
           const char *name)
{
  for (guint i = 0; is_safe (name) && i < folders->len; i++) {
    g_autoptr (GFile) file = g_file_get_child (folders->pdata[i], name);

    if (g_file_query_file_type (folders->pdata[i], G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) == G_FILE_TYPE_DIRECTORY &&
        g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) == G_FILE_TYPE_REGULAR)
      return g_steal_pointer (&file);
  }
  return NULL;
}

/* The picture that came with the HTML itself. */
static GBytes *
find_given (const GPtrArray *given,
            const char *name)
{
  for (guint i = 0; given && i < given->len; i++) {
    const BulletinHtmlPicture *picture = given->pdata[i];

    if (picture->bytes && g_str_equal (picture->name, name))
      return picture->bytes;
  }
  return NULL;
}

/**
 * bulletin_load_pictures_beside:
 * @file: a text's file
 * @text: the text
 * @given: (nullable) (element-type BulletinHtmlPicture): what the file itself holds
 *   of pictures
 * @cancellable: (nullable): stops it; what was not read is then missing
 * @problems: (out) (transfer full) (element-type utf8): a sentence for each picture
 *   that is not there or cannot be taken
 *
 * Takes in the pictures that a text outside the library shows: those that its file
 * holds, and files of the same names in its folder, or in the folder NAME.files or
 * NAME_files beside it. Names with a path and links are not followed. Blocks; any
 * thread.
 *
 * Returns: (transfer full): the pictures
 */
BulletinMaterials *
bulletin_load_pictures_beside (GFile *file,
                               const char *text,
                               const GPtrArray *given,
                               GCancellable *cancellable,
                               GPtrArray **problems)
{
  BulletinMaterials *materials = bulletin_materials_new ();
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (GPtrArray) names = bulletin_document_list_pictures (document);
  g_autoptr (GPtrArray) folders = list_folders (file);

  *problems = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < names->len; i++) {
    const char *name = names->pdata[i];
    GBytes *bytes = find_given (given, name);
    g_autoptr (GFile) found = bytes ? NULL : find_file (folders, name);
    g_autoptr (BulletinPicture) picture = NULL;
    g_autoptr (GError) error = NULL;

    if (!bytes && !found) {
      g_ptr_array_add (*problems, g_strdup_printf (_ ("The picture “%s” does not lie beside the text. Put it there, or attach it."), name));
      continue;
    }
    picture = bytes ? bulletin_picture_import_bytes (bytes, name, cancellable, &error)
                    : bulletin_picture_import_file (found, cancellable, &error);
    if (picture)
      bulletin_materials_add_picture (materials, name, picture->media_type, picture->content, picture->width, picture->height);
    else
      g_ptr_array_add (*problems, g_strdup (error->message));
  }
  return materials;
}
