/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library-service.h"
#include "bulletin-store.h"

G_BEGIN_DECLS

/* What the thread of the library is asked to do with its series. Of the main thread. */

void bulletin_series_edit_store_async (BulletinLibraryService *service,
                                       const BulletinSeries   *series,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data);
void bulletin_series_edit_add_async (BulletinLibraryService *service,
                                     const BulletinSeries   *series,
                                     GAsyncReadyCallback     callback,
                                     gpointer                user_data);
void bulletin_series_edit_remove_async (BulletinLibraryService *service,
                                        const BulletinSeries   *series,
                                        GAsyncReadyCallback     callback,
                                        gpointer                user_data);
void bulletin_series_edit_move_async (BulletinLibraryService *service,
                                      const BulletinSeries   *series,
                                      guint                   position,
                                      GAsyncReadyCallback     callback,
                                      gpointer                user_data);
void bulletin_series_edit_undo_async (BulletinLibraryService *service,
                                      const char             *operation,
                                      GAsyncReadyCallback     callback,
                                      gpointer                user_data);

G_END_DECLS
