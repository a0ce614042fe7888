/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "bulletin-page-plan.h"
#include "bulletin-pdf-signs.h"

G_BEGIN_DECLS

/**
 * BulletinPdfFonts:
 *
 * The fonts of a plan, each cut down to the glyphs that the plan shows. Cairo
 * reads all of a font to embed a few hundred of its glyphs, and copies it more
 * than once: for the four fonts of a bulletin in Chinese that is 76 MB and four
 * fifths of the time that a PDF takes.
 */
typedef struct _BulletinPdfFonts BulletinPdfFonts;

BulletinPdfFonts *bulletin_pdf_fonts_new  (const BulletinPagePlan *plan);
void              bulletin_pdf_fonts_free (BulletinPdfFonts       *self);
void              bulletin_pdf_fonts_use  (BulletinPdfFonts       *self,
                                           PangoFont              *font,
                                           cairo_glyph_t          *glyphs,
                                           int                     n_glyphs,
                                           cairo_t                *cr);
/* Whether a glyph is to be read as those characters, as it is elsewhere if it is. */
gboolean          bulletin_pdf_fonts_spell (BulletinPdfFonts      *self,
                                            PangoFont             *font,
                                            PangoGlyph             glyph,
                                            const char            *text,
                                            int                    length);
/* Those of its characters that it has no glyph for. */
BulletinPdfSigns *bulletin_pdf_fonts_get_signs (BulletinPdfFonts  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPdfFonts, bulletin_pdf_fonts_free)

G_END_DECLS
