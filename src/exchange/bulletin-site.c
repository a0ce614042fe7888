/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-site.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-html.h"
#include "bulletin-issuing.h"
#include "bulletin-ledger.h"
#include "bulletin-load-materials.h"
#include "bulletin-plan-drawing.h"
#include "bulletin-site-pages.h"
#include "bulletin-site-resources.h"
#include "bulletin-site-search.h"
#include "bulletin-site-writer.h"
#include "bulletin-text-import.h"

/* Characters of an entry's summary. */
#define MAX_SUMMARY 120
/* The addresses that a sitemap may hold (sitemaps.org 0.9). */
#define MAX_ADDRESSES 50000

/* What the work goes on with. */
typedef struct
{
  BulletinLibrary *library;
  BulletinSiteIssues *issues;
  BulletinSiteWriter *writer;
  BulletinSiteSearch *search;
  GPtrArray *entries;     /* of the feed */
  GHashTable *summaries;  /* one of these → how it begins */
  GHashTable *places;     /* BulletinSiteIssue → its place among those shown, from 1 */
  GCancellable *cancellable;
} Site;

static gboolean
add_text (Site *self,
          const char *name,
          const char *text,
          GError **error)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));

  return bulletin_site_writer_add (self->writer, name, content, self->cancellable, error);
}

static gboolean
add_search_file (const char *name,
                 const char *text,
                 gpointer user_data,
                 GError **error)
{
  return add_text (user_data, name, text, error);
}

/* The first paragraph's beginning. */
static char *
get_summary (BulletinDocument *document)
{
  for (guint i = 0; i < bulletin_document_get_n_blocks (document); i++) {
    const BulletinBlock *block = bulletin_document_get_block (document, i);
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

/* 2024/6.html → 2024/6 and what follows it. */
static char *
get_sibling (const BulletinSiteIssue *issue,
             const char *ending)
{
  return g_strdup_printf ("%.*s%s", (int) (strlen (issue->path) - strlen (".html")), issue->path, ending);
}

static gboolean
is_file_name (const char *name)
{
  return *name && !strchr (name, '/') && strcmp (name, ".") != 0 && strcmp (name, "..") != 0;
}

/* Each picture that the public edition shows, once. */
static gboolean
add_pictures (Site *self,
              const BulletinSiteIssue *issue,
              BulletinDocument *document,
              GError **error)
{
  const BulletinMaterials *materials = bulletin_document_get_materials (document);
  g_autoptr (GPtrArray) names = bulletin_document_list_pictures (document);

  for (guint i = 0; i < names->len; i++) {
    const BulletinPicture *picture = bulletin_materials_find_picture (materials, names->pdata[i]);
    g_autofree char *folder = get_sibling (issue, "-pictures/");
    g_autofree char *name = NULL;

    if (!picture || !is_file_name (picture->name))
      continue;
    name = g_strconcat (folder, picture->name, NULL);
    if (!bulletin_site_writer_add (self->writer, name, picture->content, self->cancellable, error))
      return FALSE;
  }
  return TRUE;
}

/* The pages on paper: those that were frozen, or where passages are left out, drawn anew
 * without them. A record from elsewhere may have none. */
static gboolean
load_pdf (Site *self,
          const BulletinSiteIssue *issue,
          BulletinDocument *document,
          const BulletinMetadata *metadata,
          const BulletinPageTemplate *page_template,
          gboolean is_whole,
          GBytes **pdf,
          GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (is_whole) {
    *pdf = bulletin_library_get_part (self->library, issue->id, "pdf", &reason);
    if (*pdf || g_error_matches (reason, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  } else {
    g_autoptr (BulletinPagePlan) plan = bulletin_page_plan_new (document, metadata, page_template);

    *pdf = bulletin_page_plan_to_pdf (plan, self->cancellable, error);
    return *pdf != NULL;
  }
}

static gint64
get_rank (const BulletinMetadata *metadata)
{
  gint64 day = 0;

  for (const char *p = metadata->date; p && *p; p++) {
    if (g_ascii_isdigit (*p))
      day = day * 10 + g_ascii_digit_value (*p);
  }
  return ((gint64) metadata->year * 100000000 + day % 100000000) * 1000 + metadata->number % 1000;
}

/* The words one after the other, for extracts: without indents and empty lines. */
static char *
flatten (const char *text)
{
  GString *flat = g_string_new (NULL);
  gboolean has_gap = FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isspace (c)) {
      has_gap = flat->len > 0;
    } else {
      if (has_gap)
        g_string_append_c (flat, ' ');
      g_string_append_unichar (flat, c);
      has_gap = FALSE;
    }
  }
  return g_string_free (flat, FALSE);
}

static gboolean
index_issue (Site *self,
             const BulletinSiteIssue *issue,
             BulletinDocument *document,
             GError **error)
{
  g_autofree char *label = bulletin_site_issue_get_label (issue);
  g_autofree char *title = bulletin_site_issue_get_title (issue);
  g_autofree char *plain = bulletin_document_to_plain_text (document);
  g_autofree char *text = flatten (plain);

  if (bulletin_site_issue_get_n_corrections (issue) > 0) {
    g_autofree char *plain_label = g_steal_pointer (&label);

    label = g_strconcat (plain_label, "（已更正）", NULL);
  }
  if (g_ptr_array_find (self->entries, issue, NULL)) {
    char *summary = get_summary (document);

    if (summary)
      g_hash_table_insert (self->summaries, (gpointer) issue, summary);
  }
  return bulletin_site_search_add (self->search, issue->path, title, label, get_rank (issue->metadata), text, error);
}

static gboolean
add_issue (Site *self,
           const BulletinSiteIssue *issue,
           GError **error)
{
  g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (self->library, issue->id, error);
  g_autoptr (BulletinMaterials) materials = content ? bulletin_load_materials (self->library, issue->id, content->metadata, content->text, error) : NULL;
  g_autoptr (BulletinDocument) whole = NULL;
  g_autoptr (BulletinDocument) document = NULL;
  g_autoptr (BulletinPageTemplate) page_template = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *public_text = NULL;
  g_autofree char *picture_folder = NULL;
  g_autofree char *pdf_path = NULL;
  g_autofree char *pdf_name = NULL;
  g_autofree char *html = NULL;
  BulletinSitePage page = { .issue = issue };
  const GPtrArray *shown = self->issues->shown;
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, issue)) - 1;

  if (!materials)
    return FALSE;
  whole = bulletin_document_new (content->text, -1, materials);
  public_text = bulletin_document_to_public_text (whole, NULL);
  document = bulletin_document_new (public_text, -1, materials);
  page_template = bulletin_load_record_template (self->library, issue->id, issue->metadata->series);
  pdf_path = get_sibling (issue, ".pdf");
  if (!load_pdf (self, issue, document, content->metadata, page_template, strcmp (public_text, content->text) == 0, &pdf, error) ||
      (pdf && !bulletin_site_writer_add (self->writer, pdf_path, pdf, self->cancellable, error)))
    return FALSE;

  pdf_name = g_path_get_basename (pdf_path);
  picture_folder = get_sibling (issue, "-pictures/");
  page.metadata = content->metadata;
  page.document = document;
  page.page_template = page_template;
  page.previous = place + 1 < shown->len ? shown->pdata[place + 1] : NULL;
  page.next = place > 0 ? shown->pdata[place - 1] : NULL;
  /* From the page, which stands in the same folder of a year. */
  page.picture_folder = strchr (picture_folder, '/') + 1;
  page.pdf_name = pdf ? pdf_name : NULL;
  page.pdf_size = pdf ? g_bytes_get_size (pdf) : 0;
  html = bulletin_site_write_page (&page, self->issues->title);
  if (!add_text (self, issue->path, html, error) || !add_pictures (self, issue, document, error))
    return FALSE;
  return index_issue (self, issue, document, error);
}

static gboolean
add_issues (Site *self,
            const BulletinSiteOptions *options,
            GError **error)
{
  const GPtrArray *all = self->issues->all;

  for (guint i = 0; i < all->len; i++) {
    const BulletinSiteIssue *issue = all->pdata[i];

    if (issue->is_internal)
      continue;
    if (issue->withdrawn_at) {
      g_autofree char *html = bulletin_site_write_withdrawn (issue, self->issues->title);

      if (!add_text (self, issue->path, html, error))
        return FALSE;
    } else if (!add_issue (self, issue, error)) {
      return FALSE;
    }
    if (options->progress)
      options->progress ((i + 1.0) / (all->len + 1.0), options->progress_data);
  }
  return TRUE;
}

static gboolean
add_resource (Site *self,
              const char *name,
              const char *resource_name,
              const char *before,
              GError **error)
{
  g_autofree char *path = g_strconcat ("/org/mdjgx/Bulletin/site/", resource_name, NULL);
  g_autoptr (GBytes) content = g_resource_lookup_data (bulletin_site_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *text = NULL;
  gsize length;
  const char *data;

  if (!content)
    return FALSE;
  data = g_bytes_get_data (content, &length);
  text = g_strdup_printf ("%s%.*s", before, (int) length, data);
  return add_text (self, name, text, error);
}

/* One, or where a site has more addresses than one may hold, several and their index. */
static gboolean
add_sitemaps (Site *self,
              const char *address,
              guint max_addresses,
              GError **error)
{
  const guint n_addresses = bulletin_site_issues_count_addresses (self->issues);
  const guint n_sitemaps = (n_addresses + max_addresses - 1) / max_addresses;
  g_autofree char *index = n_sitemaps > 1 ? bulletin_site_write_sitemap_index (address, n_sitemaps) : NULL;

  for (guint i = 0; i < n_sitemaps; i++) {
    g_autofree char *name = index ? g_strdup_printf ("sitemap-%u.xml", i + 1) : g_strdup ("sitemap.xml");
    g_autofree char *sitemap = bulletin_site_write_sitemap (self->issues, address, i * max_addresses, max_addresses);

    if (!add_text (self, name, sitemap, error))
      return FALSE;
  }
  return !index || add_text (self, "sitemap.xml", index, error);
}

static gboolean
add_frame (Site *self,
           const char *address,
           guint max_addresses,
           GError **error)
{
  g_autofree char *home = bulletin_site_write_home (self->issues);
  g_autofree char *list = bulletin_site_write_list (self->issues);
  g_autofree char *feed = bulletin_site_write_feed (self->issues, self->entries, self->summaries, address);

  if (!add_text (self, "index.html", home, error) || !add_text (self, "issues.html", list, error) ||
      !add_text (self, "atom.xml", feed, error) || !add_resource (self, "style.css", "site.css", bulletin_html_style, error) ||
      !add_resource (self, "search.js", "search.js", "", error) ||
      !bulletin_site_search_write (self->search, error))
    return FALSE;
  return !address || add_sitemaps (self, address, max_addresses > 0 ? max_addresses : MAX_ADDRESSES, error);
}

/**
 * bulletin_site_check_address:
 * @address: what somebody typed
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the address with a slash at its end, or %NULL
 *   with %BULLETIN_EXCHANGE_ERROR_INVALID
 */
char *
bulletin_site_check_address (const char *address,
                             GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (address));
  g_autoptr (GUri) uri = g_uri_parse (trimmed, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  const char *scheme = uri ? g_uri_get_scheme (uri) : NULL;

  if (!uri || (strcmp (scheme, "http") != 0 && strcmp (scheme, "https") != 0) || !g_uri_get_host (uri) || !*g_uri_get_host (uri) ||
      g_uri_get_query (uri) || g_uri_get_fragment (uri) || g_uri_get_userinfo (uri) || strpbrk (trimmed, " \"'<>\n\r\t\\")) {
    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_INVALID,
                 _ ("“%s” is no address of a site. Write it as in a browser, such as https://www.example.cn/."), trimmed);
    return NULL;
  }
  return g_str_has_suffix (trimmed, "/") ? g_steal_pointer (&trimmed) : g_strconcat (trimmed, "/", NULL);
}

/* As programs write it: what people type in Chinese is escaped, or for the host in the
 * form of RFC 3490. */
static char *
encode_address (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  g_autofree char *host = g_hostname_to_ascii (g_uri_get_host (uri));
  g_autofree char *path = g_uri_escape_string (g_uri_get_path (uri), "/%!$&'()*+,;=:@", FALSE);

  return g_uri_join (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, host ? host : g_uri_get_host (uri), g_uri_get_port (uri),
                     path, NULL, NULL);
}

char *
bulletin_site_get_address (GFile *folder)
{
  const char *path = g_file_peek_path (folder);

  return path ? bulletin_site_writer_read_address (path) : NULL;
}

/**
 * bulletin_site_publish:
 * @library: a library
 * @folder: where the site is to be; made if its parent is there
 * @options: (nullable): how
 * @cancellable: (nullable): stops the work before the swap
 * @error: return location for an error
 *
 * Writes the web site of all issued bulletins: a home page with search, a list by year, a
 * page an issue (YEAR/NUMBER.html) with its PDF, its pictures and links to the one before
 * and after, a feed, and with an address a sitemap. It is the public edition: bulletins
 * that are internal or carry a secrecy mark and internal passages are no part of any
 * file of it. Where a withdrawn bulletin was stands a note.
 *
 * The site is written into a folder beside the target and takes its place at once, so
 * that a run that breaks off leaves the old site; files that others put there stay, and
 * files whose content is what it was are the same files. A folder that is not empty and
 * holds no site of ours is refused. On the library's thread.
 *
 * Returns: how many issues it shows, or -1
 */
int
bulletin_site_publish (BulletinLibrary *library,
                       GFile *folder,
                       const BulletinSiteOptions *options,
                       GCancellable *cancellable,
                       GError **error)
{
  const BulletinSiteOptions nothing = { 0 };
  g_autoptr (BulletinSiteIssues) issues = NULL;
  g_autoptr (BulletinSiteWriter) writer = NULL;
  g_autoptr (BulletinSiteSearch) search = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GHashTable) summaries = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;
  g_autofree char *encoded = NULL;
  Site site = { .library = library, .summaries = summaries, .places = places, .cancellable = cancellable };

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (library), -1);
  g_return_val_if_fail (G_IS_FILE (folder), -1);

  if (!options)
    options = &nothing;
  if (options->address && *options->address && !(address = bulletin_site_check_address (options->address, error)))
    return -1;
  path = g_file_get_path (folder);
  if (!path) {
    g_autofree char *name = bulletin_file_get_name (folder);

    g_set_error (error, BULLETIN_EXCHANGE_ERROR, BULLETIN_EXCHANGE_ERROR_READ_ONLY,
                 _ ("“%s” is not in a folder of this computer. Choose one that is, and copy the site from there."), name);
    return -1;
  }
  site.writer = writer = bulletin_site_writer_new (path, error);
  if (!writer)
    return -1;
  if (!options->address)
    address = g_strdup (bulletin_site_writer_get_address (writer));
  site.issues = issues = bulletin_site_issues_load (library, cancellable, error);
  if (!issues)
    return -1;
  site.entries = entries = bulletin_site_issues_list_entries (issues);
  site.search = search = bulletin_site_search_new (add_search_file, &site);
  for (guint i = 0; i < issues->shown->len; i++)
    g_hash_table_insert (places, issues->shown->pdata[i], GUINT_TO_POINTER (i + 1));

  if (address)
    encoded = encode_address (address);
  if (!add_issues (&site, options, error) || !add_frame (&site, encoded, options->max_addresses, error) ||
      !bulletin_site_writer_finish (writer, address, cancellable, error))
    return -1;
  if (options->n_written)
    *options->n_written = bulletin_site_writer_get_n_written (writer);
  return (int) issues->shown->len;
}
