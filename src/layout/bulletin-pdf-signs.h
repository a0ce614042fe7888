/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

/**
 * BulletinPdfSigns:
 *
 * What a page shows for characters that no glyph of a font stands for alone. A PDF
 * gives each glyph of a font one spelling: the box for a character that no font has
 * would give back the same character everywhere, and a letter with its accent, made
 * of two glyphs, whatever each of them stands for elsewhere. These are glyphs of a
 * font of our own (Type 3, ISO 32000-1, 9.6.5), one for each look and spelling.
 */
typedef struct _BulletinPdfSigns BulletinPdfSigns;

BulletinPdfSigns *bulletin_pdf_signs_new  (void);
void              bulletin_pdf_signs_free (BulletinPdfSigns    *self);
void              bulletin_pdf_signs_show (BulletinPdfSigns    *self,
                                           PangoFont           *font,
                                           const cairo_glyph_t *glyphs,
                                           int                  n_glyphs,
                                           double               advance,
                                           const char          *text,
                                           int                  length,
                                           cairo_t             *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPdfSigns, bulletin_pdf_signs_free)

G_END_DECLS
