/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-metadata.h"
#include "bulletin-page-template.h"
#include "bulletin-review.h"

G_BEGIN_DECLS

/**
 * BulletinRemarkSheet:
 * @text: what stands on it
 * @metadata: its title and issue
 * @page_template: how it is laid out
 *
 * What was remarked and answered about a bulletin, for paper (意见单). It is laid
 * out, printed and exported as a bulletin is.
 */
typedef struct
{
  char *text;
  BulletinMetadata *metadata;
  BulletinPageTemplate *page_template;
} BulletinRemarkSheet;

BulletinRemarkSheet *bulletin_remark_sheet_new  (const BulletinMetadata *metadata,
                                                 int                     ordinal,
                                                 const BulletinReview   *review,
                                                 const GPtrArray        *remarks);
void                 bulletin_remark_sheet_free (BulletinRemarkSheet    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinRemarkSheet, bulletin_remark_sheet_free)

G_END_DECLS
