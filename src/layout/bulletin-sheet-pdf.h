/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <pango/pangocairo.h>

#include "bulletin-page-template.h"

G_BEGIN_DECLS

#define BULLETIN_POINTS_PER_MM (72.0 / 25.4)

/**
 * BulletinSheetPdf:
 *
 * A PDF on A4 that is drawn by hand, with the typefaces of the standard: what goes
 * with a bulletin and is none, such as labels. Lengths are points.
 */
typedef struct _BulletinSheetPdf BulletinSheetPdf;

BulletinSheetPdf *bulletin_sheet_pdf_new        (const char           *title,
                                                 const char           *date);
cairo_t          *bulletin_sheet_pdf_get_cairo  (BulletinSheetPdf     *self);
/* A text of a width, to be drawn by bulletin_sheet_pdf_draw(); (transfer full). */
PangoLayout      *bulletin_sheet_pdf_layout     (BulletinSheetPdf     *self,
                                                 const char           *text,
                                                 BulletinFontRole      role,
                                                 double                size,
                                                 double                width,
                                                 PangoAlignment        alignment);
double            bulletin_sheet_pdf_get_height (PangoLayout          *layout);
void              bulletin_sheet_pdf_draw       (BulletinSheetPdf     *self,
                                                 PangoLayout          *layout,
                                                 double                x,
                                                 double                y);
void              bulletin_sheet_pdf_end_page   (BulletinSheetPdf     *self);
/* Ends and frees it. */
GBytes           *bulletin_sheet_pdf_finish     (BulletinSheetPdf     *self,
                                                 GError              **error);

G_END_DECLS
