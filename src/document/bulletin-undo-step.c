/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-undo-history.h"

#include <string.h>

/* One step of an undo history. */

/* What an edit takes up beside its strings, about. */
#define EDIT_SIZE 48

static void
edit_clear (gpointer data)
{
  BulletinUndoEdit *self = data;

  g_free (self->removed);
  g_free (self->inserted);
}

/**
 * bulletin_undo_step_new:
 * @caret_before: where the caret stood before the step, in characters
 * @caret_after: where the caret stood after the step, in characters
 *
 * Returns: (transfer full): a step that does nothing yet
 */
BulletinUndoStep *
bulletin_undo_step_new (guint caret_before,
                        guint caret_after)
{
  BulletinUndoStep *self = g_new0 (BulletinUndoStep, 1);

  g_atomic_ref_count_init (&self->references);
  self->edits = g_array_new (FALSE, FALSE, sizeof (BulletinUndoEdit));
  g_array_set_clear_func (self->edits, edit_clear);
  self->caret_before = caret_before;
  self->caret_after = caret_after;

  return self;
}

BulletinUndoStep *
bulletin_undo_step_ref (BulletinUndoStep *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
bulletin_undo_step_unref (BulletinUndoStep *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_array_unref (self->edits);
  g_clear_pointer (&self->metadata_before, bulletin_metadata_free);
  g_clear_pointer (&self->metadata_after, bulletin_metadata_free);
  g_free (self);
}

/* How many bytes the two have in common at their starts, in whole characters. */
static gsize
measure_common_start (const char *a,
                      const char *b)
{
  const char *p = a;

  while (*p != '\0' && *p == *b) {
    p++;
    b++;
  }
  /* Back to the start of a character: a trailing byte is 10xxxxxx. */
  while (p > a && ((guchar) *p & 0xc0) == 0x80)
    p--;

  return p - a;
}

static gsize
measure_common_end (const char *a,
                    gsize       n_a,
                    const char *b,
                    gsize       n_b)
{
  gsize n = 0;

  while (n < n_a && n < n_b && a[n_a - n - 1] == b[n_b - n - 1])
    n++;
  while (n > 0 && ((guchar) a[n_a - n] & 0xc0) == 0x80)
    n--;

  return n;
}

/* What was taken out and put in again need not be kept twice: a whole text that
 * was replaced by one with one word changed is that word. */
static void
shorten (BulletinUndoEdit *edit)
{
  gsize start = measure_common_start (edit->removed, edit->inserted);
  gsize n_removed = strlen (edit->removed) - start;
  gsize n_inserted = strlen (edit->inserted) - start;
  gsize end = measure_common_end (edit->removed + start, n_removed, edit->inserted + start, n_inserted);
  char *removed, *inserted;

  if (start + end == 0)
    return;
  removed = g_strndup (edit->removed + start, n_removed - end);
  inserted = g_strndup (edit->inserted + start, n_inserted - end);
  edit->offset += g_utf8_strlen (edit->removed, start);
  g_free (edit->removed);
  g_free (edit->inserted);
  edit->removed = removed;
  edit->inserted = inserted;
}

static void
append (char       **text,
        const char  *more)
{
  char *joined = g_strconcat (*text, more, NULL);

  g_free (*text);
  *text = joined;
}

static void
prepend (char       **text,
         const char  *more)
{
  char *joined = g_strconcat (more, *text, NULL);

  g_free (*text);
  *text = joined;
}

/* Makes an edit part of the one before it, where both touch. */
static gboolean
join (BulletinUndoEdit *before,
      guint             offset,
      const char       *removed,
      const char       *inserted)
{
  guint n_removed = *removed != '\0' ? g_utf8_strlen (removed, -1) : 0;

  if (offset == before->offset + g_utf8_strlen (before->inserted, -1)) {
    /* Right behind it. */
    append (&before->removed, removed);
    append (&before->inserted, inserted);
  } else if (*before->inserted == '\0' && *inserted == '\0' && offset + n_removed == before->offset) {
    /* Backspace. */
    prepend (&before->removed, removed);
    before->offset = offset;
  } else {
    return FALSE;
  }

  return TRUE;
}

/**
 * bulletin_undo_step_add_edit:
 * @self: a step that is not sealed yet
 * @offset: where in the text, in characters, as it is after the edits before
 * @removed: what was taken out there, or ""
 * @inserted: what was put in there, or ""
 *
 * Adds what was done next.
 */
void
bulletin_undo_step_add_edit (BulletinUndoStep *self,
                             guint             offset,
                             const char       *removed,
                             const char       *inserted)
{
  BulletinUndoEdit *last = self->edits->len > 0 ? &g_array_index (self->edits, BulletinUndoEdit, self->edits->len - 1) : NULL;
  BulletinUndoEdit edit;

  if (last != NULL && join (last, offset, removed, inserted)) {
    self->size += strlen (removed) + strlen (inserted);
    if (*last->removed != '\0' && *last->inserted != '\0') {
      gsize size = strlen (last->removed) + strlen (last->inserted);

      shorten (last);
      self->size -= size - strlen (last->removed) - strlen (last->inserted);
    }
    return;
  }

  edit.offset = offset;
  edit.removed = g_strdup (removed);
  edit.inserted = g_strdup (inserted);
  g_array_append_val (self->edits, edit);
  self->size += EDIT_SIZE + strlen (removed) + strlen (inserted);
}

/**
 * bulletin_undo_step_set_metadata:
 * @self: a step that is not sealed yet
 * @before: what the metadata were; taken only the first time
 * @after: what they are now
 *
 * Makes a change of metadata part of the step.
 */
void
bulletin_undo_step_set_metadata (BulletinUndoStep       *self,
                                 const BulletinMetadata *before,
                                 const BulletinMetadata *after)
{
  if (self->metadata_before == NULL) {
    self->metadata_before = bulletin_metadata_copy (before);
    self->size += 2 * sizeof (BulletinMetadata);
  }
  g_clear_pointer (&self->metadata_after, bulletin_metadata_free);
  self->metadata_after = bulletin_metadata_copy (after);
}

/**
 * bulletin_undo_step_apply:
 * @self: a step
 * @forward: whether to make it again, else to take it back
 * @text: (inout): the text that it was made in, UTF-8
 *
 * Returns: whether @text is the one that it was made in; if not, @text may be
 *   changed in part
 */
gboolean
bulletin_undo_step_apply (const BulletinUndoStep *self,
                          gboolean                forward,
                          GString                *text)
{
  for (guint i = 0; i < self->edits->len; i++) {
    guint index = forward ? i : self->edits->len - i - 1;
    const BulletinUndoEdit *edit = &g_array_index (self->edits, BulletinUndoEdit, index);
    const char *from = forward ? edit->removed : edit->inserted;
    const char *to = forward ? edit->inserted : edit->removed;
    gsize offset;

    if ((glong) edit->offset > g_utf8_strlen (text->str, text->len))
      return FALSE;
    offset = g_utf8_offset_to_pointer (text->str, edit->offset) - text->str;
    if (!g_str_has_prefix (text->str + offset, from))
      return FALSE;
    g_string_erase (text, offset, strlen (from));
    g_string_insert (text, offset, to);
  }

  return TRUE;
}
