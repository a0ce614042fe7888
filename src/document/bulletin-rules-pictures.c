/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

#include "bulletin-marker.h"
#include "bulletin-materials.h"

#include <glib/gi18n.h>

static gboolean
has_caption (const BulletinBlock *block)
{
  g_autofree char *caption = bulletin_spans_to_text (block->spans);

  for (const char *p = caption; *p != '\0'; p = g_utf8_next_char (p)) {
    if (!bulletin_is_blank (g_utf8_get_char (p)))
      return TRUE;
  }

  return FALSE;
}

/* The picture's line without its blanks and its end. */
static void
add (BulletinProofContext *context,
     const BulletinBlock  *block,
     const char           *rule,
     BulletinSeverity      severity,
     char                 *message)
{
  const char *source = bulletin_document_get_source (context->document) + block->offset;
  gsize first = bulletin_skip_blanks (source, block->length);
  gsize length = block->length - first;

  while (length > 0 && (g_ascii_isspace (source[first + length - 1])))
    length--;
  bulletin_proof_add (context, rule, severity, block->offset + first, length, NULL, message);
}

/* Pictures that are not there, and pictures that say nothing to those who cannot
 * see them. Without materials nobody knows what is there. */
void
bulletin_rule_pictures (BulletinProofContext *context)
{
  const BulletinMaterials *materials = bulletin_document_get_materials (context->document);
  guint n_blocks = bulletin_document_get_n_blocks (context->document);

  for (guint i = 0; i < n_blocks; i++) {
    const BulletinBlock *block = bulletin_document_get_block (context->document, i);

    if (block->kind != BULLETIN_BLOCK_PICTURE)
      continue;

    if (materials != NULL && bulletin_materials_find_picture (materials, block->target) == NULL)
      add (context, block, "picture-missing", BULLETIN_SEVERITY_WARNING,
           g_strdup_printf (_ ("There is no picture “%s” in this bulletin. Insert it again, or take the line out."), block->target));
    if (!has_caption (block))
      add (context, block, "picture-caption", BULLETIN_SEVERITY_HINT,
           g_strdup (_ ("This picture has no caption. Say between the brackets what it shows.")));
  }
}
