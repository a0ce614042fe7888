/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "bulletin-document.h"
#include "bulletin-library.h"
#include "bulletin-metadata.h"
#include "bulletin-page-template.h"

G_BEGIN_DECLS

/**
 * BulletinSiteIssue:
 * @path: of its page, relative to the site: 2024/6.html
 * @id: the bulletin's UUID
 * @serial: its short number
 * @issued_at: when it was issued, RFC 3339; a #GRefString
 * @updated_at: when its page last came to say something else: issued, corrected,
 *   withdrawn; a #GRefString
 * @metadata: as frozen, but for the tail's, which only its own page shows
 * @is_internal: whether it has no page
 * @withdrawn_at: (nullable): when it was withdrawn; then its page says so and nothing
 *   else
 * @corrects: (nullable): the issue that it corrects
 * @corrected_by: (nullable) (element-type BulletinSiteIssue): those that correct it
 *
 * One issue of the site. Issues do not own one another.
 */
typedef struct _BulletinSiteIssue BulletinSiteIssue;

struct _BulletinSiteIssue
{
  char *path;
  char *id;
  guint serial;
  char *issued_at;
  char *updated_at;
  BulletinMetadata *metadata;
  gboolean is_internal;
  char *withdrawn_at;
  char *corrects_id;
  const BulletinSiteIssue *corrects;
  GPtrArray *corrected_by;
};

/**
 * BulletinSiteIssues:
 * @all: (element-type BulletinSiteIssue): in the order in which they were issued
 * @shown: (element-type BulletinSiteIssue): those with a page of their text, newest first
 * @listed: (element-type BulletinSiteIssue): these and those that were withdrawn, newest
 *   first: a number that is missing would be asked for
 * @title: what the site is called
 * @feed_id: a UUID
 */
typedef struct
{
  GPtrArray *all;
  GPtrArray *shown;
  GPtrArray *listed;
  char *title;
  char *feed_id;
} BulletinSiteIssues;

BulletinSiteIssues *bulletin_site_issues_load     (BulletinLibrary             *library,
                                                   GCancellable                *cancellable,
                                                   GError                     **error);
void                bulletin_site_issues_free     (BulletinSiteIssues          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinSiteIssues, bulletin_site_issues_free)
/* 2024年第6期; the title, or the label for one without. */
char               *bulletin_site_issue_get_label (const BulletinSiteIssue     *self);
char               *bulletin_site_issue_get_title (const BulletinSiteIssue     *self);
guint               bulletin_site_issue_get_n_corrections (const BulletinSiteIssue *self);
/* (element-type BulletinSiteIssue): those that the feed speaks of, what was last changed
 * first; (transfer container). */
GPtrArray          *bulletin_site_issues_list_entries (const BulletinSiteIssues    *self);

/**
 * BulletinSitePage:
 * @issue: the issue
 * @metadata: as frozen
 * @document: its public edition
 * @page_template: of its series, for the words of its head and tail
 * @previous: (nullable): the issue before it
 * @next: (nullable): the issue after it
 * @picture_folder: where its pictures are, relative to the page
 * @pdf_name: (nullable): the file beside the page
 * @pdf_size: its bytes
 */
typedef struct
{
  const BulletinSiteIssue *issue;
  const BulletinMetadata *metadata;
  BulletinDocument *document;
  const BulletinPageTemplate *page_template;
  const BulletinSiteIssue *previous;
  const BulletinSiteIssue *next;
  const char *picture_folder;
  const char *pdf_name;
  gsize pdf_size;
} BulletinSitePage;

/* Each returns (transfer full) the text of a file. */
char *bulletin_site_write_home      (const BulletinSiteIssues *issues);
char *bulletin_site_write_list      (const BulletinSiteIssues *issues);
char *bulletin_site_write_page      (const BulletinSitePage   *page,
                                     const char               *site_title);
char *bulletin_site_write_withdrawn (const BulletinSiteIssue  *issue,
                                     const char               *site_title);

/* With the address of the site, or NULL. entries: as listed above; summaries:
 * BulletinSiteIssue → text. */
char *bulletin_site_write_feed      (const BulletinSiteIssues *issues,
                                     const GPtrArray          *entries,
                                     GHashTable               *summaries,
                                     const char               *address);
/* n of the site's addresses from first on. */
char *bulletin_site_write_sitemap   (const BulletinSiteIssues *issues,
                                     const char               *address,
                                     guint                     first,
                                     guint                     n);
/* The names of n sitemaps. */
char *bulletin_site_write_sitemap_index (const char           *address,
                                         guint                 n);
guint bulletin_site_issues_count_addresses (const BulletinSiteIssues *self);

G_END_DECLS
