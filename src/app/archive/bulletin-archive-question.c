/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bulletin-archive-question.h"

#include "bulletin-search.h"

#include <glib/gi18n.h>

/* As many rows as a window shows, and as many hits as are looked for at a time. */
#define N_FIRST 60
#define N_HITS  50

void
bulletin_archive_question_free (BulletinArchiveQuestion *self)
{
  g_free (self->words);
  g_free (self->series);
  g_free (self->series_name);
  g_free (self);
}

void
bulletin_archive_answer_free (BulletinArchiveAnswer *self)
{
  g_clear_pointer (&self->serials, g_array_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_free (self);
}

void
bulletin_archive_shelves_free (BulletinArchiveShelves *self)
{
  g_clear_pointer (&self->years, g_array_unref);
  g_clear_pointer (&self->series, g_ptr_array_unref);
  g_free (self);
}

/**
 * bulletin_archive_question_to_words:
 * @self: a question
 *
 * Returns: (transfer full): words that ask the same, the filters written as
 *   operators
 */
char *
bulletin_archive_question_to_words (const BulletinArchiveQuestion *self)
{
  GString *words = g_string_new (self->words);

  if (self->year != 0)
    /* Translators: an operator of the search; both "year:" and "年份：" are understood. */
    g_string_append_printf (words, C_("search operator", " year:%d"), self->year);
  if (self->series_name != NULL)
    /* Translators: an operator of the search; both "series:" and "系列：" are understood. */
    g_string_append_printf (words, C_("search operator", " series:\"%s\""), self->series_name);
  if (self->only_changed)
    /* Translators: an operator of the search; both "state:changed" and "状态：变动" are understood. */
    g_string_append (words, C_("search operator", " state:changed"));
  g_strstrip (words->str);

  return g_string_free (words, FALSE);
}

static gpointer
answer_browsing (BulletinLibrary                *library,
                 const BulletinArchiveQuestion  *question,
                 GCancellable                   *cancellable,
                 GError                        **error)
{
  const BulletinArchiveQuery query = {
    question->year, question->series, question->only_changed, question->order, question->is_ascending
  };
  g_autoptr (BulletinArchiveAnswer) answer = g_new0 (BulletinArchiveAnswer, 1);

  answer->serials = bulletin_library_list_archive (library, &query, cancellable, error);
  if (answer->serials == NULL)
    return NULL;
  answer->records = bulletin_library_get_records (library, (const guint *) answer->serials->data,
                                                  MIN (answer->serials->len, N_FIRST), error);

  return answer->records != NULL ? g_steal_pointer (&answer) : NULL;
}

static gpointer
answer_search (BulletinLibrary                *library,
               const BulletinArchiveQuestion  *question,
               GCancellable                   *cancellable,
               GError                        **error)
{
  const BulletinSearch search = {
    .words = question->words,
    .year = question->year,
    .series = question->series_name,
    .states = BULLETIN_STATES_ARCHIVE,
    .only_changed = question->only_changed,
    .after = question->after,
    .limit = N_HITS,
  };
  g_autoptr (BulletinArchiveAnswer) answer = g_new0 (BulletinArchiveAnswer, 1);

  answer->records = bulletin_library_search (library, &search, cancellable, error);
  if (answer->records == NULL)
    return NULL;
  answer->has_more = answer->records->len == N_HITS;
  answer->serials = g_array_sized_new (FALSE, FALSE, sizeof (guint), answer->records->len);
  for (guint i = 0; i < answer->records->len; i++) {
    guint serial = bulletin_record_get_serial (answer->records->pdata[i]);

    g_array_append_val (answer->serials, serial);
  }

  return g_steal_pointer (&answer);
}

static gpointer
answer_question (BulletinLibrary *library,
                 gpointer         data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  const BulletinArchiveQuestion *question = data;

  return *question->words != '\0' ? answer_search (library, question, cancellable, error)
                                  : answer_browsing (library, question, cancellable, error);
}

static gpointer
list_shelves (BulletinLibrary *library,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autoptr (BulletinArchiveShelves) shelves = g_new0 (BulletinArchiveShelves, 1);

  if ((shelves->years = bulletin_library_list_archive_years (library, data, error)) == NULL ||
      (shelves->series = bulletin_library_list_series (library, error)) == NULL)
    return NULL;

  return g_steal_pointer (&shelves);
}

/**
 * bulletin_archive_ask_async:
 * @question: (transfer full): what is asked
 *
 * Asks the library. Of a search the newest hits come, and more of them with @after.
 */
void
bulletin_archive_ask_async (BulletinLibraryService  *service,
                            BulletinArchiveQuestion *question,
                            GCancellable            *cancellable,
                            GAsyncReadyCallback      callback,
                            gpointer                 user_data)
{
  bulletin_library_service_call_async (service, answer_question, FALSE, question,
                                       (GDestroyNotify) bulletin_archive_question_free,
                                       (GDestroyNotify) bulletin_archive_answer_free, cancellable, callback, user_data);
}

/**
 * bulletin_archive_ask_finish:
 *
 * Returns: (transfer full) (nullable): the answer
 */
BulletinArchiveAnswer *
bulletin_archive_ask_finish (BulletinLibraryService  *service,
                             GAsyncResult            *result,
                             GError                 **error)
{
  return bulletin_library_service_call_finish (service, result, error);
}

/**
 * bulletin_archive_list_shelves_async:
 * @series: (nullable): count the years of this series only
 *
 * Asks for the years and the series of the archive.
 */
void
bulletin_archive_list_shelves_async (BulletinLibraryService *service,
                                     const char             *series,
                                     GCancellable           *cancellable,
                                     GAsyncReadyCallback     callback,
                                     gpointer                user_data)
{
  bulletin_library_service_call_async (service, list_shelves, FALSE, g_strdup (series), g_free,
                                       (GDestroyNotify) bulletin_archive_shelves_free, cancellable, callback, user_data);
}

/**
 * bulletin_archive_list_shelves_finish:
 *
 * Returns: (transfer full) (nullable): the years and the series
 */
BulletinArchiveShelves *
bulletin_archive_list_shelves_finish (BulletinLibraryService  *service,
                                      GAsyncResult            *result,
                                      GError                 **error)
{
  return bulletin_library_service_call_finish (service, result, error);
}
