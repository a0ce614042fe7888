/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-metadata.h"
#include "bulletin-page-template.h"

G_BEGIN_DECLS

/**
 * BulletinFrameKind:
 *
 * What a part of a bulletin's head or tail says.
 */
typedef enum
{
  BULLETIN_FRAME_MARK,
  BULLETIN_FRAME_NAME,
  BULLETIN_FRAME_ISSUE,
  BULLETIN_FRAME_ISSUER,
  BULLETIN_FRAME_DATE,
  BULLETIN_FRAME_RECIPIENTS,
  BULLETIN_FRAME_COPIES,
} BulletinFrameKind;

/**
 * BulletinFrameWords:
 * @kind: what it says
 * @label: (nullable): what stands before it, such as 报：
 * @words: its words
 */
typedef struct
{
  BulletinFrameKind kind;
  char *label;
  char *words;
} BulletinFrameWords;

GPtrArray *bulletin_frame_list_head (const BulletinPageTemplate *page_template,
                                     const BulletinMetadata     *metadata);
GPtrArray *bulletin_frame_list_tail (const BulletinPageTemplate *page_template,
                                     const BulletinMetadata     *metadata);

G_END_DECLS
