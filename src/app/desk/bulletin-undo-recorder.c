/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-undo-recorder.h"

struct _BulletinUndoRecorder
{
  GObject parent_instance;

  GtkTextBuffer *buffer;
  /* NULL while nothing is recorded. */
  BulletinUndoHistory *history;
  gboolean is_applying;
  gboolean is_in_action;
};

G_DEFINE_FINAL_TYPE (BulletinUndoRecorder, bulletin_undo_recorder, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_METADATA,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
get_caret (BulletinUndoRecorder *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  return gtk_text_iter_get_offset (&iter);
}

/* --- Recording ------------------------------------------------------------- */

static gboolean
is_recording (BulletinUndoRecorder *self)
{
  return self->history && !self->is_applying;
}

static void
begin (BulletinUndoRecorder *self)
{
  bulletin_undo_history_begin (self->history, get_caret (self));
}

static void
end (BulletinUndoRecorder *self,
     guint caret)
{
  bulletin_undo_history_end (self->history, caret, g_get_monotonic_time ());
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
action_begun_cb (BulletinUndoRecorder *self)
{
  if (!is_recording (self))
    return;
  self->is_in_action = TRUE;
  begin (self);
}

static void
action_ended_cb (BulletinUndoRecorder *self)
{
  if (!self->is_in_action)
    return;
  self->is_in_action = FALSE;
  end (self, get_caret (self));
}

/* Before the buffer does it: both know the place, and what stands there. */
static void
insert_text_cb (BulletinUndoRecorder *self,
                GtkTextIter *iter,
                char *text,
                int length)
{
  g_autofree char *inserted = NULL;
  guint offset;

  if (!is_recording (self))
    return;
  inserted = length < 0 ? g_strdup (text) : g_strndup (text, length);
  offset = gtk_text_iter_get_offset (iter);
  begin (self);
  bulletin_undo_history_record (self->history, offset, "", inserted);
  end (self, offset + g_utf8_strlen (inserted, -1));
}

static void
delete_range_cb (BulletinUndoRecorder *self,
                 GtkTextIter *start,
                 GtkTextIter *stop)
{
  g_autofree char *removed = NULL;
  guint offset;

  if (!is_recording (self))
    return;
  removed = gtk_text_buffer_get_slice (self->buffer, start, stop, TRUE);
  offset = MIN (gtk_text_iter_get_offset (start), gtk_text_iter_get_offset (stop));
  begin (self);
  bulletin_undo_history_record (self->history, offset, removed, "");
  end (self, offset);
}

/* --- Going back and forth -------------------------------------------------- */

static gboolean
replace (BulletinUndoRecorder *self,
         guint offset,
         const char *from,
         const char *to)
{
  GtkTextIter start, stop;
  g_autofree char *there = NULL;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, offset);
  stop = start;
  gtk_text_iter_forward_chars (&stop, g_utf8_strlen (from, -1));
  there = gtk_text_buffer_get_slice (self->buffer, &start, &stop, TRUE);
  if ((guint) gtk_text_iter_get_offset (&start) != offset || g_strcmp0 (there, from) != 0)
    return FALSE;
  if (*from)
    gtk_text_buffer_delete (self->buffer, &start, &stop);
  if (*to)
    gtk_text_buffer_insert (self->buffer, &start, to, -1);
  return TRUE;
}

static void
apply (BulletinUndoRecorder *self,
       const BulletinUndoStep *step,
       gboolean forward)
{
  const BulletinMetadata *metadata = forward ? step->metadata_after : step->metadata_before;
  gboolean fits = TRUE;

  self->is_applying = TRUE;
  gtk_text_buffer_begin_user_action (self->buffer);
  for (guint i = 0; fits && i < step->edits->len; i++) {
    guint index = forward ? i : step->edits->len - i - 1;
    const BulletinUndoEdit *edit = &g_array_index (step->edits, BulletinUndoEdit, index);

    fits = replace (self, edit->offset, forward ? edit->removed : edit->inserted,
                    forward ? edit->inserted : edit->removed);
  }
  if (step->edits->len > 0) {
    GtkTextIter caret;

    gtk_text_buffer_get_iter_at_offset (self->buffer, &caret, forward ? step->caret_after : step->caret_before);
    gtk_text_buffer_place_cursor (self->buffer, &caret);
  }
  gtk_text_buffer_end_user_action (self->buffer);
  if (metadata)
    g_signal_emit (self, signals[SIGNAL_METADATA], 0, metadata);
  self->is_applying = FALSE;

  /* Something was done to the text that was not recorded: going on by guess
   * would spoil it. */
  if (!fits) {
    g_debug ("The steps are not those of this text");
    bulletin_undo_history_clear (self->history);
  }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
bulletin_undo_recorder_dispose (GObject *object)
{
  BulletinUndoRecorder *self = BULLETIN_UNDO_RECORDER (object);

  g_clear_object (&self->buffer);
  g_clear_pointer (&self->history, bulletin_undo_history_unref);

  G_OBJECT_CLASS (bulletin_undo_recorder_parent_class)->dispose (object);
}

static void
bulletin_undo_recorder_class_init (BulletinUndoRecorderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bulletin_undo_recorder_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BULLETIN_TYPE_UNDO_RECORDER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_METADATA] = g_signal_new ("metadata", BULLETIN_TYPE_UNDO_RECORDER, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1,
                                           BULLETIN_TYPE_METADATA | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
bulletin_undo_recorder_init (BulletinUndoRecorder *self)
{
}

/**
 * bulletin_undo_recorder_new:
 * @buffer: a buffer, whose own undo is switched off
 *
 * Returns: (transfer full): a recorder, which waits for a history
 */
BulletinUndoRecorder *
bulletin_undo_recorder_new (GtkTextBuffer *buffer)
{
  BulletinUndoRecorder *self = g_object_new (BULLETIN_TYPE_UNDO_RECORDER, NULL);

  self->buffer = g_object_ref (buffer);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  g_signal_connect_object (buffer, "begin-user-action", G_CALLBACK (action_begun_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "end-user-action", G_CALLBACK (action_ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (delete_range_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * bulletin_undo_recorder_set_history:
 * @self: the recorder
 * @history: (nullable): the history of the text that stands in the buffer, or
 *   %NULL to record nothing, as while another text is loaded
 */
void
bulletin_undo_recorder_set_history (BulletinUndoRecorder *self,
                                    BulletinUndoHistory *history)
{
  g_return_if_fail (BULLETIN_IS_UNDO_RECORDER (self));

  if (self->is_in_action)
    action_ended_cb (self);
  if (history)
    bulletin_undo_history_ref (history);
  g_clear_pointer (&self->history, bulletin_undo_history_unref);
  self->history = history;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
bulletin_undo_recorder_begin (BulletinUndoRecorder *self)
{
  g_return_if_fail (BULLETIN_IS_UNDO_RECORDER (self));

  if (self->history)
    begin (self);
}

void
bulletin_undo_recorder_end (BulletinUndoRecorder *self)
{
  g_return_if_fail (BULLETIN_IS_UNDO_RECORDER (self));

  if (self->history)
    end (self, get_caret (self));
}

gboolean
bulletin_undo_recorder_can_undo (BulletinUndoRecorder *self)
{
  return self->history && bulletin_undo_history_can_undo (self->history);
}

gboolean
bulletin_undo_recorder_can_redo (BulletinUndoRecorder *self)
{
  return self->history && bulletin_undo_history_can_redo (self->history);
}

/* Takes one step back, if there is one. */
void
bulletin_undo_recorder_undo (BulletinUndoRecorder *self)
{
  const BulletinUndoStep *step;

  g_return_if_fail (BULLETIN_IS_UNDO_RECORDER (self));

  step = self->history ? bulletin_undo_history_undo (self->history) : NULL;
  if (step)
    apply (self, step, FALSE);
}

/* Makes one step again, if there is one. */
void
bulletin_undo_recorder_redo (BulletinUndoRecorder *self)
{
  const BulletinUndoStep *step;

  g_return_if_fail (BULLETIN_IS_UNDO_RECORDER (self));

  step = self->history ? bulletin_undo_history_redo (self->history) : NULL;
  if (step)
    apply (self, step, TRUE);
}
