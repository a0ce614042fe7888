/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-document.h"
#include "bulletin-finding.h"
#include "bulletin-metadata.h"
#include "bulletin-rule.h"

G_BEGIN_DECLS

/* A live figure stands in the text as one such character. */
#define BULLETIN_PROOF_FIGURE 0xfffc

/**
 * BulletinProofText:
 * @block: the block that it belongs to
 * @in_cell: whether it is a table's cell
 * @chars: its characters as a reader sees them, @n_chars of them
 * @starts: where each character starts in the source, in bytes
 * @ends: where each character ends in the source, in bytes
 * @n_chars: how many there are
 * @n_marker: how many of them are a heading's marker
 *
 * One line of text without marks and escapes, so that a rule can look at a
 * character's neighbours, and still knows where they stand in the source.
 */
struct _BulletinProofText
{
  const BulletinBlock *block;
  gboolean in_cell;
  gunichar *chars;
  gsize *starts;
  gsize *ends;
  guint n_chars;
  guint n_marker;
};

/**
 * BulletinProofContext:
 * @document: what is read
 * @metadata: (nullable): what is known beside the text
 * @findings: (element-type BulletinFinding): what was found so far
 * @counts: how many findings each rule has
 * @mentions: (nullable) (element-type BulletinMention): the quantities of the
 *   text, once somebody asked for them
 */
struct _BulletinProofContext
{
  const BulletinDocument *document;
  const BulletinMetadata *metadata;
  GPtrArray *findings;
  GHashTable *counts;
  GArray *mentions;
};

typedef void (*BulletinProofTextFunc) (BulletinProofContext    *context,
                                       const BulletinProofText *text,
                                       gpointer                 user_data);

void     bulletin_proof_each_text (BulletinProofContext    *context,
                                   BulletinProofTextFunc    func,
                                   gpointer                 user_data);
gunichar bulletin_proof_char      (const BulletinProofText *text,
                                   gint64                   index);
char    *bulletin_proof_substring (const BulletinProofText *text,
                                   guint                    first,
                                   guint                    n);

void     bulletin_proof_add       (BulletinProofContext    *context,
                                   const char              *rule,
                                   BulletinSeverity         severity,
                                   gsize                    offset,
                                   gsize                    length,
                                   const char              *replacement,
                                   char                    *message);
void     bulletin_proof_add_chars (BulletinProofContext    *context,
                                   const char              *rule,
                                   BulletinSeverity         severity,
                                   const BulletinProofText *text,
                                   guint                    first,
                                   guint                    n,
                                   const char              *replacement,
                                   char                    *message);

gboolean bulletin_is_han          (gunichar                 c);
gboolean bulletin_is_chinese      (gunichar                 c);
gboolean bulletin_is_blank        (gunichar                 c);
gboolean bulletin_is_ascii_digit  (gunichar                 c);
gboolean bulletin_is_ascii_alpha  (gunichar                 c);

G_END_DECLS
