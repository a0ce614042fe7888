/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-site.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "bulletin-export.h"
#include "bulletin-html.h"
#include "bulletin-issuing.h"
#include "bulletin-ledger.h"
#include "bulletin-load-materials.h"
#include "bulletin-owned-folder.h"
#include "bulletin-site-pages.h"
#include "bulletin-text-import.h"

/* By this file a folder is known as a site of ours; its lines name what we put
 * there, so that what somebody else added can be told apart and carried over. */
#define MARKER       ".bulletin-site"
#define MARKER_TITLE "Bulletin site 1"

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

/* 0 when the folder may be written: it is not there, is empty, or is ours. */
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

/* 2024/6.html, 2024/s1.html for a supplement. */
static char *
get_page_path (const BulletinMetadata *metadata,
               guint serial,
               GHashTable *taken)
{
  const char *mark = metadata->kind == BULLETIN_KIND_SUPPLEMENT ? "s" : "";
  char *path = g_strdup_printf ("%04d/%s%d.html", metadata->year, mark, metadata->number);

  /* Another series has used the number; the older one keeps its address. */
  if (g_hash_table_contains (taken, path)) {
    g_free (path);
    path = g_strdup_printf ("%04d/%s%d-%u.html", metadata->year, mark, metadata->number, serial);
  }
  g_hash_table_add (taken, g_strdup (path));
  return path;
}

typedef struct
{
  BulletinRecord *record;
  int ordinal;
  char *issued_at;
} IssuedRecord;

static void
issued_record_free (IssuedRecord *self)
{
  g_object_unref (self->record);
  g_free (self->issued_at);
  g_free (self);
}

static int
compare_ordinals (gconstpointer a,
                  gconstpointer b)
{
  const IssuedRecord *first = *(const IssuedRecord *const *) a;
  const IssuedRecord *second = *(const IssuedRecord *const *) b;

  return (first->ordinal > second->ordinal) - (first->ordinal < second->ordinal);
}

/* Newest year, then newest date, then highest number first. */
static int
compare_issues (gconstpointer a,
                gconstpointer b)
{
  const BulletinSiteIssue *first = *(const BulletinSiteIssue *const *) a;
  const BulletinSiteIssue *second = *(const BulletinSiteIssue *const *) b;
  int order = second->metadata->year - first->metadata->year;

  if (order == 0)
    order = g_strcmp0 (second->metadata->date, first->metadata->date);
  if (order == 0)
    order = second->metadata->number - first->metadata->number;
  return order != 0 ? order : strcmp (second->path, first->path);
}

/* Every issued bulletin as it was frozen. Withdrawn ones keep their address, so
 * that no other page takes it, but are left out. */
static GPtrArray *
collect_issues (BulletinLibrary *library,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GPtrArray) records = bulletin_library_list_bulletins (library, BULLETIN_STATES_ARCHIVE, error);
  g_autoptr (GPtrArray) issued = g_ptr_array_new_with_free_func ((GDestroyNotify) issued_record_free);
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_site_issue_free);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!records)
    return NULL;
  for (guint i = 0; i < records->len; i++) {
    BulletinRecord *record = records->pdata[i];
    g_autoptr (BulletinIssuedRecord) archived = bulletin_library_get_issued (library, bulletin_record_get_id (record), error);
    IssuedRecord *entry;

    if (!archived)
      return NULL;
    entry = g_new0 (IssuedRecord, 1);
    entry->record = g_object_ref (record);
    entry->ordinal = archived->ordinal;
    entry->issued_at = g_strdup (archived->at);
    g_ptr_array_add (issued, entry);
  }
  g_ptr_array_sort (issued, compare_ordinals);

  for (guint i = 0; i < issued->len; i++) {
    IssuedRecord *entry = issued->pdata[i];
    const char *id = bulletin_record_get_id (entry->record);
    g_autofree char *path = get_page_path (bulletin_record_get_metadata (entry->record),
                                           bulletin_record_get_serial (entry->record), taken);
    g_autoptr (BulletinContent) content = NULL;
    g_autoptr (BulletinMaterials) materials = NULL;
    BulletinSiteIssue *issue;

    if (bulletin_record_get_state (entry->record) != BULLETIN_STATE_ISSUED)
      continue;
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    content = bulletin_library_get_bulletin (library, id, error);
    materials = content ? bulletin_load_materials (library, id, content->metadata, content->text, error) : NULL;
    if (!materials)
      return NULL;
    issue = g_new0 (BulletinSiteIssue, 1);
    issue->path = g_steal_pointer (&path);
    issue->id = g_strdup (id);
    issue->issued_at = g_strdup (entry->issued_at);
    issue->metadata = bulletin_metadata_copy (content->metadata);
    issue->document = bulletin_document_new (content->text, -1, materials);
    issue->page_template = bulletin_load_page_template (library, content->metadata->series);
    g_ptr_array_add (issues, issue);
  }
  g_ptr_array_sort (issues, compare_issues);
  return g_steal_pointer (&issues);
}

static gboolean
write_text (const char *folder,
            const char *name,
            const char *text,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));

  if (g_mkdir (parent, 0777) != 0 && errno != EEXIST) {
    set_site_error (error, parent, errno);
    return FALSE;
  }
  return bulletin_write_file (file, content, FALSE, cancellable, error);
}

/* The site of one committee is named after its series, several after the issuer
 * of the first. */
static char *
get_site_title (BulletinLibrary *library,
                char **feed_id)
{
  g_autoptr (GPtrArray) series = bulletin_library_list_series (library, NULL);
  const BulletinSeries *first;

  if (!series || series->len == 0) {
    /* The nil UUID: a site without a series has no issue either. */
    *feed_id = g_strdup ("00000000-0000-0000-0000-000000000000");
    return g_strdup (BULLETIN_DEFAULT_SERIES);
  }
  first = series->pdata[0];
  *feed_id = g_strdup (first->id);
  if (first->issuer)
    return g_strdup_printf ("%s%s", first->issuer, series->len == 1 ? first->name : BULLETIN_DEFAULT_SERIES);
  return g_strdup (first->name);
}

static gboolean
write_site (const char *folder,
            const GPtrArray *issues,
            const char *site_title,
            const char *feed_id,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GString) marker = g_string_new (MARKER_TITLE "\n" MARKER "\nindex.html\natom.xml\nstyle.css\n");
  g_autofree char *index = bulletin_site_write_index (issues, site_title);
  g_autofree char *feed = bulletin_site_write_feed (issues, site_title, feed_id);

  if (!write_text (folder, "index.html", index, cancellable, error) || !write_text (folder, "atom.xml", feed, cancellable, error) || !write_text (folder, "style.css", bulletin_html_style, cancellable, error))
    return FALSE;

  for (guint i = 0; i < issues->len; i++) {
    const BulletinSiteIssue *issue = issues->pdata[i];
    g_autofree char *page = bulletin_site_write_page (issue,
                                                      i + 1 < issues->len ? issues->pdata[i + 1] : NULL,
                                                      i > 0 ? issues->pdata[i - 1] : NULL,
                                                      site_title);

    if (!write_text (folder, issue->path, page, cancellable, error))
      return FALSE;
    g_string_append_printf (marker, "%s\n", issue->path);
  }
  return write_text (folder, MARKER, marker->str, cancellable, error);
}

/**
 * bulletin_site_publish:
 * @library: a library
 * @folder: where the site is to be; made if its parent is there
 * @cancellable: (nullable): stops the work before the swap
 * @error: return location for an error
 *
 * Writes the web site of all issued bulletins: index.html by year, a page an
 * issue (YEAR/NUMBER.html) with links to the one before and after, style.css and
 * an Atom feed. Withdrawn bulletins are left out. The site is written into a
 * folder beside the target and takes its place at once, so that a run that breaks
 * off leaves the old site; files that others put there stay. A folder that is not
 * empty and holds no site of ours is refused. On the library's thread.
 *
 * Returns: how many issues it holds, or -1
 */
int
bulletin_site_publish (BulletinLibrary *library,
                       GFile *folder,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) issues = NULL;
  g_autofree char *path = NULL;
  g_autofree char *parent = NULL;
  g_autofree char *temporary = NULL;
  g_autofree char *site_title = NULL;
  g_autofree char *feed_id = NULL;
  g_auto (GStrv) owned = NULL;
  int number;

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (library), -1);
  g_return_val_if_fail (G_IS_FILE (folder), -1);

  path = g_file_get_path (folder);
  if (!path) {
    set_site_error (error, g_file_peek_path (folder) ? g_file_peek_path (folder) : "", EPERM);
    return -1;
  }
  if (g_file_test (path, G_FILE_TEST_IS_SYMLINK)) {
    char *resolved = realpath (path, NULL);

    if (resolved) {
      g_free (path);
      path = resolved;
    }
  }
  if (!may_publish_to (path, &owned, error))
    return -1;
  issues = collect_issues (library, cancellable, error);
  if (!issues)
    return -1;

  parent = g_path_get_dirname (path);
  temporary = g_build_filename (parent, ".site-XXXXXX", NULL);
  if (!g_mkdtemp_full (temporary, 0777)) {
    set_site_error (error, path, errno);
    return -1;
  }
  site_title = get_site_title (library, &feed_id);
  if (!write_site (temporary, issues, site_title, feed_id, cancellable, error) || g_cancellable_set_error_if_cancelled (cancellable, error)) {
    bulletin_remove_tree (temporary);
    return -1;
  }

  number = bulletin_owned_folder_place (temporary, path, (const char *const *) owned);
  bulletin_remove_tree (temporary);
  if (number != 0) {
    set_site_error (error, path, number);
    return -1;
  }
  return (int) issues->len;
}
