/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "bulletin-plan-drawing.h"

static const char *const role_names[] = {
  [BULLETIN_PLAN_HEAD] = "head",
  [BULLETIN_PLAN_TITLE] = "title",
  [BULLETIN_PLAN_HEADING] = "heading",
  [BULLETIN_PLAN_PARAGRAPH] = "paragraph",
  [BULLETIN_PLAN_NOTE] = "note",
  [BULLETIN_PLAN_CELL] = "cell",
  [BULLETIN_PLAN_CAPTION] = "caption",
  [BULLETIN_PLAN_TAIL] = "tail",
  [BULLETIN_PLAN_PAGE_NUMBER] = "page-number",
};

/* Numbers as SVG reads them in every locale, to a thousandth of a point. */
static void
append_number (GString *svg,
               double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  gsize length;

  g_ascii_formatd (buffer, sizeof buffer, "%.3f", number);
  length = strlen (buffer);
  while (buffer[length - 1] == '0')
    length--;
  if (buffer[length - 1] == '.')
    length--;
  g_string_append_len (svg, buffer, length);
}

static void
append_attribute (GString    *svg,
                  const char *name,
                  double      number)
{
  g_string_append_printf (svg, " %s=\"", name);
  append_number (svg, number);
  g_string_append_c (svg, '"');
}

/* XML has no way to write most control characters, not even as a reference. */
static void
append_escaped (GString    *svg,
                const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    const gunichar c = g_utf8_get_char (p);

    if (c == '<')
      g_string_append (svg, "&lt;");
    else if (c == '>')
      g_string_append (svg, "&gt;");
    else if (c == '&')
      g_string_append (svg, "&amp;");
    else if (c == '"')
      g_string_append (svg, "&quot;");
    else if (c == '\'')
      g_string_append (svg, "&apos;");
    else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c & 0xfffe) == 0xfffe)
      g_string_append (svg, "\357\277\275");
    else
      g_string_append_unichar (svg, c);
  }
}

/* A family as CSS quotes it, inside an attribute. */
static void
append_family (GString    *svg,
               const char *family)
{
  g_autoptr (GString) quoted = g_string_new ("'");

  for (const char *p = family; *p; p++) {
    if (*p == '\'' || *p == '\\')
      g_string_append_c (quoted, '\\');
    g_string_append_c (quoted, *p);
  }
  g_string_append_c (quoted, '\'');
  append_escaped (svg, quoted->str);
}

/* Whether a browser that spreads what is left evenly between the characters comes to
 * the same places: all are one glyph and equally wide, or it is one word. What follows
 * the last one is not the browser's concern. */
static gboolean
is_uniform (const BulletinPlanRun *run)
{
  const PangoGlyphInfo *glyphs = run->glyphs->glyphs;

  for (int i = 1; i + 1 < run->glyphs->num_glyphs; i++) {
    if (abs (glyphs[i].geometry.width - glyphs[0].geometry.width) > PANGO_SCALE / 50)
      return FALSE;
  }
  for (int i = 0; i < run->glyphs->num_glyphs; i++) {
    if (abs (glyphs[i].geometry.x_offset) > PANGO_SCALE / 50)
      return FALSE;
  }

  return TRUE;
}

/* Whether places can be given character by character: each has one glyph and is
 * one unit of UTF-16, which is what a list of x counts in. */
static gboolean
is_one_to_one (const BulletinPlanRun *run)
{
  int i = 0;

  for (const char *p = run->text; *p; p = g_utf8_next_char (p), i++) {
    if (i >= run->glyphs->num_glyphs || run->glyphs->log_clusters[i] != p - run->text || g_utf8_get_char (p) > 0xffff)
      return FALSE;
  }

  return i == run->glyphs->num_glyphs;
}

static void
append_run (GString               *svg,
            const BulletinPlanRun *run)
{
  const gboolean is_list = !is_uniform (run) && is_one_to_one (run) && g_unichar_iswide (g_utf8_get_char (run->text));

  g_string_append (svg, "<text xml:space=\"preserve\" x=\"");
  if (is_list) {
    double x = run->x;

    for (int i = 0; i < run->glyphs->num_glyphs; i++) {
      if (i > 0)
        g_string_append_c (svg, ' ');
      append_number (svg, x + (double) run->glyphs->glyphs[i].geometry.x_offset / PANGO_SCALE);
      x += (double) run->glyphs->glyphs[i].geometry.width / PANGO_SCALE;
    }
  } else {
    append_number (svg, run->x);
  }
  g_string_append_c (svg, '"');
  g_string_append (svg, " y=\"0\"");
  g_string_append (svg, " font-family=\"");
  append_family (svg, pango_font_description_get_family (run->font));
  g_string_append_c (svg, '"');
  append_attribute (svg, "font-size", (double) pango_font_description_get_size (run->font) / PANGO_SCALE);
  append_attribute (svg, "font-weight", CLAMP ((int) pango_font_description_get_weight (run->font), 1, 1000));
  /* Spread between the characters, not behind the last one: SVG 2, 11.6.1. */
  if (!is_list && run->width - run->trailing > 0) {
    append_attribute (svg, "textLength", run->width - run->trailing);
    g_string_append (svg, " lengthAdjust=\"spacing\"");
  }
  g_string_append_c (svg, '>');
  append_escaped (svg, run->text);
  g_string_append (svg, "</text>");
}

/**
 * bulletin_plan_line_to_svg:
 * @self: a line
 *
 * Writes a line as an SVG group for the preview: a text for each run with its
 * place and width pinned, so that screen and paper cannot differ. The unit is the
 * point, x counts from the page's left and y from the line's baseline, so that a
 * line that only moves up or down stays as it is written. All text is escaped; the
 * result is well-formed XML.
 *
 * Returns: (transfer full): the group
 */
char *
bulletin_plan_line_to_svg (const BulletinPlanLine *self)
{
  GString *svg = g_string_new (NULL);

  g_string_append_printf (svg, "<g class=\"line %s\" fill=\"#%06x\">", role_names[self->role], self->colour);
  for (guint i = 0; i < self->runs->len; i++)
    append_run (svg, g_ptr_array_index (self->runs, i));
  g_string_append (svg, "</g>");

  return g_string_free_and_steal (svg);
}

static void
append_star (GString                *svg,
             const BulletinPlanRule *rule)
{
  double x[BULLETIN_STAR_CORNERS], y[BULLETIN_STAR_CORNERS];

  bulletin_plan_rule_get_star (rule, x, y);
  g_string_append (svg, "<polygon points=\"");
  for (int i = 0; i < BULLETIN_STAR_CORNERS; i++) {
    if (i > 0)
      g_string_append_c (svg, ' ');
    append_number (svg, x[i]);
    g_string_append_c (svg, ',');
    append_number (svg, y[i]);
  }
  g_string_append_printf (svg, "\" fill=\"#%06x\"/>", rule->colour);
}

/**
 * bulletin_plan_rules_to_svg:
 * @page: a page
 *
 * Returns: (transfer full): the rules of the page as one SVG group
 */
char *
bulletin_plan_rules_to_svg (const BulletinPlanPage *page)
{
  GString *svg = g_string_new ("<g class=\"rules\">");

  for (guint i = 0; i < page->rules->len; i++) {
    const BulletinPlanRule *rule = g_ptr_array_index (page->rules, i);

    if (rule->is_star) {
      append_star (svg, rule);
      continue;
    }

    g_string_append (svg, "<line");
    append_attribute (svg, "x1", rule->x1);
    append_attribute (svg, "y1", rule->y1);
    append_attribute (svg, "x2", rule->x2);
    append_attribute (svg, "y2", rule->y2);
    append_attribute (svg, "stroke-width", rule->width);
    g_string_append_printf (svg, " stroke=\"#%06x\"/>", rule->colour);
  }
  g_string_append (svg, "</g>");

  return g_string_free_and_steal (svg);
}

/**
 * bulletin_plan_picture_to_svg:
 * @self: a picture
 * @href: where its file is found
 *
 * Returns: (transfer full): the picture as an SVG group, y measured from its top
 */
char *
bulletin_plan_picture_to_svg (const BulletinPlanPicture *self,
                              const char                *href)
{
  GString *svg = g_string_new ("<g class=\"picture\"><image y=\"0\" preserveAspectRatio=\"none\"");

  append_attribute (svg, "x", self->x);
  append_attribute (svg, "width", self->width);
  append_attribute (svg, "height", self->height);
  g_string_append (svg, " href=\"");
  append_escaped (svg, href);
  g_string_append (svg, "\"><title>");
  append_escaped (svg, self->caption);
  g_string_append (svg, "</title></image></g>");

  return g_string_free_and_steal (svg);
}

static void
append_moved (GString    *svg,
              const char *group,
              double      y)
{
  g_string_append (svg, "<g transform=\"translate(0 ");
  append_number (svg, y);
  g_string_append_printf (svg, ")\">%s</g>\n", group);
}

/**
 * bulletin_page_plan_to_svg:
 * @self: a plan
 * @page: the page, from 0
 *
 * Writes a page as one SVG element, pictures included. The ground is left to the
 * style sheet.
 *
 * Returns: (transfer full): the SVG element
 */
char *
bulletin_page_plan_to_svg (const BulletinPagePlan *self,
                           guint                   page)
{
  const BulletinPageTemplate *page_template = bulletin_page_plan_get_template (self);
  const BulletinPlanPage *plan_page = bulletin_page_plan_get_page (self, page);
  g_autoptr (GString) svg = g_string_new ("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"page\" lang=\"zh-CN\" xml:lang=\"zh-CN\" viewBox=\"0 0 ");
  g_autofree char *rules = NULL;

  g_return_val_if_fail (plan_page != NULL, NULL);

  append_number (svg, page_template->page_width);
  g_string_append_c (svg, ' ');
  append_number (svg, page_template->page_height);
  g_string_append_printf (svg, "\" data-page=\"%u\">\n", page + 1);

  rules = bulletin_plan_rules_to_svg (plan_page);
  g_string_append (svg, rules);
  for (guint i = 0; i < plan_page->pictures->len; i++) {
    const BulletinPlanPicture *picture = g_ptr_array_index (plan_page->pictures, i);
    g_autofree char *data = g_base64_encode (g_bytes_get_data (picture->content, NULL), g_bytes_get_size (picture->content));
    g_autofree char *href = g_strconcat ("data:", picture->media_type, ";base64,", data, NULL);
    g_autofree char *group = bulletin_plan_picture_to_svg (picture, href);

    append_moved (svg, group, picture->y);
  }
  for (guint i = 0; i < plan_page->lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (plan_page->lines, i);
    g_autofree char *group = bulletin_plan_line_to_svg (line);

    append_moved (svg, group, line->baseline);
  }

  g_string_append (svg, "</svg>\n");
  return g_string_free_and_steal (g_steal_pointer (&svg));
}
