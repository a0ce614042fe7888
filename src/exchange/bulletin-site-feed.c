/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-site-pages.h"

#include <string.h>

#include "bulletin-export.h"
#include "bulletin-html.h"

/* The Atom feed (RFC 4287) and the sitemap (sitemaps.org 0.9). */

/* The newest entries of the feed; readers keep the older ones. */
#define MAX_FEED_ENTRIES 50
/* The addresses that a sitemap may hold. */
#define MAX_ADDRESSES    50000

/* XML allows fewer characters than UTF-8 has; what it does not becomes U+FFFD in
 * the same encoder, whose entities are those that XML knows too, or numbers. */
static void
append_xml (GString *xml,
            const char *text)
{
  bulletin_html_append_escaped (xml, text, -1);
}

/* Without an address links are relative, which a feed may have: they are taken from
 * where it was found. */
static void
append_address (GString *xml,
                const char *address,
                const char *path)
{
  if (address)
    append_xml (xml, address);
  bulletin_html_append_href (xml, path);
}

/* What was last changed comes first. */
static int
compare_updates (gconstpointer a,
                 gconstpointer b)
{
  const BulletinSiteIssue *first = *(const BulletinSiteIssue *const *) a;
  const BulletinSiteIssue *second = *(const BulletinSiteIssue *const *) b;
  int order = g_strcmp0 (second->updated_at, first->updated_at);

  return order != 0 ? order : strcmp (second->path, first->path);
}

static void
append_entry (GString *xml,
              const BulletinSiteIssue *issue,
              const char *summary,
              const char *address)
{
  g_autofree char *title = issue->withdrawn_at ? bulletin_site_issue_get_label (issue) : bulletin_site_issue_get_title (issue);

  g_string_append (xml, "<entry>\n<title>");
  append_xml (xml, title);
  g_string_append (xml, issue->withdrawn_at ? "（已撤回）</title>\n<id>urn:uuid:" : "</title>\n<id>urn:uuid:");
  append_xml (xml, issue->id);
  g_string_append (xml, "</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"");
  append_address (xml, address, issue->path);
  g_string_append (xml, "\"/>\n<published>");
  append_xml (xml, issue->issued_at);
  g_string_append (xml, "</published>\n<updated>");
  append_xml (xml, issue->updated_at);
  g_string_append (xml, "</updated>\n");
  if (issue->metadata->issuer) {
    g_string_append (xml, "<author><name>");
    append_xml (xml, issue->metadata->issuer);
    g_string_append (xml, "</name></author>\n");
  }
  g_string_append (xml, "<summary>");
  append_xml (xml, issue->withdrawn_at ? "本期简报已撤回。" : summary ? summary
                                                                      : title);
  g_string_append (xml, "</summary>\n</entry>\n");
}

/**
 * bulletin_site_issues_list_entries:
 * @self: the issues
 *
 * Returns: (transfer container) (element-type BulletinSiteIssue): those that the feed
 *   speaks of
 */
GPtrArray *
bulletin_site_issues_list_entries (const BulletinSiteIssues *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  for (guint i = 0; i < self->listed->len; i++)
    g_ptr_array_add (entries, self->listed->pdata[i]);
  g_ptr_array_sort (entries, compare_updates);
  if (entries->len > MAX_FEED_ENTRIES)
    g_ptr_array_set_size (entries, MAX_FEED_ENTRIES);
  return g_steal_pointer (&entries);
}

/**
 * bulletin_site_write_feed:
 * @issues: the issues
 * @entries: (element-type BulletinSiteIssue): those it speaks of, newest change first
 * @summaries: (element-type BulletinSiteIssue utf8): how an issue begins
 * @address: (nullable): of the site, with a slash at its end
 *
 * The feed. Its ids are those of the records and its times come from them, so that it
 * changes only when they do. A withdrawal is an entry too: it takes the place of the one
 * that readers may still have.
 *
 * Returns: (transfer full): XML
 */
char *
bulletin_site_write_feed (const BulletinSiteIssues *issues,
                          const GPtrArray *entries,
                          GHashTable *summaries,
                          const char *address)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n<title>");

  append_xml (xml, issues->title);
  g_string_append (xml, "</title>\n<id>urn:uuid:");
  append_xml (xml, issues->feed_id);
  g_string_append (xml, "</id>\n<updated>");
  append_xml (xml, entries->len > 0 ? ((const BulletinSiteIssue *) entries->pdata[0])->updated_at : "1970-01-01T00:00:00Z");
  g_string_append (xml, "</updated>\n<author><name>");
  append_xml (xml, issues->title);
  g_string_append (xml, "</name></author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"");
  append_address (xml, address, "atom.xml");
  g_string_append (xml, "\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"");
  append_address (xml, address, "index.html");
  g_string_append (xml, "\"/>\n");
  for (guint i = 0; i < entries->len; i++) {
    const BulletinSiteIssue *issue = entries->pdata[i];

    append_entry (xml, issue, g_hash_table_lookup (summaries, issue), address);
  }
  g_string_append (xml, "</feed>\n");
  return g_string_free (xml, FALSE);
}

/**
 * bulletin_site_write_sitemap:
 * @issues: the issues
 * @address: of the site, with a slash at its end: a sitemap has whole addresses only
 *
 * Returns: (transfer full): XML
 */
char *
bulletin_site_write_sitemap (const BulletinSiteIssues *issues,
                             const char *address)
{
  static const char *const fixed[] = { "index.html", "issues.html" };
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++) {
    g_string_append (xml, "<url><loc>");
    append_address (xml, address, fixed[i]);
    g_string_append (xml, "</loc></url>\n");
  }
  for (guint i = 0; i < MIN (issues->shown->len, MAX_ADDRESSES - G_N_ELEMENTS (fixed)); i++) {
    const BulletinSiteIssue *issue = issues->shown->pdata[i];

    g_string_append (xml, "<url><loc>");
    append_address (xml, address, issue->path);
    g_string_append (xml, "</loc><lastmod>");
    append_xml (xml, issue->updated_at);
    g_string_append (xml, "</lastmod></url>\n");
  }
  g_string_append (xml, "</urlset>\n");
  return g_string_free (xml, FALSE);
}
