/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-docx-private.h"

#include <math.h>
#include <string.h>

/* Borders are measured in eighths of a point, and no border is thinner than two
 * of them (ECMA-376-1, 17.3.4). */
#define MIN_BORDER 2

/* The least height of a paragraph that is only there because the format wants one. */
#define FILLER_LINE 20

/**
 * bulletin_docx_twips:
 * @points: a length in points
 *
 * Returns: the length in twentieths of a point
 */
int
bulletin_docx_twips (double points)
{
  return (int) lround (points * 20);
}

/**
 * bulletin_docx_get_pitch:
 * @self: a document
 *
 * Returns: the height of a row of the plan's grid, in points
 */
double
bulletin_docx_get_pitch (const BulletinDocx *self)
{
  return self->page_template->block_height / self->page_template->rows;
}

static void
add_border (BulletinXmlWriter        *xml,
            const char               *name,
            const BulletinDocxBorder *border)
{
  char colour[7];

  if (border->width <= 0)
    return;

  g_snprintf (colour, sizeof colour, "%06X", border->colour & 0xffffff);
  bulletin_xml_writer_open (xml, name);
  bulletin_xml_writer_set (xml, "w:val", "single");
  bulletin_xml_writer_set_int (xml, "w:sz", MAX (MIN_BORDER, lround (border->width * 8)));
  bulletin_xml_writer_set (xml, "w:space", "0");
  bulletin_xml_writer_set (xml, "w:color", colour);
  bulletin_xml_writer_close (xml);
}

static void
add_tab_stop (BulletinXmlWriter *xml,
              const char        *kind,
              int                position)
{
  bulletin_xml_writer_open (xml, "w:tab");
  bulletin_xml_writer_set (xml, "w:val", kind);
  bulletin_xml_writer_set_int (xml, "w:pos", position);
  bulletin_xml_writer_close (xml);
}

static void
add_spacing (BulletinXmlWriter           *xml,
             const BulletinDocxParagraph *paragraph)
{
  if (paragraph->before == 0 && paragraph->after == 0 && paragraph->line == 0)
    return;

  bulletin_xml_writer_open (xml, "w:spacing");
  if (paragraph->before > 0)
    bulletin_xml_writer_set_int (xml, "w:before", paragraph->before);
  if (paragraph->after > 0)
    bulletin_xml_writer_set_int (xml, "w:after", paragraph->after);
  if (paragraph->line > 0) {
    bulletin_xml_writer_set_int (xml, "w:line", paragraph->line);
    bulletin_xml_writer_set (xml, "w:lineRule", "exact");
  } else if (paragraph->line < 0) {
    bulletin_xml_writer_set (xml, "w:line", "240");
    bulletin_xml_writer_set (xml, "w:lineRule", "auto");
  }
  bulletin_xml_writer_close (xml);
}

static void
add_indent (BulletinXmlWriter           *xml,
            const BulletinDocxParagraph *paragraph)
{
  if (!paragraph->has_indent)
    return;

  bulletin_xml_writer_open (xml, "w:ind");
  bulletin_xml_writer_set_int (xml, "w:left", paragraph->left);
  bulletin_xml_writer_set_int (xml, "w:right", paragraph->right);
  bulletin_xml_writer_set_int (xml, paragraph->first < 0 ? "w:hanging" : "w:firstLine", ABS (paragraph->first));
  bulletin_xml_writer_close (xml);
}

/**
 * bulletin_docx_open_paragraph:
 * @self: a document
 * @paragraph: what the paragraph is like
 *
 * Opens a paragraph, whose properties are in the order that the schema wants
 * (ECMA-376-1, 17.3.1.26).
 */
void
bulletin_docx_open_paragraph (BulletinDocx                *self,
                              const BulletinDocxParagraph *paragraph)
{
  BulletinXmlWriter *xml = self->xml;

  bulletin_xml_writer_open (xml, "w:p");
  bulletin_xml_writer_open (xml, "w:pPr");
  bulletin_xml_writer_element (xml, "w:pStyle", "w:val", bulletin_docx_get_style_id (paragraph->style), NULL);
  if (paragraph->keeps_with_next)
    bulletin_xml_writer_element (xml, "w:keepNext", NULL);
  if (paragraph->starts_page)
    bulletin_xml_writer_element (xml, "w:pageBreakBefore", NULL);
  if (paragraph->above.width > 0 || paragraph->below.width > 0) {
    bulletin_xml_writer_open (xml, "w:pBdr");
    add_border (xml, "w:top", &paragraph->above);
    add_border (xml, "w:bottom", &paragraph->below);
    bulletin_xml_writer_close (xml);
  }
  if (paragraph->has_middle_tab || paragraph->has_right_tab) {
    bulletin_xml_writer_open (xml, "w:tabs");
    if (paragraph->has_middle_tab)
      add_tab_stop (xml, "center", self->width / 2);
    if (paragraph->has_right_tab)
      add_tab_stop (xml, "right", self->width);
    bulletin_xml_writer_close (xml);
  }
  add_spacing (xml, paragraph);
  add_indent (xml, paragraph);
  if (paragraph->align)
    bulletin_xml_writer_element (xml, "w:jc", "w:val", paragraph->align, NULL);
  bulletin_xml_writer_close (xml);
}

/**
 * bulletin_docx_close_paragraph:
 * @self: a document with an open paragraph
 */
void
bulletin_docx_close_paragraph (BulletinDocx *self)
{
  bulletin_xml_writer_close (self->xml);
}

/* The properties in the order of the schema (ECMA-376-1, 17.3.2.28). */
static void
open_run (BulletinDocx          *self,
          const BulletinDocxRun *run)
{
  BulletinXmlWriter *xml = self->xml;

  bulletin_xml_writer_open (xml, "w:r");
  bulletin_xml_writer_open (xml, "w:rPr");
  if (run->style)
    bulletin_xml_writer_element (xml, "w:rStyle", "w:val", run->style, NULL);

  /* Quotes and dashes have one code point for Chinese and for Latin text; here
   * they are Chinese. */
  bulletin_xml_writer_open (xml, "w:rFonts");
  bulletin_xml_writer_set (xml, "w:hint", "eastAsia");
  if (run->role >= 0) {
    bulletin_xml_writer_set (xml, "w:ascii", self->latin[run->role]);
    bulletin_xml_writer_set (xml, "w:hAnsi", self->latin[run->role]);
    bulletin_xml_writer_set (xml, "w:eastAsia", self->families[run->role]);
    bulletin_xml_writer_set (xml, "w:cs", self->latin[run->role]);
  }
  bulletin_xml_writer_close (xml);

  if (run->is_strong) {
    bulletin_xml_writer_element (xml, "w:b", NULL);
    bulletin_xml_writer_element (xml, "w:bCs", NULL);
  }
  if (run->colour != 0) {
    char colour[7];

    g_snprintf (colour, sizeof colour, "%06X", run->colour & 0xffffff);
    bulletin_xml_writer_element (xml, "w:color", "w:val", colour, NULL);
  }
  if (run->spacing != 0) {
    bulletin_xml_writer_open (xml, "w:spacing");
    bulletin_xml_writer_set_int (xml, "w:val", run->spacing);
    bulletin_xml_writer_close (xml);
  }
  if (run->size > 0) {
    bulletin_xml_writer_open (xml, "w:sz");
    bulletin_xml_writer_set_int (xml, "w:val", lround (run->size * 2));
    bulletin_xml_writer_close (xml);
    bulletin_xml_writer_open (xml, "w:szCs");
    bulletin_xml_writer_set_int (xml, "w:val", lround (run->size * 2));
    bulletin_xml_writer_close (xml);
  }
  bulletin_xml_writer_close (xml);
}

/**
 * bulletin_docx_add_run:
 * @self: a document with an open paragraph
 * @text: the characters; line ends and tabs become spaces, as on the page
 * @run: how they look
 */
void
bulletin_docx_add_run (BulletinDocx          *self,
                       const char            *text,
                       const BulletinDocxRun *run)
{
  g_autofree char *flat = g_strdelimit (g_strdup (text), "\n\r\t", ' ');

  if (!*flat)
    return;

  open_run (self, run);
  bulletin_xml_writer_open (self->xml, "w:t");
  bulletin_xml_writer_set (self->xml, "xml:space", "preserve");
  bulletin_xml_writer_text (self->xml, flat);
  bulletin_xml_writer_close (self->xml);
  bulletin_xml_writer_close (self->xml);
}

/**
 * bulletin_docx_add_spans:
 * @self: a document with an open paragraph
 * @spans: (element-type BulletinSpan): inline text
 * @start: the first span
 * @end: the span after the last
 * @style: (nullable): the identifier of a character style
 *
 * Adds spans of the text; neighbours that look the same are one run.
 */
void
bulletin_docx_add_spans (BulletinDocx    *self,
                         const GPtrArray *spans,
                         guint            start,
                         guint            end,
                         const char      *style)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = start; i < end; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);
    const BulletinSpan *next = i + 1 < end ? g_ptr_array_index (spans, i + 1) : NULL;
    const BulletinDocxRun run = { .style = style, .is_strong = span->kind == BULLETIN_SPAN_STRONG, .role = -1 };

    g_string_append (text, bulletin_span_get_shown (span));
    if (next && (next->kind == BULLETIN_SPAN_STRONG) == run.is_strong)
      continue;
    bulletin_docx_add_run (self, text->str, &run);
    g_string_truncate (text, 0);
  }
}

/**
 * bulletin_docx_add_break:
 * @self: a document with an open paragraph
 *
 * Goes on in a new line of the same paragraph.
 */
void
bulletin_docx_add_break (BulletinDocx *self)
{
  bulletin_xml_writer_open (self->xml, "w:r");
  bulletin_xml_writer_element (self->xml, "w:br", NULL);
  bulletin_xml_writer_close (self->xml);
}

/**
 * bulletin_docx_add_tab:
 * @self: a document with an open paragraph
 *
 * Goes on at the next tab stop.
 */
void
bulletin_docx_add_tab (BulletinDocx *self)
{
  bulletin_xml_writer_open (self->xml, "w:r");
  bulletin_xml_writer_element (self->xml, "w:tab", NULL);
  bulletin_xml_writer_close (self->xml);
}

/**
 * bulletin_docx_add_field:
 * @self: a document with an open paragraph
 * @field: a field's instruction, such as `PAGE`
 * @shown: what it shows until it is worked out
 */
void
bulletin_docx_add_field (BulletinDocx *self,
                         const char   *field,
                         const char   *shown)
{
  bulletin_xml_writer_open (self->xml, "w:fldSimple");
  bulletin_xml_writer_set (self->xml, "w:instr", field);
  bulletin_docx_add_run (self, shown, &(BulletinDocxRun){ .role = -1 });
  bulletin_xml_writer_close (self->xml);
}

/**
 * bulletin_docx_add_filler:
 * @self: a document
 * @height: how high it is, in points
 * @starts_page: whether a page begins here
 *
 * Adds a paragraph without text. Word makes one table of two that touch, wants
 * a paragraph behind the last one, and knows no page break before a table.
 */
void
bulletin_docx_add_filler (BulletinDocx *self,
                          double        height,
                          gboolean      starts_page)
{
  const BulletinDocxParagraph paragraph = {
    .style = BULLETIN_DOCX_TABLE_TEXT,
    .line = MAX (FILLER_LINE, bulletin_docx_twips (height)),
    .starts_page = starts_page,
    .keeps_with_next = starts_page,
  };

  bulletin_docx_open_paragraph (self, &paragraph);
  bulletin_docx_close_paragraph (self);
}
