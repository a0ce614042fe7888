/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-archive.h"
#include "bulletin-library-service.h"

G_BEGIN_DECLS

/**
 * BulletinArchiveQuestion:
 * @words: what is searched for; "" for the whole archive
 * @year: only this year, or 0
 * @series: (nullable): only the series with this id
 * @series_name: (nullable): what it is called
 * @only_changed: only what was corrected or withdrawn
 * @order: what to sort by, if there are no words; hits come newest first
 * @is_ascending: whether the smallest comes first
 * @after: the serial of the last hit that is known, for the hits after it; else 0
 *
 * What the archive page asks of the library.
 */
typedef struct
{
  char *words;
  int year;
  char *series;
  char *series_name;
  gboolean only_changed;
  BulletinArchiveOrder order;
  gboolean is_ascending;
  guint after;
} BulletinArchiveQuestion;

/**
 * BulletinArchiveAnswer:
 * @serials: (element-type guint): what fits, in order
 * @records: (element-type BulletinRecord): the first of it; of a search all
 * @has_more: whether a search has found more than this
 */
typedef struct
{
  GArray *serials;
  GPtrArray *records;
  gboolean has_more;
} BulletinArchiveAnswer;

/**
 * BulletinArchiveShelves:
 * @years: (element-type BulletinArchiveYear): newest first
 * @series: (element-type BulletinSeries): all series
 *
 * What the archive can be filtered by.
 */
typedef struct
{
  GArray *years;
  GPtrArray *series;
} BulletinArchiveShelves;

void                     bulletin_archive_question_free    (BulletinArchiveQuestion       *self);
void                     bulletin_archive_answer_free      (BulletinArchiveAnswer         *self);
void                     bulletin_archive_shelves_free     (BulletinArchiveShelves        *self);
/* The whole question in words, for somebody to save; (transfer full). */
char                    *bulletin_archive_question_to_words (const BulletinArchiveQuestion *self);

/* Takes the question. */
void                     bulletin_archive_ask_async        (BulletinLibraryService        *service,
                                                            BulletinArchiveQuestion       *question,
                                                            GCancellable                  *cancellable,
                                                            GAsyncReadyCallback            callback,
                                                            gpointer                       user_data);
BulletinArchiveAnswer   *bulletin_archive_ask_finish       (BulletinLibraryService        *service,
                                                            GAsyncResult                  *result,
                                                            GError                       **error);
void                     bulletin_archive_list_shelves_async (BulletinLibraryService      *service,
                                                            const char                    *series,
                                                            GCancellable                  *cancellable,
                                                            GAsyncReadyCallback            callback,
                                                            gpointer                       user_data);
BulletinArchiveShelves  *bulletin_archive_list_shelves_finish (BulletinLibraryService     *service,
                                                            GAsyncResult                  *result,
                                                            GError                       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinArchiveQuestion, bulletin_archive_question_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinArchiveAnswer, bulletin_archive_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinArchiveShelves, bulletin_archive_shelves_free)

G_END_DECLS
