/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-store.h"
#include "bulletin-text-import.h"

G_BEGIN_DECLS

/* A series with its template as one file, to be carried to another library. */

#define BULLETIN_TEMPLATE_SUFFIX     ".bulletin-template"
#define BULLETIN_TEMPLATE_MEDIA_TYPE "application/vnd.mdjgx.bulletin-template+json"

/**
 * BulletinTemplateCollision:
 * @BULLETIN_TEMPLATE_REFUSE: the import is an error
 * @BULLETIN_TEMPLATE_REPLACE: the series of the library becomes that of the file
 * @BULLETIN_TEMPLATE_KEEP_BOTH: that of the file gets another name
 *
 * What becomes of a series whose name the library has already.
 */
typedef enum
{
  BULLETIN_TEMPLATE_REFUSE,
  BULLETIN_TEMPLATE_REPLACE,
  BULLETIN_TEMPLATE_KEEP_BOTH,
} BulletinTemplateCollision;

GBytes         *bulletin_template_file_write (const BulletinSeries      *series);
BulletinSeries *bulletin_template_file_read  (GBytes                    *content,
                                              GError                   **error);
BulletinSeries *bulletin_template_file_load  (GFile                     *file,
                                              GCancellable              *cancellable,
                                              GError                   **error);
char           *bulletin_template_import     (BulletinLibrary           *library,
                                              BulletinSeries            *series,
                                              BulletinTemplateCollision  collision,
                                              const char                *who,
                                              GError                   **error);

G_END_DECLS
