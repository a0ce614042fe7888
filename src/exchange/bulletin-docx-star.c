/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-docx-private.h"

#include <math.h>

#include "bulletin-docx-drawing.h"
#include "bulletin-plan-drawing.h"

/* The red rule with a star in it: a border has no gap, so the rule and the star are
 * shapes at their places on the page. Readers that do not know shapes leave them out
 * (ECMA-376-3, 10.2.1). */

#define COMPATIBILITY "http://schemas.openxmlformats.org/markup-compatibility/2006"
#define SHAPE         "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"

/* In points, on the page. */
typedef struct
{
  double x, y, width, height;
} Box;

static Box
get_box (const BulletinPlanRule *rule)
{
  double x[BULLETIN_STAR_CORNERS], y[BULLETIN_STAR_CORNERS];
  Box box = { MIN (rule->x1, rule->x2), rule->y1 - rule->width / 2, fabs (rule->x2 - rule->x1), rule->width };
  double right, bottom;

  if (!rule->is_star)
    return box;

  bulletin_plan_rule_get_star (rule, x, y);
  box.x = right = x[0];
  box.y = bottom = y[0];
  for (int i = 1; i < BULLETIN_STAR_CORNERS; i++) {
    box.x = MIN (box.x, x[i]);
    box.y = MIN (box.y, y[i]);
    right = MAX (right, x[i]);
    bottom = MAX (bottom, y[i]);
  }
  box.width = right - box.x;
  box.height = bottom - box.y;
  return box;
}

static void
add_position (BulletinXmlWriter *xml,
              const char        *name,
              double             offset)
{
  g_autofree char *text = g_strdup_printf ("%ld", bulletin_docx_emu (offset));

  bulletin_xml_writer_open (xml, name);
  bulletin_xml_writer_set (xml, "relativeFrom", "page");
  bulletin_xml_writer_open (xml, "wp:posOffset");
  bulletin_xml_writer_text (xml, text);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_close (xml);
}

static void
add_graphic (BulletinXmlWriter      *xml,
             const BulletinPlanRule *rule,
             const Box              *box)
{
  char colour[7];

  g_snprintf (colour, sizeof colour, "%06X", rule->colour & 0xffffff);
  bulletin_docx_open_graphic (xml, SHAPE);
  bulletin_xml_writer_open (xml, "wps:wsp");
  bulletin_xml_writer_element (xml, "wps:cNvSpPr", NULL);
  bulletin_docx_open_shape (xml, "wps:spPr", rule->is_star ? "star5" : "rect", box->width, box->height);
  bulletin_xml_writer_open (xml, "a:solidFill");
  bulletin_xml_writer_element (xml, "a:srgbClr", "val", colour, NULL);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_open (xml, "a:ln");
  bulletin_xml_writer_element (xml, "a:noFill", NULL);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_element (xml, "wps:bodyPr", NULL);
  for (int i = 0; i < 3; i++)
    bulletin_xml_writer_close (xml);
}

/* ECMA-376-1, 20.4.2.3. */
static void
add_shape (BulletinDocx           *self,
           const BulletinPlanRule *rule)
{
  BulletinXmlWriter *xml = self->xml;
  const Box box = get_box (rule);

  self->n_drawings++;
  bulletin_xml_writer_open (xml, "w:r");
  bulletin_xml_writer_open (xml, "mc:AlternateContent");
  bulletin_xml_writer_set (xml, "xmlns:mc", COMPATIBILITY);
  bulletin_xml_writer_open (xml, "mc:Choice");
  bulletin_xml_writer_set (xml, "xmlns:wps", SHAPE);
  bulletin_xml_writer_set (xml, "Requires", "wps");
  bulletin_xml_writer_open (xml, "w:drawing");
  bulletin_docx_open_place (xml, "wp:anchor");
  bulletin_xml_writer_set (xml, "simplePos", "0");
  bulletin_xml_writer_set_int (xml, "relativeHeight", self->n_drawings);
  bulletin_xml_writer_set (xml, "behindDoc", "0");
  bulletin_xml_writer_set (xml, "locked", "0");
  bulletin_xml_writer_set (xml, "layoutInCell", "1");
  bulletin_xml_writer_set (xml, "allowOverlap", "1");
  bulletin_xml_writer_element (xml, "wp:simplePos", "x", "0", "y", "0", NULL);
  add_position (xml, "wp:positionH", box.x);
  add_position (xml, "wp:positionV", box.y);
  bulletin_docx_add_extent (xml, "wp:extent", box.width, box.height);
  bulletin_xml_writer_element (xml, "wp:effectExtent", "l", "0", "t", "0", "r", "0", "b", "0", NULL);
  bulletin_xml_writer_element (xml, "wp:wrapNone", NULL);
  bulletin_xml_writer_open (xml, "wp:docPr");
  bulletin_xml_writer_set_int (xml, "id", self->n_drawings);
  bulletin_xml_writer_set (xml, "name", rule->is_star ? "五角星" : "红线");
  bulletin_xml_writer_close (xml);
  bulletin_xml_writer_element (xml, "wp:cNvGraphicFramePr", NULL);
  add_graphic (xml, rule, &box);
  for (int i = 0; i < 5; i++)
    bulletin_xml_writer_close (xml);
}

/**
 * bulletin_docx_find_star:
 * @page: a page of a plan
 *
 * Returns: (transfer none) (nullable): the star in the head's rule
 */
const BulletinPlanRule *
bulletin_docx_find_star (const BulletinPlanPage *page)
{
  for (guint i = 0; i < page->rules->len; i++) {
    const BulletinPlanRule *rule = g_ptr_array_index (page->rules, i);

    if (rule->is_star)
      return rule;
  }

  return NULL;
}

/**
 * bulletin_docx_add_star:
 * @self: a document with an open paragraph
 * @page: a page of its plan
 *
 * Adds the star of the page's head and the rule on both sides of it, if there is one.
 */
void
bulletin_docx_add_star (BulletinDocx           *self,
                        const BulletinPlanPage *page)
{
  const BulletinPlanRule *star = bulletin_docx_find_star (page);

  for (guint i = 0; star && i < page->rules->len; i++) {
    const BulletinPlanRule *rule = g_ptr_array_index (page->rules, i);

    if (rule->y1 == star->y1 && rule->y2 == star->y2)
      add_shape (self, rule);
  }
}
