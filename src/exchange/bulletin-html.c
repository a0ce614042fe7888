/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-export.h"

#include <string.h>

#include "bulletin-frame-words.h"
#include "bulletin-html.h"
#include "bulletin-materials.h"
#include "bulletin-text-import.h"

const char bulletin_html_style[] = ":root{color-scheme:light dark;--paper:#fff;--ink:#1d1d1f;--quiet:#5b5b60;--red:#c4161c;--line:#d5d5da}\n"
                                   "@media(prefers-color-scheme:dark){:root{--paper:#1e1e20;--ink:#ececee;--quiet:#a9a9b0;--red:#ff7b72;--line:#48484d}}\n"
                                   "*{box-sizing:border-box}\n"
                                   "body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.9 'FangSong','STFangsong','Songti SC','Noto Serif CJK SC','Noto Serif SC',serif;overflow-wrap:break-word}\n"
                                   "main,article,nav,body>footer{max-width:42rem;margin:0 auto;padding:0 1rem}\n"
                                   "article{padding-bottom:2rem}\n"
                                   "article>header{text-align:center;margin:2rem 0}\n"
                                   ".series{color:var(--red);font:700 clamp(1.9rem,8vw,3rem)/1.3 'Songti SC','Noto Serif CJK SC','Noto Serif SC',serif;letter-spacing:.15em;margin:0}\n"
                                   ".issue{margin:.25rem 0}\n"
                                   ".imprint{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;color:var(--quiet);border-bottom:2px solid var(--red);margin:0;padding-bottom:.4rem}\n"
                                   "h1,h2,h3,h4,h5,h6{line-height:1.5;margin:1.5rem 0 .5rem}\n"
                                   "h1{font-size:1.6rem;text-wrap:balance}\n"
                                   "article>header h1{margin:2rem 0 0}\n"
                                   "h2{font-size:1.2rem;font-family:'Heiti SC','SimHei','Noto Sans CJK SC','Noto Sans SC',sans-serif}\n"
                                   "h3{font-size:1.15rem;font-family:'Kaiti SC','KaiTi','LXGW WenKai',serif}\n"
                                   "h4,h5,h6{font-size:1.125rem}\n"
                                   "article h2,article h3,article h4,article h5,article h6,article p{text-indent:2em}\n"
                                   "article header p,article footer p,aside p,.attachments{text-indent:0}\n"
                                   "p{margin:.5rem 0}\n"
                                   ".run-in{margin:.75rem 0;text-indent:2em}\n"
                                   ".run-in>*{display:inline;margin:0;text-indent:0}\n"
                                   "aside{border-left:4px solid var(--red);margin:1rem 0;padding:.1rem 1rem;font-family:'Kaiti SC','KaiTi','LXGW WenKai',serif}\n"
                                   ".table{overflow-x:auto;margin:1rem 0}\n"
                                   "table{border-collapse:collapse;margin:0 auto;font-size:1rem;font-variant-numeric:tabular-nums}\n"
                                   "caption,figcaption{font-weight:700;text-align:center;margin:.4rem 0}\n"
                                   "th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:start}\n"
                                   "th{text-align:center}\n"
                                   ".centre{text-align:center}\n"
                                   ".end{text-align:end}\n"
                                   "figure{margin:1rem 0;text-align:center}\n"
                                   "img{max-width:100%;height:auto}\n"
                                   ".w10{width:10%}.w20{width:20%}.w30{width:30%}.w40{width:40%}.w50{width:50%}.w60{width:60%}.w70{width:70%}.w80{width:80%}.w90{width:90%}.w100{width:100%}\n"
                                   ".mark{margin:0;text-align:start}\n"
                                   "hr{border:0;border-top:1px solid var(--line);margin:2rem 0}\n"
                                   "article>footer{border-top:1px solid var(--line);border-bottom:1px solid var(--line);margin-top:3rem;font-size:1rem}\n"
                                   "article>footer dl{display:grid;grid-template-columns:auto 1fr;gap:0 .5rem;margin:.5rem 0}\n"
                                   "article>footer dd{margin:0}\n"
                                   ".copies{text-align:end}\n"
                                   ".issues{list-style:none;padding:0}\n"
                                   ".issues li{margin:.6rem 0}\n"
                                   "time{color:var(--quiet);white-space:nowrap}\n"
                                   "a{color:inherit}\n"
                                   "@media print{@page{size:A4;margin:37mm 26mm 35mm 28mm}:root{color-scheme:light;--paper:#fff;--ink:#000;--quiet:#000;--red:#c4161c;--line:#000}body{font-size:16pt;line-height:29pt}main,article{max-width:none;padding:0}nav{display:none}hr.page-break{break-after:page;border:0;margin:0}h1,h2,h3,h4,h5,h6{break-after:avoid}tr,figure{break-inside:avoid}p{orphans:2;widows:2}.table{overflow:visible}}\n";

/**
 * bulletin_html_append_escaped:
 * @html: what is being written
 * @text: any text
 * @length: its bytes, or -1
 *
 * Encodes text for the content of an element and for an attribute's value in
 * double or single quotes. Bytes that are no UTF-8 and characters that HTML does
 * not allow become U+FFFD.
 */
void
bulletin_html_append_escaped (GString *html,
                              const char *text,
                              gssize length)
{
  const char *end = text + (length < 0 ? (gssize) strlen (text) : length);

  while (text < end) {
    gunichar c = g_utf8_get_char_validated (text, end - text);

    if (c == (gunichar) -1 || c == (gunichar) -2) {
      g_string_append (html, "\xef\xbf\xbd");
      text++;
      continue;
    }
    switch (c) {
    case '&':
      g_string_append (html, "&amp;");
      break;
    case '<':
      g_string_append (html, "&lt;");
      break;
    case '>':
      g_string_append (html, "&gt;");
      break;
    case '"':
      g_string_append (html, "&quot;");
      break;
    case '\'':
      g_string_append (html, "&#39;");
      break;
    default:
      if (bulletin_is_no_character (c))
        g_string_append (html, "\xef\xbf\xbd");
      else
        g_string_append_unichar (html, c);
    }
    text = g_utf8_next_char (text);
  }
}

gboolean
bulletin_is_no_character (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0) || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

void
bulletin_html_append_href (GString *html,
                           const char *path)
{
  g_autofree char *encoded = g_uri_escape_string (path, "/", FALSE);

  bulletin_html_append_escaped (html, encoded, -1);
}

/* The hash by which the policy lets in this style and no other. */
static char *
get_style_hash (void)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) bulletin_html_style, -1);
  g_checksum_get_digest (checksum, digest, &length);
  return g_base64_encode (digest, length);
}

void
bulletin_html_append_head (GString *html,
                           const char *title,
                           const char *style_href,
                           const char *feed_href)
{
  g_string_append (html, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
  if (style_href) {
    /* file: because 'self' matches nothing in a site that is looked at from a
     * folder; data: for the pictures that are in the page. */
    g_string_append (html, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'\">\n");
  } else {
    g_autofree char *hash = get_style_hash ();

    g_string_append_printf (html, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; img-src 'self' file: data:; base-uri 'none'; form-action 'none'\">\n", hash);
  }
  g_string_append (html, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
  bulletin_html_append_escaped (html, title, -1);
  g_string_append (html, "</title>\n");
  if (style_href) {
    g_string_append (html, "<link rel=\"stylesheet\" href=\"");
    bulletin_html_append_href (html, style_href);
    g_string_append (html, "\">\n");
  } else {
    g_string_append_printf (html, "<style>%s</style>\n", bulletin_html_style);
  }
  if (feed_href) {
    g_string_append (html, "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"");
    bulletin_html_append_href (html, feed_href);
    g_string_append (html, "\">\n");
  }
  g_string_append (html, "</head>\n");
}

static void
append_spans (GString *html,
              const GPtrArray *spans)
{
  for (guint i = 0; spans && i < spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);

    switch (span->kind) {
    case BULLETIN_SPAN_STRONG:
      g_string_append (html, "<strong>");
      bulletin_html_append_escaped (html, span->text, -1);
      g_string_append (html, "</strong>");
      break;
    case BULLETIN_SPAN_FIGURE:
      g_string_append (html, "<data class=\"figure\" value=\"");
      bulletin_html_append_escaped (html, span->text, -1);
      g_string_append (html, "\">");
      bulletin_html_append_escaped (html, bulletin_span_get_shown (span), -1);
      g_string_append (html, "</data>");
      break;
    case BULLETIN_SPAN_TEXT:
    default:
      bulletin_html_append_escaped (html, span->text, -1);
      break;
    }
  }
}

/* Spans with a "\n" span between lines, each line between `open` and `close`. */
static void
append_lines (GString *html,
              const GPtrArray *spans,
              const char *open,
              const char *between,
              const char *close)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  gboolean is_first = TRUE;

  for (guint i = 0; i <= spans->len; i++) {
    const BulletinSpan *span = i < spans->len ? g_ptr_array_index (spans, i) : NULL;

    if (span && strcmp (span->text, "\n") != 0) {
      g_ptr_array_add (line, (gpointer) span);
      continue;
    }
    if (line->len > 0) {
      g_string_append (html, is_first ? open : between);
      append_spans (html, line);
      is_first = FALSE;
      g_ptr_array_set_size (line, 0);
    }
  }
  if (!is_first)
    g_string_append (html, close);
}

static void
append_heading (GString *html,
                const BulletinBlock *block,
                guint title_level)
{
  guint level = MIN (title_level + (guint) MAX (block->level, 1), 6);
  gboolean is_run_in = block->body && block->body->len > 0;

  if (is_run_in)
    g_string_append (html, "<div class=\"run-in\">");
  g_string_append_printf (html, "<h%u>", level);
  append_spans (html, block->spans);
  g_string_append_printf (html, "</h%u>", level);
  if (is_run_in) {
    g_string_append (html, "<p>");
    append_spans (html, block->body);
    g_string_append (html, "</p></div>");
  }
  g_string_append_c (html, '\n');
}

static void
append_row (GString *html,
            const BulletinTableRow *row)
{
  const char *tag = row->is_head ? "th" : "td";

  g_string_append (html, "<tr>");
  for (guint i = 0; i < row->cells->len; i++) {
    const BulletinTableCell *cell = g_ptr_array_index (row->cells, i);

    g_string_append_printf (html, "<%s%s%s>", tag, row->is_head ? " scope=\"col\"" : "",
                            cell->align == BULLETIN_ALIGN_CENTRE ? " class=\"centre\""
                            : cell->align == BULLETIN_ALIGN_END  ? " class=\"end\""
                                                                 : "");
    append_spans (html, cell->spans);
    g_string_append_printf (html, "</%s>", tag);
  }
  g_string_append (html, "</tr>\n");
}

static void
append_table (GString *html,
              const BulletinBlock *block)
{
  guint i = 0;

  g_string_append (html, "<div class=\"table\"><table>\n");
  if (block->caption && block->caption->len > 0) {
    g_string_append (html, "<caption>");
    append_spans (html, block->caption);
    g_string_append (html, "</caption>\n");
  }
  if (block->rows && block->rows->len > 0) {
    const BulletinTableRow *row = g_ptr_array_index (block->rows, 0);

    if (row->is_head) {
      g_string_append (html, "<thead>\n");
      for (; i < block->rows->len; i++) {
        row = g_ptr_array_index (block->rows, i);
        if (!row->is_head)
          break;
        append_row (html, row);
      }
      g_string_append (html, "</thead>\n");
    }
    if (i < block->rows->len) {
      g_string_append (html, "<tbody>\n");
      for (; i < block->rows->len; i++)
        append_row (html, g_ptr_array_index (block->rows, i));
      g_string_append (html, "</tbody>\n");
    }
  }
  g_string_append (html, "</table></div>\n");
}

/* A picture that the text does not have is not there; its caption is. */
static void
append_picture (GString                 *html,
                const BulletinBlock     *block,
                const BulletinMaterials *materials,
                const char              *picture_folder)
{
  const BulletinPicture *picture = bulletin_materials_find_picture (materials, block->target);
  g_autofree char *caption = bulletin_spans_to_text (block->spans);

  g_string_append (html, "<figure>");
  if (picture) {
    g_string_append (html, "<img src=\"");
    if (picture_folder) {
      bulletin_html_append_href (html, picture_folder);
      bulletin_html_append_href (html, picture->name);
    } else {
      gsize length;
      const guchar *data = g_bytes_get_data (picture->content, &length);
      g_autofree char *encoded = g_base64_encode (data, length);

      g_string_append_printf (html, "data:%s;base64,%s", picture->media_type, encoded);
    }
    g_string_append (html, "\" alt=\"");
    bulletin_html_append_escaped (html, *caption ? caption : "图片", -1);
    g_string_append_printf (html, "\" width=\"%u\" height=\"%u\"", picture->width, picture->height);
    if (block->width_percent > 0)
      g_string_append_printf (html, " class=\"w%u\"", (block->width_percent + 9) / 10 * 10);
    g_string_append (html, ">");
  }
  if (block->spans->len > 0) {
    g_string_append (html, "<figcaption>");
    append_spans (html, block->spans);
    g_string_append (html, "</figcaption>");
  }
  g_string_append (html, "</figure>\n");
}

static void
append_block (GString                 *html,
              const BulletinBlock     *block,
              const BulletinMaterials *materials,
              const char              *picture_folder,
              guint                    title_level)
{
  switch (block->kind) {
  case BULLETIN_BLOCK_PARAGRAPH:
    g_string_append (html, "<p>");
    append_spans (html, block->spans);
    g_string_append (html, "</p>\n");
    break;
  case BULLETIN_BLOCK_HEADING:
    append_heading (html, block, title_level);
    break;
  case BULLETIN_BLOCK_NOTE:
    g_string_append (html, "<aside>");
    append_lines (html, block->spans, "<p>", "</p>\n<p>", "</p>");
    g_string_append (html, "</aside>\n");
    break;
  case BULLETIN_BLOCK_TABLE:
    append_table (html, block);
    break;
  case BULLETIN_BLOCK_PICTURE:
    if (block->spans->len > 0 || bulletin_materials_find_picture (materials, block->target))
      append_picture (html, block, materials, picture_folder);
    break;
  case BULLETIN_BLOCK_ATTACHMENTS:
    append_lines (html, block->spans, "<p class=\"attachments\">", "<br>\n", "</p>\n");
    break;
  case BULLETIN_BLOCK_PAGE_BREAK:
    g_string_append (html, "<hr class=\"page-break\">\n");
    break;
  case BULLETIN_BLOCK_BLANK:
  default:
    break;
  }
}

static void
append_frame_words (GString                  *html,
                    const BulletinFrameWords *part,
                    const BulletinMetadata   *metadata)
{
  if (part->kind == BULLETIN_FRAME_DATE)
    g_string_append_printf (html, "<time datetime=\"%s\">", metadata->date);
  else
    g_string_append (html, "<span>");
  bulletin_html_append_escaped (html, part->words, -1);
  g_string_append (html, part->kind == BULLETIN_FRAME_DATE ? "</time>" : "</span>");
}

static void
append_header (GString                    *html,
               const BulletinMetadata     *metadata,
               const BulletinPageTemplate *page_template,
               guint                       title_level)
{
  static const char *const classes[] = { "mark", "series", "issue", "imprint", "imprint" };
  g_autoptr (GPtrArray) head = bulletin_frame_list_head (page_template, metadata);

  if (head->len == 0 && !metadata->title)
    return;

  g_string_append (html, "<header>\n");
  for (guint i = 0; i < head->len;) {
    const BulletinFrameWords *first = g_ptr_array_index (head, i);
    const char *class = classes[first->kind];

    /* What is in one row of the paper is one paragraph. */
    g_string_append_printf (html, "<p class=\"%s\">", class);
    if (first->kind < BULLETIN_FRAME_ISSUER) {
      bulletin_html_append_escaped (html, first->words, -1);
      i++;
    } else {
      for (; i < head->len; i++) {
        append_frame_words (html, g_ptr_array_index (head, i), metadata);
        g_string_append (html, i + 1 < head->len ? " " : "");
      }
    }
    g_string_append (html, "</p>\n");
  }
  if (metadata->title) {
    g_string_append_printf (html, "<h%u>", title_level);
    bulletin_html_append_escaped (html, metadata->title, -1);
    g_string_append_printf (html, "</h%u>\n", title_level);
  }
  g_string_append (html, "</header>\n");
}

static void
append_footer (GString                    *html,
               const BulletinMetadata     *metadata,
               const BulletinPageTemplate *page_template)
{
  g_autoptr (GPtrArray) tail = bulletin_frame_list_tail (page_template, metadata);
  gboolean is_in_list = FALSE;

  if (tail->len == 0)
    return;

  g_string_append (html, "<footer>\n");
  for (guint i = 0; i < tail->len; i++) {
    const BulletinFrameWords *part = g_ptr_array_index (tail, i);

    if (part->kind == BULLETIN_FRAME_RECIPIENTS) {
      g_string_append (html, is_in_list ? "<dt>" : "<dl>\n<dt>");
      bulletin_html_append_escaped (html, part->label, -1);
      g_string_append (html, "</dt><dd>");
      bulletin_html_append_escaped (html, part->words, -1);
      g_string_append (html, "</dd>\n");
      is_in_list = TRUE;
    } else {
      g_string_append (html, is_in_list ? "</dl>\n" : "");
      g_string_append (html, "<p class=\"copies\">");
      bulletin_html_append_escaped (html, part->words, -1);
      g_string_append (html, "</p>\n");
      is_in_list = FALSE;
    }
  }
  g_string_append (html, is_in_list ? "</dl>\n</footer>\n" : "</footer>\n");
}

/* FALSE when it was stopped. */
static gboolean
append_article (GString                    *html,
                BulletinDocument           *document,
                const BulletinMetadata     *metadata,
                const BulletinPageTemplate *page_template,
                const char                 *picture_folder,
                guint                       heading_level,
                BulletinExportProgress      progress,
                gpointer                    progress_data,
                GCancellable               *cancellable)
{
  const guint n = bulletin_document_get_n_blocks (document);

  g_string_append (html, "<article lang=\"zh-CN\">\n");
  append_header (html, metadata, page_template, heading_level);
  for (guint i = 0; i < n; i++) {
    if (g_cancellable_is_cancelled (cancellable))
      return FALSE;
    append_block (html, bulletin_document_get_block (document, i), bulletin_document_get_materials (document),
                  picture_folder, heading_level);
    if (progress)
      progress ((i + 1.0) / n, progress_data);
  }
  append_footer (html, metadata, page_template);
  g_string_append (html, "</article>\n");
  return TRUE;
}

/**
 * bulletin_html_write_article:
 * @document: the text
 * @metadata: what is known of it
 * @page_template: (nullable): the template, or %NULL for the standard's
 * @picture_folder: (nullable): where the pictures are, relative to the page, with
 *   a slash at the end; %NULL to put them into the page
 * @heading_level: the level of the title, 1 to 5; the text's headings follow
 *
 * The bulletin as an <article>, for a page that has its own frame. Nothing of it
 * is script, style or a reference to anything outside.
 *
 * Returns: (transfer full): HTML
 */
char *
bulletin_html_write_article (BulletinDocument           *document,
                             const BulletinMetadata     *metadata,
                             const BulletinPageTemplate *page_template,
                             const char                 *picture_folder,
                             guint                       heading_level)
{
  GString *html;

  g_return_val_if_fail (document != NULL && metadata != NULL, NULL);

  html = g_string_new (NULL);
  append_article (html, document, metadata, page_template, picture_folder, CLAMP (heading_level, 1, 5), NULL, NULL, NULL);
  return g_string_free (html, FALSE);
}

/**
 * bulletin_html_write:
 * @document: the text
 * @metadata: what is known of it
 * @page_template: (nullable): the template, or %NULL for the standard's
 * @picture_folder: (nullable): as for bulletin_html_write_article()
 *
 * The web edition: one complete HTML5 document with its style in it, which a
 * phone shows as well as a desk, and which its own policy keeps from loading or
 * running anything. The same input gives the same bytes.
 *
 * Returns: (transfer full): HTML
 */
char *
bulletin_html_write (BulletinDocument           *document,
                     const BulletinMetadata     *metadata,
                     const BulletinPageTemplate *page_template,
                     const char                 *picture_folder)
{
  return bulletin_html_write_with_progress (document, metadata, page_template, picture_folder, NULL, NULL, NULL, NULL);
}

char *
bulletin_html_write_with_progress (BulletinDocument           *document,
                                   const BulletinMetadata     *metadata,
                                   const BulletinPageTemplate *page_template,
                                   const char                 *picture_folder,
                                   BulletinExportProgress      progress,
                                   gpointer                    progress_data,
                                   GCancellable               *cancellable,
                                   GError                    **error)
{
  g_autoptr (GString) html = NULL;

  g_return_val_if_fail (document != NULL && metadata != NULL, NULL);

  html = g_string_new (NULL);
  bulletin_html_append_head (html,
                             metadata->title    ? metadata->title
                             : metadata->series ? metadata->series
                                                : BULLETIN_DEFAULT_SERIES,
                             NULL, NULL);
  g_string_append (html, "<body>\n");
  if (!append_article (html, document, metadata, page_template, picture_folder, 1, progress, progress_data, cancellable)) {
    g_cancellable_set_error_if_cancelled (cancellable, error);
    return NULL;
  }
  g_string_append (html, "</body>\n</html>\n");
  return g_string_free_and_steal (g_steal_pointer (&html));
}
