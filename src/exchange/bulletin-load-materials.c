/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-load-materials.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bulletin-figures.h"
#include "bulletin-ledger.h"
#include "bulletin-pictures.h"
#include "bulletin-terms.h"

/* The fields of a figure in the JSON of an issue. */
static const struct
{
  const char *name;
  gsize offset;
} fields[] = {
  { "text", G_STRUCT_OFFSET (BulletinFigureValue, text) },
  { "unit", G_STRUCT_OFFSET (BulletinFigureValue, unit) },
  { "metric", G_STRUCT_OFFSET (BulletinFigureValue, metric) },
  { "organisation", G_STRUCT_OFFSET (BulletinFigureValue, organisation) },
  { "period", G_STRUCT_OFFSET (BulletinFigureValue, period) },
  { "as_of", G_STRUCT_OFFSET (BulletinFigureValue, as_of) },
  { "status", G_STRUCT_OFFSET (BulletinFigureValue, status) },
  { "source", G_STRUCT_OFFSET (BulletinFigureValue, source) },
  { "file", G_STRUCT_OFFSET (BulletinFigureValue, origin) },
  { "operation", G_STRUCT_OFFSET (BulletinFigureValue, operation) },
  { "problem", G_STRUCT_OFFSET (BulletinFigureValue, problem) },
};

/**
 * bulletin_figures_to_json:
 * @materials: (nullable): what the text refers to
 * @references: (element-type utf8): the figures that the text names
 *
 * What the figures of a text stand for and where each comes from: an array with
 * an object for each, in the order of @references. What is not known is left out.
 *
 * Returns: (transfer full): JSON
 */
char *
bulletin_figures_to_json (const BulletinMaterials *materials,
                          const GPtrArray *references)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < references->len; i++) {
    const BulletinFigureValue *value = bulletin_materials_find_figure (materials, references->pdata[i]);

    if (!value)
      continue;
    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "reference");
    json_builder_add_string_value (builder, references->pdata[i]);
    if (value->text) {
      json_builder_set_member_name (builder, "value");
      json_builder_add_double_value (builder, value->value);
    }
    for (guint k = 0; k < G_N_ELEMENTS (fields); k++) {
      const char *field = G_STRUCT_MEMBER (char *, value, fields[k].offset);

      if (field) {
        json_builder_set_member_name (builder, fields[k].name);
        json_builder_add_string_value (builder, field);
      }
    }
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

static void
read_value (JsonObject *object,
            BulletinMaterials *materials)
{
  const char *reference = json_object_get_string_member_with_default (object, "reference", NULL);
  BulletinFigureValue *value;

  if (!reference)
    return;
  value = bulletin_figure_value_new_missing (NULL);
  value->value = json_object_get_double_member_with_default (object, "value", 0);
  for (guint k = 0; k < G_N_ELEMENTS (fields); k++)
    g_set_str (&G_STRUCT_MEMBER (char *, value, fields[k].offset),
               json_object_get_string_member_with_default (object, fields[k].name, NULL));
  bulletin_materials_add_figure (materials, reference, value);
}

/**
 * bulletin_figures_from_json:
 * @json: what bulletin_figures_to_json() wrote
 * @materials: what to add the figures to; nobody else holds it yet
 * @error: return location for an error
 *
 * Returns: %FALSE when @json is no JSON
 */
gboolean
bulletin_figures_from_json (const char *json,
                            BulletinMaterials *materials,
                            GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (json, error);
  JsonArray *array;

  if (!root)
    return FALSE;
  array = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_OBJECT (node))
      read_value (json_node_get_object (node), materials);
  }
  return TRUE;
}

/* What was printed stays what was printed. */
static gboolean
load_frozen_figures (BulletinLibrary *library,
                     const char *bulletin_id,
                     BulletinMaterials *materials,
                     GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) part = bulletin_library_get_part (library, bulletin_id, "figures", &reason);
  g_autofree char *json = NULL;
  gconstpointer data;
  gsize size;

  if (!part) {
    /* An issue of a time before live figures has none. */
    if (g_error_matches (reason, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_NOT_FOUND))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  data = g_bytes_get_data (part, &size);
  json = g_strndup (data, size);
  return bulletin_figures_from_json (json, materials, error);
}

static gboolean
load_figures (BulletinLibrary *library,
              const BulletinMetadata *metadata,
              const GPtrArray *references,
              BulletinMaterials *materials,
              GError **error)
{
  g_autoptr (BulletinFigures) figures = NULL;

  if (references->len == 0)
    return TRUE;
  figures = bulletin_figures_new (library, metadata->date, error);
  if (!figures)
    return FALSE;
  for (guint i = 0; i < references->len; i++) {
    BulletinFigureValue *value = bulletin_figures_resolve (figures, references->pdata[i], error);

    if (!value)
      return FALSE;
    bulletin_materials_add_figure (materials, references->pdata[i], value);
  }
  return TRUE;
}

/* The newest numbers of the statistics, under the names that a text would use. */
static gboolean
load_known_figures (BulletinLibrary *library,
                    const BulletinMetadata *metadata,
                    BulletinMaterials *materials,
                    GError **error)
{
  g_autoptr (BulletinFigures) figures = bulletin_figures_new (library, metadata->date, error);
  g_autoptr (GPtrArray) subjects = figures ? bulletin_figures_list_subjects (figures, error) : NULL;

  if (!subjects)
    return FALSE;
  for (guint i = 0; i < subjects->len; i++) {
    const BulletinFigureSubject *subject = subjects->pdata[i];
    g_autoptr (BulletinFigureValue) value = bulletin_figures_resolve (figures, subject->word, error);

    if (!value)
      return FALSE;
    if (!value->problem)
      bulletin_materials_add_known_figure (materials, subject->name, value->unit, NULL, value->value, value->as_of);
  }
  return TRUE;
}

/**
 * bulletin_load_materials:
 * @library: a library
 * @bulletin_id: (nullable): the UUID of a bulletin, for its pictures; %NULL for a
 *   text that is not in the library
 * @metadata: what stands beside the text; its date is the day that figures without
 *   a period stand on
 * @text: the text
 * @error: return location for an error
 *
 * Everything that a text refers to and is compared with. Of a bulletin that is
 * issued the figures are those that were printed. On the library's thread.
 *
 * Returns: (transfer full) (nullable): the materials
 */
BulletinMaterials *
bulletin_load_materials (BulletinLibrary *library,
                         const char *bulletin_id,
                         const BulletinMetadata *metadata,
                         const char *text,
                         GError **error)
{
  return bulletin_reload_materials (library, NULL, bulletin_id, metadata, text, error);
}

/**
 * bulletin_reload_materials:
 * @library: a library
 * @known: (nullable): what was loaded for the same bulletin before
 * @bulletin_id: (nullable): the UUID of a bulletin
 * @metadata: what stands beside the text
 * @text: the text
 * @error: return location for an error
 *
 * As bulletin_load_materials(), but pictures that are in @known are not read
 * again: they are shared.
 *
 * Returns: (transfer full) (nullable): the materials
 */
BulletinMaterials *
bulletin_reload_materials (BulletinLibrary *library,
                           BulletinMaterials *known,
                           const char *bulletin_id,
                           const BulletinMetadata *metadata,
                           const char *text,
                           GError **error)
{
  g_autoptr (BulletinMaterials) materials = bulletin_materials_new ();
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (GPtrArray) pictures = bulletin_document_list_pictures (document);
  g_autoptr (GPtrArray) figures = bulletin_document_list_figures (document);
  BulletinState state = BULLETIN_STATE_DRAFT;

  g_return_val_if_fail (BULLETIN_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (metadata != NULL, NULL);

  if (bulletin_id &&
      (!bulletin_library_get_state (library, bulletin_id, &state, error) ||
       !bulletin_library_read_pictures (library, bulletin_id, pictures, known, materials, error)))
    return NULL;

  if (((1u << state) & BULLETIN_STATES_ARCHIVE) != 0) {
    if (!load_frozen_figures (library, bulletin_id, materials, error))
      return NULL;
  } else if (!load_figures (library, metadata, figures, materials, error) ||
             !load_known_figures (library, metadata, materials, error)) {
    return NULL;
  }
  if (!bulletin_library_read_terms (library, materials, error))
    return NULL;
  return g_steal_pointer (&materials);
}
