/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-library.h"
#include "bulletin-record-copy.h"

G_BEGIN_DECLS

/* The archive package: issued records as a BagIt bag, readable without Bulletin,
 * checked, and taken into another library as they are. */

/* From 0 to 1; on the thread that works. */
typedef void (*BulletinPackageProgress) (double   fraction,
                                         gpointer user_data);

/**
 * BulletinPackageWork:
 * @progress: (nullable): told now and then
 * @progress_data: for @progress
 * @cancellable: (nullable): stops the work; nothing is written then
 *
 * How long work is followed.
 */
typedef struct
{
  BulletinPackageProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} BulletinPackageWork;

/**
 * BulletinPackageContents:
 * @series: the series of the records
 * @year: of a volume; 0 for one record
 * @copies: (element-type BulletinRecordCopy): the records
 *
 * What goes into a package.
 */
typedef struct
{
  BulletinSeries *series;
  int year;
  GPtrArray *copies;
} BulletinPackageContents;

void     bulletin_package_contents_free (BulletinPackageContents       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPackageContents, bulletin_package_contents_free)

/* One record; refused if it is damaged. On the library's thread. */
BulletinPackageContents *bulletin_package_collect_record (BulletinLibrary           *library,
                                                          const char                *id,
                                                          const BulletinPackageWork *work,
                                                          GError                   **error);
/* All records of a series and a year as one volume. The same. */
BulletinPackageContents *bulletin_package_collect_year   (BulletinLibrary           *library,
                                                          const char                *series,
                                                          int                        year,
                                                          const BulletinPackageWork *work,
                                                          GError                   **error);
/* The package; any thread. */
GBytes  *bulletin_package_build     (const BulletinPackageContents *contents,
                                     const BulletinPackageWork     *work,
                                     GError                       **error);
/* The file name to suggest: GZ-2024-06.zip; number 0 for a year. */
char    *bulletin_package_make_name (const BulletinSeries      *series,
                                     int                        year,
                                     BulletinKind               kind,
                                     int                        number);

/**
 * BulletinPackage:
 * @name: its folder
 * @year: of a volume, or 0
 * @records: (element-type BulletinRecordCopy): in their order
 * @payload_files: how many files its payload has
 *
 * A package that was read and found right.
 */
typedef struct
{
  char *name;
  int year;
  GPtrArray *records;
  guint payload_files;
} BulletinPackage;

void             bulletin_package_free     (BulletinPackage           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPackage, bulletin_package_free)

/* Reads and checks; any thread. NULL with one sentence that says what is wrong. */
BulletinPackage *bulletin_package_read     (GFile                     *file,
                                            GCancellable              *cancellable,
                                            GError                   **error);
/* Whether a file begins as a ZIP archive, and its name says .zip. */
gboolean         bulletin_is_package_file  (GFile                     *file);

/**
 * BulletinPackageImport:
 * @ids: (element-type utf8): the records that are new, in their order
 * @n_known: how many the library had already
 */
typedef struct
{
  GPtrArray *ids;
  guint n_known;
} BulletinPackageImport;

void             bulletin_package_import_free (BulletinPackageImport  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinPackageImport, bulletin_package_import_free)

/* All or nothing, on the library's thread. */
BulletinPackageImport *bulletin_package_import (BulletinLibrary           *library,
                                                const BulletinPackage     *package,
                                                const char                *source_name,
                                                const char                *who,
                                                const BulletinPackageWork *work,
                                                GError                   **error);

G_END_DECLS
