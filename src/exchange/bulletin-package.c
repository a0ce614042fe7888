/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-package-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bulletin-issuing.h"
#include "bulletin-text-import.h"
#include "bulletin-volume.h"

/* Names of files within a record's folder, short and in ASCII whatever the parts
 * are called. */
static const struct
{
  const char *part;
  const char *path;
} part_files[] = {
  { "source", "source.txt" },
  { "metadata", "metadata.json" },
  { "trail", "trail.json" },
  { "relation", "relation.json" },
  { "pdf", "bulletin.pdf" },
  { "html", "bulletin.html" },
  { "text", "text.txt" },
  { "figures", "figures.json" },
  { "findings", "findings.json" },
  { "template", "template.json" },
};

static const struct
{
  const char *media_type;
  const char *ending;
} endings[] = {
  { "image/png", "png" },
  { "image/jpeg", "jpg" },
  { "application/pdf", "pdf" },
  { "application/json", "json" },
  { "text/html", "html" },
  { "text/plain", "txt" },
};

static void
package_file_free (BulletinPackageFile *file)
{
  g_free (file->path);
  g_free (file);
}

static const char *
get_ending (const char *media_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
    if (strcmp (endings[i].media_type, media_type) == 0)
      return endings[i].ending;
  }
  return "bin";
}

static char *
make_path (const BulletinIssuePart *part,
           guint *n_attachments,
           guint *n_others)
{
  for (guint i = 0; i < G_N_ELEMENTS (part_files); i++) {
    if (strcmp (part_files[i].part, part->name) == 0)
      return g_strdup (part_files[i].path);
  }
  if (g_str_has_prefix (part->name, BULLETIN_ATTACHMENT_PART))
    return g_strdup_printf ("attachments/%03u.%s", ++*n_attachments, get_ending (part->media_type));
  return g_strdup_printf ("parts/%03u.%s", ++*n_others, get_ending (part->media_type));
}

/*< private >
 * bulletin_packaged_record_new:
 * @copy: a record, which outlives the result
 * @series: its series, which outlives the result
 * @folder: where it goes within data/, with a slash at the end, or ""
 *
 * Returns: (transfer full) (nullable): the record with names for its files
 */
BulletinPackagedRecord *
bulletin_packaged_record_new (const BulletinRecordCopy *copy,
                              const BulletinSeries *series,
                              const char *folder,
                              GError **error)
{
  BulletinMetadata *metadata = bulletin_record_copy_read_metadata (copy, error);
  BulletinPackagedRecord *self;
  guint n_attachments = 0, n_others = 0;

  if (!metadata)
    return NULL;
  self = g_new0 (BulletinPackagedRecord, 1);
  self->copy = copy;
  self->series = series;
  self->metadata = metadata;
  self->folder = g_strdup (folder);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) package_file_free);
  for (guint i = 0; i < copy->parts->len; i++) {
    BulletinPackageFile *file = g_new0 (BulletinPackageFile, 1);

    file->part = copy->parts->pdata[i];
    file->path = make_path (file->part, &n_attachments, &n_others);
    g_ptr_array_add (self->files, file);
  }
  return self;
}

void
bulletin_packaged_record_free (BulletinPackagedRecord *self)
{
  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_free (self->folder);
  g_ptr_array_unref (self->files);
  g_free (self);
}

const BulletinPackageFile *
bulletin_packaged_record_find (const BulletinPackagedRecord *self,
                               const char *part)
{
  for (guint i = 0; i < self->files->len; i++) {
    const BulletinPackageFile *file = self->files->pdata[i];

    if (strcmp (file->part->name, part) == 0)
      return file;
  }
  return NULL;
}

char *
bulletin_package_get_day (const char *at)
{
  return g_strndup (at, strcspn (at, "T "));
}

static void
add_string (JsonBuilder *builder,
            const char *name,
            const char *value)
{
  if (!value)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_int (JsonBuilder *builder,
         const char *name,
         gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_parts (JsonBuilder *builder,
           const BulletinPackagedRecord *record)
{
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < record->files->len; i++) {
    const BulletinPackageFile *file = record->files->pdata[i];
    g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->part->content);

    json_builder_begin_object (builder);
    add_string (builder, "name", file->part->name);
    add_string (builder, "media_type", file->part->media_type);
    add_string (builder, "file", file->path);
    add_string (builder, "sha256", hash);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

/*< private >
 * bulletin_package_write_record:
 *
 * What of the record is not in its parts, as JSON: enough to make the same record
 * again, and to compute its digest with any program.
 */
GBytes *
bulletin_package_write_record (const BulletinPackagedRecord *record)
{
  const BulletinRecordCopy *copy = record->copy;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  add_string (builder, "format", BULLETIN_PACKAGE_FORMAT);
  add_string (builder, "id", copy->id);
  add_string (builder, "series", copy->series);
  add_string (builder, "kind", copy->kind == BULLETIN_KIND_SUPPLEMENT ? "supplement" : "regular");
  add_int (builder, "year", copy->year);
  add_int (builder, "number", copy->number);
  add_string (builder, "date", copy->date);
  add_string (builder, "title", copy->title);
  add_string (builder, "signer", copy->signer);
  add_string (builder, "at", copy->at);
  add_string (builder, "who", copy->who);
  add_int (builder, "pages", copy->n_pages);
  add_string (builder, "revision", copy->revision);
  add_string (builder, "overridden", copy->overridden);
  add_string (builder, "corrects", copy->corrects);
  add_string (builder, "digest", copy->digest);
  add_parts (builder, record);

  json_builder_set_member_name (builder, "chain");
  json_builder_begin_object (builder);
  add_int (builder, "ordinal", copy->ordinal);
  add_string (builder, "previous_hash", copy->previous_hash);
  add_string (builder, "hash", copy->hash);
  json_builder_end_object (builder);

  if (copy->corrected_by->len > 0) {
    json_builder_set_member_name (builder, "corrected_by");
    json_builder_begin_array (builder);
    for (guint i = 0; i < copy->corrected_by->len; i++)
      json_builder_add_string_value (builder, copy->corrected_by->pdata[i]);
    json_builder_end_array (builder);
  }
  if (copy->withdrawn_at) {
    json_builder_set_member_name (builder, "withdrawal");
    json_builder_begin_object (builder);
    add_string (builder, "at", copy->withdrawn_at);
    add_string (builder, "who", copy->withdrawn_by);
    add_string (builder, "reason", copy->withdrawal_reason);
    json_builder_end_object (builder);
  }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_bytes_new_take (text, strlen (text));
}

/**
 * bulletin_package_make_name:
 * @series: the series
 * @year: the year
 * @kind: regular issue or supplement
 * @number: its number, or 0 for the whole year
 *
 * Returns: (transfer full): a short name in ASCII for a package, without an ending,
 *   such as `GZ-2024-06`, `GZ-2024-S01` for a supplement, `GZ-2024` for a year
 */
char *
bulletin_package_make_name (const BulletinSeries *series,
                            int year,
                            BulletinKind kind,
                            int number)
{
  g_autoptr (GString) code = g_string_new (NULL);

  for (const char *p = series->code ? series->code : ""; *p && code->len < 12; p++) {
    if (g_ascii_isalnum (*p))
      g_string_append_c (code, *p);
  }
  if (code->len == 0)
    g_string_append (code, "bulletin");
  if (number <= 0)
    return g_strdup_printf ("%s-%d", code->str, year);
  return g_strdup_printf (kind == BULLETIN_KIND_SUPPLEMENT ? "%s-%d-S%02d" : "%s-%d-%02d", code->str, year, number);
}

/* What is damaged is not passed on as a record. */
static BulletinRecordCopy *
copy_verified (BulletinLibrary *library,
               const char *id,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (BulletinVerification) verification = bulletin_library_verify (library, id, NULL, NULL, cancellable, error);

  if (!verification)
    return NULL;
  for (guint i = 0; i < verification->damaged->len; i++) {
    const BulletinDamage *damage = verification->damaged->pdata[i];

    if (!*damage->id)
      continue;
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_DAMAGED,
                 _ ("“%s” is damaged and cannot be packed: %s Restore it from a backup."), damage->title, damage->message);
    return NULL;
  }
  return bulletin_library_copy_record (library, id, error);
}

static BulletinSeries *
find_series (BulletinLibrary *library,
             const char *id,
             GError **error)
{
  g_autoptr (GPtrArray) all = bulletin_library_list_series (library, error);
  g_autofree char *found = all ? bulletin_library_get_record_series (library, id, error) : NULL;

  for (guint i = 0; found && i < all->len; i++) {
    const BulletinSeries *series = all->pdata[i];

    if (strcmp (series->id, found) == 0)
      return bulletin_series_copy (series);
  }
  return NULL;
}

static void
add_record (BulletinBag *bag,
            const BulletinPackagedRecord *record)
{
  g_autoptr (GBytes) json = bulletin_package_write_record (record);
  g_autoptr (GBytes) xml = bulletin_package_write_metadata (record);
  g_autoptr (GBytes) index = bulletin_package_write_index (record);
  const struct
  {
    const char *path;
    GBytes *content;
  } own[] = {
    { "record.json", json },
    { "metadata.xml", xml },
    { "index.html", index },
  };

  for (guint i = 0; i < record->files->len; i++) {
    const BulletinPackageFile *file = record->files->pdata[i];
    g_autofree char *path = g_strconcat (record->folder, file->path, NULL);

    bulletin_bag_add (bag, path, file->part->content);
  }
  for (guint i = 0; i < G_N_ELEMENTS (own); i++) {
    g_autofree char *path = g_strconcat (record->folder, own[i].path, NULL);

    bulletin_bag_add (bag, path, own[i].content);
  }
}

/* What both kinds of package say of themselves. The day is that of the record: the
 * same record gives the same package on every day. */
static void
add_info (BulletinBag *bag,
          const char *organisation,
          const char *description,
          const char *code,
          const char *identifier,
          const char *day)
{
  bulletin_bag_add_info (bag, "Source-Organization", organisation);
  bulletin_bag_add_info (bag, "External-Description", description);
  bulletin_bag_add_info (bag, "Bagging-Date", day);
  bulletin_bag_add_info (bag, "External-Identifier", code);
  bulletin_bag_add_info (bag, "External-Identifier", identifier);
  bulletin_bag_add_info (bag, "Bag-Software-Agent", "Bulletin " PACKAGE_VERSION);
}

static void
report (const BulletinPackageWork *work,
        double fraction)
{
  if (work && work->progress)
    work->progress (fraction, work->progress_data);
}

static BulletinPackageContents *
contents_new (void)
{
  BulletinPackageContents *self = g_new0 (BulletinPackageContents, 1);

  self->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_record_copy_free);
  return self;
}

/**
 * bulletin_package_contents_free:
 * @self: (transfer full): what goes into a package
 */
void
bulletin_package_contents_free (BulletinPackageContents *self)
{
  g_clear_pointer (&self->series, bulletin_series_free);
  g_ptr_array_unref (self->copies);
  g_free (self);
}

/**
 * bulletin_package_collect_record:
 * @library: a library
 * @id: an issued bulletin
 * @work: (nullable): how it is followed
 * @error: return location for an error
 *
 * Reads a record that is to be packed, and verifies it. On the library's thread.
 *
 * Returns: (transfer full) (nullable): what goes into the package; %NULL with
 *   %BULLETIN_LIBRARY_ERROR_DAMAGED if the record is not as it was issued,
 *   %BULLETIN_LIBRARY_ERROR_NOT_FOUND if it is not issued
 */
BulletinPackageContents *
bulletin_package_collect_record (BulletinLibrary *library,
                                 const char *id,
                                 const BulletinPackageWork *work,
                                 GError **error)
{
  g_autoptr (BulletinPackageContents) contents = contents_new ();
  g_autofree char *uuid = bulletin_library_resolve (library, id, error);
  g_autoptr (BulletinIssuedRecord) issued = uuid ? bulletin_library_get_issued (library, uuid, error) : NULL;
  BulletinRecordCopy *copy = issued ? copy_verified (library, uuid, work ? work->cancellable : NULL, error) : NULL;

  if (!copy)
    return NULL;
  g_ptr_array_add (contents->copies, copy);
  contents->series = find_series (library, uuid, error);
  return contents->series ? g_steal_pointer (&contents) : NULL;
}

/**
 * bulletin_package_collect_year:
 * @library: a library
 * @series: (nullable): the name of a series; %NULL for the first
 * @year: the year
 * @work: (nullable): how it is followed
 * @error: return location for an error
 *
 * Reads all records of a series and a year, and verifies them. On the library's
 * thread.
 *
 * Returns: (transfer full) (nullable): what goes into the volume; %NULL as for
 *   bulletin_package_collect_record(), %BULLETIN_LIBRARY_ERROR_NOT_FOUND if there is
 *   no record
 */
BulletinPackageContents *
bulletin_package_collect_year (BulletinLibrary *library,
                               const char *series,
                               int year,
                               const BulletinPackageWork *work,
                               GError **error)
{
  g_autoptr (BulletinPackageContents) contents = contents_new ();
  g_autoptr (GPtrArray) ids = NULL;

  contents->series = bulletin_library_get_series (library, series, error);
  contents->year = year;
  ids = contents->series ? bulletin_library_list_volume (library, contents->series->name, year, error) : NULL;
  if (!ids)
    return NULL;
  if (ids->len == 0) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND,
                 _ ("The series “%s” has no issued bulletin of %d. Choose another year."), contents->series->name, year);
    return NULL;
  }
  for (guint i = 0; i < ids->len; i++) {
    BulletinRecordCopy *copy = copy_verified (library, ids->pdata[i], work ? work->cancellable : NULL, error);

    if (!copy)
      return NULL;
    g_ptr_array_add (contents->copies, copy);
    report (work, 0.4 * (i + 1) / ids->len);
  }
  return g_steal_pointer (&contents);
}

static BulletinBag *
build_record (const BulletinPackageContents *contents,
              GError **error)
{
  const BulletinRecordCopy *copy = contents->copies->pdata[0];
  BulletinPackagedRecord *record = bulletin_packaged_record_new (copy, contents->series, "", error);
  g_autofree char *name = NULL;
  g_autofree char *issue = NULL;
  g_autofree char *description = NULL;
  g_autofree char *code = NULL;
  g_autofree char *identifier = NULL;
  g_autofree char *day = NULL;
  BulletinBag *bag;

  if (!record)
    return NULL;
  name = bulletin_package_make_name (contents->series, copy->year, copy->kind, copy->number);
  issue = bulletin_metadata_format_issue (record->metadata);
  description = g_strdup_printf ("%s %d年%s %s", copy->series, copy->year, issue, copy->title);
  code = bulletin_package_make_archival_code (contents->series, record->metadata);
  identifier = g_strconcat ("urn:uuid:", copy->id, NULL);
  day = bulletin_package_get_day (copy->at);

  bag = bulletin_bag_new (name);
  add_info (bag, record->metadata->issuer, description, code, identifier, day);
  add_record (bag, record);
  bulletin_packaged_record_free (record);
  return bag;
}

static GPtrArray *
make_records (const BulletinPackageContents *contents,
              GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_packaged_record_free);

  for (guint i = 0; i < contents->copies->len; i++) {
    const BulletinRecordCopy *copy = contents->copies->pdata[i];
    g_autofree char *folder = g_strdup_printf (copy->kind == BULLETIN_KIND_SUPPLEMENT ? "S%02d/" : "%02d/", copy->number);
    BulletinPackagedRecord *record = bulletin_packaged_record_new (copy, contents->series, folder, error);

    if (!record)
      return NULL;
    g_ptr_array_add (records, record);
  }
  return g_steal_pointer (&records);
}

static char *
find_last_day (const GPtrArray *copies)
{
  const char *last = "";

  for (guint i = 0; i < copies->len; i++) {
    const BulletinRecordCopy *copy = copies->pdata[i];

    if (strcmp (copy->at, last) > 0)
      last = copy->at;
  }
  return bulletin_package_get_day (last);
}

static BulletinBag *
build_year (const BulletinPackageContents *contents,
            const BulletinPackageWork *work,
            GError **error)
{
  const BulletinSeries *series = contents->series;
  GCancellable *cancellable = work ? work->cancellable : NULL;
  g_autoptr (GPtrArray) records = make_records (contents, error);
  g_autoptr (GArray) first_pages = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GBytes) index = NULL;
  g_autofree char *name = bulletin_package_make_name (series, contents->year, BULLETIN_KIND_REGULAR, 0);
  g_autofree char *code = bulletin_package_make_volume_code (series, contents->year);
  g_autofree char *day = find_last_day (contents->copies);
  g_autofree char *description = NULL;
  guint n_pages = 0;
  BulletinBag *bag;

  if (!records)
    return NULL;
  pdf = bulletin_volume_write_pdf (series, contents->year, records, &first_pages, &n_pages, cancellable, error);
  if (!pdf || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  report (work, 0.6);

  xml = bulletin_package_write_volume_metadata (series, contents->year, records, n_pages);
  index = bulletin_package_write_volume_index (series, contents->year, records, first_pages);
  description = g_strdup_printf ("%s %d年合订本（%u期）", series->name, contents->year, records->len);
  bag = bulletin_bag_new (name);
  add_info (bag, ((BulletinPackagedRecord *) records->pdata[0])->metadata->issuer, description, code, NULL, day);
  for (guint i = 0; i < records->len; i++)
    add_record (bag, records->pdata[i]);
  bulletin_bag_add (bag, "volume.pdf", pdf);
  bulletin_bag_add (bag, "metadata.xml", xml);
  bulletin_bag_add (bag, "index.html", index);
  return bag;
}

/**
 * bulletin_package_build:
 * @contents: what goes into it
 * @work: (nullable): how it is followed
 * @error: return location for an error
 *
 * Makes a package. Of a record: every part as it was frozen, its metadata after
 * DA/T 46-2009, and a page to begin reading with, in a BagIt bag. Of a year: all its
 * records so, with a general table of contents (总目录), and a PDF of all their pages
 * behind it (合订本). The same records give the same bytes. Any thread.
 *
 * Returns: (transfer full) (nullable): a ZIP archive
 */
GBytes *
bulletin_package_build (const BulletinPackageContents *contents,
                        const BulletinPackageWork *work,
                        GError **error)
{
  g_autoptr (BulletinBag) bag = contents->year > 0 ? build_year (contents, work, error) : build_record (contents, error);
  GBytes *bytes;

  if (!bag || g_cancellable_set_error_if_cancelled (work ? work->cancellable : NULL, error))
    return NULL;
  bytes = bulletin_bag_write (bag, error);
  report (work, 1);
  return bytes;
}
