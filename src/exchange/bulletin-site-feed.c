/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-site-pages.h"

#include <string.h>

#include "bulletin-export.h"
#include "bulletin-html.h"

/* The Atom feed (RFC 4287) and the sitemap (sitemaps.org 0.9). */

/* The newest entries of the feed; readers keep the older ones. */
#define MAX_FEED_ENTRIES 50

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

/* Pages that are no issue's. */
static const char *const fixed_pages[] = { "index.html", "issues.html" };

static void
append_address_entry (GString *xml,
                      const char *element,
                      const char *address,
                      const char *path,
                      const char *updated_at)
{
  g_string_append_printf (xml, "<%s><loc>", element);
  append_address (xml, address, path);
  g_string_append (xml, "</loc>");
  if (updated_at) {
    g_string_append (xml, "<lastmod>");
    append_xml (xml, updated_at);
    g_string_append (xml, "</lastmod>");
  }
  g_string_append_printf (xml, "</%s>\n", element);
}

/* How many addresses the site has. */
guint
bulletin_site_issues_count_addresses (const BulletinSiteIssues *self)
{
  return G_N_ELEMENTS (fixed_pages) + self->shown->len;
}

/**
 * bulletin_site_write_sitemap:
 * @issues: the issues
 * @address: of the site, with a slash at its end: a sitemap has whole addresses only
 * @first: the first of the site's addresses
 * @n: how many of them, at most; the format allows 50,000
 *
 * Returns: (transfer full): XML
 */
char *
bulletin_site_write_sitemap (const BulletinSiteIssues *issues,
                             const char *address,
                             guint first,
                             guint n)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
  const guint end = MIN (bulletin_site_issues_count_addresses (issues), first + n);

  for (guint i = first; i < end; i++) {
    if (i < G_N_ELEMENTS (fixed_pages)) {
      append_address_entry (xml, "url", address, fixed_pages[i], NULL);
    } else {
      const BulletinSiteIssue *issue = issues->shown->pdata[i - G_N_ELEMENTS (fixed_pages)];

      append_address_entry (xml, "url", address, issue->path, issue->updated_at);
    }
  }
  g_string_append (xml, "</urlset>\n");
  return g_string_free (xml, FALSE);
}

/**
 * bulletin_site_write_sitemap_index:
 * @address: of the site, with a slash at its end
 * @n: how many sitemaps there are: sitemap-1.xml and so on
 *
 * Returns: (transfer full): XML that names them
 */
char *
bulletin_site_write_sitemap_index (const char *address,
                                   guint n)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");

  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strdup_printf ("sitemap-%u.xml", i + 1);

    append_address_entry (xml, "sitemap", address, name, NULL);
  }
  g_string_append (xml, "</sitemapindex>\n");
  return g_string_free (xml, FALSE);
}
