/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-proofreading.h"

/* What is found in a text, in short. */

/* The findings of one rule, each as the text found and what mends it:
 * "found>replacement", or "found" alone, joined by spaces. */
static inline char *
describe (const char             *text,
          const BulletinMetadata *metadata,
          const char             *rule)
{
  g_autoptr (BulletinDocument) document = bulletin_document_parse (text, -1);
  g_autoptr (GPtrArray) findings = bulletin_proofread (document, metadata);
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++) {
    const BulletinFinding *finding = g_ptr_array_index (findings, i);

    if (g_strcmp0 (finding->rule, rule) != 0)
      continue;

    if (found->len > 0)
      g_string_append (found, " / ");
    if (finding->offset != BULLETIN_FINDING_NOWHERE)
      g_string_append_len (found, text + finding->offset, finding->length);
    if (finding->replacement != NULL)
      g_string_append_printf (found, ">%s", finding->replacement);
  }

  return g_string_free_and_steal (found);
}

typedef struct
{
  const char *text;
  const char *findings;
} Case;

static inline void
check_cases (const char *rule,
             const Case *cases,
             guint       n_cases)
{
  for (guint i = 0; i < n_cases; i++) {
    g_autofree char *found = describe (cases[i].text, NULL, rule);

    g_test_message ("%s: %s", rule, cases[i].text);
    g_assert_cmpstr (found, ==, cases[i].findings);
  }
}

#define CHECK_CASES(rule, cases) check_cases (rule, cases, G_N_ELEMENTS (cases))
