/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "bulletin-document.h"
#include "bulletin-metadata.h"
#include "bulletin-page-template.h"

G_BEGIN_DECLS

/**
 * BulletinSiteIssue:
 * @path: of its page, relative to the site: 2024/6.html
 * @id: the bulletin's UUID
 * @issued_at: when it was issued, RFC 3339
 * @metadata: as frozen
 * @document: as frozen
 * @page_template: of its series, for the words of its head and tail
 *
 * One issue of the site.
 */
typedef struct
{
  char *path;
  char *id;
  char *issued_at;
  BulletinMetadata *metadata;
  BulletinDocument *document;
  BulletinPageTemplate *page_template;
} BulletinSiteIssue;

void  bulletin_site_issue_free   (BulletinSiteIssue       *self);
/* All: (element-type BulletinSiteIssue), newest first. (transfer full) text. */
char *bulletin_site_write_index  (const GPtrArray         *issues,
                                  const char              *site_title);
char *bulletin_site_write_page   (const BulletinSiteIssue *self,
                                  const BulletinSiteIssue *previous,
                                  const BulletinSiteIssue *next,
                                  const char              *site_title);
char *bulletin_site_write_feed   (const GPtrArray         *issues,
                                  const char              *site_title,
                                  const char              *feed_id);

G_END_DECLS
