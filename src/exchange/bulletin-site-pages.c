/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-site-pages.h"

#include "bulletin-export.h"
#include "bulletin-html.h"

/* The site is the committee's, in its readers' language: its few words are
 * Chinese whatever language the program speaks. */

/* The issues on the home page; the list has them all. */
#define MAX_NEWEST 10

/* Everything up to the page's own content. Links are relative, so that the site can be
 * looked at from a folder, and `root` leads back to it. */
static void
append_start (GString *html,
              const char *title,
              const char *site_title,
              const char *root,
              gboolean has_script,
              gboolean is_indexed)
{
  g_string_append_printf (html,
                          "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                          /* file: because 'self' matches nothing in a site that is looked at
                           * from a folder. */
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self' file:; img-src 'self' file:; %s"
                          "base-uri 'none'; form-action 'none'\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n%s<title>",
                          has_script ? "script-src 'self' file:; " : "",
                          is_indexed ? "" : "<meta name=\"robots\" content=\"noindex\">\n");
  bulletin_html_append_escaped (html, title, -1);
  g_string_append_printf (html,
                          "</title>\n<link rel=\"stylesheet\" href=\"%sstyle.css\">\n"
                          "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"",
                          root);
  bulletin_html_append_escaped (html, site_title, -1);
  g_string_append_printf (html, "\" href=\"%satom.xml\">\n", root);
  if (has_script)
    g_string_append_printf (html, "<script src=\"%ssearch.js\" defer></script>\n", root);
  g_string_append_printf (html,
                          "</head>\n<body>\n<a class=\"skip\" href=\"#main\">跳到正文</a>\n"
                          "<header>\n<div>\n<p class=\"site\"><a href=\"%sindex.html\">",
                          root);
  bulletin_html_append_escaped (html, site_title, -1);
  g_string_append_printf (html,
                          "</a></p>\n<nav aria-label=\"网站\">\n<ul>\n<li><a href=\"%sissues.html\">全部简报</a></li>\n"
                          "<li><a href=\"%sindex.html#search\">搜索</a></li>\n</ul>\n</nav>\n</div>\n</header>\n<main id=\"main\">\n",
                          root, root);
}

static void
append_end (GString *html,
            const char *root)
{
  g_string_append_printf (html, "</main>\n<footer>\n<p><a href=\"%satom.xml\">订阅（Atom）</a></p>\n</footer>\n</body>\n</html>\n", root);
}

static void
append_item (GString *html,
             const BulletinSiteIssue *issue)
{
  const BulletinMetadata *metadata = issue->metadata;
  g_autofree char *number = bulletin_metadata_format_issue (metadata);
  /* The title may be what it was withdrawn for. */
  g_autofree char *title = issue->withdrawn_at ? bulletin_site_issue_get_label (issue) : bulletin_site_issue_get_title (issue);

  g_string_append (html, "<li>");
  if (*number && !issue->withdrawn_at) {
    g_string_append (html, "<span class=\"label\">");
    bulletin_html_append_escaped (html, number, -1);
    g_string_append (html, "</span> ");
  }
  g_string_append (html, "<a href=\"");
  bulletin_html_append_href (html, issue->path);
  g_string_append (html, "\">");
  bulletin_html_append_escaped (html, title, -1);
  g_string_append (html, "</a>");
  if (issue->withdrawn_at)
    g_string_append (html, " <span class=\"standing\">已撤回</span>");
  else if (bulletin_site_issue_get_n_corrections (issue) > 0)
    g_string_append (html, " <span class=\"standing\">已更正</span>");
  if (bulletin_date_is_valid (metadata->date)) {
    g_autofree char *date = bulletin_metadata_format_date (metadata);

    g_string_append_printf (html, " <time datetime=\"%s\">%s</time>", metadata->date, date);
  }
  g_string_append (html, "</li>\n");
}

char *
bulletin_site_write_home (const BulletinSiteIssues *issues)
{
  GString *html = g_string_new (NULL);

  append_start (html, issues->title, issues->title, "", TRUE, TRUE);
  g_string_append (html, "<h1>");
  bulletin_html_append_escaped (html, issues->title, -1);
  /* The form is of no use without the script, which shows it. */
  g_string_append (html,
                   "</h1>\n<section class=\"search\" id=\"search\" aria-label=\"搜索\">\n"
                   "<form id=\"search-form\" role=\"search\" hidden>\n"
                   "<label for=\"q\">搜索全部简报</label>\n"
                   "<input id=\"q\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\">\n"
                   "</form>\n"
                   "<p id=\"search-status\" role=\"status\" aria-live=\"polite\"></p>\n"
                   "<ol id=\"search-results\" class=\"results\"></ol>\n"
                   "<noscript><p>浏览器没有启用脚本，不能搜索；可以在<a href=\"issues.html\">全部简报</a>里按年份查找。</p></noscript>\n"
                   "</section>\n<section>\n<h2>最新简报</h2>\n");
  if (issues->shown->len == 0) {
    g_string_append (html, "<p>尚无已签发的简报。</p>\n");
  } else {
    g_string_append (html, "<ul class=\"issues\">\n");
    for (guint i = 0; i < MIN (issues->shown->len, MAX_NEWEST); i++)
      append_item (html, issues->shown->pdata[i]);
    g_string_append_printf (html, "</ul>\n<p><a href=\"issues.html\">全部简报（%u 期）</a></p>\n", issues->shown->len);
  }
  g_string_append (html, "</section>\n");
  append_end (html, "");
  return g_string_free (html, FALSE);
}

char *
bulletin_site_write_list (const BulletinSiteIssues *issues)
{
  GString *html = g_string_new (NULL);
  g_autofree char *title = g_strdup_printf ("全部简报 — %s", issues->title);
  const GPtrArray *listed = issues->listed;
  int year = G_MININT;

  append_start (html, title, issues->title, "", FALSE, TRUE);
  g_string_append (html, "<h1>全部简报</h1>\n");
  if (listed->len == 0) {
    g_string_append (html, "<p>尚无已签发的简报。</p>\n");
  } else {
    g_string_append (html, "<nav class=\"years\" aria-label=\"年份\">\n<ul>\n");
    for (guint i = 0; i < listed->len; i++) {
      const BulletinSiteIssue *issue = listed->pdata[i];

      if (issue->metadata->year != year)
        g_string_append_printf (html, "<li><a href=\"#y%d\">%d年</a></li>\n", issue->metadata->year, issue->metadata->year);
      year = issue->metadata->year;
    }
    g_string_append (html, "</ul>\n</nav>\n");
  }
  year = G_MININT;
  for (guint i = 0; i < listed->len; i++) {
    const BulletinSiteIssue *issue = listed->pdata[i];

    if (issue->metadata->year != year) {
      if (i > 0)
        g_string_append (html, "</ul>\n</section>\n");
      year = issue->metadata->year;
      g_string_append_printf (html, "<section aria-labelledby=\"y%d\">\n<h2 id=\"y%d\">%d年</h2>\n<ul class=\"issues\">\n", year, year, year);
    }
    append_item (html, issue);
  }
  if (listed->len > 0)
    g_string_append (html, "</ul>\n</section>\n");
  append_end (html, "");
  return g_string_free (html, FALSE);
}

/* From a page, which stands one folder down, to another. */
static void
append_link_to (GString *html,
                const char *rel,
                const BulletinSiteIssue *target)
{
  g_autofree char *label = bulletin_site_issue_get_label (target);
  g_autofree char *title = bulletin_site_issue_get_title (target);

  g_string_append (html, rel ? "<a rel=\"" : "<a");
  if (rel)
    g_string_append_printf (html, "%s\"", rel);
  g_string_append (html, " href=\"../");
  bulletin_html_append_href (html, target->path);
  g_string_append (html, "\">");
  bulletin_html_append_escaped (html, rel ? title : label, -1);
  g_string_append (html, "</a>");
}

static void
append_corrections (GString *html,
                    const BulletinSiteIssue *issue)
{
  for (guint i = 0; i < bulletin_site_issue_get_n_corrections (issue); i++) {
    g_string_append (html, "<p>本期已更正，以");
    append_link_to (html, NULL, issue->corrected_by->pdata[i]);
    g_string_append (html, "为准。</p>\n");
  }
  if (!issue->corrects)
    return;
  g_string_append (html, "<p>本期更正");
  append_link_to (html, NULL, issue->corrects);
  g_string_append (html, "。</p>\n");
}

static void
append_turn (GString *html,
             const char *label,
             const char *rel,
             const BulletinSiteIssue *target)
{
  if (!target)
    return;
  g_string_append_printf (html, "<li>%s", label);
  append_link_to (html, rel, target);
  g_string_append (html, "</li>\n");
}

/**
 * bulletin_site_write_page:
 * @page: what is on it
 * @site_title: what the site is called
 *
 * The page of one issue: corrections first, then the article, the file to take home,
 * and the way to the issues before and after it.
 *
 * Returns: (transfer full): HTML
 */
char *
bulletin_site_write_page (const BulletinSitePage *page,
                          const char *site_title)
{
  const BulletinSiteIssue *issue = page->issue;
  GString *html = g_string_new (NULL);
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_copy (page->metadata);
  g_autofree char *shown_title = bulletin_site_issue_get_title (issue);
  g_autofree char *title = g_strdup_printf ("%s — %s", shown_title, site_title);
  g_autofree char *article = NULL;

  /* A page has a heading. */
  bulletin_metadata_set_string (&metadata->title, shown_title);
  /* The number of a copy is that of a sheet of paper. */
  bulletin_metadata_set_string (&metadata->copy_number, NULL);
  article = bulletin_html_write_article (page->document, metadata, page->page_template, page->picture_folder, 1);

  append_start (html, title, site_title, "../", FALSE, TRUE);
  if (issue->corrects || bulletin_site_issue_get_n_corrections (issue) > 0) {
    g_string_append (html, "<div class=\"notice\" role=\"note\">\n");
    append_corrections (html, issue);
    g_string_append (html, "</div>\n");
  }
  g_string_append (html, article);
  if (page->pdf_name) {
    g_autofree char *size = g_strdup_printf ("%u KB", (guint) ((page->pdf_size + 1023) / 1024));

    g_string_append (html, "<ul class=\"files\">\n<li><a type=\"application/pdf\" href=\"");
    bulletin_html_append_href (html, page->pdf_name);
    g_string_append_printf (html, "\">下载 PDF（%s）</a></li>\n</ul>\n", size);
  }
  if (page->previous || page->next) {
    g_string_append (html, "<nav class=\"turn\" aria-label=\"上一期和下一期\">\n<ul>\n");
    append_turn (html, "上一期：", "prev", page->previous);
    append_turn (html, "下一期：", "next", page->next);
    g_string_append (html, "</ul>\n</nav>\n");
  }
  append_end (html, "../");
  return g_string_free (html, FALSE);
}

/**
 * bulletin_site_write_withdrawn:
 * @issue: a withdrawn issue
 * @site_title: what the site is called
 *
 * What stands at the address of an issue that was withdrawn, which others may have
 * linked: that it was, when, and what took its place. No word of it, its title
 * included, and no reason: these may be what it was withdrawn for.
 *
 * Returns: (transfer full): HTML
 */
char *
bulletin_site_write_withdrawn (const BulletinSiteIssue *issue,
                               const char *site_title)
{
  GString *html = g_string_new (NULL);
  g_autofree char *label = bulletin_site_issue_get_label (issue);
  g_autofree char *title = g_strdup_printf ("%s（已撤回） — %s", label, site_title);
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (issue->withdrawn_at, NULL);

  append_start (html, title, site_title, "../", FALSE, FALSE);
  g_string_append (html, "<h1>");
  bulletin_html_append_escaped (html, label, -1);
  g_string_append (html, "</h1>\n<div class=\"notice\" role=\"note\">\n<p>本期简报已撤回");
  if (at)
    g_string_append_printf (html, "（%d年%d月%d日）", g_date_time_get_year (at), g_date_time_get_month (at), g_date_time_get_day_of_month (at));
  g_string_append (html, "。</p>\n");
  for (guint i = 0; i < bulletin_site_issue_get_n_corrections (issue); i++) {
    g_string_append (html, "<p>请看");
    append_link_to (html, NULL, issue->corrected_by->pdata[i]);
    g_string_append (html, "。</p>\n");
  }
  g_string_append (html, "</div>\n<p><a href=\"../issues.html\">全部简报</a></p>\n");
  append_end (html, "../");
  return g_string_free (html, FALSE);
}
