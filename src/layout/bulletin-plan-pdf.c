/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <string.h>

#include "bulletin-pdf-finish.h"
#include "bulletin-pdf-fonts.h"
#include "bulletin-plan-drawing.h"

/* Dates come from the bulletin, never from the clock, so that a bulletin gives
 * the same bytes for ever; without a date of its own it has this one. */
#define NO_DATE "2000-01-01"

/* A heading, for the outline. */
typedef struct
{
  int level;
  GString *text;
  guint page; /* from 1 */
  double x, y;
} Heading;

/* The structure is written along with the content. An element that goes on over
 * a page stays open; its content is then in spans, one on each page, so that the
 * page number between them does not become part of it. */
typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
  BulletinPdfFonts *fonts;
  GHashTable *last_pages; /* of each element, from 1 */
  GHashTable *n_columns;  /* of each table */
  GArray *headings;       /* (element-type Heading) */
  GPtrArray *figures;     /* (element-type BulletinPlanPicture): in the order of their tags */

  guint element; /* what is open, 0 for nothing */
  const char *tag;
  gboolean in_span;
  guint table;
  int row;
  int column; /* that comes next */
} Pdf;

static void
heading_clear (gpointer data)
{
  g_string_free (((Heading *) data)->text, TRUE);
}

static cairo_status_t
append_bytes_cb (void                *closure,
                 const unsigned char *data,
                 unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* The standard structure type of a run: ISO 32000-1, 14.8.4. The title is the
 * first heading, so those of the text are one level lower. */
static const char *
get_tag (const BulletinPlanLine *line,
         const BulletinPlanRun  *run)
{
  static const char *const headings[] = { "H2", "H2", "H3", "H4", "H5" };

  switch (run->role) {
  case BULLETIN_PLAN_TITLE:
    return "H1";
  case BULLETIN_PLAN_HEADING:
    return headings[CLAMP (run->level, 0, 4)];
  case BULLETIN_PLAN_CELL:
    return line->is_table_head ? "TH" : "TD";
  case BULLETIN_PLAN_NOTE:
    return "BlockQuote";
  case BULLETIN_PLAN_CAPTION:
    return "Caption";
  case BULLETIN_PLAN_HEAD:
  case BULLETIN_PLAN_PARAGRAPH:
  case BULLETIN_PLAN_TAIL:
  case BULLETIN_PLAN_PAGE_NUMBER:
  default:
    return "P";
  }
}

/* Rules and page numbers say nothing of the text, repeated heads nothing new. */
static gboolean
is_artifact (const BulletinPlanLine *line)
{
  return line->role == BULLETIN_PLAN_PAGE_NUMBER || line->is_repeated;
}

static void
survey (Pdf                    *pdf,
        const BulletinPagePlan *plan)
{
  for (guint page = 0; page < bulletin_page_plan_get_n_pages (plan); page++) {
    const BulletinPlanPage *plan_page = bulletin_page_plan_get_page (plan, page);

    for (guint i = 0; i < plan_page->lines->len; i++) {
      const BulletinPlanLine *line = g_ptr_array_index (plan_page->lines, i);
      gpointer table = GUINT_TO_POINTER (line->table);

      if (is_artifact (line))
        continue;

      for (guint j = 0; j < line->runs->len; j++)
        g_hash_table_insert (pdf->last_pages,
                             GUINT_TO_POINTER (((const BulletinPlanRun *) g_ptr_array_index (line->runs, j))->element),
                             GUINT_TO_POINTER (page + 1));
      if (line->table > 0 && GPOINTER_TO_INT (g_hash_table_lookup (pdf->n_columns, table)) <= line->table_column)
        g_hash_table_insert (pdf->n_columns, table, GINT_TO_POINTER (line->table_column + 1));
    }
  }
}

static guint
get_last_page (const Pdf *pdf,
               guint      element)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (pdf->last_pages, GUINT_TO_POINTER (element)));
}

static void
close_span (Pdf *pdf)
{
  if (pdf->in_span)
    cairo_tag_end (pdf->cr, "Span");
  pdf->in_span = FALSE;
}

static void
close_element (Pdf *pdf)
{
  close_span (pdf);
  if (pdf->element > 0)
    cairo_tag_end (pdf->cr, pdf->tag);
  pdf->element = 0;
}

/* A cell without text has no lines, but its row still has a column there. */
static void
write_empty_cells (Pdf *pdf,
                   int  end)
{
  for (; pdf->column < end; pdf->column++) {
    cairo_tag_begin (pdf->cr, "TD", NULL);
    cairo_tag_end (pdf->cr, "TD");
  }
}

static void
close_row (Pdf *pdf)
{
  if (pdf->row < 0)
    return;

  write_empty_cells (pdf, GPOINTER_TO_INT (g_hash_table_lookup (pdf->n_columns, GUINT_TO_POINTER (pdf->table))));
  cairo_tag_end (pdf->cr, "TR");
  pdf->row = -1;
}

static void
open_element (Pdf                    *pdf,
              const BulletinPlanLine *line,
              const BulletinPlanRun  *run,
              guint                   page)
{
  close_element (pdf);

  if (pdf->table != line->table || (line->table > 0 && pdf->row != line->table_row))
    close_row (pdf);
  if (pdf->table != line->table) {
    if (pdf->table > 0)
      cairo_tag_end (pdf->cr, "Table");
    if (line->table > 0)
      cairo_tag_begin (pdf->cr, "Table", NULL);
    pdf->table = line->table;
  }
  if (line->table > 0) {
    if (pdf->row != line->table_row) {
      cairo_tag_begin (pdf->cr, "TR", NULL);
      pdf->row = line->table_row;
      pdf->column = 0;
    }
    write_empty_cells (pdf, line->table_column);
    pdf->column = MAX (pdf->column, line->table_column + 1);
  }

  pdf->element = run->element;
  pdf->tag = get_tag (line, run);
  cairo_tag_begin (pdf->cr, pdf->tag, NULL);

  if (run->role == BULLETIN_PLAN_HEADING) {
    Heading heading = { run->level, g_string_new (NULL), page + 1, run->x, line->baseline - line->ascent };

    g_array_append_val (pdf->headings, heading);
  }
}

static void
draw_run (Pdf                    *pdf,
          const BulletinPlanLine *line,
          const BulletinPlanRun  *run,
          guint                   page)
{
  if (run->element != pdf->element)
    open_element (pdf, line, run, page);

  if (!pdf->in_span && get_last_page (pdf, run->element) > page + 1) {
    cairo_tag_begin (pdf->cr, "Span", NULL);
    pdf->in_span = TRUE;
  }

  bulletin_plan_run_draw (run, line->baseline, line->colour, pdf->fonts, pdf->cr);
  if (run->role == BULLETIN_PLAN_HEADING)
    g_string_append (g_array_index (pdf->headings, Heading, pdf->headings->len - 1).text, run->text);
}

/* Those that are read before line @line. Cairo has no call for the text that
 * stands for a figure: it is added when the file is finished. */
static void
draw_pictures (Pdf                    *pdf,
               const BulletinPlanPage *plan_page,
               guint                   line,
               guint                   page,
               guint                  *n_pictures)
{
  while (*n_pictures < plan_page->pictures->len) {
    const BulletinPlanPicture *picture = g_ptr_array_index (plan_page->pictures, *n_pictures);

    if (picture->n_lines_before > line)
      return;
    close_element (pdf);
    close_row (pdf);
    if (pdf->table > 0)
      cairo_tag_end (pdf->cr, "Table");
    pdf->table = 0;
    cairo_tag_begin (pdf->cr, "Figure", NULL);
    bulletin_plan_picture_draw (picture, pdf->cr);
    cairo_tag_end (pdf->cr, "Figure");
    g_ptr_array_add (pdf->figures, (gpointer) picture);
    (*n_pictures)++;
  }
}

static void
draw_page (Pdf                    *pdf,
           const BulletinPagePlan *plan,
           guint                   page)
{
  const BulletinPlanPage *plan_page = bulletin_page_plan_get_page (plan, page);

  /* What was left open on the page before goes on in a span of its own. */
  gboolean goes_on = pdf->element > 0;
  guint n_pictures = 0;

  if (plan_page->rules->len > 0) {
    cairo_tag_begin (pdf->cr, "Artifact", NULL);
    for (guint i = 0; i < plan_page->rules->len; i++)
      bulletin_plan_rule_draw (g_ptr_array_index (plan_page->rules, i), pdf->cr);
    cairo_tag_end (pdf->cr, "Artifact");
  }

  for (guint i = 0; i < plan_page->lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (plan_page->lines, i);

    draw_pictures (pdf, plan_page, i, page, &n_pictures);
    if (is_artifact (line)) {
      if (get_last_page (pdf, pdf->element) > page + 1)
        close_span (pdf);
      else if (!goes_on)
        close_element (pdf);
      cairo_tag_begin (pdf->cr, "Artifact", NULL);
      for (guint j = 0; j < line->runs->len; j++)
        bulletin_plan_run_draw_silently (g_ptr_array_index (line->runs, j), line->baseline, line->colour, pdf->fonts, pdf->cr);
      cairo_tag_end (pdf->cr, "Artifact");
      continue;
    }

    for (guint j = 0; j < line->runs->len; j++) {
      const BulletinPlanRun *run = g_ptr_array_index (line->runs, j);

      if (goes_on && run->element == pdf->element && !pdf->in_span) {
        cairo_tag_begin (pdf->cr, "Span", NULL);
        pdf->in_span = TRUE;
      }
      goes_on = FALSE;
      draw_run (pdf, line, run, page);
    }
  }

  draw_pictures (pdf, plan_page, plan_page->lines->len, page, &n_pictures);

  close_span (pdf);
  if (get_last_page (pdf, pdf->element) <= page + 1)
    close_element (pdf);
}

static void
write_outline (Pdf *pdf)
{
  int parents[5] = { CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT };

  for (guint i = 0; i < pdf->headings->len; i++) {
    const Heading *heading = &g_array_index (pdf->headings, Heading, i);
    const int level = CLAMP (heading->level, 1, 4);
    g_autofree char *text = g_strstrip (g_strdup (heading->text->str));
    char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

    /* A run-in heading is a sentence; in an outline it is a heading. */
    if (g_str_has_suffix (text, "。"))
      text[strlen (text) - strlen ("。")] = '\0';

    g_ascii_formatd (x, sizeof x, "%.2f", heading->x);
    g_ascii_formatd (y, sizeof y, "%.2f", heading->y);
    g_autofree char *link = g_strdup_printf ("page=%u pos=[%s %s]", heading->page, x, y);
    int id = cairo_pdf_surface_add_outline (pdf->surface, parents[level - 1], text, link, CAIRO_PDF_OUTLINE_FLAG_OPEN);

    for (int below = level; below < 5; below++)
      parents[below] = id;
  }
}

static void
write_metadata (Pdf                    *pdf,
                const BulletinMetadata *metadata)
{
  g_autofree char *date = g_strconcat (metadata->date && bulletin_date_is_valid (metadata->date) ? metadata->date : NO_DATE,
                                       "T00:00:00+08:00", NULL);

  if (metadata->title)
    cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_TITLE, metadata->title);
  if (metadata->issuer)
    cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_AUTHOR, metadata->issuer);
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_CREATOR, "Bulletin " PACKAGE_VERSION);
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

/**
 * bulletin_page_plan_to_pdf:
 * @self: a plan
 * @cancellable: (nullable): to stop between two pages
 * @error: where an error goes, or %NULL
 *
 * Writes the plan as a tagged PDF in Chinese: a structure of headings, paragraphs
 * and tables, an outline of the headings, title, author and dates from the
 * metadata, subset fonts. The same plan gives the same bytes. May be called on
 * any thread.
 *
 * Returns: (transfer full) (nullable): the PDF, or %NULL with
 *   %BULLETIN_LAYOUT_ERROR_DRAWING or %G_IO_ERROR_CANCELLED
 */
GBytes *
bulletin_page_plan_to_pdf (const BulletinPagePlan *self,
                           GCancellable           *cancellable,
                           GError                **error)
{
  return bulletin_page_plan_to_pdf_with_progress (self, NULL, NULL, cancellable, error);
}

/**
 * bulletin_page_plan_to_pdf_with_progress:
 * @self: a plan
 * @progress: (nullable): told after every page
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop between two pages
 * @error: where an error goes, or %NULL
 *
 * As bulletin_page_plan_to_pdf(), for somebody who waits for it.
 *
 * Returns: (transfer full) (nullable): the PDF, or %NULL as there
 */
GBytes *
bulletin_page_plan_to_pdf_with_progress (const BulletinPagePlan *self,
                                         BulletinPlanProgress    progress,
                                         gpointer                progress_data,
                                         GCancellable           *cancellable,
                                         GError                **error)
{
  const BulletinPageTemplate *page_template = bulletin_page_plan_get_template (self);
  const guint n_pages = bulletin_page_plan_get_n_pages (self);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GHashTable) last_pages = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) n_columns = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) headings = g_array_new (FALSE, FALSE, sizeof (Heading));
  g_autoptr (GPtrArray) figures = g_ptr_array_new ();
  g_autoptr (BulletinPdfFonts) fonts = bulletin_pdf_fonts_new (self);
  gboolean is_cancelled = FALSE;
  cairo_status_t status;
  Pdf pdf = { 0 };

  pdf.surface = cairo_pdf_surface_create_for_stream (append_bytes_cb, bytes, page_template->page_width, page_template->page_height);
  cairo_pdf_surface_restrict_to_version (pdf.surface, CAIRO_PDF_VERSION_1_4);
  write_metadata (&pdf, bulletin_page_plan_get_metadata (self));
  pdf.cr = cairo_create (pdf.surface);
  pdf.fonts = fonts;
  pdf.last_pages = last_pages;
  pdf.n_columns = n_columns;
  pdf.headings = headings;
  pdf.figures = figures;
  pdf.row = -1;
  g_array_set_clear_func (headings, heading_clear);
  survey (&pdf, self);

  cairo_tag_begin (pdf.cr, "Document", NULL);
  for (guint i = 0; i < n_pages && !is_cancelled; i++) {
    draw_page (&pdf, self, i);
    if (i + 1 == n_pages) {
      close_element (&pdf);
      close_row (&pdf);
      if (pdf.table > 0)
        cairo_tag_end (pdf.cr, "Table");
      cairo_tag_end (pdf.cr, "Document");
      write_outline (&pdf);
    }
    cairo_show_page (pdf.cr);
    is_cancelled = g_cancellable_is_cancelled (cancellable);
    if (progress != NULL)
      progress ((i + 1.0) / n_pages, progress_data);
  }

  status = cairo_status (pdf.cr);
  cairo_destroy (pdf.cr);
  cairo_surface_finish (pdf.surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (pdf.surface);
  cairo_surface_destroy (pdf.surface);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_DRAWING,
                 _ ("The PDF could not be written: %s. Look for a damaged typeface on this computer, or choose another one."),
                 cairo_status_to_string (status));
    return NULL;
  }

  bulletin_pdf_finish (bytes, figures);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
