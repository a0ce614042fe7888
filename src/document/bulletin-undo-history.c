/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-undo-history.h"

#include <string.h>

/* What is remembered at most; the oldest steps are forgotten first. One step may
 * be larger: what was just done can always be taken back. */
#define MAX_STEPS 2000
#define MAX_SIZE  (4 * 1024 * 1024)
/* Typing becomes one step until it rests for so long, or is so long. */
#define REST_USEC  (2 * G_USEC_PER_SEC)
#define MAX_TYPING 40

struct _BulletinUndoHistory
{
  grefcount references;
  GPtrArray *steps;
  /* How many of the steps are done; the others were taken back. */
  guint position;
  gsize size;

  /* Being recorded. */
  BulletinUndoStep *open;
  guint depth;
  /* When the last step was made, or 0 when nothing may be added to it. */
  gint64 last_at;
};

G_DEFINE_BOXED_TYPE (BulletinUndoHistory, bulletin_undo_history, bulletin_undo_history_ref, bulletin_undo_history_unref)

/**
 * bulletin_undo_history_new:
 *
 * Returns: (transfer full): a history in which nothing was done
 */
BulletinUndoHistory *
bulletin_undo_history_new (void)
{
  BulletinUndoHistory *self = g_new0 (BulletinUndoHistory, 1);

  g_ref_count_init (&self->references);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_undo_step_unref);

  return self;
}

/**
 * bulletin_undo_history_new_for_steps:
 * @steps: (element-type BulletinUndoStep): the steps, oldest first
 * @position: how many of them are done, at most all
 *
 * Returns: (transfer full): a history that goes on from there
 */
BulletinUndoHistory *
bulletin_undo_history_new_for_steps (GPtrArray *steps,
                                     guint      position)
{
  BulletinUndoHistory *self = bulletin_undo_history_new ();

  g_return_val_if_fail (position <= steps->len, self);

  for (guint i = 0; i < steps->len; i++) {
    BulletinUndoStep *step = g_ptr_array_index (steps, i);

    g_ptr_array_add (self->steps, bulletin_undo_step_ref (step));
    self->size += step->size;
  }
  self->position = position;

  return self;
}

BulletinUndoHistory *
bulletin_undo_history_ref (BulletinUndoHistory *self)
{
  g_ref_count_inc (&self->references);

  return self;
}

void
bulletin_undo_history_unref (BulletinUndoHistory *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->open, bulletin_undo_step_unref);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

/* --- Recording ------------------------------------------------------------- */

static gboolean
ends_a_phrase (const char *text)
{
  gunichar c = g_utf8_get_char (g_utf8_prev_char (text + strlen (text)));

  return g_unichar_isspace (c) || g_unichar_ispunct (c);
}

static gboolean
begins_with_mark (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return g_unichar_isspace (c) || g_unichar_ispunct (c);
}

/* Whether @edit goes on where @last stopped: the next letters of a phrase, or
 * more of them taken away. */
static gboolean
goes_on (const BulletinUndoEdit *last,
         const BulletinUndoEdit *edit)
{
  guint n_last, n_edit;

  if (*last->removed == '\0' && *edit->removed == '\0') {
    n_last = g_utf8_strlen (last->inserted, -1);
    n_edit = g_utf8_strlen (edit->inserted, -1);
    return n_last + n_edit <= MAX_TYPING && edit->offset == last->offset + n_last &&
           strchr (edit->inserted, '\n') == NULL && strchr (last->inserted, '\n') == NULL &&
           (!ends_a_phrase (last->inserted) || begins_with_mark (edit->inserted));
  }
  if (*last->inserted == '\0' && *edit->inserted == '\0') {
    n_last = g_utf8_strlen (last->removed, -1);
    n_edit = g_utf8_strlen (edit->removed, -1);
    return n_last + n_edit <= MAX_TYPING && strchr (edit->removed, '\n') == NULL &&
           (edit->offset + n_edit == last->offset || edit->offset == last->offset);
  }

  return FALSE;
}

/* Whether two changes of metadata are of the same field, as while it is typed. */
static gboolean
is_of_same_field (const BulletinUndoStep *last,
                  const BulletinUndoStep *step)
{
  const BulletinMetadata *states[] = { last->metadata_before, last->metadata_after, step->metadata_after };
  static const gsize strings[] = {
    G_STRUCT_OFFSET (BulletinMetadata, series),
    G_STRUCT_OFFSET (BulletinMetadata, date),
    G_STRUCT_OFFSET (BulletinMetadata, title),
    G_STRUCT_OFFSET (BulletinMetadata, issuer),
    G_STRUCT_OFFSET (BulletinMetadata, signer),
    G_STRUCT_OFFSET (BulletinMetadata, report_to),
    G_STRUCT_OFFSET (BulletinMetadata, send_to),
    G_STRUCT_OFFSET (BulletinMetadata, distribute_to),
    G_STRUCT_OFFSET (BulletinMetadata, secrecy),
    G_STRUCT_OFFSET (BulletinMetadata, copy_number),
  };
  guint changed[2] = { 0 };

  for (guint i = 0; i < 2; i++) {
    for (guint k = 0; k < G_N_ELEMENTS (strings); k++) {
      if (g_strcmp0 (G_STRUCT_MEMBER (char *, states[i], strings[k]), G_STRUCT_MEMBER (char *, states[i + 1], strings[k])) != 0)
        changed[i] |= 1u << k;
    }
  }

  return changed[0] != 0 && changed[0] == changed[1];
}

static gboolean
merge (BulletinUndoHistory *self,
       gint64               now)
{
  const BulletinUndoStep *step = self->open;
  BulletinUndoStep *last;

  if (self->last_at == 0 || now - self->last_at > REST_USEC || self->position == 0 || self->position != self->steps->len)
    return FALSE;
  last = g_ptr_array_index (self->steps, self->position - 1);

  if (step->metadata_after != NULL) {
    if (last->metadata_after == NULL || last->edits->len > 0 || step->edits->len > 0 || !is_of_same_field (last, step))
      return FALSE;
    bulletin_undo_step_set_metadata (last, last->metadata_before, step->metadata_after);
  } else {
    const BulletinUndoEdit *edit = &g_array_index (step->edits, BulletinUndoEdit, 0);
    gsize size = last->size;

    if (last->metadata_after != NULL || step->edits->len != 1 || last->edits->len != 1 ||
        !goes_on (&g_array_index (last->edits, BulletinUndoEdit, 0), edit))
      return FALSE;
    bulletin_undo_step_add_edit (last, edit->offset, edit->removed, edit->inserted);
    last->caret_after = step->caret_after;
    self->size += last->size - size;
  }

  return TRUE;
}

static void
drop_undone (BulletinUndoHistory *self)
{
  for (guint i = self->position; i < self->steps->len; i++)
    self->size -= bulletin_undo_history_get_step (self, i)->size;
  g_ptr_array_set_size (self->steps, self->position);
}

static void
forget_oldest (BulletinUndoHistory *self)
{
  guint n = 0;

  while (self->steps->len - n > 1 && (self->steps->len - n > MAX_STEPS || self->size > MAX_SIZE))
    self->size -= bulletin_undo_history_get_step (self, n++)->size;
  if (n > 0) {
    g_ptr_array_remove_range (self->steps, 0, n);
    self->position -= n;
  }
}

/**
 * bulletin_undo_history_begin:
 * @self: the history
 * @caret: where the caret stands, in characters
 *
 * Begins a step. Within another one that is recorded it is part of that.
 */
void
bulletin_undo_history_begin (BulletinUndoHistory *self,
                             guint                caret)
{
  if (self->depth++ == 0)
    self->open = bulletin_undo_step_new (caret, caret);
}

/**
 * bulletin_undo_history_end:
 * @self: the history
 * @caret: where the caret stands, in characters
 * @now: the monotonic time, in microseconds
 *
 * Ends a step. If something was done in it, what was taken back before cannot be
 * made again any more.
 */
void
bulletin_undo_history_end (BulletinUndoHistory *self,
                           guint                caret,
                           gint64               now)
{
  g_return_if_fail (self->depth > 0);

  if (--self->depth > 0)
    return;
  self->open->caret_after = caret;
  if (self->open->edits->len > 0 || self->open->metadata_after != NULL) {
    drop_undone (self);
    if (!merge (self, now)) {
      self->size += self->open->size;
      g_ptr_array_add (self->steps, bulletin_undo_step_ref (self->open));
      self->position++;
      forget_oldest (self);
    }
    self->last_at = now;
  }
  g_clear_pointer (&self->open, bulletin_undo_step_unref);
}

/**
 * bulletin_undo_history_record:
 * @self: a history in which a step was begun
 * @offset: where in the text, in characters
 * @removed: what is taken out there, or ""
 * @inserted: what is put in there, or ""
 *
 * Notes what is done to the text.
 */
void
bulletin_undo_history_record (BulletinUndoHistory *self,
                              guint                offset,
                              const char          *removed,
                              const char          *inserted)
{
  g_return_if_fail (self->depth > 0);

  if (*removed != '\0' || *inserted != '\0')
    bulletin_undo_step_add_edit (self->open, offset, removed, inserted);
}

/**
 * bulletin_undo_history_record_metadata:
 * @self: a history in which a step was begun
 * @before: what the metadata are
 * @after: what they become
 *
 * Notes what is done to the fields beside the text.
 */
void
bulletin_undo_history_record_metadata (BulletinUndoHistory    *self,
                                       const BulletinMetadata *before,
                                       const BulletinMetadata *after)
{
  g_return_if_fail (self->depth > 0);

  bulletin_undo_step_set_metadata (self->open, before, after);
}

void
bulletin_undo_history_seal (BulletinUndoHistory *self)
{
  self->last_at = 0;
}

void
bulletin_undo_history_clear (BulletinUndoHistory *self)
{
  g_ptr_array_set_size (self->steps, 0);
  self->position = 0;
  self->size = 0;
  self->last_at = 0;
}

/* --- Going back and forth -------------------------------------------------- */

gboolean
bulletin_undo_history_can_undo (const BulletinUndoHistory *self)
{
  return self->depth == 0 && self->position > 0;
}

gboolean
bulletin_undo_history_can_redo (const BulletinUndoHistory *self)
{
  return self->depth == 0 && self->position < self->steps->len;
}

/**
 * bulletin_undo_history_undo:
 * @self: the history
 *
 * Goes one step back.
 *
 * Returns: (transfer none) (nullable): the step that the caller takes back, its
 *   edits from the last to the first
 */
const BulletinUndoStep *
bulletin_undo_history_undo (BulletinUndoHistory *self)
{
  if (!bulletin_undo_history_can_undo (self))
    return NULL;
  bulletin_undo_history_seal (self);

  return bulletin_undo_history_get_step (self, --self->position);
}

/**
 * bulletin_undo_history_redo:
 * @self: the history
 *
 * Goes one step forth.
 *
 * Returns: (transfer none) (nullable): the step that the caller makes again
 */
const BulletinUndoStep *
bulletin_undo_history_redo (BulletinUndoHistory *self)
{
  if (!bulletin_undo_history_can_redo (self))
    return NULL;
  bulletin_undo_history_seal (self);

  return bulletin_undo_history_get_step (self, self->position++);
}

/* --- Keeping it ------------------------------------------------------------ */

/**
 * bulletin_undo_history_copy:
 * @self: the history
 * @max_size: how much of it, in bytes: the steps next to where it stands
 *
 * Seals the history and copies it, without copying its steps. The copy may go to
 * another thread.
 *
 * Returns: (transfer full): the copy
 */
BulletinUndoHistory *
bulletin_undo_history_copy (BulletinUndoHistory *self,
                            gsize                max_size)
{
  BulletinUndoHistory *copy = bulletin_undo_history_new ();
  guint first = self->position, last = self->position;

  bulletin_undo_history_seal (self);
  while (first > 0 && copy->size + bulletin_undo_history_get_step (self, first - 1)->size <= max_size)
    copy->size += bulletin_undo_history_get_step (self, --first)->size;
  while (last < self->steps->len && copy->size + bulletin_undo_history_get_step (self, last)->size <= max_size)
    copy->size += bulletin_undo_history_get_step (self, last++)->size;
  for (guint i = first; i < last; i++)
    g_ptr_array_add (copy->steps, bulletin_undo_step_ref (g_ptr_array_index (self->steps, i)));
  copy->position = self->position - first;

  return copy;
}

guint
bulletin_undo_history_get_n_steps (const BulletinUndoHistory *self)
{
  return self->steps->len;
}

/* How many of the steps are done. */
guint
bulletin_undo_history_get_position (const BulletinUndoHistory *self)
{
  return self->position;
}

const BulletinUndoStep *
bulletin_undo_history_get_step (const BulletinUndoHistory *self,
                                guint                      index)
{
  return g_ptr_array_index (self->steps, index);
}
