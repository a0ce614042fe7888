/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-docx-private.h"

#include <math.h>

/* A style of a paragraph. Those that Word knows have its own name, so that its
 * outline and its table of contents find them; the office's name for each is
 * beside it. */
typedef struct
{
  const char *id;
  const char *name;
  const char *alias;
  const char *align;
  BulletinStyle type;
  int outline_level; /* from 0, −1 for text */
  gboolean is_indented;
  gboolean is_on_grid;
  gboolean keeps_with_next;
} Style;

static const Style styles[BULLETIN_DOCX_N_STYLES] = {
  [BULLETIN_DOCX_BODY] = { "Normal", "Normal", "正文", "both", BULLETIN_STYLE_BODY, -1, TRUE, TRUE, FALSE },
  [BULLETIN_DOCX_TITLE] = { "Title", "Title", "标题", "center", BULLETIN_STYLE_TITLE, -1, FALSE, FALSE, TRUE },
  [BULLETIN_DOCX_HEADING_1] = { "Heading1", "heading 1", "一级标题", "both", BULLETIN_STYLE_HEADING_1, 0, TRUE, TRUE, FALSE },
  [BULLETIN_DOCX_HEADING_2] = { "Heading2", "heading 2", "二级标题", "both", BULLETIN_STYLE_HEADING_2, 1, TRUE, TRUE, FALSE },
  [BULLETIN_DOCX_HEADING_3] = { "Heading3", "heading 3", "三级标题", "both", BULLETIN_STYLE_HEADING_3, 2, TRUE, TRUE, FALSE },
  [BULLETIN_DOCX_HEADING_4] = { "Heading4", "heading 4", "四级标题", "both", BULLETIN_STYLE_HEADING_4, 3, TRUE, TRUE, FALSE },
  [BULLETIN_DOCX_NOTE] = { "Note", "按语", NULL, "both", BULLETIN_STYLE_NOTE, -1, FALSE, TRUE, FALSE },
  [BULLETIN_DOCX_TABLE_CAPTION] = { "TableCaption", "表题", NULL, "center", BULLETIN_STYLE_TABLE_HEAD, -1, FALSE, FALSE, TRUE },
  [BULLETIN_DOCX_TABLE_HEAD] = { "TableHead", "表头", NULL, "center", BULLETIN_STYLE_TABLE_HEAD, -1, FALSE, FALSE, FALSE },
  [BULLETIN_DOCX_TABLE_TEXT] = { "TableText", "表格文字", NULL, "left", BULLETIN_STYLE_TABLE, -1, FALSE, FALSE, FALSE },
  [BULLETIN_DOCX_PICTURE] = { "Picture", "图片", NULL, "center", BULLETIN_STYLE_BODY, -1, FALSE, FALSE, FALSE },
  [BULLETIN_DOCX_PICTURE_CAPTION] = { "PictureCaption", "图题", NULL, "center", BULLETIN_STYLE_CAPTION, -1, FALSE, FALSE, FALSE },
  [BULLETIN_DOCX_ATTACHMENTS] = { "Attachments", "附件", NULL, "both", BULLETIN_STYLE_BODY, -1, FALSE, TRUE, FALSE },
  [BULLETIN_DOCX_HEAD] = { "BulletinHead", "版头", NULL, "left", BULLETIN_STYLE_ISSUE, -1, FALSE, FALSE, TRUE },
  [BULLETIN_DOCX_TAIL] = { "BulletinTail", "版记", NULL, "left", BULLETIN_STYLE_TAIL, -1, FALSE, FALSE, FALSE },
  [BULLETIN_DOCX_PAGE_NUMBER] = { "PageNumber", "页码", NULL, "right", BULLETIN_STYLE_PAGE_NUMBER, -1, FALSE, FALSE, FALSE },
};

/**
 * bulletin_docx_get_style_id:
 * @style: a style
 *
 * Returns: the identifier by which paragraphs refer to it
 */
const char *
bulletin_docx_get_style_id (BulletinDocxStyle style)
{
  return styles[style].id;
}

static void
add_font (BulletinDocx  *self,
          BulletinStyle  style)
{
  BulletinXmlWriter *xml = self->xml;
  const BulletinTypeStyle *type = &self->page_template->styles[style];
  const BulletinFontRole role = type->font;

  bulletin_xml_writer_element (xml, "w:rFonts",
                               "w:ascii", self->latin[role], "w:hAnsi", self->latin[role],
                               "w:eastAsia", self->families[role], "w:cs", self->latin[role], NULL);
  bulletin_xml_writer_element (xml, "w:b", "w:val", type->is_bold ? "1" : "0", NULL);
  bulletin_xml_writer_element (xml, "w:bCs", "w:val", type->is_bold ? "1" : "0", NULL);
  bulletin_xml_writer_open (xml, "w:sz");
  bulletin_xml_writer_set_int (xml, "w:val", lround (type->size * 2));
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_open (xml, "w:szCs");
  bulletin_xml_writer_set_int (xml, "w:val", lround (type->size * 2));
  bulletin_xml_writer_close (xml);
}

/* The rules of Chinese line breaking, and no space between Chinese and Latin, as on
 * the page. That a stop may stand beyond the end of a line is what every program
 * takes for granted; LibreOffice reads it the wrong way round if it is said. */
static void
add_line_breaking (BulletinXmlWriter *xml)
{
  bulletin_xml_writer_element (xml, "w:widowControl", "w:val", "1", NULL);
  bulletin_xml_writer_element (xml, "w:kinsoku", "w:val", "1", NULL);
  bulletin_xml_writer_element (xml, "w:autoSpaceDE", "w:val", "0", NULL);
  bulletin_xml_writer_element (xml, "w:autoSpaceDN", "w:val", "0", NULL);
}

/* What holds where a style says nothing. */
static void
add_defaults (BulletinDocx *self)
{
  BulletinXmlWriter *xml = self->xml;

  bulletin_xml_writer_open (xml, "w:docDefaults");
  bulletin_xml_writer_open (xml, "w:rPrDefault");
  bulletin_xml_writer_open (xml, "w:rPr");
  add_font (self, BULLETIN_STYLE_BODY);
  bulletin_xml_writer_element (xml, "w:lang", "w:val", "en-US", "w:eastAsia", "zh-CN", "w:bidi", "ar-SA", NULL);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_open (xml, "w:pPrDefault");
  bulletin_xml_writer_open (xml, "w:pPr");
  add_line_breaking (xml);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_close (xml);
}

static void
add_style (BulletinDocx      *self,
           BulletinDocxStyle  index)
{
  BulletinXmlWriter *xml = self->xml;
  const Style *style = &styles[index];

  bulletin_xml_writer_open (xml, "w:style");
  bulletin_xml_writer_set (xml, "w:type", "paragraph");
  if (index == BULLETIN_DOCX_BODY)
    bulletin_xml_writer_set (xml, "w:default", "1");
  else if (style->alias == NULL)
    bulletin_xml_writer_set (xml, "w:customStyle", "1");
  bulletin_xml_writer_set (xml, "w:styleId", style->id);
  bulletin_xml_writer_element (xml, "w:name", "w:val", style->name, NULL);
  if (style->alias)
    bulletin_xml_writer_element (xml, "w:aliases", "w:val", style->alias, NULL);
  if (index != BULLETIN_DOCX_BODY) {
    bulletin_xml_writer_element (xml, "w:basedOn", "w:val", styles[BULLETIN_DOCX_BODY].id, NULL);
    if (style->outline_level >= 0 || index == BULLETIN_DOCX_TITLE)
      bulletin_xml_writer_element (xml, "w:next", "w:val", styles[BULLETIN_DOCX_BODY].id, NULL);
  }
  bulletin_xml_writer_element (xml, "w:qFormat", NULL);

  bulletin_xml_writer_open (xml, "w:pPr");
  if (style->keeps_with_next)
    bulletin_xml_writer_element (xml, "w:keepNext", NULL);
  if (index == BULLETIN_DOCX_BODY)
    add_line_breaking (xml);
  if (!style->is_on_grid)
    bulletin_xml_writer_element (xml, "w:snapToGrid", "w:val", "0", NULL);
  bulletin_xml_writer_open (xml, "w:spacing");
  bulletin_xml_writer_set_int (xml, "w:before", 0);
  bulletin_xml_writer_set_int (xml, "w:after", 0);
  bulletin_xml_writer_set_int (xml, "w:line", self->pitch);
  bulletin_xml_writer_set (xml, "w:lineRule", "exact");
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_open (xml, "w:ind");
  bulletin_xml_writer_set_int (xml, "w:left", 0);
  bulletin_xml_writer_set_int (xml, "w:firstLine", style->is_indented ? self->page_template->indent * self->column : 0);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_element (xml, "w:jc", "w:val", style->align, NULL);
  if (style->outline_level >= 0) {
    bulletin_xml_writer_open (xml, "w:outlineLvl");
    bulletin_xml_writer_set_int (xml, "w:val", style->outline_level);
    bulletin_xml_writer_close (xml);
  }
  bulletin_xml_writer_close (xml);

  bulletin_xml_writer_open (xml, "w:rPr");
  add_font (self, style->type);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_close (xml);
}

/* What follows a run-in heading in its paragraph. */
static void
add_body_text (BulletinDocx *self)
{
  BulletinXmlWriter *xml = self->xml;

  bulletin_xml_writer_open (xml, "w:style");
  bulletin_xml_writer_set (xml, "w:type", "character");
  bulletin_xml_writer_set (xml, "w:customStyle", "1");
  bulletin_xml_writer_set (xml, "w:styleId", BULLETIN_DOCX_BODY_TEXT);
  bulletin_xml_writer_element (xml, "w:name", "w:val", "标题后正文", NULL);
  bulletin_xml_writer_element (xml, "w:qFormat", NULL);
  bulletin_xml_writer_open (xml, "w:rPr");
  add_font (self, BULLETIN_STYLE_BODY);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_close (xml);
}

/**
 * bulletin_docx_write_styles:
 * @self: a document
 *
 * Returns: (transfer full): `word/styles.xml`
 */
GBytes *
bulletin_docx_write_styles (BulletinDocx *self)
{
  self->xml = bulletin_xml_writer_new ();
  bulletin_xml_writer_open (self->xml, "w:styles");
  bulletin_xml_writer_set (self->xml, "xmlns:w", BULLETIN_DOCX_MAIN);
  add_defaults (self);
  for (int i = 0; i < BULLETIN_DOCX_N_STYLES; i++)
    add_style (self, i);
  add_body_text (self);
  bulletin_xml_writer_close (self->xml);
  return bulletin_xml_writer_finish (g_steal_pointer (&self->xml));
}

static void
add_font_entry (BulletinDocx *self,
                const char   *name,
                const char   *alternative)
{
  BulletinXmlWriter *xml = self->xml;

  bulletin_xml_writer_open (xml, "w:font");
  bulletin_xml_writer_set (xml, "w:name", name);
  if (alternative)
    bulletin_xml_writer_element (xml, "w:altName", "w:val", alternative, NULL);
  bulletin_xml_writer_element (xml, "w:charset", "w:val", "86", NULL);
  bulletin_xml_writer_element (xml, "w:family", "w:val", "auto", NULL);
  bulletin_xml_writer_element (xml, "w:pitch", "w:val", "variable", NULL);
  bulletin_xml_writer_close (xml);
}

/**
 * bulletin_docx_write_fonts:
 * @self: a document
 *
 * A typeface that stands in for another on this computer names that as its
 * alternative, for computers that have the latter.
 *
 * Returns: (transfer full): `word/fontTable.xml`
 */
GBytes *
bulletin_docx_write_fonts (BulletinDocx *self)
{
  g_autoptr (GHashTable) written = g_hash_table_new (g_str_hash, g_str_equal);

  self->xml = bulletin_xml_writer_new ();
  bulletin_xml_writer_open (self->xml, "w:fonts");
  bulletin_xml_writer_set (self->xml, "xmlns:w", BULLETIN_DOCX_MAIN);
  for (int i = 0; i < BULLETIN_N_FONT_ROLES; i++) {
    if (g_hash_table_add (written, self->families[i]))
      add_font_entry (self, self->families[i], NULL);
  }
  for (int i = 0; i < BULLETIN_N_FONT_ROLES; i++) {
    if (g_hash_table_add (written, self->latin[i]))
      add_font_entry (self, self->latin[i], self->families[i]);
  }
  bulletin_xml_writer_close (self->xml);
  return bulletin_xml_writer_finish (g_steal_pointer (&self->xml));
}
