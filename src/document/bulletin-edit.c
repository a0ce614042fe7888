/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-edit.h"

#include <string.h>

static void
edit_free (gpointer data)
{
  BulletinEdit *edit = data;

  g_free (edit->replacement);
  g_free (edit);
}

/**
 * bulletin_edits_new:
 *
 * Returns: (transfer full) (element-type BulletinEdit): a list without edits
 */
GPtrArray *
bulletin_edits_new (void)
{
  return g_ptr_array_new_with_free_func (edit_free);
}

/**
 * bulletin_edits_add:
 * @edits: (element-type BulletinEdit): the edits before this one
 * @offset: where, in bytes; not before the end of the last edit
 * @length: how many bytes are taken away
 * @replacement: what comes in their place
 *
 * Adds an edit at the end of a list.
 */
void
bulletin_edits_add (GPtrArray  *edits,
                    gsize       offset,
                    gsize       length,
                    const char *replacement)
{
  BulletinEdit *edit = g_new (BulletinEdit, 1);

  edit->offset = offset;
  edit->length = length;
  edit->replacement = g_strdup (replacement);
  g_ptr_array_add (edits, edit);
}

/**
 * bulletin_edits_apply:
 * @edits: (element-type BulletinEdit): edits of @text
 * @text: a text, at least as long as the edits reach
 *
 * Returns: (transfer full): the text with all edits made
 */
char *
bulletin_edits_apply (const GPtrArray *edits,
                      const char      *text)
{
  GString *changed = g_string_new (NULL);
  gsize done = 0;

  for (guint i = 0; i < edits->len; i++) {
    const BulletinEdit *edit = g_ptr_array_index (edits, i);

    g_string_append_len (changed, text + done, edit->offset - done);
    g_string_append (changed, edit->replacement);
    done = edit->offset + edit->length;
  }
  g_string_append (changed, text + done);

  return g_string_free_and_steal (changed);
}

/**
 * bulletin_edits_map:
 * @edits: (element-type BulletinEdit): edits of a text
 * @offset: a place in the text before them, in bytes
 *
 * Tells where a caret stands after the edits: what is typed before it moves it
 * along, and in the midst of what is replaced it goes behind the replacement.
 *
 * Returns: the place, in bytes of the text after the edits
 */
gsize
bulletin_edits_map (const GPtrArray *edits,
                    gsize            offset)
{
  gsize mapped = offset;

  for (guint i = 0; i < edits->len; i++) {
    const BulletinEdit *edit = g_ptr_array_index (edits, i);

    if (offset <= edit->offset && !(offset == edit->offset && edit->length == 0))
      break;
    if (offset < edit->offset + edit->length)
      mapped += edit->offset + edit->length - offset;
    mapped = mapped + strlen (edit->replacement) - edit->length;
  }

  return mapped;
}

/**
 * bulletin_edits_between:
 * @before: a text, valid UTF-8
 * @after: another, valid UTF-8
 *
 * Takes together what differs between two texts, from their first different
 * character to their last.
 *
 * Returns: (transfer full) (element-type BulletinEdit): one edit, or none if
 *   the texts are equal
 */
GPtrArray *
bulletin_edits_between (const char *before,
                        const char *after)
{
  GPtrArray *edits = bulletin_edits_new ();
  gsize before_length = strlen (before);
  gsize after_length = strlen (after);
  gsize start = 0;
  gsize n_same = 0;
  g_autofree char *replacement = NULL;

  while (before[start] != '\0' && before[start] == after[start])
    start++;
  if (start == before_length && start == after_length)
    return edits;
  while (start > 0 && ((before[start] & 0xc0) == 0x80 || (after[start] & 0xc0) == 0x80))
    start--;

  while (n_same < before_length - start && n_same < after_length - start &&
         before[before_length - n_same - 1] == after[after_length - n_same - 1])
    n_same++;
  while (n_same > 0 && (before[before_length - n_same] & 0xc0) == 0x80)
    n_same--;

  replacement = g_strndup (after + start, after_length - n_same - start);
  bulletin_edits_add (edits, start, before_length - n_same - start, replacement);

  return edits;
}
