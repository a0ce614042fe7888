/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-package-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bulletin-issuing.h"
#include "bulletin-picture-file.h"
#include "bulletin-text-import.h"

/* Of the file as it comes; what it unpacks to has limits of its own. */
#define MAX_BYTES (512 * 1024 * 1024)
/* Of a record.json. */
#define MAX_JSON (4 * 1024 * 1024)

/**
 * bulletin_package_free:
 * @self: (transfer full): a package
 */
void
bulletin_package_free (BulletinPackage *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->records);
  g_free (self);
}

void
bulletin_package_import_free (BulletinPackageImport *self)
{
  g_ptr_array_unref (self->ids);
  g_free (self);
}

static gboolean
refuse_record (GError **error,
               const char *path)
{
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
               _ ("“%s” in the package does not describe a record. Ask for a package that Bulletin made."), path);
  return FALSE;
}

/* json-glib warns about members of another type; here they are no members. */
static char *
dup_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node) : NULL;
}

static gint64
get_int (JsonObject *object,
         const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
}

static JsonObject *
get_object (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
read_parts (BulletinBag *bag,
            const char *folder,
            JsonObject *object,
            BulletinRecordCopy *copy)
{
  JsonNode *node = json_object_get_member (object, "parts");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *parts = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; parts && i < json_array_get_length (parts); i++) {
    JsonNode *element = json_array_get_element (parts, i);
    JsonObject *part = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
    g_autofree char *name = part ? dup_string (part, "name") : NULL;
    g_autofree char *media_type = part ? dup_string (part, "media_type") : NULL;
    g_autofree char *file = part ? dup_string (part, "file") : NULL;
    g_autofree char *path = file ? g_strconcat (folder, file, NULL) : NULL;
    GBytes *content = path ? bulletin_bag_get (bag, path) : NULL;

    if (!name || !media_type || !content || !g_hash_table_add (seen, g_strdup (name)))
      return FALSE;
    g_ptr_array_add (copy->parts, bulletin_issue_part_new (name, media_type, content));
  }
  return parts != NULL;
}

static void
read_withdrawal (JsonObject *object,
                 BulletinRecordCopy *copy)
{
  JsonObject *withdrawal = get_object (object, "withdrawal");

  if (!withdrawal)
    return;
  copy->withdrawn_at = dup_string (withdrawal, "at");
  copy->withdrawn_by = dup_string (withdrawal, "who");
  copy->withdrawal_reason = dup_string (withdrawal, "reason");
}

static void
read_place (JsonObject *object,
            BulletinRecordCopy *copy)
{
  JsonObject *chain = get_object (object, "chain");
  JsonNode *node = json_object_get_member (object, "corrected_by");
  JsonArray *corrections = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (chain) {
    copy->ordinal = (int) CLAMP (get_int (chain, "ordinal"), 0, G_MAXINT);
    copy->previous_hash = dup_string (chain, "previous_hash");
    copy->hash = dup_string (chain, "hash");
  }
  for (guint i = 0; corrections && i < json_array_get_length (corrections); i++) {
    JsonNode *element = json_array_get_element (corrections, i);

    if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
      g_ptr_array_add (copy->corrected_by, json_node_dup_string (element));
  }
}

/* Whether the record is the one that its digest stands for. */
static gboolean
check_digest (const BulletinRecordCopy *copy,
              GError **error)
{
  g_autofree char *digest = bulletin_record_copy_compute_digest (copy);

  if (g_strcmp0 (digest, copy->digest) == 0)
    return TRUE;
  g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
               _ ("“%s” in the package is not as it was issued: its content does not match its digest. Ask for the package again."),
               copy->title ? copy->title : copy->id);
  return FALSE;
}

static BulletinRecordCopy *
read_record (BulletinBag *bag,
             const char *path,
             GError **error)
{
  g_autoptr (BulletinRecordCopy) copy = bulletin_record_copy_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *folder = g_strndup (path, strlen (path) - strlen ("record.json"));
  g_autofree char *text = NULL;
  g_autofree char *format = NULL;
  g_autofree char *kind = NULL;
  GBytes *content = bulletin_bag_get (bag, path);
  gsize size;
  const char *data = g_bytes_get_data (content, &size);
  JsonObject *object;

  if (size > 0 && size <= MAX_JSON && g_utf8_validate_len (data, size, NULL)) {
    text = g_strndup (data ? data : "", size);
    root = json_from_string (text, NULL);
  }
  if (!root || !JSON_NODE_HOLDS_OBJECT (root)) {
    refuse_record (error, path);
    return NULL;
  }
  object = json_node_get_object (root);
  format = dup_string (object, "format");
  if (g_strcmp0 (format, BULLETIN_PACKAGE_FORMAT) != 0) {
    refuse_record (error, path);
    return NULL;
  }

  kind = dup_string (object, "kind");
  copy->kind = g_strcmp0 (kind, "supplement") == 0 ? BULLETIN_KIND_SUPPLEMENT : BULLETIN_KIND_REGULAR;
  copy->id = dup_string (object, "id");
  copy->series = dup_string (object, "series");
  copy->year = (int) CLAMP (get_int (object, "year"), 0, G_MAXINT);
  copy->number = (int) CLAMP (get_int (object, "number"), 0, G_MAXINT);
  copy->date = dup_string (object, "date");
  copy->title = dup_string (object, "title");
  copy->signer = dup_string (object, "signer");
  copy->at = dup_string (object, "at");
  copy->who = dup_string (object, "who");
  copy->n_pages = (guint) CLAMP (get_int (object, "pages"), 0, G_MAXINT);
  copy->revision = dup_string (object, "revision");
  copy->overridden = dup_string (object, "overridden");
  copy->corrects = dup_string (object, "corrects");
  copy->digest = dup_string (object, "digest");
  read_place (object, copy);
  read_withdrawal (object, copy);
  if (!copy->id || !copy->title || !copy->digest || !read_parts (bag, folder, object, copy)) {
    refuse_record (error, path);
    return NULL;
  }
  return check_digest (copy, error) ? g_steal_pointer (&copy) : NULL;
}

/* As they stood in the chain that they come from, so that a correction comes after
 * what it corrects. */
static int
compare_records (gconstpointer a,
                 gconstpointer b)
{
  const BulletinRecordCopy *first = *(const BulletinRecordCopy *const *) a;
  const BulletinRecordCopy *second = *(const BulletinRecordCopy *const *) b;

  return (first->ordinal > second->ordinal) - (first->ordinal < second->ordinal);
}

/**
 * bulletin_package_read:
 * @file: a package
 * @cancellable: (nullable): stops the reading
 * @error: return location for an error
 *
 * Reads an archive package in memory, within limits, and checks it: that it is a
 * valid bag and that every record in it is the one that was issued. Nothing is
 * written. Any thread.
 *
 * Returns: (transfer full) (nullable): the package, or %NULL with one sentence that
 *   says what is wrong
 */
BulletinPackage *
bulletin_package_read (GFile *file,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GBytes) bytes = bulletin_read_file_within (file, MAX_BYTES, cancellable, error);
  g_autoptr (BulletinBag) bag = bytes ? bulletin_bag_read (bytes, cancellable, error) : NULL;
  g_autoptr (GPtrArray) paths = bag ? bulletin_bag_list (bag) : NULL;
  g_autoptr (BulletinPackage) package = NULL;

  if (!paths)
    return NULL;
  package = g_new0 (BulletinPackage, 1);
  package->name = g_strdup (bulletin_bag_get_name (bag));
  package->payload_files = paths->len;
  package->records = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_record_copy_free);
  for (guint i = 0; i < paths->len; i++) {
    const char *path = paths->pdata[i];
    BulletinRecordCopy *copy;

    if (strcmp (path, "record.json") != 0 && !g_str_has_suffix (path, "/record.json"))
      continue;
    copy = g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : read_record (bag, path, error);
    if (!copy)
      return NULL;
    g_ptr_array_add (package->records, copy);
    if (strchr (path, '/'))
      package->year = copy->year;
  }
  if (package->records->len == 0) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                 _ ("The package is sound, but it holds no record of Bulletin. Nothing can be imported from it."));
    return NULL;
  }
  g_ptr_array_sort (package->records, compare_records);
  return g_steal_pointer (&package);
}

/**
 * bulletin_is_package_file:
 * @file: any file
 *
 * Whether a file looks like an archive package: its name ends in .zip. What is in it
 * is found out by reading it.
 */
gboolean
bulletin_is_package_file (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name ? g_ascii_strdown (name, -1) : NULL;

  return lower && g_str_has_suffix (lower, ".zip");
}

/* The pictures of a record under the names that its text uses. What is no picture
 * of the kinds that a library keeps is an error. */
static BulletinMaterials *
read_pictures (const BulletinRecordCopy *copy,
               GError **error)
{
  g_autoptr (BulletinMaterials) pictures = bulletin_materials_new ();

  for (guint i = 0; i < copy->parts->len; i++) {
    const BulletinIssuePart *part = copy->parts->pdata[i];
    BulletinPictureFile file;
    gboolean is_right;

    if (!g_str_has_prefix (part->name, BULLETIN_ATTACHMENT_PART))
      continue;
    bulletin_picture_file_look_at (part->content, &file);
    is_right = file.width > 0 && file.height > 0 &&
               ((file.kind == BULLETIN_PICTURE_FILE_PNG && strcmp (part->media_type, "image/png") == 0) ||
                (file.kind == BULLETIN_PICTURE_FILE_JPEG && strcmp (part->media_type, "image/jpeg") == 0));
    if (!is_right) {
      g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                   _ ("“%s” in the package is no picture. Ask for the package again."), part->name);
      return NULL;
    }
    bulletin_materials_add_picture (pictures, part->name + strlen (BULLETIN_ATTACHMENT_PART), part->media_type, part->content,
                                    file.width, file.height);
  }
  return g_steal_pointer (&pictures);
}

static gboolean
import_record (BulletinLibrary *library,
               const BulletinRecordCopy *copy,
               const char *source_name,
               const char *who,
               BulletinPackageImport *result,
               GError **error)
{
  g_autoptr (BulletinMaterials) pictures = read_pictures (copy, error);
  gboolean is_new;

  if (!pictures || !bulletin_library_take_record (library, copy, pictures, source_name, who, &is_new, error))
    return FALSE;
  if (is_new)
    g_ptr_array_add (result->ids, g_strdup (copy->id));
  else
    result->n_known++;
  return TRUE;
}

/**
 * bulletin_package_import:
 * @library: a library
 * @package: a package that was read
 * @source_name: (nullable): the name of its file, for the events
 * @who: the person
 * @work: (nullable): how it is followed
 * @error: return location for an error
 *
 * Takes the records of a package into a library as they are: the same ids, parts and
 * digests, at the end of the library's chain. Those that are there already are left
 * alone. All or nothing, on the library's thread.
 *
 * Returns: (transfer full) (nullable): what was imported, or %NULL with the errors of
 *   bulletin_library_take_record(); then nothing has changed
 */
BulletinPackageImport *
bulletin_package_import (BulletinLibrary *library,
                         const BulletinPackage *package,
                         const char *source_name,
                         const char *who,
                         const BulletinPackageWork *work,
                         GError **error)
{
  BulletinDatabase *database = bulletin_library_get_database (library);
  g_autoptr (BulletinPackageImport) result = g_new0 (BulletinPackageImport, 1);

  result->ids = g_ptr_array_new_with_free_func (g_free);
  if (!bulletin_database_begin (database, error))
    return NULL;
  for (guint i = 0; i < package->records->len; i++) {
    if (g_cancellable_set_error_if_cancelled (work ? work->cancellable : NULL, error) ||
        !import_record (library, package->records->pdata[i], source_name, who, result, error)) {
      bulletin_database_rollback (database);
      return NULL;
    }
    if (work && work->progress)
      work->progress ((double) (i + 1) / package->records->len, work->progress_data);
  }
  return bulletin_database_commit (database, error) ? g_steal_pointer (&result) : NULL;
}
