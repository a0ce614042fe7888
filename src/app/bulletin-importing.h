/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library-service.h"
#include "bulletin-metadata.h"

G_BEGIN_DECLS

/* Makes a draft of a text file: reads and recognises it on a worker thread and
 * stores it on the library's. */
void  bulletin_import_file_async   (BulletinLibraryService *service,
                                    GFile                  *file,
                                    GCancellable           *cancellable,
                                    GAsyncReadyCallback     callback,
                                    gpointer                user_data);
/* The new draft's id, (transfer full), and what is wrong with its pictures. */
char *bulletin_import_file_finish  (GAsyncResult           *result,
                                    char                  **problem,
                                    GError                **error);
/* Makes a draft in a series (NULL: the first), with what the series has as default. */
void  bulletin_new_draft_async     (BulletinLibraryService *service,
                                    const char             *series,
                                    BulletinKind            kind,
                                    GCancellable           *cancellable,
                                    GAsyncReadyCallback     callback,
                                    gpointer                user_data);
char *bulletin_new_draft_finish    (GAsyncResult           *result,
                                    GError                **error);

G_END_DECLS
