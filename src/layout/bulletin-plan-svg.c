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

/* Whether a browser that spreads what is left over the whole run comes to the
 * same places: all characters are one glyph and equally wide, or it is one word. */
static gboolean
is_uniform (const BulletinPlanRun *run)
{
  const PangoGlyphInfo *glyphs = run->glyphs->glyphs;

  for (int i = 1; i < run->glyphs->num_glyphs; i++) {
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
            const BulletinPlanRun *run,
            double                 baseline)
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
  append_attribute (svg, "y", baseline);
  g_string_append (svg, " font-family=\"");
  append_family (svg, pango_font_description_get_family (run->font));
  g_string_append_c (svg, '"');
  append_attribute (svg, "font-size", (double) pango_font_description_get_size (run->font) / PANGO_SCALE);
  append_attribute (svg, "font-weight", CLAMP ((int) pango_font_description_get_weight (run->font), 1, 1000));
  if (!is_list && run->width > 0) {
    append_attribute (svg, "textLength", run->width);
    g_string_append (svg, " lengthAdjust=\"spacing\"");
  }
  g_string_append_printf (svg, " data-role=\"%s\"", role_names[run->role]);
  if (run->level > 0)
    g_string_append_printf (svg, " data-level=\"%d\"", run->level);
  if (run->offset != G_MAXSIZE)
    g_string_append_printf (svg, " data-offset=\"%" G_GSIZE_FORMAT "\" data-length=\"%" G_GSIZE_FORMAT "\"", run->offset, run->length);
  g_string_append_c (svg, '>');
  append_escaped (svg, run->text);
  g_string_append (svg, "</text>");
}

/**
 * bulletin_page_plan_to_svg:
 * @self: a plan
 * @page: the page, from 0
 *
 * Writes a page as an SVG element for the preview: a group for each line with
 * its place in the source (data-offset, data-length, in bytes), a text for each
 * run with its place and width pinned, so that screen and paper cannot differ,
 * and a line for each rule. The unit is the point. The ground is left to the
 * style sheet. All text is escaped; the result is well-formed XML.
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

  g_return_val_if_fail (plan_page != NULL, NULL);

  append_number (svg, page_template->page_width);
  g_string_append_c (svg, ' ');
  append_number (svg, page_template->page_height);
  g_string_append_printf (svg, "\" data-page=\"%u\">\n", page + 1);

  for (guint i = 0; i < plan_page->rules->len; i++) {
    const BulletinPlanRule *rule = g_ptr_array_index (plan_page->rules, i);

    g_string_append (svg, "<line");
    append_attribute (svg, "x1", rule->x1);
    append_attribute (svg, "y1", rule->y1);
    append_attribute (svg, "x2", rule->x2);
    append_attribute (svg, "y2", rule->y2);
    append_attribute (svg, "stroke-width", rule->width);
    g_string_append_printf (svg, " stroke=\"#%06x\"/>\n", rule->colour);
  }

  for (guint i = 0; i < plan_page->lines->len; i++) {
    const BulletinPlanLine *line = g_ptr_array_index (plan_page->lines, i);

    g_string_append_printf (svg, "<g class=\"line %s\" fill=\"#%06x\" data-element=\"%u\"", role_names[line->role], line->colour, line->element);
    if (line->offset != G_MAXSIZE)
      g_string_append_printf (svg, " data-offset=\"%" G_GSIZE_FORMAT "\" data-length=\"%" G_GSIZE_FORMAT "\"", line->offset, line->length);
    g_string_append_c (svg, '>');
    for (guint j = 0; j < line->runs->len; j++)
      append_run (svg, g_ptr_array_index (line->runs, j), line->baseline);
    g_string_append (svg, "</g>\n");
  }

  g_string_append (svg, "</svg>\n");
  return g_string_free_and_steal (g_steal_pointer (&svg));
}
