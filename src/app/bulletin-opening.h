/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library-service.h"
#include "bulletin-store.h"

G_BEGIN_DECLS

/**
 * BulletinOpenWay:
 * @BULLETIN_OPEN_EXISTING: the library must exist
 * @BULLETIN_OPEN_SAMPLE: the sample, made from its sources if it does not exist
 * @BULLETIN_OPEN_NEW: made if it does not exist, with its first series
 */
typedef enum
{
  BULLETIN_OPEN_EXISTING,
  BULLETIN_OPEN_SAMPLE,
  BULLETIN_OPEN_NEW,
} BulletinOpenWay;

void                    bulletin_open_library_async  (const char           *path,
                                                      BulletinOpenWay       way,
                                                      BulletinSeries       *first_series,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
/* The open library, (transfer full); to be closed by who has it. */
BulletinLibraryService *bulletin_open_library_finish (GAsyncResult         *result,
                                                      GError              **error);

G_END_DECLS
