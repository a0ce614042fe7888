/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-planner.h"

#include <gio/gio.h>

#include "bulletin-export.h"
#include "bulletin-proofreading.h"

/* A text is proofread when no key has come for this long: underlines that come
 * and go under the caret disturb, pages that lag behind do more. */
#define READING_PAUSE_MS 150

/* A layout that a newer text has overtaken is given up, unless the last one is older
 * than this: however long a text takes, the pages do not stand still for as long as
 * somebody types. */
#define MAX_LAG_MS 700

typedef struct
{
  guint epoch;
  guint generation;
  char *text;
  BulletinMetadata *metadata;
  BulletinPageTemplate *page_template;
  BulletinMaterials *materials;
} Request;

/* What the threads share. */
typedef struct
{
  gatomicrefcount references;
  GMutex mutex;
  GCond requested;
  Request *next;
  /* The layout under way, and when the last one was finished. */
  GCancellable *running;
  gint64 finished;
  /* What waits to be proofread, and until when. */
  GCond finished_one;
  BulletinPlanning *unread;
  guint unread_epoch;
  gint64 read_at;
  gboolean is_closing;
  /* Who is told; cleared when nobody is any more. */
  GWeakRef planner;
} Desk;

struct _BulletinPlanner
{
  GObject parent_instance;

  Desk *desk;
  /* Counts up when what runs is not wanted any more. */
  guint epoch;
};

G_DEFINE_FINAL_TYPE (BulletinPlanner, bulletin_planner, G_TYPE_OBJECT)

enum
{
  SIGNAL_PLANNED,
  SIGNAL_READ,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
request_free (Request *self)
{
  g_free (self->text);
  bulletin_metadata_free (self->metadata);
  bulletin_page_template_free (self->page_template);
  g_clear_pointer (&self->materials, bulletin_materials_unref);
  g_free (self);
}

static void
desk_unref (Desk *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->next, request_free);
  g_clear_pointer (&self->unread, bulletin_planning_unref);
  g_weak_ref_clear (&self->planner);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->requested);
  g_cond_clear (&self->finished_one);
  g_free (self);
}

BulletinPlanning *
bulletin_planning_ref (BulletinPlanning *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
planning_free (gpointer data,
               gpointer user_data)
{
  BulletinPlanning *self = data;

  bulletin_document_unref (self->document);
  bulletin_page_plan_unref (self->plan);
  g_free (self);
}

/* Twenty pages of lines take more than a millisecond to free, which a key would
 * wait for: that is left to another thread. */
static gpointer
create_free_pool (gpointer data)
{
  return g_thread_pool_new (planning_free, NULL, 1, FALSE, NULL);
}

void
bulletin_planning_unref (BulletinPlanning *self)
{
  static GOnce once = G_ONCE_INIT;

  if (g_atomic_ref_count_dec (&self->references))
    g_thread_pool_push (g_once (&once, create_free_pool, NULL), self, NULL);
}

BulletinReading *
bulletin_reading_ref (BulletinReading *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
bulletin_reading_unref (BulletinReading *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  bulletin_planning_unref (self->planning);
  g_free (self->article);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

/* --- The thread ------------------------------------------------------------ */

/* NULL if it was given up. */
static BulletinPlanning *
plan (const Request *request,
      GCancellable *cancellable)
{
  g_autoptr (BulletinDocument) document = bulletin_document_new (request->text, -1, request->materials);
  BulletinPagePlan *pages = bulletin_page_plan_new_cancellable (document, request->metadata, request->page_template, cancellable);
  BulletinPlanning *planning;

  if (!pages)
    return NULL;
  planning = g_new0 (BulletinPlanning, 1);
  g_atomic_ref_count_init (&planning->references);
  planning->generation = request->generation;
  planning->document = g_steal_pointer (&document);
  planning->plan = pages;
  return planning;
}

/* What is not in the text comes first. */
static int
compare_findings (gconstpointer a,
                  gconstpointer b)
{
  const BulletinFinding *first = a;
  const BulletinFinding *second = b;
  gsize first_offset = first->offset == BULLETIN_FINDING_NOWHERE ? 0 : first->offset + 1;
  gsize second_offset = second->offset == BULLETIN_FINDING_NOWHERE ? 0 : second->offset + 1;

  return (first_offset > second_offset) - (first_offset < second_offset);
}

static void
append_findings (GPtrArray *findings,
                 GPtrArray *more)
{
  for (guint i = 0; more && i < more->len; i++)
    g_ptr_array_add (findings, bulletin_finding_copy (g_ptr_array_index (more, i)));
}

static BulletinReading *
proofread (BulletinPlanning *planning)
{
  const BulletinMetadata *metadata = bulletin_page_plan_get_metadata (planning->plan);
  g_autoptr (GPtrArray) in_text = bulletin_proofread (planning->document, metadata);
  BulletinReading *reading = g_new0 (BulletinReading, 1);

  g_atomic_ref_count_init (&reading->references);
  reading->planning = bulletin_planning_ref (planning);
  reading->article = bulletin_html_write_article (planning->document, metadata, bulletin_page_plan_get_template (planning->plan), NULL, 1);
  reading->n_words = bulletin_document_count_words (planning->document);
  reading->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_finding_free);
  append_findings (reading->findings, in_text);
  append_findings (reading->findings, bulletin_page_plan_get_findings (planning->plan));
  g_ptr_array_sort_values (reading->findings, compare_findings);
  return reading;
}

/* One of the two, on its way to the main thread. */
typedef struct
{
  Desk *desk;
  guint epoch;
  BulletinPlanning *planning;
  BulletinReading *reading;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->planning, bulletin_planning_unref);
  g_clear_pointer (&answer->reading, bulletin_reading_unref);
  desk_unref (answer->desk);
  g_free (answer);
}

static gboolean
answer_cb (gpointer data)
{
  Answer *answer = data;
  g_autoptr (BulletinPlanner) self = g_weak_ref_get (&answer->desk->planner);

  if (self && answer->epoch == self->epoch) {
    if (answer->planning)
      g_signal_emit (self, signals[SIGNAL_PLANNED], 0, answer->planning);
    else
      g_signal_emit (self, signals[SIGNAL_READ], 0, answer->reading);
  }
  return G_SOURCE_REMOVE;
}

static void
give_answer (Desk *desk,
             guint epoch,
             BulletinPlanning *planning,
             BulletinReading *reading)
{
  Answer *answer = g_new0 (Answer, 1);

  g_atomic_ref_count_inc (&desk->references);
  answer->desk = desk;
  answer->epoch = epoch;
  answer->planning = planning ? bulletin_planning_ref (planning) : NULL;
  answer->reading = reading;
  /* Pages go on their way to the browser before this process paints its own part. */
  g_main_context_invoke_full (NULL, planning ? G_PRIORITY_HIGH : G_PRIORITY_DEFAULT, answer_cb, answer, answer_free);
}

/* The next request; NULL when there will be none. */
static Request *
take_request (Desk *desk,
              GCancellable *cancellable)
{
  Request *request = NULL;

  g_mutex_lock (&desk->mutex);
  while (!desk->next && !desk->is_closing)
    g_cond_wait (&desk->requested, &desk->mutex);
  if (!desk->is_closing) {
    request = g_steal_pointer (&desk->next);
    desk->running = cancellable;
  }
  g_mutex_unlock (&desk->mutex);
  return request;
}

static gpointer
planner_thread (gpointer data)
{
  Desk *desk = data;

  for (;;) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    Request *request = take_request (desk, cancellable);
    g_autoptr (BulletinPlanning) planning = NULL;

    if (!request)
      break;
    planning = plan (request, cancellable);

    g_mutex_lock (&desk->mutex);
    desk->running = NULL;
    if (planning) {
      desk->finished = g_get_monotonic_time ();
      if (!desk->next) {
        g_clear_pointer (&desk->unread, bulletin_planning_unref);
        desk->unread = bulletin_planning_ref (planning);
        desk->unread_epoch = request->epoch;
        desk->read_at = desk->finished + READING_PAUSE_MS * G_TIME_SPAN_MILLISECOND;
        g_cond_signal (&desk->finished_one);
      }
    }
    g_mutex_unlock (&desk->mutex);
    if (planning)
      give_answer (desk, request->epoch, planning, NULL);
    request_free (request);
  }

  desk_unref (desk);
  return NULL;
}

/* What has stood unchanged for a while; NULL when there will be nothing more. */
static BulletinPlanning *
take_unread (Desk *desk,
             guint *epoch)
{
  BulletinPlanning *planning = NULL;

  g_mutex_lock (&desk->mutex);
  while (!desk->is_closing) {
    if (!desk->unread)
      g_cond_wait (&desk->finished_one, &desk->mutex);
    else if (g_get_monotonic_time () < desk->read_at)
      g_cond_wait_until (&desk->finished_one, &desk->mutex, desk->read_at);
    else
      break;
  }
  if (!desk->is_closing)
    planning = g_steal_pointer (&desk->unread);
  *epoch = desk->unread_epoch;
  g_mutex_unlock (&desk->mutex);
  return planning;
}

/* Reading takes longer than a layout, which must not wait for it. */
static gpointer
reader_thread (gpointer data)
{
  Desk *desk = data;

  for (;;) {
    guint epoch;
    g_autoptr (BulletinPlanning) planning = take_unread (desk, &epoch);

    if (!planning)
      break;
    give_answer (desk, epoch, NULL, proofread (planning));
  }

  desk_unref (desk);
  return NULL;
}

/* With the mutex held. */
static void
give_up (Desk *desk)
{
  if (desk->running)
    g_cancellable_cancel (desk->running);
  g_clear_pointer (&desk->unread, bulletin_planning_unref);
}

/* --- The object ------------------------------------------------------------ */

static void
bulletin_planner_dispose (GObject *object)
{
  BulletinPlanner *self = BULLETIN_PLANNER (object);

  if (self->desk) {
    g_weak_ref_set (&self->desk->planner, NULL);
    g_mutex_lock (&self->desk->mutex);
    self->desk->is_closing = TRUE;
    give_up (self->desk);
    g_cond_signal (&self->desk->requested);
    g_cond_signal (&self->desk->finished_one);
    g_mutex_unlock (&self->desk->mutex);
    g_clear_pointer (&self->desk, desk_unref);
  }

  G_OBJECT_CLASS (bulletin_planner_parent_class)->dispose (object);
}

static void
bulletin_planner_class_init (BulletinPlannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const char *const names[N_SIGNALS] = { "planned", "read" };

  object_class->dispose = bulletin_planner_dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], BULLETIN_TYPE_PLANNER, G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
bulletin_planner_init (BulletinPlanner *self)
{
  self->desk = g_new0 (Desk, 1);
  g_atomic_ref_count_init (&self->desk->references);
  g_mutex_init (&self->desk->mutex);
  g_cond_init (&self->desk->requested);
  g_cond_init (&self->desk->finished_one);
  g_weak_ref_init (&self->desk->planner, self);

  g_atomic_ref_count_inc (&self->desk->references);
  g_thread_unref (g_thread_new ("planner", planner_thread, self->desk));
  g_atomic_ref_count_inc (&self->desk->references);
  g_thread_unref (g_thread_new ("reader", reader_thread, self->desk));
}

BulletinPlanner *
bulletin_planner_new (void)
{
  return g_object_new (BULLETIN_TYPE_PLANNER, NULL);
}

/**
 * bulletin_planner_request:
 * @self: the planner
 * @generation: handed back with the answer
 * @text: the text, UTF-8
 * @metadata: what stands beside it
 * @page_template: the measures of its pages
 * @materials: (nullable): what it refers to
 *
 * Asks for a layout; the answer comes with the signals "planned" and "read". A
 * request that was not begun yet is replaced, one under way is given up.
 */
void
bulletin_planner_request (BulletinPlanner *self,
                          guint generation,
                          const char *text,
                          const BulletinMetadata *metadata,
                          const BulletinPageTemplate *page_template,
                          BulletinMaterials *materials)
{
  Request *request;

  g_return_if_fail (BULLETIN_IS_PLANNER (self));

  request = g_new0 (Request, 1);
  request->epoch = self->epoch;
  request->generation = generation;
  request->text = g_strdup (text);
  request->metadata = bulletin_metadata_copy (metadata);
  request->page_template = bulletin_page_template_copy (page_template);
  request->materials = materials ? bulletin_materials_ref (materials) : NULL;

  g_mutex_lock (&self->desk->mutex);
  g_clear_pointer (&self->desk->next, request_free);
  self->desk->next = request;
  g_clear_pointer (&self->desk->unread, bulletin_planning_unref);
  if (g_get_monotonic_time () - self->desk->finished < MAX_LAG_MS * G_TIME_SPAN_MILLISECOND)
    give_up (self->desk);
  g_cond_signal (&self->desk->requested);
  g_mutex_unlock (&self->desk->mutex);
}

void
bulletin_planner_cancel (BulletinPlanner *self)
{
  g_return_if_fail (BULLETIN_IS_PLANNER (self));

  self->epoch++;
  g_mutex_lock (&self->desk->mutex);
  g_clear_pointer (&self->desk->next, request_free);
  give_up (self->desk);
  g_mutex_unlock (&self->desk->mutex);
}
