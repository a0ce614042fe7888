/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-rules.h"

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
      bulletin_proof_add (context, "picture-missing", BULLETIN_SEVERITY_WARNING, block->offset, block->length, NULL,
                          g_strdup_printf (_ ("There is no picture “%s” in this bulletin. Insert it again, or take the line out."), block->target));
    if (!has_caption (block))
      bulletin_proof_add (context, "picture-caption", BULLETIN_SEVERITY_HINT, block->offset, block->length, NULL,
                          g_strdup (_ ("This picture has no caption. Say between the brackets what it shows.")));
  }
}
