/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-docx-drawing.h"

#include <math.h>

/* English Metric Units in a point (ECMA-376-1, 20.1.2.1). */
#define EMU_PER_POINT 12700

#define DRAWING_MAIN           "http://schemas.openxmlformats.org/drawingml/2006/main"
#define DRAWING_WORDPROCESSING "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

/* The unit of DrawingML. */
long
bulletin_docx_emu (double points)
{
  return lround (points * EMU_PER_POINT);
}

/**
 * bulletin_docx_open_place:
 * @xml: where it is written
 * @name: `wp:inline` or `wp:anchor`
 *
 * Opens what says where a drawing stands; the text keeps no distance of its own.
 */
void
bulletin_docx_open_place (BulletinXmlWriter *xml,
                          const char        *name)
{
  bulletin_xml_writer_open (xml, name);
  bulletin_xml_writer_set (xml, "xmlns:wp", DRAWING_WORDPROCESSING);
  bulletin_xml_writer_set (xml, "distT", "0");
  bulletin_xml_writer_set (xml, "distB", "0");
  bulletin_xml_writer_set (xml, "distL", "0");
  bulletin_xml_writer_set (xml, "distR", "0");
}

/**
 * bulletin_docx_open_graphic:
 * @xml: where it is written
 * @kind: the namespace of what comes within
 *
 * Opens `a:graphic` and, in it, `a:graphicData`.
 */
void
bulletin_docx_open_graphic (BulletinXmlWriter *xml,
                            const char        *kind)
{
  bulletin_xml_writer_open (xml, "a:graphic");
  bulletin_xml_writer_set (xml, "xmlns:a", DRAWING_MAIN);
  bulletin_xml_writer_open (xml, "a:graphicData");
  bulletin_xml_writer_set (xml, "uri", kind);
}

/* How large it is, as the element @name. */
void
bulletin_docx_add_extent (BulletinXmlWriter *xml,
                          const char        *name,
                          double             width,
                          double             height)
{
  bulletin_xml_writer_open (xml, name);
  bulletin_xml_writer_set_int (xml, "cx", bulletin_docx_emu (width));
  bulletin_xml_writer_set_int (xml, "cy", bulletin_docx_emu (height));
  bulletin_xml_writer_close (xml);
}

/**
 * bulletin_docx_open_shape:
 * @xml: where it is written
 * @name: the element of its properties, `pic:spPr` or `wps:spPr`
 * @preset: its form, a value of `a:prstGeom`
 * @width, @height: in points
 *
 * Opens the properties of a shape and adds its size and its form.
 */
void
bulletin_docx_open_shape (BulletinXmlWriter *xml,
                          const char        *name,
                          const char        *preset,
                          double             width,
                          double             height)
{
  bulletin_xml_writer_open (xml, name);
  bulletin_xml_writer_open (xml, "a:xfrm");
  bulletin_xml_writer_element (xml, "a:off", "x", "0", "y", "0", NULL);
  bulletin_docx_add_extent (xml, "a:ext", width, height);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_open (xml, "a:prstGeom");
  bulletin_xml_writer_set (xml, "prst", preset);
  bulletin_xml_writer_element (xml, "a:avLst", NULL);
  bulletin_xml_writer_close (xml);
}
