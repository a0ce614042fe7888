/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-findings-json.h"

/**
 * bulletin_severity_to_string:
 * @severity: a severity
 *
 * Returns: its stable name: "hint", "warning" or "error"
 */
const char *
bulletin_severity_to_string (BulletinSeverity severity)
{
  switch (severity) {
  case BULLETIN_SEVERITY_ERROR:
    return "error";
  case BULLETIN_SEVERITY_WARNING:
    return "warning";
  case BULLETIN_SEVERITY_HINT:
  default:
    return "hint";
  }
}

/**
 * bulletin_findings_to_json:
 * @findings: (element-type BulletinFinding): findings
 * @source: the text that they are about
 *
 * An array of objects: line and column from 1 and length in characters, rule,
 * severity, message, and replacement, which is null where only a person can
 * tell. A finding that has no place in the text has line, column and length 0.
 *
 * Returns: (transfer full): the array
 */
JsonNode *
bulletin_findings_to_json (const GPtrArray *findings,
                           const char *source)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_array (builder);
  for (guint i = 0; findings && i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);
    guint line = 0, column = 0, length = 0;

    if (finding->offset != BULLETIN_FINDING_NOWHERE)
      bulletin_finding_get_position (finding, source, &line, &column, &length);
    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "line");
    json_builder_add_int_value (builder, line);
    json_builder_set_member_name (builder, "column");
    json_builder_add_int_value (builder, column);
    json_builder_set_member_name (builder, "length");
    json_builder_add_int_value (builder, length);
    json_builder_set_member_name (builder, "rule");
    json_builder_add_string_value (builder, finding->rule);
    json_builder_set_member_name (builder, "severity");
    json_builder_add_string_value (builder, bulletin_severity_to_string (finding->severity));
    json_builder_set_member_name (builder, "message");
    json_builder_add_string_value (builder, finding->message);
    json_builder_set_member_name (builder, "replacement");
    if (finding->replacement)
      json_builder_add_string_value (builder, finding->replacement);
    else
      json_builder_add_null_value (builder);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}
