/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-marker.h"

#include <glib/gi18n.h>
#include <string.h>

static void
add (BulletinProofContext *context,
     const char           *rule,
     BulletinSeverity      severity,
     const char           *message)
{
  bulletin_proof_add (context, rule, severity, BULLETIN_FINDING_NOWHERE, 0, NULL, g_strdup (message));
}

/* Recipients that are outside of the office: what goes to them is public. */
static const char *
find_public_recipient (const BulletinMetadata *metadata)
{
  static const char *const names[] = { "社会公开", "公开发布", "公众", "新闻媒体", "媒体", "报社", "电视台", "网站" };
  const char *const fields[] = { metadata->report_to, metadata->send_to, metadata->distribute_to };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    for (guint k = 0; fields[i] != NULL && k < G_N_ELEMENTS (names); k++) {
      if (strstr (fields[i], names[k]) != NULL)
        return names[k];
    }
  }

  return NULL;
}

/* Whether nothing is said, be it with blanks. */
static gboolean
is_blank (const char *words)
{
  return words == NULL || bulletin_skip_blanks (words, strlen (words)) == strlen (words);
}

/* What the head of the page needs. */
void
bulletin_rule_metadata (BulletinProofContext *context)
{
  const BulletinMetadata *metadata = context->metadata;

  if (metadata == NULL)
    return;

  if (is_blank (metadata->title))
    add (context, "title", BULLETIN_SEVERITY_ERROR,
         _("The bulletin has no title. Type one in the properties."));

  if (is_blank (metadata->issuer))
    add (context, "issuer", BULLETIN_SEVERITY_WARNING,
         _("No issuer is given. Readers will not know whose bulletin this is."));

  if (metadata->internal && find_public_recipient (metadata) != NULL)
    bulletin_proof_add (context, "internal-public", BULLETIN_SEVERITY_WARNING, BULLETIN_FINDING_NOWHERE, 0, NULL,
                        g_strdup_printf (_("The bulletin is internal, and “%s” is among its recipients. Take them out, or make it public in the properties."),
                                         find_public_recipient (metadata)));

  /* Only a hint: the ledger gives it out. */
  if (metadata->number <= 0)
    add (context, "number", BULLETIN_SEVERITY_HINT,
         _("The bulletin has no issue number yet. It gets one when it is issued."));

  if (is_blank (metadata->date)) {
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
