/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-clipboard-html.h"

#include <string.h>

#include "bulletin-export.h"
#include "bulletin-fonts.h"
#include "bulletin-materials.h"

/* How much of pictures goes along, in bytes: other programs take the clipboard whole
 * into their memory, and again as text. */
#define MAX_PICTURE_BYTES (8 * 1024 * 1024)

/* What a word processor makes of HTML depends on styles that stand on each element
 * and on the elements that it has styles of its own for. The names of typefaces
 * are those of Word and WPS, whatever this machine has; the generic family is for
 * a web page's editor. */
static const char *const families[BULLETIN_N_FONT_ROLES] = {
  "仿宋_GB2312,仿宋,FangSong,STFangsong,serif",
  "黑体,SimHei,STHeiti,sans-serif",
  "楷体_GB2312,楷体,KaiTi,STKaiti,serif",
  "方正小标宋简体,方正小标宋_GBK,华文中宋,宋体,SimSun,serif",
  "宋体,SimSun,STSong,serif",
};

/* A style attribute's declarations for text of a kind, without quotes. */
static void
append_type (GString *html,
             const BulletinPageTemplate *page_template,
             BulletinStyle style)
{
  const BulletinTypeStyle *type = &page_template->styles[style];
  const char *own = page_template->families[type->font];
  char size[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (size, sizeof size, "%.4g", type->size);
  g_string_append (html, "font-family:");
  if (own && *own) {
    bulletin_html_append_escaped (html, own, -1);
    g_string_append_c (html, ',');
  }
  g_string_append_printf (html, "%s;font-size:%spt;font-weight:%s;", families[type->font], size, type->is_bold ? "bold" : "normal");
}

/* Lines on the grid of the page (GB/T 9704-2012, 5.2.3), exactly as high in Word. */
static void
append_paragraph_style (GString *html,
                        const BulletinPageTemplate *page_template)
{
  char pitch[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (pitch, sizeof pitch, "%.4g", page_template->block_height / page_template->rows);
  g_string_append_printf (html, "margin:0;line-height:%spt;mso-line-height-rule:exactly;color:#000;", pitch);
}

static void
append_spans (GString *html,
              const GPtrArray *spans)
{
  for (guint i = 0; spans && i < spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);
    const char *text = bulletin_span_get_shown (span);

    if (strcmp (text, "\n") == 0) {
      g_string_append (html, "<br>");
    } else if (span->kind == BULLETIN_SPAN_STRONG) {
      g_string_append (html, "<strong>");
      bulletin_html_append_escaped (html, text, -1);
      g_string_append (html, "</strong>");
    } else {
      bulletin_html_append_escaped (html, text, -1);
    }
  }
}

/* Two characters in, as wide in Word whatever the size. */
#define INDENT "text-indent:2em;mso-char-indent-count:2.0;"

static void
open_block (GString *html,
            const BulletinPageTemplate *page_template,
            const char *tag,
            BulletinStyle style,
            const char *more)
{
  g_string_append_printf (html, "<%s style=\"", tag);
  append_paragraph_style (html, page_template);
  append_type (html, page_template, style);
  g_string_append_printf (html, "%s\">", more);
}

static void
append_heading (GString *html,
                const BulletinBlock *block,
                const BulletinPageTemplate *page_template)
{
  BulletinStyle style = BULLETIN_STYLE_HEADING_1 + CLAMP (block->level, 1, 4) - 1;
  char tag[] = "h1";

  if (block->body && block->body->len > 0) {
    /* A run-in heading is part of a paragraph, which Word cannot have as a
     * heading. */
    open_block (html, page_template, "p", BULLETIN_STYLE_BODY, INDENT "text-align:justify;");
    g_string_append (html, "<span style=\"");
    append_type (html, page_template, style);
    g_string_append (html, "\">");
    append_spans (html, block->spans);
    g_string_append (html, "</span>");
    append_spans (html, block->body);
    g_string_append (html, "</p>\n");
    return;
  }
  tag[1] += CLAMP (block->level, 1, 4) - 1;
  open_block (html, page_template, tag, style, INDENT);
  append_spans (html, block->spans);
  g_string_append_printf (html, "</%s>\n", tag);
}

static void
append_table (GString *html,
              const BulletinBlock *block,
              const BulletinPageTemplate *page_template)
{
  static const char *const aligns[] = { "left", "center", "right" };

  if (block->caption && block->caption->len > 0) {
    open_block (html, page_template, "p", BULLETIN_STYLE_TABLE_HEAD, "text-align:center;");
    append_spans (html, block->caption);
    g_string_append (html, "</p>\n");
  }
  g_string_append (html, "<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\" style=\"border-collapse:collapse;border:1px solid #000;margin:0 auto;\">\n");
  for (guint i = 0; block->rows && i < block->rows->len; i++) {
    const BulletinTableRow *row = g_ptr_array_index (block->rows, i);
    const char *tag = row->is_head ? "th" : "td";

    g_string_append (html, "<tr>");
    for (guint k = 0; k < row->cells->len; k++) {
      const BulletinTableCell *cell = g_ptr_array_index (row->cells, k);
      BulletinAlign align = row->is_head && cell->align == BULLETIN_ALIGN_START ? BULLETIN_ALIGN_CENTRE : cell->align;

      g_string_append_printf (html, "<%s style=\"border:1px solid #000;padding:2pt 4pt;text-align:%s;color:#000;", tag, aligns[align]);
      append_type (html, page_template, row->is_head ? BULLETIN_STYLE_TABLE_HEAD : BULLETIN_STYLE_TABLE);
      g_string_append (html, "\">");
      append_spans (html, cell->spans);
      g_string_append_printf (html, "</%s>", tag);
    }
    g_string_append (html, "</tr>\n");
  }
  g_string_append (html, "</table>\n");
}

/* The picture itself, as wide as on paper. One that the text does not have, or that
 * is too much, is left out; its caption is not. */
static void
append_picture (GString *html,
                const BulletinBlock *block,
                const BulletinMaterials *materials,
                const BulletinPageTemplate *page_template,
                gsize *n_picture_bytes)
{
  const BulletinPicture *picture = materials ? bulletin_materials_find_picture (materials, block->target) : NULL;
  g_autofree char *encoded = NULL;
  g_autofree char *caption = NULL;
  double wanted, width;
  gsize length;

  if (!picture)
    return;
  length = g_bytes_get_size (picture->content);
  if (length > MAX_PICTURE_BYTES - *n_picture_bytes)
    return;
  *n_picture_bytes += length;
  /* 96 dots an inch, as on paper, and never wider than the text. */
  wanted = block->width_percent > 0 ? page_template->block_width * block->width_percent / 100.0 : picture->width * 72.0 / 96.0;
  width = MIN (wanted, page_template->block_width) * 96.0 / 72.0;
  encoded = g_base64_encode (g_bytes_get_data (picture->content, NULL), length);
  caption = bulletin_spans_to_text (block->spans);
  g_string_append (html, "<p style=\"margin:0;text-align:center;\"><img alt=\"");
  bulletin_html_append_escaped (html, caption, -1);
  g_string_append_printf (html, "\" width=\"%u\" height=\"%u\" src=\"data:%s;base64,%s\"></p>\n",
                          (guint) MAX (width, 1), (guint) MAX (width * picture->height / picture->width, 1),
                          picture->media_type, encoded);
}

static void
append_block (GString *html,
              BulletinDocument *document,
              const BulletinBlock *block,
              const BulletinPageTemplate *page_template,
              gsize *n_picture_bytes)
{
  switch (block->kind) {
  case BULLETIN_BLOCK_PARAGRAPH:
  case BULLETIN_BLOCK_ATTACHMENTS:
    open_block (html, page_template, "p", BULLETIN_STYLE_BODY, INDENT "text-align:justify;");
    append_spans (html, block->spans);
    g_string_append (html, "</p>\n");
    break;
  case BULLETIN_BLOCK_HEADING:
    append_heading (html, block, page_template);
    break;
  case BULLETIN_BLOCK_NOTE:
    open_block (html, page_template, "p", BULLETIN_STYLE_NOTE, INDENT "text-align:justify;");
    append_spans (html, block->spans);
    g_string_append (html, "</p>\n");
    break;
  case BULLETIN_BLOCK_TABLE:
    append_table (html, block, page_template);
    break;
  case BULLETIN_BLOCK_PICTURE:
    append_picture (html, block, bulletin_document_get_materials (document), page_template, n_picture_bytes);
    if (block->spans->len > 0) {
      open_block (html, page_template, "p", BULLETIN_STYLE_CAPTION, "text-align:center;");
      append_spans (html, block->spans);
      g_string_append (html, "</p>\n");
    }
    break;
  case BULLETIN_BLOCK_PAGE_BREAK:
    g_string_append (html, "<br clear=\"all\" style=\"page-break-before:always;mso-break-type:page-break;\">\n");
    break;
  case BULLETIN_BLOCK_BLANK:
  default:
    break;
  }
}

/**
 * bulletin_clipboard_html_write:
 * @document: the text
 * @metadata: (nullable): of a whole bulletin, whose title then comes first; %NULL
 *   for a part
 * @page_template: the typefaces and sizes
 *
 * Writes formatted text for pasting into Word, WPS or the editor of a web page:
 * every style stands inline, lengths in points, headings as such. Pictures are in
 * it, up to 8 MB of them. Nothing of it is script or refers to anything outside. May be called from any thread.
 *
 * Returns: (transfer full): HTML in UTF-8
 */
char *
bulletin_clipboard_html_write (BulletinDocument *document,
                               const BulletinMetadata *metadata,
                               const BulletinPageTemplate *page_template)
{
  gsize n_picture_bytes = 0;
  GString *html;

  g_return_val_if_fail (document != NULL && page_template != NULL, NULL);

  html = g_string_new ("<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head><body lang=\"zh-CN\">\n");
  if (metadata && metadata->title) {
    open_block (html, page_template, "p class=\"MsoTitle\"", BULLETIN_STYLE_TITLE, "text-align:center;");
    bulletin_html_append_escaped (html, metadata->title, -1);
    g_string_append (html, "</p>\n");
    open_block (html, page_template, "p", BULLETIN_STYLE_BODY, "");
    g_string_append (html, "&nbsp;</p>\n");
  }
  for (guint i = 0; i < bulletin_document_get_n_blocks (document); i++)
    append_block (html, document, bulletin_document_get_block (document, i), page_template, &n_picture_bytes);
  g_string_append (html, "</body></html>\n");
  return g_string_free (html, FALSE);
}
