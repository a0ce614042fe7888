/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-ledger.h"
#include "bulletin-record-copy.h"

G_BEGIN_DECLS

/* The frozen record of an issued bulletin: its row of "issued", and the name,
 * type and SHA-256 of each of its parts. */
typedef struct
{
  char *name;
  char *media_type;
  char *sha256;
} BulletinIssuedPartHash;

typedef struct
{
  char *bulletin;
  int ordinal;
  char *series;
  char *kind;
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
  char *corrects;                  /* the record that it corrects */
  char *seal;                      /* over the rows beside the record; NULL likewise */
  char *digest;                    /* NULL in records of version 2 and older */
  char *previous_hash;
  char *hash;
  GPtrArray *parts;
} BulletinIssuedFields;

void                  bulletin_issued_fields_free         (BulletinIssuedFields       *self);
void                  bulletin_issued_fields_add_part     (BulletinIssuedFields       *self,
                                                           const char                 *name,
                                                           const char                 *media_type,
                                                           const char                 *sha256);
void                  bulletin_issued_fields_add_text     (BulletinIssuedFields       *self,
                                                           const char                 *name,
                                                           const char                 *media_type,
                                                           const char                 *text);
BulletinIssuedFields *bulletin_record_copy_get_fields     (const BulletinRecordCopy *self);
char                 *bulletin_issued_fields_compute_digest (const BulletinIssuedFields *self);
char                 *bulletin_issued_fields_compute_hash (const BulletinIssuedFields *self);

gboolean              bulletin_issued_get_head            (BulletinLibrary            *library,
                                                           int                        *ordinal,
                                                           char                      **hash,
                                                           GError                    **error);
gboolean              bulletin_issued_set_head            (BulletinLibrary            *library,
                                                           int                         ordinal,
                                                           const char                 *hash,
                                                           GError                    **error);
char                 *bulletin_issued_get_trail           (BulletinLibrary            *library,
                                                           const char                 *id,
                                                           GError                    **error);
gboolean              bulletin_issued_get_corrects        (BulletinLibrary            *library,
                                                           const char                 *id,
                                                           char                      **corrects,
                                                           GError                    **error);
gboolean              bulletin_ledger_bind_number         (BulletinLibrary            *library,
                                                           const char                 *id,
                                                           const char                 *series,
                                                           const BulletinMetadata     *metadata,
                                                           const char                 *who,
                                                           GError                    **error);
gboolean              bulletin_ledger_insert_part         (BulletinLibrary            *library,
                                                           const char                 *id,
                                                           const BulletinIssuePart    *part,
                                                           GError                    **error);
gboolean              bulletin_ledger_check_request       (const BulletinMetadata     *metadata,
                                                           GError                    **error);
gboolean              bulletin_ledger_freeze              (BulletinLibrary            *library,
                                                           const char                 *id,
                                                           const char                 *series,
                                                           const char                 *revision,
                                                           const BulletinMetadata     *metadata,
                                                           const char                 *text,
                                                           guint                       n_pages,
                                                           GPtrArray                  *parts,
                                                           const char                 *overridden,
                                                           const char                 *who,
                                                           GError                    **error);
/* Sets seal and hash. */
gboolean              bulletin_issued_insert              (BulletinLibrary            *library,
                                                           BulletinIssuedFields       *fields,
                                                           GError                    **error);
BulletinIssuedFields *bulletin_issued_read                (BulletinLibrary            *library,
                                                           const char                 *id,
                                                           GError                    **error);

char                 *bulletin_issued_compute_seal        (BulletinLibrary            *library,
                                                           const char                 *id,
                                                           GError                    **error);
char                 *bulletin_issued_write_relation      (BulletinLibrary            *library,
                                                           const char                 *corrects,
                                                           GError                    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinIssuedFields, bulletin_issued_fields_free)

/* A withdrawal, which is a link of the chain by itself. */
typedef struct
{
  char *bulletin;
  int ordinal;
  char *at;
  char *who;
  char *reason;
  char *previous_hash;
  char *hash;
} BulletinWithdrawalFields;

void                      bulletin_withdrawal_fields_free  (BulletinWithdrawalFields *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinWithdrawalFields, bulletin_withdrawal_fields_free)
/* Writes the row and the bulletin's event; sets hash. */
gboolean                  bulletin_withdrawal_insert       (BulletinLibrary          *library,
                                                            BulletinWithdrawalFields *fields,
                                                            GError                  **error);
BulletinWithdrawalFields *bulletin_withdrawal_read         (BulletinLibrary          *library,
                                                            const char               *id,
                                                            GError                  **error);
/* Over the row, the event and the hash of the record that is withdrawn. */
char                     *bulletin_withdrawal_compute_hash (BulletinLibrary                *library,
                                                            const BulletinWithdrawalFields *fields,
                                                            GError                        **error);

G_END_DECLS
