/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-plan-drawing.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "bulletin-scaled-font.h"

/* 600 dpi on A3: more than any printer shows, and 280 MB. */
#define MAX_PIXELS (70u * 1000 * 1000)

static void
set_colour (cairo_t *cr,
            guint32  colour)
{
  cairo_set_source_rgb (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

static cairo_status_t
append_bytes_cb (void                *closure,
                 const unsigned char *data,
                 unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static cairo_glyph_t *
place_glyphs (const BulletinPlanRun *run,
              double                 baseline)
{
  const int n = run->glyphs->num_glyphs;
  cairo_glyph_t *glyphs = g_new (cairo_glyph_t, n);
  double x = run->x;

  for (int i = 0; i < n; i++) {
    const PangoGlyphInfo *info = &run->glyphs->glyphs[i];

    glyphs[i].index = info->glyph;
    glyphs[i].x = x + (double) info->geometry.x_offset / PANGO_SCALE;
    glyphs[i].y = baseline + (double) info->geometry.y_offset / PANGO_SCALE;
    x += (double) info->geometry.width / PANGO_SCALE;
  }

  return glyphs;
}

static void
set_font (const BulletinPlanRun *run,
          BulletinPdfFonts      *fonts,
          cairo_glyph_t         *glyphs,
          cairo_t               *cr)
{
  if (fonts)
    bulletin_pdf_fonts_use (fonts, run->pango_font, glyphs, run->glyphs->num_glyphs, cr);
  else
    cairo_set_scaled_font (cr, bulletin_scaled_font_get (run->pango_font));
}

/* The bytes and the glyphs that belong together, those without a glyph with the ones
 * before them, or at the start after them. */
typedef struct
{
  int start;
  int length;
  int glyph;
  int n_glyphs;
} Cluster;

static Cluster
get_cluster (const BulletinPlanRun *run,
             int                    glyph,
             int                    length)
{
  const PangoGlyphString *glyphs = run->glyphs;
  Cluster cluster = { glyph == 0 ? 0 : glyphs->log_clusters[glyph], 0, glyph, 1 };

  while (glyph + cluster.n_glyphs < glyphs->num_glyphs &&
         glyphs->log_clusters[glyph + cluster.n_glyphs] == glyphs->log_clusters[glyph])
    cluster.n_glyphs++;
  cluster.length = (glyph + cluster.n_glyphs < glyphs->num_glyphs ? glyphs->log_clusters[glyph + cluster.n_glyphs] : length) - cluster.start;

  return cluster;
}

/* Whether the font of a PDF can give back what it stands for: one glyph, which is
 * that for —— as well, and nothing besides that joins or alters it unseen. */
static gboolean
is_spelt_by_font (const BulletinPlanRun *run,
                  const Cluster         *cluster,
                  BulletinPdfFonts      *fonts)
{
  const char *text = run->text + cluster->start;

  if (!fonts)
    return TRUE;
  if (cluster->n_glyphs != 1)
    return FALSE;
  for (const char *p = g_utf8_next_char (text); p < text + cluster->length; p = g_utf8_next_char (p)) {
    if (g_unichar_iszerowidth (g_utf8_get_char (p)))
      return FALSE;
  }

  return bulletin_pdf_fonts_spell (fonts, run->pango_font, run->glyphs->glyphs[cluster->glyph].glyph, text, cluster->length);
}

/**
 * bulletin_plan_run_draw:
 * @self: a run
 * @baseline: the baseline of its line, in points from the page's top
 * @colour: 0xRRGGBB
 * @fonts: (nullable): what the run's own font is cut down to, if it is
 * @cr: a context whose unit is the point
 *
 * Draws a run with the characters that its glyphs stand for: a PDF then gives
 * back the text that was written, not what a font's tables would make of the
 * glyphs, such as the radical U+2F2F for 工.
 */
void
bulletin_plan_run_draw (const BulletinPlanRun *self,
                        double                 baseline,
                        guint32                colour,
                        BulletinPdfFonts      *fonts,
                        cairo_t               *cr)
{
  const int n = self->glyphs->num_glyphs;
  const int length = (int) strlen (self->text);
  g_autofree cairo_glyph_t *placed = NULL;
  g_autofree cairo_glyph_t *glyphs = NULL;
  g_autofree cairo_text_cluster_t *clusters = NULL;
  int i = 0;

  if (n == 0) {
    /* Nobody sees it, but it is read: what joins two characters, say. */
    if (fonts && length > 0) {
      const cairo_glyph_t nothing = { 0, self->x, baseline };

      set_colour (cr, colour);
      bulletin_pdf_signs_show (bulletin_pdf_fonts_get_signs (fonts), self->pango_font, &nothing, 0, 0, self->text, length, cr);
    }
    return;
  }

  placed = place_glyphs (self, baseline);
  glyphs = g_memdup2 (placed, n * sizeof *placed);
  clusters = g_new (cairo_text_cluster_t, n);
  set_colour (cr, colour);
  set_font (self, fonts, glyphs, cr);

  while (i < n) {
    const int first = i;
    Cluster cluster = get_cluster (self, i, length);
    const int start = cluster.start;
    int n_clusters = 0;

    while (is_spelt_by_font (self, &cluster, fonts)) {
      clusters[n_clusters].num_glyphs = cluster.n_glyphs;
      clusters[n_clusters++].num_bytes = cluster.length;
      i += cluster.n_glyphs;
      if (i == n)
        break;
      cluster = get_cluster (self, i, length);
    }
    if (n_clusters > 0)
      cairo_show_text_glyphs (cr, self->text + start, (i < n ? cluster.start : length) - start,
                              glyphs + first, i - first, clusters, n_clusters, 0);
    if (i == n)
      break;

    bulletin_pdf_signs_show (bulletin_pdf_fonts_get_signs (fonts), self->pango_font, placed + i, cluster.n_glyphs,
                             (double) self->glyphs->glyphs[i].geometry.width / PANGO_SCALE,
                             self->text + cluster.start, cluster.length, cr);
    i += cluster.n_glyphs;
    /* Its own font again, for glyphs that have their numbers already. */
    if (i < n)
      bulletin_pdf_fonts_use (fonts, self->pango_font, NULL, 0, cr);
  }
}

/**
 * bulletin_plan_run_draw_silently:
 * @self: a run
 * @baseline: the baseline of its line, in points from the page's top
 * @colour: 0xRRGGBB
 * @fonts: (nullable): what the run's own font is cut down to, if it is
 * @cr: a context whose unit is the point
 *
 * Draws a run that is no part of the text, such as a page number, as shapes: who
 * copies a paragraph over a page break out of a PDF gets the paragraph alone.
 */
void
bulletin_plan_run_draw_silently (const BulletinPlanRun *self,
                                 double                 baseline,
                                 guint32                colour,
                                 BulletinPdfFonts      *fonts,
                                 cairo_t               *cr)
{
  const int n = self->glyphs->num_glyphs;
  g_autofree cairo_glyph_t *glyphs = NULL;

  if (n == 0)
    return;

  glyphs = place_glyphs (self, baseline);
  set_colour (cr, colour);
  set_font (self, fonts, glyphs, cr);
  cairo_glyph_path (cr, glyphs, n);
  cairo_fill (cr);
}

/**
 * bulletin_plan_rule_get_star:
 * @self: a rule that is a star
 * @x: (out) (array fixed-size=10): the corners, clockwise from the top, in points
 * @y: (out) (array fixed-size=10): the same
 *
 * Computes the star of five points that @self is drawn as.
 */
void
bulletin_plan_rule_get_star (const BulletinPlanRule *self,
                             double                  x[BULLETIN_STAR_CORNERS],
                             double                  y[BULLETIN_STAR_CORNERS])
{
  const double radius = hypot (self->x2 - self->x1, self->y2 - self->y1) / 2;
  /* Where the sides of a regular pentagram cross. */
  const double inner = radius * sin (G_PI / 10) / sin (3 * G_PI / 10);

  for (int i = 0; i < BULLETIN_STAR_CORNERS; i++) {
    const double angle = i * 2 * G_PI / BULLETIN_STAR_CORNERS;
    const double distance = i % 2 == 0 ? radius : inner;

    x[i] = (self->x1 + self->x2) / 2 + distance * sin (angle);
    y[i] = (self->y1 + self->y2) / 2 - distance * cos (angle);
  }
}

/**
 * bulletin_plan_rule_draw:
 * @self: a rule
 * @cr: a context whose unit is the point
 */
void
bulletin_plan_rule_draw (const BulletinPlanRule *self,
                         cairo_t                *cr)
{
  set_colour (cr, self->colour);
  if (self->is_star) {
    double x[BULLETIN_STAR_CORNERS], y[BULLETIN_STAR_CORNERS];

    bulletin_plan_rule_get_star (self, x, y);
    cairo_new_path (cr);
    for (int i = 0; i < BULLETIN_STAR_CORNERS; i++)
      cairo_line_to (cr, x[i], y[i]);
    cairo_close_path (cr);
    cairo_fill (cr);
    return;
  }

  cairo_set_line_width (cr, self->width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_move_to (cr, self->x1, self->y1);
  cairo_line_to (cr, self->x2, self->y2);
  cairo_stroke (cr);
}

/**
 * bulletin_page_plan_draw:
 * @self: a plan
 * @page: the page, from 0
 * @cr: a context whose unit is the point and whose origin is the page's top left
 *
 * Draws a page: on the screen, for printing, into a picture. The ground is left
 * as it is. May be called on any thread, also for one plan on several at once.
 */
void
bulletin_page_plan_draw (const BulletinPagePlan *self,
                         guint                   page,
                         cairo_t                *cr)
{
  const BulletinPlanPage *plan_page = bulletin_page_plan_get_page (self, page);

  g_return_if_fail (plan_page != NULL);

  cairo_save (cr);
  for (guint i = 0; i < plan_page->rules->len; i++)
    bulletin_plan_rule_draw (g_ptr_array_index (plan_page->rules, i), cr);
  for (guint i = 0; i < plan_page->pictures->len; i++)
    bulletin_plan_picture_draw (g_ptr_array_index (plan_page->pictures, i), cr);
  for (guint i = 0; i < plan_page->lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (plan_page->lines, i);

    for (guint j = 0; j < line->runs->len; j++)
      bulletin_plan_run_draw (g_ptr_array_index (line->runs, j), line->baseline, line->colour, NULL, cr);
  }
  cairo_restore (cr);
}

/**
 * bulletin_page_plan_to_png:
 * @self: a plan
 * @page: the page, from 0
 * @dpi: dots per inch, more than 0
 * @error: where an error goes, or %NULL
 *
 * Draws a page on white paper.
 *
 * Returns: (transfer full) (nullable): a PNG, or %NULL with
 *   %BULLETIN_LAYOUT_ERROR_DRAWING, as when the picture would be too large
 */
GBytes *
bulletin_page_plan_to_png (const BulletinPagePlan *self,
                           guint                   page,
                           double                  dpi,
                           GError                **error)
{
  const BulletinPageTemplate *page_template = bulletin_page_plan_get_template (self);
  const double width = round (page_template->page_width * dpi / 72);
  const double height = round (page_template->page_height * dpi / 72);

  if (page >= bulletin_page_plan_get_n_pages (self)) {
    g_set_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_DRAWING,
                 _ ("There is no page %u. Choose one of the bulletin’s pages."), page + 1);
    return NULL;
  }

  if (!(width >= 1 && height >= 1 && width * height <= MAX_PIXELS)) {
    g_set_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_DRAWING,
                 _ ("A picture with %g dots per inch cannot be made. Choose a resolution between 36 and 600."), dpi);
    return NULL;
  }

  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, width / page_template->page_width, height / page_template->page_height);
  bulletin_page_plan_draw (self, page, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);

  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_bytes_cb, bytes);
  cairo_surface_destroy (surface);

  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_DRAWING,
                 _ ("The picture of the page could not be made: %s. Try a lower resolution."), cairo_status_to_string (status));
    return NULL;
  }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
