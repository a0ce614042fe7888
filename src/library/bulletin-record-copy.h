/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-ledger.h"
#include "bulletin-materials.h"

G_BEGIN_DECLS

/* Issued records as they go from one library to another. */

/**
 * BulletinRecordCopy:
 * @id: its UUID
 * @series: the name of its series, as it was issued
 * @date, @title, @at, @who, @revision: as in the record
 * @signer, @overridden, @corrects: (nullable): as in the record
 * @digest: what the record's content comes to, 64 hexadecimal digits
 * @parts: (element-type BulletinIssuePart): all of them, "source", "metadata" and
 *   "trail" among them
 * @ordinal, @previous_hash, @hash: its place in the chain of the library that it
 *   was copied from; 0 and (nullable)
 * @corrected_by: (element-type utf8): ids of the records that correct it
 * @withdrawn_at: (nullable): when it was withdrawn; %NULL if it stands
 * @withdrawn_by, @withdrawal_reason: (nullable): by whom, and why
 * @standing: (nullable): what a reader of it has to know of corrections and of its
 *   withdrawal, in sentences; of a record out of a library
 *
 * A whole issued record.
 */
typedef struct
{
  char *id;
  char *series;
  BulletinKind kind;
  int year;
  int number;
  char *date;
  char *title;
  char *signer;
  char *at;
  char *who;
  guint n_pages;
  char *revision;
  char *overridden;
  char *corrects;
  char *digest;
  GPtrArray *parts;
  int ordinal;
  char *previous_hash;
  char *hash;
  GPtrArray *corrected_by;
  char *withdrawn_at;
  char *withdrawn_by;
  char *withdrawal_reason;
  char **standing;
} BulletinRecordCopy;

BulletinRecordCopy *bulletin_record_copy_new            (void);
void                bulletin_record_copy_free           (BulletinRecordCopy       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinRecordCopy, bulletin_record_copy_free)
/* (transfer none) (nullable) */
GBytes             *bulletin_record_copy_get_part       (const BulletinRecordCopy *self,
                                                         const char               *name);
char               *bulletin_record_copy_compute_digest (const BulletinRecordCopy *self);
BulletinMetadata   *bulletin_record_copy_read_metadata  (const BulletinRecordCopy *self,
                                                         GError                  **error);

BulletinRecordCopy *bulletin_library_copy_record        (BulletinLibrary          *self,
                                                         const char               *id,
                                                         GError                  **error);
/* The id of the series that a record belongs to here. */
char               *bulletin_library_get_record_series  (BulletinLibrary          *self,
                                                         const char               *id,
                                                         GError                  **error);
/* (element-type utf8): the ids of a series' records of a year, in the order of their numbers. */
GPtrArray          *bulletin_library_list_volume        (BulletinLibrary          *self,
                                                         const char               *series,
                                                         int                       year,
                                                         GError                  **error);
gboolean            bulletin_library_take_record        (BulletinLibrary          *self,
                                                         const BulletinRecordCopy *copy,
                                                         const BulletinMaterials  *pictures,
                                                         const char               *source_name,
                                                         const char               *who,
                                                         gboolean                 *is_new,
                                                         GError                  **error);

G_END_DECLS
