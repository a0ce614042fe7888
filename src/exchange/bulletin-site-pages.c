/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-site-pages.h"

#include "bulletin-export.h"
#include "bulletin-html.h"
#include "bulletin-text-import.h"

/* The site is the committee's, in its readers' language: its few words are
 * Chinese whatever language the program speaks. */

/* The newest entries of the feed; readers keep the older ones. */
#define MAX_FEED_ENTRIES 50
/* Characters of an entry's summary. */
#define MAX_SUMMARY 120

void
bulletin_site_issue_free (BulletinSiteIssue *self)
{
  g_free (self->path);
  g_free (self->id);
  g_free (self->issued_at);
  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_clear_pointer (&self->document, bulletin_document_unref);
  g_clear_pointer (&self->page_template, bulletin_page_template_free);
  g_free (self);
}

static const char *
get_title (const BulletinSiteIssue *self)
{
  return self->metadata->title ? self->metadata->title : BULLETIN_DEFAULT_SERIES;
}

/* From a page, which stands one folder down, to another. */
static void
append_link (GString *html,
             const char *rel,
             const char *label,
             const BulletinSiteIssue *target)
{
  if (!target)
    return;
  g_string_append_printf (html, "<li>%s<a rel=\"%s\" href=\"../", label, rel);
  bulletin_html_append_href (html, target->path);
  g_string_append (html, "\">");
  bulletin_html_append_escaped (html, get_title (target), -1);
  g_string_append (html, "</a></li>\n");
}

static void
append_issue_label (GString *html,
                    const BulletinMetadata *metadata)
{
  g_autofree char *issue = bulletin_metadata_format_issue (metadata);

  if (issue && *issue) {
    bulletin_html_append_escaped (html, issue, -1);
    g_string_append_c (html, ' ');
  }
}

char *
bulletin_site_write_index (const GPtrArray *issues,
                           const char *site_title)
{
  GString *html = g_string_new (NULL);
  int year = G_MININT;

  bulletin_html_append_head (html, site_title, "style.css", "atom.xml");
  g_string_append (html, "<body>\n<main>\n<h1>");
  bulletin_html_append_escaped (html, site_title, -1);
  g_string_append (html, "</h1>\n");
  if (issues->len == 0)
    g_string_append (html, "<p>尚无已签发的简报。</p>\n");

  for (guint i = 0; i < issues->len; i++) {
    const BulletinSiteIssue *issue = g_ptr_array_index (issues, i);
    const BulletinMetadata *metadata = issue->metadata;

    if (metadata->year != year) {
      if (i > 0)
        g_string_append (html, "</ul>\n</section>\n");
      year = metadata->year;
      g_string_append_printf (html, "<section>\n<h2>%d年</h2>\n<ul class=\"issues\">\n", year);
    }
    g_string_append (html, "<li>");
    append_issue_label (html, metadata);
    g_string_append (html, "<a href=\"");
    bulletin_html_append_href (html, issue->path);
    g_string_append (html, "\">");
    bulletin_html_append_escaped (html, get_title (issue), -1);
    g_string_append (html, "</a>");
    if (metadata->date) {
      g_autofree char *date = bulletin_metadata_format_date (metadata);

      g_string_append (html, " <time datetime=\"");
      bulletin_html_append_escaped (html, metadata->date, -1);
      g_string_append (html, "\">");
      bulletin_html_append_escaped (html, date, -1);
      g_string_append (html, "</time>");
    }
    g_string_append (html, "</li>\n");
  }
  if (issues->len > 0)
    g_string_append (html, "</ul>\n</section>\n");
  g_string_append (html, "</main>\n<footer><p><a href=\"atom.xml\">订阅（Atom）</a></p></footer>\n</body>\n</html>\n");
  return g_string_free (html, FALSE);
}

char *
bulletin_site_write_page (const BulletinSiteIssue *self,
                          const BulletinSiteIssue *previous,
                          const BulletinSiteIssue *next,
                          const char *site_title)
{
  GString *html = g_string_new (NULL);
  g_autofree char *title = g_strdup_printf ("%s — %s", get_title (self), site_title);
  g_autofree char *article = bulletin_html_write_article (self->document, self->metadata, self->page_template, NULL, 1);

  bulletin_html_append_head (html, title, "../style.css", "../atom.xml");
  g_string_append (html, "<body>\n<nav><p><a href=\"../index.html\">全部简报</a></p></nav>\n<main>\n");
  g_string_append (html, article);
  g_string_append (html, "</main>\n");
  if (previous || next) {
    g_string_append (html, "<nav><ul>\n");
    append_link (html, "prev", "上一期：", previous);
    append_link (html, "next", "下一期：", next);
    g_string_append (html, "</ul></nav>\n");
  }
  g_string_append (html, "</body>\n</html>\n");
  return g_string_free (html, FALSE);
}

/* XML allows fewer characters than UTF-8 has; what it does not becomes U+FFFD in
 * the same encoder, whose entities are those that XML knows too, or numbers. */
static void
append_xml (GString *xml,
            const char *text)
{
  bulletin_html_append_escaped (xml, text, -1);
}

/* The first paragraph's beginning. */
static char *
get_summary (const BulletinSiteIssue *self)
{
  for (guint i = 0; i < bulletin_document_get_n_blocks (self->document); i++) {
    const BulletinBlock *block = bulletin_document_get_block (self->document, i);
    g_autofree char *text = NULL;

    if (block->kind != BULLETIN_BLOCK_PARAGRAPH)
      continue;
    text = bulletin_spans_to_text (block->spans);
    if (g_utf8_strlen (text, -1) > MAX_SUMMARY) {
      g_autofree char *start = g_utf8_substring (text, 0, MAX_SUMMARY);

      return g_strconcat (start, "…", NULL);
    }
    return g_steal_pointer (&text);
  }
  return NULL;
}

char *
bulletin_site_write_feed (const GPtrArray *issues,
                          const char *site_title,
                          const char *feed_id)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n<title>");
  const char *updated = "1970-01-01T00:00:00Z";

  for (guint i = 0; i < issues->len; i++) {
    const BulletinSiteIssue *issue = g_ptr_array_index (issues, i);

    if (g_strcmp0 (issue->issued_at, updated) > 0)
      updated = issue->issued_at;
  }
  append_xml (xml, site_title);
  g_string_append (xml, "</title>\n<id>urn:uuid:");
  append_xml (xml, feed_id);
  g_string_append (xml, "</id>\n<updated>");
  append_xml (xml, updated);
  g_string_append (xml, "</updated>\n<author><name>");
  append_xml (xml, site_title);
  g_string_append (xml, "</name></author>\n<link rel=\"self\" href=\"atom.xml\"/>\n<link href=\"index.html\"/>\n");

  for (guint i = 0; i < MIN (issues->len, MAX_FEED_ENTRIES); i++) {
    const BulletinSiteIssue *issue = g_ptr_array_index (issues, i);
    g_autofree char *summary = get_summary (issue);

    g_string_append (xml, "<entry>\n<title>");
    append_xml (xml, get_title (issue));
    g_string_append (xml, "</title>\n<id>urn:uuid:");
    append_xml (xml, issue->id);
    g_string_append (xml, "</id>\n<link href=\"");
    bulletin_html_append_href (xml, issue->path);
    g_string_append (xml, "\"/>\n<updated>");
    append_xml (xml, issue->issued_at);
    g_string_append (xml, "</updated>\n");
    if (issue->metadata->issuer) {
      g_string_append (xml, "<author><name>");
      append_xml (xml, issue->metadata->issuer);
      g_string_append (xml, "</name></author>\n");
    }
    if (summary && *summary) {
      g_string_append (xml, "<summary>");
      append_xml (xml, summary);
      g_string_append (xml, "</summary>\n");
    }
    g_string_append (xml, "</entry>\n");
  }
  g_string_append (xml, "</feed>\n");
  return g_string_free (xml, FALSE);
}
