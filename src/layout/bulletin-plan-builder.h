/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-line-breaking.h"
#include "bulletin-page-flow.h"

G_BEGIN_DECLS

/**
 * BulletinPlanBuilder:
 * @pitch: the height of a row of the grid, in points
 * @column: the width of a column
 * @pieces: (element-type BulletinFlowPiece): what was set so far
 * @keep_with_next: whether the next piece stays on the page of the last one
 * @used: which roles' fonts are used
 * @missing: (element-type guint32): the characters that no font has
 * @source: the text of the document
 * @n_bytes: its length
 * @materials: (nullable): the pictures
 * @cancellable: (nullable): once it is cancelled what is made is thrown away, and
 *   everything that takes long ends early
 * @progress: (nullable): told how far the work is
 * @progress_data: for @progress
 *
 * A page plan in the making.
 */
typedef struct
{
  BulletinTypesetter *typesetter;
  const BulletinPageTemplate *page_template;
  double pitch;
  double column;
  GPtrArray *pieces;
  GPtrArray *findings;
  guint n_elements;
  guint n_tables;
  gboolean keep_with_next;
  gboolean used[BULLETIN_N_FONT_ROLES];
  GHashTable *missing;
  const char *source;
  gsize n_bytes;
  const BulletinMaterials *materials;
  GCancellable *cancellable;
  BulletinPlanProgress progress;
  gpointer progress_data;
} BulletinPlanBuilder;

/**
 * BulletinSetting:
 * @left: the left edge of the lines, from the block's left in points
 * @first: the same for the first line
 * @right: the right edge
 * @align: where lines that are not full stand
 * @is_justified: whether lines but the last are spread over the whole width
 *
 * Where a text's lines stand in the block.
 */
typedef struct
{
  double left;
  double first;
  double right;
  BulletinAlign align;
  gboolean is_justified;
} BulletinSetting;

void                bulletin_plan_builder_report      (BulletinPlanBuilder      *self,
                                                       gsize                     offset);
BulletinTextSpan    bulletin_plan_builder_style       (BulletinPlanBuilder      *self,
                                                       BulletinStyle             style,
                                                       BulletinPlanRole          role);
BulletinShapedText *bulletin_plan_builder_shape       (BulletinPlanBuilder      *self,
                                                       const BulletinText       *text);
BulletinPlanLine   *bulletin_plan_builder_set_line    (BulletinPlanBuilder      *self,
                                                       const BulletinText       *text,
                                                       const BulletinShapedText *shaped,
                                                       const BulletinLineExtent *extent,
                                                       const BulletinSetting    *setting);
BulletinPlanLine   *bulletin_plan_builder_set_single  (BulletinPlanBuilder      *self,
                                                       const BulletinText       *text,
                                                       const BulletinSetting    *setting);
GPtrArray          *bulletin_plan_builder_set_lines   (BulletinPlanBuilder      *self,
                                                       const BulletinText       *text,
                                                       const BulletinSetting    *setting);
void                bulletin_plan_builder_add_piece   (BulletinPlanBuilder      *self,
                                                       BulletinFlowPiece        *piece);
void                bulletin_plan_builder_add_text    (BulletinPlanBuilder      *self,
                                                       const BulletinText       *text,
                                                       const BulletinSetting    *setting);
void                bulletin_plan_builder_add_space   (BulletinPlanBuilder      *self,
                                                       guint                     n_rows);
void                bulletin_plan_builder_add_block   (BulletinPlanBuilder      *self,
                                                       const BulletinBlock      *block);
void                bulletin_plan_builder_add_table   (BulletinPlanBuilder      *self,
                                                       const BulletinBlock      *block);
void                bulletin_plan_line_centre         (BulletinPlanLine         *self,
                                                       double                    top,
                                                       double                    height);

G_END_DECLS
