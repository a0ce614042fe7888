/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-acceptance.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "bulletin-findings-json.h"

BulletinAcceptance *
bulletin_acceptance_new (const char *rule,
                         const char *excerpt,
                         const char *reason)
{
  BulletinAcceptance *self = g_new0 (BulletinAcceptance, 1);

  self->rule = g_strdup (rule);
  self->excerpt = g_strdup (excerpt);
  self->reason = g_strdup (reason);
  return self;
}

void
bulletin_acceptance_free (BulletinAcceptance *self)
{
  g_free (self->rule);
  g_free (self->excerpt);
  g_free (self->reason);
  g_free (self);
}

/**
 * bulletin_finding_needs_acceptance:
 * @finding: a finding
 *
 * Returns: whether it stands in the way of issuing until somebody gives a reason
 */
gboolean
bulletin_finding_needs_acceptance (const BulletinFinding *finding)
{
  return finding->severity >= BULLETIN_SEVERITY_WARNING;
}

/**
 * bulletin_acceptances_find_reason:
 * @acceptances: (nullable) (element-type BulletinAcceptance): what is accepted
 * @finding: a finding
 * @source: the text that was checked
 *
 * Returns: (transfer none) (nullable): why the finding is let stand; %NULL if nobody
 *   said so, or gave no reason
 */
const char *
bulletin_acceptances_find_reason (const GPtrArray *acceptances,
                                  const BulletinFinding *finding,
                                  const char *source)
{
  g_autofree char *excerpt = NULL;

  if (!acceptances || acceptances->len == 0)
    return NULL;
  excerpt = bulletin_finding_get_excerpt (finding, source);
  for (guint i = 0; i < acceptances->len; i++) {
    const BulletinAcceptance *acceptance = g_ptr_array_index (acceptances, i);

    if (strcmp (acceptance->rule, finding->rule) == 0 &&
        (!acceptance->excerpt || strcmp (acceptance->excerpt, excerpt) == 0) &&
        acceptance->reason && *acceptance->reason)
      return acceptance->reason;
  }
  return NULL;
}

static void
add_string (JsonBuilder *builder,
            const char *name,
            const char *value)
{
  if (!value)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/**
 * bulletin_accepted_findings_to_json:
 * @findings: (element-type BulletinFinding): what the checks found
 * @source: the text that was checked
 * @acceptances: (nullable) (element-type BulletinAcceptance): what is accepted
 * @general_reason: (nullable): the reason for what @acceptances does not name
 *
 * Returns: (transfer full) (nullable): an array of objects with rule, severity,
 *   message, excerpt and reason, for each finding that needs a reason; %NULL if there
 *   is none
 */
char *
bulletin_accepted_findings_to_json (const GPtrArray *findings,
                                    const char *source,
                                    const GPtrArray *acceptances,
                                    const char *general_reason)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  guint n = 0;

  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);
    g_autofree char *excerpt = NULL;
    const char *reason;

    if (!bulletin_finding_needs_acceptance (finding))
      continue;
    n++;
    excerpt = bulletin_finding_get_excerpt (finding, source);
    reason = bulletin_acceptances_find_reason (acceptances, finding, source);
    json_builder_begin_object (builder);
    add_string (builder, "rule", finding->rule);
    add_string (builder, "severity", bulletin_severity_to_string (finding->severity));
    add_string (builder, "message", finding->message);
    add_string (builder, "excerpt", excerpt);
    add_string (builder, "reason", reason ? reason : general_reason);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return n > 0 ? json_to_string (root, FALSE) : NULL;
}

void
bulletin_accepted_finding_free (BulletinAcceptedFinding *self)
{
  g_free (self->rule);
  g_free (self->severity);
  g_free (self->message);
  g_free (self->excerpt);
  g_free (self->reason);
  g_free (self);
}

static char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) ? g_strdup (json_node_get_string (node)) : NULL;
}

static void
parse_lines (GPtrArray *list,
             const char *overridden)
{
  g_auto (GStrv) lines = g_strsplit (overridden, "\n", -1);

  for (guint i = 0; lines[i]; i++) {
    const char *colon = strstr (lines[i], ": ");
    BulletinAcceptedFinding *finding;

    if (!*lines[i])
      continue;
    finding = g_new0 (BulletinAcceptedFinding, 1);
    finding->rule = colon ? g_strndup (lines[i], colon - lines[i]) : g_strdup ("");
    finding->severity = g_strdup ("error");
    finding->message = g_strdup (colon ? colon + 2 : lines[i]);
    g_ptr_array_add (list, finding);
  }
}

/**
 * bulletin_accepted_findings_parse:
 * @overridden: (nullable): what a record says was accepted
 *
 * Returns: (transfer full) (element-type BulletinAcceptedFinding): the list
 */
GPtrArray *
bulletin_accepted_findings_parse (const char *overridden)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_accepted_finding_free);
  g_autoptr (JsonNode) root = overridden && *overridden == '[' ? json_from_string (overridden, NULL) : NULL;
  JsonArray *array;

  if (!overridden)
    return list;
  if (!root || !JSON_NODE_HOLDS_ARRAY (root)) {
    parse_lines (list, overridden);
    return list;
  }
  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);
    BulletinAcceptedFinding *finding;

    if (!JSON_NODE_HOLDS_OBJECT (element))
      continue;
    finding = g_new0 (BulletinAcceptedFinding, 1);
    finding->rule = get_string (json_node_get_object (element), "rule");
    finding->severity = get_string (json_node_get_object (element), "severity");
    finding->message = get_string (json_node_get_object (element), "message");
    finding->excerpt = get_string (json_node_get_object (element), "excerpt");
    finding->reason = get_string (json_node_get_object (element), "reason");
    g_ptr_array_add (list, finding);
  }
  return list;
}
