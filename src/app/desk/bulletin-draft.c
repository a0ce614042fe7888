/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-draft.h"

#include "bulletin-application.h"
#include "bulletin-undo-store.h"

/* What is typed is in the library this long after the last key, and however long
 * the typing goes on, this long after its first. */
#define PAUSE_MS      1000
#define CONTINUOUS_MS 3000
/* A save that failed is tried again after this. */
#define RETRY_MS 5000
/* How much of the steps of undo goes into the library with each save, in bytes:
 * a few thousand characters' typing and a page or two pasted. */
#define MAX_UNDO_SIZE (256 * 1024)

struct _BulletinDraft
{
  GObject parent_instance;

  BulletinLibraryService *service;
  BulletinRecord *record;
  BulletinMetadata *metadata;
  char *text;
  BulletinUndoHistory *undo_history;

  /* Every change counts up; what of it the library has, and what a revision has. */
  guint generation;
  guint saved_generation;
  guint committed_generation;
  gboolean is_saving;
  gint64 dirty_since;
  guint timeout;
  GError *error;
  GDateTime *saved_at;
  BulletinSaveState state;
};

G_DEFINE_FINAL_TYPE (BulletinDraft, bulletin_draft, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_METADATA_CHANGED,
  SIGNAL_STATE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What goes to the database thread. */
typedef struct
{
  char *id;
  BulletinMetadata *metadata;
  char *text;
  BulletinUndoHistory *undo_history;
  char *note;
  char *who;
  guint generation;
} Save;

static void
save_free (Save *self)
{
  g_free (self->id);
  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_free (self->text);
  g_clear_pointer (&self->undo_history, bulletin_undo_history_unref);
  g_free (self->note);
  g_free (self->who);
  g_free (self);
}

static Save *
save_new (BulletinDraft *self,
          const char *note)
{
  Save *save = g_new0 (Save, 1);

  save->id = g_strdup (bulletin_draft_get_id (self));
  save->metadata = bulletin_metadata_copy (self->metadata);
  save->text = g_strdup (self->text);
  save->undo_history = bulletin_undo_history_copy (self->undo_history, MAX_UNDO_SIZE);
  save->note = g_strdup (note);
  save->who = bulletin_get_user_name ();
  save->generation = self->generation;
  return save;
}

static void
update_state (BulletinDraft *self)
{
  BulletinSaveState state;

  if (self->error)
    state = BULLETIN_SAVE_FAILED;
  else if (self->is_saving)
    state = BULLETIN_SAVE_SAVING;
  else if (self->saved_generation != self->generation)
    state = BULLETIN_SAVE_PENDING;
  else
    state = BULLETIN_SAVE_SAVED;

  /* A failure may change its reason, a save its time. */
  if (state == self->state && state != BULLETIN_SAVE_FAILED && state != BULLETIN_SAVE_SAVED)
    return;
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_STATE_CHANGED], 0);
}

static void
note_saved (BulletinDraft *self,
            guint generation)
{
  g_clear_error (&self->error);
  g_clear_pointer (&self->saved_at, g_date_time_unref);
  self->saved_at = g_date_time_new_now_local ();
  if (generation > self->saved_generation)
    self->saved_generation = generation;
  if (self->saved_generation == self->generation)
    self->dirty_since = 0;
  else
    self->dirty_since = g_get_monotonic_time ();
}

static gboolean
timeout_cb (gpointer user_data)
{
  BulletinDraft *self = user_data;

  self->timeout = 0;
  bulletin_draft_save_now (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (BulletinDraft *self,
          guint pause)
{
  gint64 now = g_get_monotonic_time ();
  gint64 left;

  if (self->dirty_since == 0)
    self->dirty_since = now;
  left = CONTINUOUS_MS - (now - self->dirty_since) / 1000;
  if (!self->error)
    pause = CLAMP (left, 0, pause);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (pause, timeout_cb, self);
}

static gpointer
save_working_copy (BulletinLibrary *library,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  Save *save = data;

  return GINT_TO_POINTER (bulletin_library_save_typing (library, save->id, save->metadata, save->text,
                                                        save->undo_history, save->who, error));
}

static void
working_copy_saved_cb (GObject *source,
                       GAsyncResult *result,
                       gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BulletinDraft *self = g_task_get_source_object (task);
  guint generation = GPOINTER_TO_UINT (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;

  self->is_saving = FALSE;
  if (bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error)) {
    note_saved (self, generation);
    if (self->saved_generation != self->generation)
      schedule (self, PAUSE_MS);
  } else {
    g_clear_error (&self->error);
    self->error = g_steal_pointer (&error);
    schedule (self, RETRY_MS);
  }
  update_state (self);
  g_task_return_boolean (task, TRUE);
}

static void
bulletin_draft_dispose (GObject *object)
{
  BulletinDraft *self = BULLETIN_DRAFT (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->service);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (bulletin_draft_parent_class)->dispose (object);
}

static void
bulletin_draft_finalize (GObject *object)
{
  BulletinDraft *self = BULLETIN_DRAFT (object);

  g_clear_pointer (&self->metadata, bulletin_metadata_free);
  g_clear_pointer (&self->undo_history, bulletin_undo_history_unref);
  g_free (self->text);
  g_clear_error (&self->error);
  g_clear_pointer (&self->saved_at, g_date_time_unref);

  G_OBJECT_CLASS (bulletin_draft_parent_class)->finalize (object);
}

static void
bulletin_draft_class_init (BulletinDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const char *const names[N_SIGNALS] = { "changed", "metadata-changed", "state-changed" };

  object_class->dispose = bulletin_draft_dispose;
  object_class->finalize = bulletin_draft_finalize;

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], BULLETIN_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bulletin_draft_init (BulletinDraft *self)
{
}

/**
 * bulletin_draft_new:
 * @service: the library that it is in
 * @content: (transfer full): what the library has of it
 * @undo_history: (nullable) (transfer full): the steps that lead there
 *
 * Returns: (transfer full): the draft
 */
BulletinDraft *
bulletin_draft_new (BulletinLibraryService *service,
                    BulletinContent *content,
                    BulletinUndoHistory *undo_history)
{
  BulletinDraft *self = g_object_new (BULLETIN_TYPE_DRAFT, NULL);

  self->service = g_object_ref (service);
  self->record = g_object_ref (content->record);
  self->metadata = g_steal_pointer (&content->metadata);
  self->text = g_steal_pointer (&content->text);
  self->undo_history = undo_history ? undo_history : bulletin_undo_history_new ();
  /* What an earlier run journalled and did not make a revision of. */
  self->generation = 1;
  self->saved_generation = 1;
  self->committed_generation = content->is_unsaved ? 0 : 1;
  bulletin_content_free (content);
  return self;
}

BulletinLibraryService *
bulletin_draft_get_service (BulletinDraft *self)
{
  return self->service;
}

/* As it was when it was opened. */
BulletinRecord *
bulletin_draft_get_record (BulletinDraft *self)
{
  return self->record;
}

const char *
bulletin_draft_get_id (BulletinDraft *self)
{
  return bulletin_record_get_id (self->record);
}

const char *
bulletin_draft_get_text (BulletinDraft *self)
{
  return self->text;
}

const BulletinMetadata *
bulletin_draft_get_metadata (BulletinDraft *self)
{
  return self->metadata;
}

BulletinUndoHistory *
bulletin_draft_get_undo_history (BulletinDraft *self)
{
  return self->undo_history;
}

guint
bulletin_draft_get_generation (BulletinDraft *self)
{
  return self->generation;
}

gboolean
bulletin_draft_is_revision (BulletinDraft *self)
{
  return self->committed_generation == self->generation;
}

BulletinSaveState
bulletin_draft_get_state (BulletinDraft *self)
{
  return self->state;
}

const GError *
bulletin_draft_get_error (BulletinDraft *self)
{
  return self->error;
}

GDateTime *
bulletin_draft_get_saved_at (BulletinDraft *self)
{
  return self->saved_at;
}

static void
note_change (BulletinDraft *self)
{
  self->generation++;
  if (!self->is_saving)
    schedule (self, self->error ? RETRY_MS : PAUSE_MS);
  update_state (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * bulletin_draft_take_text:
 * @self: the draft
 * @text: (transfer full): the whole text as it is now
 *
 * Journals the text; the save follows by itself.
 */
void
bulletin_draft_take_text (BulletinDraft *self,
                          char *text)
{
  g_return_if_fail (BULLETIN_IS_DRAFT (self));

  if (g_strcmp0 (text, self->text) == 0) {
    g_free (text);
    return;
  }
  g_free (self->text);
  self->text = text;
  note_change (self);
}

static void
take_metadata (BulletinDraft *self,
               const BulletinMetadata *metadata)
{
  BulletinMetadata *old = self->metadata;

  self->metadata = bulletin_metadata_copy (metadata);
  bulletin_metadata_free (old);
  g_signal_emit (self, signals[SIGNAL_METADATA_CHANGED], 0);
  note_change (self);
}

/**
 * bulletin_draft_set_metadata:
 * @self: the draft
 * @metadata: all of its fields as they are now
 *
 * Journals the fields; the save follows by itself. It is a step of the undo
 * history, or part of the one that is being recorded.
 */
void
bulletin_draft_set_metadata (BulletinDraft *self,
                             const BulletinMetadata *metadata)
{
  g_return_if_fail (BULLETIN_IS_DRAFT (self));

  if (bulletin_metadata_equal (metadata, self->metadata))
    return;
  bulletin_undo_history_begin (self->undo_history, 0);
  bulletin_undo_history_record_metadata (self->undo_history, self->metadata, metadata);
  bulletin_undo_history_end (self->undo_history, 0, g_get_monotonic_time ());
  take_metadata (self, metadata);
}

/**
 * bulletin_draft_reset_metadata:
 * @self: the draft
 * @metadata: all of its fields as they were
 *
 * bulletin_draft_set_metadata() for a step that is taken back or made again.
 */
void
bulletin_draft_reset_metadata (BulletinDraft *self,
                               const BulletinMetadata *metadata)
{
  g_return_if_fail (BULLETIN_IS_DRAFT (self));

  if (!bulletin_metadata_equal (metadata, self->metadata))
    take_metadata (self, metadata);
}

/* Nothing more of it is saved: its person said so. */
void
bulletin_draft_discard (BulletinDraft *self)
{
  g_return_if_fail (BULLETIN_IS_DRAFT (self));

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_error (&self->error);
  self->saved_generation = self->committed_generation = self->generation;
  self->dirty_since = 0;
  update_state (self);
}

/**
 * bulletin_draft_save_now:
 * @self: the draft
 *
 * Brings what was typed into the library without waiting for the pause.
 */
void
bulletin_draft_save_now (BulletinDraft *self)
{
  GTask *task;

  g_return_if_fail (BULLETIN_IS_DRAFT (self));

  if (self->is_saving || self->saved_generation == self->generation)
    return;
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->is_saving = TRUE;
  /* The task keeps the draft alive until its text is safe. */
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, bulletin_draft_save_now);
  g_task_set_task_data (task, GUINT_TO_POINTER (self->generation), NULL);
  /* No signal "changed" for what is being typed: the lists follow the revisions. */
  bulletin_library_service_call_async (self->service, save_working_copy, FALSE, save_new (self, NULL),
                                       (GDestroyNotify) save_free, NULL, NULL, working_copy_saved_cb, task);
  update_state (self);
}

static gpointer
add_revision (BulletinLibrary *library,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  Save *save = data;
  char *revision = bulletin_library_add_revision (library, save->id, save->metadata, save->text, save->note, save->who, error);

  /* Undo goes on after it; that it cannot be kept is no reason to complain. */
  if (revision)
    bulletin_library_save_undo_history (library, save->id, save->metadata, save->text, save->undo_history, NULL);
  return revision;
}

static void
revision_added_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BulletinDraft *self = g_task_get_source_object (task);
  guint generation = GPOINTER_TO_UINT (g_task_get_task_data (task));
  GError *error = NULL;
  g_autofree char *revision = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Somebody else issued it meanwhile, with all that was typed here: nothing is lost. */
  if (g_error_matches (error, BULLETIN_LIBRARY_ERROR, BULLETIN_LIBRARY_ERROR_FROZEN) && self->saved_generation == self->generation) {
    g_clear_error (&error);
    self->committed_generation = self->generation;
    g_task_return_boolean (task, TRUE);
  } else if (revision) {
    note_saved (self, generation);
    self->committed_generation = MAX (self->committed_generation, generation);
    if (self->saved_generation == self->generation)
      g_clear_handle_id (&self->timeout, g_source_remove);
    update_state (self);
    g_task_return_boolean (task, TRUE);
  } else {
    g_clear_error (&self->error);
    self->error = g_error_copy (error);
    if (self->saved_generation != self->generation)
      schedule (self, RETRY_MS);
    update_state (self);
    g_task_return_error (task, error);
  }
}

/**
 * bulletin_draft_commit_async:
 * @self: the draft
 * @note: (nullable): what the revision is called
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * Makes a revision of the text and metadata as they are now. A note makes one
 * also if nothing was changed.
 */
void
bulletin_draft_commit_async (BulletinDraft *self,
                             const char *note,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, bulletin_draft_commit_async);
  if (self->committed_generation == self->generation && !note) {
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
    return;
  }
  g_task_set_task_data (task, GUINT_TO_POINTER (self->generation), NULL);
  bulletin_library_service_call_async (self->service, add_revision, TRUE, save_new (self, note),
                                       (GDestroyNotify) save_free, g_free, NULL, revision_added_cb, task);
}

gboolean
bulletin_draft_commit_finish (BulletinDraft *self,
                              GAsyncResult *result,
                              GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
