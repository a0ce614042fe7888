/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-document.h"

/* What a text refers to. */

static void
add_once (GPtrArray  *names,
          GHashTable *seen,
          const char *name)
{
  if (g_hash_table_add (seen, (gpointer) name))
    g_ptr_array_add (names, g_strdup (name));
}

static void
add_figures (GPtrArray       *names,
             GHashTable      *seen,
             const GPtrArray *spans)
{
  for (guint i = 0; spans != NULL && i < spans->len; i++) {
    const BulletinSpan *span = g_ptr_array_index (spans, i);

    if (span->kind == BULLETIN_SPAN_FIGURE)
      add_once (names, seen, span->text);
  }
}

/**
 * bulletin_document_list_pictures:
 * @self: a document
 *
 * Returns: (transfer full) (element-type utf8): the names of the pictures that
 *   the text shows, each once, in the order of the text
 */
GPtrArray *
bulletin_document_list_pictures (const BulletinDocument *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < bulletin_document_get_n_blocks (self); i++) {
    const BulletinBlock *block = bulletin_document_get_block (self, i);

    if (block->target != NULL)
      add_once (names, seen, block->target);
  }

  return names;
}

/**
 * bulletin_document_list_figures:
 * @self: a document
 *
 * Returns: (transfer full) (element-type utf8): what stands between the braces
 *   of the text's live figures, each once, in the order of the text
 */
GPtrArray *
bulletin_document_list_figures (const BulletinDocument *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < bulletin_document_get_n_blocks (self); i++) {
    const BulletinBlock *block = bulletin_document_get_block (self, i);

    add_figures (names, seen, block->spans);
    add_figures (names, seen, block->body);
    add_figures (names, seen, block->caption);
    for (guint k = 0; block->rows != NULL && k < block->rows->len; k++) {
      const BulletinTableRow *row = g_ptr_array_index (block->rows, k);

      for (guint m = 0; m < row->cells->len; m++)
        add_figures (names, seen, ((const BulletinTableCell *) g_ptr_array_index (row->cells, m))->spans);
    }
  }

  return names;
}
