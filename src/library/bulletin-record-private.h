/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  guint serial;
  BulletinState state;
  BulletinMetadata *metadata;
  char *changed_at;
  char *changed_by;
  guint n_pages;
  char *snippet;
  char *reason;
  char *sent_by;
  char *sent_at;
  BulletinRelation relation;
} BulletinRecordFields;

BulletinRecord *bulletin_record_new_take (BulletinRecordFields *fields);

G_END_DECLS
