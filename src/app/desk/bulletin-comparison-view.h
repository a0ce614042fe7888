/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "bulletin-comparison.h"

G_BEGIN_DECLS

/**
 * BulletinComparisonView:
 *
 * Shows a comparison of two texts, and of the fields beside them: side by side or
 * in one, what is the same folded away. Property "side-by-side"; "can-revert":
 * whether a change has a button that takes it back, which is the signal "revert"
 * (guint): a change of the comparison.
 */
#define BULLETIN_TYPE_COMPARISON_VIEW (bulletin_comparison_view_get_type ())
G_DECLARE_FINAL_TYPE (BulletinComparisonView, bulletin_comparison_view, BULLETIN, COMPARISON_VIEW, AdwBin)

/* (element-type BulletinMetadataDifference) (nullable): the fields. comparison NULL
 * shows nothing. */
void     bulletin_comparison_view_set_comparison (BulletinComparisonView *self,
                                                  BulletinComparison     *comparison,
                                                  const GPtrArray        *fields);
/* Goes to the first change; FALSE if there is none. */
gboolean bulletin_comparison_view_go_first       (BulletinComparisonView *self);
/* Goes to the next change, or the one before; FALSE if there is none. */
gboolean bulletin_comparison_view_go             (BulletinComparisonView *self,
                                                  gboolean                forward);

G_END_DECLS
