/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-store.h"

G_BEGIN_DECLS

/* The archive as it is browsed: which records there are in what order, by their
 * serials, and some of them at a time. A list of a hundred thousand is an array of
 * numbers; records are read when they come into sight. */

/**
 * BulletinArchiveOrder:
 * @BULLETIN_ARCHIVE_BY_DATE: by date, and by serial on one day
 * @BULLETIN_ARCHIVE_BY_NUMBER: by year, number and kind
 * @BULLETIN_ARCHIVE_BY_TITLE: as the locale sorts
 * @BULLETIN_ARCHIVE_BY_SIGNER: as the locale sorts; those without one last
 * @BULLETIN_ARCHIVE_BY_PAGES: by how many pages they have
 */
typedef enum
{
  BULLETIN_ARCHIVE_BY_DATE,
  BULLETIN_ARCHIVE_BY_NUMBER,
  BULLETIN_ARCHIVE_BY_TITLE,
  BULLETIN_ARCHIVE_BY_SIGNER,
  BULLETIN_ARCHIVE_BY_PAGES,
} BulletinArchiveOrder;

/**
 * BulletinArchiveQuery:
 * @year: only this year, or 0
 * @series: (nullable): only the series with this id
 * @only_changed: only what was withdrawn or corrected since
 * @order: what to sort by
 * @is_ascending: whether the smallest comes first
 */
typedef struct
{
  int year;
  const char *series;
  gboolean only_changed;
  BulletinArchiveOrder order;
  gboolean is_ascending;
} BulletinArchiveQuery;

/* A year of the archive, and how many records it has. */
typedef struct
{
  int year;
  guint n_records;
} BulletinArchiveYear;

/* (element-type guint): serials. */
GArray    *bulletin_library_list_archive        (BulletinLibrary             *self,
                                                 const BulletinArchiveQuery  *query,
                                                 GCancellable                *cancellable,
                                                 GError                     **error);
/* (element-type guint): the serials of what is in these states (a mask of
 * 1 << BulletinState), in the order of bulletin_library_list_bulletins(). */
GArray    *bulletin_library_list_serials        (BulletinLibrary             *self,
                                                 guint                        states,
                                                 GError                     **error);
/* (element-type guint): the serials of the archive, in the order in which they were
 * issued. */
GArray    *bulletin_library_list_chain          (BulletinLibrary             *self,
                                                 GError                     **error);
/* (element-type BulletinArchiveYear): newest first. */
GArray    *bulletin_library_list_archive_years  (BulletinLibrary             *self,
                                                 const char                  *series,
                                                 GError                     **error);
/* (element-type BulletinRecord): in the order of the serials; those that are gone are left out. */
GPtrArray *bulletin_library_get_records         (BulletinLibrary             *self,
                                                 const guint                 *serials,
                                                 guint                        n_serials,
                                                 GError                     **error);

G_END_DECLS
