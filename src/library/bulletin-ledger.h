/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-store.h"

G_BEGIN_DECLS

/* The ledger of numbers, and issuing. */

/* The number after the highest given out in that series, kind and year. */
int        bulletin_library_next_number    (BulletinLibrary         *self,
                                            const char              *series,
                                            BulletinKind             kind,
                                            int                      year,
                                            GError                 **error);
/* The number that a new draft should have: after those given out and those that
 * other open drafts expect (id, which may be NULL, is not counted). */
int        bulletin_library_propose_number (BulletinLibrary         *self,
                                            const char              *series,
                                            BulletinKind             kind,
                                            int                      year,
                                            const char              *id,
                                            GError                 **error);
/* Whether a number is free to be bound by this bulletin (id may be NULL). */
gboolean   bulletin_library_number_is_free (BulletinLibrary         *self,
                                            const BulletinMetadata  *metadata,
                                            const char              *id,
                                            gboolean                *is_free,
                                            GError                 **error);

/**
 * BulletinIssuePart:
 * @name: "pdf", "html", "findings" …; "source" and "metadata" are added by the
 *   library itself
 * @media_type: such as "application/pdf"
 * @content: the bytes
 */
typedef struct
{
  char *name;
  char *media_type;
  GBytes *content;
} BulletinIssuePart;

BulletinIssuePart *bulletin_issue_part_new  (const char *name,
                                             const char *media_type,
                                             GBytes     *content);
void               bulletin_issue_part_free (BulletinIssuePart *self);

/* Issues: binds number and date (both must be set in metadata), freezes source,
 * metadata and parts with their SHA-256 and the hash of the issue before, and
 * moves the bulletin to issued. Any state but issued and withdrawn may be issued: the
 * rule that approval must come first belongs to the series (later). All or
 * nothing. NUMBER_TAKEN if the number was used. */
gboolean   bulletin_library_issue          (BulletinLibrary         *self,
                                            const char              *id,
                                            const BulletinMetadata  *metadata,
                                            const char              *text,
                                            guint                    n_pages,
                                            GPtrArray               *parts,
                                            const char              *overridden,
                                            const char              *who,
                                            GError                 **error);
/* A frozen part's bytes; NOT_FOUND if it has none of that name. */
GBytes    *bulletin_library_get_part       (BulletinLibrary         *self,
                                            const char              *id,
                                            const char              *name,
                                            GError                 **error);

/**
 * BulletinIssuedRecord: what the archive says of one issued bulletin. @digest stands
 * for what the record says and is the same in every library that holds it, %NULL in
 * records from before there were digests; @hash is its place in this library's chain.
 */
typedef struct
{
  int ordinal;
  char *at;
  char *who;
  char *digest;
  char *hash;
  char *previous_hash;
  char *overridden;
  GPtrArray *part_names;  /* (element-type utf8) */
  GPtrArray *part_hashes; /* (element-type utf8) */
} BulletinIssuedRecord;

void                  bulletin_issued_record_free  (BulletinIssuedRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinIssuedRecord, bulletin_issued_record_free)
BulletinIssuedRecord *bulletin_library_get_issued  (BulletinLibrary      *self,
                                                    const char           *id,
                                                    GError              **error);

/**
 * BulletinDamage: @id and @title of the record, and one translated sentence
 * that says what does not agree. @link: which link of the chain it is, from 1; 0
 * where not the whole chain was verified, or the damage is in none of its records.
 */
typedef struct
{
  char *id;
  guint serial;
  char *title;
  char *message;
  guint link;
} BulletinDamage;

typedef struct
{
  guint n_checked;
  GPtrArray *damaged; /* (element-type BulletinDamage) */
} BulletinVerification;

typedef void (*BulletinProgressFunc) (guint done, guint total, gpointer user_data);

void                  bulletin_verification_free   (BulletinVerification *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinVerification, bulletin_verification_free)

/* Recomputes every hash and the chain, and checks that the guards (triggers)
 * stand. With id, that record alone. */
BulletinVerification *bulletin_library_verify      (BulletinLibrary      *self,
                                                    const char           *id,
                                                    BulletinProgressFunc  progress,
                                                    gpointer              user_data,
                                                    GCancellable         *cancellable,
                                                    GError              **error);

G_END_DECLS
