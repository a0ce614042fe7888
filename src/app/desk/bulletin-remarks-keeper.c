/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-remarks-keeper.h"

#include "bulletin-annotations.h"

struct _BulletinRemarksKeeper
{
  GObject parent_instance;

  BulletinRemarksPane *pane;
  BulletinSourceEditor *editor;
  GtkTextTag *tag;

  BulletinDraft *draft;
  GCancellable *cancellable;
  GPtrArray *remarks;
  char *text;   /* what they were followed into */
};

G_DEFINE_FINAL_TYPE (BulletinRemarksKeeper, bulletin_remarks_keeper, G_TYPE_OBJECT)

enum
{
  SIGNAL_LOADED,
  SIGNAL_REVEAL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- Marks in the text ----------------------------------------------------- */

/* Where a remark stands in the text as it is now. */
static gboolean
find_now (BulletinRemarksKeeper *self,
          const BulletinAnnotation *remark,
          BulletinComparison *comparison,
          gsize *start,
          gsize *end)
{
  if (remark->now_start == G_MAXSIZE)
    return FALSE;
  *start = remark->now_start;
  *end = remark->now_end;
  bulletin_comparison_follow (comparison, start, end);
  return TRUE;
}

static BulletinComparison *
compare_with_now (BulletinRemarksKeeper *self)
{
  return bulletin_comparison_new (self->text, bulletin_draft_get_text (self->draft), NULL, NULL);
}

static void
show_marks (BulletinRemarksKeeper *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (bulletin_source_editor_get_view (self->editor));
  g_autoptr (BulletinComparison) comparison = NULL;
  GtkTextIter start, end;
  const char *text;

  if (!self->tag)
    self->tag = gtk_text_buffer_create_tag (buffer, "remark", "background", "rgba(255,176,0,0.35)", NULL);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->tag, &start, &end);
  if (!self->draft || !self->remarks)
    return;
  text = bulletin_draft_get_text (self->draft);
  comparison = compare_with_now (self);
  for (guint i = 0; i < self->remarks->len; i++) {
    const BulletinAnnotation *remark = g_ptr_array_index (self->remarks, i);
    gsize first, last;

    if (remark->is_resolved || !find_now (self, remark, comparison, &first, &last))
      continue;
    /* The buffer counts in characters. */
    gtk_text_buffer_get_iter_at_offset (buffer, &start, g_utf8_strlen (text, first));
    gtk_text_buffer_get_iter_at_offset (buffer, &end, g_utf8_strlen (text, last));
    gtk_text_buffer_apply_tag (buffer, self->tag, &start, &end);
  }
}

static void
show_cb (BulletinRemarksKeeper *self,
         const char *id)
{
  g_autoptr (BulletinComparison) comparison = NULL;

  if (!self->draft)
    return;
  comparison = compare_with_now (self);
  for (guint i = 0; self->remarks && i < self->remarks->len; i++) {
    const BulletinAnnotation *remark = g_ptr_array_index (self->remarks, i);
    gsize start, end;

    if (g_str_equal (remark->id, id) && find_now (self, remark, comparison, &start, &end))
      g_signal_emit (self, signals[SIGNAL_REVEAL], 0, (guint64) start, (guint64) end);
  }
}

/* --- Reading them ---------------------------------------------------------- */

typedef struct
{
  char *id;
  char *text;
  GPtrArray *remarks;
} Reading;

static void
reading_free (Reading *self)
{
  g_free (self->id);
  g_free (self->text);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  g_free (self);
}

static gpointer
read_remarks (BulletinLibrary *library,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  const Reading *asked = data;
  GPtrArray *remarks = bulletin_library_list_annotations (library, asked->id, asked->text, error);
  Reading *reading;

  if (!remarks)
    return NULL;
  reading = g_new0 (Reading, 1);
  reading->text = g_strdup (asked->text);
  reading->remarks = remarks;
  return reading;
}

static void
remarks_read_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Reading *reading = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);
  BulletinRemarksKeeper *self;

  /* Cancelled: the keeper may be gone. */
  if (!reading)
    return;
  self = BULLETIN_REMARKS_KEEPER (user_data);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  self->remarks = g_steal_pointer (&reading->remarks);
  g_free (self->text);
  self->text = g_steal_pointer (&reading->text);
  reading_free (reading);
  bulletin_remarks_pane_set_remarks (self->pane, bulletin_draft_get_service (self->draft), self->remarks);
  show_marks (self);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

static void
load (BulletinRemarksKeeper *self)
{
  Reading *asked = g_new0 (Reading, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  asked->id = g_strdup (bulletin_draft_get_id (self->draft));
  asked->text = g_strdup (bulletin_draft_get_text (self->draft));
  bulletin_library_service_call_async (bulletin_draft_get_service (self->draft), read_remarks, FALSE,
                                       asked, (GDestroyNotify) reading_free, (GDestroyNotify) reading_free,
                                       self->cancellable, remarks_read_cb, self);
}

/* --- Object ---------------------------------------------------------------- */

static void
bulletin_remarks_keeper_dispose (GObject *object)
{
  BulletinRemarksKeeper *self = BULLETIN_REMARKS_KEEPER (object);

  bulletin_remarks_keeper_set_draft (self, NULL);
  g_clear_weak_pointer (&self->pane);
  g_clear_weak_pointer (&self->editor);

  G_OBJECT_CLASS (bulletin_remarks_keeper_parent_class)->dispose (object);
}

static void
bulletin_remarks_keeper_class_init (BulletinRemarksKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bulletin_remarks_keeper_dispose;

  signals[SIGNAL_LOADED] = g_signal_new ("loaded", BULLETIN_TYPE_REMARKS_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REVEAL] = g_signal_new ("reveal", BULLETIN_TYPE_REMARKS_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);
}

static void
bulletin_remarks_keeper_init (BulletinRemarksKeeper *self)
{
}

BulletinRemarksKeeper *
bulletin_remarks_keeper_new (BulletinRemarksPane *pane,
                             BulletinSourceEditor *editor)
{
  BulletinRemarksKeeper *self = g_object_new (BULLETIN_TYPE_REMARKS_KEEPER, NULL);

  g_set_weak_pointer (&self->pane, pane);
  g_set_weak_pointer (&self->editor, editor);
  g_signal_connect_object (pane, "reveal", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
bulletin_remarks_keeper_set_draft (BulletinRemarksKeeper *self,
                                   BulletinDraft *draft)
{
  g_return_if_fail (BULLETIN_IS_REMARKS_KEEPER (self));

  if (self->draft == draft)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->draft)
    g_signal_handlers_disconnect_by_func (bulletin_draft_get_service (self->draft), load, self);
  g_set_object (&self->draft, draft);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  g_clear_pointer (&self->text, g_free);
  if (!draft) {
    if (self->pane)
      bulletin_remarks_pane_set_remarks (self->pane, NULL, NULL);
    return;
  }
  g_signal_connect_object (bulletin_draft_get_service (draft), "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
}
