/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * BulletinKind:
 * @BULLETIN_KIND_REGULAR: an issue of the series proper (正刊)
 * @BULLETIN_KIND_SUPPLEMENT: a supplement (增刊), numbered apart
 */
typedef enum
{
  BULLETIN_KIND_REGULAR,
  BULLETIN_KIND_SUPPLEMENT,
} BulletinKind;

/**
 * BulletinMetadata:
 * @kind: regular issue or supplement
 * @series: (nullable): the name of the series, which is also the name in the
 *   red head, such as 工作简报
 * @year: the year that the number counts in; 0 while unknown
 * @number: the issue number within @year and @kind, from 1; 0 while not given
 * @total_number: the running number over all years (总第N期); 0 if not used
 * @date: (nullable): the date of approval as YYYY-MM-DD, or %NULL
 * @title: (nullable): the title on one line
 * @issuer: (nullable): the issuing body
 * @signer: (nullable): who approved it
 * @report_to: (nullable): superiors (报)
 * @send_to: (nullable): peers (送)
 * @distribute_to: (nullable): subordinates (发)
 * @copies: the number of printed copies; 0 if not stated
 * @secrecy: (nullable): the secrecy mark (密级)
 * @copy_number: (nullable): the number of this copy
 * @target_length: how long it should be, in 字; 0 for what its series wants
 * @internal: 1 for a bulletin that stays in the office (内部), else 0
 *
 * What is known of a bulletin beside its text. A plain boxed value; strings are
 * UTF-8 in NFC, trimmed, never empty (%NULL instead).
 */
typedef struct
{
  BulletinKind kind;
  char *series;
  int year;
  int number;
  int total_number;
  char *date;
  char *title;
  char *issuer;
  char *signer;
  char *report_to;
  char *send_to;
  char *distribute_to;
  int copies;
  char *secrecy;
  char *copy_number;
  int target_length;
  int internal;
} BulletinMetadata;

#define BULLETIN_TYPE_METADATA (bulletin_metadata_get_type ())

GType             bulletin_metadata_get_type      (void);
BulletinMetadata *bulletin_metadata_new           (void);
BulletinMetadata *bulletin_metadata_copy          (const BulletinMetadata *self);
void              bulletin_metadata_free          (BulletinMetadata       *self);
gboolean          bulletin_metadata_equal         (const BulletinMetadata *self,
                                                   const BulletinMetadata *other);
void              bulletin_metadata_set_string    (char                  **field,
                                                   const char             *value);
gboolean          bulletin_metadata_is_internal   (const BulletinMetadata *self);
char             *bulletin_metadata_format_number (const BulletinMetadata *self);
char             *bulletin_metadata_format_issue  (const BulletinMetadata *self);
char             *bulletin_metadata_format_date   (const BulletinMetadata *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinMetadata, bulletin_metadata_free)

/* A calendar date as the fields keep it. */
gboolean          bulletin_date_is_valid          (const char             *date);

G_END_DECLS
