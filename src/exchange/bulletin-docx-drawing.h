/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-xml-writer.h"

G_BEGIN_DECLS

/* What a picture and a shape have in common (ECMA-376-1, 20): elements of DrawingML.
 * Widths and heights are in points. Whoever opens an element closes it. */

long bulletin_docx_emu            (double             points);
void bulletin_docx_open_place     (BulletinXmlWriter *xml,
                                   const char        *name);
void bulletin_docx_open_graphic   (BulletinXmlWriter *xml,
                                   const char        *kind);
void bulletin_docx_add_extent     (BulletinXmlWriter *xml,
                                   const char        *name,
                                   double             width,
                                   double             height);
void bulletin_docx_open_shape     (BulletinXmlWriter *xml,
                                   const char        *name,
                                   const char        *preset,
                                   double             width,
                                   double             height);

G_END_DECLS
