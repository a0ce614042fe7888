/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library-service.h"
#include "bulletin-old-papers.h"

G_BEGIN_DECLS

/* Reading a folder of old papers, and reading them in, beside the main thread. */

/* Told on the main thread. */
typedef void (*BulletinPapersProgress) (guint    done,
                                        guint    total,
                                        gpointer user_data);

void            bulletin_papers_look_async  (GFile                   *folder,
                                             BulletinLibraryService  *service,
                                             BulletinPapersProgress   progress,
                                             GCancellable            *cancellable,
                                             GAsyncReadyCallback      callback,
                                             gpointer                 user_data);
BulletinPapers *bulletin_papers_look_finish (GAsyncResult            *result,
                                             GError                 **error);

/**
 * BulletinPapersReport:
 * @n_taken: papers that were read in
 * @left_out: (element-type utf8): file, reason, file, reason …
 * @was_stopped: whether it was cancelled before all were read in
 */
typedef struct
{
  guint n_taken;
  GPtrArray *left_out;
  gboolean was_stopped;
} BulletinPapersReport;

void                  bulletin_papers_report_free (BulletinPapersReport    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPapersReport, bulletin_papers_report_free)

/* The papers must not change until it is over. Being cancelled is no error: what was
 * read in stays, and the report says so. */
void                  bulletin_papers_take_async  (BulletinPapers          *papers,
                                                   BulletinLibraryService  *service,
                                                   const char              *who,
                                                   BulletinPapersProgress   progress,
                                                   GCancellable            *cancellable,
                                                   GAsyncReadyCallback      callback,
                                                   gpointer                 user_data);
BulletinPapersReport *bulletin_papers_take_finish (GAsyncResult            *result,
                                                   GError                 **error);

G_END_DECLS
