/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-site-pages.h"

#include <string.h>

#include "bulletin-archive.h"
#include "bulletin-ledger.h"
#include "bulletin-relations.h"
#include "bulletin-site.h"
#include "bulletin-text-import.h"

/* Which issues the site has, where, and how they speak of one another. */

/* Records that are read at a time. */
#define MAX_RECORDS 500

static void
issue_free (gpointer data)
{
  BulletinSiteIssue *self = data;

  g_free (self->path);
  g_free (self->id);
  g_clear_pointer (&self->issued_at, g_ref_string_release);
  g_clear_pointer (&self->updated_at, g_ref_string_release);
  g_free (self->withdrawn_at);
  g_free (self->corrects_id);
  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_clear_pointer (&self->corrected_by, g_ptr_array_unref);
  g_free (self);
}

void
bulletin_site_issues_free (BulletinSiteIssues *self)
{
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_free (self->title);
  g_free (self->feed_id);
  g_free (self);
}

char *
bulletin_site_issue_get_label (const BulletinSiteIssue *self)
{
  g_autofree char *issue = bulletin_metadata_format_issue (self->metadata);

  return g_strdup_printf ("%d年%s", self->metadata->year, issue);
}

char *
bulletin_site_issue_get_title (const BulletinSiteIssue *self)
{
  return self->metadata->title ? g_strdup (self->metadata->title) : bulletin_site_issue_get_label (self);
}

guint
bulletin_site_issue_get_n_corrections (const BulletinSiteIssue *self)
{
  return self->corrected_by ? self->corrected_by->len : 0;
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

static void
take_later (char **at,
            const char *other)
{
  if (g_strcmp0 (other, *at) <= 0)
    return;
  g_clear_pointer (at, g_ref_string_release);
  *at = g_ref_string_new (other);
}

/* Which page speaks of which. An internal bulletin is not spoken of. */
static void
relate (BulletinSiteIssues *self)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->all->len; i++) {
    BulletinSiteIssue *issue = self->all->pdata[i];

    g_hash_table_insert (by_id, issue->id, issue);
  }
  for (guint i = 0; i < self->all->len; i++) {
    BulletinSiteIssue *issue = self->all->pdata[i];
    BulletinSiteIssue *corrected = issue->corrects_id ? g_hash_table_lookup (by_id, issue->corrects_id) : NULL;

    if (!corrected || corrected->is_internal || issue->is_internal || issue->withdrawn_at)
      continue;
    issue->corrects = corrected;
    if (!corrected->corrected_by)
      corrected->corrected_by = g_ptr_array_new ();
    g_ptr_array_add (corrected->corrected_by, issue);
    take_later (&corrected->updated_at, issue->issued_at);
  }
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

static BulletinSiteIssue *
load_issue (BulletinLibrary *library,
            BulletinRecord *record,
            GHashTable *taken,
            GError **error)
{
  const char *id = bulletin_record_get_id (record);
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (library, id, error);
  g_autoptr (BulletinRelations) relations = content ? bulletin_library_get_relations (library, id, error) : NULL;
  g_autoptr (BulletinIssuedRecord) issued = relations ? bulletin_library_get_issued (library, id, error) : NULL;
  BulletinSiteIssue *issue;

  if (!issued)
    return NULL;
  issue = g_new0 (BulletinSiteIssue, 1);
  issue->metadata = bulletin_metadata_copy (content->metadata);
  issue->is_internal = bulletin_metadata_is_internal (issue->metadata);
  g_clear_pointer (&issue->metadata->report_to, g_free);
  g_clear_pointer (&issue->metadata->send_to, g_free);
  g_clear_pointer (&issue->metadata->distribute_to, g_free);
  g_clear_pointer (&issue->metadata->signer, g_free);
  issue->path = get_page_path (issue->metadata, bulletin_record_get_serial (record), taken);
  issue->id = g_strdup (id);
  issue->serial = bulletin_record_get_serial (record);
  issue->issued_at = g_ref_string_new (issued->at);
  issue->updated_at = g_ref_string_acquire (issue->issued_at);
  if (bulletin_record_get_state (record) == BULLETIN_STATE_WITHDRAWN) {
    issue->withdrawn_at = g_strdup (relations->withdrawn_at ? relations->withdrawn_at : issued->at);
    take_later (&issue->updated_at, issue->withdrawn_at);
  }
  if (relations->corrects)
    issue->corrects_id = g_strdup (relations->corrects->id);
  return issue;
}

/**
 * bulletin_site_issues_load:
 * @library: a library
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * Every issued bulletin as it was frozen, without its text. What is internal or was
 * withdrawn keeps its address, so that no other page takes it. The texts are read one
 * by one, so that a large archive does not sit in memory. On the library's thread.
 *
 * Returns: (transfer full) (nullable): the issues
 */
BulletinSiteIssues *
bulletin_site_issues_load (BulletinLibrary *library,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GArray) serials = bulletin_library_list_chain (library, error);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (BulletinSiteIssues) self = NULL;

  if (!serials)
    return NULL;
  self = g_new0 (BulletinSiteIssues, 1);
  self->all = g_ptr_array_new_with_free_func (issue_free);
  self->shown = g_ptr_array_new ();
  self->listed = g_ptr_array_new ();
  self->title = get_site_title (library, &self->feed_id);

  for (guint i = 0; i < serials->len; i += MAX_RECORDS) {
    g_autoptr (GPtrArray) records = bulletin_library_get_records (library, &g_array_index (serials, guint, i),
                                                                  MIN (MAX_RECORDS, serials->len - i), error);

    for (guint j = 0; records && j < records->len; j++) {
      BulletinSiteIssue *issue;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      issue = load_issue (library, records->pdata[j], taken, error);
      if (!issue)
        return NULL;
      g_ptr_array_add (self->all, issue);
      if (!issue->is_internal && !issue->withdrawn_at)
        g_ptr_array_add (self->shown, issue);
      if (!issue->is_internal)
        g_ptr_array_add (self->listed, issue);
    }
    if (!records)
      return NULL;
  }
  g_ptr_array_sort (self->shown, compare_issues);
  g_ptr_array_sort (self->listed, compare_issues);
  relate (self);
  return g_steal_pointer (&self);
}

/* --- What is left out ------------------------------------------------------------ */

void
bulletin_site_left_out_free (BulletinSiteLeftOut *self)
{
  g_free (self->id);
  g_free (self->label);
  g_free (self->title);
  g_free (self->secrecy);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  g_free (self);
}

static BulletinSiteLeftOut *
left_out_new (const BulletinSiteIssue *issue)
{
  BulletinSiteLeftOut *left_out = g_new0 (BulletinSiteLeftOut, 1);

  left_out->id = g_strdup (issue->id);
  left_out->serial = issue->serial;
  left_out->label = bulletin_site_issue_get_label (issue);
  left_out->title = g_strdup (issue->metadata->title);
  left_out->secrecy = g_strdup (issue->metadata->secrecy);
  return left_out;
}

/**
 * bulletin_site_list_left_out:
 * @library: a library
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * What the site will not show: whole bulletins that are internal or carry a secrecy
 * mark, and internal passages of the others. Withdrawn bulletins are no part of it. On
 * the library's thread.
 *
 * Returns: (transfer full) (nullable) (element-type BulletinSiteLeftOut): newest first
 */
GPtrArray *
bulletin_site_list_left_out (BulletinLibrary *library,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (BulletinSiteIssues) issues = bulletin_site_issues_load (library, cancellable, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_site_left_out_free);
  g_autoptr (GPtrArray) newest = g_ptr_array_new ();

  if (!issues)
    return NULL;
  for (guint i = 0; i < issues->all->len; i++)
    g_ptr_array_add (newest, issues->all->pdata[i]);
  g_ptr_array_sort (newest, compare_issues);

  for (guint i = 0; i < newest->len; i++) {
    const BulletinSiteIssue *issue = newest->pdata[i];
    g_autoptr (BulletinContent) content = NULL;
    g_autoptr (BulletinDocument) document = NULL;
    g_autoptr (GPtrArray) passages = NULL;
    g_autofree char *text = NULL;

    if (issue->withdrawn_at)
      continue;
    if (issue->is_internal) {
      g_ptr_array_add (found, left_out_new (issue));
      continue;
    }
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    content = bulletin_library_get_bulletin (library, issue->id, error);
    if (!content)
      return NULL;
    if (!strstr (content->text, "[["))
      continue;
    document = bulletin_document_parse (content->text, -1);
    text = bulletin_document_to_public_text (document, &passages);
    if (strcmp (text, content->text) != 0) {
      BulletinSiteLeftOut *left_out = left_out_new (issue);

      left_out->passages = g_steal_pointer (&passages);
      g_ptr_array_add (found, left_out);
    }
  }
  return g_steal_pointer (&found);
}
