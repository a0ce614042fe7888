/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-template.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

G_DEFINE_BOXED_TYPE (BulletinPageTemplate, bulletin_page_template, bulletin_page_template_copy, bulletin_page_template_free)

/* A length of a template: its name in JSON, its place in the structure and the
 * range beyond which a page could not be printed or would have no room. */
typedef struct
{
  const char *name;
  gsize field;
  double minimum;
  double maximum;
} Measure;

static const Measure lengths[] = {
  { "page-width", G_STRUCT_OFFSET (BulletinPageTemplate, page_width), 200, 3000 },
  { "page-height", G_STRUCT_OFFSET (BulletinPageTemplate, page_height), 200, 3000 },
  { "margin-top", G_STRUCT_OFFSET (BulletinPageTemplate, margin_top), 0, 2000 },
  { "margin-left", G_STRUCT_OFFSET (BulletinPageTemplate, margin_left), 0, 2000 },
  { "block-width", G_STRUCT_OFFSET (BulletinPageTemplate, block_width), 120, 3000 },
  { "block-height", G_STRUCT_OFFSET (BulletinPageTemplate, block_height), 120, 3000 },
  { "body-size", G_STRUCT_OFFSET (BulletinPageTemplate, body_size), 5, 72 },
  { "title-size", G_STRUCT_OFFSET (BulletinPageTemplate, title_size), 5, 144 },
  { "head-size", G_STRUCT_OFFSET (BulletinPageTemplate, head_size), 5, 200 },
  { "small-size", G_STRUCT_OFFSET (BulletinPageTemplate, small_size), 5, 72 },
};

static const Measure counts[] = {
  { "rows", G_STRUCT_OFFSET (BulletinPageTemplate, rows), 5, 120 },
  { "columns", G_STRUCT_OFFSET (BulletinPageTemplate, columns), 8, 120 },
};

static const char *const family_names[BULLETIN_N_FONT_ROLES] = {
  [BULLETIN_FONT_BODY] = "body",
  [BULLETIN_FONT_HEADING] = "heading",
  [BULLETIN_FONT_KAI] = "kai",
  [BULLETIN_FONT_TITLE] = "title",
  [BULLETIN_FONT_SONG] = "song",
};

/* Longer lists of families serve nobody and would be parsed for every line. */
#define MAX_FAMILIES_LENGTH 1000

/* A page number stands 7 mm below the block and is one small line high. */
#define MIN_FOOT (7 * BULLETIN_POINTS_PER_MM)

static gboolean
read_number (JsonObject    *object,
             const Measure *measure,
             double        *value,
             GError       **error)
{
  JsonNode *node = json_object_get_member (object, measure->name);
  GType type = node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (!node)
    return TRUE;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE) {
    g_set_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE,
                 _ ("“%s” in the template is not a number. Give it as a number without quotes."),
                 measure->name);
    return FALSE;
  }

  double number = json_node_get_double (node);
  if (!isfinite (number) || number < measure->minimum || number > measure->maximum) {
    g_set_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE,
                 _ ("“%s” in the template is out of range. Choose a value from %g to %g."),
                 measure->name, measure->minimum, measure->maximum);
    return FALSE;
  }

  *value = number;
  return TRUE;
}

static gboolean
read_families (BulletinPageTemplate *self,
               JsonObject           *object,
               GError              **error)
{
  JsonNode *node = json_object_get_member (object, "families");

  if (!node || JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE,
                         _ ("The typefaces in the template cannot be read. Give them by role, such as “body”."));
    return FALSE;
  }

  JsonObject *families = json_node_get_object (node);
  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++) {
    JsonNode *family = json_object_get_member (families, family_names[role]);

    if (!family || JSON_NODE_HOLDS_NULL (family))
      continue;

    if (!JSON_NODE_HOLDS_VALUE (family) || json_node_get_value_type (family) != G_TYPE_STRING || strlen (json_node_get_string (family)) > MAX_FAMILIES_LENGTH || !g_utf8_validate (json_node_get_string (family), -1, NULL)) {
      g_set_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE,
                   _ ("The typeface “%s” in the template cannot be read. Give its name, or several parted by commas."),
                   family_names[role]);
      return FALSE;
    }

    g_autofree char *stripped = g_strstrip (g_strdup (json_node_get_string (family)));
    if (*stripped)
      self->families[role] = g_steal_pointer (&stripped);
  }

  return TRUE;
}

/* What each length alone cannot tell: that they make a page together. */
static gboolean
check_page (const BulletinPageTemplate *self,
            GError                    **error)
{
  const double slack = 0.01;
  const char *problem = NULL;

  if (self->margin_left + self->block_width > self->page_width + slack || self->margin_top + self->block_height + MIN_FOOT > self->page_height + slack)
    problem = _ ("The text block of the template does not fit the page. Make the block or its margins smaller.");
  else if (self->body_size > self->block_height / self->rows + slack)
    problem = _ ("The rows of the template are lower than its type. Choose fewer rows or a smaller size.");
  else if (fabs (self->block_width / self->columns - self->body_size) > self->body_size / 4)
    problem = _ ("The columns of the template do not suit its type. Choose a number of columns that the block has room for.");
  else if (self->title_size > self->block_width / 4 || self->small_size > self->block_width / 8)
    problem = _ ("The type of the template is too large for its text block. Choose a smaller size.");

  if (problem) {
    g_set_error_literal (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE, problem);
    return FALSE;
  }

  return TRUE;
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
 * 22 rows of 28 characters (5.2.3), body 3号 (16 pt), title 2号 (22 pt). The
 * size of the head, 42 pt, and 4号 (14 pt) in the tail follow practice.
 *
 * Returns: (transfer full): a new template
 */
BulletinPageTemplate *
bulletin_page_template_new (void)
{
  BulletinPageTemplate *self = g_new0 (BulletinPageTemplate, 1);

  self->page_width = 210 * BULLETIN_POINTS_PER_MM;
  self->page_height = 297 * BULLETIN_POINTS_PER_MM;
  self->margin_top = 37 * BULLETIN_POINTS_PER_MM;
  self->margin_left = 28 * BULLETIN_POINTS_PER_MM;
  self->block_width = 156 * BULLETIN_POINTS_PER_MM;
  self->block_height = 225 * BULLETIN_POINTS_PER_MM;
  self->rows = 22;
  self->columns = 28;
  self->body_size = 16;
  self->title_size = 22;
  self->head_size = 42;
  self->small_size = 14;

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
  g_free (self);
}

/**
 * bulletin_page_template_from_json:
 * @json: (nullable): a JSON object as bulletin_page_template_to_json() writes it
 * @error: where an error goes, or %NULL
 *
 * Reads a template. What @json does not name keeps its default, what it names
 * beyond that is left alone, so a template of a later version can be read; %NULL
 * or an empty text gives the defaults. Lengths are in points and checked: one by
 * one, and that the block fits the page, the rows the block and the type the rows.
 *
 * Returns: (transfer full) (nullable): the template, or %NULL with
 *   %BULLETIN_LAYOUT_ERROR_TEMPLATE
 */
BulletinPageTemplate *
bulletin_page_template_from_json (const char *json,
                                  GError    **error)
{
  g_autoptr (BulletinPageTemplate) self = bulletin_page_template_new ();

  if (!json || !*json)
    return g_steal_pointer (&self);

  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  if (!g_utf8_validate (json, -1, NULL) || !json_parser_load_from_data (parser, json, -1, NULL) || !json_parser_get_root (parser) || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser))) {
    g_set_error_literal (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE,
                         _ ("The template is not a JSON object. Export it again from a series that prints well."));
    return NULL;
  }

  JsonObject *object = json_node_get_object (json_parser_get_root (parser));
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++) {
    if (!read_number (object, &lengths[i], G_STRUCT_MEMBER_P (self, lengths[i].field), error))
      return NULL;
  }

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++) {
    int *field = G_STRUCT_MEMBER_P (self, counts[i].field);
    double value = *field;

    if (!read_number (object, &counts[i], &value, error))
      return NULL;
    *field = (int) round (value);
  }

  if (!read_families (self, object, error) || !check_page (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * bulletin_page_template_to_json:
 * @self: a template
 *
 * Writes a template so that bulletin_page_template_from_json() gives back the
 * same one, in any locale.
 *
 * Returns: (transfer full): a JSON object, indented
 */
char *
bulletin_page_template_to_json (const BulletinPageTemplate *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *families = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    json_object_set_double_member (object, lengths[i].name,
                                   G_STRUCT_MEMBER (double, self, lengths[i].field));
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    json_object_set_int_member (object, counts[i].name,
                                G_STRUCT_MEMBER (int, self, counts[i].field));
  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++) {
    if (self->families[role])
      json_object_set_string_member (families, family_names[role], self->families[role]);
  }
  json_object_set_object_member (object, "families", families);

  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);
  return json_to_string (root, TRUE);
}
