/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-page-template.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* Longer words serve nobody and would be set, or parsed, on every page. */
#define MAX_FAMILIES_LENGTH 1000
#define MAX_WORDS_LENGTH    200

typedef enum
{
  FIELD_LENGTH, /* double, in points */
  FIELD_COUNT,  /* int */
  FIELD_FLAG,   /* gboolean */
  FIELD_WORDS,  /* char *, nullable */
  FIELD_COLOUR, /* guint32, as #rrggbb */
  FIELD_CHOICE, /* an enumeration, by name */
} FieldType;

/* A field of a template: its name in JSON, its place in the structure and, for a
 * number, the range beyond which a page could not be printed or would have no
 * room, for a choice its names. */
typedef struct
{
  const char *name;
  FieldType type;
  gsize offset;
  double minimum;
  double maximum;
  const char *const *choices;
} Field;

static const char *const orders[] = { "issuer-first", "date-first", "one-row", NULL };
static const char *const rules[] = { "none", "plain", "star", NULL };
static const char *const sides[] = { "left", "right", NULL };
static const char *const number_styles[] = { "none", "dashes", "plain", "of", NULL };
static const char *const number_places[] = { "outside", "centre", "right", NULL };

#define AT(member)                   G_STRUCT_OFFSET (BulletinPageTemplate, member)
#define LENGTH(name, member, from, to) { name, FIELD_LENGTH, AT (member), from, to, NULL }
#define COUNT(name, member, from, to)  { name, FIELD_COUNT, AT (member), from, to, NULL }
#define FLAG(name, member)           { name, FIELD_FLAG, AT (member), 0, 0, NULL }
#define WORDS(name, member)          { name, FIELD_WORDS, AT (member), 0, 0, NULL }
#define CHOICE(name, member, names)  { name, FIELD_CHOICE, AT (member), 0, 0, names }

static const Field fields[] = {
  LENGTH ("page-width", page_width, 200, 3000),
  LENGTH ("page-height", page_height, 200, 3000),
  LENGTH ("margin-top", margin_top, 0, 2000),
  LENGTH ("margin-left", margin_left, 0, 2000),
  FLAG ("mirrors-margins", mirrors_margins),
  LENGTH ("block-width", block_width, 120, 3000),
  LENGTH ("block-height", block_height, 120, 3000),
  COUNT ("rows", rows, 5, 120),
  COUNT ("columns", columns, 8, 120),
  COUNT ("indent", indent, 0, 8),
  WORDS ("head-name", head.name),
  WORDS ("head-second-name", head.second_name),
  { "head-colour", FIELD_COLOUR, AT (head.colour), 0, 0, NULL },
  LENGTH ("head-spacing", head.spacing, -1, 100),
  FLAG ("head-shows-issue", head.shows_issue),
  FLAG ("head-shows-total", head.shows_total),
  WORDS ("head-issue-pattern", head.issue_pattern),
  CHOICE ("head-order", head.order, orders),
  CHOICE ("head-rule", head.rule, rules),
  LENGTH ("head-rule-width", head.rule_width, 0.1, 20),
  COUNT ("head-rows-below", head.rows_below, 0, 20),
  CHOICE ("secrecy-side", head.secrecy_side, sides),
  CHOICE ("copy-number-side", head.copy_number_side, sides),
  FLAG ("tail-is-shown", tail.is_shown),
  FLAG ("tail-shows-report-to", tail.shows_report_to),
  FLAG ("tail-shows-send-to", tail.shows_send_to),
  FLAG ("tail-shows-distribute-to", tail.shows_distribute_to),
  FLAG ("tail-shows-copies", tail.shows_copies),
  WORDS ("tail-report-to-label", tail.report_to_label),
  WORDS ("tail-send-to-label", tail.send_to_label),
  WORDS ("tail-distribute-to-label", tail.distribute_to_label),
  WORDS ("tail-copies-pattern", tail.copies_pattern),
  LENGTH ("tail-outer-rule", tail.outer_rule, 0, 10),
  LENGTH ("tail-inner-rule", tail.inner_rule, 0, 10),
  CHOICE ("number-style", number_style, number_styles),
  CHOICE ("number-place", number_place, number_places),
  LENGTH ("number-distance", number_distance, 0, 100),
};

#undef AT
#undef LENGTH
#undef COUNT
#undef FLAG
#undef WORDS
#undef CHOICE

static const char *const family_names[BULLETIN_N_FONT_ROLES + 1] = {
  [BULLETIN_FONT_BODY] = "body",
  [BULLETIN_FONT_HEADING] = "heading",
  [BULLETIN_FONT_KAI] = "kai",
  [BULLETIN_FONT_TITLE] = "title",
  [BULLETIN_FONT_SONG] = "song",
};

static const struct
{
  const char *name;
  double maximum;
} styles[BULLETIN_N_STYLES] = {
  [BULLETIN_STYLE_MASTHEAD] = { "masthead", 200 },
  [BULLETIN_STYLE_ISSUE] = { "issue", 72 },
  [BULLETIN_STYLE_MARK] = { "mark", 72 },
  [BULLETIN_STYLE_TITLE] = { "title", 144 },
  [BULLETIN_STYLE_HEADING_1] = { "heading-1", 72 },
  [BULLETIN_STYLE_HEADING_2] = { "heading-2", 72 },
  [BULLETIN_STYLE_HEADING_3] = { "heading-3", 72 },
  [BULLETIN_STYLE_HEADING_4] = { "heading-4", 72 },
  [BULLETIN_STYLE_BODY] = { "body", 72 },
  [BULLETIN_STYLE_NOTE] = { "note", 72 },
  [BULLETIN_STYLE_TABLE] = { "table", 72 },
  [BULLETIN_STYLE_TABLE_HEAD] = { "table-head", 72 },
  [BULLETIN_STYLE_CAPTION] = { "caption", 72 },
  [BULLETIN_STYLE_TAIL] = { "tail", 72 },
  [BULLETIN_STYLE_PAGE_NUMBER] = { "page-number", 72 },
};

#define MIN_SIZE 5

/* The sizes of a template as its first version named them, and what had each. */
static const struct
{
  Field field;
  guint styles; /* a mask of 1 << #BulletinStyle */
} first_sizes[] = {
  { { "body-size", FIELD_LENGTH, 0, MIN_SIZE, 72, NULL },
    1 << BULLETIN_STYLE_BODY | 1 << BULLETIN_STYLE_ISSUE | 1 << BULLETIN_STYLE_MARK | 1 << BULLETIN_STYLE_NOTE | 0xf << BULLETIN_STYLE_HEADING_1 },
  { { "title-size", FIELD_LENGTH, 0, MIN_SIZE, 144, NULL }, 1 << BULLETIN_STYLE_TITLE },
  { { "head-size", FIELD_LENGTH, 0, MIN_SIZE, 200, NULL }, 1 << BULLETIN_STYLE_MASTHEAD },
  { { "small-size", FIELD_LENGTH, 0, MIN_SIZE, 72, NULL },
    1 << BULLETIN_STYLE_TABLE | 1 << BULLETIN_STYLE_TABLE_HEAD | 1 << BULLETIN_STYLE_CAPTION | 1 << BULLETIN_STYLE_TAIL | 1 << BULLETIN_STYLE_PAGE_NUMBER },
};

static GType
get_value_type (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
}

static gboolean
refuse (const char *name,
        GError    **error)
{
  g_set_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE,
               _ ("“%s” in the template cannot be read. Export the template again, or take the line out."), name);
  return FALSE;
}

static gboolean
read_number (JsonObject  *object,
             const Field *field,
             double      *value,
             GError     **error)
{
  JsonNode *node = json_object_get_member (object, field->name);
  GType type = node ? get_value_type (node) : G_TYPE_INVALID;

  if (!node)
    return TRUE;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE) {
    g_set_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE,
                 _ ("“%s” in the template is not a number. Give it as a number without quotes."),
                 field->name);
    return FALSE;
  }

  double number = json_node_get_double (node);
  if (!isfinite (number) || number < field->minimum || number > field->maximum) {
    g_set_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE,
                 _ ("“%s” in the template is out of range. Choose a value from %g to %g."),
                 field->name, field->minimum, field->maximum);
    return FALSE;
  }

  *value = number;
  return TRUE;
}

/* Words are one line of printable text; nothing is the same as the default. */
static gboolean
read_words (const char *name,
            JsonNode   *node,
            gsize       max_length,
            char      **words,
            GError    **error)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (get_value_type (node) != G_TYPE_STRING)
    return refuse (name, error);

  const char *text = json_node_get_string (node);
  if (strlen (text) > max_length || !g_utf8_validate (text, -1, NULL))
    return refuse (name, error);
  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return refuse (name, error);
  }

  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_strstrip (normal);
  if (*normal) {
    g_free (*words);
    *words = g_steal_pointer (&normal);
  }

  return TRUE;
}

static gboolean
read_choice (const char        *name,
             JsonNode          *node,
             const char *const *choices,
             int               *choice,
             GError           **error)
{
  if (get_value_type (node) != G_TYPE_STRING)
    return refuse (name, error);

  for (int i = 0; choices[i]; i++) {
    if (strcmp (choices[i], json_node_get_string (node)) == 0) {
      *choice = i;
      return TRUE;
    }
  }

  return refuse (name, error);
}

static gboolean
read_colour (const char *name,
             JsonNode   *node,
             guint32    *colour,
             GError    **error)
{
  const char *text = get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
  guint64 value;

  if (*text != '#' || strlen (text) != 7 || !g_ascii_string_to_unsigned (text + 1, 16, 0, 0xffffff, &value, NULL))
    return refuse (name, error);

  *colour = (guint32) value;
  return TRUE;
}

static gboolean
read_field (BulletinPageTemplate *self,
            JsonObject           *object,
            const Field          *field,
            GError              **error)
{
  JsonNode *node = json_object_get_member (object, field->name);
  gpointer member = G_STRUCT_MEMBER_P (self, field->offset);
  double value;

  if (!node)
    return TRUE;

  switch (field->type) {
  case FIELD_LENGTH:
    return read_number (object, field, member, error);
  case FIELD_COUNT:
    if (!read_number (object, field, &value, error))
      return FALSE;
    *(int *) member = (int) round (value);
    return TRUE;
  case FIELD_FLAG:
    if (get_value_type (node) != G_TYPE_BOOLEAN)
      return refuse (field->name, error);
    *(gboolean *) member = json_node_get_boolean (node);
    return TRUE;
  case FIELD_WORDS:
    return read_words (field->name, node, MAX_WORDS_LENGTH, member, error);
  case FIELD_COLOUR:
    return read_colour (field->name, node, member, error);
  case FIELD_CHOICE:
  default:
    return read_choice (field->name, node, field->choices, member, error);
  }
}

static gboolean
read_style (BulletinPageTemplate *self,
            JsonObject           *object,
            BulletinStyle         index,
            GError              **error)
{
  const Field size = { "size", FIELD_LENGTH, 0, MIN_SIZE, styles[index].maximum, NULL };
  BulletinTypeStyle *style = &self->styles[index];
  JsonNode *node = json_object_get_member (object, styles[index].name);
  int font = style->font;

  if (!node)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (styles[index].name, error);

  JsonObject *values = json_node_get_object (node);
  JsonNode *font_node = json_object_get_member (values, "font");
  JsonNode *bold_node = json_object_get_member (values, "bold");
  if (font_node && !read_choice (styles[index].name, font_node, family_names, &font, error))
    return FALSE;
  style->font = font;
  if (bold_node) {
    if (get_value_type (bold_node) != G_TYPE_BOOLEAN)
      return refuse (styles[index].name, error);
    style->is_bold = json_node_get_boolean (bold_node);
  }

  return read_number (values, &size, &style->size, error);
}

static gboolean
read_styles (BulletinPageTemplate *self,
             JsonObject           *object,
             GError              **error)
{
  JsonNode *node = json_object_get_member (object, "styles");

  for (guint i = 0; i < G_N_ELEMENTS (first_sizes); i++) {
    double size = 0;

    if (!read_number (object, &first_sizes[i].field, &size, error))
      return FALSE;
    for (guint j = 0; j < BULLETIN_N_STYLES && size > 0; j++) {
      if (first_sizes[i].styles & 1u << j)
        self->styles[j].size = size;
    }
  }

  if (!node)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse ("styles", error);

  for (guint i = 0; i < BULLETIN_N_STYLES; i++) {
    if (!read_style (self, json_node_get_object (node), i, error))
      return FALSE;
  }

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

    if (family && !read_words (family_names[role], family, MAX_FAMILIES_LENGTH, &self->families[role], NULL)) {
      g_set_error (error, BULLETIN_LAYOUT_ERROR, BULLETIN_LAYOUT_ERROR_TEMPLATE,
                   _ ("The typeface “%s” in the template cannot be read. Give its name, or several parted by commas."),
                   family_names[role]);
      return FALSE;
    }
  }

  return TRUE;
}

static void
write_field (const BulletinPageTemplate *self,
             const Field                *field,
             JsonObject                 *object)
{
  gconstpointer member = G_STRUCT_MEMBER_P (self, field->offset);
  g_autofree char *colour = NULL;

  switch (field->type) {
  case FIELD_LENGTH:
    json_object_set_double_member (object, field->name, *(const double *) member);
    break;
  case FIELD_COUNT:
    json_object_set_int_member (object, field->name, *(const int *) member);
    break;
  case FIELD_FLAG:
    json_object_set_boolean_member (object, field->name, *(const gboolean *) member);
    break;
  case FIELD_WORDS:
    if (*(char *const *) member)
      json_object_set_string_member (object, field->name, *(char *const *) member);
    break;
  case FIELD_COLOUR:
    colour = g_strdup_printf ("#%06x", *(const guint32 *) member & 0xffffff);
    json_object_set_string_member (object, field->name, colour);
    break;
  case FIELD_CHOICE:
  default:
    json_object_set_string_member (object, field->name, field->choices[*(const int *) member]);
    break;
  }
}

/**
 * bulletin_page_template_from_json:
 * @json: (nullable): a JSON object as bulletin_page_template_to_json() writes it
 * @error: where an error goes, or %NULL
 *
 * Reads a template. What @json does not name keeps its default, what it names
 * beyond that is left alone, so a template of a later version can be read; %NULL
 * or an empty text gives the defaults. Everything is checked: values one by one,
 * and with bulletin_page_template_check() that they make a page together.
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
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    if (!read_field (self, object, &fields[i], error))
      return NULL;
  }

  if (!read_styles (self, object, error) || !read_families (self, object, error) || !bulletin_page_template_check (self, error))
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
  JsonObject *all_styles = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    write_field (self, &fields[i], object);

  for (guint i = 0; i < BULLETIN_N_STYLES; i++) {
    JsonObject *style = json_object_new ();

    json_object_set_string_member (style, "font", family_names[self->styles[i].font]);
    json_object_set_double_member (style, "size", self->styles[i].size);
    json_object_set_boolean_member (style, "bold", self->styles[i].is_bold);
    json_object_set_object_member (all_styles, styles[i].name, style);
  }
  json_object_set_object_member (object, "styles", all_styles);

  for (int role = 0; role < BULLETIN_N_FONT_ROLES; role++) {
    if (self->families[role])
      json_object_set_string_member (families, family_names[role], self->families[role]);
  }
  json_object_set_object_member (object, "families", families);

  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);
  return json_to_string (root, TRUE);
}
