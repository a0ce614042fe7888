/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-docx-rows.h"

/* The page numbers. */

/**
 * bulletin_docx_find_page_number:
 * @self: a document
 * @page: a page, from 0
 *
 * Returns: (transfer none) (nullable): the line with its number
 */
const BulletinPlanLine *
bulletin_docx_find_page_number (const BulletinDocx *self,
                                guint               page)
{
  const BulletinPlanPage *plan_page = bulletin_page_plan_get_page (self->plan, page);

  for (guint i = plan_page->lines->len; i > 0; i--) {
    const BulletinPlanLine *line = g_ptr_array_index (plan_page->lines, i - 1);

    if (line->role == BULLETIN_PLAN_PAGE_NUMBER)
      return line;
  }

  return NULL;
}

/* The first number of the line is the page's, a second one that of the pages. */
static void
add_number (BulletinDocx *self,
            const char   *text)
{
  static const char *const fields[] = { "PAGE", "NUMPAGES" };
  const BulletinDocxRun run = { .role = -1 };
  guint n_fields = 0;

  while (*text) {
    const gboolean is_number = g_ascii_isdigit (*text) && n_fields < G_N_ELEMENTS (fields);
    gsize length = 0;

    while (text[length] && (n_fields == G_N_ELEMENTS (fields) || g_ascii_isdigit (text[length]) == is_number))
      length++;

    g_autofree char *part = g_strndup (text, length);
    if (is_number)
      bulletin_docx_add_field (self, fields[n_fields++], part);
    else
      bulletin_docx_add_run (self, part, &run);
    text += length;
  }
}

/**
 * bulletin_docx_write_footer:
 * @self: a document
 * @page: a page that has the footer, from 0
 *
 * Returns: (transfer full): a footer like that of @page
 */
GBytes *
bulletin_docx_write_footer (BulletinDocx *self,
                            guint         page)
{
  const guint n_pages = bulletin_page_plan_get_n_pages (self->plan);
  const BulletinPlanLine *line = bulletin_docx_find_page_number (self, MIN (page, n_pages - 1));
  const double size = bulletin_docx_line_get_size (line);
  BulletinDocxParagraph paragraph = {
    .style = BULLETIN_DOCX_PAGE_NUMBER,
    .line = bulletin_docx_twips (size * 1.2),
    .has_indent = TRUE,
    .left = bulletin_docx_twips (size),
    .right = bulletin_docx_twips (size),
    .align = bulletin_docx_line_get_align (self, line, MIN (page, n_pages - 1)),
  };
  g_autoptr (GString) text = g_string_new (NULL);

  /* A bulletin of one page has no even page to read it off. */
  if (page >= n_pages && self->page_template->number_place == BULLETIN_NUMBER_OUTSIDE)
    paragraph.align = "left";
  for (guint i = 0; i < line->runs->len; i++)
    g_string_append (text, ((const BulletinPlanRun *) g_ptr_array_index (line->runs, i))->text);

  self->xml = bulletin_xml_writer_new ();
  bulletin_xml_writer_open (self->xml, "w:ftr");
  bulletin_xml_writer_set (self->xml, "xmlns:w", BULLETIN_DOCX_MAIN);
  bulletin_docx_open_paragraph (self, &paragraph);
  add_number (self, text->str);
  bulletin_docx_close_paragraph (self);
  bulletin_xml_writer_close (self->xml);
  return bulletin_xml_writer_finish (g_steal_pointer (&self->xml));
}
