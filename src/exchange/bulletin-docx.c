/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-docx.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "bulletin-docx-private.h"
#include "bulletin-zip-writer.h"

#define CONTENT_TYPES   "http://schemas.openxmlformats.org/package/2006/content-types"
#define PACKAGE_RELATIONSHIPS "http://schemas.openxmlformats.org/package/2006/relationships"
#define WORD_TYPE       "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* Dates come from the bulletin, never from the clock; see the PDF. */
#define NO_DATE "2000-01-01"

/* A full line holds exactly the grid's characters; without this the last one
 * would depend on how a program rounds. */
#define WIDTH_SLACK 2

/* Where Word puts the baseline in a line of exact height: so much above its foot. */
#define BASELINE 0.2

/* The parts that are always there: name, content type, and how the document
 * refers to them. */
static const struct
{
  const char *name;
  const char *type;
  const char *relationship;
} parts[] = {
  { "styles", WORD_TYPE "styles+xml", BULLETIN_DOCX_RELATIONSHIPS "/styles" },
  { "settings", WORD_TYPE "settings+xml", BULLETIN_DOCX_RELATIONSHIPS "/settings" },
  { "fontTable", WORD_TYPE "fontTable+xml", BULLETIN_DOCX_RELATIONSHIPS "/fontTable" },
  { "footer1", WORD_TYPE "footer+xml", BULLETIN_DOCX_RELATIONSHIPS "/footer" },
  { "footer2", WORD_TYPE "footer+xml", BULLETIN_DOCX_RELATIONSHIPS "/footer" },
};

static gboolean
has_footer (const BulletinDocx *self)
{
  return bulletin_docx_find_page_number (self, 0) != NULL;
}

static guint
get_n_parts (const BulletinDocx *self)
{
  return has_footer (self) ? G_N_ELEMENTS (parts) : G_N_ELEMENTS (parts) - 2;
}

static void
picture_free (gpointer data)
{
  BulletinDocxPicture *self = data;

  g_free (self->part);
  g_free (self->id);
  g_bytes_unref (self->content);
  g_free (self);
}

/* The office's computers have the typefaces that the template or the standard
 * names. If this one has only what stands in for them, Latin letters and digits
 * name that, which decides where lines end; Chinese characters are all as wide. */
static void
choose_fonts (BulletinDocx *self)
{
  g_autoptr (GHashTable) installed = bulletin_fonts_list_installed (pango_cairo_font_map_get_default ());

  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++) {
    g_autoptr (BulletinFontChoice) choice = bulletin_font_choice_new (role, self->page_template, installed);
    g_auto (GStrv) own = g_strsplit (self->page_template->families[role] ? self->page_template->families[role] : "", ",", -1);

    self->families[role] = g_strdup (own[0] && *g_strstrip (own[0]) ? own[0] : bulletin_font_role_get_family (role));
    self->latin[role] = g_strdup (choice->is_substitute ? choice->chosen : self->families[role]);
  }
}

/* --- The parts ----------------------------------------------------------------- */

static void
add_type (BulletinXmlWriter *xml,
          const char        *element,
          const char        *key,
          const char        *name,
          const char        *type)
{
  bulletin_xml_writer_element (xml, element, key, name, "ContentType", type, NULL);
}

static GBytes *
write_content_types (BulletinDocx *self)
{
  BulletinXmlWriter *xml = bulletin_xml_writer_new ();

  bulletin_xml_writer_open (xml, "Types");
  bulletin_xml_writer_set (xml, "xmlns", CONTENT_TYPES);
  add_type (xml, "Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
  add_type (xml, "Default", "Extension", "xml", "application/xml");
  add_type (xml, "Default", "Extension", "png", "image/png");
  add_type (xml, "Default", "Extension", "jpeg", "image/jpeg");
  add_type (xml, "Override", "PartName", "/word/document.xml", WORD_TYPE "document.main+xml");
  for (guint i = 0; i < get_n_parts (self); i++) {
    g_autofree char *name = g_strdup_printf ("/word/%s.xml", parts[i].name);

    add_type (xml, "Override", "PartName", name, parts[i].type);
  }
  add_type (xml, "Override", "PartName", "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
  add_type (xml, "Override", "PartName", "/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
  bulletin_xml_writer_close (xml);
  return bulletin_xml_writer_finish (xml);
}

static void
add_relationship (BulletinXmlWriter *xml,
                  const char        *id,
                  const char        *type,
                  const char        *target)
{
  bulletin_xml_writer_element (xml, "Relationship", "Id", id, "Type", type, "Target", target, NULL);
}

static GBytes *
write_package_relationships (void)
{
  BulletinXmlWriter *xml = bulletin_xml_writer_new ();

  bulletin_xml_writer_open (xml, "Relationships");
  bulletin_xml_writer_set (xml, "xmlns", PACKAGE_RELATIONSHIPS);
  add_relationship (xml, "document", BULLETIN_DOCX_RELATIONSHIPS "/officeDocument", "word/document.xml");
  add_relationship (xml, "core", PACKAGE_RELATIONSHIPS "/metadata/core-properties", "docProps/core.xml");
  add_relationship (xml, "app", BULLETIN_DOCX_RELATIONSHIPS "/extended-properties", "docProps/app.xml");
  bulletin_xml_writer_close (xml);
  return bulletin_xml_writer_finish (xml);
}

static GBytes *
write_document_relationships (BulletinDocx *self)
{
  BulletinXmlWriter *xml = bulletin_xml_writer_new ();

  bulletin_xml_writer_open (xml, "Relationships");
  bulletin_xml_writer_set (xml, "xmlns", PACKAGE_RELATIONSHIPS);
  for (guint i = 0; i < get_n_parts (self); i++) {
    g_autofree char *target = g_strdup_printf ("%s.xml", parts[i].name);

    add_relationship (xml, parts[i].name, parts[i].relationship, target);
  }
  for (guint i = 0; i < self->pictures->len; i++) {
    const BulletinDocxPicture *picture = g_ptr_array_index (self->pictures, i);

    add_relationship (xml, picture->id, BULLETIN_DOCX_RELATIONSHIPS "/image", picture->part);
  }
  bulletin_xml_writer_close (xml);
  return bulletin_xml_writer_finish (xml);
}

static void
add_text_element (BulletinXmlWriter *xml,
                  const char        *name,
                  const char        *text)
{
  if (!text || !*text)
    return;

  bulletin_xml_writer_open (xml, name);
  bulletin_xml_writer_text (xml, text);
  bulletin_xml_writer_close (xml);
}

static void
add_date (BulletinXmlWriter *xml,
          const char        *name,
          const char        *date)
{
  bulletin_xml_writer_open (xml, name);
  bulletin_xml_writer_set (xml, "xsi:type", "dcterms:W3CDTF");
  bulletin_xml_writer_text (xml, date);
  bulletin_xml_writer_close (xml);
}

/* ECMA-376-2, 11.1. */
static GBytes *
write_core_properties (BulletinDocx *self)
{
  const BulletinMetadata *metadata = bulletin_page_plan_get_metadata (self->plan);
  BulletinXmlWriter *xml = bulletin_xml_writer_new ();
  g_autofree char *date = g_strconcat (metadata->date && bulletin_date_is_valid (metadata->date) ? metadata->date : NO_DATE,
                                       "T00:00:00Z", NULL);

  bulletin_xml_writer_open (xml, "cp:coreProperties");
  bulletin_xml_writer_set (xml, "xmlns:cp", PACKAGE_RELATIONSHIPS "/metadata/core-properties");
  bulletin_xml_writer_set (xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  bulletin_xml_writer_set (xml, "xmlns:dcterms", "http://purl.org/dc/terms/");
  bulletin_xml_writer_set (xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  add_text_element (xml, "dc:title", metadata->title);
  add_text_element (xml, "dc:subject", metadata->series);
  add_text_element (xml, "dc:creator", metadata->issuer);
  add_text_element (xml, "dc:language", "zh-CN");
  add_text_element (xml, "cp:lastModifiedBy", metadata->issuer);
  add_date (xml, "dcterms:created", date);
  add_date (xml, "dcterms:modified", date);
  bulletin_xml_writer_close (xml);
  return bulletin_xml_writer_finish (xml);
}

static GBytes *
write_app_properties (BulletinDocx *self)
{
  const BulletinMetadata *metadata = bulletin_page_plan_get_metadata (self->plan);
  BulletinXmlWriter *xml = bulletin_xml_writer_new ();
  g_autofree char *n_pages = g_strdup_printf ("%u", bulletin_page_plan_get_n_pages (self->plan));

  bulletin_xml_writer_open (xml, "Properties");
  bulletin_xml_writer_set (xml, "xmlns", BULLETIN_DOCX_RELATIONSHIPS "/extended-properties");
  add_text_element (xml, "Pages", n_pages);
  add_text_element (xml, "Application", "Bulletin");
  add_text_element (xml, "Company", metadata->issuer);
  bulletin_xml_writer_close (xml);
  return bulletin_xml_writer_finish (xml);
}

/* ECMA-376-1, 17.15.1.78; compatibility mode 15 is Word 2013 and later. */
static GBytes *
write_settings (BulletinDocx *self)
{
  BulletinXmlWriter *xml = bulletin_xml_writer_new ();

  bulletin_xml_writer_open (xml, "w:settings");
  bulletin_xml_writer_set (xml, "xmlns:w", BULLETIN_DOCX_MAIN);
  bulletin_xml_writer_element (xml, "w:zoom", "w:percent", "100", NULL);
  if (self->page_template->mirrors_margins)
    bulletin_xml_writer_element (xml, "w:mirrorMargins", NULL);
  bulletin_xml_writer_element (xml, "w:evenAndOddHeaders", NULL);
  bulletin_xml_writer_element (xml, "w:drawingGridVerticalSpacing", "w:val", "156", NULL);
  bulletin_xml_writer_element (xml, "w:characterSpacingControl", "w:val", "compressPunctuation", NULL);
  bulletin_xml_writer_open (xml, "w:compat");
  bulletin_xml_writer_element (xml, "w:doNotExpandShiftReturn", NULL);
  bulletin_xml_writer_element (xml, "w:useFELayout", NULL);
  bulletin_xml_writer_element (xml, "w:compatSetting", "w:name", "compatibilityMode",
                               "w:uri", "http://schemas.microsoft.com/office/word", "w:val", "15", NULL);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_element (xml, "w:themeFontLang", "w:val", "en-US", "w:eastAsia", "zh-CN", NULL);
  bulletin_xml_writer_close (xml);
  return bulletin_xml_writer_finish (xml);
}

static void
set_measure (BulletinXmlWriter *xml,
             const char        *name,
             int                value)
{
  bulletin_xml_writer_set_int (xml, name, MAX (value, 0));
}

/* The page: paper, margins, and the grid, whose rows and columns Word shows as
 * lines on a page and characters in a line (ECMA-376-1, 17.6.5). */
static void
add_section (BulletinDocx *self)
{
  const BulletinPageTemplate *page_template = self->page_template;
  BulletinXmlWriter *xml = self->xml;
  const BulletinPlanLine *number = bulletin_docx_find_page_number (self, 0);
  const int width = bulletin_docx_twips (page_template->page_width);
  const int height = bulletin_docx_twips (page_template->page_height);
  const int top = bulletin_docx_twips (page_template->margin_top);
  const int left = bulletin_docx_twips (page_template->margin_left);
  const double column = page_template->block_width / page_template->columns;
  int foot = 0;

  if (number)
    foot = bulletin_docx_twips (page_template->page_height - number->baseline - BASELINE * 1.2 * (number->ascent + number->descent));

  bulletin_xml_writer_open (xml, "w:sectPr");
  if (number) {
    bulletin_xml_writer_element (xml, "w:footerReference", "w:type", "default", "r:id", "footer1", NULL);
    bulletin_xml_writer_element (xml, "w:footerReference", "w:type", "even", "r:id", "footer2", NULL);
  }
  bulletin_xml_writer_open (xml, "w:pgSz");
  set_measure (xml, "w:w", width);
  set_measure (xml, "w:h", height);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_open (xml, "w:pgMar");
  set_measure (xml, "w:top", top);
  set_measure (xml, "w:right", width - left - self->width);
  set_measure (xml, "w:bottom", height - top - MAX (page_template->rows * self->pitch, bulletin_docx_twips (page_template->block_height)));
  set_measure (xml, "w:left", left);
  set_measure (xml, "w:header", top / 2);
  set_measure (xml, "w:footer", foot);
  set_measure (xml, "w:gutter", 0);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_open (xml, "w:docGrid");
  bulletin_xml_writer_set (xml, "w:type", "linesAndChars");
  bulletin_xml_writer_set_int (xml, "w:linePitch", self->pitch);
  /* In 4096ths of a point, beyond the size of the body's type. */
  bulletin_xml_writer_set_int (xml, "w:charSpace", lround ((column - page_template->styles[BULLETIN_STYLE_BODY].size) * 4096));
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_close (xml);
}

GBytes *
bulletin_docx_write_document (BulletinDocx *self)
{
  self->xml = bulletin_xml_writer_new ();
  bulletin_xml_writer_open (self->xml, "w:document");
  bulletin_xml_writer_set (self->xml, "xmlns:w", BULLETIN_DOCX_MAIN);
  bulletin_xml_writer_set (self->xml, "xmlns:r", BULLETIN_DOCX_RELATIONSHIPS);
  bulletin_xml_writer_open (self->xml, "w:body");
  bulletin_docx_add_head (self);
  bulletin_docx_add_title (self);
  bulletin_docx_add_blocks (self);
  bulletin_docx_add_tail (self);
  add_section (self);
  bulletin_xml_writer_close (self->xml);
  bulletin_xml_writer_close (self->xml);
  return bulletin_xml_writer_finish (g_steal_pointer (&self->xml));
}

/* --- The package ---------------------------------------------------------------- */

static gboolean
add_part (BulletinZipWriter *zip,
          const char        *name,
          GBytes            *content,
          GError           **error)
{
  gboolean is_added = bulletin_zip_writer_add (zip, name, content, error);

  g_bytes_unref (content);
  return is_added;
}

/* The list of contents comes first, as Word itself writes it. */
static GBytes *
pack (BulletinDocx  *self,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (BulletinZipWriter) zip = bulletin_zip_writer_new ();
  g_autoptr (GBytes) document = bulletin_docx_write_document (self);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !add_part (zip, "[Content_Types].xml", write_content_types (self), error) ||
      !add_part (zip, "_rels/.rels", write_package_relationships (), error) ||
      !bulletin_zip_writer_add (zip, "word/document.xml", document, error) ||
      !add_part (zip, "word/_rels/document.xml.rels", write_document_relationships (self), error) ||
      !add_part (zip, "word/styles.xml", bulletin_docx_write_styles (self), error) ||
      !add_part (zip, "word/settings.xml", write_settings (self), error) ||
      !add_part (zip, "word/fontTable.xml", bulletin_docx_write_fonts (self), error) ||
      !add_part (zip, "docProps/core.xml", write_core_properties (self), error) ||
      !add_part (zip, "docProps/app.xml", write_app_properties (self), error))
    return NULL;

  if (has_footer (self) &&
      (!add_part (zip, "word/footer1.xml", bulletin_docx_write_footer (self, 0), error) ||
       !add_part (zip, "word/footer2.xml", bulletin_docx_write_footer (self, 1), error)))
    return NULL;

  for (guint i = 0; i < self->pictures->len; i++) {
    const BulletinDocxPicture *picture = g_ptr_array_index (self->pictures, i);
    g_autofree char *name = g_strconcat ("word/", picture->part, NULL);

    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !bulletin_zip_writer_add (zip, name, picture->content, error))
      return NULL;
  }

  return bulletin_zip_writer_finish (zip, error);
}

/**
 * bulletin_docx_write:
 * @plan: how the bulletin stands on paper
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * Writes a bulletin for Word and LibreOffice (ECMA-376, transitional): with real
 * styles, the page and the grid of its template, and on as many pages as the plan.
 * The same plan gives the same bytes. Any thread.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL with an error of
 *   %BULLETIN_EXCHANGE_ERROR or %G_IO_ERROR_CANCELLED
 */
GBytes *
bulletin_docx_write (BulletinPagePlan  *plan,
                     GCancellable      *cancellable,
                     GError           **error)
{
  return bulletin_docx_write_with_progress (plan, NULL, NULL, cancellable, error);
}

/**
 * bulletin_docx_write_with_progress:
 * @plan: how the bulletin stands on paper
 * @progress: (nullable): told after every paragraph and table
 * @progress_data: for @progress
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * As bulletin_docx_write(), for somebody who waits for it.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL as there
 */
GBytes *
bulletin_docx_write_with_progress (BulletinPagePlan      *plan,
                                   BulletinPlanProgress   progress,
                                   gpointer               progress_data,
                                   GCancellable          *cancellable,
                                   GError               **error)
{
  BulletinDocx self = { 0 };
  GBytes *bytes;

  g_return_val_if_fail (plan != NULL, NULL);

  self.plan = plan;
  self.progress = progress;
  self.progress_data = progress_data;
  self.cancellable = cancellable;
  self.document = bulletin_page_plan_get_document (plan);
  self.page_template = bulletin_page_plan_get_template (plan);
  self.pitch = bulletin_docx_twips (self.page_template->block_height / self.page_template->rows);
  self.column = (int) floor (self.page_template->block_width / self.page_template->columns * 20);
  self.width = MAX (bulletin_docx_twips (self.page_template->block_width), (self.column + 1) * self.page_template->columns + WIDTH_SLACK);
  self.pictures = g_ptr_array_new_with_free_func (picture_free);
  choose_fonts (&self);

  bytes = pack (&self, cancellable, error);

  g_ptr_array_unref (self.pictures);
  for (int i = 0; i < BULLETIN_N_FONT_ROLES; i++) {
    g_free (self.families[i]);
    g_free (self.latin[i]);
  }
  return bytes;
}
