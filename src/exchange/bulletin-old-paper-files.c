/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-old-papers-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-text-import.h"

/* Finding the files of a folder that may hold old papers. Nothing is followed out of
 * the folder, and nothing is passed over in silence that a person would miss. */

/* No office puts folders into folders as deep as that. */
#define MAX_DEPTH 16

static const char attributes[] = G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN "," G_FILE_ATTRIBUTE_STANDARD_SIZE;

typedef struct
{
  GPtrArray *found; /* of BulletinPaperFile */
  guint n_passed_over;
  GCancellable *cancellable;
} Search;

/* One entry of a folder. */
typedef struct
{
  char *name;
  char *shown;
  char *key;
  GFileType type;
  goffset size;
} Entry;

static void
entry_free (Entry *self)
{
  g_free (self->name);
  g_free (self->shown);
  g_free (self->key);
  g_free (self);
}

void
bulletin_paper_file_free (BulletinPaperFile *self)
{
  g_object_unref (self->file);
  g_free (self->path);
  g_free (self->failure);
  g_free (self);
}

static gboolean
has_ending (const char *name,
            const char *const *endings)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; endings[i]; i++) {
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_paper (const char *name)
{
  static const char *const endings[] = { ".txt", ".text", ".md", ".html", ".htm", NULL };

  return has_ending (name, endings);
}

/* Files that most likely hold a paper, in a form that is not read here. */
static gboolean
is_office_file (const char *name)
{
  static const char *const endings[] = { ".doc", ".docx", ".wps", ".rtf", ".odt", ".pdf", ".ofd", NULL };

  return has_ending (name, endings);
}

static void
add (Search *search,
     GFile *file,
     const char *path,
     char *failure)
{
  BulletinPaperFile *found = g_new0 (BulletinPaperFile, 1);

  found->file = g_object_ref (file);
  found->path = g_strdup (path);
  found->failure = failure;
  g_ptr_array_add (search->found, found);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *first = *(const Entry *const *) a;
  const Entry *second = *(const Entry *const *) b;
  int order = strcmp (first->key, second->key);

  return order != 0 ? order : strcmp (first->name, second->name);
}

/* 第2期 comes before 第10期. */
static GPtrArray *
list_entries (GFile *folder,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GFileEnumerator) enumerator = NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);

  enumerator = g_file_enumerate_children (folder, attributes, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable, error);
  if (!enumerator)
    return NULL;
  for (;;) {
    GFileInfo *info;
    Entry *entry;

    if (!g_file_enumerator_iterate (enumerator, &info, NULL, cancellable, error))
      return NULL;
    if (!info)
      break;
    if (g_file_info_get_is_hidden (info))
      continue;
    entry = g_new0 (Entry, 1);
    entry->name = g_strdup (g_file_info_get_name (info));
    entry->shown = g_filename_display_name (entry->name);
    entry->key = g_utf8_collate_key_for_filename (entry->shown, -1);
    entry->type = g_file_info_get_file_type (info);
    entry->size = g_file_info_get_size (info);
    g_ptr_array_add (entries, entry);
  }
  g_ptr_array_sort (entries, compare_entries);
  return g_steal_pointer (&entries);
}

/* What a browser saves beside a page: NAME_files or NAME.files beside NAME.html. */
static gboolean
is_companion (const GPtrArray *entries,
              const char *name)
{
  g_autofree char *stem = NULL;

  if (!g_str_has_suffix (name, "_files") && !g_str_has_suffix (name, ".files"))
    return FALSE;
  stem = g_strndup (name, strlen (name) - strlen ("_files"));
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = entries->pdata[i];

    if (g_str_has_prefix (entry->name, stem) && (strcmp (entry->name + strlen (stem), ".html") == 0 || strcmp (entry->name + strlen (stem), ".htm") == 0))
      return TRUE;
  }
  return FALSE;
}

static void
add_file (Search *search,
          GFile *file,
          const Entry *entry,
          const char *path)
{
  if (is_office_file (entry->shown))
    add (search, file, path, g_strdup (_ ("This kind of file is not read. Save it as text or as a web page and read that in.")));
  else if (!is_paper (entry->shown))
    search->n_passed_over++;
  else if (entry->size > BULLETIN_IMPORT_MAX_BYTES)
    add (search, file, path, g_strdup_printf (_ ("The file is larger than %d MB, more than any bulletin."), BULLETIN_IMPORT_MAX_BYTES / (1024 * 1024)));
  else
    add (search, file, path, NULL);
}

static gboolean
walk (Search *search,
      GFile *folder,
      const char *path,
      guint depth,
      GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GPtrArray) entries = list_entries (folder, search->cancellable, &reason);

  if (!entries) {
    /* The folder that was asked for must be there; one within it is a row. */
    if (!path || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
    add (search, folder, path, g_strdup (_ ("The folder may not be read. Ask its owner for access.")));
    return TRUE;
  }
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = entries->pdata[i];
    g_autoptr (GFile) child = g_file_get_child (folder, entry->name);
    g_autofree char *below = path ? g_strconcat (path, "/", entry->shown, NULL) : g_strdup (entry->shown);

    if (search->found->len >= BULLETIN_PAPERS_MAX_FILES) {
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("The folder holds more than %d files. Choose a folder with old papers alone, or one of its folders at a time."), BULLETIN_PAPERS_MAX_FILES);
      return FALSE;
    }
    switch (entry->type) {
    case G_FILE_TYPE_DIRECTORY:
      if (is_companion (entries, entry->name))
        break;
      if (depth >= MAX_DEPTH)
        add (search, child, below, g_strdup_printf (_ ("The folder lies more than %d folders deep and is not looked into."), MAX_DEPTH));
      else if (!walk (search, child, below, depth + 1, error))
        return FALSE;
      break;
    case G_FILE_TYPE_SYMBOLIC_LINK:
      add (search, child, below, g_strdup (_ ("This is a link and is not followed. Put the file itself into the folder.")));
      break;
    case G_FILE_TYPE_REGULAR:
      add_file (search, child, entry, below);
      break;
    default:
      /* A device or a pipe: reading it may never end. */
      add (search, child, below, g_strdup (_ ("This is no file that can be read.")));
      break;
    }
  }
  return TRUE;
}

/*< private >
 * bulletin_paper_find_files:
 * @folder: a folder
 * @n_passed_over: (out): files of other kinds, such as pictures
 * @cancellable: (nullable): stops the search
 * @error: return location for an error
 *
 * Finds text and HTML files in a folder and the folders in it, ordered by name as
 * people count. Hidden ones are left out; links, files that are too large, folders
 * that may not be read and documents of other programs are among the files with the
 * reason why they are not read. Blocks; any thread.
 *
 * Returns: (transfer full) (nullable) (element-type BulletinPaperFile): the files
 */
GPtrArray *
bulletin_paper_find_files (GFile *folder,
                           guint *n_passed_over,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_paper_file_free);
  g_autoptr (GError) reason = NULL;
  Search search = { .found = found, .cancellable = cancellable };

  if (!walk (&search, folder, NULL, 0, &reason)) {
    g_autofree char *name = bulletin_file_get_name (folder);

    if (reason->domain == G_IO_ERROR && reason->code != G_IO_ERROR_CANCELLED)
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_NOT_FOUND,
                   _ ("The folder “%s” cannot be read: %s. Choose another folder."), name, reason->message);
    else
      g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }
  *n_passed_over = search.n_passed_over;
  return g_steal_pointer (&found);
}
