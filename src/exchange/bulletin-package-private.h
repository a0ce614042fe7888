/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-bag.h"
#include "bulletin-package.h"

G_BEGIN_DECLS

/* What record.json says that it is. */
#define BULLETIN_PACKAGE_FORMAT "bulletin-record-1"

/* A part of a record as a file of the package. */
typedef struct
{
  char *path; /* within the record's folder */
  const BulletinIssuePart *part;
} BulletinPackageFile;

/* A record on its way into a package. */
typedef struct
{
  const BulletinRecordCopy *copy;
  const BulletinSeries *series;
  BulletinMetadata *metadata;
  char *folder;     /* within data/, with a slash at the end, or "" */
  GPtrArray *files; /* (element-type BulletinPackageFile) */
} BulletinPackagedRecord;

BulletinPackagedRecord *bulletin_packaged_record_new  (const BulletinRecordCopy     *copy,
                                                       const BulletinSeries         *series,
                                                       const char                   *folder,
                                                       GError                      **error);
void                    bulletin_packaged_record_free (BulletinPackagedRecord       *self);
const BulletinPackageFile *bulletin_packaged_record_find (const BulletinPackagedRecord *self,
                                                          const char                   *part);

/* The archival code (档号), or NULL while the series has no fonds. */
char   *bulletin_package_make_archival_code (const BulletinSeries         *series,
                                             const BulletinMetadata       *metadata);
char   *bulletin_package_make_volume_code   (const BulletinSeries         *series,
                                             int                           year);
/* Metadata after DA/T 46-2009. */
GBytes *bulletin_package_write_metadata     (const BulletinPackagedRecord *record);
GBytes *bulletin_package_write_volume_metadata (const BulletinSeries      *series,
                                                int                        year,
                                                const GPtrArray           *records,
                                                guint                      n_pages);
/* The pages to begin reading with. */
GBytes *bulletin_package_write_index        (const BulletinPackagedRecord *record);
GBytes *bulletin_package_write_volume_index (const BulletinSeries         *series,
                                             int                           year,
                                             const GPtrArray              *records,
                                             const GArray                 *first_pages);
GBytes *bulletin_package_write_record       (const BulletinPackagedRecord *record);

/* "2024-06-21" of a time in ISO 8601. */
char   *bulletin_package_get_day            (const char                   *at);

G_END_DECLS
