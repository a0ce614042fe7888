/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-store.h"

G_BEGIN_DECLS

/* Records that speak of one another: corrections (更正) and withdrawals. The record
 * that is spoken of stays as it is. */

/**
 * BulletinRelated:
 * @id, @serial, @state: the bulletin at the other end
 * @series, @kind, @year, @number, @title, @date: as it was issued; for a draft, as it
 *   stands
 * @reason: (nullable): why the one corrects the other
 */
typedef struct
{
  char *id;
  guint serial;
  BulletinState state;
  char *series;
  BulletinKind kind;
  int year;
  int number;
  char *title;
  char *date;
  char *reason;
} BulletinRelated;

/**
 * BulletinRelations:
 * @corrects: (nullable): what the bulletin corrects
 * @corrected_by: (element-type BulletinRelated): the issued bulletins that correct it
 * @drafts: (element-type BulletinRelated): the open ones that will
 * @withdrawn_at, @withdrawn_by, @withdrawal_reason: (nullable): set if it was
 *   withdrawn
 */
typedef struct
{
  BulletinRelated *corrects;
  GPtrArray *corrected_by;
  GPtrArray *drafts;
  char *withdrawn_at;
  char *withdrawn_by;
  char *withdrawal_reason;
} BulletinRelations;

void               bulletin_related_free             (BulletinRelated   *self);
/* 《工作简报》2024年第6期; Chinese, as it is printed. (transfer full). */
char              *bulletin_related_format           (const BulletinRelated *self);
void               bulletin_relations_free           (BulletinRelations *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinRelations, bulletin_relations_free)
BulletinRelations *bulletin_library_get_relations    (BulletinLibrary   *self,
                                                      const char        *id,
                                                      GError           **error);
/* What a reader of the bulletin has to know of others, one sentence each, without
 * links: Chinese, for what is printed or published. (transfer full). */
char             **bulletin_relations_list_sentences (const BulletinRelations *self);

/* A draft that corrects an issued bulletin, with its text; or the one that does
 * already. Returns its id. */
char              *bulletin_library_start_correction (BulletinLibrary   *self,
                                                      const char        *id,
                                                      const char        *reason,
                                                      const char        *who,
                                                      GError           **error);

G_END_DECLS
