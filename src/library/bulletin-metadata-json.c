/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-metadata-json.h"

#include "bulletin-database.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stddef.h>

/* The order in which the fields are written. It is part of what is hashed when
 * a bulletin is issued: new fields go to the end and are left out when they are
 * not set, so that what was issued keeps its bytes. */
static const struct
{
  const char *name;
  gboolean is_text;
  gsize offset;
} fields[] = {
  { "series", TRUE, offsetof (BulletinMetadata, series) },
  { "year", FALSE, offsetof (BulletinMetadata, year) },
  { "number", FALSE, offsetof (BulletinMetadata, number) },
  { "total_number", FALSE, offsetof (BulletinMetadata, total_number) },
  { "date", TRUE, offsetof (BulletinMetadata, date) },
  { "title", TRUE, offsetof (BulletinMetadata, title) },
  { "issuer", TRUE, offsetof (BulletinMetadata, issuer) },
  { "signer", TRUE, offsetof (BulletinMetadata, signer) },
  { "report_to", TRUE, offsetof (BulletinMetadata, report_to) },
  { "send_to", TRUE, offsetof (BulletinMetadata, send_to) },
  { "distribute_to", TRUE, offsetof (BulletinMetadata, distribute_to) },
  { "copies", FALSE, offsetof (BulletinMetadata, copies) },
  { "secrecy", TRUE, offsetof (BulletinMetadata, secrecy) },
  { "copy_number", TRUE, offsetof (BulletinMetadata, copy_number) },
  { "target_length", FALSE, offsetof (BulletinMetadata, target_length) },
  { "internal", FALSE, offsetof (BulletinMetadata, internal) },
};

/*< private >
 * bulletin_kind_to_string:
 *
 * Returns: (transfer none): the kind as it is stored
 */
const char *
bulletin_kind_to_string (BulletinKind kind)
{
  return kind == BULLETIN_KIND_SUPPLEMENT ? "supplement" : "regular";
}

BulletinKind
bulletin_kind_parse (const char *text)
{
  return g_strcmp0 (text, "supplement") == 0 ? BULLETIN_KIND_SUPPLEMENT : BULLETIN_KIND_REGULAR;
}

/*< private >
 * bulletin_metadata_to_json:
 *
 * Writes metadata in its one canonical form: fixed order, no white space, unset
 * fields left out. The same metadata always gives the same bytes.
 *
 * Returns: (transfer full): JSON
 */
char *
bulletin_metadata_to_json (const BulletinMetadata *metadata)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, bulletin_kind_to_string (metadata->kind));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    gconstpointer field = G_STRUCT_MEMBER_P (metadata, fields[i].offset);

    if (fields[i].is_text) {
      const char *text = *(char *const *) field;

      if (text == NULL)
        continue;
      json_builder_set_member_name (builder, fields[i].name);
      json_builder_add_string_value (builder, text);
    } else {
      int number = *(const int *) field;

      if (number == 0)
        continue;
      json_builder_set_member_name (builder, fields[i].name);
      json_builder_add_int_value (builder, number);
    }
  }

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/*< private >
 * bulletin_metadata_from_json:
 *
 * Returns: (transfer full): what bulletin_metadata_to_json() wrote, or %NULL with
 *   %BULLETIN_LIBRARY_ERROR_DAMAGED
 */
BulletinMetadata *
bulletin_metadata_from_json (const char *json,
                             GError    **error)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_new ();
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *object;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_DAMAGED,
                 _("The metadata of a bulletin is damaged. Restore the newest backup."));
    return NULL;
  }

  object = json_node_get_object (root);
  metadata->kind = bulletin_kind_parse (json_object_get_string_member_with_default (object, "kind", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    gpointer field = G_STRUCT_MEMBER_P (metadata, fields[i].offset);

    if (fields[i].is_text)
      bulletin_metadata_set_string (field, json_object_get_string_member_with_default (object, fields[i].name, NULL));
    else
      *(int *) field = json_object_get_int_member_with_default (object, fields[i].name, 0);
  }

  return g_steal_pointer (&metadata);
}
