/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <pango/pango.h>

#include "bulletin-comparison.h"

G_BEGIN_DECLS

/**
 * BulletinComparisonSide:
 * @BULLETIN_COMPARISON_OLD: what was, with what is gone marked
 * @BULLETIN_COMPARISON_NEW: what is, with what came marked
 * @BULLETIN_COMPARISON_BOTH: both in one, what is gone before what came
 */
typedef enum
{
  BULLETIN_COMPARISON_OLD,
  BULLETIN_COMPARISON_NEW,
  BULLETIN_COMPARISON_BOTH,
} BulletinComparisonSide;

/**
 * BulletinComparisonItem:
 *
 * One row of a comparison as it is shown: a line, a field of the metadata, or a
 * stretch of lines that are the same and folded away.
 */
#define BULLETIN_TYPE_COMPARISON_ITEM (bulletin_comparison_item_get_type ())
G_DECLARE_FINAL_TYPE (BulletinComparisonItem, bulletin_comparison_item, BULLETIN, COMPARISON_ITEM, GObject)

BulletinComparisonItem *bulletin_comparison_item_new_line   (BulletinComparison               *comparison,
                                                             guint                             row);
BulletinComparisonItem *bulletin_comparison_item_new_fold   (BulletinComparison               *comparison,
                                                             guint                             first,
                                                             guint                             n_rows);
BulletinComparisonItem *bulletin_comparison_item_new_field  (const BulletinMetadataDifference *difference);
/* How many lines are folded; 0 for what is no fold. */
guint                   bulletin_comparison_item_get_fold   (BulletinComparisonItem           *self,
                                                             guint                            *first);
/* BULLETIN_COMPARISON_NONE for what is the same, and for a field. */
guint                   bulletin_comparison_item_get_change (BulletinComparisonItem           *self);
gboolean                bulletin_comparison_item_is_change  (BulletinComparisonItem           *self);
BulletinComparisonKind  bulletin_comparison_item_get_kind   (BulletinComparisonItem           *self);
/* (nullable): the name of a field. */
const char             *bulletin_comparison_item_get_label  (BulletinComparisonItem           *self);
/* The number of its line, from 1, or 0. */
guint                   bulletin_comparison_item_get_number (BulletinComparisonItem           *self);
gboolean                bulletin_comparison_item_is_moved   (BulletinComparisonItem           *self);
/* (transfer full): the text of a side, with marks that are seen without colour. */
char                   *bulletin_comparison_item_get_text   (BulletinComparisonItem           *self,
                                                             BulletinComparisonSide            side,
                                                             PangoAttrList                   **attributes);
/* (transfer full): what a screen reader says of it. */
char                   *bulletin_comparison_item_describe   (BulletinComparisonItem           *self);

G_END_DECLS
