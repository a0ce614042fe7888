/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bulletin-page-plan-private.h"

G_BEGIN_DECLS

/**
 * BulletinTableHead:
 *
 * The head of a table, kept to be repeated where the table goes on. Rows are
 * pieces whose y is 0.
 */
typedef struct
{
  GPtrArray *pieces; /* (element-type BulletinFlowPiece) */
} BulletinTableHead;

/**
 * BulletinFlowPiece:
 * @height: its height in points
 * @lines: (element-type BulletinPlanLine): baselines from the piece's top
 * @rules: (element-type BulletinPlanRule): from the piece's top
 * @may_break_before: whether a page may begin with it
 * @must_break_before: whether a page has to begin with it
 * @on_grid: whether it starts on a row of the grid
 * @is_space: empty rows, left out at the top of a page
 * @top_rule: (nullable): the rule above it when a page begins with it
 * @is_open: whether what it is part of goes on in the next piece; a page that ends
 *   with it closes it with its rule
 * @table_head: (nullable): what is repeated when a page begins with it
 * @picture: (nullable): a picture, whose y is measured from the piece's top
 *
 * What a page is filled with: a row of a paragraph, a row of a table.
 */
typedef struct
{
  double height;
  GPtrArray *lines;
  GPtrArray *rules;
  gboolean may_break_before;
  gboolean must_break_before;
  gboolean on_grid;
  gboolean is_space;
  BulletinPlanRule *top_rule;
  gboolean is_open;
  BulletinTableHead *table_head;
  BulletinPlanPicture *picture;
} BulletinFlowPiece;

BulletinFlowPiece *bulletin_flow_piece_new      (double                      height);
void               bulletin_flow_piece_free     (BulletinFlowPiece          *self);
void               bulletin_flow_piece_add_rule (BulletinFlowPiece          *self,
                                                 double                      x1,
                                                 double                      y1,
                                                 double                      x2,
                                                 double                      y2,
                                                 double                      width,
                                                 guint32                     colour);
BulletinTableHead *bulletin_table_head_new      (void);
BulletinTableHead *bulletin_table_head_ref      (BulletinTableHead          *self);
void               bulletin_table_head_unref    (BulletinTableHead          *self);
double             bulletin_fill_pages          (GPtrArray                  *pieces,
                                                 const BulletinPageTemplate *page_template,
                                                 GPtrArray                  *pages);
void               bulletin_flow_piece_place    (BulletinFlowPiece          *self,
                                                 BulletinPlanPage           *page,
                                                 double                      y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BulletinFlowPiece, bulletin_flow_piece_free)

G_END_DECLS
