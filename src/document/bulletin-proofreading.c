/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-proofreading.h"

#include "bulletin-rules.h"

#include <glib/gi18n.h>
#include <string.h>

static void
check_text_cb (BulletinProofContext    *context,
               const BulletinProofText *text,
               gpointer                 user_data)
{
  guint n_rules;
  const BulletinRule *rules = bulletin_rules_list (&n_rules);

  for (guint i = 0; i < n_rules; i++) {
    if (rules[i].check_text != NULL && (i == 0 || rules[i].check_text != rules[i - 1].check_text))
      rules[i].check_text (context, text);
  }
}

/* The title stands in the metadata, where a finding has no place; what has to do
 * with words is looked at there as well. */
static void
check_title (BulletinProofContext *context)
{
  g_autoptr (BulletinDocument) document = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  BulletinProofContext title = { 0 };

  if (context->metadata == NULL || context->metadata->title == NULL)
    return;

  document = bulletin_document_new (context->metadata->title, -1,
                                    bulletin_document_get_materials (context->document));
  findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_finding_free);
  title.document = document;
  title.findings = findings;
  title.counts = context->counts;
  bulletin_proof_each_text (&title, check_text_cb, NULL);
  bulletin_rule_names_in_title (&title, context->document);

  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    /* Titles are set with spaces where their lines may break. */
    if (g_str_equal (finding->rule, "spaces"))
      continue;
    g_ptr_array_add (context->findings,
                     bulletin_finding_new (finding->rule, finding->severity, BULLETIN_FINDING_NOWHERE, 0, NULL,
                                           /* Translators: %s is a sentence that says what is wrong. */
                                           g_strdup_printf (_ ("In the title: %s"), finding->message)));
  }
}

/* By place, the metadata first; in one place the worse comes first. */
static int
compare_findings (gconstpointer a,
                  gconstpointer b)
{
  const BulletinFinding *one = a;
  const BulletinFinding *other = b;
  gboolean one_nowhere = one->offset == BULLETIN_FINDING_NOWHERE;
  gboolean other_nowhere = other->offset == BULLETIN_FINDING_NOWHERE;

  if (one_nowhere != other_nowhere)
    return one_nowhere ? -1 : 1;
  if (one->offset != other->offset)
    return one->offset < other->offset ? -1 : 1;
  if (one->severity != other->severity)
    return one->severity > other->severity ? -1 : 1;
  if (one->length != other->length)
    return one->length < other->length ? -1 : 1;

  return strcmp (one->rule, other->rule);
}

/**
 * bulletin_proofread:
 * @document: a document
 * @metadata: (nullable): what is known beside its text; %NULL leaves out what
 *   needs it
 *
 * Reads a document as a careful colleague would before it is issued. Only what
 * must not be issued is an error: no title, nothing in it, somebody's identity
 * card number. bulletin_rules_list() names the rules. What the text is compared
 * with, the office's terms and figures, it has from its materials.
 *
 * A rule gives at most 500 findings. May be called from any thread; takes time
 * linear in the text.
 *
 * Returns: (transfer full) (element-type BulletinFinding): the findings, those
 *   in the metadata first, then by offset
 */
GPtrArray *
bulletin_proofread (const BulletinDocument *document,
                    const BulletinMetadata *metadata)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  BulletinProofContext context = {
    .document = document,
    .metadata = metadata,
    .counts = counts,
  };
  guint n_rules;
  const BulletinRule *rules = bulletin_rules_list (&n_rules);

  g_return_val_if_fail (document != NULL, NULL);

  context.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_finding_free);

  for (guint i = 0; i < n_rules; i++) {
    if (rules[i].check_document != NULL && (i == 0 || rules[i].check_document != rules[i - 1].check_document))
      rules[i].check_document (&context);
  }
  bulletin_proof_each_text (&context, check_text_cb, NULL);
  check_title (&context);
  g_clear_pointer (&context.mentions, g_array_unref);

  g_ptr_array_sort_values (context.findings, compare_findings);

  return context.findings;
}

/**
 * bulletin_apply_finding:
 * @source: the text that was checked
 * @finding: one of its findings
 *
 * Mends what a finding found.
 *
 * Returns: (transfer full) (nullable): the mended text; %NULL if the finding has
 *   no replacement or does not lie within @source
 */
char *
bulletin_apply_finding (const char            *source,
                        const BulletinFinding *finding)
{
  GString *text;
  gsize length;

  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (finding != NULL, NULL);

  length = strlen (source);

  if (finding->replacement == NULL ||
      finding->offset > length ||
      finding->length > length - finding->offset)
    return NULL;

  text = g_string_sized_new (length + strlen (finding->replacement));
  g_string_append_len (text, source, finding->offset);
  g_string_append (text, finding->replacement);
  g_string_append (text, source + finding->offset + finding->length);

  return g_string_free_and_steal (text);
}

/**
 * bulletin_apply_findings:
 * @source: the text that was checked
 * @findings: (element-type BulletinFinding): its findings, as
 *   bulletin_proofread() gave them
 * @rule: (nullable): the rule whose findings to mend, or %NULL for all
 *
 * Mends in one step everything that has a replacement. Where two findings
 * overlap, the first is mended; checking the text again shows what is left.
 *
 * Returns: (transfer full): the text, mended or not
 */
char *
bulletin_apply_findings (const char      *source,
                         const GPtrArray *findings,
                         const char      *rule)
{
  GString *text;
  gsize length;
  gsize done = 0;

  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (findings != NULL, NULL);

  length = strlen (source);
  text = g_string_sized_new (length);

  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    if (finding->replacement == NULL ||
        (rule != NULL && !g_str_equal (finding->rule, rule)) ||
        finding->offset < done ||
        finding->offset > length ||
        finding->length > length - finding->offset)
      continue;

    g_string_append_len (text, source + done, finding->offset - done);
    g_string_append (text, finding->replacement);
    done = finding->offset + finding->length;
  }

  g_string_append (text, source + done);

  return g_string_free_and_steal (text);
}
