/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-planner.h"

#include <gio/gio.h>

#include "bulletin-export.h"
#include "bulletin-plan-drawing.h"
#include "bulletin-proofreading.h"

/* Keys of one burst of typing make one layout; short enough to feel immediate. */
#define DEBOUNCE_MS 40

typedef struct
{
  guint generation;
  char *text;
  BulletinMetadata *metadata;
  BulletinPageTemplate *page_template;
} Request;

struct _BulletinPlanner
{
  GObject parent_instance;

  Request *next;
  guint timeout;
  gboolean is_running;
  /* Counts up when what runs is not wanted any more. */
  guint epoch;
};

G_DEFINE_FINAL_TYPE (BulletinPlanner, bulletin_planner, G_TYPE_OBJECT)

enum
{
  SIGNAL_PLANNED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void start (BulletinPlanner *self);

static void
request_free (Request *self)
{
  g_free (self->text);
  bulletin_metadata_free (self->metadata);
  bulletin_page_template_free (self->page_template);
  g_free (self);
}

BulletinPlanning *
bulletin_planning_ref (BulletinPlanning *self)
{
  g_ref_count_inc (&self->references);
  return self;
}

void
bulletin_planning_unref (BulletinPlanning *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  bulletin_document_unref (self->document);
  bulletin_page_plan_unref (self->plan);
  g_strfreev (self->pages);
  g_free (self->article);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

/* What is not in the text comes first. */
static int
compare_findings (gconstpointer a,
                  gconstpointer b)
{
  const BulletinFinding *first = *(const BulletinFinding *const *) a;
  const BulletinFinding *second = *(const BulletinFinding *const *) b;
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

static void
plan_thread (GTask *task,
             gpointer source,
             gpointer task_data,
             GCancellable *cancellable)
{
  Request *request = task_data;
  BulletinPlanning *planning = g_new0 (BulletinPlanning, 1);
  g_autoptr (GPtrArray) in_text = NULL;
  guint n_pages;

  g_ref_count_init (&planning->references);
  planning->generation = request->generation;
  planning->document = bulletin_document_parse (request->text, -1);
  planning->plan = bulletin_page_plan_new (planning->document, request->metadata, request->page_template);
  n_pages = bulletin_page_plan_get_n_pages (planning->plan);
  planning->pages = g_new0 (char *, n_pages + 1);
  for (guint i = 0; i < n_pages; i++)
    planning->pages[i] = bulletin_page_plan_to_svg (planning->plan, i);
  planning->article = bulletin_html_write_article (planning->document, request->metadata, 1);
  planning->n_words = bulletin_document_count_words (planning->document);

  planning->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bulletin_finding_free);
  in_text = bulletin_proofread (planning->document, request->metadata);
  append_findings (planning->findings, in_text);
  append_findings (planning->findings, bulletin_page_plan_get_findings (planning->plan));
  g_ptr_array_sort (planning->findings, compare_findings);

  g_task_return_pointer (task, planning, (GDestroyNotify) bulletin_planning_unref);
}

static void
planned_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  BulletinPlanner *self = BULLETIN_PLANNER (source);
  guint epoch = GPOINTER_TO_UINT (user_data);
  g_autoptr (BulletinPlanning) planning = g_task_propagate_pointer (G_TASK (result), NULL);

  self->is_running = FALSE;
  if (planning && epoch == self->epoch)
    g_signal_emit (self, signals[SIGNAL_PLANNED], 0, planning);
  if (self->next && self->timeout == 0)
    start (self);
}

static void
start (BulletinPlanner *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->is_running || !self->next)
    return;
  self->is_running = TRUE;
  task = g_task_new (self, NULL, planned_cb, GUINT_TO_POINTER (self->epoch));
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, g_steal_pointer (&self->next), (GDestroyNotify) request_free);
  g_task_run_in_thread (task, plan_thread);
}

static gboolean
timeout_cb (gpointer user_data)
{
  BulletinPlanner *self = user_data;

  self->timeout = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

static void
bulletin_planner_dispose (GObject *object)
{
  bulletin_planner_cancel (BULLETIN_PLANNER (object));

  G_OBJECT_CLASS (bulletin_planner_parent_class)->dispose (object);
}

static void
bulletin_planner_class_init (BulletinPlannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bulletin_planner_dispose;
  signals[SIGNAL_PLANNED] = g_signal_new ("planned", BULLETIN_TYPE_PLANNER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
bulletin_planner_init (BulletinPlanner *self)
{
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
 *
 * Asks for a layout; the answer comes with the signal "planned". A request that
 * was not begun yet is replaced.
 */
void
bulletin_planner_request (BulletinPlanner *self,
                          guint generation,
                          const char *text,
                          const BulletinMetadata *metadata,
                          const BulletinPageTemplate *page_template)
{
  g_return_if_fail (BULLETIN_IS_PLANNER (self));

  g_clear_pointer (&self->next, request_free);
  self->next = g_new0 (Request, 1);
  self->next->generation = generation;
  self->next->text = g_strdup (text);
  self->next->metadata = bulletin_metadata_copy (metadata);
  self->next->page_template = bulletin_page_template_copy (page_template);
  /* Not restarted by the next key: continuous typing is followed too. */
  if (self->timeout == 0)
    self->timeout = g_timeout_add (DEBOUNCE_MS, timeout_cb, self);
}

void
bulletin_planner_cancel (BulletinPlanner *self)
{
  g_return_if_fail (BULLETIN_IS_PLANNER (self));

  self->epoch++;
  g_clear_pointer (&self->next, request_free);
  g_clear_handle_id (&self->timeout, g_source_remove);
}
