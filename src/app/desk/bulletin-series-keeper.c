/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-series-keeper.h"

#include <string.h>

#include "bulletin-ledger.h"

struct _BulletinSeriesKeeper
{
  GObject parent_instance;

  BulletinDraft *draft;
  BulletinPageTemplate *page_template;
  BulletinSeries *series;     /* the draft's, as it was read last */
  char **names;
  int proposed;               /* the number that was expected for the draft */
  /* What the number was proposed for. */
  BulletinKind kind;
  int year;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BulletinSeriesKeeper, bulletin_series_keeper, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LISTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What the database thread is asked, and what it answers. */
typedef struct
{
  char *id;
  char *series;
  BulletinKind kind;
  int year;
} Question;

typedef struct
{
  GPtrArray *all;
  BulletinSeries *series;
  BulletinPageTemplate *page_template;
  BulletinKind kind;
  int year;
  int proposed;
} Answer;

static void
question_free (Question *self)
{
  g_free (self->id);
  g_free (self->series);
  g_free (self);
}

static void
answer_free (Answer *self)
{
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->series, bulletin_series_free);
  g_clear_pointer (&self->page_template, bulletin_page_template_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static const BulletinSeries *
find_series (GPtrArray *list,
             const char *name)
{
  for (guint i = 0; i < list->len; i++) {
    const BulletinSeries *series = g_ptr_array_index (list, i);

    if (g_strcmp0 (series->name, name) == 0)
      return series;
  }

  return NULL;
}

static gpointer
read_series (BulletinLibrary *library,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  const Question *question = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  const BulletinSeries *found;

  answer->all = bulletin_library_list_series (library, error);
  if (!answer->all)
    return NULL;
  found = find_series (answer->all, question->series);
  if (!found) {
    /* Its series has another name now; the library knows which one it is in. */
    g_autoptr (BulletinContent) content = bulletin_library_get_bulletin (library, question->id, error);

    if (!content)
      return NULL;
    found = find_series (answer->all, content->metadata->series);
  }
  if (!found)
    return g_steal_pointer (&answer);

  answer->series = bulletin_series_copy (found);
  answer->page_template = bulletin_page_template_from_json (found->page_template, NULL);
  if (!answer->page_template)
    answer->page_template = bulletin_page_template_new ();
  answer->kind = question->kind;
  answer->year = question->year;
  answer->proposed = bulletin_library_propose_number (library, found->name, question->kind, question->year, question->id, error);
  return answer->proposed > 0 ? g_steal_pointer (&answer) : NULL;
}

static void
take_names (BulletinSeriesKeeper *self,
            GPtrArray *all)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < all->len; i++)
    g_strv_builder_add (builder, ((const BulletinSeries *) g_ptr_array_index (all, i))->name);
  names = g_strv_builder_end (builder);
  if (self->names && g_strv_equal ((const char *const *) names, (const char *const *) self->names))
    return;
  g_strfreev (self->names);
  self->names = g_steal_pointer (&names);
  g_signal_emit (self, signals[SIGNAL_LISTED], 0);
}

/* A field that still says what the old series gave it gets what the new one gives. */
static void
exchange (char **field,
          const char *old,
          const char *new)
{
  if (g_strcmp0 (*field, old) == 0)
    bulletin_metadata_set_string (field, new);
}

static void
adjust_metadata (BulletinSeriesKeeper *self,
                 const Answer *answer)
{
  g_autoptr (BulletinMetadata) metadata = bulletin_metadata_copy (bulletin_draft_get_metadata (self->draft));
  const BulletinSeries *old = self->series;
  const BulletinSeries *new = answer->series;
  const gboolean is_other = old && strcmp (old->id, new->id) != 0;

  bulletin_metadata_set_string (&metadata->series, new->name);
  if (is_other) {
    exchange (&metadata->issuer, old->issuer, new->issuer);
    exchange (&metadata->report_to, old->report_to, new->report_to);
    exchange (&metadata->send_to, old->send_to, new->send_to);
    exchange (&metadata->distribute_to, old->distribute_to, new->distribute_to);
    exchange (&metadata->secrecy, old->secrecy, new->secrecy);
    if (metadata->copies == old->copies)
      metadata->copies = new->copies;
  }
  /* A number that somebody typed stays. */
  if (old && (is_other || self->kind != answer->kind || self->year != answer->year) && metadata->number == self->proposed)
    metadata->number = answer->proposed;
  bulletin_draft_set_metadata (self->draft, metadata);
}

static void
series_read_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  BulletinSeriesKeeper *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  /* Cancelled: the keeper may be gone. A library that cannot be read says so where
   * the text is saved. */
  if (!answer)
    return;
  self = BULLETIN_SERIES_KEEPER (user_data);
  take_names (self, answer->all);
  if (!answer->series)
    return;

  adjust_metadata (self, answer);
  g_clear_pointer (&self->series, bulletin_series_free);
  self->series = g_steal_pointer (&answer->series);
  self->kind = answer->kind;
  self->year = answer->year;
  self->proposed = answer->proposed;
  if (!bulletin_page_template_equal (self->page_template, answer->page_template)) {
    bulletin_page_template_free (self->page_template);
    self->page_template = g_steal_pointer (&answer->page_template);
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  }
}

static void
reload (BulletinSeriesKeeper *self)
{
  const BulletinMetadata *metadata = bulletin_draft_get_metadata (self->draft);
  Question *question = g_new0 (Question, 1);

  question->id = g_strdup (bulletin_draft_get_id (self->draft));
  question->series = g_strdup (metadata->series);
  question->kind = metadata->kind;
  question->year = metadata->year;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  bulletin_library_service_call_async (bulletin_draft_get_service (self->draft), read_series, FALSE,
                                       question, (GDestroyNotify) question_free, (GDestroyNotify) answer_free,
                                       self->cancellable, series_read_cb, self);
}

static void
metadata_changed_cb (BulletinSeriesKeeper *self)
{
  const BulletinMetadata *metadata = bulletin_draft_get_metadata (self->draft);

  if (!self->series || g_strcmp0 (metadata->series, self->series->name) != 0 ||
      metadata->kind != self->kind || metadata->year != self->year)
    reload (self);
}

static void
bulletin_series_keeper_dispose (GObject *object)
{
  bulletin_series_keeper_set_draft (BULLETIN_SERIES_KEEPER (object), NULL, NULL);

  G_OBJECT_CLASS (bulletin_series_keeper_parent_class)->dispose (object);
}

static void
bulletin_series_keeper_class_init (BulletinSeriesKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bulletin_series_keeper_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BULLETIN_TYPE_SERIES_KEEPER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LISTED] = g_signal_new ("listed", BULLETIN_TYPE_SERIES_KEEPER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bulletin_series_keeper_init (BulletinSeriesKeeper *self)
{
}

BulletinSeriesKeeper *
bulletin_series_keeper_new (void)
{
  return g_object_new (BULLETIN_TYPE_SERIES_KEEPER, NULL);
}

/**
 * bulletin_series_keeper_set_draft:
 * @self: the keeper
 * @draft: (nullable): the draft on the desk
 * @page_template: (nullable) (transfer full): its series' template as it was read
 *   with it
 */
void
bulletin_series_keeper_set_draft (BulletinSeriesKeeper *self,
                                  BulletinDraft *draft,
                                  BulletinPageTemplate *page_template)
{
  g_return_if_fail (BULLETIN_IS_SERIES_KEEPER (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->draft) {
    g_signal_handlers_disconnect_by_data (bulletin_draft_get_service (self->draft), self);
    g_signal_handlers_disconnect_by_data (self->draft, self);
  }
  g_set_object (&self->draft, draft);
  g_clear_pointer (&self->page_template, bulletin_page_template_free);
  g_clear_pointer (&self->series, bulletin_series_free);
  g_clear_pointer (&self->names, g_strfreev);
  self->page_template = page_template;
  if (!draft)
    return;

  g_signal_connect_object (bulletin_draft_get_service (draft), "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "metadata-changed", G_CALLBACK (metadata_changed_cb), self, G_CONNECT_SWAPPED);
  reload (self);
}

BulletinPageTemplate *
bulletin_series_keeper_get_page_template (BulletinSeriesKeeper *self)
{
  g_return_val_if_fail (BULLETIN_IS_SERIES_KEEPER (self), NULL);

  return self->page_template;
}

guint
bulletin_series_keeper_get_target_length (BulletinSeriesKeeper *self)
{
  g_return_val_if_fail (BULLETIN_IS_SERIES_KEEPER (self), 0);

  return self->series ? (guint) self->series->target_length : 0;
}

const char *const *
bulletin_series_keeper_get_names (BulletinSeriesKeeper *self)
{
  g_return_val_if_fail (BULLETIN_IS_SERIES_KEEPER (self), NULL);

  return (const char *const *) self->names;
}
