/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-proofreading.h"

#include "bulletin-rules.h"

#include <string.h>

typedef void (*DocumentRule) (BulletinProofContext *context);
typedef void (*TextRule)     (BulletinProofContext    *context,
                              const BulletinProofText *text);

static const DocumentRule document_rules[] = {
  bulletin_rule_metadata,
  bulletin_rule_empty,
  bulletin_rule_heading_numbers,
};

static const TextRule text_rules[] = {
  bulletin_rule_heading_marker,
  bulletin_rule_heading_text,
  bulletin_rule_half_width,
  bulletin_rule_half_width_brackets,
  bulletin_rule_half_width_quotes,
  bulletin_rule_doubled_punctuation,
  bulletin_rule_needless_list_comma,
  bulletin_rule_unpaired,
  bulletin_rule_full_width,
  bulletin_rule_doubled_word,
  bulletin_rule_spaces,
  bulletin_rule_traditional,
  bulletin_rule_literal_mark,
  bulletin_rule_dates,
  bulletin_rule_identity_number,
  bulletin_rule_mobile_number,
};

static void
check_text_cb (BulletinProofContext    *context,
               const BulletinProofText *text,
               gpointer                 user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_rules); i++)
    text_rules[i] (context, text);
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
 * card number. The findings' rules, whose names are stable:
 *
 * - in the metadata: `title`, `date`, `issuer`, `number`, `year`
 * - `empty`; `heading-order`, `heading-level`, `heading-marker`,
 *   `heading-punctuation`, `heading-empty`
 * - `half-width`, `full-width`, `unpaired`, `doubled-punctuation`,
 *   `doubled-word`, `list-comma`, `spaces`, `traditional`, `literal-mark`
 * - `date-missing-day` (a day that does not exist), `date-weekday`, `date-future`
 * - `identity-number`, `mobile-number`
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

  g_return_val_if_fail (document != NULL, NULL);

  context.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_finding_free);

  for (guint i = 0; i < G_N_ELEMENTS (document_rules); i++)
    document_rules[i] (&context);
  bulletin_proof_each_text (&context, check_text_cb, NULL);

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
