/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-template.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (BulletinPageTemplate, bulletin_page_template, bulletin_page_template_copy, bulletin_page_template_free)

#define MM BULLETIN_POINTS_PER_MM

/* The red of printed heads. */
#define RED 0xe60012

/* GB/T 9704-2012, 7.3: which typeface and size each part has. 2号 is 22 pt, 3号
 * 16 pt and 4号 14 pt. The size of the name, 42 pt, tables and captions follow
 * practice. */
static const BulletinTypeStyle standard_styles[BULLETIN_N_STYLES] = {
  [BULLETIN_STYLE_MASTHEAD] = { BULLETIN_FONT_TITLE, 42, FALSE },
  [BULLETIN_STYLE_ISSUE] = { BULLETIN_FONT_BODY, 16, FALSE },
  [BULLETIN_STYLE_MARK] = { BULLETIN_FONT_HEADING, 16, FALSE },
  [BULLETIN_STYLE_TITLE] = { BULLETIN_FONT_TITLE, 22, FALSE },
  [BULLETIN_STYLE_HEADING_1] = { BULLETIN_FONT_HEADING, 16, FALSE },
  [BULLETIN_STYLE_HEADING_2] = { BULLETIN_FONT_KAI, 16, FALSE },
  [BULLETIN_STYLE_HEADING_3] = { BULLETIN_FONT_BODY, 16, TRUE },
  [BULLETIN_STYLE_HEADING_4] = { BULLETIN_FONT_BODY, 16, FALSE },
  [BULLETIN_STYLE_BODY] = { BULLETIN_FONT_BODY, 16, FALSE },
  [BULLETIN_STYLE_NOTE] = { BULLETIN_FONT_KAI, 16, FALSE },
  [BULLETIN_STYLE_TABLE] = { BULLETIN_FONT_BODY, 14, FALSE },
  [BULLETIN_STYLE_TABLE_HEAD] = { BULLETIN_FONT_HEADING, 14, FALSE },
  [BULLETIN_STYLE_CAPTION] = { BULLETIN_FONT_KAI, 14, FALSE },
  [BULLETIN_STYLE_TAIL] = { BULLETIN_FONT_BODY, 14, FALSE },
  [BULLETIN_STYLE_PAGE_NUMBER] = { BULLETIN_FONT_SONG, 14, FALSE },
};

/* The strings of a template, which it owns. */
static const gsize strings[] = {
  G_STRUCT_OFFSET (BulletinPageTemplate, head.name),
  G_STRUCT_OFFSET (BulletinPageTemplate, head.second_name),
  G_STRUCT_OFFSET (BulletinPageTemplate, head.issue_pattern),
  G_STRUCT_OFFSET (BulletinPageTemplate, tail.report_to_label),
  G_STRUCT_OFFSET (BulletinPageTemplate, tail.send_to_label),
  G_STRUCT_OFFSET (BulletinPageTemplate, tail.distribute_to_label),
  G_STRUCT_OFFSET (BulletinPageTemplate, tail.copies_pattern),
};

static gboolean
has_room_for_styles (const BulletinPageTemplate *self)
{
  for (guint i = 0; i < BULLETIN_N_STYLES; i++) {
    /* A title is large, and the name is made smaller until it fits. */
    double share = 8;

    if (i == BULLETIN_STYLE_MASTHEAD)
      share = 1;
    else if (i == BULLETIN_STYLE_TITLE)
      share = 4;
    if (self->styles[i].size > self->block_width / share)
      return FALSE;
  }

  return TRUE;
}

/* The head with the room below it may take two thirds of the first page. */
static gboolean
has_room_for_head (const BulletinPageTemplate *self)
{
  const double pitch = self->block_height / self->rows;
  const double name = (self->head.second_name ? 2 : 1) * 1.2 * self->styles[BULLETIN_STYLE_MASTHEAD].size;
  const double lines = 3 * MAX (pitch, self->styles[BULLETIN_STYLE_ISSUE].size);

  return name + lines + self->head.rows_below * pitch <= self->block_height * 2 / 3;
}

/**
 * bulletin_layout_error_quark:
 *
 * Returns: the domain of the errors of #BulletinLayoutError
 */
GQuark
bulletin_layout_error_quark (void)
{
  return g_quark_from_static_string ("bulletin-layout-error-quark");
}

/**
 * bulletin_page_template_new:
 *
 * Makes a template with the measures of GB/T 9704-2012: A4 (5.1), a top margin
 * of 37 mm, a binding margin of 28 mm and a text block of 156 × 225 mm (5.2.1),
 * 22 rows of 28 characters (5.2.3), paragraphs indented by two (7.3.3), page
 * numbers 7 mm below the block (7.5). The head and the tail follow practice.
 *
 * Returns: (transfer full): a new template
 */
BulletinPageTemplate *
bulletin_page_template_new (void)
{
  BulletinPageTemplate *self = g_new0 (BulletinPageTemplate, 1);

  self->page_width = 210 * MM;
  self->page_height = 297 * MM;
  self->margin_top = 37 * MM;
  self->margin_left = 28 * MM;
  self->block_width = 156 * MM;
  self->block_height = 225 * MM;
  self->rows = 22;
  self->columns = 28;
  self->indent = 2;
  memcpy (self->styles, standard_styles, sizeof standard_styles);

  self->head.colour = RED;
  self->head.spacing = -1;
  self->head.shows_issue = TRUE;
  self->head.shows_total = TRUE;
  self->head.rule = BULLETIN_HEAD_RULE_PLAIN;
  self->head.rule_width = 0.7 * MM;
  self->head.rows_below = 2;
  self->head.copy_number_side = BULLETIN_SIDE_RIGHT;

  self->tail.is_shown = TRUE;
  self->tail.shows_report_to = TRUE;
  self->tail.shows_send_to = TRUE;
  self->tail.shows_distribute_to = TRUE;
  self->tail.shows_copies = TRUE;
  self->tail.outer_rule = 0.35 * MM; /* GB/T 9704-2012, 7.4.1 */
  self->tail.inner_rule = 0.25 * MM;

  self->number_style = BULLETIN_NUMBER_DASHES;
  self->number_distance = 7 * MM;

  return self;
}

/**
 * bulletin_page_template_copy:
 * @self: a template
 *
 * Returns: (transfer full): a deep copy
 */
BulletinPageTemplate *
bulletin_page_template_copy (const BulletinPageTemplate *self)
{
  BulletinPageTemplate *copy = g_memdup2 (self, sizeof *self);

  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++)
    copy->families[role] = g_strdup (self->families[role]);
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    G_STRUCT_MEMBER (char *, copy, strings[i]) = g_strdup (G_STRUCT_MEMBER (char *, self, strings[i]));

  return copy;
}

/**
 * bulletin_page_template_free:
 * @self: (nullable) (transfer full): a template
 */
void
bulletin_page_template_free (BulletinPageTemplate *self)
{
  if (!self)
    return;

  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++)
    g_free (self->families[role]);
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (G_STRUCT_MEMBER (char *, self, strings[i]));
  g_free (self);
}

/**
 * bulletin_page_template_equal:
 * @self: a template
 * @other: another
 *
 * Returns: whether both give the same pages
 */
gboolean
bulletin_page_template_equal (const BulletinPageTemplate *self,
                              const BulletinPageTemplate *other)
{
  g_autofree char *json = bulletin_page_template_to_json (self);
  g_autofree char *other_json = bulletin_page_template_to_json (other);

  return strcmp (json, other_json) == 0;
}

/**
 * bulletin_page_template_check:
 * @self: a template
 * @error: where an error goes, or %NULL
 *
 * Checks what each length alone cannot tell: that together they make a page.
 *
 * Returns: whether they do; else %FALSE with %BULLETIN_LAYOUT_ERROR_TEMPLATE
 */
gboolean
bulletin_page_template_check (const BulletinPageTemplate *self,
                              GError                    **error)
{
  const double slack = 0.01;
  const double body = self->styles[BULLETIN_STYLE_BODY].size;
  const double foot = self->number_style == BULLETIN_NUMBER_NONE ? 0 : self->number_distance + self->styles[BULLETIN_STYLE_PAGE_NUMBER].size / 2;
  const char *pattern = self->head.issue_pattern;
  const char *problem = NULL;

  if (self->margin_left + self->block_width > self->page_width + slack || self->margin_top + self->block_height > self->page_height + slack)
    problem = _ ("The text block of the template does not fit the page. Make the block or its margins smaller.");
  else if (self->margin_top + self->block_height + foot > self->page_height + slack)
    problem = _ ("The page numbers of the template do not fit below its text block. Move them closer to it, or make the block lower.");
  else if (body > self->block_height / self->rows + slack)
    problem = _ ("The rows of the template are lower than its type. Choose fewer rows or a smaller size.");
  else if (fabs (self->block_width / self->columns - body) > body / 4)
    problem = _ ("The columns of the template do not suit its type. Choose a number of columns that the block has room for.");
  else if (!has_room_for_styles (self))
    problem = _ ("The type of the template is too large for its text block. Choose a smaller size.");
  else if (!has_room_for_head (self))
    problem = _ ("The head of the template leaves no room for the text. Choose a smaller size for the name, or fewer empty rows below it.");
  else if (self->head.shows_issue && pattern && !strstr (pattern, "{期}") && !strstr (pattern, "{期汉}"))
    problem = _ ("The issue line of the template has no place for the number. Write {期} where it is to stand.");
  else if (self->tail.copies_pattern && !strstr (self->tail.copies_pattern, "{份}"))
    problem = _ ("The line of copies in the template has no place for their number. Write {份} where it is to stand.");

  if (problem) {
    g_set_error_literal (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE, problem);
    return FALSE;
  }

  return TRUE;
}

/**
 * bulletin_page_template_get_left:
 * @self: a template
 * @page: a page, from 0
 *
 * Returns: where the block of that page begins, in points from the page's left;
 *   on even pages of a template that mirrors its margins the binding is on the
 *   right
 */
double
bulletin_page_template_get_left (const BulletinPageTemplate *self,
                                 guint                       page)
{
  if (self->mirrors_margins && page % 2 == 1)
    return self->page_width - self->block_width - self->margin_left;

  return self->margin_left;
}
