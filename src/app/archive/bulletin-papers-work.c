/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-papers-work.h"

#include <glib/gi18n.h>

/* How often the progress is told, in milliseconds. */
#define INTERVAL 100

/* --- Looking through a folder ---------------------------------------------------- */

typedef struct
{
  GFile *folder;
  BulletinLibraryService *service;
  BulletinPapers *papers;
  BulletinPapersProgress progress;
  gpointer user_data;
  guint timer;
  guint done;    /* both are set on the thread */
  guint total;
} Looking;

static void
looking_free (Looking *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_object_unref (self->folder);
  g_object_unref (self->service);
  g_clear_pointer (&self->papers, bulletin_papers_unref);
  g_free (self);
}

static gboolean
tell_cb (gpointer user_data)
{
  Looking *self = g_task_get_task_data (user_data);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (user_data)))
    self->progress (g_atomic_int_get (&self->done), g_atomic_int_get (&self->total), self->user_data);

  return G_SOURCE_CONTINUE;
}

static void
read_progress_cb (guint    done,
                  guint    total,
                  gpointer user_data)
{
  Looking *self = user_data;

  g_atomic_int_set (&self->total, total);
  g_atomic_int_set (&self->done, done);
}

static void
read_thread (GTask        *task,
             gpointer      object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Looking *self = task_data;
  GError *error = NULL;
  BulletinPapers *papers = bulletin_papers_read (self->folder, read_progress_cb, self, cancellable, &error);

  if (papers != NULL)
    g_task_return_pointer (task, papers, (GDestroyNotify) bulletin_papers_unref);
  else
    g_task_return_error (task, error);
}

static gpointer
list_known (BulletinLibrary *library,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  return bulletin_library_list_known_issues (library, NULL, NULL, cancellable, error);
}

static void
known_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Looking *self = g_task_get_task_data (task);
  GError *error = NULL;
  BulletinKnownIssues *known = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (known == NULL) {
    g_task_return_error (task, error);
    return;
  }
  bulletin_papers_set_known (self->papers, known);
  g_task_return_pointer (task, g_steal_pointer (&self->papers), (GDestroyNotify) bulletin_papers_unref);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Looking *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->papers = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->papers == NULL) {
    g_clear_handle_id (&self->timer, g_source_remove);
    g_task_return_error (task, error);
    return;
  }
  bulletin_library_service_call_async (self->service, list_known, FALSE, NULL, NULL, (GDestroyNotify) bulletin_known_issues_free,
                                       g_task_get_cancellable (task), known_cb, g_object_ref (task));
}

/**
 * bulletin_papers_look_async:
 * @folder: a folder
 * @service: the library that the papers are compared with
 * @progress: told on the main thread how many files were read; never once cancelled
 * @cancellable: ends it
 * @callback: called when it is over, for bulletin_papers_look_finish()
 * @user_data: for both
 *
 * Reads a folder on a thread of its own and compares it with the library.
 */
void
bulletin_papers_look_async (GFile                  *folder,
                            BulletinLibraryService *service,
                            BulletinPapersProgress  progress,
                            GCancellable           *cancellable,
                            GAsyncReadyCallback     callback,
                            gpointer                user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) step = g_task_new (NULL, cancellable, read_cb, g_object_ref (task));
  Looking *self = g_new0 (Looking, 1);

  self->folder = g_object_ref (folder);
  self->service = g_object_ref (service);
  self->progress = progress;
  self->user_data = user_data;
  self->timer = g_timeout_add (INTERVAL, tell_cb, task);
  g_task_set_source_tag (task, bulletin_papers_look_async);
  g_task_set_task_data (task, self, (GDestroyNotify) looking_free);
  g_task_set_task_data (step, self, NULL);
  g_task_run_in_thread (step, read_thread);
}

/**
 * bulletin_papers_look_finish:
 *
 * Returns: (transfer full) (nullable): the papers
 */
BulletinPapers *
bulletin_papers_look_finish (GAsyncResult *result,
                             GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- Reading in ------------------------------------------------------------------- */

typedef struct
{
  BulletinPapers *papers;
  BulletinLibraryService *service;
  char *who;
  BulletinPapersProgress progress;
  gpointer user_data;
  guint next;
  guint n_done;
  guint n_chosen;
  BulletinPapersReport *report;
} Taking;

static void
taking_free (Taking *self)
{
  bulletin_papers_unref (self->papers);
  g_object_unref (self->service);
  g_free (self->who);
  g_clear_pointer (&self->report, bulletin_papers_report_free);
  g_free (self);
}

void
bulletin_papers_report_free (BulletinPapersReport *self)
{
  g_ptr_array_unref (self->left_out);
  g_free (self);
}

static void
leave_out (Taking              *self,
           const BulletinPaper *paper,
           const char          *reason)
{
  g_ptr_array_add (self->report->left_out, g_strdup (paper->name));
  g_ptr_array_add (self->report->left_out, g_strdup (reason));
}

static gpointer
take_one (BulletinLibrary *library,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  Taking *self = data;

  return bulletin_paper_take (library, self->papers->papers->pdata[self->next], self->who, cancellable, error);
}

/* Nothing more: that the library was changed is told once, at the end, since every
 * list in the window reads itself anew then. */
static gpointer
end (BulletinLibrary *library,
     gpointer         data,
     GCancellable    *cancellable,
     GError         **error)
{
  return g_strdup ("");
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Taking *self = g_task_get_task_data (task);
  g_autofree char *nothing = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, NULL);

  g_task_return_pointer (task, g_steal_pointer (&self->report), (GDestroyNotify) bulletin_papers_report_free);
}

static void go_on (GTask *task);

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Taking *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = bulletin_library_service_call_finish (BULLETIN_LIBRARY_SERVICE (source), result, &error);

  if (id != NULL)
    self->report->n_taken++;
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    leave_out (self, self->papers->papers->pdata[self->next], error->message);
  else
    leave_out (self, self->papers->papers->pdata[self->next], _("The reading in was stopped."));
  self->next++;
  self->n_done++;
  go_on (task);
}

static void
go_on (GTask *task)
{
  Taking *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  for (; self->next < self->papers->papers->len; self->next++) {
    const BulletinPaper *paper = self->papers->papers->pdata[self->next];

    if (!paper->is_chosen) {
      leave_out (self, paper, *paper->remark != '\0' ? paper->remark : _("It was not chosen."));
      continue;
    }
    if (g_cancellable_is_cancelled (cancellable)) {
      self->report->was_stopped = TRUE;
      leave_out (self, paper, _("The reading in was stopped."));
      continue;
    }
    self->progress (self->n_done, self->n_chosen, self->user_data);
    bulletin_library_service_call_async (self->service, take_one, FALSE, self, NULL, g_free, cancellable, taken_cb, g_object_ref (task));
    return;
  }
  self->report->was_stopped |= g_cancellable_is_cancelled (cancellable) && self->n_done < self->n_chosen;
  bulletin_library_service_call_async (self->service, end, TRUE, NULL, NULL, g_free, NULL, ended_cb, g_object_ref (task));
}

/**
 * bulletin_papers_take_async:
 * @papers: papers, some of them chosen
 * @service: the library
 * @who: the person
 * @progress: told on the main thread how many were read in; never once cancelled
 * @cancellable: stops it between two papers
 * @callback: called when it is over, for bulletin_papers_take_finish()
 * @user_data: for both
 *
 * Reads the chosen papers in, one after the other; what else the window asks of the
 * library comes in between.
 */
void
bulletin_papers_take_async (BulletinPapers         *papers,
                            BulletinLibraryService *service,
                            const char             *who,
                            BulletinPapersProgress  progress,
                            GCancellable           *cancellable,
                            GAsyncReadyCallback     callback,
                            gpointer                user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Taking *self = g_new0 (Taking, 1);

  self->papers = bulletin_papers_ref (papers);
  self->service = g_object_ref (service);
  self->who = g_strdup (who);
  self->progress = progress;
  self->user_data = user_data;
  self->n_chosen = bulletin_papers_count_chosen (papers);
  self->report = g_new0 (BulletinPapersReport, 1);
  self->report->left_out = g_ptr_array_new_with_free_func (g_free);
  g_task_set_source_tag (task, bulletin_papers_take_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, (GDestroyNotify) taking_free);
  go_on (task);
}

/**
 * bulletin_papers_take_finish:
 *
 * Returns: (transfer full) (nullable): what became of them
 */
BulletinPapersReport *
bulletin_papers_take_finish (GAsyncResult *result,
                             GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
