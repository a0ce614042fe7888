/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include <glib/gi18n.h>

static void
add (BulletinProofContext *context,
     const char           *rule,
     BulletinSeverity      severity,
     const char           *message)
{
  bulletin_proof_add (context, rule, severity, BULLETIN_FINDING_NOWHERE, 0, NULL, g_strdup (message));
}

/* What the head of the page needs. */
void
bulletin_rule_metadata (BulletinProofContext *context)
{
  const BulletinMetadata *metadata = context->metadata;

  if (metadata == NULL)
    return;

  if (metadata->title == NULL)
    add (context, "title", BULLETIN_SEVERITY_ERROR,
         _("The bulletin has no title. Type one in the properties."));

  if (metadata->issuer == NULL)
    add (context, "issuer", BULLETIN_SEVERITY_WARNING,
         _("No issuer is given. Readers will not know whose bulletin this is."));

  /* Only a hint: the ledger gives it out. */
  if (metadata->number <= 0)
    add (context, "number", BULLETIN_SEVERITY_HINT,
         _("The bulletin has no issue number yet. It gets one when it is issued."));

  if (metadata->date == NULL) {
    add (context, "date", BULLETIN_SEVERITY_WARNING,
         _("The bulletin has no date. Give the day on which it was approved."));
  } else if (!bulletin_date_is_valid (metadata->date)) {
    bulletin_proof_add (context, "date", BULLETIN_SEVERITY_WARNING, BULLETIN_FINDING_NOWHERE, 0, NULL,
                        g_strdup_printf (_("The bulletin’s date “%s” is not a day that exists. Correct it in the properties."),
                                         metadata->date));
  } else if (metadata->year > 0 && g_ascii_strtoll (metadata->date, NULL, 10) != metadata->year) {
    bulletin_proof_add (context, "year", BULLETIN_SEVERITY_WARNING, BULLETIN_FINDING_NOWHERE, 0, NULL,
                        g_strdup_printf (_("The bulletin counts in the year %d, but its date is %s. Correct one of them."),
                                         metadata->year, metadata->date));
  }
}

/* A head and a tail with nothing between them. */
void
bulletin_rule_empty (BulletinProofContext *context)
{
  guint n_blocks = bulletin_document_get_n_blocks (context->document);

  for (guint i = 0; i < n_blocks; i++) {
    const BulletinBlock *block = bulletin_document_get_block (context->document, i);

    if (block->spans->len > 0 || block->kind == BULLETIN_BLOCK_PICTURE || block->rows != NULL)
      return;
  }

  bulletin_proof_add (context, "empty", BULLETIN_SEVERITY_ERROR, 0, 0, NULL,
                      g_strdup (_("The bulletin has no text. Write it, or import it from a file.")));
}
