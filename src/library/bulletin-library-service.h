/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"

G_BEGIN_DECLS

/* The database thread. It owns the library; callers hand it functions that run
 * there one after the other and get the result on the main loop. */
#define BULLETIN_TYPE_LIBRARY_SERVICE (bulletin_library_service_get_type ())
G_DECLARE_FINAL_TYPE (BulletinLibraryService, bulletin_library_service, BULLETIN, LIBRARY_SERVICE, GObject)

/**
 * BulletinLibraryFunc:
 * @library: the library, for the time of this call
 * @data: what was handed over
 * @cancellable: (nullable)
 * @error: set when %NULL is returned for an error
 *
 * Runs on the database thread and must not touch widgets.
 */
typedef gpointer (*BulletinLibraryFunc) (BulletinLibrary *library,
                                         gpointer         data,
                                         GCancellable    *cancellable,
                                         GError         **error);

BulletinLibraryService *bulletin_library_service_new         (void);
/* Opening is the first call of the queue; when it fails, every waiting call
 * fails with its error. */
void                    bulletin_library_service_open_async  (BulletinLibraryService *self,
                                                              const char             *path,
                                                              BulletinLibraryFlags    flags,
                                                              GCancellable           *cancellable,
                                                              GAsyncReadyCallback     callback,
                                                              gpointer                user_data);
gboolean                bulletin_library_service_open_finish (BulletinLibraryService *self,
                                                              GAsyncResult           *result,
                                                              GError                **error);
/* data belongs to the call and is freed with data_free on the main loop;
 * result_free frees a result that nobody took. A func that writes passes
 * writes = TRUE: the signal "changed" is emitted on the main loop after it. */
void                    bulletin_library_service_call_async  (BulletinLibraryService *self,
                                                              BulletinLibraryFunc     func,
                                                              gboolean                writes,
                                                              gpointer                data,
                                                              GDestroyNotify          data_free,
                                                              GDestroyNotify          result_free,
                                                              GCancellable           *cancellable,
                                                              GAsyncReadyCallback     callback,
                                                              gpointer                user_data);
gpointer                bulletin_library_service_call_finish (BulletinLibraryService *self,
                                                              GAsyncResult           *result,
                                                              GError                **error);
/* Drains the queue, closes the library and joins the thread. */
void                    bulletin_library_service_close       (BulletinLibraryService *self);

G_END_DECLS
